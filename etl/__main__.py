"""The command line: `python -m etl --help`."""

from __future__ import annotations

import argparse
import gc
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from etl import adopt as adopted
from etl import pipeline
from etl.console import console, print_doubts, print_files, print_standing, progress
from etl.figure_flags import alarm_rates
from etl.opening.content import UnreadableFile
from etl.records import command as records
from etl.stop import Stop
from etl.voice import command as voice
from etl.voice.themes import UnreadableModel
from insight import settings
from insight.reference.areas import project_catalogue
from insight.reference.catalogue import CatalogueError
from insight.reference.systems import find_system
from insight.store import decisions, queries
from insight.store.connection import NoStore, current_path, open_store

OK, FAULTS, FAILED = 0, 1, 2
# New objects after which Python looks for garbage. A build makes millions that all stay: at the
# usual 700, it spends a tenth of its time looking.
GARBAGE_THRESHOLD = 100_000
STOPS = (
    Stop,
    CatalogueError,
    NoStore,
    UnreadableFile,
    UnreadableModel,
    decisions.DecisionRefused,
    settings.SettingRefused,
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Returns 0, or 1 when --strict finds faults, or 2 when it cannot go on."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    options = _parser().parse_args(given)
    gc.set_threshold(GARBAGE_THRESHOLD)
    try:
        system = _system(getattr(options, "area", None))
        if system != settings.system():  # a process is about one system, for as long as it runs
            return _in_its_own_process(system, given)
        return int(options.run(options))
    except STOPS as error:
        console.print(f"[bold red]Stopped.[/] {error}", highlight=False)
        return FAILED
    except KeyboardInterrupt:
        console.print("Stopped by you. The last good store is untouched.")
        return FAILED


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
    command.add_argument("file", type=Path, nargs="*", metavar="FILE", help="these files alone")
    _raw_option(command)
    command.set_defaults(run=_check)

    command = commands.add_parser(
        "adopt", help="draft catalogue entries for the measures of a file that it does not list"
    )
    command.add_argument("file", type=Path, help="a file of Fingertips, ONS or the DfE")
    command.add_argument(
        "--into", type=Path, help=f"file to add them to (default indicators/{adopted.NAME})"
    )
    command.set_defaults(run=_adopt)

    command = commands.add_parser(
        "doubt", help="list the figures with a sign of doubt, and how often each rule sounds"
    )
    _raw_option(command)
    command.set_defaults(run=_doubt)

    command = commands.add_parser("figures", help="derive the embedded figures afresh")
    command.add_argument(
        "--raw",
        type=Path,
        action="append",
        metavar="DIR",
        help="folder of official files, repeatable: later folders lie over earlier ones; without"
        " it, only the embedded maps are drawn afresh",
    )
    command.add_argument("--into", type=Path, default=settings.FIGURES, help="folder to write to")
    command.set_defaults(run=_figures)

    voice.add(commands)
    records.add(commands)

    command = commands.add_parser("status", help="say which store is in place and what is in it")
    command.add_argument(
        "--figures",
        action="store_true",
        help="also, for each Place, the share of figures that are tested, positioned, plain, mute",
    )
    command.set_defaults(run=_status)
    return parser


def _system(areas: Sequence[str] | None) -> str:
    """Id of the system that is meant; the one of this process where none is named."""
    return settings.system() if areas is None else find_system(", ".join(areas))


def _in_its_own_process(system: str, arguments: Sequence[str]) -> int:
    command = [sys.executable, "-m", "etl", *arguments]
    return subprocess.run(command, env={**os.environ, "INSIGHT_SYSTEM": system}).returncode


def _raw_option(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--area",
        metavar="NAME",
        action="append",
        help=f"the system it is about: {' or '.join(settings.systems())}; or a list of their"
        " authorities, or of systems, by name or code ('Bolton, Bury'), which makes one of its own"
        " (default: that of the store in place); embedded figures are of one system alone, any"
        " other needs --raw",
    )
    command.add_argument(
        "--raw",
        type=Path,
        action="append",
        metavar="DIR",
        help="folder of files (default data/raw; when empty, the embedded figures alone are used);"
        " repeatable: later folders lie over earlier ones",
    )


def _fetch(options: argparse.Namespace) -> int:
    from etl.fetch import downloads, fetch  # httpx: slow to load, and only needed here

    known = downloads(settings.CATALOGUE)
    if options.list:
        for download in known:
            print(f"{download.download_id:34} {download.source_id:28} {download.title}")
        return OK
    with progress() as report:
        results = fetch(known, options.raw, only=options.only, report=report)
    failed = [result for result in results if result.state == "failed"]
    for result in results:
        mark = "[red]failed[/]" if result in failed else result.state
        console.print(f"{result.download_id:34} {mark:12} {result.message}", highlight=False)
    return FAULTS if failed else OK


def _build(options: argparse.Namespace) -> int:
    catalogue = project_catalogue()
    with progress() as report:
        built = pipeline.build(options.raw or [settings.RAW], catalogue, options.out, report)
    gathered = built.gathered
    if not gathered.is_default:
        print_files(gathered.own_files, gathered.embedded_count)
    figure_count = len(gathered.tables["observation"])
    for words in built.removed:
        console.print(words, highlight=False, markup=False)
    print(f"Built {built.path.name}: {figure_count:,} figures, build {built.build_id}.")
    return FAULTS if options.strict and gathered.has_faults else OK


def _check(options: argparse.Namespace) -> int:
    raws = [*(options.raw or ()), *options.file] or [settings.RAW]
    catalogue = project_catalogue()
    with progress() as report:
        gathered = pipeline.check(raws, catalogue, report)
    print_files(gathered.own_files, gathered.embedded_count)
    return FAULTS if gathered.has_faults else OK


def _adopt(options: argparse.Namespace) -> int:
    into = options.into or settings.CATALOGUE / "indicators" / adopted.NAME
    drafts = adopted.adopt(options.file, settings.CATALOGUE, into)
    for draft in drafts:
        print(draft.toml())
    if not drafts:
        print(f"Every measure of {options.file.name} is in the catalogue already.")
        return OK
    count = "1 draft" if len(drafts) == 1 else f"{len(drafts)} drafts"
    print(f"{count} added to {into}. Put the file into data/raw and run: python -m etl build")
    return OK


def _doubt(options: argparse.Namespace) -> int:
    catalogue = project_catalogue()
    with progress() as report:
        gathered = pipeline.gather_all(options.raw or [settings.RAW], catalogue, report)
    print_doubts(gathered.tables, alarm_rates(gathered.tables, catalogue))
    return OK


def _figures(options: argparse.Namespace) -> int:
    if options.raw is None:
        return _embedded_maps(options.into)
    catalogue = project_catalogue()
    with progress() as report:
        gathered, written = pipeline.derive_figures(options.raw, catalogue, options.into, report)
    print_files(gathered.own_files)
    size = sum(path.stat().st_size for path in written)
    print(f"Wrote {len(written)} files to {options.into}, {size / 1e6:.1f} MB in all.")
    return OK


def _embedded_maps(folder: Path) -> int:
    with progress() as report:
        path = pipeline.derive_maps(folder, report)
    print(f"Wrote {path}, {path.stat().st_size / 1e6:.1f} MB.")
    return OK


def _status(options: argparse.Namespace) -> int:
    store = open_store(current_path(settings.stores_folder()))
    row = queries.build(store).iloc[0]
    kind = "embedded figures only" if row["is_embedded_default"] else "with files from data/raw"
    print(f"Store    {store.path.name}")
    print(f"Built    {row['built_at']:%d %B %Y %H:%M} UTC, code {row['code_version']}, {kind}")
    count = len(queries.indicators(store))
    print(f"Figures  {row['figure_count']:,}, of {count} indicators")
    if options.figures:
        print_standing(store)
    return OK


if __name__ == "__main__":
    sys.exit(main())
