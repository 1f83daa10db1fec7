"""Every page on a small store, on an empty one and without one; links good, odd and hostile."""

from __future__ import annotations

import logging
import re
from pathlib import Path

import pandas as pd
import pytest

from insight import settings
from insight.store import Store, queries
from insight.store.cache import LruCache
from pages import data
from tests.pages.conftest import PAGES, TEAM_PAGES, Run, banner_links, markup

HALTON = "E06000006"
HOSTILE = "<script>alert(1)</script>"
EVERY_INDICATOR = [
    "claimants",
    "digital-exclusion",
    "female-life",
    "fuel-poverty",
    "gp",
    "loneliness",
    "msoa-life",
    "register",
    "residents-by-age",
    "smi-checks",
    "smoking",
]


def headings(text: str) -> list[str]:
    """What the page's h1 elements say."""
    return [part.split(">", 1)[1].split("</h1>")[0] for part in text.split("<h1")[1:]]


@pytest.mark.parametrize("page", PAGES)
def test_every_page_has_one_title_and_its_frame(open_page: Run, page: str) -> None:
    app = open_page(page)
    text = markup(app)
    assert len(headings(text)) == 1
    assert "Cheshire and Merseyside insight" in text
    assert "Deprivation: 2025 edition" in text
    assert "build small" in text
    assert "Open Government Licence v3.0" in text
    links = [name for name, _ in banner_links(app)]
    assert links[:5] == ["Figures", "People's voice", "Insight report", "About the data", "Team"]


@pytest.mark.parametrize("page", PAGES)
def test_every_page_offers_its_figures_as_csv_and_a_link(open_page: Run, page: str) -> None:
    app = open_page(page)
    downloads = app.get("download_button")
    # What people said one by one is for reading on the page, and never for taking away.
    assert bool(downloads) is (page not in TEAM_PAGES)
    assert markup(app).count("Link to this view") == len(downloads)


@pytest.mark.parametrize("page", PAGES)
def test_every_page_is_calm_when_the_store_is_empty(
    open_page: Run, page: str, empty_folder: Path
) -> None:
    text = markup(open_page(page, folder=empty_folder))
    assert len(headings(text)) == 1
    calm = {"comments": "No comment was found", "safeguarding": "None now", "about": ""}
    assert calm.get(page, "Nothing to show yet") in text


@pytest.mark.parametrize("page", PAGES)
def test_every_page_says_what_to_do_when_there_is_no_store(
    open_page: Run, page: str, tmp_path: Path
) -> None:
    text = markup(open_page(page, folder=tmp_path / "nowhere"))
    assert headings(text) == ["No figures yet"]
    assert "python -m etl build" in text


@pytest.mark.parametrize(("edition", "is_shown"), [("team", True), ("public", False)])
def test_how_many_comments_came_in_is_for_staff(
    open_page: Run,
    real_store_folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    edition: str,
    is_shown: bool,
) -> None:
    """Less those counted elsewhere, it would say how many suggest a risk of harm."""
    monkeypatch.setenv("INSIGHT_EDITION", edition)
    app = open_page("about", folder=real_store_folder)
    text = re.sub(r"<[^>]+>", " ", markup(app))
    row = text[text.index("data/demonstration/feedback.csv") :][:300]
    assert ("1,510" in row) is is_shown
    assert ("not shown" in row) is not is_shown


def test_a_failing_page_says_sorry_and_logs_why(
    open_page: Run, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(store: Store) -> pd.DataFrame:
        raise RuntimeError("the figures fell over")

    monkeypatch.setattr(queries, "sources", broken)
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


def test_a_link_may_name_an_indicator_by_its_id(open_page: Run) -> None:
    app = open_page("indicator", indicator="claimants")
    assert headings(markup(app)) == ["People claiming benefits"]


@pytest.mark.parametrize(
    ("page", "name"), [("place", "place"), ("indicator", "indicator"), ("overview", "shape")]
)
@pytest.mark.parametrize("value", ["nowhere", "", "0", HOSTILE, "../../etc/passwd", "x" * 5000])
def test_a_link_to_something_unknown_shows_the_first_and_says_so(
    open_page: Run, page: str, name: str, value: str
) -> None:
    text = markup(open_page(page, **{name: value}))
    assert "that is not here" in text
    assert "nowhere" not in text
    assert HOSTILE not in text


@pytest.mark.parametrize(
    ("page", "names"),
    [
        ("overview", ["edition", "shape", "area"]),
        ("place", ["place", "benchmark", "edition", "find", "rank", "area"]),
        ("indicator", ["indicator", "period", "benchmark", "order", "in", "area"]),
        ("about", ["anything"]),
    ],
)
def test_hostile_choices_never_reach_the_page_as_markup(
    open_page: Run, page: str, names: list[str]
) -> None:
    assert HOSTILE not in markup(open_page(page, **dict.fromkeys(names, HOSTILE)))


@pytest.mark.parametrize("indicator_id", EVERY_INDICATOR)
def test_every_kind_of_indicator_has_a_page(
    open_page: Run, small_store: Store, indicator_id: str
) -> None:
    about = queries.indicator(small_store, indicator_id)
    text = markup(open_page("indicator", indicator=indicator_id))
    assert headings(text) == [about["plain_name"]]
    assert "What this figure means" in text
    assert "What is counted." in text
    assert '<table class="figures' in text


def test_every_indicator_of_the_small_store_is_tried(small_store: Store) -> None:
    listed = set(queries.indicators(small_store)["indicator_id"])
    assert listed - set(EVERY_INDICATOR) == {"residents-by-ethnic-group", "residents-disabled"}


def test_charts_and_maps_have_words_for_those_who_do_not_see_them(open_page: Run) -> None:
    app = open_page("indicator", indicator="smoking")
    charts = app.get("plotly_chart")
    assert len(charts) == 2
    for chart in charts:
        assert "Adults who smoke" in chart.proto.alt


def test_another_period_changes_the_comparison(open_page: Run) -> None:
    app = open_page("indicator", indicator="smoking")
    latest = markup(app)
    app.selectbox(key="period").select("2016").run()
    assert not app.exception
    assert ", nine Places, 2016" in markup(app)
    assert ", nine Places, 2016" not in latest


def test_a_period_the_next_indicator_lacks_gives_way_to_its_latest(open_page: Run) -> None:
    app = open_page("indicator", indicator="smoking", period="2016")
    other = next(each for each in app.selectbox(key="indicator").options if "benefits" in each)
    app.selectbox(key="indicator").select(other).run()
    assert not app.exception
    assert app.selectbox(key="period").value == "2025-01-01/2025-12-31"


def test_searching_neighbourhoods_keeps_those_that_match_every_word(open_page: Run) -> None:
    app = open_page("place", place="Halton")
    assert "4 neighbourhoods of 4 in Halton." in markup(app)
    app.text_input(key="find").set_value("HALTON 003").run()
    assert "1 neighbourhood of 4 in Halton." in markup(app)
    app.text_input(key="find").set_value("[a(").run()
    assert "Nothing found" in markup(app)


def test_the_map_sends_figures_and_no_shapes(open_page: Run) -> None:
    app = open_page("overview")
    (drawn,) = app.get("bidi_component")
    sent = str(drawn.proto)
    assert "app/static/maps/b.json" in sent
    assert "M10 0l10" not in sent


def test_a_map_without_its_file_says_so(
    open_page: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "No map" not in markup(open_page("overview"))
    monkeypatch.setattr(settings, "MAPS", tmp_path)
    monkeypatch.setattr(data, "stores", LruCache(2))
    assert "No map" in markup(open_page("overview"))
