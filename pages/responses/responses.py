"""You said, we did: each thing people said with what came of it, and ideas on their way."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Any

import pandas as pd

from insight.analysis.voices.before_after import before_after
from insight.analysis.voices.responses import (
    FINISHED,
    ResponseProgress,
    is_overdue,
    response_progress,
)
from insight.language import number_format
from insight.language.sentences import responses as words
from insight.reference.areas import SYSTEM
from insight.store import Store, queries
from insight.store.rows import records, tuples
from pages.data import catalogue
from pages.ui import markup, tables
from pages.ui.panels import Panel
from pages.ui.tables import Column

# A page is for reading: more are in the file, and found by choosing a Place or a theme.
SHOWN = 12
NOT_YET = "not yet"


@dataclass(frozen=True)
class Loop:
    """What people said and what came of it. title and sentence measure it; cards is markup of
    the newest; frame holds them all, with the words on the figure since."""

    title: str
    sentence: str
    subtitle: str
    measures: str
    cards: str
    frame: pd.DataFrame
    is_demonstration: bool


def is_empty(store: Store) -> bool:
    """Whether nothing was said and no idea put forward anywhere."""
    return queries.responses(store).empty and queries.ideas(store).empty


def loop(store: Store, area_code: str, theme_id: str, status: str) -> Loop:
    """The answers of one Place (with the system's own), or of all for the system's code; of one
    main theme, and of one status, or of any where these are ''."""
    every = _chosen(queries.responses(store), area_code)
    if theme_id:
        every = every[(every["theme_id"] == theme_id) | (every["parent_id"] == theme_id)]
    day = pd.Timestamp(queries.build(store)["built_at"].iloc[0]).normalize()
    found = response_progress(every, day)
    shown = every[every["status"] == status] if status else every
    shown = shown.assign(
        is_overdue=is_overdue(shown, day), figure_since=_figures_since(store, shown)
    )
    return Loop(
        title=words.responses_title(found),
        sentence=words.progress_sentence(found, day),
        subtitle=_scope(area_code),
        measures=_measures(found) if len(every) else "",
        cards=_cards(shown.head(SHOWN), day),
        frame=shown,
        is_demonstration=bool(every["is_demonstration"].any()),
    )


def ideas(store: Store, area_code: str) -> Panel | None:
    """Ideas of a Place and of the system, or all; None without any."""
    frame = _chosen(queries.ideas(store), area_code)
    if frame.empty:
        return None
    columns = [
        Column("Idea", _idea, is_markup=True),
        Column("Place", lambda row: str(row.area_name)),
        Column(
            "Supported by", lambda row: number_format.counted(row.support_count, "person", "people")
        ),
        Column("How far it is", _stage, is_markup=True),
        Column("Why", lambda row: row.stage_reason or "no reason given"),
    ]
    count = number_format.counted(len(frame), "idea")
    return Panel(
        title="Ideas on their way",
        subtitle=f"{number_format.capital(count)}, by the challenge each answers",
        table=tables.table(tuples(frame), columns, "Ideas on their way", "stacked ideas"),
        frame=frame,
        caveat="Support says how many people saw an idea and liked it, not how good it is.",
    )


def _scope(area_code: str) -> str:
    whole = "All Places and the whole system" if area_code == SYSTEM else "This Place"
    both = "" if area_code == SYSTEM else ", and what concerns the whole system"
    return f"{whole}{both}; what was said last comes first"


def _chosen(rows: pd.DataFrame, area_code: str) -> pd.DataFrame:
    return rows if area_code == SYSTEM else rows[rows["area_code"].isin([area_code, SYSTEM])]


def _figures_since(store: Store, shown: pd.DataFrame) -> pd.Series:
    """Words on the figure to watch, in the order of `shown`; '' where none was named."""
    told = {}
    for row in records(queries.response_figures(store)):
        days = [day for day, _ in catalogue.breaks(row["indicator_id"])]
        told[row["response_id"]] = words.before_after_sentence(row, before_after(row, days))
    return shown["response_id"].map(told).fillna("").astype(str)


def _measures(found: ResponseProgress) -> str:
    """What the heading and the sentence under it do not say, as cards."""
    median = f"{number_format.number(found.median_days)} days" if found.decided else "none yet"
    cards = [
        (median, f"half of the {found.decided} answers came within this time"),
        (str(found.overdue), "past the date they were due, and not finished"),
        (f"{found.told} of {found.finished}", "finished, and the people who said it were told"),
    ]
    items = "".join(
        f'<li><p class="value">{escape(value)}</p><p>{escape(what)}</p></li>'
        for value, what in cards
    )
    return f'<ul class="cards">{items}</ul>'


def _cards(rows: pd.DataFrame, day: pd.Timestamp) -> str:
    items = "".join(f"<li>{_card(row, day)}</li>" for row in tuples(rows))
    return f'<ul class="loop">{items}</ul>'


def _card(row: Any, day: pd.Timestamp) -> str:
    who = "" if row.group_id == "everyone" else f", {row.group_name}"
    about = f"{row.theme_name}. {row.area_name}{who}, {_date(row.said_date)}"
    facts = [
        ("Decision", _decision(row)),
        ("Action", escape(row.action or "none yet")),
        ("Status", _status(row)),
        ("Whose job", escape(row.owner_role) + _due(row)),
        ("People told", _told(row, day)),
    ]
    if row.figure_since:
        facts.append(("Figure to watch", _watched(row)))
    told = "".join(f"<dt>{name}</dt><dd>{fact}</dd>" for name, fact in facts)
    return (
        f'<p class="quiet">{escape(about)}</p><p class="name">{escape(row.said)}</p>'
        f'<dl class="facts">{told}</dl>'
    )


def _decision(row: Any) -> str:
    if not row.decision:
        return NOT_YET
    on = f"{_date(row.decision_date)}: " if pd.notna(row.decision_date) else ""
    return escape(on + row.decision)


def _status(row: Any) -> str:
    because = ", because: " if row.status == "could not" else ". "
    return markup.status(row.status) + escape(
        f"{because}{row.status_reason}" * bool(row.status_reason)
    )


def _due(row: Any) -> str:
    if pd.isna(row.due_date) or row.status in FINISHED:
        return ""
    late = "<b>overdue</b>, was due" if row.is_overdue else "due"
    return f" ({late} {_date(row.due_date)})"


def _told(row: Any, day: pd.Timestamp) -> str:
    if pd.isna(row.told_back_date):
        return NOT_YET
    planned = "to be told " * bool(row.told_back_date > day)
    return f"{planned}{_date(row.told_back_date)}"


def _watched(row: Any) -> str:
    see = markup.link("See it", "indicator", indicator=row.indicator_id)
    return f"{escape(row.figure_since)} {see}"


def _idea(row: Any) -> str:
    return f"<b>{escape(row.idea_text)}</b><small>{escape(row.challenge)}</small>"


def _stage(row: Any) -> str:
    return f"{markup.stage(row.stage)}<small>since {_date(row.stage_date)}</small>"


def _date(day: pd.Timestamp) -> str:
    return f"{day:%-d %B %Y}"
