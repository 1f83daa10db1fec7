"""Getting online, in words: counts of neighbourhoods, and nothing about any person in them."""

from __future__ import annotations

import pandas as pd
import pytest

from insight.analysis import digital_exclusion
from insight.language.sentences import digital_inclusion as words
from insight.store import Store


@pytest.fixture(params=["small_store", "real_store"])
def risk(request: pytest.FixtureRequest) -> pd.DataFrame:
    store: Store = request.getfixturevalue(request.param)
    return digital_exclusion.risk(store, "2025")


def test_the_sentence_counts_high_risk_and_core20(risk: pd.DataFrame) -> None:
    high = risk[risk["is_high"]]
    core20 = int(high["is_core20"].eq(True).sum())
    sentence = words.digital_sentence(risk, "Here", "all")
    assert f": {len(high):,} of {len(risk):,} neighbourhoods in Here." in sentence
    assert f"In Core20: {core20:,} of these" in sentence or core20 == 0
    assert "deprivation is part of the score" in sentence


@pytest.mark.parametrize("kind", words.KINDS)
def test_every_choice_has_its_words(risk: pd.DataFrame, kind: str) -> None:
    assert words.KINDS[kind] in words.digital_sentence(risk.head(3), "Here", kind)
    none = words.digital_sentence(risk.head(0), "Here", kind)
    assert none == f"There are no {words.KINDS[kind]} in Here."


def test_core20_is_not_counted_among_core20(risk: pd.DataFrame) -> None:
    assert "In Core20" not in words.digital_sentence(risk, "Here", "core20")
    few = risk.assign(is_core20=False)
    assert "None of these is in Core20" in words.digital_sentence(few, "Here", "all")


def test_the_title_counts_a_place_and_not_the_system(risk: pd.DataFrame) -> None:
    high = int(risk["is_high"].sum())
    assert f"Halton: {high} of " in words.digital_title(risk, "Halton", is_system=False)
    system = words.digital_title(risk, "x", is_system=True)
    some = set(risk.loc[risk["is_high"], "place_name"])
    if some == set(risk["place_name"]):
        assert system == "Every Place has neighbourhoods at high risk of being left out online"
    few = risk.assign(is_high=risk["place_name"].eq("Halton"))
    count = risk["place_name"].nunique()
    assert words.digital_title(few, "x", is_system=True).startswith(f"1 of {count} Places have ")


def test_the_map_in_words_gives_the_range(risk: pd.DataFrame) -> None:
    alt = words.digital_alt(risk, "Here")
    assert f"from {risk['score'].min():.1f} to {risk['score'].max():.1f} out of 10" in alt


def test_limits_say_that_neighbourhoods_are_not_people() -> None:
    assert "need not be true of the people in it" in words.LIMITS
    assert "part of the score" in words.LIMITS


def test_help_is_counted_apart_from_the_demonstration() -> None:
    frame = pd.DataFrame({"is_demonstration": [False, True, True]})
    assert words.help_sentence(frame, "Halton") == (
        "1 resource on record for Halton, and 2 more in the demonstration."
    )
    assert words.help_sentence(frame.head(1), "Halton") == "1 resource on record for Halton."
    assert words.help_sentence(frame.tail(2), "Halton") == (
        "No real resource is on record for Halton. The demonstration has 2."
    )
