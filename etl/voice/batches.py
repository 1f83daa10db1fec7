"""Counts move in batches: what is new since the last public store is taken up ten at a time.

Whoever compares two public stores sees what came in between. One comment more in a count would
tell what its writer said, in which Place and of which group. So a count that has been public stays
as it was until at least the smallest base of comments have come in for it since (or gone from it).

What two stores tell is a table too, of what is new: it adds up like the counts themselves, and is
protected by the same rule. What may not be shown of it is not taken up yet. Three things more:
- Nothing in a Place moves until the number of all its comments does, so that whatever moves may be
  by any of them.
- A part is never shown larger than the whole it stands beside.
- What was hidden to protect another stays hidden until as many more have come in: its later count
  would say how much it was at most when it protected the other.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from insight.statistics.disclosure import PROTECTED, SHOWN, TOO_FEW
from insight.store.publication import COUNTS, KEYS

NUMBERS = {"comment_count": "Int32", "organisation_count": "Int32", "machine_pct": "Float64"}

Mask = NDArray[np.bool_]
Numbers = NDArray[np.int64]
States = NDArray[np.object_]


@dataclass(frozen=True)
class Last:
    """What the last public store said of each of some cells, flat or in a grid.

    shown: the count shown, 0 where none was. state: its state, None where it had no row.
    then: the true count of what was protected, -1 where it is not known. row: its row in `rows`,
    -1 without one.
    """

    rows: pd.DataFrame
    shown: Numbers
    state: States
    then: Numbers
    row: Numbers

    @property
    def was_shown(self) -> Mask:
        """Which counts were shown."""
        found: Mask = self.state == SHOWN
        return found

    def base(self) -> Numbers:
        """The base_count shown beside each answer of a survey, 0 where none was."""
        bases = self.rows["base_count"].astype(float).fillna(0).to_numpy()[self.row]
        return np.where(self.row >= 0, bases, 0).astype(np.int64)

    def held(self, count: Numbers, smallest: int) -> Mask:
        """Which must stay hidden: they protected another, and too few have come in since."""
        found: Mask = (self.state == PROTECTED) & (
            (self.then < 0) | (np.abs(count - self.then) < smallest)
        )
        return found


def last_of(rows: pd.DataFrame | None, table: str, keys: pd.DataFrame) -> Last | None:
    """What `rows` (of `Published.rows`) say of cells, one for each row of `keys`; None for None."""
    if rows is None:
        return None
    names = list(keys.columns)
    at = pd.MultiIndex.from_frame(rows[names]).get_indexer(pd.MultiIndex.from_frame(keys))
    known = at >= 0
    state: States = np.full(len(at), None, dtype=object)
    state[known] = rows["state"].to_numpy(dtype=object)[at[known]]
    counts = rows[COUNTS[table]].astype(float).fillna(0).to_numpy()
    then = rows["then_count"].astype(float).fillna(-1).to_numpy()
    return Last(
        rows,
        shown=np.where(state == SHOWN, counts[at], 0).astype(np.int64),
        state=state,
        then=np.where(known, then[at], -1).astype(np.int64),
        row=np.where(known, at, -1),
    )


def of_what_is_new(states: Callable[[], States], shape: tuple[int, ...]) -> States:
    """The states of what is new; where it cannot be made safe, none of it is taken up yet."""
    try:
        return states()
    except ValueError:
        return np.full(shape, TOO_FEW, dtype=object)


def as_published(cells: pd.DataFrame, stays: Mask, last: Last) -> pd.DataFrame:
    """The cells, with what was public of those that stay as they were, all their columns alike."""
    public = last.rows.iloc[last.row[stays]]
    same = [column for column in cells if column in public and column not in KEYS["voice_cell"]]
    cells = cells.copy()
    for column in same:
        values = cells[column].astype(object).to_numpy(copy=True)
        values[stays] = public[column].astype(object).to_numpy()
        cells[column] = pd.array(values, dtype=NUMBERS[column]) if column in NUMBERS else values
    return cells


def alone(
    count: pd.Series, keys: pd.DataFrame, table: str, smallest: int, published: pd.DataFrame | None
) -> pd.Series:
    """Counts of people that add up with no others, as far as they may be shown; missing elsewhere.

    count: true counts, missing where nobody said. keys: of their rows. published: rows of `table`
    as they were last public.
    """
    truth = count.fillna(0).to_numpy(dtype=np.int64)
    shown, is_shown = truth, truth >= smallest
    last = last_of(published, table, keys)
    if last is not None:
        new = np.where(np.abs(truth - last.shown) >= smallest, SHOWN, TOO_FEW)
        anywhere = np.full(len(truth), True)
        state, stays = states_after(truth, new.astype(object), last, smallest, anywhere)
        shown, is_shown = np.where(stays, last.shown, truth), state == SHOWN
    told = pd.Series(pd.array(shown, dtype="Int64"), count.index)
    return told.where(pd.Series(is_shown, count.index) & count.notna())


def states_after(
    count: Numbers, new: States, last: Last, smallest: int, is_open: Mask
) -> tuple[States, Mask]:
    """What is said of each cell now, and which of them say what they said before.

    count: true counts. new: the states of what is new, |count - last.shown|. is_open: where
    anything may move.
    """
    moves = (new == SHOWN) & is_open
    stays = last.was_shown & ~moves
    is_closed = ~is_open & ~stays
    before = np.where(last.state == PROTECTED, PROTECTED, TOO_FEW)
    hidden = np.where(is_closed | (new == SHOWN), before, new)
    fallen = np.where(count >= smallest, SHOWN, TOO_FEW)
    state = np.where(stays, SHOWN, np.where(moves, fallen, hidden))
    return state, stays


def within(
    state: States, shown: Numbers, stays: Mask, wholes: Numbers, last: Last
) -> tuple[States, Mask]:
    """Leave as they were the parts that would be larger than a whole shown beside them.

    shown: what each cell would show. wholes: (n, k) cells each lies within, -1 none. All flat.
    """
    state, stays, shown = state.copy(), stays.copy(), shown.copy()
    for _ in range(3):  # two levels of themes, and groups
        whole_shown = np.where(state == SHOWN, shown, np.iinfo(np.int64).max)
        most = np.append(whole_shown, np.iinfo(np.int64).max)[wholes].min(axis=1)
        too_large = (state == SHOWN) & ~stays & (shown > most)
        if not too_large.any():
            break
        before = np.where(last.state == PROTECTED, PROTECTED, TOO_FEW)
        state = np.where(too_large, np.where(last.was_shown, SHOWN, before), state)
        stays |= too_large & last.was_shown
        shown = np.where(too_large, last.shown, shown)
    return state, stays
