"""The command: python -m insight.takeaway pack --place Liverpool --out pack.pdf"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import Progress

from insight.catalogue import CatalogueError
from insight.settings import stores_folder
from insight.store import NoStore, current_path, open_store
from insight.takeaway.pack.area import UnknownArea
from insight.takeaway.pack.contents import assemble
from insight.takeaway.pack.pdf import NoPango, pdf
from insight.takeaway.pack.slides import slides

SETTERS = {".pdf": pdf, ".pptx": slides}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command. Returns 0, or 1 after saying what is wrong."""
    options = _parser().parse_args(arguments)
    out = Path(options.out)
    complaint = Console(stderr=True)
    if out.suffix not in SETTERS:
        complaint.print(f"{out} must end in .pdf or .pptx")
        return 1
    try:
        store = open_store(options.store or current_path(stores_folder()))
        with Progress(console=complaint, transient=True) as progress:
            task = progress.add_task("starting", total=None)

            def report(what: str, done: int, total: int) -> None:
                progress.update(task, description=what, completed=done, total=total)

            pack = assemble(store, options.place, options.address, report)
            content = SETTERS[out.suffix](pack, report)
        out.write_bytes(content)
    except (NoStore, UnknownArea, CatalogueError, NoPango, OSError) as error:
        complaint.print(str(error), markup=False)
        return 1
    print(f"{out}: {pack.title}, {len(content) / 1000:,.0f} kB")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m insight.takeaway", description="Take figures away from the dashboard."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    pack = commands.add_parser("pack", help="make a board pack as PDF or PowerPoint")
    pack.add_argument("--place", default="", help="name or code of a Place; without it, the system")
    pack.add_argument("--out", required=True, metavar="FILE", help="a file ending in .pdf or .pptx")
    pack.add_argument("--store", type=Path, help="a built store; without it, the current one")
    pack.add_argument("--address", default="", help="where the dashboard is, printed on the cover")
    return parser


if __name__ == "__main__":
    sys.exit(main())
