"""The Citizens' Panel's shape beside the census: who is missing, and what its answers can bear."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from insight.analysis.voices.panel_shape import NOT_STATED, panel_shape
from insight.findings import cells
from insight.findings.finding import Finding
from insight.findings.table import Cell, Column, Link, cell, data_table, strong
from insight.language import number_format
from insight.language.sentences import engagement as words
from insight.store import Store, cached
from insight.store.rows import tuples
from insight.visual.charts import strip

PAGE = "citizens_panel"
SOURCES = ("census-age", "census-ethnic-group", "deprivation-2025")
KIND_NAMES = {
    "place": "Place",
    "age_band": "Age",
    "sex": "Sex",
    "ethnic_group": "Ethnic group",
    "deprivation_quintile": "Deprivation",
}
VERDICTS = {"fewer": "lower", "more": "higher"}


def citizens_panel(store: Store) -> Finding | None:
    """Every kind of member beside residents of that kind, one kind after the other.

    None when there is no panel, or one too small to show.
    """
    found = cached(store, panel_shape)
    if found is None:
        return None
    columns = [
        Column("Kind", lambda row: KIND_NAMES[row.kind]),
        Column("Who", lambda row: str(row.category_name)),
        Column("Share of panel", _share(found.rows, store.smallest_base)),
        Column("Of residents", lambda row: _percent(row, "census_pct", "not in the store"), True),
        Column("Weighted", lambda row: _percent(row, "weighted_pct", "not shown"), True),
        Column("Difference", lambda row: words.difference_words(row._asdict())),
        Column("Effective base", _base, True),
    ]
    ends = {"lower": "difference_lower", "upper": "difference_upper"}
    values = found.rows.rename(columns=ends)
    return Finding(
        finding_id="citizens-panel",
        title="Who is missing from the Citizens' Panel",
        subtitle="Share of members, before weights, beside the share of residents (dashed line)",
        sentence=words.panel_sentence(found),
        table=data_table("Members of the Citizens' Panel", columns, tuples(found.rows), values),
        source_ids=SOURCES,
        caveat=words.panel_caveat(found),
        link=Link.to(PAGE),
        about={"confidence": 95, "ci_method": "Wilson"},
        is_demonstration=found.is_demonstration,
    )


def _share(rows: pd.DataFrame, smallest: int) -> Callable[[Any], Cell]:
    """The share on a line that all of its kind have in common."""
    by_kind = rows[["panel_pct", "census_pct"]].max(axis=1).groupby(rows["kind"]).max()
    scales = {kind: (0.0, most * 1.1 if pd.notna(most) else 1.0) for kind, most in by_kind.items()}

    def form(row: Any) -> Cell:
        if row.category == NOT_STATED:
            return cell(number_format.counted(int(row.member_count), "member"))
        if pd.isna(row.panel_pct):
            return cells.hidden(row.state, smallest)
        word = VERDICTS.get(row.word, "similar")
        census = float(row.census_pct)
        ends = (row.lower + census, row.upper + census)
        share = number_format.figure(row.panel_pct, "%", 1)
        return cell(
            strong(share),
            notes=(number_format.counted(int(row.member_count), "member"),),
            drawing=strip.interval_strip(row.panel_pct, *ends, census, word, scales[row.kind]),
        )

    return form


def _percent(row: Any, name: str, none: str) -> str:
    if row.category == NOT_STATED:
        return "–"
    share = getattr(row, name)
    return none if pd.isna(share) else number_format.figure(share, "%", 1)


def _base(row: Any) -> str:
    return "–" if row.category == NOT_STATED else words.base_words(row.effective_base)
