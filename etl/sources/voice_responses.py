"""You said, we did: one row is what was done about something people said."""

from __future__ import annotations

import pandas as pd

from etl.voice.voice_rows import VoiceRows, group_ids, theme_ids
from insight.reference import vocabulary
from insight.reference.spelling import letters

TOO_EARLY = "this is before the day it was said"


def read(checks: VoiceRows) -> pd.DataFrame:
    """Responses, with area_code, theme_id, group_id and dates. 'Could not' must say why."""
    checks.require("response_id", "theme", "said", "said_date", "owner_role", "status")
    checks.roles("owner_role")
    checks.areas()
    checks.ids("theme", theme_ids(checks), "theme")
    checks.ids("group", group_ids(checks) | {"everyone": "everyone"}, "group")
    checks.days("said_date")
    checks.days("decision_date")
    checks.days("due_date", may_be_ahead=True)
    checks.days("told_back_date")
    for column in ("decision_date", "told_back_date"):
        checks.refuse(_earlier(checks.rows[column], checks.rows["said_date"]), column, TOO_EARLY)
    checks.words("status", vocabulary.RESPONSE_STATUSES, wecouldnot="could not")
    checks.releases()
    silent = (checks.rows["status"] == "could not") & (checks.rows["status_reason"] == "")
    checks.refuse(silent, "status_reason", "a response that says 'could not' needs a reason")
    indicators = {
        letters(word): indicator.indicator_id
        for indicator in checks.catalogue.indicators.values()
        for word in (indicator.plain_name, indicator.indicator_name, indicator.indicator_id)
    }
    checks.ids("indicator_id", indicators, "indicator")
    names = {"place": "area_code", "theme": "theme_id", "group": "group_id"}
    rows = checks.rows.rename(columns=names)
    rows["group_id"] = rows["group_id"].replace("", "everyone")
    rows["indicator_id"] = rows["indicator_id"].replace("", None)
    checks.rows = rows
    checks.refuse_duplicates(["response_id"], "response")
    return checks.rows


def _earlier(days: pd.Series, than: pd.Series) -> pd.Series:
    pairs = zip(days, than, strict=True)
    return pd.Series([day is not None and day < other for day, other in pairs], days.index, bool)
