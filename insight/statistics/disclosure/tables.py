"""Tables of counts as networks, in which a cell that could change lies on a cycle of others."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from insight.statistics.disclosure.counts import STEP, Cells, Counts, Mask


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


def protect_table(cells: Counts, table: Cells) -> None:
    """Hide cells of a table until each of its small counts lies on a cycle of cells with room.

    table: 2-D, numbers of cells, as in `protect`. Raises WorkedOut where hiding cannot help.
    """
    sides = _Sides.of(table, cells.finer)
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

    def __init__(self, cells: Counts, sides: _Sides) -> None:
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
