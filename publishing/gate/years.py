"""Each year that a version tells in prose is one that its figures, or the store's words, are of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from insight.store import queries
from publishing.gate.shares import MOST_SHOWN, own_texts
from publishing.gate.version import Version, block
from publishing.releases.gate import Check

YEAR = re.compile(r"(?<![\d.,#/-])(?:19|20)\d\d(?![\d.,]\d|\d|%)")
SPAN = re.compile(r"\b((?:19|20)\d\d)\s*[/–-]\s*(\d\d)\b")
EDITIONS = {"2019", "2025"}  # of the English Indices of Deprivation, named in prose
WHEN = ("Period", "Period starts", "Period ends")


def years_agree(version: Version) -> Iterator[Check]:
    """Each year in title, summary, prose and alt texts has figures here, or is the store's own.

    Years yet to come are promises, and those since last year are days of the page itself.
    """
    rows = [row for table in version.contents.csv_tables for row in table.records()]
    if not rows:
        return  # `tables_agree` says so
    known = {*EDITIONS, *_publications(version)}
    for text in (*own_texts(version), *(row.get(each, "") for row in rows for each in WHEN)):
        known |= years(text)
    first = version.today.year - 1
    prose = ((text.place, text.words) for text in version.contents.prose)
    wrong = dict.fromkeys(
        (where, year)
        for where, words in (*version.headlines(), *prose)
        for year in sorted(years(words) - known)
        if int(year) < first
    )
    for where, year in list(wrong)[:MOST_SHOWN]:
        yield block("agreement", f"{where} speaks of {year}, of which it has no figures")


def years(text: str) -> set[str]:
    """The years that a text names; '2022/23' and '2022–23' name two."""
    ends = {f"{start[:2]}{end}" for start, end in SPAN.findall(text)}
    return {*YEAR.findall(text), *ends}


def _publications(version: Version) -> set[str]:
    """Years in the names of publications: 'Health Index for England, 2015 to 2021'."""
    return {each for name in queries.sources(version.store)["publication"] for each in years(name)}
