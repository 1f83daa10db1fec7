"""The Citizens' Panel beside the people it should speak for: who is missing, and what is left.

Small counts are hidden here, before anything else sees them: no category of fewer members than
the smallest base is counted, nor another from which it could be worked out. How many did not say
is shown wherever enough did: it is no group of people, but how far the rest can be relied on.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from insight.reference.groups import EVERYONE
from insight.statistics import at_limit, base_state, disclosure, effective_base, representativeness
from insight.statistics.disclosure import SHOWN, TOO_FEW
from insight.store import Store, queries

# The order they are read in; sex has no census figure in the store.
KINDS = ("place", "age_band", "sex", "ethnic_group", "deprivation_quintile")
NOT_STATED = "not stated"
OWN_NAMES = {
    "16-34": "Aged 16 to 34",
    "35-49": "Aged 35 to 49",
    "50-64": "Aged 50 to 64",
    "65+": "Aged 65 and over",
    "female": "Women",
    "male": "Men",
    "1": "Most deprived fifth",
    "2": "Second fifth",
    "3": "Middle fifth",
    "4": "Fourth fifth",
    "5": "Least deprived fifth",
    NOT_STATED: "Not stated",
}


@dataclass(frozen=True)
class PanelShape:
    """The panel as a whole, and by kind of member.

    member_count, weighted_count (members with a weight), effective_base (Kish, NaN without
    weights) and trimmed_count (weights held at the limit) are of all members. rows: kind,
    category, category_name, member_count (NaN when hidden), state, panel_pct, census_pct,
    difference, lower, upper (points), word (fewer, more, no clear difference, or '' where nothing
    may be said), weighted_pct, effective_base, base_state, base_share (of the members weighted,
    how many the effective base is, 0 to 1). Percentages are 0 to 100.
    """

    member_count: int
    weighted_count: int
    effective_base: float
    trimmed_count: int
    is_demonstration: bool
    rows: pd.DataFrame

    @property
    def base_share(self) -> float:
        """The effective base as a share of the members weighted; NaN without weights."""
        return self.effective_base / self.weighted_count if self.weighted_count else np.nan

    @property
    def compared_count(self) -> int:
        """How many shares were set against the census."""
        return int((self.rows["word"] != "").sum())


def panel_shape(store: Store) -> PanelShape | None:
    """None when there is no panel, or one too small to say anything about."""
    members, census = queries.panel_members(store), queries.panel_census(store)
    everyone = members[members["kind"] == EVERYONE]
    smallest = store.smallest_base
    if everyone.empty or int(everyone["member_count"].iloc[0]) < smallest:
        return None
    count, weights = int(everyone["member_count"].iloc[0]), everyone["weights"].iloc[0]
    frame = _every_category(members[members["kind"] != EVERYONE], census)
    frame["state"] = _states(frame, count, smallest)
    frame = pd.concat(
        [_shares(rows, smallest) for _, rows in frame.groupby("kind", sort=False)],
        ignore_index=True,
    )
    frame["weighted_pct"] = _weighted(frame, float(np.sum(weights)))
    frame["effective_base"] = [_base(each) for each in frame["weights"]]
    is_shown = frame["state"] == SHOWN
    frame["base_share"] = frame["effective_base"] / frame["weights"].map(len).replace(0, np.nan)
    hidden = ["weighted_pct", "effective_base", "base_share"]
    frame[hidden] = frame[hidden].where(is_shown)
    frame["member_count"] = frame["member_count"].where(is_shown)
    frame["base_state"] = base_state(frame["effective_base"])
    return PanelShape(
        member_count=count,
        weighted_count=len(weights),
        effective_base=_base(weights),
        trimmed_count=int(at_limit(weights).sum()),
        is_demonstration=bool(everyone["is_demonstration"].iloc[0]),
        rows=frame.drop(columns=["weights", "people", "is_demonstration"]),
    )


def _every_category(members: pd.DataFrame, census: pd.DataFrame) -> pd.DataFrame:
    """A row for every category of the census or of the panel, those not stated last."""
    frame = members.merge(census, on=["kind", "category"], how="outer")
    frame["member_count"] = frame["member_count"].fillna(0).astype(int)
    frame["weights"] = [list(each) if np.ndim(each) else [] for each in frame["weights"]]
    own = frame["category"].map(OWN_NAMES)
    frame["category_name"] = own.fillna(frame["category_name"]).fillna(frame["category"])
    order = frame["kind"].map(KINDS.index)
    is_silent = frame["category"] == NOT_STATED
    by_name = frame["category_name"].where(frame["kind"] == "place", frame["category"])
    return (
        frame.assign(order=order, is_silent=is_silent, by_name=by_name)
        .sort_values(["order", "is_silent", "by_name"], ignore_index=True)
        .drop(columns=["order", "is_silent", "by_name"])
    )


def _states(frame: pd.DataFrame, everyone: int, smallest: int) -> np.ndarray:
    """What may be said of each count: the members of every kind add up to all members."""
    sums = [
        disclosure.Sums(np.array([0]), np.array([rows.index + 1]))
        for _, rows in frame.groupby("kind", sort=False)
    ]
    counts = np.concatenate([[everyone], frame["member_count"]])
    is_stated = frame["category"] != NOT_STATED
    stated = frame["member_count"].where(is_stated, 0).groupby(frame["kind"]).transform("sum")
    never = is_stated & (stated == 0)  # nobody said: that tells of nobody
    is_known = never | ~is_stated & ((stated == 0) | (stated >= smallest))
    states = disclosure.protect(counts, smallest, sums, fixed=np.append(True, is_known))[1:]
    return np.where(never, TOO_FEW, states)


def _shares(rows: pd.DataFrame, smallest: int) -> pd.DataFrame:
    """Panel and census shares of one kind, of those who stated it, and which differ clearly."""
    is_stated = rows["category"] != NOT_STATED
    base = int(rows.loc[is_stated, "member_count"].sum())
    is_told = (rows["state"] == SHOWN) & is_stated & (base > 0)
    # Too few means at most one less than the smallest base: if even so many would be clearly
    # fewer than the census's share, that much may be said.
    most = rows["member_count"].where(is_told, min(smallest - 1, base))
    census_share = rows["people"] / rows["people"].sum(min_count=1)
    found = representativeness(most, max(base, 1), census_share)
    may_say = is_told | ((rows["state"] == TOO_FEW) & (found.word == "fewer") & (base > 0))
    may_say &= census_share.notna()
    points = {"difference": found.difference, "lower": found.lower, "upper": found.upper}
    return rows.assign(
        panel_pct=(100 * rows["member_count"] / max(base, 1)).where(is_told),
        census_pct=100 * census_share,
        word=pd.Series(found.word, rows.index).where(may_say, ""),
        **{name: pd.Series(each, rows.index).where(is_told) for name, each in points.items()},
    )


def _weighted(frame: pd.DataFrame, everyone: float) -> pd.Series:
    held = frame["weights"].map(np.sum)
    return 100 * held / everyone if everyone else held * np.nan


def _base(weights: list[float]) -> float:
    return effective_base(weights) if len(weights) else np.nan
