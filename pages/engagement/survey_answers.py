"""How people answered one question of a survey: Places first, then groups."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from insight.analysis.voices.survey_shares import UNRELIABLE, survey_shares
from insight.analysis.voices.voice_side import EVERYONE
from insight.language import number_format
from insight.language.sentences import engagement as words
from insight.language.sentences.voices import hidden_words
from insight.statistics.survey_weights import TOO_FEW
from insight.store import Store, queries
from pages import data
from pages.controls import choices
from pages.ui import markup, panels, tables
from pages.ui.panels import Panel
from pages.ui.tables import Column

Line = tuple[str, dict[str, Any]]  # who answered, and a row for each answer


def section(smallest: int, area_code: str, area: str) -> None:
    """One question of a survey or of the panel, chosen by the reader, and how people answered."""
    panels.heading("What people answered", "One question of a survey or of the Citizens' Panel")
    chosen = question()
    if chosen is None:
        panels.empty(
            "No survey has been loaded",
            "Put its counts into data/raw, in the layout of data/templates, and build.",
        )
        return
    put = {
        "survey_id": chosen["survey_id"],
        "asked": chosen["question"],
        "is_panel": bool(chosen["is_panel"]),
        "smallest": smallest,
    }
    answered = data.shared(places, **put)
    panels.say(answered.sentence)
    st.html(answered.table)
    by_group = data.shared(groups, **put, area_code=area_code, area=area)
    if by_group:
        st.html(by_group)
    panels.under("survey", answered.frame, caveat=answered.caveat, title=answered.title)


def question() -> pd.Series | None:
    """The question chosen, a row of `queries.survey_questions`; None when there is none."""
    listed = data.query(queries.survey_questions)
    if listed.empty:
        return None
    ids = listed["survey_id"] + "|" + listed["question"]
    names = listed["survey_name"] + ": " + listed["question"]
    chosen = choices.pick("Question", dict(zip(ids, names, strict=True)), "question")
    return listed[ids == chosen].iloc[0]


def places(store: Store, survey_id: str, asked: str, is_panel: bool, smallest: int) -> Panel:
    """Everyone's answers by Place, with their bases."""
    shares = survey_shares(store, survey_id, asked, is_panel)
    everyone = shares[shares["group_id"] == EVERYONE]
    return Panel(
        title=asked,
        sentence=words.answers_sentence(shares, is_panel),
        table=_table(everyone, "area_name", "Place", asked, is_panel, smallest),
        frame=shares,
        caveat=words.PANEL_SURVEY if is_panel else words.OPEN_SURVEY,
    )


def groups(
    store: Store,
    survey_id: str,
    asked: str,
    is_panel: bool,
    smallest: int,
    area_code: str,
    area: str,
) -> str:
    """Answers of each group in one area as a table; '' when the survey has none."""
    shares = survey_shares(store, survey_id, asked, is_panel)
    rows = shares[(shares["area_code"] == area_code) & (shares["group_id"] != EVERYONE)]
    if rows.empty:
        return ""
    return _table(rows, "group_name", "Group", f"{area}: {asked}", is_panel, smallest)


def _table(
    rows: pd.DataFrame, by: str, label: str, caption: str, is_panel: bool, smallest: int
) -> str:
    order = rows.sort_values("answer_order")["answer"].drop_duplicates()
    told = rows.groupby(by, sort=False)["share_pct"].transform(lambda shares: shares.notna().any())
    lines: list[Line] = [
        (str(name), dict(zip(group["answer"], group.itertuples(), strict=True)))
        for name, group in rows[told].groupby(by, sort=False)
    ]
    left_out = list(rows.loc[~told, by].astype(str).drop_duplicates())
    columns = [
        Column(label, lambda line: f"<b>{escape(line[0])}</b>", is_markup=True),
        *(Column(answer, _cell(answer, smallest), is_markup=True) for answer in order),
        Column("Answers", _base(is_panel), is_markup=True),
    ]
    table = tables.table(lines, columns, caption, "stacked shares") if lines else ""
    return table + panels.said(_too_few(left_out, is_panel), "subtitle")


def _too_few(names: list[str], is_panel: bool) -> str:
    """Whose answers are too few for any share, in one line instead of rows; '' for nobody."""
    if not names:
        return ""
    rule = f" A share needs an effective base of {TOO_FEW} or more." * is_panel
    return f"Too few answers to show any share: {number_format.listed(names)}.{rule}"


def _cell(answer: str, smallest: int) -> Callable[[Any], str]:
    def form(line: Line) -> str:
        row = line[1].get(answer)
        if row is None:
            return markup.quiet("Not asked")
        if pd.isna(row.share_pct):
            return markup.quiet(number_format.capital(_hidden(row.state, smallest)))
        share = f"<b>{number_format.number(row.share_pct)}%</b>"
        if pd.isna(row.lower_pct):
            return share
        span = f"{number_format.number(row.lower_pct)} to {number_format.number(row.upper_pct)}"
        return f"{share}<small>({span})</small>"

    return form


def _hidden(state: str, smallest: int) -> str:
    if state == UNRELIABLE:
        return f"effective base below {TOO_FEW}"
    return hidden_words(state, smallest).replace("no comments", "nobody") or "not shown"


def _base(is_panel: bool) -> Callable[[Any], str]:
    def form(line: Line) -> str:
        row = next(iter(line[1].values()))
        if pd.isna(row.base_count):
            return markup.quiet("Too few to show")
        if not is_panel:
            return number_format.number(row.base_count)
        care = ", read with care" * (row.base_state == "few")
        under = f"effective {number_format.number(row.effective_base)}{care}"
        return f"{number_format.number(row.base_count)}<small>{under}</small>"

    return form
