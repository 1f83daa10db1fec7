"""Resources: what people can go to, or a programme that helps."""

from __future__ import annotations

import pandas as pd

from etl.voice.voice_rows import VoiceRows
from insight.reference import vocabulary
from insight.reference.catalogue import plain_heading


def read(form: VoiceRows) -> pd.DataFrame:
    """Resources, with area_code, subject_id and, where given, a neighbourhood of 2021."""
    form.require("resource_id", "resource_name", "kind", "subject")
    form.words("kind", vocabulary.RESOURCE_KINDS)
    subjects = {
        plain_heading(word): subject.subject_id
        for subject in form.catalogue.subjects.values()
        for word in (subject.subject_name, subject.subject_id)
    }
    form.ids("subject", subjects, "subject")
    form.areas()
    code = form.rows["neighbourhood_code"].str.upper()
    unknown = (code != "") & (code.map(form.area_types) != "lsoa21")
    form.rows["neighbourhood_code"] = code.replace("", None)
    form.refuse(unknown, "neighbourhood_code", "this is not a neighbourhood (LSOA 2021) of ours")
    form.rows = form.rows.rename(columns={"place": "area_code", "subject": "subject_id"})
    form.refuse_repeated(["resource_id"], "resource")
    return form.rows
