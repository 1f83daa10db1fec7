"""The chapter of the report on needs that nobody, or few, have been heard on."""

from __future__ import annotations

from insight.analysis.voices import subjects
from insight.analysis.voices.silence import (
    IS_SILENT,
    NEED,
    OTHERS,
    SilenceCell,
    not_stated,
    silence_cells,
    where_next,
)
from insight.analysis.voices.voice_side import EVERYONE
from insight.export.document import Table
from insight.export.insight_report.parts import Chapter
from insight.language import number_format
from insight.language.sentences import figures_and_voices as words
from insight.reference.areas import SYSTEM
from insight.store import Store, cached, queries
from insight.visual import style

NAME = "Who has not been heard"
NOTE = "Before asking, look at what has been asked already: the page Who has been heard."


def silent_cells(store: Store, area_code: str) -> list[SilenceCell]:
    """The silence map of one Place for every group, or of the nine Places for everyone."""
    known = cached(store, subjects.evidence)
    if area_code == SYSTEM:
        codes = list(known.areas.loc[known.areas["area_type"] == "place", "area_code"])
        return silence_cells(known, codes, {EVERYONE: "Everyone"})
    groups = queries.heard_groups(store)
    names = dict(zip(groups["group_id"], groups["group_name"], strict=True))
    return silence_cells(known, [area_code], {EVERYONE: "Everyone", **names})


def silent(store: Store, area_code: str, area: str) -> Chapter:
    """Silent needs of a Place one by one, or those of the nine Places counted."""
    known = cached(store, subjects.evidence)
    cells = silent_cells(store, area_code)
    shares = [each for each in not_stated(known.cells, known.areas) if each.area_code == area_code]
    said = (f"{area}: {words.silence_title(cells)}.", *map(words.not_stated_sentence, shares))
    grid = _by_place(cells) if area_code == SYSTEM else _one_by_one(cells, area)
    return Chapter(NAME, said, grid, note=NOTE)


def _one_by_one(cells: list[SilenceCell], area: str) -> Table | None:
    rows: dict[tuple[str, str], list[str]] = {}
    for group in where_next(cells):
        for cell in group.cells:
            assert cell.figure is not None, "a silent cell has a need"
            need = f"{cell.figure['plain_name']}, {cell.figure['period_label']}"
            heard = f"{cell.group_name}: {style.SILENCES[cell.kind].glyph} {cell.kind}"
            rows.setdefault((cell.subject.subject_name, need), []).append(heard)
    caption = f"Needs in {area} that nobody, or few, were heard on"
    heads = ("Subject", "Need shown by", "Who has not been heard")
    listed = tuple((*about, "; ".join(heard)) for about, heard in rows.items())
    return Table(caption, heads, listed) if listed else None


def _by_place(cells: list[SilenceCell]) -> Table | None:
    rows = []
    for name in dict.fromkeys(cell.area_name for cell in cells):
        here = [cell for cell in cells if cell.area_name == name and cell.kind != OTHERS]
        quiet = [cell.subject.subject_name for cell in here if cell.kind in IS_SILENT]
        needs = sum(cell.need == NEED for cell in here)
        named = number_format.listed(quiet) or "none"
        rows.append((name, number_format.number(needs), number_format.number(len(quiet)), named))
    heads = ("Place", "Needs shown", "Nobody or few heard", "On what")
    caption = "Needs that nobody, or few, were heard on, by Place"
    return Table(caption, heads, tuple(rows), frozenset({1, 2})) if rows else None
