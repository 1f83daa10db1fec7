"""The parts of the page that a table alone does not draw: a list to search, a survey, the panel."""

from __future__ import annotations

from itertools import groupby

import streamlit as st
from markupsafe import Markup

from insight.findings import Cell, DataTable, Finding
from insight.findings.past_engagement import past_engagement
from insight.findings.survey_answers import survey_answers, survey_answers_by_group
from insight.store import queries
from pages import data
from pages.controls import choices
from pages.ui import finding, table


# A fragment: typing in the search box draws the list again and leaves the page alone.
@st.fragment
def searchable_list(everything: Finding) -> None:
    """A search box and the list it leaves. everything: what nobody has searched yet."""
    typed = choices.search("Search what has been asked", "Topic, Place, year, group or who asked")
    # Not remembered: of all that may be typed, hardly anything is typed twice.
    found = past_engagement(data.current_store(), typed) if typed else everything
    finding.say(found.subtitle, "subtitle")
    if not found.table.rows:
        finding.empty(
            "Nothing on record",
            "Try another word. If nobody has asked yet, this may be the question to ask; put it on"
            " record afterwards with the template for engagement activity.",
        )
        return
    # As a list, not a table: so many words do not fit a page in columns, and even less a phone.
    items = Markup().join(map(_entry, found.table.rows))
    finding.write(Markup('<ul class="findings asked">{}</ul>').format(items))
    finding.foot(found)


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
    finding.write(finding.said(answers.sentence), _shares(answers))
    if by_group is not None:
        finding.write(_shares(by_group), finding.said(by_group.sentence, "subtitle"))
    finding.foot(answers)


def panel_by_kind(panel: Finding) -> None:
    """The Citizens' Panel with a table for each kind of member."""
    finding.head(panel)
    kinds = groupby(panel.table.rows, key=lambda row: row[0].text)
    finding.write(Markup().join(_kind(panel.table, kind, tuple(rows)) for kind, rows in kinds))
    finding.foot(panel)


def _entry(row: tuple[Cell, ...]) -> Markup:
    topic, occasion, people, source = (table.line(each.main) for each in row)
    lines = (occasion, people, source and Markup("Known from: {}").format(source))
    small = Markup().join(Markup("<small>{}.</small>").format(each) for each in lines if each)
    return Markup("<li><p><b>{}</b></p>{}</li>").format(topic, small)


def _shares(answers: Finding) -> Markup:
    """The table of those with a share to show; '' where there is nobody."""
    return table.table(answers.table, "stacked shares") if answers.table.rows else Markup()


def _kind(of: DataTable, kind: str, rows: tuple[tuple[Cell, ...], ...]) -> Markup:
    columns = (kind, *of.columns[2:])
    numbers = frozenset(place - 1 for place in of.numbers)
    caption = f"Members by {kind.lower()}"
    alone = DataTable(caption, columns, tuple(row[1:] for row in rows), numbers=numbers)
    return table.table(alone, "panel-shape")
