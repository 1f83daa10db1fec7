"""Counts of people that are too small to publish, shown or to be worked out.

A count is worked out where shown counts add up with it: within one table, between tables that share
a total, and between this version and what readers have already. For every hidden count the smallest
and the largest number it can be is found by linear programming over all sums that hold; where it
can be fewer than three numbers, it is hidden no longer. Published figures of indicators are left to
`figures`: their publishers protect them, and here they must be as they are in the store.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from insight.reference.areas import SYSTEM_NAME
from publishing.gate.contents import Contents, Table, number
from publishing.gate.version import Version, block
from publishing.releases.gate import Check

# Headings under which people, or what they said, are counted.
COUNTED = re.compile(
    r"\(count\)|\bcount(?:ed)?\b|\bnumber of\b|^n$|^base$|\bhow many\b|"
    r"\b(?:people|comments?|responses?|respondents|answers?|members|residents|patients|cases|"
    r"deaths|women|men|children|support|took part|attended|heard)\b",
    re.I,
)
NOT_COUNTED = re.compile(
    r"%|\bper\b|\b(?:share|rate|source|who|theme|what)\b"
    r"|\b(?:organisation|place|area|neighbourhood|practice|period|authorit|activit|event)",
    re.I,
)
# Headings of what a row is about.
ABOUT = re.compile(
    r"\b(area|place|ward|group|sex|age|period|quarter|month|year|theme|need|question|answer|ethnic|"
    r"decile|quintile|fifth|organisation|survey|subject|indicator|mood)\b",
    re.I,
)
NEVER_ADDS_UP = re.compile(r"\b(theme|need|answer|indicator|subject)\b", re.I)
TOTAL = {
    *("all", "total", "everyone", "everybody", "any", "any theme", "all themes", "all time"),
    *("all ages", "all people", "persons", "all groups", "all places", "all areas", "both sexes"),
    SYSTEM_NAME.lower(),
}
HIDDEN = re.compile(
    r"too few|fewer than|protected|hidden|suppress|not shown|^\[c\]$|^c$|^\*$", re.I
)
AT_LEAST_BASE = re.compile(r"protected", re.I)
ABSENT = {"", "[x]", "[z]", "x", "-", "–"}

SMALL_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
PEOPLE = (
    r"(?:people|persons?|individuals?|comments?|responses?|respondents?|residents?|patients?|women"
    r"|woman|men|man|children|child|babies|baby|births?|stillbirths?|carers?|members?|deaths?"
    r"|suicides?|cases?|admissions?|answers?|participants?|attendees?|interviewees?|voices|girls?"
    r"|boys?|lads?|adults?|teenagers?|twins?|pupils?|students?|parents?|grandparents?|mothers?|mums?"
    r"|fathers?|dads?|users?|clients?|tenants?|veterans?|volunteers?|workers?|staff|refugees?"
    r"|asylum[ -]seekers?|travellers?|famil(?:y|ies)|households?|under[ -](?:fives|\d+s)"
    r"|over[ -]\d+s)"
)
# Words that may stand between a number and whom it counts: none that begins something else.
BETWEEN = (
    r"(?:(?!(?:of|in|to|per|or|from|at|by|for|with|on|than|as|is|are|was|were|has|have|had|who|that"
    r"|can|could|may|might|will|would|must|should"
    r"|times?|years?|months?|weeks?|days?|hours?|minutes?|points?|areas?|places?|ways?|kinds?"
    r"|groups?|surveys|practices?|checks?|conditions?|things?|main|most|least)\b)"
    r"[a-z][\w'’-]*\s+){0,4}?"
)
SMALL = rf"\d{{1,2}}|{'|'.join(SMALL_WORDS)}"
# Before a number that counts nobody: 'Year 6 children', 'any one death', 'fewer than 5 people',
# '3 in 10 people', 'homes of one parent'.
NOT_AFTER = re.compile(
    rf"(?:(?:\d|\b(?:{SMALL}))\s+(?:in|to)\s+(?:every\s+)?|[-–/]"
    r"|\b(?:years?|aged?|stages?|type|grade|under|over|than|core20plus|section|band"
    r"|any|each|every|no|at least|(?:house|home)(?:hold)?s? of)\s+)$",
    re.I,
)
# Of some who are named: 'four of the 12 carers', '4 out of 12 carers'.
PART = (
    r"(?:(?:of\s+(?:the|our|these|those)|out\s+of(?:\s+the)?)\s+(?!(?:10|100)\b)"
    rf"(?:(?:\d+|{SMALL})\s+)?)?"
)
PROSE = re.compile(
    rf"(?<![\d.,/–-])\b({SMALL})\s+(?:\(\d{{1,2}}\)\s+)?{PART}{BETWEEN}(?:\w+-)?{PEOPLE}\b"
    r"(?!\s+(?:in|out of)\s+(?:every\s+)?\d|\s+(?:may|can|could|aged|households?)\b)",
    re.I,
)
# As tables and notes write it: '(n = 4)', 'Number of people: 4'.
NOTED = re.compile(
    rf"(?:\bn\s*=|\b(?:base|sample|(?:number of )?{PEOPLE})\s*[:=])\s*(\d{{1,2}})\b"
    r"(?![.,/–-]?\d|\s*%|\s+per\b)",
    re.I,
)
FEWEST_CHOICES = 3  # numbers that a hidden count may be, as `insight.statistics.disclosure` has it
NEAR = 1e-6
MOST_SHOWN = 5

Key = tuple[str, frozenset[tuple[str, str]]]  # what is counted, and of whom


@dataclass
class Counts:
    """Counts by key. shown: the numbers; hidden: the least and the most each can be; sums: a total
    and its parts."""

    shown: dict[Key, float] = field(default_factory=dict)
    hidden: dict[Key, tuple[float, float]] = field(default_factory=dict)
    sums: list[tuple[Key, tuple[Key, ...]]] = field(default_factory=list)
    where: dict[Key, str] = field(default_factory=dict)


def small_counts(version: Version) -> Iterator[Check]:
    """Counts under the smallest base, in tables and in words."""
    base, found = version.store.smallest_base, 0
    indicators = version.indicators
    # A page's table does not name its indicator, and shows what the CSV file beside it does.
    rows = [row for table in version.contents.csv_tables for row in table.records()]
    is_all = bool(rows) and all(_is_published(row, indicators) for row in rows)
    for table in version.contents.tables:
        if is_all and table.path.endswith(".html"):
            continue
        for heading in filter(_is_counted, table.header):
            for row in table.records():
                value = number(row.get(heading, ""))
                if value is None or not 0 < value < base or _is_published(row, indicators):
                    continue
                found += 1
                if found <= MOST_SHOWN:
                    yield block(
                        "small-counts",
                        f"{table.path}: under '{heading}', {_row_name(row)} is a count below"
                        f" {base}: hide it, and what it could be worked out from",
                    )
    told: set[str] = set()
    for text in version.contents.texts:
        if text.path not in told and tells_small_count(text.words, base):
            told.add(text.path)
            yield block(
                "small-counts",
                f"{text.place} tells a count of people below {base}: say 'fewer than {base}'",
            )


def tells_small_count(words: str, base: int) -> bool:
    """Whether words tell of 1 to base - 1 people, in figures or spelt out."""
    said = [
        match[1].lower()
        for match in PROSE.finditer(words)
        if not NOT_AFTER.search(words[: match.start()])
    ]
    said += [match[1] for match in NOTED.finditer(words)]
    counted = (SMALL_WORDS.index(each) + 1 if each in SMALL_WORDS else int(each) for each in said)
    return any(0 < each < base for each in counted)


def worked_out_counts(version: Version) -> Iterator[Check]:
    """Hidden counts that this version, with everything else that is out, gives away."""
    base, ours = version.store.smallest_base, version.indicators
    own = counts_of_people(version.contents, base, ours)
    for key in _worked_out(own):
        yield block(
            "complementary-counts",
            f"{own.where[key]}: a hidden count can be worked out from the others that add up with"
            " it: hide one more of them",
        )
    together, others, joined = own, Counts(), 0
    for other, contents in version.others_contents:
        name = f"{other.release_id} version {other.version}, which is out"
        theirs = counts_of_people(contents, base, ours)
        yield from _between(own, theirs, name, base)
        both = _joined(together, theirs)
        if both is not None:
            together, others, joined = both, _joined(others, theirs) or others, joined + 1
    given = _worked_out(together) if joined > 1 else []
    before = set(_worked_out(others)) if given else set()
    for key in given:
        if key not in before:
            yield block(
                "counts-between-versions",
                f"{together.where[key]}: with several versions that are out a hidden count can be"
                " worked out: hide one more of those that add up with it",
            )
            return


def _between(own: Counts, theirs: Counts, name: str, base: int) -> Iterator[Check]:
    """What two versions give away that neither does alone."""
    for key in own.hidden.keys() & theirs.shown.keys():
        yield block(
            "counts-between-versions",
            f"{own.where[key]}: what is hidden here is shown in {name}: withdraw that first",
        )
        return
    for key in theirs.hidden.keys() & own.shown.keys():
        if own.shown[key] < base + base:
            yield block(
                "counts-between-versions",
                f"{own.where[key]}: what is shown here is hidden in {name}: the few who are new"
                " could be counted",
            )
            return
    for key in own.shown.keys() & theirs.shown.keys():
        if 0 < abs(own.shown[key] - theirs.shown[key]) < base:
            yield block(
                "counts-between-versions",
                f"{own.where[key]}: this count and that of {name} differ by fewer than {base}:"
                " wait until more are new",
            )
            return
    both = _joined(own, theirs)
    if both is None:
        return
    for key in _worked_out(both):
        yield block(
            "counts-between-versions",
            f"{both.where[key]}: with {name} a hidden count can be worked out: hide one more of"
            " those that add up with it",
        )
        return


def _joined(own: Counts, theirs: Counts) -> Counts | None:
    """Both together; None where counts have moved on, as sums of both together hold nowhere."""
    if any(theirs.shown[key] != own.shown[key] for key in own.shown.keys() & theirs.shown.keys()):
        return None
    shown, where = own.shown | theirs.shown, theirs.where | own.where
    sums = [*own.sums, *theirs.sums, *_sums(where, shown)]
    return Counts(shown, theirs.hidden | own.hidden, sums, where)


def counts_of_people(contents: Contents, base: int, indicators: Collection[str]) -> Counts:
    """The counts of people in the CSV files, and in tables of pages where there is no CSV."""
    found = Counts()
    for table in contents.csv_tables or contents.tables:
        _read(table, found, base, indicators)
    found.sums += _sums(set(found.where), found.shown)
    return found


def _read(table: Table, found: Counts, base: int, indicators: Collection[str]) -> None:
    about = _about(table.header)
    for row in table.records():
        if _is_published(row, indicators):
            continue
        note = " ".join(row.values())
        said = {(_plain(heading), _plain(row.get(heading, ""))) for heading in about}
        of_whom = frozenset(each for each in said if each[1] not in TOTAL and each[1])
        for heading in filter(_is_counted, table.header):
            if heading in about:
                continue
            key, text = (_what(heading), of_whom), row.get(heading, "").strip()
            value = number(text)
            if value is not None:
                found.shown[key] = value
            elif HIDDEN.search(text) or (text.lower() in ABSENT and HIDDEN.search(note)):
                is_more = AT_LEAST_BASE.search(text if HIDDEN.search(text) else note)
                found.hidden[key] = (0, np.inf) if is_more else (0, base - 1)
            else:
                continue
            found.where[key] = f"{table.path}, {_row_name(row)}"


def _sums(keys: Iterable[Key], shown: Mapping[Key, float]) -> list[tuple[Key, tuple[Key, ...]]]:
    """Totals and the parts that should add up to them, along each heading where they do."""
    parts: dict[str, dict[Key, list[Key]]] = defaultdict(lambda: defaultdict(list))
    known = set(keys)
    for key in known:
        what, of_whom = key
        for heading, value in of_whom:
            total = (what, of_whom - {(heading, value)})
            if total in known and not NEVER_ADDS_UP.search(heading):
                parts[heading][total].append(key)
    found = []
    for of_total in parts.values():
        most = {what: 0 for what, _ in of_total}
        for (what, _), each in of_total.items():
            most[what] = max(most[what], len(each))
        whole = {
            total: each
            for total, each in of_total.items()
            if len(each) == most[total[0]] and len(each) > 1
        }
        # One complete sum that does not hold shows that nothing along this heading adds up.
        is_false = any(
            shown[total] != sum(shown[part] for part in each)
            for total, each in whole.items()
            if total in shown and all(part in shown for part in each)
        )
        if not is_false:
            found += [(total, tuple(sorted(each, key=str))) for total, each in whole.items()]
    return found


def _worked_out(found: Counts) -> list[Key]:
    """Hidden counts that can be too few numbers only, unless that is none for sure."""
    from scipy.optimize import linprog  # here, because most versions hide nothing

    hidden = [
        key for key in found.hidden if any(key == t or key in parts for t, parts in found.sums)
    ]
    if not hidden:
        return []
    place = {key: at for at, key in enumerate(hidden)}
    rows, right = [], []
    for total, parts in found.sums:
        row, known = np.zeros(len(hidden)), 0.0
        for sign, key in [(1.0, part) for part in parts] + [(-1.0, total)]:
            if key in place:
                row[place[key]] += sign
            else:
                known += sign * found.shown[key]
        if row.any():
            rows.append(row)
            right.append(-known)
    limits = [found.hidden[key] for key in hidden]
    bounds = [(low, None if np.isinf(high) else high) for low, high in limits]
    given = []
    for key in hidden:
        aim = np.zeros(len(hidden))
        aim[place[key]] = 1
        ends = [
            linprog(sign * aim, A_eq=np.array(rows), b_eq=right, bounds=bounds) for sign in (1, -1)
        ]
        if ends[0].status == 2:  # the sums contradict each other: nothing follows from them
            return []
        if all(end.status == 0 for end in ends):
            low, high = ends[0].fun, -ends[1].fun
            choices = np.floor(high + NEAR) - np.ceil(low - NEAR) + 1
            if high > NEAR and choices < FEWEST_CHOICES:
                given.append(key)
    return given


def _is_published(row: Mapping[str, str], indicators: Collection[str]) -> bool:
    """Whether a row is a publisher's figure."""
    return row.get("Indicator id", "") in indicators


def _is_counted(heading: str) -> bool:
    return bool(COUNTED.search(heading)) and not NOT_COUNTED.search(heading)


def _about(header: Sequence[str]) -> list[str]:
    """Headings of what a row is about; of a name and its code, the name."""
    found = [
        each
        for at, each in enumerate(header)
        if (ABOUT.search(each) and not _is_only_count(each)) or (at == 0 and not _is_counted(each))
    ]
    return [
        each
        for each in found
        if re.sub(r"\b(code|id)$", "", each).strip() not in set(header) - {each}
    ]


def _is_only_count(heading: str) -> bool:
    return "(count)" in heading or heading.lower().startswith(("number of", "how many"))


def _what(heading: str) -> str:
    return _plain(re.sub(r"\(count\)|\bcount\b|\bnumber of\b|s\b", "", heading, flags=re.I))


def _plain(text: str) -> str:
    return " ".join(text.lower().split())


def _row_name(row: Mapping[str, str]) -> str:
    named = [value for heading, value in row.items() if heading in _about(list(row)) and value]
    return ", ".join(named[:4]) or "a row"
