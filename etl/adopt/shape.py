"""Where each publisher's files say what: which column holds the area, the period, the figure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True)
class Shape:
    """Where a publisher's files say what. Headings are compared as letters writes them.

    source_layout: the layout its source names in the catalogue. measure: the column that tells one
    measure from another, under the name its reader knows; heading: the same, plain. The others are
    plain headings, the first that is there counts.
    """

    source_layout: str
    measure: str
    heading: str
    area: str
    period: tuple[str, ...]
    value: tuple[str, ...]
    name: tuple[str, ...] = ()
    unit: tuple[str, ...] = ()
    lower: tuple[str, ...] = ()
    is_by_name: bool = False
    by_sex_and_age: bool = False

    def is_of(self, rows: pd.DataFrame) -> bool:
        """Whether a table, its headings plain, is of this shape."""
        return (
            {self.heading, self.area} <= set(rows)
            and bool(column_of(rows, self.period))
            and bool(column_of(rows, self.value))
        )


SHAPES = (
    Shape(
        "fingertips",
        "Indicator ID",
        "indicatorid",
        "areacode",
        ("timeperiod", "year"),
        ("value",),
        name=("indicatorname",),
        lower=("lowerci950limit", "lowerci95limit", "lowerci"),
        by_sex_and_age=True,
    ),
    Shape(
        "explore_local_statistics",
        "indicator",
        "indicator",
        "areacd",
        ("period",),
        ("observation", "value"),
        name=("indicator",),
        unit=("unit",),
        lower=("lci95",),
    ),
    Shape(
        "lait",
        "Short Desc",
        "shortdesc",
        "laandregions",
        ("years",),
        ("values",),
        name=("measure", "dataitem"),
        unit=("yaxisname",),
        is_by_name=True,
    ),
)


def column_of(rows: pd.DataFrame, headings: Iterable[str]) -> str:
    """The first of the headings that is there, or ''."""
    return next((each for each in headings if each in rows), "")


def first_text(rows: pd.DataFrame, headings: Iterable[str]) -> str:
    """The first text below the first of the headings that is there, or ''."""
    column = column_of(rows, headings)
    texts = rows[column].str.strip() if column else pd.Series(dtype=str)
    return str(next((text for text in texts if text), ""))
