"""Health Equity Evidence Centre: GP care by NHS area and the deprivation of practices.

One row is one measure, area and year, across fifths of practices: quin_1 is the least deprived,
and quin_4_5 holds the two most deprived. `avg` is England's, in every row. The figures are
middles of practices, not of people.
"""

from __future__ import annotations

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
from etl.values.spelling import tidy_code
from insight.reference.areas import ENGLAND

# Here 1 is the most deprived fifth, in the file 5 is.
GROUPS = {
    "quin_1": "practice-quintile-5",
    "quin_2": "practice-quintile-4",
    "quin_3": "practice-quintile-3",
    "quin_4_5": "practice-quintile-1-2",
}
COLUMNS = {"area_code": "ICB.NAME", "period": "Year", "value": "quin_1 to avg"}


def read(table: Table, reference: Reference) -> Reading:
    """Claims about the system and England by fifth of practices, and England's average.

    One row makes up to five claims, all with its number; it counts as one row loaded.
    """
    rows = RowChecks(table.rows).rows
    rows = rows.assign(
        Year=tidy_code(rows["Year"]), area_code=area_codes(rows["ICB.NAME"], reference.catalogue)
    )
    known = rows[rows["area_code"] != ""]
    claims = []
    for indicator, found in match_rows(known, reference.catalogue.indicators_from("heec")):
        found = match_period_length(found, "Year", indicator)
        england = found[found["area_code"] == ENGLAND]
        parts = [(found, column, group) for column, group in GROUPS.items()]
        for part, column, group in [*parts, (england, "avg", "everyone")]:
            claims.append(
                indicator_claims(
                    indicator,
                    area_code=part["area_code"],
                    group_id=group,
                    period=part["Year"],
                    value=scale_figures(part[column], indicator),
                )
            )
    return reading_from_claims(claims, rows, COLUMNS)


LAYOUTS: tuple[Layout, ...] = (
    Layout(
        "heec",
        ("Year", "Indicator", "ICB.NAME", "quin_1", "quin_2", "quin_3", "quin_4_5", "avg"),
        read,
        source_id="heec",
    ),
)
