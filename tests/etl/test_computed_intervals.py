"""Ranges worked out here: only where the catalogue says how, and as wide as published ones are."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from pydantic import ValidationError

from etl.computed_intervals import LIMITS, _limits, interval_tables, with_intervals
from etl.denominators import denominators, implied_people, nearest
from etl.store_keys import KEYS
from insight.reference.catalogue import Interval
from insight.reference.vocabulary import WORKED_OUT
from insight.statistics import byar_interval, wilson_interval
from tests.etl.sources.figures import SHIPPED

HALTON, WIRRAL, NOWHERE = "E06000006", "E08000015", "E06000001"
# Routes C and D: a range would be rough, or none can be had.
NEVER = {
    *("life-expectancy-female", "life-expectancy-male", "preventable-mortality"),
    *("low-birth-weight", "breastfeeding", "early-communication", "early-literacy", "neet"),
    *("good-level-of-development", "key-stage-2", "persistent-absence", "severe-absence"),
    *("dementia-diagnosis-rate", "alcohol-admissions", "self-harm-admissions"),
    *("self-harm-admissions-10-24", "preventable-mortality-cancer"),
    *("child-poverty-after-housing", "gigabit-broadband", "housing-affordability"),
    *("income-per-head", "travel-to-work-public-transport", "air-pollution", "children-active"),
    *("dental-decay-five", "smoking-routine-manual", "inequality-in-life-expectancy-female"),
    *("inequality-in-life-expectancy-male", "smi-premature-mortality", "gcse-attainment"),
    *("good-level-of-development-free-meals", "cancer-screening", "child-vaccinations"),
    *("suicides", "smoking-adults"),
}


def figures(indicator_id: str, values: dict[str, float], year: int = 2022, **more: Any):  # type: ignore[no-untyped-def]
    rows = pd.DataFrame({"area_code": list(values), "value": list(values.values())})
    facts = {
        "indicator_id": indicator_id,
        "group_id": "everyone",
        "period_start_date": date(year, 1, 1),
        "period_end_date": date(year, 12, 31),
        "lower_ci": np.nan,
        "upper_ci": np.nan,
        "numerator_count": np.nan,
        "denominator_count": np.nan,
        "value_note": None,
    }
    return rows.assign(**{**facts, **more})


def people(population_id: str, counts: dict[str, float], year: int = 2022) -> pd.DataFrame:
    rows = pd.DataFrame({"area_code": list(counts), "people_count": list(counts.values())})
    return rows.assign(population_id=population_id, year=year)


def test_a_rate_gets_byars_range_and_says_how() -> None:
    rows = figures("children-in-need", {HALTON: 401.0, NOWHERE: 350.0})
    found = with_intervals(rows, people("under-18", {HALTON: 27_640.0}), SHIPPED)
    halton, other = found.iloc[0], found.iloc[1]
    lower, upper = byar_interval(round(401 / 10_000 * 27_640), 27_640, 10_000)
    assert (halton["lower_ci"], halton["upper_ci"]) == pytest.approx((lower, upper), abs=1e-5)
    assert halton["value_note"] == (
        "range worked out here by Byar's method from the figure and 27,640 children under 18"
        " (2022); everyone was counted, so it shows chance from year to year, and true scatter may"
        " be wider"
    )
    assert pd.isna(other["lower_ci"]) and pd.isna(other["value_note"])


def test_child_poverty_is_widened_as_the_publishers_own_ranges_are() -> None:
    rows = figures("child-poverty", {HALTON: 21.0}, value_note="provisional figure")
    (row,) = with_intervals(rows, people("under-16", {HALTON: 24_000.0}), SHIPPED).to_dict(
        "records"
    )
    lower, upper = wilson_interval(0.21 * 24_000, 24_000)
    assert row["upper_ci"] - 21 == pytest.approx(1.41 * (100 * upper - 21), abs=1e-5)
    assert 21 - row["lower_ci"] == pytest.approx(1.41 * (21 - 100 * lower), abs=1e-5)
    assert row["value_note"].startswith("provisional figure; range worked out here by Wilson's")
    assert "1.41 times" in row["value_note"]


def test_the_pupils_measured_are_those_the_published_range_implies() -> None:
    lower, upper = (100 * end for end in wilson_interval(0.116 * 1_221, 1_221))
    obesity = figures("reception-obesity", {HALTON: 11.6}, lower_ci=lower, upper_ci=upper)
    assert implied_people(obesity).iloc[0] == pytest.approx(1_221)
    later = figures("reception-obesity", {HALTON: 12.0}, year=2024)
    wide = figures("reception-overweight", {HALTON: 26.4}, year=2023)
    rows = pd.concat([obesity, later, wide], ignore_index=True)
    nobody = people("under-16", {})
    found = with_intervals(rows, nobody, SHIPPED)
    assert found.loc[0, LIMITS].tolist() == [lower, upper]  # the published one stays
    for place, share in ((1, 0.12), (2, 0.264)):
        expected = [100 * end for end in wilson_interval(share * 1_221, 1_221)]
        assert found.loc[place, LIMITS].tolist() == pytest.approx(expected, abs=1e-5)
        assert "1,221 people (2022)" in found.loc[place, "value_note"]


def test_adults_asked_are_a_sample_and_carried_for_three_years_at_most() -> None:
    asked = figures("adults-inactive", {HALTON: 27.0}, denominator_count=503.0)
    active = [figures("adults-active", {HALTON: 61.0}, year=year) for year in (2022, 2025, 2026)]
    found = with_intervals(
        pd.concat([asked, *active], ignore_index=True), people("under-16", {}), SHIPPED
    )
    assert found["lower_ci"].notna().tolist() == [True, True, True, False]
    assert "503 people (2022); it shows the chance of asking some" in found.loc[2, "value_note"]


def test_to_work_them_out_again_changes_nothing() -> None:
    rows = figures("children-in-need", {HALTON: 401.0}, value_note="revised figure")
    counts = people("under-18", {HALTON: 27_640.0})
    once = with_intervals(rows, counts, SHIPPED)
    pd.testing.assert_frame_equal(with_intervals(once, counts, SHIPPED), once)
    gone = with_intervals(once, people("under-18", {}), SHIPPED)
    pd.testing.assert_frame_equal(gone, rows, check_dtype=False)


@pytest.mark.slow
def test_no_other_figure_is_given_a_range() -> None:
    assert not NEVER & set(SHIPPED.intervals)
    ids = [each for each in SHIPPED.indicators if each not in SHIPPED.intervals]
    rows = pd.concat([figures(each, {HALTON: 12.0}) for each in ids], ignore_index=True)
    every = [people(name, {HALTON: 9_000.0}) for name in ("under-16", "under-18", "births")]
    found = with_intervals(rows, pd.concat(every), SHIPPED)
    assert found[LIMITS].isna().all(axis=None)
    groups = figures("children-in-need", {HALTON: 401.0}, group_id="sex-female")
    assert with_intervals(groups, every[1], SHIPPED)[LIMITS].isna().all(axis=None)


def test_a_figure_of_no_one_kind_of_people_is_refused() -> None:
    for people_ in ({}, {"people": "births", "people_of": "infant-mortality"}):
        with pytest.raises(ValidationError, match="people_of"):
            Interval(indicator_id="infant-mortality", method="byar", basis="full count", **people_)


def bands(people_each: int, year: int = 2022, code: str = HALTON) -> pd.DataFrame:
    ages = ["All ages", *(f"{age}-{age + 4} yrs" for age in range(0, 90, 5))]
    rows = [(code, year, sex, age) for sex in ("female", "male") for age in ages]
    frame = pd.DataFrame(rows, columns=["area_code", "year", "sex", "age"])
    return frame.assign(people_count=people_each)


def test_how_many_people_there_are_comes_from_bands_and_from_figures() -> None:
    three_years = figures("alcohol-admissions-under-18", {HALTON: 30.0}, year=2021)
    three_years = three_years.assign(
        period_start_date=date(2021, 4, 1),
        period_end_date=date(2024, 3, 31),
        denominator_count=3 * 36_500.0,
    )
    births = figures("general-fertility-rate", {HALTON: 55.0}, numerator_count=1_300.0)
    figures_ = pd.concat([three_years, births], ignore_index=True)
    parts = {"resident_population": [bands(1_000), bands(1_100, year=2023)]}
    found = denominators(parts, figures_)
    counts = found.set_index(["population_id", "year"])["people_count"].to_dict()
    assert counts == {
        ("under-18", 2022): 36_500,
        ("births", 2022): 1_300,
        ("aged-0-14", 2022): 6_000,
        ("aged-0-14", 2023): 6_600,
        ("aged-16-64", 2022): 18_000 + 0.8 * 2_000,
        ("aged-16-64", 2023): 19_800 + 0.8 * 2_200,
        ("aged-10-17", 2022): 2_000 + 36_500 - 6_000,
        ("aged-10-17", 2023): 2_200 + 36_500 - 6_600,
    }
    assert not found.duplicated(list(KEYS["denominator"])).any()
    # What a later file does not say is kept; what it says anew is taken.
    later = denominators({"resident_population": [bands(900)]}, figures_.iloc[:0], found)
    newer = later.set_index(["population_id", "year"])["people_count"].to_dict()
    assert set(newer) == set(counts)
    assert newer["aged-0-14", 2022] == 5_400 and newer["aged-0-14", 2023] == 6_600
    assert newer["aged-10-17", 2022] == 1_800 + 36_500 - 5_400
    # A band that is missing leaves no sum.
    lacking = bands(1_000).query("age != '5-9 yrs'")
    assert set(denominators({"resident_population": [lacking]}, births)["population_id"]) == {
        "aged-16-64",
        "births",
    }


def test_the_nearest_year_is_taken_and_none_too_far() -> None:
    known = pd.DataFrame(
        {"area_code": HALTON, "year": [2018, 2020, 2022], "people_count": [1, 2, 3]}
    )
    asked = pd.DataFrame({"area_code": HALTON, "year": [2014, 2015, 2019, 2021, 2025, 2026]})
    found = nearest(known, asked)
    years = found["people_year"].tolist()
    assert np.isnan([years[0], years[5]]).all()
    assert years[1:5] == [2018, 2018, 2020, 2022]


def test_a_part_of_the_files_keeps_what_was_known() -> None:
    rows = figures("children-in-need", {HALTON: 401.0})
    counts = people("under-18", {HALTON: 27_640.0})
    tables = interval_tables({}, rows, {"denominator": counts}, SHIPPED)
    assert len(tables["denominator"]) == 1
    assert tables["observation"]["lower_ci"].notna().all()
    assert WORKED_OUT in tables["observation"]["value_note"].iloc[0]


PUBLISHED = "fingertips_next/healthdata_2018_2024_nw.csv"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("number", "sex", "method", "unit", "years", "widen", "least", "most"),
    [
        # Full counts of children and births: the rates that the computed ones are like.
        ("92904", "Persons", "byar", "per 100,000", 1, 1.0, 0.95, 1.03),
        ("20401", "Female", "byar", "per 1,000", 1, 1.0, 0.99, 1.01),
        # Standardised rates, taken as if they were not: near enough, and none is worked out here.
        ("93763", "Persons", "byar", "per 100,000", 1, 1.0, 0.75, 1.10),
        ("22401", "Persons", "byar", "per 100,000", 1, 1.0, 0.91, 1.05),
        ("93474", "Persons", "wilson", "%", 1, 1.0, 0.99, 1.01),
        ("93701", "Persons", "wilson", "%", 1, 1.41, 0.98, 1.02),
        ("93015", "Persons", "wilson", "%", 1, 1.0, 0.96, 1.04),
        ("93088", "Persons", "wilson", "%", 1, 1.0, 0.96, 1.04),
    ],
)
def test_published_ranges_are_as_wide_as_the_method_makes_them(
    number: str,
    sex: str,
    method: str,
    unit: str,
    years: int,
    widen: float,
    least: float,
    most: float,
    refresh_data: Path,
) -> None:
    every = pd.read_csv(refresh_data / PUBLISHED, dtype={"IndicatorId": str})
    is_ours = (every["IndicatorId"] == number) & (every["Sex"] == sex) & every["Category"].isna()
    rows = every[is_ours & every["AreaCode"].str.match("E0[6-9]")].dropna(
        subset=["Value", "LowerCI", "UpperCI", "Denominator"]
    )
    assert len(rows) > 80
    entry = Interval(
        indicator_id="adults-active",
        method=method,
        people="under-18",
        years=years,
        widen=widen,
        basis="full count",
    )
    kind = "percentage" if unit == "%" else "rate"
    indicator = SHIPPED.indicators["adults-active"].model_copy(
        update={"unit": unit, "value_type": kind}
    )
    asked = rows.rename(columns={"Value": "value", "Denominator": "people_count"})
    limits = _limits(entry, indicator, asked)
    ratio = (limits[:, 1] - limits[:, 0]) / (rows["UpperCI"] - rows["LowerCI"]).to_numpy()
    assert least <= ratio.min() and ratio.max() <= most


@pytest.mark.slow
def test_three_measures_of_one_child_imply_the_same_pupils(refresh_data: Path) -> None:
    path = refresh_data / "explore_local_statistics/child-weight.csv"
    names = {"areacd": "area_code", "observation": "value"}
    rows = pd.read_csv(path).rename(columns={**names, "lci_95": "lower_ci", "upper": "upper_ci"})
    rows = rows.rename(columns={"uci_95": "upper_ci"})
    rows = rows[rows["area_code"].isin([p.area_code for p in SHIPPED.places()])]
    rows = rows[rows["period"].str.startswith("2023")].dropna(subset=["lower_ci"])
    rows = rows.assign(
        pupils=implied_people(rows), year_of=rows["indicator"].str.extract("(reception|year-6)")[0]
    )
    rows = rows[~rows["indicator"].str.startswith("underweight")]
    spread = rows.groupby(["area_code", "year_of"])["pupils"].agg(["min", "max", "size"])
    assert len(spread) == 18 and (spread["size"] == 3).all()
    assert (spread["max"] / spread["min"]).max() < 1.03
