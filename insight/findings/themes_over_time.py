"""What people talk about more or less often than they did, by month or by quarter."""

from __future__ import annotations

from functools import partial
from typing import Any

import pandas as pd

from insight.analysis.voices import period
from insight.analysis.voices.theme_change import UNKNOWN, long_enough, theme_changes, with_shares
from insight.findings.finding import Finding
from insight.findings.table import Column, DataTable, Link, data_table
from insight.findings.whose_voice import PAGE, about, who
from insight.language import number_format
from insight.language.sentences import voices as words
from insight.reference.areas import SYSTEM
from insight.reference.groups import EVERYONE
from insight.statistics.disclosure import TOO_FEW
from insight.store import Store, cached, queries
from insight.store.rows import tuples
from insight.visual.charts.voice_periods import voice_periods


def themes_over_time(
    store: Store, length: str, area_code: str = SYSTEM, theme_id: str = "", columns: int = 4
) -> Finding | None:
    """Everyone's voice by month or by quarter: a small chart for each theme.

    By month, the themes with enough months for the control chart; by quarter, the others. Only
    those of which two periods may be shown. theme_id: those below it, '' for main themes. None
    where there is nothing to draw. A chart of PowerPoint's own could not mark a period that may
    not be shown, so there is none.
    """
    shares = cached(store, _shares, area_code=area_code, theme_id=theme_id)[length]
    drawn = long_enough(shares)
    if drawn.empty:
        return None
    changes = theme_changes(drawn)
    left_out = shares["theme_id"].nunique() - drawn["theme_id"].nunique()
    missing = f" {number_format.capital(number_format.counted(left_out, 'theme'))} cannot be drawn."
    heard = queries.voice_themes(store, area_code, EVERYONE)
    area = who(store, area_code, EVERYONE)
    return Finding(
        finding_id=f"themes-by-{length}",
        title=f"Themes by {length}",
        subtitle=f"{area}, everyone: share of each {length}'s comments that are on the theme",
        sentence=words.changes_sentence(changes, length) + missing * bool(left_out),
        picture=voice_periods(drawn, changes, store.smallest_base, columns),
        alt=words.over_time_alt(drawn, changes),
        table=_by_period(drawn, length, shares.drop(columns=["sort_order"]), store.smallest_base),
        caveat=f"Rising and falling are said only when the control chart finds seven {length}s in a"
        f" row moving one way. A share depends on who was asked that {length}.",
        link=Link.to(PAGE, place=area_code),
        about=about(store, area_code, EVERYONE),
        is_demonstration=bool(heard["is_demonstration"].any()),
    )


def _shares(store: Store, area_code: str, theme_id: str) -> dict[str, pd.DataFrame]:
    """`with_shares` of the themes to draw by month, and of the others by quarter."""
    months, quarters = (
        with_shares(queries.voice_periods(store, area_code, length))
        for length in (period.MONTH, period.QUARTER)
    )
    months, quarters = (each[each["parent_id"] == theme_id] for each in (months, quarters))
    enough = [name for name, change in theme_changes(months).items() if change.word != UNKNOWN]
    return {
        period.MONTH: months[months["plain_name"].isin(enough)],
        period.QUARTER: quarters[~quarters["plain_name"].isin(enough)],
    }


def _by_period(shares: pd.DataFrame, length: str, values: pd.DataFrame, smallest: int) -> DataTable:
    """A row for each theme, a column for each period."""
    rows = {(row.theme_id, row.period_label): row for row in tuples(shares)}

    def form(label: str, theme: Any) -> str:
        row = rows[theme.theme_id, label]
        if pd.notna(row.share_pct):
            names = (row.share_pct, row.comment_count, row.base_count)
            share, count, base = map(number_format.number, names)
            return f"{share}% ({count} of {base})"
        is_few = TOO_FEW in (row.base_state, row.state)
        return (
            number_format.capital(words.hidden_words(TOO_FEW, smallest)) if is_few else "Not shown"
        )

    labels = sorted(shares["period_label"].unique())
    columns = [
        Column("Theme", lambda row: str(row.plain_name)),
        *(Column(period.spoken(label), partial(form, label)) for label in labels),
    ]
    caption = f"Share of each {length}'s comments, by theme"
    return data_table(caption, columns, tuples(shares.drop_duplicates("theme_id")), values)
