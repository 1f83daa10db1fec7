"""Cards and the table at a glance: they claim only what the tests behind them allow."""

from __future__ import annotations

import dataclasses
import re

import pytest

from insight.analysis import comparisons
from insight.store import Store, queries
from pages.overview import cards, places_table

HIGHEST = re.compile(r"Lowest in ([^,]+), highest in ([^.]+)\.")


def card(headline: comparisons.Headline) -> str:
    """The card's words without its markup."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", cards._card(headline, "England")))


@pytest.fixture
def smoking(small_store: Store) -> comparisons.Headline:
    found = comparisons.headline(small_store, "smoking")
    assert found is not None
    return found


def test_lowest_and_highest_are_named_only_when_they_can_be_told_apart(
    smoking: comparisons.Headline,
) -> None:
    values = smoking.values.dropna(subset=["value"]).sort_values("value")
    apart = card(dataclasses.replace(smoking, extremes_differ=True))
    named = HIGHEST.search(apart)
    assert named is not None
    assert list(named.groups()) == [values["area_name"].iloc[0], values["area_name"].iloc[-1]]
    assert not HIGHEST.search(card(dataclasses.replace(smoking, extremes_differ=False)))


def test_a_card_counts_the_verdicts_it_was_given(smoking: comparisons.Headline) -> None:
    words = card(smoking)
    for word, count in smoking.verdicts.items():
        assert f"{word} in {count}" in words


def test_a_card_without_intervals_compares_nothing(small_store: Store) -> None:
    found = comparisons.headline(small_store, "claimants")
    assert found is not None
    words = card(found)
    assert "Not compared with England" in words
    assert "No trend given" in words
    assert not re.search(r"better|worse|higher|lower|rising|falling", words)


def test_a_build_without_the_headline_indicators_has_no_cards(small_store: Store) -> None:
    panel = cards.headlines(small_store)
    assert panel.frame.empty
    assert "<li>" not in panel.table


def test_the_glance_shows_every_place_and_the_system(small_store: Store) -> None:
    panel = places_table.places_table(small_store, "2025")
    assert panel is not None
    core20 = queries.core20_people(small_store, "2025")
    for row in core20.itertuples():
        assert row.area_name in panel.table
    share = core20.loc[core20["area_type"] == "system", "core20_pct"].iloc[0]
    assert panel.title.startswith(f"{share:.0f}% of people here")


def test_the_glance_never_calls_two_editions_a_trend(small_store: Store) -> None:
    for edition in ("2025", "2019"):
        panel = places_table.places_table(small_store, edition)
        assert panel is not None
        assert "is not a trend" in panel.caveat
        assert f"Core20 ({edition} edition)" in panel.table


def test_there_is_no_glance_without_deprivation(empty_store: Store) -> None:
    assert places_table.places_table(empty_store, "2025") is None
