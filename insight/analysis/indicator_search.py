"""A measure by what somebody types: its number, its name, other words for it, or its publisher.

Whole words count, then words that begin so, then words spelt nearly so; letters that merely occur
in that order never do. What is typed is looked at and forgotten.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from insight.reference.areas import project_catalogue
from insight.reference.catalogue import Catalogue, Indicator
from insight.store import Store, cached, queries
from insight.store.rows import tuples

MOST_LETTERS = 80  # of what is typed; more is looked at no further
# How much a word weighs by where it stands: in a name, in other words for it, in what its source
# and its address call it, in what lies around.
NAME, SYNONYM, SOURCE_NAME, AROUND, PUBLISHER = 1.0, 0.9, 0.85, 0.55, 0.4
SAME, APART, BEGINS = 0.95, 0.8, 0.8  # another word for it, its words apart, a word begun
# What is called just so, begins with the words or has them side by side; and how much of its name
# they are.
WHOLE, AT_START, TOGETHER, SHARE = 0.4, 0.1, 0.2, 0.5
OTHER_NAME = 0.5  # of that, where it is another word for it
# Between two that match alike: often named as a goal, with a figure for Places, with ranges.
GOAL, PLACES, RANGES = 0.02, 0.05, 0.03
MOST_GOALS = 4
NEARLY = 0.7  # of the best score
LACKING = 0.5  # of a measure whose figures are not here
EMPTY = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "as",
        "at",
        "by",
        "for",
        "from",
        "how",
        "in",
        "is",
        "it",
        "number",
        "of",
        "on",
        "or",
        "per",
        "rate",
        "since",
        "that",
        "the",
        "their",
        "them",
        "they",
        "to",
        "what",
        "who",
        "whose",
        "with",
    ]
)
# Words of a name that tell nobody what is measured.
PLAIN = frozenset({"gp", "patient", "people", "register", "qof", "resident", "adult", "pupil"})
IRREGULAR = {"children": "child", "women": "woman", "men": "man", "teeth": "tooth"}
ENDINGS = ("ings", "ing", "ers", "ies", "ed", "er", "es", "s", "e", "y")
FEWEST = 3  # letters that may begin a word; fewer are a word or nothing
CODE = re.compile(r"(?=\w*\d)(?=\w*[a-z])\w{5,}|\d{4,}")

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
class IndicatorSearch:
    """What a search came to. has_all: False where no measure has all the words."""

    matches: tuple[IndicatorMatch, ...] = ()
    has_all: bool = True


@dataclass(frozen=True)
class _Text:
    """Something that is said of a measure: its words, and how much they weigh."""

    words: Words
    weight: float


@dataclass(frozen=True)
class _Known:
    """A measure, what is said of it, the numbers it goes by, and what speaks for it."""

    match: IndicatorMatch
    texts: tuple[_Text, ...]
    written: tuple[str, ...]
    codes: frozenset[str]
    standing: float

    @property
    def names(self) -> Iterable[_Text]:
        """What it is called."""
        return (text for text in self.texts if text.weight >= SYNONYM)


@dataclass(frozen=True)
class _Index:
    """Every measure there is to find.

    by_word: word → number of the measure → the best weight it has there. spellings: every word as
    it is written → without its ending. rings: what means the same, by each of its words; longest:
    how many words the longest of them has.
    """

    known: tuple[_Known, ...]
    by_word: Mapping[str, Mapping[int, float]]
    spellings: Mapping[str, str]
    rings: Mapping[Words, tuple[Words, ...]]
    longest: int


@dataclass(frozen=True)
class _Unit:
    """A part of what was typed: a word, or several that have a meaning together.

    found: number of the measure → weight.
    """

    words: Words
    found: Mapping[int, float]

    def telling(self, of: int) -> float:
        """How much it tells measures apart: a rare word more than a common one."""
        return math.log(1 + of / max(1, len(self.found)))


def indicator_search(store: Store, text: str) -> IndicatorSearch:
    """The measures that a text means, the likeliest first. Never raises, whatever is typed."""
    index = cached(store, _index)
    if numbered := _by_code(index, text):
        return IndicatorSearch(tuple(numbered))
    units = list(_units(index, _spelt(index, text[:MOST_LETTERS])))
    held = [set(unit.found) for unit in units if unit.found]
    if not held or 2 * len(held) < len(units):
        return IndicatorSearch()
    every = set.intersection(*held) if len(held) == len(units) else set()
    scores = {number: _score(index, number, units) for number in every or set.union(*held)}
    ranked = sorted(scores, key=lambda number: (-scores[number], number))
    # Of measures with some of the words, those come that have nearly as much of them as the best.
    least = 0.0 if every else NEARLY * scores[ranked[0]]
    matches = tuple(index.known[each].match for each in ranked if scores[each] >= least)
    return IndicatorSearch(matches, bool(every))


def plain_words(text: str) -> Words:
    """Its words for comparing: 'A&E' is one, 'Under-75s' and 'under 75' are the same."""
    return tuple(map(_stem, _words(text)))


def _words(text: str) -> list[str]:
    joined = re.sub(r"(?<=\w)[&.](?=\w)|['’]", "", text.casefold())
    return [word for word in re.findall(r"[^\W_]+", joined) if word not in EMPTY]


@lru_cache(maxsize=4096)
def _stem(word: str) -> str:
    """A word without its ending: 'smoking', 'smokers' and 'smoke' are one."""
    if word in IRREGULAR:
        return IRREGULAR[word]
    if len(word) < 4 or not word.isalpha():
        return word.removesuffix("s") if re.fullmatch(r"\d+s", word) else word
    ending = next((each for each in ENDINGS if word.endswith(each)), "")
    short = word.removesuffix(ending)
    return short if len(short) >= 4 else word.removesuffix("s")


def _index(store: Store) -> _Index:
    """The measures of this build, and those of the catalogue whose figures are awaited."""
    catalogue = project_catalogue()
    goals = _goals(catalogue)
    listed = list(tuples(queries.indicators(store)))
    publishers = queries.sources(store).set_index("source_id")["publisher"].to_dict()
    known = [_of_build(row, catalogue, publishers, goals) for row in listed]
    here = {row.indicator_id for row in listed}
    known += [_awaited(each, catalogue) for each in catalogue.indicators.values()
              if each.awaits == "figures" and each.indicator_id not in here]  # fmt: skip
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
    spelt = (word for text in (*written, *_ring_words(catalogue)) for word in _words(text))
    longest = max(map(len, rings), default=1)
    return _Index(tuple(known), by_word, {word: _stem(word) for word in spelt}, rings, longest)


def _ring_words(catalogue: Catalogue) -> Iterable[str]:
    return (words for ring in catalogue.synonyms.values() for words in ring.words)


def _goals(catalogue: Catalogue) -> Counter[str]:
    """How often a measure is named as a goal: of CORE20PLUS5, or of a stated priority."""
    links = (link for each in catalogue.priorities.values() for link in each.indicators)
    areas = catalogue.clinical_areas.values()
    care = (area.measures[0] for area in areas if area.measures)
    return Counter([*care, *(link.indicator_id for link in links)])


def _of_build(
    row: object, catalogue: Catalogue, publishers: Mapping[str, str], goals: Counter[str]
) -> _Known:
    """A measure as the store has it; row: of `queries.indicators`."""
    told = row._asdict()  # type: ignore[attr-defined]
    publisher = publishers.get(told["source_id"], "")
    match = IndicatorMatch(
        told["indicator_id"], told["plain_name"], told["indicator_name"], publisher
    )
    standing = (
        GOAL * min(MOST_GOALS, goals[match.indicator_id])
        + PLACES * bool(told["has_places"])
        + RANGES * bool(told["has_interval"])
    )
    around = (told["topic"], told["clinical_area"])
    listed = catalogue.indicators.get(match.indicator_id)
    return _known(match, catalogue, told["source_id"], listed, around, standing)


def _awaited(listed: Indicator, catalogue: Catalogue) -> _Known:
    """A measure of the catalogue that no file here has figures of."""
    publisher = catalogue.sources[listed.source_id].publisher
    names = (listed.indicator_id, listed.plain_name, listed.indicator_name, publisher)
    around = (listed.topic, listed.clinical_area)
    return _known(IndicatorMatch(*names, False), catalogue, listed.source_id, listed, around, 0.0)


def _known(
    match: IndicatorMatch,
    catalogue: Catalogue,
    source_id: str,
    listed: Indicator | None,
    around: tuple[str, ...],
    standing: float,
) -> _Known:
    source = catalogue.sources.get(source_id)
    theirs = () if listed is None else tuple(_source_names(listed))
    said = (
        (match.plain_name, NAME),
        (match.indicator_name, NAME),
        (match.indicator_id, SOURCE_NAME),
        *((text, SOURCE_NAME) for text in theirs),
        *((text, SYNONYM) for text in (listed.synonyms if listed else ())),
        *((text, AROUND) for text in around),
        (match.publisher, PUBLISHER),
        (source.publication if source else "", PUBLISHER),
        (source_id, PUBLISHER),
    )
    texts = (_Text(plain_words(text), weight) for text, weight in said)
    written = tuple(text for text, _ in said)
    numbers = {code for text in (match.indicator_name, *theirs) for code in _codes(text)}
    codes = frozenset({_letters(match.indicator_id), *numbers})
    return _Known(match, tuple(text for text in texts if text.words), written, codes, standing)


def _source_names(listed: Indicator) -> Iterable[str]:
    """What its sources call it: the rows and the column it is read from."""
    yield listed.column
    for rows in (listed.match, *(other.match for other in listed.also)):
        for column, values in rows.items():
            if column.casefold() not in ("sex", "age", "area type"):
                yield from values


def _codes(text: str) -> Iterable[str]:
    return (code for code in CODE.findall(text.casefold()) if not re.fullmatch("(19|20)..", code))


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())


def _by_code(index: _Index, text: str) -> list[IndicatorMatch]:
    """Measures of which the whole text is the id, or a word of it is the number."""
    asked = {_letters(text), *_codes(text)}
    return [each.match for each in index.known if asked & each.codes]


def _spelt(index: _Index, text: str) -> Words:
    """The words of a text, each that nobody uses as the word it is nearest to in spelling."""
    return tuple(_nearest(index, word) for word in _words(text))


def _nearest(index: _Index, word: str) -> str:
    """A word without its ending; of those one letter away, or two of a long word, the commonest."""
    is_known = word in index.spellings or _stem(word) in index.by_word
    if is_known or len(word) <= FEWEST or not word.isalpha():
        return _stem(word)
    if any(each.startswith(word) for each in index.spellings):
        return word
    most = 1 if len(word) < 9 else 2
    listed = [each for each in index.spellings if len(each) > FEWEST]
    near = process.extract(word, listed, scorer=OSA.distance, score_cutoff=most, limit=None)

    def rank(each: tuple[str, float, int]) -> tuple[bool, float, int, str]:
        found = index.spellings[each[0]]
        return each[0][:1] != word[:1], each[1], -len(index.by_word.get(found, ())), each[0]

    return index.spellings[min(near, key=rank)[0]] if near else _stem(word)


def _units(index: _Index, words: Words) -> Iterable[_Unit]:
    """The text cut into the longest parts that have a meaning."""
    at = 0
    while at < len(words):
        spans = range(min(index.longest, len(words) - at), 0, -1)
        size = next((each for each in spans if words[at : at + each] in index.rings), 1)
        part = words[at : at + size]
        yield _Unit(part, _found(index, part))
        at += size


def _found(index: _Index, part: Words) -> Mapping[int, float]:
    """The measures with these words or others that mean the same; else with words like them."""
    found: dict[int, float] = {}
    for same in index.rings.get(part, (part,)):
        quality = 1.0 if same == part else SAME
        for number, weight in _with_phrase(index, same).items():
            found[number] = max(found.get(number, 0.0), quality * weight)
    if len(part) > 1:
        for number, weight in _with_words(index, part).items():
            found[number] = max(found.get(number, 0.0), APART * weight)
    if found or len(part) > 1:
        return found
    return _like(index, part[0])


def _with_phrase(index: _Index, phrase: Words) -> dict[int, float]:
    """The measures of which a text has these words side by side."""
    if len(phrase) == 1:
        return dict(index.by_word.get(phrase[0], {}))
    found = {}
    for number in _with_words(index, phrase):
        texts = index.known[number].texts
        weights = [text.weight for text in texts if _stands_in(phrase, text.words)]
        if weights:
            found[number] = max(weights)
    return found


def _with_words(index: _Index, words: Sequence[str]) -> dict[int, float]:
    """The measures that have all of these words, by the least of their weights."""
    each = [index.by_word.get(word, {}) for word in words]
    numbers = set.intersection(*map(set, each)) if each else set()
    return {number: min(weights[number] for weights in each) for number in numbers}


def _like(index: _Index, word: str) -> dict[int, float]:
    """The measures with a word that begins so."""
    if len(word) < FEWEST or word.isdigit():
        return {}
    found: dict[int, float] = {}
    for begun in {stem for each, stem in index.spellings.items() if each.startswith(word)}:
        for number, weight in index.by_word.get(begun, {}).items():
            found[number] = max(found.get(number, 0.0), BEGINS * weight)
    return found


def _stands_in(phrase: Words, words: Words) -> bool:
    size = len(phrase)
    return any(words[at : at + size] == phrase for at in range(len(words) - size + 1))


def _score(index: _Index, number: int, units: Sequence[_Unit]) -> float:
    """How well a measure answers: the weight of what it has, and how near its name is."""
    known, of = index.known[number], len(index.known)
    telling = [unit.telling(of) for unit in units]
    weights = [unit.found.get(number, 0.0) for unit in units]
    score = sum(map(math.prod, zip(telling, weights, strict=True))) / sum(telling)
    rings = [index.rings.get(unit.words, (unit.words,)) for unit in units]
    near = max(
        _nearness(text, units, rings) * (1.0 if text.weight == NAME else OTHER_NAME)
        for text in known.names
    )
    score += near + known.standing
    return score if known.match.has_figures else score * LACKING


def _nearness(text: _Text, units: Sequence[_Unit], rings: Sequence[Sequence[Words]]) -> float:
    """How much of a name was typed, or another word for it; side by side, or whole."""
    held = {
        word for same in rings for words in same if _stands_in(words, text.words) for word in words
    }
    telling = set(text.words) - PLAIN or set(text.words)
    share = len(held & telling) / len(telling)
    typed = tuple(word for unit in units for word in unit.words)
    ways = {typed, *(rings[0] if len(units) == 1 else ())}
    together = any(_stands_in(way, text.words) for way in ways)
    at_start = any(text.words[: len(way)] == way for way in ways)
    whole = text.words in ways
    return SHARE * share + TOGETHER * together + AT_START * at_start + WHOLE * whole
