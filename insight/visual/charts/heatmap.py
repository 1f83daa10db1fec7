"""Places by indicators: what each cell of a table says, in a word, a glyph and a colour."""

from __future__ import annotations

import pandas as pd

from insight.language.number_format import NO_FIGURE, shown
from insight.language.sentences import comparison_sentence
from insight.store.rows import records
from insight.visual import style

SOLID = ("better", "worse", "higher", "lower")


def heatmap_cells(
    comparisons: pd.DataFrame, links: pd.DataFrame, priorities: pd.DataFrame, benchmark: str
) -> pd.DataFrame:
    """One row per indicator and Place, in the order given; the page draws a real table of them.

    comparisons: `verdicts.with_row_verdicts` of `queries.place_comparisons`. Returns
    indicator_id, plain_name, topic, place_code, place_name, is_priority ('Place', 'system',
    'both' or ''), figure (text), word (of `statistics.compare`), glyph, colour (of the cell),
    text_colour and sentence.
    """
    linked = links.merge(priorities[["priority_id", "place_code"]], on="priority_id")
    stated = set(zip(linked["place_code"], linked["indicator_id"], strict=True))
    places = set(comparisons["place_code"])
    of_system = {indicator for place, indicator in stated if place not in places}
    rows = []
    for row in records(comparisons):
        mark = style.VERDICTS[row["verdict"]]
        colour, text_colour = _colours(mark)
        is_own = (row["place_code"], row["indicator_id"]) in stated
        about = {**row, "area_name": row["place_name"]}
        rows.append(
            {
                **{name: row[name] for name in COLUMNS},
                "is_priority": _whose(is_own, row["indicator_id"] in of_system),
                "figure": NO_FIGURE if pd.isna(row["value"]) else shown(row["value"], row),
                "word": mark.word,
                "glyph": mark.glyph,
                "colour": colour,
                "text_colour": text_colour,
                "sentence": comparison_sentence(about, row, benchmark, row["benchmark_value"]),
            }
        )
    return pd.DataFrame(rows, columns=[*COLUMNS, *ADDED])


COLUMNS = ["indicator_id", "plain_name", "topic", "place_code", "place_name"]
ADDED = ["is_priority", "figure", "word", "glyph", "colour", "text_colour", "sentence"]


def _whose(is_own: bool, is_systems: bool) -> str:
    if is_own:
        return "both" if is_systems else "Place"
    return "system" if is_systems else ""


def _colours(mark: style.Mark) -> tuple[str, str]:
    """Solid for a claim, white for similar, pale for no comparison; each under readable text."""
    if mark.word in SOLID:
        return mark.colour, style.PAGE
    return (style.PAGE if mark.word == "similar" else style.PANEL), style.TEXT
