"""What people answer to published charts in the running app, kept for the next build to read.

Optional: without INSIGHT_ANSWERS nothing is taken. Each answer is a row of feedback in a file of
its day (see data/templates), its personal details taken out before it is written; like all feedback
it is held until somebody has read it.
"""

from __future__ import annotations

import csv
import fcntl
import hashlib
import ipaddress
import os
import re
import secrets
import threading
import time
from collections import deque
from datetime import UTC, datetime
from pathlib import Path

from insight import settings
from insight.reference.areas import areas

COLUMNS = ("response_id", "date", "place", "method", "comment", "release", "consent_to_quote")
LONGEST = 2_000  # letters of an answer
SECONDS = 60 * 60
MOST_OF_ONE, MOST = 3, 60  # answers within that time: from one address, and altogether
SIGNS = "=+-@ "  # a spreadsheet would run what begins with one of these
RELEASE = re.compile(r"[a-z0-9]+(-[a-z0-9]+){0,20}")


class AnswerRefused(ValueError):
    """An answer that is not taken. The message says why, in words for who wrote it."""


def household(sender: str) -> str:
    """What of an address is one sender's: all of it, or the first half of IPv6, as the rest is
    theirs to choose. '' where it is not known."""
    try:
        address = ipaddress.ip_address(sender)
    except ValueError:
        return ""
    if isinstance(address, ipaddress.IPv4Address):
        return str(address)
    return str(address.ipv4_mapped or ipaddress.ip_network((address, 64), strict=False))


class Limits:
    """How many answers came lately. Of an address only a hash is kept, for an hour, in memory.

    Where no address is known, behind a proxy that hands none on, there is no telling one person
    from the next: all that is counted is how many came altogether.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._salt = secrets.token_bytes(16)
        self._times: deque[tuple[float, bytes]] = deque()

    def count(self, sender: str, now: float) -> None:
        """Count one more. Raises AnswerRefused where there were too many."""
        own_part = household(sender)
        who = hashlib.sha256(self._salt + own_part.encode()).digest()
        with self._lock:
            while self._times and self._times[0][0] <= now - SECONDS:
                self._times.popleft()
            own = sum(each == who for _, each in self._times) if own_part else 0
            if own >= MOST_OF_ONE or len(self._times) >= MOST:
                raise AnswerRefused(
                    "We have had many answers in the last hour. Please try again later, or write"
                    " to us"
                )
            self._times.append((now, who))


LIMITS = Limits()


def are_taken() -> bool:
    """Whether this server takes answers."""
    return settings.answers_folder() is not None


def keep(
    text: str, place_code: str, release_id: str, *, may_quote: bool, sender: str, now: float = 0
) -> None:
    """Keep an answer. sender: the address it came from, for limits alone. Raises AnswerRefused.

    now: seconds since 1970, of this moment without one.
    """
    from insight.redaction.redact import redact  # here, since its patterns take long to make

    folder = settings.answers_folder()
    text = " ".join(text.split()).lstrip(SIGNS)
    if folder is None:
        raise AnswerRefused("Answers are not taken here")
    if not text:
        raise AnswerRefused("Please write something first")
    if len(text) > LONGEST:
        raise AnswerRefused(f"Please say it in {LONGEST:,} letters or fewer")
    if place_code not in areas():
        raise AnswerRefused("Please choose where you live")
    now = now or time.time()
    LIMITS.count(sender, now)
    day = f"{datetime.fromtimestamp(now, UTC):%Y-%m-%d}"
    row = {
        "response_id": secrets.token_hex(8),
        "date": day,
        "place": areas()[place_code].area_name,
        "method": "online",
        "comment": redact(text)[0],
        "release": release_id if RELEASE.fullmatch(release_id) else "",
        "consent_to_quote": "yes" if may_quote else "no",
    }
    _append(folder / f"answers-{day}.csv", row)


def _append(file: Path, row: dict[str, str]) -> None:
    """Add a row, alone, to a file that only its owner may read."""
    file.parent.mkdir(parents=True, exist_ok=True)
    opened = os.open(file, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
    with os.fdopen(opened, "a", encoding="utf-8", newline="") as sink:
        fcntl.flock(sink, fcntl.LOCK_EX)
        writer = csv.DictWriter(sink, COLUMNS)
        if os.fstat(sink.fileno()).st_size == 0:
            writer.writeheader()
        writer.writerow(row)
