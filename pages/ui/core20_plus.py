"""Who Core20 and PLUS are here: a table of Places, and a table of the groups."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from typing import Any

import pandas as pd

from insight.analysis import latest_figures
from insight.findings import cells
from insight.language import number_format, sentences
from insight.reference.catalogue import PlusGroup
from insight.reference.vocabulary import PLUS_STATUSES
from insight.store import Store, queries
from insight.store.rows import tuples
from insight.visual.charts import strip
from pages.data import catalogue
from pages.ui import markup, tables
from pages.ui.tables import Column

LEADS = "Each Place leads to its map of neighbourhoods."
CHOICE = (
    "Which groups are PLUS is for NHS Cheshire and Merseyside to choose. Until it has, the list"
    " holds those that NHS England expects and those named in local strategy."
)
SOURCES = {
    "2025": ("deprivation-2025", "census-age"),
    "2019": ("deprivation-2019", "ons-population-2020"),
}


@dataclass(frozen=True)
class Core20:
    """frame: `queries.core20_people`; the same in a sentence and as a table."""

    frame: pd.DataFrame
    sentence: str
    table: str


def core20(store: Store, edition: str) -> Core20:
    """Who Core20 are by one edition."""
    frame = queries.core20_people(store, edition)
    return Core20(frame, sentences.core20_sentence(frame, edition), core20_table(frame, edition))


def of_place(store: Store, place_code: str, edition: str) -> str:
    """Who Core20 are in one Place, in a sentence."""
    frame = queries.core20_people(store, edition)
    return sentences.core20_place_sentence(frame, place_code, edition)


def core20_table(frame: pd.DataFrame, edition: str) -> str:
    """`queries.core20_people` as a table; each Place leads to its map."""

    def place(row: Any) -> str:
        if row.area_type == "system":
            return f"<b>{escape(row.area_name)}</b>"
        return markup.link(row.area_name, "place", place=row.area_code, edition=edition)

    columns = [
        Column("Place", place, is_markup=True),
        Column("Share in Core20", _share, is_markup=True),
        Column("People", lambda row: number_format.people(row.core20_count), is_number=True),
        Column("Neighbour\u00adhoods", _neighbourhoods, is_number=True),
    ]
    caption = f"People in Core20 neighbourhoods ({edition} edition)"
    return tables.table(tuples(frame), columns, caption, "glance")


def _share(row: Any) -> str:
    share = number_format.figure(row.core20_pct, "%")
    return markup.with_label(markup.image(strip.bar(row.core20_pct)), share)


def _neighbourhoods(row: Any) -> str:
    inside = number_format.number(row.core20_neighbourhood_count)
    return f"{inside} of {number_format.number(row.neighbourhood_count)}"


def plus_table(store: Store, version: str) -> str:
    """The PLUS groups: whose choice each is, what is known of it and what is not, and why."""
    names = queries.indicators(store).set_index("indicator_id")["plain_name"]

    def measures(group: PlusGroup) -> str:
        ids = [each for each in group.measures if each in names.index]
        items = "".join(f"<li>{_measure(store, each, names[each])}</li>" for each in ids)
        return f'<ul class="plain">{items}</ul>' if items else markup.quiet("No figure yet")

    columns = [
        Column("Group", _group, is_markup=True),
        Column("What we know", measures, is_markup=True),
        Column("What we do not know, and why", lambda group: group.unmeasured_reason or "–"),
        Column("Whose choice", _choice, is_markup=True),
    ]
    return tables.table(catalogue.plus_groups(version), columns, "PLUS groups", "stacked plus")


def plus_frame(store: Store, version: str) -> pd.DataFrame:
    """The same for the CSV file."""
    return _frame(catalogue.plus_groups(version))


def _frame(groups: Iterable[PlusGroup]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "group_name": each.group_name,
                "definition": each.definition,
                "owner": each.owner,
                "status": each.status,
                "decided_date": each.decided_date,
                "measures": "; ".join(each.measures),
                "unmeasured_reason": each.unmeasured_reason,
            }
            for each in groups
        ]
    )


def _measure(store: Store, indicator_id: str, name: str) -> str:
    """A link to the indicator, with the system's latest figure, or the span of the Places'."""
    link = markup.link(name, "indicator", indicator=indicator_id)
    now = latest_figures.latest_figures(store, indicator_id)
    if now.values.empty:
        return f"{link}<small>by group</small>"
    when = str(now.values["period_label"].iloc[0])
    return f"{link}<small>{escape(cells.figure_span(now))}, {escape(when)}</small>"


def _group(group: PlusGroup) -> str:
    return f"<b>{escape(group.group_name)}</b><small>{escape(group.definition)}</small>"


def _choice(group: PlusGroup) -> str:
    decided = f"Decided {pd.Timestamp(group.decided_date):%-d %B %Y}." if group.decided_date else ""
    return (
        f"{escape(group.owner)}<small>{escape(PLUS_STATUSES[group.status])}"
        f" {escape(decided or 'No date of decision.')}</small>"
    )
