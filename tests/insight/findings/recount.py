"""How many comparisons and gaps were tested, counted again from the tables row by row."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import Any

from insight.reference.catalogue import ClinicalArea
from insight.reference.groups import GAP_KINDS
from tests.insight.language.sentences.true_gaps import KEY, is_clear
from tests.insight.store.queries.slow import Period, Rows, Slow

Row = dict[str, Any]
PEOPLE_THEMSELVES = ("ethnic_group", "sex")


def comparisons_made(
    table: Slow, indicator_ids: Iterable[str], benchmark: str, confidence: float, **of: Any
) -> int:
    """Figures of Places that can be tested against a benchmark. of: see `figure_is_tested`."""
    return sum(
        figure_is_tested(table, each, place, benchmark, confidence, **of)
        for each in indicator_ids
        for place in table.members("place")
    )


def figure_is_tested(
    table: Slow,
    indicator_id: str,
    place: str,
    benchmark: str,
    confidence: float,
    own_period: bool = True,
) -> bool:
    """Whether a Place's latest figure has an interval and a benchmark's figure to test it by.

    own_period: the latest of the Place itself; else the latest of any Place.
    """
    areas = (place,) if own_period else tuple(table.members("place"))
    period = _latest_period(table, indicator_id, areas)
    if period is None:
        return False
    if table.doubt(indicator_id, place, period[0]):
        return False  # before it has been checked
    figure = table.figure(indicator_id, place, period)
    ends = [figure[name] for name in ("value", "lower_ci", "upper_ci")]
    reference = _reference(table, indicator_id, benchmark, place, period)
    if any(each is None for each in (*ends, reference)):
        return False
    # The log odds of none or of all are endless, so a 95% interval cannot be widened.
    is_share = table.indicator[indicator_id]["value_type"] == "percentage"
    return not (is_share and confidence > 0.95 and ends[0] in (0.0, 100.0))


def key_tests_made(table: Slow, area_code: str, benchmark: str, confidence: float) -> int:
    """The differences that key findings are picked from: of every area ('') or of one Place."""
    judged = {
        each
        for each, row in table.indicator.items()
        if row["polarity"] != "no_judgement" and row["topic"] != "who lives here"
    }
    places = [area_code] if area_code else table.members("place")
    figures = sum(
        figure_is_tested(table, each, place, benchmark, confidence)
        for each in judged
        for place in places
    )
    areas = places if area_code else [*places, *table.members("system")]
    tested = [
        row
        for area in areas
        for each in judged
        for row in latest_gaps(table, each, area)
        if is_tested(row) and not _is_built_in(table, row)
    ]
    ways: dict[str, tuple[str, str]] = {}
    for row in tested:
        way = (row["group_kind"], row["edition"])
        known = ways.setdefault(row["indicator_id"], way)
        ways[row["indicator_id"]] = min(known, way, key=_preference)
    return figures + sum(
        (row["group_kind"], row["edition"]) == ways[row["indicator_id"]] for row in tested
    )


def care_gaps(table: Slow, area: ClinicalArea, area_code: str, edition: str) -> Rows:
    """The gap each measure of a clinical area is told by, where it has one."""
    with_figures = {indicator_id for indicator_id, _ in table.figures}
    found = []
    for each in (*area.measures, *area.background):
        given = [row for row in latest_gaps(table, each, area_code) if is_given(row)]
        if each in with_figures and given:
            found.append(
                min(
                    given,
                    key=lambda row: (
                        row["edition"] not in (edition, "none"),
                        GAP_KINDS.index(row["group_kind"]),
                    ),
                )
            )
    return found


def latest_gaps(table: Slow, indicator_id: str, area_code: str) -> Rows:
    """An area's gap rows of an indicator: of each kind of groups the latest period's."""
    rows = _gaps(table).get((indicator_id, area_code), [])
    latest = {
        kind: max(_when(row) for row in rows if row["group_kind"] == kind)
        for kind in {row["group_kind"] for row in rows}
    }
    return [row for row in rows if _when(row) == latest[row["group_kind"]]]


def is_given(row: Row) -> bool:
    return row["absolute_gap"] is not None


def is_tested(row: Row) -> bool:
    return row["absolute_lower"] is not None and row["absolute_upper"] is not None


def clear_count(table: Slow, rows: Sequence[Row]) -> int:
    """How many of these gaps pass their test, made again from the figures of the groups."""
    return sum(_is_clear(table, row) for row in rows)


def _is_clear(table: Slow, row: Row) -> bool:
    return is_clear(row, _groups(table)[tuple(row[name] for name in KEY)])


@lru_cache(maxsize=1)
def _gaps(table: Slow) -> dict[tuple[str, str], Rows]:
    """Gap rows by indicator and area."""
    found: dict[tuple[str, str], Rows] = {}
    for row in table.tables["inequality"]:
        found.setdefault((row["indicator_id"], row["area_code"]), []).append(row)
    return found


@lru_cache(maxsize=1)
def _groups(table: Slow) -> dict[tuple[Any, ...], dict[str, tuple[float, float]]]:
    """Value and standard error of each group, by what they are set against each other in."""
    found: dict[tuple[Any, ...], dict[str, tuple[float, float]]] = {}
    for row in table.tables["group_figure"]:
        value, error = (
            math.nan if row[name] is None else row[name] for name in ("value", "standard_error")
        )
        found.setdefault(tuple(row[name] for name in KEY), {})[row["group_id"]] = (value, error)
    return found


def _is_built_in(table: Slow, row: Row) -> bool:
    """Whether a gap by deprivation is of a measure made from deprivation."""
    rests = table.indicator[row["indicator_id"]]["rests_on_deprivation"]
    return bool(rests) and row["group_kind"] not in PEOPLE_THEMSELVES


def _preference(way: tuple[str, str]) -> tuple[int, list[int]]:
    kind, edition = way
    return GAP_KINDS.index(kind), [-ord(letter) for letter in edition]


@cache
def _latest_period(table: Slow, indicator_id: str, areas: tuple[str, ...]) -> Period | None:
    return next(iter(table.periods(indicator_id, areas)), None)


@cache
def _reference(
    table: Slow, indicator_id: str, benchmark: str, place: str, period: Period
) -> float | None:
    own = table.own_benchmark(indicator_id, benchmark)
    return None if own is None else table.benchmark(indicator_id, own, place, period)[0]


def _when(row: Row) -> tuple[Any, Any]:
    return row["period_end_date"], row["period_start_date"]
