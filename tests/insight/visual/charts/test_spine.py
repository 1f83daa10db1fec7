from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from insight.visual import charts, style
from insight.visual.charts.spine import on_spine, standing
from tests.insight.visual.charts.inequality_drawings import spine_rows

tenths = st.integers(1, 400).map(lambda tenth: tenth / 10)


@given(
    st.lists(tenths, min_size=2, max_size=2),
    tenths,
    tenths,
    st.sampled_from(["high_is_good", "low_is_good", "no_judgement"]),
)
def test_better_or_higher_is_to_the_right_and_everything_fits(
    ends: list[float], value: float, benchmark: float, polarity: str
) -> None:
    row = {
        "lowest": min(ends),
        "highest": max(ends),
        "value": value,
        "benchmark_value": benchmark,
        "polarity": polarity,
    }
    assert standing(row, benchmark) == 0
    places = [standing(row, figure) for figure in (*ends, value)]
    assert max(map(abs, places)) == pytest.approx(0 if {*ends, value} == {benchmark} else 1)
    is_right = (value > benchmark) == (polarity != "low_is_good")
    if value != benchmark:
        assert (standing(row, value) > 0) == is_right


def test_each_mark_has_the_shape_of_its_verdict() -> None:
    figure = charts.spine(spine_rows(), "England")
    drawn = spine_rows().iloc[:5]
    marks = figure.data[0]
    assert list(marks.marker.symbol) == [style.VERDICTS[word].symbol for word in drawn["verdict"]]
    assert list(marks.x) == [standing(row, row["value"]) for _, row in drawn.iterrows()]
    words = [annotation.text for annotation in figure.layout.annotations]
    assert "<b>10.0</b> ▲ better · England 12.0" in words[0]
    assert len(words) == 5


def test_a_row_without_other_authorities_is_left_out() -> None:
    rows = spine_rows()
    assert list(on_spine(rows).index) == [0, 1, 2, 3, 4]
    assert on_spine(rows.assign(benchmark_value=float("nan"))).empty
    lonely = charts.spine(rows.tail(1), "England")
    assert lonely.layout.annotations[0].text == "No figures to show"


def test_strips_run_from_the_lowest_to_the_highest_authority() -> None:
    figure = charts.spine(spine_rows(), "England")
    row = spine_rows().iloc[0]
    strips = [shape for shape in figure.layout.shapes if shape.type == "rect"]
    assert len(strips) == 10
    assert {strips[0].x0, strips[0].x1} == {
        standing(row, row["lowest"]),
        standing(row, row["highest"]),
    }
    halves = {standing(row, row["lower_quarter"]), standing(row, row["upper_quarter"])}
    assert {strips[1].x0, strips[1].x1} == halves
    assert pd.Series([shape.fillcolor for shape in strips]).nunique() == 2
