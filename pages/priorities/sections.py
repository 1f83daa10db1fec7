"""How the parts of the Priorities page are laid out."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st
from markupsafe import Markup

from insight.analysis.mismatches import DOING_WELL, UNJUDGED
from insight.findings import DataTable, Finding
from insight.findings.authority_spine import STATED, authority_spine
from insight.findings.mismatches import mismatched_priorities, mismatches
from insight.language import number_format
from insight.reference.areas import Benchmark
from insight.reference.vocabulary import TOPICS
from pages import data
from pages.controls import choices
from pages.ui import finding, heat_table, table

NOT_ONE = Markup('<p class="sentence">None was found.</p>')
HEADING = Markup('<h3 class="priority">{}</h3>{}')


def stated(priorities: Iterable[Finding], unmeasured: Finding | None) -> Markup:
    """A fold for each priority: what was stated, and its figures; then those without any."""
    folds = Markup().join(
        finding.topic(
            each.title,
            table.tally(each.table.values["verdict"].dropna()),
            Markup("<p>{}</p>{}").format(each.sentence, table.table(each.table, "stacked own")),
            "",
            is_open=False,
        )
        for each in priorities
    )
    if unmeasured is None:
        return folds
    count = Markup('<span class="tally">{}</span>').format(len(unmeasured.table.rows))
    return folds + finding.topic(
        unmeasured.title, count, unmeasured.table, "stacked unmeasured", is_open=False
    )


def nine_places(found: Finding | None, place_code: str) -> None:
    """The Places on these priorities, to be opened."""
    if found is None:
        finding.empty("Nothing to compare", "None of these indicators has figures for Places.")
        return
    with st.expander(found.title):
        finding.say(found.subtitle, "subtitle")
        finding.write(heat_table.table(found.table, place_code))
        finding.foot(found)


def mismatched(area_code: str, benchmark: Benchmark, is_tall: bool) -> None:
    """Where need and priorities do not match, to be opened."""
    chosen = {"area_code": area_code, "benchmark": benchmark}
    found = data.shared(mismatches, **chosen)
    kinds = [
        data.shared(mismatched_priorities, kind=kind, **chosen) for kind in (DOING_WELL, UNJUDGED)
    ]
    with st.expander(found.title):
        finding.write(finding.said(found.subtitle, "subtitle"), finding.said(found.sentence))
        finding.write(needs(found.table, is_tall) + lists(kinds))
        finding.foot(found)


def among_authorities(place_code: str, place: str, benchmark: Benchmark) -> None:
    """Where a Place stands in all of England, on indicators of the reader's choice."""
    with st.expander(f"{place} among English authorities"):
        spine = data.shared(
            authority_spine, shortlist=shortlist(), place_code=place_code, benchmark=benchmark
        )
        if spine is None:
            finding.empty("No figures here", "Choose other indicators to show.")
            return
        finding.say(spine.sentence)
        finding.picture(spine)
        finding.foot(spine, is_folded=True, look="stacked")


def needs(of: DataTable, is_tall: bool) -> Markup:
    """The needs that are no stated priority; a long table scrolls in a box of its own."""
    body = table.table(of, "stacked own") if of.rows else NOT_ONE
    tall = Markup('<div class="tall">{}</div>') if is_tall and of.rows else Markup("{}")
    return HEADING.format(of.caption, tall.format(body))


def lists(priorities: Iterable[Finding]) -> Markup:
    """Findings that are a list of sentences each, side by side."""
    parts = Markup().join(
        Markup("<section>{}</section>").format(HEADING.format(each.title, _sentences(each.table)))
        for each in priorities
    )
    return Markup('<div class="halves">{}</div>').format(parts)


def shortlist() -> str:
    """Which indicators are set among the authorities: STATED, or a topic."""
    names = {STATED: "Its stated priorities", **{t: number_format.capital(t) for t in TOPICS}}
    return choices.pick("Indicators shown", names, "show")


def _sentences(of: DataTable) -> Markup:
    items = Markup().join(
        Markup("<li>{}</li>").format(table.content(sentence)) for (sentence,) in of.rows
    )
    return Markup('<ul class="plain">{}</ul>').format(items) if items else NOT_ONE
