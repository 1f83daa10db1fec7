"""One indicator: areas compared, change over time, small areas, groups, and what it means."""

import streamlit as st

from insight.analysis import comparisons
from insight.findings import indicator as findings
from insight.findings.month_by_month import month_by_month
from insight.language import sentences
from insight.store import queries
from pages import data
from pages.controls import area_choices, measure_search
from pages.indicator import sections
from pages.ui import figures_and_voices, finding, measure_links

listed = data.query(queries.indicators)
if listed.empty:
    finding.title("Nothing to show yet")
    finding.empty("There are no indicators in this build", "Build the store again.")
    st.stop()

indicator_id = measure_search.indicator(queries.indicators, "indicator")
has = listed.set_index("indicator_id").loc[indicator_id]
about = data.query(queries.indicator, indicator_id=indicator_id)

finding.title(about["plain_name"], about["definition"])
measure_links.show(indicator_id, "indicator")

if has["has_places"]:
    latest = data.query(comparisons.latest_comparison, indicator_id=indicator_id)
    england = latest["benchmark_value"].iloc[0]
    finding.say(sentences.places_sentence(latest, about, "England", england))
    chosen = area_choices.areas(indicator_id)
    sections.compare(indicator_id, chosen)
else:
    elsewhere = data.shared(findings.elsewhere, indicator_id=indicator_id)
    if elsewhere is not None:
        finding.show(elsewhere)
by_month = data.shared(month_by_month, indicator_id=indicator_id)
if by_month is not None:
    finding.fold(by_month)
if has["has_neighbourhoods"]:
    sections.small_areas(indicator_id, has["has_neighbourhoods"])
if has["has_groups"]:
    sections.by_group(indicator_id)

sections.meaning(data.shared(findings.meaning, indicator_id=indicator_id))

figures_and_voices.section(indicator_id=indicator_id)
