"""Whose voice it is: a group in an area, in words and for files."""

from __future__ import annotations

from insight.analysis.voices.voice_side import NOT_STATED
from insight.reference.areas import areas
from insight.reference.groups import EVERYONE
from insight.store import Store, queries

PAGE = "voices"


def group_names(store: Store) -> dict[str, str]:
    """Names of those who may be heard, by id: everyone, each heard group, those who gave none."""
    groups = queries.heard_groups(store)
    listed = dict(zip(groups["group_id"], groups["group_name"], strict=True))
    return {EVERYONE: "Everyone", **listed, NOT_STATED: "No group stated"}


def about(store: Store, area_code: str, group_id: str) -> dict[str, str]:
    """What holds for every row of a file: area_code, area_name and group_name."""
    area = areas()[area_code].area_name
    group = group_names(store)[group_id]
    return {"area_code": area_code, "area_name": area, "group_name": group}


def who(store: Store, area_code: str, group_id: str) -> str:
    """'Halton' for everyone there, 'Halton, Unpaid carers' for a group."""
    whose = about(store, area_code, group_id)
    group = "" if group_id == EVERYONE else f", {whose['group_name']}"
    return f"{whose['area_name']}{group}"
