"""What it takes to count made-up records of people: all measures and groups of one year.

Records are made once for each size and kept in the temporary folder of this machine.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from pathlib import Path

from insight.settings import PROJECT
from tests.bench.figures import Figure, NotMeasured, Report

MILLIONS = (3, 10, 30)  # INSIGHT_BENCH_EVENTS="3 10 30 100" asks for others
SECONDS, MEMORY_MB = 35, 2048  # for 30 million events on two processors
PEOPLE_PER_MILLION = 90_000
OTHER_EVENTS = 2.7  # per person and year: brings all events to eleven a person
YEAR = "2024/25"
# Of two processors, whatever the machine has; Python and its packages come on top of the limit.
DUCKDB, SPARK = "duckdb://?memory_limit=1400MB&threads=2", "pyspark://local[2]"
SPARK_MILLIONS = 3  # beside DuckDB at one size; more by hand


def measure(report: Report, quick: bool) -> list[Figure]:
    """DuckDB at every size, and Spark of this machine beside it at the smallest."""
    if importlib.util.find_spec("ibis") is None:
        raise NotMeasured("pip install -r requirements-engine.txt")
    asked = os.environ.get("INSIGHT_BENCH_EVENTS", "")
    sizes = [int(each) for each in asked.split()] or list(MILLIONS[:1] if quick else MILLIONS)
    found = []
    for millions in sizes:
        records = _made(millions, report)
        found += _counted(records, millions, DUCKDB, report)
        if millions == SPARK_MILLIONS and importlib.util.find_spec("pyspark") is not None:
            found += _counted(records, millions, SPARK, report)
    return found


def _made(millions: int, report: Report) -> Path:
    from etl.records import synthetic
    from etl.records.synthetic.tables import PLAN

    folder = Path(tempfile.gettempdir()) / f"insight-bench-records-{millions}"
    if (folder / synthetic.TRUTH_NAME).is_file():
        return folder
    shutil.rmtree(folder, ignore_errors=True)
    plan = tomllib.loads(PLAN.read_text(encoding="utf-8"))
    plan["dirt"]["other_events"] = OTHER_EVENTS
    synthetic.write(folder, millions * PEOPLE_PER_MILLION, report, plan=plan)
    return folder


def _counted(records: Path, millions: int, engine: str, report: Report) -> list[Figure]:
    name = engine.partition(":")[0]
    what = f"{millions} M events of records, {name}, all measures of a year"
    report(what, 0, 1)
    with tempfile.TemporaryDirectory(prefix="insight-bench-") as out:
        command = [sys.executable, "-m", "etl", "records", str(records), "--out", out]
        started = time.perf_counter()
        child = subprocess.Popen(
            [*command, "--period", YEAR, "--engine", engine],
            cwd=PROJECT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        _, status, usage = os.wait4(child.pid, 0)
        seconds = time.perf_counter() - started
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        return [Figure(what, None, "s", note=f"the command ended with {child.returncode}")]
    is_judged = millions == 30 and name == "duckdb"
    found = [Figure(what, seconds, "s", SECONDS if is_judged else None)]
    if name == "duckdb":  # of Spark, this would be Python's memory and not Java's
        peak = usage.ru_maxrss / 1024
        found.append(Figure("  its peak memory", peak, "MB", MEMORY_MB if is_judged else None))
    return found
