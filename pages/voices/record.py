"""How voices were heard and read: by whom and how, how labels are made, what is taken out."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from insight.language import number_format
from insight.language.sentences import voices as words
from insight.store import Store, queries
from insight.store.rows import tuples
from pages import data
from pages.ui import panels, tables
from pages.ui.panels import Panel
from pages.ui.tables import Column

HOW_JUDGED = (
    "Judged by cross-validation: the machine labels examples it was not shown, and is compared"
    " with the labels a person gave them. One hand wrote the examples for this project, so before"
    " you rely on its labels, let people check some of your own comments."
)


def show(area_code: str, area: str, smallest: int) -> None:
    """The foot of a page of voices."""
    mix = data.shared(sources, area_code=area_code, area=area, smallest=smallest)
    if mix is not None:
        panels.show("how-heard", mix)
    made = data.shared(labels)
    panels.head(made)
    with st.expander("Theme by theme"):
        st.html(made.table)
    panels.under("labels", made.frame, caveat=made.caveat, title=made.title)
    panels.say(words.redaction_sentence(data.query(queries.redactions)))


def sources(store: Store, area_code: str, area: str, smallest: int) -> Panel | None:
    """Kinds of organisation by methods, for everyone in an area; None without comments."""
    frame = queries.voice_sources(store, area_code)
    if frame.empty:
        return None
    methods = sorted(frame["method"].unique())
    cells = {(row.organisation_type, row.method): row for row in tuples(frame)}

    def cell(method: str) -> Column:
        def form(kind: str) -> str:
            row = cells.get((kind, method))
            if row is None:
                return "none"
            if row.state == words.SHOWN:
                return number_format.number(row.comment_count)
            return f"under {smallest}" if row.state == "too few" else "hidden"

        return Column(number_format.capital(method), form, is_number=True)

    kinds = [each for each in words.BROAD_SOURCES if each in set(frame["organisation_type"])]
    columns = [
        Column("Heard by", lambda kind: number_format.capital(words.BROAD_SOURCES[kind])),
        *(cell(method) for method in methods),
    ]
    return Panel(
        title="How they were heard",
        subtitle=f"{area}, everyone: comments by kind of organisation and method",
        table=tables.table(kinds, columns, f"How comments in {area} were heard", "stacked"),
        frame=frame,
        caveat=f"'Under {smallest}': too few to show without risk that somebody is recognised."
        " 'Hidden': not shown, so that such a number cannot be worked out.",
    )


def labels(store: Store) -> Panel:
    """How well the machine labels themes and tone, in plain words and as a table."""
    models = queries.theme_models(store)
    columns = [
        Column("Theme", lambda row: str(row.plain_name)),
        Column("Used", lambda row: "yes" if row.is_in_use else "no, only people label"),
        Column("Examples", lambda row: number_format.number(row.example_count), is_number=True),
        Column("Right, of labels given", lambda row: _share(row.precision), is_number=True),
        Column("Found, of labels due", lambda row: _share(row.recall), is_number=True),
    ]
    return Panel(
        title="How comments get their labels",
        subtitle="Themes and tone, by a person or by machine",
        sentence=words.model_sentence(models),
        table=tables.table(tuples(models), columns, "How well the machine labels"),
        frame=models,
        caveat=HOW_JUDGED,
    )


def _share(share: Any) -> str:
    return "never labels" if pd.isna(share) else f"{number_format.number(100 * share)}%"
