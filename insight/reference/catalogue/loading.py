"""Reading the catalogue's files, and saying what is wrong in them in plain words."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from insight.reference.catalogue.keys import Entry
from insight.reference.systems import FILE as AREAS
from insight.reference.systems import written_areas
from insight.settings import JOIN

# What pydantic finds wrong with an entry, in our words, by its type of error. What our own checks
# of a key find comes in words already: the message.
SENTENCES = {
    "missing": "missing key {key}",
    "extra_forbidden": "unknown key {key}",
    "unknown_id": "{message}",
    "too_short": "key {key} is empty",
    "string_too_long": "key {key} is longer than {max_length} characters",
    "string_type": "key {key} must be text, not {input!r}",
    "bool_type": "key {key} must be true or false, not {input!r}",
    "int_type": "key {key} must be a whole number, not {input!r}",
    "float_type": "key {key} must be a number, not {input!r}",
    "date_type": "key {key} must be a date, not {input!r}",
    "dict_type": "key {key} must be a table of columns, each with a text or a list of texts, not"
    " {input!r}",
    "model_type": "key {key} must be a table, not {input!r}",
}
OWN_WORDS = "key {key} {message}"


class CatalogueError(Exception):
    """The catalogue is wrong. `problems` holds one sentence for each mistake."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(problems))


class _RawEntry(NamedTuple):
    """An entry before it is checked, and where it stands: "groups.toml: group 'everyone'"."""

    where: str
    values: dict[str, Any]


class Files:
    """The catalogue's files, each read once. problems: a sentence for each mistake so far.

    files: the file, or the pattern of files, that holds the entries of each kind. They are its
    tables named after the class ([[clinical_area]] for ClinicalArea), and the first field of
    the class is their id. system: id of the system whose folder holds what is local; a file may
    stand in either, or in both, and a local one holds some tables of its kind. The areas of a
    system that a list makes stand in no file.
    """

    def __init__(self, folder: Path, files: Mapping[type[Entry], str], system: str) -> None:
        self.problems: list[str] = []
        self._folder = folder
        self._system = f"systems/{system}"
        self._contents: dict[str, dict[str, Any] | None] = {}  # file → its tables not yet taken
        self._of_a_list: str | None = None
        if JOIN in system:
            self._of_a_list = f"{self._system}/{AREAS}"
            self._contents[self._of_a_list] = {"area": written_areas(system, folder / "systems")}
        self._ids: dict[str, dict[str, str]] = {}  # table → id → the file that defines it
        self._raw = {kind: self._tables(kind, pattern) for kind, pattern in files.items()}
        for file, content in self._contents.items():
            self.problems += [f"{file}: unknown table '{table}'" for table in content or ()]

    def entries(self, kind: type[Entry]) -> dict[str, Any]:
        """The entries of one kind that hold no mistake, by id.

        What is wrong with the others joins the problems.
        """
        found = {}
        for where, values in self._raw[kind]:
            try:
                entry = kind.model_validate(values, by_name=False, context=self._ids)
            except ValidationError as error:
                self.problems += [f"{where}: {_sentence(each)}" for each in error.errors()]
            else:
                found[values[_id_key(kind)]] = entry
        return found

    def _tables(self, kind: type[Entry], pattern: str) -> list[_RawEntry]:
        table, id_key = _table(kind), _id_key(kind)
        raw: list[_RawEntry] = []
        ids: dict[str, str] = {}
        contents = {file: self._content(file) for file in self._names(pattern, kind.may_be_none)}
        for file, content in contents.items():
            if content is None:
                continue
            may_be_none = kind.may_be_none or file.startswith(self._system)
            listed = content.pop(table, [] if may_be_none else None)
            if not isinstance(listed, list) or not all(isinstance(each, dict) for each in listed):
                self.problems.append(f"{file}: there is no [[{table}]]")
                continue
            for position, values in enumerate(listed, start=1):
                name = values.get(id_key)
                where = f"{file}: {table} '{name}'" if name else f"{file}: {table} {position}"
                if isinstance(name, str):
                    if name in ids and kind.has_parts and ids[name] != file:
                        first = next(each for each in raw if each.values.get(id_key) == name)
                        raw.remove(first)
                        values = {**first.values, **values}
                    elif name in ids:
                        self.problems.append(f"{where}: already defined in {ids[name]}")
                    ids[name] = file
                raw.append(_RawEntry(where, values))
        # Which ids a broken file would have defined nobody knows: one broken file, one mistake.
        if None not in contents.values() and (contents or kind.may_be_none):
            self._ids[table] = ids
        return raw

    def _names(self, pattern: str, may_be_none: bool) -> list[str]:
        found = [
            path.relative_to(self._folder).as_posix()
            for part in (self._folder, self._folder / self._system)
            for path in sorted(part.glob(pattern))
        ]
        if pattern == AREAS and self._of_a_list:
            found.append(self._of_a_list)
        if not found and "*" in pattern:
            self.problems.append(f"{pattern.split('/')[0]}: the folder holds no .toml file")
        elif not found and not may_be_none:
            return [pattern]
        return found

    def _content(self, file: str) -> dict[str, Any] | None:
        """The tables of a file; None when it cannot be read, which is said once."""
        if file not in self._contents:
            self._contents[file] = None
            try:
                text = (self._folder / file).read_text(encoding="utf-8")
                self._contents[file] = tomllib.loads(text)
            except FileNotFoundError:
                self.problems.append(f"{file}: the file is missing")
            except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
                self.problems.append(f"{file}: this is not valid TOML: {error}")
        return self._contents[file]


def _table(kind: type[Entry]) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", kind.__name__).lower()


def _id_key(kind: type[Entry]) -> str:
    return next(iter(kind.model_fields))


def _sentence(error: ErrorDetails) -> str:
    """One mistake in words: "ambition 1: key 'year' must be a whole number, not '2028'"."""
    steps: list[Any] = list(error["loc"])
    part = item = ""
    if len(steps) > 2 and isinstance(steps[1], int):  # in one of a list of tables
        part, steps = f"{steps[0]} {steps[1] + 1}: ", steps[2:]
    if steps and isinstance(steps[-1], int):
        item = f" item {steps.pop() + 1}"
    words = {
        **error.get("ctx", {}),
        "key": f"'{'.'.join(map(str, steps))}'{item}",
        "input": error["input"],
        "message": error["msg"].removeprefix("Value error, "),
    }
    form = SENTENCES.get(error["type"], OWN_WORDS) if steps else "{message}"
    return part + form.format_map(words)
