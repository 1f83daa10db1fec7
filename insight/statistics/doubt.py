"""Signs that a figure is a fault of recording: how far it lies from what others make likely.

Every measure is robust: medians and median absolute deviations, so that a few faults cannot hide
each other (Iglewicz and Hoaglin 1993, How to Detect and Handle Outliers). A sign of doubt is a
reason to check, never a finding. All thresholds stand here; `python -m etl doubt` prints how often
each one sounds on every real series.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from scipy.special import betainc, logit

from insight.reference.areas import FEWEST_AUTHORITIES
from insight.statistics.intervals import Floats

BREAK, SIBLINGS, PARTIAL, RANGE, REPEATED, MANUAL = (
    "break",
    "siblings_disagree",
    "partial_return",
    "out_of_range",
    "repeated",
    "manual",
)
FEWEST_PEERS = 6  # changes of other areas that a usual change can be told from
FEWEST_CHANGES = 30  # in all periods together; from fewer, an odd one cannot be told
FEWEST_SIBLINGS = 2
SUBSET_MARGIN = 0.1  # a part may lie above its whole by this much: both are rounded
NEAR_NOUGHT = 0.001  # shares beyond it would be endlessly far from any other
MAD_TO_SD = 1.4826  # of a normal distribution


@dataclass(frozen=True)
class Rule:
    """When a figure is flagged. threshold: in the unit that `words` name."""

    threshold: float
    words: str


RULES = {
    BREAK: Rule(4.0, "usual spreads from the change of the other areas, also over two periods"),
    SIBLINGS: Rule(6.0, "usual spreads below its siblings, which rose; or above its whole"),
    PARTIAL: Rule(5.0, "usual spreads and a fifth fewer counted, beside the other areas"),
    RANGE: Rule(0.25, "of the width of all other authorities' figures beyond them"),
    REPEATED: Rule(0.002, "chance or less of the same last digit again"),
}
FINE = 0.1  # chance of a repeat, or more: too coarse to tell a period that was copied
SEXES_APART = 5.0  # usual spreads from the usual difference of women and men to none at all
COPIED = 1e-6  # chance or less of so many repeats in one period: thousands of periods are judged
LEAST_FALL = 0.2  # a partial return counts at least a fifth fewer


def natural_scale(value: ArrayLike, value_type: str) -> Floats:
    """Figures on the scale on which like changes are alike, wherever they start.

    Percentages by their log odds, years as they are, anything else by its logarithm, or as it
    is where any figure is 0 or less.
    """
    values = np.asarray(value, dtype=float)
    if value_type == "percentage":
        scaled: Floats = logit(np.clip(values / 100, NEAR_NOUGHT, 1 - NEAR_NOUGHT))
        return scaled
    if value_type == "years" or bool(np.any(values <= 0)):
        return values
    logged: Floats = np.log(values)
    return logged


def robust_z(change: ArrayLike, cell: ArrayLike, pool: ArrayLike) -> Floats:
    """How many usual spreads each change lies from the median change of its cell.

    cell: which changes are alike (one indicator between two periods); pool: whose spread is usual
    (one indicator in all its periods). The spread is the larger of the two, because a few areas
    may be close to each other by luck. NaN where a cell or its pool has too few changes, or nothing
    ever differs.
    """
    rows = pd.DataFrame({"change": np.asarray(change, float), "cell": cell, "pool": pool})
    by_cell = rows.groupby("cell")["change"]
    away = rows["change"] - by_cell.transform("median")
    size = away.abs()
    own = size.groupby(rows["cell"]).transform("median")
    usual = size.groupby(rows["pool"]).transform("median")
    spread = MAD_TO_SD * np.maximum(own, usual)
    is_enough = by_cell.transform("count") >= FEWEST_PEERS
    is_enough &= rows.groupby("pool")["change"].transform("count") >= FEWEST_CHANGES
    return (away / spread.where(is_enough & (spread > 0))).to_numpy(float)


def lasting(since_last: ArrayLike, since_before: ArrayLike) -> Floats:
    """The smaller of two distances from the past, so that a return from one odd figure is none.

    since_before: NaN where there is no earlier figure. 0 where the two point in opposite ways.
    """
    last, before = np.asarray(since_last, float), np.asarray(since_before, float)
    before = np.where(np.isnan(before), last, before)
    nearer = np.sign(last) * np.minimum(np.abs(last), np.abs(before))
    found: Floats = np.where(np.sign(last) == np.sign(before), nearer, 0.0 * last)
    return found


def median_of_others(values: ArrayLike, cell: ArrayLike) -> Floats:
    """Of each value, the median of the other values of its cell; NaN where it is alone."""
    rows = pd.DataFrame({"value": np.asarray(values, float), "cell": cell}).reset_index(drop=True)
    found = np.full(len(rows), np.nan)
    size = rows.groupby("cell")["value"].transform("size")
    for count, alike in rows[size > FEWEST_SIBLINGS].groupby(size):  # all cells of one size at once
        alike = alike.sort_values("cell", kind="stable")
        own = alike["value"].to_numpy().reshape(-1, int(count))
        for number in range(int(count)):
            others = np.median(np.delete(own, number, axis=1), axis=1)
            found[alike.index.to_numpy().reshape(own.shape)[:, number]] = others
    return found


def beyond_others(value: ArrayLike, cell: ArrayLike) -> Floats:
    """How far each value lies beyond all others of its cell, as a share of their range.

    Below 0 inside the range; NaN where a cell has fewer than FEWEST_AUTHORITIES.
    """
    rows = pd.DataFrame({"value": np.asarray(value, float), "cell": cell}).sort_values("value")
    cells = rows.groupby("cell")["value"]
    count, place = cells.transform("count"), cells.cumcount()
    low, high = cells.transform("min"), cells.transform("max")
    nearest_low = rows["value"].where(place == 1).groupby(rows["cell"]).transform("max")
    nearest_high = rows["value"].where(place == count - 2).groupby(rows["cell"]).transform("max")
    low, high = low.mask(place == 0, nearest_low), high.mask(place == count - 1, nearest_high)
    out = np.maximum(low - rows["value"], rows["value"] - high) / (high - low).where(high > low)
    return out.where(count >= FEWEST_AUTHORITIES).sort_index().to_numpy(float)


def repeat_chance(
    value: ArrayLike, run: ArrayLike, usual_change: ArrayLike, usual_share: ArrayLike = 0.0
) -> Floats:
    """How likely a figure is to be the same to its last digit `run` times in a row.

    A figure given to 1 decimal that usually changes by 2 falls on the same digit about once in
    0.1 / (2 × 2) = 40 times. A share of few people may show many digits and take few values, so
    what it does elsewhere counts where that is more: usual_share, of its other figures that
    repeat. 1 where nothing usually changes, or run is 0.
    """
    step = 10.0 ** -decimals(value)
    usual = np.asarray(usual_change, float)
    once = np.clip(step / np.where(usual > 0, 2 * usual, np.nan), 0, 1)
    once = np.maximum(np.where(np.isnan(once), 1.0, once), np.nan_to_num(usual_share))
    found: Floats = once ** np.asarray(run, float)
    return found


def together_chance(is_same: ArrayLike, chance: ArrayLike, cell: ArrayLike) -> Floats:
    """How likely it is that as many figures of a cell repeat at once as do.

    chance: of each to do so alone. 1 where a cell has too few figures, most do not repeat, or
    a repeat is likelier than FINE.
    """
    rows = pd.DataFrame({"same": np.asarray(is_same, bool), "chance": chance, "cell": cell})
    cells = rows.groupby("cell").agg(count=("same", "size"), same=("same", "sum"))
    cells["chance"] = rows.groupby("cell")["chance"].mean()
    # That many of them or more, of the binomial distribution.
    tail = betainc(cells["same"], cells["count"] - cells["same"] + 1, cells["chance"])
    is_most = (cells["count"] >= FEWEST_PEERS) & (2 * cells["same"] > cells["count"])
    is_most &= cells["chance"] <= FINE
    return rows["cell"].map(pd.Series(np.where(is_most, tail, 1.0), cells.index)).to_numpy(float)


def decimals(value: ArrayLike) -> NDArray[np.int_]:
    """How many decimals each value is given to, up to 6; 0 for a missing one."""
    values = np.nan_to_num(np.asarray(value, float))
    found = np.full(values.shape, 6)
    for places in range(5, -1, -1):
        found[np.abs(values - np.round(values, places)) < 1e-9] = places
    return found
