"""Deprivation of each GP practice's patients: an average score and a national fifth.

Publishers number the fifths either way round, so the scores decide: a high score is deprived,
and fifth 1 of the store is the most deprived.
"""

from __future__ import annotations

import pandas as pd

from etl.layout import Layout, Reading, Reference
from etl.match_indicators import area_codes
from etl.opening.content import Table
from etl.row_checks import RowChecks
from etl.values.numbers import numbers

PRACTICE_SHAPE = r"[A-Z]\d{5}"


def read(table: Table, reference: Reference) -> Reading:
    """The table practice_deprivation, for practices of our system."""
    checks = RowChecks(table.rows)
    checks.tidy_codes("Practice.Code", PRACTICE_SHAPE)
    area = area_codes(checks.rows["ICB.NAME"], reference.catalogue)
    checks.set_aside(area.map(reference.area_types) != "system")
    score, _, _ = numbers(checks.rows["IMD"])
    checks.refuse(score.isna() | (score < 0), "IMD", "this is not a deprivation score")
    fifth, _, _ = numbers(checks.rows["IMD_quintile"])
    checks.refuse(~fifth.isin([1, 2, 3, 4, 5]), "IMD_quintile", "a fifth is a number from 1 to 5")
    checks.refuse_repeats(["Practice.Code"])
    score, fifth = score[checks.rows.index], fifth[checks.rows.index].astype("int64")
    sources = reference.catalogue.sources.values()
    practices = pd.DataFrame(
        {
            "area_code": checks.rows["Practice.Code"],
            "edition": next(s.vintage for s in sources if s.layout == "practice_deprivation"),
            "score": score,
            "quintile": 6 - fifth if _rises_with_score(fifth, score) else fifth,
        }
    )
    return checks.reading(tables={"practice_deprivation": practices})


def _rises_with_score(fifth: pd.Series, score: pd.Series) -> bool:
    """Whether fifth 5 is the most deprived; taken so where one fifth alone tells nothing."""
    means = score.groupby(fifth).mean()
    return len(means) < 2 or bool(means.iloc[-1] > means.iloc[0])


LAYOUTS: tuple[Layout, ...] = (
    Layout(
        "practice_deprivation",
        ("Practice.Code", "ICB.NAME", "IMD", "IMD_quintile"),
        read,
        source_id="practice-deprivation",
    ),
)
