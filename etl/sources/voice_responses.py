"""You said, we did: one row is what was done about something people said."""

from __future__ import annotations

import pandas as pd

from etl.voice.voice_rows import VoiceRows, group_ids, theme_ids
from insight.reference import vocabulary
from insight.reference.catalogue import plain_heading

TOO_EARLY = "this is before the day it was said"


def read(form: VoiceRows) -> pd.DataFrame:
    """Responses, with area_code, theme_id, group_id and dates. 'Could not' must say why."""
    form.require("response_id", "theme", "said", "said_date", "owner_role", "status")
    form.areas()
    form.ids("theme", theme_ids(form), "theme")
    form.ids("group", group_ids(form) | {"everyone": "everyone"}, "group")
    form.days("said_date")
    form.days("decision_date")
    form.days("due_date", may_be_ahead=True)
    form.days("told_back_date")
    for column in ("decision_date", "told_back_date"):
        form.refuse(_earlier(form.rows[column], form.rows["said_date"]), column, TOO_EARLY)
    form.words("status", vocabulary.RESPONSE_STATUSES, wecouldnot="could not")
    silent = (form.rows["status"] == "could not") & (form.rows["status_reason"] == "")
    form.refuse(silent, "status_reason", "a response that says 'could not' needs a reason")
    indicators = {
        plain_heading(word): indicator.indicator_id
        for indicator in form.catalogue.indicators.values()
        for word in (indicator.plain_name, indicator.indicator_name, indicator.indicator_id)
    }
    form.ids("indicator_id", indicators, "indicator")
    names = {"place": "area_code", "theme": "theme_id", "group": "group_id"}
    rows = form.rows.rename(columns=names)
    rows["group_id"] = rows["group_id"].replace("", "everyone")
    rows["indicator_id"] = rows["indicator_id"].replace("", None)
    form.rows = rows
    form.refuse_repeated(["response_id"], "response")
    return form.rows


def _earlier(days: pd.Series, than: pd.Series) -> pd.Series:
    pairs = zip(days, than, strict=True)
    return pd.Series([day is not None and day < other for day, other in pairs], days.index, bool)
