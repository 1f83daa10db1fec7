#!/usr/bin/env python3
"""Looks after the replicas of an app on this machine. Needs nothing but Python.

    replicas.py check 8601 8603                   are all there, and do they show one build?
    replicas.py restart insight-public@8601 insight-public@8603     one after the other

A restart waits until a replica shows a build again before it touches the next; where one does not
come back it stops, and the others go on. Exit codes: 0 all well, 1 something to see to.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Sequence
from dataclasses import dataclass

PATH = "/_insight/metrics"
PATIENCE_SECONDS = 60  # for a replica to start
BUILD_SECONDS = 15  # in which a new build has reached all replicas
ANSWER_SECONDS = 5
DRAIN_SECONDS = 6  # longer than nginx leaves one alone that was gone (fail_timeout)


@dataclass(frozen=True)
class State:
    """What a replica says of itself. fault: why it says nothing, '' otherwise."""

    port: int
    build_id: str = ""
    counts: str = ""
    fault: str = ""


def state(port: int) -> State:
    """Ask one replica on this machine."""
    try:
        address = f"http://127.0.0.1:{port}{PATH}"
        with urllib.request.urlopen(address, timeout=ANSWER_SECONDS) as answer:
            said = answer.read().decode()
    except OSError as fault:
        return State(port, fault=f"no answer: {fault}")
    build = re.search(r'^insight_info\{.*build_id="([^"]*)"\}', said, flags=re.MULTILINE)
    if build is None or not build[1]:
        return State(port, fault="it shows no build")
    names = ("insight_connected", "insight_errors_total", "insight_page_p95_seconds")
    found = [re.search(rf"^{name} (\S+)$", said, flags=re.MULTILINE) for name in names]
    values = [each[1] if each else "?" for each in found]
    counts = "{} pages open, {} errors, p95 {} s".format(*values)
    return State(port, build[1], counts)


def fault_of(states: Sequence[State]) -> str:
    """What is wrong with replicas of one app, '' for nothing."""
    faults = [f"port {each.port}: {each.fault}" for each in states if each.fault]
    if faults:
        return "; ".join(faults)
    if len({each.build_id for each in states}) > 1:
        return "they show different builds"
    return ""


def check(ports: Sequence[int], patience: float = BUILD_SECONDS) -> tuple[list[State], str]:
    """The states of replicas, and what is wrong for longer than a new build needs to reach all."""
    until = time.monotonic() + patience
    while True:
        states = [state(port) for port in ports]
        fault = fault_of(states)
        if not fault or time.monotonic() > until:
            return states, fault
        time.sleep(0.5)


def restart(
    units: Sequence[str], again: Callable[[str], None], drain: float = DRAIN_SECONDS
) -> str:
    """Restart replicas one after the other. units: NAME@PORT. What went wrong, '' for nothing."""
    ports = [int(unit.rpartition("@")[2]) for unit in units]
    for number, (unit, port) in enumerate(zip(units, ports, strict=True)):
        if number:
            time.sleep(drain)  # those who were moved may come back before the next one goes
        again(unit)
        _, fault = check([port], PATIENCE_SECONDS)
        if fault:
            return f"{unit} did not come back, and the others were left alone: {fault}"
    return check(ports)[1]


def systemctl(unit: str) -> None:
    """Have systemd restart a service."""
    subprocess.run(["systemctl", "restart", unit], check=True)


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    commands = parser.add_subparsers(required=True, dest="verb", metavar="COMMAND")
    command = commands.add_parser("check", help="are all there, and do they show one build?")
    command.add_argument("port", nargs="+", type=int, help="ports of the replicas of one app")
    command.add_argument("--patience", type=float, default=BUILD_SECONDS, metavar="SECONDS")
    command = commands.add_parser("restart", help="restart services one after the other")
    command.add_argument("unit", nargs="+", help="such as insight-team@8602")
    options = parser.parse_args(arguments)
    if options.verb == "restart":
        fault = restart(options.unit, systemctl)
    else:
        states, fault = check(options.port, options.patience)
        for each in states:
            print(f"port {each.port}: {each.fault or f'build {each.build_id}, {each.counts}'}")
    if fault:
        print(f"To see to: {fault}", file=sys.stderr)
    return 1 if fault else 0


if __name__ == "__main__":
    sys.exit(main())
