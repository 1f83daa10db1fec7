"""The gradient in every cell: the slope index through groups in order of deprivation.

The line is straight in the indicator's own unit, so that the line drawn is the line fitted.
Every group must have a figure, a standard error and its people, or there is no slope.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from etl.inequality.gaps import WHOLE
from etl.inequality.kinds import KINDS, MERGED_FIFTHS, Kind
from insight.catalogue import Catalogue
from insight.statistics import slope_index

MERGED = "the publisher joins the two most deprived fifths, so there is no slope"
NO_ERROR = "no range is known for each group, so there is no slope"


def slopes(figures: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    """The slope columns of the table inequality, from rows of group_figure; one row per cell."""
    names = {group.group_id: group.group_name for group in catalogue.groups.values()}
    made = []
    for cell, rows in figures.groupby(WHOLE, sort=False):
        kind = KINDS[str(rows["group_kind"].iloc[0])]
        made.append({**dict(zip(WHOLE, cell, strict=True)), **_slope(rows, kind, names)})
    return pd.DataFrame(made)


def _slope(rows: pd.DataFrame, kind: Kind, names: dict[str, str]) -> dict[str, Any]:
    if not kind.is_gradient:
        return {"slope_refusal": kind.no_slope}
    if (rows["group_id"] == MERGED_FIFTHS).any():
        return {"slope_refusal": MERGED}
    groups = rows.set_index("group_id").reindex(list(kind.groups))
    lacking = groups[groups["value"].isna()]
    if len(lacking):
        first = lacking.iloc[0]
        reason = first["refusal"] if isinstance(first["refusal"], str) else "not published"
        others = f" ({len(lacking)} groups have no figure)" if len(lacking) > 1 else ""
        return {"slope_refusal": f"{names[str(first.name)]}: {reason}{others}"}
    numbers = groups[["population_count", "value", "standard_error"]].astype(float)
    if numbers.isna().any(axis=None):
        return {"slope_refusal": NO_ERROR}
    found = slope_index(*(numbers[column].to_numpy() for column in numbers))
    return {
        "slope": found.slope,
        "slope_lower": found.slope_lower,
        "slope_upper": found.slope_upper,
        "relative_index": found.relative,
        "relative_index_lower": found.relative_lower,
        "relative_index_upper": found.relative_upper,
        "intercept": found.intercept,
        "residual_share": found.residual_share,
    }
