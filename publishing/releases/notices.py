"""What publication itself says to readers: on older versions, in histories, in place of what is
withdrawn or has moved. HTML made from public words alone, with the style sheet of the site."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from html import escape

from insight.reference.identity import identity
from publishing.releases.lifecycle import ENDINGS, READING_GROUP, WITHDRAWALS
from publishing.releases.london_time import from_iso, wall_time
from publishing.releases.record import PublicRelease, PublicVersion, Tombstone

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
{head}<title>{title} – {name}</title>
<link rel="stylesheet" href="/style.css">
<link rel="icon" href="/favicon.svg">
</head>
<body>
<header><p class="name"><a href="/" target="_top">{name}</a></p></header>
<main>
<h1>{title}</h1>
{body}
</main>
<footer>
<p>Any questions? Write to <a href="mailto:{email}">{email}</a>, or phone {telephone}.</p>
<p>{owner}</p>
</footer>
</body>
</html>
"""
CHANGES = {
    "new": "First version",
    "revision": "Revision: newer or better figures",
    "correction": "Correction: something was wrong",
}


@dataclass(frozen=True)
class Twin:
    """A release that retells another: in Easy Read, or in another language."""

    address: str
    title: str
    language: str


WAITING = (
    "This is a draft. It is waiting for a reading group. People with learning disabilities have not"
    " tried it yet."
)
READ = "Those it is for have read it first: {}."


def marks(
    release: PublicRelease, version: PublicVersion, twins: Sequence[Twin] = ()
) -> dict[str, str]:
    """What goes into the marks of a version's pages. twins: what retells it and is out."""
    notice = _notice(release, version)
    if version is release.latest:
        notice += also(twins)
    return {"notice": notice, "history": _history(release)}


def also(twins: Sequence[Twin]) -> str:
    """Where the same is told in Easy Read, or in another language; '' for nowhere."""
    links = [
        f'<a href="{each.address}" lang="{each.language}">{escape(each.title)}</a>'
        for each in twins
    ]
    return f"<p>There is also: {', '.join(links)}.</p>" if links else ""


def tombstone(release: PublicRelease, stone: Tombstone) -> bytes:
    """The page in place of a version that was withdrawn: what, when, why, and what there is now."""
    what = "chart" if release.kind == "chart" else "page"
    said = [
        f"<p>This {what} (version {stone.number}) was published on {_day(stone.published_at)}"
        f" and withdrawn on {_day(stone.withdrawn_at)}.</p>",
        f"<p>{WITHDRAWALS[stone.because]}</p>",
    ]
    latest = release.latest
    if isinstance(latest, PublicVersion):
        link = f'<a href="{release.address}" target="_top">See what has replaced it</a>'
        said.append(f"<p>{link}</p>")
    else:
        said.append("<p>Nothing has replaced it.</p>")
    fingerprint = f"Its fingerprint (SHA-256) was <code>{stone.content_sha256}</code>."
    said.append(f'<p class="small">{fingerprint}</p>')
    return _page("Withdrawn", "\n".join(said)).encode()


def moved(to: str) -> bytes:
    """The page at an old address, for servers that know nothing of our redirects."""
    head = (
        f'<meta http-equiv="refresh" content="0; url={to}">\n<link rel="canonical" href="{to}">\n'
    )
    return _page("Moved", f'<p>This is now at <a href="{to}">{to}</a>.</p>', head).encode()


def _notice(release: PublicRelease, version: PublicVersion) -> str:
    said = []
    if version.readers == READING_GROUP and not version.is_read:
        said.append(WAITING)
    if release.ended_because:
        said.append(
            f"No longer updated. {ENDINGS[release.ended_because]} The figures stay as they were."
        )
    later = [each for each in release.versions if each.number > version.number]
    link = f'<a href="{release.address}">See the newest version</a>'
    if isinstance(release.latest, Tombstone) and release.latest.number > version.number:
        said.append("A later version was published, and was then withdrawn.")
    elif later:
        newest = later[-1]
        said.append(
            f"There is a newer version, of {_day(newest.published_at)}."
            f" {CHANGES[newest.change_kind]}. {_sentence(newest.words.change_note)} {link}."
        )
    if version.is_behind and version.made_from is not None:
        said.append(
            f"This was made from version {version.made_from.version}; there is a newer one now."
        )
    return "".join(f'<p class="notice">{each}</p>' for each in said)


def _history(release: PublicRelease) -> str:
    """Every version, newest first."""
    every: list[PublicVersion | Tombstone] = [*release.versions, *release.tombstones]
    items = [
        f"<li>{_line(release, each)}</li>"
        for each in sorted(every, key=lambda each: each.number, reverse=True)
    ]
    return f'<ol class="history" reversed>{"".join(items)}</ol>'


def _line(release: PublicRelease, each: PublicVersion | Tombstone) -> str:
    if isinstance(each, Tombstone):
        return (
            f"Version {each.number}: withdrawn on {_day(each.withdrawn_at)}."
            f" {WITHDRAWALS[each.because]}"
        )
    when = wall_time(from_iso(each.published_at))
    said = [
        f'<a href="{release.address}{each.number}/">Version {each.number}</a>: {when}.',
        f"{CHANGES[each.change_kind]}.",
        _sentence(each.words.change_note),
        f"Approved by {each.approved_by}.",
    ]
    if each.is_read:
        said.append(READ.format(escape(each.readers)))
    if each.access:
        people = "; ".join(f"{name} ({organisation})" for name, organisation in each.access)
        said.append(f"Seen before its time by {escape(people)}.")
    return " ".join(part for part in said if part)


def _sentence(words: str) -> str:
    words = words.strip()
    return escape(words if words.endswith((".", "!", "?")) or not words else f"{words}.")


def _day(moment: str) -> str:
    return wall_time(from_iso(moment)).partition(" at ")[0]


def _page(title: str, body: str, head: str = "") -> str:
    us = {name: escape(str(value)) for name, value in asdict(identity()).items()}
    return _PAGE.format(title=title, body=body, head=head, **us)
