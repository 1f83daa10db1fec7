"""Who has been heard, You said we did and Digital inclusion: full, empty, hostile, as chosen."""

from __future__ import annotations

import re
from html import escape, unescape
from pathlib import Path

import pytest

from insight.findings.responses import ROWS_SHOWN
from tests.insight.small_heard import OPEN_QUESTION, PANEL_QUESTION
from tests.insight.small_store import HALTON, LIVERPOOL, SYSTEM, build_row, small_tables
from tests.insight.small_voices import HOSTILE
from tests.pages.conftest import Run, _folder, markup

pytestmark = pytest.mark.slow

BLANK = re.compile(r"<t[dh][^>]*>\s*</t[dh]>")
# What each page says when it has everything, and when nobody was asked, heard or helped.
FULL = {
    "who_has_been_heard": ("Where people were asked and heard", "Groups asked and heard in"),
    "citizens_panel": ("What people answered", "Members by ethnic group"),
    "asked_before": ("Search before you ask again", "Known from:"),
    "you_said_we_did": ("What was said, and what came of it", "Figure to watch"),
    "digital_inclusion": ("Getting online, nine Places", "Who spoke about getting online"),
}
QUIET = {
    "who_has_been_heard": (
        "No Place has an engagement activity of its own on record",
        "No activity on record here",
    ),
    "citizens_panel": ("No survey has been loaded", "No panel to show"),
    "asked_before": ("Nothing on record",),
    "you_said_we_did": ("No responses have been loaded", "5 ideas"),
    "digital_inclusion": ("Nothing is on record", "No comments about getting online"),
}
EMPTY = {
    "who_has_been_heard": "Build the store again.",
    "citizens_panel": "No panel to show",
    "asked_before": "Nothing on record",
    "you_said_we_did": "data/templates",
    "digital_inclusion": "Load them, then build the store.",
}
REAL = {
    "who_has_been_heard": "Groups asked and heard in",
    "citizens_panel": "Members by ethnic group",
    "asked_before": "The first 12 are shown; all are in the file.",
    "you_said_we_did": f"The newest {ROWS_SHOWN} of ",
    "digital_inclusion": "Comments on being left out online: apps, online forms",
}
NOT_THERE = (
    "engagement_activity",
    "survey_result",
    "panel_member",
    "voice_cell",
    "heard_group",
    "quote",
    "resource",
    "response",
)


def words(text: str) -> str:
    """The page's words without its markup."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", text))).strip()


@pytest.fixture(scope="module")
def quiet_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small store where nobody was asked, heard or helped: five ideas are left."""
    tables = {
        name: table.head(0) if name in NOT_THERE else table
        for name, table in small_tables().items()
    }
    tables["idea"] = tables["idea"].assign(is_demonstration=False)
    tables["build"] = build_row().assign(build_id="quiet")
    return _folder(tmp_path_factory.mktemp("quiet-stores"), tables)


@pytest.fixture(scope="module")
def spoken_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small store as if real people had said, asked and done all of it."""
    tables = {
        name: table.assign(is_demonstration=False) if "is_demonstration" in table else table
        for name, table in small_tables().items()
    }
    tables["build"] = build_row().assign(build_id="spoken")
    return _folder(tmp_path_factory.mktemp("spoken-stores"), tables)


@pytest.mark.parametrize("place", [SYSTEM, HALTON])
@pytest.mark.parametrize("page", FULL)
def test_everything_is_drawn_and_words_of_others_are_text(
    open_page: Run, page: str, place: str
) -> None:
    app = open_page(page, place=place)
    text = markup(app)
    for said in FULL[page] if place == SYSTEM else ():
        assert said in words(text)
    if page not in ("who_has_been_heard", "citizens_panel"):  # there are no words of others there
        assert escape(HOSTILE[:8]) in text
    assert HOSTILE not in text and "<b>Say</b>" not in text and "<script>alert" not in text
    assert not any(HOSTILE[:8] in str(each.value) for each in app.markdown)
    assert BLANK.search(text) is None
    assert 'class="demonstration"' in text


@pytest.mark.parametrize("page", FULL)
def test_a_build_without_voices_and_an_empty_one_are_calm(
    open_page: Run, page: str, quiet_folder: Path, empty_folder: Path
) -> None:
    quiet = markup(open_page(page, folder=quiet_folder))
    for said in QUIET[page]:
        assert said in words(quiet)
    assert 'class="demonstration"' not in quiet and quiet.count("<h1") == 1
    empty = markup(open_page(page, folder=empty_folder))
    assert EMPTY[page] in empty
    assert ("Nothing to show yet" in empty) is (page not in ("citizens_panel", "asked_before"))
    assert empty.count("<h1") == 1


@pytest.mark.parametrize("page", FULL)
def test_what_real_people_said_is_no_demonstration(
    open_page: Run, page: str, spoken_folder: Path
) -> None:
    text = markup(open_page(page, folder=spoken_folder))
    assert FULL[page][0] in words(text)
    for said in ('class="demonstration"', "Demonstration.", "in the demonstration"):
        assert said not in text


def test_who_has_been_heard_follows_the_search_and_the_question(open_page: Run) -> None:
    """What one page once held: links to it lead on to where its parts are now."""
    app = open_page("who_has_been_heard", find="CARERS")
    text = words(markup(app))
    assert app.query_params["find"] == "CARERS"
    assert "Known from: The framework." in text and "Maternity" not in text
    app.text_input(key="find").set_value("[a(").run()
    assert "Nothing on record" in markup(app)
    text = words(markup(open_page("who_has_been_heard", question=f"open|{OPEN_QUESTION}")))
    assert "have no range" in text and "Members by age" in text
    panel = words(markup(open_page("citizens_panel", question=f"spring|{PANEL_QUESTION}")))
    assert "no margin of error" in panel and "Too few answers to show any share" in panel


def test_you_said_we_did_follows_place_theme_and_status(open_page: Run) -> None:
    page = "you_said_we_did"
    of_halton = markup(open_page(page, place=HALTON))
    cards = re.search(r'<ul class="loop">(.*?)</ul>', of_halton, re.S)
    assert cards is not None and cards[1].count("<li>") == 4
    assert re.search(r"half of the \d responses came within this time", of_halton)
    none = words(markup(open_page(page, place=LIVERPOOL, theme="daily-life", status="heard")))
    assert "Nothing like this was said" in none and "2 things heard" in none


def test_digital_inclusion_follows_its_choices_and_its_search(open_page: Run) -> None:
    app = open_page("digital_inclusion", place=HALTON, which="older")
    text = words(markup(app))
    assert re.search(r"Halton: \d+ of \d+ neighbourhoods? at high risk", text)
    assert "neighbourhoods with a quarter or more aged 65 or over in Halton" in text
    app = open_page("digital_inclusion", find="halton")
    homes = re.search(r'<table class="figures homes">.*?</table>', markup(app), re.S)
    assert homes is not None and "Halton" in homes[0] and "Wirral" not in homes[0]
    app.text_input(key="find").set_value("[a(").run()
    assert "Nothing found" in markup(app)


@pytest.mark.parametrize("page", FULL)
def test_the_pages_on_the_real_figures(open_page: Run, real_store_folder: Path, page: str) -> None:
    text = markup(open_page(page, folder=real_store_folder, place=HALTON, edition="2019"))
    assert BLANK.search(text) is None and 'class="demonstration"' in text
    whole = words(markup(open_page(page, folder=real_store_folder)))
    assert REAL[page] in whole
