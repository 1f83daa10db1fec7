"""Sort the rows of a table: ours, about other areas, or refused. No row is lost on the way.

Readers of geography and of small-area files use one `RowChecks` per table, so that rows read are
always rows kept + rows set aside + rows refused.
"""

from __future__ import annotations

import pandas as pd

from etl.layout import Reading, rejection
from etl.values.numbers import numbers
from etl.values.spelling import tidy_area_code, tidy_name
from insight.reference.catalogue import Catalogue

LSOA_SHAPE = r"[EW]01\d{6}"
MSOA_SHAPE = r"[EW]02\d{6}"
GSS_SHAPE = r"[EKNSW]\d{8}"  # any official area
ITL_SHAPE = r"(?:TL|UK)[A-Z]\d{0,2}"  # areas of the international classification (ITL, NUTS)
# 'St. Helens 019A' is a neighbourhood of St. Helens, and '019' the middle-layer area it is in.
NAME_TAIL = r"\s+\d{3}[A-Z]*$"


class RowChecks:
    """Rows still in play (`rows`), and what became of the others.

    rows: index is the row number. A row is refused once, for the first reason found.
    """

    def __init__(self, rows: pd.DataFrame) -> None:
        # A column a reader does not rely on may stand in a file twice: the first one counts.
        self.rows = rows.loc[:, ~rows.columns.duplicated()]
        self.outside_count = 0
        self.rejections: list[pd.DataFrame] = []

    def refuse(self, faulty: pd.Series, column: str, reason: str) -> None:
        """Take out the rows where `faulty` is true, for `reason`, quoting `column`."""
        if not faulty.any():
            return
        raw = self.rows.loc[faulty, column] if column in self.rows else ""
        self.rejections.append(rejection(self.rows.index[faulty], column, reason, raw))
        self.rows = self.rows[~faulty]

    def set_aside(self, outside: pd.Series) -> None:
        """Take out rows about areas or measures that are not ours."""
        self.outside_count += int(outside.sum())
        self.rows = self.rows[~outside]

    def tidy_codes(self, column: str, shape: str) -> None:
        """Bring the codes in `column` to one spelling and refuse what is not of `shape`."""
        self.rows = self.rows.assign(**{column: tidy_area_code(self.rows[column])})
        faulty = ~self.rows[column].str.fullmatch(shape)
        self.refuse(faulty, column, "this is not an area code of the kind expected here")

    def keep_areas(self, column: str, area_types: dict[str, str], *kinds: str) -> None:
        """Set aside rows whose code in `column` is no known area (of one of `kinds`, if given)."""
        found = self.rows[column].map(area_types)
        self.set_aside(~found.isin(kinds) if kinds else found.isna())

    def refuse_repeats(self, key: list[str]) -> None:
        """Of rows with one key: refuse exact repeats, or all of them if they contradict."""
        again = self.rows.duplicated(keep="first")
        self.refuse(again, key[0], "an earlier row says the same")
        clash = self.rows.duplicated(key, keep=False)
        self.refuse(clash, key[0], "two rows say different things about the same area")

    def counts(self, column: str) -> pd.Series:
        """The whole numbers in `column`; rows with anything else are refused."""
        values, _, _ = numbers(self.rows[column])
        faulty = values.isna() | (values < 0) | (values % 1 != 0)
        self.refuse(faulty, column, "this is not a whole number")
        return values[~faulty].astype("int64")

    def reading(
        self,
        claims: pd.DataFrame | None = None,
        columns: dict[str, str] | None = None,
        tables: dict[str, pd.DataFrame] | None = None,
        note: str = "",
    ) -> Reading:
        """What a reader hands over, with the refusals."""
        return Reading(
            claims, columns or {}, tables or {}, self.outside_count, self.rejections, note
        )


def area_rows(
    area_type: str,
    code: pd.Series,
    name: pd.Series | None = None,
    place: pd.Series | None = None,
    parent: pd.Series | None = None,
) -> pd.DataFrame:
    """A part of the table `area`, for `etl.geography` to put together; blank means unknown."""
    rows = {"area_code": code, "area_name": name, "place_code": place, "parent_code": parent}
    return pd.DataFrame(rows, index=code.index, dtype=str).assign(area_type=area_type)


def place_codes(catalogue: Catalogue) -> list[str]:
    """Codes of the Places."""
    return [place.area_code for place in catalogue.places()]


def places_by_authority(catalogue: Catalogue) -> dict[str, str]:
    """The Place that an authority is, or lies in where Places are regions, by the authority."""
    return {
        authority: place.area_code
        for place in catalogue.places()
        for authority in (place.area_code, *place.authority_codes)
    }


def place_from_name(names: pd.Series, catalogue: Catalogue) -> pd.Series:
    """The Place a neighbourhood or middle-layer area is named after; "" when it is none of ours.

    ONS names these areas after their local authority: 'St. Helens 019A', 'St. Helens 019'.
    """
    codes = {
        tidy_name(spelling): place.area_code
        for place in catalogue.places()
        for spelling in (place.area_name, *place.spellings)
    }
    authority = names.fillna("").str.strip().str.replace(NAME_TAIL, "", regex=True)
    return authority.map(tidy_name).map(codes).fillna("")
