"""Whose voice a page shows: themes over time, few voices put forward, words that may be shown."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Any

import pandas as pd

from insight.analysis.voices import period
from insight.analysis.voices.theme_change import UNKNOWN, long_enough, theme_changes, with_shares
from insight.language import number_format
from insight.language.sentences import voices as words
from insight.reference.areas import SYSTEM
from insight.store import Store, queries
from insight.store.rows import records, tuples
from insight.visual.charts.voice_periods import voice_periods
from pages.controls import voice_choices
from pages.ui import tables
from pages.ui.panels import Panel
from pages.ui.tables import Column

QUOTES_SHOWN = 6


@dataclass(frozen=True)
class WhoseVoice:
    """Whose voice a page shows. every: the row 'any' of `queries.voice_themes`, or None when
    nobody was heard anywhere. who: the words for them, such as 'Halton, Unpaid carers'."""

    every: pd.Series | None
    who: str

    @property
    def is_shown(self) -> bool:
        """Whether as much as their number may be shown."""
        return self.every is not None and self.every["state"] == words.SHOWN


def whose_voice(store: Store, area_code: str, area: str, group_id: str, group: str) -> WhoseVoice:
    """How many comments there are of a group in an area, and what may be said of them."""
    themes = queries.voice_themes(store, area_code, group_id)
    found = themes[themes["theme_id"] == words.ANY]
    who = area if group_id == voice_choices.EVERYONE else f"{area}, {group}"
    return WhoseVoice(found.iloc[0] if len(found) else None, who)


def over_time(
    store: Store,
    area_code: str,
    area: str,
    theme_id: str,
    smallest: int,
    columns: int,
) -> dict[str, Panel]:
    """Everyone's voice: a small chart for each theme with two periods that may be shown.

    By month, those themes with enough months for the control chart; by quarter, the others. Keys
    are the lengths, 'month' and 'quarter', of which there is anything to draw.
    """
    months, quarters = (
        with_shares(queries.voice_periods(store, area_code, length))
        for length in (period.MONTH, period.QUARTER)
    )
    months, quarters = (each[each["parent_id"] == theme_id] for each in (months, quarters))
    enough = [name for name, change in theme_changes(months).items() if change.word != UNKNOWN]
    by_length = {
        period.MONTH: months[months["plain_name"].isin(enough)],
        period.QUARTER: quarters[~quarters["plain_name"].isin(enough)],
    }
    return {
        length: _moving(shares, length, area, smallest, columns)
        for length, shares in by_length.items()
        if len(long_enough(shares))
    }


def _moving(shares: pd.DataFrame, length: str, area: str, smallest: int, columns: int) -> Panel:
    drawn = long_enough(shares)
    changes = theme_changes(drawn)
    left_out = shares["theme_id"].nunique() - drawn["theme_id"].nunique()
    missing = f" {number_format.capital(number_format.counted(left_out, 'theme'))} cannot be drawn."
    return Panel(
        title=f"Themes by {length}",
        subtitle=f"{area}, everyone: share of each {length}'s comments that are on the theme",
        sentence=words.changes_sentence(changes, length) + missing * bool(left_out),
        chart=voice_periods(drawn, changes, smallest, columns),
        alt=words.over_time_alt(drawn, changes),
        table=_over_time_table(drawn, length, smallest),
        frame=shares.drop(columns=["sort_order"]),
        caveat=f"Rising and falling are said only when the control chart finds seven {length}s in a"
        f" row moving one way. A share depends on who was asked that {length}.",
    )


def promotions(store: Store, area_code: str, group_id: str) -> pd.DataFrame:
    """Themes put forward for this area or the whole system, and this group; for everyone's
    voice, those of every group. For the system, those of every Place."""
    rows = queries.promotions(store)
    if area_code != SYSTEM:
        rows = rows[rows["area_code"].isin([area_code, SYSTEM])]
    if group_id != voice_choices.EVERYONE:
        rows = rows[rows["group_id"].isin([group_id, voice_choices.EVERYONE])]
    return rows


def promotion_list(rows: pd.DataFrame, smallest: int) -> str:
    """Rows of `queries.promotions` as a list: few voices, and why they count."""
    items = "".join(
        f"<li><b>{escape(row['plain_name'])}</b><br>"
        f"{escape(words.promotion_sentence(row, smallest))}</li>"
        for row in records(rows)
    )
    return f'<ul class="plain promoted">{items}</ul>'


def quotes(store: Store, area_code: str, theme_id: str) -> pd.DataFrame:
    """Quotes of an area (of all, for the system) with `themes` in words; of one main theme."""
    rows = queries.quotes(store, None if area_code == SYSTEM else area_code)
    listed = queries.voice_themes(store, area_code, voice_choices.EVERYONE)
    names = dict(zip(listed["theme_id"], listed["plain_name"], strict=True))
    below = {*listed.loc[listed["parent_id"] == theme_id, "theme_id"], theme_id}
    if theme_id:
        is_about = [bool(below & set(ids)) for ids in rows["theme_ids"]]
        rows = rows[pd.Series(is_about, index=rows.index, dtype=bool)]
    about = [number_format.listed([names[each] for each in ids]) for ids in rows["theme_ids"]]
    return rows.assign(themes=pd.Series(about, index=rows.index, dtype=str))


def quote_list(rows: pd.DataFrame) -> str:
    """The first of `quotes`, each with its Place and broad source. People's own words.

    How they sound is not said: a machine that misheard would put it under the person's words.
    """
    items = "".join(
        f"<li><blockquote dir=auto>“{escape(row.quote_text)}”</blockquote>"
        f"<p>{escape(_told(row))}</p></li>"
        for row in tuples(rows.head(QUOTES_SHOWN))
    )
    return f'<ul class="cards quotes">{items}</ul>'


def _told(row: Any) -> str:
    source = words.BROAD_SOURCES.get(row.organisation_type, row.organisation_type)
    return f"{row.area_name}, told to {source}. About: {row.themes or 'several things'}."


def _over_time_table(shares: pd.DataFrame, length: str, smallest: int) -> str:
    """A row for each theme, a column for each period."""
    cells = {(row.theme_id, row.period_label): row for row in tuples(shares)}

    def cell(label: str) -> Column:
        def form(theme: Any) -> str:
            row = cells[theme.theme_id, label]
            if pd.notna(row.share_pct):
                count, base = (
                    number_format.number(row.comment_count),
                    number_format.number(row.base_count),
                )
                return f"{number_format.number(row.share_pct)}% ({count} of {base})"
            if row.base_count == 0:
                return number_format.capital(words.hidden_words(words.NONE, smallest))
            return "Not shown"

        return Column(period.spoken(label), form)

    labels = sorted(shares["period_label"].unique())
    columns = [Column("Theme", lambda row: str(row.plain_name)), *map(cell, labels)]
    themes = tuples(shares.drop_duplicates("theme_id"))
    return tables.table(themes, columns, f"Share of each {length}'s comments, by theme")
