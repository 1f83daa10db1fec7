"""What each Place, and the system, has said matters most to it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class PriorityLink:
    """An indicator that informs a priority, and why it does, in a line."""

    indicator_id: str
    rationale: str


@dataclass(frozen=True)
class Priority:
    """One stated priority, in our own words.

    area_code: a Place or the system. section: where in the source it is stated. indicators
    are [[priority.indicator]] in the file. A priority that no indicator can inform is kept,
    with no_indicator_reason saying why; otherwise that is "".
    """

    priority_id: str
    area_code: str
    priority_name: str
    summary: str
    source_id: str
    section: str
    indicators: tuple[PriorityLink, ...] = ()
    no_indicator_reason: str = ""

    def __post_init__(self) -> None:
        linked = [link.indicator_id for link in self.indicators]
        if not linked and not self.no_indicator_reason:
            raise ValueError("has neither an [[priority.indicator]] nor a no_indicator_reason")
        if linked and self.no_indicator_reason:
            raise ValueError("has an [[priority.indicator]] and also a no_indicator_reason")
        if len(set(linked)) < len(linked):
            raise ValueError("lists an indicator twice")
