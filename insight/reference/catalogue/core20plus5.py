"""CORE20PLUS5 as configured here: the clinical areas, and the groups the NHS calls PLUS."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Ambition:
    """A figure that somebody national has said England should reach.

    number is in `unit`, to be reached by the end of `year`; direction is at_least or at_most.
    is_current: still the goal; False for one that has passed, was dropped or may be. indicator_id:
    the indicator it can be set against, "" when none measures it.
    """

    number: float
    unit: str
    direction: str
    year: int
    wording: str
    source_id: str
    is_current: bool
    indicator_id: str = ""


@dataclass(frozen=True)
class Unmeasured:
    """Part of a goal that no figure here shows: what, why not, and who might have it."""

    what: str
    why: str
    might_come_from: str


@dataclass(frozen=True)
class ClinicalArea:
    """One of the five areas of care for adults, or for children, or smoking, which is for all.

    measures: indicators that show the goal itself. background: indicators near it, such as how
    common the condition is, what it may lead to, or people of other ages. Together they are
    the indicators that name this clinical area. order: position in its version, from 1.
    """

    clinical_area_id: str
    version: str
    order: int
    plain_name: str
    summary: str
    source_id: str
    is_cross_cutting: bool = False
    measures: tuple[str, ...] = ()
    background: tuple[str, ...] = ()
    ambitions: tuple[Ambition, ...] = ()
    unmeasured: tuple[Unmeasured, ...] = ()

    def __post_init__(self) -> None:
        listed = self.measures + self.background
        if len(set(listed)) < len(listed):
            raise ValueError("lists an indicator twice")


@dataclass(frozen=True)
class PlusGroup:
    """People who often fare worse and whom Core20 alone may miss.

    Which groups are PLUS is a local choice: owner says whose, status how far it has come, and
    decided_date (such as "2026-01-31") when; "" until chosen. measures: indicators about these
    people. breakdown_groups: groups in groups.toml whose figures are theirs. unmeasured_reason:
    what we cannot show, and why.
    """

    group_id: str
    group_name: str
    versions: tuple[str, ...]
    definition: str
    owner: str
    status: str
    source_id: str
    decided_date: str = ""
    measures: tuple[str, ...] = ()
    breakdown_groups: tuple[str, ...] = ()
    unmeasured_reason: str = ""

    def __post_init__(self) -> None:
        if (self.status == "chosen") != bool(self.decided_date):
            raise ValueError("must have a decided_date when its status is chosen, and only then")
        if self.decided_date and not _is_day(self.decided_date):
            raise ValueError(
                f"decided_date must be a day such as 2026-01-31, not '{self.decided_date}'"
            )
        if not self.measures and not self.unmeasured_reason:
            raise ValueError("has neither measures nor an unmeasured_reason")


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
