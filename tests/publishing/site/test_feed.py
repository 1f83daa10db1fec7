"""Feeds that programs can read, whatever a title holds."""

from __future__ import annotations

from xml.etree import ElementTree

from publishing.site import feed
from publishing.site.outline import Outline
from tests.publishing.site.conftest import HOSTILE

ATOM = "{http://www.w3.org/2005/Atom}"


def test_the_feed_has_corrections_and_withdrawals_each_with_an_id_of_its_own(of: Outline) -> None:
    root = ElementTree.fromstring(feed.atom(of))
    entries = root.findall(f"{ATOM}entry")
    ids = [each.findtext(f"{ATOM}id") for each in entries]
    assert len(set(ids)) == len(ids) == 2 and all(each.startswith("tag:") for each in ids if each)
    terms = [each.find(f"{ATOM}category").get("term") for each in entries]  # type: ignore[union-attr]
    assert terms == ["correction", "withdrawn"]
    assert entries[0].findtext(f"{ATOM}title") == HOSTILE
    assert entries[0].findtext(f"{ATOM}updated") == "2026-12-10T09:30:00Z"
    assert root.findtext(f"{ATOM}updated") == "2026-12-10T09:30:00Z"


def test_an_empty_feed_is_a_feed() -> None:
    assert ElementTree.fromstring(feed.atom(Outline((), ()))).findtext(f"{ATOM}updated")


def test_the_calendar_has_what_has_a_time_and_folds_its_lines(of: Outline) -> None:
    made = feed.icalendar(of.calendar).decode()
    assert made.endswith("END:VCALENDAR\r\n") and "\n" not in made.replace("\r\n", "")
    assert all(len(line.encode()) <= 75 for line in made.split("\r\n"))
    lines = made.replace("\r\n ", "").split("\r\n")
    assert [x for x in lines if x.startswith("DTSTART")] == [
        "DTSTART:20270114T093000Z",  # winter
        "DTSTART:20270714T083000Z",  # summer
    ]
    assert [x for x in lines if x.startswith("STATUS")] == ["STATUS:CONFIRMED", "STATUS:CANCELLED"]
    summary = next(x for x in lines if x.startswith("SUMMARY:"))
    assert "a\\; b\\\\ ü" in summary and "</b>\\, a" in summary


def test_a_calendar_without_a_date_has_a_part_as_every_calendar_must() -> None:
    lines = feed.icalendar(()).decode().split("\r\n")
    assert [x for x in lines if x.startswith(("BEGIN", "END"))] == [
        *("BEGIN:VCALENDAR", "BEGIN:VTIMEZONE", "BEGIN:STANDARD"),
        *("END:STANDARD", "END:VTIMEZONE", "END:VCALENDAR"),
    ]


def test_the_map_of_the_site_leaves_out_what_was_withdrawn(of: Outline) -> None:
    found = [x.text or "" for x in ElementTree.fromstring(feed.sitemap(of, {"/": ""})).iter()]
    assert any(x.endswith("/charts/smoking/") for x in found)
    assert "2026-12-10T09:30:00.000000+00:00" in found and not any("gone" in x for x in found)


def test_nothing_of_a_sample_is_to_be_found() -> None:
    assert b"Disallow: /\n" in feed.robots(is_sample=True)
    assert b"Disallow" not in feed.robots(is_sample=False)
