"""Who lives in a Place, or in the system: by age, ethnic group and disability, town and country."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import pandas as pd

from insight.findings import cells
from insight.findings.finding import Finding
from insight.findings.table import Cell, Column, Link, cell, data_table, quiet
from insight.language import number_format
from insight.reference.areas import HOW_MANY, SYSTEM, areas
from insight.store import Store, queries
from insight.store.rows import tuples
from insight.visual import style


class Kind(NamedTuple):
    """A way of grouping residents: over its column, in a caption, and whose counts they are."""

    heading: str
    caption: str
    source_id: str


KINDS = {
    "age": Kind("Age", "Age", "census-age"),
    "ethnic_group": Kind("Ethnic group", "Ethnic group", "census-ethnic-group"),
    "plus": Kind("Disability", "Disability", "census-disability"),
    "rural_urban": Kind("Rural or urban", "Rural and urban", "ons-rural-urban"),
}
CENSUS = "2021"  # the year of the residents and of the neighbourhoods that are classed


def residents(store: Store, area_code: str, kind: str = "") -> Finding | None:
    """Shares of residents beside the system's. None where nothing has been loaded.

    area_code: a Place's, or SYSTEM. kind: one of KINDS, '' for all of them in one table.
    """
    frame = _shares(store, area_code)
    frame = frame[frame["kind"].isin([kind] if kind else KINDS)]
    if frame.empty:
        return None
    place = areas()[area_code].area_name
    kinds = [each for each in KINDS if each in set(frame["kind"])]
    what = KINDS[kind].caption if kind else "Residents"
    caption = f"{what}, share of residents, {frame['period_label'].iloc[0]}"
    return Finding(
        finding_id=f"residents-{kind}" if kind else "residents",
        title="Who lives here",
        subtitle=f"Residents of {place} beside the {HOW_MANY} Places together",
        table=data_table(caption, _columns(kind, place), tuples(frame), frame),
        source_ids=tuple(KINDS[each].source_id for each in kinds),
        link=None if area_code == SYSTEM else Link.to("place", place=area_code),
        about={
            "unit": "%",
            "area_code": area_code,
            "area_name": place,
            "benchmark_name": areas()[SYSTEM].area_name,
        },
    )


def _shares(store: Store, area_code: str) -> pd.DataFrame:
    """`queries.residents` and, in its columns, `queries.rural_urban`; the system's share is
    benchmark_value."""
    people = queries.residents(store, area_code).rename(columns={"system_value": "benchmark_value"})
    return pd.concat([people, _rural_urban(store, area_code)], ignore_index=True)


def _rural_urban(store: Store, area_code: str) -> pd.DataFrame:
    whole = queries.rural_urban(store, SYSTEM).set_index("rural_urban")["people_pct"]
    own = queries.rural_urban(store, area_code)
    names = {"rural_urban": "group_name", "people_pct": "value", "people_count": "numerator_count"}
    return own.rename(columns=names).assign(
        kind="rural_urban",
        period_label=CENSUS,
        benchmark_value=own["rural_urban"].map(whole),
    )


def _columns(kind: str, place: str) -> list[Column]:
    if kind == "rural_urban":
        return [
            Column(KINDS[kind].heading, lambda row: str(row.group_name)),
            Column("Share of residents", _share),
            Column("Neighbourhoods", _count, is_number=True),
        ]
    return [
        Column(KINDS[kind].heading if kind else "Group", _name(bool(kind))),
        Column(place, _share),
        Column("System", _system, is_number=True),
    ]


def _name(is_alone: bool) -> Callable[[Any], Cell]:
    """The group's name, with its kind under it where there are several kinds."""
    return lambda row: cell(row.group_name, notes=() if is_alone else (KINDS[row.kind].heading,))


def _share(row: Any) -> Cell:
    if pd.isna(row.value):
        return cell(quiet(number_format.NO_FIGURE))
    return cells.share(row.value, style.PLACE, decimal_places=1)


def _system(row: Any) -> str:
    return number_format.figure(row.benchmark_value, "%", 1)


def _count(row: Any) -> str:
    return number_format.number(row.neighbourhood_count)
