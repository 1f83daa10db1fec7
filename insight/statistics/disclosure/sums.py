"""Sums looked at one by one: no sum alone gives a small count away."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from insight.statistics.disclosure.counts import STEP, Cells, Counts


@dataclass(frozen=True)
class Sums:
    """Sums with equally many parts: total is (n,), parts (n, m) numbers of cells; -1 is no cell.

    by_chance: the reader cannot know that they hold, but may guess so; a guess that some part is
    nought is good enough then, so noughts neither need to be made up for, nor make up for others.
    """

    total: Cells
    parts: Cells
    by_chance: bool = False


def protect_sums(cells: Counts, sums: Sums) -> None:
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
