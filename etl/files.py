"""The files of a build: each is opened, recognised and read, and its rows are accounted for.

Every row of a file is in the end loaded, outside or refused, and `file_tables` says how many
are which.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pandas as pd

from etl.layout import REJECTION_COLUMNS, Layout, Reading, Reference, rejection
from etl.opening.content import (
    NO_RESULT,
    Boundaries,
    NoTable,
    Table,
    Unreadable,
    UnreadableFile,
)
from etl.opening.folder import hidden_files, leads_out, raw_files
from etl.opening.open_file import read_file

WITHOUT_RESULT = (
    "this is a formula that was never worked out: open the workbook in Excel, save it, try again"
)
NOT_FOLLOWED = "a link that leads out of the folder is not followed: put the file itself there"
# A file that lacks no more of a layout's columns, and has so many, was meant to be of it.
LOOKS_LIKE, FEWEST_ALIKE = 1 / 3, 4
A_SENTENCE = 4  # spaces; a name or a date has fewer
NO_ROWS = "It has headings and no rows: download it again."
ALL_REFUSED = "Every row was refused: mend what the reasons name, then `python -m etl check FILE`."
NOT_OUR_AREAS = (
    "None of its areas is ours, or known here. If it is about our areas, add the file that lists"
    " these (`python -m etl fetch --list` names it), and build again."
)
NOT_OUR_MEASURES = (
    "None of its measures is in the catalogue: `python -m etl adopt FILE` drafts entries for them."
)
Report = Callable[[str, int, int], None]


@dataclass
class File:
    """A file, or a part of one, and what became of its rows.

    layer: the number of the folder it was in; what lies in later folders counts before earlier.
    lack: what to say when none of its rows is loaded.
    """

    path: str
    sha256: str
    byte_count: int
    layout: Layout | None = None
    content: Table | Boundaries | None = None
    state: str = "loaded"
    note: str = ""
    read_count: int = 0
    outside_count: int = 0
    rejections: list[pd.DataFrame] = field(default_factory=list)
    spelling: dict[str, str] = field(default_factory=dict)  # the layout's columns → the file's
    layer: int = 0
    lack: str = NOT_OUR_AREAS

    @property
    def file_id(self) -> str:
        return hashlib.sha256(f"{self.path}\n{self.sha256}".encode()).hexdigest()[:12]

    @property
    def is_personal(self) -> bool:
        return self.layout is not None and self.layout.is_personal

    def refused_rows(self) -> set[int]:
        """Numbers of the refused rows; refusals of the whole file (row 0) are about none."""
        return {int(n) for frame in self.rejections for n in frame["row_number"] if n}

    def remark(self, words: str) -> None:
        """Add a sentence to the file's note."""
        self.note = f"{self.note} {words}".strip()


def open_each(raws: Iterable[Path], layouts: Iterable[Layout], report: Report) -> list[File]:
    """Open the files of several folders, or single files; File.layer says which they were in.

    A file goes by its path inside its folder, and where an earlier folder has one of that path, by
    its folder's name too.
    """
    layouts = tuple(layouts)
    files: list[File] = []
    for layer, raw in enumerate(raws):
        taken = {file.path for file in files}
        opened = open_all(raw, layouts, report)
        for file in opened:
            file.layer = layer
            while file.path in taken:
                file.path = f"{raw.name}/{file.path}"
        files += opened
    return files


def open_all(
    folder: Path, layouts: Iterable[Layout], report: Report, shown_folder: str = ""
) -> list[File]:
    """Open every file below `folder` and find its layout; what cannot be read says why.

    shown_folder: what to put before the path of each file, such as "data/voice/".
    """
    layouts = tuple(layouts)

    def is_header(cells: Sequence[str]) -> bool:
        return any(layout.fits(cells) for layout in layouts)

    paths, hidden = raw_files(folder), hidden_files(folder)
    folder = folder.parent if folder.is_file() else folder
    files: list[File] = []
    for number, path in enumerate(paths, start=1):
        shown = shown_folder + path.relative_to(folder).as_posix()
        report(f"Opening {shown}", number, len(paths))
        if leads_out(path, folder):
            files.append(_unreadable(File(shown, "", 0), "whole file", NOT_FOLLOWED))
            continue
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        size = path.stat().st_size
        try:
            for content in read_file(path, shown, is_header):
                file = File(content.path, digest, size)
                if not isinstance(content, Unreadable):
                    files.append(_recognise(file, content, layouts))
                elif content.is_fault:
                    files.append(_unreadable(file, "whole file", content.reason))
                else:
                    files.append(_left_alone(file, content.reason))
        except NoTable as error:
            files.append(_left_alone(File(shown, digest, size), str(error)))
        except UnreadableFile as error:
            files.append(_unreadable(File(shown, digest, size), "whole file", str(error)))
    if hidden:
        file = File(f"{shown_folder}hidden files", "", sum(p.lstat().st_size for p in hidden))
        files.append(_left_alone(file, f"{len(hidden)} hidden files, such as {hidden[0].name}"))
    return files


def _recognise(file: File, content: Table | Boundaries, layouts: tuple[Layout, ...]) -> File:
    """Find the layout whose columns are all there; of several, the most demanding."""
    is_map = isinstance(content, Boundaries)
    possible = [each for each in layouts if each.is_reference or (each.read is None) == is_map]
    fitting = [layout for layout in possible if layout.fits(content.columns)]
    file.read_count = _row_count(content)
    if fitting:
        file.layout = max(fitting, key=lambda layout: len(layout.columns))
        repeated = file.layout.repeats(content.columns)
        if repeated:
            return _unreadable(file, repeated[0], f"the column '{repeated[0]}' appears twice")
        spelling = file.layout.spelling(content.columns)
        file.spelling = {ours: theirs for theirs, ours in spelling.items()}
        file.content = _respelled(content, spelling) if spelling else content
        return file
    near = min(possible, key=lambda layout: layout.distance(content.columns))
    if _is_meant(near, content):
        missing = near.missing(content.columns)
        words = ", ".join(f"'{column}'" for column in missing)
        reason = f"this looks like the layout '{near.name}', but has no column {words}"
        return _unreadable(file, missing[0], reason)
    hints = filter(None, (each.hint(file.path, content.columns) for each in possible))
    file.state, file.note = "unrecognised", next(hints, "") or _unknown(content, possible)
    file.outside_count = file.read_count
    return file


def _respelled(content: Table | Boundaries, spelling: dict[str, str]) -> Table | Boundaries:
    """The content with its columns spelled as the layout's reader knows them."""
    columns = tuple(spelling.get(column, column) for column in content.columns)
    if isinstance(content, Table):
        without_result = tuple(spelling.get(column, column) for column in content.without_result)
        rows = content.rows.set_axis(pd.Index(columns, dtype=str), axis=1)
        return replace(content, columns=columns, rows=rows, without_result=without_result)
    features = [
        {**each, "properties": {spelling.get(k, k): v for k, v in each["properties"].items()}}
        if isinstance(each, dict) and isinstance(each.get("properties"), dict)
        else each
        for each in content.collection["features"]
    ]
    collection = {**content.collection, "features": features}
    return replace(content, columns=columns, collection=collection)


def _is_meant(layout: Layout, content: Table | Boundaries) -> bool:
    """Whether a file that lacks columns of a layout has too many of them for mere chance."""
    distance = layout.distance(content.columns)
    return distance <= LOOKS_LIKE and (1 - distance) * len(layout.columns) > FEWEST_ALIKE - 0.5


def _unknown(content: Table | Boundaries, layouts: Iterable[Layout]) -> str:
    """Why nobody reads a file; of people's voice, the one column that keeps it from being read."""
    words = "no reader knows these columns"
    for layout in layouts:
        missing = layout.missing(content.columns) if layout.is_personal else ()
        if len(missing) == 1 and _has_sentences(content):
            return f"{words}; as '{layout.name}' it lacks only '{missing[0]}' (see data/templates)"
    return words


def _has_sentences(content: Table | Boundaries) -> bool:
    """Whether some cell holds more than a name: what people said, and hardly what was counted."""
    rows = content.rows if isinstance(content, Table) else pd.DataFrame()
    return any((rows.iloc[:, n].str.count(" ") >= A_SENTENCE).any() for n in range(rows.shape[1]))


def _unreadable(file: File, column: str, reason: str) -> File:
    file.state, file.note, file.layout, file.content = "unreadable", reason, None, None
    file.rejections.append(rejection(pd.Index([0]), column, reason, ""))
    file.outside_count = file.read_count
    return file


def _left_alone(file: File, note: str) -> File:
    """A file that nobody would take for a table: named, and no fault."""
    file.state, file.note = "unrecognised", note
    return file


def _row_count(content: Table | Boundaries) -> int:
    if isinstance(content, Boundaries):
        return len(content.collection.get("features", []))
    return len(content.rows) + len(content.broken)


def read(file: File, reference: Reference) -> Reading:
    """Run a file's reader. Rows that do not fit the header are refused here.

    Nothing of a refused row is kept when the file holds what people said.
    """
    assert file.layout is not None and file.content is not None
    content, file.content = file.content, None  # free the memory of each file once it is read
    file.note = content.note
    if file.layout.is_reference:
        file.state, file.outside_count = "reference", file.read_count
        file.note = file.layout.note
        return Reading()
    if isinstance(content, Boundaries):
        assert file.layout.read_boundaries is not None
        reading = file.layout.read_boundaries(content, reference)
    else:
        assert file.layout.read is not None
        reading = file.layout.read(_with_results(file, content), reference)
        for row in content.broken:
            index = pd.Index([row.row_number])
            file.rejections.append(rejection(index, "whole row", row.reason, row.raw_text))
    file.rejections.extend(reading.rejections)
    if file.is_personal:
        file.rejections = [frame.assign(raw_text="") for frame in file.rejections]
    file.outside_count += reading.outside_count
    file.remark(reading.note)
    if not file.is_personal and _is_empty(reading):
        file.lack = _lack(content, reference)
    if file.spelling:
        reading = _as_in_the_file(reading, file.spelling)
    return reading


def _with_results(file: File, table: Table) -> Table:
    """The table without rows in which a formula that is needed has no result: those are refused."""
    assert file.layout is not None
    for place in file.layout.uses(table.columns) if table.without_result else ():
        lacking = table.rows.iloc[:, place] == NO_RESULT
        if lacking.any():
            rows, column = table.rows.index[lacking], table.columns[place]
            file.rejections.append(rejection(rows, column, WITHOUT_RESULT, ""))
            table = replace(table, rows=table.rows[~lacking])
    return table


def _as_in_the_file(reading: Reading, spelling: dict[str, str]) -> Reading:
    """What was read, with refusals that name columns as the file spells them."""
    for refused in reading.rejections:
        refused["column_name"] = refused["column_name"].replace(spelling)
    columns = {claim: spelling.get(column, column) for claim, column in reading.columns.items()}
    return replace(reading, columns=columns)


def _is_empty(reading: Reading) -> bool:
    claimed = 0 if reading.claims is None else len(reading.claims)
    return not claimed and not any(len(frame) for frame in reading.tables.values())


def _lack(content: Table | Boundaries, reference: Reference) -> str:
    """Why nothing of a file is loaded: its areas are not ours, or its measures."""
    if not isinstance(content, Table):
        return NOT_OUR_AREAS
    cells = (content.rows.iloc[:, n].str.strip() for n in range(content.rows.shape[1]))
    is_ours = any(not reference.area_types.keys().isdisjoint(column.unique()) for column in cells)
    return NOT_OUR_MEASURES if is_ours else NOT_OUR_AREAS


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
