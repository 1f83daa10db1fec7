"""Pages for staff: closed in every other edition, words as text, decisions recorded with who and
why."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape, unescape
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from insight.store import current_path, decisions, open_store
from insight.store.queries import team
from tests import pages_listed
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

    def run(
        page: str, /, edition: str = "team", folder: Path = old_folder, **choices: str
    ) -> AppTest:
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


def opened(app: AppTest, which: int = 0) -> str:
    """Open one comment of a list in its place; its id."""
    buttons = [each for each in app.button if each.label == "Work on it"]
    comment_id = buttons[which].key.removeprefix("open-")
    buttons[which].click().run()
    assert app.query_params["comment"] == comment_id
    return comment_id


@pytest.mark.parametrize(
    "page", ["to_read", "comments", "safeguarding", "data_quality", "check_fifty"]
)
def test_the_public_edition_shows_nothing_even_by_a_link(open_team: Open, page: str) -> None:
    app = open_team(page, edition="public")
    text = markup(app)
    assert "This page is for the team" in text
    for said in (
        "phone",
        "nurse",
        "Damp",
        "Help.",
        "gate",
        "Warm",
        "harm to self",
        HOSTILE[:8],
        escape(HOSTILE),
    ):
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


def test_what_is_to_be_read_is_the_first_page_of_the_team(
    old_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INSIGHT_EDITION", "team")
    team = [path for path, file in pages_listed.PAGES.items() if file.startswith("pages/team/")]
    assert team[0] == "to_read" and len(team) > 3


@pytest.mark.parametrize("page", ["comments", "safeguarding", "to_read"])
def test_peoples_words_are_text_and_never_markup(open_team: Open, page: str) -> None:
    order = {"order": "newest"} if page == "comments" else {}
    app = open_team(page, **order)
    text = markup(app)
    assert escape(HOSTILE) in re.sub("</?mark>", "", text)
    assert HOSTILE not in text and "<script" not in text
    assert not any(HOSTILE[:8] in str(each.value) for each in app.markdown)
    assert not any(HOSTILE[:8] in each.label for each in app.button)


def test_how_to_use_it_comes_first(open_team: Open) -> None:
    text = markup(open_team("comments"))
    assert text.index("given in trust") < text.index("<blockquote")


def test_a_search_finds_all_the_words_a_page_at_a_time(open_team: Open) -> None:
    app = open_team("comments")
    assert markup(app).count("<blockquote") == 8
    assert "120 comments found." in markup(app) and "Page 1 of 15" in markup(app)
    next(each for each in app.button if each.label == "Next page").click().run()
    assert app.query_params["page"] == "2" and "Page 2 of 15" in markup(app)
    assert '<p class="quiet">9. ' in markup(app) and '<p class="quiet">1. ' not in markup(app)
    app.text_input(key="words").set_value("PHONE rings").run()
    found = markup(app)
    assert "Page 1 of" in found  # another list begins at its beginning
    assert 0 < found.count("<blockquote") == found.count("The phone rings out")
    app.text_input(key="words").set_value("nothing like it").run()
    assert "No comment was found" in markup(app)


def test_a_link_restores_choices_page_and_the_comment_that_is_open(open_team: Open) -> None:
    app = open_team("comments", place="E06000006", state="new", order="newest", page="2")
    assert "Page 2 of 5" in markup(app)
    comment_id = opened(app)
    again = open_team("comments", **app.query_params)
    assert markup(again) == markup(app)
    assert again.selectbox(key=f"next-{comment_id}").value == "Seen"
    assert "Page 5 of 5" in markup(open_team("comments", place="E06000006", page="99"))


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
    comment_id = opened(app)
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
    recorded(app)
    assert "Nothing was recorded" in markup(app)
    assert decisions.decisions().empty


def test_a_theme_is_put_forward_for_a_small_group(open_team: Open) -> None:
    app = open_team("comments")
    app.selectbox(key="forward-area").set_value("E06000006")
    app.selectbox(key="forward-group").set_value("carers")
    app.selectbox(key="forward-theme").set_value("housing")
    app.text_input(key="role-forward").set_value("Engagement lead")
    app.text_area(key="reason-forward").set_value("Few can say it")
    recorded(app)
    kept = decisions.decisions("promotion")
    assert list(kept["subject_id"]) == ["housing|E06000006|carers"]
    assert list(kept["value"]) == ["promoted"]


def test_only_words_that_may_be_quoted_can_be_approved(open_team: Open, old_folder: Path) -> None:
    listed = team.comments(open_store(current_path(old_folder)), sorted_by="harm")
    assert listed["may_quote"].nunique() == 2
    for row in listed.drop_duplicates("may_quote").itertuples():
        app = open_team("comments", comment=row.comment_id)
        key = f"quote-{row.comment_id}"
        assert (key in {each.key for each in app.selectbox}) is row.may_quote
        if row.may_quote:
            app.selectbox(key=key).set_value("I have read it: approve for showing")
            app.text_input(key=f"role-{row.comment_id}").set_value("Engagement lead")
            app.text_area(key=f"reason-{row.comment_id}").set_value("Plain")
            recorded(app)
            made = decisions.decisions("text")
            about = ("comment", row.comment_id, "comment_text", row.comment_text)
            assert list(made["subject_id"]) == [decisions.text_subject(*about)]
            assert list(made["value"]) == ["approved"]


def test_labels_that_are_right_can_be_kept_as_a_persons(open_team: Open) -> None:
    app = open_team("comments", labelled="machine")
    comment_id = opened(app)
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
    ("page", "words"),
    [
        ("comments", "No comment was found"),
        ("safeguarding", "None now"),
        ("to_read", "Every text that pages could show has been read."),
    ],
)
def test_an_empty_store_is_calm(open_team: Open, page: str, words: str, empty_folder: Path) -> None:
    assert words in markup(open_team(page, folder=empty_folder))


def next_step(app: AppTest, comment_id: str, step: str, whom: str = "", why: str = "Why") -> str:
    """Take a step on the comment that is open; what the page says then."""
    app.selectbox(key=f"next-{comment_id}").set_value(step)
    app.text_input(key=f"whom-{comment_id}").set_value(whom)
    app.text_input(key=f"role-step-{comment_id}").set_value("Engagement lead")
    app.text_input(key=f"reason-step-{comment_id}").set_value(why)
    return markup(recorded(app, "Take this step"))


def test_a_concern_is_seen_passed_on_and_closed_with_every_step_kept(open_team: Open) -> None:
    app = open_team("safeguarding")
    assert "2 new, 0 seen, 0 passed on; 0 closed. The oldest has waited" in markup(app)
    comment_id = opened(app)
    assert "Nobody has taken a step yet." in markup(app)
    assert "1 new, 1 seen" in next_step(app, comment_id, "Seen")
    assert "Nothing was recorded" in next_step(app, comment_id, "Pass on", "Jane Smith")
    text = next_step(app, comment_id, "Pass on", "Safeguarding lead, Halton", "Same day")
    assert "Passed on</b>, to Safeguarding lead, Halton on" in text and "Same day" in text
    assert "owner: Place director" in next_step(app, comment_id, "Name an owner", "Place director")
    assert "Nothing was recorded" in next_step(app, comment_id, "Close", why="")
    text = next_step(app, comment_id, "Close", why="Procedure followed")
    assert "1 new, 0 seen, 0 passed on; 1 closed" in text
    assert comment_id not in text  # closed, so no longer among the open
    text = markup(open_team("safeguarding", state="closed", comment=comment_id))
    assert text.count("by Engagement lead.") == 4 and "Procedure followed" in text
    assert list(decisions.decisions("step")["value"]) == [
        "seen",
        "passed on: Safeguarding lead, Halton",
        "owner: Place director",
        "closed",
    ]


# --- To read -------------------------------------------------------------------------------------


def key(app: AppTest, label: str) -> AppTest:
    """Press one of the buttons that decide about the text that is open."""
    return next(each for each in app.button if each.label == label).click().run()


def in_view(app: AppTest) -> str:
    """The words of the text that is open."""
    return unescape(re.sub("<[^>]+>", "", markup(app).split("<blockquote", 1)[1].split("</b")[0]))


def test_texts_are_read_one_at_a_time_and_each_is_decided_alone(open_team: Open) -> None:
    app = open_team("to_read")
    assert "To read: 6 texts to go" in markup(app)
    assert "a person reads every text before it is shown" in markup(app)
    assert "Read this first" in markup(app) and "Damp walls" in in_view(app)
    assert markup(app).count("Read this first") == 1  # though "Ring [name]" is of a page
    key(app, "Later")
    assert "Ring <mark>[name]</mark> at the gate, or <mark>[name]</mark>." in markup(app)
    assert "2 details taken out by machine" not in in_view(app) and "Ring [name]" in in_view(app)
    assert "Nothing was recorded" in markup(key(app, "Approve"))  # by whom?
    app.text_input(key="role-reader").set_value("Engagement lead").run()
    assert "To read: 5 texts to go" in markup(key(app, "Approve"))
    assert HOSTILE in in_view(app)
    key(app, "Later")
    assert "Warm rooms" in in_view(app)
    assert "To read: 4 texts to go" in markup(key(app, "Refuse"))
    made = decisions.decisions()
    assert list(made["kind"]) == ["text", "text"]
    assert list(made["value"]) == ["approved", "refused"]
    assert all("|" in each and len(each.split("|")[3]) == 32 for each in made["subject_id"])
    again = open_team("to_read", texts="refused")
    assert "Warm rooms" in in_view(again)
    assert not any("all" in each.label.lower() for each in again.button)


def test_a_text_is_corrected_by_the_words_to_show_in_its_place(open_team: Open) -> None:
    app = open_team("to_read", role="x")
    app.text_input(key="role-reader").set_value("Engagement lead").run()
    subject = key(app, "Correct").text_area[0].key.removeprefix("words-")
    app.text_area[0].set_value("Ring at the gate.")
    recorded(app, "Show these words")
    [made] = decisions.decisions("text").to_dict("records")
    assert (made["subject_id"], made["value"]) == (subject, "corrected: Ring at the gate.")


def test_a_comment_that_must_not_be_quoted_is_read_and_not_approved(
    open_team: Open, old_folder: Path
) -> None:
    listed = team.texts(open_store(current_path(old_folder)))
    [row] = listed[listed["state"] == "private"].itertuples()
    app = open_team("to_read", text=row.subject_id)
    assert "shown to nobody" in markup(app)
    labels = {each.label for each in app.button}
    assert "Seen" in labels and not labels & {"Approve", "Correct", "Refuse"}
    app.text_input(key="role-reader").set_value("Engagement lead").run()
    key(app, "Seen")
    [made] = decisions.decisions("step").to_dict("records")
    assert (made["subject_id"], made["value"]) == (row.row_id, "seen")
    assert "To read: 5 texts to go" in markup(app)


def test_a_text_that_is_open_is_in_the_address(open_team: Open) -> None:
    app = open_team("to_read")
    button = [each for each in app.button if each.label == "Read this"][2]
    button.click().run()
    subject = app.query_params["text"]
    assert button.key == f"read-{subject}"
    assert in_view(open_team("to_read", text=subject)) == in_view(app)


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


# --- Check fifty: blind ---


@pytest.mark.slow
def test_a_label_is_recorded_and_the_next_comment_comes_up(open_team: Open) -> None:
    app = open_team("check_fifty")
    assert "0 of 3 comments labelled" in markup(app)
    for said in ("by machine", "% sure", "carried", "negative (by"):
        assert said not in markup(app)
    app.radio[0].set_value("Negative")
    app.text_input[0].set_value("Engagement lead")
    app.button[0].click().run()
    assert not app.exception
    [made] = decisions.decisions("check").to_dict("records")
    assert (made["subject_id"], made["value"]) == ("c5", "negative|")
    assert "1 of 3 comments labelled" in markup(app)


@pytest.mark.slow
@pytest.mark.parametrize(("mood", "role"), [(None, "Engagement lead"), ("Positive", "")])
def test_nothing_is_recorded_without_a_mood_and_a_role(
    open_team: Open, mood: str | None, role: str
) -> None:
    app = open_team("check_fifty")
    app.radio[0].set_value(mood)
    app.text_input[0].set_value(role)
    app.button[0].click().run()
    assert "Nothing was recorded" in markup(app)
    assert decisions.decisions("check").empty
