"""Signs of doubt about figures, worked out from every real series and kept beside them.

The rules are in insight/statistics/doubt.py; here the figures are put beside what each is judged
by: the same change in other areas, other measures of the same register, the people counted, all
English authorities, its own past. The catalogue adds flags by hand (flags.toml), and what staff
lift is left out.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from etl.figure_flags.signs import COLUMNS, OURS, signs
from insight.reference.catalogue import Catalogue
from insight.statistics import doubt
from insight.statistics.doubt import RULES
from insight.store.decisions import flag_subject

__all__ = ["COLUMNS", "alarm_rates", "figure_flags"]

PEERS = (*OURS, "authority")
USED = [
    *("indicator_id", "area_code", "group_id", "period_start_date", "period_end_date"),
    *("period_label", "value", "denominator_count"),
]
SERIES = ["indicator_id", "area_code"]
PERIOD = ["period_start_date", "period_end_date"]
NO_OTHER_AREA = "no other area changed so at the same time"


def figure_flags(
    tables: dict[str, pd.DataFrame], catalogue: Catalogue, made: pd.DataFrame
) -> pd.DataFrame:
    """Rows of the table figure_flag: of our own areas, without those that staff have lifted.

    tables: `observation` and `area`; made: the newest decision on each flag, of
    `decisions.latest`.
    """
    rows = _rows(tables, catalogue)
    found = [sign.told(rows) for sign in signs(rows, catalogue)]
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
        for sign in signs(rows, catalogue)
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
