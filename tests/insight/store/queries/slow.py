"""The store read into plain Python, to work every answer out again the slow way."""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from insight.store import Store

EVERYONE = "everyone"
ENGLAND = "E92000001"
FIGURES = ("value", "lower_ci", "upper_ci", "numerator_count", "denominator_count")
Rows = list[dict[str, Any]]
Period = tuple[Any, Any]


class Slow:
    """Tables as lists of dicts, and observations by indicator and group."""

    def __init__(self, store: Store) -> None:
        names = [row[0] for row in store.connection.execute("SHOW TABLES").fetchall()]
        self.tables: dict[str, Rows] = {}
        for name in names:
            cursor = store.connection.execute(f"SELECT * FROM {name}")
            columns = [column[0] for column in cursor.description]
            self.tables[name] = [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]
        self.area = {row["area_code"]: row for row in self.tables["area"]}
        self.indicator = {row["indicator_id"]: row for row in self.tables["indicator"]}
        self.codes: dict[str, list[str]] = {}  # by area_type, as each is asked for
        self.group = {row["group_id"]: row for row in self.tables["population_group"]}
        self.source = {row["source_id"]: row for row in self.tables["source"]}
        self.home = {row["area_code"]: row["place_code"] for row in self.tables["neighbourhood"]}
        self.home_2011 = {
            row["lsoa11_code"]: self.home[row["lsoa21_code"]]
            for row in self.tables["area_change"]
            if row["lsoa21_code"] in self.home
        }
        # (indicator, group) → (area, first day, last day) → the row of observation
        self.figures: dict[tuple[str, str], dict[tuple[Any, Any, Any], dict[str, Any]]] = {}
        for row in self.tables["observation"]:
            place = (row["area_code"], row["period_start_date"], row["period_end_date"])
            about = (row["indicator_id"], row["group_id"])
            self.figures.setdefault(about, {})[place] = row

    def members(self, area_type: str) -> list[str]:
        """Codes of all areas of a type; neighbourhoods of 2011 from the list of changes."""
        if area_type not in self.codes:
            self.codes[area_type] = (
                sorted({row["lsoa11_code"] for row in self.tables["area_change"]})
                if area_type == "lsoa11"
                else [code for code, row in self.area.items() if row["area_type"] == area_type]
            )
        return list(self.codes[area_type])

    def of(self, indicator_id: str, group: str = EVERYONE) -> dict[tuple[Any, Any, Any], Any]:
        """The rows of one indicator and group; none when there are none."""
        return self.figures.get((indicator_id, group), {})

    def periods(
        self, indicator_id: str, areas: Iterable[str], group: str = EVERYONE
    ) -> list[Period]:
        """Periods with a row for any of these areas, newest first."""
        chosen = set(areas)
        keys = self.of(indicator_id, group)
        found = {(start, end) for code, start, end in keys if code in chosen}
        return sorted(found, key=lambda period: (period[1], period[0]), reverse=True)

    def label(self, indicator_id: str, areas: Iterable[str], period: Period, group: str) -> str:
        rows = self.of(indicator_id, group)
        labels = [rows[code, *period]["period_label"] for code in areas if (code, *period) in rows]
        return min(labels)

    def figure(
        self, indicator_id: str, code: str, period: Period, group: str = EVERYONE
    ) -> dict[str, Any]:
        """Figures and note of one area and period, with the reason where there is none."""
        rows = self.of(indicator_id, group)
        row = rows.get((code, *period))
        if row:
            note = row["value_note"] or ""
            return {**{name: row[name] for name in FIGURES}, "value_note": note}
        is_known = any(key[0] == code for key in rows)
        note = f"not published for this {'period' if is_known else 'area'}"
        return {**dict.fromkeys(FIGURES), "value_note": note}

    def doubt(self, indicator_id: str, code: str, start: Any) -> str:
        """Why a headline figure is doubted, all signs together, by kind of sign backwards."""
        signs = [
            (row["flag"], row["reason"])
            for row in self.tables["figure_flag"]
            if (row["indicator_id"], row["area_code"]) == (indicator_id, code)
            and row["period_start_date"] == start
        ]
        return "; ".join(reason for _, reason in sorted(signs, reverse=True))

    def own_benchmark(self, indicator_id: str, benchmark: str) -> str | None:
        """The code of what Places are set against: the system, or else the region, where England is
        picked and has no figure in any period; None where figures are not to be compared."""
        if not self.indicator[indicator_id]["is_comparable"]:
            return None
        rows = self.of(indicator_id).items()
        valued = {key[0] for key, row in rows if row["value"] is not None}
        nearer = (*self.members("system"), *self.members("region"))
        instead = (code for code in nearer if code in valued)
        is_lone = benchmark == ENGLAND and ENGLAND not in valued
        return next(instead, benchmark) if is_lone else benchmark

    def benchmark(
        self, indicator_id: str, benchmark: str, place: str, period: Period
    ) -> tuple[float | None, int]:
        """The benchmark's value for a Place and period, and how many areas have one."""
        rows = self.tables["similar_area"]
        codes = [row["area_code"] for row in rows if row["place_code"] == place]
        codes = codes if benchmark == "similar" else [benchmark]
        values = [self.figure(indicator_id, code, period)["value"] for code in codes]
        known = [value for value in values if value is not None]
        if len(known) < (5 if benchmark == "similar" else 1):
            return None, len(known)
        return sum(known) / len(known), len(known)


@lru_cache(maxsize=4)
def slow(store: Store) -> Slow:
    return Slow(store)


def named(row: dict[str, Any], *columns: str) -> dict[str, Any]:
    return {column: row[column] for column in columns}


def assert_same(answer: pd.DataFrame, expected: Rows) -> None:
    """The answer has exactly these rows, in this order, with these columns in this order."""
    if expected:
        assert list(answer.columns) == list(expected[0])
    assert len(answer) == len(expected)
    for column in answer.columns:
        got, want = map(_plain, (answer[column], [row[column] for row in expected]))
        for position, (one, other) in enumerate(zip(got, want, strict=True)):
            assert _same(one, other), (column, position, one, other)


def _plain(values: Iterable[Any]) -> list[Any]:
    return [_value(value) for value in values]


def _value(value: Any) -> Any:
    if isinstance(value, list | np.ndarray):
        return _plain(value)
    if value is None or pd.isna(value):
        return None
    return (
        pd.Timestamp(value) if hasattr(value, "year") or isinstance(value, np.datetime64) else value
    )


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, list):
        return len(one) == len(other) and all(map(_same, one, other))
    if isinstance(one, float) or isinstance(other, float):
        return one is not None and other is not None and math.isclose(one, other, rel_tol=1e-9)
    return bool(one == other)
