"""Where there is a need and few or none have been heard: the silence map, and where to go next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import partial
from typing import Any

import pandas as pd

from insight.analysis.comparisons import AGAINST_ENGLAND
from insight.analysis.voices import silence, subjects
from insight.analysis.voices.silence import FEW_HEARD, NEED, Next, SilenceCell
from insight.findings.finding import Finding
from insight.findings.sources import benchmark_about, sources_of, with_sources
from insight.findings.table import Cell, Column, Link, cell, data_table, linked, strong
from insight.findings.whose_voice import group_names
from insight.language import number_format
from insight.language.sentences import figures_and_voices as words
from insight.reference.areas import SYSTEM, areas
from insight.reference.groups import EVERYONE
from insight.store import Store, cached, queries
from insight.visual import style

PAGE = "silence_map"
# What groups a map of one Place may have beside everyone, by kind of heard group.
KINDS = {
    "core20-plus": ("core20", "plus"),
    "protected": ("protected",),
    "seldom-heard": ("seldom heard",),
}
CAVEAT = (
    "Need means: worse than England, or a clear gap, by a 95% range. For most groups no figures"
    " are published, and then their need is not known; that is not the same as no need. A comment"
    " counts for a group only when the person said so, or the organisation that heard them did."
)
BEFORE = (
    "Before you ask, look at what has been asked already. Subjects stand in a fixed order, as"
    " needs of different kinds cannot be set against each other."
)


def silence_map(
    store: Store, group_id: str = "", area_code: str = "", kind: str = ""
) -> Finding | None:
    """A word for every subject: by Place for one group, or by group for one Place.

    kind: of KINDS, '' for every group. None when there are no subjects.
    """
    whose, columns, cells = _map(store, group_id, area_code, kind)
    if not cells:
        return None
    by_subject: dict[str, dict[str, SilenceCell]] = {}
    for each in cells:
        place = each.area_code if group_id else each.group_id
        by_subject.setdefault(each.subject.subject_name, {})[place] = each
    listed = [
        Column("Subject", lambda row: str(row[0])),
        *(Column(name, partial(_word, id_)) for id_, name in columns.items()),
    ]
    return Finding(
        finding_id="silence-map",
        title=f"{whose}: {words.silence_title(cells)}",
        sentence=words.silence_summary(cells, whose),
        table=data_table(
            f"Silence map: {whose}", listed, by_subject.items(), _values(store, cells)
        ),
        caveat=CAVEAT,
        link=_link(group_id, area_code, kind),
        **_about(store, cells),
    )


def where_next(store: Store, group_id: str = "", area_code: str = "", kind: str = "") -> Finding:
    """Needs of `silence_map` that few or none were heard on: who, and what shows the need.

    A row for each; those of one subject and one figure follow one another, in an order that the
    note under the subject tells. Without rows where there are none.
    """
    _, _, cells = _map(store, group_id, area_code, kind)
    rows = [(of, each) for of in silence.where_next(cells) for each in of.cells]
    columns = [
        Column("Subject", _subject),
        Column("Who has not been heard", _who),
        Column("Need shown by", _need),
    ]
    silent = [each for _, each in rows]
    return Finding(
        finding_id="where-next",
        title="Where to go next",
        subtitle="Needs that too few have been heard on, or nobody",
        sentence=BEFORE,
        table=data_table("Where to go next", columns, rows, _values(store, silent)),
        caveat=CAVEAT,
        link=_link(group_id, area_code, kind),
        **_about(store, silent),
    )


def unheard_needs_by_place(store: Store) -> Finding | None:
    """How many needs the figures of each Place show, and on which of them few were heard.

    Everyone's needs, not those of groups. None when there are no subjects.
    """
    _, columns, cells = _map(store, EVERYONE, "", "")
    if not cells:
        return None
    needs = Counter(each.area_code for each in cells if each.need == NEED)
    silent: dict[str, list[str]] = {code: [] for code in columns}
    for each in cells:
        if each.kind == FEW_HEARD:
            silent[each.area_code].append(each.subject.subject_name)
    whole = areas()[SYSTEM].area_name
    listed = [
        Column("Place", lambda code: cell(linked(columns[code], PAGE, by="place", place=code))),
        Column("Needs shown", lambda code: number_format.number(needs[code]), is_number=True),
        Column("Few or none heard", lambda code: str(len(silent[code])), is_number=True),
        Column("On what", lambda code: number_format.listed(silent[code]) or "none"),
    ]
    return Finding(
        finding_id="unheard-needs",
        title=f"{whole}: {words.silence_title(cells)}",
        sentence=words.silence_summary(cells, whole),
        table=data_table(
            "Needs that few or none were heard on, by Place",
            listed,
            columns,
            _values(store, cells),
        ),
        caveat=CAVEAT,
        **_about(store, cells),
    )


def _map(
    store: Store, group_id: str, area_code: str, kind: str
) -> tuple[str, dict[str, str], list[SilenceCell]]:
    """Whose map it is in words, its columns (name by id), and its cells."""
    evidence = cached(store, subjects.evidence)
    groups = queries.heard_groups(store)
    names = group_names(store)
    if group_id:
        places = evidence.areas[evidence.areas["area_type"] == "place"]
        columns = dict(zip(places["area_code"], places["area_name"], strict=True))
        of_group = {group_id: names[group_id]}
        return names[group_id], columns, silence.silence_cells(evidence, columns, of_group)
    is_chosen = groups["heard_kind"].isin(KINDS[kind]) if kind else groups["group_id"].notna()
    chosen = (EVERYONE, *groups.loc[is_chosen, "group_id"])
    columns = {each: names[each] for each in chosen}
    cells = silence.silence_cells(evidence, [area_code], columns)
    return areas()[area_code].area_name, columns, cells


def _link(group_id: str, area_code: str, kind: str) -> Link:
    if group_id:
        return Link.to(PAGE, by="group", group=group_id)
    chosen = {"kind": kind} if kind else {}
    return Link.to(PAGE, by="place", place=area_code, **chosen)


def _about(store: Store, cells: Sequence[SilenceCell]) -> dict[str, Any]:
    """Sources and marks of what the cells show."""
    return {
        "source_ids": sources_of(
            store, (str(each.figure["indicator_id"]) for each in cells if each.figure)
        ),
        "about": benchmark_about(AGAINST_ENGLAND),
        "is_demonstration": any(each.voice.is_demonstration for each in cells),
    }


def _word(column: str, row: tuple[str, dict[str, SilenceCell]]) -> Cell:
    return cell(style.SILENCES[row[1][column].kind])


def _subject(row: tuple[Next, SilenceCell]) -> Cell:
    of, each = row
    return cell(strong(each.subject.subject_name), notes=(words.next_words(of),))


def _who(row: tuple[Next, SilenceCell]) -> Cell:
    _, each = row
    who = f"{each.area_name}, {each.group_name.lower()}"
    return cell(strong(who), ":", style.SILENCES[each.kind])


def _need(row: tuple[Next, SilenceCell]) -> Cell:
    _, each = row
    figure = each.figure or {}
    link = linked("what has been asked", "asked_before", find=areas()[each.area_code].area_name)
    said = words.need_words(each)
    return cell(said, "See", link, ".", caution=str(figure.get("caveat", "")))


def _values(store: Store, cells: Sequence[SilenceCell]) -> pd.DataFrame:
    """A row for each cell, for files; value and limits are those of a gap where is_gap."""
    return with_sources(store, pd.DataFrame([_cell_values(each) for each in cells]))


def _cell_values(of: SilenceCell) -> dict[str, Any]:
    figure, said = of.figure or {}, of.voice.lead or {}
    unit = str(figure.get("unit", ""))
    return {
        "subject_name": of.subject.subject_name,
        "area_code": of.area_code,
        "area_name": of.area_name,
        "group_name": of.group_name,
        "word": of.kind,
        "need": of.need,
        "voice_state": of.voice.state,
        "comment_count": said.get("comment_count"),
        **{name: figure.get(name) for name in ("indicator_id", "plain_name", "period_label")},
        "is_gap": of.is_gap,
        "unit": number_format.difference_unit(unit) if of.is_gap else unit,
        **{name: of.interval.get(name) for name in silence.INTERVAL},
        "sentence": words.need_words(of),
        "is_demonstration": of.voice.is_demonstration,
    }
