"""The official gap; and one measure by groups: from group to group, over time, in each Place."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from insight.findings import Finding, gaps, widening
from insight.findings.gaps import GapSummary
from pages import data
from pages.ui import finding, table


def official() -> list[Finding]:
    """The official gap in length of life of each sex that has one, that which moved most first."""
    asked = [
        data.shared(widening.life_gap, sex=sex, columns=finding.COLUMNS)
        for sex in widening.LIFE_GAPS
    ]
    found = [each for each in asked if each is not None]
    return sorted(found, key=widening.largest_change, reverse=True)


def widening_first(found: Sequence[Finding]) -> None:
    """The first in words with its table; its chart and the other gaps to be opened."""
    for place, each in enumerate(found):
        if place == 0:
            finding.head(each)
            finding.write(table.table(each.table))
            finding.foot(each, is_drawn=False)
        with st.expander(f"{each.title}: the chart" if place == 0 else each.title):
            if place:
                finding.say(each.sentence)
            finding.picture(each)
            if place:
                finding.write(table.table(each.table))
                finding.foot(each)
    listed = data.shared(widening.what_can_be_shown)
    if listed is not None:
        finding.fold(listed, "stacked")


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
        finding.empty("No change over time can be shown", words.why_no_change)
    else:
        finding.fold(found)


def places(words: GapSummary, picked: dict[str, str]) -> None:
    """The gap, and the groups, in each Place."""
    found = data.shared(gaps.gap_in_places, columns=finding.COLUMNS, **picked)
    if found is None:
        finding.empty("No Place has a gap to show", words.why_no_places)
    else:
        finding.fold(found)
    gradients = data.shared(gaps.gradients_in_places, columns=finding.COLUMNS, **picked)
    if gradients is not None:
        finding.fold(gradients)
