"""The calendar: what is confirmed stays so, and each change says why."""

from __future__ import annotations

import pytest

from publishing.releases import calendar, transitions
from publishing.releases.calendar import EntryState
from publishing.releases.ledger import transaction
from publishing.releases.lifecycle import ReleaseRefused
from publishing.releases.record import public
from publishing.releases.verification import verify
from tests.publishing.releases.conftest import (
    ANNE,
    BOB,
    WHY,
    Office,
    no_pages,
    soon,
    wait_until,
)

P, C = EntryState.PROVISIONAL, EntryState.CONFIRMED


def announce(office: Office, state: EntryState, date: str, release_id: str = "") -> None:
    with transaction(office.clock) as t:
        calendar.announce(
            t, ANNE, "spring", "Cancer", state, date, release_id=release_id, reason=WHY
        )


def change(office: Office, state: EntryState, date: str = "") -> None:
    with transaction(office.clock) as t:
        calendar.change(t, ANNE, "spring", state, date, reason="Later, for new figures")


def newest(office: Office) -> calendar.Change:
    with transaction(office.clock, is_writing=False) as t:
        return calendar.entries(t)[0].newest


def test_provisional_words_then_a_date_then_another_with_its_reason(office: Office) -> None:
    announce(office, P, "spring 2027")
    change(office, C, "2027-03-10 09:30")
    change(office, C, "2027-03-17 09:30")
    assert newest(office).date_text == "2027-03-17 09:30"
    with transaction(office.clock, is_writing=False) as t:
        made = calendar.entries(t)[0].changes
    assert [each.state for each in made] == [P, C, C]
    assert made[2].reason == "Later, for new figures"


@pytest.mark.parametrize(
    ("state", "date", "why"),
    [
        (P, "", "does not become provisional"),
        (C, "spring", "no time such as"),
        (C, "2027-03-28 01:30", "does not exist"),
        (C, "2020-03-28 09:30", "has passed"),
        (EntryState.PUBLISHED, "", "when its release does"),
    ],
)
def test_what_a_confirmed_entry_does_not_become(
    office: Office, state: EntryState, date: str, why: str
) -> None:
    announce(office, C, "2027-03-10 09:30")
    with pytest.raises(ReleaseRefused, match=why):
        change(office, state, date)
    assert newest(office).date_text == "2027-03-10 09:30"


def test_what_is_cancelled_stays_so_and_an_id_is_not_given_twice(office: Office) -> None:
    announce(office, C, "2027-03-10 09:30")
    change(office, EntryState.CANCELLED)
    with pytest.raises(ReleaseRefused, match="does not become"):
        change(office, C, "2027-03-10 09:30")
    with pytest.raises(ReleaseRefused, match="already"):
        announce(office, P, "summer")


def test_an_approver_alone_announces_nothing(office: Office) -> None:
    with pytest.raises(ReleaseRefused, match="you need the role"), transaction(office.clock) as t:
        calendar.announce(t, BOB, "spring", "Cancer", P, "spring", reason=WHY)


def test_a_version_goes_out_when_the_calendar_says(office: Office) -> None:
    office.draft()
    announce(office, C, "2027-03-10 09:30", "cancer")
    with pytest.raises(ReleaseRefused, match="The calendar says 2027-03-10 09:30"):
        office.submit(at="2027-03-11 09:30")
    with pytest.raises(ReleaseRefused, match="The calendar says 2027-03-10 09:30"):
        office.submit()
    assert list((office.root / "frozen" / ".incoming").iterdir()) == []  # nothing refused is kept
    office.submit(at="2027-03-10 9:30")
    with pytest.raises(ReleaseRefused, match="return it first"):
        change(office, C, "2027-03-11 09:30")


@pytest.mark.slow
def test_an_entry_is_published_with_its_release(same_clock: Office) -> None:
    """In the very site that it goes out with, and not a minute later."""
    office = same_clock
    office.draft()
    at = soon(office)
    announce(office, C, at, "cancer")
    office.submit(at=at)
    office.approve()
    wait_until(office, at)
    seen: list[EntryState] = []

    def pages(record: object) -> dict[str, bytes]:
        seen.extend(each.newest.state for each in record.calendar)  # type: ignore[attr-defined]
        return no_pages(record)  # type: ignore[arg-type,return-value]

    office.publish(pages=pages)
    assert seen == [EntryState.PUBLISHED]
    assert newest(office).state is EntryState.PUBLISHED
    assert office.publish().is_moved is False
    assert verify().faults == ()
    with transaction(office.clock, is_writing=False) as t:
        assert public(t).calendar[0].newest.at_utc == office.version().published_at


def test_a_correction_meanwhile_is_not_what_was_promised(office: Office) -> None:
    office.out()
    announce(office, C, soon(office), "cancer")
    office.next()
    assert newest(office).state is EntryState.CONFIRMED


def test_only_a_release_that_there_is_can_be_announced(office: Office) -> None:
    """An entry may also stand alone, before anything is drafted."""
    with pytest.raises(ReleaseRefused, match="There is no release"):
        announce(office, P, "spring", "nothing")
    with transaction(office.clock) as t:
        transitions.draft(t, ANNE, "cancer", "chart", reason=WHY)
    announce(office, P, "spring", "cancer")


def test_no_detail_of_a_person_is_announced(office: Office) -> None:
    """No gate sees the calendar, and no second person."""
    announce(office, P, "spring 2027")
    for reason in ("Ring 07700 900123 about it", "Dr Hexelby is away"):
        with transaction(office.clock) as t, pytest.raises(ReleaseRefused, match="seem to hold a"):
            calendar.change(t, ANNE, "spring", P, "", reason=reason)
    with transaction(office.clock) as t, pytest.raises(ReleaseRefused, match="hold a name"):
        calendar.announce(t, ANNE, "autumn", "Words of Dr Hexelby", P, "autumn", reason=WHY)
