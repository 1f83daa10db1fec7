"""What a build takes, and how large its store is, in a process and a folder of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from etl import embedded_figures
from etl.inequality import inequality_tables
from insight import settings
from insight.reference.areas import project_catalogue
from insight.settings import PROJECT
from insight.store import current_path
from tests.bench.figures import Figure, NotMeasured, Report

FIGURES_SECONDS, WHOLE_SECONDS, GAPS_SECONDS, MEMORY_MB, STORE_MB = 5, 60, 20, 1500, 20


def measure(report: Report, repeats: int) -> list[Figure]:
    """Builds from the embedded figures (median of `repeats`) and from the whole open data (one)."""
    what = f"build from data/figures, median of {repeats}"
    with tempfile.TemporaryDirectory(prefix="insight-bench-") as empty:
        found = _builds(report, what, [Path(empty)], repeats, FIGURES_SECONDS)
    found.append(_gaps(report))
    what = "build from both folders of open data"
    folders = [folder for folder in (open_data(), refresh_data()) if folder]
    if len(folders) < 2:
        return [*found, Figure(what, None, "s", WHOLE_SECONDS, "set INSIGHT_OPEN_DATA")]
    return found + _builds(report, what, folders, 1, WHOLE_SECONDS)


def _gaps(report: Report) -> Figure:
    """All gaps and slopes of all measures and Places, as a build from official files makes them."""
    what = "gaps and slopes of all measures and Places"
    report(what, 0, 1)
    tables, catalogue = embedded_figures.load(settings.FIGURES), project_catalogue()
    started = time.perf_counter()
    inequality_tables(tables, catalogue)
    return Figure(what, time.perf_counter() - started, "s", GAPS_SECONDS)


def _builds(report: Report, what: str, raws: list[Path], times: int, budget: int) -> list[Figure]:
    runs = []
    for number in range(times):
        report(what, number, times)
        runs.append(build_once(raws))
    seconds, memory, size = (median(column) for column in zip(*runs, strict=True))
    return [
        Figure(what, seconds, "s", budget),
        Figure("  its peak memory", memory, "MB", MEMORY_MB),
        Figure("  its store", size, "MB", STORE_MB),
    ]


def open_data() -> Path | None:
    """The folder of whole official files: INSIGHT_OPEN_DATA, or the one beside the project."""
    folder = os.environ.get("INSIGHT_OPEN_DATA") or PROJECT.parent / "shared" / "open-data"
    return Path(folder) if (Path(folder) / "deprivation").is_dir() else None


def refresh_data() -> Path | None:
    """The folder of newer official files to lay over them: its name ends in "-refresh"."""
    older = open_data()
    folder = older and older.with_name(older.name + "-refresh")
    return folder if folder and folder.is_dir() else None


def build_once(raws: list[Path]) -> tuple[float, float, float]:
    """Build a store from `raws` in fresh folders, maps included. Seconds, peak and store in MB."""
    with tempfile.TemporaryDirectory(prefix="insight-bench-") as desk:
        folders = [word for raw in raws for word in ("--raw", str(raw))]
        command = [sys.executable, "-m", "etl", "build", *folders]
        maps = str(Path(desk) / "maps")  # none yet: the first build draws them
        environment = {**os.environ, "INSIGHT_STORES": desk, "INSIGHT_MAPS": maps}
        log = Path(desk) / "build.log"
        with log.open("wb") as sink:
            started = time.perf_counter()
            process = subprocess.Popen(
                command, cwd=PROJECT, env=environment, stdout=sink, stderr=subprocess.STDOUT
            )
            _, status, usage = os.wait4(process.pid, 0)
            seconds = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said = " ".join(log.read_text(encoding="utf-8", errors="replace").split())
            raise NotMeasured(f"the build failed: … {said[-200:]}")
        size = current_path(Path(desk)).stat().st_size
    memory = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    return seconds, memory / 1e6, size / 1e6
