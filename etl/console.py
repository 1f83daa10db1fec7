"""What the command line shows a person: progress while it works, then what became of the files."""

from __future__ import annotations

import math
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import pandas as pd
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn
from rich.table import Table as Grid

from etl.files import Report

SHOWN_REJECTIONS = 20
NUMERIC = ("rows", "loaded", "outside", "refused")
console = Console(stderr=True, width=None if sys.stderr.isatty() else 160)


@contextmanager
def progress() -> Iterator[Report]:
    """A bar that says what is under way, for as long as there is something."""
    columns = (SpinnerColumn(), BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("Starting", total=1)

        def report(what: str, done: int, total: int) -> None:
            bar.update(task, description=what, completed=done, total=max(total, 1))

        yield report


def print_files(tables: Mapping[str, pd.DataFrame]) -> None:
    """What became of each file and of its rows: source_file and rejected_row."""
    files, refused = tables["source_file"], tables["rejected_row"]
    grid = Grid(title="Files", title_justify="left")
    for name in ("file", "read by", "rows", "loaded", "outside", "refused", "state"):
        grid.add_column(name, justify="right" if name in NUMERIC else "left", overflow="fold")
    for row in files.fillna({"layout": ""}).sort_values("path").itertuples():
        counts = (row.read_count, row.loaded_count, row.outside_count, row.rejected_count)
        figures = (f"{count:,}" for count in counts)
        grid.add_row(escape(row.path), row.layout, *figures, row.state)
    console.print(grid)
    for row in files[files["state"] == "unrecognised"].itertuples():
        console.print(f"not read: {row.path}: {row.note}", highlight=False, markup=False)
    paths = files.set_index("source_file_id")["path"]
    for row in refused.head(SHOWN_REJECTIONS).itertuples():
        where = f"{paths.get(row.source_file_id, '?')}, row {row.row_number}, {row.column_name}"
        fault = f"refused: {where}: {row.reason} ({row.raw_text!r})"
        console.print(fault, highlight=False, markup=False)
    if len(refused) > SHOWN_REJECTIONS:
        console.print(f"… and {len(refused) - SHOWN_REJECTIONS:,} more; see About the data.")


def print_doubts(tables: Mapping[str, pd.DataFrame], rates: pd.DataFrame) -> None:
    """The signs of doubt, and how often each rule sounds: figure_flag and `alarm_rates`."""
    names = tables["area"].drop_duplicates("area_code").set_index("area_code")["area_name"]
    grid = Grid(title="Check the recording first", title_justify="left")
    for name in ("figure", "area", "from", "sign", "why"):
        grid.add_column(name, overflow="fold")
    for row in tables["figure_flag"].itertuples():
        when = f"{row.period_start_date:%Y-%m-%d}"
        grid.add_row(row.indicator_id, names[row.area_code], when, row.flag, escape(row.reason))
    console.print(grid)
    grid = Grid(title="How often each rule sounds, on every real series", title_justify="left")
    for name in (
        "rule",
        "figures",
        "flagged",
        "false alarms at most",
        "ours",
        "flagged",
        "sounds at",
    ):
        grid.add_column(name, justify="left" if name in ("rule", "sounds at") else "right")
    for row in rates.itertuples():
        counts = (f"{row.figure_count:,}", f"{row.flag_count:,}", f"{row.rate_pct:.2f} %")
        own = (f"{row.own_figure_count:,}", f"{row.own_flag_count:,}")
        grid.add_row(row.flag, *counts, *own, f"{row.threshold:g} {row.words}")
    console.print(grid)


def print_scores(theme_model: pd.DataFrame, names: Mapping[str, str]) -> None:
    """How well the machine labels comments, theme by theme: the table theme_model.

    names: theme_id → its name.
    """
    grid = Grid(title="How well machine labels agree with people's", title_justify="left")
    for name in ("theme", "examples", "precision", "recall", "threshold", "in use"):
        grid.add_column(name, justify="left" if name in ("theme", "in use") else "right")
    for row in theme_model.itertuples():
        shares = (
            "–" if math.isnan(value) else f"{value:.2f}" for value in (row.precision, row.recall)
        )
        least = "–" if math.isnan(row.threshold) else f"{row.threshold:.3f}"
        used = "yes" if row.is_in_use else "no: only people label it"
        grid.add_row(names[row.theme_id], str(row.example_count), *shares, least, used)
    console.print(grid)
