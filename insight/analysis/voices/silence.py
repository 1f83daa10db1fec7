"""Where there is a need and few or none have been heard: Place × group × subject.

Need is what the figures that exist for a group show: for everyone, and for the people a subject
is about, its own figures; for people in the most deprived neighbourhoods, the gap by deprivation;
for people from ethnic minorities, the gap between ethnic groups; for women and men, the gap
between them. No other group has figures, and then its need is not known. Few or none means fewer
comments than may be shown, or none at all, and never which of the two; hidden means that showing
would give another cell away.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from insight.analysis.voices.figure_side import GAP, Row, is_worse_off
from insight.analysis.voices.subjects import (
    CORE20,
    DEPRIVATION,
    ETHNIC_GROUPS,
    NO_MEASURE,
    SEXES,
    Evidence,
    Subject,
)
from insight.analysis.voices.voice_side import ANY, NOT_STATED, Cells, VoiceSide, voice_side
from insight.reference.groups import EVERYONE
from insight.statistics.disclosure import PROTECTED, SHOWN, TOO_FEW
from insight.statistics.verdicts import extremes_differ

NEED, NO_CLEAR_NEED, NO_FIGURE = "need", "no clear need", "no figure"
FEW_HEARD, HIDDEN, HEARD, CALM, VOICE_ONLY, NEITHER, OTHERS = (
    "need, few or none heard",
    "need, voice hidden",
    "need and heard",
    "no clear need",
    "voice, no figure",
    "neither",
    "about others",
)
KINDS = (FEW_HEARD, HIDDEN, HEARD, CALM, VOICE_ONLY, NEITHER, OTHERS)
OF_NEED = {TOO_FEW: FEW_HEARD, PROTECTED: HIDDEN, SHOWN: HEARD}
INTERVAL = ("value", "lower_ci", "upper_ci")
GAP_INTERVAL = ("absolute_gap", "absolute_lower", "absolute_upper")
# What the gap is between that tells the need of a group.
GAPS_OF_GROUPS = {
    CORE20: DEPRIVATION,
    "ethnic-minorities": ETHNIC_GROUPS,
    "women": SEXES,
    "men": SEXES,
}


@dataclass(frozen=True)
class SilenceCell:
    """One cell of the map.

    need: need, no clear need or no figure. figure: the row that shows it, of
    `queries.subject_figures` or, where is_gap, of `latest_gaps`; None without one. kind: the
    word of the cell.
    """

    subject: Subject
    area_code: str
    area_name: str
    group_id: str
    group_name: str
    need: str
    figure: Row | None
    is_gap: bool
    voice: VoiceSide
    kind: str

    @property
    def is_of_its_people(self) -> bool:
        """Whether the group is one the subject is about."""
        return self.group_id in self.subject.group_ids

    @property
    def interval(self) -> Row:
        """value, lower_ci and upper_ci of the figure or the gap that shows the need; {} without."""
        if self.figure is None:
            return {}
        names = GAP_INTERVAL if self.is_gap else INTERVAL
        return {name: self.figure[of] for name, of in zip(INTERVAL, names, strict=True)}


@dataclass(frozen=True)
class NotStated:
    """How many comments of an area do not say which group the person belongs to.

    base and count are 0 and share NaN unless both may be shown; state is that of the hidden one.
    """

    area_code: str
    area_name: str
    state: str
    base: int
    count: int
    share: float


def silence_cells(
    known: Evidence, area_codes: Iterable[str], groups: Mapping[str, str]
) -> list[SilenceCell]:
    """The map for these areas and groups (name by id): subjects outermost, then areas."""
    wanted = set(area_codes)
    places = known.areas[known.areas["area_code"].isin(wanted)]
    areas = [(row.area_code, row.area_name) for row in places.itertuples()]
    return [
        _cell(known, subject, area, group)
        for subject in known.subjects
        for area in areas
        for group in groups.items()
    ]


def _cell(
    known: Evidence, subject: Subject, area: tuple[str, str], group: tuple[str, str]
) -> SilenceCell:
    heard_from = subject.heard_from if group[0] == EVERYONE else (group[0],)
    voice = voice_side(known.cells, area[0], heard_from, subject.theme_ids)
    need, figure, is_gap = need_of(known, subject, area[0], group[0])
    kind = kind_of(need, voice.state)
    if subject.group_ids and group[0] not in (EVERYONE, *subject.group_ids):
        kind = OTHERS
    return SilenceCell(subject, *area, *group, need, figure, is_gap, voice, kind)


def kind_of(need: str, heard: str) -> str:
    """The word of a cell, from its need and the state of its voice."""
    if need == NEED:
        return OF_NEED[heard]
    if need == NO_CLEAR_NEED:
        return CALM
    return VOICE_ONLY if heard == SHOWN else NEITHER


def need_of(
    known: Evidence, subject: Subject, area_code: str, group_id: str
) -> tuple[str, Row | None, bool]:
    """What the figures of a group show: the need, the row that shows it, and whether it is a
    gap."""
    if group_id == EVERYONE or group_id in subject.group_ids:
        side = known.figures.get((subject.subject_id, area_code), NO_MEASURE)
        if not side.is_tested:
            return NO_FIGURE, None, False
        is_gap = side.direction == GAP or side.lead is None
        return NEED if side.is_need else NO_CLEAR_NEED, side.gap if is_gap else side.lead, is_gap
    gaps = known.gaps.get(GAPS_OF_GROUPS.get(group_id, ""), {})
    found = [gaps.get((each, area_code)) for each in subject.indicator_ids]
    judged = [gap for gap in found if gap and gap["polarity"] != "no_judgement"]
    if not judged:
        return NO_FIGURE, None, False
    worse_off = [gap for gap in judged if is_need_of(gap, group_id)]
    return (NEED, worse_off[0], True) if worse_off else (NO_CLEAR_NEED, judged[0], True)


def is_need_of(gap: Row, group_id: str) -> bool:
    """Whether a gap is clear and leaves this group worse off.

    Between women and men the gap is told of women; of men it is the other way round.
    """
    if group_id == "men":
        turned = {**gap, "absolute_gap": -gap["absolute_gap"]}
        return is_worse_off(turned)
    return is_worse_off(gap)


@dataclass(frozen=True)
class Next:
    """Silent cells of one subject and one figure. is_ordered: by the figure, worst first, since
    the first and the last differ by more than chance; by name of Place otherwise."""

    subject: Subject
    cells: tuple[SilenceCell, ...]
    is_ordered: bool


def distinct(cells: Iterable[SilenceCell]) -> list[SilenceCell]:
    """The cells without those that say again, of everyone, what is said of a subject's people."""
    every = list(cells)
    told = {(cell.area_code, cell.subject.subject_id) for cell in every if cell.is_of_its_people}
    return [
        cell
        for cell in every
        if cell.group_id != EVERYONE or (cell.area_code, cell.subject.subject_id) not in told
    ]


def where_next(cells: Iterable[SilenceCell]) -> list[Next]:
    """Needs that few or none were heard on: by subject, and within one figure by need.

    Needs of different figures have no common scale, so subjects keep the catalogue's order.
    """
    silent: dict[tuple[str, str, bool, str], list[SilenceCell]] = {}
    for cell in distinct(cells):
        if cell.kind == FEW_HEARD and cell.figure is not None:
            figure = str(cell.figure["indicator_id"])
            key = (cell.subject.subject_id, figure, cell.is_gap, cell.group_id)
            silent.setdefault(key, []).append(cell)
    return [_ordered(of_one) for of_one in silent.values()]


def _ordered(cells: list[SilenceCell]) -> Next:
    by_name = sorted(cells, key=lambda cell: cell.area_name)
    figures = pd.DataFrame([cell.interval for cell in by_name])
    if len(cells) < 2 or not extremes_differ(figures):
        return Next(cells[0].subject, tuple(by_name), False)
    bad_is_high = by_name[0].figure is not None and by_name[0].figure["polarity"] == "low_is_good"
    sign = -1 if bad_is_high else 1
    ranked = sorted(zip(figures["value"] * sign, range(len(by_name)), strict=True))
    return Next(cells[0].subject, tuple(by_name[place] for _, place in ranked), True)


def not_stated(cells: Cells, areas: pd.DataFrame) -> list[NotStated]:
    """For each area (area_code, area_name), the share of comments without a group."""
    found = []
    for area in areas.itertuples():
        of_all, without = (
            cells.get((area.area_code, group, ANY)) for group in (EVERYONE, NOT_STATED)
        )
        about = (str(area.area_code), str(area.area_name))
        if of_all is None or of_all["state"] != SHOWN:
            state = of_all["state"] if of_all else TOO_FEW
            found.append(NotStated(*about, state, 0, 0, math.nan))
        elif without is None or without["state"] != SHOWN:
            state = without["state"] if without else TOO_FEW
            found.append(NotStated(*about, state, 0, 0, math.nan))
        else:
            base, count = int(of_all["comment_count"]), int(without["comment_count"])
            found.append(NotStated(*about, SHOWN, base, count, 100 * count / base))
    return found
