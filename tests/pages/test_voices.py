"""'You said, we did': words as text, and what came of every answer."""

from __future__ import annotations

import re
from html import escape, unescape
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from insight.analysis.voices.responses import response_progress as measured
from insight.store import Store, queries
from pages.responses import responses
from tests.insight.small_store import HALTON, LIVERPOOL, SYSTEM, build_row, small_tables
from tests.insight.small_voices import HOSTILE
from tests.pages.conftest import Run, _folder, markup


@pytest.fixture(scope="module")
def spoken_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small store as if real people had said all of it."""
    tables = {
        name: table.assign(is_demonstration=False) if "is_demonstration" in table else table
        for name, table in small_tables().items()
    }
    tables["build"] = build_row().assign(build_id="spoken")
    return _folder(tmp_path_factory.mktemp("spoken-stores"), tables)


def words(text: str) -> str:
    """The page's words without its markup."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", text)))


@pytest.mark.parametrize("page", ["you_said_we_did"])
def test_peoples_words_are_text_and_never_markup(open_page: Run, page: str) -> None:
    app = open_page(page)
    assert escape(HOSTILE) in markup(app)
    assert HOSTILE not in markup(app)
    assert not re.search(r"<script>alert|<img src=x|<a [^>]*javascript:", markup(app))
    assert not any(HOSTILE[:8] in str(each.value) for each in app.markdown)


@pytest.mark.parametrize("page", ["you_said_we_did"])
def test_a_demonstration_says_so_and_real_words_do_not(
    open_page: Run, page: str, spoken_folder: Path
) -> None:
    assert "Nobody said this" in markup(open_page(page))
    assert "Nobody said this" not in markup(open_page(page, folder=spoken_folder))


@pytest.mark.parametrize("page", ["you_said_we_did"])
def test_an_empty_store_says_what_to_do(open_page: Run, page: str, empty_folder: Path) -> None:
    text = markup(open_page(page, folder=empty_folder))
    assert "Nothing to show yet" in text
    assert "data/templates" in text
    assert text.count("<h1") == 1


@pytest.mark.parametrize("page", ["you_said_we_did"])
def test_hostile_choices_never_reach_the_page_as_markup(open_page: Run, page: str) -> None:
    names = ["place", "group", "theme", "status", "words"]
    attack = "<script>alert(2)</script>"
    assert attack not in markup(open_page(page, **dict.fromkeys(names, attack)))


def cards(app: AppTest) -> list[str]:
    found = re.search(r'<ul class="loop">(.*?)</ul>', markup(app), re.DOTALL)
    return [words(card) for card in found[1].split("<li>")[1:]] if found else []


def test_every_answer_says_what_came_of_it(open_page: Run, small_store: Store) -> None:
    told = cards(open_page("you_said_we_did"))
    rows = queries.responses(small_store)
    assert len(told) == len(rows)
    for card, row in zip(told, rows.itertuples(), strict=True):
        assert row.said in card and row.theme_name in card and row.area_name in card
        assert (row.decision or "not yet") in card
        assert (row.action or "none yet") in card
        assert f"{row.said_date:%-d %B %Y}" in card
        if row.group_id != "everyone":
            assert row.group_name in card
    by_status = dict(zip(rows["status"], told, strict=True))
    assert "✕ we could not , because: There is no money." in by_status["could not"]
    assert "overdue , was due 1 January 2026" in by_status["doing"]
    assert "overdue" not in by_status["deciding"] and "due 1 June 2027" in by_status["deciding"]


def test_the_figure_since_is_set_beside_and_never_explained(open_page: Run) -> None:
    app = open_page("you_said_we_did")
    assert "does not show that the action changed anything" in words(markup(app))
    watched = [card for card in cards(app) if "Figure to watch" in card]
    assert len(watched) == 5
    assert all("See it" in card for card in watched)


def test_answers_are_filtered_and_measured_by_place_theme_and_status(open_page: Run) -> None:
    assert len(cards(open_page("you_said_we_did", place=HALTON))) == 4  # one is the system's
    assert len(cards(open_page("you_said_we_did", theme="daily-life"))) == 3
    assert len(cards(open_page("you_said_we_did", status="could not"))) == 1
    none = open_page("you_said_we_did", place=LIVERPOOL, status="heard")
    assert cards(none) == []
    assert "Nothing like this was said" in markup(none)
    # The measures are of the Place, whatever status is chosen.
    assert "3 things heard" in words(markup(none))


@pytest.mark.parametrize("place", [SYSTEM, HALTON, LIVERPOOL])
def test_the_cards_measure_how_answers_came(open_page: Run, small_store: Store, place: str) -> None:
    rows = queries.responses(small_store)
    if place != SYSTEM:
        rows = rows[rows["area_code"].isin([place, SYSTEM])]
    found = measured(rows, queries.build(small_store)["built_at"].iloc[0].normalize())
    text = words(markup(open_page("you_said_we_did", place=place)))
    assert f"{found.median_days:.0f} days half of the {found.decided} answers" in text
    assert f"{found.overdue} past the date they were due" in text
    assert f"{found.told} of {found.finished} finished" in text


def test_a_long_list_is_cut_and_says_so(
    open_page: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    tables = small_tables()
    many = [
        tables["response"].assign(response_id=f"x{n}-" + tables["response"]["response_id"])
        for n in range(4)
    ]
    tables["response"] = pd.concat(many)
    tables["build"] = build_row().assign(build_id="many")
    app = open_page("you_said_we_did", folder=_folder(tmp_path, tables))
    assert len(cards(app)) == responses.SHOWN
    assert f"The newest {responses.SHOWN} of 24 are shown" in markup(app)


def test_ideas_have_their_stage_and_reason(open_page: Run, small_store: Store) -> None:
    text = words(markup(open_page("you_said_we_did")))
    for row in queries.ideas(small_store).itertuples():
        assert row.stage in text and row.challenge in text
    assert "It was tried before." in text
    assert "1 person" in text and "12 people" in text
