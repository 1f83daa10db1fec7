"""Voices and 'You said, we did': words as text, hidden counts in words, few voices first."""

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
from pages.ui import voices
from pages.voices import themes as voice_themes
from tests.insight.small_store import HALTON, LIVERPOOL, SYSTEM, build_row, small_tables
from tests.insight.small_voices import GROUPS, HOSTILE
from tests.pages.conftest import Run, _folder, markup

HIDDEN = ["too few", "protected"]


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


def theme_rows(text: str) -> dict[str, str]:
    """The words of each row of the first table of themes, by theme."""
    table = re.search(r'<table class="figures stacked voices".*?</table>', text, re.DOTALL)
    assert table is not None
    rows = re.findall(r"<tr><th scope=\"row\">(.*?)</tr>", table[0], re.DOTALL)
    return {words(row.split("</b>")[0]).strip(): words(row) for row in rows}


@pytest.mark.parametrize("area", [SYSTEM, HALTON, LIVERPOOL])
@pytest.mark.parametrize("group", ["everyone", "not-stated", *GROUPS])
def test_each_theme_has_its_count_or_the_reason_in_words(
    open_page: Run, small_store: Store, area: str, group: str
) -> None:
    text = markup(open_page("voices", place=area, group=group))
    themes = queries.voice_themes(small_store, area, group)
    every = themes[themes["theme_id"] == "any"].iloc[0]
    if every["state"] != "shown":
        assert "Nothing to show for this group here" in text
        assert "stacked voices" not in text
        return
    assert f"{int(every['comment_count']):,} comment" in text
    rows = theme_rows(text)
    main = themes[(themes["parent_id"] == "") & (themes["theme_id"] != "any")]
    assert set(rows) == set(main["plain_name"])
    for theme in main.itertuples():
        row = rows[theme.plain_name]
        if theme.state in ("shown",):
            assert f" {theme.comment_count:,} " in row and theme.mood in row
            assert "by a person" in row or "by machine" in row
            assert f"{int(theme.organisation_count)} organisation" in row
            assert ("More than half by" in row) is isinstance(theme.dominant_organisation, str)
        else:
            reason = {"too few": "Fewer than 10", "protected": "Not shown", "none": "No comments"}
            assert reason[theme.state] in row
            assert not re.search(r"\d", row.replace("10", ""))


def test_every_place_group_and_theme_of_the_demonstration_can_be_drawn(real_store: Store) -> None:
    """Nothing of them breaks, and a count that may not be shown is nowhere in the markup."""
    areas = [SYSTEM, *queries.places(real_store)["place_code"]]
    groups = ["everyone", "not-stated", *queries.heard_groups(real_store)["group_id"]]
    main = queries.voice_themes(real_store, SYSTEM, "everyone").query("parent_id == ''")
    drawn = 0
    for area in areas:
        for group in groups:
            panel = voice_themes.themes(real_store, area, group, "", area, 10)
            assert panel.table.count("<tr>") == len(main)  # its head, and no row for "any"
            assert voice_themes.finer(real_store, area, group, 10)
        for theme in ("", *main["theme_id"].drop(main.index[main["theme_id"] == "any"])):
            moving = voices.over_time(real_store, area, area, theme, 10, 2)
            drawn += len(moving)
    assert drawn


def test_few_voices_are_put_first_with_their_reason(open_page: Run) -> None:
    text = markup(open_page("voices"))
    assert 0 < text.index("Few voices, put forward") < text.index("Comments on each theme")
    assert "Put forward by: Engagement lead" in text
    assert "Nobody else can say it." in text


def test_themes_put_forward_are_of_the_place_and_group_chosen(open_page: Run) -> None:
    halton = words(markup(open_page("voices", place=HALTON)))
    assert "People who are carers, Halton" in halton
    assert "People who are rural, Cheshire and Merseyside" in halton
    assert "Everyone, Liverpool" not in halton
    women = words(markup(open_page("voices", place=HALTON, group="women")))
    assert "put forward" not in women


@pytest.mark.parametrize("page", ["voices", "you_said_we_did"])
def test_peoples_words_are_text_and_never_markup(open_page: Run, page: str) -> None:
    app = open_page(page)
    assert escape(HOSTILE) in markup(app)
    assert HOSTILE not in markup(app)
    assert not re.search(r"<script>alert|<img src=x|<a [^>]*javascript:", markup(app))
    assert not any(HOSTILE[:8] in str(each.value) for each in app.markdown)


def test_quotes_are_of_the_place_with_broad_source(open_page: Run) -> None:
    text = words(markup(open_page("voices", place=LIVERPOOL)))
    assert "“Damp.” Liverpool, told to a council. About: Housing." in text
    assert "A kind dentist." not in text
    everywhere = words(markup(open_page("voices", theme="daily-life")))
    assert "“Damp.”" in everywhere and "A kind dentist." not in everywhere


def test_a_theme_chosen_shows_those_below_it(open_page: Run, small_store: Store) -> None:
    text = markup(open_page("voices", theme="access"))
    assert set(theme_rows(text)) == {"Gp appointments", "Dentistry"}
    assert "Each theme in more detail" not in text


def test_the_smallest_base_on_the_page_is_that_of_the_build(
    open_page: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INSIGHT_SMALLEST_BASE", "20")  # what a next build would take
    build = build_row().assign(build_id="fifteen", smallest_base=15)
    folder = _folder(tmp_path, {**small_tables(), "build": build})
    text = words(markup(open_page("voices", folder=folder, place=HALTON)))
    assert "fewer than 15 comments" in text
    assert "fewer than 10" not in text.lower() and "fewer than 20" not in text.lower()


@pytest.mark.parametrize("page", ["voices", "you_said_we_did"])
def test_a_demonstration_says_so_and_real_words_do_not(
    open_page: Run, page: str, spoken_folder: Path
) -> None:
    assert "Nobody said this" in markup(open_page(page))
    assert "Nobody said this" not in markup(open_page(page, folder=spoken_folder))


@pytest.mark.parametrize("page", ["voices", "you_said_we_did"])
def test_an_empty_store_says_what_to_do(open_page: Run, page: str, empty_folder: Path) -> None:
    text = markup(open_page(page, folder=empty_folder))
    assert "Nothing to show yet" in text
    assert "data/templates" in text
    assert text.count("<h1") == 1


@pytest.mark.parametrize("page", ["voices", "you_said_we_did"])
def test_hostile_choices_never_reach_the_page_as_markup(open_page: Run, page: str) -> None:
    names = ["place", "group", "theme", "status", "words"]
    attack = "<script>alert(2)</script>"
    assert attack not in markup(open_page(page, **dict.fromkeys(names, attack)))


def test_how_labels_are_made_and_what_was_taken_out_is_told(open_page: Run) -> None:
    text = words(markup(open_page("voices")))
    assert "people agree with about 9" in text
    assert "no, only people label" in text and "never labels" in text
    assert "5 names and 1 NHS number" in text


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


def test_themes_with_enough_months_are_by_month_and_the_others_by_quarter(
    open_page: Run, small_store: Store
) -> None:
    moving = voices.over_time(small_store, SYSTEM, "C&M", "", 10, 2)
    assert list(moving) == ["month", "quarter"]
    assert "Falling: Access." in moving["month"].sentence
    for length, other in (("month", "quarter"), ("quarter", "month")):
        panel = moving[length]
        assert all(length in text for text in (panel.title, panel.subtitle, panel.caveat))
        said = (panel.title, panel.subtitle, panel.sentence, panel.alt, panel.caveat, panel.table)
        assert not any(other in text for text in said)
    drawn = [set(panel.frame["theme_id"]) for panel in moving.values()]
    assert drawn[0] == {"access"} and not drawn[0] & drawn[1]
    text = words(markup(open_page("voices")))
    assert "Themes by month" in text and "Themes by quarter" in text and "Mar 2026" in text
    assert list(voices.over_time(small_store, SYSTEM, "C&M", "daily-life", 10, 2)) == ["quarter"]
    assert "by month" not in words(markup(open_page("voices", place=HALTON)))


def test_a_theme_may_be_chosen_where_nobody_may_be_quoted(
    open_page: Run, tmp_path: Path, small_store: Store
) -> None:
    tables = {name: table for name, table in small_tables().items() if name != "quote"}
    tables["build"] = build_row().assign(build_id="unquoted")
    folder = _folder(tmp_path, tables)
    themes = queries.voice_themes(small_store, SYSTEM, "everyone")
    for theme_id in themes.loc[themes["parent_id"].isna(), "theme_id"].head(2):
        assert "blockquote" not in markup(open_page("voices", folder=folder, theme=theme_id))
