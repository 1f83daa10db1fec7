"""The command: python -m insight.export pack --place Liverpool --out pack.pdf

and python -m insight.export report --place Liverpool --out report.html
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import Progress as Bar

from insight.export.board_pack import board_pack
from insight.export.document import Document, Progress
from insight.export.fonts import NoFonts
from insight.export.html import html
from insight.export.insight_report import insight_report
from insight.export.pdf import NoPango, pdf
from insight.export.slides import slides
from insight.reference.areas import UnknownArea, find_area
from insight.reference.catalogue import CatalogueError
from insight.settings import stores_folder
from insight.store import NoStore, Store, current_path, open_cached

PACK_FILES = (".pdf", ".pptx")
REPORT_FILES = (".html", ".pdf")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command. Returns 0, or 1 after saying what is wrong."""
    options = _parser().parse_args(arguments)
    out = Path(options.out)
    complaint = Console(stderr=True)
    if out.suffix not in options.endings:
        complaint.print(f"{out} must end in {' or '.join(options.endings)}")
        return 1
    try:
        store = open_cached(options.store or current_path(stores_folder()))
        with Bar(console=complaint, transient=True) as progress:
            task = progress.add_task("starting", total=None)

            def report(what: str, done: int, total: int) -> None:
                progress.update(task, description=what, completed=done, total=total)

            title, content = options.make(store, options, out.suffix, report)
        out.write_bytes(content)
    except (NoStore, UnknownArea, CatalogueError, NoPango, NoFonts, OSError) as error:
        complaint.print(str(error), markup=False)
        return 1
    print(f"{out}: {title}, {len(content) / 1000:,.0f} kB")
    return 0


def _pack(
    store: Store, options: argparse.Namespace, ending: str, progress: Progress
) -> tuple[str, bytes]:
    """The title and the file of a board pack."""
    pack = board_pack(
        store, find_area(options.place), options.address, progress, has_annex=options.annex
    )
    return _file(pack, ending, progress)


def _report(
    store: Store, options: argparse.Namespace, ending: str, progress: Progress
) -> tuple[str, bytes]:
    """The title and the file of an insight report."""
    return _file(insight_report(store, find_area(options.place), progress), ending, progress)


def _file(document: Document, ending: str, progress: Progress) -> tuple[str, bytes]:
    """The title and the file of a document."""
    if ending == ".html":
        return document.title, html(document).encode("utf-8")
    return document.title, (pdf if ending == ".pdf" else slides)(document, progress)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m insight.export", description="Take figures away from the dashboard."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    pack = commands.add_parser("pack", help="make a board pack as PDF or PowerPoint")
    report = commands.add_parser("report", help="make an insight report as HTML or PDF")
    for each, make, endings in ((pack, _pack, PACK_FILES), (report, _report, REPORT_FILES)):
        place = "name or code of a Place; without it, the system"
        each.add_argument("--place", default="", help=place)
        file = f"a file ending in {' or '.join(endings)}"
        each.add_argument("--out", required=True, metavar="FILE", help=file)
        each.add_argument("--store", type=Path, help="a built store; without it, the current one")
        each.set_defaults(make=make, endings=endings)
    cover = "where the dashboard is, printed on the first page"
    pack.add_argument("--address", default="", help=cover)
    annex = "with every chart and table the eight pages rest on"
    pack.add_argument("--annex", action="store_true", help=annex)
    return parser


if __name__ == "__main__":
    sys.exit(main())
