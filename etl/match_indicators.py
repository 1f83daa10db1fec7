"""Which rows of a publisher's table are which indicator: the catalogue says, not the code."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

import pandas as pd

from etl.layout import Reading
from etl.values.numbers import FLAG_MARKS, marked_numbers
from etl.values.periods import period
from etl.values.spelling import tidy_code, tidy_name
from insight.reference.catalogue import Catalogue, Indicator


def match_rows(
    rows: pd.DataFrame, indicators: Iterable[Indicator]
) -> Iterator[tuple[Indicator, pd.DataFrame]]:
    """Yield each indicator that has rows here, with its rows: `match` fits and `skip` does not.

    A column the file does not have fits nothing. Codes are compared without '.0' tails.
    """
    indicators = list(indicators)
    named = {column for i in indicators for column in (*i.match, *i.skip)}
    tidied = {column: tidy_code(rows[column]) for column in named if column in rows}
    for indicator in indicators:
        fits = pd.Series(True, index=rows.index)
        for column, values in indicator.match.items():
            fits &= tidied[column].isin(values) if column in tidied else False
        for column, values in indicator.skip.items():
            fits &= ~tidied[column].isin(values) if column in tidied else True
        if fits.any():
            yield indicator, rows[fits]


def match_period_length(rows: pd.DataFrame, column: str, indicator: Indicator) -> pd.DataFrame:
    """Rows whose period in `column` lasts as many years as the catalogue asks for.

    A period nobody can read stays in, so that the checks refuse it by name.
    """
    if not indicator.period_years:
        return rows
    lasting = {text: _years(text, indicator.year_kind) for text in rows[column].unique()}
    return rows[rows[column].map(lasting).isin([indicator.period_years, 0])]


def _years(text: str, year_kind: str) -> int:
    try:
        found = period(text, year_kind)
    except ValueError:
        return 0
    return max(round((found.end - found.start).days / 365.25), 1)


def scale_figures(figures: pd.Series, indicator: Indicator) -> pd.Series:
    """Text of figures times the catalogue's `multiply`; what is no number stays as it was.

    What is marked beside a number stays beside it. A fraction that a workbook shows as a percentage
    has been multiplied already.
    """
    if indicator.multiply == 1:
        return figures
    found = marked_numbers(figures)
    # Twelve digits are far more than any publisher gives, and keep 0.29 × 100 from ending in …99.
    scaled = (found.values * indicator.multiply).map("{:.12g}".format)
    flags = found.flags.map(
        lambda flag: "".join(f" [{FLAG_MARKS[f]}]" for f in flag.split("; ") if f)
    )
    is_done = figures.str.strip().str.endswith("%") & (indicator.multiply == 100)
    return figures.where(found.values.isna() | is_done, scaled + flags)


def text_of_counts(counts: pd.Series) -> pd.Series:
    """Counts a reader has worked out, as the text a claim holds; blank where there is none."""
    return counts.map("{:.12g}".format).mask(counts.isna(), "").astype(str)


def optional_column(rows: pd.DataFrame, column: str) -> pd.Series:
    """A column that some editions of a file leave out: blank where it is not there."""
    return rows[column] if column in rows else pd.Series("", index=rows.index, dtype=str)


def indicator_claims(indicator: Indicator, **columns: pd.Series | str) -> pd.DataFrame:
    """Claims of one indicator: its sex, age and kind of year, with `columns` added or replaced."""
    facts = {
        "indicator_id": indicator.indicator_id,
        "group_id": "everyone",
        "sex": indicator.sex,
        "age": indicator.age,
        "year_kind": indicator.year_kind,
    }
    index = next(c.index for c in columns.values() if isinstance(c, pd.Series))
    return pd.DataFrame({**facts, **columns}, index=index)


def reading_from_claims(
    claims: Sequence[pd.DataFrame], rows: pd.DataFrame, columns: dict[str, str], note: str = ""
) -> Reading:
    """The reading of a table whose every claim carries the number of the row it came from.

    Rows that no claim came from are outside: they are about other measures or groups.
    """
    parts = [part for part in claims if len(part)]
    together = pd.concat(parts) if parts else None
    claimed = 0 if together is None else together.index.nunique()
    return Reading(together, columns, outside_count=len(rows) - claimed, note=note)


def area_codes(
    names: pd.Series, catalogue: Catalogue, area_types: Collection[str] = ()
) -> pd.Series:
    """The codes of areas by any spelling of their names the catalogue knows; "" for others.

    area_types: of these alone, where some are given.
    """
    known = {
        tidy_name(name): area.area_code
        for area in catalogue.areas.values()
        if not area_types or area.area_type in area_types
        for name in (area.area_name, *area.spellings)
    }
    return names.map({name: known.get(tidy_name(name), "") for name in names.unique()}).astype(str)
