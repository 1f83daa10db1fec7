"""The areas of care as a list, and one of them: what is measured, what is not, and its gap."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st
from markupsafe import Markup

from insight.findings import DataTable, Finding, care_areas, missing
from insight.language.number_format import counted
from insight.reference.areas import Benchmark
from insight.store import queries
from pages import data
from pages.ui import demonstration, finding, heat_table, table

OPEN = 5  # measures before somebody opens the others; those of the goal come first
LOOK = "stacked care"
NO_FIGURES = "no figures are loaded in this build"


def names(summary: Finding) -> dict[str, str]:
    """Names of the areas of `care_areas.care_summary` by their ids."""
    values = summary.table.values
    return dict(zip(values["clinical_area_id"], values["clinical_area"], strict=True))


def listing(summary: Finding) -> Markup:
    """The table of the areas, each of which leads to its own view."""
    return table.table(summary.table, "stacked care-areas")


def section(clinical_area_id: str, edition: str, benchmark: Benchmark) -> None:
    """Everything of one clinical area, from its heading on."""
    of = {"clinical_area_id": clinical_area_id, "edition": edition}
    measures = data.shared(care_areas.care_area, benchmark=benchmark, **of)
    finding.title(measures.title, measures.subtitle)
    demonstration.banner(measures.is_demonstration)
    finding.say(measures.sentence)
    if measures.table.rows:
        finding.write(table.table(_rows(measures.table, slice(OPEN)), LOOK))
    else:
        finding.empty("No measure yet", NO_FIGURES)
    if more := len(measures.table.rows[OPEN:]):
        with st.expander(f"{counted(more, 'more measure')} near the goal"):
            finding.write(table.table(_rows(measures.table, slice(OPEN, None)), LOOK))
    finding.foot(measures)
    _gap(of)
    places = data.shared(
        care_areas.care_by_place, clinical_area_id=clinical_area_id, benchmark=benchmark
    )
    if places is not None:
        with st.expander(places.title):
            finding.write(heat_table.table(places.table))
            finding.foot(places)
    unmeasured = data.shared(missing.missing_measures, clinical_area_id=clinical_area_id)
    if unmeasured is not None:
        finding.fold(unmeasured, "stacked unmeasured")


def _rows(of: DataTable, rows: slice) -> DataTable:
    return replace(of, rows=of.rows[rows])


def _gap(of: dict[str, str]) -> None:
    """The gap of a clinical area drawn, with what stands beside it, to be opened."""
    gradient = data.shared(care_areas.care_gradient, **of)
    if gradient is None:
        return
    companion = data.shared(care_areas.care_companion, columns=finding.COLUMNS, **of)
    about = data.query(queries.indicator, indicator_id=gradient.about["indicator_id"])
    with st.expander(f"The gap drawn: {about['plain_name']}"):
        left, right = st.container(key="drawn-gap").columns(2, gap="large")
        with left:
            finding.show(gradient)
        with right:
            if companion is not None:
                finding.show(companion)
