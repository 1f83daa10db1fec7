"""How many people spoke about what: the counts everybody may see, with small ones hidden.

`insight.statistics.disclosure` decides what may be shown. Two things no page shows are counted
along, because they could be worked out: comments about no Place in particular (the system less its
Places), and comments with a group (everyone less "not stated").
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from etl.voice.batches import (
    Last,
    as_published,
    last_of,
    of_what_is_new,
    states_after,
    within,
)
from etl.voice.counting import (
    EVERYONE,
    NOT_STATED,
    NOWHERE,
    STATED,
    Axes,
    Numbers,
    area_sums,
    axes_of,
    cell_measures,
    cell_members,
    exact_sums,
    theme_sums,
)
from etl.voice.period_counts import ALL_TIME, KEYS, period_counts
from insight.reference.catalogue import Catalogue
from insight.statistics import disclosure
from insight.statistics.disclosure import PROTECTED, SHOWN, TOO_FEW, Sums

ONLY_WHEN_SHOWN = ["mood", "organisation_count", "dominant_organisation", "machine_pct"]


def voice_cells(
    comment: pd.DataFrame,
    comment_group: pd.DataFrame,
    comment_theme: pd.DataFrame,
    catalogue: Catalogue,
    smallest: int,
    published: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Rows of voice_cell: counts, each shown, too few (or none) or protected.

    One more column, then_count, is the true count of what is protected, for protected_count alone.

    comment, comment_group, comment_theme: rows as in the schema. smallest: smallest count shown.
    published: rows of voice_cell as they were last public, from which counts move in batches (see
    `etl.voice.batches`).
    For all time there is a row for every area, group and theme, but none without any comment;
    for a quarter or a month not where there are too few, so that a row never tells that somebody
    spoke (see `etl.voice.period_counts`). A comment counts once in each theme it has, in the theme
    above it, and in any. Raises ValueError at an unknown Place, group or theme.
    """
    axes = axes_of(catalogue)
    rows = cell_members(comment, comment_group, comment_theme, axes)
    number = np.ravel_multi_index((rows["area"], rows["group"], rows["theme"]), axes.shape)
    cells = cell_measures(rows, number, int(np.prod(axes.shape)))
    count = cells["comment_count"].to_numpy(dtype=np.int64).reshape(axes.shape)
    index = pd.MultiIndex.from_product([axes.areas, axes.groups, axes.themes], names=KEYS[:3])
    cells = cells.set_index(index).reset_index().assign(period_label=ALL_TIME)
    cells["true_count"] = cells["comment_count"]
    last = last_of(published, "voice_cell", cells[KEYS])
    if last is None:
        state = _states(count, axes, smallest)
        is_open = np.full(len(axes.areas), True)
    else:
        state, stays, is_open = _moved(count, axes, smallest, last)
        cells = as_published(cells, stays, last)
    cells["state"] = state.ravel()
    everyone = axes.groups.index(EVERYONE)
    by_time = period_counts(
        rows[rows["group"] == everyone], axes, state[:, everyone], smallest, published, is_open
    )
    found = pd.concat([cells, by_time], ignore_index=True)
    found = found[(found["area_code"] != NOWHERE) & (found["group_id"] != STATED)]
    return _safe(found.head(0) if comment.empty else found, bool(comment["is_demonstration"].any()))


def _safe(cells: pd.DataFrame, is_demonstration: bool) -> pd.DataFrame:
    """Leave out what may not be shown: of a hidden count not even whether anybody is behind it."""
    is_shown = cells["state"] == SHOWN
    cells = cells.assign(
        comment_count=cells["comment_count"].where(is_shown),
        is_demonstration=cells["is_demonstration"].where(is_shown, is_demonstration),
        then_count=cells["true_count"].where(cells["state"] == PROTECTED),
        **{column: cells[column].where(is_shown, None) for column in ONLY_WHEN_SHOWN},
    )
    columns = [*KEYS, "comment_count", "state", *ONLY_WHEN_SHOWN, "is_demonstration", "then_count"]
    return cells[columns].reset_index(drop=True)


def _moved(
    count: Numbers, axes: Axes, smallest: int, last: Last
) -> tuple[NDArray[np.object_], NDArray[np.bool_], NDArray[np.bool_]]:
    """States of the counts for all time, which of them stay as published, and the areas that move.

    last: what is public of the same cells, flat.
    """
    new = np.abs(count.ravel() - last.shown)
    held = last.held(count.ravel(), smallest).reshape(count.shape)
    new_state = of_what_is_new(
        lambda: _states(new.reshape(count.shape), axes, smallest, count, held), count.shape
    )
    is_open = new_state[:, axes.groups.index(EVERYONE), -1] == SHOWN
    # Where nothing was ever public, nothing can be compared.
    is_open |= ~last.was_shown.reshape(len(axes.areas), -1).any(axis=1)
    everywhere = np.broadcast_to(is_open[:, None, None], count.shape).ravel()
    state, stays = states_after(count.ravel(), new_state.ravel(), last, smallest, everywhere)
    shown = np.where(stays, last.shown, count.ravel())
    state, stays = within(state, shown, stays, _wholes(axes).reshape(count.size, -1), last)
    return state.reshape(count.shape), stays, is_open


def _states(
    count: Numbers,
    axes: Axes,
    smallest: int,
    truth: Numbers | None = None,
    held: NDArray[np.bool_] | None = None,
) -> NDArray[np.object_]:
    """States of the counts for all time: areas by groups by themes.

    truth: the counts that tell which sums hold, where `count` is what is new in them. held: cells
    to hide however large.
    """
    chance = truth is None  # of what is new, nobody can guess that it is nought
    truth = count if truth is None else truth
    cell = np.arange(count.size).reshape(count.shape)
    nowhere = axes.areas.index(NOWHERE)
    somewhere = np.delete(cell, nowhere, axis=0)
    not_stated, stated, everyone = (
        axes.groups.index(group) for group in (NOT_STATED, STATED, EVERYONE)
    )
    heard = cell[:, :not_stated]
    # No page shows these. Few comments of no group about no Place point at nobody.
    unseen, unguarded = np.zeros((2, *count.shape), dtype=bool)
    unseen[nowhere, :not_stated] = True
    unseen[:nowhere, stated] = unseen[-1, stated] = True
    unguarded[nowhere, not_stated:] = True
    inside = _wholes(axes)
    by_area = Sums(heard[-1].ravel(), heard[:-1].reshape(len(cell) - 1, -1).T)
    never = _never_asked(truth, axes)
    state = disclosure.protect(
        count.ravel(),
        smallest,
        sums=[
            by_area,
            area_sums(np.delete(count, stated, axis=1), np.delete(cell, stated, axis=1), smallest),
            *(
                replace(each, by_chance=chance)
                for each in (
                    _group_sums(truth, somewhere, not_stated, everyone),
                    _sex_sums(truth, somewhere, axes),
                    *theme_sums(truth, somewhere, axes.above),
                )
            ),
        ],
        tables=[cell[:, [not_stated, stated, everyone], theme] for theme in range(count.shape[2])],
        inside=inside.reshape(count.size, -1),
        unseen=unseen.ravel(),
        unguarded=unguarded.ravel(),
        fixed=never.ravel(),
        held=None if held is None else held.ravel(),
    ).reshape(count.shape)
    return np.where(never, TOO_FEW, state)


def _wholes(axes: Axes) -> Numbers:
    """The cells that each cell lies within, on a new last axis; -1 is none."""
    cell = np.arange(np.prod(axes.shape)).reshape(axes.shape)
    nowhere = axes.areas.index(NOWHERE)
    not_stated, stated, everyone = (
        axes.groups.index(group) for group in (NOT_STATED, STATED, EVERYONE)
    )
    above = np.broadcast_to(cell[:, :, axes.above], cell.shape)
    wholes = [above, above[:, :, axes.above], np.full(cell.shape, -1), np.full(cell.shape, -1)]
    wholes[2][:, :not_stated] = cell[:, [stated]]
    wholes[3][:, :everyone] = cell[:, [everyone]]
    inside = np.stack(wholes, axis=-1)
    inside[inside == cell[..., None]] = -1
    inside[nowhere] = -1
    return inside


def _never_asked(count: Numbers, axes: Axes) -> NDArray[np.bool_]:
    """Noughts that tell of nobody: nothing came from the Place, or nothing there names a group.

    Everybody may know them. The word for them is the same as for any other.
    """
    everyone, stated, not_stated = (
        axes.groups.index(each) for each in (EVERYONE, STATED, NOT_STATED)
    )
    never = np.broadcast_to(count[:, [everyone], -1:] == 0, count.shape).copy()
    never[:, [*range(not_stated), stated]] |= count[:, [stated], -1:] == 0
    return never


def _sex_sums(count: Numbers, cell: Numbers, axes: Axes) -> Sums:
    """Where nobody is left over, women, men and not stated add up to everyone, whatever other
    groups they are in: anybody can guess as much.
    """
    names = ("women", "men", NOT_STATED)
    groups = [axes.groups.index(name) for name in names if name in axes.groups]
    parts = np.moveaxis(cell[:, groups], 1, -1).reshape(-1, len(groups))
    return exact_sums(count, cell[:, axes.groups.index(EVERYONE)].ravel(), parts)


def _group_sums(count: Numbers, cell: Numbers, not_stated: int, everyone: int) -> Sums:
    """Where nobody is in two groups, groups and not stated add up to everyone."""
    parts = np.moveaxis(cell[:, : not_stated + 1], 1, -1).reshape(-1, not_stated + 1)
    total = cell[:, everyone].ravel()
    return exact_sums(count, total, parts)
