"""How long people's own words are kept: RETENTION_YEARS, counted from the day they were said.

What is left out is counted in the notes of its file, which the build prints; stores from before are
seen to by `etl.purge`. Nobody said the demonstration, so it is kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pandas as pd

from etl.files import File
from insight.reference.free_text import ANSWERS_OF_FEW
from insight.settings import RETENTION_YEARS

NO_END = date(9999, 12, 31)
WHY = f"said more than {RETENTION_YEARS} years ago."
ANSWER = ["survey_id", "question", "answer"]


def comments_kept(rows: pd.DataFrame, today: date, files: Mapping[str, File]) -> pd.DataFrame:
    """Comments that may still be kept, with retain_until_date."""
    until = _until(rows, "received_date")
    return _kept(rows.assign(retain_until_date=until), until < today, files)


def ideas_kept(rows: pd.DataFrame, today: date, files: Mapping[str, File]) -> pd.DataFrame:
    """Ideas that may still be kept: counted from the day they came to the stage they are at."""
    return _kept(rows, _until(rows, "stage_date") < today, files)


def answers_kept(
    rows: pd.DataFrame, today: date, files: Mapping[str, File], smallest: int
) -> pd.DataFrame:
    """Answers to surveys, where old ones of fewer than `smallest` people have lost their words.

    What few answered they may have written themselves. Counts stay, so that shares do.
    """
    of_few = rows.groupby(ANSWER)["answer_count"].transform("max") < smallest
    gone = of_few & (_until(rows, "asked_date") < today) & (rows["answer"] != ANSWERS_OF_FEW)
    for file_id, found in rows[gone].groupby("source_file_id"):
        count = len(found[ANSWER].drop_duplicates())
        what = "1 answer" if count == 1 else f"{count} answers"
        files[str(file_id)].remark(f"The words of {what} of few people left out: {WHY}")
    return rows.assign(answer=rows["answer"].mask(gone, ANSWERS_OF_FEW))


def _until(rows: pd.DataFrame, said: str) -> pd.Series:
    """The last day on which each row may be kept."""
    return rows[said].map(_later).where(~rows["is_demonstration"], NO_END)


def _later(day: date) -> date:
    last = 28 if (day.month, day.day) == (2, 29) else day.day
    return day.replace(year=day.year + RETENTION_YEARS, day=last)


def _kept(rows: pd.DataFrame, gone: pd.Series, files: Mapping[str, File]) -> pd.DataFrame:
    for file_id, count in rows.loc[gone, "source_file_id"].value_counts().items():
        files[str(file_id)].outside_count += int(count)
        files[str(file_id)].remark(f"{count} left out: {WHY}")
    return rows[~gone]
