"""The embedded figures make sense, and are those of the official files where we looked."""

from __future__ import annotations

from difflib import unified_diff

import numpy as np
import pandas as pd
import pytest

from insight.reference.areas import project_catalogue
from insight.store import Store
from tests.data.coverage import FILE, REFRESH, coverage

pytestmark = pytest.mark.data
INDICATORS = project_catalogue().indicators
# The councils of the two Cheshire Places began on 1 April 2009.
CHESHIRE_EAST_AND_WEST, BEGAN = {"E06000049", "E06000050"}, pd.Timestamp(2009, 4, 1)
# The publishers' files have no row for some Places in some periods, and say nothing of why.
ROWS_ARE_LACKING = {
    *("carers-gp-survey", "dementia-reported", "former-smokers", "cataract-surgery"),
    *("urgent-cancer-referrals", "reception-obesity", "year-6-obesity"),
    *("reception-obesity-five-years", "year-6-obesity-five-years"),
    *("healthy-weight-reception", "healthy-weight-year-6", "underweight-reception"),
    *("overweight-not-obese-reception", "overweight-not-obese-year-6", "underweight-year-6"),
}
# A slope, and a score that is nought in the middle of England, may run either way.
SIGNED = ("inequality-in-life-expectancy", "mood-and-anxiety")
STANDARDISED = ("readmissions",)  # counts stand beside it, and it is not their share
LARGEST = {
    "%": 100,
    "years": 120,
    "score 0–10": 10,
    "score 0–90": 90,
    "minutes": 24 * 60,
    "per 1,000": 1_000,
    "per 1,000 births": 1_000,
    "per 10,000": 10_000,
    "per 100,000": 100_000,
}


def test_every_indicator_of_the_catalogue_has_figures(figures: pd.DataFrame) -> None:
    counts = figures.groupby("indicator_id")["value"].count()
    found = set(counts.index[counts > 0])
    assert found == set(counts.index) and len(found) >= 150
    without = set(INDICATORS) - found
    assert all(INDICATORS[each].awaits for each in without), "neither a figure nor awaited"


def test_a_figure_about_one_place_comes_with_all_nine(figures: pd.DataFrame) -> None:
    """Or, where a Place has no figure, with a row that says why.

    Rural people are counted apart only in Places that have both kinds of neighbourhood.
    """
    rows = figures[figures["area_type"] == "place"]
    rows = rows[~rows["group_id"].isin(["plus-rural", "plus-not-rural"])]
    rows = rows[~rows["indicator_id"].isin(ROWS_ARE_LACKING)]
    key = ["indicator_id", "group_id", "period_label", "period_start_date"]
    places = rows.groupby(key)["area_code"].agg(set)
    everywhere = set(rows["area_code"])
    assert len(everywhere) == 9
    lacking = places[places != everywhere].reset_index()
    assert set(lacking["indicator_id"]) <= {"persistent-absence"}
    assert (lacking["period_start_date"] < BEGAN).all()
    assert all(everywhere - found == CHESHIRE_EAST_AND_WEST for found in lacking["area_code"])


def test_a_missing_figure_says_why_and_carries_nothing_else(figures: pd.DataFrame) -> None:
    missing = figures[figures["value"].isna()]
    assert len(missing) > 0
    assert (missing["value_note"].str.len() > 5).all()
    assert missing[["lower_ci", "upper_ci"]].isna().all(axis=None)


def test_periods_and_areas_are_those_on_record(real_store: Store) -> None:
    ask = real_store.connection.execute
    found = coverage(ask("SELECT * FROM observation").df(), ask("SELECT * FROM area").df())
    now, recorded = found.to_csv(index=False, lineterminator="\n"), FILE.read_text(encoding="utf-8")
    changes = [*unified_diff(recorded.splitlines(), now.splitlines(), lineterm="", n=0)][2:]
    shown = "\n".join(changes[:40])
    assert not changes, f"If this is meant, refresh the file with `{REFRESH}`:\n{shown}"


def test_intervals_contain_their_figures(figures: pd.DataFrame) -> None:
    rows = figures[figures["lower_ci"].notna()]
    assert len(rows) > 50_000
    # Ends and figures are rounded each on its own.
    slack = 0.5 * 10.0 ** -rows["decimal_places"] + 1e-9
    assert (rows["lower_ci"] <= rows["value"] + slack).all()
    assert (rows["value"] <= rows["upper_ci"] + slack).all()
    assert (rows["lower_ci"] <= rows["upper_ci"]).all()
    assert (figures["lower_ci"].isna() == figures["upper_ci"].isna()).all()


def test_no_figure_is_outside_its_possible_range(figures: pd.DataFrame) -> None:
    largest = figures["unit"].map(LARGEST).fillna(np.inf)
    for column in ("value", "lower_ci", "upper_ci"):
        rows = figures[figures[column].notna()]
        signed = rows["indicator_id"].str.startswith(SIGNED)
        assert (rows.loc[~signed, column] >= 0).all()
        assert (rows[column] <= largest[rows.index]).all()
    shares = figures[(figures["value_type"] == "percentage") & figures["numerator_count"].notna()]
    assert len(shares) > 10_000
    assert not (shares["numerator_count"] > shares["denominator_count"]).any()


def test_a_share_is_its_counts_divided(figures: pd.DataFrame) -> None:
    """Near enough: publishers round shares, and some of them counts, to the nearest 5."""
    shares = figures[
        (figures["unit"] == "%")
        & (figures["area_type"] != "authority")
        & figures["numerator_count"].notna()
        & (figures["denominator_count"] > 0)
        & ~figures["indicator_id"].isin(STANDARDISED)
    ]
    worked_out = 100 * shares["numerator_count"] / shares["denominator_count"]
    coarse = shares["indicator_id"].str.startswith(("talking-therapies", "social-contact"))
    allowed = (0.5 + 100 * 5 / shares["denominator_count"]).where(coarse, 0.06)
    assert len(shares) > 10_000
    assert ((shares["value"] - worked_out).abs() <= allowed).all()


def test_life_expectancy_is_that_of_a_rich_country_and_longer_for_women(
    figures: pd.DataFrame,
) -> None:
    area = ["area_code", "period_label"]
    women, men = (
        figures[figures["indicator_id"] == f"life-expectancy-{sex}"].set_index(area)["value"]
        for sex in ("female", "male")
    )
    england_women, england_men = women.loc["E92000001"], men.loc["E92000001"]
    assert england_women.between(79, 86).all() and england_men.between(75, 82).all()
    assert len(england_women) >= 9
    difference = (women - men).dropna()
    assert difference.between(1, 8).all() and len(difference) > 1_000
    lived_well = figures[figures["indicator_id"] == "healthy-life-expectancy-female"]
    lived_well = lived_well.set_index(area)["value"].loc["E92000001"]
    assert lived_well.between(55, 70).all()


# Read by eye in the official files, of the edition of early 2026. Where a file gives a fraction,
# the figure here is a percentage.
SEEN = [
    # indicators/fingertips/la_series/90366_life_expectancy_at_birth.csv
    ("life-expectancy-male", "E08000012", "everyone", "2023 to 2025", 76.7),
    ("life-expectancy-female", "E92000001", "everyone", "2023 to 2025", 83.5),
    # indicators/fingertips/la_series/90323_year_6_prevalence_of_obesity_….csv
    ("year-6-obesity", "E08000013", "everyone", "2024/25", 25.1),
    # indicators/ons_explore_local_statistics/healthy-life-expectancy.csv: 53.7 (48.7 to 58.7)
    ("healthy-life-expectancy-female", "E08000011", "everyone", "2022 to 2024", 53.7),
    # indicators/ons_explore_local_statistics/claimant-count.csv
    ("claimant-count", "E06000006", "everyone", "2025", 4.2),
    # indicators/ons_explore_local_statistics/adult-obesity-prevalence.csv
    ("adult-obesity", "E08000014", "everyone", "Nov 2024 to Nov 2025", 30.83275),
    # of the newer files, fingertips_next/healthdata_2018_2024_nw.csv, 93861
    ("air-pollution-mortality", "E06000007", "everyone", "2023", 4.90537),
    # the same, 92026: fifths of the neighbourhoods of one Place
    (
        "reception-obesity-five-years",
        "E06000006",
        "local-quintile-1",
        "2019/20 to 2023/24",
        13.9,
    ),
    # the same, 93085: women who smoke when they give birth
    ("smoking-at-delivery", "E06000006", "everyone", "2023/24", 11.6),
    # of the newer files, explore_local_statistics/child-weight.csv
    ("overweight-not-obese-reception", "E06000006", "everyone", "2023/24", 14.87603),
    # indicators/ons_life_expectancy/msoa_life_expectancy_2016_20_cm.csv
    ("life-expectancy-msoa-male", "E02002580", "everyone", "2016 to 2020", 77.144219),
    # primary_care/qof_2020_21_prevalence_england_totals.csv: 8,457,600 of 60,716,244
    ("hypertension-register", "E92000001", "everyone", "2020/21", 13.929715),
    # primary_care/smi_physical_health_checks_ccg_subicb_quarterly.csv: 99A, 4,742 of 7,194
    ("smi-checks-all-six", "E08000012", "everyone", "2023/24", 65.916041),
    # primary_care/heec_icb_indicators_by_imd_quintile_2010_2024.csv: quin_1, the least deprived
    ("gp-overall-experience", "E54000008", "practice-quintile-5", "2023", 79.841076),
    # wider_determinants/fuel_poverty_2020_lsoa11_cm.csv: 176 of 735 households
    ("fuel-poverty", "E01006755", "everyone", "2020", 23.945578),
    # census2021/population_age_bands_lsoa21_cm.csv: 246 of 1,573
    ("residents-by-age", "E01006755", "age-65-plus", "2021", 15.638907),
    # indicators/dfe_lait/dfe_lait_cm_nw_england.csv: Short Desc LAC
    ("children-looked-after", "E08000014", "everyone", "2024/25", 92.0),
]


@pytest.mark.parametrize(("indicator_id", "area_code", "group_id", "period", "value"), SEEN)
def test_figures_seen_in_the_official_files(
    indicator_id: str,
    area_code: str,
    group_id: str,
    period: str,
    value: float,
    figures: pd.DataFrame,
) -> None:
    [row] = figures[
        (figures["indicator_id"] == indicator_id)
        & (figures["area_code"] == area_code)
        & (figures["group_id"] == group_id)
        & (figures["period_label"] == period)
    ].itertuples()
    assert row.value == pytest.approx(value, abs=1e-6)
