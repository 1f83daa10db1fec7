"""ONS Explore Local Statistics: one row is one indicator, area and period.

Periods are ISO dates or intervals ('2022-01-01/P3Y'). A missing figure has a letter in `status`
that says why. Intervals are there for some series; the order of columns varies.

The website's own files say `observation`; its API (/api/v1/data.csv, read about in its
documentation, not tried) says `value`, names a measure as the website shows it, which is not
always the file's name, and leaves missing figures out.
"""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from etl.layout import Layout, Reading, Reference, respell
from etl.match_indicators import (
    area_codes,
    indicator_claims,
    match_period_length,
    match_rows,
    optional_column,
    reading_from_claims,
    scale_figures,
)
from etl.opening.content import Table
from etl.row_checks import GSS_SHAPE, ITL_SHAPE, RowChecks
from etl.values.numbers import MISSING_MARKS
from etl.values.spelling import tidy_area_code
from insight.reference.catalogue import Catalogue, Indicator

COLUMNS = {
    "area_code": "areacd",
    "period": "period",
    "value": "observation",
    "lower_ci": "lci_95",
    "upper_ci": "uci_95",
    "value_note": "notes",
}


def read(table: Table, reference: Reference) -> Reading:
    """Claims about the areas known here; the file has all of the United Kingdom."""
    rows = RowChecks(table.rows).rows
    rows = rows.assign(areacd=tidy_area_code(rows["areacd"]))
    rows = rows.assign(areacd=_named_like_places(rows, reference.catalogue))
    is_code = rows["areacd"].str.fullmatch(f"{GSS_SHAPE}|{ITL_SHAPE}")
    elsewhere = is_code & ~reference.is_area(rows["areacd"])
    indicators = reference.catalogue.indicators_from("explore_local_statistics")
    claims = [
        _claims(indicator, found) for indicator, found in match_rows(rows[~elsewhere], indicators)
    ]
    return reading_from_claims(claims, rows, COLUMNS)


def _named_like_places(rows: pd.DataFrame, catalogue: Catalogue) -> pd.Series:
    """Codes, with a Place's own for an ITL area of its name, where it has no row of its own.

    Six of our Places are also areas of the international classification, which has no code for the
    others.
    """
    codes = rows["areacd"]
    is_itl = codes.str.fullmatch(ITL_SHAPE)
    if not is_itl.any():
        return codes
    places = [place.area_code for place in catalogue.places()]
    named = area_codes(rows.loc[is_itl, "areanm"], catalogue)
    named = named[named.isin(places)]
    key = [column for column in ("indicator", "measure", "period") if column in rows]
    own = pd.MultiIndex.from_frame(rows[["areacd", *key]])
    found = pd.MultiIndex.from_frame(
        rows.loc[named.index, key].assign(areacd=named)[["areacd", *key]]
    )
    named = named[~found.isin(own)]
    return codes.mask(codes.index.isin(named.index), named.reindex(codes.index))


def _claims(indicator: Indicator, rows: pd.DataFrame) -> pd.DataFrame:
    if indicator.year_kind == "school":  # which begins in August here and in September elsewhere
        rows = rows.assign(
            period=rows["period"].str.replace(r"-08-01/P1Y$", "-09-01/P1Y", regex=True)
        )
    rows = match_period_length(rows, "period", indicator)
    status = optional_column(rows, "status").str.strip()
    blank = rows["observation"].str.strip() == ""
    given = rows["observation"].mask(
        ~blank & (status != ""), rows["observation"] + " [" + status.str.strip("[]() ") + "]"
    )
    explained = blank & status.str.lower().isin(list(MISSING_MARKS))
    return indicator_claims(
        indicator,
        area_code=rows["areacd"],
        period=rows["period"],
        value=scale_figures(given, indicator).mask(explained, status),
        lower_ci=scale_figures(optional_column(rows, "lci_95"), indicator),
        upper_ci=scale_figures(optional_column(rows, "uci_95"), indicator),
        value_note=optional_column(rows, "notes").mask(blank, ""),
    )


FILES = Layout(
    "explore_local_statistics",
    ("areacd", "areanm", "indicator", "period", "observation", "measure"),
    read,
    source_id="explore-local-statistics",
    optional=("status", "lci_95", "uci_95", "notes"),
)
API = replace(
    respell(FILES, "explore_local_statistics_api", {"observation": "value"}),
    columns=("indicator", "areacd", "areanm", "period", "value"),
)
LAYOUTS: tuple[Layout, ...] = (FILES, API)
