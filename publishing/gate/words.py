"""Words that anybody can read, in few enough letters; and what an author should know."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache, lru_cache

import pandas as pd

from insight.findings.catalogue import clinical_areas
from insight.reference.areas import REGION_NAME, SYSTEM_NAME
from publishing.gate.contents import name, text_of
from publishing.gate.version import Version, block, warn
from publishing.releases.content import LONGEST_TITLE
from publishing.releases.gate import Check
from publishing.releases.lifecycle import NATIVE_READERS

OLDEST_READER = 11  # years
FIRST_GRADE = 5  # years of age before the first year of school in the United States is finished
BESIDE = {"subtitle", "source", "small", "flag", "notice", "sample"}  # not what a page is about
LANG = ("lang", "xml:lang", "{http://www.w3.org/XML/1998/namespace}lang")
OLD_YEARS, DAYS = 3, 365.25
DAY = re.compile(r"\d{4}-\d\d-\d\d")
SENTENCE_END = re.compile(r"[.;:!?](?:\s|$)")
WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*|\d[\d.,]*%?")
BRACKETS = re.compile(r"\([^()\s]+(?:\s+[^()\s]+){0,9}\s*\)")  # a remark, no sentence
SILENT = re.compile(r"e$|(?<=[^td])ed$|(?<=[^aeiouyscxz])es$")
VOWELS = re.compile(r"[aeiouy]+")
LETTERS = re.compile(r"\w+")


def title_length(version: Version) -> Iterator[Check]:
    """A title fits where others show it."""
    if len(version.packet.words.title) > LONGEST_TITLE:
        yield block(
            "title",
            f"The title has {len(version.packet.words.title)} letters: {LONGEST_TITLE} at most",
        )


def reading_ages(version: Version) -> Iterator[Check]:
    """Title, summary, change note and the leading sentences ask for no reader over 11."""
    page = version.contents.pages.get("index.html")
    if page is not None and not _is_english(page.get("lang", "en")):
        return  # the measure is of English; `languages` asks for native readers
    names = _names(version)
    told = [*version.headlines(), *_leading(version)]
    for where, words in told:
        age = reading_age(words, names)
        if age > OLDEST_READER:
            yield block(
                "reading-age",
                f"The {where} needs a reader of {age:.1f} years, and {OLDEST_READER} is the most:"
                " use shorter sentences and shorter words",
            )


def languages(version: Version) -> Iterator[Check]:
    """What is in another language waits for native readers; any that says so is one."""
    if version.packet.readers.startswith(NATIVE_READERS):
        return
    for path, root in version.contents.pages.items():
        others = {e.get(key, "en") for e in root.iter() for key in LANG if e.get(key) is not None}
        for each in sorted(other for other in others if not _is_english(other)):
            yield block(
                "language",
                f"{path} has words in '{each}', which native readers must read first: add the"
                " language to data/languages, and let the page be made from it",
            )


def _is_english(code: str) -> bool:
    return code.strip().lower().partition("-")[0] == "en"


def real_days(version: Version) -> Iterator[Check]:
    """Each day that a period ends on is one that there is."""
    for table in version.contents.csv_tables:
        for text in sorted({row.get("Period ends", "")[:10] for row in table.records()}):
            if DAY.fullmatch(text) and _day(text) is None:
                yield block("unreadable", f"{table.path} says that a period ends on {text}")


def old_figures(version: Version) -> Iterator[Check]:
    """The newest figures of each measure are of the last three years."""
    ages = {
        about: (version.today - newest).days / DAYS
        for about, newest in _newest_days(version).items()
    }
    old = {about: int(age) for about, age in ages.items() if age > OLD_YEARS}
    if old:
        oldest = max(old, key=lambda about: old[about])
        more = f", and those of {len(old) - 1} more are old" if len(old) > 1 else ""
        yield warn(
            "old-figures",
            f"The newest figures of {oldest or 'it'} are {old[oldest]} years old{more}: say so,"
            " or wait",
        )


def newer_figures(version: Version) -> Iterator[Check]:
    """The version is made from the newest build, and shows the newest period it holds."""
    packet = version.packet
    if packet.build_id and packet.build_id != version.store.build_id:
        yield warn(
            "newer-build",
            f"It was made from build {packet.build_id}, and the newest is {version.store.build_id}",
        )
    days = _newest_days(version)
    for indicator_id in sorted({each.indicator_id for each in packet.sources}):
        known, newest = version.indicators.get(indicator_id), days.get(indicator_id)
        if known is None or newest is None or pd.isna(known["latest_period_end_date"]):
            continue
        latest = pd.Timestamp(known["latest_period_end_date"]).date()
        if latest > newest:
            label = known["latest_period_label"]
            yield warn("newer-period", f"There are newer figures of {indicator_id}: {label}")


def next_date(version: Version) -> Iterator[Check]:
    """Readers are told when to look again."""
    page = " ".join(text.words for text in version.contents.prose if text.path == "index.html")
    found = re.search(r"next update.{0,200}?\b(?:19|20)\d\d\b", page, re.I)
    if not found:
        yield warn("next-date", "No next date is on the page: add one to the calendar, if known")


def easy_read(version: Version) -> Iterator[Check]:
    """There is an Easy Read twin, or this is one."""
    is_twin = version.packet.made_from is not None
    has_twin = any(other.retells == version.packet.release_id for other in version.others)
    links = " ".join(
        text.words for text in version.contents.texts if text.where in ("href", "name")
    )
    if not is_twin and not has_twin and not re.search(r"easy.?read/", links, re.I):
        yield warn("easy-read", "There is no Easy Read version of it yet")


def reading_age(words: str, names: Iterable[str] = ()) -> float:
    """The age in years of who can read it: the Flesch-Kincaid grade level, and five.

    0.39 words a sentence + 11.8 syllables a word - 15.59 (Kincaid, Fishburne, Rogers and Chissom
    1975, Research Branch Report 8-75). A name of `names` counts as one short word, as names should
    (they cannot be made simpler); a number as one syllable; what stands in brackets not at all. A
    semicolon or colon ends a sentence. Syllables are groups of vowels, a silent e left out.
    """
    words = BRACKETS.sub(" ", without_names(words, names))
    sentences = [part for part in SENTENCE_END.split(words) if WORD.search(part)]
    listed = WORD.findall(words)
    if not listed:
        return 0.0
    syllables = sum(1 if word[0].isdigit() else _syllables(word) for word in listed)
    grade = 0.39 * len(listed) / len(sentences) + 11.8 * syllables / len(listed) - 15.59
    return grade + FIRST_GRADE


def without_names(words: str, names: Iterable[str]) -> str:
    """The same with one short word for each name in it."""
    named = _by_first_word(frozenset(names))
    small = words.lower()
    starts = LETTERS.findall(small)
    # Hundreds of names start with the same word, and few texts hold more than two.
    found = {each for start in starts for each in named.get(start, ()) if each.lower() in small}
    for each in sorted(found, key=len, reverse=True):
        words = _whole(each).sub("it", words)
    return words


@lru_cache(maxsize=8)
def _by_first_word(names: frozenset[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for each in names:
        if start := LETTERS.search(each.lower()):
            found.setdefault(start[0], []).append(each)
    return found


@cache
def _whole(name: str) -> re.Pattern[str]:
    # A name may end in a bracket, where no word does.
    return re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.I)


def _syllables(word: str) -> int:
    return max(1, len(VOWELS.findall(SILENT.sub("", word.lower()))))


def _leading(version: Version) -> Iterator[tuple[str, str]]:
    """The first paragraphs of the page, before the first h2, but for notes beside them."""
    page = version.contents.pages.get("index.html")
    main = None if page is None else page.find(".//main")
    others: list[str] = []
    for element in main.iter() if main is not None else ():
        classes = set((element.get("class") or "").split())
        if name(element) == "h2":
            break
        if {"lead", "sentence"} & classes:
            yield "leading sentence", text_of(element)
        elif name(element) in ("p", "li") and not BESIDE & classes:
            others.append(text_of(element))
    yield "first paragraphs", ". ".join(others)  # together: a link alone is no sentence


def _names(version: Version) -> set[str]:
    """Names of areas and indicators in this version."""
    found = {row["plain_name"] for row in version.indicators.values()}
    found |= {row["indicator_name"] for row in version.indicators.values()}
    for table in version.contents.csv_tables:
        found |= {row.get("Area", "") for row in table.records()}
    found |= {each.plain_name for each in clinical_areas(version.store)}
    return found | {"England", SYSTEM_NAME, "CORE20PLUS5"} | ({REGION_NAME} - {""})


def _newest_days(version: Version) -> dict[str, date]:
    """The last day of the newest period by indicator; of all others, by ''."""
    found: dict[str, date] = {}
    for table in version.contents.csv_tables:
        for row in table.records():
            day, about = _day(row.get("Period ends", "")[:10]), row.get("Indicator id", "")
            if day is not None:
                found[about] = max(day, found.get(about, day))
    return found


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
