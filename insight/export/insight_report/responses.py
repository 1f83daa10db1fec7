"""The chapter of the report on what was done about what people said."""

from __future__ import annotations

from typing import Any

import pandas as pd

from insight.export.caption import day
from insight.export.document import Table
from insight.export.insight_report.parts import Chapter
from insight.language.number_format import capital, counted
from insight.language.sentences.figures_and_voices import responses_sentence
from insight.reference.areas import SYSTEM
from insight.store import Store, queries
from insight.visual import style

MOST = 8
OF_PLACES = "What people said in one Place is in the report of that Place."


def answers(store: Store, area_code: str, area: str) -> Chapter:
    """You said, we did: the newest few, and how far all of them have come."""
    rows = queries.responses(store)
    rows = rows[rows["area_code"] == area_code]
    cells = tuple(_row(row) for row in rows.head(MOST).itertuples())
    heads = ("You said", "Theme", "We did, or could not", "How far", "Told back")
    left = len(rows) - len(cells)
    older = f"{capital(counted(left, 'older answer'))} on the page You said, we did."
    whose = f"{area} as a whole" if area_code == SYSTEM else area
    notes = (older * bool(left), OF_PLACES * (area_code == SYSTEM))
    return Chapter(
        "What was done",
        (responses_sentence(rows["status"], whose),),
        Table(f"What people of {area} said and what was done", heads, cells) if cells else None,
        note=" ".join(note for note in notes if note),
    )


def _row(row: Any) -> tuple[str, ...]:
    mark = style.STATUSES[row.status]
    done = " ".join(part for part in (row.decision, row.action, row.status_reason) if part)
    told = "not yet" if pd.isna(row.told_back_date) else day(row.told_back_date)
    said = f"{row.said} ({day(row.said_date)})"
    return said, row.theme_name, done or "No decision yet.", f"{mark.glyph} {mark.word}", told
