"""Every measure there is to find: what it is called, in words without their endings.

What somebody types is cut into words in the same way (see `indicator_search`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from insight.reference.areas import project_catalogue
from insight.reference.catalogue import Catalogue, Indicator
from insight.reference.spelling import letters
from insight.store import Store, queries
from insight.store.rows import records

# How much a word weighs by where it stands: in a name, in what several official names have before
# a colon, in other words for it, in what its source and its address call it, in what lies around.
NAME, HEAD, SYNONYM, SOURCE_NAME, AROUND, PUBLISHER = 1.0, 0.95, 0.9, 0.85, 0.55, 0.4
# Between two that match alike: often named as a goal, with a figure for Places, with ranges; and
# against one that is about a part of another, or counts it another way.
GOAL, PLACES, RANGES, VARIANT = 0.02, 0.05, 0.03, -0.2
MOST_GOALS = 4
# Words that tell nothing; with those of a question somebody asks in full.
EMPTY = frozenset(
    {"a", "an", "and", "are", "as", "at", "by", "for", "from", "how", "in", "is", "it", "number"}
    | {"of", "on", "or", "per", "rate", "since", "that", "the", "their", "them", "they", "to"}
    | {"what", "who", "whose", "with"}
    | {"be", "can", "cant", "do", "does", "dont", "get", "has", "have", "i", "many", "me", "much"}
    | {"my", "our", "there", "this", "was", "we", "were", "when", "where", "which", "why", "will"}
    | {"you", "your"}
)
IRREGULAR = {"children": "child", "women": "woman", "men": "man", "teeth": "tooth"}
ENDINGS = ("ings", "ing", "ers", "ies", "ed", "er", "es", "s", "e", "y")
CODE = re.compile(r"(?=\w*\d)(?=\w*[a-z])\w{5,}|\d{4,}")
LETTERS = re.compile(r"\b([a-z]) ?(?:&|/|\band\b) ?([a-z])\b")  # 'A & E', 'a and e', 'A/E'
YEAR = re.compile(r"(19|20)\d\d")
NOT_NAMES = ("sex", "age", "area type")  # columns of a source that tell its rows apart

Words = tuple[str, ...]


@dataclass(frozen=True)
class IndicatorMatch:
    """A measure that was found. has_figures: False for one whose file has not come yet."""

    indicator_id: str
    plain_name: str
    indicator_name: str
    publisher: str
    has_figures: bool = True


@dataclass(frozen=True)
class Text:
    """Something that is said of a measure: its words, and how much they weigh."""

    words: Words
    weight: float


@dataclass(frozen=True)
class KnownIndicator:
    """A measure, what is said of it, the numbers it goes by, and what speaks for it."""

    match: IndicatorMatch
    texts: tuple[Text, ...]
    written: tuple[str, ...]
    codes: frozenset[str]
    standing: float

    @property
    def names(self) -> Iterable[Text]:
        """What it is called."""
        return (text for text in self.texts if text.weight >= SYNONYM)


@dataclass(frozen=True)
class IndicatorIndex:
    """Every measure there is to find.

    by_word: word → number of the measure → the best weight it has there. spellings: every word as
    it is written → without its ending. rings: what means the same, by each of its words; longest:
    how many words the longest of them has.
    """

    known: tuple[KnownIndicator, ...]
    by_word: Mapping[str, Mapping[int, float]]
    spellings: Mapping[str, str]
    rings: Mapping[Words, tuple[Words, ...]]
    longest: int


def indicator_index(store: Store) -> IndicatorIndex:
    """The measures of this build, and those of the catalogue whose figures are awaited."""
    catalogue = project_catalogue()
    goals = _goals(catalogue)
    listed = list(records(queries.indicators(store)))
    publishers = queries.sources(store).set_index("source_id")["publisher"].to_dict()
    here = {row["indicator_id"] for row in listed}
    known = [_of_build(row, catalogue, publishers, goals, here) for row in listed]
    awaited = (each for each in catalogue.indicators.values() if each.awaits == "figures")
    known += [_awaited(each, catalogue) for each in awaited if each.indicator_id not in here]
    by_word: dict[str, dict[int, float]] = {}
    for number, each in enumerate(known):
        for text in each.texts:
            for word in text.words:
                weights = by_word.setdefault(word, {})
                weights[number] = max(text.weight, weights.get(number, 0.0))
    rings: dict[Words, tuple[Words, ...]] = {}
    for ring in catalogue.synonyms.values():
        same = tuple(filter(None, dict.fromkeys(map(plain_words, ring.words))))
        for words in same:
            rings[words] = tuple(dict.fromkeys((*rings.get(words, ()), *same)))
    written = (text for each in known for text in each.written)
    spelt = (word for text in (*written, *_ring_words(catalogue)) for word in words_of(text))
    longest = max(map(len, rings), default=1)
    return IndicatorIndex(
        tuple(known), by_word, {word: stem(word) for word in spelt}, rings, longest
    )


def _ring_words(catalogue: Catalogue) -> Iterable[str]:
    return (words for ring in catalogue.synonyms.values() for words in ring.words)


def plain_words(text: str) -> Words:
    """Its words for comparing: 'A&E' is one, 'Under-75s' and 'under 75' are the same."""
    return tuple(map(stem, words_of(text)))


def words_of(text: str) -> list[str]:
    """Its words as they are written, in small letters, without those that tell nothing."""
    joined = LETTERS.sub(r"\1\2", text.casefold())
    joined = re.sub(r"(?<=\w)[&.](?=\w)|['’]", "", joined)
    return [word for word in re.findall(r"[^\W_]+", joined) if word not in EMPTY]


@lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """A word without its ending: 'smoking', 'smokers' and 'smoke' are one."""
    if word in IRREGULAR:
        return IRREGULAR[word]
    if len(word) < 4 or not word.isalpha():
        return word.removesuffix("s") if re.fullmatch(r"\d+s", word) else word
    ending = next((each for each in ENDINGS if word.endswith(each)), "")
    short = word.removesuffix(ending)
    return short if len(short) >= 4 else word.removesuffix("s")


def _goals(catalogue: Catalogue) -> Counter[str]:
    """How often a measure is named as a goal: of CORE20PLUS5, or of a stated priority."""
    links = (link for each in catalogue.priorities.values() for link in each.indicators)
    areas = catalogue.clinical_areas.values()
    care = (area.measures[0] for area in areas if area.measures)
    return Counter([*care, *(link.indicator_id for link in links)])


def _of_build(
    row: dict[str, Any],
    catalogue: Catalogue,
    publishers: Mapping[str, str],
    goals: Counter[str],
    here: Collection[str],
) -> KnownIndicator:
    """A measure as the store has it; row: of `queries.indicators`. here: every id there is."""
    match = IndicatorMatch(
        row["indicator_id"],
        row["plain_name"],
        row["indicator_name"],
        publishers.get(row["source_id"], ""),
    )
    standing = (
        GOAL * min(MOST_GOALS, goals[match.indicator_id])
        + PLACES * bool(row["has_places"])
        + RANGES * bool(row["has_interval"])
        + VARIANT * any(match.indicator_id.startswith(f"{each}-") for each in here)
    )
    around = (row["topic"], row["clinical_area"])
    listed = catalogue.indicators.get(match.indicator_id)
    return _known(match, catalogue, row["source_id"], listed, around, standing)


def _awaited(listed: Indicator, catalogue: Catalogue) -> KnownIndicator:
    """A measure of the catalogue that no file here has figures of."""
    publisher = catalogue.sources[listed.source_id].publisher
    match = IndicatorMatch(
        listed.indicator_id, listed.plain_name, listed.indicator_name, publisher, has_figures=False
    )
    around = (listed.topic, listed.clinical_area)
    return _known(match, catalogue, listed.source_id, listed, around, 0.0)


def _known(
    match: IndicatorMatch,
    catalogue: Catalogue,
    source_id: str,
    listed: Indicator | None,
    around: tuple[str, ...],
    standing: float,
) -> KnownIndicator:
    source = catalogue.sources.get(source_id)
    theirs = () if listed is None else tuple(_source_names(listed))
    head, colon, _ = match.indicator_name.partition(": ")
    said = (
        (match.plain_name, NAME),
        (match.indicator_name, NAME),
        (head if colon else "", HEAD),
        (match.indicator_id, SOURCE_NAME),
        *((text, SOURCE_NAME) for text in theirs),
        *((text, SYNONYM) for text in (listed.synonyms if listed else ())),
        *((text, AROUND) for text in around),
        (match.publisher, PUBLISHER),
        (source.publication if source else "", PUBLISHER),
        (source_id, PUBLISHER),
    )
    texts = (Text(plain_words(text), weight) for text, weight in said)
    written = tuple(text for text, _ in said)
    numbers = {code for text in (match.indicator_name, *theirs) for code in codes_in(text)}
    codes = frozenset({letters(match.indicator_id), *numbers})
    return KnownIndicator(
        match, tuple(text for text in texts if text.words), written, codes, standing
    )


def _source_names(listed: Indicator) -> Iterable[str]:
    """What its sources call it: the rows and the column it is read from."""
    yield listed.column
    for rows in (listed.match, *(other.match for other in listed.also)):
        for column, values in rows.items():
            if column.casefold() not in NOT_NAMES:
                yield from values


def codes_in(text: str) -> Iterable[str]:
    """Numbers and codes in a text, as publishers give their measures: no years."""
    return (code for code in CODE.findall(text.casefold()) if not YEAR.fullmatch(code))
