"""Hiding small counts, and whatever else would give them away.

A count below the base is hidden, and nought with it: the two have one word, "too few", since a
nought that becomes a "too few" tells of one person (primary suppression). A count can also be
worked out from others that add up with it, so more is hidden until that fails (complementary
suppression).

When is a hidden count safe? When there are other worlds: other hidden counts that fit everything
that is shown, in which it is STEP higher, or STEP lower, and so may be any of FEWEST_VALUES
numbers at least. Each search below looks for such a world, a few cells STEP up and as many STEP
down, and hides the smallest count it can until there is one. Hiding more never takes a world away,
so what was once safe stays safe and one pass is enough.

What the reader is taken to know: every shown count, every sum, that "too few" means 0 to
base - 1 and "protected" at least base, and that a part is never more than a whole that is shown.
- In `tables` (counts in rows and columns that always add up) the search is exact: such a table
  is a network, in which a cell can change when it lies on a cycle of cells with room to change
  (Castro, 2007, "A shortest-paths heuristic for statistical data protection in positive tables").
  It stays a network when the last row's cells are sums of finer cells, as a quarter of its months.
- `sums` are looked at one by one. Use them where cells are in one sum only, or where a sum holds
  by chance, as between themes of which a comment may have several: there the reader cannot know
  that it holds.
Where nothing else helps, "protected" is also said of small counts, and then stands for any number.
Not covered: somebody who subtracts what they know of themselves; and that a hidden part is no more
than a hidden whole. For several builds compared see `etl.voice.batches`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

SHOWN, TOO_FEW, PROTECTED = "shown", "too few", "protected"
FEWEST_VALUES = 3  # that a hidden count may have, as far as anybody can tell
STEP = FEWEST_VALUES - 1

Cells = NDArray[np.int64]
Mask = NDArray[np.bool_]


class WorkedOut(ValueError):
    """A small count can be worked out of what is known, whatever else is hidden."""


@dataclass(frozen=True)
class Sums:
    """Sums with equally many parts: total is (n,), parts (n, m) numbers of cells; -1 is no cell.

    by_chance: the reader cannot know that they hold, but may guess so; a guess that some part is
    nought is good enough then, so noughts neither need to be made up for, nor make up for others.
    """

    total: Cells
    parts: Cells
    by_chance: bool = False


def protect(
    count: Cells,
    base: int,
    sums: Sequence[Sums] = (),
    tables: Sequence[Cells] = (),
    inside: Cells | None = None,
    finer: Cells | None = None,
    unseen: Mask | None = None,
    unguarded: Mask | None = None,
    fixed: Mask | None = None,
    held: Mask | None = None,
) -> NDArray[np.object_]:
    """What may be said of each count: shown, too few (below the base, or none) or protected.

    count: (n,) whole numbers from 0. base: the smallest count shown.
    sums, tables: which cells add up. A table is a 2-D array of cell numbers; its last row is the
    sum of the rows above it and its last column the sum of the columns before it.
    inside: (n, k) cells that can never be less than the cell, as a theme that holds it; -1 none.
    finer: (n, k) cells that add up to the cell, if it is in a table's last row but not its last
    column; -1 none.
    unseen: cells that are never shown, but that might be worked out; their state is "protected".
    unguarded: cells that are never shown either, and that do no harm when they are worked out.
    fixed: cells that are known whatever is decided here. Every other cell may be hidden.
    held: cells to hide to begin with, however large.

    Raises WorkedOut where `fixed` cells give a small count away.
    """
    count = np.asarray(count, dtype=np.int64)
    cells = _Cells(count, base, inside, finer, unseen, unguarded, fixed, held)
    for same_size in sums:
        _protect_sums(cells, same_size)
    for table in tables:
        _protect_table(cells, _Sides.of(table, cells.finer))
    return cells.states()


class _Cells:
    """Which cells are hidden by now, and what of them may be STEP higher or STEP lower."""

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


def _protect_sums(cells: _Cells, sums: Sums) -> None:
    """Hide parts, or the total, until no sum alone gives a small count away. All sums at once."""
    while True:
        parts, total = sums.parts, sums.total
        up, down = cells.up[parts], cells.down[parts]
        if sums.by_chance:
            up = np.where(cells.count[parts] > 0, up, 0)
        all_up, all_down = up.sum(axis=1, keepdims=True), down.sum(axis=1, keepdims=True)
        total_up, total_down = cells.up[total][:, None], cells.down[total][:, None]
        rise = np.minimum(up, all_down - down + total_up)
        fall = np.minimum(down, all_up - up + total_down)
        stuck = cells.is_small[parts] & (rise + fall < STEP)
        if sums.by_chance:
            stuck &= cells.count[parts] > 0
        total_room = np.minimum(total_up, all_up) + np.minimum(total_down, all_down)
        is_stuck = stuck.any(axis=1) | cells.is_small[total] & (total_room[:, 0] < STEP)
        if not is_stuck.any():
            return
        parts, total, stuck = parts[is_stuck], total[is_stuck], stuck[is_stuck]
        # A part little above the base cannot fall, so it is no partner for counts that cannot.
        needs_fall = ~(stuck & (down[is_stuck] >= STEP)).any(axis=1, keepdims=True)
        may = cells.may_hide(parts) & ~(needs_fall & (cells.count[parts] < cells.base + STEP))
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


@dataclass(frozen=True)
class _Sides:
    """A table as a network: its sums are the nodes, and every cell joins the two sums it is in.

    cell: (n,) numbers of cells. start, end: (n,) numbers of nodes: rows, then columns, then the
    columns' finer cells. A cell that is one higher moves one from its start to its end, so that a
    cycle is a set of changes that leaves every sum as it is. Totals enter their sums with the
    other sign, and so lead the other way. is_total: (n,) cells to hide only after others.
    """

    cell: Cells
    start: Cells
    end: Cells
    is_total: Mask

    @classmethod
    def of(cls, table: Cells, finer: Cells) -> _Sides:
        """The network of a table; finer as in `protect`."""
        rows, columns = table.shape
        row, column = np.indices(table.shape)
        is_last = (row == rows - 1, column == columns - 1)
        turned = is_last[0] ^ is_last[1]
        start = np.where(turned, rows + column, row)
        end = np.where(turned, row, rows + column)
        # The total of a column of which there are finer cells leads to a node between the column
        # and the last row, and the finer cells lead on from there.
        between = rows + columns + np.arange(columns - 1)
        at, number = np.nonzero(finer[table[-1, :-1]] >= 0)
        end[-1, at] = between[at]
        return cls(
            cell=np.append(table, finer[table[-1, at], number]),
            start=np.append(start, between[at]),
            end=np.append(end, np.full(len(at), rows - 1)),
            is_total=np.append(is_last[0] | is_last[1], np.full(len(at), True)),
        )


def _protect_table(cells: _Cells, sides: _Sides) -> None:
    """Hide cells of a table until each of its small counts lies on a cycle of cells with room."""
    net = _Network(cells, sides)
    for edge in np.flatnonzero(cells.is_small[sides.cell]).tolist():
        while not net.can_change(edge):
            partner = net.partner(edge)
            if partner is not None:
                cells.hide(np.array([partner]))
            else:
                net.say_nothing(edge)
            net = _Network(cells, sides)


class _Network:
    """Where changes can go at present. Its edges are the cells of `sides`, by their place there."""

    def __init__(self, cells: _Cells, sides: _Sides) -> None:
        self.cells = cells
        self.sides = sides
        self.up, self.down = cells.up[sides.cell], cells.down[sides.cell]
        # From each node, where its cells with room lead: cell, node, rise (1) or fall (-1), room.
        self.steps: dict[int, list[tuple[int, int, int, int]]] = {}
        sides_of = zip(sides.start.tolist(), sides.end.tolist(), strict=True)
        for edge, (start, end) in enumerate(sides_of):
            if up := int(self.up[edge]):
                self.steps.setdefault(start, []).append((edge, end, 1, up))
            if down := int(self.down[edge]):
                self.steps.setdefault(end, []).append((edge, start, -1, down))

    def can_change(self, edge: int) -> bool:
        """Whether the cell may have FEWEST_VALUES numbers, other cells making up for it."""
        start, end = int(self.sides.start[edge]), int(self.sides.end[edge])
        rise = self._flow(end, start, edge, int(self.up[edge]))
        return rise + self._flow(start, end, edge, int(self.down[edge])) >= STEP

    def _flow(self, source: int, goal: int, without: int, most: int) -> int:
        """How much can go from one node to another, as far as `most`, without using one cell."""
        flow: dict[int, int] = {}
        for found in range(most):
            path = self._path(source, goal, without, flow)
            if path is None:
                return found
            for edge, sign in path:
                flow[edge] = flow.get(edge, 0) + sign
        return most

    def _path(
        self, source: int, goal: int, without: int, flow: dict[int, int]
    ) -> list[tuple[int, int]] | None:
        """Cells to move by one, each with its sign, to carry one from source to goal."""
        came: dict[int, tuple[int, int, int]] = {source: (-1, 0, source)}
        new = [source]
        while new and goal not in came:
            node = new.pop()
            for edge, other, sign, room in self.steps.get(node, ()):
                if other in came or edge == without:
                    continue
                if room > sign * flow.get(edge, 0):
                    came[other] = (edge, sign, node)
                    new.append(other)
        if goal not in came:
            return None
        path, node = [], goal
        while node != source:
            edge, sign, node = came[node]
            path.append((edge, sign))
        return path

    def _ways(self, edge: int) -> list[tuple[int, int]]:
        """From where to where the cell leads: when it rises, and when it falls."""
        start, end = int(self.sides.start[edge]), int(self.sides.end[edge])
        rises, falls = self.up[edge] > 0, self.down[edge] > 0
        return [(start, end)] * bool(rises) + [(end, start)] * bool(falls)

    def _reached(self, node: int, without: int) -> set[int]:
        """Nodes that can be reached from one without using one cell."""
        found, new = {node}, [node]
        while new:
            node = new.pop()
            for edge, other, _, _ in self.steps.get(node, ()):
                if edge != without and other not in found:
                    found.add(other)
                    new.append(other)
        return found

    def partner(self, edge: int) -> int | None:
        """The cell to hide next for a stuck cell; None when hiding cannot help.

        Best is one that closes a cycle at once, then a part rather than a total, then the
        smallest, then the first.
        """
        sides = self.sides
        could_rise = self.cells.may_hide(sides.cell)
        could_fall = could_rise & (self.cells.count[sides.cell] >= self.cells.base + STEP)
        found = []
        for goal, begin in self._ways(edge):
            reached = self._reached(begin, edge)
            beyond: dict[int, bool] = {}
            for could, starts, ends in (
                (could_rise, sides.start, sides.end),
                (could_fall, sides.end, sides.start),
            ):
                for at in np.flatnonzero(could).tolist():
                    start, end = int(starts[at]), int(ends[at])
                    if start not in reached or end in reached:
                        continue
                    if end not in beyond:
                        beyond[end] = goal in self._reached(end, edge)
                    cell = int(sides.cell[at])
                    order = (bool(sides.is_total[at]), int(self.cells.count[cell]))
                    found.append((not beyond[end], *order, cell))
        if found:
            return min(found)[-1]
        # There is a way already, and too little room on it: more room in the cell's own sums.
        here = (int(sides.start[edge]), int(sides.end[edge]))
        near = could_rise & (np.isin(sides.start, here) | np.isin(sides.end, here))
        more = [
            (bool(sides.is_total[at]), int(self.cells.count[sides.cell[at]]), int(sides.cell[at]))
            for at in np.flatnonzero(near).tolist()
        ]
        return min(more)[-1] if more else None

    def say_nothing(self, edge: int) -> None:
        """Nothing is left to hide: say nothing of a whole sum the cell is in, then of them all."""
        sides = self.sides
        sums = [
            sides.cell[(sides.start == node) | (sides.end == node)]
            for node in (sides.start[edge], sides.end[edge])
        ]
        for of_sum in [*sorted(sums, key=len), sides.cell]:
            if (~self.cells.fixed[of_sum] & ~self.cells.unsaid[of_sum]).any():
                break
        self.cells.say_nothing(of_sum)
