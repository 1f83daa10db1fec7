"""ONS Explore Local Statistics: ISO periods, reasons in letters, intervals where given."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from etl.gather import gather
from tests.etl.sources.figures import SHIPPED, read_text

HEADER = (
    "areacd,areanm,geography,indicator,period,observation,measure,unit,lci_95,uci_95,status,notes\n"
)
OBESITY = (
    HEADER
    + """\
E92000001,England,Nation,Adult obesity prevalence,2022-11-16/P1Y,26.2,Rate,%,26.0,26.5,,
E06000006,Halton,District,Adult obesity prevalence,2022-11-16/P1Y,31.5,Rate,%,27.1,36.2,,
E08000012,Liverpool,District,Adult obesity prevalence,2022-11-16/P1Y,,Rate,%,,,u,
E08000014,Sefton,District,Adult obesity prevalence,2022-11-16/P1Y,,Rate,%,,,x,
E08000015,Wirral,District,Adult obesity prevalence,2022-11-16/P1Y,28,Rate,%,20,37,,Unreliable
S12000033,Aberdeen City,District,Adult obesity prevalence,2022-11-16/P1Y,20,Rate,%,,,,
E06000006,Halton,District,Food outlets,2023-03-15,2.1,Rate,Rate,,,,
"""
)


def test_a_figure_with_its_interval_and_period(tmp_path: Path) -> None:
    [halton] = read_text(tmp_path, OBESITY).only("adult-obesity", "E06000006").itertuples()
    assert (halton.value, halton.lower_ci, halton.upper_ci) == (31.5, 27.1, 36.2)
    assert halton.period_start_date == date(2022, 11, 16)
    assert halton.period_end_date == date(2023, 11, 15)


def test_a_missing_figure_says_why(tmp_path: Path) -> None:
    found = read_text(tmp_path, OBESITY).only("adult-obesity").set_index("area_code")
    assert found.loc["E08000012", "value_note"] == "too unreliable to show"
    assert found.loc["E08000014", "value_note"] == "not available"
    assert found.loc[["E08000012", "E08000014"], "value"].isna().all()
    assert found.loc["E08000015", "value_note"] == "Unreliable"


def test_other_measures_and_countries_are_outside(tmp_path: Path) -> None:
    found = read_text(tmp_path, OBESITY)
    assert found.refusals == []
    assert (len(found.observations), found.outside_count) == (5, 2)


def test_the_order_of_columns_and_columns_left_out_do_not_matter(tmp_path: Path) -> None:
    text = (
        "areacd,areanm,geography,indicator,period,measure,observation\n"
        "E06000006,Halton,District,Anxiety,2022-04-01/P1Y,Mean,3.2\n"
    )
    [halton] = read_text(tmp_path, text).only("anxiety").itertuples()
    assert (halton.value, halton.period_label) == (3.2, "2022/23")
    assert halton.lower_ci != halton.lower_ci  # no interval in the file, none in the store


def test_a_code_that_is_no_code_is_refused(tmp_path: Path) -> None:
    found = read_text(tmp_path, OBESITY.replace("E06000006", "E0600006"))
    assert found.refusals == [(3, "areacd", "this is not an area code")]


def test_text_in_a_number_is_refused_with_row_and_column(tmp_path: Path) -> None:
    found = read_text(tmp_path, OBESITY.replace("31.5", "about 31").replace("26.0", "lowish"))
    assert found.refusals == [
        (2, "lci_95", "this is not a number"),
        (3, "observation", "this is not a number"),
    ]
    assert len(found.observations) == 3


API = """\
indicator,areacd,areanm,period,value,lci_95,uci_95
Employment rate (Great Britain),E92000001,England,2023-01-01/P1Y,75.7,75.4,76
Employment rate (Great Britain),E06000006,Halton,2023-01-01/P1Y,72.4,66.1,78.7
Employment rate (Great Britain),S12000033,Aberdeen City,2023-01-01/P1Y,74.2,70,78
Claimant Count,E06000006,Halton,2024-01-01/P1Y,4.1,,
Food outlets,E06000006,Halton,2024-03-15,2.1,,
"""


def test_what_the_api_gives_is_read_the_same(tmp_path: Path) -> None:
    found = read_text(tmp_path, API)
    assert found.layout.name == "explore_local_statistics_api"
    [halton] = found.only("employment-rate", "E06000006").itertuples()
    assert (halton.value, halton.lower_ci, halton.upper_ci) == (72.4, 66.1, 78.7)
    assert halton.period_label == "2023"
    [claims] = found.only("claimant-count").itertuples()
    assert (claims.value, pd.isna(claims.lower_ci)) == (4.1, True)
    assert (len(found.observations), found.outside_count, found.refusals) == (3, 2, [])


def test_a_refusal_names_the_apis_column(tmp_path: Path) -> None:
    found = read_text(tmp_path, API.replace("72.4", "most"))
    assert found.refusals == [(3, "value", "this is not a number")]


def test_the_api_says_why_a_figure_is_missing_when_asked_to(tmp_path: Path) -> None:
    header, *rows = API.replace("72.4,66.1,78.7", ",,").splitlines()
    asked = [f"{header},status", *(f"{row},{'u' if 'Halton' in row else ''}" for row in rows)]
    [halton] = (
        read_text(tmp_path, "\n".join(asked)).only("employment-rate", "E06000006").itertuples()
    )
    assert (pd.isna(halton.value), halton.value_note) == (True, "too unreliable to show")


def test_one_measure_alone_has_no_column_that_names_it(tmp_path: Path) -> None:
    """/api/v1/data/{measure}.csv: nothing in such a file says what it counts."""
    alone = "\n".join(row.split(",", 1)[1] for row in API.splitlines()[:3])
    (tmp_path / "employment.csv").write_text(alone)
    [refused] = gather(tmp_path, SHIPPED).tables["rejected_row"].itertuples()
    assert "has no column 'indicator'" in refused.reason


@pytest.mark.data
def test_the_catalogue_knows_each_measure_by_both_its_names(
    open_data: Path, refresh_data: Path
) -> None:
    """The publisher's notes tell the name on the website, which the API uses, from the file's."""
    shown = {}
    for folder in (
        open_data / "indicators" / "ons_explore_local_statistics",
        refresh_data / "explore_local_statistics",
    ):
        for path in folder.glob("*.csv"):
            notes_path = folder / "meta" / f"{path.stem}.json"
            if not notes_path.exists():  # smoking by single years, of which there are no notes
                continue
            about = json.loads(notes_path.read_text(encoding="utf-8"))["ess-beta-metadata"]
            for measure in pd.read_csv(path)["indicator"].unique():
                if "-children-" not in measure:  # not the measures' own ids, as in one of the files
                    shown[measure] = about.get(measure, about)["label"]
            if path.stem == "child-weight":
                weights = {name: each["label"] for name, each in about.items() if "label" in each}
    known = [i.match["indicator"] for i in SHIPPED.indicators_from("explore_local_statistics")]
    known.remove(("cigarette-smokers",))
    by_id = [names for names in known if "-children-" in names[0]]
    assert {names[1:] for names in by_id} == set(weights.items())
    known = [names for names in known if names not in by_id]
    assert known == [tuple(dict.fromkeys((first, shown[first]))) for first, *_ in known]


def test_a_school_year_begins_in_september_here(tmp_path: Path) -> None:
    """In its files some begin in August; both would be two figures of one year."""
    text = HEADER + "E06000006,,,obese-children-reception,2023-08-01/P1Y,11.6,percentage,%,9,14,,\n"
    [halton] = read_text(tmp_path, text).only("reception-obesity").itertuples()
    assert (halton.period_start_date, halton.period_label) == (date(2023, 9, 1), "2023/24")


def test_single_years_of_smoking_end_before_they_were_weighted_anew(tmp_path: Path) -> None:
    rows = [
        f"E06000006,,,cigarette-smokers,{year},14.9,percentage,%,12,18,,\n"
        for year in range(2012, 2024)
    ]
    found = read_text(tmp_path, HEADER + "".join(rows))
    assert found.only("smoking-adults")["period_label"].tolist() == [
        str(year) for year in range(2012, 2020)
    ]
    assert found.outside_count == 4


def test_a_heading_that_stands_twice_does_no_harm(tmp_path: Path) -> None:
    text = (
        HEADER.replace("notes", "notes,notes")
        + "E06000006,Halton,District,Anxiety,2022-04-01/P1Y,3.2,Mean,,3,3.4,,,see below\n"
    )
    [halton] = read_text(tmp_path, text).only("anxiety").itertuples()
    assert (halton.value, halton.lower_ci) == (3.2, 3)


def test_areas_of_the_international_classification_are_others_or_a_place_by_name(
    tmp_path: Path,
) -> None:
    text = (
        "areacd,areanm,geography,indicator,period,observation,measure\n"
        "TLC31,Hartlepool and Stockton-on-Tees,ITL3,Anxiety,2022-04-01/P1Y,3.1,Mean\n"
        "TLD72,Liverpool,ITL3,Anxiety,2022-04-01/P1Y,3.2,Mean\n"
        "TLD74,Wirral,ITL3,Anxiety,2022-04-01/P1Y,3.3,Mean\n"
        "E08000015,Wirral,District,Anxiety,2022-04-01/P1Y,3.4,Mean\n"
    )
    found = read_text(tmp_path, text)
    figures = found.only("anxiety").set_index("area_code")["value"].to_dict()
    assert figures == {"E08000012": 3.2, "E08000015": 3.4}
    assert (found.refusals, found.outside_count) == ([], 2)


def test_a_status_beside_a_figure_is_its_note(tmp_path: Path) -> None:
    found = read_text(
        tmp_path, OBESITY.replace("31.5,Rate,%,27.1,36.2,,", "31.5,Rate,%,27.1,36.2,p,")
    )
    [halton] = found.only("adult-obesity", "E06000006").itertuples()
    assert (halton.value, halton.value_note) == (31.5, "provisional")
