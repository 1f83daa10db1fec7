from __future__ import annotations

import pytest

from insight.store import Store, queries
from insight.visual import charts, style
from tests.insight.small_store import HALTON


@pytest.mark.parametrize("edition", queries.areas.EDITIONS)
def test_core20_bars_are_longest_first_and_end_with_the_system(
    edition: str, small_store: Store
) -> None:
    frame = queries.core20_people(small_store, edition).set_index("area_name")
    figure = charts.core20_bars(frame.reset_index())
    names = list(figure.data[0].text)
    assert names[-1] == "Cheshire and Merseyside" and len(names) == 10
    places = frame.loc[names[:-1], "core20_pct"]
    assert list(places) == sorted(places, reverse=True)
    assert list(figure.data[0].x) == list(frame.loc[names, "core20_pct"])
    assert figure.layout.xaxis.range[0] == 0


def test_residents_stand_beside_the_system(small_store: Store) -> None:
    residents = queries.residents(small_store, HALTON)
    ages = residents[residents["kind"] == "age"]
    bars, ticks = charts.residents_bars(ages, "The system").data
    assert list(bars.x) == list(ages["value"])
    assert list(ticks.x) == list(ages["system_value"])
    assert list(bars.text) == list(ages["group_name"])


def test_each_decile_has_its_bar_its_count_and_its_colour(small_store: Store) -> None:
    frame = queries.neighbourhood_deprivation(small_store, "2025")
    figure = charts.decile_bars(frame)
    counts = [int((frame["decile"] == decile).sum()) for decile in range(1, 11)]
    assert list(figure.data[0].y) == counts and sum(counts) == len(frame)
    assert list(figure.data[0].marker.color) == list(style.DECILES)
    assert list(figure.data[0].text) == [str(count) for count in counts]
