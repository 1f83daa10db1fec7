"""Engagement activity: one row is an occasion on which people were asked or met."""

from __future__ import annotations

import pandas as pd

from etl.voice.dates import span
from etl.voice.form import Form, group_ids
from insight import vocabulary
from insight.catalogue import plain_heading


def read(form: Form) -> pd.DataFrame:
    """Activities, with first and last day, the date in words, and group ids joined by ';'."""
    form.require("activity_id", "organisation", "start_date", "method", "topic")
    reason = "this is not a date, a month or a year such as 31/03/2026, 2026-03 or 2026"
    form.read("start_date", span, reason)
    form.read("end_date", span, reason)
    starts, ends = form.rows["start_date"], form.rows["end_date"]
    ends = ends.where(ends.notna(), starts)
    form.rows["start_date"] = starts.map(lambda value: value.start)
    form.rows["end_date"] = ends.map(lambda value: value.end)
    labels = [
        a.label if a == b else f"{a.label} to {b.label}" for a, b in zip(starts, ends, strict=True)
    ]
    form.rows["date_label"] = pd.Series(labels, index=form.rows.index, dtype=str)
    # What is planned has heard nobody yet.
    form.refuse(form.rows["start_date"] > form.today, "start_date", "the date is in the future")
    backwards = form.rows["end_date"] < form.rows["start_date"]
    form.refuse(backwards, "end_date", "the activity ends before it starts")
    form.areas()
    form.loose_words("organisation_type", vocabulary.ORGANISATION_TYPES, "not stated")
    form.read("method", _methods, f"each method is one of: {', '.join(vocabulary.METHODS)}")
    form.tags("groups", group_ids(form))
    form.whole("people_count")
    form.rows = form.rows.rename(columns={"place": "area_code"})
    form.refuse_repeated(["activity_id"], "activity")
    return form.rows


def _methods(text: str) -> str:
    known = {plain_heading(method): method for method in vocabulary.METHODS}
    words = [plain_heading(word) for word in text.replace(",", ";").split(";")]
    if not all(word in known for word in words if word):
        raise ValueError
    return ", ".join(dict.fromkeys(known[word] for word in words if word))
