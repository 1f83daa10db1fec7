"""Times at which something is published: by the clock in London, where readers are.

A wall time that the clock skips in spring has no instant, and one that it repeats in autumn has
two; both are refused, so that nobody is surprised by an hour (PEP 495).
"""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from publishing.releases.lifecycle import ReleaseRefused

ZONE = "Europe/London"
LONDON = ZoneInfo(ZONE)
WALL = "%Y-%m-%d %H:%M"


def instant(wall: str) -> datetime:
    """The instant, in UTC, of a London wall time such as '2026-12-10 09:30'.

    Raises ReleaseRefused where it cannot be read, does not exist or comes twice.
    """
    try:
        local = datetime.strptime(wall.strip(), WALL).replace(tzinfo=LONDON)
    except ValueError as fault:
        raise ReleaseRefused(f"'{wall}' is no time such as 2026-12-10 09:30") from fault
    found = local.astimezone(UTC)
    if found.astimezone(LONDON).replace(tzinfo=None) != local.replace(tzinfo=None):
        raise ReleaseRefused(f"{wall} does not exist in London: the clock skips it")
    if found != local.replace(fold=1).astimezone(UTC):
        raise ReleaseRefused(f"{wall} comes twice in London: the clock is put back")
    return found


def wall_time(moment: datetime) -> str:
    """'10 December 2026 at 09:30' in London, of an instant."""
    return f"{moment.astimezone(LONDON):%-d %B %Y at %H:%M}"


def london_day(kept: str) -> str:
    """'10 December 2026' in London, of an instant as it is kept."""
    return wall_time(from_iso(kept)).partition(" at ")[0]


def iso(moment: datetime) -> str:
    """An instant as it is kept: UTC, to the microsecond."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def from_iso(text: str) -> datetime:
    """What `iso` kept."""
    return datetime.fromisoformat(text)
