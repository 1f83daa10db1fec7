"""The words of public pages as data: a file for each language in data/languages."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from string import Formatter
from typing import Any

from insight import settings

ENGLISH = "en-GB"
CODE = re.compile(r"([a-z]{2,3})(?:-([A-Z][a-z]{3}))?(?:-[A-Z]{2})?")  # pl, ar, zh-Hant, pt-BR
# Read from right to left, by the script where a code names one, or else as usually written.
RIGHT_TO_LEFT = frozenset(
    {
        *("ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"),
        *("Adlm", "Arab", "Hebr", "Nkoo", "Syrc", "Thaa"),
    }
)


@dataclass(frozen=True)
class Language:
    """What pages say in a language. direction: ltr or rtl. hard: words that a pair must explain.

    pairs: of a picture and a sentence, as the file has them (see `easy_read`).
    """

    code: str
    name: str
    direction: str
    words: Mapping[str, str]
    pairs: tuple[Mapping[str, str], ...]
    hard: frozenset[str]

    @property
    def ending(self) -> str:
        """What the slug of a page in it ends in: '-pl', and '' in English."""
        return "" if self.code == ENGLISH else f"-{self.code.lower()}"

    def say(self, key: str, **values: object) -> str:
        """The words of a key, filled in."""
        return self.words[key].format(**values)


class WrongLanguage(ValueError):
    """A file of data/languages cannot be used. The message says what is wrong with it."""


def languages() -> tuple[Language, ...]:
    """Every language there is a file of, English first. Raises WrongLanguage."""
    codes = sorted(path.stem for path in settings.LANGUAGES.glob("*.toml"))
    return tuple(language(each) for each in [ENGLISH, *(x for x in codes if x != ENGLISH)])


@cache
def language(code: str = ENGLISH) -> Language:
    """One language. Raises WrongLanguage where its file lacks something that English has."""
    try:
        said = tomllib.loads((settings.LANGUAGES / f"{code}.toml").read_text(encoding="utf-8"))
        made = Language(
            said["language"],
            said["name"],
            said["direction"],
            said["words"],
            tuple(said["pair"]),
            frozenset(said.get("hard", "").split()),
        )
    except (OSError, ValueError, KeyError, TypeError) as fault:
        raise WrongLanguage(f"{code}.toml cannot be used: {fault}") from fault
    found = [*_faults(made, code)]
    try:
        found += _differences(made, language()) if code != ENGLISH else ()
    except (ValueError, KeyError, AttributeError) as fault:
        raise WrongLanguage(
            f"{code}.toml has a sentence that cannot be filled in: {fault}"
        ) from fault
    if found:
        raise WrongLanguage(f"{code}.toml: {'; '.join(found)}")
    return made


def _faults(made: Language, code: str) -> Iterator[str]:
    found = CODE.fullmatch(code)
    if made.code != code or found is None:
        yield f"its language is '{made.code}', and its name is not that"
        return
    direction = "rtl" if (found[2] or found[1]) in RIGHT_TO_LEFT else "ltr"
    if made.direction != direction:
        yield f"its direction is '{made.direction}', and {code} is read {direction}"


def _differences(made: Language, english: Language) -> Iterator[str]:
    """Where a translation is not one of the English file: words that are not there, or too many,
    and places to fill in that were lost."""
    for key in sorted(english.words.keys() ^ made.words.keys()):
        yield f"'{key}' is {'not there' if key in english.words else 'unknown'}"
    for key in sorted(english.words.keys() & made.words.keys()):
        if not made.words[key].strip():
            yield f"'{key}' is empty"
        if _places(made.words[key]) != _places(english.words[key]):
            yield f"'{key}' does not fill in what the English one does"
    if len(made.pairs) != len(english.pairs):
        yield f"it has {len(made.pairs)} pairs, and English has {len(english.pairs)}"
    for number, (own, other) in enumerate(zip(made.pairs, english.pairs, strict=False), start=1):
        if not own["sentence"].strip():
            yield f"pair {number} is empty"
        is_alike = all(own.get(each) == other.get(each) for each in ("picture", "indicator"))
        if not is_alike or _places(own["sentence"]) != _places(other["sentence"]):
            yield f"pair {number} is about something else than the English one"


def _places(text: str) -> list[str]:
    """What is filled in, and how: '{place}' is not '{place!r}', and '{}' is none of ours."""
    parts: list[tuple[str, Any, Any, Any]] = list(Formatter().parse(text))
    return sorted(f"{name}:{form}!{kind}" for _, name, form, kind in parts if name is not None)
