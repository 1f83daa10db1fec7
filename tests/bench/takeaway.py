"""How long a board pack takes, from asking to the finished file."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from insight.export.board_pack import board_pack
from insight.export.document import Document
from insight.export.pdf import NoPango, pdf
from insight.export.slides import slides
from insight.reference.areas import SYSTEM
from insight.settings import stores_folder
from insight.store import current_path, open_cached, queries
from tests.bench.figures import Figure, Report

SECONDS = 6


def measure(report: Report, repeats: int) -> list[Figure]:
    """The slowest of the system and one Place, as PDF and as slides; median of `repeats`."""
    path = current_path(stores_folder())
    areas = [SYSTEM, str(queries.places(open_cached(path))["place_code"].iloc[0])]
    figures = []
    for words, make in (("PDF", pdf), ("slides", slides)):
        what = f"board pack as {words}"
        report(what, 0, 1)
        try:
            slowest = max(_seconds(make, path, area, repeats) for area in areas)
            figures.append(Figure(what, slowest, "s", SECONDS))
        except NoPango:
            figures.append(Figure(what, None, "s", SECONDS, "Pango is not installed"))
    return figures


def _seconds(make: Callable[[Document], bytes], path: Path, area: str, repeats: int) -> float:
    """Of a store as every pack is made from: with a cache, in which nothing is yet."""
    runs = []
    for _ in range(repeats):
        started = time.perf_counter()
        make(board_pack(open_cached(path), area))
        runs.append(time.perf_counter() - started)
    return median(runs)
