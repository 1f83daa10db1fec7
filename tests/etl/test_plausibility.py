"""Figures against their own counts and limits, and percentages that came as fractions."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.checks import check_claims
from etl.layout import CLAIM_COLUMNS, Reading
from etl.plausibility import usual_figures
from insight.statistics import wilson_interval
from tests.etl.test_checks import GOOD, REFERENCE, TODAY

AREAS = {f"E060000{number:02d}": "place" for number in range(1, 60)}
USUAL = {"share": (9.0, 18.0)}


def check(*rows: dict[str, str], usual: dict[str, tuple[float, float]] | None = None):
    """(observations, reasons of refusal, remarks) of rows about areas of their own."""
    blank = {"lower_ci": "", "upper_ci": ""}
    claims = pd.DataFrame(
        [GOOD | {"area_code": code} | blank | row for code, row in zip(AREAS, rows, strict=False)],
        dtype=str,
        index=pd.RangeIndex(2, 2 + len(rows)),
    )
    claims = claims.reindex(columns=list(CLAIM_COLUMNS), fill_value="").fillna("")
    reading = Reading(claims=claims)
    reference = replace(REFERENCE, area_types=AREAS, usual_figures=usual or {})
    observations, refused, _ = check_claims(reading, reference, TODAY)
    return observations, refused["reason"].tolist(), reading.remarks


def counted(
    value: object, count: int = 61000, among: int = 429577, **other: object
) -> dict[str, str]:
    cells = {"value": value, "numerator_count": count, "denominator_count": among} | other
    return {column: str(cell) for column, cell in cells.items()}


def test_fractions_that_their_counts_prove_are_made_percentages() -> None:
    observations, refused, remarks = check(
        counted(0.142, lower_ci=0.141, upper_ci=0.143),
        counted(0.084, 11760, 140000),
        {"value": "0.1"},
    )
    assert refused == []
    assert observations["value"].tolist() == [14.2, 8.4, 10.0]
    assert observations[["lower_ci", "upper_ci"]].iloc[0].tolist() == [14.1, 14.3]
    assert "given as fractions" in remarks[0]


def test_limits_in_percent_beside_a_fraction_stay_as_they_are() -> None:
    observations, _, _ = check(counted(0.142, lower_ci=14.1, upper_ci=14.3))
    assert observations[["value", "lower_ci", "upper_ci"]].iloc[0].tolist() == [14.2, 14.1, 14.3]


def test_a_small_percentage_is_no_fraction() -> None:
    observations, refused, remarks = check(counted(0.5, 500, 100_000), counted(0.9, 900, 100_000))
    assert (observations["value"].tolist(), refused, remarks) == ([0.5, 0.9], [], [])


def test_a_fraction_without_counts_is_refused_with_both_readings() -> None:
    observations, refused, _ = check({"value": "0.142"}, {"value": "0.131"}, usual=USUAL)
    assert len(observations) == 0
    assert "0.1365 is 13.65 % or 0.1365 %" in refused[0]


def test_figures_as_small_as_always_are_no_fractions() -> None:
    observations, refused, remarks = check(
        {"value": "0.5"}, {"value": "0.7"}, usual={"share": (0.4, 0.9)}
    )
    assert (len(observations), refused, remarks) == (2, [], [])


def test_without_counts_or_earlier_figures_small_percentages_are_noted() -> None:
    observations, refused, remarks = check({"value": "0.5"}, {"value": "0.7"})
    assert (len(observations), refused) == (2, [])
    assert "check that they are not fractions" in remarks[0]


@pytest.mark.parametrize("value", ["41.2", "1.42", "20"])
def test_a_figure_its_own_counts_contradict_is_refused(value: str) -> None:
    observations, refused, _ = check(counted(value), counted(14.2))
    assert observations["value"].tolist() == [14.2]
    assert refused == ["the figure is not what its own count and denominator say"]


def test_a_rate_off_by_ten_is_refused_and_a_standardised_one_is_not() -> None:
    rate = {"indicator_id": "rate"}
    observations, refused, _ = check(
        rate | counted(20, 4, 200_000),
        rate | counted(3.1, 4, 200_000),
        rate | counted(2, 4, 200_000),
    )
    assert observations["value"].tolist() == [3.1, 2.0]
    assert len(refused) == 1


def test_counts_rounded_to_fives_and_counts_of_something_else_contradict_nothing() -> None:
    rounded = check(counted(58, 25, 40))
    assert (len(rounded[0]), rounded[1]) == (1, [])
    asked = check(*[counted(20 + number, 900 + number, 1000) for number in range(8)])
    assert (len(asked[0]), asked[1]) == (8, [])


def test_limits_at_998_are_refused_and_at_95_are_not() -> None:
    rows = []
    for confidence in (0.998, 0.95):
        lower, upper = wilson_interval([650], [1000], confidence=confidence)
        limits = {"lower_ci": 100 * float(lower[0]), "upper_ci": 100 * float(upper[0])}
        rows.append(counted(65, 650, 1000, **limits))
    observations, refused, _ = check(*rows)
    assert len(observations) == 1
    assert refused == ["these are the limits at 99.8%, not at 95%"]


def test_one_row_that_falls_on_998_among_others_that_do_not_is_kept() -> None:
    """Published ranges of children in poor families are wider than their counts make them."""
    rows = []
    for confidence in (0.998, 0.95, 0.95):
        lower, upper = wilson_interval([650], [1000], confidence=confidence)
        limits = {"lower_ci": 100 * float(lower[0]), "upper_ci": 100 * float(upper[0])}
        rows.append(counted(65, 650, 1000, **limits))
    observations, refused, _ = check(*rows)
    assert (len(observations), refused) == (3, [])


@pytest.mark.slow
@given(st.lists(st.tuples(st.integers(1, 999), st.integers(1000, 90_000)), min_size=1, max_size=8))
def test_exact_shares_are_loaded_alike_as_percent_and_as_fraction(
    pairs: list[tuple[int, int]],
) -> None:
    percent = check(*[counted(100 * count / among, count, among) for count, among in pairs])
    fraction = check(*[counted(count / among, count, among) for count, among in pairs])
    assert percent[1] == fraction[1] == []
    assert fraction[0]["value"].tolist() == pytest.approx(percent[0]["value"].tolist())


def test_usual_figures_are_the_middle_of_what_is_known() -> None:
    known = pd.DataFrame({"indicator_id": ["a"] * 101, "value": range(101)})
    assert usual_figures(known) == {"a": (5.0, 95.0)}
    assert usual_figures(None) == {}
