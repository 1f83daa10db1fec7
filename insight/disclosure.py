"""Hiding small counts, and whatever else would give them away.

A count of 1 to base - 1 is hidden (primary suppression). A count can also be worked out from
others that add up with it, so more is hidden until that fails (complementary suppression).

When is a hidden count safe? When there is another world: other hidden counts that fit everything
that is shown, in which it is one higher or one lower. Each search below looks for such a world, a
few cells one up and as many one down, and hides the smallest count it can until there is one.
Hiding more never takes a world away, so what was once safe stays safe and one pass is enough.

What the reader is taken to know: every shown count, every sum, that "too few" means 1 to
base - 1 and "protected" at least base, and that a part is never more than a whole that is shown.
- In `tables` (counts in rows and columns that always add up) the search is exact: such a table
  is a network, in which a cell can change when it lies on a cycle of cells with room to change
  (Castro, 2007, "A shortest-paths heuristic for statistical data protection in positive tables").
- `sums` are looked at one by one. Use them where cells are in one sum only, or where a sum holds
  by chance, as between themes of which a comment may have several: there the reader cannot know
  that it holds.
Where nothing else helps, "protected" is also said of small counts, and then stands for any number.
Not covered: somebody who subtracts what they know of themselves; two builds compared; and that a
hidden part is no more than a hidden whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

SHOWN, NONE, TOO_FEW, PROTECTED = "shown", "none", "too few", "protected"

Cells = NDArray[np.int64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Sums:
    """Sums with equally many parts: total is (n,), parts (n, m) numbers of cells; -1 is no cell."""

    total: Cells
    parts: Cells


def protect(
    count: Cells,
    base: int,
    sums: Sequence[Sums] = (),
    tables: Sequence[Cells] = (),
    inside: Cells | None = None,
    unseen: Mask | None = None,
    unguarded: Mask | None = None,
    fixed: Mask | None = None,
) -> NDArray[np.object_]:
    """What may be said of each count: shown, none (0), too few or protected.

    count: (n,) whole numbers from 0. base: the smallest count shown.
    sums, tables: which cells add up. A table is a 2-D array of cell numbers; its last row is the
    sum of the rows above it and its last column the sum of the columns before it.
    inside: (n, k) cells that can never be less than the cell, as a theme that holds it; -1 none.
    unseen: cells that are never shown, but that might be worked out; their state is "protected".
    unguarded: cells that are never shown either, and that do no harm when they are worked out.
    fixed: cells that are known whatever is decided here. Every other cell may be hidden.
    """
    cells = _Cells(np.asarray(count, dtype=np.int64), base, inside, unseen, unguarded, fixed)
    for same_size in sums:
        _protect_sums(cells, same_size)
    for table in tables:
        _protect_table(cells, table)
    return cells.states()


class _Cells:
    """Which cells are hidden by now, and what of them may be one higher or one lower."""

    def __init__(
        self,
        count: Cells,
        base: int,
        inside: Cells | None,
        unseen: Mask | None,
        unguarded: Mask | None,
        fixed: Mask | None,
    ) -> None:
        # One more cell at the end, a known 0, is what -1 points to.
        size = len(count) + 1
        self.count = np.append(count, 0)
        self.base = base
        self.inside = np.full((size, 1), -1)
        if inside is not None:
            self.inside = np.vstack([inside, np.full((1, inside.shape[1]), -1)])
        harmless = _longer(unguarded, size, False)
        self.unseen = (_longer(unseen, size, False) | harmless) & (self.count > 0)
        self.fixed = _longer(fixed, size, True)
        self.is_small = (self.count > 0) & (self.count < base) & ~self.fixed & ~harmless
        self.hidden = self.is_small | self.unseen
        # Cells of which not even "too few" is said, where nothing less will do.
        self.unsaid = self.unseen.copy()
        self.look()

    def look(self) -> None:
        """Work out afresh what a reader knows of the cells, and so which have room."""
        is_few = self.count < self.base
        low = np.select([~self.hidden, self.unsaid, is_few], [self.count, 0, 1], self.base)
        high = np.select(
            [~self.hidden, self.unsaid, is_few], [self.count, np.inf, self.base - 1.0], np.inf
        )
        high[-1] = np.inf
        least = low.copy()
        for column in self.inside.T:
            np.maximum.at(least, column, low)
        most = np.minimum(high, high[self.inside].min(axis=1))
        self.can_rise = self.hidden & (self.count < most)
        self.can_fall = self.hidden & (self.count > least)

    def hide(self, cells: Cells) -> None:
        """Hide more cells."""
        self.hidden[cells] = True
        self.look()

    def say_nothing(self, cells: Cells) -> None:
        """Not even say whether these cells are too few: any number may be behind them.

        Where nothing is said of them already, the cells they lie within are what holds them.
        """
        while not len(known := cells[~self.fixed[cells] & ~self.unsaid[cells]]):
            within = self.inside[cells]
            cells = np.unique(within[within >= 0])
            if not len(cells):
                raise ValueError("a small count can be worked out whatever is hidden")
        self.unsaid[known] = True
        self.hide(known)

    def may_hide(self, cells: Cells) -> Mask:
        """Which of the cells are shown counts that may be hidden."""
        return (self.count[cells] >= self.base) & ~self.hidden[cells] & ~self.fixed[cells]

    def states(self) -> NDArray[np.object_]:
        """The state of each cell."""
        state = np.full(len(self.count), SHOWN, dtype=object)
        state[self.count == 0] = NONE
        state[self.hidden] = PROTECTED
        state[self.is_small & ~self.unsaid] = TOO_FEW
        return state[:-1]


def _longer(mask: Mask | None, size: int, last: bool) -> Mask:
    return np.append(np.zeros(size - 1, dtype=bool) if mask is None else mask, last)


def _protect_sums(cells: _Cells, sums: Sums) -> None:
    """Hide parts, or the total, until no sum alone gives a small count away. All sums at once."""
    while True:
        parts, total = sums.parts, sums.total
        rise, fall = cells.can_rise[parts], cells.can_fall[parts]
        others_rise = rise.sum(axis=1, keepdims=True) - rise > 0
        others_fall = fall.sum(axis=1, keepdims=True) - fall > 0
        total_rises = cells.can_rise[total][:, None]
        total_falls = cells.can_fall[total][:, None]
        can_change = rise & (others_fall | total_rises) | fall & (others_rise | total_falls)
        stuck = cells.is_small[parts] & ~can_change
        total_changes = total_rises & rise | total_falls & fall
        is_stuck = stuck.any(axis=1) | cells.is_small[total] & ~total_changes.any(axis=1)
        if not is_stuck.any():
            return
        parts, total, stuck = parts[is_stuck], total[is_stuck], stuck[is_stuck]
        # A part of exactly the base cannot fall, so it is no partner for counts that cannot.
        needs_fall = ~(stuck & fall[is_stuck]).any(axis=1, keepdims=True)
        may = cells.may_hide(parts) & ~(needs_fall & (cells.count[parts] <= cells.base))
        size = np.where(may, cells.count[parts], np.iinfo(np.int64).max)
        smallest = parts[np.arange(len(parts)), size.argmin(axis=1)]
        has_part = may.any(axis=1)
        has_total = ~has_part & cells.may_hide(total)
        more = np.concatenate([smallest[has_part], total[has_total]])
        if len(more):
            cells.hide(more)
        else:  # of one sum only, because that may help the next
            of_sum = np.append(parts[0], total[0])
            cells.say_nothing(of_sum[cells.hidden[of_sum]])


def _protect_table(cells: _Cells, table: Cells) -> None:
    """Hide cells of a table until each of its small counts lies on a cycle of cells with room."""
    small = np.argwhere(cells.is_small[table])
    net = _Network(cells, table)
    for row, column in small.tolist():
        while not net.can_change(row, column):
            partner = net.partner(row, column)
            if partner is not None:
                cells.hide(np.array([partner]))
            else:
                net.say_nothing(row)
            net = _Network(cells, table)


class _Network:
    """A table as a network: rows and columns are its nodes, hidden cells join them.

    A cell that may rise leads from its row to its column, one that may fall back again, so that
    a cycle is a set of changes that leaves every sum as it is. In the total row or the total
    column it is the other way round, because totals enter their sums with the other sign.
    Sets of rows and of columns are the bits of whole numbers.
    """

    def __init__(self, cells: _Cells, table: Cells) -> None:
        self.cells = cells
        self.table = table
        rows, columns = table.shape
        turned = (np.arange(rows) == rows - 1)[:, None] ^ (np.arange(columns) == columns - 1)
        rise, fall = cells.can_rise[table], cells.can_fall[table]
        self.out = np.where(turned, fall, rise)
        self.back = np.where(turned, rise, fall)
        self.turned = turned
        self.columns_from_row = _bits(self.out)
        self.rows_from_column = _bits(self.back.T)

    def can_change(self, row: int, column: int) -> bool:
        """Whether the cell lies on a cycle, other than up and down on itself."""
        forth = self.out[row, column] and self._leads(0, 1 << column, row, column)[0] >> row & 1
        back = self.back[row, column] and self._leads(1 << row, 0, row, column)[1] >> column & 1
        return bool(forth or back)

    def _leads(self, rows: int, columns: int, row: int, column: int) -> tuple[int, int]:
        """Rows and columns that can be reached from some of them without using one cell."""
        new_rows, new_columns = rows, columns
        while new_rows or new_columns:
            found_rows = found_columns = 0
            for at in _numbers(new_columns):
                step = self.rows_from_column[at]
                found_rows |= step & ~(1 << row) if at == column else step
            for at in _numbers(new_rows):
                step = self.columns_from_row[at]
                found_columns |= step & ~(1 << column) if at == row else step
            new_rows, new_columns = found_rows & ~rows, found_columns & ~columns
            rows, columns = rows | new_rows, columns | new_columns
        return rows, columns

    def partner(self, row: int, column: int) -> int | None:
        """The cell to hide next for a stuck cell; None when hiding cannot help.

        Best is one that closes a cycle at once, then a part rather than a total, then the
        smallest, then the first.
        """
        may = self.cells.may_hide(self.table)
        could_fall = self.cells.count[self.table] > self.cells.base
        out = may & np.where(self.turned, could_fall, True)
        back = may & np.where(self.turned, True, could_fall)
        last = np.array(may.shape) - 1
        found = []
        for is_open, start in ((self.out, (0, 1 << column)), (self.back, (1 << row, 0))):
            if not is_open[row, column]:
                continue
            rows, columns = self._leads(*start, row, column)
            for at in np.argwhere(out | back).tolist():
                in_row, in_column = rows >> at[0] & 1, columns >> at[1] & 1
                if out[*at] and in_row and not in_column:
                    beyond = self._leads(0, 1 << at[1], row, column)
                elif back[*at] and in_column and not in_row:
                    beyond = self._leads(1 << at[0], 0, row, column)
                else:
                    continue
                closes = beyond[0] >> row & 1 if start[1] else beyond[1] >> column & 1
                cell = int(self.table[*at])
                found.append(
                    (not closes, bool(np.equal(at, last).any()), self.cells.count[cell], cell)
                )
        return min(found)[-1] if found else None

    def say_nothing(self, row: int) -> None:
        """Nothing is left to hide: say nothing of the row, then of the totals, then of them all."""
        for line in (self.table[row], self.table[-1], self.table.ravel()):
            if (~self.cells.fixed[line] & ~self.cells.unsaid[line]).any():
                break
        self.cells.say_nothing(line)


def _bits(mask: Mask) -> list[int]:
    return [sum(1 << at for at in np.flatnonzero(line).tolist()) for line in mask]


def _numbers(bits: int) -> list[int]:
    return [at for at in range(bits.bit_length()) if bits >> at & 1]
