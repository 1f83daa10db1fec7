"""What became of the files, as the tables source_file and rejected_row."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from etl.files.file import File
from etl.layout import REJECTION_COLUMNS, rejection

NO_ROWS = "It has headings and no rows: download it again."
ALL_REFUSED = "Every row was refused: mend what the reasons name, then `python -m etl check FILE`."
FILE_COLUMNS = [
    "source_file_id",
    "source_id",
    "path",
    "layout",
    "sha256",
    "byte_count",
    "read_count",
    "loaded_count",
    "outside_count",
    "rejected_count",
    "state",
    "note",
]


FILE_TABLES = ("source_file", "rejected_row")


def file_tables(files: Iterable[File]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The tables source_file and rejected_row."""
    rows, refused = [], []
    for file in files:
        rejected_count = len(file.refused_rows())
        if file.state == "superseded":  # of its rows, some may be in no figure of their own
            file.outside_count = file.read_count - rejected_count
        loaded_count = file.read_count - file.outside_count - rejected_count
        if file.state == "loaded" and not loaded_count:
            file.state = "nothing loaded"
            file.remark(_nothing_loaded(file, rejected_count))
        rows.append(
            {
                "source_file_id": file.file_id,
                "source_id": file.layout.source_id if file.layout else None,
                "path": file.path,
                "layout": file.layout.name if file.layout else None,
                "sha256": file.sha256,
                "byte_count": file.byte_count,
                "read_count": file.read_count,
                "loaded_count": loaded_count,
                "outside_count": file.outside_count,
                "rejected_count": rejected_count or int(any(map(len, file.rejections))),
                "state": file.state,
                "note": file.note,
            }
        )
        refused += [frame.assign(source_file_id=file.file_id) for frame in file.rejections]
    none = rejection(pd.Index([], dtype="int64"), "", "", "").assign(source_file_id="")
    rejected = pd.concat([frame for frame in refused if len(frame)] or [none], ignore_index=True)
    rejected = rejected[["source_file_id", *REJECTION_COLUMNS]]
    return pd.DataFrame(rows, columns=FILE_COLUMNS), rejected


def _nothing_loaded(file: File, rejected_count: int) -> str:
    """What is missing, and the next command."""
    if not file.read_count:
        return NO_ROWS
    if file.note and any((frame["row_number"] == 0).any() for frame in file.rejections):
        return ""  # refused as a whole, in words that say what to do
    if rejected_count == file.read_count:
        return ALL_REFUSED
    return "" if file.is_personal else file.lack
