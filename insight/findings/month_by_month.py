"""A monthly series of one area beside its own usual range: a control chart."""

from __future__ import annotations

from typing import Any

import pandas as pd

from insight.findings.finding import Finding
from insight.findings.indicator_tables import about
from insight.findings.table import Column, Link, data_table
from insight.language import number_format
from insight.language.sentences import month_by_month as words
from insight.reference.areas import SYSTEM, areas
from insight.statistics import control_chart
from insight.statistics.control_chart import FEWEST_POINTS
from insight.store import Store, queries
from insight.store.rows import tuples
from insight.visual import chart_data, charts

LONGEST_MONTH = 31  # days


def month_by_month(store: Store, indicator_id: str, area_code: str = SYSTEM) -> Finding | None:
    """The newest unbroken run of months of an area. None with fewer than 12 of them."""
    indicator = queries.indicator(store, indicator_id)
    months = _newest_months(queries.series(store, indicator_id, [area_code]))
    if len(months) < FEWEST_POINTS:
        return None
    found = control_chart(months["value"].to_numpy(dtype=float))
    values = months.assign(is_special=found.is_special)
    area = areas()[area_code].area_name
    first, last = (str(months["period_label"].iloc[end]) for end in (0, -1))
    latest = words.latest_words(found, months["value"].iloc[-1]).split(",")[0]
    columns = [
        Column("Month", lambda row: str(row.period_label)),
        Column("Figure", lambda row: number_format.shown(row.value, indicator), is_number=True),
        Column("Beside its usual range", _word),
    ]
    caption = f"{indicator['plain_name']} in {area}, by month"
    return Finding(
        finding_id=f"{indicator_id}-by-month",
        title=f"Month by month: the latest is {latest}",
        subtitle=f"{indicator['plain_name']}, {area}, {first} to {last}",
        sentence=words.month_by_month_sentence(months, found, indicator),
        picture=charts.control_lines(months, found, indicator),
        alt=words.month_by_month_alt(months, found, indicator),
        table=data_table(caption, columns, tuples(values.iloc[::-1]), values),
        source_ids=(str(indicator["source_id"]),),
        caveat=words.CAVEAT,
        link=Link.to("indicator", indicator=indicator_id),
        about=about(indicator),
        editable=lambda: (chart_data.series(months, indicator),),
    )


def _word(row: Any) -> str:
    return "Differs by more than its usual ups and downs" if row.is_special else "Usual"


def _newest_months(series: pd.DataFrame) -> pd.DataFrame:
    """The rows of the newest run of calendar months that has a figure for each."""
    rows = series.sort_values("period_end_date")
    days = (rows["period_end_date"] - rows["period_start_date"]).dt.days + 1
    rows = rows[rows["value"].notna() & days.between(28, LONGEST_MONTH)]
    follows = rows["period_start_date"] == rows["period_end_date"].shift() + pd.Timedelta(days=1)
    runs = (~follows).cumsum()
    return rows[runs == runs.max()]
