"""Who Core20 and PLUS are here: the Places, the tenths of deprivation, and the PLUS groups."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from typing import Any

import pandas as pd

from insight.analysis import latest_figures
from insight.findings import catalogue, cells
from insight.findings.finding import Finding
from insight.findings.maps import SOURCES
from insight.findings.table import (
    Cell,
    Column,
    Link,
    cell,
    data_table,
    linked,
    quiet,
    strong,
)
from insight.language import number_format, sentences
from insight.reference.areas import HOW_MANY, SYSTEM, SYSTEM_NAME, areas
from insight.reference.catalogue import PlusGroup
from insight.reference.vocabulary import PLUS_STATUSES
from insight.store import Store, queries
from insight.store.rows import tuples
from insight.visual import chart_data, charts

CAVEAT = "Not all people in a deprived area are poor. Poor people live in each area."
CHOICE = (
    f"Which groups are PLUS is for the NHS in {SYSTEM_NAME} to choose. Until it has, the list"
    " holds those that NHS England expects and those named in local strategy."
)


def core20_people(store: Store, edition: str) -> Finding | None:
    """Who lives in the most deprived fifth, by Place. None when no deprivation is loaded."""
    frame = queries.core20_people(store, edition)
    if frame.empty:
        return None
    columns = [
        Column("Place", partial(_place, edition)),
        Column("Share in Core20", lambda row: cells.share(row.core20_pct)),
        Column("People", _people, is_number=True),
        Column("Neighbour\u00adhoods", _neighbourhoods, is_number=True),
    ]
    caption = f"People in Core20 neighbourhoods ({edition} edition)"
    return Finding(
        finding_id="core20",
        title="Who Core20 are",
        subtitle="People in England's most deprived fifth of neighbourhoods",
        sentence=sentences.core20_sentence(frame, edition),
        picture=charts.core20_bars(frame),
        alt=sentences.core20_alt(frame, edition),
        table=data_table(caption, columns, tuples(frame), frame.assign(edition=edition)),
        source_ids=SOURCES[edition],
        caveat=CAVEAT,
        link=Link.to("core20plus5", edition=edition),
        editable=partial(_bars, frame),
    )


def deprivation_tenths(store: Store, edition: str, area_code: str = SYSTEM) -> Finding | None:
    """How many neighbourhoods are in each national tenth, in all Places or in one.

    None when no deprivation is loaded.
    """
    place_code = None if area_code == SYSTEM else area_code
    frame = queries.neighbourhood_deprivation(store, edition, place_code=place_code)
    if frame.empty:
        return None
    where = f"the {HOW_MANY} Places" if area_code == SYSTEM else areas()[area_code].area_name
    counts = frame["decile"].value_counts().reindex(range(1, 11), fill_value=0)
    values = pd.DataFrame(
        {
            "area_code": area_code,
            "area_name": areas()[area_code].area_name,
            "edition": edition,
            "decile": counts.index,
            "neighbourhood_count": counts.array,
            "neighbourhood_pct": 100 * counts.array / len(frame),
        }
    )
    names = ["1 (most deprived)", *map(str, range(2, 10)), "10 (least deprived)"]
    columns = [
        Column("Tenth of England", lambda row: names[row.decile - 1]),
        Column(
            "Neighbourhoods",
            lambda row: number_format.number(row.neighbourhood_count),
            is_number=True,
        ),
        Column(
            "Share",
            lambda row: number_format.figure(row.neighbourhood_pct, "%"),
            is_number=True,
        ),
    ]
    subtitle = f"Index of Multiple Deprivation {edition}, neighbourhoods of {where}"
    every = number_format.counted(len(frame), "neighbourhood")
    verb = "is" if counts[1] == 1 else "are"
    said = sentences.map_sentence(frame, where, edition)
    return Finding(
        finding_id="deprivation-tenths",
        title=f"{number_format.number(counts[1])} of {every} {verb} in the most deprived tenth",
        subtitle=f"{subtitle}, by national tenth",
        sentence=said,
        picture=charts.decile_bars(frame),
        alt=f"{said} Bars, one for each tenth.",
        table=data_table(f"Neighbourhoods of {where} by tenth", columns, tuples(values), values),
        source_ids=SOURCES[edition],
        caveat=CAVEAT,
        link=Link.to("core20plus5", edition=edition),
        editable=partial(_tenths, frame),
    )


def plus_groups(store: Store, version: str) -> Finding:
    """The PLUS groups: whose choice each is, what is known of it and what is not, and why."""
    found = catalogue.plus_groups(store, version)
    names = queries.indicators(store).set_index("indicator_id")["plain_name"]

    def measures(group: PlusGroup) -> Cell:
        ids = [each for each in group.measures if each in names.index]
        if not ids:
            return cell(notes=[quiet("No figure yet")])
        first, *others = (_measure(store, each, names[each]) for each in ids)
        return replace(first, below=tuple(others))

    columns = [
        Column("Group", lambda group: cell(strong(group.group_name), notes=[group.definition])),
        Column("What we know", measures),
        Column("What we do not know, and why", lambda group: group.unmeasured_reason or "–"),
        Column("Whose choice", _choice),
    ]
    return Finding(
        finding_id="plus-groups",
        title="Who PLUS are",
        subtitle="People whom deprivation alone may miss",
        table=data_table("PLUS groups", columns, found, _frame(found)),
        source_ids=tuple(dict.fromkeys(each.source_id for each in found)),
        caveat=CHOICE,
        link=Link.to("core20plus5", version=version),
    )


def _place(edition: str, row: Any) -> Cell:
    if row.area_type == "system":
        return cell(strong(row.area_name))
    return cell(linked(row.area_name, "place", place=row.area_code, edition=edition))


def _neighbourhoods(row: Any) -> str:
    inside = number_format.number(row.core20_neighbourhood_count)
    return f"{inside} of {number_format.number(row.neighbourhood_count)}"


def _people(row: Any) -> str:
    """How many are in Core20; of an area where not everybody has been counted, no figure."""
    return number_format.people(row.core20_count) if row.people_count else number_format.NO_FIGURE


def _bars(frame: pd.DataFrame) -> tuple[chart_data.ChartData, ...]:
    """The largest share first and the system last, as the picture has them."""
    ordered = frame.assign(is_system=frame["area_type"] == "system").sort_values(
        ["is_system", "core20_pct"], ascending=[True, False]
    )
    return (chart_data.core20(ordered),)


def _tenths(frame: pd.DataFrame) -> tuple[chart_data.ChartData, ...]:
    return (chart_data.deciles(frame),)


def _measure(store: Store, indicator_id: str, name: str) -> Cell:
    """An indicator with the system's latest figure under it, or the span of the Places'."""
    now = latest_figures.latest_figures(store, indicator_id)
    figure = "by group"
    if len(now.values):
        figure = f"{cells.figure_span(now)}, {now.values['period_label'].iloc[0]}"
    return cell(linked(name, "indicator", indicator=indicator_id), notes=[figure])


def _choice(group: PlusGroup) -> Cell:
    decided = f"Decided {pd.Timestamp(group.decided_date):%-d %B %Y}." if group.decided_date else ""
    status = f"{PLUS_STATUSES[group.status]} {decided or 'No date of decision.'}"
    return cell(group.owner, notes=[status])


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
