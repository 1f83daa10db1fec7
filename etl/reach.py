"""How far new files reach: which measures are to be worked out again.

Sums, gaps and gradients of a measure are made of its own figures, and of what is known of areas.
A file of figures alone leaves those of all other measures as the embedded figures hold them, so
that a build with one more file takes little longer than one with none.
"""

from __future__ import annotations

import pandas as pd

from etl.denominators import COUNTED
from etl.geography import Parts
from insight.reference.catalogue import Catalogue

Tables = dict[str, pd.DataFrame]


def reach(parts: Parts, fresh: pd.DataFrame, base: Tables, catalogue: Catalogue) -> set[str] | None:
    """Ids of the measures that the figures `fresh` of new files reach; None where it may be any.

    parts: what the new files say of areas, which every measure may rest on. base: the embedded
    tables. Measures that weigh or count people for others reach these, and those of practices tell
    each other which practices there are.
    """
    if "observation" not in base or any(len(each) for frames in parts.values() for each in frames):
        return None
    found = set(fresh["indicator_id"])
    lenders = {name for name, *_ in COUNTED.values()}
    lenders |= {entry.people_of for entry in catalogue.intervals.values()}
    if found & lenders or any(catalogue.indicators[each].weighted_by for each in found):
        return None
    area, before = base["area"], base["observation"]
    practices = area.loc[area["area_type"] == "practice", "area_code"]
    codes = (fresh["area_code"], before.loc[before["indicator_id"].isin(found), "area_code"])
    return None if any(each.isin(practices).any() for each in codes) else found


def within(rows: pd.DataFrame, found: set[str] | None) -> pd.DataFrame:
    """The rows of measures that new files reach."""
    if found is None or rows.empty:  # with no rows there may be no columns
        return rows
    return rows[rows["indicator_id"].isin(list(found))]


def with_beyond(
    rows: pd.DataFrame, base: Tables, name: str, found: set[str] | None
) -> pd.DataFrame:
    """The rows of measures that new files reach, and those of all others as an embedded table has
    them, whose types stay."""
    if found is None:
        return rows
    before = base[name]
    others = before[~before["indicator_id"].isin(list(found))]
    return pd.concat([others, rows.astype(before.dtypes)], ignore_index=True)
