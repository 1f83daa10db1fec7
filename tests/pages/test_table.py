"""Findings as markup: words stay words, marks say what they mean, drawings are named or silent."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from urllib.parse import unquote
from xml.etree import ElementTree

import pandas as pd
import pytest
from markupsafe import Markup

from insight.findings import DataTable, Words, cell
from insight.findings.headlines import headlines
from insight.findings.table import Column, data_table, linked
from insight.store import Store
from insight.visual.charts import strip
from insight.visual.style import VERDICTS
from pages.overview import cards
from pages.ui import finding, table

HOSTILE = "<script>alert(1)</script>\"'"
ESCAPED = "&lt;script&gt;alert(1)&lt;/script&gt;&#34;&#39;"


def made(*cells: object, look: str = "") -> str:
    of = DataTable(HOSTILE, tuple(HOSTILE for _ in cells), (tuple(cells),), pd.DataFrame())  # type: ignore[arg-type]
    return str(table.table(of, look))


def test_no_word_of_a_finding_becomes_markup() -> None:
    text = made(
        cell(HOSTILE, notes=(HOSTILE,)),
        cell(linked(HOSTILE, "place", place=HOSTILE), drawing="<svg></svg>", alt=HOSTILE),
        look="stacked",
    )
    assert "<script>" not in text and text.count(ESCAPED) > 5
    assert "<script>" not in finding.headed(HOSTILE, HOSTILE) + finding.said(HOSTILE)
    assert "<script>" not in finding.nothing(HOSTILE, HOSTILE)


def test_a_mark_has_its_glyph_its_colour_and_its_word() -> None:
    text = made(cell("x"), cell(VERDICTS["worse"], ": too few"))
    mark = VERDICTS["worse"]
    assert f'style="color:{mark.colour}">{mark.glyph}</span> worse</span>: too few' in text


def test_a_table_says_what_heads_what_and_can_be_reached_by_keyboard() -> None:
    text = made(cell("Halton"), cell("12"))
    assert 'role="region"' in text and 'tabindex="0"' in text and "<caption>" in text
    assert text.count('scope="col"') == 2 and text.count('scope="row"') == 1


def test_only_a_table_that_stacks_carries_its_headings_in_every_cell() -> None:
    assert "data-label" in made(cell("a"), cell("b"), look="stacked care")
    assert "data-label" not in made(cell("a"), cell("b"), look="glance")


def test_a_cell_may_have_colours_of_its_own() -> None:
    text = made(cell("a"), cell("b", fill="#003F87", ink="#FFFFFF"))
    assert '<td style="background:#003F87;color:#FFFFFF">b</td>' in text


def test_a_table_is_drawn_once() -> None:
    of = data_table("t", [Column("a", str)], ["x"], pd.DataFrame())
    assert table.table(of) is table.table(of)
    assert table.table(of, "bars") is not table.table(of)


def test_commas_follow_without_a_space() -> None:
    line = (VERDICTS["better"], Words("in 3,"), VERDICTS["worse"], Words("in 6"), Words("."))
    assert table.line(line).endswith("worse</span> in 6.")
    assert isinstance(table.line(line), Markup)


def test_an_overview_without_headline_figures_has_no_cards(small_store: Store) -> None:
    assert cards.cards(headlines(small_store).table) == '<ul class="cards"></ul>'


class Tags(HTMLParser):
    """Every tag with its attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


@pytest.mark.parametrize("words", ["", "Falling from 30% to 10%.", HOSTILE])
def test_a_drawing_says_what_it_is_given_or_nothing(words: str) -> None:
    ((tag, attributes),) = Tags(table.drawing(strip.bar(50), words)).found
    assert tag == "img" and attributes["alt"] == words
    kind, _, address = str(attributes["src"]).partition(",")
    assert kind == "data:image/svg+xml" and '"' not in address
    held = unquote(address)
    assert ElementTree.canonicalize(held) == ElementTree.canonicalize(strip.bar(50))
    assert ElementTree.fromstring(held).tag == "{http://www.w3.org/2000/svg}svg"


def test_a_tally_counts_each_word_once_and_leaves_out_those_that_never_came() -> None:
    counted = table.tally(["worse", "better", "worse", "not tested"])
    assert [tag for tag, _ in Tags(counted).found].count("span") == 6
    assert re.sub(r"<[^>]+>", "", counted) == "▲ better 1 ▼ worse 2 – not tested 1"
    assert table.tally([]) == ""


def test_small_tables_follow_one_another() -> None:
    one, two = (data_table(name, [Column("a", str)], ["x"], pd.DataFrame()) for name in "ab")
    assert table.tables([one, two]) == table.table(one) + table.table(two)
