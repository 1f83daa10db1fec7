"""Proof that what is out is what was approved, and that nobody has rewritten what happened.

Everything is read again: each event and its hash, each rule, each byte under the web root, also
packed, and in the marks that publication fills. Newer programs may write notices in other words
than the site in place has: that is a remark, as long as the site's list says that others wrote it.
"""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

import sqlalchemy as sa

from insight.store.disk import digest
from publishing.releases import frozen, ledger, notices, tables, web_root
from publishing.releases.content import content_sha256, with_marks, without_marks
from publishing.releases.ledger import FIRST, Transaction, event_of, event_row, transaction
from publishing.releases.lifecycle import Release, ReleaseRefused, Version, after
from publishing.releases.record import FrozenFilesDiffer, PublicRecord, PublicRelease, public
from publishing.releases.record import digests as digests_of
from publishing.releases.web_root import PACK, Manifest


@dataclass(frozen=True)
class Verification:
    """faults: what is not as it should be. remarks: what only a person can judge."""

    events: int
    files: int
    faults: tuple[str, ...]
    remarks: tuple[str, ...]


def verify() -> Verification:
    """Check the chain, the rules, the frozen files and every byte that is out."""
    with web_root.lock(), transaction(is_writing=False) as t:
        chain, found = _chain(t)
        faults = list(chain)
        remarks = list(_same_name(t, found))
        manifest = web_root.current()
        files = 0
        try:
            record = public(t)
        except (FrozenFilesDiffer, ReleaseRefused) as fault:
            faults.append(str(fault))
        else:
            faults += _rows(t, found)
            faults += _erased(record)
            if manifest is not None:
                files = len(manifest.files)
                faults += _anchor(t, manifest)
                served, reworded = _served(manifest, record)
                faults += served
                if manifest.programs == web_root.programs():
                    faults += [f"{each} say what publication does not" for each in reworded]
                else:
                    older = "are in older words: run publish --rebuild"
                    remarks += [f"{each} {older}" for each in reworded]
            elif record.releases:
                faults.append("Nothing is in place, though versions are out: publish again")
        number, _ = ledger.last_sha256(t)
    return Verification(number, files, tuple(faults), tuple(remarks))


def _chain(t: Transaction) -> tuple[list[str], dict[str, Release]]:
    """Every event hashed anew, linked to the one before, and allowed by the rules."""
    faults: list[str] = []
    found: dict[str, Release] = {}
    previous, expected = FIRST, 1
    events = sa.select(tables.release_event).order_by(tables.release_event.c.event_id)
    for row in t.rows(events):
        if row.event_id != expected:
            faults.append(f"Events {expected} to {row.event_id - 1} are missing")
        try:
            event = event_of(row)
            is_same = event_row(event, row.previous_sha256) == row._asdict()
        except ValueError:
            is_same = False
        if not is_same:
            faults.append(f"Event {row.event_id} was changed")
        elif row.previous_sha256 != previous:
            faults.append(f"Event {row.event_id} does not follow the one before")
        elif event.release_id:
            try:
                found[event.release_id] = after(found.get(event.release_id), event)
            except ReleaseRefused as refusal:
                faults.append(f"Event {row.event_id} may not have happened: {refusal}")
        previous, expected = row.event_sha256, row.event_id + 1
    return faults, found


def _anchor(t: Transaction, manifest: Manifest) -> Iterator[str]:
    """The site remembers how far the chain went: one cut short afterwards is shorter."""
    if manifest.events:
        table = tables.release_event
        question = sa.select(table.c.event_sha256).where(table.c.event_id == manifest.events)
        if t.connection.execute(question).scalar() != manifest.last_event:
            yield "The events are not those that the site in place was made after"


def _rows(t: Transaction, found: dict[str, Release]) -> Iterator[str]:
    """The list of files of each submission that was approved has the hash that was approved."""
    for release in found.values():
        for version in release.versions:
            if version.submission and _listed(t, release, version) != version.content_sha256:
                yield f"The list of files of {_name(release, version)} is not the one submitted"


def _listed(t: Transaction, release: Release, version: Version) -> str:
    return content_sha256(digests_of(t, release.release_id, version))


def _erased(record: PublicRecord) -> Iterator[str]:
    for release in record.releases:
        for stone in release.tombstones:
            if stone.is_erased and any(
                frozen.folder(release.release_id, stone.number, 1).parent.parent.glob(
                    f"{stone.number}-*"
                )
            ):
                yield f"Files of {release.release_id} version {stone.number} were not erased"


def _served(manifest: Manifest, record: PublicRecord) -> tuple[list[str], list[str]]:
    """Each byte under the web root against the site's list, and against what was approved. Returns
    faults, and the notices that are not as publication would write them now."""
    web = web_root.place(manifest.number) / "web"
    there = {path.relative_to(web).as_posix(): path.read_bytes() for path in frozen.files_in(web)}
    faults, reworded = list(_listed_alike(manifest, there)), []
    if manifest.record_sha256 != record.sha256:
        faults.append("The site in place is not what the events say: publish again")
    for release, version in record.versions():
        try:
            said = notices.marks(release, version, web_root.twins(record, release))
        except OSError:
            faults.append(f"What retells {release.release_id} cannot be read")
            continue
        is_reworded = False
        for at in _addresses(release, version.number):
            for path, sha256 in version.digests.items():
                data = there.get(f"{at}{path}", b"")
                page = without_marks(data)
                if sha256 not in (digest(data), digest(page)):
                    faults.append(f"{at}{path} is not what was approved")
                elif path.endswith(".html"):
                    is_reworded |= data != with_marks(page, said)
        if is_reworded:
            reworded.append(f"The notices around {release.release_id} version {version.number}")
    return faults, reworded


def _listed_alike(manifest: Manifest, there: Mapping[str, bytes]) -> Iterator[str]:
    for path in sorted(manifest.files.keys() - there.keys()):
        yield f"{path} is missing"
    for path in sorted(there.keys() - manifest.files.keys()):
        yield f"{path} was put there by somebody else"
    for path, data in there.items():
        if manifest.files.get(path, digest(data)) != digest(data):
            yield f"{path} was changed"
        if path.endswith(PACK) and _unpacked(data) != there.get(path.removesuffix(PACK)):
            yield f"{path} is not what lies beside it"


def _unpacked(data: bytes) -> bytes | None:
    try:
        return gzip.decompress(data)
    except (OSError, EOFError, zlib.error):
        return None


def _addresses(release: PublicRelease, number: int) -> list[str]:
    base = release.address.strip("/")
    latest = [f"{base}/"] if release.latest.number == number else []
    return [f"{base}/{number}/", *latest]


def _same_name(t: Transaction, found: dict[str, Release]) -> Iterator[str]:
    """Two accounts with one name: only a person can say whether they are two people."""
    names = {row.actor_id: row.name.casefold() for row in t.rows(sa.select(tables.actor))}
    for release in found.values():
        for version in release.versions:
            people = version.contributors | {each.actor_id for each in version.approvals}
            for one, other in combinations(sorted(people), 2):
                if names.get(one) and names.get(one) == names.get(other):
                    yield f"Two accounts of one name took part in {_name(release, version)}"


def _name(release: Release, version: Version) -> str:
    return f"{release.release_id} version {version.number}"
