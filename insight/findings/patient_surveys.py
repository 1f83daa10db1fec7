"""What patients say of their GP practice in published surveys: real answers, set apart from
comments, which are told by theme."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from insight.findings import cells
from insight.findings.finding import Finding
from insight.findings.sources import sources_of, with_sources
from insight.findings.table import Cell, Column, Link, cell, data_table, quiet, strong
from insight.language import number_format
from insight.reference.areas import SYSTEM, areas
from insight.store import Store, cached, queries
from insight.store.rows import records

INDICATORS = ("gp-survey-overall-good", "gp-survey-contact-good", "friends-and-family-gp")
FIFTHS = {
    "practice-quintile-1": "Practices with the most deprived patients",
    "practice-quintile-5": "Practices with the least deprived patients",
}
APPROXIMATE = "Approximate"
TITLE = "What patients say in surveys"
SENTENCE = (
    "Published answers of patients about their GP practice. They are counted in full and are no"
    " part of the comments on this page."
)
CAVEAT = (
    "Do not rank Places or practices by the Friends and Family Test. NHS England says that it is"
    " not for comparing: anybody may answer, and practices ask in different ways. Figures of the"
    " GP Patient Survey are the mean of the practices of an area, weighted by their patients, and"
    " so approximate. Their range rests on how much practices differ. Fifths are of practices, by"
    " the deprivation of their patients: not of people."
)


@dataclass(frozen=True)
class Survey:
    """One question: the indicator, its figures here and in the system by period, and by fifth.

    here, system: rows of `queries.series`, oldest first. fifths: the newest row of
    `queries.groups` by group_id.
    """

    indicator: pd.Series
    here: list[dict[str, Any]]
    system: list[dict[str, Any]]
    fifths: dict[str, dict[str, Any]]


def patient_surveys(store: Store, area_code: str = SYSTEM) -> Finding | None:
    """The surveys of an area beside the system; of the system, by fifth of practices as well.

    None where the store holds none of them.
    """
    listed = set(queries.indicators(store)["indicator_id"])
    surveys = [_survey(store, each, area_code) for each in INDICATORS if each in listed]
    if not surveys:
        return None
    name = areas()[area_code].area_name
    columns = [
        Column("What was asked", lambda survey: cells.indicator_name(survey.indicator)),
        Column(name, lambda survey: _newest(survey, survey.here)),
        Column("The time before", _before),
    ]
    if area_code == SYSTEM:
        columns += [Column(label, _fifth(group_id)) for group_id, label in FIFTHS.items()]
    else:
        system = areas()[SYSTEM].area_name
        columns.append(Column(system, lambda survey: _newest(survey, survey.system)))
    ids = [str(survey.indicator["indicator_id"]) for survey in surveys]
    return Finding(
        finding_id="patient-surveys",
        title=TITLE,
        subtitle=f"{name}: answers about GP practices",
        sentence=SENTENCE,
        table=data_table(
            f"{name}: {TITLE.lower()}", columns, surveys, with_sources(store, _values(surveys))
        ),
        source_ids=sources_of(store, ids),
        caveat=CAVEAT,
        link=Link.to("voices", place=area_code),
        about={"unit": "%", "confidence": 95},
    )


def first_answer(store: Store, area_code: str) -> str:
    """The first survey's newest answer in a sentence; '' where there is none."""
    found = cached(store, patient_surveys, area_code=area_code)
    figures = [row for row in found.table.rows if row[1].main] if found else []
    if not found or not figures:
        return ""
    asked, answer = figures[0][0].text, figures[0][1]
    period = Cell(answer.notes[1]).text
    return f"{asked}: {Cell(answer.main).text}, {period}"


def _survey(store: Store, indicator_id: str, area_code: str) -> Survey:
    series = queries.series(store, indicator_id, [area_code, SYSTEM])
    groups = queries.groups(store, indicator_id, SYSTEM)
    newest = groups.drop_duplicates("group_id", keep="last")
    return Survey(
        queries.indicator(store, indicator_id),
        records(series[series["area_code"] == area_code]),
        records(series[series["area_code"] == SYSTEM]),
        {str(row["group_id"]): row for row in records(newest)},
    )


def _newest(survey: Survey, rows: list[dict[str, Any]]) -> Cell:
    return _figure(survey, rows[-1]) if rows else cell(quiet("No figure"))


def _before(survey: Survey) -> Cell:
    if len(survey.here) < 2:
        return cell(quiet("No earlier figure"))
    return _figure(survey, survey.here[-2])


def _fifth(group_id: str) -> Callable[[Survey], Cell]:
    def form(survey: Survey) -> Cell:
        row = survey.fifths.get(group_id)
        return _figure(survey, row) if row else cell(quiet("No figure"))

    return form


def _figure(survey: Survey, row: dict[str, Any]) -> Cell:
    """A figure with its range, its period and how many practices it rests on."""
    note = number_format.capital(row["value_note"] or "")
    if note.startswith(APPROXIMATE):
        note = APPROXIMATE  # the caveat says why, and files how many practices it rests on
    if pd.isna(row["value"]):
        return cell(quiet(note or "No figure"))
    unit, places = str(survey.indicator["unit"]), int(survey.indicator["decimal_places"])
    return cell(
        strong(number_format.figure(row["value"], unit, places)),
        notes=(
            number_format.interval(row["lower_ci"], row["upper_ci"], unit, places),
            str(row["period_label"]),
            note,
        ),
    )


def _values(surveys: list[Survey]) -> pd.DataFrame:
    """Every figure of the table, and every period: a row each, for files."""
    rows = []
    for survey in surveys:
        about = {
            name: survey.indicator[name]
            for name in ("indicator_id", "indicator_name", "ci_method", "sex", "age")
        }
        both = {(row["area_code"], row["period_label"]): row for row in survey.system}
        both |= {(row["area_code"], row["period_label"]): row for row in survey.here}
        rows += [{**about, "group_name": "Everyone", **row} for row in both.values()]
        rows += [
            {**about, "area_code": SYSTEM, "area_name": areas()[SYSTEM].area_name, **row}
            for group_id, row in survey.fifths.items()
            if group_id in FIFTHS
        ]
    return pd.DataFrame(rows)
