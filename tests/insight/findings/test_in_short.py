"""What pages open with, in short, held to the figures behind them."""

from __future__ import annotations

import re

import pytest

from insight.analysis import comparisons
from insight.analysis.ages import OLD_YEARS, with_ages
from insight.findings import Finding
from insight.findings.gaps import gradient
from insight.findings.in_short import MOST, place_in_short, priorities_in_short, system_in_short
from insight.language import sentences
from insight.language.sentences.in_short import NONE_WORSE, NONE_WORST
from insight.reference.areas import SYSTEM, Benchmark
from insight.store import CachedStore, Store, queries
from insight.store.rows import records
from tests.insight.small_store import HALTON, PLACES

ENGLAND = Benchmark()


def lines(finding: Finding, question: str) -> list[str]:
    values = finding.table.values
    return list(values.loc[values["question"] == question, "in_short"])


@pytest.mark.data
@pytest.mark.parametrize("place_code", PLACES)
def test_worst_and_best_of_a_place_passed_their_test(
    place_code: str, real_store: CachedStore
) -> None:
    every = comparisons.all_comparisons(real_store, ENGLAND)
    here = {row["plain_name"]: row for row in records(every[every["place_code"] == place_code])}
    flags = queries.figure_flags(real_store)
    doubted = set(flags.loc[flags["is_latest"] & (flags["area_code"] == place_code), "plain_name"])
    found = place_in_short(real_store, place_code)
    for question, word in (("Worse than England", "worse"), ("Better than England", "better")):
        told = lines(found, question)
        assert 0 < len(told) <= MOST
        for line in told:
            [name] = [each for each in here if line.startswith(f"{each}: ")]
            row = here[name]
            is_above = row["lower_ci"] > row["benchmark_value"]
            is_below = row["upper_ci"] < row["benchmark_value"]
            is_good = is_above if row["polarity"] == "high_is_good" else is_below
            assert (is_above or is_below) and is_good is (word == "better"), line
            assert row["polarity"] != "no_judgement" and name not in doubted, line


@pytest.mark.data
def test_what_has_changed_and_what_is_unequal_says_how_old_it_is(real_store: CachedStore) -> None:
    ages: set[bool] = set()
    for place_code in queries.places(real_store)["place_code"]:
        rows = comparisons.profile(real_store, place_code, ENGLAND)
        dates = dict(zip(rows["plain_name"], map(sentences.dated, records(rows)), strict=True))
        for line in lines(place_in_short(real_store, place_code), "What has changed?"):
            for named in line.split(": ", 1)[1].split(", and ")[0].split("; "):
                [name] = [each for each in dates if named.startswith(f"{each} (")]
                assert named == f"{name} ({dates[name]})"
                ages.add(named.endswith("years old)"))
    assert ages == {True, False}
    gaps = with_ages(real_store, queries.strongest_inequalities(real_store))
    row = records(gaps.sort_values("age_years", ascending=False))[0]
    picked = {name: row[name] for name in ("indicator_id", "group_kind", "edition", "area_code")}
    found = gradient(real_store, **picked)
    assert found is not None and row["age_years"] >= OLD_YEARS
    assert f"{row['period_label']}, {row['age_years']} years old. " in found.sentence


@pytest.mark.data
def test_the_widest_gaps_of_the_system_were_tested_and_are_clear(real_store: CachedStore) -> None:
    gaps = queries.strongest_inequalities(real_store)
    clear = set(gaps.loc[gaps["is_clear"], "area_name"])
    told = lines(system_in_short(real_store), "Where are the widest gaps?")
    assert len(told) == MOST
    assert all("clear gap" in line and any(name in line for name in clear) for line in told)


@pytest.mark.data
@pytest.mark.parametrize("place_code", PLACES)
def test_priorities_that_cannot_be_tested_are_told_in_plain_words(
    place_code: str, real_store: CachedStore
) -> None:
    """Fault 7: of a Place whose figures have no range, nothing was said."""
    found = priorities_in_short(real_store, place_code)
    assert found is not None
    told = lines(found, "Not tested, in plain words")
    worst = lines(found, "In the worst fifth of English authorities, not tested")
    tested = lines(found, "Tested worse than England")
    assert told or not {NONE_WORST, NONE_WORSE} <= {*worst, *tested}
    for line in told:
        assert re.search(r" England|English authorities|of \d+ Places|more\.", line), line
        assert not re.search(r"\b(better|worse)\b", line), line


def test_an_empty_store_says_so_in_short(empty_store: Store) -> None:
    for finding in (system_in_short(empty_store), place_in_short(empty_store, HALTON)):
        assert len(finding.table.rows) >= 3
        assert all(row[1].text for row in finding.table.rows)
    assert priorities_in_short(empty_store, SYSTEM) is None
