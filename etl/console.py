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
from insight.analysis.comparisons import AGAINST_ENGLAND, all_comparisons
from insight.language.sentences import standing
from insight.store import Store, queries
from insight.store.rows import records

SHOWN_REASONS, SHOWN_ROWS = 40, 5
STANDINGS = ("tested", "positioned", "among Places", "plain", "mute")
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


def print_files(tables: Mapping[str, pd.DataFrame], embedded_count: int = 0) -> None:
    """What became of each file and of its rows: source_file and rejected_row of these files.

    embedded_count: how many files of the embedded figures are in use beside them.
    """
    files, refused = tables["source_file"], tables["rejected_row"]
    grid = Grid(title="Files", title_justify="left")
    for name in ("file", "read by", "rows", "loaded", "outside", "refused", "state"):
        grid.add_column(name, justify="right" if name in NUMERIC else "left", overflow="fold")
    files = files.fillna({"layout": ""}).sort_values("path")
    for row in files.itertuples():
        counts = (row.read_count, row.loaded_count, row.outside_count, row.rejected_count)
        figures = (f"{count:,}" for count in counts)
        grid.add_row(escape(row.path), row.layout, *figures, row.state)
    console.print(grid)
    for row in files[(files["note"] != "") & (files["state"] != "unreadable")].itertuples():
        _say(f"{row.state}: {row.path}: {row.note}")
    _print_refusals(refused, files.set_index("source_file_id")["path"])
    if embedded_count:
        _say(f"Beside these, figures of {embedded_count:,} files come with the project.")


def _print_refusals(refused: pd.DataFrame, paths: pd.Series) -> None:
    """Every reason once for each file and column, with its rows and an example."""
    reasons = refused.groupby(["source_file_id", "column_name", "reason"], sort=False)
    for (file_id, column, reason), rows in list(reasons)[:SHOWN_REASONS]:
        first = rows.sort_values("row_number").iloc[0]
        numbers = [str(number) for number in rows["row_number"].sort_values().unique() if number]
        where = f"row{'s' * (len(numbers) > 1)} {', '.join(numbers[:SHOWN_ROWS])}"
        more = f" and {len(numbers) - SHOWN_ROWS:,} more" if len(numbers) > SHOWN_ROWS else ""
        place = f"{paths.get(file_id, '?')}, {where + more if numbers else 'whole file'}, {column}"
        example = f" ({first.raw_text!r})" if first.raw_text else ""
        _say(f"refused: {place}: {reason}{example}")
    if len(reasons) > SHOWN_REASONS:
        _say(f"… and {len(reasons) - SHOWN_REASONS:,} more reasons; see About the data.")


def _say(words: str) -> None:
    console.print(words, highlight=False, markup=False)


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


def print_scores(scores: pd.DataFrame, names: Mapping[str, str]) -> None:
    """How well the machine labels comments, theme by theme, by cross-validation: ThemeModel.scores.

    names: theme_id → its name.
    """
    grid = Grid(title="How well machine labels agree with the examples' own", title_justify="left")
    for name in ("theme", "examples", "precision", "recall", "threshold", "in use"):
        grid.add_column(name, justify="left" if name in ("theme", "in use") else "right")
    for row in scores.itertuples():
        shares = (
            "–" if math.isnan(value) else f"{value:.2f}" for value in (row.precision, row.recall)
        )
        least = "–" if math.isnan(row.threshold) else f"{row.threshold:.3f}"
        used = "yes" if row.is_in_use else "no: only people label it"
        grid.add_row(names[row.theme_id], str(row.example_count), *shares, least, used)
    console.print(grid)


def print_trials(results: pd.DataFrame, names: Mapping[str, str]) -> None:
    """How the machine did on each organisation that it did not learn from, and on all.

    results: as `peoples_labels.learn` gives them. names: theme_id → its name.
    """
    grid = Grid(title="Out of source: tried on an organisation it did not learn from")
    for name in ("label", "tried on", "people's", "precision", "right / found", "opposite"):
        grid.add_column(name, justify="left" if name in ("label", "tried on") else "right")
    grid.add_column("share ×", justify="right")
    grid.add_column("for everybody")
    for row in results.itertuples():
        shares = [row.precision, row.recall, row.opposite_share, row.share_ratio]
        words = ["–" if pd.isna(value) else f"{value:.2f}" for value in shares]
        public = "yes" if row.is_public else "no"
        where = row.organisation or "all"
        grid.add_row(
            names[row.theme_id],
            where,
            f"{row.example_count:,}",
            *words,
            "" if row.organisation else public,
        )
    console.print(grid)


def standings(store: Store) -> pd.DataFrame:
    """Per Place the share of its latest figures (0 to 100) of which so much can be said.

    place_name, figure_count, then STANDINGS: tested against England, or the system where England
    has no figure; untested but positioned among authorities, or among our Places alone; set beside
    either in plain words alone; mute. Figures that are not to be compared are left out.
    """
    rows = pd.DataFrame(records(all_comparisons(store, AGAINST_ENGLAND)))
    rows = rows.assign(standing=[standing(row) for row in records(rows)])
    given = rows[rows["standing"].isin(STANDINGS)].groupby("place_name")["standing"]
    shares = given.value_counts(normalize=True).mul(100).unstack(fill_value=0.0)
    counted = shares.reindex(columns=list(STANDINGS), fill_value=0.0)
    return counted.assign(figure_count=given.size()).reset_index()


def print_standing(store: Store) -> None:
    """What can be said of each Place's latest figures: `standings` as a table on the output."""
    print(f"\n{'Place':28}{'figures':>9}{''.join(f'{name:>14}' for name in STANDINGS)}")
    for row in records(standings(store)):
        shares = "".join(f"{row[name]:>13.1f}%" for name in STANDINGS)
        print(f"{row['place_name']:28}{row['figure_count']:>9}{shares}")
    known = queries.benchmarks(store)
    barred = known.loc[~known["is_comparable"], "indicator_id"]
    print(f"Left out, not to be compared (each caveat says why): {', '.join(barred) or 'none'}")
