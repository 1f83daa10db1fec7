"""Ideas that people put forward, and how far each has come."""

from __future__ import annotations

from functools import partial
from typing import Any

import pandas as pd

from insight.findings.finding import Finding
from insight.findings.held import without_held
from insight.findings.responses import PAGE
from insight.findings.table import Cell, Column, Link, cell, data_table, strong
from insight.language import number_format
from insight.reference.areas import SYSTEM
from insight.store import Store, queries
from insight.store.rows import tuples
from insight.visual import style


def ideas(store: Store, area_code: str) -> Finding | None:
    """Ideas of a Place and of the system, or all for the system. None without any."""
    frame = queries.ideas(store)
    if area_code != SYSTEM:
        frame = frame[frame["area_code"].isin([area_code, SYSTEM])]
    if frame.empty:
        return None
    frame, held = without_held(frame, "idea_text")
    columns = [
        Column("Idea", lambda row: cell(strong(row.idea_text), notes=(row.challenge,))),
        Column("Place", lambda row: str(row.area_name)),
        Column("Supported by", partial(_support, smallest=store.smallest_base)),
        Column("How far it is", _stage),
        Column("Why", lambda row: row.stage_reason or "no reason given"),
    ]
    count = number_format.counted(len(frame), "idea")
    return Finding(
        finding_id="ideas",
        title="Ideas on their way",
        subtitle=f"{number_format.capital(count)}, by the challenge each answers",
        sentence=held,
        table=data_table("Ideas on their way", columns, tuples(frame), frame),
        caveat="Support says how many people saw an idea and liked it, not how good it is.",
        link=Link.to(PAGE, place=area_code),
        is_demonstration=bool(frame["is_demonstration"].any()),
    )


def _support(row: Any, smallest: int) -> str:
    if pd.isna(row.support_count):
        return number_format.few_people(smallest)
    return number_format.counted(int(row.support_count), "person", "people")


def _stage(row: Any) -> Cell:
    return cell(style.STAGES[row.stage], notes=(f"since {row.stage_date:%-d %B %Y}",))
