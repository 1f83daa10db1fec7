"""What may be shown of people's words on a subject: how many, in what mood, heard by whom.

Comments may carry several themes, and people belong to several groups, so counts of cells are
never added. The largest cell leads, and people count as mostly negative (or positive) only when
every cell that may be shown is. Where the mood of one is not labelled, neither is that of all.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product
from typing import Any

import pandas as pd

from insight.analysis.voices.strength import NONE, Strength, strength
from insight.statistics.disclosure import PROTECTED, SHOWN, TOO_FEW
from insight.store.rows import records

NOT_STATED, ANY = "not-stated", "any"
NEGATIVE, MIXED, POSITIVE = "mostly negative", "mixed", "mostly positive"
NOT_LABELLED = "not labelled"
GOOD_BASE, GOOD_ORGANISATIONS, MOSTLY_MACHINE = 30, 3, 50
# Themes of what can stand between people and help, whatever the subject.
BARRIERS = ("transport", "cost-of-living", "language-and-interpreting", "digital-exclusion")
Cell = dict[str, Any]
Cells = dict[tuple[str, str, str], Cell]


@dataclass(frozen=True)
class VoiceSide:
    """What people of some groups say on a subject in one area.

    state: shown, protected or too few (or none), the first of these that any cell has. mood: of all
    that is shown, '' otherwise. cells: those shown, the largest first, rows of
    `queries.theme_voices`.
    """

    state: str
    mood: str
    cells: tuple[Cell, ...]
    strength: Strength

    @property
    def is_shown(self) -> bool:
        """Whether any of it may be shown."""
        return self.state == SHOWN

    @property
    def lead(self) -> Cell | None:
        """The largest cell shown."""
        return self.cells[0] if self.cells else None

    @property
    def is_demonstration(self) -> bool:
        """Whether any of what is shown was written as a demonstration."""
        return any(cell["is_demonstration"] for cell in self.cells)


def cells_by_key(voices: pd.DataFrame) -> Cells:
    """`queries.theme_voices` keyed (area_code, group_id, theme_id)."""
    rows = records(voices)
    return {(row["area_code"], row["group_id"], row["theme_id"]): row for row in rows}


def voice_side(
    cells: Cells, area_code: str, group_ids: Iterable[str], theme_ids: Iterable[str]
) -> VoiceSide:
    """What these groups say on these themes; what is not there is too few, or none."""
    keys = [(area_code, group, theme) for group, theme in product(group_ids, theme_ids)]
    found = [cells[key] for key in keys if key in cells]
    states = {cell["state"] for cell in found}
    state = next((each for each in (SHOWN, PROTECTED) if each in states), TOO_FEW)
    shown = [cell for cell in found if cell["state"] == SHOWN]
    shown.sort(key=lambda cell: (-int(cell["comment_count"]), cell["theme_id"], cell["group_id"]))
    moods = {str(cell["mood"]) for cell in shown}
    return VoiceSide(
        state, _together(moods), tuple(shown), cell_strength(shown[0]) if shown else NOT_HEARD
    )


def _together(moods: set[str]) -> str:
    """One mood for those of several cells; '' for none."""
    labelled = moods - {NOT_LABELLED}
    if len(labelled) > 1 or MIXED in labelled:
        return MIXED
    return NOT_LABELLED if NOT_LABELLED in moods else "".join(labelled)


def barriers(
    cells: Cells, area_code: str, group_ids: Iterable[str], own_themes: Iterable[str]
) -> tuple[Cell, ...]:
    """Barriers, other than the subject's own themes, that these groups name in this area.

    Only cells that may be shown, whose mood is labelled and not mostly positive; the largest first.
    """
    themes = [theme for theme in BARRIERS if theme not in set(own_themes)]
    side = voice_side(cells, area_code, group_ids, themes)
    return tuple(cell for cell in side.cells if cell["mood"] not in (POSITIVE, NOT_LABELLED))


def cell_strength(cell: Cell) -> Strength:
    """How much a shown cell can bear: its base, who heard it, and who labelled it."""
    count, heard_by = int(cell["comment_count"]), int(cell["organisation_count"])
    against = []
    if count < GOOD_BASE:
        against.append(f"only {count} comments")
    if heard_by < GOOD_ORGANISATIONS:
        many = "organisation" if heard_by == 1 else "organisations"
        against.append(f"heard by only {heard_by} {many}")
    if cell["dominant_organisation"]:
        against.append(f"more than half came through {cell['dominant_organisation']}")
    if (cell["machine_pct"] or 0) > MOSTLY_MACHINE:
        against.append("themes mostly given by machine")
    good = f"{GOOD_BASE} comments or more, through {GOOD_ORGANISATIONS} organisations or more"
    return strength(against, good)


NOT_HEARD = Strength(NONE, ("nothing may be shown",))
