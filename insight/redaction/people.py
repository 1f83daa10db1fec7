"""Names of people: after titles, in the patterns people introduce names with, and by list.

Two strengths. Where a pattern says that a name follows ("my name is"), any word that is not an
ordinary one counts. Where it only hints ("I'm", "saw"), the word must be a known first name, or
two unknown words with capital letters. Known first names count anywhere with a capital letter,
but those that are also words ("Rose", "Will") only in a pattern. A name followed or led by the
words of a street, a building or an organisation stays.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from insight.redaction import name_patterns as patterns
from insight.redaction import word_lists as known
from insight.redaction.name_patterns import FIRST, WORD
from insight.redaction.name_words import (
    MONTHS_AND_SEASONS,
    NAME_SHAPE,
    OFTEN_CAPITAL,
    OFTEN_WORD,
    SHORTEST_SMALL,
    SHORTEST_UNKNOWN,
    WORDLIKE,
    Words,
    bare,
    fold,
    is_family_in_small,
    is_kin,
    is_known,
    is_name_and_word,
    is_of_english,
    is_seldom,
    is_unknown,
)
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
# "Dr Mehta's clinic" is led by one; "Dr Kershaw's Hospice" and "Sir John Deane's college" are not.
OF_A_PERSON = known.words("clinic surgery practice ward pharmacy room office team list")
# Words that need a capital letter to make a building.
NEEDS_CAPITAL = known.words("care way day home homes close place line room health medical")
TAKEN_OUT = re.compile(r"\[[^\]]*\]")  # a token by an earlier step: its letters say nothing
SHORTEST_SHOUTED = 5
RARE_IN_SMALL = 4e-7
LONGEST_HALF = 40
A_NUMBER = re.compile(r"\b(?:\d{1,2}|two|three|four|both) \Z")
NUMBER_AFTER = re.compile(r"[ ]\d")
# First names that are words when written small: plants, stones, and what people are to others.
SMALL_WORDS = known.words("blessing heather hazel jasmine iris ebony felicity jean jade josh")
PLANTS = SMALL_WORDS | known.words("rosemary lily bryony")
# "Will the nurse come", "Hope the doctor rings": not "Joy the HCA".
VERBS = known.words(
    "will may can hope see mark sue bill chase grant pat drew wave rob nick jet say jack"
)
COURSES = known.words("desmond dafne")  # for people with diabetes, written in capitals


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
        named = [word for word in words if found.words.may_be_name(bare(word[0]))]
        if named and len(named) == len(words):
            found.add_unless_institution(named[0].start(), named[-1].end())
    return with_tokens(text, found.spans, NAME), len(found.spans)


def _might_name(text: str) -> bool:
    """Whether it is worth looking: most texts have neither a name nor the words around one."""
    if patterns.TRIGGER.search(text):
        return True
    words = {bare(word) for word in FIRST.findall(text)}
    return any(
        is_known(word)
        or (word[0].isupper() and (is_unknown(word) or fold(word) in known.NAMES_AND_WORDS))
        for word in words
    )


class _Names:
    """One text and where its names are. has_case: whether its capital letters mean anything."""

    def __init__(self, text: str) -> None:
        self.text = text
        words = TAKEN_OUT.sub("", text)
        self.has_case = 2 * sum(map(str.isupper, words)) <= sum(map(str.isalpha, words))
        self.words = Words(self.has_case)
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
            (patterns.TITLE, self.words.is_after_title),
            (patterns.TITLE_AND_WORD, self.words.is_after_word),
        ):
            for match in pattern.finditer(self.text):
                self.titled.add(match.end())
                self._add_name(match.end(), is_name)
        for match in patterns.AND_ANOTHER.finditer(self.text):
            if any(match.start() < start < match.end() for start, _ in self.spans):
                self._add_name(match.end(), is_unknown)
        for match in patterns.INITIAL_AND_FAMILY.finditer(self.text) if self.has_case else ():
            self._add_name(match.start(), self.words.is_family)
        for match in patterns.DOCTOR_AT.finditer(self.text):
            if is_unknown(match["word"]) and not match["word"].endswith(("ed", "ing")):
                self._add(*match.span("word"))

    def in_certain_patterns(self) -> None:
        """My name is, ask for, signed, and at the end of a letter."""
        for match in patterns.CERTAIN.finditer(self.text):
            self._add_name(match.end(), self.words.is_after_name_is)
        for match in patterns.CLOSING.finditer(self.text):
            words = match["rest"].split()
            unknown = all(is_unknown(bare(word.strip("."))) for word in words)
            if self.has_case and unknown and not words[0].isupper():
                self._add(*match.span("rest"))
        for match in patterns.SIGNED_ALONE.finditer(self.text) if self.has_case else ():
            words = [word.strip(".") for word in (match["rest"] or match["small"]).split()]
            begins_name = len(words) > 1 and fold(words[0]) in OFTEN_CAPITAL
            words = words[1:] if begins_name else words
            if all(len(word) == 1 or self.words.may_sign(word) for word in words):
                self._add(*match.span("rest" if match["rest"] else "small"))
        for match in patterns.LABELLED.finditer(self.text) if ":" in self.text else ():
            self._add_name(match.end(), self.words.is_after_label)
        for match in patterns.INTRODUCED.finditer(self.text) if self.has_case else ():
            self._add_name(match.end(), self.words.is_introduced)
        for match in patterns.ASK_FOR.finditer(self.text) if self._is_to_be_rung() else ():
            for part in ("word", "other"):
                if match[part] and self.words.is_small_name(match[part]):
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
                if listed and self.words.is_in_list(listed["word"], "," not in listed[0]):
                    self._add_name(listed.start("word"), lambda _: True)
            spelt = patterns.SPELT_AFTER.match(self.text, end)
            if spelt:
                self._add(*spelt.span("word"))
            after = patterns.AFTER_QUOTED.match(self.text, end)
            is_quoted = self.text[start - 1 : start] in ("'", '"', "(")
            if after and is_quoted and is_unknown(after["word"]):
                self._add(*after.span("word"))

    def of_relations(self) -> None:
        """My son …, a nurse called …, … is my carer."""
        for match in patterns.RELATION.finditer(self.text):
            # "My Carer Passport" is a thing; "my carer Tansy" is not.
            is_heading = self.has_case and match["person"].istitle()
            rule = is_known if is_heading else self.words.is_known_or_capital
            span = self._name_at(match.end(), rule)
            if span and ("," not in match["gap"] or self._ends_aside(*span)):
                self._add(*span)
        for match in patterns.CALLED.finditer(self.text):
            rule = self.words.is_known_or_capital if match["person"] else self.words.is_first_name
            self._add_name(match.end(), rule)
        for match in patterns.FOLLOWED.finditer(self.text):
            word = bare(match["word"])
            capital = self.words.is_capital(word) and len(word) > 1
            is_word = fold(word) in known.NAMES_AND_WORDS
            is_person = is_word and (match["be"] or fold(word) not in VERBS)
            is_name = is_person or (is_unknown(word) and not is_word)
            # "Heard the consultant", "Saved my son": a verb begins the sentence.
            is_verb = is_of_english(word) and patterns.SENTENCE_END.search(
                self.text[: match.start("word")]
            )
            if is_known(word) or (capital and is_name and not is_verb):
                self._add(match.start("word"), match.start("word") + len(word))

    def where_hinted(self) -> None:
        """I'm …, saw …, thank you …"""
        plants = PLANTS if patterns.GARDEN.search(self.text) else frozenset()
        for match in patterns.HINTED.finditer(self.text):
            self._add_name(
                match.end(), lambda word: self.words.is_known_or_odd(word) and word not in plants
            )
        for match in patterns.TWO_CAPITALS.finditer(self.text):
            span = self._name_at(
                match.end(), lambda word: self.words.is_capital(word) and is_unknown(word)
            )
            if span and " " in self.text[slice(*span)]:
                self._add(*span)

    def on_the_list(self) -> None:
        """Known first names anywhere, when written with a capital letter."""
        for match in FIRST.finditer(self.text) if self.has_case else ():
            word = bare(match[0])
            if (
                self.words.is_capital(word)
                and is_known(word)
                and not self._is_no_person(match, word)
            ):
                self._add_name(match.start(), is_known)

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
            word = bare(match[0])
            if self.words.is_capital(word) or len(word) < SHORTEST_SMALL:
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
                self._add_name(match.start(), is_known)

    def in_a_role(self) -> None:
        """Rose on reception, thank you Hope, Grace and her team."""
        for match in patterns.IN_A_ROLE.finditer(self.text) if self.has_case else ():
            if fold(match["word"]) in known.NAMES_AND_WORDS or self.words.is_odd(match["word"]):
                self._add(*match.span("word"))
        for match in patterns.ACTS.finditer(self.text) if self.has_case else ():
            word = fold(match["word"])
            is_other = word in OFTEN_CAPITAL or match["word"].isupper() or is_kin(word)
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
                    if self.words.is_small_first_name(fold(match[name]), is_family):
                        self._add(*match.span(name))
        if not self.has_case:
            return
        for match in patterns.TITLE_ALONE.finditer(self.text):
            self._add(*match.span("word"))
        for match in patterns.SURNAME_WARD.finditer(self.text) if " Ward" in self.text else ():
            self._add(*match.span("name"))
        for match in patterns.OUR.finditer(self.text):
            self._add_name(match.end(), self.words.is_first_name)
        for match in patterns.MONTH_ACTS.finditer(self.text):
            if fold(match["word"]) in MONTHS_AND_SEASONS:
                self._add(*match.span("word"))
        for pattern, hint in ((patterns.PERSON_IS, " "), (patterns.POSSESSED, "'s "),
                              (patterns.CALL_ME, " me "), (patterns.WHO_IS, "s ")):  # fmt: skip
            for match in pattern.finditer(self.text) if hint in self.text else ():
                if self.words.is_first_name(match["word"]):
                    self._add(*match.span("word"))
        for match in patterns.BEFORE_DETAIL.finditer(self.text) if "[" in self.text else ():
            first, second = fold(match["first"]), fold(match["second"])
            is_first = first in known.NAMES_AND_WORDS or first in first_names()
            if is_first and second in family_names() | known.NAMES_AND_WORDS | WORDLIKE:
                self._add(match.start("first"), match.end("second"))

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
                and self.words.is_rare(match["second"], begins=False)
            ):
                self._add(match.start("first"), match.end("second"))
        for match in patterns.TWO_TOGETHER.finditer(self.text) if self.has_case else ():
            first, second = fold(match["first"]), fold(match["second"])
            may_be = first in known.NAMES_AND_WORDS - MONTHS_AND_SEASONS or first in first_names()
            other = known.NOT_NAMES | known.INSTITUTIONS | known.ORDINARY
            is_second = second in family_names() | first_names() or (
                first not in OFTEN_CAPITAL
                and first not in known.INSTITUTIONS
                and self.words.may_sign(match["second"])
                and frequency(second) < RARE_IN_SMALL
            )
            halves = (match["first"], match["second"])
            # A family name that is nothing else, and first: "Nguyen Thi Lan".
            is_family = first in family_names() and is_family_in_small(first)
            if is_family and (
                second in first_names() or self.words.is_rare(match["second"], False)
            ):
                self._add_name(match.start("first"), lambda _: True)
            # Neither is on a list, and two such words together are hardly ever anything else.
            are_rare = all(self.words.is_rare(half, begins=True) for half in halves)
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
            word = bare(match[0])
            if not self.words.is_capital(word) or len(word) < SHORTEST_UNKNOWN:
                continue
            begins = at == 0 or bool(patterns.SENTENCE_END.search(self.text[: match.start()]))
            numbered = NUMBER_AFTER.match(self.text, match.end())  # Bay 5
            inside = not begins and not is_heading and not numbered
            alone = inside and self.words.is_alone(words, at)
            is_odd = (
                self.words.is_odd(word)
                or (inside and self.words.is_rare_family(word))
                or (alone and (is_name_and_word(word) or is_seldom(word)))
            )
            if is_odd and not self._is_thing(match.start(), match.start() + len(word)):
                self._add_name(match.start(), lambda _: True)

    def _start_with_half(self, start: int) -> int:
        """Where a name starts, with an initial, a surname or another first name before it."""
        if not self.has_case:
            return start
        surname = patterns.SURNAME_BEFORE.search(self.text, max(0, start - LONGEST_HALF), start)
        if surname and len(surname["word"]) >= SHORTEST_UNKNOWN and self._is_free(*surname.span()):
            return surname.start() if self.words.is_listed(surname["word"].title()) else start
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
            is_half = not often and (self.words.is_listed(word) or self.words.is_rare(word, begins))
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
        is_family = is_unknown(word) and seldom and (ends or not is_mistyped(word))
        is_family = is_family or (is_unknown(word) and NAME_SHAPE.fullmatch(word) is not None)
        return after.end("word") if is_family or is_family_in_small(word) else end

    def _is_told_initial(self, word: str, start: int) -> bool:
        """Whether "I" is an initial: "it's I Mather"."""
        return word == "I" and patterns.BEFORE_INITIAL.search(self.text[:start]) is not None

    def _is_free(self, start: int, end: int) -> bool:
        return all(end <= left or start >= right for left, right in self.spans)

    def _is_to_be_rung(self) -> bool:
        return " for " in self.text and patterns.RINGS.search(self.text) is not None

    def add_unless_institution(self, start: int, end: int) -> None:
        """Take it as a name, unless the words around make it a street or an organisation."""
        if not self._is_institution(start, end):
            self._add(start, end)

    def _ends_aside(self, start: int, end: int) -> bool:
        """Whether what follows "my sister, " is her name: a known one, or one in commas."""
        first = bare(self.text[start:end].split()[0])
        is_end = self.text[end : end + 1] == "." and self.words.may_sign(first)
        return is_known(first) or is_end or self.text[end : end + 1] == ","

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
        if first is None or not is_name(bare(first[0])):
            return None
        end = at + len(bare(first[0]))
        for _ in range(3):
            more = patterns.NEXT.match(self.text, end)
            if more is None or not self.words.goes_on(more["word"], more[0].startswith(".")):
                break
            end = more.start("word") + len(bare(more["word"]))
        return None if self._is_institution(start, end) else (start, end)

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
