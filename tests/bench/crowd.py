"""Many people at once on one server, each thinking between choices."""

from __future__ import annotations

import asyncio
import math
import random
import time

from tests.bench.driver import FAULTS, Visitor, visit
from tests.bench.figures import Figure, NotMeasured, Report, amount, percentile
from tests.bench.server import running

P95_SECONDS, CPU_MS = 1, 25
THINK_SECONDS = 10
OTHER_PAGE_SHARE = 0.2  # of choices; the rest change a picker on the page


def measure(report: Report, people: int, ramp_seconds: float, seconds: float) -> list[Figure]:
    """`people` arrive over the ramp and then choose for `seconds`, ten seconds apart on average.

    Only choices made after the ramp are timed; errors count from the start.
    """
    with running() as server:
        crowd = Crowd(server.address, ramp_seconds, ramp_seconds + seconds)
        cpu_before = server.cpu_seconds()
        asyncio.run(crowd.gather(people, report))
        cpu = server.cpu_seconds() - cpu_before
        errors = [*crowd.errors, *server.faults()]
    if not crowd.times:
        raise NotMeasured(f"no choice was answered; {errors[-1] if errors else 'nobody chose'}")
    what = f"{people} people, a choice every {THINK_SECONDS} s each"
    note = (
        f"p50 {amount(percentile(crowd.times, 50), 's')}, "
        f"p99 {amount(percentile(crowd.times, 99), 's')}, {len(crowd.times)} choices"
    )
    return [
        Figure(f"{what}: p95", percentile(crowd.times, 95), "s", P95_SECONDS, note),
        cpu_figure(cpu, crowd.answers),
        Figure("  their errors", len(errors), "errors", 0, errors[-1] if errors else ""),
    ]


def cpu_figure(seconds: float, answers: int) -> Figure:
    """The server's processor time for one answer, where the system says how much it used."""
    what, note = "  processor time for each", f"{answers} answers, first visits among them"
    if math.isnan(seconds):
        return Figure(what, None, "ms", CPU_MS, "this system does not say")
    return Figure(what, 1000 * seconds / answers, "ms", CPU_MS, note)


class Crowd:
    """The people, on one clock: `measured_from` and `until` are seconds after the start.

    answers counts all they were given, timed or not.
    """

    def __init__(self, address: str, measured_from: float, until: float) -> None:
        self.times: list[float] = []
        self.errors: list[str] = []
        self.answers = 0
        self._address = address
        self._measured_from = measured_from
        self._until = until
        self._started = time.perf_counter()

    async def gather(self, people: int, report: Report) -> None:
        """Let everybody in, evenly over the ramp, and wait until they have left."""
        persons = [
            asyncio.create_task(self._person(number, self.arrival(number, people)))
            for number in range(people)
        ]
        while not all(person.done() for person in persons):
            report(f"{people} people choosing", int(self._clock()), int(self._until))
            await asyncio.wait(persons, timeout=1)
        for person in persons:
            person.result()

    def arrival(self, number: int, people: int) -> float:
        """Seconds after the start at which one of the people comes in."""
        return self._measured_from * number / people

    async def _person(self, number: int, arrival: float) -> None:
        chance = random.Random(number)
        await asyncio.sleep(arrival)
        try:
            async with visit(self._address) as visitor:
                await visitor.open()
                await visitor.open(chance.choice(list(visitor.pages)))
                self.answers += 2
                await self._choose(visitor, chance)
        except FAULTS as fault:
            self.errors.append(f"{type(fault).__name__}: {fault}")

    async def _choose(self, visitor: Visitor, chance: random.Random) -> None:
        while True:
            thinking = chance.expovariate(1 / THINK_SECONDS)
            if self._clock() + thinking > self._until:
                await asyncio.sleep(max(0.0, self._until - self._clock()))
                return
            await asyncio.sleep(thinking)
            asked = self._clock()
            if chance.random() < OTHER_PAGE_SHARE:
                answer = await visitor.open(chance.choice(list(visitor.pages)))
            else:
                answer = await visitor.choose_any(chance)
            self.answers += 1
            if asked >= self._measured_from:
                self.times.append(answer.seconds)

    def _clock(self) -> float:
        return time.perf_counter() - self._started
