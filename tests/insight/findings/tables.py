"""What tests ask of the table of any finding."""

from __future__ import annotations

from insight.findings import Finding


def blank_cells(finding: Finding) -> list[tuple[str, str]]:
    """The row and the column of each cell that says nothing: a missing figure has its reason."""
    return [
        (row[0], column)
        for row in finding.table.texts
        for column, text in zip(finding.table.columns, row, strict=True)
        if not text.strip()
    ]
