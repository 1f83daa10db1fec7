"""From records to the file of counts: open, ask the engine in steps, hide, write."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from etl.files import Report
from etl.records import counts, hiding, table_search
from etl.records.choices import Choices
from etl.records.definitions import Measure
from etl.records.desk import FIRST_STEPS, STEPS_OF_A_PERIOD, Desk, open_desk
from etl.records.engine import Engine, open_engine
from etl.records.periods import Period, periods
from etl.records.source import Records, open_records
from etl.stop import Stop
from insight.reference.areas import SYSTEM_NAME

COUNTED = "counted"
LEFT_OUT = "left_out_as_not_ours_without_neighbourhood_or_contradictory"
NEAREST = 10  # numbers of people and of rows are told to the nearest so many


@dataclass
class Answer:
    """Cells of one measure and period: as the engine has hidden them, and after the search."""

    measure: Measure
    period: Period
    by_engine: pd.DataFrame
    safe: pd.DataFrame


def count(choices: Choices, out: Path, report: Report) -> counts.Manifest:
    """Count, hide, and write the file into the folder `out`; what the manifest says.

    Raises Stop, or CatalogueError.
    """
    with open_engine(choices.engine) as engine:
        report("Reading the records", 0, 1)
        records = open_records(engine, choices.records, choices.lsoa, choices.ethnicity)
        spans = _periods(engine, records, choices)
        total = FIRST_STEPS + STEPS_OF_A_PERIOD * len(spans)
        desk = open_desk(
            engine, records, choices, True, lambda what, done: report(what, done, total)
        )
        manifest = _manifest(desk)
        answers: list[Answer] = []
        for period in spans:
            rows = desk.hidden(period)
            answers += _answers(desk, period, frame(rows))
        manifest.queries = [each.words() for each in desk.steps]
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


def sql(choices: Choices, out: Path | None = None) -> Iterator[tuple[str, str]]:
    """Each step's title and its SQL, whole: from the records to what may leave.

    out: a folder for the small tables of ours that the steps name, as CSV.
    """
    with open_engine(choices.engine) as engine:
        records = open_records(engine, choices.records, choices.lsoa, choices.ethnicity)
        desk = open_desk(engine, records, choices, False, lambda what, done: None)
        for period in _periods(engine, records, choices):
            desk.leaving(period)
        for each in desk.steps:
            yield each.title, engine.statement(each.name, each.sql)
        for remark in desk.remarks:
            yield "not counted", f"-- {remark}"
        if out is not None:
            out.mkdir(parents=True, exist_ok=True)
            for name, rows in desk.lookups.items():
                rows.to_csv(out / f"{name}.csv", index=False)


def _answers(desk: Desk, period: Period, found: pd.DataFrame) -> Iterator[Answer]:
    for name, cells_of_one in found.groupby("measure_id", sort=False):
        of_one = cells_of_one.reset_index(drop=True)
        safe = table_search.search(of_one, desk.choices.rule)
        yield Answer(desk.found.measures[str(name)], period, of_one, safe)


def _protect_years(answers: list[Answer], rule: hiding.Rule) -> None:
    """Months of visits add up to their year, which may be shown elsewhere."""
    years: dict[tuple[str, str], list[Answer]] = {}
    for each in answers:
        if each.measure.events is not None:
            years.setdefault((each.measure.measure_id, each.period.part_of), []).append(each)
    for months in years.values():
        safe = table_search.search_months([each.safe for each in months], rule)
        for each, cells_of_one in zip(months, safe, strict=True):
            each.safe = cells_of_one


def frame(rows: list[dict[str, Any]]) -> pd.DataFrame:
    """Rows of cells as a table in one order, whatever the engine's."""
    table = pd.DataFrame(rows)
    table["has_every_age"] = table["has_every_age"].astype(bool)
    numbers: dict[str, Any] = {
        "numerator": "int64",
        "people": "int64",
        "at_risk": "int64",
        "is_listed": bool,
        "is_share": bool,
    }
    table = table.astype(numbers | dict.fromkeys(("denominator", "rate", "variance"), "float64"))
    order = {"system": 0, "place": 1, "small": 2}
    table = table.assign(order=table["level"].map(order))
    keys = ["measure_id", "period", "order", "area_code", "partition", "group_id"]
    return table.sort_values(keys, ignore_index=True).drop(columns="order")


def _periods(engine: Engine, records: Records, choices: Choices) -> list[Period]:
    spans = records.tables["observation_period"]
    [ends] = engine.rows(spans.agg(first=spans.start_day.min(), last=spans.end_day.max()))
    if ends["last"] is None:
        raise Stop("Nobody is under observation in these records: observation_period is empty.")
    last = min(ends["last"], date.today())  # an end far ahead stands for none
    return periods(choices, ends["first"], last)


def _manifest(desk: Desk) -> counts.Manifest:
    records, engine = desk.records, desk.engine
    person, homes = records.tables["person"], desk.residents
    [seen] = engine.rows(person.agg(people=person.person_id.nunique()))
    [ours] = engine.rows(homes.agg(people=homes.count()))
    if not ours["people"]:
        raise Stop(
            f"Nobody in these records lives in a neighbourhood of {SYSTEM_NAME}, as far as"
            f" location.{desk.choices.lsoa} says: name its column with --lsoa-column"
        )
    left = int(seen["people"]) - int(ours["people"])
    return counts.Manifest(
        engine=engine.version,
        records=Path(desk.choices.records).name or desk.choices.records,
        rule=desk.choices.rule,
        rows_in=_rows_in(engine, records.tables),
        people={
            COUNTED: _about(int(ours["people"])),
            LEFT_OUT: _about(left),
        },
        code_sets={each.code_set_id: each.model_dump() for each in desk.code_sets},
        is_synthetic=records.is_synthetic,
        remarks=[*records.remarks, *desk.remarks],
    )


def _rows_in(engine: Engine, tables: dict[str, Any]) -> dict[str, int]:
    """About how many rows each table has, in one question: of some, a row is a person."""
    import ibis

    whole = None
    for name, table in tables.items():
        part = table.agg(rows=table.count()).mutate(name=ibis.literal(name))
        whole = part if whole is None else whole.union(part)
    found = {row["name"]: int(row["rows"]) for row in engine.rows(whole)}
    return {name: _about(found[name]) for name in tables}


def _about(number: int) -> int:
    """To the nearest ten: how many people there are is told, and none of them is."""
    return round(number / NEAREST) * NEAREST
