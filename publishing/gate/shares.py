"""Each share that a version tells in prose is a figure of its CSV, of whom it names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from itertools import permutations

from insight.findings.catalogue import clinical_areas
from insight.store import queries
from publishing.gate.contents import number
from publishing.gate.figures import area_names, areas_named, flags, observations
from publishing.gate.share_words import Share, shares
from publishing.gate.version import Version, block
from publishing.releases.gate import Check

SENTENCE = re.compile(r"(?<=[.!?;])\s+")
# Headings of what may be a share; of a difference of two; and of what only looks like them.
SHARE = re.compile(r"figure|limit|value|line at|%|slope|absolute", re.I)
NO_SHARE = re.compile(r"confidence|authorities|type", re.I)
LIMIT = re.compile(r"limit|lower|upper", re.I)
PARTS_OF_ONE = "Residual share"
REACHED = re.compile(r"\breach", re.I)  # 'That has not reached 75%', as a national ambition asks
PER = re.compile(r"\bper ([\d,]+)")
NEXT = 1e-9
FIGURES = ("Figure", "Figure compared with")
OWN = ("plain_name", "indicator_name", "definition", "caveat")
MOST_FIGURES = 150  # of more, nearly every number is a difference of two
MOST_SHOWN = 3


def shares_agree(version: Version) -> Iterator[Check]:
    """Each share in title, summary, prose and alt texts is a figure of the CSV, of whom it names.

    Words that the store itself holds, as a caveat or the reason of a doubt, are left to it.
    """
    tables = [[*table.records()] for table in version.contents.csv_tables]
    if not tables:
        return  # `tables_agree` says so
    own, goals = _own_words(version), _goals(version)
    benchmarks = _benchmarks(version, tables)
    areas = {row.get("Area", "") for rows in tables for row in rows} | {*benchmarks}
    longest_first = tuple(sorted(filter(None, areas), key=len, reverse=True))
    prose = ((text.place, text.words) for text in version.contents.prose)
    found: set[str] = set()
    for where, words in (*version.headlines(), *prose):
        for sentence in SENTENCE.split(own.sub(" ", words)):
            told = [*shares(sentence)]
            if not told:
                continue
            named = areas_named(sentence, longest_first)
            about = [[row for row in rows if row.get("Area") in named] for rows in tables]
            known = {each for area in named for each in benchmarks.get(area, ())}
            known |= goals if REACHED.search(sentence) else set()
            for share in told:
                said = f"{where} says “{share.words}”"
                if said not in found and not _is_told(share, about if named else tables, known):
                    found.add(said)
                    if len(found) <= MOST_SHOWN:
                        yield block("agreement", f"{said}, which no share of the CSV is")


def _is_told(
    share: Share, tables: Iterable[Iterable[dict[str, str]]], known: Collection[float]
) -> bool:
    """Whether a share is among the figures, or by how much two of one table differ, taken of them
    as they are or as a reader sees them, rounded. known: figures besides."""
    every = (each for rows in tables for row in rows for each in _figures(row, share.is_part))
    figures = {*known, *every}
    if any(share.low - NEXT <= abs(each) <= share.high + NEXT for each in figures):
        return True
    if not share.is_apart:
        return False
    slack = (share.high - share.low) / 2
    for rows in tables:
        units = ((row, _scale(row.get("Unit", "%")) or 1.0) for row in rows)
        read = ((number(row.get(each, "")), unit) for row, unit in units for each in FIGURES)
        cells = {each * unit for each, unit in read if each is not None}
        for one, other in permutations(cells, 2) if len(cells) <= MOST_FIGURES else ():
            apart = (abs(one - other), abs(one / other - 1) * 100 if other else 0.0)
            if any(share.low - slack <= each <= share.high + slack for each in apart):
                return True
    return False


def _figures(row: dict[str, str], is_part: bool) -> Iterator[float]:
    """What a row of a CSV file tells in per cent. is_part: without the ends of ranges, which are
    too near to each other for 'two thirds' to be one of them."""
    scale = _scale(row.get("Unit", "%"))
    for heading, cell in row.items():
        is_share = scale and SHARE.search(heading) and not NO_SHARE.search(heading)
        is_share = is_share and not (is_part and LIMIT.search(heading))
        if (is_share or heading == PARTS_OF_ONE) and (value := number(cell)) is not None:
            yield value * (100 if heading == PARTS_OF_ONE else scale)


def _scale(unit: str) -> float:
    """What a figure in a unit is multiplied by to be in per cent; 0 where it is no share."""
    per = PER.search(unit)
    return 1.0 if "%" in unit else 100 / float(per[1].replace(",", "")) if per else 0.0


def _benchmarks(
    version: Version, tables: Iterable[Iterable[dict[str, str]]]
) -> dict[str, set[float]]:
    """What the store holds of each area that figures are compared with, in the periods of the CSV;
    such an area may have no row of its own."""
    codes = {name: code for code, name in area_names(version.store).items()}
    found: dict[str, set[float]] = defaultdict(set)
    asked = {
        (row.get("Indicator id", ""), row.get("Compared with", ""), row.get("Period", ""))
        for rows in tables
        for row in rows
    }
    for indicator_id, area, period in asked:
        if indicator_id in version.indicators and area in codes:
            for each in observations(version.store, indicator_id).get((codes[area], period), ()):
                if scale := _scale(str(version.indicators[indicator_id]["unit"])):
                    told = (each[name] for name in ("value", "lower_ci", "upper_ci"))
                    found[area] |= {scale * value for value in told}
    return found


def _goals(version: Version) -> set[float]:
    """The numbers of national ambitions for the indicators of this version, in per cent."""
    return {
        float(ambition.number)
        for area in clinical_areas(version.store)
        for ambition in area.ambitions
        if ambition.unit == "%" and ambition.indicator_id in _indicator_ids(version)
    }


def _own_words(version: Version) -> re.Pattern[str]:
    """Sentences and names of the store that tell a share."""
    texts = own_texts(version)
    pieces = {
        each.rstrip(".") for text in texts for each in SENTENCE.split(text) if [*shares(each)]
    }
    return re.compile("|".join(map(re.escape, sorted(pieces, key=len, reverse=True))) or r"(?!)")


def own_texts(version: Version) -> list[str]:
    """What the store itself says of the indicators of a version, and what England aims at."""
    ids = _indicator_ids(version)
    abouts = [queries.indicator(version.store, each) for each in ids]
    texts = [str(about[name]) for about in abouts for name in OWN]
    texts += [why for (each, _, _), why in flags(version.store).items() if each in ids]
    areas = clinical_areas(version.store)
    return texts + [each.wording for area in areas for each in area.ambitions]


def _indicator_ids(version: Version) -> set[str]:
    rows = (row for table in version.contents.csv_tables for row in table.records())
    named = {each.indicator_id for each in version.packet.sources}
    return ({row.get("Indicator id", "") for row in rows} | named) & set(version.indicators)
