"""How many comments do not say which group the person belongs to: what a silence map misses."""

from __future__ import annotations

from typing import Any

import pandas as pd

from insight.analysis.voices import silence, subjects
from insight.analysis.voices.silence import NotStated
from insight.analysis.voices.voice_side import ANY
from insight.findings.finding import Finding
from insight.findings.table import Column, Link, data_table
from insight.language import number_format
from insight.language.sentences import figures_and_voices as words
from insight.reference.areas import SYSTEM
from insight.statistics.disclosure import SHOWN
from insight.store import Store, cached

CAVEAT = (
    "The more comments leave the group out, the less the map can say: somebody from a group may"
    " have been heard and is counted under everyone alone. Ask for the group, and say why."
)


def comments_without_group(store: Store, area_code: str = SYSTEM) -> Finding | None:
    """The share of comments without a group, in the system and in every Place.

    sentence: of this area. None without areas.
    """
    evidence = cached(store, subjects.evidence)
    found = silence.not_stated(evidence.cells, evidence.areas)
    said = [words.not_stated_sentence(each) for each in found if each.area_code == area_code]
    if not said:
        return None
    columns = [
        Column("Area", lambda row: str(row.area_name)),
        Column("Comments", lambda row: _shown(row, row.base), is_number=True),
        Column("Group not stated", lambda row: _shown(row, row.count), is_number=True),
        Column("Share", lambda row: _shown(row, row.share, "%"), is_number=True),
    ]
    values = pd.DataFrame([_values(row) for row in found])
    return Finding(
        finding_id="not-stated",
        title="How many do not say which group",
        subtitle="A group may have been heard and not show here",
        sentence=said[0],
        table=data_table("Comments that do not say which group", columns, found, values),
        caveat=CAVEAT,
        link=Link.to("silence_map")
        if area_code == SYSTEM
        else Link.to("silence_map", by="place", place=area_code),
        is_demonstration=any(
            each["is_demonstration"] for key, each in evidence.cells.items() if key[2] == ANY
        ),
    )


def _shown(row: NotStated, number: float, unit: str = "") -> str:
    return number_format.figure(number, unit) if row.state == SHOWN else "not shown"


def _values(row: NotStated) -> dict[str, Any]:
    is_shown = row.state == SHOWN
    return {
        "area_code": row.area_code,
        "area_name": row.area_name,
        "state": row.state,
        "comment_count": row.base if is_shown else None,
        "not_stated_count": row.count if is_shown else None,
        "not_stated_pct": row.share,
    }
