"""Whether a gap has widened or narrowed between the first and last periods that can be compared.

The two periods do not overlap, no break in the series lies between them, and both gaps have a
range. The gap is between the same two groups in both: those of the latest period.
"""

from __future__ import annotations

from datetime import date
from math import isnan
from typing import Any

import pandas as pd

from etl.inequality.shape import CELL
from insight.catalogue import Catalogue
from insight.statistics import Gap, gap, gap_change

UNKNOWN = "cannot be calculated"
NO_RANGE = "no range is known, so a change could not be told from chance"
ONE_PERIOD = "only one period has a gap with a range"
NOT_COMPARABLE = "no earlier period can be compared: the series has a break, or its periods overlap"


def gap_changes(
    figures: pd.DataFrame, inequality: pd.DataFrame, catalogue: Catalogue
) -> pd.DataFrame:
    """Rows of the table gap_change, one for each series of gaps."""
    sides = figures.set_index([*CELL, "group_id", "period_start_date"])
    sides = sides[["value", "standard_error"]]
    rows = []
    for cell, series in inequality.groupby(CELL, sort=False):
        breaks = catalogue.indicators[str(cell[0])].breaks
        row = _change(series.sort_values("period_end_date"), sides.loc[cell], breaks)
        rows.append({**dict(zip(CELL, cell, strict=True)), **row})
    return pd.DataFrame(rows)


def _change(series: pd.DataFrame, sides: pd.DataFrame, breaks: tuple[date, ...]) -> dict[str, Any]:
    usable = list(series[series["absolute_lower"].notna()].itertuples())
    if not usable:
        reason = series["gap_refusal"].iloc[-1]
        known = reason if isinstance(reason, str) else NO_RANGE
        return _refused(series["period_label"].iloc[-1], known)
    latest = usable[-1]
    if len(usable) == 1:
        return _refused(latest.period_label, ONE_PERIOD)
    since = max((day for day in breaks if day <= latest.period_start_date), default=date.min)
    now = _gap(latest, latest, sides)
    for first in usable:
        then = _gap(first, latest, sides)
        is_apart = first.period_end_date < latest.period_start_date
        if is_apart and since <= first.period_start_date and not isnan(then.absolute_se):
            found = gap_change(then, now)
            return {
                "from_period_label": first.period_label,
                "to_period_label": latest.period_label,
                "absolute_word": str(found.absolute_word),
                "relative_word": str(found.relative_word),
                "reason": None,
            }
    return _refused(latest.period_label, NOT_COMPARABLE)


def _gap(period: Any, latest: Any, sides: pd.DataFrame) -> Gap:
    """The gap of one period between the two groups of the latest."""
    groups = (latest.group_id, latest.reference_group_id)
    both = pd.MultiIndex.from_tuples([(group, period.period_start_date) for group in groups])
    return gap(*sides.reindex(both).to_numpy(float).ravel())


def _refused(label: str, reason: str) -> dict[str, Any]:
    words = {"absolute_word": UNKNOWN, "relative_word": UNKNOWN}
    return {"from_period_label": "", "to_period_label": label, **words, "reason": reason}
