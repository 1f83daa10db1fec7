"""Ranges worked out here, of figures that are published without, where the catalogue says how.

Only what data/catalogue/intervals.toml names gets one, and no figure that has a published range
is touched. Each says so in its note: by which method, among how many people, and whether everyone
was counted, so that the range shows chance from year to year, or some were asked.
"""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from etl.denominators import WORDS, denominators, implied_people, middle_year, nearest
from etl.geography import Parts
from insight.reference.catalogue import Catalogue, Indicator, Interval
from insight.reference.vocabulary import INTERVAL_BASES, WORKED_OUT
from insight.statistics import byar_interval, wilson_interval

LIMITS = ["lower_ci", "upper_ci"]
METHODS = {"wilson": "Wilson", "byar": "Byar"}
PER = re.compile(r"per ([\d,]+)")


def interval_tables(
    parts: Parts,
    observation: pd.DataFrame,
    base: dict[str, pd.DataFrame],
    catalogue: Catalogue,
) -> dict[str, pd.DataFrame]:
    """The tables denominator and observation, the latter with ranges worked out.

    base: tables that came before, of which `denominator` is kept where nothing newer is said.
    """
    told = denominators(parts, observation, base.get("denominator"))
    return {
        "denominator": told,
        "observation": with_intervals(observation, told, catalogue),
    }


def with_intervals(
    observation: pd.DataFrame, denominator: pd.DataFrame, catalogue: Catalogue
) -> pd.DataFrame:
    """The figures with a range worked out wherever the catalogue says how and none is published.

    What an earlier build worked out is worked out again. denominator: the table of that name.
    """
    rows = _without_worked_out(observation)
    is_bare = rows["value"].notna() & rows[LIMITS].isna().all(axis=1)
    is_bare &= rows["group_id"] == "everyone"
    for entry in catalogue.intervals.values():
        indicator = catalogue.indicators.get(entry.indicator_id)
        bare = rows[is_bare & (rows["indicator_id"] == entry.indicator_id)]
        if indicator is None or bare.empty:
            continue
        among = nearest(_people(entry, rows, denominator), bare.assign(year=middle_year(bare)))
        bare = bare.join(among).dropna(subset=["people_count"])
        bare = bare[bare["people_count"] > 0]
        if len(bare):
            rows.loc[bare.index, LIMITS] = _limits(entry, indicator, bare)
            rows.loc[bare.index, "value_note"] = _notes(entry, bare)
    return rows


def _without_worked_out(observation: pd.DataFrame) -> pd.DataFrame:
    rows = observation.copy()
    note = rows["value_note"].astype(object)
    ours = note.fillna("").astype(str).str.contains(WORKED_OUT, regex=False)
    rows.loc[ours, LIMITS] = np.nan
    said = note[ours].astype(str).str.split(f"(?:; )?{WORKED_OUT}", regex=True).str[0]
    rows["value_note"] = note
    rows.loc[ours, "value_note"] = said.where(said != "", None)
    return rows


def _people(entry: Interval, rows: pd.DataFrame, denominator: pd.DataFrame) -> pd.DataFrame:
    """area_code, year and people_count of those a figure is about."""
    columns = ["area_code", "year", "people_count"]
    if entry.people:
        return denominator.loc[denominator["population_id"] == entry.people, columns]
    same = rows[(rows["indicator_id"] == entry.people_of) & (rows["group_id"] == "everyone")]
    count = same["denominator_count"].astype("float64").fillna(implied_people(same))
    known = same.assign(year=middle_year(same), people_count=count).dropna(subset=["people_count"])
    return known.drop_duplicates(["area_code", "year"], keep="last")[columns]


def _limits(entry: Interval, indicator: Indicator, rows: pd.DataFrame) -> np.ndarray:
    value, people = rows["value"].to_numpy(float), rows["people_count"].to_numpy(float)
    scale = _scale(indicator)
    if entry.method == "byar":
        people = people * entry.years
        lower, upper = byar_interval(np.round(value / scale * people), people, scale)
    else:
        lower, upper = wilson_interval(np.clip(value / scale, 0, 1) * people, people)
        lower, upper = lower * scale, upper * scale
    # Rounded figures and counts must not leave a figure outside its own range.
    lower, upper = np.minimum(lower, value), np.maximum(upper, value)
    wide = [value + (end - value) * entry.widen for end in (lower, upper)]
    top = scale if entry.method == "wilson" else np.inf
    return np.column_stack([np.clip(end, 0, top) for end in wide]).round(6)


def _scale(indicator: Indicator) -> float:
    """What a share is multiplied by to reach the unit: 1,000 for 'per 1,000 births'."""
    if indicator.value_type == "percentage":
        return 100.0
    found = PER.match(indicator.unit)
    if not found:
        raise ValueError(f"{indicator.indicator_id}: no range can be worked out in this unit")
    return float(found[1].replace(",", ""))


def _notes(entry: Interval, rows: pd.DataFrame) -> pd.Series:
    who = WORDS[entry.people] if entry.people else "people"
    wide = f", made {entry.widen:g} times as wide as the method's" if entry.widen != 1 else ""
    years = f" over {entry.years} years" if entry.years > 1 else ""
    counts = rows["people_count"].round().astype(int).map("{:,}".format)
    said = (
        f"{WORKED_OUT} by {METHODS[entry.method]}'s method from the figure and "
        + counts
        + f" {who} ("
        + rows["people_year"].astype(int).astype(str)
        + f"){years}{wide}; {INTERVAL_BASES[entry.basis]}"
    )
    before = rows["value_note"].astype(object).fillna("").astype(str)
    return said.where(before == "", before + "; " + said)
