"""Questions about priorities and comparisons, worked out again row by row."""

from __future__ import annotations

import pytest

from insight.store import Store, queries
from tests.insight.small_store import ENGLAND, HALTON, PLACES
from tests.insight.store.queries.slow import EVERYONE, Slow, assert_same, named
from tests.insight.store.queries.test_figures import ABOUT, measured


@pytest.mark.parametrize("benchmark", [ENGLAND, "similar"])
@pytest.mark.parametrize("chosen", [None, ["smoking", "smoking-adults", "adult-obesity"]])
def test_place_comparisons(
    benchmark: str, chosen: list[str] | None, store: Store, table: Slow
) -> None:
    rows = []
    for indicator_id in measured(table):
        of_any = table.periods(indicator_id, table.members("place"))
        if not of_any or (chosen and indicator_id not in chosen):
            continue
        for place in table.members("place"):
            own = table.periods(indicator_id, [place])
            period = (own or of_any)[0]
            members = [place] if own else table.members("place")
            now = table.figure(indicator_id, place, period)
            theirs, known = table.benchmark(indicator_id, benchmark, place, period)
            rows.append(
                {
                    "place_code": place,
                    "place_name": table.area[place]["area_name"],
                    **named(table.indicator[indicator_id], *ABOUT),
                    "period_label": table.label(indicator_id, members, period, EVERYONE),
                    "period_start_date": period[0],
                    "period_end_date": period[1],
                    **named(now, "value", "lower_ci", "upper_ci"),
                    "benchmark_value": theirs,
                    "benchmark_count": known,
                    "value_note": now["value_note"],
                    "doubt": table.doubt(indicator_id, place, period[0]),
                }
            )
    order = ("topic", "plain_name", "indicator_id", "place_name")
    rows.sort(key=lambda row: tuple(row[name] for name in order))
    assert_same(queries.place_comparisons(store, benchmark, chosen), rows)
    assert any(row["benchmark_value"] is not None for row in rows)


def test_priorities(store: Store, table: Slow) -> None:
    rows = [
        {**row, "place_name": table.area[row["place_code"]]["area_name"]}
        for row in table.tables["place_priority"]
    ]
    order = ("place_name", "section", "priority_name", "priority_id")
    rows.sort(key=lambda row: tuple(row[name] for name in order))
    assert_same(queries.priorities(store), rows)


def test_priority_links(store: Store, table: Slow) -> None:
    rows = [
        {**row, **named(table.indicator[row["indicator_id"]], "plain_name", "topic", "polarity")}
        for row in table.tables["priority_indicator"]
    ]
    order = ("priority_id", "plain_name", "indicator_id")
    rows.sort(key=lambda row: tuple(row[name] for name in order))
    assert_same(queries.priority_links(store), rows)


@pytest.mark.parametrize("place", [HALTON, *list(PLACES)[:2]])
def test_similar_areas(place: str, store: Store, table: Slow) -> None:
    profiles = {row["area_code"]: row for row in table.tables["authority_profile"]}
    rows = [
        {
            **named(table.area[row["area_code"]], "area_code", "area_name"),
            **named(row, "similarity_rank", "distance"),
            **{k: v for k, v in profiles[row["area_code"]].items() if k != "area_code"},
        }
        for row in table.tables["similar_area"]
        if row["place_code"] == place
    ]
    rows.sort(key=lambda row: row["similarity_rank"])
    assert_same(queries.similar_areas(store, place), rows)
    assert rows


@pytest.mark.parametrize("indicator_id", ["smoking", "smoking-adults", "adult-obesity"])
def test_similar_figures(indicator_id: str, store: Store, table: Slow) -> None:
    for period in table.periods(indicator_id, table.members("place")):
        means = {
            place: table.benchmark(indicator_id, "similar", place, period)
            for place in table.members("place")
        }
        rows = [
            {"place_code": place, "benchmark_value": mean, "benchmark_count": known}
            for place, (mean, known) in sorted(means.items())
            if mean is not None
        ]
        assert_same(queries.similar_figures(store, indicator_id, *period), rows)
