"""What a key of the catalogue may hold: the types its entries are made of."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, ClassVar, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo
from pydantic_core import PydanticCustomError

READABLE_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_PLAIN_NAME = 60  # what fits on one or two lines of a phone


class Entry(BaseModel):
    """What one [[table]] of the catalogue holds.

    Nothing is converted (a number in quotes is no number), keys nobody knows are refused, and
    what has been read never changes. may_be_none: whether its file may hold no such table.
    has_parts: whether a system may say something else of an entry that is not its own, such as
    another type of a region; what it does not say again stays.
    """

    may_be_none: ClassVar[bool] = False
    has_parts: ClassVar[bool] = False

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, validate_by_name=True)


def word_of(words: Mapping[str, str]) -> AfterValidator:
    """One of the words of a list in the vocabulary. "" passes, and is for `Text` to refuse."""

    def check(word: str) -> str:
        if word and word not in words:
            raise ValueError(f"is '{word}', not one of {', '.join(words)}")
        return word

    return AfterValidator(check)


def id_of(table: str) -> AfterValidator:
    """The id of an entry of this [[table]], or "".

    The context of the validation says which ids there are, by table. An id of a table it lacks
    passes.
    """

    def check(name: str, info: ValidationInfo) -> str:
        ids = (info.context or {}).get(table)
        if name and ids is not None and name not in ids:
            what = {"table": table.replace("_", " "), "name": name}
            raise PydanticCustomError("unknown_id", "unknown {table} '{name}'", what)
        return name

    return AfterValidator(check)


def _filled(text: str) -> str:
    if not text.strip():
        raise ValueError("is empty")
    return text


def _readable(text: str) -> str:
    if not READABLE_ID.fullmatch(text):
        raise ValueError("must be lower-case words and numbers joined by hyphens")
    return text


def _list_of(what: str) -> BeforeValidator:
    """A list becomes a tuple, which nobody can change."""

    def check(value: Any) -> tuple[Any, ...]:
        if not isinstance(value, list | tuple):
            raise ValueError(f"must be a list of {what}, not {value!r}")
        return tuple(value)

    return BeforeValidator(check)


def _text_alone(value: Any) -> Any:
    return (value,) if isinstance(value, str) else value


# `Text` is never empty; where a text may be, its type is str.
Text = Annotated[str, AfterValidator(_filled)]
Id = Annotated[Text, AfterValidator(_readable)]
PlainName = Annotated[str, Field(max_length=LONGEST_PLAIN_NAME), AfterValidator(_filled)]
AreaCode = Annotated[Text, id_of("area")]
SourceId = Annotated[Text, id_of("source")]
IndicatorId = Annotated[Text, id_of("indicator")]

Item = TypeVar("Item")
Filled = Field(min_length=1)  # Annotated[Texts[Text], Filled]: one at least
Texts = Annotated[tuple[Item, ...], _list_of("texts")]
Days = Annotated[tuple[date, ...], _list_of("dates")]
Tables = Annotated[tuple[Item, ...], _list_of("tables")]

# publisher's column → any of these values; one value may be written without its list
Values = Annotated[
    tuple[str, ...], Filled, _list_of("texts, or a text"), BeforeValidator(_text_alone)
]
Rows = Mapping[str, Values]
