"""The board pack: one Place, or the system, on eight pages, with an annex for who asks for one.

It writes nothing of its own: every page is findings that the dashboard draws too.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

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
    used_sources,
    words_section,
)
from insight.findings import Finding, board, widening
from insight.findings.care_areas import care_area, care_gradient, care_summary
from insight.findings.catalogue import clinical_areas
from insight.findings.change_over_time import area_trend, change_over_time
from insight.findings.core20 import core20_people, deprivation_tenths
from insight.findings.headlines import headlines
from insight.findings.indicator import area_comparison
from insight.findings.key_findings import key_findings
from insight.findings.mismatches import mismatches
from insight.findings.missing import missing_groups, missing_measures
from insight.findings.place_profile import place_profile
from insight.findings.provenance import missing_figures
from insight.findings.stated_priorities import stated_priorities, unmeasured_priorities
from insight.language import sentences
from insight.reference.areas import SYSTEM, areas
from insight.reference.vocabulary import VERSIONS
from insight.store import Store, queries

EDITION = "2025"
OLD = (
    "Newer plans may have replaced these priorities. An indicator informs one; it is not the goal."
)


def board_pack(
    store: Store,
    area_code: str = SYSTEM,
    address: str = "",
    progress: Progress = no_progress,
    *,
    has_annex: bool = False,
) -> Document:
    """The pack of a Place, or of the system.

    address: of the dashboard, printed on the first page where there is one. has_annex: with every
    chart and table the pages rest on. Raises CatalogueError when the catalogue cannot be read.
    """
    sections = chapters(store, area_code, PAGES + ANNEX * has_annex, progress)
    pages, annex = sections[: len(PAGES)], sections[len(PAGES) :]
    words, whose = words_section(), board.publishers(store, used_sources(pages))
    if has_annex:
        annex = (*annex, sources_section(store, sections))
    built, build_id = build_words(store)
    return Document(
        title=f"{areas()[area_code].area_name}: figures for the board",
        subtitle=f"Health, deprivation and fairness. Deprivation edition {EDITION}.",
        built=built,
        build_id=build_id,
        sections=(*pages, replace(words, findings=(*words.findings, whose)), *annex),
        style_sheet="board_pack.css",
        address=address,
        contents_before=len(PAGES) + 1 if has_annex else None,
        sources=source_names(store),
    )


def _in_short(store: Store, area_code: str) -> list[Finding | None]:
    return [board.in_short(store, area_code, EDITION)]


def _where(store: Store, area_code: str) -> list[Finding | None]:
    return board.where(store, area_code, EDITION)


def _gaps(store: Store, area_code: str) -> list[Finding | None]:
    return [widening.life_gap_here(store, area_code)]


def _strongest(store: Store, area_code: str) -> list[Finding | None]:
    return [key_findings(store, AGAINST_ENGLAND, area_code)]


def _deprivation(store: Store, area_code: str) -> list[Finding | None]:
    return [
        deprivation_tenths(store, EDITION, area_code),
        core20_people(store, EDITION),
    ]


def _lives(store: Store, area_code: str) -> list[Finding | None]:
    return [area_comparison(store, each) for each in _listed(store, LIFE_EXPECTANCY.values())]


def _headlines(store: Store, area_code: str) -> list[Finding | None]:
    if area_code == SYSTEM:
        found = headlines(store)
        return [found if found.table.rows else None]
    return [place_profile(store, area_code, indicator_ids=HEADLINES)]


def _change(store: Store, area_code: str) -> list[Finding | None]:
    ids = _listed(store, (*LIFE_EXPECTANCY.values(), *HEADLINES))
    if area_code == SYSTEM:
        return [change_over_time(store, each) for each in ids]
    return [area_trend(store, each, area_code) for each in ids]


def _priorities(store: Store, area_code: str) -> list[Finding | None]:
    stated = stated_priorities(store, area_code)
    if area_code == SYSTEM or not stated:
        return [*stated, unmeasured_priorities(store, area_code)]
    return [*stated, unmeasured_priorities(store, area_code), mismatches(store, area_code)]


def _care(store: Store, area_code: str) -> list[Finding | None]:
    found: list[Finding | None] = []
    for version in VERSIONS:
        measured: list[Finding | None] = []
        for each in clinical_areas(store, version):
            of = (store, each.clinical_area_id, EDITION)
            area = care_area(*of, area_code=area_code)
            if area.table.rows:
                measured += [area, care_gradient(*of, area_code)]
        if measured:
            found += [care_summary(store, version, EDITION, area_code), *measured]
    return found


def _missing(store: Store, area_code: str) -> list[Finding | None]:
    return [missing_measures(store), missing_groups(store), missing_figures(store, area_code)]


def _listed(store: Store, indicator_ids: Iterable[str]) -> list[str]:
    """Those of these indicators that have figures."""
    known = set(queries.indicators(store)["indicator_id"])
    return [each for each in indicator_ids if each in known]


PAGES = (
    Chapter("In short", _in_short, "Nothing has been loaded yet", is_page=True),
    Chapter("The map", _where, "No figures on deprivation have been loaded yet", is_page=True),
    Chapter("Gaps, and how they moved", _gaps, "No gap over time is loaded", is_page=True),
    Chapter("Three largest differences", board.worst, "Nothing has been tested", is_page=True),
    Chapter("Priorities and need", board.need, "No stated priority is loaded", is_page=True),
    Chapter("People, and what was done", board.people, "Nothing is on record", is_page=True),
    Chapter("What is not known", board.not_known, "Nothing listed is missing", is_page=True),
)
ANNEX = (
    Chapter("What stands out", _strongest, "No difference has been tested in this build"),
    Chapter("Deprivation", _deprivation, "No figures on deprivation have been loaded yet"),
    Chapter("Length of life", _lives, "No figures on length of life have been loaded yet"),
    Chapter("Headline figures", _headlines, "No headline figure has been loaded yet"),
    Chapter("Change over time", _change, "No headline figure has two periods yet"),
    Chapter("Stated priorities", _priorities, "No stated priority is loaded", OLD),
    Chapter(
        "CORE20PLUS5: gaps in care",
        _care,
        "No gap in care has been worked out in this build",
        sentences.SLOPE_NOTE,
    ),
    Chapter("What we cannot measure", _missing, "Nothing is missing that the catalogue lists"),
)
