"""Small multiples and lines over time."""

from __future__ import annotations

import math
from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import given

from insight.analysis.comparisons import AGAINST_ENGLAND
from insight.statistics.verdicts import area_trends
from insight.store import Store, queries
from insight.visual import charts, style
from tests.insight.frames import area_series, indicators
from tests.insight.small_store import ENGLAND, HALTON, KNOWSLEY, PLACES


@pytest.fixture
def areas(small_store: Store) -> pd.DataFrame:
    series = queries.series(small_store, "smoking")
    return series[series["area_type"].isin(["place", "country"])]


@pytest.fixture
def smoking(small_store: Store) -> pd.Series:
    return queries.indicator(small_store, "smoking")


@pytest.mark.parametrize("columns", [1, 2, 3])
def test_there_is_a_panel_for_each_place_on_one_scale(
    columns: int, areas: pd.DataFrame, smoking: pd.Series
) -> None:
    figure = charts.small_multiples(areas, smoking, AGAINST_ENGLAND, columns)
    x_axes, y_axes = list(figure.select_xaxes()), list(figure.select_yaxes())
    assert len(x_axes) == len(y_axes) == len(PLACES)
    assert len({axis.range for axis in y_axes}) == len({axis.range for axis in x_axes}) == 1
    assert len({axis.domain for axis in x_axes}) == columns
    for axis in (*x_axes, *y_axes):
        assert 0 <= axis.domain[0] < axis.domain[1] <= 1 + 1e-9
    names = [str(note.text) for note in figure.layout.annotations]
    assert [name.split("</b>")[0].removeprefix("<b>").replace("<br>", " ") for name in names] == (
        sorted(PLACES.values())
    )


def test_each_panel_shows_its_figures_and_englands(areas: pd.DataFrame, smoking: pd.Series) -> None:
    figure = charts.small_multiples(areas, smoking, AGAINST_ENGLAND)
    england = areas.loc[areas["area_code"] == ENGLAND, "value"]
    own = areas[areas["area_code"] != ENGLAND]
    for number, (_, area) in enumerate(own.groupby("area_code", sort=False)):
        band, grey, blue = figure.data[3 * number : 3 * number + 3]
        assert list(blue.y) == pytest.approx(list(area["value"]), nan_ok=True)
        assert list(grey.y) == list(england)
        drawn = [end for end in band.y if end is not None and not math.isnan(end)]
        ends = {*area["lower_ci"].dropna(), *area["upper_ci"].dropna()}
        assert set(drawn) == ends
        assert band.xaxis == grey.xaxis == blue.xaxis


def test_a_hidden_figure_breaks_the_band_in_two(areas: pd.DataFrame, smoking: pd.Series) -> None:
    knowsley = areas[areas["area_code"] == KNOWSLEY]
    (band, _, blue) = charts.small_multiples(knowsley, smoking, AGAINST_ENGLAND).data
    assert sum(end is None for end in band.y) == 2
    assert blue.connectgaps is False
    assert "too few" not in str(blue.text[0])


def test_a_figure_older_than_the_chart_carries_its_period(
    areas: pd.DataFrame, smoking: pd.Series
) -> None:
    figure = charts.small_multiples(areas, smoking, AGAINST_ENGLAND)
    texts = {str(note.text).split("</b>")[0]: str(note.text) for note in figure.layout.annotations}
    assert "(2022)" in texts["<b>Halton"]
    assert "(20" not in texts["<b>Wirral"]


@pytest.mark.slow
@given(area_series(), indicators())
def test_a_panel_names_a_trend_only_as_the_rule_found_it(
    series: pd.DataFrame, indicator: pd.Series
) -> None:
    figure = charts.small_multiples(series, indicator, AGAINST_ENGLAND)
    if series["value"].isna().all():
        return
    trends = area_trends(series, indicator["polarity"])
    for trend, note in zip(trends.to_dict("records"), figure.layout.annotations, strict=True):
        mark = style.TRENDS[trend["trend"], trend["trend_judgement"]]
        is_given = trend["trend"] != "cannot be calculated"
        assert (mark.word in note.text) == is_given
        assert ("rising" in note.text) == (trend["trend"] == "rising")
        assert ("falling" in note.text) == (trend["trend"] == "falling")


def test_a_trend_line_for_each_area_named_at_its_end(
    areas: pd.DataFrame, smoking: pd.Series
) -> None:
    three = areas[areas["area_code"].isin([HALTON, KNOWSLEY, ENGLAND])]
    figure = charts.trend_lines(three, smoking)
    assert [trace.line.dash for trace in figure.data] == list(style.DASHES[:3])
    assert [trace.marker.symbol for trace in figure.data] == list(style.SYMBOLS[:3])
    named = " ".join(str(note.text) for note in figure.layout.annotations)
    assert all(name in named for name in ("Halton", "Knowsley", "England"))
    levels = sorted(note.y for note in figure.layout.annotations)
    low, high = figure.layout.yaxis.range
    assert min(b - a for a, b in pairwise(levels)) >= (high - low) * 0.1


def test_more_lines_than_can_be_told_apart_are_refused(
    areas: pd.DataFrame, smoking: pd.Series
) -> None:
    with pytest.raises(ValueError, match="10 areas in one chart; 4 can be told apart"):
        charts.trend_lines(areas, smoking)


def test_one_period_alone_can_be_drawn(areas: pd.DataFrame, smoking: pd.Series) -> None:
    last = areas[areas["period_label"] == "2023"]
    assert len(charts.small_multiples(last, smoking, AGAINST_ENGLAND).data) == 27
    assert len(charts.trend_lines(last[last["area_code"] == KNOWSLEY], smoking).data) == 1
