"""The Citizens' Panel's shape beside the census: who is missing, and what its answers can bear."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from insight.analysis.voices.panel_shape import SILENT, panel_shape
from insight.language import number_format
from insight.language.sentences import engagement as words
from insight.language.sentences.voices import hidden_words
from insight.store import Store
from insight.visual.charts import strip
from pages.ui import markup, tables
from pages.ui.panels import Panel
from pages.ui.tables import Column

SOURCES = ("census-age", "census-ethnic-group", "deprivation-2025")
KIND_NAMES = {
    "place": "Place",
    "age_band": "Age",
    "sex": "Sex",
    "ethnic_group": "Ethnic group",
    "deprivation_quintile": "Deprivation",
}
VERDICTS = {"fewer": "lower", "more": "higher"}


def shape(store: Store, smallest: int) -> Panel | None:
    """A table for each kind of member. None when there is no panel, or one too small to show."""
    found = panel_shape(store)
    if found is None:
        return None
    by_kind = [_table(rows, smallest) for _, rows in found.rows.groupby("kind", sort=False)]
    return Panel(
        title="Who is missing from the Citizens' Panel",
        subtitle="Share of members, before weights, beside the share of residents (dashed line)",
        sentence=words.panel_sentence(found),
        table="".join(by_kind),
        frame=found.rows,
        source_ids=SOURCES,
        caveat=words.panel_caveat(found),
    )


def is_demonstration(store: Store) -> bool:
    """Whether the panel shown is the demonstration's."""
    found = panel_shape(store)
    return found is not None and found.is_demonstration


def _table(rows: pd.DataFrame, smallest: int) -> str:
    kind = str(rows["kind"].iloc[0])
    columns = [
        Column(KIND_NAMES[kind], lambda row: str(row.category_name)),
        Column("Share of panel", _share(rows, smallest), is_markup=True),
        Column("Of residents", lambda row: _percent(row, "census_pct", "not in the store"), True),
        Column("Weighted", lambda row: _percent(row, "weighted_pct", "not shown"), True),
        Column("Difference", lambda row: words.difference_words(row._asdict())),
        Column("Effective base", _base, True),
    ]
    return tables.table(
        rows.itertuples(), columns, f"Members by {KIND_NAMES[kind].lower()}", "panel-shape"
    )


def _share(rows: pd.DataFrame, smallest: int) -> Callable[[Any], str]:
    most = rows[["panel_pct", "census_pct"]].max(axis=None)
    scale = (0.0, float(most) * 1.1 if pd.notna(most) else 1.0)

    def cell(row: Any) -> str:
        if row.category == SILENT:
            return number_format.counted(int(row.member_count), "member")
        if pd.isna(row.panel_pct):
            return markup.quiet(number_format.capital(hidden_words(row.state, smallest)))
        word = VERDICTS.get(row.word, "similar")
        census = float(row.census_pct)
        ends = (row.lower + census, row.upper + census)
        drawn = strip.interval_strip(row.panel_pct, *ends, census, word, scale)
        members = number_format.counted(int(row.member_count), "member")
        share = number_format.figure(row.panel_pct, "%", 1)
        return markup.with_label(markup.image(drawn), share, members)

    return cell


def _percent(row: Any, name: str, none: str) -> str:
    if row.category == SILENT:
        return "–"
    share = getattr(row, name)
    return none if pd.isna(share) else number_format.figure(share, "%", 1)


def _base(row: Any) -> str:
    return "–" if row.category == SILENT else words.base_words(row.effective_base)
