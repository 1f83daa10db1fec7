"""What a reader may choose about gaps: who the page is for, the groups, the edition, the area."""

from __future__ import annotations

import pandas as pd

from insight.reference.areas import SYSTEM
from insight.reference.groups import GAP_NAMES, NO_EDITION
from insight.reference.vocabulary import VERSION_NAMES
from insight.store import Store, queries
from pages import data
from pages.controls import choices


def version() -> str:
    """Version of CORE20PLUS5: 'adults' or 'children'."""
    return choices.press("For", VERSION_NAMES, "version")


def group_kind(measures: pd.DataFrame) -> str:
    """How people are grouped; measures: rows of `queries.inequality_measures` of one measure."""
    offered = set(measures["group_kind"])
    names = {kind: name for kind, name in GAP_NAMES.items() if kind in offered}
    return choices.press("Groups", names, "groups")


def fitting_edition(measures: pd.DataFrame, asked: str) -> str:
    """The edition asked for where these groups have it, else the one they do have.

    measures: rows of one measure and group kind. 'none' where groups are not by deprivation.
    """
    offered = list(measures["edition"])
    return asked if asked in offered else max(offered)


def why_other_edition(asked: str, used: str) -> str:
    """Said when the figures cannot follow the edition a reader asked for."""
    if used in (asked, NO_EDITION):
        return ""
    return f"These groups are only given by the {used} edition, so that one is shown."


def area(picked: dict[str, str]) -> tuple[str, str]:
    """Code and name of an area with a gap, the system first and the Places by name.

    picked: the arguments of `queries.inequalities`.
    """
    return choices.area(data.shared(_areas, **picked))


def _areas(store: Store, **picked: str) -> pd.DataFrame:
    rows = queries.inequalities(store, **picked)
    areas = rows.drop_duplicates("area_code")[["area_code", "area_name"]]
    order = areas.assign(is_other=areas["area_code"] != SYSTEM)
    return order.sort_values(["is_other", "area_name"])
