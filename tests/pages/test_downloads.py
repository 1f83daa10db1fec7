"""The take-away menu costs a page nothing until it is opened, and then offers every file."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from insight import summaries
from insight.export.fonts import fonts
from insight.store import Store
from pages.ui import downloads

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
    assert labels == ["Picture (PNG)", "Drawing (SVG)", "Workbook (XLSX)"]
    assert "Finding." in page.code[0].value and "build small" in page.code[0].value
    assert [button.label for button in page.button] == ["Make the PDF", "Make the PowerPoint"]


def test_without_fonts_pictures_are_not_offered_and_the_page_says_why(
    page: AppTest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for setting in ("XDG_DATA_HOME", "XDG_DATA_DIRS"):
        monkeypatch.setenv(setting, str(tmp_path))
    fonts.cache_clear()
    try:
        page.run()
        page.session_state["away-core20"] = True
        page.run()
    finally:
        fonts.cache_clear()
    assert not page.exception
    assert "fonts-liberation" in page.warning[0].value
    assert [button.label for button in page.get("download_button")] == ["Workbook (XLSX)"]


def test_a_table_as_csv_says_which_build_it_is_of(small_store: Store) -> None:
    frame = summaries.compared(small_store, "smoking")
    text = downloads.table(small_store, frame).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == len(frame) > 0
    assert {row["Build"] for row in rows} == {small_store.build_id}
    assert [float(row["Figure"] or "nan") for row in rows] == pytest.approx(
        list(frame["value"]), nan_ok=True
    )


def test_a_pack_is_made_when_asked_and_then_offered(page: AppTest) -> None:
    page.run()
    page.session_state["pack-"] = True
    page.run()
    page.button[1].click().run()
    assert not page.exception
    assert "Save the PowerPoint" in [each.label for each in page.get("download_button")]
