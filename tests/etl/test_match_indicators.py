"""The catalogue alone says which rows are which indicator."""

from __future__ import annotations

import pandas as pd
import pytest

from etl.match_indicators import (
    area_codes,
    indicator_claims,
    match_period_length,
    match_rows,
    optional_column,
    reading_from_claims,
    scale_figures,
    text_of_counts,
)
from tests.etl.sources.figures import SHIPPED

OBESITY = SHIPPED.indicators["adult-obesity"]
ROWS = pd.DataFrame(
    {"code": ["91547.0", " 7 ", "91547", "8"], "name": ["a", "b", "c", "a"]}, index=[2, 3, 4, 5]
)


def numbers_matched(**keys: dict[str, tuple[str, ...]]) -> list[int]:
    indicator = OBESITY.model_copy(update={"match": {}, "skip": {}, **keys})
    return [int(row) for _, found in match_rows(ROWS, [indicator]) for row in found.index]


def test_every_column_named_must_fit_one_of_its_values() -> None:
    assert numbers_matched(match={"code": ("91547",)}) == [2, 4]
    assert numbers_matched(match={"code": ("91547", "8"), "name": ("a",)}) == [2, 5]
    assert numbers_matched(match={"code": ("7",)}) == [3]


def test_skipped_values_do_not_match() -> None:
    assert numbers_matched(match={"name": ("a",)}, skip={"code": ("8",)}) == [2]


def test_a_column_the_file_lacks_matches_nothing_and_skips_nothing() -> None:
    assert numbers_matched(match={"year": ("2020",)}) == []
    assert numbers_matched(skip={"year": ("2020",)}) == [2, 3, 4, 5]


def test_no_match_takes_every_row() -> None:
    assert numbers_matched() == [2, 3, 4, 5]


def test_periods_are_kept_by_their_length_and_unreadable_ones_stay() -> None:
    rows = pd.DataFrame({"when": ["2011", "2019 - 21", "2020-22", "soon"]})
    three = OBESITY.model_copy(update={"period_years": 3})
    assert list(match_period_length(rows, "when", three)["when"]) == [
        "2019 - 21",
        "2020-22",
        "soon",
    ]
    assert len(match_period_length(rows, "when", OBESITY)) == 4


@pytest.mark.parametrize(
    ("given", "wanted"),
    [("0.29", "29"), ("0.797344376", "79.7344376"), ("*", "*"), ("", ""), ("many", "many")],
)
def test_figures_are_multiplied_and_marks_are_kept(given: str, wanted: str) -> None:
    assert list(
        scale_figures(pd.Series([given]), OBESITY.model_copy(update={"multiply": 100.0}))
    ) == [wanted]


def test_a_factor_of_one_leaves_the_text_alone() -> None:
    assert list(scale_figures(pd.Series(["1.50"]), OBESITY)) == ["1.50"]


def test_counts_become_text_in_full() -> None:
    assert list(text_of_counts(pd.Series([1234567.0, 0.5, None]))) == ["1234567", "0.5", ""]


def test_a_column_that_is_not_there_is_blank() -> None:
    assert list(optional_column(ROWS, "note")) == ["", "", "", ""]
    assert list(optional_column(ROWS, "name")) == ["a", "b", "c", "a"]


def test_claims_carry_the_indicators_facts() -> None:
    claims = indicator_claims(OBESITY, area_code=pd.Series(["E92000001"], index=[7]), sex="male")
    assert list(claims.index) == [7]
    assert claims.loc[7, "indicator_id"] == "adult-obesity"
    assert claims.loc[7, "group_id"] == "everyone"
    assert (claims.loc[7, "sex"], claims.loc[7, "age"]) == ("male", OBESITY.age)


def test_rows_behind_no_claim_are_outside_and_a_row_counts_once() -> None:
    one = indicator_claims(OBESITY, area_code=pd.Series(["a", "b"], index=[2, 3]))
    two = indicator_claims(OBESITY, area_code=pd.Series(["c"], index=[3]), group_id="sex-male")
    assert reading_from_claims([one, two, one.iloc[:0]], ROWS, {}).outside_count == 2
    nothing = reading_from_claims([], ROWS, {})
    assert nothing.claims is None
    assert nothing.outside_count == 4


def test_areas_go_by_any_spelling() -> None:
    names = pd.Series(["ST. HELENS ", "Saint Helens", "NHS Wirral CCG", "Bolton", ""])
    assert list(area_codes(names, SHIPPED)) == ["E08000013", "E08000013", "E08000015", "", ""]


def test_the_short_names_of_phones_are_not_looked_for_in_files() -> None:
    names = pd.Series(["Cheshire West", "C West", "Know", "System"])
    assert list(area_codes(names, SHIPPED)) == ["E06000050", "", "", ""]
