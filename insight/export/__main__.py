"""The command: python -m insight.export pack --place Liverpool --out pack.pdf

and python -m insight.export report --place Liverpool --out report.html
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import Progress

from insight import settings
from insight.export.board_pack.area import UnknownArea, find_area
from insight.export.board_pack.contents import Report, assemble
from insight.export.board_pack.pdf import NoPango, pdf
from insight.export.board_pack.slides import slides
from insight.export.fonts import NoFonts
from insight.export.insight_report import contents as report_contents
from insight.export.insight_report.document import html as report_html
from insight.export.insight_report.pdf import pdf as report_pdf
from insight.reference import catalogue
from insight.reference.catalogue import CatalogueError
from insight.settings import stores_folder
from insight.store.cache import open_cached
from insight.store.connection import NoStore, Store, current_path

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
        with Progress(console=complaint, transient=True) as progress:
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
    store: Store, options: argparse.Namespace, ending: str, report: Report
) -> tuple[str, bytes]:
    """The title and the file of a board pack."""
    pack = assemble(store, options.place, options.address, report)
    return pack.title, pdf(pack, report) if ending == ".pdf" else slides(pack, report)


def _report(
    store: Store, options: argparse.Namespace, ending: str, report: Report
) -> tuple[str, bytes]:
    """The title and the file of an insight report. A demonstration is named as one."""
    area = find_area(store, catalogue.load(settings.CATALOGUE), options.place)
    made = report_contents.assemble(store, area.code, area.name, report)
    report("setting the pages", 0, 1)
    content = report_pdf(made) if ending == ".pdf" else report_html(made).encode("utf-8")
    return f"{made.title}{' (demonstration)' * made.is_demonstration}", content


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
    cover = "where the dashboard is, printed on the cover"
    pack.add_argument("--address", default="", help=cover)
    return parser


if __name__ == "__main__":
    sys.exit(main())
