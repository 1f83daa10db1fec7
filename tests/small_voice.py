"""A small raw folder of people's voice, in the project's templates, with words invented for tests.

Enough comments that some counts may be shown and others not: in each of the nine Places 14 about
GP appointments and 3 about housing, from two organisations, over two quarters. Details nobody
may ever find in the store are planted in columns that are not read (PLANTED) and in the words
themselves (IN_WORDS).
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pandas as pd

from insight.store import decisions
from tests.insight import small_store

PLACES = tuple(small_store.PLACES.values())
FEEDBACK = (
    "response_id",
    "date",
    "place",
    "organisation",
    "organisation_type",
    "method",
    "groups",
    "comment",
    "rating",
    "themes",
    "consent_to_quote",
)
# Columns real exports have and this project does not read, each with something to look for.
PLANTED = {
    "Name": "Zebedee Quillfeather",
    "Email": "zebedee@planted.example.org",
    "IP address": "192.0.2.77",
    "Username": "quillfeather77",
    "NHS number": "943 476 5919",
}
# In the words themselves: to be found nowhere but in comment_original.
IN_WORDS = ("943 476 5919", "rowena@planted.example.org", "07700 900123", "L1 8JQ")
RISK = "I want to kill myself and nobody will listen"


def recently(days_ago: int) -> str:
    """A day so recent that it may still be kept, as the templates write it."""
    return (datetime.now(UTC).date() - timedelta(days=days_ago)).isoformat()


def write(folder: Path) -> Path:
    """Write every file below `folder` and return it."""
    save(folder / "feedback.csv", (*FEEDBACK, *PLANTED), feedback())
    save(
        folder / "survey.csv",
        "survey_id,survey_name,organisation,closing_date,question,answer,place,group,count",
        _survey(),
    )
    save(
        folder / "panel.csv",
        "member_number,place,age_band,sex,ethnic_group,deprivation_quintile",
        (
            (f"P{number}", PLACES[number % 9], band, sex, "white", number % 5 + 1)
            for number, (band, sex) in enumerate(
                [("16-34", "female"), ("35-49", "male"), ("50-64", "F"), ("72", "Male")] * 9
            )
        ),
    )
    save(
        folder / "activity.csv",
        "activity_id,organisation,organisation_type,place,start_date,method,topic,groups,people_count,"
        "source",
        [
            ("A1", "Healthwatch", "healthwatch", "Sefton", "2024", "event;survey", "Buses", "", 30)
            + ("Mail of rowena@planted.example.org",),
            ("A2", "A charity", "vcfse", "", "2025-03-01", "interview", "Teeth", "carer;goths", "")
            + ("",),
        ],
    )
    save(
        folder / "ideas.csv",
        "idea_id,challenge,idea,place,support_count,stage,stage_date,stage_reason",
        [
            ("I1", "Queues", "A call-back", "Halton", 12, "adopted", recently(300), ""),
            ("I2", "Queues", "Ring 07700 900123", "", "", "not taken forward", recently(300), "No"),
        ],
    )
    save(
        folder / "responses.csv",
        "response_id,place,theme,group,said,said_date,owner_role,status,status_reason,indicator_id",
        [
            ("R1", "Wirral", "Dentistry", "carers", "No dentist", "2025-01-02", "Lead", "doing")
            + ("", "dental-decay-five"),
            ("R2", "", "transport", "", "No bus", "2025-01-02", "Lead", "could not", "Money", ""),
        ],
    )
    save(
        folder / "resources.csv",
        "resource_id,resource_name,kind,subject,place,what,run_by",
        [
            (
                "S1",
                "A digital café",
                "place to go",
                "Getting online",
                "Knowsley",
                "Wifi; ring 07700 900123",
                "A library, rowena@planted.example.org",
            )
        ],
    )
    return folder


def feedback() -> list[tuple[object, ...]]:
    """Rows of feedback: 17 in each Place, one of them with a risk of harm in Halton."""
    rows: list[tuple[object, ...]] = []
    for number, place in enumerate(PLACES):
        for nth in range(17):
            about = "gp-appointments" if nth < 14 else "Housing"
            words = f"I rang {nth + 2} times and got no appointment in {place}"
            if nth == 0:
                words += f". My details are {', '.join(IN_WORDS)}"
            if place == "Halton" and nth == 16:
                words, about = RISK, ""
            rows.append(
                (
                    f"F{number}-{nth}",
                    recently(30 + 95 * (nth % 2)),
                    place,
                    "Healthwatch" if nth % 4 else "A charity",
                    "healthwatch" if nth % 4 else "vcfse",
                    "event" if nth % 3 else "online",
                    ("carers;older people", "", "Women")[nth % 3],
                    words,
                    ("", 1, 2)[nth % 3],
                    about,
                    "yes" if nth % 2 else "no",
                    *PLANTED.values(),
                )
            )
    return rows


def _survey() -> Iterable[tuple[object, ...]]:
    counts = {"Yes": 60, "No": 40, "Not sure": 4}
    for answer, count in counts.items():
        about = ("wave-1", "Wave 1", "The panel", recently(240), "Is it easy?", answer)
        yield (*about, "", "", count)
        yield (*about, "Halton", "", count // 4)
        yield (*about, "Sefton", "", count // 2)


def approve_all_but_comments(free_text: pd.DataFrame) -> None:
    """Approve every text that waits, as a person would one by one: comments are left unread."""
    for row in free_text.itertuples():
        if row.state == "held" and row.column_name != "comment_text":
            decisions.record("text", row.subject_id, "approved", "Engagement lead", "Read it")


def save(path: Path, header: str | Iterable[str], rows: Iterable[Iterable[object]]) -> Path:
    """Write one CSV and return its path; folders are made as needed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header.split(",") if isinstance(header, str) else header)
        writer.writerows(rows)
    return path
