"""Ratings of every scale, from 1 (worst) to 5 (best); what is unclear is left out and counted."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.voice.ratings import WORDED_SCALES, ratings


def read(*texts: str) -> tuple[list[float | None], int]:
    """(ratings, None where there is none; how many were left out)."""
    found, left_out, _ = ratings(pd.Series(texts, dtype=str))
    return [None if pd.isna(value) else value for value in found], left_out


@pytest.mark.parametrize("scale", WORDED_SCALES, ids=lambda scale: scale[-1])
def test_a_worded_scale_runs_from_one_to_five(scale: tuple[str, ...]) -> None:
    found, left_out = read(*scale, scale[0].upper())
    assert (found[0], found[-2], found[-1], left_out) == (1, 5, 1, 0)
    assert found[:-1] == sorted(found[:-1])


@pytest.mark.parametrize(
    ("texts", "found", "left_out"),
    [
        (
            ["Very poor", "Very good", "Neither good nor poor", "8", "Don't know"],
            [1, 5, 3, None, None],
            1,
        ),
        (["Extremely likely", "Unlikely", ""], [5, 2, None], 0),
        (["1", "5", "3.5", ""], [1, 5, 3.5, None], 0),
        (["10", "9", "8", "7", "3", "2", "0"], [5, 5, 4, 4, 2, 2, 1], 0),
        (["10 - Extremely likely", "0 - Not at all likely"], [5, 1], 0),
        (["4 - good", "2: poor", "5 out of 5", "3 stars", "★★★★☆"], [4, 2, 5, 3, 4], 0),
        (["8/10", "4/5", "2 out of 10"], [4, 4, 2], 0),
        (["6", "2", "7"], [None, None, None], 3),
        (["95", "20"], [None, None], 2),
        (["0", "1", "5"], [None, None, None], 3),  # 5 may be the best, or the middle
        (["-1", "3"], [None, 3], 1),
        (["fine, thanks", "4"], [None, 4], 1),
        (["Excellent", "Good", "Poor", "Fair"], [5, 3, 1, 2], 0),
        (["Good", "Poor"], [4, 2], 0),
        (["9/5", "0/0"], [None, None], 2),
    ],
)
def test_ratings_as_forms_have_them(
    texts: list[str], found: list[float | None], left_out: int
) -> None:
    assert read(*texts) == (found, left_out)


@given(st.lists(st.text(max_size=12), max_size=6))
def test_any_text_is_a_rating_or_left_out(texts: list[str]) -> None:
    found, left_out, _ = ratings(pd.Series(texts, dtype=str))
    assert len(found) == len(texts)
    assert found.dropna().between(1, 5).all()
    assert 0 <= left_out <= int(found.isna().sum())


@given(st.lists(st.integers(0, 10), min_size=1, max_size=20).filter(lambda given: max(given) > 7))
def test_who_rates_higher_is_never_ranked_lower(given_numbers: list[int]) -> None:
    found, left_out, note = ratings(pd.Series([str(number) for number in given_numbers]))
    assert left_out == 0
    assert "0 to 10" in note
    pairs = sorted(zip(given_numbers, found, strict=True))
    assert [rating for _, rating in pairs] == sorted(found)
