from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest

from insight.visual import charts, style
from tests.insight.inequality_frames import many_years
from tests.insight.visual.charts.inequality_drawings import BREAKS, KEEP_WARM, PLACES


def marks_of(figure: object) -> list[object]:
    return [trace for trace in figure.data if trace.mode == "markers"]


def lines_of(figure: object) -> list[object]:
    return [trace for trace in figure.data if trace.mode == "lines"]


def test_difference_and_ratio_are_always_drawn_together() -> None:
    rows = many_years()
    figure = charts.gap_over_time(rows, KEEP_WARM)
    known = rows.dropna(subset=["absolute_gap"])
    absolute, relative = marks_of(figure)
    assert list(absolute.y) == list(known["absolute_gap"])
    assert list(relative.y) == list(known["relative_gap"])
    np.testing.assert_allclose(
        absolute.error_y.array,
        known["absolute_upper"] - known["absolute_gap"],
    )
    titles = [annotation.text for annotation in figure.layout.annotations]
    assert titles == ["<b>Difference (percentage points)</b>", "<b>Ratio</b>"]


@pytest.mark.slow
@pytest.mark.parametrize("measure", ["absolute", "relative"])
def test_a_mark_is_solid_only_where_the_gap_is_clear(measure: str) -> None:
    rows = many_years(areas=PLACES)
    figure = charts.gap_small_multiples(rows, KEEP_WARM, measure)
    for name, marks in zip(PLACES, marks_of(figure), strict=True):
        area = rows[(rows["area_name"] == name) & rows["absolute_gap"].notna()]
        solid = [colour == style.PLACE for colour in marks.marker.color]
        assert solid == list(area["is_clear"])
    titles = " ".join(annotation.text for annotation in figure.layout.annotations)
    last = rows[rows["period_label"] == "2023"]
    assert titles.count("● clear") == last["is_clear"].sum()
    assert titles.count("○ not clear") == (~last["is_clear"]).sum()


@pytest.mark.slow
def test_a_gap_without_an_interval_is_not_called_unclear() -> None:
    ends = dict.fromkeys(["absolute_lower", "absolute_upper"], math.nan)
    rows = many_years(areas=PLACES).assign(**ends, is_clear=False)
    figure = charts.gap_small_multiples(rows, KEEP_WARM)
    titles = " ".join(annotation.text for annotation in figure.layout.annotations)
    assert titles.count("○ not tested") == len(PLACES) and "clear" not in titles


def test_no_line_is_drawn_across_a_break_or_a_missing_gap() -> None:
    rows = many_years()
    figure = charts.gap_over_time(rows, KEEP_WARM, BREAKS)
    for line in lines_of(figure):
        points = pd.DataFrame({"x": line.x, "y": line.y})
        assert line.connectgaps is False
        assert math.isnan(points.loc[points["x"] == "2020-01-01", "y"].iloc[0])
        assert list(points["x"]) == sorted(points["x"])
        assert points["y"].isna().sum() == 2  # the break, and the refused gap of 2019
    dashed = [shape for shape in figure.layout.shapes if shape.line.dash]
    assert [str(shape.x0) for shape in dashed] == ["2020-01-01"] * 2
    assert "Dashed, Jan 2020: survey redesigned." in figure.layout.title.text


@pytest.mark.parametrize(("measure", "nothing"), [("absolute", 0.0), ("relative", 1.0)])
def test_no_gap_is_always_in_sight(measure: str, nothing: float) -> None:
    rows = many_years(areas=("Halton",))
    figure = charts.gap_small_multiples(rows, KEEP_WARM, measure)
    low, high = figure.layout.yaxis.range
    assert low < nothing < high
    level = figure.layout.shapes[0]
    assert level.y0 == level.y1 == nothing
    assert high > rows[f"{measure}_upper"].max() and low < rows[f"{measure}_lower"].min()


@pytest.mark.slow
def test_all_panels_share_one_scale_and_only_the_left_names_it() -> None:
    figure = charts.gap_small_multiples(many_years(areas=PLACES), KEEP_WARM, columns=3)
    layout = figure.layout.to_plotly_json()
    axes = [layout["yaxis" if panel == 1 else f"yaxis{panel}"] for panel in range(1, 10)]
    assert {tuple(axis["range"]) for axis in axes} == {tuple(axes[0]["range"])}
    assert [axis["showticklabels"] for axis in axes] == [True, False, False] * 3


@pytest.mark.slow
@pytest.mark.parametrize(("measure", "nothing"), [("absolute", 0.0), ("relative", 1.0)])
def test_gaps_by_area_say_better_or_worse_only_when_clear(measure: str, nothing: float) -> None:
    rows = many_years(areas=PLACES)
    rows = rows[rows["period_label"] == "2019"]
    figure = charts.gap_by_area(rows, KEEP_WARM, measure)
    by_row = {label.y: label.text for label in figure.layout.annotations if label.xref == "paper"}
    for place, row in enumerate(rows.to_dict("records")):
        low, high = row[f"{measure}_lower"], row[f"{measure}_upper"]
        is_out = low > nothing or high < nothing
        assert ("worse" in by_row[place]) == (is_out and row["is_clear"] and low > nothing)
    line = next(shape for shape in figure.layout.shapes if shape.line.dash)
    assert line.x0 == nothing
    missing = [label.text for label in figure.layout.annotations if label.text.startswith("–")]
    assert len(missing) == rows["absolute_gap"].isna().sum() > 0


def test_a_gap_that_missed_its_corrected_test_is_similar() -> None:
    rows = many_years().assign(is_clear=False).tail(1)
    figure = charts.gap_by_area(rows, KEEP_WARM)
    texts = [label.text for label in figure.layout.annotations]
    assert any("similar" in text for text in texts)
    assert not any("worse" in text or "better" in text for text in texts)
