"""Running the reader of a file that was recognised."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from etl.files.file import NOT_OUR_AREAS, File
from etl.layout import Reading, Reference, rejection
from etl.opening.content import (
    NO_RESULT,
    Boundaries,
    Table,
)

WITHOUT_RESULT = (
    "this is a formula that was never worked out: open the workbook in Excel, save it, try again"
)
NOT_OUR_MEASURES = (
    "None of its measures is in the catalogue: `python -m etl adopt FILE` drafts entries for them."
)


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
