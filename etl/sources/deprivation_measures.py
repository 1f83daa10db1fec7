"""English Indices of Deprivation, File 8: the measures the indices are made of, by neighbourhood.

The publisher spreads them over one sheet for each domain, and extracts hold some of them, so a file
needs the codes of neighbourhoods and any one column that the catalogue names. Many are modelled or
spread from wider areas: they come without counts and without intervals, and get none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial

import pandas as pd

from etl.layout import Layout, Reading, Reference
from etl.match_indicators import indicator_claims, scale_figures
from etl.opening.content import Table
from etl.row_checks import LSOA_SHAPE, RowChecks
from etl.sources.deprivation import EDITIONS, Edition, spelling
from etl.sources.headings import plain
from insight.reference.catalogue import Catalogue

LAYOUT = "deprivation_measures"
# Sheets of the edition of 2019, whose figures rest on other years and other neighbourhoods.
COLUMNS_2019 = (
    "Years of potential life lost indicator",
    "Comparative illness and disability ratio indicator",
    "Acute morbidity indicator",
    "Mood and anxiety disorders indicator",
    "Income domain numerator",
    "Employment domain numerator",
)


@dataclass(frozen=True)
class MeasuresLayout(Layout):
    """Recognised by neighbourhoods of `edition` and any one of `columns`."""

    edition: Edition = EDITIONS[0]

    def missing(self, header: Iterable[str]) -> tuple[str, ...]:
        header = tuple(header)
        words = {plain(heading) for heading in header}
        has_any = any(plain(column) in words for column in self.columns)
        has_code = self.edition.code in spelling(header, self.edition)
        return () if has_any and has_code else (self.edition.code, *self.columns)

    def repeats(self, header: Sequence[str]) -> tuple[str, ...]:
        return ()


def measures_layouts(catalogue: Catalogue) -> tuple[Layout, ...]:
    """The layouts of File 8, by the columns that indicators of the catalogue are read from."""
    columns = tuple(i.column for i in catalogue.indicators_from(LAYOUT))
    newest, older = EDITIONS
    layout = MeasuresLayout(LAYOUT, columns, source_id="deprivation-measures-2025", edition=newest)
    note = "The measures behind the edition of 2019 are no series with those of 2025: not loaded."
    return (
        replace(layout, read=partial(_read, edition=newest)),
        MeasuresLayout(
            f"{LAYOUT}_{older.year}",
            COLUMNS_2019,
            is_reference=True,
            source_id=older.source_id,
            note=note,
            edition=older,
        ),
    )


def _read(table: Table, reference: Reference, edition: Edition) -> Reading:
    code = spelling(table.columns, edition)[edition.code]
    checks = RowChecks(table.rows)
    checks.tidy_codes(code, LSOA_SHAPE)
    checks.keep_areas(code, reference.area_types, edition.area_type)
    checks.refuse_repeats([code])
    rows = checks.rows
    headings = {plain(heading): heading for heading in reversed(table.columns)}
    claims, names = [], {"area_code": code}
    for indicator in reference.catalogue.indicators_from(LAYOUT):
        heading = headings.get(plain(indicator.column))
        if heading is None:
            continue  # it stands on another sheet
        names["value"] = heading
        value = scale_figures(rows[heading], indicator)
        claims.append(
            indicator_claims(indicator, area_code=rows[code], period=edition.year, value=value)
        )
    return checks.reading(pd.concat(claims) if claims else None, names)
