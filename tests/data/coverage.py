"""Which periods and how many areas each indicator covers, for `period_coverage.csv`.

`python -m tests.data.coverage` writes that file from the embedded figures.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from etl import embedded_figures
from insight.settings import FIGURES

FILE = Path(__file__).with_name("period_coverage.csv")
REFRESH = "python -m tests.data.coverage"


def coverage(observation: pd.DataFrame, area: pd.DataFrame) -> pd.DataFrame:
    """One row for each indicator and type of area that has a figure, of any group."""
    rows = observation[observation["value"].notna()].merge(
        area[["area_code", "area_type"]], on="area_code"
    )
    rows = rows.sort_values(["period_start_date", "period_end_date"])
    found = rows.groupby(["indicator_id", "area_type"]).agg(
        first_period=("period_label", "first"),
        last_period=("period_label", "last"),
        periods=("period_label", "nunique"),
        areas=("area_code", "nunique"),
        figures=("value", "size"),
    )
    return found.reset_index()


def main() -> None:
    """Write the file afresh."""
    tables = embedded_figures.load(FIGURES)
    found = coverage(tables["observation"], tables["area"])
    found.to_csv(FILE, index=False, lineterminator="\n")
    print(f"Wrote {len(found)} rows to {FILE}.")


if __name__ == "__main__":
    main()
