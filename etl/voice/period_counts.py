"""How many people spoke about what, and when: quarters, and months of the whole system.

Counted for everyone alone, as a group in a quarter is hardly ever large enough to show, and only
where the count for all time is shown. A Place's months are hardly ever large enough either. The
system's may be, on its main themes, and twelve in a row are enough for a control chart.

A quarter of the system is the sum of its months, and of the quarters of its Places, so all three
are protected together.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import product
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from etl.voice.batches import as_published, last_of, of_what_is_new, states_after, within
from etl.voice.counting import (
    ANY,
    EVERYONE,
    NOWHERE,
    Axes,
    Numbers,
    area_sums,
    cell_measures,
    theme_sums,
)
from insight.analysis.voices import period
from insight.reference.areas import SYSTEM
from insight.statistics import disclosure
from insight.statistics.disclosure import SHOWN, TOO_FEW

ALL_TIME = "all time"
KEYS = ["area_code", "group_id", "theme_id", "period_label"]
MONTHS = 3  # in a quarter


@dataclass(frozen=True)
class _Cells:
    """Cells of everyone by time, by number: first the quarters, then the months.

    quarter: (areas, themes, quarters and all time). month: (main themes, quarters, 3), of the
    system. main: numbers of the main themes, the last of them any.
    """

    quarter: Numbers
    month: Numbers
    main: Numbers

    @classmethod
    def of(cls, axes: Axes, quarters: int) -> _Cells:
        """The cells of so many quarters."""
        areas, _, themes = axes.shape
        main = np.flatnonzero(axes.above == axes.themes.index(ANY))
        quarter, month = (areas, themes, quarters + 1), (len(main), quarters, MONTHS)
        first = np.arange(np.prod(quarter))
        rest = len(first) + np.arange(np.prod(month))
        return cls(first.reshape(quarter), rest.reshape(month), main)

    @property
    def size(self) -> int:
        """How many cells there are."""
        return self.quarter.size + self.month.size

    def spread(self, of_quarter: NDArray[Any], of_month: NDArray[Any]) -> NDArray[Any]:
        """What is so of quarters, and of months, for every cell by its number."""
        of_quarter = np.broadcast_to(of_quarter, self.quarter.shape)
        return np.append(of_quarter, np.broadcast_to(of_month, self.month.shape))

    def wholes(self, axes: Axes) -> Numbers:
        """(cells, 2) the cells that each cell lies within; -1 is none."""
        in_theme = self.quarter[:, axes.above], self.quarter[:, axes.above[axes.above]]
        in_any = np.broadcast_to(self.month[-1], self.month.shape)
        inside = np.stack([np.append(each, in_any) for each in in_theme], axis=-1)
        inside[inside == np.arange(len(inside))[:, None]] = -1
        return inside


def period_counts(
    members: pd.DataFrame,
    axes: Axes,
    all_time: NDArray[np.object_],
    smallest: int,
    published: pd.DataFrame | None,
    is_open: NDArray[np.bool_],
) -> pd.DataFrame:
    """Rows by quarter and month for everyone, with `state`; none where there are too few.

    members: rows for everyone of `counting.cell_members`. all_time: (areas, themes) states for all
    time. published: as of `voice_cells`. is_open: (areas,) where counts may move from these.
    """
    quarter = members["month"].dt.asfreq("Q")
    # A quarter that is public has its rows though the last comment of it be gone.
    labels = set() if published is None else {*published["period_label"]} - {ALL_TIME}
    spoken = pd.PeriodIndex(quarter.unique(), freq="Q")
    quarters = period.quarters(labels).union(spoken).sort_values()
    cells = _Cells.of(axes, len(quarters))
    at = quarters.get_indexer(quarter)
    found = _measured(members, at, cells)
    count = found["comment_count"].to_numpy(dtype=np.int64)
    count[cells.quarter[..., -1]] = count[cells.quarter[..., :-1]].sum(axis=-1)
    is_shown = all_time == SHOWN
    is_published = cells.spread(is_shown[..., None], is_shown[-1, cells.main][:, None, None])
    found[["area_code", "theme_id", "period_label"]] = _keys(axes, cells, quarters)
    found["group_id"] = EVERYONE
    found["true_count"] = found["comment_count"]
    last = last_of(published, "voice_cell", found[KEYS])
    if last is None:
        state = _states(count, axes, cells, is_published, smallest)
    else:
        new = np.abs(count - last.shown)
        held = last.held(count, smallest)
        state = of_what_is_new(
            lambda: _states(new, axes, cells, is_published, smallest, count, held), count.shape
        )
        may_move = cells.spread(is_open[:, None, None], is_open[-1])
        state, stays = states_after(count, state, last, smallest, may_move)
        shown = np.where(stays, last.shown, count)
        state, stays = within(state, shown, stays, cells.wholes(axes), last)
        found = as_published(found, stays & is_published, last)
    found["state"] = state
    return found[is_published & (state != TOO_FEW) & (found["period_label"] != ALL_TIME)]


def _measured(members: pd.DataFrame, at: Numbers, cells: _Cells) -> pd.DataFrame:
    """What is known of each cell but those of all time. at: the quarter of each row."""
    of_quarter = cells.quarter[members["area"], members["theme"], at]
    main = pd.Index(cells.main).get_indexer(members["theme"])
    has_month = (members["area"] == len(cells.quarter) - 1).to_numpy() & (main >= 0)
    month = (members["month"].dt.month.to_numpy() - 1) % MONTHS
    of_month = cells.month[main, at, month][has_month]
    counted = pd.concat([members, members[has_month]], ignore_index=True)
    return cell_measures(counted, np.append(of_quarter, of_month), cells.size)


def _keys(axes: Axes, cells: _Cells, quarters: pd.PeriodIndex) -> list[tuple[str, str, str]]:
    """Area, theme and period of each cell, by its number."""
    labels = [*map(period.label, quarters), ALL_TIME]
    months = [
        period.label(each.asfreq("M", "start") + m) for each in quarters for m in range(MONTHS)
    ]
    main = [axes.themes[theme] for theme in cells.main]
    return [*product(axes.areas, axes.themes, labels), *product([SYSTEM], main, months)]


def _states(
    count: Numbers,
    axes: Axes,
    cells: _Cells,
    is_published: NDArray[np.bool_],
    smallest: int,
    truth: Numbers | None = None,
    held: NDArray[np.bool_] | None = None,
) -> NDArray[np.object_]:
    """State of each cell, by its number. truth, held: as of `etl.voice.cells`."""
    chance = truth is None  # as of `etl.voice.cells`
    truth = count if truth is None else truth
    quarter, month = cells.quarter, cells.month
    is_nowhere = (np.arange(len(axes.areas)) == axes.areas.index(NOWHERE))[:, None, None]
    is_all_time = np.arange(quarter.shape[-1]) == quarter.shape[-1] - 1
    unguarded = cells.spread(is_nowhere, np.array(False))
    # A count for all time that is shown already is known whatever is hidden here.
    fixed = cells.spread(is_all_time & ~is_nowhere, np.array(False)) & is_published
    any_theme = len(cells.main) - 1
    # A time in which nothing came from a Place tells of nobody there: its noughts may be known.
    is_never = truth[quarter[:, [axes.themes.index(ANY)]]] == 0
    never = cells.spread(is_never, truth[month[[any_theme]]] == 0) & (truth == 0)
    fixed |= never & ~unguarded
    finer = np.full((cells.size, MONTHS), -1)
    finer[quarter[-1, cells.main, :-1]] = month
    seen = np.delete(quarter, axes.areas.index(NOWHERE), axis=0)[..., :-1]
    in_quarters = quarter[..., :-1]
    state = disclosure.protect(
        count,
        smallest,
        sums=[
            area_sums(count[in_quarters], in_quarters, smallest),
            *(
                replace(each, by_chance=chance)
                for each in (
                    *theme_sums(truth, np.moveaxis(seen, 1, -1), axes.above),
                    *theme_sums(truth, np.moveaxis(month, 0, -1), np.full(len(month), any_theme)),
                )
            ),
        ],
        tables=list(np.moveaxis(quarter, 1, 0)),
        inside=cells.wholes(axes),
        finer=finer,
        unseen=~is_published & ~unguarded,
        unguarded=unguarded,
        fixed=fixed,
        held=held,
    )
    return np.where(never, TOO_FEW, state)
