"""One measure by groups: from group to group, over time, and in each Place."""

from __future__ import annotations

import streamlit as st

from insight.findings import Finding, gaps
from insight.findings.gaps import GapSummary
from pages import data
from pages.ui import finding, table


def official(found: Finding) -> None:
    """The official gap with its table open: every Place's first and latest figure is the answer."""
    finding.head(found)
    finding.picture(found)
    finding.write(table.table(found.table))
    finding.foot(found)


def groups(words: GapSummary, area_code: str, picked: dict[str, str]) -> None:
    """The groups of one area, with the gap in numbers beside them."""
    found = data.shared(gaps.gradient, area_code=area_code, **picked)
    if found is None:
        return
    left, right = st.columns([7, 5], gap="large")
    with left:
        finding.heading("From group to group", found.subtitle)
        finding.say(words.slope)
        finding.picture(found)
    with right:
        finding.heading("The gap in numbers", words.sizes_subtitle)
        finding.write(table.table(words.sizes, "sizes"))
        finding.say(words.people)
    finding.foot(found, is_folded=True)


def change(words: GapSummary, area_code: str, picked: dict[str, str]) -> None:
    """The gap of one area over time, or why it cannot be shown."""
    found = data.shared(gaps.gap_over_time, area_code=area_code, **picked)
    if found is None:
        finding.heading("The gap over time")
        finding.empty("No change can be shown", words.why_no_change)
    else:
        finding.show(found)


def places(words: GapSummary, columns: int, picked: dict[str, str]) -> None:
    """The gap, and the groups, in each Place. columns: of small charts."""
    found = data.shared(gaps.gap_in_places, columns=columns, **picked)
    if found is None:
        finding.heading("The gap in each Place")
        finding.empty("No Place has a gap to show", words.why_no_places)
    else:
        with st.container(key="multiples"):
            finding.show(found)
    gradients = data.shared(gaps.gradients_in_places, columns=columns, **picked)
    if gradients is not None:
        with st.container(key="gradients"):
            finding.show(gradients)
