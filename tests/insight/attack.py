"""An attacker on a table with hidden counts, who knows all that is shown and all that adds up.

Independent of how counts are hidden: it only solves integer programmes (scipy's milp) for the
lowest and the highest a hidden count can be.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_matrix, csr_matrix

from insight.statistics.disclosure import PROTECTED, SHOWN, TOO_FEW

FEWEST = 3  # numbers that a hidden count may be, as far as the attacker can tell

# A sum: the number of the total, and of its parts.
Sum = tuple[int, tuple[int, ...]]


def pinned(
    count: np.ndarray,
    state: np.ndarray,
    base: int,
    sums: Iterable[Sum],
    unseen: np.ndarray | None = None,
    known: np.ndarray | None = None,
    inside: Iterable[tuple[int, int]] = (),
    targets: Iterable[int] | None = None,
) -> list[int]:
    """Hidden counts below the base, noughts too, that the attacker narrows to fewer than FEWEST.

    unseen: never published, so nothing is known of them. known: known whatever their state.
    inside: pairs (part, whole) where the part is no more than the whole. targets: the cells to
    work out, if not all.
    """
    size = len(count)
    unseen = np.zeros(size, dtype=bool) if unseen is None else unseen
    known = np.zeros(size, dtype=bool) if known is None else known
    low, high = np.zeros(size), np.full(size, 10.0 * base + count.sum())
    # "protected" is at least the base, unless it also stands for counts of which not even "too
    # few" may be said: then nobody can tell which is which.
    protected = (state == PROTECTED) & ~unseen & ~known
    least = base if (count[protected] >= base).all() else 0
    for at, value in enumerate(count):
        if known[at] or state[at] == SHOWN:
            low[at] = high[at] = value
        elif state[at] == TOO_FEW:
            low[at], high[at] = 0, base - 1
        elif protected[at]:
            low[at] = least
    constraints = []
    if sums := list(sums):
        constraints.append(LinearConstraint(added_up(sums, size), 0, 0))
    if inside := list(inside):
        constraints.append(LinearConstraint(no_more_than(inside, size), -np.inf, 0))
    worlds = Worlds(count, low, high, constraints)
    hidden = np.isin(state, [TOO_FEW, PROTECTED]) & ~known & (count < base)
    asked = [at for at in (np.flatnonzero(hidden) if targets is None else targets) if hidden[at]]
    worlds.wander(len(asked) // 10)
    return [int(at) for at in asked if not worlds.are_many({int(at): 1})]


def added_up(sums: Sequence[Sum], size: int) -> csr_matrix:
    """A row for each sum: its parts less its total."""
    entries = [
        (row, at, value)
        for row, (total, parts) in enumerate(sums)
        for at, value in ((total, -1.0), *((part, 1.0) for part in parts))
    ]
    return _matrix(entries, len(sums), size)


def no_more_than(pairs: Sequence[tuple[int, int]], size: int) -> csr_matrix:
    """A row for each pair: the first less the second."""
    entries = [
        (row, at, value)
        for row, pair in enumerate(pairs)
        for at, value in zip(pair, (1.0, -1.0), strict=True)
    ]
    return _matrix(entries, len(pairs), size)


def _matrix(entries: list[tuple[int, int, float]], rows: int, columns: int) -> csr_matrix:
    row, column, value = zip(*entries, strict=True)
    return coo_matrix((value, (row, column)), shape=(rows, columns)).tocsr()


class Worlds:
    """Counts that fit all that is shown, and of which the true ones are.

    Every world that was found is kept: most hidden counts differ between those found for others.
    """

    def __init__(
        self,
        truth: Sequence[int],
        low: Sequence[float],
        high: Sequence[float],
        constraints: list[LinearConstraint],
    ) -> None:
        self._bounds = Bounds(np.array(low), np.array(high))
        self._constraints = constraints
        self._found = [np.array(truth, dtype=float)]

    def wander(self, times: int) -> None:
        """Find some worlds at random, so that fewer have to be looked for: 15 at most."""
        draw = np.random.default_rng(len(self._found[0]))
        free = np.flatnonzero(self._bounds.lb < self._bounds.ub).tolist()
        for _ in range(min(times, 15)):
            self._found.append(self._end(free, draw.normal(size=len(free))))

    def are_many(self, aim: Mapping[int, float]) -> bool:
        """Whether a sum of counts may be FEWEST numbers at least; each between the ends may be."""
        at, weight = list(aim), np.array(list(aim.values()))
        seen = np.array([world[at] for world in self._found]) @ weight
        for sign in (1, -1):
            if seen.max() - seen.min() + 1 >= FEWEST:
                return True
            world = self._end(at, sign * weight)
            self._found.append(world)
            seen = np.append(seen, world[at] @ weight)
        return bool(seen.max() - seen.min() + 1 >= FEWEST)

    def _end(self, at: list[int], weight: np.ndarray) -> np.ndarray:
        """A world in which a sum is as small as it can be."""
        goal = np.zeros(len(self._found[0]))
        goal[at] = weight
        found = milp(
            goal,
            constraints=self._constraints,
            bounds=self._bounds,
            integrality=np.ones(len(goal)),
        )
        assert found.success, "what is shown contradicts itself"
        return np.round(found.x)
