"""Whether a gap has widened or narrowed between the first and last periods that can be compared.

The two periods do not overlap, no break in the series lies between them, and both gaps have a
range. The gap is between the same two groups in both: those of the latest period.
"""

from __future__ import annotations

from datetime import date
from math import isnan, nan
from typing import Any

import pandas as pd

from etl.inequality.columns import CELL
from insight.reference.catalogue import Catalogue
from insight.reference.vocabulary import NO_RANGE
from insight.statistics import Gap, gap, gap_change

# A series and one of its groups in one period → value and standard error.
Sides = dict[tuple[Any, ...], tuple[float, float]]
SIDE = [*CELL, "group_id", "period_start_date"]
NUMBERS = ["value", "standard_error"]
UNKNOWN = "cannot be calculated"
ONE_PERIOD = "only one period has a gap with a range"
NOT_COMPARABLE = "no earlier period can be compared: the series has a break, or its periods overlap"


def gap_changes(
    figures: pd.DataFrame, inequality: pd.DataFrame, catalogue: Catalogue
) -> pd.DataFrame:
    """Rows of the table gap_change, one for each series of gaps."""
    sides = {
        (*key, group, start): (value, error)
        for *key, group, start, value, error in figures[[*SIDE, *NUMBERS]].itertuples(index=False)
    }
    series: dict[tuple[Any, ...], list[Any]] = {}
    for row in inequality.sort_values("period_end_date").itertuples():
        series.setdefault(tuple(getattr(row, column) for column in CELL), []).append(row)
    return pd.DataFrame(
        {
            **dict(zip(CELL, cell, strict=True)),
            **_change(periods, cell, sides, catalogue.indicators[cell[0]].breaks),
        }
        for cell, periods in series.items()
    )


def _change(
    periods: list[Any], cell: tuple[Any, ...], sides: Sides, breaks: tuple[date, ...]
) -> dict[str, Any]:
    """periods: rows of the table inequality, oldest first. breaks: of the catalogue's indicator."""
    usable = [row for row in periods if not isnan(row.absolute_lower)]
    last = periods[-1]
    if not usable:
        has_gap = not isnan(last.absolute_gap)
        return _refused(last.period_label, NO_RANGE if has_gap else last.gap_refusal)
    latest = usable[-1]
    if len(usable) == 1:
        return _refused(latest.period_label, ONE_PERIOD)
    since = max((day for day in breaks if day <= latest.period_start_date), default=date.min)
    now = _gap(latest, latest, cell, sides)
    for first in usable:
        then = _gap(first, latest, cell, sides)
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


def _gap(period: Any, latest: Any, cell: tuple[Any, ...], sides: Sides) -> Gap:
    """The gap of one period between the two groups of the latest."""
    start = period.period_start_date
    group, reference = (
        sides.get((*cell, each, start), (nan, nan))
        for each in (latest.group_id, latest.reference_group_id)
    )
    return gap(*group, *reference)


def _refused(label: str, reason: str) -> dict[str, Any]:
    words = {"absolute_word": UNKNOWN, "relative_word": UNKNOWN}
    return {"from_period_label": "", "to_period_label": label, **words, "reason": reason}
