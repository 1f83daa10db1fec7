"""NHS Talking Therapies annual report: one row is one measure, NHS area, year and group.

A share comes as a percentage, as the count of people it is about, and with the counts it is
among. Recovery is among those who finished a course and were unwell enough at its start to be
counted ('at caseness'); improvement is among all who finished. That reproduces every published
percentage of England; elsewhere counts are rounded to the nearest 5, percentages to whole ones.
"""

from __future__ import annotations

import pandas as pd

from etl.layout import Layout, Reading, Reference
from etl.match_indicators import (
    area_codes,
    indicator_claims,
    match_rows,
    optional_column,
    text_of_counts,
)
from etl.nhs_areas import areas_by_nhs_code, sum_to_areas, whole_areas
from etl.opening.content import Table
from etl.row_checks import RowChecks
from etl.values.numbers import numbers
from etl.values.spelling import tidy_code
from insight.reference.catalogue import Catalogue, Indicator

COLUMNS = {
    "area_code": "org_code",
    "period": "reporting_period",
    "value": "value",
    "numerator_count": "value",
    "denominator_count": "value",
}
KEY = ["reporting_period", "org_code", "variable_type", "variable_a", "variable_b"]
MEASURE = ["measure_name", "measure_statistic"]
FINISHED = "finished_course_treatment"
WELL_AT_START = "not_at_caseness"
AMONG_UNWELL = ("recovery", "reliable_recovery")
FEWEST_FOR_A_RANGE = 30
COARSE_NOTE = "too few people for a range"
SUM_NOTE = "added up from counts rounded to the nearest 5"

GROUPS = {
    ("Total", "NULL"): "everyone",
    ("Gender", "Female"): "sex-female",
    ("Gender", "Male"): "sex-male",
    ("Ethnic Group", "Asian or Asian British"): "ethnic-asian",
    ("Ethnic Group", "Black or Black British"): "ethnic-black",
    ("Ethnic Group", "Mixed"): "ethnic-mixed",
    ("Ethnic Group", "Other Ethnic Groups"): "ethnic-other",
    ("Ethnic Group", "White"): "ethnic-white",
    ("Ethnic Group", "Not stated/Not known/Invalid"): "ethnic-not-stated",
}
# The file calls its tenth 10 the most deprived; ours is 1. Bands of age were redrawn in 2021 and
# fit none of this project's, so age is left out.
DECILE = "Indices of Deprivation Decile"
TENTHS = {f"{number:02d}": f"imd-decile-{11 - number}" for number in range(1, 11)}


def read(table: Table, reference: Reference) -> Reading:
    """Claims about England, the system, Places and the groups of this project.

    A claim carries the number of its percentage's row; the rows of the counts beside it are
    loaded with it. All other rows are outside.
    """
    checks = RowChecks(table.rows)
    catalogue = reference.catalogue
    indicators = catalogue.indicators_from("talking_therapies")
    used = {FINISHED, WELL_AT_START, *(m for i in indicators for m in i.match["measure_name"])}
    checks.set_aside(
        ~checks.rows["measure_name"].isin(list(used))
        | ~checks.rows["variable_type"].isin([DECILE, *(kind for kind, _ in GROUPS)])
    )
    checks.rows = checks.rows.assign(
        org_code=_org_codes(checks.rows, catalogue), group_id=_groups(checks.rows)
    )
    checks.set_aside((checks.rows["org_code"] == "") | (checks.rows["group_id"] == ""))
    _, _, is_text = numbers(checks.rows["value"])
    checks.refuse(is_text, "value", "this is not a number")
    checks.refuse_repeats([*KEY, *MEASURE])
    counts = checks.rows[checks.rows["measure_statistic"] == "count"]
    counts = counts.pivot(index=KEY, columns="measure_name", values="value")
    claims = []
    for indicator, found in match_rows(checks.rows, indicators):
        shares = found[found["measure_statistic"] == "percentage"]
        beside = _beside(shares, counts)
        claims += [_whole(indicator, beside, catalogue), _summed(indicator, beside, catalogue)]
    claims = [claim for claim in claims if len(claim)]
    return checks.reading(pd.concat(claims) if claims else None, COLUMNS)


def _org_codes(rows: pd.DataFrame, catalogue: Catalogue) -> pd.Series:
    """One code per NHS area or area of ours; "" for those that are none of ours."""
    known = {code: code for code in (*areas_by_nhs_code(catalogue), *whole_areas(catalogue))}
    by_code = tidy_code(rows["org_code"]).map(known)
    country = area_codes(rows["org_type"], catalogue)  # England has no code of its own here
    named = area_codes(rows["org_name"], catalogue)
    return by_code.fillna(country.mask(country == "", named))


def _groups(rows: pd.DataFrame) -> pd.Series:
    # `variable_b` splits ethnic groups further; 'All' is the group as a whole.
    whole = rows["variable_b"].isin(["NULL", "All", ""])
    pairs = pd.Series(
        list(zip(rows["variable_type"], rows["variable_a"], strict=True)), index=rows.index
    )
    groups = pairs.map(GROUPS)
    tenths = rows["variable_a"].str.extract(r"^(\d{2}) ", expand=False).map(TENTHS)
    groups = groups.mask(rows["variable_type"] == DECILE, tenths)
    return groups.where(whole).fillna("").astype(str)


def _beside(shares: pd.DataFrame, counts: pd.DataFrame) -> pd.DataFrame:
    """The rows of percentages, with the counts that belong to them as numbers and as text."""
    rows = shares.join(counts, on=KEY)
    measure = rows["measure_name"]
    text = pd.Series("", index=rows.index, dtype=str)
    for name in measure.unique():
        text = text.mask(measure == name, rows.get(name, ""))
    count, reason, _ = numbers(text)
    finished, not_finished, _ = numbers(optional_column(rows, FINISHED))
    well, not_well, _ = numbers(optional_column(rows, WELL_AT_START))
    unwell_only = measure.isin(AMONG_UNWELL)
    for other in (not_finished, not_well.where(unwell_only, "")):
        reason = reason.mask(reason == "", other)
    among = finished.where(~unwell_only, finished - well)
    return rows.assign(numerator=count, denominator=among, reason=reason)


def _whole(indicator: Indicator, rows: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    """Claims about areas the file has as one: the published percentage, with its counts."""
    areas = whole_areas(catalogue)
    rows = rows[rows["org_code"].isin(list(areas))]
    share, _, _ = numbers(rows["value"])
    coarse, held_back = _is_coarse(rows), share.isna()
    return indicator_claims(
        indicator,
        area_code=rows["org_code"].map(areas),
        group_id=rows["group_id"],
        sex=_sex(rows["group_id"], indicator),
        period=rows["reporting_period"],
        value=rows["value"],
        # A percentage held back must not come back by way of its counts.
        numerator_count=text_of_counts(rows["numerator"].mask(coarse | held_back)),
        denominator_count=text_of_counts(rows["denominator"].mask(coarse | held_back)),
        value_note=pd.Series("", index=rows.index).mask(coarse & ~held_back, COARSE_NOTE),
        year_kind="financial",
    )


def _summed(indicator: Indicator, rows: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    """Claims about areas that are several NHS areas together: the counts added up."""
    parts = rows[~rows["org_code"].isin(list(whole_areas(catalogue)))]
    if parts.empty:
        return parts
    parts = parts.rename(columns={"org_code": "nhs_code"})
    sums = sum_to_areas(parts, ["reporting_period", "group_id"], catalogue)
    coarse, note = _is_coarse(sums), sums["value_note"]
    return indicator_claims(
        indicator,
        area_code=sums["area_code"],
        group_id=sums["group_id"],
        sex=_sex(sums["group_id"], indicator),
        period=sums["reporting_period"],
        numerator_count=text_of_counts(sums["numerator"].mask(coarse)),
        denominator_count=text_of_counts(sums["denominator"].mask(coarse)),
        value_note=note.mask(note == "", SUM_NOTE).mask(coarse, "too few to add up rounded counts"),
        year_kind="financial",
    )


def _is_coarse(rows: pd.DataFrame) -> pd.Series:
    """Counts so small that rounding to the nearest 5 would move the figure out of its range."""
    return (rows["denominator"] < FEWEST_FOR_A_RANGE) | (rows["numerator"] > rows["denominator"])


def _sex(groups: pd.Series, indicator: Indicator) -> pd.Series:
    return groups.map({"sex-female": "female", "sex-male": "male"}).fillna(indicator.sex)


LAYOUTS: tuple[Layout, ...] = (
    Layout(
        "talking_therapies",
        (
            "reporting_period",
            "org_type",
            "org_code",
            "org_name",
            "variable_type",
            "variable_a",
            "variable_b",
            "measure_name",
            "measure_statistic",
            "value",
        ),
        read,
        source_id="talking-therapies",
    ),
)
