"""What is old says so, and leads nothing."""

from __future__ import annotations

import pandas as pd

from insight.analysis.ages import newer_first


def test_the_old_stand_last_and_otherwise_as_they_stood() -> None:
    """Fault 20: old figures looked new."""
    rows = pd.DataFrame({"name": list("abcde"), "age_years": [4, 0, 3, 2, 9]})
    assert list(newer_first(rows)["name"]) == ["b", "d", "a", "c", "e"]
