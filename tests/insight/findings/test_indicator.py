"""What is found of every kind of indicator: who differs, small areas, groups and what it means."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from insight.analysis import comparisons
from insight.export.caption import finding_caption
from insight.export.files import csv_file
from insight.findings.indicator import (
    area_comparison,
    by_group,
    elsewhere,
    meaning,
    small_areas,
)
from insight.findings.indicator_tables import area_table
from insight.language import sentences
from insight.reference.areas import Benchmark
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
    is_compared = bool((values["verdict"] != "not compared").any())
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
    made = (finding.table.values["verdict"] != "not compared").sum()
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
        and ",95,published,England," in first
        and ",99.8," in first
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
