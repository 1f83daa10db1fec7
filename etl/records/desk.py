"""Everything that questions are asked with, and the steps they are asked in: each is kept by the
engine, so that no later one reads the records again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from etl.records import areas, cells, definitions, facts, grid, hiding, people, recorded
from etl.records.areas import Partition
from etl.records.choices import Choices
from etl.records.definitions import CodeSet, Definitions, Measure
from etl.records.engine import Engine, Expression
from etl.records.periods import Period
from etl.records.source import Records
from etl.stop import Stop
from insight.reference.areas import SYSTEM, project_catalogue
from insight.reference.catalogue import Catalogue
from insight.store.disk import digest

FIRST_STEPS, STEPS_OF_A_PERIOD = 3, 5


@dataclass(frozen=True)
class Step:
    """One question, and the name of the table that its answer is kept in."""

    title: str
    name: str
    sql: str

    def words(self) -> dict[str, str]:
        """The step as a manifest has it."""
        mark = digest(self.sql.encode())
        return {"step": self.title, "query_sha256": mark, "query": self.sql}


@dataclass
class Desk:
    """asks: whether steps are asked, or only written down. report: told of each step. measures:
    those that can be counted. code_sets: all that are looked for. lookups: small tables of ours, by
    their names. remarks: what is not counted, and why."""

    engine: Engine
    records: Records
    found: Definitions
    choices: Choices
    asks: bool
    report: Callable[[str, int], None]
    homes: pd.DataFrame
    partitions: Sequence[Partition]
    measures: list[Measure] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    code_sets: list[CodeSet] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    lookups: dict[str, pd.DataFrame] = field(default_factory=dict)
    grid: Expression = None
    weights: Expression = None
    residents: Expression = None
    recorded: Expression = None

    def lookup(self, name: str, rows: pd.DataFrame) -> Expression:
        """A small table of ours in the engine; None for an empty one."""
        if rows.empty:
            return None
        self.lookups[name] = rows
        return self.engine.lookup(name, rows)

    def keep(self, title: str, name: str, question: Expression) -> Expression:
        """The answer of a step as a table. Where nothing is asked, the table it would be."""
        step = Step(title, f"kept_{name}", self.engine.sql(question))
        self.report(title, len(self.steps))
        self.steps.append(step)
        if self.asks:
            return self.engine.keep(step.name, step.sql)
        return self.engine.promise(step.name, question)

    def hidden(self, period: Period) -> list[dict[str, Any]]:
        """A period's cells as the engine has hidden them; nothing of the period is kept."""
        before = len(self.steps)
        sql = self.engine.sql(hiding.hide(self._cells(period), self.choices.rule))
        step = Step(f"{period.label}: hide small counts", "hidden", sql)
        self.report(step.title, len(self.steps))
        rows = self.engine.answer(sql)
        for each in self.steps[before:]:
            self.engine.drop(each.name)
        self.steps.append(step)
        return rows

    def leaving(self, period: Period) -> None:
        """Write down a period's steps, to the cells without the numbers that are hidden."""
        hidden = hiding.hide(self._cells(period), self.choices.rule)
        name = facts.plain(f"safe_{period.label}")
        self.keep(f"{period.label}: what may leave", name, hiding.leaving(hidden))

    def _cells(self, period: Period) -> Expression:
        label = period.label
        spans = people.spans(self.residents, self.records)
        here = people.observed(self.residents, spans, period)
        found = list(facts.facts(self.recorded, spans, self.measures, period))
        counted = self.keep(
            f"{label}: person by person",
            facts.plain(f"persons_{label}"),
            cells.persons(here, found, self.measures, period),
        )
        ways = [each.name for each in self.partitions]
        summed = []
        for of_visits, kind in ((False, "people"), (True, "visits")):
            of_kind = [each for each in self.measures if (each.events is not None) == of_visits]
            if of_kind:
                table = self.keep(
                    f"{label}: sums by area, group and age, {kind}",
                    facts.plain(f"sums_of_{kind}_{label}"),
                    cells.sums(counted, of_kind, of_visits, ways, self.choices.small),
                )
                summed.append((table, of_kind))
        return self.keep(
            f"{label}: every cell",
            facts.plain(f"cells_{label}"),
            cells.cells(summed, self.grid, self.weights, period),
        )

    def every_cell(self) -> pd.DataFrame:
        """Every cell there may be: see `grid.grid`."""
        small = cells.SMALL_COLUMN.get(self.choices.small, "")
        places = sorted(self.homes["place"].unique())
        known = [(SYSTEM, "system", ""), *((each, "place", SYSTEM) for each in places)]
        if small:
            near = self.homes[[small, "place"]].drop_duplicates().sort_values(small)
            known += [(row[0], "small", row[1]) for row in near.itertuples(index=False)]
        return grid.grid(self.measures, self.partitions, known, self._absent(places))

    def _absent(self, places: Sequence[str]) -> frozenset[tuple[str, str]]:
        """Where no neighbourhood of a fifth, or none in the country, is: known to everybody."""
        absent = set()
        for way, column in (
            ("deprivation-2025", "fifth_2025"),
            ("deprivation-2019", "fifth_2019"),
            ("rural", "rural"),
        ):
            there = set(zip(self.homes["place"], self.homes[column], strict=True))
            for each in self.partitions:
                if each.name == way:
                    absent |= {(p, g) for p in places for g in each.groups} - there
        return frozenset(absent)


def open_desk(
    engine: Engine,
    records: Records,
    choices: Choices,
    asks: bool,
    report: Callable[[str, int], None],
) -> Desk:
    """A desk with its FIRST_STEPS done: who is counted, and what is recorded of anybody.

    Raises Stop where nothing can be counted, or for a choice that there is not.
    """
    catalogue = project_catalogue()
    found = definitions.project_definitions()
    asked = _measures(found, choices)
    ways = _partitions(catalogue, choices)
    if not recorded.is_held(records, found.code_sets["learning-disability"]):
        ways = [each for each in ways if each.name != "learning-disability"]
    homes = areas.neighbourhoods(catalogue)
    desk = Desk(engine, records, found, choices, asks, report, homes, ways)
    for each in asked:
        lacking = _lacking(records, found.code_sets, each)
        if lacking:
            desk.remarks.append(f"{each.measure_id} is not counted: {lacking}.")
        else:
            desk.measures.append(each)
    if not desk.measures:
        raise Stop(" ".join([*records.remarks, *desk.remarks]) or "There is nothing to count.")
    desk.grid = desk.lookup("records_cells", desk.every_cell())
    desk.weights = desk.lookup("records_weights", grid.weights(desk.measures))
    where = desk.lookup("records_homes", homes)
    ethnic = desk.lookup("records_ethnic_groups", areas.ethnic_groups())
    desk.residents = desk.keep(
        "Everybody who lives here, once", "residents", people.residents(records, where, ethnic)
    )
    names = {name for each in desk.measures for name in each.code_sets()}
    names.add(facts.LEARNING_DISABILITY.codes)
    used = desk.code_sets = [each for name, each in found.code_sets.items() if name in names]
    codes = recorded.snomed(used if records.has("concept") else ())
    concepts = recorded.concepts(
        records,
        desk.lookup("records_concepts", recorded.listed(used)),
        desk.lookup("records_snomed", codes),
    )
    kept = desk.keep("Concepts that are looked for", "concepts", concepts)
    desk.recorded = desk.keep(
        "What is recorded with them", "recorded", recorded.recorded(records, used, kept)
    )
    return desk


def _measures(found: Definitions, choices: Choices) -> list[Measure]:
    """Those asked for, in the order of the catalogue. Raises Stop for one it lacks."""
    asked = choices.measures or tuple(found.measures)
    unknown = [each for each in asked if each not in found.measures]
    if unknown:
        raise Stop(
            f"There is no measure {', '.join(unknown)}: choose of {', '.join(found.measures)}"
        )
    return [each for name, each in found.measures.items() if name in asked]


def _lacking(records: Records, code_sets: dict[str, CodeSet], measure: Measure) -> str:
    """Why a measure cannot be counted in these records; '' where it can."""
    if measure.events is not None and not records.has("visit_occurrence"):
        return "visits need the table visit_occurrence"
    for name in measure.code_sets():
        codes = code_sets[name]
        if not recorded.is_held(records, codes):
            return f"{codes.code_set_name} needs the table {' or '.join(codes.tables)}"
    return ""


def _partitions(catalogue: Catalogue, choices: Choices) -> list[Partition]:
    known = areas.partitions(catalogue)
    asked = choices.by or tuple(known)
    if asked == ("none",):
        return []
    unknown = [each for each in asked if each not in known]
    if unknown:
        raise Stop(f"Nothing is counted by {', '.join(unknown)}: choose of {', '.join(known)}")
    return [each for name, each in known.items() if name in asked]
