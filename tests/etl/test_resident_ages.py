"""Residents by sex and age: the newest whole year of each area, whatever else a file holds."""

from __future__ import annotations

import pandas as pd

from etl.resident_ages import COLUMNS, FIRST_AGES, SEXES, resident_ages

BANDS = [f"{age}-{age + 4} yrs" if age < 90 else "90+ yrs" for age in FIRST_AGES]


def _told(area: str, year: int, count: int, bands: list[str] = BANDS) -> pd.DataFrame:
    rows = [
        (area, year, sex, age, count)
        for sex in (*SEXES, "persons")
        for age in (*bands, "All ages", "65+ yrs")
    ]
    return pd.DataFrame(rows, columns=["area_code", "year", "sex", "age", "people_count"])


def test_each_area_has_its_newest_whole_year() -> None:
    parts = {"resident_population": [_told("A", 2022, 5), _told("A", 2023, 6), _told("B", 2022, 7),
                                     _told("B", 2023, 8, BANDS[:-1])]}  # fmt: skip
    found = resident_ages(parts)
    assert list(found.columns) == COLUMNS
    assert len(found) == 2 * len(SEXES) * len(FIRST_AGES)
    assert found.groupby("area_code")[["year", "people_count"]].max().values.tolist() == [
        [2023, 6],
        [2022, 7],
    ]


def test_what_a_file_does_not_hold_it_does_not_touch() -> None:
    before = resident_ages({"resident_population": [_told("A", 2023, 6), _told("B", 2023, 7)]})
    after = resident_ages({"resident_population": [_told("A", 2024, 9)]}, before)
    assert after.groupby("area_code")["people_count"].first().to_dict() == {"A": 9, "B": 7}
    pd.testing.assert_frame_equal(resident_ages({}, before), before)
    older = resident_ages({"resident_population": [_told("A", 2021, 1)]}, before)
    pd.testing.assert_frame_equal(older, before)
