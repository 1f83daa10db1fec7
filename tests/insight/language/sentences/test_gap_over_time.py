from __future__ import annotations

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from insight.language import sentences
from tests.insight.frames import NAMES
from tests.insight.inequality_frames import gap_change_row, group_figures
from tests.insight.language.sentences.claims import check_manners, claims

MEASURE = {"plain_name": "Made up measure"}


def figures(first: float, last: float, error: float, year: int, area: str) -> pd.DataFrame:
    return group_figures("core20", [first, last], [error, error], [900.0, 900.0], area, year)


changes = st.builds(
    lambda one, other, error, area: gap_change_row(
        figures(*one, error, 2018, area), figures(*other, error, 2023, area)
    ),
    st.tuples(st.integers(10, 40).map(float), st.integers(10, 40).map(float)),
    st.tuples(st.integers(10, 40).map(float), st.integers(10, 40).map(float)),
    st.sampled_from([0.3, 1.0, 4.0]),
    st.sampled_from(NAMES),
)


def moved(row: dict[str, object], measure: str) -> set[str]:
    return {str(row[f"{measure}_word"])} & {"widening", "narrowing"}


@given(changes)
def test_a_gap_moves_only_where_its_test_says_so(row: dict[str, object]) -> None:
    text = sentences.gap_change_sentence(row, MEASURE)
    check_manners(text)
    assert claims(text) == moved(row, "absolute") | moved(row, "relative")
    assert str(row["area_name"]) in text and "2018 to 2023" in text
    assert "Deprivation edition 2025" in text
    if row["absolute_word"] != row["relative_word"]:
        parts = text.split("As a ratio")
        assert "As a difference" in parts[0] and len(parts) == 2
        assert claims(parts[0]) == moved(row, "absolute")
        assert claims(parts[1]) == moved(row, "relative")
    disagree = {row["absolute_word"], row["relative_word"]} == {"widening", "narrowing"}
    assert ("Both can be true" in text) == disagree


@pytest.mark.slow
@given(st.lists(changes, min_size=1, max_size=5, unique_by=lambda row: str(row["area_name"])))
def test_areas_stand_under_the_word_that_is_true_of_them(rows: list[dict[str, object]]) -> None:
    text = sentences.gap_changes_sentence(pd.DataFrame(rows), MEASURE)
    check_manners(text)
    absolute, relative = text.split("As a ratio:")
    for measure, part in (("absolute", absolute), ("relative", relative)):
        for word in ("widening", "narrowing"):
            said = [clause for clause in part.split(";") if word in clause]
            named = {name for name in NAMES for clause in said if name in clause}
            assert named == {str(row["area_name"]) for row in rows if word in moved(row, measure)}


def test_sentences_read_like_this() -> None:
    wide = gap_change_row(
        figures(20, 15, 0.3, 2018, "Halton"), figures(30, 15, 0.3, 2023, "Halton")
    )
    assert sentences.gap_change_sentence(wide, MEASURE) == (
        "Made up measure, Halton, Core20 and other neighbourhoods, 2018 to 2023. The gap is"
        " widening, both as a difference and as a ratio. Deprivation edition 2025."
    )
    split = gap_change_row(
        figures(40, 20, 0.3, 2018, "Halton"), figures(15, 5, 0.3, 2023, "Halton")
    )
    assert sentences.gap_change_sentence(split, MEASURE) == (
        "Made up measure, Halton, Core20 and other neighbourhoods, 2018 to 2023. As a difference"
        " the gap is narrowing. As a ratio the gap is widening. Both can be true at once: they"
        " measure the gap in two ways. Deprivation edition 2025."
    )


def test_without_a_change_the_reason_is_given() -> None:
    row = gap_change_row(
        figures(math.nan, 20, 0.3, 2018, "Halton"), figures(15, 5, 0.3, 2023, "Halton")
    )
    text = sentences.gap_change_sentence(row, MEASURE)
    assert text.endswith("neighbourhoods. No change in the gap is given. A group has no figure.")
    alone = sentences.gap_changes_sentence(pd.DataFrame([row]), MEASURE)
    assert alone == (
        "Made up measure, Core20 and other neighbourhoods: no change in a gap is given. A group has"
        " no figure. Deprivation edition 2025."
    )
    other = {**row, "area_name": "Wirral", "reason": "only one period"}
    both = sentences.gap_changes_sentence(pd.DataFrame([row, other]), MEASURE)
    assert "None given for Halton: a group has no figure." in both
    assert "None given for Wirral: only one period." in both
    assert sentences.gap_changes_sentence(pd.DataFrame(), MEASURE).endswith("is given.")
