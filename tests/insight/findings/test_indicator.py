"""What is found of every kind of indicator: who differs, small areas, groups and what it means."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest

from insight.analysis import comparisons
from insight.export.caption import finding_caption
from insight.export.files import csv_file
from insight.findings.change_over_time import change_over_time
from insight.findings.indicator import (
    area_comparison,
    by_group,
    elsewhere,
    meaning,
    small_areas,
)
from insight.findings.indicator_tables import area_table
from insight.language import sentences
from insight.reference.areas import SIMILAR, Benchmark
from insight.statistics import interval_at
from insight.store import Store, queries
from insight.visual import style
from tests.insight.small_store import ENGLAND, RESIDENTS, SYSTEM

OF_PLACES = ("smoking", "female-life", "claimants", "register")
OF_SMALL_AREAS = {
    "digital-exclusion": "lsoa11",
    "fuel-poverty": "lsoa11",
    "loneliness": "lsoa21",
    "msoa-life": "msoa",
}
ELSEWHERE = ("smi-checks",)
BY_GROUP_ALONE = ("gp", *RESIDENTS)


def test_every_indicator_of_the_small_store_is_tried_below(small_store: Store) -> None:
    listed = set(queries.indicators(small_store)["indicator_id"])
    assert listed == {*OF_PLACES, *OF_SMALL_AREAS, *ELSEWHERE, *BY_GROUP_ALONE}


@pytest.mark.parametrize("indicator_id", OF_PLACES)
@pytest.mark.parametrize("benchmark", [Benchmark(), Benchmark(SYSTEM, 0.998)], ids=str)
def test_places_are_compared_with_what_is_asked_for(
    small_store: Store, indicator_id: str, benchmark: Benchmark
) -> None:
    finding = area_comparison(small_store, indicator_id, benchmark)
    assert finding is not None
    values = comparisons.latest_comparison(small_store, indicator_id, "place", benchmark)
    names = [row[0].text for row in finding.table.rows]
    assert names[: len(values)] == list(values["area_name"])
    for row, verdict in zip(finding.table.rows, finding.table.values["verdict"], strict=True):
        mark = style.VERDICTS[verdict]
        assert row[-1].main[0] in (mark, replace(mark, word="not tested"))
    is_compared = bool((values["verdict"] != "not tested").any())
    title = sentences.comparison_title(values, benchmark.name)
    assert (finding.title == title) is is_compared
    assert is_compared or finding.title.startswith("From ")
    assert finding.about["verdict_confidence"] == benchmark.percent
    assert finding.picture is not None and finding.alt
    (chart,) = finding.editable() if finding.editable else ()
    figures = dict(zip(chart.categories, chart.lines[0].values, strict=True))
    assert len(figures) == len(names)


def test_a_period_may_be_asked_for_and_the_link_brings_it_back(small_store: Store) -> None:
    day = pd.Timestamp("2016-01-01"), pd.Timestamp("2016-12-31")
    finding = area_comparison(small_store, "smoking", Benchmark(), *day, order="name")
    assert finding is not None and finding.link is not None
    assert finding.subtitle.endswith(", nine Places, 2016")
    assert dict(finding.link.choices) == {
        "indicator": "smoking",
        "period": "2016-01-01/2016-12-31",
        "benchmark": ENGLAND,
        "sure": "0.95",
        "order": "name",
    }


def test_similar_areas_have_no_line_of_their_own(small_store: Store) -> None:
    finding = area_comparison(small_store, "smoking", Benchmark("similar"))
    assert finding is not None
    assert "A line marks" not in finding.alt
    assert "A line marks England" in area_comparison(small_store, "smoking").alt  # type: ignore[union-attr]


def test_missing_figures_are_named_and_counted_comparisons_are_those_made(
    small_store: Store,
) -> None:
    finding = area_comparison(small_store, "smoking")
    assert finding is not None
    assert "There is no figure for Halton (not published for this period)." in finding.sentence
    made = (finding.table.values["verdict"] != "not tested").sum()
    assert f"{made} comparisons were made." in finding.sentence


def test_a_file_of_a_comparison_says_what_it_measures_and_against_what(
    small_store: Store,
) -> None:
    finding = area_comparison(small_store, "smoking", Benchmark(ENGLAND, 0.998))
    assert finding is not None
    words = finding_caption(small_store, finding)
    text = csv_file(finding.table.values, words, None, finding.about).decode("utf-8-sig")
    head, first, *_ = text.splitlines()
    assert head.startswith("Indicator id,Indicator,Unit,Area code,Area,Group,Sex,Age,Period,Figure")
    assert first.startswith("smoking,Adults who smoke (official),%,")
    assert (
        ",Everyone,persons,all ages," in first
        and ',99.8,"published, widened from 95%",England,' in first
    )


@pytest.mark.parametrize(("indicator_id", "area_type"), OF_SMALL_AREAS.items())
def test_small_areas_are_listed_even_where_no_map_was_drawn(
    small_store: Store, indicator_id: str, area_type: str
) -> None:
    finding = small_areas(small_store, indicator_id, area_type, "boundary")
    assert finding is not None and finding.picture is None
    values = queries.latest_values(small_store, indicator_id, area_type)
    assert [row[0].text for row in finding.table.rows] == list(values["area_name"])
    assert finding.sentence == sentences.spread_sentence(
        values, queries.indicator(small_store, indicator_id)
    )
    assert area_comparison(small_store, indicator_id) is None


def test_a_small_area_without_a_figure_says_why(small_store: Store) -> None:
    finding = small_areas(small_store, "msoa-life", "msoa")
    assert finding is not None
    blank = finding.table.values["value"].isna()
    assert blank.sum() == 1
    shown = [row[1].text for row in finding.table.rows]
    assert shown[int(blank.to_numpy().argmax())] == "Not published"


@pytest.mark.parametrize("area_code", [SYSTEM, ENGLAND])
def test_groups_of_an_area_are_shown_without_a_claim(small_store: Store, area_code: str) -> None:
    finding = by_group(small_store, "gp", area_code, "deprivation_quintile")
    assert finding is not None
    rows = queries.groups(small_store, "gp", area_code)
    latest = rows[rows["period_end_date"] == rows["period_end_date"].max()]
    assert [row[0].text for row in finding.table.rows] == list(latest["group_name"])
    assert len(finding.table.values) == len(rows) > len(latest)
    assert finding.title == "By fifth of deprivation"
    (chart,) = finding.editable() if finding.editable else ()
    assert chart.lines[0].values == tuple(latest["value"])
    assert by_group(small_store, "gp", area_code, "sex") is None


@pytest.mark.parametrize("indicator_id", RESIDENTS)
def test_residents_by_group_have_their_own_heading(small_store: Store, indicator_id: str) -> None:
    (kind,) = queries.groups(small_store, indicator_id, SYSTEM)["kind"].unique()
    finding = by_group(small_store, indicator_id, SYSTEM, kind)
    assert finding is not None and finding.title.startswith("By ")
    assert "Cheshire and Merseyside" in finding.subtitle and "Range (95%)" not in (
        finding.table.columns
    )


def test_what_no_place_has_is_shown_where_it_is_published(small_store: Store) -> None:
    finding = elsewhere(small_store, "smi-checks")
    assert finding is not None
    assert finding.table.texts == (
        ("Cheshire", "55.0%", "53.0% to 57.0%", *finding.table.texts[0][3:]),
    )
    assert finding.subtitle.startswith("Checks for mental illness (official) (%), the areas")
    assert elsewhere(small_store, "gp") is None


def test_figures_of_different_periods_each_say_theirs(small_store: Store) -> None:
    series = queries.series(small_store, "smoking", [SYSTEM, ENGLAND])
    older, latest = series.iloc[[0]], series.iloc[[-1]]
    indicator = queries.indicator(small_store, "smoking")
    mixed = area_table(pd.concat([older, latest]), indicator)
    assert mixed.caption == "Adults who smoke, latest period of each"
    assert [row[:2] for row in mixed.texts] == [
        ("Cheshire and Merseyside", "2015"),
        ("England", "2023"),
    ]
    assert area_table(latest, indicator).caption == "Adults who smoke, 2023"
    assert "Period" not in area_table(latest, indicator).columns


@pytest.mark.parametrize("indicator_id", [*OF_PLACES, *OF_SMALL_AREAS, *ELSEWHERE, *BY_GROUP_ALONE])
def test_every_indicator_has_its_meaning(small_store: Store, indicator_id: str) -> None:
    facts = dict(meaning(small_store, indicator_id).table.texts)
    assert facts["What it measures"] == "What is counted."
    assert facts["Take care"] == "Take care."
    assert facts["Source"] == "Office, Yearly survey (2024)"
    assert facts["Who"] == "Everyone, whatever their sex. All ages."


def test_ranges_are_as_sure_as_asked_in_picture_table_and_file(small_store: Store) -> None:
    """Fault 17: at 99.8 % the bars stayed those of 95 %."""
    usual, sure = (
        area_comparison(small_store, "smoking", Benchmark(confidence=each), order="name")
        for each in (0.95, 0.998)
    )
    assert usual is not None and sure is not None
    wide = sure.table.values.dropna(subset=["lower_ci"])
    assert len(wide)
    value_type = queries.indicator(small_store, "smoking")["value_type"]
    published = queries.latest_values(small_store, "smoking", "place").set_index("area_code")
    published = published.loc[wide["area_code"], ["value", "lower_ci", "upper_ci"]]
    lower, upper = interval_at(*published.to_numpy(float).T, 0.998, value_type)
    np.testing.assert_allclose(wide["lower_ci"], lower)
    np.testing.assert_allclose(wide["upper_ci"], upper)
    assert sure.editable is not None and isinstance(sure.picture, go.Figure)
    drawn = sure.editable()[0].lines[0].lowers
    assert {low for low in drawn if low == low} == set(wide["lower_ci"])
    bars = {shape["x0"] for shape in sure.picture.layout.shapes if shape["x0"] != shape["x1"]}
    assert bars == set(wide["lower_ci"])
    assert "Range (99.8%)" in sure.table.columns and "Range (95%)" in usual.table.columns
    assert sure.about["confidence"] == 99.8 and usual.about["confidence"] == 95


@pytest.mark.data
def test_similar_areas_are_drawn_and_named(real_store: Store) -> None:
    """Fault 17: 'Similar areas' hid what it compared with."""
    finding = area_comparison(real_store, "adult-obesity", Benchmark(SIMILAR), order="name")
    assert finding is not None and isinstance(finding.picture, go.Figure)
    values = finding.table.values
    ticks = [each["x0"] for each in finding.picture.layout.shapes if each["x0"] == each["x1"]]
    assert ticks == list(values["benchmark_value"].dropna()) and len(ticks) == 9
    assert any("similar areas" in str(each.text) for each in finding.picture.layout.annotations)
    assert finding.editable is not None
    assert list(finding.editable()[0].lines[1].values) == list(values["benchmark_value"])
    for row, code in zip(finding.table.texts, values["area_code"], strict=True):
        for name in queries.similar_areas(real_store, code)["area_name"]:
            assert any(name in each for each in row), name
    assert "The table names them" in finding.sentence


@pytest.mark.data
def test_what_must_not_be_ranked_is_not(real_store: Store) -> None:
    """Fault 12: a measure not to be set against England opened ranked, with England's line."""
    listed = queries.benchmarks(real_store)
    barred = [
        each
        for each in listed.loc[~listed["is_comparable"].astype(bool), "indicator_id"]
        if area_comparison(real_store, each) is not None
    ]
    assert len(barred) > 1
    for indicator_id in barred:
        found = area_comparison(real_store, indicator_id, order="value")
        assert found is not None and isinstance(found.picture, go.Figure)
        assert found.title.endswith("by itself: these figures are not to be ranked")
        names = [name.replace("<br>", " ") for name in found.picture.layout.yaxis.ticktext]
        assert names == list(found.table.values["area_name"]), indicator_id
        assert not [s for s in found.picture.layout.shapes if s["x0"] == s["x1"]], indicator_id
        over_time = change_over_time(real_store, indicator_id)
        if over_time is not None:
            assert isinstance(over_time.picture, go.Figure)
            assert "England" not in over_time.picture.layout.title.text + over_time.alt
