"""A site made once for all who look at it: a sample of the embedded figures."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from insight.store import current_path, open_cached
from publishing.releases import notices
from publishing.releases.calendar import Change as CalendarChange
from publishing.releases.calendar import Entry, EntryState
from publishing.releases.record import PublicRelease, Tombstone
from publishing.site import command
from publishing.site.outline import Change, Listed, Outline
from publishing.site.sample import sample
from tests.conftest import made_once

AT = datetime(2026, 12, 10, 9, 30, tzinfo=UTC).isoformat(timespec="microseconds")
HOSTILE = 'Smoking <b>&amp; "more"</b>, a; b\\ ü'


@pytest.fixture(scope="session")
def site(common_folder: Path, real_store_folder: Path) -> Path:
    """The folder of a sample, with the page in place of something withdrawn."""

    def make(folder: Path) -> None:
        store = open_cached(current_path(real_store_folder))
        gone = Tombstone("smoking", 1, "0" * 64, AT, AT, "mistake", True, ())
        release = PublicRelease("smoking", "chart", "smoking", (), (gone,))
        pages = {"withdrawn/smoking/1.html": notices.tombstone(release, gone)}
        command.write(folder / "web", sample(store) | pages)
        store.connection.close()

    return made_once(common_folder / "site", make) / "web"


@pytest.fixture
def of() -> Outline:
    """A chart that is out, one that was withdrawn, and one that is announced."""
    address = "/charts/smoking/"
    chart = Listed("chart", "smoking", address, HOSTILE, HOSTILE, 2, AT, ("E08000012",), ("a",))
    changes = (
        Change(AT, f"{address}2/", "smoking/2", HOSTILE, "correction", HOSTILE),
        Change(AT, "/charts/gone/1/", "gone/1/withdrawn", "Withdrawn: a chart", "withdrawn", "Why"),
    )
    calendar = (
        _entry("soon", EntryState.CONFIRMED, "2027-01-14 09:30"),
        _entry("later", EntryState.PROVISIONAL, "in spring"),
        _entry("off", EntryState.CANCELLED, "2027-07-14 09:30"),
    )
    return Outline((chart,), changes, calendar)


def _entry(entry_id: str, state: EntryState, date_text: str) -> Entry:
    return Entry(entry_id, HOSTILE * 3, "", (CalendarChange(state, date_text, "Announced", AT),))
