"""Nothing is published that a second person has not approved, whichever way one tries."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from insight.roles import LOCAL, Person, Role
from publishing.releases import ledger, transitions
from publishing.releases.ledger import transaction
from publishing.releases.lifecycle import ReleaseRefused, State
from publishing.releases.publication import PublicationFailed
from publishing.releases.verification import verify
from tests.publishing.releases.conftest import (
    ADA,
    ANNE,
    BEA,
    BOB,
    PAM,
    WHY,
    Office,
    page,
    person,
)

ALL = tuple(Role)


def refused(office: Office, who: Person) -> None:
    with pytest.raises(ReleaseRefused, match="a second person"):
        office.approve(by=who)
    assert office.version().state is State.IN_REVIEW


def test_the_author_with_another_name_or_address(office: Office) -> None:
    office.draft()
    office.submit()
    refused(office, person(ANNE.subject, Role.APPROVER, name="anne.other@example.org"))


def test_whoever_only_drafted_it_or_only_submitted_it(office: Office) -> None:
    office.draft(by=BEA)
    office.submit(by=ANNE)
    refused(office, BEA)
    refused(office, person(ANNE.subject, *ALL))
    assert office.approve(by=BOB).state is State.APPROVED


def test_a_small_edit_by_a_third_person_changes_nothing(office: Office) -> None:
    """A writes, B puts a comma right, A approves: the last to edit is not the only author."""
    office.draft(by=BEA)
    office.submit(by=BEA)
    office.step("return_to_author", by=BOB)
    office.submit(by=ANNE, files=page("A comma"))
    refused(office, BEA)


def test_the_reviewer_who_returned_it_may_approve_what_comes_back(office: Office) -> None:
    office.draft()
    office.submit()
    office.step("return_to_author", by=BOB)
    office.submit()
    assert office.approve(by=BOB).state is State.APPROVED


def test_whoever_resumes_it_does_not_approve_it(office: Office) -> None:
    office.draft()
    office.submit()
    office.step("hold", by=BOB)
    office.step("resume", by=BOB)
    refused(office, BOB)


def test_one_machine_without_sign_in_is_one_person(office: Office) -> None:
    office.draft(by=LOCAL)
    office.submit(by=LOCAL)
    refused(office, LOCAL)


def test_an_administrator_alone_and_an_author_who_is_one(office: Office) -> None:
    admin = person("issuer anne", Role.AUTHOR, Role.ADMIN)
    office.draft(by=admin)
    office.submit(by=admin)
    refused(office, admin)
    office.approve(by=ADA)
    with pytest.raises(ReleaseRefused, match="not approved"):
        office.publish("cancer")


def test_a_second_account_of_one_name_is_for_a_person_to_judge(office: Office) -> None:
    office.draft(by=person("issuer anne", Role.AUTHOR, name="Anne Example"))
    office.submit(by=person("issuer anne", Role.AUTHOR))
    office.approve(by=person("issuer anne-2", Role.APPROVER, name="anne example"))
    assert verify().remarks == ("Two accounts of one name took part in cancer version 1",)


@pytest.mark.slow
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(
            st.sampled_from(
                ["submit", "return_to_author", "hold", "resume", "approve", "publish", "draft"]
            ),
            st.sampled_from([ANNE, BEA, BOB, ADA, person("issuer bea", *ALL), LOCAL, PAM]),
            st.sampled_from(["One", "Two"]),
        ),
        min_size=6,
        max_size=25,
    )
)
def test_random_people_never_publish_bytes_that_nobody_else_approved(
    office: Office, taken: list[tuple[str, Person, str]]
) -> None:
    """Through the functions that pages and commands call, on a database, with a site at the end."""
    slug = f"chart-{office.now.timestamp():.6f}".replace(".", "-")
    office.wait(microseconds=1)
    put_in: set[str] = set()
    approved: dict[str, set[str]] = {}
    shown = ""
    for step, who, text in [("draft", ANNE, ""), *taken]:
        try:
            if step == "submit":
                shown = office.submit(slug, page(text), by=who).content_sha256
            elif step == "approve":
                office.approve(slug, by=who, sha256=shown or "0" * 64)
                approved.setdefault(shown, set()).add(who.subject)
            elif step == "publish":
                office.publish(slug, person=who)
            elif step == "draft":
                office.draft(slug, by=who)
            else:
                office.step(step, slug, by=who)
        except (ReleaseRefused, PublicationFailed):
            continue
        if step in ("draft", "submit", "resume"):
            put_in.add(who.subject)
        version = office.version(slug)
        if version.state is State.PUBLISHED:
            assert approved[version.content_sha256] - put_in
            return


def test_a_row_written_past_every_check_is_found_and_is_worth_nothing(office: Office) -> None:
    office.draft()
    version = office.submit()
    with transaction(office.clock) as t:
        _, previous = ledger.last_sha256(t)
        made = ledger.events(t)[-1]
        forged = ledger.Event(
            made.event_id + 1,
            "cancer",
            1,
            ledger.Kind.APPROVE,
            made.actor_id,
            Role.APPROVER,
            made.at_utc,
            made.database_at,
            WHY,
            version.content_sha256,
            made.event_id,
        )
        t.add(ledger.tables.release_event, [ledger.event_row(forged, previous)])
    assert "a second person does" in " ".join(verify().faults)
    with pytest.raises(ReleaseRefused, match="a second person"):
        office.publish("cancer")


def test_roles_are_not_given_back_by_oneself(office: Office) -> None:
    with transaction(office.clock) as t:
        actor = ledger.actor_id(t, ADA)
        with pytest.raises(ReleaseRefused, match="Another administrator"):
            transitions.revoke(t, ADA, actor, is_undone=True, reason=WHY)
