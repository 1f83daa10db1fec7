"""The panel's shape: every kind beside the census, and no count that may not be shown."""

from __future__ import annotations

import re

import pytest

from insight.analysis.voices.panel_shape import PanelShape, panel_shape
from insight.findings import Finding
from insight.findings.citizens_panel import KIND_NAMES, citizens_panel
from insight.store import Store
from tests.insight.findings.tables import blank_cells


@pytest.fixture
def shape(small_store: Store) -> PanelShape:
    found = panel_shape(small_store)
    assert found is not None
    return found


@pytest.fixture
def panel(small_store: Store) -> Finding:
    found = citizens_panel(small_store)
    assert found is not None
    return found


def test_each_kind_and_category_has_a_row(panel: Finding, shape: PanelShape) -> None:
    expected = zip(shape.rows["kind"].map(KIND_NAMES), shape.rows["category_name"], strict=True)
    assert [row[:2] for row in panel.table.texts] == list(expected)
    assert f"The panel has {shape.member_count} members" in panel.sentence
    assert blank_cells(panel) == []
    assert panel.is_demonstration


def test_no_hidden_count_is_said_anywhere(panel: Finding, shape: PanelShape) -> None:
    is_hidden = shape.rows["state"] != "shown"
    assert is_hidden.any()
    for row, is_secret in zip(panel.table.texts, is_hidden, strict=True):
        if is_secret:
            assert "ewer than 10, or none" in row[2] or "Not shown" in row[2]
            assert "member" not in row[2]
            assert not re.search(r"\d", row[2].replace("10", ""))
    hidden = panel.table.values[is_hidden.to_numpy()]
    assert hidden[["member_count", "panel_pct", "difference", "weighted_pct"]].isna().all(axis=None)


def test_a_share_is_drawn_on_the_scale_of_its_kind(panel: Finding, shape: PanelShape) -> None:
    drawn = 0
    for row, cells in zip(shape.rows.itertuples(), panel.table.rows, strict=True):
        if cells[2].drawing and row.census_pct == row.census_pct:
            kind = shape.rows[shape.rows["kind"] == row.kind]
            most = 1.1 * kind[["panel_pct", "census_pct"]].max(axis=None)
            place = round(6 + row.census_pct / most * 108, 1)  # 108 wide, 6 in from the edge
            assert f"d='M{place} " in cells[2].drawing
            drawn += 1
    assert drawn >= 10


def test_without_a_panel_there_is_nothing_to_find(empty_store: Store) -> None:
    assert citizens_panel(empty_store) is None
