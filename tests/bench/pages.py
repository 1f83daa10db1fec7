"""How fast every page answers a choice on a warm server, and how much it sends."""

from __future__ import annotations

import asyncio
import random

from tests.bench.driver import FAULTS, Rerun, visit
from tests.bench.figures import Figure, Report, amount, percentile
from tests.bench.server import Server, cpu_note, running

RERUN_MS, MAP_KB = 100, 15
WARMING = 3  # choices after which a page counts as warm: modules imported, geometry read


def measure(report: Report, reruns: int) -> list[Figure]:
    """Every page the front door lists, one after the other, one visitor at a time."""
    with running() as server:
        pages = asyncio.run(_pages(server.address))
        figures = []
        for number, (page, name) in enumerate(pages.items()):
            report(f"{reruns} choices on {name}", number, len(pages))
            figures += measure_page(server, page, name, reruns)
    return figures


def measure_page(server: Server, page: str, name: str, reruns: int) -> list[Figure]:
    """The figures of one page: time per choice, and bytes where it draws a map.

    Every choice is made twice: first by somebody who is the first on this build to make it,
    then again. The budget is for the second, a warm page; the first is in the note.
    """
    what = f"choice on {name}, p95 of {reruns}"
    faults_before = len(server.faults())
    try:
        cpu = [server.cpu_seconds()]
        first = asyncio.run(_choices(server.address, page, reruns))
        cpu.append(server.cpu_seconds())
        answers = asyncio.run(_choices(server.address, page, reruns))
        cpu.append(server.cpu_seconds())
    except FAULTS as fault:
        return [Figure(what, None, "ms", RERUN_MS, f"{type(fault).__name__}: {fault}")]
    faults = server.faults()[faults_before:]
    if faults:
        return [Figure(what, None, "ms", RERUN_MS, f"{len(faults)} errors, last {faults[-1]}")]
    times = [answer.seconds * 1000 for answer in answers]
    asked = WARMING + reruns + 1
    cold = percentile([answer.seconds * 1000 for answer in first], 95)
    note = (
        f"p50 {amount(percentile(times, 50), 'ms')}{cpu_note(cpu[2] - cpu[1], asked)}; "
        f"first time {amount(cold, 'ms')}{cpu_note(cpu[1] - cpu[0], asked)}"
    )
    figures = [Figure(what, percentile(times, 95), "ms", RERUN_MS, note)]
    if any(answer.map_byte_count for answer in answers):
        figures.append(weight(answers))
    return figures


def weight(answers: list[Rerun]) -> Figure:
    """What the map of a page sends for a choice, compressed; the whole page is in the note."""
    pages = [answer.byte_count / 1000 for answer in answers]
    maps = [answer.map_byte_count / 1000 for answer in answers]
    middle, most = (amount(percentile(pages, percent), "kB") for percent in (50, 95))
    note = f"the whole page p50 {middle}, p95 {most}"
    return Figure("  sent for its map, p95", percentile(maps, 95), "kB", MAP_KB, note)


async def _pages(address: str) -> dict[str, str]:
    async with visit(address) as visitor:
        await visitor.open()
        return visitor.pages


async def _choices(address: str, page: str, reruns: int) -> list[Rerun]:
    chance = random.Random(page)  # the same choices every time
    async with visit(address) as visitor:
        await visitor.open(page)
        answers = [await visitor.choose_any(chance) for _ in range(WARMING + reruns)]
    return answers[WARMING:]
