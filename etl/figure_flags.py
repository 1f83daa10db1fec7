"""Signs of doubt about figures, worked out from every real series and kept beside them.

The rules are in insight/statistics/doubt.py; here the figures are put beside what each is judged
by: the same change in other areas, other measures of the same register, the people counted, all
English authorities, its own past. The catalogue adds flags by hand (flags.toml), and what staff
lift is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from insight.language import number_format
from insight.reference.catalogue import Catalogue
from insight.statistics import doubt
from insight.statistics.doubt import RULES
from insight.store.decisions import flag_subject

COLUMNS = ["indicator_id", "area_code", "period_start_date", "flag", "reason"]
OURS = ("place", "sub_icb")
PEERS = (*OURS, "authority")
USED = [
    *("indicator_id", "area_code", "group_id", "period_start_date", "period_end_date"),
    *("period_label", "value", "denominator_count"),
]
SERIES = ["indicator_id", "area_code"]
PERIOD = ["period_start_date", "period_end_date"]
NO_OTHER_AREA = "no other area changed so at the same time"
RETURN = ["source_id", "area_code", "period", "denominator_count"]


def figure_flags(
    tables: dict[str, pd.DataFrame], catalogue: Catalogue, made: pd.DataFrame
) -> pd.DataFrame:
    """Rows of the table figure_flag: of our own areas, without those that staff have lifted.

    tables: `observation` and `area`; made: the newest decision on each flag, of
    `decisions.latest`.
    """
    rows = _rows(tables, catalogue)
    found = [sign.told(rows) for sign in _signs(rows, catalogue)]
    by_hand = pd.DataFrame(
        [
            (each.indicator_id, each.area_code, each.period_start_date, doubt.MANUAL, each.reason)
            for each in catalogue.manual_flags.values()
        ],
        columns=COLUMNS,
    )
    flags = pd.concat([*found, by_hand], ignore_index=True)
    flags = flags.drop_duplicates(COLUMNS[:-1])
    lifted = set(made.loc[made["value"] == "lifted", "subject_id"])
    subjects = [flag_subject(*row) for row in flags[COLUMNS[:-1]].itertuples(index=False)]
    is_standing = np.array([subject not in lifted for subject in subjects], dtype=bool)
    flags = flags[is_standing]
    # One change is told once, by the sign that says most of it.
    odd = pd.MultiIndex.from_frame(flags.loc[flags["flag"] == doubt.SIBLINGS, COLUMNS[:3]])
    is_told = pd.MultiIndex.from_frame(flags[COLUMNS[:3]]).isin(odd)
    is_told &= (flags["flag"] == doubt.BREAK).to_numpy()
    flags = flags.assign(reason=flags["reason"].mask(is_told, NO_OTHER_AREA))
    return flags.sort_values(COLUMNS, ignore_index=True)


def alarm_rates(tables: dict[str, pd.DataFrame], catalogue: Catalogue) -> pd.DataFrame:
    """How often each rule sounds on every real series there is, a row for each rule.

    flag, threshold, words, figure_count (that the rule could judge), flag_count, rate_pct; and of
    our own areas own_figure_count and own_flag_count. Nearly all of England's figures are sound,
    so the rate is at most this much above the rate of false alarms.
    """
    rows = _rows(tables, catalogue)
    is_own = rows["area_type"].isin(OURS)
    return pd.DataFrame(
        {
            "flag": sign.flag,
            "threshold": RULES[sign.flag].threshold,
            "words": RULES[sign.flag].words,
            "figure_count": int(sign.is_judged.sum()),
            "flag_count": int(sign.is_flagged.sum()),
            "rate_pct": 100 * float(sign.is_flagged[sign.is_judged].mean()),
            "own_figure_count": int((sign.is_judged & is_own).sum()),
            "own_flag_count": int((sign.is_flagged & is_own).sum()),
        }
        for sign in _signs(rows, catalogue)
        if sign.is_judged.any()
    )


def _rows(tables: dict[str, pd.DataFrame], catalogue: Catalogue) -> pd.DataFrame:
    """Every headline figure of an authority, oldest first, with its two earlier ones beside it.

    period numbers each period, pool each indicator, cell each indicator in one period, and
    last_cell and before_cell each indicator between two: numbers are grouped by fastest.
    """
    rows = tables["observation"][USED]
    types = tables["area"].drop_duplicates("area_code").set_index("area_code")["area_type"]
    types = types[types.isin(PEERS)]
    is_headline = (rows["group_id"] == "everyone") & rows["value"].notna()
    rows = rows[is_headline & rows["area_code"].isin(types.index)]
    rows = rows.assign(area_type=rows["area_code"].astype("category").map(types).astype("category"))
    rows = rows.sort_values([*SERIES, *reversed(PERIOD)], ignore_index=True)
    kinds = {i.indicator_id: i.value_type for i in catalogue.indicators.values()}
    sources = {i.indicator_id: i.source_id for i in catalogue.indicators.values()}
    scaled = pd.Series(np.nan, index=rows.index)
    for indicator_id, places in rows.groupby("indicator_id").indices.items():
        values = rows["value"].to_numpy(float)[places]
        scaled.iloc[places] = doubt.natural_scale(values, kinds[str(indicator_id)])
    rows = rows.assign(source_id=rows["indicator_id"].map(sources), scaled=scaled)
    series = rows.groupby(SERIES, sort=False)
    for name in ("scaled", "value", "denominator_count", "period_label", "period_start_date"):
        rows[f"last_{name}"] = series[name].shift()
    for name in ("scaled", "denominator_count", "period_start_date"):
        rows[f"before_{name}"] = series[name].shift(2)
    rows["period"] = rows.groupby(PERIOD, sort=False).ngroup()
    rows["pool"] = rows.groupby("indicator_id", sort=False).ngroup()
    rows["cell"] = rows.groupby(["pool", "period"], sort=False).ngroup()
    for since in ("last", "before"):
        key = ["cell", f"{since}_period_start_date"]
        rows[f"{since}_cell"] = rows.groupby(key, sort=False, dropna=False).ngroup()
    return rows


@dataclass(frozen=True)
class _Sign:
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


def _signs(rows: pd.DataFrame, catalogue: Catalogue) -> Iterator[_Sign]:
    if rows.empty:
        return
    words = _Words(catalogue)
    yield _Sign(doubt.BREAK, *_breaks(rows), words.of_break)
    yield _Sign(doubt.SIBLINGS, *_siblings(rows, catalogue), words.of_siblings)
    yield _Sign(doubt.PARTIAL, *_partial(rows), words.of_partial)
    yield _Sign(doubt.RANGE, *_range(rows), words.of_range)
    yield _Sign(doubt.REPEATED, *_repeats(rows), words.of_repeat)


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


def _repeats(rows: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """The same to the last digit as before, where that is hardly chance."""
    is_same = rows["value"] == rows["last_value"]
    starts = (~is_same).cumsum()
    run = is_same.groupby(starts).cumsum()
    change = (rows["value"] - rows["last_value"]).abs()
    usual = change.groupby(rows["pool"]).transform("median")
    chance = pd.Series(doubt.repeat_chance(rows["value"], run, usual), rows.index)
    return rows["last_value"].notna(), is_same & (chance <= RULES[doubt.REPEATED].threshold)


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


class _Words:
    """Why a figure is doubted, in words that follow 'check the recording first'."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._indicators = catalogue.indicators

    def _shown(self, row: pd.Series, name: str = "value") -> str:
        about = self._indicators[row["indicator_id"]]
        return number_format.figure(row[name], about.unit, about.decimal_places)

    def _move(self, row: pd.Series) -> str:
        way = "fell" if row["value"] < row["last_value"] else "rose"
        then = f"{self._shown(row, 'last_value')} in {row['last_period_label']}"
        return f"it {way} from {then} to {self._shown(row)} in {row['period_label']}"

    def of_break(self, row: pd.Series) -> str:
        return f"{self._move(row)}, unlike the other areas"

    def of_siblings(self, row: pd.Series) -> str:
        if pd.notna(row["last_value"]) and row["value"] < row["last_value"]:
            return f"{self._move(row)}, while other measures of the same people rose"
        return f"it is {self._shown(row)}, more than a measure that counts all of the same and more"

    def of_partial(self, row: pd.Series) -> str:
        then, now = (number_format.number(row[f"{s}denominator_count"]) for s in ("last_", ""))
        return (
            f"it counts among {now} in {row['period_label']}, down from {then} in"
            f" {row['last_period_label']}, while other areas count as many as before"
        )

    def of_range(self, row: pd.Series) -> str:
        return f"{self._shown(row)} lies far outside the figures of all other English authorities"

    def of_repeat(self, row: pd.Series) -> str:
        when = row["last_period_label"]
        return f"{self._shown(row)} is the same to the last digit as in {when}"
