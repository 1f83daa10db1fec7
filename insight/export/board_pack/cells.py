"""What stands in the cells of the pack's tables."""

from __future__ import annotations

from typing import Any

import pandas as pd

from insight.export.board_pack.area import BENCHMARK, Area
from insight.export.document import Table
from insight.language import number_format
from insight.visual import style


def verdict_counts(verdicts: pd.Series) -> str:
    """'▲ 5 better, ▼ 12 worse, ● 9 similar': how many comparisons came to which word."""
    counts = verdicts.value_counts()
    return ", ".join(
        f"{mark.glyph} {counts[word]} {mark.word}"
        for word, mark in style.VERDICTS.items()
        if word in counts
    )


def verdict_words(row: Any) -> str:
    """'▼ worse', with the reason where nothing could be compared."""
    mark = style.VERDICTS[row.verdict]
    return f"{mark.glyph} {mark.word}" + (f": {row.reason}" if row.reason else "")


def trend_words(row: Any) -> str:
    """'↘ falling, getting better', with the reason where no trend could be worked out."""
    mark = style.TRENDS[row.trend, row.trend_judgement]
    return f"{mark.glyph} {mark.word}" + (f": {row.trend_reason}" if row.trend_reason else "")


def figure_words(row: Any) -> str:
    """The figure with its range, or why there is none."""
    if pd.isna(row.value):
        return number_format.capital(row.value_note or number_format.NO_FIGURE)
    interval = (row.value, row.lower_ci, row.upper_ci)
    return number_format.figure_with_interval(*interval, row.unit, int(row.decimal_places))


def reference_words(row: Any) -> str:
    """England's figure for the same period."""
    return number_format.figure(row.benchmark_value, row.unit, int(row.decimal_places))


def place_table(rows: pd.DataFrame, area: Area, caption: str) -> Table:
    """One Place's indicators: period, figure, England, verdict and trend."""
    heads = ("Indicator", "Period", area.name, BENCHMARK, "Compared", "Over time")
    cells = tuple(
        (
            row.plain_name,
            row.period_label,
            figure_words(row),
            reference_words(row),
            verdict_words(row),
            trend_words(row),
        )
        for row in rows.itertuples()
    )
    return Table(caption, heads, cells, frozenset({2, 3}))
