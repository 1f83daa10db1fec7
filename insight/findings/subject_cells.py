"""What stands in the cells of a table of figures and voices side by side, and in its files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from insight.analysis.voices.figure_side import FigureSide
from insight.analysis.voices.strength import Strength
from insight.analysis.voices.subjects import SubjectInArea
from insight.findings import cells
from insight.findings.table import Cell, Column, Line, Words, cell, linked, quiet, strong
from insight.language import number_format, sentences
from insight.language.sentences import figures_and_voices as words
from insight.language.sentences.groups import pair_words
from insight.language.sentences.inequality import is_clear
from insight.language.sentences.sizes import absolute_words
from insight.visual import style

Row = dict[str, Any]


def subject(row: SubjectInArea) -> Cell:
    """Its name, and whose comments count where it is about some people only."""
    groups = number_format.listed(row.subject.group_names)
    return cell(
        strong(row.subject.subject_name), notes=(f"Heard from: {groups}" if groups else "",)
    )


def figure(row: SubjectInArea) -> Cell:
    """The leading figure, the gap, how all figures compare, and the caution that goes with it."""
    side = row.figure
    compared = [each["verdict"] for each in side.figures if not pd.isna(each["value"])]
    tally = (Words(f"Of {len(compared)} figures:"), *cells.verdict_counts(compared))
    caution = str(side.lead["caveat"]) if side.lead else ""
    return _figure(side, (tally,) if len(compared) > 1 else (), caution)


def figure_in_short(row: SubjectInArea) -> Cell:
    """The leading figure and the gap."""
    return _figure(row.figure)


def voice(row: SubjectInArea) -> Cell:
    """The mood and each theme with its base, and the way to them; or why nothing is shown."""
    if row.voice.lead is None:
        return _not_shown(row)
    said = [words.cell_words(each) for each in row.voice.cells]
    link = linked("Voices", "voices", place=row.area_code)
    return cell(style.MOODS[row.voice.mood], notes=(*said, (link,)))


def voice_in_short(row: SubjectInArea) -> Cell:
    """The mood and the largest base, or why nothing is shown."""
    lead = row.voice.lead
    if lead is None:
        return _not_shown(row)
    count = number_format.counted(int(lead["comment_count"]), "comment")
    heard_by = number_format.counted(int(lead["organisation_count"]), "organisation")
    return cell(style.MOODS[row.voice.mood], notes=(f"{count} through {heard_by}",))


def together(row: SubjectInArea) -> Cell:
    """The word, and the barriers the same people name where there is a need."""
    barriers = row.barriers[:2] if row.figure.is_need else ()
    named = number_format.listed(words.barrier_words(barriers))
    return cell(style.AGREEMENTS[row.word], notes=(f"Named: {named}" if named else "",))


def strengths(row: SubjectInArea) -> Cell:
    """How much each side can bear, and why."""
    voice = _strength("Voice", row.voice_strength)
    return _strength("Figure", row.figure.strength, below=(voice,))


def agreements(counts: Iterable[tuple[str, int]]) -> Cell:
    """How many areas came to which word, a line for each word."""
    lines = [cell(style.AGREEMENTS[word], f": {count}") for word, count in counts]
    return replace(lines[0], below=tuple(lines[1:])) if lines else cell()


FIGURE, SAID, TOGETHER = "The figure, beside England", "What people say", "Together"
FULL = (
    Column("Subject", subject),
    Column(FIGURE, figure),
    Column(SAID, voice),
    Column(TOGETHER, together),
    Column("How strong", strengths),
)
SHORT = (
    Column(FIGURE, figure_in_short),
    Column(SAID, voice_in_short),
    Column(TOGETHER, together),
)


def values(found: Sequence[SubjectInArea]) -> pd.DataFrame:
    """A row of words and numbers for each subject and area, for files."""
    return pd.DataFrame([_values(row) for row in found])


def _figure(side: FigureSide, notes: tuple[Line, ...] = (), caution: str = "") -> Cell:
    if side.gap is not None:
        notes = (_gap(side, side.gap), *notes)
    if side.lead is None:
        none = (quiet(number_format.capital(side.strength.reasons[0])),)
        return cell(notes=notes or (none,), caution=caution)
    lead = side.lead
    unit, places = str(lead["unit"]), int(lead["decimal_places"])
    interval = number_format.interval(lead["lower_ci"], lead["upper_ci"], unit, places)
    england = number_format.figure(lead["benchmark_value"], unit, places)
    about = ""
    if sentences.is_estimate(lead):
        interval, about = number_format.capital(sentences.estimate_words(lead)), "about "
    under = f"{interval}, {lead['period_label']}; England {england}"
    compared = cells.compared(lead, words.ENGLAND)
    value = cell(
        strong(about + number_format.figure(lead["value"], unit, places)),
        *compared.main,
        notes=(under, *compared.notes, *notes),
        caution=caution,
    )
    name = linked(str(lead["plain_name"]), "indicator", indicator=lead["indicator_id"])
    return cell(name, below=(value,))


def _gap(side: FigureSide, gap: Row) -> Line:
    """'Gap in …: ▼ worse: clear gap. 12.6 percentage points (…), one group beside another.'"""
    of = f" in {gap['plain_name']}, {gap['period_label']}"
    is_same = side.lead is not None and side.lead["indicator_id"] == gap["indicator_id"]
    group, reference = pair_words(gap)
    size = f"{absolute_words(gap, gap)}, {group} beside {reference}"
    chance = "" if is_clear(gap) else " (could be chance)"
    return (
        Words(f"Gap{of * (not is_same)}:"),
        cells.gap_mark(gap, gap["polarity"]),
        Words(f"{chance}. {number_format.capital(size)}."),
    )


def _not_shown(row: SubjectInArea) -> Cell:
    return cell(notes=((quiet(words.NOT_SHOWN[row.voice.state]),),))


def _strength(side: str, of: Strength, below: tuple[Cell, ...] = ()) -> Cell:
    return cell(side, style.STRENGTHS[of.word], notes=("; ".join(of.reasons),), below=below)


def _values(row: SubjectInArea) -> Row:
    lead, gap, said = row.figure.lead or {}, row.figure.gap or {}, row.voice.lead or {}
    names = ("indicator_id", "plain_name", "unit", "period_label", "value", "lower_ci", "upper_ci")
    of_gap = ("absolute_gap", "absolute_lower", "absolute_upper", "is_clear")
    return {
        "subject_name": row.subject.subject_name,
        "area_code": row.area_code,
        "area_name": row.area_name,
        **{name: lead.get(name) for name in (*names, "benchmark_value", "verdict")},
        "gap_indicator_id": gap.get("indicator_id"),
        "gap_period_label": gap.get("period_label"),
        **{name: gap.get(name) for name in of_gap},
        "voice_state": row.voice.state,
        "mood": row.voice.mood,
        "comment_count": said.get("comment_count"),
        "organisation_count": said.get("organisation_count"),
        "together": row.word,
        "figure_strength": words.strength_words(row.figure.strength),
        "voice_strength": words.strength_words(row.voice_strength),
        "sentence": words.subject_sentence(row),
        "is_demonstration": row.is_demonstration,
    }
