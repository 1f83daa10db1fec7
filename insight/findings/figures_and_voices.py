"""Figures and what people say side by side: a row for each subject, and one word for the two."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

import pandas as pd

from insight.analysis.comparisons import AGAINST_ENGLAND
from insight.analysis.voices import subjects
from insight.analysis.voices.subjects import NEITHER, SILENT, WORDS, SubjectInArea
from insight.findings import subject_cells
from insight.findings.finding import Finding
from insight.findings.sources import benchmark_about, sources_of, with_sources
from insight.findings.table import Cell, Column, Link, data_table
from insight.language import number_format, sentences
from insight.language.sentences import figures_and_voices as words
from insight.reference.areas import ENGLAND, HOW_MANY, SYSTEM, SYSTEM_NAME
from insight.store import Store, cached, queries
from insight.visual import style

PAGE = "voice_beside_figures"
HEADING = "What people say beside the figures"
IN_SHORT = "One word for where the two stand; neither explains the other"
INSTEAD = f", or against {SYSTEM_NAME} where England has none" * (SYSTEM != ENGLAND)
CAVEAT = (
    f"{words.NOT_CAUSE} Figures are set against England{INSTEAD}, by their 95% ranges."
    " Voices count as mostly negative or positive from"
    " two thirds. People who are heard are not a sample of all."
)
NAMED = 3  # subjects named in a sentence; of more, how many: the page of subjects has all
WITHOUT_VOICE = (SILENT, NEITHER)


def subjects_side_by_side(store: Store, area_code: str) -> Finding | None:
    """Every subject of a Place or of the system, with all that is known of both sides.

    None when there are no subjects.
    """
    found = _rows(store, area_code)
    if not found:
        return None
    area = found[0].area_name
    return Finding(
        finding_id="voice-beside-figures",
        title=words.subjects_title(found, area),
        subtitle="A row for each subject: the figure, the voice, and how strong",
        sentence=words.subjects_summary(found, area),
        caveat=f"{_chance(found)} {CAVEAT}",
        link=Link.to(PAGE, place=area_code),
        **_body(store, found, subject_cells.FULL, f"{area}: {HEADING.lower()}"),
    )


def subjects_by_care(store: Store, area_code: str) -> tuple[Finding, ...]:
    """The same rows in two parts: clinical areas of CORE20PLUS5, then everything else."""
    found = _rows(store, area_code)
    parts = {
        "care": ("Areas of care in CORE20PLUS5", [r for r in found if r.subject.clinical_area]),
        "other": ("Other subjects", [r for r in found if not r.subject.clinical_area]),
    }
    return tuple(_part(store, id_, *part) for id_, part in parts.items() if part[1])


def subjects_by_priority(store: Store, area_code: str) -> tuple[Finding, ...]:
    """The same rows under each priority the area has stated, as far as its indicators lead there.

    sentence: what the priority says. A subject may stand under several; some have none.
    """
    found = _rows(store, area_code)
    stated = queries.priorities(store)
    links = queries.priority_links(store).groupby("priority_id")["indicator_id"].agg(set)
    parts = []
    for priority in stated[stated["place_code"] == area_code].itertuples():
        ids = links.get(priority.priority_id, set())
        rows = [row for row in found if ids & set(row.subject.indicator_ids)]
        about = (priority.priority_id, priority.priority_name)
        parts.append(_part(store, *about, rows, priority.summary))
    return tuple(parts)


def subjects_in_short(
    store: Store,
    area_code: str = "",
    clinical_areas: tuple[str, ...] = (),
    indicator_id: str = "",
) -> Finding | None:
    """The figure, what people say and the word, wherever a voice may be shown or a barrier named.

    Of an area its subjects; of clinical areas the system, with how many Places came to which
    word; of an indicator every area, on the subjects it belongs to. The sentence names those on
    which no voice may be shown. None where no subject fits.
    """
    found = _rows(store, area_code, clinical_areas, indicator_id)
    if not found:
        return None
    own = [row for row in found if row.area_code == (area_code or SYSTEM)]
    shown = [row for row in found if row.word not in WITHOUT_VOICE]
    columns = [Column("Area and subject", partial(_name, found)), *subject_cells.SHORT]
    if clinical_areas or area_code:
        columns[0] = Column("Subject", lambda row: str(row.subject.subject_name))
    if clinical_areas:
        shown = own
        columns.append(Column(f"{HOW_MANY.capitalize()} Places", partial(_in_places, found)))
    is_many = len(own) > 1
    return Finding(
        finding_id="figures-and-voices",
        title=words.subjects_title(own, own[0].area_name) if is_many else HEADING,
        subtitle=HEADING if is_many else IN_SHORT,
        sentence="" if clinical_areas else _without_voice(found),
        caveat=CAVEAT,
        link=Link.to(PAGE, place=area_code or SYSTEM),
        **_body(store, found, columns, HEADING, shown),
    )


def _rows(
    store: Store,
    area_code: str = "",
    clinical_areas: tuple[str, ...] = (),
    indicator_id: str = "",
) -> list[SubjectInArea]:
    """Subjects in one area (or all), of these clinical areas, or measured by an indicator."""
    return [
        row
        for row in cached(store, subjects.subjects_by_area)
        if area_code in ("", row.area_code)
        and (not clinical_areas or row.subject.clinical_area in clinical_areas)
        and (not indicator_id or indicator_id in row.subject.indicator_ids)
    ]


def _part(
    store: Store, part_id: str, name: str, rows: list[SubjectInArea], sentence: str = ""
) -> Finding:
    """Some of the subjects of an area under a name of their own."""
    area = f"{rows[0].area_name}: " if rows else ""
    return Finding(
        finding_id=f"subjects-{part_id}",
        title=name,
        sentence=sentence,
        caveat=CAVEAT,
        **_body(store, rows, subject_cells.FULL, f"{area}{name}"),
    )


def _body(
    store: Store,
    found: Sequence[SubjectInArea],
    columns: Iterable[Column],
    caption: str,
    shown: Sequence[SubjectInArea] | None = None,
) -> dict[str, Any]:
    """Table, sources and marks of these rows. shown: those in the table; its file has them all."""
    listed = found if shown is None else shown
    figures = [each for row in found for each in row.figure.figures]
    ids = [each["indicator_id"] for each in figures if not pd.isna(each["value"])]
    return {
        "table": data_table(
            caption, columns, listed, with_sources(store, subject_cells.values(found))
        ),
        "source_ids": sources_of(store, ids),
        "about": benchmark_about(AGAINST_ENGLAND),
        "is_demonstration": any(row.is_demonstration for row in found),
    }


def _chance(found: Sequence[SubjectInArea]) -> str:
    """How many comparisons these rows rest on, each indicator once, and what chance would mark."""
    figures = [figure for row in found for figure in row.figure.figures]
    verdicts = {figure["indicator_id"]: figure["verdict"] for figure in figures}
    return sentences.chance_sentence(pd.Series(verdicts, dtype=object))


def _without_voice(found: Sequence[SubjectInArea]) -> str:
    """What no voice may be shown on, in a line for each word instead of rows."""
    lines = []
    for word in WITHOUT_VOICE:
        names = [_name(found, row) for row in found if row.word == word]
        if names:
            said = number_format.capital(style.AGREEMENTS[word].word)
            few = "; ".join(names) if len(names) <= NAMED else f"{len(names)} subjects"
            lines.append(f"{said}: {few}.")
    return " ".join(lines)


def _name(found: Sequence[SubjectInArea], row: SubjectInArea) -> str:
    """What tells a row from the others: its subject, its area, or both."""
    if len({each.area_code for each in found}) == 1:
        return row.subject.subject_name
    is_one = len({each.subject.subject_id for each in found}) == 1
    return row.area_name if is_one else f"{row.area_name}, {row.subject.subject_name}"


def _in_places(found: Sequence[SubjectInArea], row: SubjectInArea) -> Cell:
    """How many Places came to which word on the same subject."""
    same = [
        each.word
        for each in found
        if each.subject.subject_id == row.subject.subject_id and each.area_code != SYSTEM
    ]
    return subject_cells.agreements((word, same.count(word)) for word in WORDS if word in same)
