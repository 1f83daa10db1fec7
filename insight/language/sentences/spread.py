"""One period: how far apart the areas are. `values` is the rows of `queries.latest_values`."""

from __future__ import annotations

import pandas as pd

from insight.language.number_format import (
    Row,
    capital,
    difference,
    few,
    shown,
    shown_range,
    when,
)
from insight.statistics.verdicts import extremes_differ


def spread_sentence(values: pd.DataFrame, indicator: Row) -> str:
    """How far apart the areas of one period are, and whether chance could explain it."""
    if values["value"].notna().sum() < 2:
        return ""
    least, most = _end(values, "min"), _end(values, "max")
    low, high = shown(least["value"].iloc[0], indicator), shown(most["value"].iloc[0], indicator)
    period = capital(when(least["period_label"].iloc[0]))
    if low == high:
        return f"{period} every figure was {low}."
    if extremes_differ(values):
        return (
            f"{period} the figures ran from {low} in {_names(least)} to {high} in {_names(most)}."
            f" That difference of {_apart(least, most, indicator)} is more than chance."
        )
    both = shown_range(least["value"].iloc[0], most["value"].iloc[0], indicator)
    return f"{period} the figures ran from {both}. {_why_not_ranked(values)}"


def life_expectancy_sentence(values: pd.DataFrame, indicator: Row, who: str) -> str:
    """Life expectancy across the Places; who: 'women' or 'men'."""
    if values["value"].notna().sum() < 2:
        return f"There are not enough figures to say how long {who} can expect to live."
    least, most = _end(values, "min"), _end(values, "max")
    low, high = shown(least["value"].iloc[0], indicator), shown(most["value"].iloc[0], indicator)
    period = least["period_label"].iloc[0]
    if low == high:
        return f"Across the Places, {who} can expect to live {low} ({period})."
    if extremes_differ(values):
        return (
            f"{capital(who)} in {_names(most)} can expect to live {high}, and in {_names(least)}"
            f" {low} ({period}). That difference of {_apart(least, most, indicator)} is more than"
            " chance."
        )
    both = shown_range(least["value"].iloc[0], most["value"].iloc[0], indicator)
    return (
        f"Across the Places, {who} can expect to live {both} ({period}). {_why_not_ranked(values)}"
    )


def _end(values: pd.DataFrame, which: str) -> pd.DataFrame:
    """The rows with the least or the most: more than one where areas tie."""
    return values[values["value"] == values["value"].agg(which)]


def _names(rows: pd.DataFrame) -> str:
    return few(list(rows["area_name"]), "area")


def _apart(least: pd.DataFrame, most: pd.DataFrame, indicator: Row) -> str:
    apart = most["value"].iloc[0] - least["value"].iloc[0]
    return difference(apart, str(indicator["unit"]), int(indicator["decimal_places"]))


def _why_not_ranked(values: pd.DataFrame) -> str:
    known = values.dropna(subset=["value"])
    bare = known[["lower_ci", "upper_ci"]].isna().any(axis=1)
    if bare.any():
        which = "They have" if bare.all() else "Some have"
        return f"{which} no range, so the spread is not tested."
    return "Chance alone could spread them that far."
