"""What the Overview finds: it claims only what the tests behind it allow."""

from __future__ import annotations

import dataclasses
import re

import pytest

from insight.analysis.headlines import Headline, headline
from insight.findings import headlines as module
from insight.findings.headlines import headlines
from insight.findings.key_findings import key_findings
from insight.findings.places_overview import places_overview
from insight.reference.areas import Benchmark
from insight.store import Store, queries
from tests.insight.small_store import HALTON

HIGHEST = re.compile(r"Lowest in ([^,]+), highest in ([^.]+)\.")


@pytest.fixture
def smoking(small_store: Store) -> Headline:
    found = headline(small_store, "smoking")
    assert found is not None
    return found


def test_lowest_and_highest_are_named_only_when_they_can_be_told_apart(
    smoking: Headline,
) -> None:
    values = smoking.values.dropna(subset=["value"]).sort_values("value")
    apart = module._ends(dataclasses.replace(smoking, extremes_differ=True), "England").text
    named = HIGHEST.search(apart)
    assert named is not None
    assert list(named.groups()) == [values["area_name"].iloc[0], values["area_name"].iloc[-1]]
    alike = module._ends(dataclasses.replace(smoking, extremes_differ=False), "England").text
    assert not HIGHEST.search(alike) and "England" in alike


def test_a_headline_counts_the_verdicts_it_was_given(smoking: Headline) -> None:
    words = module._verdicts(smoking, "England").text
    for word, count in smoking.verdicts.items():
        assert f"{word} in {count}" in words


def test_a_headline_without_intervals_compares_nothing(small_store: Store) -> None:
    found = headline(small_store, "claimants")
    assert found is not None
    words = module._verdicts(found, "England").text + module._trends(found).text
    assert "Not tested against England" in words
    assert "No trend given" in words
    assert not re.search(r"better|worse|higher|lower|rising|falling", words)


def test_a_build_without_the_headline_indicators_has_no_rows(small_store: Store) -> None:
    found = headlines(small_store)
    assert found.table.rows == () and found.table.values.empty


def test_every_place_and_the_system_are_in_the_table(small_store: Store) -> None:
    found = places_overview(small_store, "2025")
    assert found is not None
    core20 = queries.core20_people(small_store, "2025")
    assert [row[0].text for row in found.table.rows] == list(core20["area_name"])
    share = core20.loc[core20["area_type"] == "system", "core20_pct"].iloc[0]
    assert found.title.startswith(f"{share:.0f}% of people here")


@pytest.mark.parametrize("edition", ["2025", "2019"])
def test_two_editions_are_never_called_a_trend(small_store: Store, edition: str) -> None:
    found = places_overview(small_store, edition)
    assert found is not None
    assert "is not a trend" in found.caveat
    assert f"Core20 ({edition} edition)" in found.table.caption


def test_without_deprivation_there_is_nothing(empty_store: Store) -> None:
    assert places_overview(empty_store, "2025") is None
    assert key_findings(empty_store) is None


@pytest.mark.slow
def test_key_findings_of_a_place_are_its_own(small_store: Store) -> None:
    every = key_findings(small_store, Benchmark())
    own = key_findings(small_store, Benchmark(), HALTON)
    assert every is not None and own is not None
    assert set(own.table.values["area_name"]) == {"Halton"} < set(every.table.values["area_name"])
    for row in own.table.rows:
        link = row[0].main[0].link  # type: ignore[union-attr]
        assert link is not None and dict(link.choices)["indicator"]
        assert "Halton" in row[0].text and "Halton" in row[1].text
