"""The heat table as markup: nine cells a row, words for both widths, nothing that acts."""

from __future__ import annotations

import re

import pandas as pd

from insight.findings.heat_table import heat_rows, heat_table
from insight.findings.table import DataTable
from insight.statistics.verdicts import with_row_verdicts
from insight.store import Store
from insight.visual.style import VERDICTS
from pages.ui import heat_table as drawing
from tests.insight.findings.test_heat_table import COMPARISONS, LINKS, PRIORITIES
from tests.insight.small_store import HALTON

HOSTILE = "\"><script>alert(1)</script>'"


def made(comparisons: pd.DataFrame, place_code: str = "") -> str:
    shown = comparisons.replace({"place_code": {"H": HALTON, "W": "E08000015"}})
    rows = heat_rows(with_row_verdicts(shown), LINKS, PRIORITIES, "England").values()
    values = pd.DataFrame([figure for row in rows for figure in row.figures])
    places = ("Halton", "Wirral")
    of = DataTable(HOSTILE, ("Indicator", *places), tuple(row.cells for row in rows), values)
    return str(drawing.table(of, place_code))


def test_there_are_short_words_for_every_verdict_and_every_place(small_store: Store) -> None:
    assert set(drawing.SHORT_WORDS) >= set(VERDICTS) - {"not tested"}
    found = heat_table(small_store, "heat", "Title", ("smoking", "claimants"))
    assert found is not None
    text = drawing.table(found.table, HALTON)
    rows = text.split("<tr>")[2:]
    assert len(rows) == 2 and all(row.count("<td") == 9 for row in rows)
    assert len(re.findall(r'class="short" aria-hidden="true">[^<]{1,7}</span>', text)) == 9 * 3


def test_one_place_is_marked_or_none(small_store: Store) -> None:
    found = heat_table(small_store, "heat", "Title", ("smoking", "claimants"))
    assert found is not None
    assert drawing.table(found.table, HALTON).count("class=chosen") == 2
    assert 'class="chosen"><span class="whole">Halton' in drawing.table(found.table, HALTON)
    assert "chosen" not in drawing.table(found.table)


def test_a_cell_says_its_verdict_its_figure_and_the_whole_comparison() -> None:
    text = made(COMPARISONS)
    assert "▼</span> " in text and '<span class="whole">worse</span>' in text
    assert "<small>15.2%</small>" in text
    assert 'title="Halton, 2024: 15.2% (13.1% to 17.4%). This is worse than England' in text


def test_no_name_becomes_markup() -> None:
    text = made(COMPARISONS.assign(plain_name=HOSTILE, place_name=HOSTILE, value_note=HOSTILE))
    assert "<script>" not in text and 'title="">' not in text
    assert text.count("&lt;script&gt;") > 5
