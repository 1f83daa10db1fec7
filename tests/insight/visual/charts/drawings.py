"""Every chart drawn from a store, and the same charts drawn from nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from insight.analysis.comparisons import AGAINST_ENGLAND
from insight.analysis.voices.theme_change import long_enough, theme_changes, with_shares
from insight.statistics import control_chart
from insight.statistics.verdicts import with_verdicts
from insight.store import Store, queries
from insight.visual import charts
from insight.visual.charts.voice_periods import voice_periods
from tests.insight.small_store import ENGLAND, HALTON, LIVERPOOL, SYSTEM
from tests.insight.visual.charts.inequality_drawings import (
    inequality_drawings,
    inequality_drawn_from_nothing,
)

LONG_REASON = "estimate and interval unreliable since the group sample size is small (3-9)"


def drawings(store: Store) -> dict[str, go.Figure]:
    smoking = queries.indicator(store, "smoking")
    series = queries.series(store, "smoking")
    areas = series[series["area_type"].isin(["place", "country"])]
    values = queries.latest_values(store, "smoking", "place")
    found = with_verdicts(values, 14.0, "low_is_good")
    neutral = with_verdicts(values, 14.0, "no_judgement")
    none = with_verdicts(queries.latest_values(store, "claimants", "place"), 5.0, "no_judgement")
    groups = queries.groups(store, "gp", SYSTEM)
    residents = queries.residents(store, HALTON)
    rate = smoking.copy()
    rate["unit"] = "per 100,000"
    long_reason = found["value_note"].where(found["value"].notna(), LONG_REASON)
    life = queries.series(store, "female-life")
    life = life[life["area_type"].isin(["place", "country"])]
    women = queries.indicator(store, "female-life")
    four = series[series["area_code"].isin([LIVERPOOL, HALTON, SYSTEM, ENGLAND])]
    return {
        "three columns": charts.small_multiples(areas, smoking, AGAINST_ENGLAND),
        "two columns": charts.small_multiples(areas, rate, AGAINST_ENGLAND, columns=2),
        "rolling years": charts.small_multiples(life, women, AGAINST_ENGLAND, columns=2),
        "better or worse": charts.compare_areas(found, smoking, "England", 14.0),
        "by value": charts.compare_areas(
            found.assign(value_note=long_reason), rate, "England", 14.0, order="value"
        ),
        "higher or lower": charts.compare_areas(neutral, smoking, "England", 14.0),
        "not tested": charts.compare_areas(none, smoking, "England", 5.0),
        "groups": charts.compare_groups(groups[groups["period_label"] == "2023"], smoking),
        "four lines": charts.trend_lines(four, rate),
        "months": control_lines_of(smoking),
        "core20": charts.core20_bars(queries.core20_people(store, "2025")),
        "deciles": charts.decile_bars(queries.neighbourhood_deprivation(store, "2025")),
        "residents": charts.residents_bars(residents[residents["kind"] == "age"], "The system"),
        "voices by quarter": voices_by(store, "quarter"),
        "voices by month": voices_by(store, "month"),
        **inequality_drawings(),
    }


def control_lines_of(indicator: pd.Series) -> go.Figure:
    """Two years of months up and down, with one far out."""
    starts = pd.date_range("2023-01-01", periods=24, freq="MS")
    months = pd.DataFrame(
        {
            "area_code": SYSTEM,
            "area_name": "The system",
            "period_start_date": starts,
            "period_end_date": starts + pd.offsets.MonthEnd(),
            "period_label": [f"{start:%B %Y}" for start in starts],
            "value": [10.0, 11.0] * 11 + [30.0, 10.0],
            "lower_ci": float("nan"),
            "upper_ci": float("nan"),
            "value_note": "",
        }
    )
    return charts.control_lines(months, control_chart(months["value"].to_numpy()), indicator)


def voices_by(store: Store, length: str) -> go.Figure:
    """The themes of everyone in the system: some quarters and months may not be shown."""
    shares = long_enough(with_shares(queries.voice_periods(store, SYSTEM, length)))
    return voice_periods(shares, theme_changes(shares), smallest=10, columns=2)


def drawn_from_nothing(store: Store, indicator: pd.Series) -> dict[str, go.Figure]:
    """`store` is empty."""
    series = queries.series(store, "smoking")
    values = with_verdicts(queries.latest_values(store, "smoking", "place"), 1.0, "low_is_good")
    return {
        "small multiples": charts.small_multiples(series, indicator, AGAINST_ENGLAND),
        "areas": charts.compare_areas(values, indicator, "England", 1.0),
        "groups": charts.compare_groups(queries.groups(store, "gp", SYSTEM), indicator),
        "lines": charts.trend_lines(series, indicator),
        "core20": charts.core20_bars(queries.core20_people(store, "2025")),
        "deciles": charts.decile_bars(queries.neighbourhood_deprivation(store, "2025")),
        "residents": charts.residents_bars(queries.residents(store, HALTON), "The system"),
        "voices by quarter": voices_by(store, "quarter"),
        "voices by month": voices_by(store, "month"),
        **inequality_drawn_from_nothing(),
    }


def every(part: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    """Every leaf of a figure as (its path, value)."""
    if isinstance(part, dict):
        for key, inner in part.items():
            yield from every(inner, f"{name}.{key}")
    elif isinstance(part, list | tuple):
        for inner in part:
            yield from every(inner, name)
    else:
        yield name, part
