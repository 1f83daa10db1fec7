"""Every page on a small store, on an empty one and without one; links good, odd and hostile."""

from __future__ import annotations

import logging
from pathlib import Path

import pandas as pd
import pytest

from insight import settings
from insight.store import Store, queries
from insight.store.cache import LruCache
from pages import data
from tests.pages.conftest import PAGES, Run, banner_links, markup

HALTON = "E06000006"
HOSTILE = "<script>alert(1)</script>"
CHOICES = (  # of every page
    *("anything", "area", "benchmark", "by", "edition", "find", "group", "in", "indicator", "kind"),
    *("order", "period", "place", "question", "rank", "shape", "show", "status", "theme", "which"),
)


def headings(text: str) -> list[str]:
    """What the page's h1 elements say."""
    return [part.split(">", 1)[1].split("</h1>")[0] for part in text.split("<h1")[1:]]


@pytest.mark.parametrize("page", PAGES)
def test_every_page_has_one_title_its_frame_and_its_findings_to_take_away(
    open_page: Run, page: str
) -> None:
    app = open_page(page)
    text = markup(app)
    assert len(headings(text)) == 1
    assert "Cheshire and Merseyside insight" in text
    assert "Deprivation: 2025 edition" in text
    assert "build small" in text
    assert "Open Government Licence v3.0" in text
    links = [name for name, _ in banner_links(app)]
    assert links[:5] == ["Figures", "People's voice", "Insight report", "About the data", "Team"]
    menus = [each for each in app.get("popover") if each.proto.popover.label == "Take away"]
    # What people said one by one is for reading on the page, and never for taking away.
    without = {"to_read", "comments", "safeguarding", "insight_report", "releases", "check_fifty"}
    without |= {"how_to_read", "privacy"}  # words alone
    without |= {"neighbourhood"}  # before an area is chosen
    assert bool(menus) is (page not in without)
    assert not app.get("download_button"), "nothing is made before somebody asks"


@pytest.mark.parametrize("page", PAGES)
def test_every_page_is_calm_when_the_store_is_empty(
    open_page: Run, page: str, empty_folder: Path
) -> None:
    text = markup(open_page(page, folder=empty_folder))
    assert len(headings(text)) == 1
    calm = {
        "data_quality": "No figure is in doubt",
        "comments": "No comment was found",
        "safeguarding": "None now",
        "releases": "Nothing is drafted yet",
        "to_read": "Nothing here to read",
        "check_fifty": "Nothing to check",
        "about": "",
        "asked_before": "Nothing on record",
        "citizens_panel": "No panel to show",
        "how_to_read": "",
        "privacy": "",
    }
    assert calm.get(page, "Nothing to show yet") in text


@pytest.mark.parametrize("page", ["overview", "about", "comments"])
def test_a_page_says_what_to_do_when_there_is_no_store(
    open_page: Run, page: str, tmp_path: Path
) -> None:
    text = markup(open_page(page, folder=tmp_path / "nowhere"))
    assert headings(text) == ["No figures yet"]
    assert "python -m etl build" in text


def test_a_failing_page_says_sorry_and_logs_why(
    open_page: Run, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(store: Store) -> pd.DataFrame:
        raise RuntimeError("the figures fell over")

    monkeypatch.setattr(queries, "sources", broken)
    monkeypatch.setattr(data, "stores", LruCache(2))
    with caplog.at_level(logging.ERROR), pytest.raises(AssertionError, match="Sorry"):
        open_page("about")
    assert "the figures fell over" in caplog.text
    assert "The page About the data failed" in caplog.text


def test_the_header_names_the_edition_asked_for(open_page: Run) -> None:
    text = markup(open_page("overview", edition="2019"))
    assert "Deprivation: 2019 edition" in text
    assert "Core20 (2019 edition)" in text


@pytest.mark.parametrize("asked", ["Halton", HALTON])
def test_a_link_may_name_a_place_or_its_code(open_page: Run, asked: str) -> None:
    app = open_page("place", place=asked)
    assert app.selectbox(key="place").value == HALTON
    assert headings(markup(app)) == ["Halton"]


@pytest.mark.slow
def test_a_link_may_name_an_indicator_by_its_id(open_page: Run) -> None:
    app = open_page("indicator", indicator="claimants")
    assert headings(markup(app)) == ["People claiming benefits"]


@pytest.mark.parametrize(
    ("page", "name", "value"),
    [
        ("place", "place", "nowhere"),
        ("indicator", "indicator", ""),
        ("overview", "shape", "x" * 5000),
    ],
)
def test_a_link_to_something_unknown_shows_the_first_and_says_so(
    open_page: Run, page: str, name: str, value: str
) -> None:
    text = markup(open_page(page, **{name: value}))
    assert "that is not here" in text
    assert "nowhere" not in text


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES)
def test_hostile_choices_never_reach_the_page_as_markup(open_page: Run, page: str) -> None:
    assert HOSTILE not in markup(open_page(page, **dict.fromkeys(CHOICES, HOSTILE)))


@pytest.mark.slow
def test_a_period_the_next_indicator_lacks_gives_way_to_its_latest(open_page: Run) -> None:
    app = open_page("indicator", indicator="smoking", period="2016")
    other = next(each for each in app.selectbox(key="indicator").options if "benefits" in each)
    app.selectbox(key="indicator").select(other).run()
    assert not app.exception
    assert app.selectbox(key="period").value == "2025-01-01/2025-12-31"


def test_the_map_sends_figures_and_no_shapes(open_page: Run) -> None:
    app = open_page("overview")
    (drawn,) = app.get("bidi_component")
    sent = str(drawn.proto)
    assert "app/static/maps/b.json" in sent
    assert "M10 0l10" not in sent


@pytest.mark.slow
def test_a_map_without_its_file_says_so(
    open_page: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "No map" not in markup(open_page("overview"))
    monkeypatch.setattr(settings, "MAPS", tmp_path)
    monkeypatch.setattr(data, "stores", LruCache(2))
    assert "No map" in markup(open_page("overview"))
