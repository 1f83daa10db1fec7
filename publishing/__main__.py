"""The command line: `python -m publishing --help`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from publishing.releases import command

STOPPED = 2
# What a release is checked for, and the pages around releases. Without checks none is submitted.
GATE, PAGES = command.no_gate, command.no_pages


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Returns 0, or 1 with something to see to, or 2 where it stopped."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except command.STOPS as fault:
        print(f"Stopped. {fault}.", file=sys.stderr)
        return STOPPED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m publishing",
        description="Publish what the public may read, cite and trust.",
        epilog="Exit codes: 0 done; 1 something to see to; 2 stopped.",
    )
    command.add_verbs(parser.add_subparsers(required=True, metavar="COMMAND"), GATE, PAGES)
    return parser


if __name__ == "__main__":
    sys.exit(main())
