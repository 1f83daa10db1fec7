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

import numpy as np
from numpy.typing import NDArray

from insight.statistics.disclosure.counts import (
    PROTECTED,
    SHOWN,
    STEP,
    TOO_FEW,
    Cells,
    Counts,
    Mask,
    WorkedOut,
)
from insight.statistics.disclosure.sums import Sums, protect_sums
from insight.statistics.disclosure.tables import protect_table

__all__ = [
    "PROTECTED",
    "SHOWN",
    "STEP",
    "TOO_FEW",
    "Cells",
    "Sums",
    "WorkedOut",
    "protect",
]


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
    cells = Counts(count, base, inside, finer, unseen, unguarded, fixed, held)
    for same_size in sums:
        protect_sums(cells, same_size)
    for table in tables:
        protect_table(cells, table)
    return cells.states()
