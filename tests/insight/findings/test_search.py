"""A search keeps the rows that hold every word, wherever it stands."""

from __future__ import annotations

import pandas as pd
import pytest

from insight.findings.search import search

ROWS = pd.DataFrame(
    {
        "topic": ["Maternity", "Carers", "Buses [a("],
        "where": ["Halton", None, "St Helens"],
        "hidden": ["Wirral", "Wirral", "Wirral"],
    },
    index=[5, 7, 9],
)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("", [5, 7, 9]),
        ("  ", [5, 7, 9]),
        ("HALTON mater", [5]),
        ("halton carers", []),
        ("helens buses", [9]),
        ("[a(", [9]),
        ("wirral", []),
    ],
)
def test_every_word_is_in_one_of_the_columns(typed: str, kept: list[int]) -> None:
    assert list(search(ROWS, ["topic", "where"], typed).index) == kept


def test_a_list_without_rows_has_none() -> None:
    assert search(ROWS.head(0), ["topic", "where"], "halton").empty
