"""What may go wrong with a release, case by case, and that the right thing happens."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from insight.roles import Person, Role
from insight.store.publication import BASE
from publishing.releases import access, frozen, ledger, transitions, web_root
from publishing.releases.content import MadeFrom, Packet, Rendering, Words, packet
from publishing.releases.gate import UNTRIED, Blocked, Check, Gate, Other
from publishing.releases.ledger import transaction
from publishing.releases.lifecycle import READING_GROUP, ReleaseRefused, State
from publishing.releases.publication import PublicationFailed
from publishing.releases.record import others, public
from publishing.releases.submission import Wish, prepare
from publishing.releases.verification import verify
from tests.publishing.releases.conftest import (
    ADA,
    ANNE,
    BEA,
    BOB,
    PAM,
    WHY,
    Office,
    nothing_found,
    page,
    person,
    soon,
    wait_until,
    wall,
)

# Each drafts, submits, approves and publishes: half a second. What is quick is in test_lifecycle.
pytestmark = pytest.mark.slow


def test_changed_since_it_was_opened(office: Office) -> None:
    office.draft()
    shown = office.submit().content_sha256
    office.step("return_to_author", by=BOB)
    office.submit(files=page("Other figures"))
    with pytest.raises(ReleaseRefused, match="changed since you opened it"):
        office.approve(sha256=shown)
    assert office.version().state is State.IN_REVIEW
    assert office.approve().state is State.APPROVED


def test_another_time_or_another_word_is_another_hash(office: Office) -> None:
    office.draft()
    first = office.submit().content_sha256
    hashes = {first}
    for given in ({"at": soon(office)}, {"title": "Cancer is found later"}):
        office.step("return_to_author")
        hashes.add(office.submit(**given).content_sha256)
    assert len(hashes) == 3


def test_the_only_approver_is_on_leave(office: Office) -> None:
    """A deputy has the role; where there is none, two administrators stand in; never the author."""
    office.draft(by=BEA)
    office.submit(by=BEA)
    with pytest.raises(ReleaseRefused, match="a second person"):
        office.approve(by=BEA)
    assert office.approve(by=ADA).state is State.IN_REVIEW
    with pytest.raises(ReleaseRefused, match="another administrator"):
        office.approve(by=ADA)
    assert office.approve(by=person("issuer abe", Role.ADMIN)).state is State.APPROVED
    assert not (office.root / BASE).exists()
    office.publish("cancer")
    assert (office.root / BASE).read_text() == "10\n"  # fixed, now that something is public
    assert "two administrators, in place of an approver" in office.read("charts/cancer/index.html")


def test_the_approver_loses_the_role_before_the_time(office: Office, same_clock: Office) -> None:
    at = soon(office)
    office.approved(at=at)
    with transaction(office.clock) as t:
        bob = ledger.actor_id(t, BOB)
        transitions.revoke(t, ADA, bob, reason="Has left")
    wait_until(office, at)
    outcome = office.publish()
    assert outcome.stopped == {("cancer", 1): "Whoever approved it no longer may"}
    assert office.version().state is State.IN_REVIEW
    assert office.holds("Figures", "public") == []
    with pytest.raises(ReleaseRefused, match="took your roles away"):
        office.approve()


def test_the_approver_is_left_with_fewer_roles_elsewhere(office: Office) -> None:
    """A sign-in, or the machine, says that the role is gone: no administrator need do anything."""
    office.approved()
    assert office.publish("cancer", roles_now=lambda _: frozenset({Role.READER})).stopped
    office.approve()
    with transaction(office.clock) as t:
        ledger.actor_id(t, person(BOB.subject, Role.READER))
    assert office.publish("cancer").stopped
    assert office.version().state is State.IN_REVIEW


def test_the_role_is_lost_while_the_site_is_written(office: Office) -> None:
    office.approved("one")
    office.approved("two")
    with transaction(office.clock) as t:
        office_bob = ledger.actor_id(t, BOB)

    def pages(_: object) -> dict[str, bytes]:
        with transaction(office.clock) as t:
            known = ledger.roles_known(t, office_bob)
            if known is not None and not known.is_revoked:
                transitions.revoke(t, ADA, office_bob, reason="Has left")
        return {}

    outcome = office.publish("one", pages=pages)
    assert outcome.published == ()
    assert office.version("one").state is State.APPROVED
    assert office.holds("Figures", "public") == []


def test_frozen_bytes_go_out_whatever_was_built_since(office: Office) -> None:
    version = office.out()
    files = {path: (office.web / "charts/cancer/1" / path).read_bytes() for path in ("data.csv",)}
    assert files["data.csv"] == page()["data.csv"]
    assert verify().faults == ()
    assert version.state is State.PUBLISHED


@pytest.mark.parametrize("by", [ANNE, BOB, PAM], ids=["author", "approver", "publisher"])
def test_hold_by_anyone_while_scheduled(same_clock: Office, by: Person) -> None:
    office = same_clock
    at = soon(office)
    office.approved(at=at)
    office.step("hold", by=by)
    wait_until(office, at)
    assert not office.publish().is_moved or office.holds("Figures", "public") == []
    assert office.version().state is State.HELD


def test_one_may_stop_two_must_start(office: Office) -> None:
    office.approved()
    office.step("hold", by=BOB)
    assert office.step("resume", by=BEA).state is State.IN_REVIEW
    with pytest.raises(ReleaseRefused, match="a second person"):
        office.approve(by=BEA)
    assert office.approve(by=BOB).state is State.APPROVED


def test_two_versions_of_one_release_in_flight(office: Office) -> None:
    office.out()
    with transaction(office.clock) as t:
        transitions.correct(t, ANNE, "cancer", reason=WHY)
    with (
        pytest.raises(ReleaseRefused, match="finish or abandon it first"),
        transaction(office.clock) as t,
    ):
        transitions.revise(t, ANNE, "cancer", reason=WHY)
    office.step("abandon")
    assert office.next().number == 3


def test_two_releases_at_one_time_go_out_with_one_move(
    same_clock: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = same_clock
    at = soon(office)
    office.approved("one", at=at)
    office.approved("two", at=at)
    wait_until(office, at)
    moves: list[int] = []
    move = web_root.move_pointer
    monkeypatch.setattr(web_root, "move_pointer", lambda n: (moves.append(n), move(n)))
    assert set(office.publish().published) == {("one", 1), ("two", 1)}
    assert len(moves) == 1


def test_disk_full(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither of two goes out, what was out stays, the reason is kept, and it can be run again."""
    office.out("old", text="Old")
    office.approved("one")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(web_root, "_link", full)
        with pytest.raises(PublicationFailed, match="No space left"):
            office.publish("one")
    assert office.version("one").state is State.FAILED
    assert office.version("one").reason == "No space left on device"
    assert "Old" in office.read("charts/old/index.html")
    assert not (office.web / "charts/one").exists()
    assert list((office.root / "public" / "releases").glob("*.part")) == []
    assert office.publish("one").published == (("one", 1),)


def test_the_pointer_cannot_be_moved(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    office.approved()

    def no(_: int) -> None:
        raise OSError(30, "Read-only file system")

    with monkeypatch.context() as patch:
        patch.setattr(web_root, "move_pointer", no)
        with pytest.raises(PublicationFailed, match="Read-only"):
            office.publish("cancer")
    assert office.version().state is State.FAILED
    assert office.publish("cancer").published == (("cancer", 1),)
    assert verify().faults == ()


def test_the_clock_jumps_back(same_clock: Office) -> None:
    office = same_clock
    office.approved()
    office.wait(minutes=-1)
    with pytest.raises(ReleaseRefused, match="put back"):
        office.publish("cancer")
    assert office.version().state is State.APPROVED


@pytest.mark.parametrize("seconds", [-6, 6])
def test_host_clock_wrong(office: Office, seconds: int) -> None:
    office.approved()
    office.wait(seconds=seconds)
    with pytest.raises(ReleaseRefused, match=r"seconds apart|put back"):
        office.publish("cancer")
    assert not office.web.exists()
    with transaction(office.clock) as t:
        last = ledger.events(t)[-1]
    assert last.at_utc and last.database_at


def test_what_was_withdrawn_comes_down_though_the_clock_is_wrong(office: Office) -> None:
    office.out(text="Wrong")
    office.wait(hours=2)
    office.withdraw("cancer", 1)
    assert office.holds("Wrong", "public/current/") == []


@pytest.mark.parametrize(("late", "state"), [(14.9, State.PUBLISHED), (15.1, State.HELD)])
def test_publisher_down_at_the_time(same_clock: Office, late: float, state: State) -> None:
    office = same_clock
    at = soon(office)
    office.approved(at=at)
    wait_until(office, at, late)
    outcome = office.publish()
    assert office.version().state is state
    if state is State.PUBLISHED:
        assert office.version().published_at == ledger.iso(office.now)  # the true time
    else:
        assert "too late" in outcome.stopped["cancer", 1]


def test_not_before_its_time(same_clock: Office) -> None:
    office = same_clock
    at = soon(office)
    office.approved(at=at)
    wait_until(office, at, -0.02)
    assert office.publish().published == ()
    with pytest.raises(ReleaseRefused, match="It goes out on"):
        office.publish("cancer")
    wait_until(office, at)
    assert office.publish().published == (("cancer", 1),)


def test_approved_after_its_time(same_clock: Office) -> None:
    office = same_clock
    at = soon(office)
    office.draft()
    office.submit(at=at)
    wait_until(office, at, 1)
    with pytest.raises(ReleaseRefused, match="Its time has passed"):
        office.approve()


def test_corrected_twice_in_a_day(office: Office) -> None:
    office.out(text="First")
    office.next(text="Second")
    office.next(how="revise", text="<i>Third")
    states = [each.state for each in office.release().versions]
    assert states == [State.SUPERSEDED, State.SUPERSEDED, State.PUBLISHED]
    latest, first = (
        office.read("charts/cancer/index.html"),
        office.read("charts/cancer/1/index.html"),
    )
    for text in (
        "Now Second.",
        "Now &lt;i&gt;Third.",
        "Correction: something was wrong",
        "Revision: newer",
    ):
        assert text in latest
    assert '<p class="notice">There is a newer version' in first
    assert "Now &lt;i&gt;Third." in first
    assert '<p class="notice">' not in latest
    assert "First" in first and "First<" not in latest


def test_a_correction_tells_readers_what_changed(office: Office) -> None:
    office.out()
    with transaction(office.clock) as t:
        transitions.correct(t, ANNE, "cancer", reason=WHY)
    with pytest.raises(ReleaseRefused, match="add a note"):
        office.submit(note="")


def test_a_second_version_is_a_revision_or_a_correction(office: Office) -> None:
    office.out()
    with pytest.raises(ReleaseRefused, match="a revision or a correction"):
        office.draft()


def test_withdrawn_with_erase_leaves_no_byte(office: Office) -> None:
    office.out(text="Before")
    office.next(text="SECRET-7")
    office.next(text="After")
    assert office.holds("SECRET-7")
    outcome = office.withdraw("cancer", 2, because="disclosure", erase=True)
    assert outcome.is_moved
    left = {path for path in office.holds("SECRET-7")}
    # The note that readers of versions 1 and 3 are told is version 2's own, and goes with it.
    assert left == set()
    stone = office.read("charts/cancer/2/index.html")
    assert "It said more than it should have." in stone
    assert 'href="/charts/cancer/"' in stone
    assert office.release().versions[1].content_sha256 in stone
    assert "After" in office.read("charts/cancer/index.html")
    assert verify().faults == ()


def test_the_database_holds_no_word_of_what_was_erased(office: Office) -> None:
    office.out(text="SECRET-7")
    office.withdraw("cancer", 1, because="disclosure", erase=True)
    folder = office.root.parent / "decisions"
    assert not any(b"SECRET-7" in path.read_bytes() for path in folder.iterdir())


def test_erased_though_stopped_half_way(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is run next deletes what is left."""
    office.out(text="SECRET-7")
    with monkeypatch.context() as patch:
        patch.setattr(frozen, "erase", lambda *_: (_ for _ in ()).throw(OSError(5, "broken")))
        with pytest.raises(PublicationFailed):
            office.withdraw("cancer", 1, because="disclosure", erase=True)
    assert "were not erased" in " ".join(verify().faults)
    office.publish()
    assert office.holds("SECRET-7") == []
    assert verify().faults == ()


def test_erased_after_it_was_withdrawn(office: Office) -> None:
    office.out(text="SECRET-7")
    office.withdraw("cancer", 1)
    assert office.holds("SECRET-7", "frozen")
    assert office.holds("SECRET-7", "public/current/") == []
    office.withdraw("cancer", 1, erase=True)
    assert office.holds("SECRET-7") == []
    with pytest.raises(ReleaseRefused, match="withdrawn already"):
        office.withdraw("cancer", 1, erase=True)


def test_erasing_needs_a_fresh_sign_in_and_stopping_does_not(office: Office) -> None:
    office.out()
    tired = person(PAM.subject, Role.PUBLISHER, proved_at=office.now.timestamp() - 901)
    with pytest.raises(ReleaseRefused, match="sign in again"), transaction(office.clock) as t:
        transitions.withdraw(t, tired, "cancer", 1, because="mistake", erase=True, reason=WHY)
    with transaction(office.clock) as t:
        transitions.withdraw(t, tired, "cancer", 1, because="mistake", reason=WHY)
    assert office.version().state is State.WITHDRAWN


def test_old_addresses_of_what_is_withdrawn_are_gone_for_servers_too(office: Office) -> None:
    office.draft()
    office.submit(files=page("Old") | {"data-0a1b.csv": b"Old"})
    office.approve()
    office.publish("cancer")
    office.next(text="New")
    office.withdraw("cancer", 1)
    lines = (office.web.parent / "nginx" / "withdrawn.map").read_text().splitlines()
    assert lines == [
        '"~^/charts/cancer/1(/|$)" "/withdrawn/cancer/1.html";',
        '"/charts/cancer/data-0a1b.csv" "/withdrawn/cancer/1.html";',
    ]
    assert (office.web / "withdrawn/cancer/1.html").is_file()


def test_no_older_version_takes_the_place_of_a_withdrawn_one(office: Office) -> None:
    office.out(text="First")
    office.next(text="Second")
    office.withdraw("cancer", 2)
    assert "Nothing has replaced it" in office.read("charts/cancer/index.html")
    assert not (office.web / "charts/cancer/data.csv").exists()
    assert "A later version was published, and was then withdrawn" in office.read(
        "charts/cancer/1/index.html"
    )
    lines = (office.web.parent / "nginx" / "withdrawn.map").read_text().splitlines()
    assert lines[1:] == [
        '"~^/charts/cancer/1(/|$)" "";',
        '"~^/charts/cancer/" "/withdrawn/cancer/2.html";',
    ]


def test_withdrawn_wrongly(office: Office) -> None:
    office.out(text="First")
    office.withdraw("cancer", 1)
    assert office.next(how="revise", text="Again").state is State.PUBLISHED
    assert "Again" in office.read("charts/cancer/index.html")
    assert "Withdrawn" in office.read("charts/cancer/1/index.html")
    assert "Version 1: withdrawn" in office.read("charts/cancer/index.html")


def test_rollback_is_a_new_version(office: Office) -> None:
    """The same files again are another version, with its own note; the pointer goes on."""
    office.out(text="First")
    office.next(text="Second")
    before = web_root.current()
    office.next(how="correct", text="First")
    now = web_root.current()
    assert before is not None and now is not None and now.number > before.number
    assert office.version().number == 3


def test_the_store_is_rolled_back(office: Office) -> None:
    """What is out is bytes in a folder: no store is opened to serve or to verify it."""
    office.out()
    assert verify().faults == ()
    assert office.publish().is_moved is False


def test_differencing_against_every_version_that_is_out(office: Office) -> None:
    office.out("one", text="1")
    office.next("one", text="2")
    office.out("gone", text="3")
    office.withdraw("gone", 1)
    seen: list[tuple[str, int, bytes]] = []

    def gate(made: object, others: list[object]) -> list[Check]:
        seen.extend((o.release_id, o.version, o.files()["data.csv"]) for o in others)
        return []

    office.approved("two", text="4")
    office.publish("two", gate=gate)
    assert [each[:2] for each in seen] == [("one", 1), ("one", 2)]
    assert seen[0][2] == page("1")["data.csv"]


def test_what_two_say_together_is_seen_when_both_go_out(same_clock: Office) -> None:
    office = same_clock
    at = soon(office)
    office.approved("one", at=at)
    office.approved("two", at=at)
    wait_until(office, at)

    def gate(made: object, others: list[object]) -> list[Check]:
        is_told = {each.release_id for each in others} >= {"one"}
        return [Check("disclosure", is_told, "Together they tell a hidden count")]

    outcome = office.publish(gate=gate)
    assert outcome.published == (("one", 1),)
    assert outcome.stopped == {("two", 1): "The gate blocks it now: disclosure"}
    assert office.version("two").state is State.HELD


def test_renamed_slug_leads_on_for_ever_and_is_never_given_again(office: Office) -> None:
    office.out("cancer")
    for to in ("early-cancer", "cancer-found-early"):
        with transaction(office.clock) as t:
            transitions.redirect(t, PAM, "cancer", to, reason=WHY)
    office.publish()
    assert (office.web / "charts/cancer-found-early/1/index.html").is_file()
    for old in ("cancer", "early-cancer"):
        assert "/charts/cancer-found-early/" in office.read(f"charts/{old}/index.html")
        with (
            pytest.raises(ReleaseRefused, match="never given to another"),
            transaction(office.clock) as t,
        ):
            transitions.redirect(t, PAM, "cancer", old, reason=WHY)
    with pytest.raises(ReleaseRefused, match="never given to another"):
        office.draft("early-cancer")
    lines = (office.web.parent / "nginx" / "redirects.map").read_text().splitlines()
    assert lines == [
        '"~^/charts/cancer/(.*)$" "/charts/cancer-found-early/$1";',
        '"~^/charts/early-cancer/(.*)$" "/charts/cancer-found-early/$1";',
    ]
    with transaction(office.clock, is_writing=False) as t:
        assert ledger.identity(t, "early-cancer") == "cancer"
    assert verify().faults == ()


def test_nobody_is_told_of_another_address_of_what_is_not_out(office: Office) -> None:
    office.out()
    office.draft("secret")
    with transaction(office.clock) as t:
        transitions.redirect(t, PAM, "secret", "hidden", reason=WHY)
    office.next()
    assert office.holds("secret", "public") == []


def test_what_never_was_out_needs_no_note_of_what_changed(office: Office) -> None:
    office.draft()
    office.step("abandon")
    office.draft()
    assert office.submit(note="").change_kind == "new"


def test_a_gate_that_breaks_holds_one_release_alone(same_clock: Office) -> None:
    office = same_clock
    at = soon(office)
    office.approved(at=at)
    office.approved("teeth", at=at)
    wait_until(office, at)

    def broken(made: Packet, _: Sequence[Other]) -> Sequence[Check]:
        return () if made.release_id == "teeth" else [][0]

    assert office.publish(gate=broken).published == (("teeth", 1),)
    assert (office.version().state, office.version().reason) == (
        State.HELD,
        "The gate could not judge it: IndexError",
    )


def test_bytes_that_were_tried_go_out_where_nothing_can_try_them(office: Office) -> None:
    office.approved()
    missing = (Check(UNTRIED, True, "No browser is installed"),)
    assert office.publish("cancer", gate=lambda _, __: missing).published == (("cancer", 1),)


def test_a_gate_that_breaks_lets_nothing_be_submitted(office: Office) -> None:
    office.draft()

    def broken(_: Packet, __: Sequence[Other]) -> Sequence[Check]:
        return [[][0]]

    words = Rendering("Cancer is found earlier", "What it says", page(), (), "")
    with pytest.raises(ReleaseRefused, match="The gate could not judge it: IndexError"):
        prepare("cancer", broken, no_render, Wish(), words)
    assert office.version().state is State.DRAFT


def test_nothing_is_rendered_for_what_is_submitted_already(office: Office) -> None:
    office.draft()
    office.submit()
    with pytest.raises(ReleaseRefused, match="is in review"):
        prepare("cancer", nothing_found, no_render, Wish())


def no_render(*_: object) -> Rendering:
    raise AssertionError("rendered")


def test_a_slug_that_was_abandoned_or_withdrawn_is_not_given_again(office: Office) -> None:
    office.draft("one")
    office.step("abandon", "one")
    with pytest.raises(ReleaseRefused, match="is a chart"):
        office.draft("one", kind="report")
    assert office.draft("one").number == 2  # its own release goes on


def test_a_reader_before_the_time(same_clock: Office) -> None:
    office = same_clock
    at = wall(office.now + timedelta(hours=30))
    office.approved(at=at)
    reader = person("issuer rita", Role.READER)
    with transaction(office.clock) as t:
        access.grant(
            t,
            PAM,
            "cancer",
            1,
            name="Rita Reader",
            organisation="A & B <Council>",
            subject=reader.subject,
            reason="To prepare an answer",
        )
    for who, what in ((reader, "You may see it from"), (BOB, "not on the list")):
        with pytest.raises(ReleaseRefused, match=what), transaction(office.clock) as t:
            access.page_before_its_time(t, who, "cancer", 1)
    office.wait(hours=10)
    with transaction(office.clock) as t:
        seen = access.page_before_its_time(t, reader, "cancer", 1).decode()
    assert "Embargoed until" in seen and "Figures" in seen
    with transaction(office.clock, is_writing=False) as t:
        last = ledger.events(t, "cancer")[-1]
        assert (last.kind, ledger.subject_of(t, last.actor_id)) == ("view", reader.subject)
    wait_until(office, at)
    office.publish()
    page_ = office.read("charts/cancer/index.html")
    assert "Seen before its time by Rita Reader (A &amp; B &lt;Council&gt;)" in page_
    with pytest.raises(ReleaseRefused, match="nothing to see"), transaction(office.clock) as t:
        access.page_before_its_time(t, reader, "cancer", 1)


def test_a_reader_before_a_time_that_was_put_off(same_clock: Office) -> None:
    office = same_clock
    office.approved(at=wall(office.now + timedelta(hours=30)))
    rita = person("issuer rita", Role.READER)
    said = {"name": "Rita", "organisation": "The Council", "reason": WHY}
    with transaction(office.clock) as t:
        access.grant(t, PAM, "cancer", 1, subject=rita.subject, **said)
    office.step("return_to_author", by=BOB)
    office.submit(at=wall(office.now + timedelta(days=20)))
    office.approve()
    office.wait(hours=10)
    with pytest.raises(ReleaseRefused, match="may see it from"), transaction(office.clock) as t:
        access.page_before_its_time(t, rita, "cancer", 1)


@pytest.mark.parametrize(
    ("at", "why"),
    [
        ("2027-03-28 01:30", "does not exist"),
        ("2027-10-31 01:30", "comes twice"),
        ("2027-13-01 09:30", "no time such as"),
        ("tomorrow", "no time such as"),
        ("2020-01-01 09:30", "has passed"),
    ],
)
def test_scheduled_in_the_hour_that_is_skipped_or_repeated(
    office: Office, at: str, why: str
) -> None:
    office.draft()
    with pytest.raises(ReleaseRefused, match=why):
        office.submit(at=at)
    assert office.version().state is State.DRAFT


def test_an_easy_read_twin_behind_the_chart(office: Office) -> None:
    office.out("cancer")
    office.draft("cancer-easy-read", kind="report")
    made = packet(
        "cancer-easy-read",
        1,
        "new",
        Words("Cancer in pictures", "Easy Read"),
        page("Easy"),
        made_from=MadeFrom("cancer", 1),
    )
    with transaction(office.clock) as t:
        transitions.submit(t, ANNE, transitions.freeze(made, nothing_found, ()), reason=WHY)
    office.approve("cancer-easy-read")
    office.publish("cancer-easy-read")
    address = "reports/cancer-easy-read/index.html"
    assert "made from version" not in office.read(address)
    office.next("cancer")
    assert "made from version 1; there is a newer one now" in office.read(address)
    assert verify().faults == ()


def _twin(office: Office, slug: str, readers: str) -> str:
    """A twin of the chart that is handed over; its hash."""
    office.draft(slug, kind="report")
    made = packet(
        slug,
        1,
        "new",
        Words("Cancer in pictures", "Easy Read"),
        page("Easy"),
        made_from=MadeFrom("cancer", 1),
        readers=readers,
    )
    with transaction(office.clock) as t:
        transitions.submit(t, ANNE, transitions.freeze(made, nothing_found, ()), reason=WHY)
    return made.sha256


def _read(office: Office, slug: str, by: Person, sha256: str) -> None:
    with transaction(office.clock) as t:
        transitions.readers_approve(t, by, slug, 1, sha256, reason="Six people read it")


def test_an_easy_read_twin_waits_for_a_reading_group_and_says_so(office: Office) -> None:
    office.out("cancer")
    sha256 = _twin(office, "cancer-easy-read", READING_GROUP)
    office.approve("cancer-easy-read")
    office.publish("cancer-easy-read")
    address = "reports/cancer-easy-read/index.html"
    assert "waiting for a reading group" in office.read(address)
    assert "/reports/cancer-easy-read/" in office.read("charts/cancer/index.html")
    for by, content, why in ((ANNE, sha256, "put a version in"), (BOB, "0" * 64, "changed since")):
        with pytest.raises(ReleaseRefused, match=why):
            _read(office, "cancer-easy-read", by, content)
    _read(office, "cancer-easy-read", BOB, sha256)
    office.publish()
    assert "waiting for" not in office.read(address)
    assert "read it first: a reading group" in office.read(address)
    with pytest.raises(ReleaseRefused, match="waits for no readers"):
        _read(office, "cancer", BOB, "")
    assert verify().faults == ()


def test_another_language_is_shown_to_nobody_before_native_readers_approve(office: Office) -> None:
    office.out("cancer")
    sha256 = _twin(office, "cancer-pl", "native readers of Polski")
    with pytest.raises(ReleaseRefused, match="waits for native readers of Polski"):
        office.approve("cancer-pl")
    _read(office, "cancer-pl", BEA, sha256)
    office.approve("cancer-pl")
    office.step("return_to_author", "cancer-pl")
    office.submit("cancer-pl", page("Other words"))  # what is made anew is read anew
    assert not office.version("cancer-pl").is_read


def test_what_is_no_longer_updated_stays_and_says_why(office: Office) -> None:
    office.out(text="SECRET-7")
    with transaction(office.clock) as t:
        transitions.end(t, PAM, "cancer", because="areas", reason=WHY)
    office.publish()
    for path in ("charts/cancer/index.html", "charts/cancer/1/index.html"):
        assert "SECRET-7" in office.read(path)
        assert "No longer updated. The areas it is about have changed." in office.read(path)
    office.next(how="revise")
    assert "No longer updated" not in office.read("charts/cancer/1/index.html")
    office.draft("never-out")
    with pytest.raises(ReleaseRefused, match="was never out"), transaction(office.clock) as t:
        transitions.end(t, PAM, "never-out", because="areas", reason=WHY)
    assert verify().faults == ()


def test_the_gate_blocks_and_nothing_is_frozen(office: Office) -> None:
    office.draft()
    made = packet("cancer", 1, "new", Words("Title", "Summary"), page("SECRET-7"))
    blocking: Gate = lambda *_: [Check("secret", True, "A secret"), Check("old", False, "Old")]  # noqa: E731
    with pytest.raises(Blocked, match="A secret"):
        transitions.freeze(made, blocking, ())
    assert office.holds("SECRET-7") == []


def test_what_the_gate_warns_of_is_kept_for_the_approver(office: Office) -> None:
    office.draft()
    made = packet("cancer", 1, "new", Words("Title", "Summary"), page())
    warning: Gate = lambda *_: [Check("old-figures", False, "From 2019")]  # noqa: E731
    with transaction(office.clock) as t:
        transitions.submit(t, ANNE, transitions.freeze(made, warning, ()), reason=WHY)
        assert ledger.events(t)[-1].details["warnings"] == ["old-figures"]
    assert frozen.checks("cancer", 1, 1) == [{"check": "old-figures", "message": "From 2019"}]


def test_frozen_files_that_were_changed_do_not_go_out(office: Office) -> None:
    version = office.approved()
    file = frozen.folder("cancer", 1, version.submission) / "data.csv"
    file.chmod(0o644)
    file.write_bytes(b"other")
    outcome = office.publish("cancer")
    assert "are not the ones approved" in outcome.stopped["cancer", 1]
    assert office.version().state is State.HELD
    assert office.holds("other", "public") == []


def test_what_is_withdrawn_comes_down_though_another_is_damaged(office: Office) -> None:
    office.out()
    office.out("teeth")
    (frozen.folder("teeth", 1, 1) / "version.json").unlink()
    made = office.withdraw("cancer", 1, because="disclosure")
    assert list(made.damaged) == ["teeth"]
    assert "Withdrawn" in office.read("charts/cancer/index.html")
    assert not (office.web / "charts" / "teeth").exists()
    assert any("teeth" in fault for fault in verify().faults)


def test_nothing_of_a_version_is_under_the_web_root_before_its_time(same_clock: Office) -> None:
    office = same_clock
    office.out("other", text="Other")
    at = soon(office)
    version = office.approved(text="SECRET-7", at=at)
    office.publish(is_rebuilt=True)
    assert office.holds("SECRET-7", "public") == []
    assert office.holds(version.content_sha256, "public") == []
    assert office.holds("cancer", "public") == []
    wait_until(office, at)
    office.publish()
    assert office.holds("SECRET-7", "public/current/")


def test_a_held_back_site_is_not_served_while_it_is_written(office: Office) -> None:
    """Nothing is below the web root until the pointer moves, not even for an instant."""
    office.out("other", text="Other")
    office.approved(text="SECRET-7")
    seen: list[str] = []

    def pages(_: object) -> dict[str, bytes]:
        seen.extend(path for path in office.holds("SECRET-7", "public/current/"))
        return {"index.html": b"home"}

    office.publish("cancer", pages=pages)
    assert seen == []
    assert office.read("index.html") == "home"


def test_the_pages_around_do_not_lie_over_a_release(office: Office) -> None:
    office.approved()
    for path in ("charts/cancer/index.html", "CHARTS/cancer/1/data.csv", "../out", "/etc/x"):
        with pytest.raises(PublicationFailed, match="would lie over"):
            office.publish("cancer", pages=lambda _, path=path: {path: b"x"})
    assert not office.web.exists()


def test_returned_at_any_time_before_it_is_out(office: Office) -> None:
    office.approved()
    assert office.step("return_to_author", by=PAM).state is State.DRAFT
    assert office.version().approvals == ()
    with pytest.raises(ReleaseRefused, match="not approved"):
        office.publish("cancer")


def test_what_is_published_is_not_returned_held_or_abandoned(office: Office) -> None:
    office.out()
    for step in ("return_to_author", "hold", "resume", "abandon"):
        with pytest.raises(ReleaseRefused, match="is published: it cannot"):
            office.step(step)


def test_once_submitted_it_stays_on_record(office: Office) -> None:
    office.draft()
    office.submit()
    assert office.step("abandon").state is State.ABANDONED
    assert frozen.read("cancer", 1, 1)


@pytest.mark.parametrize("is_fresh", [True, False])
def test_approving_and_publishing_need_a_fresh_sign_in(office: Office, is_fresh: bool) -> None:
    at = office.now.timestamp() - (899 if is_fresh else 901)
    office.draft()
    office.submit()
    bob, pam = replace(BOB, proved_at=at), replace(PAM, proved_at=at)
    if is_fresh:
        office.approve(by=bob)
        office.publish("cancer", person=pam)
    else:
        with pytest.raises(ReleaseRefused, match="sign in again"):
            office.approve(by=bob)
        office.approve()
        with pytest.raises(ReleaseRefused, match="sign in again"):
            office.publish("cancer", person=pam)


def test_what_points_to_a_page_is_known_before_it_is_withdrawn(office: Office) -> None:
    office.out("cancer")
    files = page("See")
    files["index.html"] += b'<a href="/charts/cancer/">Cancer</a>'
    office.draft("report", kind="report")
    office.submit("report", files=files)
    office.approve("report")
    office.publish("report")
    with transaction(office.clock, is_writing=False) as t:
        users = transitions.used_by("/charts/cancer/", others(public(t), ("cancer", 1)))
    assert users == ["report version 1"]


def test_a_site_that_was_lost_is_made_again(office: Office) -> None:
    office.out()
    shutil.rmtree(office.root / "public")
    assert "Nothing is in place" in " ".join(verify().faults)
    office.publish()
    assert "Figures" in office.read("charts/cancer/index.html")
    assert verify().faults == ()


def test_only_two_sites_are_kept(office: Office) -> None:
    for n in range(4):
        office.out(f"chart-{n}")
    assert len(list((office.root / "public" / "releases").iterdir())) == 2
    assert (office.root / "public" / "current").readlink().as_posix() == "releases/4"


def test_publishing_needs_the_role_and_an_approval(office: Office) -> None:
    office.draft()
    office.submit()
    with pytest.raises(ReleaseRefused, match="the role publisher"):
        office.publish("cancer", person=ANNE)
    with pytest.raises(ReleaseRefused, match="not approved"):
        office.publish("cancer")
