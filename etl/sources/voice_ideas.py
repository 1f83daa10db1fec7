"""Ideas people put forward, and the stage each has reached."""

from __future__ import annotations

import pandas as pd

from etl.voice.voice_rows import VoiceRows
from insight.reference import vocabulary


def read(form: VoiceRows) -> pd.DataFrame:
    """Ideas, with area_code and support_count. An idea not taken forward must say why."""
    form.require("idea_id", "challenge", "idea", "stage", "stage_date")
    form.areas()
    form.whole("support_count")
    form.words("stage", vocabulary.IDEA_STAGES)
    form.days("stage_date")
    silent = (form.rows["stage"] == "not taken forward") & (form.rows["stage_reason"] == "")
    form.refuse(silent, "stage_reason", "an idea that is not taken forward needs a reason")
    form.rows = form.rows.rename(columns={"place": "area_code", "idea": "idea_text"})
    form.rows["support_count"] = form.rows["support_count"].fillna(0).astype("int64")
    form.refuse_repeated(["idea_id"], "idea")
    return form.rows
