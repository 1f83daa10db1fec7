"""What stands out, every cell of the heat table, every mismatch and every count of figures on
stated priorities, held to the test behind it."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pandas as pd
import pytest

from insight.analysis.comparisons import all_comparisons
from insight.analysis.key_findings import key_findings
from insight.analysis.mismatches import DOING_WELL, NEED
from insight.analysis.positions import with_positions
from insight.findings.heat_table import heat_rows
from insight.findings.key_findings import finding_words
from insight.findings.mismatches import mismatch_rows
from insight.findings.stated_priorities import priorities_summary, stated_priorities
from insight.language import sentences
from insight.reference.areas import Benchmark
from insight.statistics import interval_at
from insight.statistics.verdicts import with_row_verdicts
from insight.store import CachedStore, Store, queries
from insight.store.rows import records
from insight.visual.style import Mark
from tests.insight.language.sentences.claims import (
    SILENT,
    check_manners,
    claims,
    naive_verdict,
    without,
)
from tests.insight.language.sentences.true_gaps import CELL
from tests.insight.small_store import ENGLAND, NORTH_WEST, SYSTEM
from tests.insight.store.queries.slow import slow

pytestmark = pytest.mark.data
BENCHMARKS = {ENGLAND: "England", NORTH_WEST: "the North West", SYSTEM: "Cheshire and Merseyside"}
WHOLE = BENCHMARKS[SYSTEM]
FIGURE = ("value", "lower_ci", "upper_ci")


@pytest.mark.parametrize("confidence", [0.95, 0.998])
def test_every_finding_passed_its_test(
    confidence: float, real_store: Store, gaps: pd.DataFrame
) -> None:
    comparisons = queries.place_comparisons(real_store, ENGLAND)
    inequalities = queries.strongest_inequalities(real_store)
    found = key_findings(inequalities, comparisons, confidence)
    assert found.findings["score"].is_monotonic_decreasing and (found.findings["score"] > 0).all()
    truly_clear = gaps.set_index([*CELL, "period_label"])["is_truly_clear"]
    places = comparisons.set_index(["indicator_id", "place_code"]).to_dict("index")
    for row in found.findings.to_dict("records"):
        row |= finding_words(row, "England")
        texts = [without(row[name], [row["plain_name"]]) for name in ("title", "sentence")]
        if row["kind"] == "gap":
            assert truly_clear[(*(row[name] for name in CELL), row["period_label"])]
            assert claims(texts[0]) == set() and "The first is clearly" in texts[1]
        else:
            place = places[row["indicator_id"], row["area_code"]]
            assert verdict_at(place, confidence) == "worse"
            assert claims(texts[0]) == claims(texts[1]) == {"worse"}
        assert row["area_name"] in row["sentence"] and row["period_label"] in row["sentence"]
    assert len(found.findings) > 50 and found.tests_made > len(found.findings)


def verdict_at(place: dict[str, Any], confidence: float) -> str:
    """The plain rule, with the interval widened where more confidence is asked for. A figure with
    a sign of doubt is not tested before it has been checked."""
    if place["doubt"]:
        return "not tested"
    value, low, high = (place[name] for name in FIGURE)
    if confidence != 0.95:
        low, high = interval_at(value, low, high, confidence, place["value_type"])
    return naive_verdict(value, low, high, place["benchmark_value"], place["polarity"])


@pytest.mark.parametrize("benchmark", [*BENCHMARKS, "similar"])
def test_every_cell_and_mismatch(benchmark: str, real_store: Store) -> None:
    comparisons = queries.place_comparisons(real_store, benchmark)
    store = CachedStore(**vars(real_store))
    shown = with_positions(store, with_row_verdicts(comparisons), "place_code")
    every, fifths = every_authority(real_store), Counter[str]()
    name = BENCHMARKS.get(benchmark, "similar areas")
    true = {
        (row["indicator_id"], row["place_code"]): verdict_at(row, 0.95)
        for row in comparisons.to_dict("records")
    }
    links, stated = queries.priority_links(real_store), queries.priorities(real_store)
    rows = heat_rows(shown, links, stated, name)
    assert {(id_, one["area_code"]) for id_ in rows for one in rows[id_].figures} == set(true)
    for indicator_id, heat in rows.items():
        for cell, figure in zip(heat.cells[1:], heat.figures, strict=True):
            verdict = true[indicator_id, figure["area_code"]]
            (mark,) = (each for each in cell.main if isinstance(each, Mark))
            assert figure["verdict"] == verdict
            expected = verdict if verdict != "not tested" else place_of(figure, every)
            assert mark.word == expected
            fifths[expected] += verdict == "not tested"
            for words in (figure["sentence"], cell.alt):
                assert claims(without(words, [figure["plain_name"]])) == {verdict} - SILENT
    assert min(fifths["worst fifth"], fifths["best fifth"], fifths["not tested"]) > 10, fifths
    found = mismatch_rows(shown, stated, links, name)
    for row in records(found):
        text = without(row["sentence"], [row["plain_name"] or row["priority_name"]])
        check_manners(text)
        if row["kind"] == NEED:
            assert true[row["indicator_id"], row["place_code"]] == "worse"
            assert claims(text) == {"worse"}
        else:
            assert claims(text) <= {"better", "worse"}
            ids = links.loc[links["priority_id"] == row["priority_id"], "indicator_id"]
            verdicts = {true.get((id_, row["place_code"]), "no figure") for id_ in ids}
            is_well = "better" in verdicts and "worse" not in verdicts
            assert ("none is worse" in text) == is_well == (row["kind"] == DOING_WELL)


def counted_worse(worse: int, compared: int) -> str:
    """A pattern of how many of so many comparisons are worse."""
    if compared == 1:
        return rf"\bthe one comparison( on stated priorities)? is {'' if worse else 'not '}worse"
    who = rf"\b{worse or 'none'} of {compared} comparisons( on stated priorities)?"
    return rf"{who} {'are' if worse > 1 else 'is'} worse"


@pytest.mark.parametrize(
    ("benchmark", "confidence"),
    list(zip([*BENCHMARKS, "similar"], [0.95, 0.998] * 2, strict=True)),
)
def test_every_count_on_stated_priorities(
    benchmark: str, confidence: float, real_store: Store
) -> None:
    comparisons = queries.place_comparisons(real_store, benchmark)
    instead: dict[str, set[str]] = {}
    for code in (SYSTEM, NORTH_WEST) if benchmark == ENGLAND else ():
        table = slow(real_store)
        ids = {each for each in table.indicator if table.own_benchmark(each, ENGLAND) == code}
        beside = queries.place_comparisons(real_store, code, sorted(ids))
        is_own = ~comparisons["indicator_id"].isin(ids)
        comparisons = pd.concat([comparisons[is_own], beside], ignore_index=True)
        instead[BENCHMARKS[code]] = ids
    lone = {each for ids in instead.values() for each in ids}
    true = {
        (row["indicator_id"], row["place_code"]): verdict_at(row, confidence)
        for row in comparisons.to_dict("records")
    }
    stated, links = queries.priorities(real_store), queries.priority_links(real_store)
    store = CachedStore(**vars(real_store))  # ten areas ask the same
    last = in_fifth_place(real_store, comparisons)
    untested_worst = {key for key in last if true[key] == "not tested"}
    made = 0
    for area_code, of_area in stated.groupby("place_code"):
        asked = {"area_code": area_code, "benchmark": Benchmark(benchmark, confidence)}
        by_priority = {}
        for priority_id in of_area["priority_id"]:
            ids = set(links.loc[links["priority_id"] == priority_id, "indicator_id"])
            by_priority[f"priority-{priority_id}"] = {
                key: word
                for key, word in true.items()
                if key[0] in ids and area_code in (SYSTEM, key[1])
            }
        each = {key: word for found in by_priority.values() for key, word in found.items()}
        own = [word for key, word in each.items() if key[0] not in lone]
        compared = sum(word != "not tested" for word in own)
        summary = priorities_summary(store, **asked)
        title = summary.title
        said = counted_worse(own.count("worse"), compared)
        found = re.search(said, title)
        assert found if compared else "was tested" in title, title
        for name, ids in instead.items():
            apart = [word for key, word in each.items() if key[0] in ids]
            tested = sum(word != "not tested" for word in apart)
            said = rf"{counted_worse(apart.count('worse'), tested)} than {name}"
            assert (re.search(said, summary.sentence) is not None) is (tested > 0), title
        ends = sum(key in untested_worst for key, word in each.items())
        in_fifth = f"{ends} in England's worst fifth, not tested"
        assert (in_fifth in title) is (ends > 0)
        assert claims(title.replace(in_fifth, "")) == ({"worse"} if compared else set())
        made += compared
        for finding in stated_priorities(store, **asked):
            verdicts = finding.table.values["verdict"].dropna()
            here = by_priority[finding.finding_id]
            assert Counter(verdicts) == Counter(here.values())
            check_priority_title(finding.title, here, untested_worst, lone)
    assert made > 20  # few figures of the system can be set against; the loop was not idle


def in_fifth_place(store: Store, comparisons: pd.DataFrame) -> set[tuple[str, str]]:
    """The Places' figures in the worst fifth of English authorities, counted out one by one; none
    with a sign of doubt."""
    every = every_authority(store)
    return {
        (row["indicator_id"], row["place_code"])
        for row in comparisons.to_dict("records")
        if place_of(row, every) == "worst fifth"
    }


def place_of(row: dict[str, Any], every: dict[tuple[Any, ...], list[float]]) -> str:
    """What a figure without a test is called: a place among the authorities, counted out one by
    one. "Best" and "worst" are said of such a place alone, and only where one end is good."""
    if pd.isna(row["value"]):
        return "no figure"
    if row["doubt"]:
        return "check first"
    of_all = every.get((row["indicator_id"], row["period_start_date"], row["period_end_date"]))
    if of_all is None:
        return "not tested"
    ahead, behind = ends(row, of_all)
    tied = len(of_all) - ahead - behind
    is_judged = row["polarity"] != "no_judgement"
    first, last = ("best", "worst") if is_judged else ("smallest", "largest")
    names = (first, "2nd", "middle", "4th", last)
    return f"{names[int(5 * (ahead + tied / 2) / len(of_all))]} fifth"


def every_authority(store: Store) -> dict[tuple[Any, ...], list[float]]:
    """The figures of all authorities by indicator and period, where a hundred have one and the
    publisher lets them be ranked."""
    rows = store.connection.execute(
        "SELECT indicator_id, period_start_date, period_end_date, list(value) FROM observation"
        " JOIN area USING (area_code) JOIN indicator USING (indicator_id)"
        " WHERE area_type IN ('place', 'authority') AND group_id = 'everyone'"
        " AND value IS NOT NULL AND may_be_ranked AND is_comparable"
        " GROUP BY ALL HAVING count(*) >= 100"
    ).fetchall()
    return {(row[0], pd.Timestamp(row[1]), pd.Timestamp(row[2])): row[3] for row in rows}


def ends(row: dict[str, Any], of_all: list[float]) -> tuple[int, int]:
    """How many authorities have a better figure, and how many a worse one."""
    more, less = (
        sum(each > row["value"] for each in of_all),
        sum(each < row["value"] for each in of_all),
    )
    return (more, less) if row["polarity"] == "high_is_good" else (less, more)


def check_priority_title(
    title: str,
    here: dict[tuple[str, str], str],
    untested_worst: set[tuple[str, str]],
    instead: set[str],
) -> None:
    """The heading of a priority counts what was tested, apart what was set beside something else
    for want of England's figure, and what is untested and last."""
    apart = Counter(word for key, word in here.items() if key[0] in instead)
    who = f"(?:{WHOLE}|the North West)"
    beside = rf"[;,] (\d+) tested (worse|better)(?: and (\d+) better)? than {who}"
    counted = Counter[str]()
    for number, word, better in re.findall(beside, title) if instead else ():
        counted[word] += int(number)
        counted["better"] += int(better or 0)
    counted = +counted
    assert counted == {word: apart[word] for word in ("worse", "better") if apart[word]}
    rest = re.sub(beside, "", title) if instead else title
    count = Counter(word for key, word in here.items() if key[0] not in instead)
    last = sum(key in untested_worst for key in here)
    for number, words in (
        (count["worse"], "tested worse than"),
        (count["better"], "tested better"),
        (last, "in England's worst fifth, not tested"),
    ):
        assert (f"{number} {words}" in rest) if number else (words not in rest), title


@pytest.mark.parametrize("benchmark", BENCHMARKS)
def test_every_figure_says_where_it_stands_and_claims_nothing_untested(
    benchmark: str, real_store: Store
) -> None:
    store = CachedStore(**vars(real_store))
    every = every_authority(real_store)
    said = 0
    for row in records(all_comparisons(store, Benchmark(benchmark))):
        if row["verdict"] != "not tested" or pd.isna(row["value"]):
            continue
        words = sentences.untested_sentences(row, BENCHMARKS[benchmark])
        assert claims(words) == set() and words.endswith(
            ("so not tested.", "So it was not tested.")
        )
        check_manners(f"As it is told. {words}")
        words = words[:1].lower() + words[1:]
        of_all = every.get((row["indicator_id"], row["period_start_date"], row["period_end_date"]))
        assert ("English authorities" in words) is (of_all is not None)
        if of_all is not None:
            above = sum(each > row["value"] for each in of_all)
            below = sum(each < row["value"] for each in of_all)
            nearer, is_top = min(above, below) + 1, above < below
            tied = len(of_all) - above - below > 1
            end = re.search(
                r"(joint )?(?:(\d+)(?:st|nd|rd|th) )?(longest|shortest|largest|smallest) of (\d+)",
                words,
            )
            assert end is not None
            assert int(end[4]) == len(of_all) and int(end[2] or 1) == nearer
            assert bool(end[1]) is tied
            assert above == below or (end[3] in ("longest", "largest")) is is_top
            said += 1
        apart = row["value"] - row["benchmark_value"]
        if not pd.isna(apart) and "level with" not in words:
            assert (" more than " in words or " longer than " in words) is (apart > 0)
    assert said > 150
