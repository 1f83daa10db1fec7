"""The ways figures are grouped, and which two groups of each a gap is between."""

from __future__ import annotations

from dataclasses import dataclass

CORE20_TENTHS = 2  # the most deprived fifth of England is its tenths 1 and 2


@dataclass(frozen=True)
class GroupKind:
    """One way of grouping. A gap is the first group against the last, the reference.

    groups: their ids, most deprived first where they have that order. is_gradient: they stand in
    order of deprivation, so a slope can be drawn through them; `no_slope` says why not.
    compares_all: every group is set against the last, not just the first.
    """

    name: str
    groups: tuple[str, ...]
    is_gradient: bool = False
    compares_all: bool = False
    no_slope: str = ""


def _numbered(prefix: str, count: int) -> tuple[str, ...]:
    return tuple(f"{prefix}-{number}" for number in range(1, count + 1))


NO_ORDER = "these groups stand in no order, so there is no gradient"
# The two most deprived fifths of practices, where a publisher joins them.
MERGED_FIFTHS = "practice-quintile-1-2"
# Published beside the ethnic groups, but not a group of people who have something in common.
ETHNIC_NOT_STATED = "ethnic-not-stated"
KINDS = {
    kind.name: kind
    for kind in (
        GroupKind("core20", ("core20", "not-core20"), no_slope="two groups make no gradient"),
        GroupKind("deprivation_quintile", _numbered("imd-quintile", 5), True),
        GroupKind("deprivation_decile", _numbered("imd-decile", 10), True),
        GroupKind("practice_quintile", _numbered("practice-quintile", 5), True),
        GroupKind("local_quintile", _numbered("local-quintile", 5), True),
        GroupKind(
            "ethnic_group",
            ("ethnic-asian", "ethnic-black", "ethnic-mixed", "ethnic-other", "ethnic-white"),
            compares_all=True,
            no_slope=NO_ORDER,
        ),
        GroupKind("sex", ("sex-female", "sex-male"), no_slope=NO_ORDER),
    )
}


def group_of_tenth(kind: str, tenth: int) -> str:
    """The group of this kind that a national tenth (1 is the most deprived) belongs to."""
    if kind == "core20":
        return "core20" if tenth <= CORE20_TENTHS else "not-core20"
    if kind == "deprivation_quintile":
        return f"imd-quintile-{(tenth + 1) // 2}"
    return f"imd-decile-{tenth}"


BY_TENTH = ("core20", "deprivation_quintile", "deprivation_decile")
