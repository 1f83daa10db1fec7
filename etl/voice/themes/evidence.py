"""What in a comment can speak for a theme or a mood: its words, pairs of words, word families.

Both training and labelling look at comments through this module alone, so they cannot disagree.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

FAMILY = "="  # begins the name of a family's feature, so that no word can be taken for one
LONGEST_ENTRY = 4  # words

_TAKEN_OUT = re.compile(r"\[[^\]]*\]")  # what redaction leaves in place of personal details
_AMOUNT = re.compile(r"£\s*[\d.,]+")
_EMERGENCY = re.compile(r"\ba ?(?:&|and) ?e\b")
_WORD = re.compile(r"£|a&e|[a-z0-9]+")

# A feature of a comment, and the words it was read from, as written, in lower case.
Found = tuple[str, str]


def plain_words(text: str) -> list[str]:
    """Words of a text in lower case, without apostrophes; an amount of money is '£'."""
    lower = _TAKEN_OUT.sub(" ", text.lower()).replace("’", "").replace("'", "")
    return _WORD.findall(_EMERGENCY.sub("a&e", _AMOUNT.sub("£", lower)))


# Words that hold a sentence together and say nothing of what it is about.
LINKING = frozenset(
    plain_words(
        "a about after all also am an and any are as at be been being by came can come could did do"
        " does doing for from get gets getting go goes going got had has have having he her here"
        " him his how i id if ill im in into is it its ive just like m me mine more my of off on or"
        " our out over own s said say she so than that thats the their them then there theres these"
        " they theyre this those to up us ve very was way we well went were weve what when which"
        " who will with would you your youre"
    )
)


@lru_cache(maxsize=50_000)
def singular(word: str) -> str:
    """The word without a plural's s (Harman's three rules, 1991), so that both count as one."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("es") and word[-3] not in "aeo":
        return word[:-1]
    if len(word) > 3 and word.endswith("s") and word[-2] not in "us":
        return word[:-1]
    return word


def words_and_pairs(text: str) -> list[Found]:
    """Each word of a text and each two neighbours, without numbers and words that only link."""
    words = [w for w in plain_words(text) if w not in LINKING and not w.isdigit()]
    singles = [singular(word) for word in words]
    pairs = [
        (f"{one} {two}", f"{first} {second}")
        for one, two, first, second in zip(singles, singles[1:], words, words[1:], strict=False)
    ]
    return [*zip(singles, words, strict=True), *pairs]


# Words that only link, less those that turn praise into criticism or the other way.
_WEAK = frozenset(
    singular(word)
    for word in plain_words(
        "a an am as be been being by did do does doing for from had has have having he her here"
        " him his how i id im in into is it its ive me my of on or our out over s that thats the"
        " their them then there theres these they theyre this those to up us we so was were what"
        " when which who with you your youre and at are"
    )
)
BEGINNING = "^"  # begins the feature of a text's first word


def phrases(text: str, asked: str = "") -> list[str]:
    """Each word of a text, two and three neighbours, and its first word: 'not', 'could' count.

    asked: what was asked (see label_model); how an answer to it begins says whether it is praise.
    """
    words = [singular(word) for word in plain_words(text) if not word.isdigit()]
    words = [word for word in words if word not in _WEAK]
    neighbours = [zip(*(words[n:] for n in range(size)), strict=False) for size in (2, 3)]
    found = words + [" ".join(each) for part in neighbours for each in part]
    answers = [f"{asked}{BEGINNING}{word}" for word in words[:2] if asked]
    return [*found, *(BEGINNING + word for word in words[:1]), *answers]


@dataclass(frozen=True)
class Families:
    """Families of words that mean nearly the same: name → entries of one to four words.

    A * at the end of an entry stands for any ending.
    """

    entries: dict[str, tuple[str, ...]]

    @cached_property
    def _known(self) -> dict[str, tuple[str, ...]]:
        """Entry (with its *) → families it is in."""
        known: dict[str, tuple[str, ...]] = {}
        for family, entries in self.entries.items():
            for entry in entries:
                words = " ".join(plain_words(entry)) + ("*" if entry.endswith("*") else "")
                known[words] = (*known.get(words, ()), FAMILY + family)
        return known

    @cached_property
    def _first_words(self) -> frozenset[str]:
        return frozenset(entry.split(" ")[0] for entry in self._known if " " in entry)

    def found(self, text: str) -> list[Found]:
        """Each mention of each family in a text."""
        words = plain_words(text)
        found: list[Found] = []
        for i, word in enumerate(words):
            longest = LONGEST_ENTRY if word in self._first_words else 1
            for size in range(1, min(longest, len(words) - i) + 1):
                phrase = " ".join(words[i : i + size])
                found += [(family, phrase) for family in self._of(phrase)]
        return found

    @cached_property
    def _remembered(self) -> dict[str, tuple[str, ...]]:
        return {}

    def _of(self, phrase: str) -> tuple[str, ...]:
        if phrase not in self._remembered:
            last = phrase.rfind(" ") + 2  # an ending begins after a letter of the last word
            starts = (phrase[:n] + "*" for n in range(last, len(phrase) + 1))
            found = [family for key in (phrase, *starts) for family in self._known.get(key, ())]
            self._remembered[phrase] = tuple(dict.fromkeys(found))
        return self._remembered[phrase]


def read_families(path: Path) -> Families:
    """The families in a TOML file: one table, family, of name = [entries]."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))["family"]
    return Families({name: tuple(entries) for name, entries in table.items()})
