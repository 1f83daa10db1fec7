"""Days under observation, where spans of one person overlap, touch, or go on after death."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

pytestmark = pytest.mark.usefixtures("ibis_installed")
APRIL, MAY, JUNE, JULY = date(2024, 4, 1), date(2024, 5, 1), date(2024, 6, 30), date(2024, 7, 31)
MARCH = date(2025, 3, 31)
SPANS = {
    1: [(APRIL, JUNE), (MAY, JULY)],
    2: [(APRIL, JULY), (MAY, JUNE), (date(2024, 7, 1), JULY)],  # the second lies in the first
    3: [(APRIL, JUNE), (APRIL, JUNE)],
    4: [(APRIL, JUNE), (date(2024, 7, 1), MARCH)],
    5: [(date(2020, 1, 1), JULY), (MAY, date(2099, 12, 31))],
    6: [(APRIL, JUNE), (MAY, MARCH)],  # died on 1 May
    7: [(date(2023, 4, 1), date(2024, 3, 31))],
}
DAYS = {1: 122, 2: 122, 3: 91, 4: 365, 5: 365, 6: 31}


def test_no_day_of_observation_counts_twice() -> None:
    import ibis

    from etl.records import people
    from etl.records.engine import open_engine
    from etl.records.periods import Period
    from etl.records.source import Records

    rows = [(who, *span) for who, spans in SPANS.items() for span in spans]
    table = pd.DataFrame(rows, columns=["person_id", "start_day", "end_day"])
    died = {who: MAY if who == 6 else None for who in SPANS}
    everybody = ibis.memtable(
        pd.DataFrame(died.items(), columns=["person_id", "death_day"]),
        schema={"person_id": "int64", "death_day": "date"},
    )
    days = ibis.memtable(
        table, schema={"person_id": "int64", "start_day": "date", "end_day": "date"}
    )
    records = Records({"observation_period": days})
    year = Period("2024/25", APRIL, MARCH)
    with open_engine("duckdb://") as engine:
        spans = people.spans(everybody, records)
        found = engine.rows(people.observed(everybody, spans, year))
    assert {row["person_id"]: row["days"] for row in found} == DAYS
    assert {row["person_id"] for row in found if row["is_here"]} == {4, 5}
