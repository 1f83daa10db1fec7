"""The figures of the Indicator page: areas compared, change over time, small areas, groups."""

from __future__ import annotations

from html import escape

import pandas as pd
import streamlit as st

from insight import charts, questions, sentences, summaries
from insight.vocabulary import INTERVAL_METHODS
from pages.parts import answers, choices, figure_tables, maps, panels

ENGLAND = "E92000001"
SMALL_AREAS = {"lsoa21": "neighbourhoods", "lsoa11": "neighbourhoods", "msoa": "middle-layer areas"}


# Fragments: a choice inside one of these draws that figure again and leaves the others alone.
@st.fragment
def compare_areas(about: pd.Series) -> None:
    """Places (and NHS areas that are not Places) side by side for one period, and on a map."""
    indicator_id = about["indicator_id"]
    periods = answers.ask(questions.periods, indicator_id=indicator_id)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        start, end = choices.period(periods)
        benchmark_code, benchmark = choices.benchmark()
        order = choices.order()
    values = answers.ask(
        summaries.compared_areas,
        indicator_id=indicator_id,
        benchmark_code=benchmark_code,
        period_start_date=start,
        period_end_date=end,
    )
    reference = values["benchmark_value"].iloc[0]
    panels.heading(
        sentences.comparison_title(values, benchmark),
        sentences.subtitle(about, "nine Places", values["period_label"].iloc[0]),
    )
    panels.say(f"{sentences.spread_sentence(values, about)} {sentences.missing_sentence(values)}")
    left, right = st.columns([7, 5], gap="large")
    with left:
        panels.chart(
            "compare",
            charts.compare_areas(values, about, benchmark, reference, order),
            sentences.compare_areas_alt(values, about, benchmark, reference),
        )
    with right:
        drawn = answers.ask(
            maps.indicator,
            indicator_id=indicator_id,
            area_type="place",
            shape=next(iter(maps.shapes("place")), ""),
            benchmark_code=benchmark_code,
            period_start_date=start,
            period_end_date=end,
        )
        maps.draw(drawn, "places-map")
    source = panels.sources(about["source_id"])
    table = figure_tables.areas(values, about, benchmark)
    panels.under(f"{indicator_id}-areas", values, source, about["caveat"], table)


def over_time(about: pd.Series) -> None:
    """A panel for each area, with England in grey and the interval as a band."""
    indicator_id = about["indicator_id"]
    series = answers.ask(questions.series, indicator_id=indicator_id)
    drawn = series[series["area_type"].isin(["place", "sub_icb"])]
    england = series[series["area_code"] == ENGLAND]
    if drawn["period_label"].nunique() < 2:
        panels.heading("Change over time")
        panels.empty("Only one period has been published", "A line needs two or more.")
        return
    panels.heading(
        "Change over time", sentences.subtitle(about, "nine Places", figure_tables.span(drawn))
    )
    panels.say(sentences.trends_sentence(drawn, about))
    with st.container(key="multiples"):
        panels.chart(
            "over-time",
            charts.small_multiples(
                pd.concat([drawn, england]),
                about,
                "England",
                ENGLAND,
                columns=2 if _is_phone() else 3,
            ),
            sentences.small_multiples_alt(drawn, about, "England"),
        )
    table = figure_tables.periods(pd.concat([drawn, england]), about)
    panels.under(f"{indicator_id}-over-time", series, panels.sources(about["source_id"]), "", table)


def other_areas(about: pd.Series) -> None:
    """The latest figure of every wider area, where none is published for Places."""
    series = answers.ask(questions.series, indicator_id=about["indicator_id"])
    if series.empty:
        return
    latest = series.groupby("area_code", sort=False).tail(1)
    panels.heading("Not published for Places", "The areas it is published for, latest period")
    st.html(figure_tables.areas(latest, about, ""))
    key = f"{about['indicator_id']}-areas"
    panels.under(key, series, panels.sources(about["source_id"]), about["caveat"])


@st.fragment
def small_areas(about: pd.Series, area_type: str) -> None:
    """The map of the smallest areas the figures are published for."""
    named = SMALL_AREAS[area_type]
    values = answers.ask(
        questions.latest_values, indicator_id=about["indicator_id"], area_type=area_type
    )
    when = values["period_label"].iloc[0]
    panels.heading(f"By {named}", sentences.subtitle(about, named, when))
    panels.say(sentences.spread_sentence(values, about))
    drawn = answers.ask(
        maps.indicator,
        indicator_id=about["indicator_id"],
        area_type=area_type,
        shape=choices.shape(maps.shapes(area_type)),
    )
    maps.draw(drawn, "small-area-map")
    table = f'<div class="tall">{figure_tables.areas(values, about, "")}</div>'
    source = panels.sources(about["source_id"])
    panels.under(f"{about['indicator_id']}-{area_type}", values, source, about["caveat"], table)


@st.fragment
def groups(about: pd.Series) -> None:
    """The latest figures by group of people (or of GP practices) in one area."""
    indicator_id = about["indicator_id"]
    areas = answers.ask(summaries.areas_with_groups, indicator_id=indicator_id)
    area_code, area = choices.area(areas)
    rows = answers.ask(questions.groups, indicator_id=indicator_id, area_code=area_code)
    latest = rows[rows["period_end_date"] == rows["period_end_date"].max()]
    panels.heading("By group", sentences.subtitle(about, area, latest["period_label"].iloc[0]))
    for kind, found in latest.groupby("kind", sort=False):
        alt = f"{about['plain_name']} in {area}: {figure_tables.groups_in_words(found, about)}."
        panels.chart(f"groups-{kind}", charts.compare_groups(found, about), alt)
    table = figure_tables.groups(latest, about, area)
    source = panels.sources(about["source_id"])
    panels.under(f"{indicator_id}-groups", rows, source, about["caveat"], table)


def meaning(about: pd.Series) -> None:
    """What is counted, how sure one can be, and whose figure it is."""
    facts = {
        "What it measures": about["definition"],
        "Official name": about["indicator_name"],
        "Who": f"{about['sex']}, {about['age']}",
        "Take care": about["caveat"],
        "Range": INTERVAL_METHODS[about["ci_method"]],
        "Small numbers": about["disclosure_rule"],
        "Source": f"{about['publisher']}, {about['publication']} ({about['vintage']})",
        "Licence": f"{about['licence']}. {about['attribution']}",
    }
    panels.heading("What this figure means")
    rows = "".join(f"<dt>{name}</dt><dd>{escape(text)}</dd>" for name, text in facts.items())
    st.html(f'<dl class="facts">{rows}</dl>')


def _is_phone() -> bool:
    """Whether the browser says it is a phone: small multiples then stand two abreast."""
    return "Mobi" in (st.context.headers.get("User-Agent") or "")
