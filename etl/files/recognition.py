"""Opening files, and finding out which layout each is of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd

from etl.files.file import File, Report
from etl.layout import Layout, rejection
from etl.opening.content import (
    Boundaries,
    NoTable,
    Table,
    Unreadable,
    UnreadableFile,
)
from etl.opening.folder import hidden_files, leads_nowhere, leads_out, raw_files
from etl.opening.open_file import read_file
from insight.store.disk import digest

NOT_FOLLOWED = "a link that leads out of the folder is not followed: put the file itself there"
LEADS_NOWHERE = "a link to a file that is not there: put the file itself here"
# A file that lacks no more of a layout's columns, and has so many, was meant to be of it.
LOOKS_LIKE, FEWEST_ALIKE, MANY_MORE = 1 / 3, 4, 2
SHOWN_HIDDEN = 10
A_SENTENCE = 4  # spaces; a name or a date has fewer


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
        reason = NOT_FOLLOWED if leads_out(path, folder) else LEADS_NOWHERE * leads_nowhere(path)
        if reason:
            files.append(_unreadable(File(shown, "", 0), "whole file", reason))
            continue
        sha256 = digest(path.read_bytes())
        size = path.stat().st_size
        try:
            for content in read_file(path, shown, is_header):
                file = File(content.path, sha256, size)
                if not isinstance(content, Unreadable):
                    files.append(_recognise(file, content, layouts))
                elif content.is_fault:
                    files.append(_unreadable(file, "whole file", content.reason))
                else:
                    files.append(_left_alone(file, content.reason))
        except NoTable as error:
            files.append(_left_alone(File(shown, sha256, size), str(error)))
        except UnreadableFile as error:
            files.append(_unreadable(File(shown, sha256, size), "whole file", str(error)))
    if hidden:
        file = File(f"{shown_folder}hidden files", "", sum(p.lstat().st_size for p in hidden))
        files.append(_left_alone(file, _named(hidden)))
    return files


def _named(hidden: Sequence[Path]) -> str:
    names = ", ".join(path.name for path in hidden[:SHOWN_HIDDEN])
    more = len(hidden) - SHOWN_HIDDEN
    return f"{len(hidden)} hidden files: {names}" + (f" and {more} more" if more > 0 else "")


def _recognise(file: File, content: Table | Boundaries, layouts: tuple[Layout, ...]) -> File:
    """Find the layout whose columns are all there; of several, the most demanding."""
    is_map = isinstance(content, Boundaries)
    possible = [each for each in layouts if each.is_reference or (each.read is None) == is_map]
    fitting = [layout for layout in possible if layout.fits(content.columns)]
    file.read_count = _row_count(content)
    chosen = max(fitting, key=lambda layout: len(layout.columns), default=None)
    # Few columns of one layout may all be there in a file that lacks one of the many of another.
    many, meant = MANY_MORE * len(chosen.columns) if chosen else 0, None
    others = [layout for layout in possible if layout not in fitting]
    if any(len(layout.columns) > many for layout in others):
        near = min(others, key=lambda layout: layout.distance(content.columns))
        meant = near if _is_meant(near, content) and _alike(near, content) > many else None
    if chosen and not meant:
        file.layout = chosen
        repeated = file.layout.repeats(content.columns)
        if repeated:
            return _unreadable(file, repeated[0], f"the column '{repeated[0]}' appears twice")
        spelling = file.layout.spelling(content.columns)
        file.spelling = {ours: theirs for theirs, ours in spelling.items()}
        file.content = _respelled(content, spelling) if spelling else content
        return file
    if meant:
        missing = meant.missing(content.columns)
        words = ", ".join(f"'{column}'" for column in missing)
        reason = f"this looks like the layout '{meant.name}', but has no column {words}"
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
    is_near = layout.distance(content.columns) <= LOOKS_LIKE
    return is_near and _alike(layout, content) > FEWEST_ALIKE - 0.5


def _alike(layout: Layout, content: Table | Boundaries) -> float:
    """How many columns of a layout a file has."""
    return (1 - layout.distance(content.columns)) * len(layout.columns)


def _unknown(content: Table | Boundaries, layouts: Iterable[Layout]) -> str:
    """Why nobody reads a file; of people's voice, the one column that keeps it from being read."""
    words = "no reader knows these columns"
    lacks_one = [
        layout
        for layout in layouts
        if layout.is_personal and len(layout.missing(content.columns)) == 1
    ]
    if not lacks_one or not _has_sentences(content):
        return words
    near = max(lacks_one, key=lambda layout: _alike(layout, content))
    lacking = near.missing(content.columns)[0]
    return f"{words}; as '{near.name}' it lacks only '{lacking}' (see data/templates)"


def _has_sentences(content: Table | Boundaries) -> bool:
    """Whether a heading asks, or some cell holds more than a name: what people said, and hardly
    what was counted."""
    rows = content.rows if isinstance(content, Table) else pd.DataFrame()
    if any(heading.rstrip(" *").endswith("?") for heading in content.columns):
        return True
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
