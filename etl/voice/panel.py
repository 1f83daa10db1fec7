"""Weights for the Citizens' Panel, so that its answers speak for the people who live here.

The panel is weighted to Census 2021 residents: by Place, by age, by national fifth of deprivation
(each of people aged 16 and over) and by ethnic group (of all ages, because the store has no count
by ethnic group and age together). It is not weighted by sex, since the store has no count of
residents by sex. Weights mend these four margins and nothing else.
"""

from __future__ import annotations

import logging
from collections.abc import Hashable

import numpy as np
import pandas as pd

from insight.statistics import CannotRake, rake_and_trim

Tables = dict[str, pd.DataFrame]
Targets = dict[str, dict[Hashable, float]]

EDITION = "2025"
RESIDENTS = ["residents-by-age", "residents-by-ethnic-group"]
# Bands of the census, as the panel joins them; children are not asked to be members.
AGE_BANDS = {
    "age-16-24": "16-34",
    "age-25-34": "16-34",
    "age-35-49": "35-49",
    "age-50-64": "50-64",
    "age-65-plus": "65+",
}


def weigh(panel_member: pd.DataFrame, tables: Tables) -> pd.DataFrame:
    """The members, in their order, with `weight`: raked, trimmed, mean 1 among those weighted.

    panel_member: as in the schema. tables: the store's observation, deprivation and area. A
    category with no member is left out of its target, so the weights speak for the people whose
    kind is in the panel; a margin nobody stated is left out whole. Weight is empty for a member
    who did not state a margin, and for all when the panel cannot be weighted, which is logged.
    The demonstration is a panel of its own.
    """
    targets = census_targets(tables)
    weight = pd.Series(np.nan, index=panel_member.index)
    for _, members in panel_member.groupby("is_demonstration"):
        weight = weight.fillna(_weights(members, targets))
    return panel_member.assign(weight=weight)


def census_targets(tables: Tables) -> Targets:
    """People by margin (a column of panel_member) and category; margins without rows left out."""
    area, observed = tables["area"], _latest(tables["observation"])
    aged = observed[observed["group_id"].isin(AGE_BANDS)]
    is_place = area.loc[area["area_type"] == "place", "area_code"]
    adults = aged[aged["area_code"].isin(is_place)]
    ethnic = observed[
        observed["area_code"].isin(is_place) & observed["group_id"].str.startswith("ethnic-")
    ]
    deciles = tables["deprivation"].query("edition == @EDITION and domain == 'imd'")
    decile = aged["area_code"].map(deciles.set_index("area_code")["decile"]).astype(float)
    found = {
        "place_code": _people(adults, adults["area_code"]),
        "age_band": _people(adults, adults["group_id"].map(AGE_BANDS)),
        "ethnic_group": _people(ethnic, ethnic["group_id"].str.removeprefix("ethnic-")),
        # Places and middle-layer areas have no decile, so they fall out here.
        "deprivation_quintile": _people(aged, (decile + 1) // 2),
    }
    return {margin: people for margin, people in found.items() if people}


def _weights(members: pd.DataFrame, targets: Targets) -> pd.Series:
    """Weights of those members who can have one, by the members' index."""
    margins = [margin for margin in targets if members[margin].isin(targets[margin]).any()]
    stated = members[margins].apply(lambda column: column.isin(targets[column.name])).all(axis=1)
    known = members[stated]
    reached = {
        margin: {
            each: people for each, people in targets[margin].items() if each in set(known[margin])
        }
        for margin in margins
    }
    try:
        weights = rake_and_trim({margin: list(known[margin]) for margin in margins}, reached)
    except CannotRake as error:
        logging.getLogger(__name__).warning("The panel has no weights: %s", error)
        return pd.Series(dtype=float)
    return pd.Series(weights, index=known.index)


def residents(tables: Tables) -> Tables:
    """What weigh needs of observation and deprivation: residents, and how deprived they are."""
    observation, deprivation = tables["observation"], tables["deprivation"]
    return {
        "observation": observation[observation["indicator_id"].isin(RESIDENTS)],
        "deprivation": deprivation[deprivation["domain"] == "imd"],
    }


def _latest(observation: pd.DataFrame) -> pd.DataFrame:
    """Residents by age and by ethnic group, each of its latest census."""
    rows = observation[observation["indicator_id"].isin(RESIDENTS)]
    latest = rows.groupby("indicator_id")["period_end_date"].transform("max")
    return rows[rows["period_end_date"] == latest]


def _people(rows: pd.DataFrame, by: pd.Series) -> dict[Hashable, float]:
    return rows.groupby(by)["numerator_count"].sum().loc[lambda people: people > 0].to_dict()
