"""What the page of releases shows: the list, one version with its history and files, previews."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import sqlalchemy as sa
import streamlit as st

from insight.findings import Column, DataTable
from insight.findings.table import data_table
from insight.language.number_format import capital
from publishing.releases import access, calendar, frozen, ledger
from publishing.releases import tables as releases_tables
from publishing.releases.calendar import Entry
from publishing.releases.content import PAGE, media_type, thawed
from publishing.releases.gate import Check
from publishing.releases.ledger import transaction
from publishing.releases.lifecycle import OUT, Event, Kind, Release, State, Version
from publishing.releases.london_time import from_iso, wall_time

HOW = (
    "Submitting freezes every byte; another person approves those bytes; what is due goes out with"
    " one move. One person may stop a version; it takes two to start it."
)
POLICY = "script-src 'none'; form-action 'none'"
NO_SCRIPT = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'.encode()
HEIGHT = 700
AS_IT_IS = "As it is now"
NO_TITLE = {State.DRAFT: "none yet"}
# What a version's page is beside what is out; all others are still to come.
LOOKS = {
    State.PUBLISHED: AS_IT_IS,
    **dict.fromkeys((State.SUPERSEDED, State.WITHDRAWN, State.ABANDONED), "As it was"),
}


# What happened, as the history of a version says it.
HAPPENED = {
    Kind.DRAFT: "Drafted",
    Kind.SUBMIT: "Submitted for approval",
    Kind.RETURN: "Returned to its author",
    Kind.HOLD: "Held",
    Kind.RESUME: "Resumed, to be approved again",
    Kind.APPROVE: "Approved",
    Kind.LAPSE: "Approval ended: its approver lost the role",
    Kind.PUBLISHING: "Publication began",
    Kind.PUBLISHED: "Published",
    Kind.FAILED: "Publication failed",
    Kind.WITHDRAW: "Withdrawn",
    Kind.ABANDON: "Abandoned",
    Kind.READERS: "Its readers have read it",
    Kind.REDIRECT: "Moved to another address",
    Kind.ACCESS: "Somebody may look before its time",
    Kind.VIEW: "Looked at before its time",
    Kind.CALENDAR: "Calendar changed",
    Kind.REVOKE: "Somebody's roles were taken away",
    Kind.END: "No longer updated",
}


@dataclass(frozen=True)
class One:
    """A version as the page shows it. page, live: HTML of it, and of another that is out; '' for
    none. looks: what its page is, in words. makers: subjects of who may not approve it."""

    release: Release
    version: Version
    title: str
    events: tuple[Event, ...]
    files: tuple[tuple[str, int], ...]
    checks: tuple[tuple[str, str], ...]
    people: Mapping[str, str]
    makers: frozenset[str]
    looks: str
    page: str
    live: str


@dataclass(frozen=True)
class Things:
    """Every version, newest release first, and the calendar."""

    versions: tuple[tuple[Release, Version, str], ...]
    calendar: tuple[Entry, ...]


def state_of_things() -> Things:
    """Everything there is, in one look."""
    with transaction(is_writing=False) as t:
        found = [
            (release, version, _title(release, version))
            for release in reversed(ledger.releases(t).values())
            for version in reversed(release.versions)
        ]
        return Things(tuple(found), tuple(calendar.entries(t)))


def names(now: Things) -> dict[str, str]:
    """Each version by 'slug:number', in words that stay right whatever happens to it."""
    return {
        f"{release.release_id}:{version.number}": name(release, version)
        for release, version, _ in now.versions
    }


def name(release: Release, version: Version) -> str:
    """'early-cancer, version 2'."""
    return f"{release.slug}, version {version.number}"


def chosen(now: Things, key: str) -> One:
    """One version with all that is known of it."""
    release, version, title = next(
        (release, version, title)
        for release, version, title in now.versions
        if f"{release.release_id}:{version.number}" == key
    )
    live = next((each for each in release.versions if each.state is State.PUBLISHED), None)
    is_other = live is not None and live.number != version.number
    files = _files(release, version)
    with transaction(is_writing=False) as t:
        events = [each for each in ledger.events(t, release.release_id)]
        actors = list(t.rows(sa.select(releases_tables.actor)))
    return One(
        release,
        version,
        title,
        tuple(each for each in events if each.version in (0, version.number)),
        tuple((path, len(data)) for path, data in files.items()),
        tuple(
            (each["check"], each["message"])
            for each in frozen.checks(release.release_id, version.number, version.submission)
        ),
        {row.actor_id: row.name for row in actors},
        frozenset(row.subject for row in actors if row.actor_id in version.contributors),
        LOOKS.get(version.state, "As it will look"),
        _page(files, None if version.state in OUT else version),
        _page(_files(release, live)) if live is not None and is_other else "",
    )


def heading(one: One) -> tuple[str, str]:
    """The title of a version, and where it stands."""
    version = one.version
    return one.title or one.release.slug, f"{name(one.release, version)}: {_state(version)}"


def list_table(now: Things) -> DataTable:
    """Every version by its state, what is on its way first."""
    by_state = sorted(now.versions, key=lambda row: list(State).index(row[1].state))
    columns = [
        Column("Version", lambda row: name(row[0], row[1])),
        Column("State", lambda row: _state(row[1])),
        Column("Title", lambda row: row[2] or NO_TITLE.get(row[1].state, "none left")),
        Column("Last reason", lambda row: row[1].reason),
    ]
    return data_table("Releases and their versions", columns, by_state, pd.DataFrame())


def tables(one: One) -> list[DataTable]:
    """What the gate warned of, who did what when and why, and the files."""
    events = [
        Column("When (UTC)", lambda row: f"{from_iso(row.at_utc):%-d %B %Y, %H:%M}"),
        Column("What", lambda row: HAPPENED[row.kind]),
        Column("Who", lambda row: one.people.get(row.actor_id) or row.actor_id),
        Column("As", lambda row: capital(str(row.actor_role))),
        Column("Why", lambda row: row.reason),
    ]
    files = [
        Column("File", lambda row: row[0]),
        Column("Bytes", lambda row: f"{row[1]:,}", is_number=True),
    ]
    made = [
        checks_table("Warnings when it was submitted", one.checks),
        _table("Who did what, when and why", events, reversed(one.events)),
        _table(f"Files. SHA-256 of all: {one.version.content_sha256}", files, one.files),
    ]
    return [each for each in made if each.rows]


def blocked_table(found: tuple[Check, ...]) -> DataTable:
    """What the gate blocks a version for, one fault a row."""
    rows = [(each.check_id, each.message) for each in found if each.is_blocking]
    return checks_table("What the gate blocks", rows)


def checks_table(caption: str, rows: Sequence[tuple[str, str]]) -> DataTable:
    """What the gate found. rows: the id of a check, and what it says."""
    columns = [
        Column("What is wrong", lambda row: capital(row[0].replace("-", " "))),
        Column("Where, and what to do", lambda row: capital(row[1])),
    ]
    return _table(caption, columns, rows)


def calendar_table(now: Things) -> DataTable:
    """The calendar."""
    columns = [
        Column("What", lambda row: row.title),
        Column("State", lambda row: str(row.newest.state)),
        Column("When", lambda row: row.newest.date_text),
        Column("Why", lambda row: row.newest.reason),
    ]
    return _table("Calendar", columns, now.calendar)


def side_by_side(has_live: bool) -> tuple[Any, Any]:
    """Room for one page, or for two beside each other."""
    if not has_live:
        return st.container(), None
    left, right = st.columns(2)
    return left, right


def preview(room: Any, words: str, page: str) -> None:
    """A page in a frame of its own, without its scripts."""
    with room:
        st.markdown(f"**{words}**")
        st.iframe(page, height=HEIGHT, alt=words)


def _table(caption: str, columns: list[Column], rows: Any) -> DataTable:
    return data_table(caption, columns, rows, pd.DataFrame())


def _files(release: Release, version: Version) -> dict[str, bytes]:
    return frozen.read(release.release_id, version.number, version.submission)


def _title(release: Release, version: Version) -> str:
    files = _files(release, version)
    return thawed(files).words.title if files else ""


def _page(files: Mapping[str, bytes], version: Version | None = None) -> str:
    """A frozen page with its styles and pictures in it, as a frame can show it.

    version: where it is not out yet, which the page then says all over.
    """
    if PAGE not in files:
        return ""
    page = files[PAGE] if version is None else access.marked(files[PAGE], version)
    return framed(page, files)


def framed(page: bytes, files: Mapping[str, bytes]) -> str:
    """A page with what lies beside it in it, and no script."""
    for path, data in files.items():
        if path.endswith(".css"):
            link = rb'<link[^>]*href="(?:\./)?' + re.escape(path.encode()) + rb'"[^>]*>'
            style = b"<style>" + data + b"</style>"
            page = re.sub(link, style.replace(b"\\", b"\\\\"), page)
        elif path.endswith((".png", ".svg")):
            kind = media_type(path).encode()
            inline = b'src="data:' + kind + b";base64," + b64encode(data) + b'"'
            page = page.replace(b'src="' + path.encode() + b'"', inline)
    at = page.lower().find(b"<head>") + len(b"<head>") if b"<head>" in page.lower() else 0
    return (page[:at] + NO_SCRIPT + page[at:]).decode("utf-8", "replace")


def _state(version: Version) -> str:
    """'approved, due 10 December 2026 at 09:30'."""
    return ", ".join(filter(None, (str(version.state), _when(version))))


def _when(version: Version) -> str:
    if version.published_at:
        said = "was out from" if version.state is State.WITHDRAWN else "out since"
        return f"{said} {wall_time(from_iso(version.published_at))}"
    return f"due {wall_time(from_iso(version.scheduled_utc))}" if version.scheduled_utc else ""
