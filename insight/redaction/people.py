"""Names of people: after titles, in the patterns people introduce names with, and by list.

Two strengths. Where a pattern says that a name follows ("my name is"), any word that is not an
ordinary one counts. Where it only hints ("I'm", "saw"), the word must be a known first name, or
two unknown words with capital letters. Known first names count anywhere with a capital letter,
but those that are also words ("Rose", "Will") only in a pattern. A name followed or led by the
words of a street, a building or an organisation stays.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

from insight.redaction import name_patterns as patterns
from insight.redaction import word_lists as known
from insight.redaction.name_patterns import FIRST, WORD
from insight.redaction.plain_text import with_tokens
from insight.redaction.recogniser import Layer
from insight.redaction.vocabulary import (
    family_names,
    first_names,
    frequency,
    is_mistyped,
    is_word,
)

NAME = "[name]"
# Family names that are words, and words that need a capital letter to make a building.
WORDLIKE = known.words("bell cook hill hall king knight price ward white wood woods young")
# "Dr Mehta's clinic" is led by one; "Dr Kershaw's Hospice" and "Sir John Deane's college" are not.
OF_A_PERSON = known.words("clinic surgery practice ward pharmacy room office team list")
NEEDS_CAPITAL = known.words("care way day home homes close place line room health medical")
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
TAKEN_OUT = re.compile(r"\[[^\]]*\]")  # a token by an earlier step: its letters say nothing
WORDS_KEPT = 50_000
RARE_AFTER_TITLE = 1e-6
SHORTEST_SMALL, SHORTEST_UNKNOWN = 4, 3
BESIDE_NAMES = ("I", "Dr", "Mr", "Mrs")
SHORTEST_SHOUTED = 5
SELDOM = 1.2e-7
OFTEN_NAME = 2e-5  # of English: "ray", but not "will", may sign in small letters
OFTEN_VERB = 2e-6
RARE_IN_SMALL = 4e-7
RARE_ALONE = 1.5e-7
OFTEN_WORD = 5e-4  # an, will
LONGEST_HALF = 40
A_NUMBER = re.compile(r"\b(?:\d{1,2}|two|three|four|both) \Z")
NUMBER_AFTER = re.compile(r"[ ]\d")
RARE_FAMILY_IN_CAPITALS = 3e-7
RARE_FAMILY, OFTEN_SHAPE = 4e-6, 2e-6
# First names that are words when written small: plants, stones, and what people are to others.
SMALL_WORDS = known.words("blessing heather hazel jasmine iris ebony felicity jean jade josh")
PLANTS = SMALL_WORDS | known.words("rosemary lily bryony")
# "Will the nurse come", "Hope the doctor rings": not "Joy the HCA".
VERBS = known.words(
    "will may can hope see mark sue bill chase grant pat drew wave rob nick jet say jack"
)
COURSES = known.words("desmond dafne")  # for people with diabetes, written in capitals
MONTHS_AND_SEASONS = known.words("april may june august summer autumn")


def without_names(text: str) -> tuple[str, int]:
    """The text without names of people, and how many there were."""
    if not _might_name(text):
        return text, 0
    found = _Names(text)
    found.after_titles()
    found.in_certain_patterns()
    found.of_relations()
    found.where_hinted()
    found.on_the_list()
    found.in_small_letters_or_capitals()
    found.in_a_role()
    found.letter_by_letter()
    found.by_syntax()
    found.in_pairs()
    found.of_unknown_words()
    found.of_other_halves()
    return with_tokens(text, found.spans, NAME), len(found.spans)


def without_more_names(text: str, layer: Layer) -> tuple[str, int]:
    """The text without the names that a recogniser finds and no list calls a word.

    A small model takes many capital letters for names; a word of our lists is none.
    """
    found = _Names(text)
    for start, end in layer(text):
        if "[" in text[start:end] or "]" in text[start:end]:
            continue
        words = [match for match in FIRST.finditer(text, start, end)]
        named = [word for word in words if found.may_be_name(_bare(word[0]))]
        if named and len(named) == len(words):
            found.add_unless_institution(named[0].start(), named[-1].end())
    return with_tokens(text, found.spans, NAME), len(found.spans)


@lru_cache(maxsize=WORDS_KEPT)
def fold(word: str) -> str:
    """The word in small letters and without accents, as the lists have it."""
    word = word.lower().replace("\u0142", "l")
    if word.isascii():
        return word
    letters = unicodedata.normalize("NFKD", word)
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _bare(word: str) -> str:
    return (patterns.POSSESSIVE.sub("", word) or word) if "'" in word else word


@lru_cache(maxsize=WORDS_KEPT)
def _is_kin(lower: str) -> bool:
    return KIN.fullmatch(lower) is not None


@lru_cache(maxsize=WORDS_KEPT)
def _is_known(word: str) -> bool:
    lower = fold(word)
    first, hyphen, second = lower.partition("-")
    if not hyphen:
        return lower in first_names()
    both = {first, second} <= first_names() | known.NAMES_AND_WORDS
    is_first = first in first_names() | known.NAMES_AND_WORDS
    is_long = first in first_names() and len(first) > SHORTEST_UNKNOWN
    return lower in first_names() or (is_first and both) or is_long


@lru_cache(maxsize=WORDS_KEPT)
def _is_unknown(word: str) -> bool:
    lower = fold(word)
    return not (lower in known.ORDINARY or lower in known.NOT_NAMES or lower in known.INSTITUTIONS)


def _is_family_in_small(lower: str) -> bool:
    """Whether a family name needs no capital letter: a common one, or one that is no word."""
    if lower in known.NAMES_AND_WORDS | WORDLIKE:
        return False
    rare = lower in family_names() and frequency(lower) < RARE_FAMILY
    return rare or lower in known.FAMILY_NAMES


def _might_name(text: str) -> bool:
    """Whether it is worth looking: most texts have neither a name nor the words around one."""
    if patterns.TRIGGER.search(text):
        return True
    words = {_bare(word) for word in FIRST.findall(text)}
    return any(
        _is_known(word)
        or (word[0].isupper() and (_is_unknown(word) or fold(word) in known.NAMES_AND_WORDS))
        for word in words
    )


def _is_name_and_word(word: str) -> bool:
    """Whether one capital letter amid small ones makes it a name: Rose, but not Hope or May."""
    other = MONTHS_AND_SEASONS | OFTEN_CAPITAL | known.INSTITUTIONS | known.NOT_NAMES
    return fold(word) in known.NAMES_AND_WORDS - other and not _is_kin(fold(word))


def _is_of_english(word: str) -> bool:
    """Whether it is a word of some use, and no name."""
    lower = fold(word)
    return lower not in known.NAMES_AND_WORDS and is_word(lower) and frequency(lower) > OFTEN_VERB


def _is_seldom(word: str) -> bool:
    """Whether English uses the word so seldom that one capital letter makes it a name."""
    lower = fold(word)
    seldom = len(word) > SHORTEST_UNKNOWN and _is_unknown(word) and frequency(lower) < SELDOM
    seldom = seldom and lower[1] != "-"  # X-ray
    return seldom and not (
        is_mistyped(lower) or patterns.MEDICAL.search(lower) or patterns.PLACE.search(lower)
    )


class _Names:
    """One text and where its names are. has_case: whether its capital letters mean anything."""

    def __init__(self, text: str) -> None:
        self.text = text
        words = TAKEN_OUT.sub("", text)
        self.has_case = 2 * sum(map(str.isupper, words)) <= sum(map(str.isalpha, words))
        self.spans: list[tuple[int, int]] = []
        self.titled: set[int] = set()  # where a title ends
        self.named_after = [
            match.span()
            for pattern in (patterns.AFTER_PERSONS, patterns.THE_THING)
            for match in pattern.finditer(text)
        ]

    def after_titles(self) -> None:
        """Mr, Dr, Nurse …"""
        for pattern, is_name in (
            (patterns.TITLE, self._is_after_title),
            (patterns.TITLE_AND_WORD, self._is_after_word),
        ):
            for match in pattern.finditer(self.text):
                self.titled.add(match.end())
                self._add_name(match.end(), is_name)
        for match in patterns.AND_ANOTHER.finditer(self.text):
            if any(match.start() < start < match.end() for start, _ in self.spans):
                self._add_name(match.end(), _is_unknown)
        for match in patterns.INITIAL_AND_FAMILY.finditer(self.text) if self.has_case else ():
            self._add_name(match.start(), self._is_family)
        for match in patterns.DOCTOR_AT.finditer(self.text):
            if _is_unknown(match["word"]) and not match["word"].endswith(("ed", "ing")):
                self._add(*match.span("word"))

    def in_certain_patterns(self) -> None:
        """My name is, ask for, signed, and at the end of a letter."""
        for match in patterns.CERTAIN.finditer(self.text):
            self._add_name(match.end(), self._is_after_name_is)
        for match in patterns.CLOSING.finditer(self.text):
            words = match["rest"].split()
            unknown = all(_is_unknown(_bare(word.strip("."))) for word in words)
            if self.has_case and unknown and not words[0].isupper():
                self._add(*match.span("rest"))
        for match in patterns.SIGNED_ALONE.finditer(self.text) if self.has_case else ():
            words = [word.strip(".") for word in (match["rest"] or match["small"]).split()]
            begins_name = len(words) > 1 and fold(words[0]) in OFTEN_CAPITAL
            words = words[1:] if begins_name else words
            if all(len(word) == 1 or self._may_sign(word) for word in words):
                self._add(*match.span("rest" if match["rest"] else "small"))
        for match in patterns.LABELLED.finditer(self.text) if ":" in self.text else ():
            self._add_name(match.end(), self._is_after_label)
        for match in patterns.INTRODUCED.finditer(self.text) if self.has_case else ():
            self._add_name(match.end(), self._is_introduced)
        for match in patterns.ASK_FOR.finditer(self.text) if self._is_to_be_rung() else ():
            for part in ("word", "other"):
                if match[part] and self._is_small_name(match[part]):
                    self._add(*match.span(part))

    def of_other_halves(self) -> None:
        """What belongs to a name that is found: initials, a surname, a first name before it."""
        for at, (start, end) in enumerate(self.spans):
            for _ in range(2):
                start = self._start_with_half(start)
            self.spans[at] = (start, self._end_with_half(start, end))
        before = [match.span() for match in TAKEN_OUT.finditer(self.text) if match[0] == NAME]
        for start, end in (*self.spans, *before) if self.has_case else ():
            for listed in (
                patterns.LISTED_BEFORE.search(self.text, max(0, start - LONGEST_HALF), start),
                patterns.LISTED_AFTER.match(self.text, end),
            ):
                if listed and self._is_in_list(listed["word"], "," not in listed[0]):
                    self._add_name(listed.start("word"), lambda _: True)
            spelt = patterns.SPELT_AFTER.match(self.text, end)
            if spelt:
                self._add(*spelt.span("word"))
            after = patterns.AFTER_QUOTED.match(self.text, end)
            is_quoted = self.text[start - 1 : start] in ("'", '"', "(")
            if after and is_quoted and _is_unknown(after["word"]):
                self._add(*after.span("word"))

    def of_relations(self) -> None:
        """My son …, a nurse called …, … is my carer."""
        for match in patterns.RELATION.finditer(self.text):
            # "My Carer Passport" is a thing; "my carer Tansy" is not.
            is_heading = self.has_case and match["person"].istitle()
            rule = _is_known if is_heading else self._is_known_or_capital
            span = self._name_at(match.end(), rule)
            if span and ("," not in match["gap"] or self._ends_aside(*span)):
                self._add(*span)
        for match in patterns.CALLED.finditer(self.text):
            rule = self._is_known_or_capital if match["person"] else self._is_first_name
            self._add_name(match.end(), rule)
        for match in patterns.FOLLOWED.finditer(self.text):
            word = _bare(match["word"])
            capital = self._is_capital(word) and len(word) > 1
            is_word = fold(word) in known.NAMES_AND_WORDS
            is_person = is_word and (match["be"] or fold(word) not in VERBS)
            is_name = is_person or (_is_unknown(word) and not is_word)
            # "Heard the consultant", "Saved my son": a verb begins the sentence.
            is_verb = _is_of_english(word) and patterns.SENTENCE_END.search(
                self.text[: match.start("word")]
            )
            if _is_known(word) or (capital and is_name and not is_verb):
                self._add(match.start("word"), match.start("word") + len(word))

    def where_hinted(self) -> None:
        """I'm …, saw …, thank you …"""
        plants = PLANTS if patterns.GARDEN.search(self.text) else frozenset()
        for match in patterns.HINTED.finditer(self.text):
            self._add_name(
                match.end(), lambda word: self._is_known_or_odd(word) and word not in plants
            )
        for match in patterns.TWO_CAPITALS.finditer(self.text):
            span = self._name_at(
                match.end(), lambda word: self._is_capital(word) and _is_unknown(word)
            )
            if span and " " in self.text[slice(*span)]:
                self._add(*span)

    def on_the_list(self) -> None:
        """Known first names anywhere, when written with a capital letter."""
        for match in FIRST.finditer(self.text) if self.has_case else ():
            word = _bare(match[0])
            if self._is_capital(word) and _is_known(word) and not self._is_no_person(match, word):
                self._add_name(match.start(), _is_known)

    def _is_no_person(self, match: re.Match[str], word: str) -> bool:
        """Whether it is a flower in a garden, the Lourdes, or one of two Barrys."""
        if word.endswith("s") and A_NUMBER.search(
            self.text[max(0, match.start() - 8) : match.start()]
        ):
            return True
        if fold(word) in PLANTS and patterns.GARDEN.search(self.text):
            return True
        the = f"the {word}"
        after = self.text.find(the) + len(the)
        return the in self.text and not patterns.OF_A_FAMILY.match(self.text, after)

    def in_small_letters_or_capitals(self) -> None:
        """Known first names however written, where they are hardly anything else."""
        for match in FIRST.finditer(self.text):
            word = _bare(match[0])
            if self._is_capital(word) or len(word) < SHORTEST_SMALL:
                continue
            lower = fold(word)
            # One word in capitals: an abbreviation, unless too long for one.
            if self.has_case and word.isupper() and len(word) >= SHORTEST_SHOUTED:
                is_name = lower in first_names() or NAME_SHAPE.fullmatch(lower)
                if is_name and lower not in COURSES:
                    self._add_name(match.start(), lambda _: True)
                continue
            if lower in SMALL_WORDS and word.islower():
                continue
            if lower in first_names() and not (lower != word and self.has_case):
                self._add_name(match.start(), _is_known)

    def in_a_role(self) -> None:
        """Rose on reception, thank you Hope, Grace and her team."""
        for match in patterns.IN_A_ROLE.finditer(self.text) if self.has_case else ():
            if fold(match["word"]) in known.NAMES_AND_WORDS or self._is_odd(match["word"]):
                self._add(*match.span("word"))
        for match in patterns.ACTS.finditer(self.text) if self.has_case else ():
            word = fold(match["word"])
            is_other = word in OFTEN_CAPITAL or match["word"].isupper() or _is_kin(word)
            if word in known.NAMES_AND_WORDS - MONTHS_AND_SEASONS and not is_other:
                self._add(*match.span("word"))
        for match in patterns.ADDRESSED.finditer(self.text) if self.has_case else ():
            word = fold(match["word"])
            if word in known.NAMES_AND_WORDS - MONTHS_AND_SEASONS:
                self._add_name(match.start("word"), lambda _: True)

    def letter_by_letter(self) -> None:
        """S-I-O-B-H-A-N, unless it spells a word."""
        for match in patterns.SPELT.finditer(self.text):
            word = re.sub(r"[^A-Za-z]", "", match[0]).lower()
            if word in first_names() | family_names() or not is_word(word):
                self._add(*match.span())

    def by_syntax(self) -> None:
        """Our Courtney, "I'm Joy,", Mrs W., Philomena Ward: words that only there are names."""
        small = self.text.lower()
        if "called h" in small or "named h" in small:
            for match in patterns.NAMED_HIM.finditer(self.text):
                if fold(match["word"]) not in known.ORDINARY and not match["word"].endswith("day"):
                    self._add(*match.span("word"))
        if " name " in small or " here" in small or "im " in small or "'m " in small:
            for pattern in (patterns.NAME_IN_SMALL, patterns.HERE):
                for match in pattern.finditer(self.text):
                    is_family = pattern is patterns.NAME_IN_SMALL
                    name = match.lastgroup or "word"
                    if self._is_small_first_name(fold(match[name]), is_family):
                        self._add(*match.span(name))
        if not self.has_case:
            return
        for match in patterns.TITLE_ALONE.finditer(self.text):
            self._add(*match.span("word"))
        for match in patterns.SURNAME_WARD.finditer(self.text) if " Ward" in self.text else ():
            self._add(*match.span("name"))
        for match in patterns.OUR.finditer(self.text):
            self._add_name(match.end(), self._is_first_name)
        for match in patterns.MONTH_ACTS.finditer(self.text):
            if fold(match["word"]) in MONTHS_AND_SEASONS:
                self._add(*match.span("word"))
        for pattern, hint in ((patterns.PERSON_IS, " "), (patterns.POSSESSED, "'s "),
                              (patterns.CALL_ME, " me "), (patterns.WHO_IS, "s ")):  # fmt: skip
            for match in pattern.finditer(self.text) if hint in self.text else ():
                if self._is_first_name(match["word"]):
                    self._add(*match.span("word"))
        for match in patterns.BEFORE_DETAIL.finditer(self.text) if "[" in self.text else ():
            first, second = fold(match["first"]), fold(match["second"])
            is_first = first in known.NAMES_AND_WORDS or first in first_names()
            if is_first and second in family_names() | known.NAMES_AND_WORDS | WORDLIKE:
                self._add(match.start("first"), match.end("second"))

    def _is_small_first_name(self, word: str, is_family: bool) -> bool:
        other = OFTEN_CAPITAL | MONTHS_AND_SEASONS | known.ORDINARY | {"dot"}
        listed = word in first_names() or word in known.NAMES_AND_WORDS
        return word not in other and (listed or (is_family and word in family_names()))

    def _is_thing(self, start: int, end: int) -> bool:
        """Whether the words around an unknown word make it a medicine or a place."""
        before = self.text[max(0, start - LONGEST_HALF) : start]
        if patterns.MEDICINE_AFTER.match(self.text, end):
            return True
        if patterns.MEDICINE_BEFORE.search(before) and patterns.OF_MEDICINES.search(self.text):
            return True
        is_several = self.text[end - 1] == "s" and A_NUMBER.search(before)
        if patterns.THING_BEFORE.search(before) or is_several:
            return True
        sentence = re.split(r"[.!?\n]", before)[-1]
        listed = patterns.IN_SAME_LIST.search(before) is not None
        if listed and any(fold(word) in known.MEDICINES for word in FIRST.findall(sentence)):
            return True
        is_place = patterns.PLACE_BEFORE.search(before)
        return is_place is not None and not patterns.OF_A_FAMILY.match(self.text, end)

    def in_pairs(self) -> None:
        """A name that is a word as well, with a family name after it: Li Wei, Mark Moss."""
        for match in patterns.TWO_ALONE.finditer(self.text) if self.has_case else ():
            first = fold(match["first"])
            is_first = first in known.NAMES_AND_WORDS - OFTEN_CAPITAL or first in first_names()
            if (
                is_first
                and frequency(first) < OFTEN_WORD
                and self._is_rare(match["second"], begins=False)
            ):
                self._add(match.start("first"), match.end("second"))
        for match in patterns.TWO_TOGETHER.finditer(self.text) if self.has_case else ():
            first, second = fold(match["first"]), fold(match["second"])
            may_be = first in known.NAMES_AND_WORDS - MONTHS_AND_SEASONS or first in first_names()
            other = known.NOT_NAMES | known.INSTITUTIONS | known.ORDINARY
            is_second = second in family_names() | first_names() or (
                first not in OFTEN_CAPITAL
                and first not in known.INSTITUTIONS
                and self._may_sign(match["second"])
                and frequency(second) < RARE_IN_SMALL
            )
            halves = (match["first"], match["second"])
            # A family name that is nothing else, and first: "Nguyen Thi Lan".
            is_family = first in family_names() and _is_family_in_small(first)
            if is_family and (second in first_names() or self._is_rare(match["second"], False)):
                self._add_name(match.start("first"), lambda _: True)
            # Neither is on a list, and two such words together are hardly ever anything else.
            are_rare = all(self._is_rare(half, begins=True) for half in halves)
            are_rare = are_rare and not self._is_thing(match.start(), match.end("second"))
            if (may_be and is_second and second not in other) or are_rare:
                self._add_name(match.start("first"), lambda _: True)

    def of_unknown_words(self) -> None:
        """A word with a capital letter that is neither English nor known here."""
        if not self.has_case:
            return
        words = list(FIRST.finditer(self.text))
        capitals = sum(word[0][0].isupper() for word in words)
        is_heading = len(words) > 2 and capitals > len(words) / 2
        for at, match in enumerate(words):
            word = _bare(match[0])
            if not self._is_capital(word) or len(word) < SHORTEST_UNKNOWN:
                continue
            begins = at == 0 or bool(patterns.SENTENCE_END.search(self.text[: match.start()]))
            numbered = NUMBER_AFTER.match(self.text, match.end())  # Bay 5
            inside = not begins and not is_heading and not numbered
            alone = inside and self._is_alone(words, at)
            is_odd = (
                self._is_odd(word)
                or (inside and self._is_rare_family(word))
                or (alone and (_is_name_and_word(word) or _is_seldom(word)))
            )
            if is_odd and not self._is_thing(match.start(), match.start() + len(word)):
                self._add_name(match.start(), lambda _: True)

    def _is_in_list(self, word: str, is_and: bool) -> bool:
        """Whether a word beside a name is one as well. is_and: "Grace and Faith"."""
        lower = fold(word)
        is_other = (
            (lower in OFTEN_CAPITAL and not is_and)
            or lower in WORDLIKE
            or patterns.PLACE.search(lower)
        )
        is_slip = is_mistyped(lower) and lower not in known.NAMES_AND_WORDS
        return not is_other and self._is_listed(word) and not is_slip

    def _start_with_half(self, start: int) -> int:
        """Where a name starts, with an initial, a surname or another first name before it."""
        if not self.has_case:
            return start
        surname = patterns.SURNAME_BEFORE.search(self.text, max(0, start - LONGEST_HALF), start)
        if surname and len(surname["word"]) >= SHORTEST_UNKNOWN and self._is_free(*surname.span()):
            return surname.start() if self._is_listed(surname["word"].title()) else start
        before = patterns.WORD_BEFORE.search(self.text, max(0, start - LONGEST_HALF), start)
        if not before or not self._is_free(*before.span("word")):
            return start
        word = before["word"]
        begins = bool(patterns.SENTENCE_END.search(self.text[: before.start()]))
        if len(word.strip(".")) == 1:
            is_initial = word.endswith(".") or word not in "AI"
            is_half = word.isupper() and (is_initial or self._is_told_initial(word, before.start()))
        elif fold(word) in MONTHS_AND_SEASONS:  # "June Rimmer here again"
            is_half = begins and start < len(self.text)
        elif word in patterns.NICKNAME:
            is_half = not begins
        else:
            often = begins and fold(word) in OFTEN_CAPITAL
            is_half = not often and (self._is_listed(word) or self._is_rare(word, begins))
        return before.start() if is_half else start

    def _end_with_half(self, start: int, end: int) -> int:
        """Where a name in small letters ends, with a surname that is no word of English."""
        after = patterns.SMALL_AFTER.match(self.text, end)
        is_small = self.text[start:end].islower()
        if not after or not is_small or not self._is_free(*after.span("word")):
            return end
        word = after["word"]
        ends = self.text[after.end() : after.end() + 1] in (",", ".", "")
        seldom = frequency(word) < RARE_IN_SMALL and not patterns.MEDICAL.search(word)
        is_family = _is_unknown(word) and seldom and (ends or not is_mistyped(word))
        is_family = is_family or (_is_unknown(word) and NAME_SHAPE.fullmatch(word) is not None)
        return after.end("word") if is_family or _is_family_in_small(word) else end

    def _is_told_initial(self, word: str, start: int) -> bool:
        """Whether "I" is an initial: "it's I Mather"."""
        return word == "I" and patterns.BEFORE_INITIAL.search(self.text[:start]) is not None

    def _is_rare(self, word: str, begins: bool) -> bool:
        """Whether a word with a capital letter beside a name is too rare to be anything else."""
        lower = fold(word)
        if not self._is_capital(word) or not _is_unknown(word) or _is_kin(lower):
            return False
        if patterns.MEDICAL.search(lower) or lower.endswith(("ed", "ly")):
            return False
        if lower[1:2] == "-":  # X-ray
            return False
        if begins and (is_mistyped(lower) or lower in known.NAMES_AND_WORDS):
            return False
        return frequency(lower) < (RARE_AFTER_TITLE if begins else RARE_FAMILY)

    def _is_free(self, start: int, end: int) -> bool:
        return all(end <= left or start >= right for left, right in self.spans)

    def _is_listed(self, word: str) -> bool:
        """Whether a word with a capital letter is on a list of names, or no word at all."""
        lower = fold(word)
        if not self._is_capital(word) or _is_kin(lower) or lower in MONTHS_AND_SEASONS:
            return False
        if frequency(lower) > OFTEN_WORD:
            return False
        if lower in known.NAMES_AND_WORDS - known.INSTITUTIONS or _is_known(word):
            return True
        return _is_unknown(word) and (lower in family_names() or self._is_odd(word))

    def _may_sign(self, word: str) -> bool:
        """Whether a word may be all there is of a name, at the end or after "nurse:"."""
        lower = fold(word)
        if word.islower():
            return lower in first_names() | known.NAMES_AND_WORDS and frequency(lower) < OFTEN_NAME
        is_listed = self._is_listed(word) and lower not in OFTEN_CAPITAL
        is_place = patterns.PLACE.search(lower)
        is_rare = frequency(lower) < RARE_ALONE and self._is_rare(word, begins=True)
        return is_listed or (is_rare and not is_place)

    def _is_after_label(self, word: str) -> bool:
        """Whether a word after "nurse: " or "me: " is a name: one that English seldom uses."""
        return self._may_sign(word) or word in patterns.NICKNAME or self._is_seldom_used(word, 1e-5)

    def _is_introduced(self, word: str) -> bool:
        return self._may_sign(word) or self._is_seldom_used(word, RARE_AFTER_TITLE)

    def _is_seldom_used(self, word: str, most: float) -> bool:
        lower = fold(word)
        is_other = _is_kin(lower) or patterns.MEDICAL.search(lower) or lower.endswith("ed")
        return (
            self._is_capital(word)
            and _is_unknown(word)
            and not is_other
            and frequency(lower) < most
        )

    def _is_to_be_rung(self) -> bool:
        return " for " in self.text and patterns.RINGS.search(self.text) is not None

    def _is_small_name(self, word: str) -> bool:
        is_name = word in first_names() or self._is_odd(word)
        seldom = frequency(word) < RARE_AFTER_TITLE and not patterns.MEDICAL.search(word)
        return _is_unknown(word) and (is_name or seldom) and not is_mistyped(word)

    def _is_alone(self, words: list[re.Match[str]], at: int) -> bool:
        """Whether no word beside it has a capital letter, as words of a heading or a title have."""
        beside = [words[at - 1][0], words[at + 1][0] if at + 1 < len(words) else ""]
        return not any(word[:1].isupper() and word not in BESIDE_NAMES for word in beside)

    def may_be_name(self, word: str) -> bool:
        """Whether no list calls the word anything but a name; it has a capital letter."""
        if not self._is_capital(word) or len(word) == 1:
            return False
        is_name = fold(word) in known.NAMES_AND_WORDS - MONTHS_AND_SEASONS or _is_known(word)
        return is_name or (
            _is_unknown(word)
            and (fold(word) in family_names() or frequency(fold(word)) < RARE_FAMILY)
        )

    def add_unless_institution(self, start: int, end: int) -> None:
        """Take it as a name, unless the words around make it a street or an organisation."""
        if not self._is_institution(start, end):
            self._add(start, end)

    def _is_rare_family(self, word: str) -> bool:
        lower = fold(word)
        if lower in known.NAMES_AND_WORDS or lower in WORDLIKE or not _is_unknown(word):
            return False
        rare = lower in family_names() and frequency(lower) < RARE_FAMILY
        return rare or lower in known.FAMILY_NAMES

    def _is_family(self, word: str) -> bool:
        """Whether a capital letter and initials before it make it a family name."""
        lower = fold(word)
        is_word = lower in known.NAMES_AND_WORDS | WORDLIKE or not _is_unknown(word)
        return self._is_capital(word) and lower in family_names() and not is_word

    def _is_odd(self, word: str) -> bool:
        """Whether the word is none that English, our places or our services know."""
        lower = fold(word)
        if not _is_unknown(word) or lower in known.NAMES_AND_WORDS or len(word) < SHORTEST_UNKNOWN:
            return False
        if lower[1] == "-":  # X-ray, D-Day
            return False
        if NAME_SHAPE.fullmatch(lower) and frequency(lower) < OFTEN_SHAPE:
            return True
        stem = lower.removesuffix("s")
        return not (is_word(lower) or not _is_unknown(stem) or patterns.MEDICAL.search(lower))

    def _is_capital(self, word: str) -> bool:
        """Whether the word is written like a name: one capital letter, and not an abbreviation."""
        return self.has_case and word[0].isupper() and (not word.isupper() or len(word) == 1)

    def _is_after_title(self, word: str) -> bool:
        lower = fold(word)
        if self._is_capital(word):
            ordinary = lower in known.ORDINARY - known.NAMES_AND_WORDS - family_names()
            return not ordinary and (len(word) > 1 or lower not in "ai")
        if lower.endswith(("ing", "ed", "ly")) or not _is_unknown(word) or len(word) == 1:
            return False
        is_name = _is_known(word) or _is_family_in_small(lower) or lower in known.NAMES_AND_WORDS
        is_name = is_name or bool(NAME_SHAPE.fullmatch(lower))
        return is_name or frequency(lower) < RARE_AFTER_TITLE

    def _is_after_word(self, word: str) -> bool:
        lower = fold(word)
        if self._is_capital(word):
            return (_is_unknown(word) and len(word) > 1) or lower in known.NAMES_AND_WORDS
        return self._is_known_or_odd(word) or _is_family_in_small(lower)

    def _is_after_name_is(self, word: str) -> bool:
        lower = fold(word)
        is_name = lower in known.NAMES_AND_WORDS and lower not in known.ORDINARY
        if _is_known(word) or is_name:
            return True
        capital_word = self._is_capital(word) and lower in known.NAMES_AND_WORDS
        return capital_word or (_is_unknown(word) and len(word) > 1)

    def _is_known_or_odd(self, word: str) -> bool:
        """Whether it is a first name, or no word at all, in small letters, where one may stand."""
        is_small = word.islower() and len(word) >= SHORTEST_SMALL and word.isalpha()
        return _is_known(word) or (is_small and self._is_odd(word))

    def _is_known_or_capital(self, word: str) -> bool:
        if self._is_known_or_odd(word):
            return True
        unknown = _is_unknown(word) or fold(word) in known.NAMES_AND_WORDS
        return self._is_capital(word) and len(word) > 1 and unknown

    def _is_first_name(self, word: str) -> bool:
        is_word = fold(word) in known.NAMES_AND_WORDS - MONTHS_AND_SEASONS
        return _is_known(word) or (self._is_capital(word) and is_word)

    def _ends_aside(self, start: int, end: int) -> bool:
        """Whether what follows "my sister, " is her name: a known one, or one in commas."""
        first = _bare(self.text[start:end].split()[0])
        is_end = self.text[end : end + 1] == "." and self._may_sign(first)
        return _is_known(first) or is_end or self.text[end : end + 1] == ","

    def _add_name(self, start: int, is_name: Callable[[str], bool]) -> None:
        span = self._name_at(start, is_name)
        if span:
            self._add(*span)

    def _add(self, start: int, end: int) -> None:
        """Take it as a name, unless it touches what is one already or is known to be none."""
        taken = self.spans + self.named_after
        if all(end <= left or start >= right for left, right in taken):
            self.spans.append((start, end))

    def _name_at(self, start: int, is_name: Callable[[str], bool]) -> tuple[int, int] | None:
        """The span of the name that starts here, with the words that belong to it."""
        initials = patterns.INITIALS.match(self.text, start) if self.has_case else None
        at = initials.end() if initials else start
        first = FIRST.match(self.text, at)
        if first is None or not is_name(_bare(first[0])):
            return None
        end = at + len(_bare(first[0]))
        for _ in range(3):
            more = patterns.NEXT.match(self.text, end)
            if more is None or not self._goes_on(more["word"], more[0].startswith(".")):
                break
            end = more.start("word") + len(_bare(more["word"]))
        return None if self._is_institution(start, end) else (start, end)

    def _goes_on(self, word: str, after_stop: bool) -> bool:
        bare = _bare(word)
        lower = fold(bare)
        if after_stop or lower == "i" or not _is_unknown(bare):
            is_name = lower in known.NAMES_AND_WORDS or lower in family_names()
            is_name = is_name and lower not in known.INSTITUTIONS
            return self._is_capital(bare) and is_name and not after_stop
        if self._is_capital(bare):
            return True
        # In a text all in capitals a rare word after a name is most likely the family's.
        rare = not self.has_case and bare.isupper() and frequency(lower) < RARE_FAMILY_IN_CAPITALS
        is_family = _is_family_in_small(lower) and (bare.islower() or not self.has_case)
        return is_family or (rare and len(bare) > 3 and not patterns.MEDICAL.search(lower))

    def _is_institution(self, start: int, end: int) -> bool:
        """Whether the words around make it a street, a building or an organisation."""
        after = re.match(rf"(?:'s?)?[ ]+({WORD})(?:[ ]+({WORD}))?", self.text[end : end + 60])
        if after:
            first, second = (fold(word or "") for word in after.groups())
            if first in known.INSTITUTIONS:
                is_written_small = not (self.has_case and after[1][0].isupper())
                if start in self.titled and is_written_small and first in OF_A_PERSON:
                    return False
                capital = after[1][0].isupper() or not self.has_case
                return capital or first not in NEEDS_CAPITAL
            both = second in known.INSTITUTIONS and after[1][0].isupper() and after[2][0].isupper()
            if both:
                return True
        before = re.search(rf"({WORD}\.?)[ ]+$", self.text[:start])
        return before is not None and before[1].lower() in known.SAINTS
