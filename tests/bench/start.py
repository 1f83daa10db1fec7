"""How long it takes from starting the server, on a built store, to a first whole page."""

from __future__ import annotations

import asyncio
import time
from statistics import median

from tests.bench.driver import FAULTS, visit
from tests.bench.figures import Figure, NotMeasured, Report
from tests.bench.server import running

START_SECONDS = 10


def measure(report: Report, repeats: int) -> list[Figure]:
    """The median of `repeats` starts, each a new process."""
    times = []
    for number in range(repeats):
        report("starting the dashboard", number, repeats)
        with running() as server:
            try:
                asyncio.run(_first_page(server.address))
            except FAULTS as fault:
                raise NotMeasured(f"{type(fault).__name__}: {fault}") from fault
            times.append(time.perf_counter() - server.started_at)
            if server.faults():
                raise NotMeasured(server.faults()[-1])
    what = f"start to first page, median of {repeats}"
    return [Figure(what, median(times), "s", START_SECONDS)]


async def _first_page(address: str) -> None:
    async with visit(address) as visitor:
        await visitor.open()
