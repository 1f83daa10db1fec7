"""Ideas people put forward, and the stage each has reached."""

from __future__ import annotations

import pandas as pd

from etl.voice.voice_rows import VoiceRows
from insight.reference import vocabulary


def read(checks: VoiceRows) -> pd.DataFrame:
    """Ideas, with area_code and support_count. An idea not taken forward must say why."""
    checks.require("idea_id", "challenge", "idea", "stage", "stage_date")
    checks.areas()
    checks.whole("support_count")
    checks.words("stage", vocabulary.IDEA_STAGES)
    checks.days("stage_date")
    silent = (checks.rows["stage"] == "not taken forward") & (checks.rows["stage_reason"] == "")
    checks.refuse(silent, "stage_reason", "an idea that is not taken forward needs a reason")
    checks.rows = checks.rows.rename(columns={"place": "area_code", "idea": "idea_text"})
    checks.rows["support_count"] = checks.rows["support_count"].fillna(0).astype("int64")
    checks.refuse_duplicates(["idea_id"], "idea")
    return checks.rows
