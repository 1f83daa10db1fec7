"""What is known of the Place around a middle-layer area, in short: its figures, what people said
and what was done. These are counted by Place alone, so that nobody is recognised.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd

from insight.analysis import comparisons
from insight.analysis.ages import OLD_YEARS
from insight.analysis.comparisons import AGAINST_ENGLAND
from insight.analysis.key_findings import WHO_LIVES_HERE, least_size
from insight.findings import cells
from insight.findings.finding import Finding
from insight.findings.responses import responses
from insight.findings.sources import sources_of, with_sources
from insight.findings.table import Column, Link, cell, data_table
from insight.findings.themes import themes
from insight.findings.voices import quotes
from insight.language import number_format
from insight.language.sentences import middle_layer_area as words
from insight.language.sentences import voices as voice_words
from insight.reference.areas import areas
from insight.store import Store
from insight.store.rows import records
from insight.visual import style

SHORT = 3  # rows of figures, of what people said, and of what was done
VERDICTS = ("better", "worse", "similar")  # of a figure that was tested


def place_extremes(store: Store, place_code: str) -> Finding | None:
    """What its Place is worse and better on than England, in short: the largest tested few."""
    every = comparisons.all_comparisons(store, AGAINST_ENGLAND)
    rows = every[(every["place_code"] == place_code) & (every["doubt"] == "")]
    rows = rows[(rows["topic"] != WHO_LIVES_HERE) & rows["verdict"].isin(VERDICTS)]
    if rows.empty:
        return None
    young = rows[rows["age_years"] < OLD_YEARS]
    shown = [row for word in ("worse", "better") for row in _largest(young, word)]
    values = with_sources(store, pd.DataFrame(shown))
    place, tally = areas()[place_code].area_name, rows["verdict"].value_counts()
    counts = (int(tally.get("worse", 0)), int(tally.get("better", 0)), len(rows))
    columns = [
        Column("Measure", cells.indicator_name),
        Column(place, cells.figure),
        Column("England", lambda row: cells.reference(row, "England")),
        Column("Outcome", lambda row: cells.verdict(row["verdict"])),
    ]
    return Finding(
        finding_id="place-extremes",
        title=words.place_title(place, "England", *counts),
        subtitle=f"Where {place} is furthest from England",
        sentence=words.place_sentence(shown),
        table=data_table(f"{place} beside England", columns, shown, values),
        source_ids=sources_of(store, (row["indicator_id"] for row in shown)),
        caveat="These figures are of the whole Place. Most are not published for smaller areas.",
        link=Link.to("place", place=place_code),
        about={"area_code": place_code, "area_name": place, "benchmark_name": "England"},
    )


def nearby_voices(store: Store, place_code: str) -> Finding | None:
    """The few themes of its Place that most people spoke of; None where none may be shown."""
    found = themes(store, place_code)
    if found is None:
        return None
    rows = [row for row in records(found.table.values) if _is_main(row)][:SHORT]
    if not rows:
        return None
    place = areas()[place_code].area_name
    caption = f"What people in {place} spoke of most"
    columns = [
        Column("Theme", lambda row: str(row["plain_name"])),
        Column("Comments", lambda row: number_format.number(row["comment_count"]), True),
        Column("How they sound", lambda row: cell(style.MOODS[row["mood"]])),
    ]
    return replace(
        found,
        finding_id="nearby-voices",
        # Nothing invented leads: a demonstration is in its section alone.
        title=caption if found.is_demonstration else f"{caption}: {_first(rows)}",
        subtitle=f"Comments on each theme, {place}",
        sentence=words.voices_sentence(rows),
        caveat=f"{words.NO_SMALL_AREAS} {found.caveat}",
        table=data_table(caption, columns, rows, found.table.values),
    )


def nearby_quote(store: Store, place_code: str) -> Finding | None:
    """One person's own words of its Place, the last approved; None without any."""
    found = quotes(store, place_code)
    if found is None:
        return None
    return replace(found, table=replace(found.table, rows=found.table.rows[:1]))


def nearby_responses(store: Store, place_code: str) -> Finding | None:
    """The last few things people of its Place said that led to something; None without any."""
    found = responses(store, place_code)
    if found is None or not found.table.rows:
        return None
    place, caption = areas()[place_code].area_name, "What was said, and what came of it"
    rows = records(found.table.values)
    told = [row for row in rows if row["action"]] or rows
    columns = [
        Column("You said", lambda row: str(row["said"])),
        Column("We did", lambda row: str(row["action"] or row["decision"] or "nothing yet")),
        Column("How far it is", lambda row: cell(style.STATUSES[row["status"]])),
    ]
    return replace(
        found,
        finding_id="nearby-responses",
        title=f"You said, we did: what was done in {place}",
        subtitle=f"What was done last in {place} and the whole system",
        sentence="",
        table=data_table(caption, columns, told[:SHORT], found.table.values),
        caveat="",
    )


def _largest(rows: pd.DataFrame, verdict: str) -> list[dict[str, Any]]:
    """The few with this verdict that differ most, one for each topic, by `least_size`."""
    found = []
    for row in records(rows[rows["verdict"] == verdict]):
        theirs = row["benchmark_value"]
        near = row["lower_ci"] if row["value"] > theirs else row["upper_ci"]
        size = least_size(row["value"], theirs, near, row["value_type"], row["unit"])
        found.append((size, row))
    found.sort(key=lambda pair: (-pair[0], pair[1]["indicator_id"]))
    by_topic: dict[str, dict[str, Any]] = {}
    for _, row in found:
        by_topic.setdefault(row["topic"], row)
    return list(by_topic.values())[:SHORT]


def _is_main(row: dict[str, Any]) -> bool:
    is_shown = row["state"] == voice_words.SHOWN
    return not row["parent_id"] and row["theme_id"] != voice_words.ANY and is_shown


def _first(rows: list[dict[str, Any]]) -> str:
    name = str(rows[0]["plain_name"])
    return name[:1].lower() + name[1:]
