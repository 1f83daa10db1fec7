"""Sheets of a workbook as text, read in a process of its own: run as a program, by `workbook`.

python-calamine reads every make of workbook, fast; but a damaged or stretched one can make it ask
for more memory than there is, which ends the process it runs in. So it gets one it may end, and a
limit. The workbook comes in on standard input; sheets go out as JSON on standard output.
"""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime

import python_calamine

MEMORY_LIMIT_BYTES = 4_000_000_000
TABLES = (python_calamine.SheetTypeEnum.WorkSheet, python_calamine.SheetTypeEnum.MacroSheet)


def cell_text(cell: object) -> str:
    """A cell as a person sees it: 1.0 is 1, a day has no time, nothing is blank."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return str(cell).removesuffix(" 00:00:00")
    return str(cell)


def _sheets(workbook: python_calamine.CalamineWorkbook) -> Iterator[dict[str, object]]:
    for place, about in enumerate(workbook.sheets_metadata):
        if about.typ not in TABLES:
            continue
        sheet = workbook.get_sheet_by_index(place)
        start = sheet.start
        rows: list[list[str]] = []
        if start is not None:
            for cells in sheet.iter_rows():  # rows from the first of the sheet, cells from `start`
                row = [*[""] * start[1], *map(cell_text, cells)]
                while row and not row[-1]:
                    row.pop()
                rows.append(row)
        while rows and not rows[-1]:
            rows.pop()
        yield {
            "name": about.name,
            "is_hidden": about.visible != python_calamine.SheetVisibleEnum.Visible,
            "rows": rows,
            "merged": sheet.merged_cell_ranges or [],
        }


def main() -> int:
    """Read one workbook. Returns 0, having said what is wrong if anything is."""
    with suppress(ImportError):  # Windows has no such limit
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT_BYTES, MEMORY_LIMIT_BYTES))
    try:
        workbook = python_calamine.CalamineWorkbook.from_filelike(
            io.BytesIO(sys.stdin.buffer.read())
        )
        found = list(_sheets(workbook))
    except python_calamine.PasswordError:
        found, fault = [], "password"
    except MemoryError:
        found, fault = [], "size"
    except Exception:  # calamine raises whatever its parsers raise
        found, fault = [], "damage"
    else:
        fault = ""
    json.dump({"fault": fault, "sheets": found}, sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
