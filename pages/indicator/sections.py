"""The parts of the Indicator page with choices of their own.

Each is a fragment: a choice inside it draws that part again and leaves the others alone.
"""

from __future__ import annotations

from typing import Any

import streamlit as st
from markupsafe import Markup

from insight.analysis import benchmarks, comparisons
from insight.findings import Finding
from insight.findings import indicator as findings
from insight.findings.change_over_time import change_over_time
from insight.findings.maps import indicator_map
from insight.store import queries
from pages import data
from pages.controls import choices
from pages.ui import downloads, finding, maps, table

NO_MAP = "No map", "Its shapes have not been built. The table has the same figures."


@st.fragment
def compare(indicator_id: str, chosen: tuple[str, ...]) -> None:
    """Places for one period, a chart and a map side by side, or the areas chosen, as a chart; and
    all their periods."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        start, end = choices.period(data.query(queries.periods, indicator_id=indicator_id))
        when = {"period_start_date": start, "period_end_date": end}
        beside = data.shared(benchmarks.benchmarks_with_figure, indicator_id=indicator_id, **when)
        benchmark = choices.benchmark(beside)
        is_rankable = data.shared(benchmarks.is_rankable, indicator_id=indicator_id)
        order = choices.order() if is_rankable else "name"
    picked = {
        "indicator_id": indicator_id,
        "benchmark": benchmark,
        **when,
    }
    found = data.shared(findings.area_comparison, order=order, chosen=chosen, **picked)
    if found is None:
        finding.empty("No figures", "These areas have none for this period. Choose another.")
    else:
        _one_period(found, picked, has_map=not chosen)
    over_time = {"indicator_id": indicator_id, "columns": finding.COLUMNS, "chosen": chosen}
    change = data.shared(change_over_time, **over_time, confidence=benchmark.confidence)
    if change is not None:
        with st.container(key="multiples"):
            finding.show(change, has_caveat=False, has_source=False)


def _one_period(found: Finding, picked: dict[str, Any], has_map: bool) -> None:
    finding.head(found)
    if not has_map:
        finding.picture(found)
        finding.foot(found, is_folded=True)
        return
    left, right = st.columns([7, 5], gap="large")
    with left:
        finding.picture(found)
    with right:
        shape = next(iter(maps.shapes("place")), "")
        drawn = data.shared(indicator_map, area_type="place", shape=shape, **picked)
        if drawn is None:
            finding.empty(*NO_MAP)
        else:
            choices.unfold("Show the map")  # the chart above it has the same figures
            with st.container(key="where-it-is"):
                # Its source, caveat and table are those of the chart, under both.
                finding.picture(drawn)
                downloads.menu(drawn)
    finding.foot(found, is_folded=True)


@st.fragment
def small_areas(indicator_id: str, area_type: str) -> None:
    """The smallest areas there are figures for: a map and a list side by side."""
    offered = maps.shapes(area_type)
    picked = {"indicator_id": indicator_id, "area_type": area_type}
    above = st.container()
    left, right = st.columns(2, gap="large")
    with left:
        shape = choices.shape(offered)
        found = data.shared(findings.small_areas, shape=shape, **picked)
        if found is None:
            return
        if found.picture is None:
            finding.empty(*NO_MAP)
        finding.picture(found)
    with above:
        finding.head(found)
    with right:
        finding.write(Markup('<div class="tall">{}</div>').format(table.table(found.table)))
        finding.foot(found)


@st.fragment
def by_group(indicator_id: str) -> None:
    """One area's figures by group of people, or of GP practices, to be opened."""
    areas = data.query(comparisons.areas_with_groups, indicator_id=indicator_id)
    with st.expander("By group", key="fold-by-group"):
        area_code, _ = choices.area(areas)
        groups = data.query(queries.groups, indicator_id=indicator_id, area_code=area_code)
        picked = {"indicator_id": indicator_id, "area_code": area_code}
        for kind in groups["kind"].unique():
            found = data.shared(findings.by_group, group_kind=kind, **picked)
            if found is not None:
                finding.fold(found, has_caveat=False)


def meaning(found: Finding) -> None:
    """What is counted and whose figure it is, as a list of terms."""
    with st.expander(found.title):
        finding.write(table.facts((name, words) for name, words in found.table.texts))
