"""What is hidden of counts, what a reader knows of them, and how far each could move."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

SHOWN, TOO_FEW, PROTECTED = "shown", "too few", "protected"
FEWEST_VALUES = 3  # that a hidden count may have, as far as anybody can tell
STEP = FEWEST_VALUES - 1

Cells = NDArray[np.int64]
Mask = NDArray[np.bool_]


class WorkedOut(ValueError):
    """A small count can be worked out of what is known, whatever else is hidden."""


class Counts:
    """Which cells are hidden by now, and what of them may be STEP higher or STEP lower.

    The arguments are those of `protect`.
    """

    def __init__(
        self,
        count: Cells,
        base: int,
        inside: Cells | None,
        finer: Cells | None,
        unseen: Mask | None,
        unguarded: Mask | None,
        fixed: Mask | None,
        held: Mask | None,
    ) -> None:
        # One more cell at the end, a known 0, is what -1 points to.
        size = len(count) + 1
        self.count = np.append(count, 0)
        self.base = base
        self.inside, self.finer = _no_cell_last(inside, size), _no_cell_last(finer, size)
        self.has_finer = (self.finer >= 0).any(axis=1)
        harmless = _longer(unguarded, size, False)
        # Of what does no harm, nought is taken as known: that makes the rest safer, not less so.
        self.fixed = _longer(fixed, size, True)
        self.unseen = _longer(unseen, size, False) | harmless & (self.count > 0)
        self.unseen &= ~self.fixed
        self.is_small = (self.count < base) & ~self.fixed & ~harmless
        self.hidden = self.is_small | self.unseen | _longer(held, size, False)
        # Cells of which not even "too few" is said, where nothing less will do.
        self.unsaid = self.unseen.copy()
        self.look()

    def look(self) -> None:
        """Work out afresh what a reader knows of the cells, and so how far each could move."""
        is_few = self.count < self.base
        low = np.select([~self.hidden, self.unsaid | is_few], [self.count, 0], self.base)
        high = np.select(
            [~self.hidden, self.unsaid, is_few], [self.count, np.inf, self.base - 1.0], np.inf
        )
        high[-1] = np.inf
        least = low.copy()
        for column in self.inside.T:
            np.maximum.at(least, column, low)
        most = np.minimum(high, high[self.inside].min(axis=1))
        # More room than STEP is not needed, and what is known has none.
        self.up = np.where(self.hidden, np.clip(most - self.count, 0, STEP), 0).astype(np.int64)
        self.down = np.where(self.hidden, np.clip(self.count - least, 0, STEP), 0).astype(np.int64)
        # Hiding a sum is no use where the cells that add up to it are known.
        for room in (self.up, self.down):
            of_finer = np.minimum(room[self.finer].sum(axis=1), STEP)
            np.minimum(room, of_finer, out=room, where=self.has_finer)

    def hide(self, cells: Cells) -> None:
        """Hide more cells, with those that add up to them."""
        both = self._and_finer(cells)
        self.hidden[both[~self.fixed[both] | self.unsaid[both]]] = True
        self.look()

    def say_nothing(self, cells: Cells) -> None:
        """Not even say whether these cells are too few: any number may be behind them.

        Where nothing is said of them already, the cells they lie within are what holds them, or
        those that lie within them, and so on outwards.
        """
        cells = self._and_finer(cells)
        while not len(known := cells[~self.fixed[cells] & ~self.unsaid[cells]]):
            within = self.inside[cells]
            holds = np.flatnonzero(np.isin(self.inside, cells).any(axis=1))
            wider = np.union1d(cells, self._and_finer(np.append(within[within >= 0], holds)))
            if len(wider) == len(np.unique(cells)):
                raise WorkedOut("a small count can be worked out whatever is hidden")
            cells = wider
        self.unsaid[known] = True
        self.hide(known)

    def _and_finer(self, cells: Cells) -> Cells:
        both = np.append(cells, self.finer[cells])
        return both[both >= 0]

    def may_hide(self, cells: Cells) -> Mask:
        """Which of the cells are shown counts that may be hidden."""
        return (self.count[cells] >= self.base) & ~self.hidden[cells] & ~self.fixed[cells]

    def states(self) -> NDArray[np.object_]:
        """The state of each cell."""
        state = np.full(len(self.count), SHOWN, dtype=object)
        state[self.hidden] = PROTECTED
        state[self.is_small & ~self.unsaid] = TOO_FEW
        return state[:-1]


def _longer(mask: Mask | None, size: int, last: bool) -> Mask:
    return np.append(np.zeros(size - 1, dtype=bool) if mask is None else mask, last)


def _no_cell_last(cells: Cells | None, size: int) -> Cells:
    found = np.full((size, 1 if cells is None else cells.shape[1]), -1)
    if cells is not None:
        found[:-1] = cells
    return found
