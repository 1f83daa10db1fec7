"""Questions about subjects, worked out again row by row."""

from __future__ import annotations

from typing import Any

import pytest

from insight.store import Store, queries
from tests.insight.small_store import ENGLAND
from tests.insight.store.queries.slow import EVERYONE, Slow, assert_same, named, slow

ABOUT = (
    "indicator_id",
    "plain_name",
    "unit",
    "value_type",
    "polarity",
    "decimal_places",
    "source_id",
    "caveat",
)
NO_DATES = {"period_label": None, "period_start_date": None, "period_end_date": None}
NO_FIGURE = {"value": None, "lower_ci": None, "upper_ci": None, "benchmark_value": None}


def test_subjects(store: Store, table: Slow) -> None:
    rows = sorted(table.tables["subject"], key=lambda row: (row["sort_order"], row["subject_id"]))
    assert_same(queries.subjects(store), rows)


def test_subject_links(store: Store, table: Slow) -> None:
    names = {
        "indicator": {key: row["plain_name"] for key, row in table.indicator.items()},
        "theme": {row["theme_id"]: row["plain_name"] for row in table.tables["theme"]},
        "group": {row["group_id"]: row["group_name"] for row in table.tables["heard_group"]},
    }
    rows = [
        {**row, "linked_name": names[row["kind"]].get(row["linked_id"])}
        for row in table.tables["subject_link"]
    ]
    order = ("subject_id", "kind", "sort_order", "linked_id")
    rows.sort(key=lambda row: tuple(row[name] for name in order))
    assert_same(queries.subject_links(store), rows)


def latest(table: Slow, indicator_id: str, area: str) -> dict[str, Any]:
    """The area's latest figure with England's beside it, or why there is none."""
    periods = table.periods(indicator_id, [area])
    if not periods:
        note = {"value_note": "not published for this area", "doubt": ""}
        return {**NO_DATES, **NO_FIGURE, **note}
    start, end = periods[0]
    own = table.of(indicator_id)[area, start, end]
    england = table.of(indicator_id).get((ENGLAND, start, end))
    return {
        **named(own, *NO_DATES, "value", "lower_ci", "upper_ci"),
        "benchmark_value": england["value"] if england else None,
        "value_note": own["value_note"] or "",
        "doubt": table.doubt(indicator_id, area, start),
    }


def test_subject_figures(store: Store, table: Slow) -> None:
    areas = [table.area[code] for kind in ("place", "system") for code in table.members(kind)]
    links = [row for row in table.tables["subject_link"] if row["kind"] == "indicator"]
    rows = [
        {
            "subject_id": link["subject_id"],
            "link_order": link["sort_order"],
            **named(area, "area_code", "area_name", "area_type"),
            **named(table.indicator[link["linked_id"]], *ABOUT),
            **latest(table, link["linked_id"], area["area_code"]),
        }
        for link in links
        for area in areas
    ]
    order = ("subject_id", "area_name", "link_order", "indicator_id")
    rows.sort(key=lambda row: tuple(row[name] for name in order))
    assert_same(queries.subject_figures(store), rows)
    assert any(row["value"] is not None for row in rows)


@pytest.mark.parametrize("themes", [None, ["housing", "any"], []])
def test_theme_voices(themes: list[str] | None, small_store: Store, small_table: Slow) -> None:
    tables = small_table.tables
    theme = {row["theme_id"]: row["plain_name"] for row in tables["theme"]}
    group = {row["group_id"]: row["group_name"] for row in tables["heard_group"]}
    rows = [
        {
            **named(row, "area_code", "group_id", "theme_id"),
            "theme_name": theme.get(row["theme_id"], ""),
            "group_name": group.get(row["group_id"], ""),
            **named(row, "state", "comment_count", "mood", "organisation_count"),
            "dominant_organisation": row["dominant_organisation"] or "",
            **named(row, "machine_pct", "is_demonstration"),
        }
        for row in tables["voice_cell"]
        if row["period_label"] == "all time"
        and row["state"] != "too few"
        and (themes is None or row["theme_id"] in themes)
    ]
    rows.sort(key=lambda row: (row["area_code"], row["group_id"], row["theme_id"]))
    found = queries.theme_voices(small_store, themes)
    if rows:
        assert_same(found, rows)
    assert len(found) == len(rows)
    assert EVERYONE in set(found["group_id"]) or themes == []


@pytest.fixture
def small_table(small_store: Store) -> Slow:
    return slow(small_store)
