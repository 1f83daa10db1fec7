"""From records to the file of counts: open, ask each question of the engine, hide, write."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from pathlib import Path
from typing import Any

import pandas as pd

from etl.records import areas, cells, counts, definitions, hiding, people
from etl.records.areas import Partition
from etl.records.choices import Choices
from etl.records.criteria import NotCounted, Period
from etl.records.definitions import CodeSet, Definitions, Measure
from etl.records.engine import Engine, Expression, open_engine
from etl.records.source import Records, open_records
from etl.stop import Stop
from etl.values.periods import period as parse_period
from insight import settings
from insight.reference.areas import SYSTEM, project_catalogue
from insight.reference.catalogue import Catalogue

Report = Callable[[str, int, int], None]
NEWEST_YEARS = 3  # complete financial years that are counted unless told otherwise
YEAR_BEGINS = 4  # April
MOST_CELLS = 10  # people who are left out are told to the nearest so many


@dataclass(frozen=True)
class Desk:
    """Everything that questions are asked with. lookups: small tables of ours, by their names."""

    engine: Engine
    records: Records
    found: Definitions
    residents: Expression
    homes: pd.DataFrame
    partitions: Sequence[Partition]
    choices: Choices
    lookups: dict[str, tuple[pd.DataFrame, Expression]]

    @property
    def code_sets(self) -> dict[str, CodeSet]:
        return self.found.code_sets

    def questions(self, periods: Sequence[Period]) -> Iterator[cells.Question]:
        """Each measure in each period."""
        small = self.choices.small
        column = cells.SMALL_COLUMN.get(small, "")
        places = sorted(self.homes["place"].unique())
        known = [(SYSTEM, "system", ""), *((each, "place", SYSTEM) for each in places)]
        if column:
            near = self.homes[[column, "place"]].drop_duplicates().sort_values(column)
            known += [(row[0], "small", row[1]) for row in near.itertuples(index=False)]
        for measure in self.measures():
            for period in periods:
                yield cells.Question(
                    measure, period, self.partitions, known, small, self._absent(places)
                )

    def measures(self) -> list[Measure]:
        """Those asked for, in the order of the catalogue. Raises Stop for one it lacks."""
        asked = self.choices.measures or tuple(self.found.measures)
        unknown = [each for each in asked if each not in self.found.measures]
        if unknown:
            raise Stop(
                f"There is no measure {', '.join(unknown)}: choose of"
                f" {', '.join(self.found.measures)}"
            )
        return [each for name, each in self.found.measures.items() if name in asked]

    def cells(self, question: cells.Question) -> Expression:
        """The cells of a question. Raises NotCounted."""
        rows = question.grid()
        mark = counts.sha256(rows.to_csv(index=False).encode())[:8]
        grid = self.lookup(f"records_cells_{mark}", rows)
        return cells.cells(self.records, self.residents, self.code_sets, question, grid)

    def lookup(self, name: str, rows: pd.DataFrame) -> Expression:
        """A small table of ours in the engine, made once."""
        if name not in self.lookups:
            self.lookups[name] = (rows, self.engine.lookup(name, rows))
        return self.lookups[name][1]

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


def count(choices: Choices, out: Path, report: Report) -> counts.Manifest:
    """Count, hide, and write the file into the folder `out`; what the manifest says.

    Raises Stop, or CatalogueError.
    """
    with open_engine(choices.engine) as engine:
        desk = _desk(engine, choices, keeps=True)
        periods = _periods(desk)
        manifest = _manifest(desk)
        questions = list(enumerate(desk.questions(periods)))
        answers: list[Answer] = []
        for period in periods:
            kept: list[Expression] = []
            for done, question in questions:
                if question.period != period:
                    continue
                name = question.measure.measure_id
                report(f"Counting {name} {period.label}", done, len(questions))
                try:
                    query = engine.sql(desk.cells(question))
                except NotCounted as why:
                    manifest.remarks.append(f"{name} is not counted: {why}.")
                    continue
                manifest.ask(name, period.label, query)
                kept.append(engine.keep(f"cells_{done}", query))
            if kept:
                whole = reduce(lambda one, other: one.union(other), kept)
                answers += _answers(desk, hiding.hide(whole, choices.rule), period, manifest)
        manifest.remarks = list(dict.fromkeys(manifest.remarks))
        if not answers:
            raise Stop(" ".join(manifest.remarks) or "There is nothing to count.")
        if choices.is_monthly:
            _protect_years(answers, choices.rule)
        tables = []
        for each in answers:
            name, label = each.measure.measure_id, each.period.label
            manifest.answer(name, label, each.by_engine, each.safe)
            about = desk.found.indicators[name]
            tables.append(counts.figures(each.safe, each.measure, about, label, choices.rule))
        counts.write(pd.concat(tables, ignore_index=True), manifest, out)
        return manifest


@dataclass
class Answer:
    """Cells of one question: as the engine has hidden them, and after the search."""

    measure: Measure
    period: Period
    by_engine: pd.DataFrame
    safe: pd.DataFrame


def _answers(
    desk: Desk, hidden: Expression, period: Period, manifest: counts.Manifest
) -> Iterator[Answer]:
    """The answers of one period, cells in one order."""
    rule, query = desk.choices.rule, desk.engine.sql(hidden)
    manifest.hiding_query = query
    found = frame(desk.engine.answer(query))
    for name, cells_of_one in found.groupby("measure_id", sort=False):
        of_one = cells_of_one.reset_index(drop=True)
        measure = desk.found.measures[str(name)]
        yield Answer(measure, period, of_one, hiding.search(of_one, rule))


def _protect_years(answers: list[Answer], rule: hiding.Rule) -> None:
    """Months of visits add up to their year, which may be shown elsewhere."""
    years: dict[tuple[str, str], list[Answer]] = {}
    for each in answers:
        if each.measure.events is not None:
            years.setdefault((each.measure.measure_id, each.period.part_of), []).append(each)
    for months in years.values():
        safe = hiding.search_months([each.safe for each in months], rule)
        for each, cells_of_one in zip(months, safe, strict=True):
            each.safe = cells_of_one


def sql(choices: Choices, out: Path | None = None) -> Iterator[tuple[str, str]]:
    """Each question's title and its SQL, whole: from the records to what may leave.

    out: a folder for the small tables of ours that the questions name, as CSV.
    """
    with open_engine(choices.engine) as engine:
        desk = _desk(engine, choices, keeps=False)
        for question in desk.questions(_periods(desk)):
            title = f"{question.measure.measure_id}, {question.period.label}"
            try:
                found = hiding.hide(desk.cells(question), choices.rule)
                yield title, engine.sql(hiding.leaving(found))
            except NotCounted as why:
                yield title, f"-- not counted: {why}"
        if out is not None:
            out.mkdir(parents=True, exist_ok=True)
            for name, (rows, _) in desk.lookups.items():
                rows.to_csv(out / f"{name}.csv", index=False)


def frame(rows: list[dict[str, Any]]) -> pd.DataFrame:
    """Rows of cells as a table in one order, whatever the engine's."""
    table = pd.DataFrame(rows)
    table["has_every_age"] = table["has_every_age"].astype(bool)
    numbers: dict[str, Any] = {
        "numerator": "int64",
        "people": "int64",
        "is_listed": bool,
        "is_share": bool,
    }
    table = table.astype(numbers | dict.fromkeys(("denominator", "rate", "variance"), "float64"))
    order = {"system": 0, "place": 1, "small": 2}
    table = table.assign(order=table["level"].map(order))
    keys = ["measure_id", "period", "order", "area_code", "partition", "group_id"]
    return table.sort_values(keys, ignore_index=True).drop(columns="order")


def _desk(engine: Engine, choices: Choices, keeps: bool) -> Desk:
    catalogue = project_catalogue()
    records = open_records(engine, choices.records, choices.lsoa, choices.ethnicity)
    homes = areas.neighbourhoods(catalogue)
    ethnic = areas.ethnic_groups()
    lookups = {
        name: (rows, engine.lookup(name, rows))
        for name, rows in (("records_homes", homes), ("records_ethnic_groups", ethnic))
    }
    found = people.residents(records, *(table for _, table in lookups.values()))
    if keeps:
        found = engine.keep("residents", engine.sql(found))
    defined = definitions.load(settings.CATALOGUE)
    ways = _partitions(catalogue, choices)
    if not people.knows_learning_disability(records, defined.code_sets):
        ways = [each for each in ways if each.name != "learning-disability"]
    return Desk(
        engine,
        records,
        defined,
        found,
        homes,
        ways,
        choices,
        lookups,
    )


def _partitions(catalogue: Catalogue, choices: Choices) -> list[Partition]:
    known = areas.partitions(catalogue)
    asked = choices.by or tuple(known)
    if asked == ("none",):
        return []
    unknown = [each for each in asked if each not in known]
    if unknown:
        raise Stop(f"Nothing is counted by {', '.join(unknown)}: choose of {', '.join(known)}")
    return [each for name, each in known.items() if name in asked]


def _periods(desk: Desk) -> list[Period]:
    """The periods asked for, or the newest complete financial years. Raises Stop where the records
    end before a period does: what is recorded late would be missing without a word."""
    spans = desk.records.tables["observation_period"]
    [ends] = desk.engine.rows(spans.agg(first=spans.start_day.min(), last=spans.end_day.max()))
    if ends["last"] is None:
        raise Stop("Nobody is under observation in these records: observation_period is empty.")
    ends["last"] = min(ends["last"], date.today())  # an end far ahead stands for none
    if desk.choices.periods:
        found = [_parsed(text) for text in desk.choices.periods]
    else:
        last = ends["last"].year - (ends["last"] < date(ends["last"].year, 3, 31))
        found = [
            Period(f"{year - 1}/{year % 100:02d}", date(year - 1, 4, 1), date(year, 3, 31))
            for year in range(last - NEWEST_YEARS + 1, last + 1)
            if date(year - 1, YEAR_BEGINS, 1) >= ends["first"]
        ]
    if not found:
        raise Stop("The records hold no complete financial year: name a period with --period.")
    late = [each.label for each in found if each.end > ends["last"]]
    if late:
        raise Stop(
            f"The records end on {ends['last']:%d %B %Y}, before {', '.join(late)} does: what is"
            " still to come in would be missing."
        )
    return (
        [month for each in found for month in _months(each)] if desk.choices.is_monthly else found
    )


def _parsed(text: str) -> Period:
    kind = "calendar" if re.fullmatch(r"\d{4}", text) else "financial"
    try:
        found = parse_period(text, kind)
    except ValueError as error:
        raise Stop(f"'{text}' is no period: write 2024/25, 2024 or a month such as 2024-06") from (
            error
        )
    return Period(text, found.start, found.end)


def _months(period: Period) -> list[Period]:
    first = period.start.year * 12 + period.start.month - 1
    last = period.end.year * 12 + period.end.month - 1
    found = []
    for number in range(first, last + 1):
        start = date(number // 12, number % 12 + 1, 1)
        after = date((number + 1) // 12, (number + 1) % 12 + 1, 1)
        last_day = date.fromordinal(after.toordinal() - 1)
        found.append(Period(f"{start:%B %Y}", start, last_day, part_of=period.label))
    return found


def _manifest(desk: Desk) -> counts.Manifest:
    records, engine = desk.records, desk.engine
    person, homes = records.tables["person"], desk.residents
    rows_in = {
        name: int(engine.rows(table.agg(rows=table.count()))[0]["rows"])
        for name, table in records.tables.items()
    }
    [seen] = engine.rows(person.agg(people=person.person_id.nunique()))
    [ours] = engine.rows(homes.agg(people=homes.count()))
    left = int(seen["people"]) - int(ours["people"])
    used = {name for measure in desk.measures() for name in measure.code_sets()}
    return counts.Manifest(
        engine=engine.version,
        records=Path(desk.choices.records).name or desk.choices.records,
        rule=desk.choices.rule,
        rows_in=rows_in,
        people={
            "counted": _about(int(ours["people"])),
            "left_out_as_not_ours_without_neighbourhood_or_contradictory": _about(left),
        },
        code_sets={
            name: each.model_dump() for name, each in desk.code_sets.items() if name in used
        },
        is_synthetic=records.is_synthetic,
        remarks=list(records.remarks),
    )


def _about(number: int) -> int:
    """To the nearest ten: how many people there are is told, and none of them is."""
    return round(number / MOST_CELLS) * MOST_CELLS
