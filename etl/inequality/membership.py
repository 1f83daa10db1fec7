"""Which neighbourhood, practice or middle-layer area belongs to which group.

Neighbourhoods go by the national tenth of their deprivation, in each edition. Those redrawn
between the Censuses take the tenth of the neighbourhood of the other year in which most of
their people live (best fit), so none is lost. Practices go by national fifths of practices.
Middle-layer areas are few and have no national rank: in each Place, and in the system, they are
put in order of their mean score (weighted by residents) and cut into five equal parts.
"""

from __future__ import annotations

import pandas as pd

from etl.inequality.group_kinds import BY_TENTH, group_of_tenth
from insight.reference.catalogue import Catalogue

COLUMNS = ["unit", "unit_code", "area_code", "edition", "group_kind", "group_id", "residents"]
VINTAGES = {"lsoa21": "2025", "lsoa11": "2019"}  # whose edition is published on whose areas
FIFTHS = 5


def members(tables: dict[str, pd.DataFrame], catalogue: Catalogue) -> pd.DataFrame:
    """One row for each unit, area it lies in, edition and group.

    unit (lsoa21, lsoa11, msoa or practice), unit_code, area_code (the Place, the system, or the
    NHS area and Place a practice belongs to), edition, group_kind, group_id, residents (of the
    unit; NaN for practices, which bring their own patients).
    """
    system = next(a.area_code for a in catalogue.areas.values() if a.area_type == "system")
    scores = _scores(tables)
    places = tables["area"].set_index("area_code")["place_code"]
    parts = [
        _by_tenth(scores, places, system),
        _local_fifths(scores, tables, system),
        _practices(tables, system),
    ]
    return pd.concat(
        [part[COLUMNS] for part in parts if len(part)] or [pd.DataFrame(columns=COLUMNS)]
    )


def _scores(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Every neighbourhood of either vintage in either edition.

    unit, unit_code, edition, decile, score, residents.
    """
    imd = tables["deprivation"]
    imd = imd[imd["domain"] == "imd"]
    found = []
    for unit, own_edition in VINTAGES.items():
        own = imd[imd["edition"] == own_edition].set_index("area_code")
        residents = own["population_count"].astype("float64")
        for edition in VINTAGES.values():
            source = imd[imd["edition"] == edition].set_index("area_code")
            codes = pd.Series(own.index, index=own.index, dtype=str)
            if edition != own_edition:
                codes = codes.map(_best_fit(tables["area_change"], unit, source))
            rows = pd.DataFrame(
                {
                    "unit": unit,
                    "unit_code": own.index,
                    "edition": edition,
                    "decile": codes.map(source["decile"]).to_numpy(),
                    "score": codes.map(source["score"]).to_numpy(),
                    "residents": residents.to_numpy(),
                }
            )
            found.append(rows.dropna(subset=["decile"]))
    return pd.concat(found, ignore_index=True)


def _best_fit(changes: pd.DataFrame, unit: str, other: pd.DataFrame) -> pd.Series:
    """For each neighbourhood of one vintage, the one of the other with most residents."""
    mine, theirs = f"{unit}_code", "lsoa11_code" if unit == "lsoa21" else "lsoa21_code"
    links = changes[[mine, theirs]].copy()
    links["residents"] = links[theirs].map(other["population_count"].astype("float64"))
    links = links.sort_values(["residents", theirs], ascending=[False, True])
    return links.drop_duplicates(mine).set_index(mine)[theirs]


def _by_tenth(scores: pd.DataFrame, places: pd.Series, system: str) -> pd.DataFrame:
    inside = scores.assign(area_code=scores["unit_code"].map(places))
    inside = inside.dropna(subset=["area_code"])
    both = pd.concat([inside, inside.assign(area_code=system)])
    return pd.concat(
        both.assign(
            group_kind=kind,
            group_id=both["decile"].map({t: group_of_tenth(kind, t) for t in range(1, 11)}),
        )
        for kind in BY_TENTH
    )


def _local_fifths(
    scores: pd.DataFrame, tables: dict[str, pd.DataFrame], system: str
) -> pd.DataFrame:
    area = tables["area"].set_index("area_code")
    own = scores[scores["unit"].map(VINTAGES) == scores["edition"]].dropna(subset=["score"])
    # Where no file names the middle-layer area, one step up is the Place itself.
    middle = area["parent_code"].where(area["parent_code"] != area["place_code"])
    own = own.assign(
        unit_code=own["unit_code"].map(middle), weighted=own["score"] * own["residents"]
    )
    own = own[~own["unit_code"].isin(_redrawn(tables["area_change"], area["parent_code"]))]
    sums = own.groupby(["edition", "unit_code"])[["weighted", "residents"]].sum().reset_index()
    sums = sums[sums["residents"] > 0]  # residents come from files that may not be there
    sums["score"] = sums["weighted"] / sums["residents"]
    sums["area_code"] = sums["unit_code"].map(area["place_code"])
    both = pd.concat([sums.dropna(subset=["area_code"]), sums.assign(area_code=system)])
    groups = both.groupby(["edition", "area_code"])["score"]
    order = groups.rank(method="first", ascending=False)
    fifth = ((order - 1) * FIFTHS // groups.transform("size")).astype(int) + 1
    group_id = "local-quintile-" + fifth.astype(str)
    return both.assign(unit="msoa", group_kind="local_quintile", group_id=group_id)


def _redrawn(changes: pd.DataFrame, parent: pd.Series) -> pd.Series:
    """Middle-layer areas that gave neighbourhoods to another, or took them, between Censuses.

    They have one boundary for half their neighbourhoods and another for the rest here.
    """
    before, after = changes["lsoa11_code"].map(parent), changes["lsoa21_code"].map(parent)
    moved = before != after
    return pd.concat([before[moved], after[moved]])


def _practices(tables: dict[str, pd.DataFrame], system: str) -> pd.DataFrame:
    scores = tables["practice_deprivation"].dropna(subset=["quintile"])
    area = tables["area"].set_index("area_code")
    parent = area["parent_code"]
    rows = pd.DataFrame(
        {
            "unit": "practice",
            "unit_code": scores["area_code"],
            "area_code": scores["area_code"].map(parent),
            "edition": scores["edition"],
            "group_kind": "practice_quintile",
            "group_id": "practice-quintile-" + scores["quintile"].astype(int).astype(str),
            "residents": float("nan"),
        }
    ).dropna(subset=["area_code"])
    place = rows["unit_code"].map(area["place_code"])
    placed = rows.assign(area_code=place)[place.notna() & (place != rows["area_code"])]
    return pd.concat([rows, placed, rows.assign(area_code=system)])
