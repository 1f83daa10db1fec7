"""Subjects for the small store: of every kind a subject can be."""

from __future__ import annotations

import pandas as pd

# subject: clinical area, indicators, themes, groups. One has everything, one is about people
# alone, one has figures that cannot be judged, one has none.
SUBJECTS = {
    "breathing": ("respiratory", ["smoking", "nothing"], ["housing", "gp-appointments"], []),
    "caring": ("", ["female-life", "claimants"], [], ["carers"]),
    "registers": ("", ["register"], ["dentistry"], ["women", "rural"]),
    "fairness": ("", [], ["digital-exclusion"], []),
}


def subject_tables() -> dict[str, pd.DataFrame]:
    """The tables subject and subject_link."""
    links = [
        (subject, kind, linked, place)
        for subject, (_, *lists) in SUBJECTS.items()
        for kind, ids in zip(("indicator", "theme", "group"), lists, strict=True)
        for place, linked in enumerate(ids, start=1)
    ]
    subject = pd.DataFrame({"subject_id": list(SUBJECTS)}).assign(
        subject_name=lambda rows: rows["subject_id"].str.capitalize(),
        clinical_area=[area for area, *_ in SUBJECTS.values()],
        sort_order=range(len(SUBJECTS)),
    )
    columns = ["subject_id", "kind", "linked_id", "sort_order"]
    return {"subject": subject, "subject_link": pd.DataFrame(links, columns=columns)}
