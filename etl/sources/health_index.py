"""ONS Health Index: figures behind the index, by authority and year.

Only the file of figures is loaded. The files of scores are recognised and left: a score of 100
is England in 2015, in the file by NHS area too, so its 'smoking' is no share of people who smoke.
"""

from __future__ import annotations

from etl.layout import Layout, Reading, Reference
from etl.match_indicators import (
    indicator_claims,
    match_period_length,
    match_rows,
    reading_from_claims,
    scale_figures,
)
from etl.opening.content import Table
from etl.row_checks import RowChecks
from etl.values.spelling import tidy_code

COLUMNS = {"area_code": "ltla21_code", "period": "year", "value": "value"}


def read(table: Table, reference: Reference) -> Reading:
    """Claims about every authority in England."""
    rows = RowChecks(table.rows).rows
    rows = rows.assign(year=tidy_code(rows["year"]))
    claims = []
    for indicator, found in match_rows(rows, reference.catalogue.indicators_from("health_index")):
        found = match_period_length(found, "year", indicator)
        claims.append(
            indicator_claims(
                indicator,
                area_code=found["ltla21_code"].str.strip(),
                period=found["year"],
                value=scale_figures(found["value"], indicator),
            )
        )
    return reading_from_claims(claims, rows, COLUMNS)


LAYOUTS: tuple[Layout, ...] = (
    Layout(
        "health_index",
        ("ltla21_code", "year", "indicator", "value"),
        read,
        source_id="health-index",
    ),
    Layout(
        "health_index_scores",
        ("ltla21_code", "year", "overall_score"),
        is_reference=True,
        source_id="health-index",
    ),
    Layout(
        "health_index_nhs_area_scores",
        ("icb22_code", "icb22_name", "year", "indicator", "value"),
        is_reference=True,
        source_id="health-index",
    ),
)
