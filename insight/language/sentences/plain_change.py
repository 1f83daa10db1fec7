"""How a gap moved between its first and its latest figure, plainly; claimed only where tested."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from insight.language.number_format import Row, capital, difference, few, number, shown
from insight.reference.vocabulary import NO_RANGE, SO_NOT_TESTED, TESTED_CHANGES
from insight.statistics import difference_test, standard_error

NO_RANGE_IN_FILE = f"{NO_RANGE}{SO_NOT_TESTED}"
CHANCE = 0.05


def first_to_last(rows: pd.DataFrame) -> dict[str, Any] | None:
    """The first and the latest figure of one area, and whether they differ.

    rows: of `queries.series`, whose value is itself a gap. first and latest value and period,
    change, and word: widening, narrowing or no clear change where both figures have a range and
    their periods do not overlap, else ''. None with fewer than two figures.
    """
    known = np.flatnonzero(rows["value"].notna())
    if len(known) < 2:
        return None
    ends = rows["period_end_date"].to_numpy()[known]
    first, latest = rows.iloc[known[ends.argmin()]], rows.iloc[known[ends.argmax()]]
    return {
        "area_code": str(latest["area_code"]),
        "area_name": str(latest["area_name"]),
        "first_value": float(first["value"]),
        "first_period": str(first["period_label"]),
        "latest_value": float(latest["value"]),
        "latest_period": str(latest["period_label"]),
        "change": float(latest["value"] - first["value"]),
        "word": _word(first, latest),
    }


def signed_change(change: dict[str, Any], indicator: Row) -> str:
    """'+2.7': how much larger or smaller the latest figure is, in the indicator's unit."""
    places = int(indicator["decimal_places"])
    size = number(abs(change["change"]), places)
    if float(size.replace(",", "")) == 0:
        return "none"
    return f"{'+' if change['change'] > 0 else '−'}{size}"


def change_test(change: dict[str, Any]) -> str:
    """The word of the test, or why there is none."""
    return change["word"] or f"Not tested: {NO_RANGE}"


def life_gap_title(changes: list[dict[str, Any]], who: str, indicator: Row) -> str:
    """'Gap in length of life, men: Wirral 12.6 to 15.3 years', of the Place that moved most."""
    return f"Gap in length of life, {who}: {_largest_move(changes, indicator)}"


def life_gap_sentence(changes: list[dict[str, Any]], who: str, indicator: Row) -> str:
    """The same with its periods, and what the tests found or why there is none.

    It begins with whose gap it is, since it may stand under a heading about others.
    """
    spans = {(row["first_period"], row["latest_period"]) for row in changes}
    when = f", {' and '.join(next(iter(spans)))}" if len(spans) == 1 else ""
    tested = [row for row in changes if row["word"]]
    ending = NO_RANGE_IN_FILE
    if tested:
        words = {
            word: [r["area_name"] for r in tested if r["word"] == word] for word in TESTED_CHANGES
        }
        ending = "; ".join(
            f"{word} in {few(names, 'Place')}" for word, names in words.items() if names
        )
    return (
        f"{capital(who)}: {_largest_move(changes, indicator)}; {ending}. That is the gap between"
        f" the most and the least deprived ends of an area{when}. The table has every Place."
    )


def _largest_move(changes: list[dict[str, Any]], indicator: Row) -> str:
    return _move(max(changes, key=lambda row: abs(row["change"])), indicator)


def plain_gap_change(gaps: pd.DataFrame, indicator: Row, why: str, since: Any = None) -> str:
    """The first and the latest gap between the same two groups, as figures without a claim.

    gaps: rows of `queries.inequalities` of one area, oldest first. why: no test was made. since:
    the day of the last break in the series. '' where there are no two such periods that do not
    overlap.
    """
    known = gaps.dropna(subset=["absolute_gap"])
    if known.empty:
        return ""
    latest = known.iloc[-1]
    alike = known[
        (known["group_id"] == latest["group_id"])
        & (known["reference_group_id"] == latest["reference_group_id"])
        & (known["period_end_date"] < latest["period_start_date"])
    ]
    if since is not None:
        alike = alike[alike["period_start_date"] >= pd.Timestamp(since)]
    if alike.empty:
        return ""
    where = f"{indicator['plain_name']}, {latest['area_name']}"
    then, now = (_apart(row, indicator) for row in (alike.iloc[0], latest))
    who = f"{latest['group_name']} against {latest['reference_group_name']}"
    return f"{where}. {capital(who)}: {then}. Then {now}. Not tested: {why}."


def _apart(row: Row, indicator: Row) -> str:
    """'18.2% against 11.1% in 2023, 7.1 percentage points apart'."""
    size = difference(row["absolute_gap"], str(indicator["unit"]), int(indicator["decimal_places"]))
    figures = " against ".join(shown(row[name], indicator) for name in ("value", "reference_value"))
    return f"{figures} in {row['period_label']}, {size} apart"


def _move(change: dict[str, Any], indicator: Row) -> str:
    first = number(change["first_value"], int(indicator["decimal_places"]))
    return f"{change['area_name']} {first} to {shown(change['latest_value'], indicator)}"


def _word(first: Row, latest: Row) -> str:
    """What the test of two separate figures finds; '' where there is no test."""
    if not first["period_end_date"] < latest["period_start_date"]:
        return ""
    errors = standard_error(
        np.array([first["lower_ci"], latest["lower_ci"]], float),
        np.array([first["upper_ci"], latest["upper_ci"]], float),
    )
    if not np.all(errors > 0):
        return ""
    test = difference_test(abs(latest["value"]), errors[1], abs(first["value"]), errors[0])
    if not float(test.p_value) < CHANCE:
        return "no clear change"
    return "widening" if abs(latest["value"]) > abs(first["value"]) else "narrowing"
