"""A document as HTML: what a screen reader goes by, and nothing that is not words."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pandas as pd
import pytest

from insight.export.document import Document, Section
from insight.export.html import html
from insight.findings import Column, Finding, Words
from insight.findings.table import cell, data_table, linked
from insight.visual.style import VERDICTS
from tests.insight.small_voices import HOSTILE


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


def finding(title: str = "Finding", rows: int = 2, **more: Any) -> Finding:
    columns = [
        Column("What", lambda row: linked(row[0], "place", place="E06000006")),
        Column("How many", lambda row: row[1], is_number=True),
    ]
    made = [(f"{title} {number}", str(number)) for number in range(rows)]
    table = data_table(f"Table of {title}", columns, made, pd.DataFrame())
    return Finding(finding_id=title, title=title, table=table, **more)


def document(*findings: Finding, **more: Any) -> Document:
    return Document(
        "A title", "What it is", "Built", "b", (Section("One", findings),), "board_pack.css", **more
    )


def test_it_can_be_read_by_a_screen_reader() -> None:
    found = Outline(html(document(finding("First"), finding("Second"), short=("A point.",))))
    assert found.attributes["html"] == [{"lang": "en-GB"}]
    assert found.headings == [
        ("h1", "A title"),
        ("h2", "In short"),
        ("h2", "One"),
        ("h3", "First"),
        ("h3", "Second"),
    ]
    assert found.tags["table"] == found.tags["caption"] == 2
    assert all(each.get("scope") in ("col", "row") for each in found.attributes["th"])
    assert found.tags["img"] == found.tags["script"] == found.tags["link"] == 0


def test_the_chapters_are_listed_and_each_link_leads_to_one() -> None:
    text = html(document(finding(), contents_before=0, address="https://example.test"))
    contents = text[text.index("<nav") : text.index("</nav>")]
    assert 'aria-label="Contents"' in contents and 'href="#s0">One</a>' in contents
    assert '<h2 class="heading" id="s0">One</h2>' in text
    assert 'href="https://example.test"' in text
    assert text.count("<h1>") == 1
    assert "<nav" not in html(document(finding()))


def test_words_of_others_stay_words() -> None:
    hostile = finding(
        HOSTILE, subtitle=HOSTILE, sentence=HOSTILE, caveat=HOSTILE, flags=(HOSTILE,), alt=HOSTILE
    )
    bad = Document(
        HOSTILE,
        HOSTILE,
        HOSTILE,
        HOSTILE,
        (Section(HOSTILE, (hostile,), HOSTILE),),
        "insight_report.css",
        short=(HOSTILE,),
        address=HOSTILE,
        contents_before=0,
    )
    text = html(bad)
    assert "<script>" not in text and "onerror=alert(1)>" not in text
    assert text.count("&lt;script&gt;") > 8


def test_numbers_stand_to_the_right_and_name_their_column() -> None:
    text = html(document(finding(rows=1)))
    assert '<td data-label="How many" class="number">0</td>' in text


def test_links_lead_to_the_dashboard_where_its_address_is_given() -> None:
    assert 'href="https://example.test/place?place=E06000006"' in html(
        document(finding(), address="https://example.test/")
    )
    assert "<a " not in html(document(finding()))


def test_marks_are_glyph_and_word_and_notes_lines_of_their_own() -> None:
    made = replace(
        finding(),
        table=data_table(
            "t",
            [Column("a", lambda row: cell(VERDICTS["worse"], Words("in 3"), notes=("small",)))],
            ["x"],
            pd.DataFrame(),
        ),
    )
    assert "▼ worse in 3<small>small</small>" in html(document(made))


@pytest.mark.parametrize(("rows", "is_long"), [(12, False), (13, True)])
def test_a_long_table_may_run_over_a_page(rows: int, is_long: bool) -> None:
    assert ('<article class="long">' in html(document(finding(rows=rows)))) is is_long
