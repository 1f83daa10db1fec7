"""The charts of gaps, gradients and one Place among authorities, drawn from made-up frames."""

from __future__ import annotations

import math
from datetime import date

import pandas as pd
import plotly.graph_objects as go

from insight.visual import charts
from tests.insight import small_store
from tests.insight.inequality_frames import gap_rows, group_figures, inequality_row, many_years

INEQUALITY_NAMES = [
    "tenths",
    "refused fifth",
    "core20 and others",
    "gap over time",
    "gaps in two columns",
    "gaps by area",
    "ratios by area",
    "gradients in two columns",
    "spine",
]
PLACES = tuple(small_store.PLACES.values())
KEEP_WARM = {
    "plain_name": "Households that cannot keep warm",
    "unit": "%",
    "decimal_places": 1,
    "polarity": "low_is_good",
}
RATE = {**KEEP_WARM, "unit": "per 100,000"}
BREAKS = [(date(2020, 1, 1), "survey redesigned")]


def tenths() -> pd.DataFrame:
    values = [24, 22.5, 20, 19.8, 17, 16, 15.5, 14, 13.9, 12]
    people = [9000.0, 8000, 7000, 3000, 2500, 2000, 1500, 1500, 800, 700]
    return group_figures("deprivation_decile", values, [0.6] * 10, people)


def fifths(place: int = 0, refused: bool = True) -> pd.DataFrame:
    values = [24.0 - place, 22.5, math.nan if refused else 21.0, 19.8 - place, 17 - place]
    people = [9000.0, 8000, 7000, 3000, 2500]
    return group_figures("practice_quintile", values, [0.6] * 5, people, PLACES[place])


def spine_rows() -> pd.DataFrame:
    """One Place on six indicators, the last without any other authority."""
    rows = pd.DataFrame({"value": [10.0, 14.0, 12.0, 12.1, 30.0, 10.0]})
    rows["verdict"] = ["better", "worse", "similar", "higher", "lower", "not tested"]
    rows["polarity"] = ["low_is_good", "low_is_good", "high_is_good", *["no_judgement"] * 3]
    return rows.assign(
        plain_name="Deaths before 75 from preventable heart disease and stroke",
        period_label="2022 to 2024",
        benchmark_value=[12.0, 12.0, 12.0, 12.0, 40.0, 12.0],
        lowest=[5.0, 5.0, 5.0, 12.0, 20.0, math.nan],
        lower_quarter=[9.0, 9.0, 9.0, 12.0, 35.0, math.nan],
        upper_quarter=[15.0, 15.0, 15.0, 13.0, 45.0, math.nan],
        highest=[20.0, 20.0, 20.0, 14.0, 50.0, math.nan],
        unit="per 100,000",
        decimal_places=1,
    )


def inequality_drawings() -> dict[str, go.Figure]:
    one, nine = many_years(), many_years(areas=PLACES)
    figures = [fifths(place, refused=place == 2) for place in range(len(PLACES))]
    last, refused = nine[nine["period_label"] == "2023"], nine[nine["period_label"] == "2019"]
    two = group_figures("core20", [24.0, 17.0], [0.6, 0.6], [9000.0, 25000.0])
    drawn = [
        charts.gradient(tenths(), inequality_row(tenths()), KEEP_WARM),
        charts.gradient(fifths(), inequality_row(fifths()), RATE),
        charts.gradient(two, inequality_row(two), KEEP_WARM),
        charts.gap_over_time(one, KEEP_WARM, BREAKS),
        charts.gap_small_multiples(nine, RATE, "relative", 2, BREAKS),
        charts.gap_by_area(refused, KEEP_WARM),
        charts.gap_by_area(last, RATE, "relative", "value"),
        charts.gradient_small_multiples(pd.concat(figures), gap_rows(figures), KEEP_WARM, 2),
        charts.spine(spine_rows(), "England"),
    ]
    return dict(zip(INEQUALITY_NAMES, drawn, strict=True))


def inequality_drawn_from_nothing() -> dict[str, go.Figure]:
    groups, gaps = tenths().iloc[:0], many_years().iloc[:0]
    row = inequality_row(tenths())
    return {
        "gradient": charts.gradient(groups, row, KEEP_WARM),
        "gap over time": charts.gap_over_time(gaps, KEEP_WARM),
        "gaps": charts.gap_small_multiples(gaps, KEEP_WARM),
        "gaps by area": charts.gap_by_area(gaps, KEEP_WARM),
        "gradients": charts.gradient_small_multiples(groups, gaps, KEEP_WARM),
        "spine": charts.spine(spine_rows().iloc[:0], "England"),
    }
