"""What readers have, or are about to have: the versions that are out, and what became of others.

This is all that a site may be made from. What is not in it is nowhere under the web root.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

import sqlalchemy as sa

from insight.roles import Role
from insight.store.disk import digest
from publishing.releases import access, calendar, frozen, ledger, tables
from publishing.releases.content import WORDS_FILE, MadeFrom, Words, canonical, content_sha256
from publishing.releases.gate import Other
from publishing.releases.ledger import Transaction
from publishing.releases.lifecycle import OUT, Release, State, Version
from publishing.releases.transitions import KINDS

Key = tuple[str, int]  # a release and the number of a version


class FrozenFilesDiffer(RuntimeError):
    """Frozen files are not the ones that were approved. The message names them."""


@dataclass(frozen=True)
class PublicVersion:
    """A version that readers have. digests: SHA-256 of each frozen file by path.

    access: who saw it before its time, name and organisation. is_behind: what it was made from has
    a newer version. readers, is_read: who is to read it first, and whether they have.
    """

    release_id: str
    number: int
    submission: int
    content_sha256: str
    change_kind: str
    published_at: str
    words: Words
    digests: Mapping[str, str]
    approved_by: str
    access: tuple[tuple[str, str], ...]
    made_from: MadeFrom | None
    is_behind: bool
    readers: str = ""
    is_read: bool = False

    def files(self) -> dict[str, bytes]:
        """The bytes that were approved. Raises FrozenFilesDiffer."""
        return approved_files(self.release_id, self.number, self.submission, self.content_sha256)


@dataclass(frozen=True)
class Tombstone:
    """What is left of a version that was withdrawn: never a word or a figure of it."""

    release_id: str
    number: int
    content_sha256: str
    published_at: str
    withdrawn_at: str
    because: str
    is_erased: bool
    paths: tuple[str, ...]


@dataclass(frozen=True)
class PublicRelease:
    """A release that has, or had, something out. versions and tombstones: first to last.

    ended_because: why it is no longer updated, of ENDINGS; '' where it is.
    """

    release_id: str
    kind: str
    slug: str
    versions: tuple[PublicVersion, ...]
    tombstones: tuple[Tombstone, ...]
    ended_because: str = ""
    shows: str = ""

    @property
    def address(self) -> str:
        """'/charts/early-cancer/', where the newest version is."""
        return f"/{KINDS[self.kind]}/{self.slug}/"

    @property
    def latest(self) -> PublicVersion | Tombstone:
        """The newest that was ever out: where it was withdrawn, no older one takes its place."""
        every: list[PublicVersion | Tombstone] = [*self.versions, *self.tombstones]
        return max(every, key=lambda each: each.number)


@dataclass(frozen=True)
class PublicRecord:
    """Everything readers have. redirects: from an old address to the present one."""

    releases: tuple[PublicRelease, ...]
    redirects: Mapping[str, str]
    calendar: tuple[calendar.Entry, ...]

    @property
    def sha256(self) -> str:
        """The same for the same record: what a site was made from."""
        return digest(canonical(asdict(self)))

    def versions(self) -> Iterator[tuple[PublicRelease, PublicVersion]]:
        """Every version that is out, with its release."""
        for release in self.releases:
            for version in release.versions:
                yield release, version


def public(
    t: Transaction,
    adding: Mapping[Key, str] | None = None,
    damaged: dict[str, str] | None = None,
) -> PublicRecord:
    """What readers have. adding: versions about to go out, and when.

    damaged: where given, a release with frozen files that are not those approved is left out but
    for its tombstones, and why is noted there. Raises FrozenFilesDiffer where it is not given.
    """
    adding = adding or {}
    found = ledger.releases(t)
    every = (_readable(t, each, adding, found, damaged) for each in found.values())
    made = {each.release_id: each for each in every if each.versions or each.tombstones}
    redirects = {}
    for row in t.rows(sa.select(tables.redirect).order_by(tables.redirect.c.from_slug)):
        if row.release_id not in made:  # nobody is told of what is not out
            continue
        release = found[row.release_id]
        prefix = KINDS[release.kind]
        redirects[f"/{prefix}/{row.from_slug}/"] = f"/{prefix}/{release.slug}/"
    return PublicRecord(
        tuple(made.values()),
        redirects,
        tuple(
            calendar.fulfilled(each, {release_id: at for (release_id, _), at in adding.items()})
            for each in calendar.entries(t)
        ),
    )


def others(record: PublicRecord, but: Key) -> Sequence[Other]:
    """What a gate compares a version with: all that readers have, but for itself."""
    return [
        Other(
            version.release_id,
            version.number,
            version.files,
            version.made_from.release_id if version.made_from else "",
        )
        for _, version in record.versions()
        if (version.release_id, version.number) != but
    ]


def approved_files(release_id: str, number: int, submission: int, sha256: str) -> dict[str, bytes]:
    """Frozen files, if they are the ones with this hash. Raises FrozenFilesDiffer."""
    files = frozen.read(release_id, number, submission)
    if content_sha256({path: digest(data) for path, data in files.items()}) != sha256:
        raise FrozenFilesDiffer(
            f"The frozen files of {release_id} version {number} are not the ones approved"
        )
    return files


def digests(t: Transaction, release_id: str, version: Version) -> dict[str, str]:
    """SHA-256 of each file of a version's newest submission, by path."""
    table = tables.release_file
    question = sa.select(table.c.path, table.c.sha256).where(
        table.c.release_id == release_id,
        table.c.version == version.number,
        table.c.submission == version.submission,
    )
    return {row.path: row.sha256 for row in t.rows(question.order_by(table.c.path))}


def _readable(
    t: Transaction,
    release: Release,
    adding: Mapping[Key, str],
    found: Mapping[str, Release],
    damaged: dict[str, str] | None,
) -> PublicRelease:
    """A release as readers have it, as far as its files are whole."""
    if damaged is None:
        return _release(t, release, adding, found)
    try:
        made = _release(t, release, adding, found)
        for version in made.versions:
            version.files()
        return made
    except FrozenFilesDiffer as fault:
        damaged[release.release_id] = str(fault)
        gone = tuple(each for each in release.versions if each.state is State.WITHDRAWN)
        return _release(t, replace(release, versions=gone), {}, found)


def _release(
    t: Transaction, release: Release, adding: Mapping[Key, str], found: Mapping[str, Release]
) -> PublicRelease:
    versions, tombstones = [], []
    for each in release.versions:
        added_at = adding.get((release.release_id, each.number), "")
        if each.state in OUT or added_at:
            versions.append(_version(t, release, each, adding, found))
        elif each.state is State.WITHDRAWN:
            tombstones.append(
                Tombstone(
                    release.release_id,
                    each.number,
                    each.content_sha256,
                    each.published_at,
                    each.withdrawn_at,
                    each.withdrawn_because,
                    each.is_erased,
                    tuple(digests(t, release.release_id, each)),
                )
            )
    is_new = any(key[0] == release.release_id for key in adding)
    return PublicRelease(
        release.release_id,
        release.kind,
        release.slug,
        tuple(versions),
        tuple(tombstones),
        "" if is_new else release.ended_because,
        release.shows,
    )


def _version(
    t: Transaction,
    release: Release,
    version: Version,
    adding: Mapping[Key, str],
    found: Mapping[str, Release],
) -> PublicVersion:
    said = _words(release.release_id, version)
    made_from = None if said["made_from"] is None else MadeFrom(**said["made_from"])
    newest = 0
    if made_from is not None:
        origin = found[made_from.release_id]
        ever = [each.number for each in origin.versions if each.published_at]
        newest = max([0, *ever, *(n for key, n in adding if key == origin.release_id)])
    is_usual = any(each.role is not Role.ADMIN for each in version.approvals)
    listed = access.list_of(t, release.release_id, version.number)
    return PublicVersion(
        release.release_id,
        version.number,
        version.submission,
        version.content_sha256,
        version.change_kind,
        version.published_at or adding[release.release_id, version.number],
        Words(said["title"], said["summary"], said["change_note"]),
        digests(t, release.release_id, version),
        "an approver" if is_usual else "two administrators, in place of an approver",
        tuple((each.name, each.organisation) for each in listed),
        made_from,
        made_from is not None and newest > made_from.version,
        version.readers,
        version.is_read,
    )


def _words(release_id: str, version: Version) -> dict[str, Any]:
    file = frozen.folder(release_id, version.number, version.submission) / WORDS_FILE
    try:
        said: dict[str, Any] = json.loads(file.read_bytes())
    except (OSError, ValueError) as fault:
        raise FrozenFilesDiffer(
            f"The words of {release_id} version {version.number} cannot be read"
        ) from fault
    return said
