"""The take-away menu costs a page nothing until it is opened, and then offers every file."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

MENU = """
from insight.store import queries
from insight.visual import charts
from pages import data
from pages.ui import downloads

frame = data.query(queries.core20_people, edition="2025")
downloads.menu("core20", "Finding", frame, chart=charts.core20_bars(frame), alt="Bars")
downloads.board_pack()
"""


@pytest.fixture
def page(small_folder: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("INSIGHT_STORES", str(small_folder))
    return AppTest.from_string(MENU, default_timeout=30)


def test_an_unopened_menu_is_one_element_and_draws_nothing(page: AppTest) -> None:
    page.run()
    assert not page.exception
    assert len(page.main.children) == 2
    assert not page.get("download_button") and not page.get("code")


def test_an_opened_menu_offers_files_a_citation_and_a_link(page: AppTest) -> None:
    page.run()
    page.session_state["away-core20"] = True
    page.session_state["pack-"] = True
    page.run()
    assert not page.exception
    labels = [button.label for button in page.get("download_button")]
    assert labels == ["Picture (PNG)", "Drawing (SVG)", "Table (CSV)", "Workbook (XLSX)"]
    assert "Finding." in page.code[0].value and "build small" in page.code[0].value
    assert [button.label for button in page.button] == ["Make the PDF", "Make the PowerPoint"]


def test_a_pack_is_made_when_asked_and_then_offered(page: AppTest) -> None:
    page.run()
    page.session_state["pack-"] = True
    page.run()
    page.button[1].click().run()
    assert not page.exception
    assert "Save the PowerPoint" in [each.label for each in page.get("download_button")]
