"""The gradient in every cell: the slope index through groups in order of deprivation.

The line is straight in the indicator's own unit, so that the line drawn is the line fitted.
Every group must have a figure, a standard error and its people, or there is no slope.
"""

from __future__ import annotations

from math import isnan
from typing import Any

import numpy as np
import pandas as pd

from etl.aggregate_places import ONE_FIGURE
from etl.inequality.gaps import FIGURE, WHOLE
from etl.inequality.group_kinds import KINDS, MERGED_FIFTHS, GroupKind
from insight.reference.catalogue import Catalogue
from insight.statistics import slope_index

MERGED = "the publisher joins the two most deprived fifths, so there is no slope"
NO_PEOPLE = "how many people each group has is not known, so there is no slope"
NO_ERROR = "no range in our file for each group, so there is no slope"


def slopes(figures: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    """The slope columns of the table inequality, from rows of group_figure; one row per cell."""
    names = {group.group_id: group.group_name for group in catalogue.groups.values()}
    cells: dict[tuple[Any, ...], dict[str, Any]] = {}
    whole = zip(*(figures[column] for column in WHOLE), strict=True)
    for cell, row in zip(whole, figures[FIGURE].itertuples(index=False), strict=True):
        cells.setdefault(cell, {})[str(row.group_id)] = row
    kind_at = WHOLE.index("group_kind")
    return pd.DataFrame(
        {**dict(zip(WHOLE, cell, strict=True)), **_slope(groups, KINDS[cell[kind_at]], names)}
        for cell, groups in cells.items()
    )


def _slope(groups: dict[str, Any], kind: GroupKind, names: dict[str, str]) -> dict[str, Any]:
    """groups: group id → its row of group_figure."""
    if not kind.is_gradient:
        return {"slope_refusal": kind.no_slope}
    if MERGED_FIFTHS in groups:
        return {"slope_refusal": MERGED}
    lacking = [each for each in kind.groups if each not in groups or isnan(groups[each].value)]
    if lacking:
        reason = groups[lacking[0]].refusal if lacking[0] in groups else "not published"
        if reason == ONE_FIGURE:
            return {"slope_refusal": reason}
        others = f" ({len(lacking)} groups have no figure)" if len(lacking) > 1 else ""
        return {"slope_refusal": f"{names[lacking[0]]}: {reason}{others}"}
    rows = [groups[each] for each in kind.groups]
    people, values, errors = (
        np.array([getattr(row, column) for row in rows], dtype=float)
        for column in ("population_count", "value", "standard_error")
    )
    if np.isnan(errors).any():
        return {"slope_refusal": NO_ERROR}
    if np.isnan(people).any():
        return {"slope_refusal": NO_PEOPLE}
    found = slope_index(people, values, errors)
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
