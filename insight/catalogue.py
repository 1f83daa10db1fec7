"""The catalogue: the areas, groups, sources and indicators this project knows.

Analysts edit the TOML files in data/catalogue. Everything in them is checked on load, and
every mistake found is reported at once with the file, the entry and the key.
"""

from __future__ import annotations

import tomllib
from dataclasses import MISSING, dataclass, field, fields
from pathlib import Path
from typing import Any, TypeVar, get_type_hints

from insight.catalogue_keys import Rows, problem_with, tidy

Entry = TypeVar("Entry", "Area", "Group", "Source", "Indicator")


@dataclass(frozen=True)
class Area:
    """An area with a name of its own; neighbourhoods and practices come from files instead.

    spellings: other names publishers use. nhs_codes: NHS areas, past and present, whose
    practices together make up exactly this area; a code and those it replaced never occur in
    one period. parent_code is "" for England; dfe_number is "" where the DfE has none.
    """

    area_code: str
    area_name: str
    short_name: str
    area_type: str
    parent_code: str = ""
    spellings: tuple[str, ...] = ()
    nhs_codes: tuple[str, ...] = ()
    dfe_number: str = ""


@dataclass(frozen=True)
class Group:
    """A group of people, or of the practices they are registered with."""

    group_id: str
    group_name: str
    kind: str
    sort_order: int


@dataclass(frozen=True)
class Source:
    """A publisher's dataset. layout: the reader in etl/sources that understands it."""

    source_id: str
    publisher: str
    publication: str
    licence: str
    attribution: str
    address: str
    vintage: str
    layout: str


@dataclass(frozen=True)
class Indicator:
    """One publisher's measure: what it means, and which rows of its source it is.

    The keys of [indicator.from]:
    match: rows of the source that are this indicator; empty takes every row.
    skip: rows that are not, although they match.
    column: the publisher's column that holds the figure, where the layout has several.
    multiply: what published figures are multiplied by to reach `unit`.
    combine: counts may be added up to Places and the system, exactly.
    period_years: take only periods this many years long; 0 takes any.
    year_kind: what a bare year such as "2024" means in the file.
    """

    indicator_id: str
    indicator_name: str
    plain_name: str
    definition: str
    unit: str
    value_type: str
    polarity: str
    topic: str
    life_stage: str
    source_id: str
    ci_method: str
    disclosure_rule: str
    decimal_places: int
    caveat: str
    sex: str
    age: str
    match: Rows
    clinical_area: str = ""
    skip: Rows = field(default_factory=dict)
    column: str = ""
    multiply: float = 1.0
    combine: bool = False
    period_years: int = 0
    year_kind: str = "calendar"


FROM_KEYS = ("match", "skip", "column", "multiply", "combine", "period_years", "year_kind")


@dataclass(frozen=True)
class Catalogue:
    """Everything by its id, in the order the files list it."""

    areas: dict[str, Area]
    groups: dict[str, Group]
    sources: dict[str, Source]
    indicators: dict[str, Indicator]

    def places(self) -> list[Area]:
        """The nine Places."""
        return [area for area in self.areas.values() if area.area_type == "place"]

    def indicators_from(self, layout: str) -> list[Indicator]:
        """Indicators whose source the reader `layout` understands."""
        return [
            indicator
            for indicator in self.indicators.values()
            if self.sources[indicator.source_id].layout == layout
        ]


class CatalogueError(Exception):
    """The catalogue is wrong. `problems` holds one sentence for each mistake."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(problems))


def load(folder: Path) -> Catalogue:
    """Read and check the catalogue in `folder`. Raises CatalogueError with every mistake."""
    loading = _Loading(folder)
    catalogue = Catalogue(
        areas=loading.entries(Area, "area_code", [folder / "areas.toml"]),
        groups=loading.entries(Group, "group_id", [folder / "groups.toml"]),
        sources=loading.entries(Source, "source_id", [folder / "sources.toml"]),
        indicators=loading.entries(
            Indicator, "indicator_id", sorted(folder.glob("indicators/*.toml"))
        ),
    )
    loading.check_references()
    if loading.problems:
        raise CatalogueError(loading.problems)
    return catalogue


class _Loading:
    """One load: collects problems, and remembers every id so that references can be checked."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problems: list[str] = []
        self.defined: dict[str, dict[str, str]] = {}  # table → id → the file that defines it
        self.references: list[tuple[str, str, str]] = []  # where, table, id

    def entries(self, kind: type[Entry], id_key: str, paths: list[Path]) -> dict[str, Entry]:
        table = kind.__name__.lower()
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

    def check_references(self) -> None:
        for where, table, name in self.references:
            if name not in self.defined[table]:
                self.problems.append(f"{where}: unknown {table} '{name}'")

    def _tables(self, path: Path, file: str, table: str) -> list[dict[str, Any]]:
        try:
            content = tomllib.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            self.problems.append(f"{file}: the file is missing")
            return []
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            self.problems.append(f"{file}: this is not valid TOML: {error}")
            return []
        tables = content.pop(table, None)
        self.problems += [f"{file}: unknown table '{key}'" for key in content]
        if not isinstance(tables, list) or not all(isinstance(raw, dict) for raw in tables):
            self.problems.append(f"{file}: there is no [[{table}]]")
            return []
        return tables

    def _entry(self, kind: type[Entry], raw: dict[str, Any], where: str) -> Entry | None:
        before = len(self.problems)
        values: dict[str, Any] = {}
        given = _flat(raw)
        types = get_type_hints(kind)
        for expected in fields(kind):
            key = f"from.{expected.name}" if expected.name in FROM_KEYS else expected.name
            required = expected.default is MISSING and expected.default_factory is MISSING
            if key in given:
                problem = problem_with(expected.name, given[key], types[expected.name], required)
                if problem:
                    self.problems.append(f"{where}: key '{key}' {problem}")
                values[expected.name] = tidy(given.pop(key))
            elif required:
                self.problems.append(f"{where}: missing key '{key}'")
        self.problems += [f"{where}: unknown key '{key}'" for key in given]
        if len(self.problems) > before:
            return None
        entry = kind(**values)
        if isinstance(entry, Area) and entry.parent_code:
            self.references.append((where, "area", entry.parent_code))
        if isinstance(entry, Indicator):
            self.references.append((where, "source", entry.source_id))
        return entry


def _flat(raw: dict[str, Any]) -> dict[str, Any]:
    """The entry with the keys of its sub-table [….from] as 'from.key'."""
    inner = raw.get("from")
    if not isinstance(inner, dict):
        return dict(raw)
    outer = {key: value for key, value in raw.items() if key != "from"}
    return outer | {f"from.{key}": value for key, value in inner.items()}
