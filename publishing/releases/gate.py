"""What a release is checked for, as far as releases need to know: a callable that finds faults.

The checks themselves are passed in. What one blocks cannot be submitted, and is held where it comes
up again at publication, when other releases may have gone out that tell the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from publishing.releases.content import Packet
from publishing.releases.lifecycle import ReleaseRefused

UNTRIED = "untried"  # by a program that is not installed, or did not run


@dataclass(frozen=True)
class Check:
    """What a check found. check_id: 'disclosure', 'reading-age'. message: for the author's eyes."""

    check_id: str
    is_blocking: bool
    message: str


@dataclass(frozen=True)
class Other:
    """Another version that readers have, or will have at the same minute; files by path.

    retells: the release that it was made from, as an Easy Read twin is; '' for none.
    """

    release_id: str
    version: int
    files: Callable[[], Mapping[str, bytes]]
    retells: str = ""


Gate = Callable[[Packet, Sequence[Other]], Sequence[Check]]


class Blocked(ReleaseRefused):
    """The gate does not let a version through. `found` holds what it found."""

    def __init__(self, found: Sequence[Check]) -> None:
        self.found = tuple(found)
        blocking = "; ".join(each.message for each in found if each.is_blocking)
        super().__init__(f"The gate blocks it: {blocking}")


def passed(gate: Gate, packet: Packet, others: Sequence[Other]) -> tuple[Check, ...]:
    """What the gate only warns of. Raises Blocked."""
    found = tuple(gate(packet, others))
    if any(each.is_blocking for each in found):
        raise Blocked(found)
    return found
