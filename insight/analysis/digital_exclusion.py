"""The risk of being left out online, by neighbourhood, beside what helps and what people say."""

from __future__ import annotations

import pandas as pd

from insight.reference.groups import EVERYONE
from insight.statistics.disclosure import TOO_FEW
from insight.store import Store, queries

THEME, SUBJECT, OLDER = "digital-exclusion", "getting-online", "older-people"
HIGHEST_SHARE = 0.2
MANY_OLDER_PCT = 25
COLUMNS_SAID = ["comment_count", "state", "mood", "dominant_organisation", "is_demonstration"]


def risk(store: Store, edition: str) -> pd.DataFrame:
    """`queries.digital_exclusion` with is_high and is_older; is_core20 and is_rural True, False
    or None.

    is_high: among the fifth of neighbourhoods here with the highest scores. is_older: a quarter
    or more of the residents are aged 65 or over.
    """
    frame = queries.digital_exclusion(store, edition)
    limit = frame["score"].quantile(1 - HIGHEST_SHARE)
    flags = frame[["is_core20", "is_rural"]].astype(object)
    return frame.assign(
        **flags.where(flags.notna(), None),
        is_high=frame["score"] >= limit,
        is_older=frame["older_pct"] >= MANY_OLDER_PCT,
    )


def side_by_side(store: Store, edition: str) -> pd.DataFrame:
    """Places in order of name: risk, help and voice, never one as the cause of another.

    place_code, place_name, neighbourhood_count, high_count, resource_count (real),
    demonstration_resource_count; then of comments about getting online, from everyone and (with
    older_ before the name) from older people: comment_count, state, mood, dominant_organisation,
    is_demonstration.
    """
    found = risk(store, edition)
    places = (
        found.groupby(["place_code", "place_name"])
        .agg(neighbourhood_count=("score", "size"), high_count=("is_high", "sum"))
        .reset_index()
        .sort_values("place_name", ignore_index=True)
    )
    help_ = queries.resources(store, SUBJECT)
    is_demonstration = help_["is_demonstration"].astype(bool)
    for name, rows in (
        ("resource_count", help_[~is_demonstration]),
        ("demonstration_resource_count", help_[is_demonstration]),
    ):
        counts = rows["area_code"].value_counts()
        places[name] = places["place_code"].map(counts).fillna(0).astype(int)
    said = queries.theme_voices(store, [THEME])
    for group_id, prefix in ((EVERYONE, ""), (OLDER, "older_")):
        cells = said[said["group_id"] == group_id].set_index("area_code")[COLUMNS_SAID]
        places = places.join(cells.add_prefix(prefix), on="place_code")
        places[f"{prefix}state"] = places[f"{prefix}state"].fillna(TOO_FEW)
        is_shown = places[f"{prefix}is_demonstration"]
        places[f"{prefix}is_demonstration"] = is_shown.eq(True)
    return places
