"""Questions about gaps, worked out again row by row."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

from insight.store import Store, queries
from tests.insight.store.queries.slow import Rows, Slow, assert_same, named

SERIES = ("indicator_id", "edition", "group_kind")
ABOUT = ("topic", "clinical_area", "unit", "value_type", "polarity", "decimal_places")
FIGURE_OF_GAP = ("indicator_id", "area_code", "period_start_date")


def when(row: dict[str, Any]) -> tuple[Any, Any]:
    return row["period_end_date"], row["period_start_date"]


def gap_row(table: Slow, row: dict[str, Any]) -> dict[str, Any]:
    area = table.area[row["area_code"]]
    return {
        **row,
        "gap_refusal": row["gap_refusal"] or "",
        "slope_refusal": row["slope_refusal"] or "",
        "area_name": area["area_name"],
        "area_type": area["area_type"],
        "group_name": table.group[row["group_id"]]["group_name"],
        "reference_group_name": table.group[row["reference_group_id"]]["group_name"],
    }


def latest(rows: Iterable[dict[str, Any]]) -> Rows:
    """Of each indicator, area and kind the rows of the last period, whatever their edition."""
    found: dict[tuple[Any, ...], Rows] = {}
    for row in rows:
        found.setdefault((row["indicator_id"], row["area_code"], row["group_kind"]), []).append(row)
    return [
        row
        for same in found.values()
        for row in same
        if when(row) == max(when(one) for one in same)
    ]


def about(table: Slow, row: dict[str, Any]) -> dict[str, Any]:
    indicator = table.indicator[row["indicator_id"]]
    return named(indicator, "plain_name", "indicator_name", *ABOUT)


def all_series(table: Slow) -> set[tuple[str, str, str]]:
    return {(r["indicator_id"], r["edition"], r["group_kind"]) for r in table.tables["inequality"]}


def test_inequality_measures(store: Store, table: Slow) -> None:
    rows = []
    for series in all_series(table):
        found = [r for r in table.tables["inequality"] if tuple(r[n] for n in SERIES) == series]
        with_gap = [row for row in found if row["absolute_gap"] is not None]
        indicator = table.indicator[series[0]]
        rows.append(
            {
                **named(indicator, "indicator_id", "plain_name", *ABOUT),
                "group_kind": series[2],
                "edition": series[1],
                "unit_of_analysis": found[0]["unit_of_analysis"],
                "area_count": len({row["area_code"] for row in with_gap}),
                "latest_period_label": max(with_gap or found, key=when)["period_label"],
            }
        )
    rows.sort(key=lambda row: row["edition"], reverse=True)
    rows.sort(key=lambda row: (row["plain_name"], row["indicator_id"], row["group_kind"]))
    assert_same(queries.inequality_measures(store), rows)


def test_one_unit_is_grouped_within_a_series(table: Slow) -> None:
    """`inequality_measures` says one unit for a series, so a series must have only one."""
    units: dict[tuple[str, ...], set[str]] = {}
    for row in table.tables["inequality"]:
        units.setdefault(tuple(row[n] for n in SERIES), set()).add(row["unit_of_analysis"])
    assert {len(found) for found in units.values()} == {1}


def test_group_figures(store: Store, table: Slow) -> None:
    asked = 0
    for indicator_id, edition, kind in sorted(all_series(table))[::5]:
        chosen = [
            row
            for row in table.tables["group_figure"]
            if tuple(row[name] for name in SERIES) == (indicator_id, edition, kind)
        ]
        for area in sorted({row["area_code"] for row in chosen})[:2]:
            rows = []
            for row in chosen:
                if row["area_code"] != area:
                    continue
                group = table.group[row["group_id"]]
                whole = {**row, **group, "refusal": row["refusal"] or ""}
                names = [*list(row)[:5], "group_name", "kind", "sort_order", *list(row)[5:]]
                rows.append(named(whole, *names))
            rows.sort(key=lambda row: (*when(row), row["sort_order"], row["group_id"]))
            assert_same(queries.group_figures(store, indicator_id, area, kind, edition), rows)
            asked += 1
    assert asked


def test_inequalities(store: Store, table: Slow) -> None:
    for series in sorted(all_series(table)):
        indicator_id, edition, kind = series
        rows = [
            gap_row(table, row)
            for row in table.tables["inequality"]
            if tuple(row[name] for name in SERIES) == series
        ]
        rows.sort(key=lambda row: (row["area_name"], row["area_code"], *when(row)))
        assert_same(queries.inequalities(store, indicator_id, kind, edition), rows)


def test_gap_changes(store: Store, table: Slow) -> None:
    for series in sorted(all_series(table)):
        indicator_id, edition, kind = series
        rows = [
            {
                **row,
                "reason": row["reason"] or "",
                **named(table.area[row["area_code"]], "area_name", "area_type"),
            }
            for row in table.tables["gap_change"]
            if tuple(row[name] for name in SERIES) == series
        ]
        rows.sort(key=lambda row: (row["area_name"], row["area_code"]))
        assert_same(queries.gap_changes(store, indicator_id, kind, edition), rows)
        assert rows


@pytest.mark.parametrize("clinical_area", ["smoking", "hypertension", "asthma", "oral-health"])
def test_clinical_area_gaps(clinical_area: str, store: Store, table: Slow) -> None:
    rows = [
        {**gap_row(table, row), **about(table, row)}
        for row in latest(table.tables["inequality"])
        if table.area[row["area_code"]]["area_type"] == "system"
        and table.indicator[row["indicator_id"]]["clinical_area"] == clinical_area
    ]
    rows.sort(key=lambda row: row["edition"], reverse=True)
    rows.sort(key=lambda row: (row["plain_name"], row["indicator_id"], row["group_kind"]))
    assert_same(queries.clinical_area_gaps(store, clinical_area), rows)


@pytest.mark.parametrize("limit", [None, 5])
def test_strongest_inequalities(limit: int | None, store: Store, table: Slow) -> None:
    rows = []
    for row in latest(table.tables["inequality"]):
        kind = table.area[row["area_code"]]["area_type"]
        if kind not in ("system", "place") or row["absolute_lower"] is None:
            continue
        by_deprivation = row["group_kind"] not in ("ethnic_group", "sex")
        if by_deprivation and table.indicator[row["indicator_id"]]["rests_on_deprivation"]:
            continue
        ratio = row["relative_gap"]
        rows.append(
            {
                **gap_row(table, row),
                **about(table, row),
                "relative_size": None if ratio is None else max(ratio, 1 / ratio),
                "absolute_size": abs(row["absolute_gap"]) / abs(row["reference_value"])
                if row["reference_value"]
                else None,
                "doubt": table.doubt(*(row[name] for name in FIGURE_OF_GAP)),
            }
        )
    rows.sort(key=lambda row: row["edition"], reverse=True)
    rows.sort(
        key=lambda row: (
            not row["is_clear"],
            -(row["relative_size"] or 0),
            -(row["absolute_size"] or 0),
            row["indicator_id"],
            row["area_code"],
            row["group_kind"],
        )
    )
    assert_same(queries.strongest_inequalities(store, limit), rows[:limit])
    assert rows[0]["is_clear"]
