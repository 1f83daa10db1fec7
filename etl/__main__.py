"""The command line: `python -m etl --help`."""

from __future__ import annotations

import argparse
import math
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn
from rich.table import Table as Grid

from etl import build, figures
from etl.fetch import FetchFailed, downloads, fetch
from etl.files import Report, raw_files
from etl.maps.drawing import draw_layers
from etl.pipeline import Gathered, gather
from etl.voice.assemble import voice_tables
from etl.voice.themes import ThemeModel, UnreadableModel, theme_model_table
from etl.voice.themes.model import SENTIMENT
from insight import decisions, settings
from insight.catalogue import Catalogue, CatalogueError, load
from insight.store import NoStore, current_path, open_store

OK, FAULTS, FAILED = 0, 1, 2
SHOWN_REJECTIONS = 20
console = Console(stderr=True, width=None if sys.stderr.isatty() else 160)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Returns 0, or 1 when --strict finds faults, or 2 when it cannot go on."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except STOPS as error:
        console.print(f"[bold red]Stopped.[/] {error}", highlight=False)
        return FAILED
    except KeyboardInterrupt:
        console.print("Stopped by you. The last good store is untouched.")
        return FAILED


class UsageFault(Exception):
    """The command was asked for something it cannot do. The message says what to do."""


STOPS = (
    CatalogueError,
    build.BuildFailed,
    NoStore,
    FetchFailed,
    UsageFault,
    UnreadableModel,
    decisions.DecisionRefused,
)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m etl",
        description="Load official files into the store that the dashboard reads.",
        epilog="Exit codes: 0 done; 1 --strict found refused rows or unreadable files; 2 stopped.",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    command = commands.add_parser("fetch", help="download the official files into data/raw")
    command.add_argument("--only", metavar="SOURCE", action="append", help="one source; repeatable")
    command.add_argument("--raw", type=Path, default=settings.RAW, help="folder to save to")
    command.add_argument("--list", action="store_true", help="list what can be fetched, and stop")
    command.set_defaults(run=_fetch)

    command = commands.add_parser("build", help="build a new store and put it in place")
    _raw_option(command)
    command.add_argument("--out", type=Path, help="write exactly this file; do not put in place")
    command.add_argument(
        "--strict", action="store_true", help="exit 1 when a row was refused or a file unreadable"
    )
    command.set_defaults(run=_build)

    command = commands.add_parser("check", help="check the files without building")
    _raw_option(command)
    command.set_defaults(run=_check)

    command = commands.add_parser("figures", help="derive the embedded figures afresh")
    command.add_argument(
        "--raw",
        type=Path,
        help="folder of official files; without it, only the embedded maps are drawn afresh",
    )
    command.add_argument("--into", type=Path, default=settings.FIGURES, help="folder to write to")
    command.set_defaults(run=_figures)

    command = commands.add_parser("train", help="learn to label comments, from examples")
    command.add_argument(
        "--into",
        type=Path,
        help="folder to write to (default: beside people's decisions, where a build looks first);"
        " data/figures makes the embedded model afresh, without people's corrections",
    )
    command.set_defaults(run=_train)

    command = commands.add_parser("status", help="say which store is in place and what is in it")
    command.set_defaults(run=_status)
    return parser


def _raw_option(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--raw",
        type=Path,
        default=settings.RAW,
        help="folder of files (default data/raw; when empty, the embedded figures alone are used)",
    )


def _fetch(options: argparse.Namespace) -> int:
    known = downloads(settings.CATALOGUE)
    if options.list:
        for download in known:
            print(f"{download.download_id:34} {download.source_id:28} {download.title}")
        return OK
    with _progress() as report:
        results = fetch(known, options.raw, only=options.only, report=report)
    failed = [result for result in results if result.state == "failed"]
    for result in results:
        mark = "[red]failed[/]" if result in failed else result.state
        console.print(f"{result.download_id:34} {mark:12} {result.message}", highlight=False)
    return FAULTS if failed else OK


def _build(options: argparse.Namespace) -> int:
    catalogue = load(settings.CATALOGUE)
    with _progress() as report:
        gathered, is_default = _gathered(options.raw, catalogue, report)
        report("Drawing the maps", 0, 1)
        layers = draw_layers(
            gathered.tables, gathered.boundaries, settings.MAPS, figures.maps(settings.FIGURES)
        )
        tables = {
            **gathered.tables,
            **build.catalogue_tables(catalogue),
            "map_layer": build.map_layer_table(layers),
        }
        report("Writing the store", 0, 1)
        build_id = build.content_id(tables)
        path = options.out or settings.stores_folder() / f"insight-{build_id}.duckdb"
        build.write_store(tables, path, build_id, is_default)
        if options.out is None:
            build.put_in_place(path)
    if not is_default:
        _summary(gathered)
    print(f"Built {path.name}: {len(tables['observation']):,} figures, build {build_id}.")
    return FAULTS if options.strict and _faults(gathered) else OK


def _check(options: argparse.Namespace) -> int:
    if not options.raw.is_dir() or not raw_files(options.raw):
        raise UsageFault(f"There are no files to check in {options.raw}.")
    with _progress() as report:
        gathered, _ = _gathered(options.raw, load(settings.CATALOGUE), report)
    _summary(gathered)
    return FAULTS if _faults(gathered) else OK


def _figures(options: argparse.Namespace) -> int:
    if options.raw is None:
        return _embedded_maps(options.into)
    if not options.raw.is_dir() or not raw_files(options.raw):
        raise UsageFault(f"There are no official files in {options.raw}.")
    catalogue = load(settings.CATALOGUE)
    with _progress() as report:
        gathered = gather(options.raw, catalogue, None, report)
    written = figures.derive(gathered.tables, catalogue, options.into)
    size = sum(path.stat().st_size for path in written)
    _summary(gathered)
    print(f"Wrote {len(written)} files to {options.into}, {size / 1e6:.1f} MB in all.")
    return OK


def _embedded_maps(folder: Path) -> int:
    tables = figures.load(folder)
    if not tables:
        raise UsageFault(f"There are no embedded figures in {folder}.")
    with _progress() as report:
        report("Drawing the maps", 0, 1)
        path = figures.derive_maps(tables, folder)
    print(f"Wrote {path}, {path.stat().st_size / 1e6:.1f} MB.")
    return OK


def _train(options: argparse.Namespace) -> int:
    from etl.voice.themes import training  # scikit-learn: slow to load, and only needed here

    themes = load(settings.CATALOGUE).themes.values()
    names = {theme.theme_id: theme.plain_name for theme in themes if theme.parent_id}
    with _progress() as report:
        lesson = training.learn(options.into or decisions.folder(), names, report)
    _scores(lesson.model, {**names, SENTIMENT: "Mood"})
    print(
        f"Learned from {lesson.written_count:,} written examples and"
        f" {lesson.corrected_count:,} corrected comments: {lesson.path}"
    )
    return OK


def _scores(model: ThemeModel, names: dict[str, str]) -> None:
    grid = Grid(title="How well machine labels agree with people's", title_justify="left")
    for name in ("theme", "examples", "precision", "recall", "threshold", "in use"):
        grid.add_column(name, justify="left" if name in ("theme", "in use") else "right")
    for row in theme_model_table(model).itertuples():
        shares = (
            "–" if math.isnan(value) else f"{value:.2f}" for value in (row.precision, row.recall)
        )
        least = "–" if math.isnan(row.threshold) else f"{row.threshold:.3f}"
        used = "yes" if row.is_in_use else "no: only people label it"
        grid.add_row(names[row.theme_id], str(row.example_count), *shares, least, used)
    console.print(grid)


def _status(_: argparse.Namespace) -> int:
    store = open_store(current_path(settings.stores_folder()))
    row = store.connection.execute("SELECT * FROM build").df().iloc[0]
    count = store.connection.execute("SELECT count(*) FROM observation").fetchone()
    kind = "embedded figures only" if row["is_embedded_default"] else "with files from data/raw"
    print(f"Store    {store.path.name}")
    print(f"Built    {row['built_at']:%d %B %Y %H:%M} UTC, code {row['code_version']}, {kind}")
    print(f"Figures  {count[0] if count else 0:,}")
    return OK


def _gathered(raw: Path, catalogue: Catalogue, report: Report) -> tuple[Gathered, bool]:
    base = figures.load(settings.FIGURES)
    if not raw.is_dir() and raw != settings.RAW:
        raise UsageFault(f"There is no folder {raw}.")
    is_default = not raw.is_dir() or not raw_files(raw)
    if is_default and not base:
        raise UsageFault("There are no files in data/raw and no embedded figures in data/figures.")
    report("Reading the embedded figures", 0, 1)
    gathered = Gathered(dict(base)) if is_default else gather(raw, catalogue, base, report)
    gathered.tables |= voice_tables(gathered.voice, gathered.tables, catalogue, report)
    return gathered, is_default


def _faults(gathered: Gathered) -> bool:
    files = gathered.tables["source_file"]
    return bool(len(gathered.tables["rejected_row"]) or (files["state"] == "unreadable").any())


def _summary(gathered: Gathered) -> None:
    files, refused = gathered.tables["source_file"], gathered.tables["rejected_row"]
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


NUMERIC = ("rows", "loaded", "outside", "refused")


@contextmanager
def _progress() -> Iterator[Report]:
    columns = (SpinnerColumn(), BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("Starting", total=1)

        def report(what: str, done: int, total: int) -> None:
            progress.update(task, description=what, completed=done, total=max(total, 1))

        yield report


if __name__ == "__main__":
    sys.exit(main())
