"""The gap between two groups side by side in several areas, as a difference or as a ratio."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from insight.language.number_format import Row, difference_unit
from insight.statistics.verdicts import NOT_COMPARED, with_verdicts
from insight.visual.charts.areas import compare_areas


@dataclass(frozen=True)
class Measure:
    """One way of giving a gap. nothing: its value where there is no gap."""

    name: str
    columns: tuple[str, str, str]
    nothing: float


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
    found = MEASURES[measure]
    names = dict(zip(found.columns, ("value", "lower_ci", "upper_ci"), strict=True))
    shown = rows.drop(columns=["value"]).rename(columns=names)
    shown = shown.assign(value_note=shown["gap_refusal"].fillna("no ratio can be given"))
    verdicts = with_verdicts(shown, found.nothing, str(indicator["polarity"]))
    is_claim = ~verdicts["verdict"].isin(["similar", NOT_COMPARED])
    verdicts.loc[is_claim & ~verdicts["is_clear"].astype(bool), "verdict"] = "similar"
    return compare_areas(verdicts, as_measured(measure, indicator), "no gap", found.nothing, order)


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
