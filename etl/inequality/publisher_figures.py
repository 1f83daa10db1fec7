"""Figures of groups as their publisher gives them: groups of people, or of practices.

Talking Therapies are counted by the national tenth of where people live. Fifths, and Core20
against the rest, are added up from those tenths where every one of them has its counts.
"""

from __future__ import annotations

import re
from datetime import date

import numpy as np
import pandas as pd

from etl.inequality.columns import PERIOD
from etl.inequality.group_kinds import BY_TENTH, ETHNIC_NOT_STATED, KINDS, group_of_tenth
from etl.inequality.pooling import (
    CELL,
    FEWEST_PEOPLE,
    TOO_FEW_PEOPLE,
    figures_from_counts,
    with_refusals,
)
from insight.reference.catalogue import Catalogue, Indicator
from insight.statistics import standard_error

AREA_TYPES = ("place", "sub_icb", "system", "country")
COUNTS = ["numerator_count", "denominator_count"]
# Who people are, not how they fare: their groups are the measure itself.
WHO_LIVES_HERE = "who lives here"
PRACTICE = "practice-"
# Groups whose id says which edition they rest on, as those counted in linked records do.
OF_EDITION = re.compile(r"(imd-quintile-\d)-by-(\d{4})")
NO_COUNTS = "the numbers behind it are not published"
# Publishers rarely say which edition their groups of people rest on: taken to be the newest one
# out when the period ended. The two are relative ranks of different areas: never one series.
EDITIONS_OUT = {
    "2025": date(2025, 10, 30),
    "2019": date(2019, 9, 26),
    "2015": date(2015, 9, 30),
}


def publisher_figures(tables: dict[str, pd.DataFrame], catalogue: Catalogue) -> pd.DataFrame:
    """Rows of group_figure from observations of groups, for Places, the system and England."""
    rows = _chosen(tables, catalogue)
    if rows.empty:
        return pd.DataFrame()
    tenths = rows[rows["group_kind"] == "deprivation_decile"]
    rows = pd.concat([_as_published(rows, catalogue), *_summed_tenths(tenths, catalogue)])
    return rows.drop(columns=COUNTS)


def _chosen(tables: dict[str, pd.DataFrame], catalogue: Catalogue) -> pd.DataFrame:
    observations = tables["observation"]
    told = observations["group_id"].str.extract(rf"^{OF_EDITION.pattern}$")
    observations = observations.assign(group_id=told[0].fillna(observations["group_id"]))
    kind_of = {group: kind.name for kind in KINDS.values() for group in kind.groups}
    kind_of |= {ETHNIC_NOT_STATED: "ethnic_group"}
    kind_of |= {
        group_id: "practice_quintile"
        for group_id in catalogue.groups
        if group_id.startswith(PRACTICE)
    }
    topics = {i.indicator_id: i.topic for i in catalogue.indicators.values() if i.is_comparable}
    types = tables["area"].set_index("area_code")["area_type"]
    kind = observations["group_id"].map(kind_of)
    is_chosen = (
        kind.notna()
        & observations["area_code"].map(types).isin(AREA_TYPES)
        & (observations["indicator_id"].map(topics).fillna(WHO_LIVES_HERE) != WHO_LIVES_HERE)
    )
    rows = observations[is_chosen].assign(group_kind=kind[is_chosen])
    by_practice = rows["group_kind"] == "practice_quintile"
    by_place = rows["group_kind"].isin([*BY_TENTH, "local_quintile"])
    sources = catalogue.sources.values()
    of_practices = next((s.vintage for s in sources if s.layout == "practice_deprivation"), "none")
    edition = rows["period_end_date"].map(_edition_out).where(by_place, "none")
    edition = told[1].reindex(rows.index).fillna(edition)
    return rows.assign(
        edition=edition.mask(by_practice, of_practices),
        unit_of_analysis=np.where(by_practice, "practices", "people"),
    )


def _edition_out(day: date) -> str:
    """The newest edition published by this day."""
    return next((edition for edition, out in EDITIONS_OUT.items() if out <= day), "2015")


def _as_published(rows: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    counted = {i.indicator_id for i in catalogue.indicators.values() if i.ci_method == "wilson"}
    # Where intervals come from counts, a figure may be too small to carry them.
    is_uncounted = rows["indicator_id"].isin(counted) & rows["denominator_count"].isna()
    is_missing = rows["value"].isna()
    note = rows["value_note"].astype(object)
    note = note.fillna(is_missing.map({True: "not published", False: NO_COUNTS}))
    refusal = note.where(is_missing | is_uncounted, None)
    thin = rows["denominator_count"] < FEWEST_PEOPLE
    refusal = refusal.mask(thin & refusal.isna(), TOO_FEW_PEOPLE)
    lower, upper = (rows[side].to_numpy(float) for side in ("lower_ci", "upper_ci"))
    error = standard_error(lower, upper)
    rows = rows.assign(
        # An interval without width says nothing of the error.
        standard_error=np.where(error > 0, error, np.nan),
        population_count=rows["denominator_count"],
    )
    return with_refusals(rows, refusal)


def _summed_tenths(tenths: pd.DataFrame, catalogue: Catalogue) -> list[pd.DataFrame]:
    made = []
    for kind in ("core20", "deprivation_quintile"):
        ids = {f"imd-decile-{tenth}": group_of_tenth(kind, tenth) for tenth in range(1, 11)}
        wider = tenths.assign(group_kind=kind, group_id=tenths["group_id"].map(ids))
        size = pd.Series(ids).value_counts()
        for indicator_id, rows in wider.groupby("indicator_id"):
            indicator = catalogue.indicators[str(indicator_id)]
            made.append(_summed(indicator, rows, size).assign(indicator_id=indicator_id))
    return made


def _summed(indicator: Indicator, rows: pd.DataFrame, size: pd.Series) -> pd.DataFrame:
    """Counts of tenths added up to wider groups. size: how many tenths each group has."""
    rows = rows.assign(is_known=rows[COUNTS].notna().all(axis=1))
    cells = rows.groupby([*CELL, *PERIOD, "unit_of_analysis"])
    sums = cells[COUNTS].sum()
    wanted = pd.Series(sums.index.get_level_values("group_id").map(size), index=sums.index)
    known = cells["is_known"].sum()
    figures = figures_from_counts(indicator, sums.where(known == wanted))
    note = cells["value_note"].first()
    lacking = (wanted - known).astype(str) + " of its " + wanted.astype(str)
    words = "no usable numbers for " + lacking + " tenths"
    refusal = words.where((known > 0) | note.isna(), note)
    refusal = refusal.where(known < wanted, None).reset_index(drop=True)
    thin = figures["population_count"] < FEWEST_PEOPLE
    return with_refusals(figures, refusal.mask(thin, TOO_FEW_PEOPLE))
