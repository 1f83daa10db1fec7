"""The command line: `python -m publishing --help`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from insight import settings
from insight.store import NoStore
from insight.store.publication import BaseIsFixed
from publishing.public_store import NotMadePublic, Report, write_public_store

OK, FAILED = 0, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Returns 0, or 2 when it cannot go on."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except (NotMadePublic, NoStore, BaseIsFixed, ValueError) as error:
        print(f"Stopped. {error}.", file=sys.stderr)
        return FAILED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m publishing",
        description="Make what may be public of the current store.",
        epilog="Exit codes: 0 done; 2 stopped, and nothing was changed.",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    command = commands.add_parser(
        "public-store",
        help="write the file that a public server opens",
        description="Write the file that a public server opens: counts that are safe to show and"
        " approved texts, of the current build. It says what it leaves out. Counts in which fewer"
        " comments than the smallest base are new since the last time stay as they were.",
    )
    command.add_argument(
        "--out",
        type=Path,
        default=settings.public_store(),
        metavar="FILE",
        help="file to write, or to replace whole (default: %(default)s)",
    )
    command.set_defaults(run=_public_store)
    return parser


def _public_store(options: argparse.Namespace) -> int:
    _print(write_public_store(options.out))
    return OK


def _print(report: Report) -> None:
    size = report.path.stat().st_size / 1e6
    count = sum(report.rows.values())
    print(f"Wrote {report.path}, {size:.1f} MB: {count:,} rows of build {report.build_id}.")
    for table, (rows, why) in sorted(report.left_out.items()):
        print(f"Left out: {table}, {rows:,} {'row' if rows == 1 else 'rows'}: {why}.")


if __name__ == "__main__":
    sys.exit(main())
