"""The Places at a glance: people in Core20 and life expectancy, beside England."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pandas as pd

from insight.analysis.headlines import LIFE_EXPECTANCY, nine_places
from insight.analysis.positions import POSITION
from insight.findings import cells
from insight.findings.finding import Finding
from insight.findings.maps import SOURCES
from insight.findings.table import (
    Cell,
    Column,
    DataTable,
    Link,
    cell,
    data_table,
    linked,
    quiet,
    strong,
)
from insight.language import number_format, sentences
from insight.reference.areas import ENGLAND, HOW_MANY, PLACE_COUNT, SYSTEM
from insight.statistics.verdicts import NOT_TESTED
from insight.store import Store, queries
from insight.store.rows import tuples
from insight.visual.charts import strip

SYSTEM_FIGURE = f"mean of {PLACE_COUNT} Places weighted by residents"
AUTHORITIES = " English authorities"
WHO = {"female": "Women", "male": "Men"}


def places_overview(store: Store, edition: str) -> Finding | None:
    """Core20 and life expectancy in one table. None when no deprivation has been loaded."""
    frame = nine_places(store, edition)
    if frame.empty:
        return None
    whole = frame[frame["area_type"] == "system"].iloc[0]
    return Finding(
        finding_id="nine-places",
        title=(
            sentences.core20_spread(frame)
            if SYSTEM == ENGLAND
            else sentences.core20_headline(whole)
        ),
        subtitle=f"{HOW_MANY.capitalize()} Places: people in Core20 ({edition} edition) and life"
        " expectancy",
        sentence=sentences.core20_sentence(frame, edition),
        table=_table(frame, edition),
        source_ids=(*SOURCES[edition], *_life_sources(store)),
        caveat=_caveat(frame),
        link=Link.to("", edition=edition),
        about={"edition": edition},
    )


def _table(frame: pd.DataFrame, edition: str) -> DataTable:
    """A bar for Core20, and a figure with its range for each life expectancy."""
    columns = [
        Column("Place", _place),
        Column("In Core20: share, people", _core20),
        *(Column(_life_label(frame, sex), _life(frame, sex)) for sex in LIFE_EXPECTANCY),
    ]
    period = frame["female_period_label"].dropna().min()
    lives = f", and life expectancy at birth beside England, {period}" if period == period else ""
    return data_table(f"Core20 ({edition} edition){lives}", columns, tuples(frame), frame)


def _life_sources(store: Store) -> list[str]:
    listed = queries.indicators(store)["indicator_id"]
    known = [each for each in LIFE_EXPECTANCY.values() if each in set(listed)]
    found = [str(queries.indicator(store, each)["source_id"]) for each in known]
    return list(dict.fromkeys(found))


def _caveat(frame: pd.DataFrame) -> str:
    """How to read the table, and what it does not claim."""
    verdicts = frame[[f"{sex}_verdict" for sex in LIFE_EXPECTANCY]].stack().dropna()
    no_interval = (
        " Our file holds no range for it, so no Place is tested against England: where each stands"
        " among English authorities is given instead."
    )
    dashed = "Dashed line: life expectancy in England."
    dashed += no_interval * bool((verdicts == NOT_TESTED).all()) + " "
    is_known = frame[[f"{sex}_value" for sex in LIFE_EXPECTANCY]].notna().any(axis=None)
    return (
        dashed
        * bool(is_known)
        + "The two deprivation editions rank different neighbourhoods: a change between them is"
        " not a trend."
    )


def _place(row: Any) -> Cell:
    if row.area_type == "system":
        return cell(strong(row.area_name))
    return cell(linked(row.area_name, "place", place=row.area_code))


def _core20(row: Any) -> Cell:
    if not row.people_count:  # nobody has said how many people live in the neighbourhoods
        found = f"{row.core20_neighbourhood_count:,} of {row.neighbourhood_count:,}"
        return cell(strong(found), notes=("neighbourhoods",))
    return cell(
        strong(number_format.figure(row.core20_pct, "%")),
        notes=(number_format.people(row.core20_count),),
        drawing=strip.bar(row.core20_pct),
    )


def _life_label(frame: pd.DataFrame, sex: str) -> str:
    england = frame[f"{sex}_benchmark_value"].max()
    beside = f" (England {england:.1f})" if pd.notna(england) else ""
    return f"{WHO[sex]}: years of life{beside}"


def _life(frame: pd.DataFrame, sex: str) -> Callable[[Any], Cell]:
    names = ["value", "lower_ci", "upper_ci", "benchmark_value"]
    figures = frame[[f"{sex}_{name}" for name in names]]
    scale = (float(figures.min(axis=None)), float(figures.max(axis=None)))
    about = {"polarity": "high_is_good", "value_type": "years", "unit": "years"}

    def form(row: Any) -> Cell:
        value, lower, upper, england = (getattr(row, column) for column in figures)
        if pd.isna(value):
            return cell(quiet("no figure"))
        word = getattr(row, f"{sex}_verdict")
        is_system = row.area_type == "system"
        is_about = is_system and SYSTEM != ENGLAND
        text = f"{'about ' * is_about}{value:.1f}"
        shown = cells.interval((value, lower, upper), england, word, scale, text)
        if is_about:
            return replace(shown, notes=cell(notes=(SYSTEM_FIGURE,)).notes)
        if word != NOT_TESTED or is_system:
            return shown
        position = {name: getattr(row, f"{sex}_{name}") for name in POSITION}
        where = sentences.position_words({**about, **position})
        # Among whom, the caveat says once for all.
        return replace(shown, notes=cell(notes=(where.removesuffix(AUTHORITIES),)).notes)

    return form
