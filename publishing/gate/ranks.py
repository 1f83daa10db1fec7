"""Which area is highest and which lowest, as prose tells it of a chart of areas."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from publishing.gate.contents import number
from publishing.gate.figures import areas_named
from publishing.gate.shares import MOST_SHOWN
from publishing.gate.version import Version, block
from publishing.gate.years import years
from publishing.releases.gate import Check

CLAUSE = re.compile(
    r"(?<=[.!?])\s+|[;,]\s|\s(?:and|while|but)\s(?=.*\b(?:high|low|larg|small)est\b)"
)
HIGHEST = re.compile(r"\b(?:highest|largest|greatest)\b", re.I)
LOWEST = re.compile(r"\b(?:lowest|smallest)\b", re.I)
AMONG = re.compile(
    r"\b(?:second|third|next|joint|\d+(?:st|nd|rd|th)|among|one of|limit|range)\b", re.I
)


def ranks_agree(version: Version) -> Iterator[Check]:
    """An area told as the highest or the lowest is so in the CSV, in the period that is named.

    Asked where there is one CSV file, of one measure and one group: elsewhere 'highest' may be of
    anything.
    """
    tables = version.contents.csv_tables
    rows = [*tables[0].records()] if len(tables) == 1 else []
    if len({(row.get("Indicator id", ""), row.get("Group", "")) for row in rows}) != 1:
        return
    areas = tuple(sorted({row.get("Area", "") for row in rows} - {""}, key=len, reverse=True))
    prose = ((text.place, text.words) for text in version.contents.prose)
    wrong = dict.fromkeys(
        (where, said)
        for where, words in (*version.headlines(), *prose)
        for clause in CLAUSE.split(words)
        for said in _untrue(clause, areas, rows)
    )
    for where, said in list(wrong)[:MOST_SHOWN]:
        yield block("agreement", f"{where} says that {said}, which it is not in the CSV")


def _untrue(clause: str, areas: tuple[str, ...], rows: Sequence[dict[str, str]]) -> Iterator[str]:
    is_highest, is_lowest = bool(HIGHEST.search(clause)), bool(LOWEST.search(clause))
    named = areas_named(clause, areas)
    if is_highest == is_lowest or len(named) != 1 or AMONG.search(clause):
        return
    spoken = years(clause)
    last = max(row.get("Period starts", "") for row in rows)
    figures = {
        row["Area"]: figure
        for row in rows
        if row.get("Kind of area", "place") == "place"
        and (figure := number(row.get("Figure", ""))) is not None
        and (
            spoken <= years(row.get("Period", ""))
            if spoken
            else row.get("Period starts", "") == last
        )
    }
    edge = (max if is_highest else min)(figures.values(), default=None)
    if named[0] in figures and figures[named[0]] != edge:
        yield f"{named[0]} is {'highest' if is_highest else 'lowest'}"
