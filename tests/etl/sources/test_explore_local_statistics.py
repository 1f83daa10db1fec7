"""ONS Explore Local Statistics: ISO periods, reasons in letters, intervals where given."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.etl.sources.figures import read_text

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
    found = read_text(tmp_path, OBESITY.replace("31.5", "about 31").replace("26.0", "low"))
    assert found.refusals == [
        (2, "lci_95", "this is not a number"),
        (3, "observation", "this is not a number"),
    ]
    assert len(found.observations) == 3
