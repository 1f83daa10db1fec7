"""Where measured need and stated priorities do not match.

Need is a figure that is worse than the benchmark by the test of `statistics.verdicts`. Nothing
here says what ought to be a priority: a plan may have good reasons of its own, and a measure
without an interval can show no need.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pandas as pd

from insight.store.rows import records, tuples

# The kinds.
NEED = "need that is no stated priority"
DOING_WELL = "stated priority doing well"
UNJUDGED = "stated priority that cannot be judged"

KEYS = ["place_code", "indicator_id", "verdict"]
VERDICTS = ("better", "similar", "worse", "not tested")
COLUMNS = [
    "kind",
    "place_code",
    "place_name",
    "indicator_id",
    "indicator_name",
    "plain_name",
    "topic",
    "priority_id",
    "priority_name",
    "verdict",
    "period_label",
    "value",
    "lower_ci",
    "upper_ci",
    "benchmark_value",
    "unit",
    "decimal_places",
    "better",
    "similar",
    "worse",
    "not_tested",
    "reason",
    "is_system_priority",
]

COUNTS = ["better", "similar", "worse", "not_tested"]  # of a priority's indicators
WORDS = [
    "indicator_id",
    "indicator_name",
    "indicator_name",
    "plain_name",
    "topic",
    "priority_id",
    "priority_name",
    "verdict",
    "period_label",
    "unit",
    "reason",
]


def mismatches(
    comparisons: pd.DataFrame, priorities: pd.DataFrame, links: pd.DataFrame
) -> pd.DataFrame:
    """Every mismatch of every Place, by Place and kind.

    comparisons: `verdicts.with_row_verdicts` of `queries.place_comparisons`; priorities and
    links: the questions of those names. Three kinds: an indicator worse than the benchmark that
    none of the Place's own priorities is linked to (is_system_priority: one of the system's is);
    a Place's priority with an indicator that is better and none that is worse; and one with no
    indicator that can be compared, with the reason. What a kind lacks is missing, or '' for words.
    """
    linked = links.merge(priorities[["priority_id", "place_code"]], on="priority_id")
    own = set(zip(linked["place_code"], linked["indicator_id"], strict=True))
    places = comparisons.drop_duplicates("place_code")
    of_system = {indicator for place, indicator in own if place not in set(places["place_code"])}
    figures: dict[str, dict[str, str]] = {code: {} for code in places["place_code"]}
    for code, indicator, verdict in comparisons[KEYS].itertuples(index=False, name=None):
        figures[code][indicator] = verdict
    worse = records(comparisons[comparisons["verdict"] == "worse"])
    ids = {key: list(rows) for key, rows in links.groupby("priority_id")["indicator_id"]}
    stated = records(priorities)
    found: list[dict[str, Any]] = []
    for place in tuples(places.sort_values("place_name")):
        code, name = str(place.place_code), str(place.place_name)
        found += _needs([row for row in worse if row["place_code"] == code], own, of_system)
        mine = [row for row in stated if row["place_code"] == code]
        found += _stated(figures[code], mine, ids, name)
    blank = dict.fromkeys(WORDS, "")
    rows = pd.DataFrame([{**blank, **row} for row in found], columns=COLUMNS)
    return rows.astype(dict.fromkeys(COUNTS, "Int64"))


def _needs(
    worse: list[dict[str, Any]], own: set[tuple[str, str]], of_system: set[str]
) -> Iterator[dict[str, Any]]:
    for row in worse:
        if (row["place_code"], row["indicator_id"]) not in own:
            in_system = row["indicator_id"] in of_system
            yield {"kind": NEED, **row, "reason": "", "is_system_priority": in_system}


def _stated(
    figures: dict[str, str],
    priorities: list[dict[str, Any]],
    links: dict[str, list[str]],
    place_name: str,
) -> list[dict[str, Any]]:
    """The Place's priorities that do well, then those that cannot be judged.

    figures: verdict by indicator; links: indicators by priority.
    """
    found: dict[str, list[dict[str, Any]]] = {DOING_WELL: [], UNJUDGED: []}
    for priority in priorities:
        ids = links.get(priority["priority_id"], [])
        verdicts = Counter(figures[each] for each in set(ids) if each in figures)
        counts = {word: verdicts[word] for word in VERDICTS}
        other = verdicts.total() - sum(counts.values())  # higher or lower: no judgement
        judged = counts["better"] + counts["similar"] + counts["worse"]
        about = {
            "place_code": priority["place_code"],
            "place_name": place_name,
            "indicator_id": "",
            "priority_id": priority["priority_id"],
            "priority_name": priority["priority_name"],
            "not_tested": counts.pop("not tested") + other,
            **counts,
            "reason": "",
            "is_system_priority": False,
        }
        if judged == 0:
            reason = priority["no_indicator_reason"] or _why_unjudged(len(ids), verdicts.total())
            found[UNJUDGED].append({"kind": UNJUDGED, **about, "reason": reason})
        elif counts["better"] and not counts["worse"]:
            found[DOING_WELL].append({"kind": DOING_WELL, **about})
    return found[DOING_WELL] + found[UNJUDGED]


def _why_unjudged(linked: int, with_figures: int) -> str:
    if linked and not with_figures:
        return "none of its indicators has figures for Places"
    return "none of its indicators has both a range and a figure to set it against"
