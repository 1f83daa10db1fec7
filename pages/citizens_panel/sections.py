"""A survey's answers, and the Citizens' Panel with a table for each kind of member."""

from __future__ import annotations

from itertools import groupby

import streamlit as st
from markupsafe import Markup

from insight.findings import Cell, DataTable, Finding
from insight.findings.survey_answers import survey_answers, survey_answers_by_group
from insight.store import queries
from pages import data
from pages.controls import choices
from pages.ui import demonstration, finding, table


def survey(area_code: str) -> None:
    """One question of a survey or of the panel, chosen by the reader, and how people answered."""
    finding.heading("What people answered", "One question of a survey or of the Citizens' Panel")
    put = data.query(queries.survey_questions)
    if put.empty:
        finding.empty(
            "No survey has been loaded",
            "Put its counts into data/raw, in the layout of data/templates, and build.",
        )
        return
    ids = put["survey_id"] + "|" + put["question"]
    names = put["survey_name"] + ": " + put["question"]
    chosen = choices.pick("Question", dict(zip(ids, names, strict=True)), "question")
    row = put[ids == chosen].iloc[0]
    question = {"survey_id": row["survey_id"], "asked": row["question"]}
    answers = data.shared(survey_answers, **question)
    by_group = data.shared(survey_answers_by_group, **question, area_code=area_code)
    with demonstration.section(answers.is_demonstration, "answers"):
        finding.write(finding.said(answers.sentence), _shares(answers))
        if by_group is not None:
            with st.expander(by_group.table.caption):
                finding.write(_shares(by_group), finding.said(by_group.sentence, "subtitle"))
        finding.foot(answers)


def panel_by_kind(panel: Finding) -> None:
    """The Citizens' Panel with a table for each kind of member, the first of them open."""
    finding.heading("Who is on the panel", panel.subtitle)
    finding.say(panel.sentence)
    kinds = groupby(panel.table.rows, key=lambda row: row[0].text)
    finding.write(
        Markup().join(
            _kind(panel.table, kind, tuple(rows), is_open=not place)
            for place, (kind, rows) in enumerate(kinds)
        )
    )
    finding.foot(panel)


def _shares(answers: Finding) -> Markup:
    """The table of those with a share to show; '' where there is nobody."""
    return table.table(answers.table, "stacked shares") if answers.table.rows else Markup()


def _kind(of: DataTable, kind: str, rows: tuple[tuple[Cell, ...], ...], is_open: bool) -> Markup:
    columns = (kind, *of.columns[2:])
    numbers = frozenset(place - 1 for place in of.numbers)
    caption = f"Members by {kind.lower()}"
    alone = DataTable(caption, columns, tuple(row[1:] for row in rows), numbers=numbers)
    return finding.topic(caption, Markup(), alone, "panel-shape", is_open)
