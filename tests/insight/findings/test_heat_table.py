"""Places by indicators: a word, a glyph and a figure in every cell, and a cell that can be read."""

from __future__ import annotations

import math

import pandas as pd

from insight.findings.heat_table import OWN, HeatRow, heat_rows, heat_table
from insight.findings.table import Cell
from insight.reference.areas import Benchmark
from insight.statistics.verdicts import with_row_verdicts
from insight.store import Store, queries
from insight.visual import style
from insight.visual.style import Mark
from tests.insight.visual.test_style import contrast

COMPARISONS = pd.DataFrame(
    {
        "indicator_id": ["smoking", "smoking", "weight", "weight"],
        "place_code": ["H", "W"] * 2,
        "place_name": ["Halton", "Wirral"] * 2,
        "value": [15.2, 11.0, math.nan, 30.0],
        "lower_ci": [13.1, 9.5, math.nan, 29.0],
        "upper_ci": [17.4, 12.5, math.nan, 31.0],
        "benchmark_value": [11.6, 11.6, 25.0, 25.0],
        "polarity": ["low_is_good"] * 2 + ["no_judgement"] * 2,
        "value_note": ["", "", "too few to show", ""],
    }
).assign(
    plain_name="Measure",
    topic="health",
    unit="%",
    value_type="percentage",
    decimal_places=1,
    period_label="2024",
)
PRIORITIES = pd.DataFrame({"priority_id": ["h", "s"], "place_code": ["H", "system"]})
LINKS = pd.DataFrame({"priority_id": ["h", "s", "s"], "indicator_id": ["smoking"] * 2 + ["weight"]})


def rows(comparisons: pd.DataFrame = COMPARISONS) -> dict[str, HeatRow]:
    return heat_rows(with_row_verdicts(comparisons), LINKS, PRIORITIES, "England")


def cells() -> list[Cell]:
    return [cell for row in rows().values() for cell in row.cells[1:]]


def marks() -> list[Mark]:
    return [piece for cell in cells() for piece in cell.main if isinstance(piece, Mark)]


def test_every_cell_has_a_word_a_glyph_a_figure_and_a_sentence() -> None:
    assert [mark.word for mark in marks()] == ["worse", "similar", "no figure", "higher"]
    verdicts = ["worse", "similar", "not tested", "higher"]
    assert [mark.glyph for mark in marks()] == [style.VERDICTS[each].glyph for each in verdicts]
    figures = ["15.2%", "11.0%", "no figure", "30.0%"]
    assert [cell.text.split("; ")[1] for cell in cells()] == figures
    said = [one["sentence"] for row in rows().values() for one in row.figures]
    assert said[2] == "Measure, Halton, 2024: no figure (too few to show)."
    assert all("England" in said[number] for number in (0, 1, 3))
    # Under a row headed by the measure, what a pointer shows need not repeat it.
    assert [f"Measure, {cell.alt}" for cell in cells()] == said


def test_a_star_marks_what_the_place_has_itself_stated() -> None:
    whose = [one["stated_by"] for row in rows().values() for one in row.figures]
    assert whose == ["both", "system", "system", "system"]
    assert [OWN in cell.main for cell in cells()] == [True, False, False, False]


def test_only_a_claim_is_a_solid_cell_and_every_cell_can_be_read() -> None:
    assert [cell.ink == style.PAGE for cell in cells()] == [True, False, False, True]
    for cell, mark in zip(cells(), marks(), strict=True):
        assert contrast(cell.fill, cell.ink) >= 4.5
        assert mark.colour == cell.ink


def test_every_solid_colour_can_be_read() -> None:
    for word in ("better", "worse", "higher", "lower"):
        assert contrast(style.VERDICTS[word].colour, style.PAGE) >= 4.5, word


def test_nothing_to_compare_gives_no_rows() -> None:
    assert rows(COMPARISONS.iloc[:0]) == {}


def test_the_table_has_a_column_for_each_place_and_a_row_for_each_indicator_asked_for(
    small_store: Store,
) -> None:
    ids = ("smoking", "no-such-indicator", "claimants")
    found = heat_table(small_store, "heat", "Title", ids, Benchmark("similar", 0.998))
    assert found is not None
    places = list(queries.places(small_store)["place_name"])
    assert list(found.table.columns) == ["Indicator", *places] and len(places) == 9
    assert all(len(row) == 10 for row in found.table.rows)
    links = [row[0].main[0].link for row in found.table.rows]  # type: ignore[union-attr]
    assert [dict(link.choices)["indicator"] for link in links if link] == ["smoking", "claimants"]
    assert found.table.caption == "Places beside similar areas"
    values = found.table.values
    shown = [text.split("; ")[1] for row in found.table.texts for text in row[1:]]
    assert len(values) == len(shown) == 18
    assert {"area_code", "area_name", "value", "lower_ci", "upper_ci", "unit"} <= set(values)
    for row, text in zip(values.to_dict("records"), shown, strict=True):
        assert (text == "no figure") == math.isnan(row["value"])
    assert found.about == {
        "benchmark_name": "similar areas",
        "confidence": 99.8,
        "verdict_confidence": 99.8,
    }
    assert found.source_ids
    assert found.source_ids and values["source"].notna().all()


def test_without_figures_for_places_there_is_no_table(
    small_store: Store, empty_store: Store
) -> None:
    assert heat_table(small_store, "heat", "Title", ("no-such-indicator",)) is None
    assert heat_table(empty_store, "heat", "Title", ("smoking",)) is None
