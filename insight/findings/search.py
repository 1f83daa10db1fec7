"""Which rows of a list hold what somebody typed."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd


def search(frame: pd.DataFrame, columns: Sequence[str], typed: str) -> pd.DataFrame:
    """Rows where every word typed is in one of the columns, whatever its letters' case."""
    wanted = typed.lower().split()
    if not wanted:
        return frame
    texts = zip(*(frame[name].fillna("") for name in columns), strict=True)
    keep = [all(word in " ".join(row).lower() for word in wanted) for row in texts]
    return frame[pd.Series(keep, frame.index, dtype=bool)]
