"""Approximate figures of areas, from percentages that GP practices have without counts.

Some publishers give each practice a percentage and nobody the counts behind it. The catalogue then
says which registers weigh the practices (`weighted_by`), and an area, or a fifth of practices by
deprivation, has their weighted mean, with a range from how much its practices differ. It is never
exact: the register is near the people a percentage is of, not the same.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from etl.aggregate_places import PERIOD
from etl.practice_lists import practice_fifths
from insight.reference.catalogue import Catalogue, Indicator
from insight.statistics import weighted_mean

FEWEST_SHARE = 0.8  # practices with a figure must hold this share of their area's register
FEWEST_PRACTICES = 3


def practice_means(
    observations: pd.DataFrame, tables: dict[str, pd.DataFrame], catalogue: Catalogue
) -> pd.DataFrame:
    """Return `observations` with rows for Places, NHS areas, the system and fifths of practices.

    observations: the schema's columns, the weights among them. tables: needs `area`; uses
    `practice_deprivation`.
    """
    weighted = [i.indicator_id for i in catalogue.indicators.values() if i.weighted_by]
    if not observations["indicator_id"].isin(weighted).any():
        return observations
    groups = list(_groups(tables, catalogue))
    practices = tables["area"]["area_code"][tables["area"]["area_type"] == "practice"]
    is_of_practice = observations["area_code"].isin(practices)
    ours = observations[is_of_practice]
    # Means are made again from all practices there are, whichever file they came from.
    kept = observations[is_of_practice | ~observations["indicator_id"].isin(weighted)]
    made: list[pd.DataFrame] = []
    for indicator_id, rows in ours.groupby("indicator_id", sort=False):
        indicator = catalogue.indicators[str(indicator_id)]
        if not indicator.weighted_by:
            continue
        rows = rows.assign(weight=practice_weights(indicator, rows, ours, "area_code"))
        for _, part in rows.groupby(PERIOD, sort=False):
            made += [_means(part, *group) for group in groups]
    return pd.concat([kept, *made], ignore_index=True)


def practice_weights(
    indicator: Indicator, rows: pd.DataFrame, observations: pd.DataFrame, code: str = "unit_code"
) -> pd.Series:
    """How much each row's practice weighs: the catalogue's registers added up.

    Of the newest period that ends no later than the rows' own does, else the first there is. NaN
    where a practice lacks one. code: the column of `rows` that holds the practice.
    """
    weight = pd.Series(0.0, index=rows.index)
    for indicator_id, columns in indicator.weighted_by.items():
        counted = observations[
            (observations["indicator_id"] == indicator_id)
            & (observations["group_id"] == "everyone")
        ]
        for column in columns:
            weight += _of_period(counted, column, rows, code)
    return weight


def _of_period(counted: pd.DataFrame, column: str, rows: pd.DataFrame, code: str) -> pd.Series:
    days = sorted(counted["period_end_date"].unique())
    weight = pd.Series(np.nan, index=rows.index)
    if not days:
        return weight
    for day, part in rows.groupby("period_end_date"):
        chosen = max((each for each in days if each <= day), default=days[0])
        known = counted[counted["period_end_date"] == chosen].drop_duplicates("area_code")
        found = part[code].map(known.set_index("area_code")[column].astype("float64"))
        weight.loc[part.index] = found.to_numpy(float)
    return weight


def _groups(
    tables: dict[str, pd.DataFrame], catalogue: Catalogue
) -> Iterator[tuple[pd.Series, str]]:
    """Practice → area or fifth its figure belongs to; and the fifths' system, "" for areas."""
    area = tables["area"].set_index("area_code")
    practices = area[area["area_type"] == "practice"]
    system = next(a.area_code for a in catalogue.areas.values() if a.area_type == "system")
    # A Place once, of all its practices: files may put some under it and some under an NHS area.
    is_within = practices["parent_code"] != practices["place_code"]
    yield practices.loc[is_within, "parent_code"].dropna(), ""
    yield practices["place_code"].dropna(), ""
    yield pd.Series(system, index=practices.index, dtype=str), ""
    yield "practice-quintile-" + practice_fifths(tables).astype(str), system


def _means(rows: pd.DataFrame, group: pd.Series, system: str) -> pd.DataFrame:
    """A row for each area, or each fifth of the system's practices, of one period."""
    first = rows.iloc[0]
    rows = rows.assign(whole=rows["area_code"].map(group)).dropna(subset=["whole"])
    made = []
    for whole, part in rows.groupby("whole"):
        found = weighted_mean(part["value"].to_numpy(float), part["weight"].to_numpy(float))
        is_there = part["value"].notna() & part["weight"].notna()
        share = part["weight"][is_there].sum() / part["weight"].sum() if is_there.any() else 0.0
        count = f"{int(is_there.sum())} of {len(part)} practices"
        is_enough = share >= FEWEST_SHARE and found.part_count >= FEWEST_PRACTICES
        kept = (found.mean, found.lower, found.upper) if is_enough else (np.nan,) * 3
        note = f"approximate: the mean of {count}, weighted by their size"
        if not is_enough:
            note = f"only {count} have a figure"
        lower, upper = (np.clip(end, 0, 100) for end in kept[1:])
        made.append((str(whole), kept[0], lower, upper, note))
    columns = ["whole", "value", "lower_ci", "upper_ci", "value_note"]
    means = pd.DataFrame(made, columns=columns).round(6)
    same = {name: first[name] for name in ("indicator_id", "sex", "age", *PERIOD)}
    return means.drop(columns="whole").assign(
        **same,
        area_code=system or means["whole"],
        group_id=means["whole"] if system else "everyone",
        numerator_count=np.nan,
        denominator_count=np.nan,
        source_file_id=first["source_file_id"],
    )
