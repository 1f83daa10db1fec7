"""What our own sentences ask of a reader, over everything in the store: their age and patience.

Names of areas and measures are somebody else's words, as are definitions and caveats of publishers;
a heading of a few words is no prose that an age could be told of.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

import pytest

from insight.analysis import comparisons
from insight.findings import Finding, widening
from insight.findings.answers import place_answer, priorities_answer, system_answer
from insight.findings.authority_spine import authority_spine
from insight.findings.care_areas import care_summary
from insight.findings.core20 import core20_people
from insight.findings.engagement_reach import reach_by_group, reach_by_place
from insight.findings.figures_and_voices import subjects_in_short, subjects_side_by_side
from insight.findings.key_findings import key_findings
from insight.findings.mismatches import mismatches
from insight.findings.place_profile import place_profile
from insight.findings.places_overview import places_overview
from insight.findings.silence import silence_map
from insight.findings.stated_priorities import priorities_summary
from insight.language import sentences
from insight.reference.areas import SYSTEM
from insight.store import CachedStore, Store, queries
from insight.store.rows import records
from publishing.gate.words import OLDEST_READER, reading_age

pytestmark = [pytest.mark.slow, pytest.mark.data]

MOST_WORDS = 30
FEWEST_WORDS = 10  # of a text with an age
SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9“‘'\"])")
WORD = re.compile(r"[A-Za-z0-9][\w'’.,%–-]*")
Said = Iterator[tuple[str, str]]  # what says it, and what it says


def test_sentences_are_short_and_for_readers_of_eleven(real_cached: CachedStore) -> None:
    listed = queries.indicators(real_cached)
    names = {*listed["plain_name"], *listed["indicator_name"], "Core20", "CORE20PLUS5"}
    names |= set(queries.gap_history(real_cached)["area_name"])
    ages: dict[str, list[tuple[float, str]]] = defaultdict(list)
    words: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for what, text in _everything(real_cached):
        words[what] += [(len(WORD.findall(each)), each) for each in SENTENCE.split(text)]
        if len(WORD.findall(text)) >= FEWEST_WORDS:
            ages[what].append((reading_age(text, names), text))
    print(f"\n{'said by':24}{'texts':>8}{'oldest reader':>15}{'longest':>9}")
    for what in words:
        oldest = max(ages[what], default=(0.0, ""))[0]
        print(f"{what:24}{len(ages[what]):>8}{oldest:>15.1f}{max(words[what])[0]:>9}")
    assert [max(of) for of in words.values() if max(of)[0] > MOST_WORDS] == []
    too_old = [max(of) for of in ages.values() if of and max(of)[0] > OLDEST_READER]
    assert too_old == []


def _everything(store: Store) -> Said:
    for what, found in _findings(store):
        if found is not None:
            yield what, found.sentence
            yield f"{what}, heading", found.heading
    for row in queries.indicators(store).itertuples():
        if row.has_places:
            yield from _of_places(store, row.indicator_id)
    for code in (SYSTEM, *queries.places(store)["place_code"]):
        picked = key_findings(store, area_code=code)
        assert picked is not None
        yield from (("stands out", each) for each in picked.table.values["sentence"])
        yield "tests made", picked.caveat
    for row in records(queries.strongest_inequalities(store)):
        yield "gap", sentences.gap_sentence(row, row)
        yield "gap in people", sentences.people_sentence(row, row)
        yield "slope", sentences.gradient_sentence(row, row)


def _findings(store: Store) -> Iterator[tuple[str, Finding | None]]:
    for edition in ("2025", "2019"):
        yield "overview", places_overview(store, edition)
        yield "core20", core20_people(store, edition)
        for version in ("adults", "children"):
            yield "areas of care", care_summary(store, version, edition)
    yield "answer", system_answer(store)
    yield "what stands out", key_findings(store)
    yield "widening", widening.what_can_be_shown(store)
    yield "heard", reach_by_place(store)
    for sex in widening.LIFE_GAPS:
        yield "length of life", widening.life_gap(store, sex)
    for code in (SYSTEM, *queries.places(store)["place_code"]):
        yield "priorities", priorities_summary(store, code)
        yield "need", priorities_answer(store, code)
        yield "mismatches", mismatches(store, code)
        yield "groups heard", reach_by_group(store, code)
        yield "subjects", subjects_side_by_side(store, code)
        yield "subjects in short", subjects_in_short(store, area_code=code)
        if code != SYSTEM:
            yield "answer", place_answer(store, code)
            yield "profile", place_profile(store, code)
            yield "authorities", authority_spine(store, code)
            yield "silence", silence_map(store, area_code=code)


def _of_places(store: Store, indicator_id: str) -> Said:
    about = queries.indicator(store, indicator_id)
    latest = comparisons.latest_comparison(store, indicator_id)
    reference = latest["benchmark_value"].iloc[0]
    yield "Places", sentences.places_sentence(latest, about, "England", reference)
