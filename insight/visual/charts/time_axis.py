"""What charts over time share: the two axes, and lines with their words on hover."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from insight.language.number_format import Row, long_unit, short_period, shown_with_interval
from insight.store.rows import records
from insight.visual.charts.canvas import padded, value_ticks

LEFT_PIXELS = 44  # room for the numbers of the value axis
# Of the years drawn, at each end: on a phone, a period named there must not reach the next panel.
AIR_SHARE = 0.25


def period_axis(rows: pd.DataFrame, most: int) -> dict[str, Any]:
    """A time axis that names at most `most` periods, the first and the last among them."""
    periods = rows.drop_duplicates(["period_start_date", "period_end_date"]).sort_values(
        ["period_end_date", "period_start_date"]
    )
    named = periods.iloc[np.unique(np.linspace(0, len(periods) - 1, most).round().astype(int))]
    times = pd.to_datetime(middles(periods))
    air = max((times.max() - times.min()) * AIR_SHARE, pd.Timedelta(days=200))
    return {
        "type": "date",
        "range": [str((times.min() - air).date()), str((times.max() + air).date())],
        "tickmode": "array",
        "tickvals": list(middles(named)),
        "ticktext": [short_period(label) for label in named["period_label"]],
        "tickangle": 0,
        "showgrid": False,
        "showline": True,
    }


def value_axis(rows: pd.DataFrame, indicator: Row) -> dict[str, Any]:
    """Settings of an axis that holds every figure and interval, with round steps."""
    every = rows[["value", "lower_ci", "upper_ci"]]
    reach = padded(float(every.min(axis=None)), float(every.max(axis=None)))
    return {"range": reach, **value_ticks(*reach, indicator)}


def plotted(rows: pd.DataFrame, indicator: Row) -> pd.DataFrame:
    """Rows of a series with `middle` (of the period, as text) and `hover` (its words)."""
    hover = [
        f"{row['area_name']}, {row['period_label']}<br>{shown_with_interval(row, indicator)}"
        for row in records(rows)
    ]
    return rows.assign(middle=middles(rows), hover=hover)


def line(area: pd.DataFrame, colour: str) -> dict[str, Any]:
    """A line through one area's rows of `plotted`, with gaps where figures are missing."""
    return {
        "type": "scatter",
        "x": area["middle"].to_list(),
        "y": area["value"].to_list(),
        "line": {"color": colour, "width": 2},
        "text": area["hover"].to_list(),
        "hovertemplate": "%{text}<extra></extra>",
        "connectgaps": False,
    }


def middles(rows: pd.DataFrame) -> np.ndarray:
    """The middle of each period, so that averages over years stand where they belong."""
    start, end = rows["period_start_date"], rows["period_end_date"]
    return (start + (end - start) / 2).dt.floor("D").to_numpy("datetime64[D]").astype(str)


def unit_words(indicator: Row) -> str:
    """'Unit: per 100,000.', or '' where the figures carry their unit themselves."""
    unit = long_unit(indicator)
    return f"Unit: {unit}." if unit else ""
