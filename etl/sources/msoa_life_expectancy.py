"""ONS life expectancy at birth by middle-layer area (MSOA 2011), with 95% intervals.

The file's deaths and population are not read: life expectancy is no share of one in the other.
"""

from __future__ import annotations

import pandas as pd

from etl.layout import Layout, Reading, Reference
from etl.match_indicators import indicator_claims, match_rows, scale_figures
from etl.opening.content import Table
from etl.row_checks import GSS_SHAPE, RowChecks

COLUMNS = {
    "area_code": "Code",
    "period": "Period",
    "value": "Life Expectancy at birth (in years)",
    "lower_ci": "Lower 95% confidence interval",
    "upper_ci": "Upper 95% confidence interval",
}


def read(table: Table, reference: Reference) -> Reading:
    """Claims about our middle-layer areas. Rows of a sex no indicator asks for are outside."""
    checks = RowChecks(table.rows)
    checks.tidy_codes("Code", GSS_SHAPE)
    checks.keep_areas("Code", reference.area_types, "msoa")
    claims = [
        indicator_claims(
            indicator,
            **{column: found[name] for column, name in COLUMNS.items() if column != "value"},
            value=scale_figures(found[COLUMNS["value"]], indicator),
        )
        for indicator, found in match_rows(
            checks.rows, reference.catalogue.indicators_from("msoa_life_expectancy")
        )
    ]
    together = pd.concat(claims) if claims else None
    wanted = together.index if together is not None else []
    checks.set_aside(~checks.rows.index.to_series().isin(wanted))
    return checks.reading(together, COLUMNS)


LAYOUTS: tuple[Layout, ...] = (
    Layout(
        "msoa_life_expectancy",
        ("Sex", "Geography Type", *COLUMNS.values()),
        read,
        source_id="msoa-life-expectancy",
    ),
)
