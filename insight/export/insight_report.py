"""The insight report: figures, voices, silence and responses of one Place, or of the system.

It writes nothing of its own: every chapter is findings that the pages draw too.
"""

from __future__ import annotations

from insight.analysis.comparisons import AGAINST_ENGLAND
from insight.analysis.headlines import HEADLINES, LIFE_EXPECTANCY
from insight.export.document import (
    Chapter,
    Document,
    Progress,
    build_words,
    chapters,
    no_progress,
    source_names,
    sources_section,
)
from insight.findings import Finding
from insight.findings.comments_without_group import comments_without_group
from insight.findings.figures_and_voices import subjects_in_short
from insight.findings.key_findings import key_findings
from insight.findings.place_profile import place_profile
from insight.findings.responses import responses
from insight.findings.silence import silence_map, unheard_needs_by_place, where_next
from insight.findings.themes import comments, themes
from insight.findings.voices import put_forward, quotes
from insight.reference.areas import SYSTEM, areas
from insight.store import Store

SHOWN_OF_ALL = (*LIFE_EXPECTANCY.values(), *HEADLINES)


def insight_report(
    store: Store, area_code: str = SYSTEM, progress: Progress = no_progress
) -> Document:
    """The report of a Place, or of the system, by code."""
    sections = chapters(store, area_code, CHAPTERS, progress)
    built, build_id = build_words(store)
    strongest = key_findings(store, AGAINST_ENGLAND, area_code)
    first = [row[0] for row in strongest.table.texts[:2]] if strongest else []
    people = (sections[1].findings[0], _whole_silence(store, area_code), sections[4].findings[0])
    first += [each.title for each in people if each and each.link and not each.is_demonstration]
    return Document(
        title=f"{areas()[area_code].area_name}: insight report",
        subtitle="Figures, voices, silence and responses",
        built=built,
        build_id=build_id,
        sections=(*sections, sources_section(store, sections)),
        style_sheet="insight_report.css",
        short=tuple(f"{each}." for each in first),
        contents_before=0,
        has_pictures=False,
        sources=source_names(store),
    )


def _figures(store: Store, area_code: str) -> list[Finding | None]:
    return [place_profile(store, area_code, indicator_ids=SHOWN_OF_ALL)]


def _side_by_side(store: Store, area_code: str) -> list[Finding | None]:
    return [subjects_in_short(store, area_code=area_code)]


def _voices(store: Store, area_code: str) -> list[Finding | None]:
    return [
        comments(store, area_code),
        themes(store, area_code),
        put_forward(store, area_code),
        quotes(store, area_code),
    ]


def _silence(store: Store, area_code: str) -> list[Finding | None]:
    first = (
        _whole_silence(store, SYSTEM)
        if area_code == SYSTEM
        else where_next(store, area_code=area_code)
    )
    return [first, comments_without_group(store, area_code)]


def _whole_silence(store: Store, area_code: str) -> Finding | None:
    """How many needs nobody, or few, were heard on."""
    if area_code == SYSTEM:
        return unheard_needs_by_place(store)
    return silence_map(store, area_code=area_code)


def _done(store: Store, area_code: str) -> list[Finding | None]:
    return [responses(store, area_code)]


CHAPTERS = (
    Chapter("Figures", _figures, "No headline figure is published for this area"),
    Chapter("Figures and voices side by side", _side_by_side, "No subject is loaded"),
    Chapter("What people say", _voices, "No comments may be shown"),
    Chapter("Who has not been heard", _silence, "No subject is loaded"),
    Chapter("What was done", _done, "Nothing people said has been recorded yet"),
)
