"""A measure by what somebody types: its number, its name, other words for it, or its publisher.

Whole words count, then words that begin so, then words spelt nearly so; letters that merely occur
in that order never do. What is typed is looked at and forgotten.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from insight.analysis.indicator_index import (
    AROUND,
    HEAD,
    NAME,
    SYNONYM,
    IndicatorIndex,
    IndicatorMatch,
    Text,
    Words,
    codes_in,
    indicator_index,
    plain_words,
    stem,
    words_of,
)
from insight.reference.spelling import letters
from insight.store import Store, cached

MOST_LETTERS = 80  # of what is typed; more is looked at no further
FEWEST = 3  # letters that may begin a word; fewer are a word or nothing
SHORT = 4  # letters; of a word that is no longer none is wrong
ABBREVIATION = re.compile(r"\b[A-Z]{2,5}\b")  # no spelling of a word
LONG_WORD = 9  # letters; in a longer one two may be wrong
SAME, APART, BEGINS = 0.95, 0.8, 0.8  # another word for it, its words apart, a word begun
# What is called just so, begins with the words or has them side by side; and how much of its name
# they are.
WHOLE, AT_START, TOGETHER, SHARE = 0.4, 0.1, 0.2, 0.8
EXACT = 10.0  # its name and nothing else was typed: it comes before all others
OTHER_NAME = 0.5  # of that, where it is another word for it
TOPIC = 0.5  # the topic it is listed under, and nothing else, was typed
# Where no measure has all the words: the best with each, of words that tell as much as this share
# of what the most telling one does.
BEST, TELLING = 4, 0.5
LACKING = 0.5  # of a measure whose figures are not here
# Words of a name that tell nobody what is measured.
PLAIN = frozenset(
    map(stem, ("gp", "patient", "people", "register", "qof", "resident", "adult", "pupil"))
)


@dataclass(frozen=True)
class IndicatorSearch:
    """What a search came to. has_all: False where no measure has all the words."""

    matches: tuple[IndicatorMatch, ...] = ()
    has_all: bool = True


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
    index = cached(store, indicator_index)
    if numbered := _by_code(index, text):
        return IndicatorSearch(tuple(numbered))
    units = list(_units(index, _spelt(index, text[:MOST_LETTERS])))
    held = [set(unit.found) for unit in units if unit.found]
    if not held or 2 * len(held) < len(units):
        return IndicatorSearch()
    # 'People' narrows nothing down where something else was typed.
    needed = [set(unit.found) for unit in units if not PLAIN.issuperset(unit.words)] or held
    every = set.intersection(*needed)
    scores = {number: _score(index, number, units) for number in every or set.union(*held)}
    ranked = sorted(scores, key=lambda number: (-scores[number], number))
    kept = every or _best_of_each(units, ranked, len(index.known))
    matches = tuple(index.known[each].match for each in ranked if each in kept)
    return IndicatorSearch(matches, bool(every))


def _best_of_each(units: Sequence[_Unit], ranked: Sequence[int], of: int) -> set[int]:
    """Of measures with some of the words the likeliest with each, so that none is forgotten."""
    found = [unit for unit in units if unit.found]
    least = TELLING * max(unit.telling(of) for unit in found)
    telling = (unit for unit in found if unit.telling(of) >= least)
    listed = ([each for each in ranked if each in unit.found][:BEST] for unit in telling)
    return set().union(*listed)


def _by_code(index: IndicatorIndex, text: str) -> list[IndicatorMatch]:
    """Measures of which the whole text is the id, or a word of it is the number."""
    asked = {letters(text), *codes_in(text)}
    return [each.match for each in index.known if asked & each.codes]


def _spelt(index: IndicatorIndex, text: str) -> Words:
    """The words of a text, each that nobody uses as the word it is nearest to in spelling."""
    short = {each.casefold() for each in ABBREVIATION.findall(text)}
    spelt: list[str] = []
    for word in _joined(index, words_of(text)):
        halves = _halves(index, word)
        spelt += halves or ((stem(word),) if word in short else (_nearest(index, word),))
    return tuple(spelt)


def _is_used(index: IndicatorIndex, word: str) -> bool:
    return word in index.spellings or stem(word) in index.by_word


def _joined(index: IndicatorIndex, words: Sequence[str]) -> Iterable[str]:
    """Words, two as one where they are written so and no measure has both: 'over weight'."""
    at = 0
    while at < len(words):
        pair = words[at : at + 2]
        is_one = (
            len(pair) > 1
            and all(map(str.isalpha, pair))
            and "".join(pair) in index.spellings
            and not _with_words(index, plain_words(" ".join(pair)))
            and tuple(map(stem, pair)) not in index.rings
        )
        yield "".join(pair) if is_one else words[at]
        at += 1 + is_one


def _halves(index: IndicatorIndex, word: str) -> Words:
    """'life' and 'expectancy' of 'lifeexpectancy', 'year' and '6' of 'year6', which a measure has.

    () where it is no two words that are in use, or a word by itself: only in the address of a
    source are two words written as one, and then what they find has all that it finds.
    """
    least = set(index.by_word.get(stem(word), ()))
    for at in range(FEWEST, len(word)):
        left, right = word[:at], word[at:]
        is_long_enough = len(right) >= FEWEST or right.isdigit()
        if is_long_enough and left in index.spellings and right in index.spellings:
            halves = index.spellings[left], index.spellings[right]
            found = _found(index, halves)
            if found and least <= set(found):
                return halves
    return ()


def _nearest(index: IndicatorIndex, word: str) -> str:
    """A word without its ending; of those one letter away, or two of a long word, the commonest.

    Letters in another order are one mistake ('athsma'). A short word is as it is, and so is the
    first letter: 'eating' is not 'heating'.
    """
    if _is_used(index, word) or len(word) <= SHORT or not word.isalpha():
        return stem(word)
    if any(each.startswith(word) for each in index.spellings):
        return word
    listed = [each for each in index.spellings if len(each) > FEWEST and each[0] == word[0]]
    found = process.extract(word, listed, scorer=OSA.distance, score_cutoff=2, limit=None)
    most = 1 if len(word) < LONG_WORD else 2
    near = [each for each in found if each[1] <= most or sorted(each[0]) == sorted(word)]

    def rank(each: tuple[str, float, int]) -> tuple[float, int, str]:
        found = index.spellings[each[0]]
        return each[1], -len(index.by_word.get(found, ())), each[0]

    return index.spellings[min(near, key=rank)[0]] if near else stem(word)


def _units(index: IndicatorIndex, words: Words) -> Iterable[_Unit]:
    """The text cut into the longest parts that have a meaning."""
    at = 0
    while at < len(words):
        spans = range(min(index.longest, len(words) - at), 0, -1)
        size = next((each for each in spans if words[at : at + each] in index.rings), 1)
        part = words[at : at + size]
        yield _Unit(part, _found(index, part))
        at += size


def _found(index: IndicatorIndex, part: Words) -> Mapping[int, float]:
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


def _with_phrase(index: IndicatorIndex, phrase: Words) -> dict[int, float]:
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


def _with_words(index: IndicatorIndex, words: Sequence[str]) -> dict[int, float]:
    """The measures that have all of these words, by the least of their weights."""
    each = [index.by_word.get(word, {}) for word in words]
    numbers = set.intersection(*map(set, each)) if each else set()
    return {number: min(weights[number] for weights in each) for number in numbers}


def _like(index: IndicatorIndex, word: str) -> dict[int, float]:
    """The measures with a word that begins so."""
    if len(word) < FEWEST or word.isdigit():
        return {}
    found: dict[int, float] = {}
    for begun in {short for each, short in index.spellings.items() if each.startswith(word)}:
        for number, weight in index.by_word.get(begun, {}).items():
            found[number] = max(found.get(number, 0.0), BEGINS * weight)
    return found


def _stands_in(phrase: Words, words: Words) -> bool:
    size = len(phrase)
    return any(words[at : at + size] == phrase for at in range(len(words) - size + 1))


def _score(index: IndicatorIndex, number: int, units: Sequence[_Unit]) -> float:
    """How well a measure answers: the weight of what it has, and how near its name is."""
    known, of = index.known[number], len(index.known)
    telling = [unit.telling(of) for unit in units]
    weights = [unit.found.get(number, 0.0) for unit in units]
    score = sum(map(math.prod, zip(telling, weights, strict=True))) / sum(telling)
    rings = [index.rings.get(unit.words, (unit.words,)) for unit in units]
    near = (
        _nearness(text, units, rings) * (OTHER_NAME if text.weight == SYNONYM else 1.0)
        for text in known.names
        if text.weight != HEAD or len(units) > 1  # one word is no first part of a name
    )
    score += max(near, default=0.0) + known.standing
    typed = tuple(word for unit in units for word in unit.words)
    exact = {text.weight for text in known.texts if text.words == typed}
    score += TOPIC * (AROUND in exact)
    return (score if known.match.has_figures else score * LACKING) + EXACT * (NAME in exact)


def _nearness(text: Text, units: Sequence[_Unit], rings: Sequence[Sequence[Words]]) -> float:
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
