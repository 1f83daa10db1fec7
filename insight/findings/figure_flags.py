"""Figures with a sign of doubt, each with its series: what to check before it is used."""

from __future__ import annotations

from typing import Any

import pandas as pd

from insight.analysis.latest_figures import latest_flags
from insight.findings import cells
from insight.findings.finding import Finding
from insight.findings.sources import sources_of, with_sources
from insight.findings.table import Cell, Column, Link, cell, data_table, linked, strong
from insight.language import number_format
from insight.language.number_format import capital, counted, shown
from insight.reference.vocabulary import FLAGS
from insight.statistics.verdicts import CHECK_FIRST
from insight.store import Store, queries
from insight.store.rows import records
from insight.visual.charts import sparkline

FIGURE = ["indicator_id", "area_code", "period_start_date"]
HISTORIES = ["period_start_dates", "period_end_dates", "values", "lowers", "uppers"]
WHAT_IT_DOES = (
    "A doubted figure is shown, with what to check. It is not called better or worse, leads no"
    " list, and counts for little beside what people say. A sign is no proof: a real change can"
    " look the same."
)


def flagged_figures(store: Store) -> Finding | None:
    """Each figure with the signs of doubt that stand, latest figures first. None without any."""
    rows = queries.figure_flags(store)
    if rows.empty:
        return None
    doubted = rows.drop_duplicates(FIGURE)
    signs_of = {key: records(signs) for key, signs in rows[::-1].groupby(FIGURE)}
    figures = counted(len(doubted), "figure")
    latest = number_format.number(doubted["is_latest"].sum())
    columns = [
        Column("Figure", _figure),
        Column("Sign", lambda row: _signs(signs_of[_key(row)])),
        Column("Check the recording first", lambda row: _reasons(signs_of[_key(row)])),
        Column("The series", _series),
    ]
    signs = capital(counted(len(rows), "sign"))
    return Finding(
        finding_id="figure-flags",
        title=f"{signs} of doubt about {figures}, {latest} of them the latest of its series",
        subtitle="Places and NHS areas, all periods; doubts about latest figures first",
        table=data_table(
            "Figures with a sign of doubt", columns, records(doubted), _values(store, rows)
        ),
        source_ids=sources_of(store, rows["indicator_id"].unique()),
        caveat=WHAT_IT_DOES,
        link=Link.to("data_quality"),
    )


def latest_doubts(store: Store, area_code: str, most: int) -> list[Cell]:
    """The first latest figures of an area in doubt, each with every reason below it: of one Place,
    of the system those of every area."""
    flags = latest_flags(store, area_code)
    figures = flags.groupby(FIGURE, sort=False)
    return [
        cell(
            strong(f"{capital(CHECK_FIRST)}:"),
            linked(str(row["plain_name"]), "indicator", indicator=row["indicator_id"]),
            f", {row['area_name']}, {row['period_label']}: {shown(row['value'], row)}.",
            notes=(" ".join(f"{capital(reason)}." for reason in signs["reason"]),),
        )
        for _, signs in list(figures)[:most]
        for row in records(signs.head(1))
    ]


def _key(row: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(row[name] for name in FIGURE)


def _signs(signs: list[dict[str, Any]]) -> Cell:
    first, *others = (FLAGS[sign["flag"]] for sign in signs)
    return cell(strong(first), notes=others)


def _reasons(signs: list[dict[str, Any]]) -> str:
    return " ".join(f"{capital(sign['reason'])}." for sign in signs)


def _values(store: Store, rows: pd.DataFrame) -> pd.DataFrame:
    return with_sources(store, rows.drop(columns=HISTORIES))


def _figure(row: dict[str, Any]) -> Cell:
    value = number_format.figure(row["value"], str(row["unit"]), int(row["decimal_places"]))
    newest = "latest figure" if row["is_latest"] else "an earlier figure"
    where = f"{row['area_name']}, {row['period_label']}: {value}, {newest}"
    return cells.indicator_name(row, where)


def _series(row: dict[str, Any]) -> Cell:
    """The whole series as a line, and in words for who cannot see it."""
    known = [float(value) for value in row["values"] if value == value]
    unit, places = str(row["unit"]), int(row["decimal_places"])
    first, last = (number_format.figure(known[end], unit, places) for end in (0, -1))
    said = f"{capital(counted(len(known), 'figure'))}, first {first}, last {last}."
    drawing = sparkline(row)
    return cell("", drawing=drawing, alt=said) if drawing else cell(said)
