"""Which local authorities of England are most like each of our Places.

Five things are compared: the share of neighbourhoods in the most deprived fifth of England, the
mean deprivation score of neighbourhoods, the shares of residents under 16 and of 65 and over,
and the minutes to work by public transport or on foot, which stand in for how rural an area is.
Each is standardised over all authorities (less the mean, over the standard deviation); the
distance between two authorities is the root of the mean square difference. An authority that
lacks one of the five (most of them redrawn since) is like nobody.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from etl.geography import Parts, Tables, stack
from insight.reference.catalogue import Catalogue

KEY = "area_code"
DEPRIVATION = ["core20_neighbourhood_pct", "imd_score"]
AGES = ["aged_under_16_pct", "aged_65_plus_pct"]
TRAVEL = "travel_minutes"
TRAVEL_INDICATOR = "travel-to-work-public-transport"
COUNTED = ["neighbourhood_count"]  # how many neighbourhoods the means of deprivation are of
COMPARED = [*DEPRIVATION, *AGES, TRAVEL]
HOW_MANY = 10


def authority_profiles(parts: Parts) -> pd.DataFrame:
    """What readers told of each authority, with the columns of the table authority_profile.

    Travel is not among it: that is an indicator, see `add_travel_times`.
    """
    deprivation = stack(parts, "authority_deprivation", [KEY, *DEPRIVATION, *COUNTED])
    deprivation = deprivation[[KEY, *DEPRIVATION, *COUNTED]].astype(dict.fromkeys(COUNTED, float))
    # A file that holds a part of an authority has no mean of it: the one with most has.
    fullest = deprivation.sort_values(COUNTED, ascending=False, kind="stable", na_position="last")
    ages = stack(parts, "authority_ages", [KEY, *AGES])
    known = pd.concat([fullest.drop_duplicates(KEY), ages[[KEY, *AGES]]])
    columns = [*COMPARED, *COUNTED]
    profiles = known.groupby(KEY).first().reindex(columns=columns).astype("float64")
    return profiles.sort_index().reset_index()


def add_travel_times(profiles: pd.DataFrame, observations: pd.DataFrame) -> pd.DataFrame:
    """The profiles with the latest minutes to work that each authority has."""
    rows = observations[observations["indicator_id"] == TRAVEL_INDICATOR]
    latest = rows.dropna(subset=["value"]).sort_values("period_end_date").groupby(KEY)["value"]
    return profiles.assign(**{TRAVEL: profiles[KEY].map(latest.last()).astype("float64")})


def similar_areas(profiles: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    """The table similar_area: for each Place the ten authorities nearest to it, none of ours."""
    places = [place.area_code for place in catalogue.places()]
    complete = profiles.set_index(KEY)[COMPARED].dropna()
    scaled = (complete - complete.mean()) / complete.std(ddof=0)
    others = scaled[~scaled.index.isin(places)]
    found = []
    for place in scaled.index.intersection(places):
        distance = np.sqrt(((others - scaled.loc[place]) ** 2).mean(axis=1))
        nearest = distance.sort_values(kind="stable").head(HOW_MANY)
        rows = {"place_code": place, KEY: nearest.index, "distance": nearest.to_numpy().round(6)}
        found.append(pd.DataFrame(rows).assign(similarity_rank=range(1, len(nearest) + 1)))
    columns = ["place_code", KEY, "similarity_rank", "distance"]
    return pd.concat(found, ignore_index=True)[columns] if found else pd.DataFrame(columns=columns)


def similarity_tables(tables: Tables, catalogue: Catalogue) -> Tables:
    """The tables authority_profile and similar_area. tables: authority_profile, observation."""
    profiles = add_travel_times(tables["authority_profile"], tables["observation"])
    rounded = profiles.round(6)
    return {"authority_profile": rounded, "similar_area": similar_areas(rounded, catalogue)}
