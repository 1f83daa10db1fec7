"""A dashboard server of our own on loopback, always stopped at the end."""

from __future__ import annotations

import math
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from insight.settings import PROJECT
from tests.bench.figures import NotMeasured

HOST = "127.0.0.1"
PATIENCE_SECONDS = 60
# The last line of a Python traceback: the lines between are indented.
FAULT = re.compile(r"^Traceback \(most recent call last\):\n(?:[ \t].*\n)+(\S.*)$", re.MULTILINE)


@dataclass(frozen=True)
class Server:
    """A running server. address: host:port. started_at: time.perf_counter() before its start.

    process_id: the operating system's number for it.
    """

    address: str
    started_at: float
    log: Path
    process_id: int

    def faults(self) -> list[str]:
        """Errors it has logged so far: a page that says sorry to a reader logs the reason."""
        return FAULT.findall(self.log.read_text(encoding="utf-8", errors="replace"))

    def cpu_seconds(self) -> float:
        """Seconds of processor time it has used so far; NaN where the system does not say.

        Unlike time on the clock, it does not grow because the machine has other work.
        """
        try:
            said = Path(f"/proc/{self.process_id}/stat").read_text(encoding="utf-8")
        except OSError:
            return math.nan
        # After the name in brackets; the 14th and 15th of all are user and system time.
        fields = said.rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def cpu_note(seconds: float, choices: int) -> str:
    """', server CPU 41 ms per choice'; '' where it is not known."""
    if math.isnan(seconds):
        return ""
    return f", server CPU {1000 * seconds / choices:.0f} ms per choice"


@contextmanager
def running(app: Path = PROJECT / "app.py", port_number: int = 0) -> Iterator[Server]:
    """A server for the app with the app's own settings, from its start until it is stopped.

    port_number: 0 for any that is free.
    """
    port = str(port_number or _free_port())
    address = f"{HOST}:{port}"
    command = [sys.executable, "-m", "streamlit", "run", app.name]
    options = ["--server.address", HOST, "--server.port", port, "--server.headless", "true"]
    options += ["--logger.enableRich", "false"]  # plain tracebacks, so that faults() finds them
    with tempfile.TemporaryDirectory(prefix="insight-bench-") as desk:
        log = Path(desk) / "server.log"
        started_at = time.perf_counter()
        with log.open("wb") as sink:
            process = subprocess.Popen(
                command + options, cwd=app.parent, stdout=sink, stderr=subprocess.STDOUT
            )
        try:
            _wait_until_ready(address, process, log)
            yield Server(address, started_at, log, process.pid)
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _free_port() -> int:
    with socket.socket() as tried:
        tried.bind((HOST, 0))
        return int(tried.getsockname()[1])


def _wait_until_ready(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            with urlopen(f"http://{address}/_stcore/health", timeout=5) as answer:
                if answer.status == 200:
                    return
        except (URLError, OSError):
            time.sleep(0.02)
    said = log.read_text(encoding="utf-8", errors="replace").strip().split("\n")
    raise NotMeasured(f"the server did not start: {said[-1]}")
