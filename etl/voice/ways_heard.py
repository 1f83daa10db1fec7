"""How comments came: by which kind of organisation and method, with small counts hidden."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from etl.voice.counting import NOWHERE, Numbers
from insight import disclosure
from insight.disclosure import SHOWN, Sums
from insight.standing import SYSTEM

WAY = ["organisation_type", "method"]


def voice_sources(comment: pd.DataFrame, smallest: int) -> pd.DataFrame:
    """Rows of voice_source, one where there is at least one comment: shown, or why not.

    comment: rows as in the schema. smallest: smallest count shown. How many comments an area has
    is on other pages, so it is taken as known here where it may be shown.
    """
    places = sorted(set(comment["place_code"]) - {SYSTEM})
    areas = [*places, NOWHERE, SYSTEM]
    ways = comment[WAY].drop_duplicates().sort_values(WAY, ignore_index=True)
    row = pd.Index([*places, SYSTEM]).get_indexer(comment["place_code"])
    column = pd.MultiIndex.from_frame(ways).get_indexer(pd.MultiIndex.from_frame(comment[WAY]))
    count = np.zeros((len(areas), len(ways) + 1), dtype=np.int64)
    np.add.at(count, (row, column), 1)
    count[-1] = count.sum(axis=0)
    count[:, -1] = count.sum(axis=1)
    is_demonstration = np.zeros(count.shape, dtype=bool)
    np.logical_or.at(is_demonstration, (row, column), comment["is_demonstration"].astype(bool))
    is_demonstration[-1] = is_demonstration.any(axis=0)
    state = _states(count, smallest)
    at = np.nonzero(count[:, :-1])
    counts = pd.Series(pd.array(count[at], dtype="Int32"))
    rows = pd.DataFrame(
        {
            "area_code": np.array(areas, dtype=object)[at[0]],
            **{name: ways[name].to_numpy()[at[1]] for name in WAY},
            "comment_count": counts.where(state[at] == SHOWN),
            "state": state[at],
            "is_demonstration": is_demonstration[at],
        }
    )
    return rows[rows["area_code"] != NOWHERE].reset_index(drop=True)


def _states(count: Numbers, smallest: int) -> NDArray[np.object_]:
    """States of a table of areas by ways of being heard; the last row and column are totals."""
    # Comments about no Place point at nobody, so how many there are is taken as known.
    fixed = np.zeros(count.shape, dtype=bool)
    fixed[-2] = True
    areas = np.arange(len(count))
    by_area = Sums(areas[-1:], areas[None, :-1])
    totals = disclosure.protect(count[:, -1], smallest, sums=[by_area], fixed=fixed[:, -1])
    fixed[:, -1] |= totals == SHOWN
    table = np.arange(count.size).reshape(count.shape)
    return disclosure.protect(count.ravel(), smallest, tables=[table], fixed=fixed.ravel()).reshape(
        count.shape
    )
