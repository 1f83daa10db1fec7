"""DfE Local Authority Interactive Tool: children's measures by authority name and year.

Areas go by name or by the DfE's own number. A year may carry its standing in brackets:
'2025 (prov)', '2018 (Rev)', '2020 (Final)', '2016-17 (OT)' for outturn.
"""

from __future__ import annotations

import pandas as pd

from etl.layout import Layout, Reading, Reference
from etl.match_indicators import (
    area_codes,
    indicator_claims,
    match_period_length,
    match_rows,
    reading_from_claims,
    scale_figures,
)
from etl.opening.content import Table
from etl.row_checks import RowChecks
from etl.values.spelling import tidy_code, tidy_name
from insight.reference.areas import ENGLAND

COLUMNS = {"area_code": "LA and Regions", "period": "Years", "value": "Values"}
STANDING = r"\s*\((prov|rev|final|ot)\)$"
FEWEST_PARTS = 5  # areas beside England: fewer may all lie to one side of it
FAR = 2  # times the largest of them, or a part of the smallest
OUTSIDE_ITS_PARTS = (
    "England's figure lies far outside those of all its areas in this file: it may be their sum"
)
STANDING_NOTES = {"prov": "provisional figure", "rev": "revised figure"}


def read(table: Table, reference: Reference) -> Reading:
    """Claims about the areas the catalogue names, and the authorities known by name.

    Among those our Places have a position. Other regions are outside, and so are counties: where
    they lie, districts are the authorities we know.
    """
    checks = RowChecks(table.rows)
    rows = checks.rows.assign(area_code=_area_codes(checks.rows, reference))
    nameless = rows["LA and Regions"].str.strip() == ""
    checks.rows = rows
    checks.refuse(nameless, "LA and Regions", "the area has no name")
    claims = []
    for indicator, every in match_rows(checks.rows, reference.catalogue.indicators_from("lait")):
        found = every[every["area_code"] != ""]
        if indicator.value_type != "count":
            is_sum = _outside_its_parts(every)
            checks.refuse(checks.rows.index.isin(is_sum), "Values", OUTSIDE_ITS_PARTS)
            found = found.drop(is_sum)
        years = found["Years"].str.strip()
        standing = years.str.lower().str.extract(STANDING, expand=False).fillna("")
        found = found.assign(Years=years.str.replace(STANDING, "", regex=True, case=False))
        found = match_period_length(found, "Years", indicator)
        claims.append(
            indicator_claims(
                indicator,
                area_code=found["area_code"],
                period=found["Years"],
                value=scale_figures(found["Values"], indicator),
                value_note=standing.map(STANDING_NOTES)
                .fillna("")[found.index]
                .mask(found["Values"].str.strip() == "-", ""),
            )
        )
    reading = reading_from_claims(claims, checks.rows, COLUMNS)
    reading.rejections.extend(checks.rejections)
    return reading


def _outside_its_parts(rows: pd.DataFrame) -> pd.Index:
    """England's rows of one measure whose figure is far above, or below, that of every area.

    Of what is shared out among people no whole lies outside its parts: the file has added them up.
    It does not hold every part, so that England may lie a little outside of those it holds.
    """
    figures = pd.to_numeric(rows["Values"], errors="coerce")
    is_whole = rows["area_code"] == ENGLAND
    parts = figures[~is_whole].groupby(rows["Years"]).agg(["min", "max", "count"])
    beside = parts.reindex(rows.loc[is_whole, "Years"]).set_axis(rows.index[is_whole])
    wholes = figures[is_whole]
    outside = (wholes < beside["min"] / FAR) | (wholes > beside["max"] * FAR)
    return wholes.index[outside & (beside["count"] >= FEWEST_PARTS)]


def _area_codes(rows: pd.DataFrame, reference: Reference) -> pd.Series:
    """By name, else by the DfE's number, else by the name of an authority elsewhere; or ""."""
    catalogue = reference.catalogue
    numbers = {a.dfe_number: a.area_code for a in catalogue.areas.values() if a.dfe_number}
    by_name = area_codes(rows["LA and Regions"], catalogue)
    by_number = tidy_code(rows["LA Number"]).map(numbers).fillna("").astype(str)
    ours = by_name.mask(by_name == "", by_number)
    names = rows["LA and Regions"]
    known = {name: reference.authorities.get(tidy_name(name), "") for name in names.unique()}
    elsewhere = names.map(known).astype(str)
    return ours.mask(ours == "", elsewhere)


LAYOUTS: tuple[Layout, ...] = (
    Layout(
        "lait",
        ("Short Desc", "Years", "LA and Regions", "Values", "LA Number", "Topic", "Measure"),
        read,
        source_id="lait",
    ),
    Layout(
        "lait_dictionary",
        ("Measure_code", "Measure_short", "Year_Type", "Methodology"),
        is_reference=True,
        source_id="lait",
    ),
)
