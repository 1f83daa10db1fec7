"""Survey and panel results: one row is how many gave one answer."""

from __future__ import annotations

import re

import pandas as pd

from etl.values.numbers import numbers
from etl.voice.voice_rows import VoiceRows, group_ids
from insight.reference.free_text import ANSWERS_NOT_GIVEN
from insight.reference.spelling import letters

# What stands among the answers and is none: sums of them, and other numbers.
TOTALS = {
    "total", "totals", "grandtotal", "totalresponses", "totalrespondents", "totalanswers", "base",
    "answered", "answeredquestion", "basesize", "samplesize", "unweightedbase", "respondents",
    "numberofrespondents", "allrespondents", "numberofresponses", "totalnumberofresponses",
    "totalnumberofrespondents", "totalanswered",
}  # fmt: skip
NOT_ANSWERS = {
    "subtotal", "skipped", "skippedquestion", "weightedbase", "baseweighted", "totalweighted",
}  # fmt: skip
ADDED = re.compile(r"\s*[:(].*", re.DOTALL)  # 'Base: all who answered', 'Total (n=412)'
KEY = ["survey_id", "question", "answer", "area_code", "group_id"]


def read(checks: VoiceRows) -> pd.DataFrame:
    """Counts of answers, with area_code, group_id, asked_date and the order of answers."""
    unnumbered = checks.rows["survey_id"] == ""  # then its name is what it goes by
    checks.rows["survey_id"] = checks.rows["survey_id"].mask(unnumbered, checks.rows["survey_name"])
    answer, is_total = checks.rows["answer"].map(letters), _are_totals(checks.rows)
    is_whole = numbers(checks.rows["count"])[0] % 1 == 0
    is_whole &= ~checks.rows["count"].str.contains("%", regex=False)
    checks.set_aside(answer.isin(NOT_ANSWERS) | (is_total & ~is_whole))
    _note_percentages(checks)
    checks.require("survey_id", "closing_date", "question", "answer", "count")
    checks.days("closing_date")
    checks.areas()
    checks.ids("group", group_ids(checks) | {"everyone": "everyone", "all": "everyone"}, "group")
    checks.whole("count")
    rows = checks.rows.rename(
        columns={"place": "area_code", "group": "group_id", "closing_date": "asked_date"}
    )
    rows["group_id"] = rows["group_id"].replace("", "everyone")
    rows["survey_name"] = rows["survey_name"].mask(rows["survey_name"] == "", rows["survey_id"])
    checks.rows = rows.rename(columns={"count": "answer_count"})
    checks.refuse_duplicates(KEY, "answer")
    _take_out_totals(checks)
    checks.rows["answer_order"] = _order(checks.rows)
    return checks.rows


def _are_totals(rows: pd.DataFrame) -> pd.Series:
    return rows["answer"].map(lambda text: letters(ADDED.sub("", text)) in TOTALS).astype(bool)


def _take_out_totals(checks: VoiceRows) -> None:
    """Take sums from among the answers; what they hold more than the answers becomes one more.

    Else an answer that was refused, or kept back by the sender, would swell the others' shares.
    """
    rows = checks.rows
    is_total = _are_totals(rows)
    key = [column for column in KEY if column != "answer"]
    given = rows[~is_total].groupby(key)["answer_count"].sum()
    index = pd.MultiIndex.from_frame(rows.loc[is_total, key])
    rest = rows.loc[is_total, "answer_count"] - given.reindex(index).fillna(0).to_numpy()
    rest = rest[(rest > 0) & ~rows.loc[is_total].duplicated(key)]
    checks.set_aside(is_total & ~rows.index.isin(rest.index))
    checks.rows.loc[rest.index, "answer"] = ANSWERS_NOT_GIVEN
    checks.rows.loc[rest.index, "answer_count"] = rest
    if len(rest):
        checks.remarks.append("Some answers of its totals are in no other row.")


def _note_percentages(checks: VoiceRows) -> None:
    """Say so where the answers to every question add up to 100, as percentages do."""
    rows = checks.rows[~_are_totals(checks.rows)]
    question = [rows[column] for column in ("survey_id", "question", "place", "group")]
    sums = numbers(rows["count"])[0].groupby(question).sum()
    if len(sums) > 1 and sums.between(99, 101).all():
        checks.remarks.append("The answers to every question add up to 100: are they people?")


def _order(rows: pd.DataFrame) -> pd.Series:
    """1, 2, 3 … in the order in which the file first has the answers of a question."""
    question = rows["survey_id"] + "\n" + rows["question"]
    first = rows.drop_duplicates(["survey_id", "question", "answer"])
    order = first.groupby(question[first.index]).cumcount() + 1
    known = dict(zip(question[first.index] + "\n" + first["answer"], order, strict=True))
    return (question + "\n" + rows["answer"]).map(known).astype("int64")
