"""A place for releases, people with roles, and a clock that a test can turn."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from insight.roles import Person, Role
from publishing.releases import ledger, transitions
from publishing.releases.content import Packet, Words, mark, packet
from publishing.releases.gate import Check, Other
from publishing.releases.ledger import existing, transaction
from publishing.releases.lifecycle import Release, Version
from publishing.releases.london_time import LONDON
from publishing.releases.publication import Outcome, publish, take_down
from publishing.releases.record import PublicRecord

MARKS = (mark("notice") + mark("history")).decode()


def person(subject: str, *roles: Role, proved_at: float = float("inf"), name: str = "") -> Person:
    return Person(subject, name, frozenset(roles), proved_at)


ANNE = person("issuer anne", Role.AUTHOR)
BOB = person("issuer bob", Role.APPROVER)
BEA = person("issuer bea", Role.APPROVER, Role.AUTHOR)
PAM = person("issuer pam", Role.PUBLISHER)
ADA = person("issuer ada", Role.ADMIN)
WHY = "A reason"


def page(text: str = "Figures") -> dict[str, bytes]:
    """The files of a small chart page."""
    html = f"<!doctype html><title>{text}</title>{MARKS}<p>{text}</p>"
    return {"index.html": html.encode(), "data.csv": f"area,value\nA,{text}\n".encode()}


def nothing_found(_: Packet, __: Sequence[Other]) -> Sequence[Check]:
    return ()


def no_pages(_: PublicRecord) -> Mapping[str, bytes]:
    return {}


@dataclass
class Office:
    """Everything a test does with releases, at a time of its own."""

    root: Path
    now: datetime
    web: Path = field(init=False)

    def __post_init__(self) -> None:
        self.web = self.root / "public" / "current" / "web"

    def clock(self) -> datetime:
        return self.now

    def wait(self, **time: float) -> None:
        self.now += timedelta(**time)

    def draft(
        self, slug: str = "cancer", by: Person = ANNE, kind: str = "chart", figure: str = ""
    ) -> Version:
        with transaction(self.clock) as t:
            return transitions.draft(t, by, slug, kind, figure=figure, reason=WHY)

    def submit(
        self,
        slug: str = "cancer",
        files: Mapping[str, bytes] | None = None,
        by: Person = ANNE,
        at: str = "",
        title: str = "Cancer is found earlier",
        note: str = "Newer figures",
    ) -> Version:
        with transaction(self.clock) as t:
            version = existing(t, slug).versions[-1]
        words = Words(title, "What it says", note if version.number > 1 else "")
        made = packet(
            slug, version.number, version.change_kind, words, files or page(), scheduled_for=at
        )
        frozen = transitions.freeze(made, nothing_found, ())
        with transaction(self.clock) as t:
            return transitions.submit(t, by, frozen, reason=WHY)

    def step(self, what: str, slug: str = "cancer", by: Person = ANNE) -> Version:
        with transaction(self.clock) as t:
            number = existing(t, slug).versions[-1].number
            made: Version = getattr(transitions, what)(t, by, slug, number, reason=WHY)
            return made

    def approve(self, slug: str = "cancer", by: Person = BOB, sha256: str = "") -> Version:
        with transaction(self.clock) as t:
            version = existing(t, slug).versions[-1]
            content = sha256 or version.content_sha256
            return transitions.approve(t, by, slug, version.number, content, reason=WHY)

    def approved(self, slug: str = "cancer", at: str = "", text: str = "Figures") -> Version:
        self.draft(slug)
        self.submit(slug, page(text), at=at)
        return self.approve(slug)

    def publish(self, slug: str | None = None, **more: object) -> Outcome:
        """Publish what is due, and the newest version of a release where one is named."""
        asked = None
        if slug is not None:
            asked = (slug, self.release(slug).versions[-1].number)
        given = {"person": PAM, "pages": no_pages, "gate": nothing_found, "clock": self.clock}
        return publish(**(given | {"asked": asked} | more))  # type: ignore[arg-type]

    def out(self, slug: str = "cancer", text: str = "Figures") -> Version:
        """A release that is out."""
        self.approved(slug, text=text)
        self.publish(slug)
        return self.version(slug)

    def next(self, slug: str = "cancer", how: str = "correct", text: str = "Better") -> Version:
        """One more version of it, out."""
        with transaction(self.clock) as t:
            getattr(transitions, how)(t, ANNE, slug, reason=WHY)
        self.submit(slug, page(text), note=f"Now {text}")
        self.approve(slug)
        self.publish(slug)
        return self.version(slug)

    def withdraw(
        self, slug: str, number: int, because: str = "mistake", erase: bool = False
    ) -> Outcome:
        with transaction(self.clock) as t:
            transitions.withdraw(t, PAM, slug, number, because=because, erase=erase, reason=WHY)
        return take_down(PAM, no_pages, clock=self.clock)

    def release(self, slug: str = "cancer") -> Release:
        with transaction(self.clock, is_writing=False) as t:
            return existing(t, slug)

    def version(self, slug: str = "cancer") -> Version:
        return self.release(slug).versions[-1]

    def read(self, path: str) -> str:
        return (self.web / path).read_text(encoding="utf-8")

    def holds(self, secret: str, below: str = "") -> list[str]:
        """Every file below the folder whose bytes, or whose name, hold something."""
        found = (path for path in (self.root / below).rglob("*") if path.is_file())
        return [
            path.relative_to(self.root).as_posix()
            for path in found
            if secret.encode() in path.read_bytes() or secret in path.name
        ]


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    """An empty place for releases, this very minute."""
    database = tmp_path / "decisions" / "decisions.sqlite"
    monkeypatch.setenv("INSIGHT_DECISIONS_URL", f"sqlite:///{database}")
    # A power cut is not what is tested, and waiting for the disk is what takes long.
    monkeypatch.setattr("os.fsync", lambda _: None)
    monkeypatch.setenv("INSIGHT_RELEASES", str(tmp_path / "releases"))
    return Office(tmp_path / "releases", datetime.now(UTC))


def wall(moment: datetime) -> str:
    return f"{moment.astimezone(LONDON):%Y-%m-%d %H:%M}"


def soon(office: Office, minutes: int = 30) -> str:
    return wall(office.now + timedelta(minutes=minutes))


def wait_until(office: Office, at: str, minutes: float = 0) -> None:
    due = datetime.strptime(at, "%Y-%m-%d %H:%M").replace(tzinfo=LONDON)
    office.now = due.astimezone(UTC) + timedelta(minutes=minutes)


@pytest.fixture
def same_clock(office: Office, monkeypatch: pytest.MonkeyPatch) -> Office:
    """The database has the test's clock too, so that a test may turn both."""

    @contextmanager
    def both(clock: Callable[[], datetime], **more: bool) -> Iterator[ledger.Transaction]:
        with transaction(clock, **more) as t:
            yield replace(t, database_now=t.now)

    for module in ("publication", "ledger"):
        monkeypatch.setattr(f"publishing.releases.{module}.transaction", both)
    return office
