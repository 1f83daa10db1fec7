"""One clinical area on the page: what is measured, what is not, and its gap drawn."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from insight.findings import Finding, care_areas, missing
from insight.findings.table import Cell
from insight.reference.areas import Benchmark
from insight.store import queries
from pages import data
from pages.controls import choices
from pages.ui import finding, heat_table, table

ENTRY = Markup('<li><a href="#{}">{}</a> <span class="tally">{}, {} not measured yet</span></li>')
NO_FIGURES = "no figures are loaded in this build"


def contents(summary: Finding) -> Markup:
    """Links to the areas of `care_summary`, each with its gaps and what is not measured."""
    rows = zip(summary.table.values["clinical_area_id"], summary.table.rows, strict=True)
    items = Markup().join(_entry(clinical_area_id, *row) for clinical_area_id, row in rows)
    return Markup('<nav aria-label="Clinical areas"><ul class="topics">{}</ul></nav>').format(items)


def section(clinical_area_id: str, edition: str, benchmark: Benchmark) -> None:
    """Everything of one clinical area, from its heading on."""
    of = {"clinical_area_id": clinical_area_id, "edition": edition}
    measures = data.shared(care_areas.care_area, benchmark=benchmark, **of)
    unmeasured = data.shared(missing.missing_measures, clinical_area_id=clinical_area_id)
    heading = finding.headed(measures.title, measures.subtitle)
    finding.write(
        Markup('<div id="{}">{}</div>').format(clinical_area_id, heading),
        finding.said(measures.sentence),
        table.table(measures.table, "stacked care")
        if measures.table.rows
        else finding.nothing("No measure yet", NO_FIGURES),
        table.table(unmeasured.table, "stacked unmeasured") if unmeasured else Markup(),
    )
    finding.foot(measures)
    _gap(of)
    places = data.shared(
        care_areas.care_by_place, clinical_area_id=clinical_area_id, benchmark=benchmark
    )
    if places is not None:
        finding.write(heat_table.table(places.table))
        finding.foot(places)


def _entry(clinical_area_id: str, name: Cell, gaps: Cell, unmeasured: Cell) -> Markup:
    return ENTRY.format(clinical_area_id, name.text, gaps.text, unmeasured.text)


def _gap(of: dict[str, str]) -> None:
    """The gap of a clinical area drawn, with what stands beside it; folded on a phone."""
    gradient = data.shared(care_areas.care_gradient, **of)
    if gradient is None:
        return
    companion = data.shared(care_areas.care_companion, columns=2, **of)
    about = data.query(queries.indicator, indicator_id=gradient.about["indicator_id"])
    with st.expander(f"The gap drawn: {about['plain_name']}", expanded=not choices.is_phone()):
        key = f"drawn-{of['clinical_area_id']}"
        left, right = st.container(key=key).columns(2, gap="large")
        with left:
            finding.show(gradient)
        with right:
            if companion is not None:
                finding.show(companion)
