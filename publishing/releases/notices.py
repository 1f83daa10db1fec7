"""What publication itself says to readers: on older versions, in histories, in place of what is
withdrawn or has moved. HTML made from public words alone, with the style sheet of the site."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from markupsafe import Markup

from insight.reference.identity import identity
from publishing.releases.lifecycle import ENDINGS, READING_GROUP, WITHDRAWALS
from publishing.releases.london_time import from_iso, wall_time
from publishing.releases.record import PublicRelease, PublicVersion, Tombstone

_PAGE = Markup("""<!doctype html>
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
""")
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
) -> dict[str, Markup]:
    """What goes into the marks of a version's pages. twins: what retells it and is out."""
    notice = _notices(release, version)
    if version is release.latest:
        notice += also(twins)
    return {"notice": notice, "history": _history(release)}


def notice(said: str) -> Markup:
    """What readers are told above a page."""
    return Markup('<p class="notice">{}</p>').format(said)


def also(twins: Sequence[Twin]) -> Markup:
    """Where the same is told in Easy Read, or in another language; nothing for nowhere."""
    if not twins:
        return Markup()
    links = Markup(", ").join(
        Markup('<a href="{}" lang="{}">{}</a>').format(each.address, each.language, each.title)
        for each in twins
    )
    return Markup("<p>There is also: {}.</p>").format(links)


def tombstone(release: PublicRelease, stone: Tombstone) -> bytes:
    """The page in place of a version that was withdrawn: what, when, why, and what there is now."""
    now = Markup("Nothing has replaced it.")
    if isinstance(release.latest, PublicVersion):
        now = Markup('<a href="{}" target="_top">See what has replaced it</a>').format(
            release.address
        )
    body = Markup(
        "<p>This {} (version {}) was published on {} and withdrawn on {}.</p>\n<p>{}</p>\n"
        '<p>{}</p>\n<p class="small">Its fingerprint (SHA-256) was <code>{}</code>.</p>'
    ).format(
        "chart" if release.kind == "chart" else "page",
        stone.number,
        _day(stone.published_at),
        _day(stone.withdrawn_at),
        WITHDRAWALS[stone.because],
        now,
        stone.content_sha256,
    )
    return _page("Withdrawn", body)


def moved(to: str) -> bytes:
    """The page at an old address, for servers that know nothing of our redirects."""
    head = Markup(
        '<meta http-equiv="refresh" content="0; url={0}">\n<link rel="canonical" href="{0}">\n'
    ).format(to)
    return _page("Moved", Markup('<p>This is now at <a href="{0}">{0}</a>.</p>').format(to), head)


def _notices(release: PublicRelease, version: PublicVersion) -> Markup:
    said: list[str] = []
    if version.readers == READING_GROUP and not version.is_read:
        said.append(WAITING)
    if release.ended_because:
        said.append(
            f"No longer updated. {ENDINGS[release.ended_because]} The figures stay as they were."
        )
    later = [each for each in release.versions if each.number > version.number]
    if isinstance(release.latest, Tombstone) and release.latest.number > version.number:
        said.append("A later version was published, and was then withdrawn.")
    elif later:
        newest = later[-1]
        said.append(
            Markup(
                'There is a newer version, of {}. {}. {} <a href="{}">See the newest version</a>.'
            ).format(
                _day(newest.published_at),
                CHANGES[newest.change_kind],
                _sentence(newest.words.change_note),
                release.address,
            )
        )
    if version.is_behind and version.made_from is not None:
        said.append(
            f"This was made from version {version.made_from.version}; there is a newer one now."
        )
    return Markup().join(map(notice, said))


def _history(release: PublicRelease) -> Markup:
    """Every version, newest first."""
    every: list[PublicVersion | Tombstone] = [*release.versions, *release.tombstones]
    items = Markup().join(
        Markup("<li>{}</li>").format(_line(release, each))
        for each in sorted(every, key=lambda each: each.number, reverse=True)
    )
    return Markup('<ol class="history" reversed>{}</ol>').format(items)


def _line(release: PublicRelease, each: PublicVersion | Tombstone) -> str:
    if isinstance(each, Tombstone):
        return (
            f"Version {each.number}: withdrawn on {_day(each.withdrawn_at)}."
            f" {WITHDRAWALS[each.because]}"
        )
    link = Markup('<a href="{0}{1}/">Version {1}</a>: {2}.').format(
        release.address, each.number, wall_time(from_iso(each.published_at))
    )
    said = [
        link,
        f"{CHANGES[each.change_kind]}.",
        _sentence(each.words.change_note),
        f"Approved by {each.approved_by}.",
    ]
    if each.is_read:
        said.append(READ.format(each.readers))
    if each.access:
        people = "; ".join(f"{name} ({organisation})" for name, organisation in each.access)
        said.append(f"Seen before its time by {people}.")
    return Markup(" ").join(part for part in said if part)


def _sentence(words: str) -> str:
    words = words.strip()
    return words if words.endswith((".", "!", "?")) or not words else f"{words}."


def _day(moment: str) -> str:
    return wall_time(from_iso(moment)).partition(" at ")[0]


def _page(title: str, body: Markup, head: Markup | None = None) -> bytes:
    us = asdict(identity())
    return str(_PAGE.format(title=title, body=body, head=head or Markup(), **us)).encode()
