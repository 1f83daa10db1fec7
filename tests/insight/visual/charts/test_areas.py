from __future__ import annotations

import math

import pandas as pd
import pytest
from hypothesis import given

from insight.statistics.verdicts import with_verdicts
from insight.visual import charts, style
from insight.visual.charts.canvas import value_ticks
from tests.insight.frames import area_values, indicators


def words(figure: object) -> list[str]:
    return [str(annotation.text) for annotation in figure.layout.annotations]


@pytest.mark.slow
@given(area_values(), indicators())
def test_every_mark_says_what_its_verdict_says(values: pd.DataFrame, indicator: pd.Series) -> None:
    found = with_verdicts(values, 20.0, indicator["polarity"])
    figure = charts.compare_areas(found, indicator, "England", 20.0)
    if values["value"].isna().all():
        assert words(figure) == ["No figures to show"]
        return
    marks = figure.data[0]
    assert list(marks.x) == pytest.approx(list(values["value"]), nan_ok=True)
    compared = set(found["verdict"]) != {"not tested"}
    for row, symbol, label in zip(
        found.to_dict("records"), marks.marker.symbol, words(figure), strict=False
    ):
        mark = style.VERDICTS[row["verdict"]]
        if math.isnan(row["value"]):
            assert label == ""
        elif compared:
            assert symbol == mark.symbol
            assert label.endswith(f"{mark.glyph} {mark.word}")
        else:
            assert symbol == "circle" and "compared" not in label


@given(area_values(), indicators())
def test_every_interval_and_every_missing_figure_is_drawn(
    values: pd.DataFrame, indicator: pd.Series
) -> None:
    found = with_verdicts(values, math.nan, indicator["polarity"])
    figure = charts.compare_areas(found, indicator, "England", math.nan)
    if values["value"].isna().all():
        return
    drawn = {(shape.y0, shape.x0, shape.x1) for shape in figure.layout.shapes}
    known = values.reset_index().dropna(subset=["lower_ci"])
    assert drawn == set(zip(known["index"], known["lower_ci"], known["upper_ci"], strict=True))
    reasons = [text for text in words(figure) if text == "– Too few to show"]
    assert len(reasons) == values["value"].isna().sum()


def three() -> pd.DataFrame:
    frame = pd.DataFrame({"area_name": ["A", "B", "C"], "value": [11.0, None, 15.0]})
    return frame.assign(
        lower_ci=frame["value"] - 1,
        upper_ci=frame["value"] + 1,
        value_note="",
        period_label="2024",
    )


PERCENT = {"unit": "%", "decimal_places": 1}


def test_areas_can_be_ordered_by_value_with_the_missing_last() -> None:
    found = with_verdicts(three(), 10.5, "low_is_good")
    by_name = charts.compare_areas(found, PERCENT, "England", 10.5)
    by_value = charts.compare_areas(found, PERCENT, "England", 10.5, order="value")
    assert list(by_name.layout.yaxis.ticktext) == ["A", "B", "C"]
    assert list(by_value.layout.yaxis.ticktext) == ["C", "A", "B"]
    assert by_value.layout.yaxis.range[0] > by_value.layout.yaxis.range[1]  # first row on top


def test_the_benchmark_is_a_named_line() -> None:
    figure = charts.compare_areas(
        with_verdicts(three(), 10.5, "low_is_good"), PERCENT, "England", 10.5
    )
    lines = [shape for shape in figure.layout.shapes if shape.yref == "paper"]
    assert [(line.x0, line.x1) for line in lines] == [(10.5, 10.5)]
    assert "England 10.5%" in words(figure)


def test_a_long_unit_is_said_once_beside_the_axis() -> None:
    rate = {"unit": "per 100,000", "decimal_places": 0}
    figure = charts.compare_areas(
        with_verdicts(three(), 10.5, "low_is_good"), rate, "England", 10.5
    )
    assert figure.layout.xaxis.title.text == "per 100,000"
    assert not any("per 100,000" in text for text in words(figure))


def test_groups_are_drawn_in_their_order_and_claim_nothing() -> None:
    groups = three().rename(columns={"area_name": "group_name"})
    figure = charts.compare_groups(groups, PERCENT)
    assert list(figure.layout.yaxis.ticktext) == ["A", "B", "C"]
    assert set(figure.data[0].marker.symbol) == {"circle"}
    assert words(figure)[:3] == ["<b>11.0%</b>", "", "<b>15.0%</b>"]


@pytest.mark.parametrize(
    "low, high, texts",
    [
        (0.0, 100.0, ["0%", "50%", "100%"]),
        (19.0, 42.0, ["20%", "30%", "40%"]),
        (80.1, 83.9, ["81%", "82%", "83%"]),
        (0.31, 0.58, ["0.4%", "0.5%"]),
        (-3.0, 3.0, ["−2%", "0%", "2%"]),
    ],
)
def test_axes_carry_round_numbers(low: float, high: float, texts: list[str]) -> None:
    assert value_ticks(low, high, PERCENT)["ticktext"] == texts


@given(area_values())
def test_an_axis_has_two_to_four_numbers_inside_its_range(values: pd.DataFrame) -> None:
    known = values["value"].dropna()
    if known.nunique() < 2:
        return
    ticks = value_ticks(known.min(), known.max(), PERCENT)
    assert 1 <= len(ticks["tickvals"]) <= 4
    assert all(known.min() - 1e-9 <= tick <= known.max() + 1e-9 for tick in ticks["tickvals"])
