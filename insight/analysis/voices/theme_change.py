"""Whether people speak of a theme more often than they did: the control chart, or no word at all.

Judged on the share of a period's comments, because how many comments come in depends on who was
asked then. A period is a month or a quarter (insight.voice.period). One too small to show has no
share, and ends the run that is judged.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from insight.analysis.voices import period
from insight.statistics import control_chart
from insight.statistics.control_chart import FEWEST_POINTS

UNKNOWN = "too few to say"
FEWEST_DRAWN = 2  # periods


@dataclass(frozen=True)
class ThemeChange:
    """word: 'rising', 'falling', 'more often than usual', 'less often than usual', 'no clear
    change', or UNKNOWN; then period_count says how many periods in a row could be used."""

    word: str
    period_count: int


def with_shares(periods: pd.DataFrame) -> pd.DataFrame:
    """`queries.voice_periods` with every period between the first and the last, and `share_pct`:
    the theme's share of the period's comments, NaN where either may not be shown.

    Periods without any row come as state 'too few'. Same columns and one more.
    """
    if periods.empty:
        return periods.assign(share_pct=pd.Series(dtype=float))
    labels = period.every(periods["period_label"])
    about = periods.drop_duplicates("theme_id")[
        ["theme_id", "plain_name", "parent_id", "sort_order"]
    ]
    grid = about.merge(pd.DataFrame({"period_label": labels}), how="cross")
    full = grid.merge(periods, how="left", on=list(grid.columns))
    full[["state", "base_state"]] = full[["state", "base_state"]].fillna("too few")
    counts, bases = (full[name].astype(float) for name in ("comment_count", "base_count"))
    return full.assign(
        comment_count=counts, base_count=bases, share_pct=100 * counts / bases.where(bases > 0)
    )


def long_enough(shares: pd.DataFrame) -> pd.DataFrame:
    """Rows of `with_shares` of those themes that were heard, and may be shown, in two periods."""
    is_heard = shares["share_pct"] > 0
    return shares[is_heard.groupby(shares["theme_id"]).transform("sum") >= FEWEST_DRAWN]


def theme_changes(shares: pd.DataFrame) -> dict[str, ThemeChange]:
    """`theme_change` of each theme of `with_shares`, by its plain name, in their order."""
    themes = shares.groupby("plain_name", sort=False)
    return {str(name): theme_change(rows["share_pct"]) for name, rows in themes}


def theme_change(shares: pd.Series) -> ThemeChange:
    """How a theme moves lately, from its share in each period, oldest first, NaN where unknown.

    Uses the newest unbroken run of periods, of which the control chart needs 12. 'rising' and
    'falling' are its rule of seven points in a row in one direction, at the newest point.
    """
    values = _newest_run(shares.to_numpy(dtype=float))
    if len(values) < FEWEST_POINTS:
        return ThemeChange(UNKNOWN, len(values))
    chart = control_chart(values)
    if chart.in_trend[-1]:
        word = "rising" if values[-1] > values[-2] else "falling"
    elif chart.is_special[-1]:
        word = f"{'more' if values[-1] > chart.mean else 'less'} often than usual"
    else:
        word = "no clear change"
    return ThemeChange(word, len(values))


def _newest_run(values: np.ndarray) -> np.ndarray:
    missing = np.flatnonzero(np.isnan(values))
    return values[missing[-1] + 1 :] if len(missing) else values
