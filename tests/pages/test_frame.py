"""The look: one home for colours, one style sheet, one list of pages."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from insight.visual import style
from pages.shell import frame, not_found
from tests import pages_listed
from tests.pages.conftest import PAGES, PROJECT, Run, banner_links

CONFIG = tomllib.loads((PROJECT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
CSS = frame.CSS.read_text(encoding="utf-8")


def test_the_theme_repeats_the_colours_of_style() -> None:
    theme = CONFIG["theme"]
    assert {name: colour for name, colour in theme.items() if str(colour).startswith("#")} == {
        "primaryColor": style.NHS_BLUE,
        "linkColor": style.NHS_BLUE,
        "backgroundColor": style.PAGE,
        "secondaryBackgroundColor": style.PANEL,
        "textColor": style.TEXT,
        "borderColor": theme["borderColor"],
    }


def test_the_style_sheet_names_no_colour_of_its_own() -> None:
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b|rgba?\(", CSS) == []


def test_every_colour_the_style_sheet_uses_is_handed_over() -> None:
    used = set(re.findall(r"var\(--([a-z0-9-]+)\)", CSS))
    assert used == set(frame.COLOURS)


def test_the_style_sheet_leans_on_no_class_name_of_streamlit() -> None:
    assert "emotion" not in CSS


def test_nothing_is_fetched_from_an_outside_host() -> None:
    assert CONFIG["browser"]["gatherUsageStats"] is False
    assert "http" not in CSS
    assert "@import" not in CSS


@pytest.mark.parametrize("page", PAGES.values())
def test_a_page_is_short(page: str) -> None:
    lines = (PROJECT / page).read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 80


def test_the_front_door_is_short() -> None:
    assert len((PROJECT / "app.py").read_text(encoding="utf-8").splitlines()) <= 60


@pytest.mark.slow
@pytest.mark.parametrize(
    ("page", "here"),
    [
        ("overview", [("true", "Figures"), ("page", "Overview")]),
        ("silence_map", [("true", "People&#39;s voice"), ("page", "Silence map")]),
        ("insight_report", [("true", "Insight report")]),
    ],
)
def test_the_bar_says_where_one_is(
    open_page: Run, page: str, here: list[tuple[str, str]], tmp_path: Path
) -> None:
    app = open_page(page, folder=tmp_path)
    (bar,) = [block.proto for block in app.get("html") if "banner" in block.proto.body[:40]]
    assert re.findall(r'aria-current="(\w+)">([^<]+)<', bar.body) == here
    assert bar.unsafe_allow_javascript


@pytest.mark.slow
def test_the_bar_leads_to_every_page(open_page: Run, tmp_path: Path) -> None:
    """With no store at all, so that only the frame is asked."""
    found = {
        address for page in PAGES for _, address in banner_links(open_page(page, folder=tmp_path))
    }
    assert found == {path or "." for path in pages_listed.PATHS}


def test_every_setting_has_its_reason() -> None:
    text = (PROJECT / ".streamlit" / "config.toml").read_text(encoding="utf-8")
    for section in ("global", "server", "browser", "client", "runner", "logger"):
        for line in text.split(f"[{section}]")[1].split("\n[")[0].strip().splitlines():
            assert "#" in line, line


def test_only_addresses_that_lead_nowhere_get_the_page_that_says_so() -> None:
    """Fault 24. The list is read from the bar's, and a page left out of it would be shut."""
    assert set(not_found.PAGES) == set(pages_listed.PATHS) - {""}
    listed = not_found.page("/")
    assert all(f'href="/{path}"' in listed for path in set(not_found.PAGES) - set(not_found.TEAM))
    assert set(not_found.TEAM) == {
        path for path, file in pages_listed.PAGES.items() if file.startswith("pages/team/")
    }
