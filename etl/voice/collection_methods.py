"""How comments came: by which kind of organisation and method, with small counts hidden."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from etl.voice.batches import Last, last_of, of_what_is_new, states_after
from etl.voice.counting import NOWHERE, Numbers, area_sums
from insight.reference.areas import SYSTEM
from insight.statistics import disclosure
from insight.statistics.disclosure import SHOWN, TOO_FEW

WAY = ["organisation_type", "method"]


def voice_sources(
    comment: pd.DataFrame,
    cells: pd.DataFrame,
    smallest: int,
    published: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Rows of voice_source: shown, or protected; none where there are too few, or no comments.

    comment: rows as in the schema. cells: rows of voice_cell. smallest: smallest count shown. How
    many comments an area has is on other pages: what is shown there is taken as known here, and
    what is hidden there cannot be worked out from here. published: rows as they were last public,
    from which counts move in batches (see `etl.voice.batches`).
    """
    # What is public has its row though the last comment of it be gone: it leaves in batches too.
    was = comment[["place_code", *WAY]].head(0)
    if published is not None:
        was = published.rename(columns={"area_code": "place_code"})[["place_code", *WAY]]
    every = pd.concat([comment[["place_code", *WAY]], was])
    places = sorted(set(every["place_code"]) - {SYSTEM})
    areas = [*places, NOWHERE, SYSTEM]
    ways = every[WAY].drop_duplicates().sort_values(WAY, ignore_index=True)
    row = pd.Index([*places, SYSTEM]).get_indexer(comment["place_code"])
    column = pd.MultiIndex.from_frame(ways).get_indexer(pd.MultiIndex.from_frame(comment[WAY]))
    count = np.zeros((len(areas), len(ways) + 1), dtype=np.int64)
    np.add.at(count, (row, column), 1)
    count[-1] = count.sum(axis=0)
    count[:, -1] = count.sum(axis=1)
    is_demonstration = np.zeros(count.shape, dtype=bool)
    np.logical_or.at(is_demonstration, (row, column), comment["is_demonstration"].astype(bool))
    is_demonstration[-1] = is_demonstration.any(axis=0)
    whole = cells.query("group_id == 'everyone' and theme_id == 'any'")
    whole = whole[whole["period_label"] == "all time"].set_index("area_code")["state"]
    is_known = whole.reindex(areas).eq(SHOWN).to_numpy()
    keys = pd.DataFrame({"area_code": areas}).merge(ways, how="cross")
    last = last_of(published, "voice_source", keys)
    # Beside what was public, cells say which areas are known as they were then: the true counts of
    # today need not go with that. Where no way was public yet, none is shown if they do not.
    if last is None:
        shown = count[:, :-1]
        state = of_what_is_new(lambda: _states(count, is_known, smallest)[:, :-1], shown.shape)
    else:
        state, shown = _moved(count, is_known, smallest, last)
    at = np.nonzero(state != TOO_FEW)
    counts = pd.Series(pd.array(shown[at], dtype="Int32"))
    rows = pd.DataFrame(
        {
            "area_code": np.array(areas, dtype=object)[at[0]],
            **{name: ways[name].to_numpy()[at[1]] for name in WAY},
            "comment_count": counts.where(state[at] == SHOWN),
            "state": state[at],
            "is_demonstration": np.where(
                state[at] == SHOWN, is_demonstration[at], is_demonstration.any()
            ),
        }
    )
    return rows[rows["area_code"] != NOWHERE].reset_index(drop=True)


def _moved(
    count: Numbers, is_known: NDArray[np.bool_], smallest: int, last: Last
) -> tuple[NDArray[np.object_], Numbers]:
    """States of areas by ways, and what each shows, beside what is public of them.

    Nothing moves in an area unless as many comments as the smallest base have come in there.
    """
    truth = count[:, :-1]
    new = np.abs(truth - last.shown.reshape(truth.shape))
    table = np.column_stack([new, new.sum(axis=1)])
    held = np.column_stack([last.held(truth.ravel(), smallest).reshape(truth.shape), ~is_known])
    new_state = of_what_is_new(
        lambda: _states(table, is_known, smallest, count, held)[:, :-1], truth.shape
    )
    is_open = (table[:, -1:] >= smallest) & np.full(truth.shape, True)
    state, stays = states_after(truth.ravel(), new_state.ravel(), last, smallest, is_open.ravel())
    return state.reshape(truth.shape), np.where(stays, last.shown, truth.ravel()).reshape(
        truth.shape
    )


def _states(
    count: Numbers,
    is_known: NDArray[np.bool_],
    smallest: int,
    truth: Numbers | None = None,
    held: NDArray[np.bool_] | None = None,
) -> NDArray[np.object_]:
    """States of a table of areas by ways of being heard; the last row and column are totals.

    is_known: whether each area's total is shown elsewhere. Where it is not, no way is shown here,
    as one way is often all there is. truth, held: as of `etl.voice.cells`.
    """
    truth = count if truth is None else truth
    table = np.arange(count.size).reshape(count.shape)
    # Few comments about no Place point at nobody. Still, one Place alone is never hidden behind
    # them: see area_sums.
    unguarded, fixed, unseen = np.zeros((3, *count.shape), dtype=bool)
    unguarded[-2] = True
    fixed[:, -1] = is_known & ~unguarded[:, -1]
    never = (truth[:, -1:] == 0) & (truth == 0)  # nothing came from the Place: that is nobody's
    fixed |= never & ~unguarded
    unseen[~is_known & ~unguarded[:, -1]] = True
    unseen &= ~never
    state = disclosure.protect(
        count.ravel(),
        smallest,
        sums=[area_sums(count, table, smallest)],
        tables=[table],
        unseen=unseen.ravel(),
        unguarded=unguarded.ravel(),
        fixed=fixed.ravel(),
        held=None if held is None else held.ravel(),
    ).reshape(count.shape)
    return np.where(never, TOO_FEW, state)
