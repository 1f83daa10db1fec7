"""Voices: words as text, hidden counts in words, few voices first."""

from __future__ import annotations

import re
from html import escape, unescape
from pathlib import Path

import pytest

from insight.store import Store, queries
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


@pytest.mark.parametrize("page", ["voices"])
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


@pytest.mark.parametrize("page", ["voices"])
def test_a_demonstration_says_so_and_real_words_do_not(
    open_page: Run, page: str, spoken_folder: Path
) -> None:
    assert "Nobody said this" in markup(open_page(page))
    assert "Nobody said this" not in markup(open_page(page, folder=spoken_folder))


@pytest.mark.parametrize("page", ["voices"])
def test_an_empty_store_says_what_to_do(open_page: Run, page: str, empty_folder: Path) -> None:
    text = markup(open_page(page, folder=empty_folder))
    assert "Nothing to show yet" in text
    assert "data/templates" in text
    assert text.count("<h1") == 1


@pytest.mark.parametrize("page", ["voices"])
def test_hostile_choices_never_reach_the_page_as_markup(open_page: Run, page: str) -> None:
    names = ["place", "group", "theme", "status", "words"]
    attack = "<script>alert(2)</script>"
    assert attack not in markup(open_page(page, **dict.fromkeys(names, attack)))


def test_how_labels_are_made_and_what_was_taken_out_is_told(open_page: Run) -> None:
    text = words(markup(open_page("voices")))
    assert "people agree with about 9" in text
    assert "no, only people label" in text and "never labels" in text
    assert "5 names and 1 NHS number" in text


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
