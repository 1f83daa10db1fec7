from __future__ import annotations

import math

import pandas as pd

from insight.statistics.verdicts import with_row_verdicts
from insight.visual import charts, style
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


def test_every_cell_has_a_word_a_glyph_and_a_sentence() -> None:
    cells = charts.heatmap_cells(with_row_verdicts(COMPARISONS), LINKS, PRIORITIES, "England")
    assert list(cells["word"]) == ["worse", "similar", "not compared", "higher"]
    assert list(cells["glyph"]) == [style.VERDICTS[word].glyph for word in cells["word"]]
    assert list(cells["figure"]) == ["15.2%", "11.0%", "no figure", "30.0%"]
    assert list(cells["is_priority"]) == ["both", "system", "system", "system"]
    assert cells["sentence"].iloc[2] == "Measure, Halton, 2024: no figure (too few to show)."
    assert all("England" in text for text in cells["sentence"].iloc[[0, 1, 3]])


def test_only_a_claim_is_a_solid_cell_and_every_cell_can_be_read() -> None:
    cells = charts.heatmap_cells(with_row_verdicts(COMPARISONS), LINKS, PRIORITIES, "England")
    solid = cells["text_colour"] == style.PAGE
    assert list(solid) == [True, False, False, True]
    for row in cells.itertuples():
        assert contrast(row.colour, row.text_colour) >= 4.5


def test_every_solid_colour_can_be_read() -> None:
    for word in ("better", "worse", "higher", "lower"):
        assert contrast(style.VERDICTS[word].colour, style.PAGE) >= 4.5, word


def test_nothing_to_compare_gives_no_cells() -> None:
    nothing = with_row_verdicts(COMPARISONS).iloc[:0]
    cells = charts.heatmap_cells(nothing, LINKS, PRIORITIES, "England")
    assert cells.empty and "sentence" in cells.columns
