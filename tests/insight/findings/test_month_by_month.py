"""Month by month: a run of months, its usual range, and words that the chart bears out."""

from __future__ import annotations

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest

from insight.findings.month_by_month import month_by_month
from insight.language.sentences.month_by_month import latest_words
from insight.statistics import control_chart
from insight.store import Store, queries

AROUND_TEN = [10.0, 11.0] * 7


@pytest.mark.parametrize("indicator_id", ["ae-within-four-hours", "ready-to-leave-hospital"])
def test_every_month_is_in_the_table_and_marked_as_the_chart_finds(
    real_store: Store, indicator_id: str
) -> None:
    finding = month_by_month(real_store, indicator_id)
    assert finding is not None
    months = finding.table.values.sort_values("period_end_date")
    assert len(months) == len(finding.table.texts) >= 12
    assert (months["period_start_date"].diff().dropna().dt.days <= 31).all()
    expected = control_chart(months["value"].to_numpy(dtype=float)).is_special
    assert list(months["is_special"]) == list(expected)
    count = f"{expected.sum()} of {len(months)} months differ"
    assert count in finding.sentence and count in finding.alt
    marked = [text[2] != "Usual" for text in finding.table.texts]
    assert marked == list(expected[::-1])
    assert isinstance(finding.picture, go.Figure)
    line = finding.picture.data[-1]
    assert [symbol == "diamond" for symbol in line.marker.symbol] == list(expected)


def test_a_yearly_series_has_no_chart_of_months(real_store: Store) -> None:
    assert len(queries.series(real_store, "weekly-pay")) > 12
    assert month_by_month(real_store, "weekly-pay") is None
    assert month_by_month(real_store, "friends-and-family-gp") is None  # one month alone


@pytest.mark.parametrize(
    ("latest", "words"),
    [
        ([10.5], "within its usual range"),
        ([15.0], "above its usual range"),
        ([5.0], "below its usual range"),
        (
            list(np.linspace(10.2, 11.4, 7)),
            "within its usual range, and one of seven months or more moving one way",
        ),
        (
            [11.0, 11.2] * 4,
            "within its usual range, and one of seven months or more above the mean",
        ),
    ],
)
def test_the_latest_month_is_placed_by_the_control_chart(latest: list[float], words: str) -> None:
    values = pd.Series([*AROUND_TEN, *latest])
    assert latest_words(control_chart(values.to_numpy()), values.iloc[-1]) == words
