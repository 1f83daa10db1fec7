"""The parts of the Indicator page with choices of their own.

Each is a fragment: a choice inside it draws that part again and leaves the others alone.
"""

from __future__ import annotations

import streamlit as st

from insight.analysis import comparisons
from insight.store import queries
from pages import data
from pages.controls import choices
from pages.indicator import charts
from pages.ui import maps, panels


@st.fragment
def compare(indicator_id: str) -> None:
    """Places for one period: a chart and a map side by side."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        start, end = choices.period(data.query(queries.periods, indicator_id=indicator_id))
        against = choices.benchmark()
        benchmark_code, benchmark, confidence = against.code, against.name, against.confidence
        order = choices.order()
    picked = {
        "indicator_id": indicator_id,
        "benchmark_code": benchmark_code,
        "confidence": confidence,
        "period_start_date": start,
        "period_end_date": end,
    }
    panel = data.shared(charts.compared, benchmark=benchmark, order=order, **picked)
    panels.head(panel)
    left, right = st.columns([7, 5], gap="large")
    with left:
        panels.draw("compare", panel)
    with right:
        shape = next(iter(maps.shapes("place")), "")
        drawn = data.shared(maps.indicator, area_type="place", shape=shape, **picked)
        maps.draw(drawn, "places-map", panel.source_ids)
    name = f"{indicator_id}-areas"
    panels.under(name, panel.frame, panel.source_ids, panel.caveat, panel.table, panel)


@st.fragment
def small_areas(indicator_id: str, area_type: str) -> None:
    """The smallest areas there are figures for: a map and a list side by side."""
    picked = {"indicator_id": indicator_id, "area_type": area_type}
    panel = data.shared(charts.small_areas, **picked)
    panels.head(panel)
    left, right = st.columns(2, gap="large")
    with left:
        shape = choices.shape(maps.shapes(area_type))
        drawn = data.shared(maps.indicator, shape=shape, **picked)
        maps.draw(drawn, "small-area-map", panel.source_ids)
    with right:
        st.html(f'<div class="tall">{panel.table}</div>')
        name = f"{indicator_id}-{area_type}"
        panels.under(name, panel.frame, panel.source_ids, panel.caveat, panel=panel)


@st.fragment
def by_group(indicator_id: str) -> None:
    """One area's figures by group of people, or of GP practices."""
    areas = data.query(comparisons.areas_with_groups, indicator_id=indicator_id)
    panels.heading("By group")
    area_code, area = choices.area(areas)
    panels.say(data.query(queries.indicator, indicator_id=indicator_id)["caveat"], "caveat")
    groups = data.query(queries.groups, indicator_id=indicator_id, area_code=area_code)
    for kind in groups["kind"].unique():
        panels.show(
            f"{indicator_id}-{kind}",
            data.shared(
                charts.by_group,
                indicator_id=indicator_id,
                area_code=area_code,
                area=area,
                kind=kind,
            ),
        )
