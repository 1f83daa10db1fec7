"""Every faulty row is refused with row, column and reason; every other row is loaded."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest, chi2

from etl.checks import NUMBER_COLUMNS, check_claims
from etl.layout import CLAIM_COLUMNS, Reading, Reference
from insight.reference.areas import project_catalogue
from insight.reference.catalogue import Indicator

TODAY = date(2026, 11, 1)
COLUMNS = {"value": "Value", "area_code": "Area Code", "period": "Time period"}


def indicator(indicator_id: str, **changes: object) -> Indicator:
    facts = {
        "indicator_id": indicator_id,
        "indicator_name": indicator_id,
        "plain_name": indicator_id,
        "definition": "made up for this test",
        "unit": "%",
        "value_type": "percentage",
        "polarity": "low_is_good",
        "topic": "cancer",
        "life_stage": "all ages",
        "source_id": "test",
        "ci_method": "published",
        "disclosure_rule": "none",
        "decimal_places": 1,
        "caveat": "made up",
        "sex": "persons",
        "age": "all ages",
        "match": {},
    }
    return Indicator(**(facts | changes))


INDICATORS = [
    indicator("share"),
    indicator("counted", ci_method="wilson"),
    indicator("rate", ci_method="byar", unit="per 100,000", value_type="rate"),
    indicator("score", value_type="score", unit="score", ci_method="none"),
]
CATALOGUE = replace(project_catalogue(), indicators={i.indicator_id: i for i in INDICATORS})
REFERENCE = Reference(
    CATALOGUE, {"E06000006": "place", "E92000001": "country", "N81001": "practice"}
)

GOOD = {
    "indicator_id": "share",
    "area_code": "E06000006",
    "group_id": "everyone",
    "sex": "persons",
    "age": "all ages",
    "period": "2021",
    "value": "12.5",
    "lower_ci": "11",
    "upper_ci": "14",
}


def check(*rows: dict[str, str]):
    """Rows are claims; the first is row 2 of the file, as in a real one."""
    claims = pd.DataFrame([GOOD | row for row in rows], dtype=str)
    claims = claims.reindex(columns=[c for c in [*CLAIM_COLUMNS, "year_kind"] if c in claims])
    claims = claims.fillna("")
    claims.index = pd.RangeIndex(2, 2 + len(claims))
    return check_claims(Reading(claims=claims, columns=COLUMNS), REFERENCE, TODAY)


def test_a_good_row_becomes_an_observation() -> None:
    observations, refused, outside = check({})
    assert len(refused) == 0 and outside == 0
    row = observations.iloc[0]
    assert (row["value"], row["lower_ci"], row["upper_ci"]) == (12.5, 11.0, 14.0)
    assert (row["period_start_date"], row["period_end_date"]) == (
        date(2021, 1, 1),
        date(2021, 12, 31),
    )
    assert row["value_note"] is None or pd.isna(row["value_note"])


@pytest.mark.parametrize(
    ("change", "column", "reason"),
    [
        ({"value": "about 12"}, "Value", "this is not a number"),
        ({"value": "120", "upper_ci": ""}, "Value", "above what is possible"),
        ({"value": "-1", "lower_ci": ""}, "Value", "below zero"),
        ({"upper_ci": "130"}, "upper_ci", "above what is possible"),
        ({"lower_ci": "13"}, "lower_ci", "lies above the figure"),
        ({"upper_ci": "12"}, "upper_ci", "lies below the figure"),
        ({"lower_ci": "12.52", "upper_ci": "12.48"}, "lower_ci", "above the upper one"),
        ({"numerator_count": "-2"}, "numerator_count", "below zero"),
        ({"numerator_count": "5", "denominator_count": "4"}, "numerator_count", "more counted"),
        ({"numerator_count": "5", "denominator_count": "0"}, "denominator_count", "nobody"),
        ({"area_code": "Halton"}, "Area Code", "not an area code"),
        ({"period": "lately"}, "Time period", "not a period"),
        ({"period": "1901"}, "Time period", "before 1980 or after 2027"),
        ({"period": "2031"}, "Time period", "before 1980 or after 2027"),
    ],
)
def test_faults_name_row_column_and_reason(
    change: dict[str, str], column: str, reason: str
) -> None:
    observations, refused, _ = check({"period": "2019"}, change)
    assert len(observations) == 1
    (fault,) = refused.to_dict("records")
    assert fault["row_number"] == 3
    assert fault["column_name"] == column
    assert reason in fault["reason"]


def test_a_row_is_refused_once_for_its_first_fault() -> None:
    _, refused, _ = check({"value": "x", "period": "y", "area_code": "z"})
    assert len(refused) == 1


def test_published_rounding_is_no_fault() -> None:
    observations, refused, _ = check({"value": "12.5", "lower_ci": "12.54"})
    assert len(observations) == 1 and len(refused) == 0


def test_an_area_that_is_not_ours_is_outside_and_not_a_fault() -> None:
    observations, refused, outside = check({"area_code": "E06000001"})
    assert (len(observations), len(refused), outside) == (0, 0, 1)


def test_a_missing_figure_says_why_and_shows_no_counts() -> None:
    observations, refused, _ = check(
        {"value": "*", "lower_ci": "", "upper_ci": "", "numerator_count": "3"}
    )
    assert len(refused) == 0
    row = observations.iloc[0]
    assert row["value_note"] == "too few to show"
    assert np.isnan(row["value"]) and np.isnan(row["numerator_count"])


def test_a_note_from_the_publisher_is_kept() -> None:
    observations, _, _ = check({"value_note": "provisional"})
    assert observations["value_note"].tolist() == ["provisional"]


def test_repeats_and_contradictions_are_refused() -> None:
    observations, refused, _ = check({}, {}, {"period": "2020"}, {"period": "2020", "value": "13"})
    assert observations["period_label"].tolist() == ["2021"]
    by_reason = refused.groupby("reason")["row_number"].apply(sorted).to_dict()
    assert by_reason == {
        "an earlier row says the same": [3],
        "two rows say different things about the same figure": [4, 5],
    }


@pytest.mark.parametrize("mark", ["[c]", "<5", "suppressed", "~", "*"])
def test_what_is_held_back_is_not_worked_out_from_its_counts(mark: str) -> None:
    counts = {"indicator_id": "counted", "numerator_count": "65", "denominator_count": "100"}
    row = check({"value": mark, "lower_ci": "", "upper_ci": ""} | counts)[0].iloc[0]
    assert (np.isnan(row["value"]), row["value_note"]) == (True, "too few to show")
    assert np.isnan(row["numerator_count"])


def test_a_count_held_back_says_why_a_figure_is_blank() -> None:
    blank = {"value": "", "lower_ci": "", "upper_ci": "", "numerator_count": "<5"}
    assert check(blank)[0]["value_note"].tolist() == ["too few to show"]


def test_a_mark_beside_a_figure_or_a_period_is_its_note() -> None:
    observations, refused, _ = check(
        {"value": "12.5 [p]"},
        {"period": "2020 (provisional)", "value_note": "aggregated"},
        {"period": "2019", "value": "12.5 [r]", "value_note": "Revised in May"},
        {"period": "2018", "value_note": "NA"},
    )
    assert len(refused) == 0
    notes = observations["value_note"].fillna("").tolist()
    assert notes == ["provisional", "aggregated; provisional", "Revised in May", ""]


def test_codes_of_areas_in_any_spelling_and_areas_of_others() -> None:
    observations, refused, outside = check(
        {"area_code": "e06000006"}, {"area_code": "nE92000001"}, {"area_code": "TLC31"}
    )
    assert observations["area_code"].tolist() == ["E06000006", "E92000001"]
    assert (len(refused), outside) == (0, 1)


def test_of_rows_that_say_the_same_the_fullest_counts() -> None:
    counts = {"numerator_count": "25", "denominator_count": "200"}
    observations, refused, outside = check(
        {},
        counts,
        {"period": "2020", "value": "12.50000012"},
        {"period": "2020"},
    )
    assert observations["numerator_count"].fillna(-1).tolist() == [25, -1]
    assert (len(refused), outside) == (0, 2)


def test_a_count_more_is_another_figure() -> None:
    counts = {"numerator_count": "25", "denominator_count": "200"}
    observations, refused, _ = check(counts, counts | {"numerator_count": "26"})
    assert len(observations) == 0
    assert refused["row_number"].tolist() == [2, 3]


def test_a_column_of_both_months_and_spans_is_refused_with_both_readings() -> None:
    texts = ["2010-12", "2013-15", "2024-03", "2009"]
    observations, refused, _ = check(*[{"period": text} for text in texts])
    assert observations["period_label"].tolist() == ["2009"]
    assert "December 2010 or 2010 to 2012" in refused["reason"][0]
    assert refused["row_number"].tolist() == [2, 3, 4]


def test_counts_beside_decimal_commas_are_refused_when_they_could_be_either() -> None:
    figures = {"value": "12,5", "lower_ci": "11,0", "upper_ci": "14,125"}
    observations, refused, _ = check(
        figures, figures | {"period": "2020", "denominator_count": "61,000"}
    )
    assert observations[["value", "lower_ci", "upper_ci"]].to_numpy().tolist() == [
        [12.5, 11, 14.125]
    ]
    assert "61000 or 61.000" in refused["reason"][0]


def test_a_share_from_counts_has_a_wilson_interval() -> None:
    blank = {"value": "", "lower_ci": "", "upper_ci": ""}
    counts = {"indicator_id": "counted", "numerator_count": "65", "denominator_count": "100"}
    observations, _, _ = check(blank | counts)
    row = observations.iloc[0]
    expected = binomtest(65, 100).proportion_ci(method="wilson")
    assert row["value"] == pytest.approx(65)
    assert row["lower_ci"] == pytest.approx(100 * expected.low, abs=1e-9)
    assert row["upper_ci"] == pytest.approx(100 * expected.high, abs=1e-9)


def test_a_rate_from_counts_has_a_byar_interval() -> None:
    blank = {"value": "", "lower_ci": "", "upper_ci": ""}
    counts = {"indicator_id": "rate", "numerator_count": "4", "denominator_count": "20000"}
    observations, _, _ = check(blank | counts)
    row = observations.iloc[0]
    assert row["value"] == pytest.approx(20)
    assert row["lower_ci"] == pytest.approx(chi2.ppf(0.025, 8) / 2 / 20000 * 100_000)
    assert row["upper_ci"] == pytest.approx(chi2.ppf(0.975, 10) / 2 / 20000 * 100_000)


def test_a_published_interval_is_never_replaced() -> None:
    counts = {"indicator_id": "counted", "numerator_count": "65", "denominator_count": "100"}
    observations, _, _ = check({"value": "65", "lower_ci": "50", "upper_ci": "70"} | counts)
    assert observations[["lower_ci", "upper_ci"]].to_numpy().tolist() == [[50.0, 70.0]]


def test_a_score_may_be_below_zero() -> None:
    negative = {"indicator_id": "score", "value": "-2.2", "lower_ci": "", "upper_ci": ""}
    observations, refused, _ = check(negative)
    assert len(observations) == 1 and len(refused) == 0


def test_one_row_may_make_several_claims() -> None:
    claims = pd.DataFrame([GOOD, GOOD | {"group_id": "sex-female"}], dtype=str, index=[2, 2])
    observations, refused, _ = check_claims(Reading(claims=claims), REFERENCE, TODAY)
    assert len(observations) == 2 and len(refused) == 0


NUMBERS = st.sampled_from(["", "*", "1", "50", "101", "-3", "x", "12.5", "NULL", "1e9"])
ROWS = st.fixed_dictionaries(
    {column: NUMBERS for column in NUMBER_COLUMNS}
    | {
        "area_code": st.sampled_from(["E06000006", "E92000001", "E06000001", "Halton", ""]),
        "period": st.sampled_from(["2021", "2020", "2019/20", "never", ""]),
        "indicator_id": st.sampled_from([i.indicator_id for i in INDICATORS]),
    }
)


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(st.lists(ROWS, min_size=1, max_size=12))
def test_no_row_is_lost_and_what_is_loaded_is_possible(rows: list[dict[str, str]]) -> None:
    observations, refused, outside = check(*rows)
    assert len(observations) + refused["row_number"].nunique() + outside == len(rows)
    assert refused["row_number"].is_unique
    assert refused["reason"].str.len().min() > 0 or refused.empty
    missing = observations["value"].isna()
    assert observations.loc[missing, "value_note"].notna().all()
    shares = observations[observations["indicator_id"].isin(["share", "counted"])]
    assert shares["value"].dropna().between(0, 100).all()
    both = observations.dropna(subset=["value", "lower_ci", "upper_ci"])
    assert (both["lower_ci"] <= both["value"] + 0.06).all()
    assert (both["upper_ci"] >= both["value"] - 0.06).all()
    key = ["indicator_id", "area_code", "group_id", "period_start_date", "period_end_date"]
    assert not observations.duplicated(key).any()
