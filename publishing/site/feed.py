"""For programs that look whether anything is new: Atom, a calendar, a map of the site."""

from __future__ import annotations

from datetime import timedelta
from xml.sax.saxutils import escape, quoteattr

from insight.reference.identity import identity
from publishing.releases.calendar import Entry, EntryState
from publishing.releases.lifecycle import ReleaseRefused
from publishing.releases.london_time import from_iso, instant
from publishing.site.frame import FEED
from publishing.site.outline import Outline

MOST_ENTRIES = 100
LONGEST_LINE = 74  # bytes of a line of iCalendar, without the space a next line begins with
STATUSES = {
    EntryState.PROVISIONAL: "TENTATIVE",
    EntryState.CONFIRMED: "CONFIRMED",
    EntryState.PUBLISHED: "CONFIRMED",
    EntryState.CANCELLED: "CANCELLED",
}
# A calendar holds one part at least (RFC 5545, 3.6): this, where no date is announced.
NO_DATE = [
    "BEGIN:VTIMEZONE",
    "TZID:Etc/UTC",
    "BEGIN:STANDARD",
    "DTSTART:19700101T000000",
    "TZOFFSETFROM:+0000",
    "TZOFFSETTO:+0000",
    "END:STANDARD",
    "END:VTIMEZONE",
]
YEAR = 2026  # the host is ours since; part of every id in the feed, never to be changed


def atom(of: Outline) -> bytes:
    """The newest changes, corrections and withdrawals included (RFC 4287)."""
    us = identity()
    entries = "".join(
        f"<entry><id>tag:{us.host},{YEAR}:{escape(each.entry_id)}</id>"
        f"<title>{escape(each.title)}</title><updated>{_time(each.at)}</updated>"
        f"<link href={quoteattr(us.url(each.address))}/><category term={quoteattr(each.kind)}/>"
        f"<summary>{escape(each.note)}</summary></entry>\n"
        for each in of.changes[:MOST_ENTRIES]
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" '
        f'xml:lang="en-GB">\n<id>tag:{us.host},{YEAR}:releases</id>\n'
        f"<title>{escape(us.name)}: releases</title>\n<updated>{_time(of.updated_at)}</updated>\n"
        f"<author><name>{escape(us.owner)}</name></author>\n"
        f'<link rel="self" href={quoteattr(us.url(FEED))}/>\n'
        f"<link href={quoteattr(us.url('/releases/'))}/>\n{entries}</feed>\n"
    ).encode()


def icalendar(entries: tuple[Entry, ...]) -> bytes:
    """What has a date and a time, for people's own calendars (RFC 5545)."""
    us = identity()
    head = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//{_plain(us.owner)}//Releases//EN"]
    head += ["METHOD:PUBLISH", f"X-WR-CALNAME:{_plain(us.name)}: releases"]
    lines: list[str] = []
    for each in entries:
        start = _start(each)
        if not start:
            continue
        now = each.newest
        lines += [
            "BEGIN:VEVENT",
            f"UID:{each.entry_id}@{us.host}",
            f"SEQUENCE:{len(each.changes) - 1}",
            f"DTSTAMP:{_stamp(now.at_utc)}",
            f"DTSTART:{start}",
            f"DURATION:PT{int(timedelta(minutes=15).total_seconds() // 60)}M",
            f"SUMMARY:{_plain(each.title)}",
            f"DESCRIPTION:{_plain(now.reason)}",
            f"STATUS:{STATUSES[now.state]}",
            f"URL:{us.url('/releases/')}",
            "END:VEVENT",
        ]
    whole = [*head, *(lines or NO_DATE), "END:VCALENDAR"]
    return "".join(_folded(line) for line in whole).encode()


def sitemap(of: Outline, pages: dict[str, str]) -> bytes:
    """The newest version of every release with its instant, and the pages around by address."""
    us = identity()
    found = pages | {each.address: each.published_at for each in of.listed}
    urls = "".join(
        f"<url><loc>{escape(us.url(address))}</loc>"
        + (f"<lastmod>{at}</lastmod>" if at else "")
        + "</url>\n"
        for address, at in sorted(found.items())
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{urls}</urlset>\n'
    ).encode()


def robots(*, is_sample: bool) -> bytes:
    """Everything may be found; nothing of a sample."""
    if is_sample:
        return b"User-agent: *\nDisallow: /\n"
    return f"User-agent: *\nAllow: /\nSitemap: {identity().url('/sitemap.xml')}\n".encode()


def _start(entry: Entry) -> str:
    """When it begins, in UTC; '' where only words are known."""
    try:
        return f"{instant(entry.newest.date_text):%Y%m%dT%H%M%SZ}"
    except ReleaseRefused:
        return ""


def _stamp(at: str) -> str:
    return f"{from_iso(at):%Y%m%dT%H%M%SZ}"


def _time(at: str) -> str:
    return f"{from_iso(at):%Y-%m-%dT%H:%M:%SZ}"


def _plain(text: str) -> str:
    for sign in "\\;,":
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\n", "\\n")


def _folded(line: str) -> str:
    """A line in pieces of at most 75 bytes; no letter is cut."""
    pieces, room = [""], LONGEST_LINE
    for letter in line:
        wide = len(letter.encode())
        if wide > room:
            pieces.append("")
            room = LONGEST_LINE
        pieces[-1] += letter
        room -= wide
    return "\r\n ".join(pieces) + "\r\n"
