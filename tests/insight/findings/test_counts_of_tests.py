"""Every sentence that counts tests says as many as were made, counted again from the tables.

For both versions of CORE20PLUS5, both deprivation editions, every benchmark and both confidences.
"""

from __future__ import annotations

import re
from itertools import cycle

import pandas as pd
import pytest

from insight.analysis import comparisons
from insight.findings import Finding, care_areas
from insight.findings.catalogue import clinical_areas
from insight.findings.headlines import headlines
from insight.findings.key_findings import key_findings
from insight.language import sentences
from insight.reference.areas import BENCHMARKS, CONFIDENCES, SYSTEM, Benchmark
from insight.reference.vocabulary import VERSIONS
from insight.store import CachedStore, Store, queries
from tests.insight.findings.recount import (
    care_gaps,
    clear_count,
    comparisons_made,
    figure_is_tested,
    is_tested,
    key_tests_made,
)
from tests.insight.store.queries.slow import Slow, slow

pytestmark = pytest.mark.data
EDITIONS = ("2025", "2019")
# Each benchmark once, the confidences in turn: neither changes what the other does.
PAIRS = list(zip(BENCHMARKS, cycle(CONFIDENCES), strict=False))
TESTED = re.compile(r"(\d[\d,]*) (?:comparison|difference)s? (?:was|were) (?:made|tested)\.")
NONE_TESTED = ("Nothing is compared here.", "No differences were tested here.")
CHANCE = re.compile(r"chance would still mark (fewer than 1|about [\d,]+) as different")
UNTESTED = re.compile(r"(\d+)(?: more| differences?) (?:has|have) no range")
TITLE = re.compile(r"(\d+) of (\d+) tested gaps? (?:is|are) clear")
TITLE_UNTESTED = re.compile(r"(\d+)(?: gaps?)? (?:was|were) not tested$")
TALLY = re.compile(r"(\d+) of (\d+) tested gaps? clear")
TALLY_UNTESTED = re.compile(r"(\d+)(?: gaps?)? not tested$")


@pytest.fixture(scope="module")
def table(real_store: Store) -> Slow:
    return slow(real_store)


def check_sentence(text: str, made: int, confidence: float = 0.95) -> None:
    """The sentence counts this many tests, and what chance would mark of so many."""
    found = TESTED.search(text)
    assert (int(found[1].replace(",", "")) if found else 0) == made, text
    if not made:
        assert any(words in text for words in NONE_TESTED), text
        return
    by_chance = made * (1 - confidence)
    said = CHANCE.search(text)
    assert said is not None, text
    expected = "fewer than 1" if by_chance < 0.95 else f"about {round(by_chance):,}"
    assert said[1] == expected, text


def numbers(pattern: re.Pattern[str], text: str) -> tuple[int, ...]:
    """The numbers a pattern finds, noughts where it finds nothing."""
    found = pattern.search(text)
    return tuple(map(int, found.groups())) if found else (0,) * pattern.groups


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("version", VERSIONS)
def test_core20plus5_counts_the_gaps_that_were_tested(
    version: str, edition: str, real_store: CachedStore, table: Slow
) -> None:
    listed = clinical_areas(real_store, version)
    for area_code in (SYSTEM, *table.members("place")[::3]):
        summary = care_areas.care_summary(real_store, version, edition, area_code)
        every = []
        for area, row, (_, counted) in zip(
            listed, summary.table.texts, summary.table.values.iterrows(), strict=True
        ):
            gaps = care_gaps(table, area, area_code, edition)
            every += gaps
            tested = [gap for gap in gaps if is_tested(gap)]
            expected = (clear_count(table, tested), len(tested), len(gaps) - len(tested))
            said = (*numbers(TALLY, row[1]), *numbers(TALLY_UNTESTED, row[1]))
            assert said == expected, (area.plain_name, row[1])
            assert (row[1] == "no gap measured") is (not gaps)
            names = ("clear_gap_count", "tested_gap_count", "untested_gap_count")
            assert tuple(counted[name] for name in names) == expected
        tested = [gap for gap in every if is_tested(gap)]
        untested = len(every) - len(tested)
        assert numbers(TITLE, summary.title) == (clear_count(table, tested), len(tested))
        assert numbers(TITLE_UNTESTED, summary.title) == (untested,)
        check_sentence(summary.sentence, len(tested))
        assert numbers(UNTESTED, summary.sentence) == (untested,)
        # Both kinds are there, so that neither count is idle.
        assert area_code != SYSTEM or (tested and untested)


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("version", VERSIONS)
def test_each_measure_says_whether_its_gap_was_tested(
    version: str, edition: str, real_store: CachedStore, table: Slow
) -> None:
    for area in clinical_areas(real_store, version):
        gaps = {each["indicator_id"]: each for each in care_gaps(table, area, SYSTEM, edition)}
        for benchmark in map(Benchmark, BENCHMARKS):
            finding = care_areas.care_area(real_store, area.clinical_area_id, edition, benchmark)
            ids = care_areas.measure_ids(real_store, area.clinical_area_id)
            for indicator_id, row in zip(ids, finding.table.texts, strict=True):
                gap = gaps.get(indicator_id)
                assert ("No gap given" in row[3]) is (gap is None)
                if gap is not None:
                    is_clear = clear_count(table, [gap]) == 1
                    assert ("gap not tested" in row[3]) is (not is_tested(gap))
                    assert (": clear gap" in row[3]) is is_clear
                    assert ("no clear gap" in row[3]) is (is_tested(gap) and not is_clear)


@pytest.mark.parametrize(("code", "confidence"), PAIRS)
def test_key_findings_count_what_they_were_picked_from(
    code: str, confidence: float, real_store: CachedStore, table: Slow
) -> None:
    benchmark = Benchmark(code, confidence)
    for area_code in (SYSTEM, *table.members("place")):
        finding = key_findings(real_store, benchmark, area_code)
        assert finding is not None
        place = "" if area_code == SYSTEM else area_code
        check_sentence(finding.caveat, key_tests_made(table, place, code, confidence), confidence)


@pytest.mark.parametrize(("code", "confidence"), PAIRS)
def test_comparisons_are_counted_where_they_were_made(
    code: str, confidence: float, real_store: CachedStore, table: Slow
) -> None:
    """Of one indicator, of one Place, of the six headlines and of everything."""
    benchmark = Benchmark(code, confidence)
    every = comparisons.all_comparisons(real_store, benchmark)
    for indicator_id, rows in every.groupby("indicator_id"):
        made = comparisons_made(table, [str(indicator_id)], code, confidence)
        check(rows["verdict"], made, confidence)
        same_period = comparisons.latest_comparison(
            real_store, str(indicator_id), "place", benchmark
        )
        made = comparisons_made(table, [str(indicator_id)], code, confidence, own_period=False)
        check(same_period["verdict"], made, confidence)
    for place, rows in every.groupby("place_code"):
        ids = rows["indicator_id"].tolist()
        made = sum(figure_is_tested(table, each, str(place), code, confidence) for each in ids)
        assert made
        check(rows["verdict"], made, confidence)
    finding: Finding = headlines(real_store, benchmark)
    ids = finding.table.values["indicator_id"].unique().tolist()
    made = comparisons_made(table, ids, code, confidence, own_period=False)
    check_sentence(finding.caveat, made, confidence)
    assert finding.table.columns[3] == f"Places beside {benchmark.name}"


def check(verdicts: pd.Series, made: int, confidence: float) -> None:
    check_sentence(sentences.chance_sentence(verdicts, confidence), made, confidence)


def test_every_gap_over_time_counts_the_periods_it_was_tested_in(
    real_store: CachedStore, table: Slow
) -> None:
    untested = 0
    cells: dict[tuple[str, ...], list] = {}
    for row in table.tables["inequality"]:
        key = tuple(row[name] for name in ("indicator_id", "group_kind", "edition", "area_code"))
        cells.setdefault(key, []).append(row)
    for (*way, area_code), rows in cells.items():
        given = [row for row in rows if row["absolute_gap"] is not None]
        if not given:
            continue
        tested = [row for row in given if is_tested(row)]
        asked = queries.inequalities(real_store, *way)
        here = asked[asked["area_code"] == area_code]
        text = sentences.gap_over_time_alt(here, queries.indicator(real_store, way[0]))
        found = re.match(r"The gap is clear in (\d+) of (\d+) periods?( tested; (\d+) not)?", text)
        if not tested:
            assert found is None
            assert re.match(rf"The gap has no range in {len(given)} periods?, so it was not", text)
        else:
            assert found is not None, text
            expected = (clear_count(table, tested), len(tested), len(given) - len(tested))
            assert (int(found[1]), int(found[2]), int(found[4] or 0)) == expected
        untested += len(given) - len(tested)
    assert untested > 50
