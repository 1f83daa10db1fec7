"""Change over time: the words of the tests, every figure of the lines, and their intervals."""

from __future__ import annotations

import pandas as pd
import pytest

from insight.findings.change_over_time import area_trend, change_over_time
from insight.language import number_format, sentences
from insight.statistics import interval_at, verdicts
from insight.store import Store, queries
from insight.visual import style
from tests.insight.small_store import ENGLAND, HALTON, KNOWSLEY, LIVERPOOL, PLACES, SYSTEM


def test_the_heading_and_the_sentence_say_what_the_trends_are(small_store: Store) -> None:
    finding = change_over_time(small_store, "smoking")
    assert finding is not None
    series = queries.series(small_store, "smoking")
    places = series[series["area_type"] == "place"]
    indicator = queries.indicator(small_store, "smoking")
    title = sentences.trends_title(places, indicator)
    assert finding.title == f"Adults who smoke: {title[0].lower()}{title[1:]}"
    assert finding.sentence == sentences.trends_sentence(places, indicator)
    assert finding.subtitle.endswith(", nine Places, 2015 to 2023")


@pytest.mark.parametrize("indicator_id", ["smoking", "female-life"])
def test_the_table_holds_every_figure_of_the_picture_with_its_interval(
    small_store: Store, indicator_id: str
) -> None:
    finding = change_over_time(small_store, indicator_id)
    assert finding is not None
    table = finding.table
    series = queries.series(small_store, indicator_id, [*PLACES, ENGLAND])
    given = series.dropna(subset=["value"])
    assert set(table.columns[1:-1]) == set(PLACES.values()) and table.columns[-1] == "England"
    rows = {row[0]: dict(zip(table.columns, row, strict=True)) for row in table.texts}
    for figure in given.itertuples():
        ends = (number_format.number(end, 1) for end in (figure.lower_ci, figure.upper_ci))
        expected = f"{number_format.number(figure.value, 1)} ({' to '.join(ends)})"
        assert rows[figure.period_label][figure.area_name] == expected
    missing = series[series["value"].isna()]
    for figure in missing.itertuples():
        assert rows[figure.period_label][figure.area_name] == "–"
    assert [row[0] for row in table.texts] == sorted(rows, reverse=True)


def test_ranges_are_as_sure_as_the_reader_chose(small_store: Store) -> None:
    usual, wide = (change_over_time(small_store, "smoking", confidence=c) for c in (0.95, 0.998))
    assert usual is not None and wide is not None and usual.table.texts != wide.table.texts
    kind = str(queries.indicator(small_store, "smoking")["value_type"])
    columns = ["value", "lower_ci", "upper_ci"]
    expected = interval_at(*(usual.table.values[name] for name in columns), 0.998, kind)
    for name, limits in zip(columns[1:], expected, strict=True):
        assert wide.table.values[name].to_numpy() == pytest.approx(limits, nan_ok=True)
    assert (wide.about["confidence"], usual.about["confidence"]) == (99.8, 95)
    assert wide.link is not None
    assert "99.8% ones, wider" in wide.sentence and ("sure", "0.998") in wide.link.choices
    for finding, percent in ((usual, "95%"), (wide, "99.8%")):
        assert f"its {percent} range" in finding.picture.layout.title.text
    assert wide.picture.to_dict() != usual.picture.to_dict()


def test_figures_without_intervals_have_none_in_the_table(small_store: Store) -> None:
    finding = change_over_time(small_store, "claimants")
    assert finding is not None
    assert not any("(" in text for row in finding.table.texts for text in row)
    assert finding.title == "People claiming benefits: no trend is given"


def test_a_chart_for_powerpoint_for_each_place(small_store: Store) -> None:
    finding = change_over_time(small_store, "smoking", columns=2)
    assert finding is not None and finding.editable is not None
    charts = finding.editable()
    assert {chart.name for chart in charts} == set(PLACES.values())
    assert all([line.name for line in chart.lines][1:] == ["England"] for chart in charts)


@pytest.mark.parametrize("indicator_id", ["register", "gp", "smi-checks", "loneliness"])
def test_one_period_is_no_change(small_store: Store, indicator_id: str) -> None:
    assert change_over_time(small_store, indicator_id) is None
    assert area_trend(small_store, indicator_id, HALTON) is None


@pytest.mark.parametrize("area_code", [HALTON, KNOWSLEY, SYSTEM])
def test_one_area_stands_beside_the_wider_ones(small_store: Store, area_code: str) -> None:
    finding = area_trend(small_store, "smoking", area_code)
    assert finding is not None
    own = queries.series(small_store, "smoking", [area_code])
    indicator = queries.indicator(small_store, "smoking")
    trend = verdicts.area_trend(own, "low_is_good")
    mark = style.TRENDS[trend.direction, trend.judgement]
    assert finding.title == f"Adults who smoke: {mark.glyph} {mark.word}"
    assert finding.sentence == sentences.trend_sentence(own, indicator)
    wider = ["Cheshire and Merseyside", "England"]
    names = wider if area_code == SYSTEM else [PLACES[area_code], *wider]
    assert list(finding.table.columns) == ["Period", *names]
    assert number_format.listed(names) in finding.subtitle
    (chart,) = finding.editable() if finding.editable else ()
    assert [line.name for line in chart.lines] == names
    known = own.dropna(subset=["value"])
    latest = {row[0]: row[1] for row in finding.table.texts}[known["period_label"].iloc[-1]]
    assert latest.startswith(number_format.number(known["value"].iloc[-1], 1))


def test_an_area_never_published_has_no_trend(small_store: Store) -> None:
    assert area_trend(small_store, "claimants", LIVERPOOL) is None
    assert pd.isna(queries.series(small_store, "claimants", [LIVERPOOL])["value"]).all()
