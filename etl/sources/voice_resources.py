"""Resources: what people can go to, or a programme that helps."""

from __future__ import annotations

import pandas as pd

from etl.voice.voice_rows import VoiceRows
from insight.reference import vocabulary
from insight.reference.spelling import letters


def read(checks: VoiceRows) -> pd.DataFrame:
    """Resources, with area_code, subject_id and, where given, a neighbourhood of 2021."""
    checks.require("resource_id", "resource_name", "kind", "subject")
    checks.words("kind", vocabulary.RESOURCE_KINDS)
    subjects = {
        letters(word): subject.subject_id
        for subject in checks.catalogue.subjects.values()
        for word in (subject.subject_name, subject.subject_id)
    }
    checks.ids("subject", subjects, "subject")
    checks.areas()
    code = checks.rows["neighbourhood_code"].str.upper()
    unknown = (code != "") & (code.map(checks.area_types) != "lsoa21")
    checks.rows["neighbourhood_code"] = code.replace("", None)
    checks.refuse(unknown, "neighbourhood_code", "this is not a neighbourhood (LSOA 2021) of ours")
    checks.rows = checks.rows.rename(columns={"place": "area_code", "subject": "subject_id"})
    checks.refuse_duplicates(["resource_id"], "resource")
    return checks.rows
