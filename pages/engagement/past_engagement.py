"""What has already been asked, of whom and when: a list to search before asking again."""

from __future__ import annotations

from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from insight.language import number_format
from insight.language.sentences import engagement as words
from insight.store import Store, queries
from pages import data
from pages.controls import choices
from pages.controls.search import matching
from pages.ui import panels

SEARCHED = ["topic", "who", "area_name", "date_label", "method", "people_heard", "group_names"]
# A page is for reading: a longer list is cut here and whole in the CSV file.
ROWS_SHOWN = 12


def past_engagement(store: Store) -> pd.DataFrame:
    """Activities and survey questions in one list, latest first.

    topic, who, area_name, end_date, date_label, method, people_heard, group_names, people_count,
    source, is_demonstration.
    """
    done = queries.activities(store).rename(columns={"organisation": "who"})
    surveys = queries.survey_questions(store)
    put = surveys.assign(
        topic=surveys["question"],
        who=surveys["organisation"],
        area_name=[number_format.counted(int(each), "area") for each in surveys["area_count"]],
        end_date=surveys["asked_date"],
        date_label=surveys["asked_date"].dt.strftime("%-d %B %Y"),
        method="panel"
        if surveys.empty
        else surveys["is_panel"].map({True: "panel", False: "survey"}),
        people_heard="",
        group_names="",
        people_count=float("nan"),
        source=surveys["survey_name"],
    )
    names = [*SEARCHED, "people_count", "source", "end_date", "is_demonstration"]
    parts = [each[names] for each in (done, put) if len(each)]
    if not parts:
        return done[names]
    return pd.concat(parts).sort_values("end_date", ascending=False, ignore_index=True)


# A fragment: typing in the search box draws the list again and leaves the page alone.
@st.fragment
def searchable_list() -> None:
    """A search box and the list it leaves."""
    everything = data.query(past_engagement)
    typed = choices.search("Search what has been asked", "Topic, Place, year, group or who asked")
    found = matching(everything, SEARCHED, typed)
    counted = number_format.counted(len(found), "entry", "entries")
    cut = f" The first {ROWS_SHOWN} are shown; all are in the file." * (len(found) > ROWS_SHOWN)
    panels.say(f"{number_format.capital(counted)} of {len(everything)}.{cut}", "subtitle")
    if found.empty:
        panels.empty(
            "Nothing on record",
            "Try another word. If nobody has asked yet, this may be the question to ask; put it on"
            " record afterwards with the template for engagement activity.",
        )
        return
    st.html(_list(found.head(ROWS_SHOWN)))
    panels.under("asked", found, title="What has already been asked", caveat=words.ACTIVITY_CAVEAT)


def _list(rows: pd.DataFrame) -> str:
    """As a list, not a table: seven columns of words do not fit a page, and even less a phone."""
    return f'<ul class="findings asked">{"".join(map(_entry, rows.itertuples()))}</ul>'


def _entry(row: Any) -> str:
    mark = "<b>Demonstration.</b> " if row.is_demonstration else ""
    asked_ = ", ".join((row.who, row.area_name, row.date_label, row.method))
    known = f"Known from: {row.source}" if row.source else ""
    lines = [f"{mark}{escape(asked_)}", escape(_people(row)), escape(known)]
    small = "".join(f"<small>{line}.</small>" for line in lines if line)
    return f"<li><p><b>{escape(row.topic)}</b></p>{small}</li>"


def _people(row: Any) -> str:
    """Who took part, how many, and which groups they belong to."""
    count = row.people_count
    number = "" if pd.isna(count) else number_format.counted(int(count), "person", "people")
    parts = (number_format.capital(row.people_heard), number, row.group_names)
    return "; ".join(part for part in parts if part)
