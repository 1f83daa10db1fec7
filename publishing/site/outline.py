"""What the pages around releases need to know of them, whether approved or of a sample."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from insight.reference.areas import SYSTEM, areas
from publishing.releases import frozen
from publishing.releases.calendar import Entry
from publishing.releases.lifecycle import WITHDRAWALS
from publishing.releases.london_time import london_day
from publishing.releases.notices import CHANGES
from publishing.releases.record import PublicRecord, PublicRelease, PublicVersion
from publishing.site.chart_page import ABOUT
from publishing.site.languages import ENGLISH

WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Listed:
    """A release whose newest version is out. areas, indicators: what it is about, by id.

    release_id: its first slug. shows: what it is of, whatever its address: of a Place's page the
    area's code. is_heard: whether it says what people told us.
    """

    kind: str
    release_id: str
    address: str
    title: str
    summary: str
    version: int
    published_at: str
    areas: tuple[str, ...]
    indicators: tuple[str, ...]
    language: str = ENGLISH
    is_heard: bool = False
    shows: str = ""

    @property
    def place_codes(self) -> tuple[str, ...]:
        """The Places it has figures of."""
        known = areas()
        return tuple(each for each in self.areas if known[each].area_type == "place")


@dataclass(frozen=True)
class Change:
    """Something that happened to what readers have: a version came out, or was withdrawn."""

    at: str
    address: str
    entry_id: str
    title: str
    kind: str
    note: str


@dataclass(frozen=True)
class Outline:
    """All of it: what is listed by kind and title, what changed newest first, what is to come."""

    listed: tuple[Listed, ...]
    changes: tuple[Change, ...]
    calendar: tuple[Entry, ...] = ()
    is_sample: bool = False

    def of_kind(self, kind: str) -> list[Listed]:
        """The releases of a kind by title."""
        found = [each for each in self.listed if each.kind == kind]
        return sorted(found, key=lambda each: (each.title, each.release_id))

    def of_place(self, code: str) -> list[Listed]:
        """The charts and reports with figures of a Place, those about it alone first."""
        found = [each for each in self.listed if code in each.place_codes and each.kind != "place"]
        return sorted(
            found, key=lambda each: (len(each.place_codes) > 1, each.title, each.release_id)
        )

    def place_address(self, code: str) -> str:
        """Where a Place's page is: its release, or its part of the list of Places."""
        found = [each for each in self.listed if each.kind == "place" and each.shows == code]
        return found[0].address if found else f"/places/#{place_slug(code)}"

    @property
    def updated_at(self) -> str:
        """When anything last changed; the beginning of time where nothing is out."""
        return self.changes[0].at if self.changes else "1970-01-01T00:00:00.000000+00:00"


def place_slug(code: str) -> str:
    """'st-helens'."""
    letters = "".join(x if x.isalnum() else " " for x in areas()[code].area_name.lower())
    return "-".join(letters.split())


def place_codes() -> list[str]:
    """The Places, in the catalogue's order."""
    return [code for code, area in areas().items() if area.area_type == "place" and code != SYSTEM]


def outline(record: PublicRecord) -> Outline:
    """What there is to say of what is public."""
    listed, changes = [], []
    for release in record.releases:
        latest = release.latest
        if isinstance(latest, PublicVersion):
            file = frozen.folder(latest.release_id, latest.number, latest.submission) / ABOUT
            about = json.loads(file.read_bytes()) if file.is_file() else {}
            listed.append(listed_of(release, latest, about))
        changes += _changes(release)
    return Outline(tuple(listed), newest_first(changes), record.calendar)


def listed_of(
    release: PublicRelease, latest: PublicVersion, about: Mapping[str, Sequence[str]]
) -> Listed:
    """A release as it is listed. about: of its newest version, from its files."""
    return Listed(
        release.kind,
        release.release_id,
        release.address,
        latest.words.title,
        latest.words.summary,
        latest.number,
        latest.published_at,
        tuple(each for each in about.get("areas", ()) if each in areas()),
        tuple(about.get("indicators", ())),
        next(iter(about.get("language", ())), ENGLISH),
        bool(about.get("heard")),
        release.shows,
    )


def newest_first(changes: Sequence[Change]) -> tuple[Change, ...]:
    """Changes by time, and at one time by their ids."""
    by_id = sorted(changes, key=lambda each: each.entry_id)
    return tuple(sorted(by_id, key=lambda each: each.at, reverse=True))


def _changes(release: PublicRelease) -> list[Change]:
    out = [
        Change(
            each.published_at,
            f"{release.address}{each.number}/",
            f"{release.release_id}/{each.number}",
            each.words.title,
            each.change_kind,
            each.words.change_note or each.words.summary,
        )
        for each in release.versions
    ]
    gone = [
        Change(
            each.withdrawn_at,
            f"{release.address}{each.number}/",
            f"{release.release_id}/{each.number}/{WITHDRAWN}",
            f"Withdrawn: a {release.kind.replace('-', ' ')} of {london_day(each.published_at)}",
            WITHDRAWN,
            WITHDRAWALS[each.because],
        )
        for each in release.tombstones
    ]
    return out + gone


def change_words(kind: str) -> str:
    """'Correction: something was wrong'."""
    return CHANGES.get(kind, "Withdrawn")
