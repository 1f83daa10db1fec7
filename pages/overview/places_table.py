"""The Overview's table: nine Places at a glance."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

import pandas as pd

from insight.analysis import comparisons
from insight.analysis.comparisons import LIFE_EXPECTANCY
from insight.language import number_format, sentences
from insight.statistics.verdicts import NOT_COMPARED
from insight.store import Store, queries
from insight.store.rows import tuples
from insight.visual.charts import strip
from pages.ui import markup, tables
from pages.ui.panels import Panel
from pages.ui.tables import Column

DEPRIVATION_SOURCES = {
    "2025": ("deprivation-2025", "census-age"),
    "2019": ("deprivation-2019", "ons-population-2020"),
}
WHO = {"female": "Women", "male": "Men"}


def places_table(store: Store, edition: str) -> Panel | None:
    """Core20 and life expectancy in one table. None when no deprivation has been loaded."""
    frame = comparisons.nine_places(store, edition)
    if frame.empty:
        return None
    return Panel(
        title=_finding(frame),
        sentence=sentences.core20_sentence(frame, edition),
        table=_table(frame, edition),
        frame=frame,
        source_ids=(*DEPRIVATION_SOURCES[edition], *_life_sources(store)),
        caveat=_caveat(frame),
    )


def _finding(frame: pd.DataFrame) -> str:
    whole = frame[frame["area_type"] == "system"].iloc[0]
    share = number_format.figure(whole["core20_pct"], "%")
    return f"{share} of people here live in England's most deprived fifth"


def _table(frame: pd.DataFrame, edition: str) -> str:
    """A bar for Core20, and a figure with its range for each life expectancy."""
    columns = [
        Column("Place", _place, is_markup=True),
        Column("In Core20: share, people", _core20, is_markup=True),
        *(
            Column(_life_label(frame, sex), _life(frame, sex), is_markup=True)
            for sex in LIFE_EXPECTANCY
        ),
    ]
    period = frame["female_period_label"].dropna().min()
    lives = f", and life expectancy at birth beside England, {period}" if period == period else ""
    caption = f"Core20 ({edition} edition){lives}"
    return tables.table(tuples(frame), columns, caption, "glance")


def _life_sources(store: Store) -> list[str]:
    listed = queries.indicators(store)["indicator_id"]
    known = [each for each in LIFE_EXPECTANCY.values() if each in set(listed)]
    found = [str(queries.indicator(store, each)["source_id"]) for each in known]
    return list(dict.fromkeys(found))


def _caveat(frame: pd.DataFrame) -> str:
    """How to read the table, and what it does not claim."""
    verdicts = frame[[f"{sex}_verdict" for sex in LIFE_EXPECTANCY]].stack().dropna()
    no_interval = " No interval is published for it, so Places are not compared with England."
    return (
        "Dashed line: life expectancy in England."
        + no_interval * bool((verdicts == NOT_COMPARED).all())
        + " The two deprivation editions rank different neighbourhoods: a change between them is"
        " not a trend."
    )


def _place(row: Any) -> str:
    if row.area_type == "system":
        return f"<b>{escape(row.area_name)}</b>"
    return markup.link(row.area_name, "place", place=row.area_code)


def _core20(row: Any) -> str:
    share = number_format.figure(row.core20_pct, "%")
    people = number_format.people(row.core20_count)
    return markup.with_label(markup.image(strip.bar(row.core20_pct)), share, people)


def _life_label(frame: pd.DataFrame, sex: str) -> str:
    england = frame[f"{sex}_benchmark_value"].max()
    beside = f" (England {england:.1f})" if pd.notna(england) else ""
    return f"{WHO[sex]}: years of life{beside}"


def _life(frame: pd.DataFrame, sex: str) -> Callable[[Any], str]:
    names = ["value", "lower_ci", "upper_ci", "benchmark_value"]
    figures = frame[[f"{sex}_{name}" for name in names]]
    scale = (float(figures.min(axis=None)), float(figures.max(axis=None)))

    def cell(row: Any) -> str:
        value, lower, upper, england = (getattr(row, column) for column in figures)
        if pd.isna(value):
            why = "not worked out for the system" if row.area_type == "system" else "no figure"
            return markup.quiet(why)
        word = getattr(row, f"{sex}_verdict")
        under = "" if word == NOT_COMPARED else markup.verdict(word)
        drawn = strip.interval_strip(value, lower, upper, england, word, scale)
        return markup.with_label(markup.image(drawn), f"{value:.1f}", under)

    return cell
