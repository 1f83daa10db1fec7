"""Whether a word is a name, as far as the word itself tells: by lists, by its shape, and by how
often English uses it. Where it stands is for `people` to judge.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from insight.redaction import name_patterns as patterns
from insight.redaction import word_lists as known
from insight.redaction.vocabulary import (
    family_names,
    first_names,
    frequency,
    is_mistyped,
    is_word,
)

# Family names that are words.
WORDLIKE = known.words("bell cook hill hall king knight price ward white wood woods young")
# Words people write with a capital letter for weight: "I Hope", "it Will".
OFTEN_CAPITAL = known.words(
    "will may hope art grace faith charity joy patience bill sue chance justice liberty peace"
    " prudence destiny harmony mercy trinity asia georgia holly jordan"
)
# Family names by their shape: Polish, Romanian, Ukrainian, Lithuanian, Armenian, Greek, Scottish.
NAME_SHAPE = re.compile(
    r"[a-z]{2,}(?:wsk[ia]|[lnrzcdb]sk[ia]|ck[ia]|wicz|czyk|czak|escu|eanu|enko|chuk|auskas|iene|opoulos|"
    r"akis|idis|shvili|adze|wala|preet|jinder|deep|walla|ullah|zadeh|zai)"
    r"|(?:o'|mc|mac(?=[bcdfgkln])|fitz)[a-z]{4,}"
)
KIN = re.compile(known.PERSONS)  # "Nan said" is nobody's name
WORDS_KEPT = 50_000
RARE_AFTER_TITLE = 1e-6
SHORTEST_SMALL, SHORTEST_UNKNOWN = 4, 3
BESIDE_NAMES = ("I", "Dr", "Mr", "Mrs")
SELDOM = 1.2e-7
OFTEN_NAME = 2e-5  # of English: "ray", but not "will", may sign in small letters
OFTEN_VERB = 2e-6
RARE_ALONE = 1.5e-7
OFTEN_WORD = 5e-4  # an, will
RARE_FAMILY_IN_CAPITALS = 3e-7
RARE_FAMILY, OFTEN_SHAPE = 4e-6, 2e-6
MONTHS_AND_SEASONS = known.words("april may june august summer autumn")


@lru_cache(maxsize=WORDS_KEPT)
def fold(word: str) -> str:
    """The word in small letters and without accents, as the lists have it."""
    word = word.lower().replace("\u0142", "l")
    if word.isascii():
        return word
    letters = unicodedata.normalize("NFKD", word)
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def bare(word: str) -> str:
    """The word without 's."""
    return (patterns.POSSESSIVE.sub("", word) or word) if "'" in word else word


@lru_cache(maxsize=WORDS_KEPT)
def is_kin(lower: str) -> bool:
    """Whether it is what people are to each other: mum, nan."""
    return KIN.fullmatch(lower) is not None


@lru_cache(maxsize=WORDS_KEPT)
def is_known(word: str) -> bool:
    """Whether it is a first name of the lists, or two with a hyphen."""
    lower = fold(word)
    first, hyphen, second = lower.partition("-")
    if not hyphen:
        return lower in first_names()
    both = {first, second} <= first_names() | known.NAMES_AND_WORDS
    is_first = first in first_names() | known.NAMES_AND_WORDS
    is_long = first in first_names() and len(first) > SHORTEST_UNKNOWN
    return lower in first_names() or (is_first and both) or is_long


@lru_cache(maxsize=WORDS_KEPT)
def is_unknown(word: str) -> bool:
    """Whether no list calls it an ordinary word, a word that is no name, or an institution."""
    lower = fold(word)
    return not (lower in known.ORDINARY or lower in known.NOT_NAMES or lower in known.INSTITUTIONS)


def is_family_in_small(lower: str) -> bool:
    """Whether a family name needs no capital letter: a common one, or one that is no word."""
    if lower in known.NAMES_AND_WORDS | WORDLIKE:
        return False
    rare = lower in family_names() and frequency(lower) < RARE_FAMILY
    return rare or lower in known.FAMILY_NAMES


def is_name_and_word(word: str) -> bool:
    """Whether one capital letter amid small ones makes it a name: Rose, but not Hope or May."""
    other = MONTHS_AND_SEASONS | OFTEN_CAPITAL | known.INSTITUTIONS | known.NOT_NAMES
    return fold(word) in known.NAMES_AND_WORDS - other and not is_kin(fold(word))


def is_of_english(word: str) -> bool:
    """Whether it is a word of some use, and no name."""
    lower = fold(word)
    return lower not in known.NAMES_AND_WORDS and is_word(lower) and frequency(lower) > OFTEN_VERB


def is_seldom(word: str) -> bool:
    """Whether English uses the word so seldom that one capital letter makes it a name."""
    lower = fold(word)
    seldom = len(word) > SHORTEST_UNKNOWN and is_unknown(word) and frequency(lower) < SELDOM
    seldom = seldom and lower[1] != "-"  # X-ray
    return seldom and not (
        is_mistyped(lower) or patterns.MEDICAL.search(lower) or patterns.PLACE.search(lower)
    )


class Words:
    """Judges words of one text. has_case: whether its capital letters mean anything."""

    def __init__(self, has_case: bool) -> None:
        self.has_case = has_case

    def is_small_first_name(self, word: str, is_family: bool) -> bool:
        """Whether "my name is" makes a word in small letters a name. is_family: of a family too."""
        other = OFTEN_CAPITAL | MONTHS_AND_SEASONS | known.ORDINARY | {"dot"}
        listed = word in first_names() or word in known.NAMES_AND_WORDS
        return word not in other and (listed or (is_family and word in family_names()))

    def is_in_list(self, word: str, is_and: bool) -> bool:
        """Whether a word beside a name is one as well. is_and: "Grace and Faith"."""
        lower = fold(word)
        is_other = (
            (lower in OFTEN_CAPITAL and not is_and)
            or lower in WORDLIKE
            or patterns.PLACE.search(lower)
        )
        is_slip = is_mistyped(lower) and lower not in known.NAMES_AND_WORDS
        return not is_other and self.is_listed(word) and not is_slip

    def is_rare(self, word: str, begins: bool) -> bool:
        """Whether a word with a capital letter beside a name is too rare to be anything else."""
        lower = fold(word)
        if not self.is_capital(word) or not is_unknown(word) or is_kin(lower):
            return False
        if patterns.MEDICAL.search(lower) or lower.endswith(("ed", "ly")):
            return False
        if lower[1:2] == "-":  # X-ray
            return False
        if begins and (is_mistyped(lower) or lower in known.NAMES_AND_WORDS):
            return False
        return frequency(lower) < (RARE_AFTER_TITLE if begins else RARE_FAMILY)

    def is_listed(self, word: str) -> bool:
        """Whether a word with a capital letter is on a list of names, or no word at all."""
        lower = fold(word)
        if not self.is_capital(word) or is_kin(lower) or lower in MONTHS_AND_SEASONS:
            return False
        if frequency(lower) > OFTEN_WORD:
            return False
        if lower in known.NAMES_AND_WORDS - known.INSTITUTIONS or is_known(word):
            return True
        return is_unknown(word) and (lower in family_names() or self.is_odd(word))

    def may_sign(self, word: str) -> bool:
        """Whether a word may be all there is of a name, at the end or after "nurse:"."""
        lower = fold(word)
        if word.islower():
            return lower in first_names() | known.NAMES_AND_WORDS and frequency(lower) < OFTEN_NAME
        is_listed = self.is_listed(word) and lower not in OFTEN_CAPITAL
        is_place = patterns.PLACE.search(lower)
        is_rare = frequency(lower) < RARE_ALONE and self.is_rare(word, begins=True)
        return is_listed or (is_rare and not is_place)

    def is_after_label(self, word: str) -> bool:
        """Whether a word after "nurse: " or "me: " is a name: one that English seldom uses."""
        return self.may_sign(word) or word in patterns.NICKNAME or self.is_seldom_used(word, 1e-5)

    def is_introduced(self, word: str) -> bool:
        """Whether "it's … here" makes it a name."""
        return self.may_sign(word) or self.is_seldom_used(word, RARE_AFTER_TITLE)

    def is_seldom_used(self, word: str, most: float) -> bool:
        """Whether English uses a word with a capital letter less often than this."""
        lower = fold(word)
        is_other = is_kin(lower) or patterns.MEDICAL.search(lower) or lower.endswith("ed")
        return (
            self.is_capital(word) and is_unknown(word) and not is_other and frequency(lower) < most
        )

    def is_small_name(self, word: str) -> bool:
        """Whether a word in small letters is a name where one is asked for."""
        is_name = word in first_names() or self.is_odd(word)
        seldom = frequency(word) < RARE_AFTER_TITLE and not patterns.MEDICAL.search(word)
        return is_unknown(word) and (is_name or seldom) and not is_mistyped(word)

    def is_alone(self, words: list[re.Match[str]], at: int) -> bool:
        """Whether no word beside it has a capital letter, as words of a heading or a title have."""
        beside = [words[at - 1][0], words[at + 1][0] if at + 1 < len(words) else ""]
        return not any(word[:1].isupper() and word not in BESIDE_NAMES for word in beside)

    def may_be_name(self, word: str) -> bool:
        """Whether no list calls the word anything but a name; it has a capital letter."""
        if not self.is_capital(word) or len(word) == 1:
            return False
        is_name = fold(word) in known.NAMES_AND_WORDS - MONTHS_AND_SEASONS or is_known(word)
        return is_name or (
            is_unknown(word)
            and (fold(word) in family_names() or frequency(fold(word)) < RARE_FAMILY)
        )

    def is_rare_family(self, word: str) -> bool:
        """Whether it is a family name and hardly anything else."""
        lower = fold(word)
        if lower in known.NAMES_AND_WORDS or lower in WORDLIKE or not is_unknown(word):
            return False
        rare = lower in family_names() and frequency(lower) < RARE_FAMILY
        return rare or lower in known.FAMILY_NAMES

    def is_family(self, word: str) -> bool:
        """Whether a capital letter and initials before it make it a family name."""
        lower = fold(word)
        is_word = lower in known.NAMES_AND_WORDS | WORDLIKE or not is_unknown(word)
        return self.is_capital(word) and lower in family_names() and not is_word

    def is_odd(self, word: str) -> bool:
        """Whether the word is none that English, our places or our services know."""
        lower = fold(word)
        if not is_unknown(word) or lower in known.NAMES_AND_WORDS or len(word) < SHORTEST_UNKNOWN:
            return False
        if lower[1] == "-":  # X-ray, D-Day
            return False
        if NAME_SHAPE.fullmatch(lower) and frequency(lower) < OFTEN_SHAPE:
            return True
        stem = lower.removesuffix("s")
        return not (is_word(lower) or not is_unknown(stem) or patterns.MEDICAL.search(lower))

    def is_capital(self, word: str) -> bool:
        """Whether the word is written like a name: one capital letter, and not an abbreviation."""
        return self.has_case and word[0].isupper() and (not word.isupper() or len(word) == 1)

    def is_after_title(self, word: str) -> bool:
        """Whether Mr or Dr makes it a name."""
        lower = fold(word)
        if self.is_capital(word):
            ordinary = lower in known.ORDINARY - known.NAMES_AND_WORDS - family_names()
            return not ordinary and (len(word) > 1 or lower not in "ai")
        if lower.endswith(("ing", "ed", "ly")) or not is_unknown(word) or len(word) == 1:
            return False
        is_name = is_known(word) or is_family_in_small(lower) or lower in known.NAMES_AND_WORDS
        is_name = is_name or bool(NAME_SHAPE.fullmatch(lower))
        return is_name or frequency(lower) < RARE_AFTER_TITLE

    def is_after_word(self, word: str) -> bool:
        """Whether a title that is a word too, as nurse, makes it a name."""
        lower = fold(word)
        if self.is_capital(word):
            return (is_unknown(word) and len(word) > 1) or lower in known.NAMES_AND_WORDS
        return self.is_known_or_odd(word) or is_family_in_small(lower)

    def is_after_name_is(self, word: str) -> bool:
        """Whether "my name is" makes it a name."""
        lower = fold(word)
        is_name = lower in known.NAMES_AND_WORDS and lower not in known.ORDINARY
        if is_known(word) or is_name:
            return True
        capital_word = self.is_capital(word) and lower in known.NAMES_AND_WORDS
        return capital_word or (is_unknown(word) and len(word) > 1)

    def is_known_or_odd(self, word: str) -> bool:
        """Whether it is a first name, or no word at all, in small letters, where one may stand."""
        is_small = word.islower() and len(word) >= SHORTEST_SMALL and word.isalpha()
        return is_known(word) or (is_small and self.is_odd(word))

    def is_known_or_capital(self, word: str) -> bool:
        """Whether "my son" makes it a name."""
        if self.is_known_or_odd(word):
            return True
        unknown = is_unknown(word) or fold(word) in known.NAMES_AND_WORDS
        return self.is_capital(word) and len(word) > 1 and unknown

    def is_first_name(self, word: str) -> bool:
        """Whether it is a first name, one that is a word too among them."""
        is_word = fold(word) in known.NAMES_AND_WORDS - MONTHS_AND_SEASONS
        return is_known(word) or (self.is_capital(word) and is_word)

    def goes_on(self, word: str, after_stop: bool) -> bool:
        """Whether a name goes on with this word; after_stop: behind a full stop."""
        own = bare(word)
        lower = fold(own)
        if after_stop or lower == "i" or not is_unknown(own):
            is_name = lower in known.NAMES_AND_WORDS or lower in family_names()
            is_name = is_name and lower not in known.INSTITUTIONS
            return self.is_capital(own) and is_name and not after_stop
        if self.is_capital(own):
            return True
        # In a text all in capitals a rare word after a name is most likely the family's.
        rare = not self.has_case and own.isupper() and frequency(lower) < RARE_FAMILY_IN_CAPITALS
        is_family = is_family_in_small(lower) and (own.islower() or not self.has_case)
        return is_family or (rare and len(own) > 3 and not patterns.MEDICAL.search(lower))
