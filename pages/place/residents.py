"""Who lives in a Place, beside the system: one small table for each kind of group."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from insight.language import number_format
from insight.store import Store, queries
from insight.store.rows import tuples
from insight.visual import style
from insight.visual.charts import strip
from pages.ui import markup, tables
from pages.ui.tables import Column

SOURCES = ("census-age", "census-ethnic-group", "census-disability", "ons-rural-urban")
KINDS = {"age": "Age", "ethnic_group": "Ethnic group", "plus": "Disability"}


@dataclass(frozen=True)
class WhoLivesHere:
    """frame: `queries.residents`; tables: the same and rural and urban, as markup."""

    frame: pd.DataFrame
    tables: str


def who_lives_here(store: Store, place_code: str, place: str) -> WhoLivesHere:
    """Who lives in a Place, as the page shows it."""
    people = queries.residents(store, area_code=place_code)
    rural = queries.rural_urban(store, area_code=place_code)
    return WhoLivesHere(people, "".join(kind_tables(people, rural, place)))


def kind_tables(residents: pd.DataFrame, rural: pd.DataFrame, place: str) -> list[str]:
    """`queries.residents` as a table for each kind, and `queries.rural_urban` as the last."""
    tables_ = [
        _table(rows, name, place)
        for kind, name in KINDS.items()
        if len(rows := residents[residents["kind"] == kind])
    ]
    return tables_ + ([_rural_table(rural)] if len(rural) else [])


def _table(rows: pd.DataFrame, name: str, place: str) -> str:
    columns = [
        Column(name, lambda row: str(row.group_name)),
        Column(place, _bar("value"), is_markup=True),
        Column(
            "System", lambda row: number_format.figure(row.system_value, "%", 1), is_number=True
        ),
    ]
    period = rows["period_label"].iloc[0]
    return tables.table(tuples(rows), columns, f"{name}, share of residents, {period}", "bars")


def _rural_table(rural: pd.DataFrame) -> str:
    columns = [
        Column("Rural or urban", lambda row: str(row.rural_urban)),
        Column("Share of residents", _bar("people_pct"), is_markup=True),
        Column("Neighbourhoods", lambda row: number_format.number(row.neighbourhood_count), True),
    ]
    return tables.table(tuples(rural), columns, "Rural and urban, share of residents, 2021", "bars")


def _bar(name: str) -> Callable[[Any], str]:
    def cell(row: Any) -> str:
        share = getattr(row, name)
        if pd.isna(share):
            return markup.quiet(number_format.NO_FIGURE)
        return markup.with_label(
            markup.image(strip.bar(share, style.PLACE)), number_format.figure(share, "%", 1)
        )

    return cell
