"""ONS postcode files: whole ONSPD and NSPL tables of any year, and extracts with some columns.

Only postcodes in our Places are kept. Which small areas a file names differs; what middle-layer
area of today follows from them is worked out once all areas are there: see etl.postcodes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from etl.layout import Layout, Reading, Reference
from etl.opening.content import Table
from etl.row_checks import RowChecks
from etl.sources.headings import plain
from etl.values.spelling import tidy_code

POSTCODE = "postcode"
HEADINGS = {
    POSTCODE: re.compile(r"pcds?|pcd ?[278]|postcode(?: ?[178])?|pcd(?:7|8)cd"),
    "msoa21": re.compile(r"msoa ?(?:20)?21(?: ?(?:cd|code))?"),
    "lsoa21": re.compile(r"lsoa ?(?:20)?21(?: ?(?:cd|code))?"),
    "lsoa11": re.compile(r"lsoa ?(?:20)?11(?: ?(?:cd|code))?"),
    "msoa11": re.compile(r"msoa ?(?:20)?11(?: ?(?:cd|code))?"),
    "end": re.compile(r"doterm|date of termination"),
}
SMALL = ("msoa21", "lsoa21", "lsoa11", "msoa11")  # the surest way to the area of today first
SHAPE = r"[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}"


@lru_cache(maxsize=64)
def spelling(header: tuple[str, ...]) -> dict[str, str]:
    """Our names of columns → the file's headings; of several postcodes, the first."""
    found: dict[str, str] = {}
    for heading in header:
        for name, pattern in HEADINGS.items():
            if pattern.fullmatch(plain(heading)):
                found.setdefault(name, heading)
    return found


@dataclass(frozen=True)
class PostcodeLayout(Layout):
    """A table of postcodes with any small area that leads to the middle-layer area of today."""

    def missing(self, header: Iterable[str]) -> tuple[str, ...]:
        found = spelling(tuple(header))
        has_area = any(name in found for name in SMALL)
        return (() if POSTCODE in found else ("pcds",)) + (() if has_area else ("msoa21",))

    def distance(self, header: Iterable[str]) -> float:
        """Never near: a postcode is in many files, and so is a small area."""
        return 1.0 if self.missing(header) else 0.0

    def repeats(self, header: Sequence[str]) -> tuple[str, ...]:
        return tuple(h for h in spelling(tuple(header)).values() if list(header).count(h) > 1)


def _read(table: Table, reference: Reference) -> Reading:
    spelled = spelling(table.columns)
    rows = table.rows.loc[:, ~table.rows.columns.duplicated()]
    rows = rows[list(spelled.values())].rename(columns={v: k for k, v in spelled.items()})
    checks = RowChecks(rows)
    if "end" in rows:
        checks.set_aside(checks.rows["end"].str.strip() != "")
    small = [name for name in SMALL if name in rows]
    codes = pd.DataFrame({name: tidy_code(checks.rows[name]).str.upper() for name in small})
    is_ours = codes.apply(reference.is_area).any(axis=1)
    elsewhere = codes.apply(lambda column: column.str.match(r"[EKNSWLM]\d{8}$|$"))
    checks.refuse(~is_ours & ~elsewhere.all(axis=1), small[0], "this is not an area code")
    checks.set_aside(~is_ours[checks.rows.index])
    compact = checks.rows[POSTCODE].str.upper().str.replace(r"\s+", "", regex=True)
    checks.rows = pd.DataFrame({POSTCODE: compact}).join(codes)
    wrong = ~checks.rows[POSTCODE].str.fullmatch(SHAPE)
    checks.refuse(wrong, POSTCODE, "this is not a postcode")
    checks.refuse_repeats([POSTCODE])
    for refused in checks.rejections:
        refused["column_name"] = refused["column_name"].replace(spelled)
    note = "" if len(checks.rows) else "No postcode lies in one of our Places."
    return checks.reading(tables={"postcode": checks.rows}, note=note)


LAYOUTS: tuple[Layout, ...] = (
    PostcodeLayout("postcodes", ("pcds", "msoa21"), _read, source_id="ons-postcodes"),
)
