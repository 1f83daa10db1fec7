from __future__ import annotations

import math
import re

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from insight.language import sentences
from insight.language.number_format import MOST_NAMES
from insight.language.sentences.comparison import NAMES_WITH_FIGURES
from insight.statistics.verdicts import with_verdicts
from tests.insight.frames import area_values, figures, indicators
from tests.insight.language.sentences.claims import check_manners, claims, naive_verdict

references = figures.map(lambda figure: math.nan if figure is None else figure)


def verdicts(values: pd.DataFrame, reference: float, polarity: str) -> dict[str, str]:
    return {
        row["area_name"]: naive_verdict(
            row["value"], row["lower_ci"], row["upper_ci"], reference, polarity
        )
        for row in values.to_dict("records")
    }


@given(area_values(), references, indicators())
def test_one_area_is_said_to_differ_only_when_its_interval_says_so(
    values: pd.DataFrame, reference: float, indicator: pd.Series
) -> None:
    true = verdicts(values, reference, indicator["polarity"])
    for row in with_verdicts(values, reference, indicator["polarity"]).to_dict("records"):
        text = sentences.comparison_sentence(row, indicator, "England", reference)
        check_manners(text)
        word = true[row["area_name"]]
        assert claims(text) == ({word} - {"similar", "not tested"})
        assert ("similar to England" in text) == (word == "similar")
        assert row["area_name"] in text and "2022 to 2024" in text
        assert row["value_note"] in text
        if not math.isnan(row["value"]):
            assert "England" in text


@pytest.mark.slow
@given(area_values(), references, indicators())
def test_each_claim_about_places_names_exactly_those_it_is_true_of(
    values: pd.DataFrame, reference: float, indicator: pd.Series
) -> None:
    found = with_verdicts(values, reference, indicator["polarity"])
    text = sentences.places_sentence(found, indicator, "England", reference)
    check_manners(text)
    assert "2022 to 2024" in text and "England" in text
    true = verdicts(values, reference, indicator["polarity"])
    clauses = re.split(r"(?<=[a-z)])\. ", text)
    for word in ("better", "worse", "higher", "lower"):
        said = [clause for clause in clauses if f" {word} than England" in clause]
        named = {name for name in true for clause in said if name in clause}
        of_word = {name for name in true if true[name] == word}
        if len(of_word) > NAMES_WITH_FIGURES:
            assert not named and any(f"{len(of_word)} Places" in clause for clause in said)
        else:
            assert named == of_word
        assert len(said) == (1 if of_word else 0)
    similar = sum(word == "similar" for word in true.values())
    assert ("similar to England" in text) == (similar > 0)


@given(area_values(), references, indicators())
def test_a_heading_counts_what_the_tests_found(
    values: pd.DataFrame, reference: float, indicator: pd.Series
) -> None:
    found = with_verdicts(values, reference, indicator["polarity"])
    text = sentences.comparison_title(found, "England")
    assert len(text.split()) <= 12 and not text.endswith(".")
    true = list(verdicts(values, reference, indicator["polarity"]).values())
    assert claims(text) == set(true) - {"similar", "not tested"}
    for word in claims(text):
        assert str(true.count(word)) in text


def rows(*figures_: tuple[str, float, float, float, str]) -> pd.DataFrame:
    columns = ["area_name", "value", "lower_ci", "upper_ci", "value_note"]
    return pd.DataFrame(figures_, columns=columns).assign(period_label="2024")


SMOKING = {
    "plain_name": "Adults who smoke",
    "indicator_name": "Smoking prevalence in adults",
    "unit": "%",
    "decimal_places": 1,
    "polarity": "low_is_good",
    "value_type": "percentage",
}
FOUR = rows(
    ("Halton", 15.2, 13.1, 17.4, ""),
    ("Knowsley", 16.0, 14.0, 18.0, ""),
    ("Wirral", 11.0, 9.5, 12.5, ""),
    ("Sefton", math.nan, math.nan, math.nan, "too few to show"),
)


def test_sentences_read_like_this() -> None:
    found = with_verdicts(FOUR, 11.6, "low_is_good")
    say = [
        sentences.comparison_sentence(row, SMOKING, "England", 11.6)
        for row in found.to_dict("records")
    ]
    assert say == [
        "Adults who smoke, Halton, 2024: 15.2% (13.1% to 17.4%). This is worse than England"
        " (11.6%).",
        "Adults who smoke, Knowsley, 2024: 16.0% (14.0% to 18.0%). This is worse than England"
        " (11.6%).",
        "Adults who smoke, Wirral, 2024: 11.0% (9.5% to 12.5%). This is similar to England (11.6%):"
        " the difference could be chance.",
        "Adults who smoke, Sefton, 2024: no figure (too few to show).",
    ]
    assert sentences.places_sentence(found, SMOKING, "England", 11.6) == (
        "Adults who smoke, 2024. Halton (15.2%) and Knowsley (16.0%) were worse than England"
        " (11.6%). Wirral was similar to England. Not tested: Sefton (too few to show)."
    )
    assert sentences.comparison_title(found, "England") == "2 of 3 Places are worse than England"
    assert sentences.missing_sentence(found) == "There is no figure for Sefton (too few to show)."
    assert sentences.subtitle(SMOKING, "nine Places", "2024") == (
        "Smoking prevalence in adults (%), nine Places, 2024"
    )


def test_without_a_benchmark_nothing_is_compared_and_the_reason_is_given() -> None:
    found = with_verdicts(FOUR, math.nan, "low_is_good")
    assert sentences.places_sentence(found, SMOKING, "England", math.nan) == (
        "Adults who smoke, 2024. Not tested against England: Halton, Knowsley and Wirral"
        " (no figure for England in the same period). Nor Sefton (too few to show)."
    )
    row = found.iloc[0]
    assert sentences.comparison_sentence(row, SMOKING, "England", math.nan) == (
        "Adults who smoke, Halton, 2024: 15.2% (13.1% to 17.4%). No figure for England in the"
        " same period, so not tested."
    )
    assert sentences.comparison_title(found, "England") == "No Place was tested against England"


def test_without_intervals_the_one_reason_is_given_once() -> None:
    found = with_verdicts(FOUR.iloc[:3].assign(lower_ci=math.nan), 11.6, "low_is_good")
    assert sentences.places_sentence(found, SMOKING, "England", 11.6) == (
        "Adults who smoke, 2024. Not tested against England: no range in our file."
    )
    assert sentences.comparison_sentence(found.iloc[0], SMOKING, "England", 11.6) == (
        "Adults who smoke, Halton, 2024: 15.2%. 3.6 percentage points more than England (11.6%)."
        " No range in our file, so not tested."
    )


def test_nothing_at_all_is_said_calmly() -> None:
    nothing = with_verdicts(FOUR.iloc[:0], 11.6, "low_is_good")
    assert sentences.places_sentence(nothing, SMOKING, "England", 11.6) == (
        "Adults who smoke: no figures for these areas have been published."
    )
    assert sentences.missing_sentence(nothing) == ""


@given(area_values())
def test_every_missing_figure_is_explained(values: pd.DataFrame) -> None:
    text = sentences.missing_sentence(values)
    missing = set(values.loc[values["value"].isna(), "area_name"])
    is_long = len(missing) > MOST_NAMES
    told = set() if is_long else missing
    assert {name for name in values["area_name"] if name in text} == told
    assert (f"for {len(missing)} areas" in text) == is_long
    assert ("too few to show" in text) == bool(missing)


@given(st.lists(st.sampled_from(["better", "similar", "not tested"]), max_size=200))
def test_the_number_expected_by_chance_is_a_twentieth_of_the_comparisons(words: list[str]) -> None:
    made = len([word for word in words if word != "not tested"])
    text = sentences.chance_sentence(pd.Series(words, dtype=str))
    check_manners(text)
    if made == 0:
        assert text == "Nothing is compared here."
        return
    assert text.startswith(f"{made} comparison")
    told = re.search(r"mark (?:about|fewer than) (\d+) as different", text)
    assert told is not None
    assert abs(int(told[1]) - made / 20) <= 0.5 or ("fewer than 1" in text and made < 20)


@pytest.mark.parametrize("confidence, told", [(0.95, "about 27"), (0.998, "about 1")])
def test_a_stricter_interval_expects_fewer_false_marks(confidence: float, told: str) -> None:
    text = sentences.chance_sentence(pd.Series(["worse"] * 540), confidence)
    assert told in text
    assert ("Ranges are 99.8% ones" in text) is (confidence == 0.998)
