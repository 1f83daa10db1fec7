"""Which GP practices figures are about: those of a fifth, of a period, and of a Place."""

from __future__ import annotations

from datetime import date

import pandas as pd

from insight.reference.catalogue import Catalogue


def practice_fifths(tables: dict[str, pd.DataFrame]) -> pd.Series:
    """Practice → its fifth of England by deprivation, in the newest edition that gives fifths."""
    scores = tables.get("practice_deprivation")
    if scores is None or scores.empty:
        return pd.Series(dtype=int)
    known = scores.dropna(subset=["quintile"])
    if "edition" in known:
        known = known[known["edition"] == known["edition"].max()]
    return known.set_index("area_code")["quintile"].astype(int)


class PracticeLists:
    """Which practices a publisher's figures of a period are about, as other periods tell.

    Practices open and close, and some take no part, so the whole of a period is not every practice
    ever seen: it is those with a row in that period, and those with a row both before and after
    it. Figures that lack many of the practices of the period nearest in time are a part of the
    whole: then those practices belong to it as well.
    """

    FEWEST_SHARE = 0.8  # of an area's; Sefton, which changed most, kept 83% in four years

    def __init__(
        self,
        observations: pd.DataFrame,
        tables: dict[str, pd.DataFrame],
        catalogue: Catalogue,
    ) -> None:
        area = tables["area"]
        practices = area[area["area_type"] == "practice"].set_index("area_code")
        self._place = practices.get("place_code", pd.Series(dtype=str))
        self._source = {i.indicator_id: i.source_id for i in catalogue.indicators.values()}
        rows = observations[observations["area_code"].isin(practices.index)]
        rows = rows.assign(source_id=rows["indicator_id"].map(self._source))
        self._seen: dict[str, dict[date, set[str]]] = {}
        for (source_id, day), codes in rows.groupby(["source_id", "period_end_date"])["area_code"]:
            self._seen.setdefault(str(source_id), {})[day] = set(codes)

    def expected(self, rows: pd.DataFrame, practices: pd.Series) -> pd.Series:
        """Of `practices` (practice → area it is added to) those that make up the rows' period."""
        first = rows.iloc[0]
        day, own = first["period_end_date"], self._source[first["indicator_id"]]
        seen = self._seen[own]
        others = {when: codes for when, codes in seen.items() if when != day}
        before: set[str] = set().union(*(codes for when, codes in others.items() if when < day))
        after: set[str] = set().union(*(codes for when, codes in others.items() if when > day))
        if not others:
            lists = [each for source, each in self._seen.items() if source != own]
            others = {when: codes for each in lists for when, codes in each.items()}
        if not others:  # nothing tells who has closed
            return practices
        nearest = others[min(others, key=lambda when: abs((when - day).days))]
        named = seen[day]
        near = practices[practices.index.isin(nearest)]
        share = pd.Series(near.index.isin(named), index=near.index).groupby(near).mean()
        is_part = near.isin(share.index[share < self.FEWEST_SHARE])
        wanted = named | (before & after) | set(near.index[is_part])
        return practices[practices.index.isin(wanted)]

    def places(self, practices: pd.Series) -> pd.Series:
        """Practice → Place, in NHS areas of several Places all of whose practices are placed."""
        split = practices[practices != self._place.reindex(practices.index)]
        place = self._place.reindex(split.index)
        unplaced = place.isna().groupby(split).transform("any")
        return place[~unplaced]
