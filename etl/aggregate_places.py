"""Figures for Places and the system, made by adding up the counts of their parts.

Only where the catalogue says the counts may be added (`combine`), only where every part has its
counts, and never in place of a published figure. Where a figure cannot be made, its row is there
with no value and says why.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from etl.checks import KEY_COLUMNS, RATE_MULTIPLIER
from etl.practice_lists import PracticeLists, practice_fifths
from insight.reference.areas import SEVERAL_PLACES
from insight.reference.catalogue import Catalogue, Indicator
from insight.statistics import byar_interval, wilson_interval

COUNTS = ["numerator_count", "denominator_count"]
PERIOD = ["period_start_date", "period_end_date", "period_label"]
ONE_FIGURE = f"One figure covers {SEVERAL_PLACES}"


def aggregate(
    observations: pd.DataFrame, tables: dict[str, pd.DataFrame], catalogue: Catalogue
) -> pd.DataFrame:
    """Return `observations` with rows added for Places and the system, and for practice fifths.

    observations: the schema's columns. tables: needs `area`; uses `area_change` and
    `practice_deprivation` where they are there.
    """
    if observations.empty:
        return observations
    wholes = list(_wholes(tables, catalogue))
    lists = PracticeLists(observations, tables, catalogue)
    system = next(a.area_code for a in catalogue.areas.values() if a.area_type == "system")
    made: list[pd.DataFrame] = []
    for indicator_id, rows in observations.groupby("indicator_id", sort=False):
        indicator = catalogue.indicators[str(indicator_id)]
        if not indicator.combine:
            continue
        for _, part in rows.groupby(["group_id", *PERIOD[:2]], sort=False):
            name, whole = _best_parts(part, wholes)
            if name == "practices":
                whole = lists.expected(part, whole)
            made += _sums(indicator, part, name, whole, system)
            made += _of_neighbourhoods(indicator, part, tables, whole, system)
            if name == "practices":
                made += _sums_of_places(indicator, part, lists.places(whole))
                made += _fifths(indicator, part, tables, whole, system)
    made.append(_inside_one_figure(pd.concat([observations, *made]), catalogue))
    together = pd.concat([observations, *(part for part in made if len(part))], ignore_index=True)
    return together.drop_duplicates(KEY_COLUMNS, keep="first", ignore_index=True)


def _wholes(
    tables: dict[str, pd.DataFrame], catalogue: Catalogue
) -> Iterator[tuple[str, pd.Series]]:
    """Every set of parts that together make up the system, with the name of their kind.

    A set is a series: for each part (index) the area it is added to, the system aside.
    Neighbourhoods of 2011 and 2021 share the codes of those that did not change, so which codes
    are a whole is in the table of changes.
    """
    area = tables["area"].set_index("area_code")
    places = [place.area_code for place in catalogue.places()]
    ours = area[area["place_code"].isin(places)]
    changes = tables.get("area_change", pd.DataFrame(columns=["lsoa11_code", "lsoa21_code"]))
    msoas = area.index[area["area_type"] == "msoa"]
    for kind in ("lsoa21", "lsoa11"):
        codes = changes[f"{kind}_code"].unique()
        is_kind = ours.index.isin(codes) if len(codes) else ours["area_type"] == kind
        neighbourhoods = ours[is_kind]
        yield "neighbourhoods", neighbourhoods["place_code"]
        middle = neighbourhoods.drop_duplicates("parent_code").set_index("parent_code")
        yield "middle-layer areas", middle.loc[middle.index.isin(msoas), "place_code"]
    practices = area[area["area_type"] == "practice"]
    yield "practices", practices.loc[practices["parent_code"].notna(), "parent_code"]
    yield "Places", pd.Series(places, index=places, dtype=str)


def _best_parts(rows: pd.DataFrame, wholes: list[tuple[str, pd.Series]]) -> tuple[str, pd.Series]:
    """The set of parts that is most nearly complete in these rows; of two, the smaller parts."""
    present = set(rows["area_code"].unique())
    return max(
        (each for each in wholes if len(each[1])),
        key=lambda each: (len(present.intersection(each[1].index)) / len(each[1]), len(each[1])),
    )


def _sums(
    indicator: Indicator, rows: pd.DataFrame, name: str, whole: pd.Series, system: str
) -> Iterator[pd.DataFrame]:
    rows = rows[rows["area_code"].isin(whole.index)]
    if rows.empty:
        return
    if name != "Places":
        yield _added(indicator, rows, whole, name)
    yield _added(indicator, rows, pd.Series(system, index=whole.index), name)


def _sums_of_places(
    indicator: Indicator, rows: pd.DataFrame, places: pd.Series
) -> Iterator[pd.DataFrame]:
    """Sums for Places whose practices an NHS area of several Places holds."""
    rows = rows[rows["area_code"].isin(places.index)]
    if len(rows):
        yield _added(indicator, rows, places, "practices")


def _added(indicator: Indicator, rows: pd.DataFrame, whole: pd.Series, parts: str) -> pd.DataFrame:
    """Rows of one group and period, added up to the areas that `whole` names."""
    whole = whole[whole.notna()]
    into, areas = pd.factorize(whole, sort=True)
    at = pd.Index(rows["area_code"]).get_indexer(whole.index)
    has_row = at >= 0
    counts = np.where(has_row[:, None], rows[COUNTS].to_numpy("float64")[at], np.nan)
    is_known = np.isnan(counts).sum(axis=1) == 0

    def total(numbers: np.ndarray) -> np.ndarray:
        return np.bincount(into, numbers, len(areas))

    size, known = total(np.ones(len(into))), total(is_known)
    is_whole = complete = known == size
    if indicator.is_partial:  # a blank figure is left out; a practice nobody mentions is not
        complete = (known > 0) & (total(~has_row) == 0)
    counts[~is_known] = 0
    sums = pd.DataFrame(
        {name: np.where(complete, total(counts[:, n]), np.nan) for n, name in enumerate(COUNTS)}
    )
    notes = [
        None if has_all else f"no figure for {all_ - some:.0f} of {all_:.0f} {parts}"
        for some, all_, has_all in zip(known, size, complete & is_whole, strict=True)
    ]
    first = rows.iloc[0]
    same = {name: first[name] for name in ("indicator_id", "group_id", "sex", "age", *PERIOD)}
    made = pd.DataFrame({**same, "area_code": areas})
    made[COUNTS] = sums
    made[["value", "lower_ci", "upper_ci"]] = _figures(indicator, sums)
    made["value_note"] = pd.Series(notes, dtype=str)
    # The file of an area's first row; of an area without rows, that of the first of all.
    firsts = np.full(len(areas), len(rows))
    np.minimum.at(firsts, into[has_row], at[has_row])
    made["source_file_id"] = rows["source_file_id"].to_numpy()[firsts % len(rows)]
    return made


def _figures(indicator: Indicator, sums: pd.DataFrame) -> pd.DataFrame:
    """Value and interval from counts. A published interval cannot be added up: for sums it is
    worked out by Wilson's method for percentages and by Byar's for rates."""
    is_share = indicator.value_type == "percentage"
    if not is_share and indicator.unit not in RATE_MULTIPLIER:
        raise ValueError(f"{indicator.indicator_id}: counts in '{indicator.unit}' cannot be added")
    scale = 100 if is_share else RATE_MULTIPLIER[indicator.unit]
    count, among = (sums[name].to_numpy(float) for name in COUNTS)
    among = np.where(among > 0, among, np.nan)
    value, lower, upper = count / among, np.full(len(sums), np.nan), np.full(len(sums), np.nan)
    if indicator.ci_method != "none":
        lower, upper = wilson_interval(count, among) if is_share else byar_interval(count, among, 1)
    columns = {"value": value * scale, "lower_ci": lower * scale, "upper_ci": upper * scale}
    return pd.DataFrame(columns, index=sums.index)


def _fifths(
    indicator: Indicator,
    rows: pd.DataFrame,
    tables: dict[str, pd.DataFrame],
    practices: pd.Series,
    system: str,
) -> Iterator[pd.DataFrame]:
    """The system's practices added up by fifth of deprivation: exact sums of practices."""
    fifth = practice_fifths(tables)
    if fifth.empty:
        return
    fifth = fifth[fifth.index.isin(practices.index)]
    without = (~practices.index.isin(fifth.index)).sum()
    note = f"{without} of {len(practices)} practices have no deprivation score and are in no fifth"
    rows = rows[rows["area_code"].isin(fifth.index) & (rows["group_id"] == "everyone")]
    if rows.empty:
        return
    made = _added(indicator, rows, fifth, "practices")
    yield made.assign(
        group_id="practice-quintile-" + made["area_code"].astype(str),
        area_code=system,
        value_note=made["value_note"].fillna(note if without else None),
    )


def _of_neighbourhoods(
    indicator: Indicator,
    rows: pd.DataFrame,
    tables: dict[str, pd.DataFrame],
    whole: pd.Series,
    system: str,
) -> Iterator[pd.DataFrame]:
    """Neighbourhoods of today added up to middle-layer areas, and by whether they are rural.

    Both are exact. Rural and other people are told apart in the system, and in each Place that has
    neighbourhoods of both kinds: everyone in a wholly urban Place is in its own figure already.
    """
    homes = tables.get("neighbourhood")
    is_theirs = homes is not None and set(whole.index) == set(homes["area_code"])
    if homes is None or not is_theirs or (rows["group_id"] != "everyone").any():
        return
    parent = tables["area"].set_index("area_code")["parent_code"].reindex(whole.index)
    yield _added(indicator, rows, parent[parent.notna()], "neighbourhoods")
    kind = homes.set_index("area_code")["rural_urban"].reindex(whole.index)
    if kind.isna().any():
        return
    is_rural = kind.str.contains("rural", case=False)
    is_mixed = is_rural.groupby(whole).transform("nunique") == 2
    for group_id, chosen in (("plus-rural", is_rural), ("plus-not-rural", ~is_rural)):
        for into in (whole[chosen & is_mixed], pd.Series(system, index=whole.index[chosen])):
            if len(into):
                made = _added(indicator, rows, into, "neighbourhoods")
                yield made.assign(group_id=group_id)


def _inside_one_figure(observations: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    """A row without a value for each Place that an area of several Places speaks for."""
    several = [a.area_code for a in catalogue.areas.values() if a.area_type == "sub_icb"]
    rows = observations[observations["area_code"].isin(several)]
    blank = rows.assign(
        value=np.nan,
        lower_ci=np.nan,
        upper_ci=np.nan,
        numerator_count=np.nan,
        denominator_count=np.nan,
        value_note=ONE_FIGURE,
    )
    inside = [place.area_code for place in catalogue.places() if not place.nhs_codes]
    return pd.concat([blank.assign(area_code=code) for code in inside] or [blank.iloc[:0]])
