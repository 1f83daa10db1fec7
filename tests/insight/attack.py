"""An attacker on a table with hidden counts, who knows all that is shown and all that adds up.

Independent of how counts are hidden: it only solves integer programmes (scipy's milp) for the
lowest and the highest a hidden count can be.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

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
    rows = []
    for total, parts in sums:
        row = np.zeros(size)
        np.add.at(row, list(parts), 1)
        row[total] -= 1
        rows.append(row)
    constraints = [LinearConstraint(np.array(rows), 0, 0)] if rows else []
    for part, whole in inside:
        row = np.zeros(size)
        row[part], row[whole] = 1, -1
        constraints.append(LinearConstraint(row, -np.inf, 0))
    hidden = np.isin(state, [TOO_FEW, PROTECTED]) & ~known & (count < base)
    return [
        int(at)
        for at in (np.flatnonzero(hidden) if targets is None else targets)
        if hidden[at] and _is_narrow(at, count[at], low, high, constraints)
    ]


def _is_narrow(at: int, count: int, low: np.ndarray, high: np.ndarray, constraints: list) -> bool:
    """Whether fewer than FEWEST numbers are possible; every number between the ends is."""
    lowest = _end(at, 1, low, high, constraints)
    return lowest > count - FEWEST + 1 and (
        _end(at, -1, low, high, constraints) - lowest + 1 < FEWEST
    )


def _end(at: int, sign: int, low: np.ndarray, high: np.ndarray, constraints: list) -> int:
    """The lowest (sign 1) or the highest (-1) whole number a cell can be."""
    goal = np.zeros(len(low))
    goal[at] = sign
    found = milp(
        goal, constraints=constraints, bounds=Bounds(low, high), integrality=np.ones(len(low))
    )
    assert found.success, "what is shown contradicts itself"
    return round(float(sign * found.fun))
