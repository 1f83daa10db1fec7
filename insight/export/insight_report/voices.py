"""The chapter of the report on what people say."""

from __future__ import annotations

import pandas as pd

from insight.analysis.voices.voice_side import ANY, EVERYONE, SHOWN
from insight.export.document import Table
from insight.export.insight_report.parts import Chapter
from insight.language import number_format
from insight.language.sentences.voices import BROAD_SOURCES
from insight.store import Store, queries
from insight.visual import style

MOST_QUOTES = 3
NOTE = (
    "Themes stand in the order of the framework. How many spoke of a theme does not say how much"
    " it matters; a few may speak of what only they know."
)


def voices(store: Store, area_code: str, area: str) -> Chapter:
    """Main themes of everyone with their bases, few voices put forward, and approved quotes."""
    themes = queries.voice_themes(store, area_code, EVERYONE)
    shown = themes[themes["state"] == SHOWN]
    every = shown[shown["theme_id"] == ANY]
    main = shown[(shown["parent_id"] == "") & (shown["theme_id"] != ANY)]
    if every.empty:
        return Chapter("What people say", (f"{area}: no comments may be shown.",))
    row = every.iloc[0]
    said = (
        f"{area}: {number_format.counted(int(row['comment_count']), 'comment')} through"
        f" {number_format.counted(int(row['organisation_count']), 'organisation')}, {row['mood']}."
    )
    cells = tuple(
        (
            each.plain_name,
            number_format.number(each.comment_count),
            _mood(str(each.mood)),
            number_format.number(each.organisation_count),
            f"{each.machine_pct:.0f}%",
        )
        for each in main.itertuples()
    )
    heads = ("Theme", "Comments", "Tone", "Organisations", "Labelled by machine")
    grid = Table(f"Main themes in {area}", heads, cells, frozenset({1, 3, 4})) if cells else None
    put_forward = _put_forward(store, area_code)
    quotes = _quotes(store, area_code)
    return Chapter("What people say", (said, *put_forward), grid, quotes, NOTE)


def is_demonstration(store: Store, area_code: str) -> bool:
    """Whether any comment, quote, put-forward theme or answer of the area is a demonstration."""
    every = queries.voice_themes(store, area_code, EVERYONE)
    frames = (
        every[every["theme_id"] == ANY],
        queries.quotes(store, area_code),
        _of(queries.promotions(store), area_code),
        _of(queries.responses(store), area_code),
    )
    return any(bool(frame["is_demonstration"].any()) for frame in frames)


def _of(frame: pd.DataFrame, area_code: str) -> pd.DataFrame:
    return frame[frame["area_code"] == area_code]


def _put_forward(store: Store, area_code: str) -> tuple[str, ...]:
    rows = _of(queries.promotions(store), area_code)
    return tuple(
        f"Few voices, put forward by: {row.promoted_by_role}. '{row.plain_name}',"
        f" {row.group_name}: {row.reason}"
        for row in rows.itertuples()
    )


def _quotes(store: Store, area_code: str) -> tuple[tuple[str, str], ...]:
    """The newest few: the words, and where they are from."""
    rows = queries.quotes(store, area_code).head(MOST_QUOTES)
    return tuple(
        (row.quote_text, f"{row.area_name}, through {BROAD_SOURCES[row.organisation_type]}")
        for row in rows.itertuples()
    )


def _mood(word: str) -> str:
    mark = style.MOODS[word]
    return f"{mark.glyph} {mark.word}"
