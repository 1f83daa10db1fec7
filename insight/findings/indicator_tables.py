"""What the findings of one indicator share: what their files say of it, and its tables of areas."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any

import pandas as pd

from insight.findings import cells
from insight.findings.table import Cell, Column, DataTable, cell, data_table
from insight.language import number_format, sentences
from insight.language.number_format import Row, capital
from insight.reference.areas import Benchmark
from insight.statistics.verdicts import PUBLISHED_CONFIDENCE
from insight.store.rows import tuples

NO_INTERVAL = "none"  # of INTERVAL_METHODS
EVERYONE = "Everyone"  # whom a figure is about that is not broken down by group


def about(indicator: Row, confidence: float = PUBLISHED_CONFIDENCE) -> dict[str, Any]:
    """What holds for every row of an indicator's files; indicator: `queries.indicator`.

    confidence: of the ranges, where it has any; a publisher's are widened where more than 95% is
    asked for.
    """
    told = {
        "indicator_id": str(indicator["indicator_id"]),
        "indicator_name": str(indicator["indicator_name"]),
        "unit": str(indicator["unit"]),
        "group_name": EVERYONE,
        "sex": str(indicator["sex"]),
        "age": str(indicator["age"]),
        "ci_method": str(indicator["ci_method"]),
    }
    if told["ci_method"] == NO_INTERVAL:
        return told
    if confidence != PUBLISHED_CONFIDENCE:
        told["ci_method"] += ", widened from 95%"
    return {**told, "confidence": Benchmark(confidence=confidence).percent}


def area_table(
    rows: pd.DataFrame,
    indicator: Row,
    benchmark: Benchmark | None = None,
    values: pd.DataFrame | None = None,
) -> DataTable:
    """An area a row, with its verdict when there is a benchmark, whose confidence the ranges then
    have, else 95%. values: for files, else rows.

    The period stands over the table, or in a column where areas have figures for different ones.
    """
    first, *others = rows["period_label"].unique()
    period = [Column("Period", lambda row: str(row.period_label))] if others else []
    columns = [
        Column("Area", lambda row: str(row.area_name)),
        *period,
        *figure_columns(rows, indicator, benchmark.percent if benchmark else 95),
        *(_compared(indicator, benchmark.name) if benchmark else ()),
    ]
    caption = f"{indicator['plain_name']}, {'latest period of each' if others else first}"
    return data_table(caption, columns, tuples(rows), rows if values is None else values)


def figure_columns(rows: pd.DataFrame, indicator: Row, percent: float = 95) -> list[Column]:
    """Figure, range and counts; a column nobody published is left out. percent: of the ranges."""
    unit, places = str(indicator["unit"]), int(indicator["decimal_places"])

    def figure(row: Any) -> str:
        if pd.isna(row.value):
            return capital(row.value_note or number_format.NO_FIGURE)
        return number_format.figure(row.value, unit, places)

    def interval(row: Any) -> str:
        text = number_format.interval(row.lower_ci, row.upper_ci, unit, places)
        return f"{text} (worked out here)" if sentences.is_worked_out(row._asdict()) else text

    offered = {
        "value": Column("Figure", figure, is_number=True),
        "lower_ci": Column(f"Range ({percent:g}%)", interval, is_number=True),
        "numerator_count": Column("Counted", partial(_count, "numerator_count"), True),
        "denominator_count": Column("Out of", partial(_count, "denominator_count"), True),
    }
    return [column for name, column in offered.items() if name == "value" or rows[name].any()]


def _compared(indicator: Row, benchmark: str) -> Iterable[Column]:
    def reference(row: Any) -> Cell:
        names = getattr(row, "benchmark_areas", "")  # where each area has others beside it
        return cell(number_format.shown(row.benchmark_value, indicator), notes=(names,))

    def verdict(row: Any) -> Cell:
        facts = {name: indicator[name] for name in ("unit", "value_type", "polarity")}
        places = int(indicator["decimal_places"])
        return cells.compared({**row._asdict(), **facts, "decimal_places": places}, benchmark)

    yield Column(capital(benchmark), reference, is_number=True)
    yield Column(f"Compared with {benchmark}", verdict)


def _count(name: str, row: Any) -> str:
    count = getattr(row, name)
    return "not given" if pd.isna(count) else number_format.number(count)
