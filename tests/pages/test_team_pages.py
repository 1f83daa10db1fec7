"""Pages for staff: closed in every other edition, words as text, decisions recorded with who and
why."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from insight.store import current_path, decisions, open_store
from insight.store.queries import team
from tests.insight.small_store import build_row, small_tables
from tests.insight.small_voices import HOSTILE
from tests.pages.conftest import PROJECT, _folder, banner_links, markup

Open = Callable[..., AppTest]


@pytest.fixture(scope="module")
def old_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small store, built before anything could be decided."""
    build = build_row().assign(build_id="old", built_at=pd.Timestamp("2000-01-01"))
    return _folder(tmp_path_factory.mktemp("old-stores"), {**small_tables(), "build": build})


@pytest.fixture
def open_team(old_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Open:
    """Open a page for staff by its file, past the list of pages, as somebody with a link might."""
    monkeypatch.chdir(PROJECT)
    monkeypatch.setenv("INSIGHT_DECISIONS_URL", f"sqlite:///{tmp_path / 'decisions.sqlite'}")

    def run(page: str, edition: str = "team", folder: Path = old_folder, **choices: str) -> AppTest:
        monkeypatch.setenv("INSIGHT_STORES", str(folder))
        monkeypatch.setenv("INSIGHT_EDITION", edition)
        app = AppTest.from_file(
            str(PROJECT / "pages" / "team" / page / "page.py"), default_timeout=30
        )
        for name, value in choices.items():
            app.query_params[name] = value
        app.run()
        assert not app.exception
        return app

    return run


def recorded(app: AppTest, label: str = "Record", which: int = 0) -> AppTest:
    """Press a form's button."""
    buttons = [each for each in app.button if each.label == label]
    return buttons[which].click().run()


def comment(app: AppTest) -> Any:
    """The picker of the comment to decide about."""
    return next(each for each in app.selectbox if each.label == "Comment")


@pytest.mark.parametrize("page", ["comments", "safeguarding", "data_quality"])
def test_the_public_edition_shows_nothing_even_by_a_link(open_team: Open, page: str) -> None:
    app = open_team(page, edition="public")
    text = markup(app)
    assert "This page is for the team" in text
    for said in ("phone", "nurse", "Damp", "Help.", "harm to self", HOSTILE[:8], escape(HOSTILE)):
        assert said not in text
    assert not list(app.text_input) and not list(app.selectbox) and not list(app.button)


@pytest.mark.slow
def test_the_public_edition_does_not_list_them(
    old_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(PROJECT)
    monkeypatch.setenv("INSIGHT_STORES", str(old_folder))
    listed = {}
    for edition in ("public", "team"):
        monkeypatch.setenv("INSIGHT_EDITION", edition)
        app = AppTest.from_file(str(PROJECT / "app.py"), default_timeout=30).run()
        assert not app.exception
        listed[edition] = [name for name, _ in banner_links(app)]
    assert "Team" in listed["team"] and "Team" not in listed["public"]


@pytest.mark.parametrize("page", ["comments", "safeguarding"])
def test_peoples_words_are_text_and_never_markup(open_team: Open, page: str) -> None:
    app = open_team(page)
    text = markup(app)
    assert escape(HOSTILE) in text
    assert HOSTILE not in text and "<script" not in text
    assert not any(HOSTILE[:8] in str(each.value) for each in app.markdown)


def test_how_to_use_it_comes_first(open_team: Open) -> None:
    text = markup(open_team("comments"))
    assert text.index("given in trust") < text.index('<ol class="comments">')


def test_a_search_finds_all_the_words_and_at_most_fifty(open_team: Open) -> None:
    app = open_team("comments")
    assert markup(app).count("<blockquote") == 50
    assert "120 comments found. The newest 50 are shown" in markup(app)
    app.text_input(key="words").set_value("PHONE rings").run()
    found = markup(app)
    assert 0 < found.count("<blockquote") == found.count("The phone rings out")
    app.text_input(key="words").set_value("nothing like it").run()
    assert "No comment was found" in markup(app)


def test_the_words_looked_for_are_not_in_the_address(open_team: Open) -> None:
    app = open_team("comments")
    app.text_input(key="words").set_value("phone").run()
    assert "phone" not in str(app.query_params)


def test_every_label_says_who_made_it(open_team: Open) -> None:
    text = markup(open_team("comments", labelled="machine"))
    assert "(by machine, 75% sure, for the words: &lt;script&gt;, damp)" in text
    assert "(by a person)" in text
    assert "Must not be quoted: the person did not agree." in text


def test_a_correction_is_kept_with_who_and_why_and_waits_for_the_build(open_team: Open) -> None:
    app = open_team("comments", place="E06000006")
    comment_id = comment(app).value
    app.multiselect(key=f"themes-{comment_id}").set_value(["housing", "dentistry"])
    tone = app.selectbox(key=f"tone-{comment_id}")
    other = "positive" if tone.value != "positive" else "negative"
    tone.set_value(other)
    app.text_input(key=f"role-{comment_id}").set_value("Engagement lead")
    app.text_area(key=f"reason-{comment_id}").set_value("It is about <b>damp</b>")
    recorded(app)
    assert "Recorded: 2 decisions" in markup(app)
    kept = decisions.decisions()
    assert list(kept["kind"]) == ["themes", "sentiment"]
    assert list(kept["value"]) == ["housing;dentistry", other]
    assert set(kept["subject_id"]) == {comment_id}
    assert set(kept["made_by_role"]) == {"Engagement lead"}
    waiting = markup(app).split("Decided, and not yet in the store")[1]
    assert "Engagement lead" in waiting and "housing;dentistry" in waiting
    assert "It is about &lt;b&gt;damp&lt;/b&gt;" in waiting


@pytest.mark.parametrize("missing", ["role", "reason"])
def test_without_a_role_or_a_reason_nothing_is_recorded(open_team: Open, missing: str) -> None:
    app = open_team("comments")
    if missing != "role":
        app.text_input(key="role-forward").set_value("Engagement lead")
    if missing != "reason":
        app.text_area(key="reason-forward").set_value("They matter")
    recorded(app, which=1)
    assert "Nothing was recorded" in markup(app)
    assert decisions.decisions().empty


def test_a_theme_is_put_forward_for_a_small_group(open_team: Open) -> None:
    app = open_team("comments")
    app.selectbox(key="forward-area").set_value("E06000006")
    app.selectbox(key="forward-group").set_value("carers")
    app.selectbox(key="forward-theme").set_value("housing")
    app.text_input(key="role-forward").set_value("Engagement lead")
    app.text_area(key="reason-forward").set_value("Few can say it")
    recorded(app, which=1)
    kept = decisions.decisions("promotion")
    assert list(kept["subject_id"]) == ["housing|E06000006|carers"]
    assert list(kept["value"]) == ["promoted"]


def test_only_words_that_may_be_quoted_can_be_approved(open_team: Open, old_folder: Path) -> None:
    app = open_team("comments")
    listed = team.comments(open_store(current_path(old_folder)))
    for row in listed.drop_duplicates("may_quote").itertuples():
        comment(app).set_value(row.comment_id).run()
        key = f"quote-{row.comment_id}"
        assert (key in {each.key for each in app.selectbox}) is row.may_quote
        if row.may_quote:
            app.selectbox(key=key).set_value("Approve for showing")
            app.text_input(key=f"role-{row.comment_id}").set_value("Engagement lead")
            app.text_area(key=f"reason-{row.comment_id}").set_value("Plain")
            recorded(app)
            assert list(decisions.decisions("quote")["value"]) == ["approved"]
    assert listed["may_quote"].nunique() == 2


def test_labels_that_are_right_can_be_kept_as_a_persons(open_team: Open) -> None:
    app = open_team("comments", labelled="machine")
    comment_id = comment(app).value
    before = app.multiselect(key=f"themes-{comment_id}").value
    app.text_input(key=f"role-{comment_id}").set_value("Engagement lead")
    app.text_area(key=f"reason-{comment_id}").set_value("Read it")
    recorded(app)
    assert "Nothing differs" in markup(app) and decisions.decisions().empty
    app.checkbox(key=f"sure-{comment_id}").check()
    recorded(app)
    assert list(decisions.decisions("themes")["value"]) == [";".join(before)]


def test_safeguarding_says_what_to_do_and_offers_no_file(open_team: Open) -> None:
    app = open_team("safeguarding")
    text = markup(app)
    assert "2 comments to look at" in text
    assert "looks for phrases" in text and "does not replace reading" in text
    assert "roundabout" in text
    assert text.index("ring 999") < text.index("Help.")
    assert "Ask: Healthwatch" in text or "Ask: &lt;script" in text
    assert not app.get("download_button")


@pytest.mark.parametrize(
    ("page", "words"), [("comments", "No comment was found"), ("safeguarding", "None now")]
)
def test_an_empty_store_is_calm(open_team: Open, page: str, words: str, empty_folder: Path) -> None:
    assert words in markup(open_team(page, folder=empty_folder))


def test_data_quality_lists_signs_with_their_series_and_keeps_what_is_decided(
    open_team: Open,
) -> None:
    app = open_team("data_quality")
    text = markup(app)
    assert "signs of doubt about" in text and "1 of them the latest of its series" in text
    assert "Unlike its own past" in text and "It fell." in text and "data:image/svg" in text
    assert "Nothing was decided yet" in text
    sign = next(each for each in app.selectbox if each.label == "Sign")
    subject = "smoking|E08000012|2022-01-01|break"
    sign.set_value(subject)
    next(each for each in app.text_input).input("Data quality lead")
    next(each for each in app.text_area).input("The practice sent its returns again")
    assert "Recorded: 1 decision" in markup(recorded(app))
    made = decisions.decisions("flag")
    assert list(made["subject_id"]) == [subject] and list(made["value"]) == ["lifted"]
    again = markup(open_team("data_quality"))
    assert "The practice sent its returns again" in again and "Data quality lead" in again


def test_a_decision_about_a_sign_needs_a_reason(open_team: Open) -> None:
    text = markup(recorded(open_team("data_quality")))
    assert "Nothing was recorded" in text
    assert decisions.decisions("flag").empty


def test_data_quality_of_a_store_without_signs(open_team: Open, empty_folder: Path) -> None:
    text = markup(open_team("data_quality", folder=empty_folder))
    assert "No figure is in doubt" in text and "There is nothing to decide" in text
