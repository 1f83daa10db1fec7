"""Releases, for staff: what is shown to whom, and steps that the rules refuse there as anywhere."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from insight.roles import LOCAL, Person, Role
from pages.controls.address import VIEW, View
from pages.shell import sign_in
from pages.team.releases import sections
from pages.team.releases.steps import STEPS
from publishing import parts
from publishing.releases import access, ledger, transitions
from publishing.releases.gate import Check
from publishing.releases.ledger import transaction
from publishing.releases.lifecycle import Kind, State
from publishing.releases.submission import Wish, prepare
from tests.pages.conftest import PROJECT, markup
from tests.publishing.releases.conftest import (
    ANNE,
    BEA,
    BOB,
    PAM,
    WHY,
    Office,
    nothing_found,
    page,
    wall,
)

pytestmark = pytest.mark.slow  # a page each, and most a release on its way

Open = Callable[[Person], AppTest]


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, real_store_folder: Path) -> Office:
    monkeypatch.setenv("INSIGHT_STORES", str(real_store_folder))  # what may be published of it
    monkeypatch.setenv("INSIGHT_DECISIONS_URL", f"sqlite:///{tmp_path / 'decisions.sqlite'}")
    monkeypatch.setenv("INSIGHT_RELEASES", str(tmp_path / "releases"))
    monkeypatch.setattr(parts, "GATE", nothing_found)
    return Office(tmp_path / "releases", datetime.now(UTC))


@pytest.fixture
def open_as(office: Office, monkeypatch: pytest.MonkeyPatch) -> Open:
    """Open the page as somebody."""
    monkeypatch.chdir(PROJECT)
    monkeypatch.setenv("INSIGHT_EDITION", "team")

    def run(who: Person) -> AppTest:
        monkeypatch.setattr(sign_in, "reader", lambda: who)
        file = PROJECT / "pages" / "team" / "releases" / "page.py"
        app = AppTest.from_file(str(file), default_timeout=30).run()
        assert not app.exception
        return app

    return run


def take(app: AppTest, step: str, reason: str = "A reason") -> str:
    """Choose a step by its words, give a reason, press; what the page then says."""
    kind = next(kind for kind, (words, _) in STEPS.items() if words == step)
    next(each for each in app.selectbox if each.label == "Step").set_value(kind)
    next(each for each in app.text_area).set_value(reason)
    next(each for each in app.button if each.label.startswith("Do it: ")).click()
    app.run()
    assert not app.exception
    return markup(app)


def offered(app: AppTest) -> list[str]:
    return [option for each in app.selectbox if each.label == "Step" for option in each.options]


def test_the_public_edition_and_readers_see_nothing(
    office: Office, open_as: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.draft()
    office.submit(files=page("SECRET-7"), title="SECRET-8")
    for roles in ({Role.READER}, {Role.ANALYST, Role.ENGAGEMENT}):
        app = open_as(Person("issuer rita", "", frozenset(roles), 0))
        assert "Your role does not open this page" in markup(app)
        assert "SECRET" not in markup(app) and not list(app.button)
    monkeypatch.setenv("INSIGHT_EDITION", "public")
    app.run()
    assert "This page is for the team" in markup(app) and "SECRET" not in markup(app)


def test_a_second_person_approves_and_a_publisher_publishes(office: Office, open_as: Open) -> None:
    assert "Nothing is drafted yet" in markup(open_as(ANNE))
    office.draft()
    version = office.submit()
    app = open_as(BOB)
    assert version.content_sha256 in markup(app)
    frame = next(each for each in app.get("iframe"))
    assert "Not published (in review)" in frame.proto.srcdoc
    assert "Done: approve these bytes" in take(app, "Approve these bytes")
    assert office.version().state is State.APPROVED
    assert "Done: publish now" in take(open_as(PAM), "Publish now")
    assert "Figures" in office.read("charts/cancer/index.html")


def test_a_button_names_the_release_that_it_is_of(office: Office, open_as: Open) -> None:
    office.draft()
    office.draft("teeth")
    app = open_as(ANNE)
    for key, name in (("cancer:1", "cancer, version 1"), ("teeth:1", "teeth, version 1")):
        app.session_state[VIEW] = View("releases", {"release": key})
        app.run()
        [button] = [each for each in app.button if each.label.startswith("Do it")]
        assert (button.label, button.form_id) == (f"Do it: {name}", f"release-{key}")


def test_nobody_approves_their_own(office: Office, open_as: Open) -> None:
    office.draft(by=BEA)
    office.submit(by=BEA)
    app = open_as(BEA)
    assert "Approve these bytes" not in offered(app) and "Hold" in offered(app)
    assert "a second person does" in markup(app)
    app = open_as(ANNE)  # who could not approve it anyhow
    assert "Approve these bytes" not in offered(app) and "a second person" not in markup(app)


def test_whoever_sits_at_the_machine_is_one_person(office: Office, open_as: Open) -> None:
    office.draft(by=LOCAL)
    office.submit(by=LOCAL)
    app = open_as(LOCAL)
    assert "Approve these bytes" not in offered(app) and "a second person does" in markup(app)


def test_what_blocks_is_a_list_of_faults_and_the_history_is_in_words() -> None:
    found = (Check("reading-age", True, "page: too hard"), Check("axe", False, "a warning"))
    table = sections.blocked_table(found)
    assert [each.text for row in table.rows for each in row] == ["Reading age", "Page: too hard"]
    assert set(sections.HAPPENED) == set(Kind)


def test_changed_between_opening_and_pressing(office: Office, open_as: Open) -> None:
    office.draft()
    office.submit()
    app = open_as(BOB)
    office.step("return_to_author")
    office.submit(files=page("Other"))
    assert "It was changed since you opened it" in take(app, "Approve these bytes")
    assert office.version().state is State.IN_REVIEW


def test_an_old_sign_in_does_not_approve(office: Office, open_as: Open) -> None:
    office.draft()
    office.submit()
    old = Person(BOB.subject, "", BOB.roles, 0)
    assert "sign in again first" in take(open_as(old), "Approve these bytes")
    assert office.version().state is State.IN_REVIEW


def test_withdrawn_from_the_page_it_is_off_the_web(office: Office, open_as: Open) -> None:
    office.out(text="SECRET-7")
    app = open_as(PAM)
    assert "**As it is now**" in [each.value for each in app.markdown]
    assert "Done: withdraw" in take(app, "Withdraw")
    assert office.holds("SECRET-7", "public/current/") == []
    app = open_as(ANNE)
    said = [each.value for each in app.markdown]
    assert "**As it was**" in said and "**As it will look**" not in said
    assert "withdrawn, was out from" in markup(app)
    assert any(each.label == "Draft it: cancer, the next version" for each in app.button)


def test_somebody_on_the_list_sees_the_page_and_nothing_else(office: Office, open_as: Open) -> None:
    rita = Person("issuer rita", "Rita", frozenset({Role.READER}), 0)
    office.approved(at=wall(office.now + timedelta(hours=3)), text="SECRET-7")
    assert "Your role does not open this page" in markup(open_as(rita))
    with transaction() as t:
        access.grant(
            t, PAM, "cancer", 1, name="Rita", organisation="The Council",
            subject=rita.subject, reason="To prepare an answer",
        )  # fmt: skip
    app = open_as(rita)
    assert not app.get("iframe")
    next(each for each in app.button if each.label == "Look at cancer, version 1").click()
    app.run()
    assert not app.exception
    [frame] = app.get("iframe")
    assert "SECRET-7" in frame.proto.srcdoc and "For Rita alone" in frame.proto.srcdoc
    assert not app.get("download_button") and len(app.button) == 1
    with transaction(is_writing=False) as t:
        assert ledger.events(t, "cancer")[-1].kind == "view"


def test_without_a_reason_nothing_is_done(office: Office, open_as: Open) -> None:
    office.draft()
    office.submit()
    assert "Nothing was done" in take(open_as(BOB), "Hold", reason=" ")


def test_a_title_is_text_and_never_markup(office: Office, open_as: Open) -> None:
    office.draft()
    office.submit(title="<img src=x onerror=alert(1)>")
    text = markup(open_as(BOB))
    assert "&lt;img src=x" in text and "<img src=x" not in text


def test_a_chart_is_drafted_from_its_menu_by_authors_alone(office: Office, open_as: Open) -> None:
    figure = "indicator?indicator=adult-obesity#adult-obesity-areas"
    for who, asked, is_offered in (
        (BOB, figure, False),
        (ANNE, "voices#themes", False),
        (ANNE, figure, True),
    ):
        app = open_as(who)
        app.session_state[VIEW] = View("releases", {"figure": asked})
        app.run()
        found = [each for each in app.button if each.label == "Draft it: adult-obesity-areas"]
        assert bool(found) == is_offered
    app.text_area(key="why-adult-obesity-areas").set_value("For the board")
    found[0].click().run()
    assert not app.exception
    assert "adult-obesity-areas, version 1" in markup(app)
    assert "Render it, and submit it for approval" in offered(app)
    assert office.version("adult-obesity-areas").state is State.DRAFT


def test_a_page_is_of_what_it_shows_whatever_its_address(office: Office, open_as: Open) -> None:
    app = open_as(ANNE)
    app.selectbox(key="publish-page").set_value("halton").run()
    app.text_input(key="slug-halton").set_value("the-borough")
    app.text_area(key="why-halton").set_value("For the board")
    next(each for each in app.button if each.label == "Draft it: halton").click().run()
    assert not app.exception
    assert "the-borough, version 1" in markup(app)
    assert "Halton" not in app.selectbox(key="publish-page").options
    with transaction() as t:
        transitions.redirect(t, PAM, "the-borough", "halton", reason=WHY)
    page_ = prepare("the-borough", nothing_found, parts.RENDER, Wish())
    assert page_.packet.words.title == "Halton: health and fairness"
    assert b"/places/halton/1/" in page_.packet.files["index.html"]
    with transaction() as t:
        transitions.submit(t, ANNE, page_, reason=WHY)
    office.draft("in-short", kind="report", figure=parts.SHOWN("report", "halton-easy-read"))
    twin = prepare("in-short", nothing_found, parts.RENDER, Wish()).packet
    assert twin.words.title == "Halton in Easy Read"
    assert twin.made_from is not None and twin.made_from.release_id == "the-borough"
