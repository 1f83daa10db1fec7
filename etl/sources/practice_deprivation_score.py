"""OHID 94240: the deprivation score of each practice's patients, in four columns of its own.

A fifth of England can be told only from a file that holds England's practices; of an extract the
score alone is kept.
"""

from __future__ import annotations

import pandas as pd

from etl.layout import Layout, Reading, Reference
from etl.match_indicators import indicator_claims, match_rows
from etl.opening.content import Table
from etl.practices import PRACTICE_SHAPE
from etl.row_checks import RowChecks
from etl.sources.qof import FEWEST_IN_ENGLAND
from etl.values.numbers import numbers
from etl.values.spelling import tidy_code
from insight.store.queries.areas import EDITIONS

COLUMNS = {"area_code": "PRACTICE_CODE", "value": "IMD_SCORE"}


def read(table: Table, reference: Reference) -> Reading:
    """The table practice_deprivation and claims of the score, for practices of our system."""
    return scores(table.rows, reference)


def scores(rows: pd.DataFrame, reference: Reference) -> Reading:
    """As `read`, of rows with PRACTICE_CODE, IMD_YEAR and IMD_SCORE."""
    checks = RowChecks(rows)
    checks.tidy_codes("PRACTICE_CODE", PRACTICE_SHAPE)
    score, _, _ = numbers(checks.rows["IMD_SCORE"])
    faulty = score.isna() | (score < 0)
    checks.refuse(faulty, "IMD_SCORE", "this is not a deprivation score")
    edition = tidy_code(checks.rows["IMD_YEAR"])
    checks.refuse(~edition.isin(EDITIONS), "IMD_YEAR", "no such edition of the Indices is held")
    checks.refuse_repeats(["PRACTICE_CODE", "IMD_YEAR"])
    everywhere = checks.rows.assign(
        edition=edition[checks.rows.index], score=score[checks.rows.index]
    )
    everywhere["quintile"] = _fifths(everywhere)
    checks.keep_areas("PRACTICE_CODE", reference.area_types, "practice")
    ours = everywhere.loc[checks.rows.index]
    claims = [
        indicator_claims(
            indicator,
            area_code=found["PRACTICE_CODE"],
            period=tidy_code(found["IMD_YEAR"]),
            value=found["IMD_SCORE"],
        )
        for indicator, found in match_rows(
            checks.rows, reference.catalogue.indicators_from("practice_deprivation_score")
        )
    ]
    practices = ours.rename(columns={"PRACTICE_CODE": "area_code"})
    kept = practices[["area_code", "edition", "score", "quintile"]]
    return checks.reading(
        pd.concat(claims) if claims else None, COLUMNS, {"practice_deprivation": kept}
    )


def _fifths(rows: pd.DataFrame) -> pd.Series:
    """Fifth of England (1 is most deprived) in each edition; empty where it is an extract."""
    by_edition = rows.groupby("edition")["score"]
    order = by_edition.rank(method="first", ascending=False)
    size = by_edition.transform("size")
    fifth = (order - 1) * 5 // size + 1
    return fifth.where(size >= FEWEST_IN_ENGLAND).astype("Int64")


LAYOUTS: tuple[Layout, ...] = (
    Layout(
        "practice_deprivation_score",
        ("PRACTICE_CODE", "IMD_YEAR", "IMD_SCORE"),
        read,
        source_id="practice-deprivation-score",
    ),
)
