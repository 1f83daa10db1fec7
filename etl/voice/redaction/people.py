"""Names of people: after titles, in the patterns people introduce names with, and by list.

Two strengths. Where a pattern says that a name follows ("my name is"), any word that is not an
ordinary one counts. Where it only hints ("I'm", "saw"), the word must be a known first name, or
two unknown words with capital letters.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from etl.voice.redaction import known_words
from etl.voice.redaction.known_words import (
    FAMILY_NAMES,
    FIRST_NAMES,
    INSTITUTIONS,
    NAMES_AND_WORDS,
    NOT_NAMES,
    ORDINARY,
    PERSONS,
    SAINTS,
)

NAME = "[name]"
LETTER = r"[^\W\d_]"
WORD = rf"{LETTER}(?:{LETTER}|['-](?={LETTER}))*"
FIRST = re.compile(WORD)
NEXT = re.compile(rf"\.?[ \t]+(?:(?:de|da|del|della|di|van|von|der|den|la|le|al|el|bin|ibn|abu|ap)[ ]+)*"
                  rf"(?P<word>{WORD})")  # fmt: skip
POSSESSIVE = re.compile(r"'s?$", re.I)
INITIALS = re.compile(r"(?:[A-Z]\.[ ]?|[A-HJ-Z][ ](?=[A-Z][a-z])){1,3}")

ABBREVIATED = re.compile(
    r"\b(?P<title>(?:mr|mrs|mister|missus|ms|mx|dr|drs|prof|professor|cllr|rev|revd)\b\.?"
    r"(?:[ ]?(?:and|&|\+)[ ]?(?:mrs|mr|ms|dr)\b\.?)?[ ]{1,3})(?=\w)",
    re.I,
)
SPELT = re.compile(
    r"\b(?P<title>(?:miss|master|sir|dame|lady|lord|nurse|sister|matron|doctor|midwife|consultant|"
    r"surgeon|councillor|councilor|reverend|father|pastor|imam|rabbi|canon|pc|sergeant|sgt|"
    r"constable|auntie|aunty|aunt|uncle|nurse practitioner|staff nurse|ward sister|"
    r"social worker|health visitor|receptionist|cousin|nanny|grandma|grandad|nan|nana)[ ]{1,3})(?=\w)",
    re.I,
)
DOCTOR_AT = re.compile(
    rf"\b(?:doctor|dr\.?)[ ](?P<word>{WORD})[ ](?:at|in|from)[ ](?=(?-i:[A-Z]))", re.I
)

CERTAIN = re.compile(
    r"\b(?:(?:my|his|her|their|the|full|real|first|last|sur|maiden|child'?s|son'?s|daughter'?s|"
    r"mum'?s|dad'?s|husband'?s|wife'?s|patient'?s|nurse'?s|doctor'?s|whose)[ ]?)?"
    r"(?:name|names|surname)(?:[ ]?(?:is|was|are|:|=|-)|'s)[ ]{0,3}(?:is[ ])?(?=\w)"
    r"|\b(?:they|people|friends|everyone|just|please)[ ]call[ ]me[ ](?=\w)"
    r"|\b(?:ask(?:ed|ing)?|asks)[ ]for[ ](?=(?-i:[A-Z]))"
    r"|\b(?:sincerely|faithfully|truly)[\s,.-]+(?=\w)"
    r"|\bsigned(?:[ ]by)?[\s,:.-]{1,4}(?=\w)"
    r"|\b(?:dear|hi|hello)[ ](?=(?-i:[A-Z])[a-z]+,)",
    re.I,
)
CLOSING = re.compile(
    r"(?:\b(?:regards|wishes|thanks|thank you|cheers|love|yours|thankyou|from|rgds|ta)\b[ ]*[,.!\n-]*\s*"
    r"|[\n.!?][ ]*(?:-{1,2}|~)[ ]?)"
    rf"(?=(?P<rest>(?-i:[A-Z]){LETTER}+(?:[ ](?-i:[A-Z]){LETTER}*\.?){{0,2}})[ ]*[.!x]*\s*$)",
    re.I,
)
RELATION = re.compile(
    rf"\b(?:my|our|his|her|their|your|the|a|an|this|that|lovely|old|young|little)[ ]"
    rf"(?:(?:late|dear|lovely|elderly|old|poor|eldest|oldest|youngest|younger|older|little|best|"
    rf"autistic|disabled|teenage|own|named|wonderful|amazing|fantastic|new|\d+[ -]?(?:year|yr)[ -]?old)"
    rf"[ ]){{0,2}}"
    rf"{PERSONS}(?:[ ]and[ ]{PERSONS})?(?P<gap>[ ]?[,(-]?[ ]?)(?=\w)",
    re.I,
)
CALLED = re.compile(
    rf"\b(?P<person>{PERSONS}s?|lady|man|woman|guy|bloke|chap|fella|person|somebody|someone|member of"
    rf"[ ]staff|volunteer|worker|student|porter|cleaner|driver|officer|manager|adviser|advisor|carers?)"
    rf"[, ]{{1,2}}(?:(?:was|is|who was|who is|were|who's)[ ])?(?:called|named|known[ ]as)[ ](?=\w)"
    rf"|\b(?:called|named)[ ](?=(?-i:[A-Z]))",
    re.I,
)
HINTED = re.compile(
    r"(?:\b(?:i[ ]am|i'm|im|this[ ]is|it's|its|thanks?[ ](?:you[ ])?to|thank[ ]you|well[ ]done|"
    r"spoke[ ](?:to|with)|speak[ ](?:to|with)|speaking[ ](?:to|with)|talk(?:ed|ing)?[ ]to|saw|see|seen[ ]by|"
    r"met|contact|told|under|cheers|love|hi|hello|dear|by|with|from|and|about|emailed|rang|"
    r"phoned|texted|email|ring|text|phone)[ ])(?=\w)",
    re.I,
)
TWO_CAPITALS = re.compile(
    r"(?:\b(?:i[ ]am|i'm|this[ ]is|spoke[ ](?:to|with)|speak[ ](?:to|with)|seen[ ]by|thanks[ ]to|"
    r"thank[ ]you|met[ ]with|contact)[ ])(?=\w)",
    re.I,
)

# Patterns after which even an unknown word in small letters is a name.
TRIGGER = re.compile(
    r"\b(?:names?|surname|mr|mrs|mister|ms|mx|drs?|prof|professor|cllr|revd?|doctor|signed|"
    r"sincerely|faithfully|truly|call me)\b",
    re.I,
)


class _Text:
    """One text, what of it is a name, and whether its capital letters mean anything."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.has_case = 2 * sum(map(str.isupper, text)) <= sum(map(str.isalpha, text))
        self.spans: list[tuple[int, int]] = []

    def is_capital(self, word: str) -> bool:
        """Whether the word is written like a name: one capital letter, and not an abbreviation."""
        return self.has_case and word[0].isupper() and (not word.isupper() or len(word) == 1)

    def add(self, start: int, end: int) -> None:
        if all(end <= left or start >= right for left, right in self.spans):
            self.spans.append((start, end))

    def name_at(self, start: int, is_name: Callable[[str], bool]) -> tuple[int, int] | None:
        """The span of the name that starts here, with the words that belong to it."""
        initials = INITIALS.match(self.text, start) if self.has_case else None
        at = initials.end() if initials else start
        first = FIRST.match(self.text, at)
        if first is None or not is_name(_bare(first[0])):
            return None
        end = at + len(_bare(first[0]))
        if end < first.end():
            return start, end
        for _ in range(3):
            more = NEXT.match(self.text, end)
            if more is None or not self._goes_on(more["word"], more[0].startswith(".")):
                break
            end = more.start("word") + len(_bare(more["word"]))
        if self.is_institution(start, end):
            return None
        return start, end

    def _goes_on(self, word: str, after_stop: bool) -> bool:
        bare = _bare(word)
        lower = bare.lower()
        if after_stop or lower in ORDINARY or lower in NOT_NAMES or lower in INSTITUTIONS:
            return False
        if self.is_capital(bare) and bare != "I":
            return True
        is_lower = bare.islower() or not self.has_case
        return is_lower and lower in FAMILY_NAMES and lower not in NAMES_AND_WORDS | WORDLIKE

    def is_institution(self, start: int, end: int) -> bool:
        """Whether the words around make it a street, a building or an organisation."""
        after = re.match(rf"(?:'s?)?[ ]+({WORD})(?:[ ]+({WORD}))?", self.text[end : end + 60])
        if after:
            words = [(word or "").lower() for word in after.groups()]
            if words[0] in INSTITUTIONS:
                return after[1][0].isupper() or not self.has_case or words[0] not in NEEDS_CAPITAL
            if words[1] in INSTITUTIONS and after[1][0].isupper() and after[2][0].isupper():
                return True
        before = re.search(rf"({WORD}\.?)[ ]+$", self.text[:start])
        return bool(before and before[1].lower() in SAINTS)

    def redacted(self) -> tuple[str, int]:
        text = self.text
        for start, end in sorted(self.spans, reverse=True):
            text = text[:start] + NAME + text[end:]
        return text, len(self.spans)


# Family names that are words, and words after a name that need a capital to make an institution.
WORDLIKE = known_words.words("bell cook hill hall king knight price ward white wood woods young")
NEEDS_CAPITAL = known_words.words("care way day home homes close place line room health medical")


def _bare(word: str) -> str:
    return POSSESSIVE.sub("", word) or word


def without_names(text: str) -> tuple[str, int]:
    """The text without names of people, and how many there were."""
    if not _might_name(text):
        return text, 0
    found = _Text(text)
    for rule in (_titled, _certain, _related, _hinted, _listed):
        rule(found)
    return found.redacted()


def _might_name(text: str) -> bool:
    """Whether it is worth looking: most texts have neither a name nor the words around one."""
    if TRIGGER.search(text):
        return True
    words = {_bare(word) for word in FIRST.findall(text)}
    return any(
        word.lower() in FIRST_NAMES or (word[0].isupper() and _unknown(word)) for word in words
    ) or any(word.lower() in NAMES_AND_WORDS for word in words if word[0].isupper())


def _unknown(word: str) -> bool:
    lower = word.lower()
    return lower not in ORDINARY and lower not in NOT_NAMES and lower not in INSTITUTIONS


def _titled(found: _Text) -> None:
    def after_abbreviation(word: str) -> bool:
        lower = word.lower()
        if found.is_capital(word):
            return lower not in ORDINARY and len(word) > 1
        return len(word) > 2 and _unknown(word) and not lower.endswith(("ing", "ed", "ly"))

    def after_word(word: str) -> bool:
        lower = word.lower()
        if found.is_capital(word):
            return lower not in ORDINARY and len(word) > 1 and lower not in INSTITUTIONS
        return lower in FIRST_NAMES or (lower in FAMILY_NAMES and lower not in WORDLIKE)

    for pattern, rule in ((ABBREVIATED, after_abbreviation), (SPELT, after_word)):
        for match in pattern.finditer(found.text):
            span = found.name_at(match.end(), rule)
            if span:
                found.add(*span)
    for match in DOCTOR_AT.finditer(found.text):
        if _unknown(match["word"]) and not match["word"].lower().endswith(("ed", "ing")):
            found.add(*match.span("word"))


def _certain(found: _Text) -> None:
    def after_name_is(word: str) -> bool:
        lower = word.lower()
        if lower in FIRST_NAMES or (lower in NAMES_AND_WORDS and lower not in ORDINARY):
            return True
        if found.is_capital(word):
            return _unknown(word) or lower in NAMES_AND_WORDS
        return _unknown(word) and len(word) > 2

    for match in CERTAIN.finditer(found.text):
        span = found.name_at(match.end(), after_name_is)
        if span:
            found.add(*span)
    for match in CLOSING.finditer(found.text):
        words = match["rest"].split()
        unknown = all(_unknown(_bare(word.strip("."))) for word in words)
        if found.has_case and unknown and not words[0].isupper():
            found.add(*match.span("rest"))


def _known_or_capital(found: _Text) -> Callable[[str], bool]:
    def rule(word: str) -> bool:
        lower = word.lower()
        if lower in FIRST_NAMES:
            return True
        if found.is_capital(word) and len(word) > 1:
            return lower in NAMES_AND_WORDS or _unknown(word)
        return False

    return rule


def _related(found: _Text) -> None:
    for pattern in (RELATION, CALLED):
        for match in pattern.finditer(found.text):
            is_person = pattern is RELATION or bool(match["person"])
            is_aside = pattern is RELATION and "," in match["gap"]
            rule = _known_or_capital(found) if is_person else _is_first_name(found)
            span = found.name_at(match.end(), rule)
            if span and not (is_aside and not _ends_aside(found.text, *span)):
                found.add(*span)


def _ends_aside(text: str, start: int, end: int) -> bool:
    """Whether what follows "my sister, " is her name: a known one, or one in commas."""
    return _bare(text[start:end].split()[0]).lower() in FIRST_NAMES or text[end : end + 1] == ","


def _is_first_name(found: _Text) -> Callable[[str], bool]:
    def rule(word: str) -> bool:
        lower = word.lower()
        return lower in FIRST_NAMES or (
            found.is_capital(word) and lower in NAMES_AND_WORDS - MONTHS
        )

    return rule


MONTHS = frozenset({"april", "may", "june", "august", "summer", "autumn"})


def _hinted(found: _Text) -> None:
    for match in HINTED.finditer(found.text):
        span = found.name_at(match.end(), lambda word: word.lower() in FIRST_NAMES)
        if span:
            found.add(*span)
    for match in TWO_CAPITALS.finditer(found.text):
        span = found.name_at(match.end(), lambda word: found.is_capital(word) and _unknown(word))
        if span and " " in found.text[slice(*span)]:
            found.add(*span)


def _listed(found: _Text) -> None:
    """Known first names anywhere, when written with a capital letter."""
    if not found.has_case:
        return
    for match in FIRST.finditer(found.text):
        word = _bare(match[0])
        if found.is_capital(word) and word.lower() in FIRST_NAMES:
            span = found.name_at(match.start(), lambda _: True)
            if span:
                found.add(*span)
