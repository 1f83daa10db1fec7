"""Every chart drawn from a store, and the same charts drawn from nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from insight import charts, questions
from insight.charts.voice_periods import voice_periods
from insight.judgements import judged
from insight.store import Store
from insight.voice.change import changes_of, drawable, with_shares
from tests.insight.charts.inequality_drawings import (
    inequality_drawings,
    inequality_drawn_from_nothing,
)
from tests.insight.small_store import ENGLAND, HALTON, LIVERPOOL, SYSTEM

LONG_REASON = "estimate and interval unreliable since the group sample size is small (3-9)"


def drawings(store: Store) -> dict[str, go.Figure]:
    smoking = questions.indicator(store, "smoking")
    series = questions.series(store, "smoking")
    areas = series[series["area_type"].isin(["place", "country"])]
    values = questions.latest_values(store, "smoking", "place")
    found = judged(values, 14.0, "low_is_good")
    neutral = judged(values, 14.0, "no_judgement")
    none = judged(questions.latest_values(store, "claimants", "place"), 5.0, "no_judgement")
    groups = questions.groups(store, "gp", SYSTEM)
    residents = questions.residents(store, HALTON)
    rate = smoking.copy()
    rate["unit"] = "per 100,000"
    long_reason = found["value_note"].where(found["value"].notna(), LONG_REASON)
    life = questions.series(store, "female-life")
    life = life[life["area_type"].isin(["place", "country"])]
    women = questions.indicator(store, "female-life")
    four = series[series["area_code"].isin([LIVERPOOL, HALTON, SYSTEM, ENGLAND])]
    return {
        "three columns": charts.small_multiples(areas, smoking, "England", ENGLAND),
        "two columns": charts.small_multiples(areas, rate, "England", ENGLAND, columns=2),
        "rolling years": charts.small_multiples(life, women, "England", ENGLAND, columns=2),
        "better or worse": charts.compare_areas(found, smoking, "England", 14.0),
        "by value": charts.compare_areas(
            found.assign(value_note=long_reason), rate, "England", 14.0, order="value"
        ),
        "higher or lower": charts.compare_areas(neutral, smoking, "England", 14.0),
        "not compared": charts.compare_areas(none, smoking, "England", 5.0),
        "groups": charts.compare_groups(groups[groups["period_label"] == "2023"], smoking),
        "four lines": charts.trend_lines(four, rate),
        "core20": charts.core20_bars(questions.core20_people(store, "2025")),
        "deciles": charts.decile_bars(questions.neighbourhood_deprivation(store, "2025")),
        "residents": charts.residents_bars(residents[residents["kind"] == "age"], "The system"),
        "voices by quarter": voices_by(store, "quarter"),
        "voices by month": voices_by(store, "month"),
        **inequality_drawings(),
    }


def voices_by(store: Store, length: str) -> go.Figure:
    """The themes of everyone in the system: some quarters and months may not be shown."""
    shares = drawable(with_shares(questions.voice_periods(store, SYSTEM, length)))
    return voice_periods(shares, changes_of(shares), smallest=10, columns=2)


def drawn_from_nothing(store: Store, indicator: pd.Series) -> dict[str, go.Figure]:
    """`store` is empty."""
    series = questions.series(store, "smoking")
    values = judged(questions.latest_values(store, "smoking", "place"), 1.0, "low_is_good")
    return {
        "small multiples": charts.small_multiples(series, indicator, "England", ENGLAND),
        "areas": charts.compare_areas(values, indicator, "England", 1.0),
        "groups": charts.compare_groups(questions.groups(store, "gp", SYSTEM), indicator),
        "lines": charts.trend_lines(series, indicator),
        "core20": charts.core20_bars(questions.core20_people(store, "2025")),
        "deciles": charts.decile_bars(questions.neighbourhood_deprivation(store, "2025")),
        "residents": charts.residents_bars(questions.residents(store, HALTON), "The system"),
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
