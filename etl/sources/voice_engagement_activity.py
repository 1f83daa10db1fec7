"""Engagement activity: one row is an occasion on which people were asked or met."""

from __future__ import annotations

from functools import partial

import pandas as pd

from etl.values.dates import Span, span
from etl.voice.voice_rows import VoiceRows, group_ids
from insight.reference import vocabulary
from insight.reference.spelling import letters


def read(checks: VoiceRows) -> pd.DataFrame:
    """Activities, with first and last day, the date in words, and group ids joined by ';'.

    An activity whose date nobody wrote down is still one: its days are empty.
    """
    checks.require("activity_id", "organisation", "method", "topic")
    reason = "this is not a date, a month or a year such as 31/03/2026, 2026-03 or 2026"
    for column in ("start_date", "end_date"):
        order = checks.day_order(column, may_be_ahead=True)
        checks.read(column, partial(span, order=order), reason)
    starts, ends = checks.rows["start_date"], checks.rows["end_date"]
    ends = ends.where(ends.notna(), starts)
    starts = starts.where(starts.notna(), ends)
    checks.rows["start_date"] = [
        span.start if span is not None else None for span in _given(starts)
    ]
    checks.rows["end_date"] = [span.end if span is not None else None for span in _given(ends)]
    labels = [_label(a, b) for a, b in zip(_given(starts), _given(ends), strict=True)]
    checks.rows["date_label"] = pd.Series(labels, index=checks.rows.index, dtype=str)
    backwards = pd.to_datetime(checks.rows["end_date"]) < pd.to_datetime(checks.rows["start_date"])
    checks.refuse(backwards, "end_date", "the activity ends before it starts")
    checks.areas()
    checks.loose_words("organisation_type", vocabulary.ORGANISATION_TYPES, "not stated")
    checks.read("method", _methods, f"each method is one of: {', '.join(vocabulary.METHODS)}")
    checks.tags("groups", group_ids(checks))
    checks.whole("people_count")
    ahead = pd.to_datetime(checks.rows["start_date"]) > pd.Timestamp(checks.today)
    met = ahead & checks.rows["people_count"].notna()
    checks.refuse(met, "people_count", "what is planned has heard nobody yet")
    checks.rows["is_planned"] = ahead.reindex(checks.rows.index)
    checks.rows = checks.rows.rename(columns={"place": "area_code"})
    checks.refuse_duplicates(["activity_id"], "activity")
    return checks.rows


def _given(spans: pd.Series) -> list[Span | None]:
    return [value if isinstance(value, Span) else None for value in spans]


def _label(first: Span | None, last: Span | None) -> str:
    if first is None or last is None:
        return "date not stated"
    return first.label if first == last else f"{first.label} to {last.label}"


def _methods(text: str) -> str:
    known = {letters(method): method for method in vocabulary.METHODS}
    parts = [letters(part) for part in text.replace(",", ";").split(";")]
    words = [part for part in parts if part]
    if not words or not all(word in known for word in words):
        raise ValueError
    return ", ".join(dict.fromkeys(known[word] for word in words))
