"""What is still to be worked out of cells that the engine has hidden, where sums cross, and in
months that add up to a year; hidden too."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from etl.records.hiding import Rule
from insight.statistics.disclosure import PROTECTED, SHOWN, TOO_FEW, Sums, WorkedOut, protect


def search(cells: pd.DataFrame, rule: Rule) -> pd.DataFrame:
    """The cells of one question with `state` after `protect` has searched whole tables for what
    the engine left: first the figures for everyone, then what adds up to those that are shown.

    Under 'hes' they are as they were.
    """
    if rule.name == "hes":
        return cells
    cells = cells.reset_index(drop=True)
    counts = [cells["people"].to_numpy(np.int64)]
    if cells["is_share"].all():
        counts.append((cells["at_risk"] - cells["people"]).to_numpy(np.int64))
    listed = cells["is_listed"].to_numpy(bool)
    hidden = (cells["state"] != SHOWN).to_numpy() & listed
    number = dict(
        zip(zip(cells["area_code"], cells["group_id"], strict=True), cells.index, strict=True)
    )
    parts = [*_sums(cells), *_tables(cells, number)]
    unsaid = np.zeros(len(cells), dtype=bool)
    while True:
        before = int(hidden.sum())
        for count in counts:
            for part in parts:
                hidden |= _searched(part, count, rule.base, hidden, unsaid, listed, cells)
            hidden = _with_parts(cells, hidden)
        if int(hidden.sum()) == before:
            break
    is_few = np.any([count < rule.base for count in counts], axis=0)
    state = np.where(~hidden, SHOWN, np.where(is_few & ~unsaid, TOO_FEW, PROTECTED))
    return cells.assign(state=state)


def search_months(months: list[pd.DataFrame], rule: Rule) -> list[pd.DataFrame]:
    """Cells of the same areas and groups in each month of a year, with more hidden where a small
    one could be worked out of the year's. Under 'hes' they are as they were."""
    if rule.name == "hes" or len(months) == 1:
        return months
    count = np.array([each["people"].to_numpy(np.int64) for each in months])
    hidden = np.array([(each["state"] != SHOWN).to_numpy() for each in months])
    listed = months[0]["is_listed"].to_numpy(bool)
    more = np.zeros_like(hidden)
    for at in np.flatnonzero(listed & hidden.any(axis=0)):
        more[:, at] = _month_by_month(count[:, at], hidden[:, at], rule.base) & ~hidden[:, at]
    return [
        each.assign(state=each["state"].mask(of_month, PROTECTED))
        for each, of_month in zip(months, more, strict=True)
    ]


def _month_by_month(count: Any, hidden: Any, base: int) -> Any:
    """Which months of one cell to hide. Their year is taken to be known unless it is small too:
    months of few people may be those of one, so their sum is no less than the year's people."""
    times, total = len(count), count.sum()
    try:
        state = protect(
            np.append(count, total),
            base,
            [Sums(np.array([times]), np.arange(times)[None, :])],
            fixed=np.append(np.full(times, False), total >= base),
            held=np.append(hidden, False),
        )
    except WorkedOut:  # whatever is hidden of it, so all of it is
        return np.full(times, True)
    return state[:-1] != SHOWN


def _searched(
    part: Any,
    count: Any,
    base: int,
    hidden: Any,
    unsaid: Any,
    listed: Any,
    cells: pd.DataFrame,
) -> Any:
    """Which cells to hide for the sake of one part; of which not even "too few" may be said joins
    `unsaid`. Figures for everyone and of the system that are shown are known, and stay."""
    is_sum = isinstance(part, Sums)
    at = np.append(part.parts[0], part.total) if is_sum else np.unique(part[part >= 0])
    if not (hidden[at] & (count[at] < base)).any():
        return np.zeros_like(hidden)
    fixed = ~hidden & ((cells["group_id"] == "everyone") | (cells["level"] == "system")).to_numpy()
    if is_sum:
        fixed[part.parts[0]] = False
    try:
        state = protect(
            count,
            base,
            [part] if is_sum else [],
            [] if is_sum else [part],
            unguarded=~listed,
            fixed=fixed,
            held=hidden,
        )
    except WorkedOut:  # whatever is hidden of it, so all of it is
        found = np.zeros_like(hidden)
        found[at] = True
        unsaid |= found & ~fixed
        return found & listed & ~fixed
    found = np.zeros_like(hidden)
    found[at] = (state[at] != SHOWN) & listed[at] & ~fixed[at]
    unsaid |= found & (state == PROTECTED) & (count < base)
    return found


def _tables(cells: pd.DataFrame, number: dict[tuple[str, str], int]) -> list[Any]:
    """Of each way of grouping: Places by groups, with the sums of both."""
    places = cells.loc[cells["level"] == "place", "area_code"].unique()
    system = cells.loc[cells["level"] == "system", "area_code"].iloc[0]
    found = []
    for name, rows in cells.groupby("partition", sort=True):
        if name == "everyone":
            continue
        groups = [*rows["group_id"].unique(), "everyone"]
        # -1 is a known nought: of a group that cannot live there.
        found.append(
            np.array(
                [[number.get((area, group), -1) for group in groups] for area in (*places, system)]
            )
        )
    return found


def _sums(cells: pd.DataFrame) -> list[Sums]:
    """Places that add up to the system, groups that do, and small areas that add up to a Place."""
    everyone = cells[cells["group_id"] == "everyone"]
    place = everyone[everyone["level"] == "place"]
    small = everyone[everyone["level"] == "small"]
    system = everyone.index[everyone["level"] == "system"].to_numpy()
    found = [Sums(system, place.index.to_numpy()[None, :])]
    for code, at in zip(place["area_code"], place.index, strict=True):
        parts = small.index[small["parent"] == code].to_numpy()
        if len(parts):
            found.append(Sums(np.array([at]), parts[None, :]))
    groups = cells[(cells["level"] == "system") & (cells["partition"] != "everyone")]
    found += [
        Sums(system, rows.index.to_numpy()[None, :]) for _, rows in groups.groupby("partition")
    ]
    return found


def _with_parts(cells: pd.DataFrame, hidden: Any) -> Any:
    """A hidden whole hides its parts: see `hiding._inherit`."""
    gone = cells[hidden]
    of_everyone = set(gone.loc[gone["group_id"] == "everyone", "area_code"])
    of_system = set(gone.loc[gone["level"] == "system", "group_id"])
    is_part = cells["area_code"].isin(of_everyone) | (
        (cells["level"] == "small") & cells["parent"].isin(of_everyone)
    )
    is_part |= (cells["level"] == "place") & cells["group_id"].isin(of_system)
    return hidden | (is_part & cells["is_listed"]).to_numpy()
