"""What each rule says of every figure: whether it can judge it, and whether it doubts it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from etl.figure_flags.reasons import Reasons
from insight.reference.catalogue import Catalogue
from insight.statistics import doubt
from insight.statistics.doubt import RULES

COLUMNS = ["indicator_id", "area_code", "period_start_date", "flag", "reason"]
OURS = ("place", "sub_icb")
OF_A_SEX = re.compile(r",? (fe)?male$")
RETURN = ["source_id", "area_code", "period", "denominator_count"]


@dataclass(frozen=True)
class Sign:
    """What one rule says of every row: whether it can judge it, and whether it doubts it."""

    flag: str
    is_judged: pd.Series
    is_flagged: pd.Series
    reason: Callable[[pd.Series], str]

    def told(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Rows of figure_flag, of our own areas."""
        own = rows[self.is_judged & self.is_flagged & rows["area_type"].isin(OURS)]
        reasons = [self.reason(row) for _, row in own.iterrows()]
        return own[COLUMNS[:3]].assign(flag=self.flag, reason=reasons)


def signs(rows: pd.DataFrame, catalogue: Catalogue) -> Iterator[Sign]:
    """What every rule says of the rows (see `etl.figure_flags`), in the order they are told in."""
    if rows.empty:
        return
    words = Reasons(catalogue)
    yield Sign(doubt.BREAK, *_breaks(rows), words.of_break)
    yield Sign(doubt.SIBLINGS, *_siblings(rows, catalogue), words.of_siblings)
    yield Sign(doubt.PARTIAL, *_partial(rows), words.of_partial)
    yield Sign(doubt.RANGE, *_range(rows), words.of_range)
    yield Sign(doubt.REPEATED, *_repeats(rows, catalogue), words.of_repeat)


def _breaks(rows: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """A change unlike that of all other areas, since the last period and since the one before."""
    away = doubt.lasting(*(_z(rows, "scaled", since) for since in ("last", "before")))
    z = pd.Series(away, rows.index)
    return z.notna(), z.abs() >= RULES[doubt.BREAK].threshold


def _siblings(rows: pd.DataFrame, catalogue: Catalogue) -> tuple[pd.Series, pd.Series]:
    """Measures of one register, counted among the same people: one falls while the others rise,
    by more than the measures usually part; or one lies above another that counts all it counts."""
    change = rows["scaled"] - rows["last_scaled"]
    counted = rows[rows["denominator_count"].notna() & change.notna()]
    register = counted.groupby(RETURN, sort=False).ngroup()
    others = doubt.median_of_others(change[counted.index], register)
    apart = pd.Series(change[counted.index] - others, counted.index).dropna()
    known = counted.loc[apart.index]
    # Few areas have such registers, so what is usual is what was usual in all periods together.
    apart = apart - apart.groupby(known["last_cell"]).transform("median")
    z = pd.Series(doubt.robust_z(apart, known["pool"], known["pool"]), known.index)
    z = z.reindex(rows.index)
    rise = pd.Series(others, counted.index).reindex(rows.index)
    is_fall = (change < 0) & (rise > 0) & (z <= -RULES[doubt.SIBLINGS].threshold)
    whole = _smallest_whole(rows, catalogue)
    is_above = rows["value"] > whole + doubt.SUBSET_MARGIN
    return z.notna() | whole.notna(), is_fall | is_above


def _smallest_whole(rows: pd.DataFrame, catalogue: Catalogue) -> pd.Series:
    """The smallest figure, of the same area and period, that a figure cannot lie above."""
    pairs = pd.DataFrame(
        [(each.indicator_id, of) for each in catalogue.subsets.values() for of in each.of],
        columns=["indicator_id", "whole_id"],
    )
    key = ["area_code", "period"]
    named = {name for pair in pairs.to_numpy() for name in pair}
    figures = rows.loc[rows["indicator_id"].isin(named), [*key, "indicator_id", "value"]]
    wholes = figures.rename(columns={"indicator_id": "whole_id", "value": "whole"})
    found = pairs.merge(wholes, on="whole_id").groupby(["indicator_id", *key])["whole"].min()
    return figures.join(found, on=["indicator_id", *key])["whole"].reindex(rows.index)


def _partial(rows: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """Far fewer people counted than in the periods before, while other areas count as many."""
    falls = []
    for since in ("last", "before"):
        change = _log_change(rows, since)
        usual = change.groupby(rows[f"{since}_cell"]).transform("median")
        falls.append(1 - np.exp(change - usual))
    z = pd.Series(
        doubt.lasting(*(_z(rows, "denominator_count", since) for since in ("last", "before"))),
        rows.index,
    )
    is_far = (falls[0] >= doubt.LEAST_FALL) & (falls[1].fillna(1) >= doubt.LEAST_FALL)
    return z.notna(), is_far & (z <= -RULES[doubt.PARTIAL].threshold)


def _range(rows: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """Far outside the figures of all other authorities in the same period."""
    authorities = rows.loc[rows["area_type"] != "sub_icb", ["scaled", "cell"]]
    beyond = doubt.beyond_others(authorities["scaled"], authorities["cell"])
    out = pd.Series(beyond, authorities.index)
    out = out.reindex(rows.index)
    return out.notna(), out > RULES[doubt.RANGE].threshold


def _repeats(rows: pd.DataFrame, catalogue: Catalogue) -> tuple[pd.Series, pd.Series]:
    """The same to the last digit as before, where that is hardly chance; or in most areas at once,
    as where a period was copied; or for women and men, who usually differ."""
    is_judged = rows["last_value"].notna()
    is_same = rows["value"] == rows["last_value"]
    starts = (~is_same).cumsum()
    run = is_same.groupby(starts).cumsum()
    usual, elsewhere = _usual_change(rows), _share_elsewhere(rows, is_judged, is_same)
    share = np.maximum(elsewhere, _share_beside(rows, is_judged, is_same))
    chance = pd.Series(doubt.repeat_chance(rows["value"], run, usual, share), rows.index)
    once = doubt.repeat_chance(rows["value"], 1, usual, elsewhere)
    beside = rows["last_cell"].where(is_judged, -1) * 2 + rows["area_type"].isin(OURS)
    together = doubt.together_chance(is_same, once, beside)
    is_rare = (chance <= RULES[doubt.REPEATED].threshold) | (together <= doubt.COPIED)
    apart = _apart_by_sex(rows, catalogue)
    z = pd.Series(doubt.robust_z(apart, rows["pool"], rows["pool"]), rows.index)
    is_copied = (apart == 0) & (z.abs() >= doubt.SEXES_APART)
    return is_judged | z.notna(), (is_same & is_rare) | is_copied


def _apart_by_sex(rows: pd.DataFrame, catalogue: Catalogue) -> pd.Series:
    """How far a figure lies from that of the other sex, of the same measure, area and period."""
    measures: dict[str, list[str]] = {}
    for each in catalogue.indicators.values():
        if each.sex in ("female", "male"):
            measures.setdefault(OF_A_SEX.sub("", each.indicator_name), []).append(each.indicator_id)
    pairs = [pair for pair in measures.values() if len(pair) == 2]
    other = {one: two for pair in pairs for one, two in (pair, pair[::-1])}
    key = ["indicator_id", "area_code", "period"]
    figures = rows.loc[rows["indicator_id"].isin(list(other)), [*key, "value"]]
    others = figures.assign(indicator_id=figures["indicator_id"].map(other)).set_index(key)
    beside = figures.join(others["value"].rename("of_others"), on=key)
    return (beside["value"] - beside["of_others"]).reindex(rows.index)


def _usual_change(rows: pd.DataFrame) -> pd.Series:
    """The middle change of a measure's figures that do change; where none does, as in a file that
    holds one period twice, how far areas lie from each other."""
    change = (rows["value"] - rows["last_value"]).abs()
    usual = change.where(change > 0).groupby(rows["pool"]).transform("median")
    middle = rows["value"].groupby(rows["cell"]).transform("median")
    return usual.fillna((rows["value"] - middle).abs().groupby(rows["cell"]).transform("median"))


def _share_elsewhere(rows: pd.DataFrame, is_judged: pd.Series, is_same: pd.Series) -> pd.Series:
    """Of a measure's figures between other periods, the share that repeat."""
    counts = pd.DataFrame({"judged": is_judged, "same": is_judged & is_same}).astype(int)
    pool = counts.groupby(rows["pool"]).transform("sum")
    cell = counts.groupby(rows["last_cell"]).transform("sum")
    return _share(pool - cell)


def _share_beside(rows: pd.DataFrame, is_judged: pd.Series, is_same: pd.Series) -> pd.Series:
    """Of the figures of other areas between the same periods, beyond our own, the share that
    repeat: many do where counts are few and people were not counted anew."""
    is_other = ~rows["area_type"].isin(OURS)
    counts = pd.DataFrame({"judged": is_judged & is_other, "same": is_same & is_other}).astype(int)
    return _share(counts.groupby(rows["last_cell"]).transform("sum") - counts)


def _share(counts: pd.DataFrame) -> pd.Series:
    """How many of those judged repeat; 0 where they are too few to tell."""
    return (counts["same"] / counts["judged"]).where(counts["judged"] >= doubt.FEWEST_CHANGES, 0.0)


def _z(rows: pd.DataFrame, name: str, since: str) -> pd.Series:
    change = rows[name] - rows[f"{since}_{name}"]
    if name == "denominator_count":
        change = _log_change(rows, since)
    known = change.dropna()
    cells, pools = rows[f"{since}_cell"][known.index], rows["pool"][known.index]
    found = pd.Series(doubt.robust_z(known, cells, pools), known.index)
    return found.reindex(rows.index)


def _log_change(rows: pd.DataFrame, since: str) -> pd.Series:
    now, then = rows["denominator_count"], rows[f"{since}_denominator_count"]
    return np.log(now.where(now > 0) / then.where(then > 0))
