"""The findings of a board pack's pages: few enough to read, each made of findings of the pages.

Nothing invented is among them: where all that is held of people's voice is a demonstration, the
page says that there is nothing yet.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import islice

import pandas as pd

from insight.analysis.comparisons import AGAINST_ENGLAND
from insight.analysis.mismatches import NEED
from insight.findings import gaps, indicator, widening
from insight.findings.core20 import core20_people, deprivation_tenths
from insight.findings.figure_flags import latest_doubts
from insight.findings.finding import Finding
from insight.findings.key_findings import key_findings
from insight.findings.maps import deprivation_map
from insight.findings.mismatches import mismatches
from insight.findings.missing import missing_groups, missing_measures
from insight.findings.provenance import missing_figures
from insight.findings.responses import responses
from insight.findings.stated_priorities import priorities_summary
from insight.findings.table import Cell, Column, DataTable, cell, data_table, quiet, strong
from insight.findings.themes import themes
from insight.language import number_format
from insight.language.number_format import capital, counted, listed
from insight.language.sentences import engagement
from insight.language.sentences import in_short as words
from insight.reference.areas import SYSTEM, areas
from insight.store import Store, queries
from insight.store.rows import records, tuples

FIRST, FEW, ROWS = 3, 5, 7  # rows of a table on such a page
MOST_DOUBTS = 2
SENTENCE_END = re.compile(r"(?<=[.!?]) (?=[A-Z])")
DIGIT = re.compile(r"\d")
MORE = "{} more in the annex and on the dashboard."
NO_VOICE_WHY = (
    "The dashboard shows how comments and responses would look. Nobody said those, so a pack"
    " leaves them out. What follows is on record."
)


def in_short(store: Store, area_code: str, edition: str) -> Finding:
    """The page a board reads when it reads one: each question with a line or two."""
    rows = [(question, said) for question, said in _questions(store, area_code, edition) if said]
    columns = [
        Column("Question", lambda row: cell(strong(row[0]))),
        Column("In short", lambda row: cell(row[1][0], notes=row[1][1:])),
    ]
    values = pd.DataFrame(
        [(question, " ".join(said)) for question, said in rows], columns=["question", "in_short"]
    )
    area = areas()[area_code].area_name
    return Finding(
        finding_id="board-in-short",
        title=f"{area} in short",
        table=data_table("In short, on one page", columns, rows, values),
        caveat="Each question has a page of its own after this one, with its source.",
    )


def _questions(store: Store, area_code: str, edition: str) -> Iterable[tuple[str, Sequence[str]]]:
    drawn = deprivation_map(store, edition, place_code=_place(area_code))
    tenths = deprivation_tenths(store, edition, area_code)
    yield "How deprived are we?", _titles(drawn, tenths)
    lives = widening.life_gap_here(store, area_code)
    yield "Is the gap in length of life widening?", [lives.title, lives.sentence] if lives else []
    strongest = key_findings(store, AGAINST_ENGLAND, area_code)
    yield "Where do we differ most?", _shortly(strongest)
    doubts = latest_doubts(store, area_code, MOST_DOUBTS)
    yield "What is in doubt?", [each.text for each in doubts] or [words.NO_DOUBT]
    stated = priorities_summary(store, area_code)
    yield "Do priorities match need?", [mismatches(store, area_code).sentence, f"{stated.title}."]
    said = _real(themes(store, area_code)), _real(responses(store, area_code))
    yield "What do people say?", _titles(*said) or [words.NO_COMMENT]
    unknown = _titles(missing_measures(store), missing_groups(store))
    yield (
        "What do we not know?",
        [f"{capital(listed([each[:1].lower() + each[1:] for each in unknown]))}."] * bool(unknown),
    )


def _shortly(found: Finding | None) -> list[str]:
    """The strongest differences, each in its first two sentences with a figure."""
    rows = found.table.values.head(FIRST) if found else pd.DataFrame()
    said = (filter(DIGIT.search, SENTENCE_END.split(row["sentence"])) for row in records(rows))
    return [" ".join(islice(each, 2)) for each in said]


def where(store: Store, area_code: str, edition: str) -> list[Finding | None]:
    """The map, and beside it who lives in the most deprived neighbourhoods."""
    drawn = deprivation_map(store, edition, place_code=_place(area_code))
    beside = (
        core20_people(store, edition)
        if area_code == SYSTEM
        else deprivation_tenths(store, edition, area_code)
    )
    # Its sentence says what the map's does.
    return [drawn, replace(beside, picture=None, editable=None, sentence="") if beside else None]


def worst(store: Store, area_code: str) -> list[Finding | None]:
    """The strongest tested differences with the chart of the first, and the figures in doubt."""
    found = key_findings(store, AGAINST_ENGLAND, area_code)
    if found is None:
        return [None]
    doubts = latest_doubts(store, area_code, MOST_DOUBTS)
    first = zip(found.table.rows, _shortly(found), strict=False)
    rows = [
        *((row[0], cell(said)) for row, said in first),
        *((Cell(each.main), Cell(each.notes[0])) for each in doubts),
    ]
    table = replace(found.table, caption="Largest tested differences", rows=tuple(rows))
    said = "These differ most, measured at the end of the range that is nearest to none."
    if doubts:
        said += " Figures with a sign of doubt stand last and are not ranked."
    return [replace(found, sentence=said, table=table), _chart(store, found)]


def need(store: Store, area_code: str) -> list[Finding | None]:
    """Stated priorities, and beside them the need that none of them is linked to."""
    stated = priorities_summary(store, area_code)
    unmet = mismatches(store, area_code)
    if area_code == SYSTEM:
        unmet = replace(unmet, table=_by_indicator(unmet))
    plain = replace(stated.table, rows=tuple(map(_without_notes, stated.table.rows)))
    return [_cut(replace(stated, table=plain), ROWS), _cut(unmet, ROWS)]


def people(store: Store, area_code: str) -> list[Finding | None]:
    """What people say and what was done, as far as it is real; else what is on record."""
    said, done = _real(themes(store, area_code)), _real(responses(store, area_code))
    if said is None and done is None:
        return [_on_record(store, area_code)]
    nothing_done = words.NO_RESPONSE.removesuffix(".")
    nothing = Finding("board-no-responses", nothing_done, DataTable(nothing_done, (), ()))
    return [each and _cut(each, FEW) for each in (said, done or nothing)]


def not_known(store: Store, area_code: str) -> list[Finding | None]:
    """Parts of goals and groups of people we know too little of, and why."""
    figures = missing_figures(store, area_code)
    found = [_cut(each, FEW) for each in (missing_measures(store), missing_groups(store)) if each]
    if found and figures.table.rows:
        more = f"Besides, {counted(len(figures.table.rows), 'figure')} of this area are missing."
        found[-1] = replace(found[-1], caveat=f"{found[-1].caveat} {more}".strip())
    return list(found)


def publishers(store: Store, source_ids: Iterable[str]) -> Finding:
    """Whose figures a pack holds, a publisher a row."""
    used = set(source_ids)
    rows = [row for row in tuples(queries.sources(store)) if row.source_id in used]
    by_name: dict[str, list[str]] = {}
    for row in rows:
        by_name.setdefault(str(row.publisher), []).append(str(row.publication))
    columns = [
        Column("Publisher", lambda row: str(row[0])),
        Column("Publications", lambda row: "; ".join(row[1])),
    ]
    values = pd.DataFrame({"publisher": list(by_name), "publication": list(by_name.values())})
    licences = ". ".join(dict.fromkeys(str(row.licence) for row in rows))  # some hold a semicolon
    return Finding(
        finding_id="board-publishers",
        title="Whose figures these are",
        table=data_table("Publishers", columns, by_name.items(), values),
        caveat=f"Licence: {licences}." if licences else "",
    )


def _place(area_code: str) -> str:
    return "" if area_code == SYSTEM else area_code


def _titles(*found: Finding | None) -> list[str]:
    return [each.title for each in found if each]


def _real(found: Finding | None) -> Finding | None:
    return None if found is None or found.is_demonstration else found


def _chart(store: Store, found: Finding) -> Finding | None:
    """The chart of the first difference, without the table that the page has no room for."""
    first = found.table.values.head(1)
    if first.empty:
        return None
    row = records(first)[0]
    when = (row["period_start_date"], row["period_end_date"])
    made = (
        gaps.gradient(
            store, row["indicator_id"], row["group_kind"], row["edition"], row["area_code"]
        )
        if row["kind"] == "gap"
        else indicator.area_comparison(store, row["indicator_id"], AGAINST_ENGLAND, *when)
    )
    return made and _only_picture(made)


def _only_picture(found: Finding) -> Finding:
    return replace(found, table=replace(found.table, rows=()), sentence="")


def _cut(found: Finding, most: int) -> Finding:
    """The finding with the first rows of its table, and how many are left out."""
    left = len(found.table.rows) - most
    if left <= 0:
        return found
    caveat = f"{MORE.format(capital(number_format.number(left)))} {found.caveat}".strip()
    return replace(found, caveat=caveat, table=replace(found.table, rows=found.table.rows[:most]))


def _without_notes(row: tuple[Cell, ...]) -> tuple[Cell, ...]:
    return tuple(replace(each, notes=(), below=()) for each in row)


def _by_indicator(unmet: Finding) -> DataTable:
    """Needs of the Places by indicator, those of most Places first."""
    needs = unmet.table.values
    needs = needs[needs["kind"] == NEED]
    rows = [(name, list(of["area_name"])) for name, of in needs.groupby("plain_name", sort=False)]
    rows.sort(key=lambda row: (-len(row[1]), row[0]))
    columns = [
        Column("Indicator", lambda row: str(row[0])),
        Column("Places", lambda row: str(len(row[1])), is_number=True),
        Column("Which", lambda row: listed(row[1])),
    ]
    return data_table(unmet.table.caption, columns, rows, needs)


def _on_record(store: Store, area_code: str) -> Finding:
    """What real people have been asked, as the engagement record has it."""
    rows = queries.activities(store)
    rows = rows[~rows["is_demonstration"].astype(bool)]
    if area_code != SYSTEM:
        rows = rows[rows["area_code"].isin([area_code, SYSTEM])]
    columns = [
        Column("What was asked", lambda row: str(row.topic)),
        Column("By whom and where", lambda row: f"{row.organisation}, {row.area_name}"),
        Column("When", lambda row: str(row.date_label)),
        Column("Who took part", lambda row: row.people_heard or cell(quiet("not stated"))),
    ]
    said = engagement.activity_sentence(rows, areas()[SYSTEM].area_name) if len(rows) else ""
    return _cut(
        Finding(
            finding_id="board-people",
            title=words.NO_COMMENT.removesuffix("."),
            sentence=f"{NO_VOICE_WHY} {said}".strip(),
            table=data_table("What has been asked, on record", columns, tuples(rows), rows),
            caveat=engagement.ACTIVITY_CAVEAT,
        ),
        ROWS,
    )
