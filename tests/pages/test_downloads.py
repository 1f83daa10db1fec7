"""The take-away menu costs a page nothing until it is opened, and then offers every file."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from insight.export.fonts import fonts

MENU = """
from insight.findings.core20 import core20_people
from pages import data
from pages.ui import downloads

downloads.menu(data.shared(core20_people, edition="2025"))
downloads.board_pack()
"""
FILES = ["Picture (PNG)", "Drawing (SVG)", "Table (CSV)", "Workbook (XLSX)"]
AWAY = "away-core20"
PACK = "pack-E54000008"


@pytest.fixture
def page(small_folder: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("INSIGHT_STORES", str(small_folder))
    return AppTest.from_string(MENU, default_timeout=30)


def offered(app: AppTest) -> list[str]:
    return [each.label for each in app.get("download_button")]


def opened(app: AppTest, *keys: str) -> AppTest:
    """The page with these menus open."""
    app.run()
    for key in keys:
        app.session_state[key] = True
    return app.run()


def test_an_unopened_menu_is_one_element_and_draws_nothing(page: AppTest) -> None:
    page.run()
    assert not page.exception
    assert len(page.main.children) == 2
    assert not page.get("download_button") and not page.get("code")


def test_an_opened_menu_offers_every_file_once_a_citation_and_a_link(page: AppTest) -> None:
    opened(page, AWAY, PACK)
    assert not page.exception
    assert offered(page) == FILES
    assert "most deprived fifth" in page.code[0].value and "build small" in page.code[0].value
    assert [button.label for button in page.button] == ["Make the PDF", "Make the PowerPoint"]


def test_without_fonts_pictures_are_not_offered_and_the_page_says_why(
    page: AppTest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for setting in ("XDG_DATA_HOME", "XDG_DATA_DIRS"):
        monkeypatch.setenv(setting, str(tmp_path))
    fonts.cache_clear()
    try:
        opened(page, AWAY)
    finally:
        fonts.cache_clear()
    assert not page.exception
    assert "fonts-liberation" in page.warning[0].value
    assert offered(page) == FILES[2:]


@pytest.mark.slow
def test_a_pack_is_made_when_asked_and_then_offered(page: AppTest) -> None:
    opened(page, PACK)
    page.button[1].click().run()
    assert not page.exception
    assert "Save the PowerPoint" in offered(page)
