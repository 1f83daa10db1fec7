"""The silence map as a grid of words and glyphs, and the lists under it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from typing import Any

import pandas as pd

from insight.analysis.voices import silence, subjects
from insight.analysis.voices.silence import IS_SILENT, Next, NotStated, SilenceCell
from insight.analysis.voices.voice_side import EVERYONE, SHOWN
from insight.language import number_format
from insight.language.sentences import figures_and_voices as words
from insight.store import Store, cached, queries
from insight.visual import style
from pages.ui import markup as marks
from pages.ui import tables
from pages.ui.tables import Column

KINDS = {
    "core20-plus": ("Core20, PLUS", ("core20", "plus")),
    "protected": ("Protected", ("protected",)),
    "seldom-heard": ("Seldom heard", ("seldom heard",)),
}
MEANINGS = {
    "need, nobody heard": "Figures show a need, and no comment on it has come in.",
    "need, few heard": "Figures show a need, and too few comments have come in to show.",
    "need, voice hidden": "Figures show a need. What people said is hidden, so that a smaller"
    " group cannot be worked out.",
    "need and heard": "Figures show a need, and what people say may be shown.",
    "no clear need": "Figures were tested and show no need that is more than chance.",
    "voice, no figure": "People speak of it, and no figure for this group could be tested.",
    "neither": "No figure for this group could be tested, and no voice may be shown.",
    "about others": "The subject is about other people than this group.",
}
# Left out on a phone, where every cell takes a line of its own.
SAYS_NOTHING = (silence.NEITHER, silence.OTHERS)
LEFT_OUT = (
    "To keep it short, this screen leaves out what is “neither” or “about others”; the file has"
    " it all."
)
NOTHING_LEFT = "Nothing to draw: every subject here is “neither” or “about others”."
CAVEAT = (
    "Need means: worse than England, or a clear gap, by a 95% interval. For most groups no figures"
    " are published, and then their need is not known; that is not the same as no need. A comment"
    " counts for a group only when the person said so, or the organisation that heard them did."
)
BEFORE = (
    "Before you ask, look at what has been asked already. Subjects stand in the catalogue's order,"
    " since needs of different kinds have no common measure."
)
NOT_STATED = (
    "The more comments leave the group out, the less the map can say: somebody from a group may"
    " have been heard and is counted under everyone alone. Ask for the group, and say why."
)


@dataclass(frozen=True)
class Grid:
    """The map of one group or of one Place. columns: names of its columns by id."""

    cells: list[SilenceCell]
    columns: dict[str, str]
    markup: str
    frame: pd.DataFrame
    is_demonstration: bool


def for_group(store: Store, group_id: str, group: str) -> Grid:
    """Subjects by Place for one group."""
    known = cached(store, subjects.evidence)
    places = known.areas[known.areas["area_type"] == "place"]
    columns = dict(zip(places["area_code"], places["area_name"], strict=True))
    cells = silence.silence_cells(known, columns, {group_id: group})
    return _grid(cells, columns, [cell.area_code for cell in cells], f"Silence map: {group}")


def for_place(store: Store, area_code: str, area: str, kind: str) -> Grid:
    """Subjects by group, everyone first, for one Place and one kind of group."""
    known = cached(store, subjects.evidence)
    groups = queries.heard_groups(store)
    groups = groups[groups["heard_kind"].isin(KINDS[kind][1])]
    columns = {EVERYONE: "Everyone"}
    columns |= dict(zip(groups["group_id"], groups["group_name"], strict=True))
    cells = silence.silence_cells(known, [area_code], columns)
    return _grid(cells, columns, [cell.group_id for cell in cells], f"Silence map: {area}")


def key() -> str:
    """What each word of the map means."""
    entries = "".join(
        f"<dt>{marks.silence(kind)}</dt><dd>{escape(meaning)}</dd>"
        for kind, meaning in MEANINGS.items()
    )
    return f'<dl class="facts">{entries}</dl>'


def where_next(found: Sequence[Next]) -> str:
    """The silent cells as a list by subject, each with its need and a way to what was asked."""
    return "".join(
        f'<section><h3 class="priority">{escape(name)}</h3>{"".join(map(_list, of_one))}</section>'
        for name, of_one in groupby(found, key=lambda group: group.topic.subject_name)
    )


def not_stated(store: Store) -> list[NotStated]:
    """The share of comments without a group: the system first, then Places by name."""
    known = cached(store, subjects.evidence)
    return silence.not_stated(known.cells, known.areas)


def not_stated_table(found: Sequence[NotStated]) -> str:
    """The same as a table."""
    columns = [
        Column("Area", lambda row: row.area_name),
        Column("Comments", lambda row: _count(row, row.base), is_number=True),
        Column("Group not stated", lambda row: _count(row, row.count), is_number=True),
        Column("Share", _share, is_number=True),
    ]
    return tables.table(found, columns, "Comments that do not say which group", "bars")


def not_stated_frame(found: Sequence[NotStated]) -> pd.DataFrame:
    """The same for the CSV file."""
    return pd.DataFrame(
        [
            {
                "area": row.area_name,
                "state": row.state,
                "comment_count": row.base if row.state == SHOWN else None,
                "not_stated_count": row.count if row.state == SHOWN else None,
                "not_stated_pct": row.share,
            }
            for row in found
        ],
        columns=["area", "state", "comment_count", "not_stated_count", "not_stated_pct"],
    )


def _count(row: NotStated, count: int) -> str:
    return number_format.number(count) if row.state == SHOWN else "not shown"


def _share(row: NotStated) -> str:
    return f"{number_format.number(row.share)}%" if row.state == SHOWN else "not shown"


def _grid(
    cells: list[SilenceCell], columns: dict[str, str], of_column: list[str], caption: str
) -> Grid:
    rows: dict[str, dict[str, SilenceCell]] = {}
    for cell, column in zip(cells, of_column, strict=True):
        rows.setdefault(cell.topic.subject_name, {})[column] = cell
    heads = [Column("Subject", lambda row: row[0])]
    heads += [
        Column(name, lambda row, id_=id_: _cell(row[1][id_]), is_markup=True)  # type: ignore[misc]
        for id_, name in columns.items()
    ]
    is_drawn = any(cell.kind not in SAYS_NOTHING for cell in cells)
    note = f'<p class="subtitle on-a-phone">{LEFT_OUT if is_drawn else NOTHING_LEFT}</p>'
    markup = note + tables.table(rows.items(), heads, caption, "stacked silence")
    frame = pd.DataFrame([_flat(cell) for cell in cells], columns=_FLAT)
    shown = any(cell.voice.is_demonstration for cell in cells)
    return Grid(cells, columns, markup, frame, shown)


def _cell(cell: SilenceCell) -> str:
    mark = style.SILENCES[cell.kind]
    kind = ' class="silent"' if cell.kind in IS_SILENT else ""
    if cell.kind in SAYS_NOTHING:
        kind = ' class="unknown"'
    return (
        f'<div{kind}><span aria-hidden="true" class="glyph">{mark.glyph}</span> '
        f"{escape(mark.word)}</div>"
    )


def _list(group: Next) -> str:
    items = "".join(f"<li>{_item(cell)}</li>" for cell in group.cells)
    figure = group.cells[0].figure or {}
    notes = (words.next_words(group), str(figure.get("caveat", "")))
    said = "".join(f'<p class="subtitle">{escape(note)}</p>' for note in notes if note)
    return f'{said}<ul class="plain">{items}</ul>'


def _item(cell: SilenceCell) -> str:
    link = marks.link("what has been asked", "who_has_been_heard", place=cell.area_code)
    return (
        f"<b>{escape(cell.area_name)}, {escape(cell.group_name.lower())}</b>: "
        f"{marks.silence(cell.kind)}<small>{escape(words.need_words(cell))} See {link}.</small>"
    )


_FLAT = ["subject", "area", "group", "word", "need", "voice_state", "comments", "figure"]


def _flat(cell: SilenceCell) -> dict[str, Any]:
    lead = cell.voice.lead or {}
    return {
        "subject": cell.topic.subject_name,
        "area": cell.area_name,
        "group": cell.group_name,
        "word": cell.kind,
        "need": cell.need,
        "voice_state": cell.voice.state,
        "comments": lead.get("comment_count"),
        "figure": words.need_words(cell),
    }
