"""Rows that are refused, and why."""

from __future__ import annotations

import pandas as pd

from etl.layout import REJECTION_COLUMNS, rejection


class Refusals:
    """Collects refusals; a row is refused once, for the first reason found."""

    def __init__(self, rows: pd.DataFrame) -> None:
        self.rows = rows
        self.frames: list[pd.DataFrame] = []
        self.refused = pd.Series(False, index=rows.index)

    def refuse(self, faulty: pd.Series, column: str, name: str, reason: str) -> None:
        fresh = faulty & ~self.refused
        if fresh.any():
            numbers = pd.Index(self.rows.loc[fresh, "row_number"])
            raw = self.rows.loc[fresh, column].to_numpy() if column in self.rows else ""
            self.frames.append(rejection(numbers, name, reason, raw))
            self.refused |= fresh

    def frame(self) -> pd.DataFrame:
        if not self.frames:
            return pd.DataFrame(columns=list(REJECTION_COLUMNS))
        return pd.concat(self.frames, ignore_index=True)
