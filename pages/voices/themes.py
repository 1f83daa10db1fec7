"""Tables of themes: how many comments, how they sound, who heard them and who labelled them."""

from __future__ import annotations

from html import escape
from typing import Any

import pandas as pd

from insight.language import number_format
from insight.language.sentences import voices as words
from insight.store import Store, queries
from insight.store.rows import tuples
from insight.visual import style
from insight.visual.charts import strip
from pages.ui import markup, tables
from pages.ui.panels import Panel
from pages.ui.tables import Column

LOOK = "stacked voices"


def themes(
    store: Store, area_code: str, group_id: str, theme_id: str, who: str, smallest: int
) -> Panel:
    """The main themes, or with a theme_id those below it: a bar each, tone, sources, labels."""
    every = _listed(store, area_code, group_id)
    shown = every[every["parent_id"] == theme_id]
    most = shown["comment_count"].astype(float).max()
    choices = {} if theme_id else {"place": area_code, "group": group_id}

    def name(row: Any) -> str:
        """A main theme leads to those below it."""
        plain = escape(row.plain_name)
        linked = markup.link(row.plain_name, "voices", **choices, theme=row.theme_id)
        return f"<b>{linked if choices else plain}</b><small>{escape(row.hint)}</small>"

    def count(row: Any) -> str:
        if row.state != words.SHOWN:
            return markup.quiet(_hidden(row, smallest))
        drawn = markup.image(strip.bar(100 * row.comment_count / most, style.BAR))
        return markup.with_label(drawn, number_format.number(row.comment_count))

    columns = [
        Column("Theme", name, is_markup=True),
        Column("Comments", count, is_markup=True),
        *HEARD,
    ]
    return Panel(
        title=f"Themes: {who}",
        subtitle="All comments so far. Themes with most comments first, then those not shown",
        sentence=words.hidden_sentence(shown, smallest),
        alt=words.themes_alt(shown),
        table=tables.table(tuples(shown), columns, "Comments on each theme", LOOK),
        frame=every.drop(columns=["sort_order", "hint"]),
        caveat=words.VOLUME_NOTE,
    )


def finer(store: Store, area_code: str, group_id: str, smallest: int) -> str:
    """Every theme of the second level as one table, under the main themes, without bars."""
    every = _listed(store, area_code, group_id)
    names = dict(zip(every["theme_id"], every["plain_name"], strict=True))
    order = dict(zip(every["theme_id"], every["sort_order"], strict=True))
    below = every[every["parent_id"] != ""]
    below = below.assign(main=below["parent_id"].map(order)).sort_values("main", kind="stable")

    def count(row: Any) -> str:
        is_shown = row.state == words.SHOWN
        return number_format.number(row.comment_count) if is_shown else _hidden(row, smallest)

    columns = [
        Column("Theme", lambda row: str(row.plain_name)),
        Column("Part of", lambda row: str(names[row.parent_id])),
        Column("Comments", count),
        *HEARD,
    ]
    return tables.table(tuples(below), columns, "Comments on each theme, in more detail", LOOK)


def _listed(store: Store, area_code: str, group_id: str) -> pd.DataFrame:
    """Themes, most comments first; those not shown last, in the order of the catalogue."""
    every = queries.voice_themes(store, area_code, group_id)
    return every[every["theme_id"] != words.ANY].sort_values(
        ["comment_count", "sort_order"], ascending=[False, True], na_position="last", kind="stable"
    )


def _hidden(row: Any, smallest: int) -> str:
    return number_format.capital(words.hidden_words(row.state, smallest))


def _mood(row: Any) -> str:
    return markup.mood(row.mood) if row.state == words.SHOWN else "–"


def _organisations(row: Any) -> str:
    if row.state != words.SHOWN:
        return "–"
    heard_by = number_format.counted(int(row.organisation_count), "organisation")
    if not isinstance(row.dominant_organisation, str):
        return heard_by
    flag = f"⚑ More than half by {row.dominant_organisation}"
    return f"{heard_by}<small>{escape(flag)}</small>"


def _labelled(row: Any) -> str:
    is_shown = row.state == words.SHOWN
    return number_format.capital(words.machine_words(row.machine_pct)) if is_shown else "–"


# What every theme says of how it was heard.
HEARD = [
    Column("How they sound", _mood, is_markup=True),
    Column("Who heard them", _organisations, is_markup=True),
    Column("Who labelled them", _labelled),
]
