"""What people's voice is sorted by: themes, groups who are heard, and subjects."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Theme:
    """Something people talk about. parent_id is "" on the first of the two levels.

    hint: where the theme begins and ends, for a person who labels comments.
    """

    theme_id: str
    theme_name: str
    plain_name: str
    hint: str
    parent_id: str = ""


@dataclass(frozen=True)
class HeardGroup:
    """People a comment or an activity can be tagged with. Groups overlap.

    spellings: other words exports use; upper and lower case do not matter.
    """

    group_id: str
    group_name: str
    heard_kind: str
    sort_order: int
    spellings: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Subject:
    """What figures and voices can both be about.

    A comment counts for it when it has one of theme_ids and, where group_ids are given, is from
    one of those groups; with no theme_ids, the group alone decides. The first indicator leads.
    """

    subject_id: str
    subject_name: str
    sort_order: int
    clinical_area: str = ""
    indicator_ids: tuple[str, ...] = ()
    theme_ids: tuple[str, ...] = ()
    group_ids: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.theme_ids and not self.group_ids:
            raise ValueError("has neither theme_ids nor group_ids")
