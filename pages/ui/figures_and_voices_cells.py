"""What stands in the cells of a table of figures and voices side by side."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

import pandas as pd

from insight.analysis.voices.figure_side import FigureSide, Row
from insight.analysis.voices.strength import Strength
from insight.analysis.voices.subjects import SubjectInArea
from insight.language import number_format
from insight.language.sentences import figures_and_voices as words
from insight.language.sentences.groups import pair_words
from insight.language.sentences.inequality import is_clear
from insight.language.sentences.sizes import absolute_words
from pages.ui import markup, tables
from pages.ui.tables import Column

FIRST = "The figure, beside England"


def full_table(found: Sequence[SubjectInArea], caption: str) -> str:
    """Everything known of each row."""
    columns = [
        Column("Subject", _subject, is_markup=True),
        Column(FIRST, _figure, is_markup=True),
        Column("What people say", _voice, is_markup=True),
        Column("Together", together, is_markup=True),
        Column("How strong", _strengths, is_markup=True),
    ]
    return tables.table(found, columns, caption, "stacked beside-full")


def frame(found: Sequence[SubjectInArea]) -> pd.DataFrame:
    """The rows as a table of words and numbers, for CSV and workbook."""
    return pd.DataFrame([_flat(row) for row in found], columns=list(_FLAT))


def _subject(row: SubjectInArea) -> str:
    who = (
        f"Heard from: {number_format.listed(row.topic.group_names)}" if row.topic.group_ids else ""
    )
    small = f"<small>{escape(who)}</small>" if who else ""
    return f"<b>{escape(row.topic.subject_name)}</b>{small}"


def _figure(row: SubjectInArea) -> str:
    side = row.figure
    others = len([each for each in side.figures if not pd.isna(each["value"])]) - 1
    more = (
        f"<small>{markup.tally(r['verdict'] for r in side.figures)}</small>" if others > 0 else ""
    )
    return _lead(side) + _gap(side) + more + _caveat(side)


def _caveat(side: FigureSide) -> str:
    """What to know before using the leading figure, for those who ask."""
    caveat = side.lead["caveat"] if side.lead else ""
    if not caveat:
        return ""
    return (
        '<details class="caution"><summary>Take care</summary>'
        f"<small>{escape(caveat)}</small></details>"
    )


def figure_short(row: SubjectInArea) -> str:
    """The leading figure and the gap."""
    return _lead(row.figure) + _gap(row.figure)


def _lead(side: FigureSide) -> str:
    if side.lead is None:
        return markup.quiet(side.strength.reasons[0].capitalize()) if side.gap is None else ""
    lead = side.lead
    name = markup.link(lead["plain_name"], "indicator", indicator=lead["indicator_id"])
    unit, places = lead["unit"], int(lead["decimal_places"])
    interval = number_format.interval(lead["lower_ci"], lead["upper_ci"], unit, places)
    england = number_format.figure(lead["benchmark_value"], unit, places)
    under = f"{interval}, {lead['period_label']}; England {england}"
    return (
        f"{name}<br><b>{escape(number_format.figure(lead['value'], unit, places))}</b> "
        f"{markup.verdict(lead['verdict'])}"
        f"<small>{escape(under)}</small>"
    )


def _gap(side: FigureSide) -> str:
    if side.gap is None:
        return ""
    gap: Row = side.gap
    group, reference = pair_words(gap)
    size = f"{absolute_words(gap, gap)}, {group} beside {reference}"
    which = "" if side.lead and side.lead["indicator_id"] == gap["indicator_id"] else _of(gap)
    verdict = markup.gap(gap, gap["polarity"])
    tested = "" if is_clear(gap) else " (could be chance)"
    return f"<small>Gap{which}: {verdict}{tested}. {escape(number_format.capital(size))}.</small>"


def _of(gap: Row) -> str:
    return f" in {escape(gap['plain_name'])}, {escape(gap['period_label'])}"


def voice_short(row: SubjectInArea) -> str:
    """The mood and the base, or why nothing is shown."""
    lead = row.voice.lead
    if lead is None:
        return markup.quiet(words.NOT_SHOWN[row.voice.state])
    return f"{markup.mood(row.voice.mood)}{_base(lead)}"


def _voice(row: SubjectInArea) -> str:
    if row.voice.lead is None:
        return markup.quiet(words.NOT_SHOWN[row.voice.state])
    cells = "".join(f"<small>{escape(words.cell_words(cell))}</small>" for cell in row.voice.cells)
    link = markup.link("Voices", "voices", place=row.area_code)
    return f"{markup.mood(row.voice.mood)}{cells}<small>{link}</small>"


def _base(cell: Row) -> str:
    count = number_format.counted(int(cell["comment_count"]), "comment")
    heard_by = number_format.counted(int(cell["organisation_count"]), "organisation")
    return f"<small>{escape(f'{count} through {heard_by}')}</small>"


def together(row: SubjectInArea) -> str:
    """The word, and the barriers the same people name where there is a need."""
    named = ""
    if row.barriers and row.figure.is_need:
        said = number_format.listed(words.barrier_words(row.barriers[:2]))
        named = f"<small>Named: {escape(said)}</small>"
    return f"{markup.agreement(row.word)}{named}"


def _strengths(row: SubjectInArea) -> str:
    return _strength("Figure", row.figure.strength) + _strength("Voice", row.voice_strength)


def _strength(side: str, of: Strength) -> str:
    why = escape("; ".join(of.reasons))
    return f'<div class="strength">{side} {markup.strength(of.word)}<small>{why}</small></div>'


_FLAT = (
    "subject",
    "area",
    "indicator",
    "period",
    "value",
    "lower_ci",
    "upper_ci",
    "england",
    "compared",
    "gap",
    "gap_lower",
    "gap_upper",
    "gap_is_clear",
    "voice_state",
    "mood",
    "comments_in_largest_cell",
    "organisations",
    "together",
    "figure_strength",
    "voice_strength",
    "sentence",
    "is_demonstration",
)


def _flat(row: SubjectInArea) -> dict[str, Any]:
    lead, gap, cell = row.figure.lead or {}, row.figure.gap or {}, row.voice.lead or {}
    values = (
        row.topic.subject_name,
        row.area_name,
        lead.get("plain_name", ""),
        lead.get("period_label", ""),
        *(lead.get(name) for name in ("value", "lower_ci", "upper_ci", "benchmark_value")),
        lead.get("verdict", ""),
        *(gap.get(name) for name in ("absolute_gap", "absolute_lower", "absolute_upper")),
        gap.get("is_clear"),
        row.voice.state,
        row.voice.mood,
        cell.get("comment_count"),
        cell.get("organisation_count"),
        row.word,
        words.strength_words(row.figure.strength),
        words.strength_words(row.voice_strength),
        words.subject_sentence(row),
        row.is_demonstration,
    )
    return dict(zip(_FLAT, values, strict=True))
