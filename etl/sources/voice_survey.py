"""Survey and panel results: one row is how many gave one answer."""

from __future__ import annotations

import pandas as pd

from etl.parse_values import numbers
from etl.voice.voice_rows import VoiceRows, group_ids
from insight.reference.catalogue import plain_heading

# What stands among the answers and is none: sums and bases.
TOTALS = {
    "total", "totals", "grandtotal", "subtotal", "totalresponses", "totalrespondents", "totalanswers",
    "answered", "answeredquestion", "skipped", "skippedquestion", "base", "basesize", "samplesize",
    "unweightedbase", "weightedbase", "respondents", "numberofrespondents", "allrespondents",
}  # fmt: skip
KEY = ["survey_id", "question", "answer", "area_code", "group_id"]


def read(checks: VoiceRows) -> pd.DataFrame:
    """Counts of answers, with area_code, group_id, asked_date and the order of answers."""
    checks.set_aside(checks.rows["answer"].map(plain_heading).isin(TOTALS))
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
    checks.rows["answer_order"] = _order(checks.rows)
    return checks.rows


def _note_percentages(checks: VoiceRows) -> None:
    """Say so where the answers to every question add up to 100, as percentages do."""
    question = [checks.rows[column] for column in ("survey_id", "question", "place", "group")]
    sums = numbers(checks.rows["count"])[0].groupby(question).sum()
    if len(sums) > 1 and sums.between(99, 101).all():
        checks.remarks.append("The answers to every question add up to 100: are they people?")


def _order(rows: pd.DataFrame) -> pd.Series:
    """1, 2, 3 … in the order in which the file first has the answers of a question."""
    question = rows["survey_id"] + "\n" + rows["question"]
    first = rows.drop_duplicates(["survey_id", "question", "answer"])
    order = first.groupby(question[first.index]).cumcount() + 1
    known = dict(zip(question[first.index] + "\n" + first["answer"], order, strict=True))
    return (question + "\n" + rows["answer"]).map(known).astype("int64")
