"""Why a figure is doubted, in words."""

from __future__ import annotations

import pandas as pd

from insight.language import number_format
from insight.reference.catalogue import Catalogue


class Reasons:
    """Why a figure is doubted, in words that follow 'check the recording first'."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._indicators = catalogue.indicators

    def _shown(self, row: pd.Series, name: str = "value") -> str:
        about = self._indicators[row["indicator_id"]]
        return number_format.figure(row[name], about.unit, about.decimal_places)

    def _move(self, row: pd.Series) -> str:
        way = "fell" if row["value"] < row["last_value"] else "rose"
        then = f"{self._shown(row, 'last_value')} in {row['last_period_label']}"
        return f"it {way} from {then} to {self._shown(row)} in {row['period_label']}"

    def of_break(self, row: pd.Series) -> str:
        return f"{self._move(row)}, unlike the other areas"

    def of_siblings(self, row: pd.Series) -> str:
        if pd.notna(row["last_value"]) and row["value"] < row["last_value"]:
            return f"{self._move(row)}, while other measures of the same people rose"
        return f"it is {self._shown(row)}, more than a measure that counts all of the same and more"

    def of_partial(self, row: pd.Series) -> str:
        then, now = (number_format.number(row[f"{s}denominator_count"]) for s in ("last_", ""))
        return (
            f"it counts among {now} in {row['period_label']}, down from {then} in"
            f" {row['last_period_label']}, while other areas count as many as before"
        )

    def of_range(self, row: pd.Series) -> str:
        return f"{self._shown(row)} lies far outside the figures of all other English authorities"

    def of_repeat(self, row: pd.Series) -> str:
        if row["value"] != row["last_value"]:
            return f"{self._shown(row)} is the same to the last digit for women and men"
        when = row["last_period_label"]
        return f"{self._shown(row)} is the same to the last digit as in {when}"
