"""Small-area estimates of fuel poverty, digital exclusion and loneliness.

In the Digital Exclusion Risk Index a high score is a high risk: in the file it rises with
deprivation, and its makers say the same.
"""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from etl.layout import Layout, Reading, Reference
from etl.match_indicators import indicator_claims, match_rows, scale_figures
from etl.opening.content import Table
from etl.row_checks import LSOA_SHAPE, RowChecks

HOUSEHOLDS = "Number of households"
FUEL_POOR = "Number of households in fuel poverty"


def _reader(
    layout: str, code: str, period: str, **counts: str
) -> Callable[[Table, Reference], Reading]:
    """A reader of one row per neighbourhood.

    period: when the figures are of, which no column of these files says. counts: claim column →
    the publisher's column.
    """

    def read(table: Table, reference: Reference) -> Reading:
        checks = RowChecks(table.rows)
        checks.tidy_codes(code, LSOA_SHAPE)
        checks.keep_areas(code, reference.area_types, "lsoa21", "lsoa11")
        rows = checks.rows
        claims, names, lacking = [], {"area_code": code, **counts}, []
        for indicator, found in match_rows(rows, reference.catalogue.indicators_from(layout)):
            if indicator.column not in found:
                lacking.append(f"The file has no column '{indicator.column}'.")
                continue
            names["value"] = indicator.column
            figures = {name: found[column] for name, column in counts.items()}
            value = scale_figures(found[indicator.column], indicator)
            claims.append(
                indicator_claims(
                    indicator, area_code=found[code], period=period, value=value, **figures
                )
            )
        return checks.reading(pd.concat(claims) if claims else None, names, note=" ".join(lacking))

    return read


LAYOUTS: tuple[Layout, ...] = (
    Layout(
        "fuel_poverty",
        ("LSOA Code", "LA Code", HOUSEHOLDS, FUEL_POOR, "Proportion of households fuel poor (%)"),
        _reader(
            "fuel_poverty",
            "LSOA Code",
            period="2020",
            numerator_count=FUEL_POOR,
            denominator_count=HOUSEHOLDS,
        ),
        source_id="fuel-poverty",
    ),
    Layout(
        "digital_exclusion",
        ("lsoa11_code", "deri_score_national", "depahri_score_national"),
        _reader("digital_exclusion", "lsoa11_code", period="2021"),
        source_id="digital-exclusion",
    ),
    Layout(
        "loneliness",
        ("lsoa21_code", "perc", "deciles"),
        _reader("loneliness", "lsoa21_code", period="2020/21"),
        source_id="loneliness",
    ),
)
