"""Shares of residents who live in certain neighbourhoods: deprivation joined with the Census.

No one file holds such a figure, so it is not a reader's: a reader of deprivation says which
neighbourhoods count, and here their people are added up.
"""

from __future__ import annotations

import pandas as pd

from etl.geography import Parts, Tables, complete_sums, stack
from etl.values.periods import period
from insight.reference.catalogue import Catalogue, Indicator

COLUMNS = ["indicator_id", "area_code", "is_counted", "period", "source_file_id"]


def shares_of_residents(parts: Parts, tables: Tables, catalogue: Catalogue) -> pd.DataFrame:
    """Observations of the indicators that count the residents of certain neighbourhoods.

    Which neighbourhoods count comes from the reader of deprivation (part `counted`), how many
    people live there from the Census. One row for each Place, with the columns of the table
    observation; the value is missing, and says so, while any neighbourhood is unknown.
    """
    shares = [
        _shares(rows, tables["neighbourhood"], catalogue.indicators[str(indicator_id)])
        for indicator_id, rows in counted_neighbourhoods(parts).groupby("indicator_id")
        if indicator_id in catalogue.indicators
    ]
    return pd.concat(shares, ignore_index=True) if shares else pd.DataFrame()


def counted_neighbourhoods(parts: Parts) -> pd.DataFrame:
    """Which neighbourhoods count towards which indicator, of which period, and who says so."""
    counted = stack(parts, "counted", COLUMNS)[COLUMNS]
    return counted.drop_duplicates(["indicator_id", "area_code"]).reset_index(drop=True)


def _shares(
    counted: pd.DataFrame, neighbourhood: pd.DataFrame, indicator: Indicator
) -> pd.DataFrame:
    is_counted = neighbourhood["area_code"].map(counted.set_index("area_code")["is_counted"])
    people = neighbourhood["population_count"].astype("float64")
    among_counted = people * is_counted.astype("boolean").astype("float64")
    count = complete_sums(among_counted.groupby(neighbourhood["place_code"]))
    everyone = complete_sums(people.groupby(neighbourhood["place_code"])).where(count.notna())
    found = period(counted.iloc[0]["period"], indicator.year_kind)
    place = counted["area_code"].map(neighbourhood.set_index("area_code")["place_code"])
    source = counted.groupby(place)["source_file_id"].first()
    shares = pd.DataFrame(
        {
            "value": 100 * count / everyone,
            "lower_ci": float("nan"),
            "upper_ci": float("nan"),
            "numerator_count": count,
            "denominator_count": everyone,
        }
    )
    lacking = "not all neighbourhoods of this area are known"
    return (
        shares.rename_axis("area_code")
        .reset_index()
        .assign(
            indicator_id=indicator.indicator_id,
            group_id="everyone",
            sex=indicator.sex,
            age=indicator.age,
            period_start_date=found.start,
            period_end_date=found.end,
            period_label=found.label,
            value_note=count.isna().map({True: lacking, False: None}).to_numpy(),
            source_file_id=source.reindex(count.index)
            .fillna(counted.iloc[0]["source_file_id"])
            .to_numpy(),
        )
    )
