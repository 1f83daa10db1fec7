from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest

from insight.visual import charts, style
from insight.visual.charts.gradient import group_label, placed
from tests.insight.inequality_frames import gap_rows, group_figures, inequality_row
from tests.insight.visual.charts.inequality_drawings import KEEP_WARM, fifths, tenths


def test_points_stand_at_the_middle_of_their_people() -> None:
    figures = tenths()
    figure = charts.gradient(figures, inequality_row(figures), KEEP_WARM)
    share = figures["population_count"] / figures["population_count"].sum()
    expected = [share[:place].sum() + share[place] / 2 for place in range(10)]
    points = figure.data[-1]
    np.testing.assert_allclose(points.x, expected)
    assert list(points.y) == list(figures["value"])
    np.testing.assert_allclose(points.error_y.array, figures["upper_ci"] - figures["value"])
    np.testing.assert_allclose(points.error_y.arrayminus, figures["value"] - figures["lower_ci"])
    strip = [shape for shape in figure.layout.shapes if shape.type == "rect"]
    np.testing.assert_allclose([shape.x1 - shape.x0 for shape in strip], share)


def test_the_line_is_the_slope_of_the_row() -> None:
    row = inequality_row(tenths())
    figure = charts.gradient(tenths(), row, KEEP_WARM)
    line = figure.data[0]
    assert list(line.x) == [0, 1] and line.line.dash == "dash"
    np.testing.assert_allclose(line.y, [row["intercept"], row["intercept"] + row["slope"]])
    reach = figure.layout.yaxis.range
    assert reach[0] < min(line.y) and max(line.y) < reach[1]


def test_a_refused_group_keeps_its_width_and_has_no_point() -> None:
    figure = charts.gradient(fifths(), inequality_row(fifths()), KEEP_WARM)
    assert len(figure.data) == 1 and len(figure.data[0].x) == 4
    fills = [shape.fillcolor for shape in figure.layout.shapes]
    assert fills == [*[style.BAR] * 2, style.MISSING_FILL, *[style.BAR] * 2]
    assert list(figure.layout.xaxis.ticktext) == ["1", "2", "3", "4", "5"]


def test_groups_are_put_in_order_of_deprivation() -> None:
    shuffled = tenths().sample(frac=1, random_state=1)
    assert list(placed(shuffled)["group_id"]) == list(tenths()["group_id"])
    merged = fifths().assign(
        group_id=["practice-quintile-1-2", "practice-quintile-3"] + ["x-9"] * 3
    )
    assert [group_label(group) for group in placed(merged)["group_id"]][:2] == ["1–2", "3"]
    with pytest.raises(ValueError, match="no place in an order"):
        placed(tenths().assign(group_id="ethnic-white"))


def test_without_populations_groups_are_equally_wide_and_it_is_said() -> None:
    figures = tenths().assign(population_count=[math.nan, *[1.0] * 9])
    figure = charts.gradient(figures, inequality_row(tenths()), KEEP_WARM)
    np.testing.assert_allclose(np.diff(figure.data[-1].x), 0.1)
    assert "equally wide" in figure.layout.title.text
    known = charts.gradient(tenths(), inequality_row(tenths()), KEEP_WARM)
    assert "people in each" in known.layout.title.text


def test_labels_that_have_no_room_are_left_out_but_never_the_ends() -> None:
    figure = charts.gradient(tenths(), inequality_row(tenths()), KEEP_WARM)
    ticks = figure.layout.xaxis
    assert ticks.ticktext[0] == "1" and ticks.ticktext[-1] == "10"
    assert min(np.diff(ticks.tickvals)) >= 0.07


def test_people_and_units_are_told_on_hover() -> None:
    words = charts.gradient(tenths(), inequality_row(tenths()), KEEP_WARM).data[-1].text[0]
    assert "imd-decile-1, 2022<br>24.0% (22.8% to 25.2%)" in words and "9,000 people" in words
    areas = group_figures("core20", [20.0, 10.0], [1.0, 1.0], [900.0, 900.0])
    figure = charts.gradient(areas, inequality_row(areas), KEEP_WARM)
    assert figure.data[0].text[0].endswith("900 people, 12 neighbourhoods")


def test_each_area_has_its_own_gradient_on_one_scale() -> None:
    areas = [fifths(place, refused=place == 2) for place in range(4)]
    rows = gap_rows(areas)
    figure = charts.gradient_small_multiples(pd.concat(areas), rows, KEEP_WARM, 2)
    titles = [annotation.text for annotation in figure.layout.annotations]
    assert [name in text for name, text in zip(rows["area_name"].str[:8], titles, strict=True)]
    assert len(figure.data) == 7  # four areas, and a line for each but the refused one
    assert figure.layout.yaxis.range == figure.layout.yaxis4.range
    assert figure.layout.yaxis2.showticklabels is False
    by_panel = [trace for trace in figure.data if trace.mode == "markers"]
    for area, points in zip(areas, by_panel, strict=True):
        assert list(points.y) == list(area["value"].dropna())
