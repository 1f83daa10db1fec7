"""The file of counts that leaves, and its manifest: what was asked, of what, and what was hidden.

The file is one like any other: a build reads it (etl/sources/linked_records.py). Nothing of a cell
that is hidden is in it but the reason.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from etl.opening.folder import MANIFEST_NAME
from etl.plausibility import RATE_MULTIPLIER
from etl.records.definitions import Measure
from etl.records.hiding import Rule, rounded
from etl.sources.linked_records import FIGURES, LINKED, ROUNDED, SYNTHETIC
from insight.reference.catalogue import Indicator
from insight.statistics import byar_interval, dobson_interval, wilson_interval
from insight.statistics.disclosure import PROTECTED, SHOWN, TOO_FEW
from insight.statistics.standardised_rate import FEWEST_EVENTS
from insight.store.disk import digest, write_whole

COUNTS_NAME = "records-counts.csv"
WORDS = {
    TOO_FEW: "too few to show",
    PROTECTED: "hidden so that a small number cannot be worked out",
}
NOT_EVERY_AGE = "some ages have nobody here, so it cannot be adjusted for age"
FEW_EVENTS = f"fewer than {FEWEST_EVENTS}, so it cannot be adjusted for age"


def figures(
    cells: pd.DataFrame, measure: Measure, indicator: Indicator, period: str, rule: Rule
) -> pd.DataFrame:
    """A row of the file for each cell that may be shown, or that says why it is not.

    cells: as `table_search.search` gives them. Cells of groups that are never shown are left out.
    """
    rows = cells[cells["is_listed"]].copy()
    shown = rows["state"] == SHOWN
    count, denominator = rows["numerator"], rows["denominator"]
    scale = pd.Series(1.0, index=rows.index)
    if rule.name == "hes":
        count = rounded(count)
        scale = (count / rows["numerator"].where(rows["numerator"] > 0)).fillna(0.0)
        # Of years too: the time of very few would be somebody's own.
        denominator = rounded(denominator)
        if not measure.events:
            denominator = denominator.clip(lower=count)
    note = rows["state"].map(WORDS).fillna("" if rule.name == "own" else ROUNDED)
    known = shown & (denominator > 0)
    note = note.mask(shown & ~known, WORDS[TOO_FEW])
    if measure.is_standardised:
        note = note.mask(known & ~rows["has_every_age"].astype(bool), NOT_EVERY_AGE)
        known &= rows["has_every_age"].astype(bool)
        note = note.mask(known & (count < FEWEST_EVENTS), FEW_EVENTS)
        known &= count >= FEWEST_EVENTS
    value, lower, upper = _estimates(
        rows[known], count[known], denominator[known], scale[known], measure, indicator
    )
    table = pd.DataFrame(
        {
            "measure_id": measure.measure_id,
            "area_code": rows["area_code"],
            "group_id": rows["group_id"],
            "period": period,
            "value": value,
            "lower_ci": lower,
            "upper_ci": upper,
            "numerator_count": count[known],
            "denominator_count": denominator[known].round(2),
            "value_note": note,
        }
    )
    numbers = table[list(FIGURES)].astype("float64").round(6)
    return table.assign(**{name: numbers[name] for name in FIGURES})


def _estimates(
    rows: pd.DataFrame,
    count: pd.Series,
    denominator: pd.Series,
    scale: pd.Series,
    measure: Measure,
    indicator: Indicator,
) -> tuple[pd.Series, ...]:
    x, n = count.to_numpy(float), denominator.to_numpy(float)
    if indicator.value_type == "percentage":
        limits, value, times = wilson_interval(x, n), x / n, 100.0
    elif measure.is_standardised:
        times = RATE_MULTIPLIER[indicator.unit]
        # Rounding a count moves its rate as much, and its variance.
        value = rows["rate"].to_numpy(float) * scale.to_numpy()
        limits = dobson_interval(value, rows["variance"].to_numpy(float) * scale.to_numpy(), x)
    else:
        times = RATE_MULTIPLIER[indicator.unit]
        limits, value = byar_interval(x, n, 1), x / n
    return tuple(
        pd.Series(np.asarray(each, dtype=float) * times, index=rows.index)
        for each in (value, *limits)
    )


@dataclass
class Manifest:
    """What was asked of which records, and what became of the answers.

    queries: what was asked, step by step. answers: a row for each measure and period.
    hidden_by_search: what the search of whole tables hid beyond the engine.
    """

    engine: str
    records: str
    rule: Rule
    rows_in: dict[str, int]
    people: dict[str, int]
    code_sets: dict[str, Any]
    is_synthetic: bool
    remarks: list[str] = field(default_factory=list)
    queries: list[dict[str, str]] = field(default_factory=list)
    answers: list[dict[str, Any]] = field(default_factory=list)

    def answer(self, measure: str, period: str, hidden: Any, searched: Any) -> None:
        """What became of the cells of a measure. hidden: by the engine; searched: after it."""
        listed = searched["is_listed"].to_numpy(bool)
        state = searched.loc[listed, "state"]
        gone = int((state != SHOWN).sum())
        by_engine = int((hidden["state"].to_numpy()[listed] != SHOWN).sum())
        about = {
            "measure_id": measure,
            "period": period,
            "cells_out": len(state) - gone,
            "cells_hidden": gone,
            "hidden_as_too_few": int((state == TOO_FEW).sum()),
            "hidden_by_search": gone - by_engine,
        }
        self.answers.append(about)

    @property
    def cells_out(self) -> int:
        return sum(each["cells_out"] for each in self.answers)

    @property
    def cells_hidden(self) -> int:
        return sum(each["cells_hidden"] for each in self.answers)

    def text(self, counts_sha256: str) -> str:
        """The manifest as JSON text."""
        whole = {
            "what": "Counts from records of people, safe to leave where the records are kept.",
            "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
            "engine": self.engine,
            "records": self.records,
            "is_synthetic": self.is_synthetic,
            "rule": {"name": self.rule.name, "base": self.rule.base, "words": self.rule.words},
            "rows_in": self.rows_in,
            "people": self.people,
            "remarks": self.remarks,
            "cells_out": self.cells_out,
            "cells_hidden": self.cells_hidden,
            "counts_file": {"name": COUNTS_NAME, "sha256": counts_sha256},
            "code_sets": self.code_sets,
            "code_sets_sha256": digest(json.dumps(self.code_sets, sort_keys=True).encode()),
            "answers": self.answers,
            "queries": self.queries,
        }
        return json.dumps(whole, indent=1, ensure_ascii=False) + "\n"


def write(table: pd.DataFrame, manifest: Manifest, folder: Path) -> Path:
    """Write the file of counts and its manifest into a folder. The path of the file.

    Each takes the place of an older one whole, the manifest first: a build that reads meanwhile
    finds no counts without one.
    """
    folder.mkdir(parents=True, exist_ok=True)
    # The last column says whose records they are: a build tells the two kinds of file apart by it.
    mark = SYNTHETIC if manifest.is_synthetic else LINKED
    text = table.assign(**{mark: "yes"}).to_csv(index=False, lineterminator="\n")
    counts = text.encode()
    write_whole(folder / MANIFEST_NAME, manifest.text(digest(counts)).encode())
    write_whole(folder / COUNTS_NAME, counts)
    return folder / COUNTS_NAME
