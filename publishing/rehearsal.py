"""A release from its first draft to its tombstone, gone through by three made-up people.

Real figures, the real gate and the real steps, in a folder of its own, with a database and a web
root of its own: nothing of it goes near what is published. Each step says what was done, by whom,
and what came of it. Let through is that contacts are examples, and that a program is not installed.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from insight.roles import Person, Role
from publishing import parts
from publishing.gate.checks import gate
from publishing.releases import transitions
from publishing.releases.content import Packet
from publishing.releases.gate import UNTRIED, Blocked, Check, Other
from publishing.releases.ledger import Transaction, existing, transaction
from publishing.releases.lifecycle import Release, ReleaseRefused
from publishing.releases.publication import Outcome, publish, take_down
from publishing.releases.submission import Wish, prepare
from publishing.releases.verification import verify
from publishing.releases.web_root import folder

CHART, PLACE, OTHER = "early-cancer", "halton", "child-poverty"
FIGURES = {
    CHART: "early-cancer-diagnosis-areas",
    OTHER: "child-poverty-areas",
    PLACE: parts.SHOWN("place", PLACE),
}
LET_THROUGH = {"contact", UNTRIED}
REASON, NEXT = "A rehearsal", "December 2027"
FAULTS, OK = 1, 0


def _person(name: str, *roles: Role) -> Person:
    return Person(f"rehearsal {name.lower()}", name, frozenset(roles), float("inf"))


AUTHOR = _person("Anne", Role.AUTHOR, Role.APPROVER)  # may approve, but not her own
APPROVER = _person("Bob", Role.APPROVER)
PUBLISHER = _person("Pam", Role.PUBLISHER)


def add_verb(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the verb to a command line. It sets `run`, which returns an exit code."""
    what = "go through a release from draft to tombstone, in a folder of its own"
    command = commands.add_parser("rehearsal", help=what, description=what)
    command.add_argument("--out", type=Path, required=True, metavar="DIR", help="a new folder")
    command.set_defaults(run=lambda options: rehearse(options.out))


def rehearse(out: Path, say: Callable[[str], None] = print) -> int:
    """Go through it, and say what happens. Returns an exit code. Raises ReleaseRefused."""
    if out.exists() and any(out.iterdir()):
        raise ReleaseRefused(f"{out} is not empty: name a new folder")
    with _apart(out.resolve()):
        steps = _Steps(say)
        steps.publish_two()
        steps.correct()
        steps.withdraw_another()
        return steps.verify()


class _Steps:
    """The steps, in order. say: is told what was done."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self.say = say
        self.started = time.perf_counter()
        self.let_through: set[str] = set()
        self.web = folder() / "current" / "web"

    def publish_two(self) -> None:
        """A chart and the page of a Place, by one person and approved by another."""
        self._submitted(CHART, "chart")
        self._refused(
            "approve her own chart",
            lambda t: transitions.approve(
                t, AUTHOR, CHART, 1, existing(t, CHART).version(1).content_sha256, reason=REASON
            ),
        )
        self._approved(CHART)
        self._submitted(PLACE, "place")
        self._refused(
            "approve bytes that he was not shown",
            lambda t: transitions.approve(t, APPROVER, PLACE, 1, "0" * 64, reason=REASON),
            APPROVER,
        )
        self._approved(PLACE)
        self._looked(f"charts/{CHART}/", is_there=False)
        for slug in (CHART, PLACE):
            self._out(slug)
        self._looked(f"charts/{CHART}/")
        self._looked(f"places/{PLACE}/")
        self._looked("releases.xml")

    def correct(self) -> None:
        """A second version that puts a mistake right; the first says so."""
        with transaction() as t:
            transitions.correct(t, AUTHOR, CHART, reason=REASON)
        self._said(AUTHOR, f"begins a correction of {CHART}")
        self._frozen(CHART, Wish(change_note="A name was wrong.", next_update=NEXT))
        self._approved(CHART)
        self._out(CHART)
        self._looked(f"charts/{CHART}/1/", "There is a newer version")

    def withdraw_another(self) -> None:
        """Another chart goes out and is taken back with every byte of it."""
        self._submitted(OTHER, "chart")
        self._approved(OTHER)
        self._out(OTHER)
        title = self._page(f"charts/{OTHER}/").partition("<h1>")[2].partition("</h1>")[0]
        with transaction() as t:
            transitions.withdraw(
                t, PUBLISHER, OTHER, 1, because="mistake", erase=True, reason=REASON
            )
        take_down(PUBLISHER, parts.PAGES)
        self._said(PUBLISHER, f"withdraws {OTHER}, and erases it")
        self._looked(f"charts/{OTHER}/", "Its figures were wrong")
        left = [
            path.relative_to(folder())
            for path in folder().parent.rglob("*")
            if path.is_file() and title.encode() in path.read_bytes()
        ]
        if left:
            raise ReleaseRefused(f"{title} is still in {left[0]}")
        self.say("    no file anywhere holds its title any more")

    def verify(self) -> int:
        """Every event and every byte read again."""
        report = verify()
        for fault in report.faults:
            self.say(f"    FAULT {fault}")
        pages = sum(1 for _ in self.web.rglob("index.html"))
        self.say(
            f"verify: {report.events} events and {report.files} files read again,"
            f" {len(report.faults)} faults. {pages} pages are out, in"
            f" {self.web}. {time.perf_counter() - self.started:.0f} s"
        )
        return FAULTS if report.faults else OK

    def _submitted(self, slug: str, kind: str) -> None:
        with transaction() as t:
            transitions.draft(t, AUTHOR, slug, kind, figure=FIGURES[slug], reason=REASON)
        self._said(AUTHOR, f"drafts {slug}, a {kind}")
        self._frozen(slug, Wish(next_update=NEXT))

    def _frozen(self, slug: str, wish: Wish) -> None:
        ready = prepare(slug, self._gate, parts.RENDER, wish)
        for each in ready.warnings:
            self.say(f"    the gate warns: {each.message}")
        with transaction() as t:
            version = transitions.submit(t, AUTHOR, ready, reason=REASON)
        self._said(
            AUTHOR,
            f"submits version {version.number}: {len(ready.packet.files)} files,"
            f" SHA-256 {version.content_sha256[:16]}…",
        )

    def _approved(self, slug: str) -> None:
        with transaction() as t:
            version = existing(t, slug).versions[-1]
            transitions.approve(
                t, APPROVER, slug, version.number, version.content_sha256, reason=REASON
            )
        self._said(APPROVER, f"approves version {version.number} of {slug}, by its hash")

    def _out(self, slug: str) -> None:
        made: Outcome = publish(
            PUBLISHER,
            parts.PAGES,
            self._gate,
            asked=(slug, self._release(slug).versions[-1].number),
        )
        if not made.published:
            raise ReleaseRefused(f"{slug} did not go out: {'; '.join(made.stopped.values())}")
        self._said(PUBLISHER, f"publishes {slug}: site {made.number} is in place")

    def _refused(
        self, what: str, step: Callable[[Transaction], object], who: Person = AUTHOR
    ) -> None:
        try:
            with transaction() as t:
                step(t)
        except ReleaseRefused as refusal:
            self._said(who, f"tries to {what}: refused. {refusal}")
        else:
            raise ReleaseRefused(f"{who.name} could {what}")

    def _looked(self, path: str, words: str = "", *, is_there: bool = True) -> None:
        file = self.web / (f"{path}index.html" if path.endswith("/") else path)
        if file.is_file() is not is_there or words not in (self._page(path) if is_there else words):
            raise ReleaseRefused(f"/{path} is not as it should be")
        size = f"{file.stat().st_size / 1000:.1f} kB" if is_there else "not there yet"
        self.say(f"    /{path}: {size}" + f", says “{words}”" * bool(words))

    def _page(self, path: str) -> str:
        file = self.web / (f"{path}index.html" if path.endswith("/") else path)
        return file.read_text(encoding="utf-8")

    def _release(self, slug: str) -> Release:
        with transaction(is_writing=False) as t:
            return existing(t, slug)

    def _said(self, who: Person, what: str) -> None:
        self.say(f"{who.name} ({', '.join(sorted(who.roles, reverse=True))}) {what}")

    def _gate(self, packet: Packet, others: Sequence[Other]) -> Sequence[Check]:
        """The gate, which would not let all of this out; a rehearsal may have it."""
        found = parts.GATE(packet, others)
        for each in found:
            is_let = each.check_id in LET_THROUGH and each.is_blocking
            if is_let and each.message not in self.let_through:
                self.let_through.add(each.message)
                self.say(f"    the gate would block this, but for a rehearsal: {each.message}")
        return _but_for_contacts(found)


def gate_but_for_contacts(packet: Packet, others: Sequence[Other]) -> Sequence[Check]:
    """The gate of a rehearsal: example contacts may go out, and what no program could try. Raises
    Blocked for all else."""
    return _but_for_contacts(gate(packet, others))


def _but_for_contacts(found: Sequence[Check]) -> Sequence[Check]:
    kept = [each for each in found if each.check_id not in LET_THROUGH]
    if any(each.is_blocking for each in kept):
        raise Blocked(kept)
    return kept


@contextmanager
def _apart(out: Path) -> Iterator[None]:
    """Releases and decisions in a folder of their own, and back to the usual ones at the end."""
    out.mkdir(parents=True, exist_ok=True)
    apart = {
        "INSIGHT_RELEASES": str(out / "releases"),
        "INSIGHT_DECISIONS_URL": f"sqlite:///{out / 'decisions.sqlite'}",
    }
    before = {name: os.environ.get(name) for name in apart}
    os.environ.update(apart)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
