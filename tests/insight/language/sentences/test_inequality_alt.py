"""Alt texts lead with what the sentence beside the chart says, and claim nothing more."""

from __future__ import annotations

import math
import re
from datetime import date

import pandas as pd
import pytest
from hypothesis import given

from insight.language import sentences
from tests.insight.frames import indicators
from tests.insight.inequality_frames import (
    areas_of_groups,
    gap_rows,
    groups,
    inequality_row,
    many_years,
)
from tests.insight.language.sentences.claims import check_manners, claims
from tests.insight.language.sentences.test_inequality import KEEP_WARM, gap_is_clear


@given(groups("deprivation_quintile"), indicators())
def test_a_gradient_in_words(figures: pd.DataFrame, indicator: pd.Series) -> None:
    row = inequality_row(figures)
    text = sentences.gradient_alt(figures, row, indicator)
    check_manners(text)
    assert claims(text) == claims(sentences.gradient_sentence(row, indicator))
    known = figures["value"].notna()
    for name in figures.loc[known, "group_name"]:
        assert f"{name} " in text
    assert ("No figure for" in text) == (not known.all())


@pytest.mark.slow
@given(areas_of_groups(), indicators())
def test_gaps_side_by_side_in_words(areas: list[pd.DataFrame], indicator: pd.Series) -> None:
    rows = gap_rows(areas)
    for measure in ("absolute", "relative"):
        for words in (sentences.gap_by_area_alt, sentences.gap_small_multiples_alt):
            text = words(rows, indicator, measure)
            check_manners(text)
            if rows[f"{measure}_gap"].isna().all():
                assert text.startswith("No chart")
            else:
                assert text.startswith(sentences.gaps_sentence(rows, indicator))


def test_a_gap_over_time_in_words() -> None:
    rows = many_years()
    text = sentences.gap_over_time_alt(rows, KEEP_WARM)
    check_manners(text)
    told = re.match(r"The gap is clear in (\d) of 7 periods\.", text)
    assert told is not None and int(told[1]) == rows["is_clear"].sum()
    assert "in 2016 a difference of" in text and "in 2023 a difference of" in text
    assert claims(text) == set() and "Halton" in text
    none = sentences.gap_over_time_alt(rows.assign(absolute_gap=math.nan), KEEP_WARM)
    assert none == "No chart: no gaps for Households that cannot keep warm."


def test_periods_without_an_interval_are_told_from_those_tested() -> None:
    rows = many_years()
    ends = ["absolute_lower", "absolute_upper"]
    untested = rows["period_label"].isin(["2016", "2017"])
    some = rows.assign(**{end: rows[end].mask(untested) for end in ends})
    clear = some.loc[some[ends[0]].notna(), "is_clear"].sum()
    text = sentences.gap_over_time_alt(some, KEEP_WARM)
    assert text.startswith(f"The gap is clear in {clear} of 5 periods tested; 2 not tested. Two")
    none = sentences.gap_over_time_alt(rows.assign(**dict.fromkeys(ends, math.nan)), KEEP_WARM)
    assert none.startswith("The gap has no range in 7 periods, so it was not tested. Two")
    for each in (text, none):
        check_manners(each)
        assert claims(each) == set()


@given(groups("core20"))
def test_two_groups_have_no_slope_but_a_gap(figures: pd.DataFrame) -> None:
    text = sentences.gradient_alt(figures, inequality_row(figures), KEEP_WARM)
    assert claims(text) == set()
    if figures["value"].notna().all():
        assert text.startswith("Clear gap" if gap_is_clear(figures) else "No clear gap")
        assert "Ash, 2022" in text


def test_the_latest_period_is_the_one_described() -> None:
    rows = many_years(areas=("Halton", "Wirral"))
    text = sentences.gap_small_multiples_alt(rows, KEEP_WARM)
    assert "2 small charts of the difference over 8 periods" in text
    assert "Difference in 2023: Halton" in text
    assert rows["period_end_date"].max().date() == date(2023, 12, 31)
