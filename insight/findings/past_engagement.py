"""What has already been asked, of whom and when: a list to search before asking again."""

from __future__ import annotations

from functools import partial
from typing import Any

import pandas as pd

from insight.findings.finding import Finding
from insight.findings.held import without_held
from insight.findings.search import search
from insight.findings.table import Cell, Column, Link, Words, cell, data_table, strong
from insight.language import number_format
from insight.language.sentences import engagement as words
from insight.reference.areas import SYSTEM, areas
from insight.store import Store, queries
from insight.store.rows import tuples

PAGE = "asked_before"
SEARCHED = ["topic", "who", "area_name", "date_label", "method", "people_heard", "group_names"]
# A list is for reading: a longer one is cut here and whole in the file.
ROWS_SHOWN = 12


def past_engagement(store: Store, typed: str = "") -> Finding:
    """Activities and survey questions in one list, latest first; those with every word typed.

    Its table shows the first few of them, and its values are all.
    """
    activities = queries.activities(store)
    everything, held = without_held(
        _everything(activities, queries.survey_questions(store)), "topic"
    )
    found = search(everything, SEARCHED, typed)
    columns = [
        Column("What was asked", lambda row: cell(str(row.topic))),
        Column("Who asked, where, when and how", _occasion),
        Column("Who took part", partial(_people, smallest=store.smallest_base)),
        Column("Known from", lambda row: str(row.source)),
    ]
    counted = number_format.capital(number_format.counted(len(found), "entry", "entries"))
    cut = f" The first {ROWS_SHOWN} are shown; all are in the file." * (len(found) > ROWS_SHOWN)
    title = "What has already been asked"
    return Finding(
        finding_id="asked",
        title=title,
        subtitle=f"{counted} of {len(everything)}.{cut}",
        sentence=f"{words.activity_sentence(activities, areas()[SYSTEM].area_name)} {held}".strip(),
        table=data_table(title, columns, tuples(found.head(ROWS_SHOWN)), found),
        caveat=words.ACTIVITY_CAVEAT,
        link=Link.to(PAGE, **({"find": typed} if typed else {})),
        is_demonstration=bool(found["is_demonstration"].any()),
    )


def _everything(activities: pd.DataFrame, surveys: pd.DataFrame) -> pd.DataFrame:
    """topic, who, area_name, date_label, method, people_heard, group_names, people_count,
    people_state, source, end_date, is_demonstration; latest first."""
    done = activities.rename(columns={"organisation": "who"})
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
        people_state="not stated",
        source=surveys["survey_name"],
    )
    names = [*SEARCHED, "people_count", "people_state", "source", "end_date", "is_demonstration"]
    parts = [each[names] for each in (done, put) if len(each)]
    if not parts:
        return done[names]
    return pd.concat(parts).sort_values("end_date", ascending=False, ignore_index=True)


def _occasion(row: Any) -> Cell:
    said = Words(", ".join((row.who, row.area_name, row.date_label, row.method)))
    return cell(strong("Demonstration."), said) if row.is_demonstration else cell(said)


def _people(row: Any, smallest: int) -> str:
    """Who took part, how many, and which groups they belong to."""
    number = number_format.few_people(smallest) if row.people_state == "too few" else ""
    if row.people_state == "shown":
        number = number_format.counted(int(row.people_count), "person", "people")
    parts = (number_format.capital(row.people_heard), number, row.group_names)
    return "; ".join(part for part in parts if part)
