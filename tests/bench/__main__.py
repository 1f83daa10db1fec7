"""Measure the dashboard against its budgets: `python -m tests.bench --help`."""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
from collections.abc import Sequence

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from insight.settings import PROJECT, stores_folder
from insight.store import NoStore, current_path
from tests.bench import browser, builds, crowd, pages, records, site, start, takeaway
from tests.bench.figures import Figure, NotMeasured, Report, table

PARTS = ("build", "start", "pages", "map", "pack", "site", "load", "records")


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what was asked for and print one table. A figure over its budget is not a fault."""
    options = _parser().parse_args(arguments)
    load = os.getloadavg()[0]
    columns = (SpinnerColumn(), BarColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("starting", total=1)

        def report(what: str, done: int, total: int) -> None:
            progress.update(task, description=what, completed=done, total=total)

        store = _store(report)
        figures = []
        for part in [options.only] if options.only else PARTS:
            try:
                figures += _measure(part, report, options.quick)
            except NotMeasured as why:
                figures.append(Figure(part, None, "", note=str(why)))
    print(table(figures))
    print(f"\n{os.cpu_count()} cores, Python {platform.python_version()}, store {store}")
    print(f"Load average before: {load:.1f}. Above 1, other work made the figures worse.")
    return 0


def _measure(part: str, report: Report, quick: bool) -> list[Figure]:
    repeats = 1 if quick else 3
    if part == "build":
        return builds.measure(report, repeats)
    if part == "start":
        return start.measure(report, repeats)
    if part == "pages":
        return pages.measure(report, reruns=10 if quick else 40)
    if part == "map":
        return browser.measure(report, repeats)
    if part == "pack":
        return takeaway.measure(report, repeats)
    if part == "records":
        return records.measure(report, quick)
    if part == "site":
        return site.measure(report, 6 if quick else 24, 2 if quick else 6)
    if quick:
        return crowd.measure(report, people=20, ramp_seconds=4, seconds=12)
    return [
        figure
        for people in (100, 200)
        for figure in crowd.measure(report, people, ramp_seconds=people / 5, seconds=60)
    ]


def _store(report: Report) -> str:
    """The name of the store in place; one is built from the embedded figures if there is none."""
    try:
        return current_path(stores_folder()).name
    except NoStore:
        report("building the store", 0, 1)
        subprocess.run([sys.executable, "-m", "etl", "build"], cwd=PROJECT, check=True)
        return current_path(stores_folder()).name


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench",
        description="Measure builds, pages, map, board pack, public site, load and records."
        " About 15 minutes.",
    )
    parser.add_argument("--only", choices=PARTS, help="one part alone")
    parser.add_argument("--quick", action="store_true", help="fewer repeats: a look, not a figure")
    return parser


if __name__ == "__main__":
    sys.exit(main())
