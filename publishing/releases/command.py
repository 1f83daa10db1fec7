"""The verbs of `python -m publishing` that are about releases."""

from __future__ import annotations

import argparse
import tomllib
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path

import sqlalchemy as sa

from insight.roles import Person
from insight.store import decisions
from publishing.releases import (
    access,
    calendar,
    frozen,
    ledger,
    operating_system,
    tables,
    transitions,
)
from publishing.releases.calendar import EntryState
from publishing.releases.content import (
    MadeFrom,
    Rendering,
    Source,
    thawed,
)
from publishing.releases.gate import Blocked, Check, Gate
from publishing.releases.ledger import Transaction, existing, transaction
from publishing.releases.lifecycle import (
    ENDINGS,
    WITHDRAWALS,
    Event,
    Release,
    ReleaseRefused,
    Version,
)
from publishing.releases.london_time import from_iso, wall_time
from publishing.releases.publication import Outcome, PublicationFailed, publish, take_down
from publishing.releases.record import FrozenFilesDiffer, PublicRecord, digests, others, public
from publishing.releases.submission import Render, Shown, Wish, packet_of, prepare
from publishing.releases.transitions import KINDS
from publishing.releases.verification import verify
from publishing.releases.web_root import SitePages

STOPS = (ReleaseRefused, PublicationFailed, FrozenFilesDiffer, OSError, decisions.DecisionRefused)
WHO = (
    "Who you are at the command line is the user of this machine, and your roles are those of your"
    " groups, by data/decisions/people.toml (or INSIGHT_PEOPLE). Nothing proves more than that: a"
    " terminal that is logged in counts as a fresh sign-in."
)
REASON = "kept for ever: no figure, no name"
RETELLS = "what it retells"
FIGURE = "what it shows: of a chart its address in the dashboard, of a Place its area code"
Run = Callable[[argparse.Namespace, Person], int]
OK, FAULTS = 0, 1


def add_verbs(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    gate: Gate,
    pages: SitePages,
    render: Render,
    shown: Shown,
) -> None:
    """Add the verbs to a command line. Each sets `run`, which returns an exit code.

    gate: what a version is checked for. pages: the site around releases. render: makes the files
    of what a release shows. shown: what a page shows by its first slug.
    """

    def verb(name: str, run: Run, help_: str, *names: str) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=help_, description=help_, epilog=WHO)
        for each in names:
            command.add_argument(each, type=int if each == "version" else str)
        command.set_defaults(run=lambda options: run(options, operating_system.person()))
        return command

    def reason(command: argparse.ArgumentParser) -> None:
        command.add_argument("--reason", required=True, help=REASON)

    command = verb("draft", _draft(shown), "begin a release", "slug")
    command.add_argument("--kind", choices=list(KINDS), default="chart")
    command.add_argument("--figure", default="", help=FIGURE)
    reason(command)
    for name, what in (
        ("correct", "begin a version that puts a mistake right"),
        ("revise", "begin a version with newer or better figures, where nothing was wrong"),
    ):
        command = verb(name, _again, what, "slug")
        command.add_argument("--figure", default="", help=FIGURE)
        command.set_defaults(step=name)
        reason(command)

    for name, run, what in (
        ("check", _check(gate, render), "say what the gate finds of a draft, and freeze nothing"),
        ("submit", _submit(gate, render), "freeze files and hand them over for approval"),
    ):
        command = verb(name, run, what, "slug")
        command.add_argument(
            "--files", type=Path, metavar="DIR", help="the files; rendered from its figure without"
        )
        command.add_argument("--title", default="", help="the finding, as readers are told")
        command.add_argument("--summary", default="")
        command.add_argument("--next-update", default="", help="for readers; where it is rendered")
        command.add_argument("--change-note", default="", help="what changed, for readers")
        command.add_argument("--at", default="", help="London time, such as '2026-12-10 09:30'")
        command.add_argument("--sources", type=Path, help="TOML: a [[source]] for each file used")
        command.add_argument("--build", default="", help="the store it was made from")
        command.add_argument("--made-from", default="", metavar="SLUG:VERSION", help=RETELLS)
    reason(command)  # to submit; who only checks owes none

    command = verb(
        "approve",
        partial(_of_bytes, transitions.approve),
        "approve the bytes with this hash",
        "slug",
        "version",
    )
    command.add_argument("--sha256", required=True, help="as `show` says it")
    reason(command)
    command = verb(
        "readers",
        partial(_of_bytes, transitions.readers_approve),
        "say that a reading group, or native readers, have read it",
        "slug",
        "version",
    )
    command.add_argument("--sha256", required=True, help="of what they read, as `show` says it")
    reason(command)

    for name, step, what in (
        ("return", "return_to_author", "send a version back to its author"),
        ("hold", "hold", "stop a version: one person may"),
        ("resume", "resume", "let a held version go on, to be approved again"),
        ("abandon", "abandon", "give a version up"),
    ):
        command = verb(name, _step, what, "slug", "version")
        command.set_defaults(step=step)
        reason(command)

    command = verb("publish", _publish(gate, pages), "publish what is due; a timer does so")
    command.add_argument("slug", nargs="?", help="also this release's approved version, now")
    command.add_argument("--rebuild", action="store_true", help="also where nothing changed")

    command = verb("withdraw", _withdraw(pages), "take a version off the web", "slug", "version")
    command.add_argument("--because", required=True, choices=list(WITHDRAWALS))
    command.add_argument("--erase", action="store_true", help="delete its bytes everywhere")
    reason(command)

    command = verb("end", _end, "say that a release is no longer updated, and why", "slug")
    command.add_argument("--because", required=True, choices=list(ENDINGS))
    reason(command)

    command = verb("redirect", _redirect, "give a release another address", "slug", "to")
    reason(command)

    command = verb("access", _access, "let somebody see it before its time", "slug", "version")
    command.add_argument("--name", required=True, help="published with it")
    command.add_argument("--organisation", required=True, help="published with it")
    command.add_argument("--subject", default="", help="who they are to the sign-in service")
    command.add_argument("--reason", required=True, help="published with it")

    command = verb("calendar", _calendar, "list, announce and change what is to come")
    command.add_argument("entry", nargs="?", help="id of an entry; without one, all are listed")
    command.add_argument("--state", choices=[each for each in EntryState if each != "published"])
    command.add_argument("--date", default="", help="words; once confirmed a London time")
    command.add_argument("--title", default="", help="for a new entry")
    command.add_argument("--release", default="", help="for a new entry: the release it is")
    command.add_argument("--reason", default="Announced", help="readers are told")

    command = verb("revoke", _revoke, "take somebody's roles away at once", "actor")
    command.add_argument("--undo", action="store_true", help="let their roles count again")
    reason(command)

    verb("verify", _verify, "prove that what is out is what was approved")
    verb("list", _list, "list releases and their versions")
    verb("show", _show, "show what happened to a release, and what its files are", "slug")


def _draft(shown: Shown) -> Run:
    def run(options: argparse.Namespace, person: Person) -> int:
        figure = options.figure or shown(options.kind, options.slug)
        with transaction() as t:
            made = transitions.draft(
                t, person, options.slug, options.kind, figure=figure, reason=options.reason
            )
        return _said(options.slug, made)

    return run


def _again(options: argparse.Namespace, person: Person) -> int:
    begin = {"correct": transitions.correct, "revise": transitions.revise}[options.step]
    with transaction() as t:
        slug = ledger.identity(t, options.slug)
        made = begin(t, person, slug, figure=options.figure, reason=options.reason)
    return _said(slug, made)


def _check(gate: Gate, render: Render) -> Run:
    def run(options: argparse.Namespace, _: Person) -> int:
        with transaction(is_writing=False) as t:
            slug = ledger.identity(t, options.slug)
        found = gate(*packet_of(slug, render, _wish(options), _given(options)))
        _print_checks(found)
        is_blocked = any(each.is_blocking for each in found)
        print(f"The gate {'blocks it' if is_blocked else 'lets it through'}")
        return FAULTS if is_blocked else OK

    return run


def _submit(gate: Gate, render: Render) -> Run:
    def run(options: argparse.Namespace, person: Person) -> int:
        with transaction(is_writing=False) as t:
            slug = ledger.identity(t, options.slug)
        try:
            ready = prepare(slug, gate, render, _wish(options), _given(options))
        except Blocked as blocked:
            _print_checks(blocked.found)
            raise
        _print_checks(ready.warnings)
        with transaction() as t:
            submitted = transitions.submit(t, person, ready, reason=options.reason)
        print(f"Frozen: {len(ready.packet.files)} files, SHA-256 {submitted.content_sha256}")
        return _said(slug, submitted)

    return run


def _wish(options: argparse.Namespace) -> Wish:
    return Wish(
        title=options.title,
        summary=options.summary,
        change_note=options.change_note,
        scheduled_for=options.at,
        next_update=options.next_update,
        build_id=options.build,
        made_from=_made_from(options.made_from),
    )


def _given(options: argparse.Namespace) -> Rendering | None:
    """The files that somebody hands in; None where they are to be rendered."""
    if options.files is None:
        return None
    return Rendering("", "", _files(options.files), tuple(_sources(options.sources)), "")


def _of_bytes(step: Callable[..., Version], options: argparse.Namespace, person: Person) -> int:
    """A step that is about the bytes with a hash: approving them, or having read them."""
    with transaction() as t:
        slug = ledger.identity(t, options.slug)
        made = step(t, person, slug, options.version, options.sha256, reason=options.reason)
    return _said(slug, made)


def _end(options: argparse.Namespace, person: Person) -> int:
    with transaction() as t:
        slug = ledger.identity(t, options.slug)
        transitions.end(t, person, slug, because=options.because, reason=options.reason)
    print(f"{options.slug} is no longer updated, from the next publication on")
    return OK


def _step(options: argparse.Namespace, person: Person) -> int:
    step = getattr(transitions, options.step)
    with transaction() as t:
        slug = ledger.identity(t, options.slug)
        made = step(t, person, slug, options.version, reason=options.reason)
    return _said(slug, made)


def _publish(gate: Gate, pages: SitePages) -> Run:
    def run(options: argparse.Namespace, person: Person) -> int:
        asked = None
        if options.slug:
            with transaction(is_writing=False) as t:
                slug = ledger.identity(t, options.slug)
                asked = (slug, existing(t, slug).versions[-1].number)
        made = publish(
            person,
            pages,
            gate,
            asked=asked,
            roles_now=operating_system.roles_now,
            is_rebuilt=options.rebuild,
        )
        _print_outcome(made)
        return FAULTS if made.stopped else OK

    return run


def _withdraw(pages: SitePages) -> Run:
    def run(options: argparse.Namespace, person: Person) -> int:
        with transaction() as t:
            slug = ledger.identity(t, options.slug)
            pages_out = public(t, damaged={})
            transitions.withdraw(
                t,
                person,
                slug,
                options.version,
                because=options.because,
                erase=options.erase,
                reason=options.reason,
            )
        _print_outcome(take_down(person, pages))
        _print_left(pages_out, slug, options.version, is_erased=options.erase)
        return OK

    return run


def _redirect(options: argparse.Namespace, person: Person) -> int:
    with transaction() as t:
        slug = ledger.identity(t, options.slug)
        transitions.redirect(t, person, slug, options.to, reason=options.reason)
    print(f"{options.slug} is now {options.to}, from the next publication on")
    return OK


def _access(options: argparse.Namespace, person: Person) -> int:
    with transaction() as t:
        slug = ledger.identity(t, options.slug)
        access.grant(
            t,
            person,
            slug,
            options.version,
            name=options.name,
            organisation=options.organisation,
            subject=options.subject,
            reason=options.reason,
        )
    print(f"{options.name} may see {slug} version {options.version} a day before its time")
    return OK


def _calendar(options: argparse.Namespace, person: Person) -> int:
    with transaction(is_writing=bool(options.entry)) as t:
        known = {each.entry_id for each in calendar.entries(t)}
        if options.entry:
            if options.state is None:
                raise ReleaseRefused("Say what it is: --state provisional, confirmed or cancelled")
            state = EntryState(options.state)
            if options.entry in known:
                calendar.change(
                    t, person, options.entry, state, options.date, reason=options.reason
                )
            else:
                calendar.announce(
                    t,
                    person,
                    options.entry,
                    options.title,
                    state,
                    options.date,
                    release_id=options.release and ledger.identity(t, options.release),
                    reason=options.reason,
                )
        for each in calendar.entries(t):
            now = each.newest
            print(f"{each.entry_id:24} {now.state:12} {now.date_text:18} {each.title}")
    return OK


def _revoke(options: argparse.Namespace, person: Person) -> int:
    with transaction() as t:
        transitions.revoke(t, person, options.actor, is_undone=options.undo, reason=options.reason)
    print(f"{options.actor}: roles {'count again' if options.undo else 'taken away'}")
    return OK


def _verify(options: argparse.Namespace, person: Person) -> int:
    report = verify()
    for fault in report.faults:
        print(f"FAULT   {fault}")
    for remark in report.remarks:
        print(f"remark  {remark}")
    print(
        f"{report.events} events and {report.files} files read again: {len(report.faults)} faults,"
        f" {len(report.remarks)} remarks"
    )
    return FAULTS if report.faults else OK


def _list(options: argparse.Namespace, person: Person) -> int:
    with transaction(is_writing=False) as t:
        for release in ledger.releases(t).values():
            for version in release.versions:
                print(
                    f"{release.slug:30} {version.number:3} {version.state:11}"
                    f" {_when(version):28} {_title(release, version)}"
                )
    return OK


def _show(options: argparse.Namespace, person: Person) -> int:
    with transaction(is_writing=False) as t:
        slug = ledger.identity(t, options.slug)
        release = existing(t, slug)
        names = {row.actor_id: row.name for row in t.rows(sa.select(tables.actor))}
        print(f"{release.slug}: a {release.kind}")
        for event in ledger.events(t, slug):
            print(_line(event, names))
        for version in release.versions:
            print(f"\nVersion {version.number}: {version.state}. {_title(release, version)}")
            if version.submission:
                print(f"SHA-256 {version.content_sha256}, {_when(version) or 'no time set'}")
                for path, sha256 in _files_of(t, release, version):
                    print(f"  {sha256}  {path}")
                for check in frozen.checks(slug, version.number, version.submission):
                    print(f"  warning, {check['check']}: {check['message']}")
    return OK


def _files(folder: Path) -> dict[str, bytes]:
    if not folder.is_dir():
        raise ReleaseRefused(f"{folder} is no folder")
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in frozen.files_in(folder)
    }


def _sources(file: Path | None) -> Iterable[Source]:
    if file is None:
        return ()
    try:
        said = tomllib.loads(file.read_text(encoding="utf-8"))["source"]
        return [Source(**each) for each in said]
    except (ValueError, KeyError, TypeError) as fault:
        raise ReleaseRefused(f"{file.name} lists no sources: {fault}") from fault


def _made_from(text: str) -> MadeFrom | None:
    slug, _, number = text.partition(":")
    if text and not number.isdecimal():
        raise ReleaseRefused(f"'{text}' is no SLUG:VERSION")
    return MadeFrom(slug, int(number)) if text else None


def _files_of(t: Transaction, release: Release, version: Version) -> list[tuple[str, str]]:
    return list(digests(t, release.release_id, version).items())


def _said(slug: str, version: Version) -> int:
    print(f"{slug} version {version.number} is {version.state}. {_when(version)}".rstrip())
    return OK


def _when(version: Version) -> str:
    if version.published_at:
        return f"out since {wall_time(from_iso(version.published_at))}"
    return f"due {wall_time(from_iso(version.scheduled_utc))}" if version.scheduled_utc else ""


def _title(release: Release, version: Version) -> str:
    files = frozen.read(release.release_id, version.number, version.submission)
    return thawed(files).words.title if files else ""


def _line(event: Event, names: Mapping[str, str]) -> str:
    who = f"{names.get(event.actor_id) or event.actor_id} ({event.actor_role})"
    when = f"{from_iso(event.at_utc):%Y-%m-%d %H:%M} UTC"
    return f"{when}  {event.version:2}  {event.kind:10} {who:28} {event.reason}"


def _print_checks(found: Iterable[Check]) -> None:
    for each in found:
        print(f"{'BLOCKS ' if each.is_blocking else 'warning'} {each.check_id}: {each.message}")


def _print_outcome(made: Outcome) -> None:
    for release_id, number in made.published:
        print(f"Published: {release_id} version {number}")
    for (release_id, number), why in made.stopped.items():
        print(f"Not published: {release_id} version {number}. {why}")
    for release_id, why in made.damaged.items():
        print(f"Came down as well: {release_id}. {why}")
    print(f"Site {made.number} is in place" + ("" if made.is_moved else "; nothing changed"))


def _print_left(record: PublicRecord, slug: str, number: int, *, is_erased: bool) -> None:
    """What a person still has to see to after a withdrawal."""
    versions = {(made.release_id, made.number): (each, made) for each, made in record.versions()}
    found = versions.get((slug, number))
    if found is None:
        return
    release, gone = found
    print(f"Purge from caches: {release.address}{number}/ and {release.address}")
    for user in transitions.used_by(release.address, others(record, (slug, number))):
        print(f"Points to it: {user}")
    if is_erased:
        for _, other in versions.values():
            same = sorted(set(gone.digests.items()) & set(other.digests.items()))
            if other is not gone and same:
                paths = ", ".join(path for path, _ in same)
                print(f"Still out in {other.release_id} version {other.number}: {paths}")
        print("Not reached from here: backups of the releases folder, copies that others made")
