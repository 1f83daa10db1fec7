"""The command line of records: `python -m etl records --help`."""

from __future__ import annotations

import argparse
from pathlib import Path

from etl.console import console, progress
from etl.records import engine
from etl.records.choices import Choices
from etl.records.hiding import Rule
from etl.stop import Stop
from insight.store import publication

DESCRIPTION = (
    "Count records of people (OMOP CDM 5.4) into figures that are safe to show, where the records"
    " are kept. Needs requirements-engine.txt."
)
SMALL = ("middle", "neighbourhood", "none")
RULES = ("own", "hes")


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `records` to the commands of `python -m etl`."""
    command = commands.add_parser(
        "records", help="count linked records of people into safe figures", description=DESCRIPTION
    )
    command.add_argument(
        "records",
        metavar="RECORDS",
        help="a folder of Parquet, a .duckdb file, or tables:SCHEMA of the engine",
    )
    command.add_argument(
        "--out",
        type=Path,
        help="folder for the counts and their manifest, or for the tables that --sql names",
    )
    command.add_argument(
        "--engine",
        help="duckdb (the default) or pyspark, or an address such as"
        " duckdb://?memory_limit=8GB (default: INSIGHT_ENGINE)",
    )
    command.add_argument("--measure", action="append", metavar="ID", help="one alone; repeatable")
    command.add_argument(
        "--period",
        action="append",
        metavar="PERIOD",
        help="such as 2024/25; repeatable (default: the newest three complete financial years)",
    )
    command.add_argument(
        "--every", choices=("year", "month"), default="year", help="each month by itself, or years"
    )
    command.add_argument(
        "--by",
        action="append",
        metavar="GROUPS",
        help="deprivation-2025, deprivation-2019, ethnic-5, ethnic-19, sex, age, rural,"
        " learning-disability, or none; repeatable (default: all)",
    )
    command.add_argument(
        "--small",
        choices=SMALL,
        help="small areas beside Places, for everyone and by year alone (default: middle)",
    )
    command.add_argument("--rule", choices=RULES, default="own", help="how small counts are hidden")
    command.add_argument(
        "--lsoa-column", default="location_source_value", help="of location, with neighbourhoods"
    )
    command.add_argument(
        "--ethnicity-column", default="race_source_value", help="of person, with ethnic groups"
    )
    command.add_argument("--sql", action="store_true", help="print the questions, and ask nothing")
    command.add_argument(
        "--synthetic",
        type=int,
        metavar="PEOPLE",
        help="first write made-up records of so many people into the folder RECORDS, and what is"
        " true of them beside it",
    )
    command.set_defaults(run=_records)


def _records(options: argparse.Namespace) -> int:
    if options.synthetic:
        from etl.records import synthetic

        with progress() as report:
            made = synthetic.write(Path(options.records), options.synthetic, report=report)
        console.print(f"Wrote {made:,} made-up events of {options.synthetic:,} people.")
        if options.out is None and not options.sql:
            return 0
    choices = _choices(options)
    try:
        from etl.records import run
    except ModuleNotFoundError as error:
        raise Stop(engine.MISSING.format(error.name)) from error
    if options.sql:
        for title, text in run.sql(choices, options.out):
            print(f"-- {title}\n{text};\n")
        return 0
    if options.out is None:
        raise Stop("Say where the counts are to be written: --out DIR (or look first: --sql)")
    if options.out.is_file():
        raise Stop(f"{options.out} is a file: name a folder for the counts")
    with progress() as report:
        manifest = run.count(choices, options.out, report)
    print(
        f"About {manifest.people[run.COUNTED]:,} people; about {manifest.people[run.LEFT_OUT]:,}"
        " left out, as they live elsewhere, have no neighbourhood, or are told of in two ways."
    )
    for words in manifest.remarks:
        console.print(words, highlight=False, markup=False)
    print(
        f"{manifest.cells_out:,} cells, and {manifest.cells_hidden:,} hidden, by"
        f" {manifest.engine}. Load them with: python -m etl build --raw {options.out}"
    )
    return 0


def _choices(options: argparse.Namespace) -> Choices:
    by = tuple(options.by or ())
    is_monthly = options.every == "month"
    small = options.small or ("none" if is_monthly else "middle")
    if is_monthly and small != "none":
        raise Stop(
            "Small areas are never counted by month, let alone by group and month: so few people"
            " could be recognised. Leave out --small, or --every month."
        )
    return Choices(
        records=options.records,
        engine=engine.url(options.engine),
        rule=Rule(options.rule, publication.smallest_base()),
        measures=tuple(options.measure or ()),
        periods=tuple(options.period or ()),
        by=by,
        small="" if small == "none" else small,
        is_monthly=is_monthly,
        lsoa=options.lsoa_column.lower(),
        ethnicity=options.ethnicity_column.lower(),
    )
