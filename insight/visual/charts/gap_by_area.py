"""The gap between two groups side by side in several areas, as a difference or as a ratio."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from insight.language.number_format import Row, difference_unit
from insight.statistics.verdicts import NOT_TESTED, with_verdicts
from insight.visual.charts.areas import compare_areas


@dataclass(frozen=True)
class Measure:
    """One way of giving a gap. nothing: its value where there is no gap."""

    name: str
    columns: tuple[str, str, str]
    nothing: float


NO_GAP = "no gap"
MEASURES = {
    "absolute": Measure("Difference", ("absolute_gap", "absolute_lower", "absolute_upper"), 0.0),
    "relative": Measure("Ratio", ("relative_gap", "relative_lower", "relative_upper"), 1.0),
}


def gap_by_area(
    rows: pd.DataFrame, indicator: Row, measure: str = "absolute", order: str = "name"
) -> go.Figure:
    """One period's gap in every area, in rows; a dashed line stands at no gap.

    rows: of `queries.inequalities`, one period, in the order to draw. Better and worse are
    said of the group the gap is about, beside the one it is set against.
    """
    judged = with_gap_verdicts(rows, indicator, measure)
    nothing = MEASURES[measure].nothing
    return compare_areas(judged, as_measured(measure, indicator), NO_GAP, nothing, order)


def with_gap_verdicts(
    rows: pd.DataFrame, indicator: Row, measure: str = "absolute"
) -> pd.DataFrame:
    """The gaps as figures set against no gap: value, lower_ci, upper_ci, value_note, verdict and
    benchmark_value. A gap that did not pass its own test is called similar to none."""
    found = MEASURES[measure]
    shown = as_figures(rows, measure)
    shown = shown.assign(value_note=shown["gap_refusal"].fillna("no ratio can be given"))
    verdicts = with_verdicts(shown, found.nothing, str(indicator["polarity"]))
    is_claim = ~verdicts["verdict"].isin(["similar", NOT_TESTED])
    verdicts.loc[is_claim & ~verdicts["is_clear"].astype(bool), "verdict"] = "similar"
    return verdicts.assign(benchmark_value=found.nothing)


def as_figures(rows: pd.DataFrame, measure: str) -> pd.DataFrame:
    """Rows of gaps with the gap and its interval as value, lower_ci and upper_ci."""
    names = dict(zip(MEASURES[measure].columns, ("value", "lower_ci", "upper_ci"), strict=True))
    return rows.drop(columns=["value"]).rename(columns=names)


def as_measured(measure: str, indicator: Row) -> dict[str, Any]:
    """The indicator as its gap is measured: points instead of percent, no unit for a ratio."""
    about = {name: indicator[name] for name in ("plain_name", "decimal_places", "polarity")}
    if measure == "relative":
        return {**about, "unit": "", "decimal_places": 2}
    return {**about, "unit": difference_unit(str(indicator["unit"]))}


def measured(measure: str, indicator: Row) -> str:
    """'Difference (percentage points)' or 'Ratio'."""
    unit = as_measured(measure, indicator)["unit"]
    return f"{MEASURES[measure].name} ({unit})" if unit else MEASURES[measure].name
