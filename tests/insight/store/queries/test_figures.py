from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

from insight.store import Store, queries
from tests.insight.small_store import ENGLAND, HALTON, KNOWSLEY, LIVERPOOL, NORTH_WEST, SYSTEM
from tests.insight.store.queries.slow import EVERYONE, Rows, Slow, assert_same, named

ABOUT = (
    *("indicator_id", "plain_name", "indicator_name", "topic", "life_stage", "clinical_area"),
    *("unit", "value_type", "polarity", "decimal_places"),
)
WIDE_TYPES = ("place", "system", "sub_icb", "region", "country")


def measured(table: Slow) -> list[str]:
    """Ids of indicators with any observation."""
    return sorted({indicator_id for indicator_id, _ in table.figures})


def some_measured(table: Slow) -> list[str]:
    """All of them in a small store; each sixth of a large one."""
    ids = measured(table)
    return ids[:: 6 if len(ids) > 60 else 1]


def valued(figures: dict[Any, Any]) -> dict[Any, Any]:
    """The rows with a value: a figure without one is no figure."""
    return {key: row for key, row in figures.items() if row["value"] is not None}


def newest_first(keys: Iterable[tuple[Any, Any, Any]]) -> list[tuple[Any, Any, Any]]:
    return sorted(keys, key=lambda key: (key[2], key[1]), reverse=True)


def test_indicators(store: Store, table: Slow) -> None:
    places = set(table.members("place"))
    rows = []
    for indicator_id in measured(table):
        headline = valued(table.of(indicator_id))
        others = [
            (group, valued(figures))
            for (name, group), figures in table.figures.items()
            if name == indicator_id and group != EVERYONE
        ]
        if not headline and not any(part for _, part in others):
            continue  # rows that say why there is no figure, and none
        of_places = [key for key in headline if key[0] in places]
        shown: dict[Any, Any] = {key: row for key, row in headline.items() if key[0] in places}
        shown = shown or headline or {k: row for _, part in others for k, row in part.items()}
        latest = newest_first(shown)[0]
        labels = [row["period_label"] for key, row in shown.items() if key[1:] == latest[1:]]
        types = {table.area[key[0]]["area_type"] for key in headline}
        rows.append(
            {
                **named(table.indicator[indicator_id], *ABOUT[:3], "source_id", *ABOUT[3:]),
                "latest_period_label": min(labels),
                "latest_period_end_date": latest[2],
                "has_interval": any(row["lower_ci"] is not None for row in headline.values()),
                "has_places": bool(of_places),
                "has_neighbourhoods": next(
                    (kind for kind in ("lsoa11", "lsoa21", "msoa") if kind in types), ""
                ),
                "has_groups": any(part for _, part in others),
            }
        )
    rows.sort(key=lambda row: (row["topic"], row["plain_name"], row["indicator_id"]))
    assert_same(queries.indicators(store), rows)


def test_indicator(store: Store, table: Slow) -> None:
    about_source = ["publisher", "publication", "licence", "attribution", "address", "vintage"]
    for indicator_id, row in table.indicator.items():
        found = queries.indicator(store, indicator_id)
        expected = {**row, **named(table.source[row["source_id"]], *about_source)}
        assert found.to_dict() == expected


@pytest.mark.parametrize("area_type", ["place", "lsoa11", "lsoa21", "msoa", "system"])
def test_periods(area_type: str, store: Store, table: Slow) -> None:
    members = set(table.members(area_type))
    for indicator_id in some_measured(table):
        known = {
            key: row
            for key, row in table.of(indicator_id).items()
            if key[0] in members and row["value"] is not None
        }
        periods = {key[1:]: row["period_label"] for key, row in known.items()}
        rows = [
            {"period_label": label, "period_start_date": start, "period_end_date": end}
            for (start, end), label in periods.items()
        ]
        rows.sort(key=lambda row: (row["period_end_date"], row["period_start_date"]), reverse=True)
        assert_same(queries.periods(store, indicator_id, area_type), rows)


def slow_series(table: Slow, indicator_id: str, codes: Iterable[str]) -> Rows:
    places = table.members("place")
    shared = table.periods(indicator_id, places)
    rows = []
    for code in codes:
        own = shared if code in places else table.periods(indicator_id, [code])
        for period in own:
            members = places if code in places else [code]
            rows.append(
                {
                    **named(table.area[code], "area_code", "area_name", "area_type", "place_code"),
                    "period_start_date": period[0],
                    "period_end_date": period[1],
                    "period_label": table.label(indicator_id, members, period, EVERYONE),
                    **table.figure(indicator_id, code, period),
                    "doubt": table.doubt(indicator_id, code, period[0]),
                }
            )
    order = ("area_name", "area_code", "period_end_date", "period_start_date")
    return sorted(rows, key=lambda row: tuple(row[name] for name in order))


def test_series(store: Store, table: Slow) -> None:
    codes = [code for kind in WIDE_TYPES for code in table.members(kind)]
    for indicator_id in some_measured(table):
        expected = slow_series(table, indicator_id, codes)
        assert_same(queries.series(store, indicator_id), expected)


@pytest.mark.parametrize("codes", [[HALTON, ENGLAND], [NORTH_WEST], []], ids=str)
def test_series_of_some_areas(codes: list[str], store: Store, table: Slow) -> None:
    for indicator_id in some_measured(table):
        expected = slow_series(table, indicator_id, codes)
        assert_same(queries.series(store, indicator_id, codes), expected)


def slow_values(
    table: Slow, indicator_id: str, area_type: str, period: Any = None, group: str = EVERYONE
) -> Rows:
    members = table.members(area_type)
    periods = table.periods(indicator_id, members, group)
    if not periods or (period is not None and period not in periods):
        return []
    period = period or periods[0]
    if area_type == "msoa":
        listed = {key[0] for key in table.of(indicator_id, group)}
        members = [code for code in members if code in listed]
    rows = [
        {
            "area_code": code,
            "area_name": table.area[code]["area_name"],
            "area_type": area_type,
            "place_code": (
                table.home_2011[code] if area_type == "lsoa11" else table.area[code]["place_code"]
            ),
            "period_start_date": period[0],
            "period_end_date": period[1],
            "period_label": table.label(indicator_id, members, period, group),
            **table.figure(indicator_id, code, period, group),
            "doubt": table.doubt(indicator_id, code, period[0]) if group == EVERYONE else "",
        }
        for code in members
    ]
    return sorted(rows, key=lambda row: (row["area_name"], row["area_code"]))


@pytest.mark.parametrize("area_type", ["place", "system", "sub_icb", "country"])
def test_latest_values(area_type: str, store: Store, table: Slow) -> None:
    for indicator_id in some_measured(table):
        expected = slow_values(table, indicator_id, area_type)
        assert_same(queries.latest_values(store, indicator_id, area_type), expected)


@pytest.mark.parametrize("area_type", ["lsoa21", "lsoa11", "msoa", "practice"])
def test_latest_values_of_small_areas(area_type: str, store: Store, table: Slow) -> None:
    members = set(table.members(area_type))
    ended = {code for code, row in table.area.items() if row["area_type"] == "lsoa11"}
    sign = ended if area_type == "lsoa11" else members  # codes of that type and no other
    chosen = [name for name in measured(table) if any(key[0] in sign for key in table.of(name))]
    assert chosen
    for indicator_id in chosen[:3]:
        expected = slow_values(table, indicator_id, area_type)
        assert_same(queries.latest_values(store, indicator_id, area_type), expected)


def test_values_of_an_earlier_period_and_of_one_group(store: Store, table: Slow) -> None:
    for indicator_id in some_measured(table):
        for period in table.periods(indicator_id, table.members("place"))[1:2]:
            expected = slow_values(table, indicator_id, "place", period)
            answer = queries.latest_values(store, indicator_id, "place", *period)
            assert_same(answer, expected)
        for name, group in table.figures:
            if name == indicator_id and group != EVERYONE:
                expected = slow_values(table, indicator_id, "system", group=group)
                answer = queries.latest_values(store, indicator_id, "system", group_id=group)
                assert_same(answer, expected)


def test_a_period_needs_both_its_ends(store: Store) -> None:
    with pytest.raises(ValueError, match="give both"):
        queries.latest_values(
            store, "smoking", "place", period_start_date=None, period_end_date="2024-12-31"
        )  # type: ignore[arg-type]


@pytest.mark.parametrize("area", [SYSTEM, HALTON, ENGLAND])
def test_groups(area: str, store: Store, table: Slow) -> None:
    for indicator_id in measured(table):
        rows = []
        for (name, group_id), figures in table.figures.items():
            if name != indicator_id or group_id == EVERYONE:
                continue
            for (code, start, end), row in figures.items():
                if code == area:
                    rows.append(
                        {
                            **named(
                                table.group[group_id],
                                "group_id",
                                "group_name",
                                "kind",
                                "sort_order",
                            ),
                            "period_start_date": start,
                            "period_end_date": end,
                            "period_label": row["period_label"],
                            **table.figure(indicator_id, area, (start, end), group_id),
                        }
                    )
        order = ("kind", "sort_order", "group_id", "period_end_date", "period_start_date")
        rows.sort(key=lambda row: tuple(row[name] for name in order))
        assert_same(queries.groups(store, indicator_id, area), rows)


def test_grouped_areas_are_those_with_groups(store: Store, table: Slow) -> None:
    for indicator_id in measured(table):
        expected = {
            code
            for (name, group_id), figures in table.figures.items()
            if name == indicator_id and group_id != EVERYONE
            for code, _, _ in figures
        }
        areas = queries.grouped_areas(store, indicator_id)["area_code"]
        assert list(areas) == sorted(expected)


@pytest.mark.parametrize("benchmark", [ENGLAND, SYSTEM, "similar"])
@pytest.mark.parametrize("place", [HALTON, KNOWSLEY, LIVERPOOL, SYSTEM])
def test_place_profile(place: str, benchmark: str, store: Store, table: Slow) -> None:
    rows = []
    for indicator_id in measured(table):
        figures = table.of(indicator_id)
        of_any = table.periods(indicator_id, [*table.members("place"), place])
        if not of_any:
            continue
        own = table.periods(indicator_id, [place])
        period = (own or of_any)[0]
        members = [place] if own else table.members("place")
        history = [figures[place, *each] for each in reversed(own)]
        now = table.figure(indicator_id, place, period)
        theirs = table.benchmark(indicator_id, benchmark, place, period)
        rows.append(
            {
                **named(table.indicator[indicator_id], *ABOUT),
                "period_label": table.label(indicator_id, members, period, EVERYONE),
                "period_start_date": period[0],
                "period_end_date": period[1],
                **named(now, "value", "lower_ci", "upper_ci"),
                "benchmark_value": theirs[0],
                "value_note": now["value_note"],
                "doubt": table.doubt(indicator_id, place, period[0]),
                "period_start_dates": [row["period_start_date"] for row in history],
                "period_end_dates": [row["period_end_date"] for row in history],
                "values": [row["value"] for row in history],
                "lowers": [row["lower_ci"] for row in history],
                "uppers": [row["upper_ci"] for row in history],
            }
        )
    rows.sort(key=lambda row: (row["topic"], row["plain_name"], row["indicator_id"]))
    assert_same(queries.place_profile(store, place, benchmark), rows)


def test_benchmarks(store: Store, table: Slow) -> None:
    rows = []
    for indicator_id, about in sorted(table.indicator.items()):
        valued = {key[0] for key, row in table.of(indicator_id).items() if row["value"] is not None}
        if valued:
            rows.append(
                {
                    **named(about, "indicator_id", "is_comparable"),
                    "has_country": ENGLAND in valued,
                    "has_system": SYSTEM in valued,
                    "has_region": NORTH_WEST in valued,
                }
            )
    assert_same(queries.benchmarks(store), rows)


@pytest.mark.parametrize("name", ["authority_position", "system_estimate"])
def test_what_the_build_worked_out(name: str, store: Store, table: Slow) -> None:
    ask = getattr(queries, f"{name}s")
    every = ask(store)
    order = [c for c in ("indicator_id", "area_code") if c in every]
    rows = sorted(newest(table.tables[name]), key=lambda row: [row[each] for each in order])
    assert_same(every, [named(row, *every.columns) for row in rows])
    one = table.tables[name][0]["indicator_id"]
    found = ask(store, one)
    assert set(found["indicator_id"]) == {one}
    assert len(found) == sum(row["indicator_id"] == one for row in rows)
    assert ask(store, "nothing").empty


def newest(rows: Rows) -> Rows:
    return sorted(
        rows, key=lambda row: (row["period_end_date"], row["period_start_date"]), reverse=True
    )


@pytest.mark.parametrize("limit", [3, 8])
def test_newest(limit: int, store: Store, table: Slow) -> None:
    rows = []
    for indicator_id in measured(table):
        known = {
            key: row
            for (name, _), figures in table.figures.items()
            if name == indicator_id
            for key, row in figures.items()
            if row["value"] is not None
        }
        latest = newest_first(known)[0]
        about = table.indicator[indicator_id]
        rows.append(
            {
                **named(about, "indicator_id", "plain_name", "topic"),
                "latest_period_label": min(
                    row["period_label"] for key, row in known.items() if key[1:] == latest[1:]
                ),
                "latest_period_end_date": latest[2],
                "publisher": table.source[about["source_id"]]["publisher"],
            }
        )
    rows.sort(key=lambda row: (row["plain_name"], row["indicator_id"]))
    rows.sort(key=lambda row: row["latest_period_end_date"], reverse=True)
    assert_same(queries.newest(store, limit), rows[:limit])
