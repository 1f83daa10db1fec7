"""Fingertips in its successor's columns: first years, five years together, fifths of one area."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from tests.etl.sources.figures import SHIPPED, Read, read_path, read_text, reference_of

HEADER = (
    "IndicatorId,Category,CategoryType,Age,Sex,Trend,Denominator,CategoryTypeId,UpperCI,Value,"
    "Count,AreaCode,SexID,AgeID,Year,LowerCI,CategoryId\n"
)
FIFTHS = "LSOA11 deprivation quintiles within area (IMD  trend)"


def row(number: int, year: int | str, value: float | str, **cells: str) -> str:
    known = {
        "IndicatorId": str(number),
        "Age": "All ages",
        "Sex": "Persons",
        "AreaCode": "E06000006",
        "Year": str(year),
        "Value": str(value),
        **cells,
    }
    return ",".join(known.get(name, "") for name in HEADER.strip().split(",")) + "\n"


def read(folder: Path, *rows: str) -> Read:
    return read_text(folder, HEADER + "".join(rows))


def periods(found: Read, indicator_id: str) -> list[tuple[date, date]]:
    rows = found.only(indicator_id)
    return list(zip(rows["period_start_date"], rows["period_end_date"], strict=True))


@pytest.mark.parametrize(
    ("number", "indicator_id", "cells", "span"),
    [
        (93763, "alcohol-related-mortality", {}, (date(2021, 1, 1), date(2021, 12, 31))),
        (93085, "smoking-at-delivery", {"Sex": "Female"}, (date(2021, 4, 1), date(2022, 3, 31))),
        (92904, "alcohol-admissions-under-18", {}, (date(2021, 4, 1), date(2024, 3, 31))),
        (92026, "reception-obesity-five-years", {}, (date(2021, 4, 1), date(2026, 3, 31))),
    ],
)
def test_a_year_is_the_first_of_its_period(
    number: int, indicator_id: str, cells: dict[str, str], span: tuple[date, date], tmp_path: Path
) -> None:
    found = read(tmp_path, row(number, 2021, 12.5, LowerCI="10", UpperCI="15", **cells))
    assert periods(found, indicator_id) == [span]
    [figure] = found.observations.itertuples()
    assert (figure.value, figure.lower_ci, figure.upper_ci) == (12.5, 10, 15)


def test_a_year_that_is_none_is_refused_by_its_column(tmp_path: Path) -> None:
    found = read(tmp_path, row(93763, "next", 12.5))
    assert found.refusals == [(2, "Year", "this is not a period this project knows")]


def test_fifths_of_one_area_are_local_and_those_of_england_are_englands(tmp_path: Path) -> None:
    of = {"CategoryType": FIFTHS, "Age": "4-5 yrs"}
    found = read(
        tmp_path,
        row(92026, 2019, 13.9, Category="Most deprived quintile", **of),
        row(92026, 2019, 9.2, Category="Average deprived quintile", **of),
        row(92026, 2019, 12.7, Category="Most deprived quintile", AreaCode="E92000001", **of),
    )
    figures = found.observations.set_index(["area_code", "group_id"])["value"]
    assert figures.to_dict() == {
        ("E06000006", "local-quintile-1"): 13.9,
        ("E06000006", "local-quintile-3"): 9.2,
        ("E92000001", "imd-quintile-1"): 12.7,
    }


def test_broad_ethnic_groups_are_loaded_and_fine_ones_are_outside(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        row(92026, 2019, 13, Category="White", CategoryType="Ethnic groups (w unknown)"),
        row(92026, 2019, 12.9, Category="White British", CategoryType="Ethnic groups"),
    )
    assert found.observations["group_id"].tolist() == ["ethnic-white"]
    assert found.outside_count == 1


def test_other_ages_are_outside(tmp_path: Path) -> None:
    found = read(
        tmp_path, row(93015, 2022, 22.9, Age="19+ yrs"), row(93015, 2022, 13, Age="19-24 yrs")
    )
    assert found.only("adults-inactive")["value"].tolist() == [22.9]
    assert found.outside_count == 1


def test_a_figure_said_again_rounded_or_blank_counts_once(tmp_path: Path) -> None:
    cells = {"Age": "16+ yrs", "AreaCode": "E54000008"}
    found = read(
        tmp_path,
        row(352, 2023, 21.3943547, **cells),
        row(352, 2023, 21.3944, **cells),
        row(352, 2022, "", **cells),
        row(352, 2022, 20.5, **cells),
    )
    assert found.only("carers-gp-survey")["value"].tolist() == [21.3943547, 20.5]
    assert (found.refusals, found.outside_count) == ([], 2)


def test_figures_that_contradict_each_other_are_both_refused(tmp_path: Path) -> None:
    found = read(tmp_path, row(93763, 2021, 12.5), row(93763, 2021, 12.9))
    assert found.observations.empty
    assert [number for number, _, _ in found.refusals] == [2, 3]


def test_an_nhs_area_stands_for_the_place_it_is(tmp_path: Path) -> None:
    cells = {"Age": "16+ yrs"}
    found = read(
        tmp_path,
        row(352, 2020, 21.98663823, **cells),
        row(352, 2020, 21.98663823, AreaCode="E38000068", **cells),
        row(352, 2021, 23.3, AreaCode="E38000068", **cells),
        row(352, 2021, 19.5, AreaCode="E38000161", **cells),  # half of Sefton
    )
    assert found.only("carers-gp-survey")["area_code"].tolist() == ["E06000006", "E06000006"]
    assert found.only("carers-gp-survey")["value"].tolist() == [21.98663823, 23.3]


@pytest.mark.parametrize("own", [row(241, 2020, 8.5), row(241, 2019, 8.1)])
def test_patients_and_residents_are_never_one_series(own: str, tmp_path: Path) -> None:
    """Another figure of the Place, or one the NHS area lacks, says that they are not the same."""
    nhs = {"AreaCode": "E38000068"}
    found = read(tmp_path, own, row(241, 2020, 8.4, **nhs), row(241, 2021, 8.6, **nhs))
    assert len(found.only("diabetes-recorded")) == 1


def test_quarters_named_by_their_year_alone_are_of_no_indicator() -> None:
    """91040 has four figures a year and nothing that tells them apart."""
    numbers = {n for i in SHIPPED.indicators.values() for n in i.match.get("Indicator ID", ())}
    assert "91040" not in numbers


def test_residents_are_counted_and_are_no_figure(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        row(92708, 2022, 8123, Age="5-9 yrs", Sex="Male", Count="8123"),
        row(92708, 2022, 100, Age="5-9 yrs", Sex="Male", AreaCode="E08000099"),
    )
    counted = found.reading.tables["resident_population"]
    assert counted.to_dict("records") == [
        {
            "area_code": "E06000006",
            "year": 2022,
            "sex": "male",
            "age": "5-9 yrs",
            "people_count": 8123,
        }
    ]
    assert found.reading.claims is None
    assert found.outside_count == 1


# --- The file that FingertipsNext takes in, and the extract of dementia -----------------------

UPLOAD = (
    "area_code,date_from,date_to,period_type,sex,age_from_years_inclusive,"
    "age_to_years_inclusive,deprivation_decile,deprivation_category,count,value,denominator,"
    "lower_ci_95,upper_ci_95,lower_ci_99_8,upper_ci_99_8\n"
)
SMOKING = "E08000012,2023-04-01,2024-03-31,financial_year,female,,,,,130,11.6,1122,9.8,13.6,,\n"


def read_named(folder: Path, name: str, text: str) -> Read:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return read_path(path, reference_of())


def test_an_upload_is_named_by_its_number(tmp_path: Path) -> None:
    found = read_named(tmp_path, "upload_93085_2026.csv", UPLOAD + SMOKING)
    [figure] = found.only("smoking-at-delivery").itertuples()
    assert (figure.value, figure.lower_ci, figure.upper_ci) == (11.6, 9.8, 13.6)
    assert (figure.area_code, figure.period_label) == ("E08000012", "2023/24")
    assert (figure.numerator_count, figure.denominator_count) == (130, 1122)


def test_an_upload_without_its_number_says_what_to_do(tmp_path: Path) -> None:
    found = read_named(tmp_path, "a.csv", UPLOAD + SMOKING)
    assert found.reading.claims is None
    assert "put the number" in found.reading.note
    assert found.outside_count == 1


def test_the_extract_of_dementia_takes_its_year_from_its_name(tmp_path: Path) -> None:
    text = (
        "area_slug,code,rate,diagnosed,estimated,pop_all_2025\nhalton,E06000006,68.8,1035,1505,9\n"
    )
    [figure] = (
        read_named(tmp_path, "dementia_2026.csv", text).only("dementia-diagnosis-rate").itertuples()
    )
    assert (figure.value, figure.period_label, figure.numerator_count) == (68.8, "2026", 1035)
    assert figure.lower_ci != figure.lower_ci  # the number expected is modelled: no interval
    assert "year" in read_named(tmp_path, "dementia.csv", text).reading.note


# --- The files themselves ---------------------------------------------------------------------


def test_every_figure_of_the_service_is_the_publishers(refresh_data: Path) -> None:
    """Naively, with pandas alone: Halton's own figures of three indicators."""
    path = refresh_data / "fingertips_next" / "healthdata_2018_2024_nw.csv"
    found = read_path(path, reference_of())
    raw = pd.read_csv(path, dtype=str)
    whole = raw[raw["Category"].isna() & (raw["AreaCode"] == "E06000006")]
    for number, sex, indicator_id in (
        ("93763", "Persons", "alcohol-related-mortality"),
        ("92904", "Persons", "alcohol-admissions-under-18"),
        ("20401", "Female", "under-18-conceptions"),
    ):
        theirs = whole[(whole["IndicatorId"] == number) & (whole["Sex"] == sex)]
        ours = found.only(indicator_id, "E06000006", "everyone").sort_values("period_start_date")
        values = theirs.sort_values("Year")["Value"].astype(float)
        assert ours["value"].tolist() == pytest.approx(values.tolist())
        assert ours["lower_ci"].notna().all()


def test_every_place_has_its_fifths_and_ethnic_groups(refresh_data: Path) -> None:
    path = refresh_data / "fingertips_next" / "healthdata_2018_2024_nw.csv"
    found = read_path(path, reference_of()).observations
    raw = pd.read_csv(path, dtype=str)
    raw = raw[(raw["CategoryType"] == FIFTHS) & raw["Value"].notna() & (raw["Year"] == "2019")]
    for number, indicator_id in (
        ("92026", "reception-obesity-five-years"),
        ("92033", "year-6-obesity-five-years"),
    ):
        rows = found[(found["indicator_id"] == indicator_id) & found["value"].notna()]
        rows = rows[rows["period_label"] == "2019/20 to 2023/24"]
        for place in SHIPPED.places():
            own = rows[rows["area_code"] == place.area_code]
            fifths = own[own["group_id"].str.startswith("local-quintile-")]["value"]
            theirs = raw[(raw["IndicatorId"] == number) & (raw["AreaCode"] == place.area_code)]
            assert sorted(fifths) == sorted(theirs["Value"].astype(float))
            assert len(fifths) >= 4
            assert "ethnic-white" in set(own["group_id"])
