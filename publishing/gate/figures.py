"""Figures are those of the store, words claim what a test shows, and doubts are told.

The tests are made again here, from the store and not from what the page says of itself. A claim is
a clause with a claim word and an area, a count of areas, or a heading around it; each area it names
must have passed the test that the word stands for.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from insight.reference.areas import HOW_MANY
from insight.statistics import interval_at
from insight.statistics.benchmark import compare
from insight.statistics.verdicts import NOT_TESTED, area_trends
from insight.store import Store, queries
from insight.store.rows import records
from publishing.gate.contents import number
from publishing.gate.seen import seen_words
from publishing.gate.version import Version, block
from publishing.releases.gate import Check

TESTED = {"better", "worse", "higher", "lower", "similar"}
# Claim words → the tests any of which may stand behind them.
CLAIMS: Mapping[str, tuple[str, ...]] = {
    r"getting better|improv(?:ing|ed)": ("getting better",),
    r"getting worse|worsen(?:ing|ed)|deteriorat(?:ing|ed)": ("getting worse",),
    r"better": ("better",),
    r"worse": ("worse",),
    r"higher|(?:is|are|was|were|lies?|clearly) above": ("higher",),
    r"lower|(?:is|are|was|were|lies?|clearly) below": ("lower",),
    r"rising|rose|risen|increas(?:ing|ed)|growing": ("rising", "widening"),
    r"falling|fell|fallen|decreas(?:ing|ed)|declin(?:ing|ed)|shrinking": ("falling", "narrowing"),
    r"widen(?:ing|ed)": ("widening",),
    r"narrow(?:ing|ed)": ("narrowing",),
}
CLAIM = {re.compile(rf"\b(?:{words})\b", re.I): tests for words, tests in CLAIMS.items()}
NO_CLAIM = re.compile(
    r"\b(?:no|not|none|neither|nor|never|cannot|whether|if|unclear|could|may|might|similar)\b"
    r"|n't\b|\bis (?:good|best|better)\b$",
    re.I,
)
CLAUSE = re.compile(
    r"(?<!\d)[.;:!?](?:\s|$)|(?<=\d)[.;:!?](?:\s|$)|, but |, while |, whereas | [–—|] "
)
COUNT = re.compile(r"\b(\d+)\s+(better|worse|higher|lower)\b", re.I)
COUNT_OF = re.compile(rf"\b(\d+) of (?:the )?(?:\d+|{HOW_MANY}) (?:Places|areas)", re.I)
HEADINGS = {"h1", "title", "summary", "og:title", "og:description", "content", "desc"}
NEAR = 1e-6  # a figure written out and read again
DOUBT = re.compile(r"check the recording|sign of doubt|doubt", re.I)
NAMES = ("plain_name", "indicator_name")
MOST_SHOWN = 5


def figures_as_stored(version: Version) -> Iterator[Check]:
    """Each figure of an indicator is that of the store for its area, period and group."""
    found = 0
    for row, stored in _matched(version):
        for heading, column in _COLUMNS.items():
            said = number(row.get(heading, ""))
            known = [
                value
                for each in stored
                if not pd.isna(value := _at_confidence(version, row, each)[column])
            ]
            if said is None or any(np.isclose(said, each, rtol=NEAR, atol=NEAR) for each in known):
                continue
            found += 1
            if found <= MOST_SHOWN:
                yield block(
                    "figures",
                    f"{_row_name(row)}: '{heading}' is not what the store holds: make the page"
                    " again from this build",
                )


def comparisons_retested(version: Version) -> Iterator[Check]:
    """Each comparison in the files is what the test says of the store's figure."""
    found = 0
    for row, word in _retested(version):
        said = row.get("Comparison", "")
        if said in TESTED and said != word:
            found += 1
            if found <= MOST_SHOWN:
                yield block(
                    "claims",
                    f"{_row_name(row)} is called '{said}'; the test says '{word}': make the page"
                    " again from this build",
                )


def claims(version: Version) -> Iterator[Check]:
    """Each sentence that claims something has a test behind it that passes."""
    passed, areas = _passed(version), _areas(version)
    named = _indicator_names(version)
    said: dict[str, str] = {}
    for where, words in version.headlines():
        said.setdefault(words, where)
    for text in version.contents.prose:
        said.setdefault(text.words, text.place)
    found: set[str] = set()
    for words, where in said.items():
        is_heading = where in HEADINGS or any(f"({each})" in where for each in HEADINGS)
        for clause in _clauses(where, words):
            about = named.sub("it", clause)  # 'Premises below 30 megabits' claims nothing
            why = _untrue(about, areas, passed, is_heading=is_heading)
            if why and clause.strip() not in found:
                found.add(clause.strip())
                if len(found) <= MOST_SHOWN:
                    yield block("claims", f"{where} says “{clause.strip()}”: {why}")


def _indicator_names(version: Version) -> re.Pattern[str]:
    """Names of all indicators, longest first."""
    every = {str(row[each]) for row in version.indicators.values() for each in NAMES}
    listed = sorted(every, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, listed)) or r"(?!)", re.I)


def _clauses(where: str, words: str) -> list[str]:
    """The clauses of a text; the last of a description that is cut off is no whole one."""
    found = CLAUSE.split(words)
    is_cut = "(content)" in where and not words.endswith((".", "!", "?")) and len(found) > 1
    return found[:-1] if is_cut else found


def doubts(version: Version) -> Iterator[Check]:
    """A figure with a sign of doubt is on the page with that doubt in words."""
    flagged = flags(version.store)
    pages = version.contents.pages.values()
    page = " ".join(seen_words(each, version.contents, but=("table", "svg")) for each in pages)
    seen: set[tuple[str, str]] = set()
    for row, stored in _matched(version):
        for each in stored:
            key = (row["Indicator id"], row.get("Area code", ""), str(each["period_start_date"]))
            if key not in flagged or key[:2] in seen or number(row.get("Figure", "")) is None:
                continue
            area = row.get("Area", "")
            is_told = any(
                DOUBT.search(sentence) and area in sentence
                for sentence in re.split(r"(?<=[.!?])\s", page)
            ) or _holds(page, flagged[key])
            if not is_told:
                seen.add(key[:2])
                yield block(
                    "doubt",
                    f"{_row_name(row)} has a sign of doubt ({flagged[key]}) that the page does"
                    " not tell: say beside the figure to check the recording first, and why",
                )


_COLUMNS = {
    "Figure": "value",
    "Lower limit": "lower_ci",
    "Upper limit": "upper_ci",
    "Counted": "numerator_count",
    "Out of": "denominator_count",
}


# Every figure that the store holds: as published, of the whole area here, and of unequal groups.
_STORED = """
WITH stored AS (
    SELECT * FROM observation
    UNION ALL BY NAME SELECT system_estimate.*, area_code, 'everyone' AS group_id
    FROM system_estimate CROSS JOIN area WHERE area_type = 'system'
    UNION ALL BY NAME SELECT indicator_id, area_code, group_id, value, period_start_date,
        period_label FROM inequality
)
SELECT indicator_id, area_code, group_id, group_name, sex, age, period_start_date, period_label,
    value, lower_ci, upper_ci, numerator_count, denominator_count
FROM stored JOIN population_group USING (group_id) WHERE indicator_id = $1
"""


def _matched(version: Version) -> Iterator[tuple[dict[str, str], list[dict[str, Any]]]]:
    """Each row of the CSV files about an indicator, with the observations of the store that it may
    be."""
    for table in version.contents.csv_tables:
        if not {"Indicator id", "Area code", "Period", "Figure"} <= set(table.header):
            continue
        for row in table.records():
            if row["Indicator id"] not in version.indicators:
                continue
            every = observations(version.store, row["Indicator id"])
            stored = every.get((row["Area code"], row["Period"]), [])
            group = row.get("Group") or "Everyone"
            stored = [each for each in stored if each["group_name"] == group]
            yield row, stored


@lru_cache(maxsize=200)
def observations(store: Store, indicator_id: str) -> dict[tuple[str, str], list[dict[str, Any]]]:
    """What the store holds of an indicator, by area code and period."""
    rows = _ask(store, _STORED, indicator_id)
    found: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        found[row["area_code"], row["period_label"]].append(row)
    return dict(found)


@lru_cache(maxsize=8)
def flags(store: Store) -> dict[tuple[str, str, str], str]:
    """Why a figure is in doubt, by indicator id, area code and the day its period starts."""
    rows = _ask(
        store,
        "SELECT indicator_id, area_code, period_start_date, string_agg(reason, '; ' ORDER BY flag)"
        " AS reason FROM figure_flag GROUP BY ALL",
    )
    return {
        (row["indicator_id"], row["area_code"], str(row["period_start_date"])): row["reason"]
        for row in rows
    }


def _retested(version: Version) -> Iterator[tuple[dict[str, str], str]]:
    """Each compared row with the word its test gives, by the store's own figure and benchmark."""
    flagged = flags(version.store)
    for row, stored in _matched(version):
        if "Comparison" not in row:
            continue
        indicator = version.indicators[row["Indicator id"]]
        reference = number(row.get("Figure compared with", ""))
        said = number(row["Figure"])
        for each in stored:
            if said is None or not np.isclose(said, each["value"], rtol=NEAR, atol=NEAR):
                continue
            judged = _at_confidence(version, row, each)
            value, low, high = (float(judged[name]) for name in ("value", "lower_ci", "upper_ci"))
            key = (row["Indicator id"], row["Area code"], str(each["period_start_date"]))
            benchmark = _benchmark(version, row, each, reference)
            word = str(compare(value, low, high, benchmark, str(indicator["polarity"])))
            yield row, NOT_TESTED if key in flagged else word
            break


def _at_confidence(
    version: Version, row: Mapping[str, str], figure: Mapping[str, Any]
) -> Mapping[str, Any]:
    """The store's figure with its limits at the confidence that the row of the file names."""
    confidence = (number(row.get("Confidence of limits (%)", "")) or 95.0) / 100
    if confidence == 0.95 or pd.isna(figure["lower_ci"]):
        return figure
    value, lower, upper = (float(figure[name]) for name in ("value", "lower_ci", "upper_ci"))
    value_type = version.indicators[row["Indicator id"]]["value_type"]
    low, high = interval_at(value, lower, upper, confidence, value_type)
    return {**figure, "lower_ci": float(low), "upper_ci": float(high)}


def _benchmark(
    version: Version, row: Mapping[str, str], figure: Mapping[str, Any], said: float | None
) -> float:
    """The store's figure of the area compared with; what the file says where it is no one area."""
    code = {str(name): code for code, name in area_names(version.store).items()}.get(
        row.get("Compared with", "")
    )
    every = observations(version.store, row["Indicator id"])
    for each in every.get((code or "", row["Period"]), []):
        is_alike = all(each[name] == figure[name] for name in ("group_id", "sex", "age"))
        if is_alike and not pd.isna(each["value"]):
            return float(each["value"])
    return float("nan") if said is None else said


@lru_cache(maxsize=8)
def area_names(store: Store) -> dict[str, str]:
    """Names of England, the region, the system, its Places and what lies between, by code."""
    rows = _ask(
        store,
        "SELECT area_code, area_name FROM area"
        " WHERE area_type IN ('country', 'region', 'system', 'sub_icb', 'place')",
    )
    return {row["area_code"]: row["area_name"] for row in rows}


def _areas(version: Version) -> tuple[str, ...]:
    """Names of areas that a claim may be about, longest first."""
    names = set(area_names(version.store).values())
    for table in version.contents.csv_tables:
        names |= {row.get("Area", "") for row in table.records()}
    return tuple(sorted(filter(None, names), key=len, reverse=True))


def _passed(version: Version) -> dict[str, set[str]]:
    """The areas that have passed each test, among the indicators of this version."""
    passed: dict[str, set[str]] = defaultdict(set)
    for row, word in _retested(version):
        if word in TESTED - {"similar"}:
            passed[word].add(row["Area"])
            figure, reference = number(row["Figure"]), number(row.get("Figure compared with", ""))
            if figure is not None and reference is not None:
                passed["higher" if figure > reference else "lower"].add(row["Area"])
    of_csv = {
        row.get("Indicator id", "")
        for table in version.contents.csv_tables
        for row in table.records()
    }
    named = {each.indicator_id for each in version.packet.sources}
    for indicator_id in (of_csv | named) & set(version.indicators):
        indicator = version.indicators[indicator_id]
        series = queries.series(version.store, indicator_id)
        for trend in records(area_trends(series, str(indicator["polarity"]))):
            passed[trend["trend"]].add(trend["area_name"])
            passed[trend["trend_judgement"]].add(trend["area_name"])
        for row in _gaps(version.store, indicator_id):
            for word in row["words"]:
                passed[word].add(row["area_name"])
    return passed


def _gaps(store: Store, indicator_id: str) -> list[dict[str, Any]]:
    """What is tested of an indicator's gaps, in each area."""
    changes = _ask(
        store,
        "SELECT area_name, [absolute_word, relative_word] AS words FROM gap_change"
        " JOIN area USING (area_code) WHERE indicator_id = $1",
        indicator_id,
    )
    sizes = _ask(
        store,
        "SELECT area_name, absolute_gap > 0 AS is_higher FROM inequality"
        " JOIN area USING (area_code) WHERE indicator_id = $1 AND is_clear",
        indicator_id,
    )
    # Which group does better depends on the measure; the words of a clear gap may say either way.
    either = ["better", "worse", "higher", "lower"]
    return [*changes, *({"area_name": row["area_name"], "words": either} for row in sizes)]


def _untrue(
    clause: str, areas: tuple[str, ...], passed: Mapping[str, set[str]], *, is_heading: bool
) -> str:
    """Why a clause claims more than the tests show; '' where it does not."""
    if NO_CLAIM.search(clause):
        return ""
    about = re.split(r"\b(?:than|compared with|beside|against)\b", clause)[0]
    named = areas_named(about, areas)
    counted = COUNT_OF.search(clause) or COUNT.search(clause)
    rest = clause
    for pattern, tests in CLAIM.items():
        match = pattern.search(rest)
        if match is None:
            continue
        rest = pattern.sub(" ", rest)  # 'getting better' is not 'better' as well
        if not (named or counted or is_heading):
            continue
        supported = set().union(*(passed.get(each, set()) for each in tests))
        word = match[0].lower()
        if not supported:
            return f"no test shows that anything is {word}"
        wrong = [name for name in named if name not in supported]
        if (wrong and len(named) > len(wrong)) or (wrong and len(named) == 1):
            return f"no test shows that {wrong[0]} is {word}"
        if wrong:
            return f"no test shows that {' or '.join(wrong[:3])} is {word}"
    for count, word in COUNT.findall(clause):
        if len(passed.get(word.lower(), set())) < int(count):
            return f"fewer than {count} are {word} by the test"
    of = COUNT_OF.search(clause)
    for pattern, tests in CLAIM.items():
        if of and not COUNT.search(clause) and pattern.search(clause):
            supported = set().union(*(passed.get(each, set()) for each in tests))
            if len(supported) < int(of[1]):
                return f"fewer than {of[1]} are so by the test"
    return ""


def areas_named(text: str, areas: tuple[str, ...]) -> list[str]:
    """The areas a text names; of 'Cheshire West and Chester' not also 'Cheshire'."""
    found = []
    for area in areas:
        if re.search(rf"\b{re.escape(area)}\b(?!['’]s)", text):
            found.append(area)
            text = text.replace(area, " ")
    return found


def _holds(page: str, reason: str) -> bool:
    return reason.split(";")[0].strip().lower() in page.lower()


def _row_name(row: Mapping[str, str]) -> str:
    about = (row.get("Indicator id", ""), row.get("Area", ""), row.get("Period", ""))
    return ", ".join(filter(None, about))


def _ask(store: Store, question: str, *values: Any) -> list[dict[str, Any]]:
    cursor = store.connection.cursor()
    try:
        return records(cursor.execute(question, list(values)).df())
    finally:
        cursor.close()
