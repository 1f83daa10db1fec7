"""Reading the catalogue's files and collecting every mistake in them."""

from __future__ import annotations

import re
import tomllib
from dataclasses import MISSING, Field, fields, is_dataclass
from pathlib import Path
from typing import Any, TypeVar, get_args, get_type_hints

from insight.reference.catalogue.core20plus5 import Ambition, ClinicalArea, PlusGroup
from insight.reference.catalogue.entries import Area, Indicator
from insight.reference.catalogue.keys import problem_with, tidy
from insight.reference.catalogue.priorities import Priority, PriorityLink
from insight.reference.catalogue.voice import PostcodeArea, Subject, Theme

Entry = TypeVar("Entry")

# Which keys hold ids, and of what. The name of a table is that of its class.
REFERENCES: dict[tuple[type, str], str] = {
    (Area, "parent_code"): "area",
    (Indicator, "source_id"): "source",
    (Priority, "area_code"): "area",
    (Priority, "source_id"): "source",
    (PriorityLink, "indicator_id"): "indicator",
    (ClinicalArea, "source_id"): "source",
    (ClinicalArea, "measures"): "indicator",
    (ClinicalArea, "background"): "indicator",
    (Ambition, "source_id"): "source",
    (Ambition, "indicator_id"): "indicator",
    (PlusGroup, "source_id"): "source",
    (PlusGroup, "measures"): "indicator",
    (PlusGroup, "breakdown_groups"): "group",
    (Theme, "parent_id"): "theme",
    (Subject, "indicator_ids"): "indicator",
    (Subject, "theme_ids"): "theme",
    (Subject, "group_ids"): "heard_group",
    (PostcodeArea, "area_code"): "area",
}
FROM_KEYS = (
    "match",
    "skip",
    "column",
    "multiply",
    "combine",
    "period_years",
    "year_kind",
    "counts_people",
    "breaks",
)


class CatalogueError(Exception):
    """The catalogue is wrong. `problems` holds one sentence for each mistake."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(problems))


class Loading:
    """One load: collects problems, and remembers every id so that references can be checked."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problems: list[str] = []
        self.contents: dict[str, dict[str, Any]] = {}  # file → its tables not yet taken
        self.defined: dict[str, dict[str, str]] = {}  # table → id → the file that defines it
        self.references: list[tuple[str, str, str]] = []  # where, table, id
        self.unread: set[str] = set()  # tables with a file that could not be read

    def entries(self, kind: type[Entry], id_key: str, paths: list[Path]) -> dict[str, Entry]:
        """Every entry of one kind in the files, by its id."""
        table = _table(kind)
        defined = self.defined.setdefault(table, {})
        found: dict[str, Entry] = {}
        if not paths:
            self.problems.append(f"{table}s: the folder holds no .toml file")
        for path in paths:
            file = path.relative_to(self.folder).as_posix()
            for position, raw in enumerate(self._tables(path, file, table), start=1):
                name = raw.get(id_key)
                where = f"{file}: {table} '{name}'" if name else f"{file}: {table} {position}"
                entry = self._entry(kind, raw, where)
                if not isinstance(name, str):
                    continue
                if name in defined:
                    self.problems.append(f"{where}: already defined in {defined[name]}")
                defined[name] = file
                if entry is not None:
                    found[name] = entry
        return found

    def check_unknown_tables(self) -> None:
        """Call after every table has been taken: what is left over is misspelt."""
        for file, content in self.contents.items():
            self.problems += [f"{file}: unknown table '{key}'" for key in content]

    def check_references(self) -> None:
        """Call after everything is defined: every id that is used must exist.

        Ids of a table that could not be read are let pass: one broken file is one mistake.
        """
        for where, table, name in self.references:
            if name not in self.defined[table] and table not in self.unread:
                self.problems.append(f"{where}: unknown {table.replace('_', ' ')} '{name}'")

    def _tables(self, path: Path, file: str, table: str) -> list[dict[str, Any]]:
        if file not in self.contents:
            content = self._content(path, file)
            if content is None:
                self.unread.add(table)
                return []
            self.contents[file] = content
        tables = self.contents[file].pop(table, None)
        if not _is_tables(tables):
            self.problems.append(f"{file}: there is no [[{table}]]")
            return []
        return tables

    def _content(self, path: Path, file: str) -> dict[str, Any] | None:
        try:
            return tomllib.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            problem = f"{file}: the file is missing"
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            problem = f"{file}: this is not valid TOML: {error}"
        if problem not in self.problems:  # a file may hold tables of two kinds
            self.problems.append(problem)
        return None

    def _entry(self, kind: type[Entry], raw: dict[str, Any], where: str) -> Entry | None:
        before = len(self.problems)
        values: dict[str, Any] = {}
        given = _flat(raw)
        types = get_type_hints(kind)
        for expected in fields(kind):  # type: ignore[arg-type]
            part = _part(types[expected.name])
            key = _key(expected, part)
            required = expected.default is MISSING and expected.default_factory is MISSING
            if key not in given:
                if required:
                    self.problems.append(f"{where}: missing key '{key}'")
            elif part is not None:
                values[expected.name] = self._parts(part, given.pop(key), where, key)
            else:
                problem = problem_with(expected.name, given[key], types[expected.name], required)
                if problem:
                    self.problems.append(f"{where}: key '{key}' {problem}")
                values[expected.name] = tidy(given.pop(key))
        self.problems += [f"{where}: unknown key '{key}'" for key in given]
        return self._made(kind, values, where) if len(self.problems) == before else None

    def _parts(self, kind: type, raw: Any, where: str, key: str) -> tuple[Any, ...]:
        if not _is_tables(raw):
            self.problems.append(f"{where}: key '{key}' must be a list of tables, not {raw!r}")
            return ()
        return tuple(
            self._entry(kind, part, f"{where}: {key} {position}")
            for position, part in enumerate(raw, start=1)
        )

    def _made(self, kind: type[Entry], values: dict[str, Any], where: str) -> Entry | None:
        try:
            entry = kind(**values)
        except ValueError as error:
            self.problems.append(f"{where}: {error}")
            return None
        for (holder, name), table in REFERENCES.items():
            if holder is kind:
                ids = getattr(entry, name)
                for used in (ids,) if isinstance(ids, str) else ids:
                    if used:
                        self.references.append((where, table, used))
        return entry


def _table(kind: type) -> str:
    """ClinicalArea is written [[clinical_area]]."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", kind.__name__).lower()


def _part(wanted: Any) -> type | None:
    """The class of the tables inside an entry, for a field such as tuple[PriorityLink, ...]."""
    inside = get_args(wanted)
    return inside[0] if inside and is_dataclass(inside[0]) else None  # type: ignore[return-value]


def _key(expected: Field[Any], part: type | None) -> str:
    """How a field is written: lists of tables in the singular, as [[priority.indicator]]."""
    if part is not None:
        return expected.name.removesuffix("s")
    return f"from.{expected.name}" if expected.name in FROM_KEYS else expected.name


def _is_tables(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(each, dict) for each in value)


def _flat(raw: dict[str, Any]) -> dict[str, Any]:
    """The entry with the keys of its sub-table [….from] as 'from.key'."""
    inner = raw.get("from")
    if not isinstance(inner, dict):
        return dict(raw)
    outer = {key: value for key, value in raw.items() if key != "from"}
    return outer | {f"from.{key}": value for key, value in inner.items()}
