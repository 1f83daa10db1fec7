"""Every file of people's voice: those the user has, and those that come with the project."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from etl.files import File, Report, open_all, read
from etl.layout import Reference
from etl.sources import voice_layouts
from etl.voice.deduplication import newest_rows
from insight import settings
from insight.reference.catalogue import Catalogue

# What makes a row the same thing in another file, and the column that says how far a file reaches.
KEYS: dict[str, tuple[list[str], str | None]] = {
    "feedback": (["key"], "received_date"),
    "survey": (["survey_id", "question"], "asked_date"),  # answers that are gone are gone
    "panel": (["member_number"], None),
    "engagement_activity": (["activity_id"], "end_date"),
    "ideas": (["idea_id"], "stage_date"),
    "responses": (["response_id"], "said_date"),
    "resources": (["resource_id"], None),
}


NOT_INTAKE = (
    "data/demonstration/decisions.csv",  # read by etl.voice.current_decisions
    "data/demonstration/README.md",
    "data/voice/README.md",
)


@dataclass
class Intake:
    """Rows by layout, with source_file_id, is_demonstration and is_own (the file comes with the
    project); and the files."""

    rows: dict[str, pd.DataFrame]
    files: dict[str, File]

    def of(self, layout_id: str) -> pd.DataFrame | None:
        """The rows of one layout; None when there are none."""
        return self.rows.get(layout_id)


def intake(raw: Iterable[File], reference: Reference, report: Report) -> Intake:
    """Read the user's files and the project's own; each thing that is said counts once."""
    files = {file.file_id: (file, False) for file in raw}
    brought = set(files)
    for file in _embedded(reference.catalogue, report):
        files[file.file_id] = (file, file.path.startswith("data/demonstration/"))
    parts: dict[str, list[pd.DataFrame]] = {}
    for number, (file, is_demonstration) in enumerate(files.values(), start=1):
        if file.layout is None:
            continue
        report(f"Reading {file.path}", number, len(files))
        for layout_id, frame in read(file, reference).tables.items():
            rows = frame.reset_index(names="row_number")
            rows = rows.assign(
                source_file_id=file.file_id,
                is_demonstration=is_demonstration,
                is_own=file.file_id not in brought,
            )
            parts.setdefault(layout_id, []).append(rows)
    opened = {file_id: file for file_id, (file, _) in files.items()}
    found = {}
    for layout_id, frames in parts.items():
        rows = pd.concat([frame for frame in frames if len(frame)] or frames[:1], ignore_index=True)
        rows = _real_alone(rows, opened)
        found[layout_id] = newest_rows(rows, *KEYS[layout_id], opened)
        if layout_id == "feedback":
            found[layout_id]["may_quote"] = _agreed(rows).loc[found[layout_id].index]
    return Intake(found, opened)


def _real_alone(rows: pd.DataFrame, files: dict[str, File]) -> pd.DataFrame:
    """Without the demonstration as soon as anything real is there.

    Its files are public: counted together, anyone could take them away and see what is left.
    """
    shown = rows["is_demonstration"]
    if shown.all() or not shown.any():
        return rows
    for file_id, count in rows.loc[shown, "source_file_id"].value_counts().items():
        files[str(file_id)].outside_count += int(count)
        files[str(file_id)].remark("Left out: there are real rows of this kind.")
        files[str(file_id)].state = "superseded"
    return rows[~shown].reset_index(drop=True)


def _agreed(rows: pd.DataFrame) -> pd.Series:
    """Whether every file that holds a comment agrees that it be quoted.

    Which of two exports is the newer cannot always be told, and a no must never be lost.
    """
    return rows.groupby(KEYS["feedback"][0])["may_quote"].transform("all")


def _embedded(catalogue: Catalogue, report: Report) -> list[File]:
    if not settings.is_default_system():
        return []
    folders = [settings.VOICE]
    if settings.demonstration():
        folders.append(settings.DEMONSTRATION)
    layouts = voice_layouts(catalogue)
    files = []
    for folder in folders:
        opened = open_all(folder, layouts, report, f"data/{folder.name}/")
        files += [file for file in opened if file.path not in NOT_INTAKE]
    return files
