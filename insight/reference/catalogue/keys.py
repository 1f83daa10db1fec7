"""What a key of the catalogue may hold: its type, and the words it may use."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from insight.reference import vocabulary

Rows = Mapping[str, tuple[str, ...]]  # publisher's column → any of these values

WORDS: dict[str, Mapping[str, str]] = {
    "area_type": vocabulary.AREA_TYPES,
    "kind": vocabulary.GROUP_KINDS,
    "heard_kind": vocabulary.HEARD_KINDS,
    "layout": vocabulary.LAYOUTS,
    "layout_id": vocabulary.VOICE_LAYOUTS,
    "value_type": vocabulary.VALUE_TYPES,
    "polarity": vocabulary.POLARITIES,
    "topic": vocabulary.TOPICS,
    "life_stage": vocabulary.LIFE_STAGES,
    "ci_method": vocabulary.INTERVAL_METHODS,
    "sex": vocabulary.SEXES,
    "clinical_area": vocabulary.CLINICAL_AREAS,
    "year_kind": vocabulary.YEAR_KINDS,
    "clinical_area_id": vocabulary.CLINICAL_AREAS,
    "version": vocabulary.VERSIONS,
    "versions": vocabulary.VERSIONS,
    "direction": vocabulary.DIRECTIONS,
    "status": vocabulary.PLUS_STATUSES,
}

ID_KEYS = ("group_id", "source_id", "indicator_id", "priority_id", "theme_id", "subject_id")
READABLE_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_PLAIN_NAME = 60  # what fits on one or two lines of a phone


def problem_with(name: str, value: Any, wanted: Any, required: bool) -> str:
    """What is wrong with the value of the key `name`, in words; "" when nothing is.

    wanted: str, bool, int, float, tuple[str, ...], tuple[date, ...] or Rows. required: text must
    not be empty, nor a list of texts.
    """
    description, accepts = _TYPES[wanted]
    if not accepts(value):
        return f"must be {description}, not {value!r}"
    if _is_blank(value):
        return "is empty" if required else ""
    if name in WORDS:
        for word in value if isinstance(value, list) else [value]:
            if word not in WORDS[name]:
                return f"is '{word}', not one of {', '.join(WORDS[name])}"
    if name in ID_KEYS and not READABLE_ID.fullmatch(value):
        return "must be lower-case words and numbers joined by hyphens"
    if name == "plain_name" and len(value) > LONGEST_PLAIN_NAME:
        return f"is longer than {LONGEST_PLAIN_NAME} characters"
    return ""


def tidy(value: Any) -> Any:
    """Lists become tuples, and in a table of rows a single text becomes a tuple of one."""
    if isinstance(value, dict):
        return {key: (v,) if isinstance(v, str) else tidy(v) for key, v in value.items()}
    return tuple(value) if isinstance(value, list) else value


def _is_blank(value: Any) -> bool:
    return value == [] or (isinstance(value, str) and not value.strip())


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(text, str) for text in value)


def _is_dates(value: Any) -> bool:
    return isinstance(value, list) and all(type(day) is date for day in value)


def _is_rows(value: Any) -> bool:
    return isinstance(value, dict) and all(
        isinstance(v, str) or (_is_texts(v) and v) for v in value.values()
    )


_TYPES: dict[Any, tuple[str, Callable[[Any], bool]]] = {
    str: ("text", lambda value: isinstance(value, str)),
    bool: ("true or false", lambda value: isinstance(value, bool)),
    int: ("a whole number", lambda value: _is_number(value) and isinstance(value, int)),
    float: ("a number", _is_number),
    tuple[str, ...]: ("a list of texts", _is_texts),
    tuple[date, ...]: ("a list of dates", _is_dates),
    Rows: ("a table of columns, each with a text or a list of texts", _is_rows),
}
