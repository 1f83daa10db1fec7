"""Gap words held to the test behind them, written out with plain arithmetic."""

from __future__ import annotations

import math
import re
from typing import Any

import pandas as pd
import pytest
from hypothesis import given

from insight.language import sentences
from insight.language.number_format import MOST_NAMES
from insight.language.sentences.inequality import PICKED, direction_words
from insight.language.sentences.sizes import size_words
from tests.insight.frames import indicators
from tests.insight.inequality_frames import (
    NO_GAP,
    areas_of_groups,
    gap_rows,
    group_figures,
    groups,
    inequality_row,
)
from tests.insight.language.sentences.claims import check_manners, claims

KEEP_WARM = {
    "plain_name": "Households that cannot keep warm",
    "unit": "%",
    "decimal_places": 1,
    "polarity": "low_is_good",
    "value_type": "percentage",
}


def gap_is_clear(figures: pd.DataFrame) -> bool:
    """The difference of the ends against its standard error, by hand."""
    first, last = figures.iloc[0], figures.iloc[-1]
    error = math.sqrt(first["standard_error"] ** 2 + last["standard_error"] ** 2)
    return bool(abs(first["value"] - last["value"]) > 1.959964 * error)


def expected_words(figures: pd.DataFrame, polarity: str) -> set[str]:
    if not gap_is_clear(figures):
        return set()
    is_higher = bool(figures["value"].iloc[0] > figures["value"].iloc[-1])
    words = {"higher" if is_higher else "lower"}
    if polarity != "no_judgement":
        words.add("better" if is_higher is (polarity == "high_is_good") else "worse")
    return words


@given(groups(), indicators())
def test_a_gap_is_clear_only_when_its_interval_leaves_out_zero(
    figures: pd.DataFrame, indicator: pd.Series
) -> None:
    row = inequality_row(figures)
    text, title = sentences.gap_sentence(row, indicator), sentences.gap_title(row, indicator)
    check_manners(text)
    assert "Ash" in text and "2022" in text and indicator["plain_name"] in text
    assert claims(title) == set()
    if figures["value"].iloc[[0, -1]].isna().any():
        assert claims(text) == set() and text.endswith(f"no gap is given. {NO_GAP.capitalize()}.")
        assert title == "No gap is given"
        return
    assert claims(text) == expected_words(figures, indicator["polarity"])
    assert ("clearly" in text) == gap_is_clear(figures) == title.startswith("Clear gap")
    assert "As a ratio" in text and "Deprivation edition 2025" in text


@given(groups(), indicators())
def test_a_slope_is_clear_only_when_its_interval_leaves_out_zero(
    figures: pd.DataFrame, indicator: pd.Series
) -> None:
    row = inequality_row(figures)
    text = sentences.gradient_sentence(row, indicator)
    check_manners(text)
    assert "Ash" in text and "2022" in text
    low, high = row["slope_lower"], row["slope_upper"]
    if math.isnan(float(str(row["slope"]))):
        assert claims(text) == set() and "no slope is given" in text
        return
    expected = {"higher"} if low > 0 else {"lower"} if high < 0 else set()
    assert claims(text) == expected
    assert ("clearly" in text) == bool(expected)
    assert "Deprivation edition 2025" in text


@given(groups(), indicators())
def test_people_are_counted_only_from_a_clear_gap(
    figures: pd.DataFrame, indicator: pd.Series
) -> None:
    row = inequality_row(figures)
    text = sentences.people_sentence(row, indicator)
    if figures["value"].iloc[[0, -1]].isna().any():
        assert text == ""
        return
    check_manners(text)
    told = re.search(r"about ([\d,.]+)(?: million)? (fewer|more) people", text)
    assert bool(told) == gap_is_clear(figures)
    if told:
        is_higher = figures["value"].iloc[0] > figures["value"].iloc[-1]
        assert told[2] == ("fewer" if is_higher else "more")
        people = abs(row["absolute_gap"]) * figures["population_count"].iloc[0] / 100
        assert float(told[1].replace(",", "")) == pytest.approx(people, rel=0.05, abs=1)
        assert "not a forecast" in text and "Ash" in text and "2022" in text
    without = sentences.people_sentence({**row, "people_count": math.nan}, indicator)
    assert without == "This gap cannot be given in people, only as figures."


@given(areas_of_groups(), indicators())
def test_each_area_stands_under_the_word_that_is_true_of_it(
    areas: list[pd.DataFrame], indicator: pd.Series
) -> None:
    text = sentences.gaps_sentence(gap_rows(areas), indicator)
    check_manners(text)
    by_name = {str(figures["area_name"].iloc[0]): figures for figures in areas}
    missing = {n for n, f in by_name.items() if f["value"].iloc[[0, -1]].isna().any()}
    for word in ("higher", "lower"):
        said = [clause for clause in re.split(r"[;.] ", text) if f"clearly {word}" in clause]
        named = {name for name in by_name for clause in said if name in clause}
        true = {
            name
            for name in set(by_name) - missing
            if word in expected_words(by_name[name], indicator["polarity"])
        }
        if len(true) > MOST_NAMES:
            assert not named and f"That holds in {len(true)} areas." in text
        else:
            assert named == true
    assert ("no clear gap in" in text) == any(
        not gap_is_clear(by_name[name]) for name in set(by_name) - missing
    )
    named = {name for name in by_name if re.search(rf"No gap for [^:]*{name}", text)}
    assert named == missing


def row_of(kind: str = "core20", **changed: Any) -> dict[str, Any]:
    people = [9000.0, 25000.0]
    return {**inequality_row(group_figures(kind, [18.2, 11.1], [0.5, 0.3], people)), **changed}


def test_sentences_read_like_this() -> None:
    assert sentences.gap_sentence(row_of(), KEEP_WARM) == (
        "Households that cannot keep warm, Halton, 2022. The figure is 18.2% for Core20"
        " neighbourhoods and 11.1% for other neighbourhoods. The first is clearly higher (worse),"
        " by 7.1 percentage points (6.0 to 8.2). As a ratio it is 1.64 (1.52 to 1.77). Deprivation"
        " edition 2025; neighbourhoods are compared, not people."
    )
    old = row_of(age_years=11)
    for said in (sentences.gap_sentence, sentences.gradient_sentence):
        assert said(old, KEEP_WARM).startswith(f"{KEEP_WARM['plain_name']}, Halton, 2022, 11 years")
    assert sentences.gap_title(row_of(), KEEP_WARM) == (
        "Clear gap of 7.1 percentage points between Core20 and other neighbourhoods"
    )
    assert sentences.people_sentence(row_of(), KEEP_WARM) == (
        "Suppose Core20 neighbourhoods in Halton had had the same figure as other neighbourhoods"
        " in 2022. Then about 640 fewer households (from 540 to 740) would have been counted. This"
        " is a sum, not a forecast."
    )
    unclear = inequality_row(group_figures("core20", [12.2, 11.1], [0.9, 0.9], [900.0, 900.0]))
    assert "There is no clear gap: a difference of 1.1 percentage points (−1.4 to 3.6)" in (
        sentences.gap_sentence(unclear, KEEP_WARM)
    )


def test_a_gap_without_an_interval_is_not_called_clear_or_unclear() -> None:
    ends = dict.fromkeys(
        ["absolute_lower", "absolute_upper", "relative_lower", "relative_upper"], math.nan
    )
    row = row_of(**ends, is_clear=False)
    text = sentences.gap_sentence(row, KEEP_WARM)
    assert "The difference is 7.1 percentage points. No range in our file, so not tested." in text
    assert "As a ratio it is 1.64." in text and claims(text) == set()
    assert sentences.gap_title(row, KEEP_WARM) == (
        "Gap of 7.1 percentage points between Core20 and other neighbourhoods, not tested"
    )
    assert "a gap, not tested, in Halton" in (
        sentences.gaps_sentence(pd.DataFrame([row]), KEEP_WARM)
    )


def test_a_gap_that_missed_its_corrected_test_is_not_clear() -> None:
    """Among ethnic groups the widest gap is picked, and its own interval is not enough."""
    row = row_of("ethnic_group", is_clear=False)
    text = sentences.gap_sentence(row, KEEP_WARM)
    assert "There is no clear gap" in text and PICKED in text and claims(text) == set()
    assert PICKED not in sentences.gap_sentence(row_of(), KEEP_WARM)


def test_rounding_does_not_hide_that_an_interval_leaves_out_zero() -> None:
    assert size_words(0.12, 0.02, 0.22, KEEP_WARM) == "0.12 percentage points (0.02 to 0.22)"
    assert size_words(-0.12, -0.22, -0.02, KEEP_WARM) == "0.12 percentage points (0.02 to 0.22)"
    assert size_words(2.0, 1.0, 3.0, KEEP_WARM) == "2.0 percentage points (1.0 to 3.0)"


def test_periods_that_differ_are_named() -> None:
    rows = pd.DataFrame([row_of(), row_of(area_name="Wirral", period_label="2019")])
    assert "latest period of each (2022 and 2019)" in sentences.gaps_sentence(rows, KEEP_WARM)


def test_a_line_that_misleads_is_said_to() -> None:
    bent = inequality_row(
        group_figures("deprivation_quintile", [20, 12, 19, 12, 15], [0.5] * 5, [900.0] * 5)
    )
    assert "The groups do not lie on the line" in sentences.gradient_sentence(bent, KEEP_WARM)
    steep = inequality_row(
        group_figures("deprivation_quintile", [20, 12, 4, 1, 0.2], [0.1] * 5, [900.0] * 5)
    )
    assert "runs past what is possible" in sentences.gradient_sentence(steep, KEEP_WARM)
    straight = inequality_row(
        group_figures("deprivation_quintile", [20, 18, 16, 14, 12], [0.1] * 5, [900.0] * 5)
    )
    text = sentences.gradient_sentence(straight, KEEP_WARM)
    assert "look at the points" not in text
    assert "runs from 21.0% at the most deprived end to 11.0% at the other." in text


@pytest.mark.parametrize(
    ("made", "confidence", "told"),
    [(280, 0.95, "about 14 "), (280, 0.998, "fewer than 1 "), (1, 0.95, "1 difference was tested")],
)
def test_the_number_of_tests_is_told(made: int, confidence: float, told: str) -> None:
    text = sentences.gap_tests_sentence(made, confidence)
    check_manners(text)
    assert told.lower() in text.lower()


def test_no_tests_no_number() -> None:
    assert sentences.gap_tests_sentence(0) == "No differences were tested here."
    assert sentences.gaps_sentence(pd.DataFrame(), KEEP_WARM).endswith("no gaps are given.")


def test_what_a_direction_means_follows_the_polarity() -> None:
    said = {
        polarity: direction_words(row_of(), {"polarity": polarity})
        for polarity in ("low_is_good", "high_is_good", "no_judgement")
    }
    assert said == {
        "low_is_good": "higher (worse)",
        "high_is_good": "higher (better)",
        "no_judgement": "higher",
    }
