"""The insight report: the same words as the pages, accessible, marked where it is demonstration."""

from __future__ import annotations

import io
from collections import Counter
from html.parser import HTMLParser
from typing import Any

import pypdf
import pytest

from insight.analysis.voices import subjects
from insight.export.document import Table
from insight.export.insight_report.contents import assemble
from insight.export.insight_report.document import html
from insight.export.insight_report.parts import Chapter, Report
from insight.export.insight_report.pdf import pdf
from insight.language.sentences import figures_and_voices as words
from insight.store import Store, queries
from tests.insight.export.board_pack.test_pdf import tagged
from tests.insight.small_store import HALTON, LIVERPOOL, SYSTEM
from tests.insight.small_voices import HOSTILE

NAMES = [
    "In short",
    "Figures",
    "Figures and voices side by side",
    "What people say",
    "Who has not been heard",
    "What was done",
    "Sources",
]


class Outline(HTMLParser):
    """What a screen reader goes by: language, headings, tables and their heads."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.attributes: dict[str, list[dict[str, Any]]] = {}
        self.headings: list[tuple[str, str]] = []
        self._open = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.attributes.setdefault(tag, []).append(dict(attrs))
        self._open = tag

    def handle_data(self, data: str) -> None:
        if self._open in ("h1", "h2", "h3"):
            self.headings.append((self._open, data))
        self._open = ""


@pytest.fixture(scope="module", params=[(HALTON, "Halton"), (SYSTEM, "Cheshire and Merseyside")])
def report(request: pytest.FixtureRequest, small_store: Store) -> Report:
    return assemble(small_store, *request.param)


def test_it_can_be_read_by_a_screen_reader(report: Report) -> None:
    found = Outline(html(report))
    assert found.attributes["html"] == [{"lang": "en-GB"}]
    assert [text for level, text in found.headings if level == "h1"] == [report.title]
    assert [text for level, text in found.headings if level == "h2"] == NAMES
    assert (
        found.tags["table"]
        == found.tags["caption"]
        == sum(c.grid is not None for c in report.chapters)
    )
    assert all(each.get("scope") in ("col", "row") for each in found.attributes["th"])
    assert found.tags["img"] == found.tags["script"] == found.tags["link"] == 0


def test_it_says_the_build_and_that_it_is_a_demonstration(report: Report) -> None:
    text = html(report)
    assert report.build_id in text and "21 November 2026" in text
    assert report.is_demonstration
    assert "Demonstration" in text.splitlines()[0][:60]
    assert "(demonstration)</title>" in text
    assert text.index('class="demonstration" role="note"') < text.index("<h1>")
    assert "demonstration" in report.file_name and " " not in report.file_name


def test_without_a_demonstration_it_claims_none(report: Report) -> None:
    real = Report(report.title, "Halton", report.built, "b", (), report.chapters, False)
    text = html(real)
    assert "Nobody said this" not in text and "(demonstration)" not in text
    assert real.file_name == "insight-report-Halton-b"


def test_it_says_what_the_pages_say(small_store: Store) -> None:
    found = assemble(small_store, HALTON, "Halton")
    rows = [row for row in subjects.subjects_by_area(small_store) if row.area_code == HALTON]
    assert found.short[0] == words.subjects_summary(rows, "Halton")
    grid = found.chapters[1].grid
    assert grid is not None
    named = [row for row in rows if row.word != "neither"]
    assert [cells[0] for cells in grid.rows] == [row.subject.subject_name for row in named]
    assert [cells[2] for cells in grid.rows] == [words.voice_in_short(row.voice) for row in named]


def test_every_cell_has_words(report: Report) -> None:
    for chapter in report.chapters:
        for row in chapter.grid.rows if chapter.grid else ():
            assert len(row) == len(chapter.grid.heads) if chapter.grid else True
            assert all(cell.strip() and "nan" not in cell.lower().split() for cell in row)


def test_hostile_words_stay_words(small_store: Store) -> None:
    text = html(assemble(small_store, HALTON, "Halton"))
    assert "<script>" not in text and "onerror=alert(1)>" not in text
    assert "&lt;script&gt;" in text  # what people said is there, as words
    bad = Report(HOSTILE, HOSTILE, "", "", (HOSTILE,), (Chapter("x", (HOSTILE,)),), True)
    assert "<script>" not in html(bad)


def test_a_quote_of_an_organisation_not_named_is_shown(
    small_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    quotes = queries.quotes(small_store, LIVERPOOL).assign(organisation_type="not stated")
    assert len(quotes)
    monkeypatch.setattr(queries, "quotes", lambda store, area_code: quotes)
    assert "through an organisation not named" in html(
        assemble(small_store, LIVERPOOL, "Liverpool")
    )


def test_the_system_does_not_pass_its_own_answers_for_those_of_every_place(
    small_store: Store,
) -> None:
    text = html(assemble(small_store, SYSTEM, "Cheshire and Merseyside"))
    assert "Cheshire and Merseyside as a whole" in text
    assert "in the report of that Place" in text
    assert "as a whole" not in html(assemble(small_store, HALTON, "Halton"))


def test_an_empty_store_still_makes_a_report(empty_store: Store) -> None:
    found = assemble(empty_store, HALTON, "Halton")
    assert not found.is_demonstration
    assert "Halton: no comments may be shown." in html(found)


def test_the_pdf_is_tagged_and_short(small_store: Store) -> None:
    found = assemble(small_store, LIVERPOOL, "Liverpool")
    reader = pypdf.PdfReader(io.BytesIO(pdf(found)))
    root = reader.root_object
    assert root["/Lang"] == "en-GB"
    assert root["/MarkInfo"]["/Marked"]
    assert b"pdfuaid" in root["/Metadata"].get_data()
    assert reader.metadata is not None
    assert reader.metadata.title == "Liverpool: insight report (demonstration)"
    kinds = Counter(each["/S"] for each in tagged(reader))
    assert (kinds["/H1"], kinds["/H2"]) == (1, len(NAMES))
    tables = [each.grid for each in found.chapters if each.grid is not None]
    assert kinds["/Table"] == len(tables) >= 2
    assert kinds["/TH"] >= sum(len(table.heads) + len(table.rows) for table in tables) > 20
    assert len(reader.pages) <= 4
    assert "Demonstration" in reader.pages[0].extract_text().splitlines()[0]


def test_progress_is_told_step_by_step(small_store: Store) -> None:
    told: list[tuple[str, int, int]] = []
    assemble(small_store, HALTON, "Halton", lambda *each: told.append(each))
    assert [done for _, done, _ in told] == list(range(len(told)))
    assert {total for *_, total in told} == {len(told)}


def test_numbers_stand_to_the_right() -> None:
    grid = Table("Numbers", ("What", "How many"), (("Comments", "12"),), frozenset({1}))
    text = html(Report("t", "a", "", "", (), (Chapter("x", grid=grid),), False))
    assert '<td data-label="How many" class="number">12</td>' in text
