"""What stands out: the differences that pass their tests, the strongest first.

Two kinds of difference are put in one list: gaps between groups, and Places set against a
benchmark. To order them they need one scale, whatever their units. Each difference is taken at
the end of its 95% interval that is nearest to none, so that it is as small as chance allows,
and measured as a ratio on a natural-log scale:

- a percentage, or a score on a scale that starts at 0, by its odds, so that counting those who
  had a check and those who had not gives one answer;
- years of life as 0.095 for each year, because death rates rise by about a tenth with each year
  of age (Spiegelhalter 2016, BMC Medical Informatics and Decision Making 16: 104);
- anything else by the ratio of the two figures.

Only measures where high or low is good are listed: elsewhere a difference is no inequality. Nor
are measures of who lives here, which are largely deprivation itself, nor figures with a sign of
doubt: their recording is to be checked first.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from scipy.special import logit

from insight.analysis.ages import newer_first
from insight.reference.groups import GAP_KINDS
from insight.statistics import interval_at
from insight.statistics.verdicts import NOT_TESTED, with_row_verdicts
from insight.store.rows import records

WHO_LIVES_HERE = "who lives here"
LOG_RATE_PER_YEAR = math.log(1.1)
SCALE_FROM_ZERO = re.compile(r"score 0–(\d+)")
MOST_OF_A_TOPIC = 2
FEWEST, MOST = 0.001, 0.999  # shares beyond these would be measured as endlessly far apart
COLUMNS = [
    "kind",
    "indicator_id",
    "plain_name",
    "topic",
    "area_code",
    "area_name",
    "group_kind",
    "edition",
    "period_label",
    "score",
]


@dataclass(frozen=True, eq=False)
class KeyFindings:
    """The findings, strongest first, and how many differences were tested to find them.

    findings: the rows of the question each comes from, with kind ('gap' or 'comparison'),
    area_code and area_name, group_kind and edition ('' for a comparison), score, and is_first
    (the strongest finding of its indicator).
    """

    findings: pd.DataFrame
    tests_made: int

    def top(self, limit: int) -> pd.DataFrame:
        """The strongest findings, one for each indicator and few for each topic.

        A topic may hold many indicators of much the same thing, and would fill the list. What is
        old stands last, however strong.
        """
        first = newer_first(self.findings[self.findings["is_first"]])
        return first[first.groupby("topic").cumcount() < MOST_OF_A_TOPIC].head(limit)


def key_findings(
    inequalities: pd.DataFrame,
    comparisons: pd.DataFrame,
    confidence: float = 0.95,
    verdict: str = "worse",
) -> KeyFindings:
    """What stands out among the latest gaps and comparisons.

    inequalities: `queries.strongest_inequalities`, all of it; comparisons:
    `queries.place_comparisons`. A finding is a gap whose interval leaves out
    zero, or a Place worse than the benchmark, at this confidence (0.95 or 0.998).
    verdict: 'better' for the Places that are better instead, and no gaps.
    """
    gaps = _tested_gaps(inequalities)
    places = with_row_verdicts(_with_a_judgement(comparisons), confidence)
    places = places[places["verdict"] != NOT_TESTED]
    clear = _clear(gaps, confidence) if verdict == "worse" else gaps.head(0)
    found = [_gap(row) for row in records(clear)]
    found += [_comparison(row) for row in records(places[places["verdict"] == verdict])]
    findings = pd.DataFrame(found) if found else pd.DataFrame(columns=COLUMNS)
    findings = findings.sort_values(["score", "indicator_id", "area_code"], ascending=False)
    findings = findings.reset_index(drop=True)
    return KeyFindings(
        findings.assign(is_first=~findings.duplicated("indicator_id")), len(gaps) + len(places)
    )


def least_size(value: float, reference: float, near: float, value_type: str, unit: str) -> float:
    """How far apart two figures are at least, as the module explains.

    near: the end of the interval of `value` nearest to `reference`, which counts as exact; all
    in `unit`. 0 where the scale has no meaning, such as a ratio below zero.
    """
    if value_type == "years":
        return LOG_RATE_PER_YEAR * abs(near - reference)
    scale = SCALE_FROM_ZERO.fullmatch(unit)
    whole = 100.0 if value_type == "percentage" else float(scale[1]) if scale else None
    if whole is not None:
        shares = np.clip(np.array([near, reference]) / whole, FEWEST, MOST)
        return float(abs(np.subtract(*logit(shares))))
    if near <= 0 or reference <= 0:
        return 0.0
    return abs(math.log(near / reference))


def _with_a_judgement(rows: pd.DataFrame) -> pd.DataFrame:
    """Without measures that judge nothing, and without figures whose recording is in doubt."""
    is_judged = (rows["polarity"] != "no_judgement") & (rows["topic"] != WHO_LIVES_HERE)
    return rows[is_judged & (rows["doubt"] == "")]


def _tested_gaps(inequalities: pd.DataFrame) -> pd.DataFrame:
    """Gaps with an interval: for each indicator one way of grouping, in its newest edition."""
    rows = _with_a_judgement(inequalities).dropna(subset=["absolute_lower", "absolute_upper"])
    kinds = list(rows["group_kind"].map(GAP_KINDS.index))
    ways = rows.assign(kind_order=kinds).sort_values(
        ["kind_order", "edition"], ascending=[True, False]
    )
    chosen = ways.drop_duplicates("indicator_id")[["indicator_id", "group_kind", "edition"]]
    return rows.merge(chosen, on=["indicator_id", "group_kind", "edition"])


def _clear(gaps: pd.DataFrame, confidence: float) -> pd.DataFrame:
    value, lower, upper = (
        gaps[name].to_numpy(float) for name in ("absolute_gap", "absolute_lower", "absolute_upper")
    )
    low, high = interval_at(value, lower, upper, confidence, "difference")
    return gaps[gaps["is_clear"].astype(bool) & ((low > 0) | (high < 0))]


def _gap(row: dict[str, Any]) -> dict[str, Any]:
    low, high = row["absolute_lower"], row["absolute_upper"]
    near = row["reference_value"] + (low if low > 0 else high)
    figures = row["value"], row["reference_value"], near
    score = least_size(*figures, row["value_type"], row["unit"])
    return {**row, "kind": "gap", "score": score}


def _comparison(row: dict[str, Any]) -> dict[str, Any]:
    theirs = row["benchmark_value"]
    near = row["lower_ci"] if row["value"] > theirs else row["upper_ci"]
    return {
        **row,
        "area_code": row["place_code"],
        "area_name": row["place_name"],
        "kind": "comparison",
        "group_kind": "",
        "edition": "",
        "score": least_size(row["value"], theirs, near, row["value_type"], row["unit"]),
    }
