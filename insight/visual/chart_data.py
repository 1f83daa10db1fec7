"""The figures of our charts as data for charts of PowerPoint's own."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from insight.language import sentences
from insight.language.number_format import Row, long_unit, short_period
from insight.statistics.verdicts import NOT_TESTED
from insight.visual import style
from insight.visual.charts.gap_by_area import (
    MEASURES,
    NO_GAP,
    as_figures,
    as_measured,
    measured,
    with_gap_verdicts,
)


@dataclass(frozen=True)
class ChartLine:
    """One row of figures in a chart of PowerPoint's own.

    values, lowers and uppers have one entry for each category, NaN where there is none. marks
    give points a shape and a colour of their own, and words say the same in the category's name.
    """

    name: str
    values: tuple[float, ...]
    colour: str
    lowers: tuple[float, ...] = ()
    uppers: tuple[float, ...] = ()
    marks: tuple[style.Mark, ...] = ()
    is_dashed: bool = False


@dataclass(frozen=True)
class ChartData:
    """Figures for a chart of PowerPoint's own.

    kind: 'dots' (points with intervals), 'lines' (over time) or 'bars' (from nought).
    number_format is PowerPoint's; unit is '' where the numbers carry it themselves. name and alt
    are those of one small chart among several, which share one scale from lowest to highest.
    """

    kind: str
    categories: tuple[str, ...]
    lines: tuple[ChartLine, ...]
    number_format: str
    unit: str = ""
    name: str = ""
    alt: str = ""
    scale: tuple[float, float] | None = None


PLAIN = style.Mark("", "", style.PLACE, "circle")
OWN = style.Mark("", "", style.BENCHMARK, "diamond")


def areas(judged: pd.DataFrame, indicator: Row, benchmark: str) -> ChartData:
    """`charts.compare_areas`: each area's figure and interval, and a line for the benchmark."""
    is_compared = (judged["verdict"] != NOT_TESTED).any()
    marks = [style.VERDICTS[word] if is_compared else PLAIN for word in judged["verdict"]]
    names = [
        f"{name} {mark.glyph} {mark.word}".strip()
        for name, mark in zip(judged["area_name"], marks, strict=True)
    ]
    beside = _numbers(judged["benchmark_value"])
    lines = [_dots(str(indicator["plain_name"]), judged, tuple(marks))]
    known = {value for value in beside if not math.isnan(value)}
    if len(known) == 1:
        lines.append(ChartLine(benchmark, (*known,) * len(judged), style.BENCHMARK, is_dashed=True))
    elif known:  # each area has its own, which no line may join
        lines.append(ChartLine(benchmark, beside, style.BENCHMARK, marks=(OWN,) * len(judged)))
    return ChartData("dots", tuple(names), tuple(lines), _format(indicator), long_unit(indicator))


def compare_groups(figures: pd.DataFrame, indicator: Row) -> ChartData:
    """`charts.compare_groups`: each group's figure and interval, in the rows' order."""
    line = _dots(str(indicator["plain_name"]), figures, (PLAIN,) * len(figures))
    names = tuple(figures["group_name"])
    return ChartData("dots", names, (line,), _format(indicator), long_unit(indicator))


def groups(figures: pd.DataFrame, indicator: Row, names: Sequence[str]) -> ChartData:
    """`charts.gradient` and `charts.compare_groups`: each group's figure and interval, in the
    order of the rows, under these names."""
    line = _dots(str(indicator["plain_name"]), figures, (PLAIN,) * len(figures))
    return ChartData("dots", tuple(names), (line,), _format(indicator), long_unit(indicator))


def series(rows: pd.DataFrame, indicator: Row, labels: Sequence[str] = ()) -> ChartData:
    """`charts.trend_lines`: areas over time, by period; a period without a figure is a gap.

    labels: the periods; without them, those in which any of the areas has a figure.
    """
    if not labels:
        periods = rows.dropna(subset=["value"]).drop_duplicates("period_label")
        labels = list(periods.sort_values("period_end_date")["period_label"])
    lines = []
    for number, (_, area) in enumerate(rows.groupby("area_code", sort=False)):
        by_period = area.drop_duplicates("period_label").set_index("period_label").reindex(labels)
        mark = style.Mark("", "", style.SERIES[number], style.SYMBOLS[number])
        line = _dots(str(area["area_name"].iloc[0]), by_period, (mark,) * len(labels))
        lines.append(replace(line, colour=mark.colour, is_dashed=number > 0))
    names = tuple(short_period(label) for label in labels)
    return ChartData("lines", names, tuple(lines), _format(indicator), long_unit(indicator))


def panels(rows: pd.DataFrame, indicator: Row, benchmark_code: str) -> tuple[ChartData, ...]:
    """`charts.small_multiples`: each area over time with the benchmark in grey, on one scale."""
    known = rows.dropna(subset=["value"])
    ends = known[["value", "lower_ci", "upper_ci"]]
    scale = _round_scale(float(ends.min().min()), float(ends.max().max()))
    periods = known.drop_duplicates("period_label").sort_values("period_end_date")
    benchmark = rows[rows["area_code"] == benchmark_code]
    drawn = []
    for _, area in rows[rows["area_code"] != benchmark_code].groupby("area_code", sort=False):
        both = pd.concat([area, benchmark])
        # Every panel has the same periods, whether or not its area has a figure for each.
        data = series(both, indicator, list(periods["period_label"]))
        own, *beside = data.lines
        lines = (own, *(replace(line, colour=style.BENCHMARK, marks=()) for line in beside))
        name, alt = str(area["area_name"].iloc[0]), sentences.lines_alt(both, indicator)
        drawn.append(replace(data, lines=lines, name=name, alt=alt, scale=scale, unit=""))
    return tuple(drawn)


def gap_by_area(rows: pd.DataFrame, indicator: Row) -> ChartData:
    """`charts.gap_by_area`: each area's gap as a difference, and a line at no gap."""
    judged = with_gap_verdicts(rows, indicator)
    return areas(judged, as_measured("absolute", indicator), NO_GAP)


def gap_over_time(rows: pd.DataFrame, indicator: Row) -> tuple[ChartData, ...]:
    """`charts.gap_over_time`: one area's gap by period, as a difference and as a ratio."""
    alt = sentences.gap_over_time_alt(rows, indicator)
    return tuple(
        replace(_gap_line(rows, measure, indicator), name=measured(measure, indicator), alt=alt)
        for measure, way in MEASURES.items()
        if rows[way.columns[0]].notna().any()
    )


def gap_small_multiples(rows: pd.DataFrame, indicator: Row) -> tuple[ChartData, ...]:
    """`charts.gap_small_multiples`: each area's gap by period as a difference, on one scale."""
    way = MEASURES["absolute"]
    ends = rows[list(way.columns)]
    low, high = float(ends.min(axis=None)), float(ends.max(axis=None))
    scale = _round_scale(min(low, way.nothing), max(high, way.nothing))
    periods = rows.drop_duplicates("period_label").sort_values("period_end_date")
    labels = list(periods["period_label"])
    drawn = []
    for _, area in rows.groupby("area_code", sort=False):
        line = _gap_line(area, "absolute", indicator, labels)
        alt = sentences.gap_over_time_alt(area, indicator)
        name = str(area["area_name"].iloc[0])
        drawn.append(replace(line, name=name, alt=alt, scale=scale, unit=""))
    return tuple(drawn)


def _gap_line(
    rows: pd.DataFrame, measure: str, indicator: Row, labels: Sequence[str] = ()
) -> ChartData:
    return series(as_figures(rows, measure), as_measured(measure, indicator), labels)


def _round_scale(lowest: float, highest: float) -> tuple[float, float]:
    """A little more than the figures reach, on round numbers."""
    step = 10.0 ** math.floor(math.log10(max(highest - lowest, 1e-9)))
    return math.floor(lowest / step) * step, math.ceil(highest / step) * step


def core20(frame: pd.DataFrame) -> ChartData:
    """`charts.core20_bars`: the share of people in Core20 neighbourhoods, in the rows' order."""
    line = ChartLine("Share of people in Core20", _numbers(frame["core20_pct"]), style.CORE20)
    return ChartData("bars", tuple(frame["area_name"]), (line,), '0"%"')


def deciles(frame: pd.DataFrame) -> ChartData:
    """`charts.decile_bars`: neighbourhoods in each national tenth."""
    counts = frame["decile"].value_counts().reindex(range(1, 11), fill_value=0)
    names = ["1 most deprived", *map(str, range(2, 10)), "10 least deprived"]
    marks = tuple(style.Mark("", "", colour, "circle") for colour in style.DECILES)
    line = ChartLine("Neighbourhoods", _numbers(counts), style.DECILES[0], marks=marks)
    return ChartData("bars", tuple(names), (line,), "#,##0")


def _dots(name: str, rows: pd.DataFrame, marks: tuple[style.Mark, ...]) -> ChartLine:
    return ChartLine(
        name,
        _numbers(rows["value"]),
        style.PLACE,
        _numbers(rows["lower_ci"]),
        _numbers(rows["upper_ci"]),
        marks,
    )


def _numbers(column: pd.Series) -> tuple[float, ...]:
    return tuple(column.astype(float))


def _format(indicator: Row) -> str:
    """How PowerPoint writes a figure of an indicator, as `number_format.brief` does."""
    places = int(indicator["decimal_places"])
    digits = "#,##0" + (f".{'0' * places}" if places else "")
    unit = str(indicator["unit"])
    return f'"£"{digits}' if unit == "£" else f'{digits}"%"' if unit == "%" else digits
