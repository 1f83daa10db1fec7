from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from insight.store import Store, queries
from tests.insight.small_store import HALTON, PLACES, SYSTEM, make_store, small_tables
from tests.insight.store.queries.slow import Rows, Slow, assert_same, named


def test_places(store: Store, table: Slow) -> None:
    rows = [
        {
            "place_code": row["area_code"],
            "place_name": row["area_name"],
            "population_count": row["population_count"],
        }
        for row in table.tables["area"]
        if row["area_type"] == "place"
    ]
    assert_same(queries.places(store), sorted(rows, key=lambda row: row["place_name"]))
    assert len(rows) == 9


def homes(table: Slow, edition: str) -> dict[str, str]:
    return table.home if edition == "2025" else table.home_2011


def deprivation(table: Slow, edition: str, domain: str) -> dict[str, dict[str, Any]]:
    return {
        row["area_code"]: row
        for row in table.tables["deprivation"]
        if row["edition"] == edition and row["domain"] == domain
    }


@pytest.mark.parametrize("edition", ["2025", "2019"])
def test_core20_people(edition: str, store: Store, table: Slow) -> None:
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    ranks = deprivation(table, edition, "imd")
    for code, place in homes(table, edition).items():
        row = ranks[code]
        is_core20 = row["decile"] in (1, 2)
        for area in (place, SYSTEM):
            counts[area][0] += row["population_count"]
            counts[area][1] += row["population_count"] if is_core20 else 0
            counts[area][2] += 1
            counts[area][3] += is_core20
    rows = [
        {
            **named(table.area[code], "area_code", "area_name", "area_type"),
            "people_count": people,
            "core20_count": core20,
            "core20_pct": 100 * core20 / people,
            "neighbourhood_count": number,
            "core20_neighbourhood_count": core20_number,
        }
        for code, (people, core20, number, core20_number) in counts.items()
    ]
    rows.sort(key=lambda row: (row["area_code"] == SYSTEM, row["area_name"]))
    assert_same(queries.core20_people(store, edition), rows)


@pytest.mark.parametrize("place", [None, HALTON])
@pytest.mark.parametrize("domain", ["imd", "crime"])
@pytest.mark.parametrize("edition", ["2025", "2019"])
def test_neighbourhood_deprivation(
    edition: str, domain: str, place: str | None, store: Store, table: Slow
) -> None:
    asked, overall = deprivation(table, edition, domain), deprivation(table, edition, "imd")
    named_by = names(table, edition)
    rows = [
        {
            "area_code": code,
            "area_name": table.area[code]["area_name"],
            "msoa_name": named_by[code]["msoa_name"] or "",
            "ward_name": named_by[code]["ward_name"] or "",
            "place_code": home,
            "place_name": table.area[home]["area_name"],
            **named(asked[code], "rank", "decile", "score"),
            "population_count": overall[code]["population_count"],
            "is_core20": overall[code]["decile"] <= 2,
        }
        for code, home in homes(table, edition).items()
        if place in (None, home)
    ]
    rows.sort(key=lambda row: (row["area_name"], row["area_code"]))
    assert_same(queries.neighbourhood_deprivation(store, edition, domain, place), rows)


def names(table: Slow, edition: str) -> dict[str, dict[str, Any]]:
    """The neighbourhood of 2021 that lends its names: itself, or the first one cut from it."""
    today = {row["area_code"]: row for row in table.tables["neighbourhood"]}
    if edition == "2025":
        return today
    heirs = defaultdict(list)
    for row in table.tables["area_change"]:
        if row["lsoa21_code"] in today:
            heirs[row["lsoa11_code"]].append(row["lsoa21_code"])
    found = {}
    for code, codes in heirs.items():
        rows = [today[heir] for heir in sorted(codes)]
        found[code] = {
            name: next((row[name] for row in rows if row[name] is not None), None)
            for name in ("msoa_name", "ward_name")
        }
    return found


def test_an_unknown_edition_or_domain_is_refused(store: Store) -> None:
    with pytest.raises(ValueError, match="edition is '2015'; it must be one of 2025, 2019"):
        queries.core20_people(store, "2015")
    with pytest.raises(ValueError, match="domain is 'wealth'"):
        queries.neighbourhood_deprivation(store, "2025", "wealth")


@pytest.mark.parametrize("place", list(PLACES))
def test_neighbourhoods(place: str, store: Store, table: Slow) -> None:
    now, before = deprivation(table, "2025", "imd"), deprivation(table, "2019", "imd")
    rows = []
    for row in table.tables["neighbourhood"]:
        if row["place_code"] != place:
            continue
        code = row["area_code"]
        parts = {
            before[change["lsoa11_code"]]["decile"]
            for change in table.tables["area_change"]
            if change["lsoa21_code"] == code and change["lsoa11_code"] in before
        }
        rows.append(
            {
                "area_code": code,
                "area_name": table.area[code]["area_name"],
                **{name: row[name] or "" for name in ("msoa_name", "ward_name", "rural_urban")},
                **named(row, "population_count", "is_core20", "is_core20_2019"),
                "imd_decile_2025": now[code]["decile"],
                "imd_rank_2025": now[code]["rank"],
                "imd_decile_2019": parts.pop() if len(parts) == 1 else None,
            }
        )
    rows.sort(key=lambda row: (row["area_name"], row["area_code"]))
    assert_same(queries.neighbourhoods(store, place), rows)


BREAKDOWNS = ("residents-by-age", "residents-by-ethnic-group", "residents-by-disability")


@pytest.mark.parametrize("area", [HALTON, SYSTEM])
def test_residents(area: str, store: Store, table: Slow) -> None:
    rows: Rows = []
    for (indicator_id, group_id), figures in table.figures.items():
        group = table.group[group_id]
        if indicator_id not in BREAKDOWNS or group["kind"] not in ("age", "ethnic_group", "plus"):
            continue
        ends = [key[2] for key in figures if key[0] == area]
        for (code, start, end), row in figures.items():
            if code == area and end == max(ends):
                whole = figures.get((SYSTEM, start, end), {"value": None})
                rows.append(
                    {
                        **named(group, "kind", "group_id", "group_name", "sort_order"),
                        **named(row, "period_label", "value", "numerator_count"),
                        "system_value": whole["value"],
                        "value_note": row["value_note"] or "",
                    }
                )
    rows.sort(key=lambda row: (row["kind"], row["sort_order"], row["group_id"]))
    assert rows
    assert_same(queries.residents(store, area), rows)


@pytest.mark.parametrize("area", [HALTON, SYSTEM])
def test_rural_urban(area: str, store: Store, table: Slow) -> None:
    people: dict[str, list[int]] = defaultdict(list)
    for row in table.tables["neighbourhood"]:
        if area in (row["place_code"], SYSTEM):
            people[row["rural_urban"] or "Not known"].append(row["population_count"])
    everyone = sum(map(sum, people.values()))
    rows = [
        {
            "rural_urban": name,
            "neighbourhood_count": len(counts),
            "people_count": sum(counts),
            "people_pct": 100 * sum(counts) / everyone,
        }
        for name, counts in people.items()
    ]
    rows.sort(key=lambda row: (-row["people_count"], row["rural_urban"]))
    assert_same(queries.rural_urban(store, area), rows)


def test_map_layers(store: Store, table: Slow) -> None:
    rows = sorted(
        table.tables["map_layer"],
        key=lambda row: (row["area_type"], row["shape"], row["layer_id"]),
    )
    assert_same(queries.map_layers(store), rows)


def test_a_part_of_the_people_is_not_told_for_all(tmp_path: Path) -> None:
    """As where Places are regions, and the file of residents is of one county."""
    few = ("build", "area", "area_change", "neighbourhood", "deprivation")
    tables = {name: small_tables()[name] for name in few}
    homes, imd = tables["neighbourhood"], tables["deprivation"]
    one = homes.loc[homes["place_code"] == HALTON, "area_code"].iloc[0]
    for name, rows in (("neighbourhood", homes), ("deprivation", imd)):
        count = rows["population_count"].mask(rows["area_code"] == one)
        tables[name] = rows.assign(population_count=count)
    store = make_store(tmp_path / "part.duckdb", tables)
    people = queries.core20_people(store, "2025").set_index("area_code")
    assert people.loc[[HALTON, SYSTEM], ["people_count", "core20_count"]].eq(0).all(axis=None)
    assert people.loc[[HALTON, SYSTEM], "neighbourhood_count"].tolist() == [4, 36]
    assert people["people_count"].gt(0).sum() == len(PLACES) - 1
    assert queries.rural_urban(store, HALTON)["people_pct"].isna().all()
    heard = queries.heard_by_area(store).set_index("area_code")["people_count"]
    assert heard[[HALTON, SYSTEM]].isna().all() and heard.notna().sum() == len(PLACES) - 1
