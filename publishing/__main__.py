"""The command line: `python -m publishing --help`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from publishing import decision_database, parts, public_store, rehearsal
from publishing.releases import command
from publishing.site import command as site

STOPPED = 2
STOPS = (*command.STOPS, *decision_database.STOPS, *public_store.STOPS, *site.STOPS)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Returns 0, or 1 with something to see to, or 2 where it stopped."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except STOPS as fault:
        print(f"Stopped. {fault}.", file=sys.stderr)
        return STOPPED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m publishing",
        description="Publish what the public may read, cite and trust.",
        epilog="Exit codes: 0 done; 1 something to see to; 2 stopped.",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    public_store.add_verb(commands)
    command.add_verbs(commands, parts.GATE, parts.PAGES, parts.RENDER, parts.SHOWN)
    site.add_verbs(commands)
    rehearsal.add_verb(commands)
    decision_database.add_verbs(commands)
    return parser


if __name__ == "__main__":
    sys.exit(main())
