"""Open a file as the pipeline does, and say briefly what came of it."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from etl.opening.content import Boundaries, Content, Table, UnreadableFile
from etl.opening.open_file import read_file

COLUMNS = ("code", "name", "value")


def knows_columns(cells: object) -> bool:
    """As a reader of the layout code, name, value would: case and spaces do not matter."""
    return {"code", "name", "value"} <= {str(cell).strip().lower() for cell in cells}  # type: ignore[attr-defined]


def contents(folder: Path, content: str | bytes, name: str = "file.csv") -> list[Content]:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(read_file(path, name, knows_columns))


def table(folder: Path, content: str | bytes, name: str = "file.csv") -> Table:
    [found] = contents(folder, content, name)
    assert isinstance(found, Table)
    return found


def boundaries(folder: Path, content: str | bytes, name: str) -> Boundaries:
    [found] = contents(folder, content, name)
    assert isinstance(found, Boundaries)
    return found


def rows(found: Table) -> list[list[str]]:
    assert all(isinstance(cell, str) for cell in found.rows.to_numpy().ravel())
    assert isinstance(found.rows, pd.DataFrame)
    return found.rows.to_numpy().tolist()


def refusal(folder: Path, content: str | bytes, name: str) -> tuple[str, type[UnreadableFile]]:
    """Why a file is not opened, and whether that is a fault (UnreadableFile) or not (NoTable)."""
    try:
        contents(folder, content, name)
    except UnreadableFile as fault:
        return str(fault), type(fault)
    raise AssertionError(f"{name} was opened")
