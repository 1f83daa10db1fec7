"""Counting comments by area, group and theme, before anything is hidden."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from insight.reference.areas import SYSTEM
from insight.reference.catalogue import Catalogue
from insight.statistics.disclosure import Sums

EVERYONE, NOT_STATED, STATED, ANY = "everyone", "not-stated", "stated", "any"
NOWHERE = "nowhere"

Numbers = NDArray[np.int64]


@dataclass(frozen=True)
class Axes:
    """What is counted along which axis, in order; in the rest of the counting, by number.

    areas: the Places, then no Place in particular (NOWHERE), then the system, which is the sum
    of all before it. groups: heard groups, which overlap, then not stated, stated (all who have
    a group), and everyone, the sum of those two. themes: both levels, then any.
    above: (themes,) number of the theme a theme belongs to; any belongs to itself.
    """

    areas: list[str]
    groups: list[str]
    themes: list[str]
    above: Numbers

    @property
    def shape(self) -> tuple[int, int, int]:
        """How many of each."""
        return len(self.areas), len(self.groups), len(self.themes)


def axes_of(catalogue: Catalogue) -> Axes:
    """What comments are counted by."""
    themes = [*catalogue.themes, ANY]
    above = [themes.index(theme.parent_id or ANY) for theme in catalogue.themes.values()]
    return Axes(
        areas=[*(place.area_code for place in catalogue.places()), NOWHERE, SYSTEM],
        groups=[*catalogue.heard_groups, NOT_STATED, STATED, EVERYONE],
        themes=themes,
        above=np.array([*above, len(themes) - 1]),
    )


def cell_members(
    comment: pd.DataFrame, comment_group: pd.DataFrame, comment_theme: pd.DataFrame, axes: Axes
) -> pd.DataFrame:
    """One row for each comment, area, group and theme it counts for, by their numbers.

    Beside comment, area, group and theme: is_negative, is_positive, has_no_mood, organisation
    (its name, a category), month (a period), is_demonstration, is_labelled and is_by_machine
    (no person gave any of the labels under the theme). Raises ValueError at a Place, a group or
    a theme the catalogue does not have.
    """
    place = comment["place_code"].where(comment["place_code"] != SYSTEM, NOWHERE)
    about = pd.DataFrame(
        {
            "comment": np.arange(len(comment)),
            "area": _numbered(place, axes.areas),
            "is_negative": comment["sentiment"].to_numpy() == "negative",
            "is_positive": comment["sentiment"].to_numpy() == "positive",
            "has_no_mood": comment["sentiment"].isna().to_numpy(),
            "organisation": comment["organisation"].astype("category").array,
            "month": pd.to_datetime(comment["received_date"]).dt.to_period("M").array,
            "is_demonstration": comment["is_demonstration"].to_numpy(dtype=bool),
        }
    )
    about = pd.concat([about, about.assign(area=axes.areas.index(SYSTEM))])
    groups = _groups(comment, comment_group, axes)
    return about.merge(groups, on="comment").merge(
        _themes(comment, comment_theme, axes), on="comment"
    )


def _numbered(values: pd.Series, known: list[str]) -> Numbers:
    number = pd.Index(known).get_indexer(values)
    if (number < 0).any():
        raise ValueError(f"{values.name} '{values[number < 0].iloc[0]}' is not in the catalogue")
    return number.astype(np.int64)


def _comment_number(comment: pd.DataFrame, comment_id: pd.Series) -> Numbers:
    return _numbered(comment_id, comment["comment_id"].tolist())


def _groups(comment: pd.DataFrame, comment_group: pd.DataFrame, axes: Axes) -> pd.DataFrame:
    """Each comment with its groups, and with not stated or stated, and everyone."""
    everybody = np.arange(len(comment))
    tagged = _comment_number(comment, comment_group["comment_id"])
    stated = np.isin(everybody, tagged)
    state = np.where(stated, axes.groups.index(STATED), axes.groups.index(NOT_STATED))
    group = _numbered(comment_group["group_id"], axes.groups)
    everyone = np.full(len(everybody), axes.groups.index(EVERYONE))
    return pd.DataFrame(
        {
            "comment": np.concatenate([tagged, everybody, everybody]),
            "group": np.concatenate([group, state, everyone]),
        }
    )


def _themes(comment: pd.DataFrame, comment_theme: pd.DataFrame, axes: Axes) -> pd.DataFrame:
    """Each comment with its themes, the themes above them, and any: each once."""
    given = pd.DataFrame(
        {
            "comment": _comment_number(comment, comment_theme["comment_id"]),
            "theme": _numbered(comment_theme["theme_id"], axes.themes),
            "is_labelled": True,
            "is_by_machine": comment_theme["labelled_by"].to_numpy() == "machine",
        }
    )
    everybody = pd.DataFrame({"comment": np.arange(len(comment)), "theme": len(axes.themes) - 1})
    parts = [given, everybody.assign(is_labelled=False, is_by_machine=True)]
    while len(given):
        given = given[given["theme"] != len(axes.themes) - 1]
        given = given.assign(theme=axes.above[given["theme"]])
        parts.append(given)
    together = pd.concat(parts).groupby(["comment", "theme"], as_index=False, sort=False)
    return together.agg({"is_labelled": "any", "is_by_machine": "all"})


def cell_measures(members: pd.DataFrame, cell: Numbers, cells: int) -> pd.DataFrame:
    """What is known of each cell, whether or not it may be shown: one row for each of `cells`.

    cell: the cell each row of `members` counts for. Columns as in voice_cell, without its keys
    and its state.
    """
    count = np.bincount(cell, minlength=cells)
    organisation = members["organisation"].cat
    both = cell * len(organisation.categories) + organisation.codes.to_numpy()
    pair, heard = np.unique(both, return_counts=True)
    of_cell, number = np.divmod(pair, max(len(organisation.categories), 1))
    leads = 2 * heard > count[of_cell]
    dominant = np.full(cells, None, dtype=object)
    dominant[of_cell[leads]] = organisation.categories.to_numpy(dtype=object)[number[leads]]
    labels = members.assign(is_by_machine=members["is_labelled"] & members["is_by_machine"])
    machine = np.bincount(cell, labels["is_by_machine"], cells)
    labelled = np.bincount(cell, labels["is_labelled"], cells)
    with np.errstate(invalid="ignore"):
        machine_pct = np.floor(10 * machine / labelled + 0.5) * 10
    # A whole-number rule: two thirds of 30 is 20, which a division may miss by a hair.
    # A mood is named only where it holds whatever the comments without one may turn out to be.
    negative, positive, unknown = (
        np.bincount(cell, members[name], cells)
        for name in ("is_negative", "is_positive", "has_no_mood")
    )
    most = np.maximum(negative, positive)
    moods = {
        "mostly negative": 3 * negative >= 2 * count,
        "mostly positive": 3 * positive >= 2 * count,
        "mixed": 3 * (most + unknown) < 2 * count,
    }
    return pd.DataFrame(
        {
            "comment_count": pd.array(count, dtype="Int32"),
            "mood": np.select([*moods.values()], [*moods], "not labelled"),
            "organisation_count": pd.array(np.bincount(of_cell, minlength=cells), dtype="Int32"),
            "dominant_organisation": dominant,
            "machine_pct": machine_pct,
            "is_demonstration": np.bincount(cell, members["is_demonstration"], cells) > 0,
        }
    )


def area_sums(count: Numbers, cell: Numbers, smallest: int) -> Sums:
    """Places that add up to the system, as if what is about no Place were known.

    count, cell: counts and numbers of cells, (areas, …), with no Place and the system last. Only
    where the system is large enough to show: a hidden system gives nothing away.
    """
    cells = cell.reshape(len(cell), -1)
    large = count.reshape(len(cell), -1)[-1] >= smallest
    return Sums(cells[-1, large], cells[:-2, large].T)


def theme_sums(count: Numbers, cell: Numbers, above: Numbers) -> list[Sums]:
    """Where no comment has two themes under another theme, they add up to it.

    count: of every cell. cell: numbers of cells, with the themes on the last axis. above: the
    theme each belongs to, as in Axes.
    """
    found = []
    for theme in np.unique(above):
        below = np.flatnonzero(above == theme)
        parts = cell[..., below[below != theme]]
        found.append(
            exact_sums(count, cell[..., theme].ravel(), parts.reshape(-1, parts.shape[-1]))
        )
    return found


def exact_sums(count: Numbers, total: Numbers, parts: Numbers) -> Sums:
    """Those of some sums that hold, and are not of nothing."""
    flat = count.ravel()
    holds = (flat[total] > 0) & (flat[parts].sum(axis=1) == flat[total])
    return Sums(total[holds], parts[holds], by_chance=True)
