"""Questions about who was asked and heard, worked out again row by row."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import pytest

from etl.voice.panel import census_targets
from insight.store import Store, queries
from tests.insight.small_heard import OPEN_QUESTION, PANEL_QUESTION
from tests.insight.small_store import HALTON, LIVERPOOL, SYSTEM
from tests.insight.store.queries.slow import Slow, assert_same, named

COUNTS = {"comment_count": None, "state": "too few", "is_demonstration": False}


def heard(table: Slow, area: str) -> dict[str, dict[str, Any]]:
    """All comments of an area, all time, by group."""
    return {
        row["group_id"]: row
        for row in table.tables["voice_cell"]
        if row["area_code"] == area
        and row["theme_id"] == "any"
        and row["period_label"] == "all time"
    }


def tallied(rows: list[dict[str, Any]]) -> dict[str, int]:
    shown = sum(row["is_demonstration"] for row in rows)
    return {"activity_count": len(rows) - shown, "demonstration_activity_count": shown}


def groups_of(table: Slow, activity_id: str) -> list[dict[str, Any]]:
    reached = {
        row["group_id"]
        for row in table.tables["activity_group"]
        if row["activity_id"] == activity_id
    }
    rows = [row for row in table.tables["heard_group"] if row["group_id"] in reached]
    return sorted(rows, key=lambda row: row["sort_order"])


def test_activities(store: Store, table: Slow) -> None:
    rows = []
    for row in table.tables["engagement_activity"]:
        reached = groups_of(table, row["activity_id"])
        rows.append(
            {
                **named(row, "activity_id", "organisation", "organisation_type", "area_code"),
                "area_name": table.area[row["area_code"]]["area_name"],
                **named(row, "start_date", "end_date", "date_label", "method", "topic"),
                **named(row, "people_heard", "people_count", "people_state"),
                "group_ids": [each["group_id"] for each in reached],
                "group_names": "; ".join(each["group_name"] for each in reached),
                **named(row, "source", "is_demonstration"),
            }
        )
    # Newest first, those without a date last.
    ends = {row["activity_id"]: row["end_date"] or date.min for row in rows}
    rows.sort(key=lambda row: (-ends[row["activity_id"]].toordinal(), row["activity_id"]))
    assert rows
    found = queries.activities(store)
    assert_same(found.assign(group_ids=found["group_ids"].map(list)), rows)


def test_heard_by_area(store: Store, table: Slow) -> None:
    people: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for row in table.tables["neighbourhood"]:
        for code in (row["place_code"], SYSTEM):
            people[code][0] += row["population_count"]
            people[code][1] += row["population_count"] if row["is_core20"] else 0
    rows = []
    for code, (everyone, core20) in people.items():
        asked = [row for row in table.tables["engagement_activity"] if row["area_code"] == code]
        rows.append(
            {
                **named(table.area[code], "area_code", "area_name", "area_type"),
                "people_count": everyone,
                "core20_pct": 100 * core20 / everyone,
                **tallied(asked),
                **named(heard(table, code).get("everyone", COUNTS), *COUNTS),
            }
        )
    rows.sort(key=lambda row: (row["area_code"] == SYSTEM, row["area_name"]))
    assert_same(queries.heard_by_area(store), rows)


@pytest.mark.parametrize("area", [SYSTEM, HALTON, LIVERPOOL])
def test_groups_heard(area: str, store: Store, table: Slow) -> None:
    rows = []
    for group in table.tables["heard_group"]:
        asked = [
            row
            for row in table.tables["engagement_activity"]
            if area in (row["area_code"], SYSTEM) and group in groups_of(table, row["activity_id"])
        ]
        rows.append(
            {
                **named(group, "group_id", "group_name", "heard_kind", "sort_order"),
                **tallied(asked),
                **named(heard(table, area).get(group["group_id"], COUNTS), *COUNTS),
            }
        )
    rows.sort(key=lambda row: (row["sort_order"], row["group_id"]))
    assert_same(queries.groups_heard(store, area), rows)


def test_survey_questions(store: Store, table: Slow) -> None:
    asked: dict[tuple, dict[str, Any]] = {}
    areas = defaultdict(set)
    for row in table.tables["survey_result"]:
        key = (row["survey_id"], row["question"])
        areas[key].add(row["area_code"])
        is_panel = any("panel" in row[name].lower() for name in ("organisation", "survey_name"))
        asked[key] = {
            **named(row, "survey_id", "survey_name", "organisation", "asked_date", "question"),
            "is_panel": is_panel,
            "area_count": len(areas[key]),
            "is_demonstration": row["is_demonstration"],
        }
    rows = sorted(
        asked.values(),
        key=lambda row: (-row["asked_date"].toordinal(), row["survey_name"], row["question"]),
    )
    assert rows
    assert_same(queries.survey_questions(store), rows)


def test_survey_answers(store: Store, table: Slow) -> None:
    order = {row["group_id"]: row["sort_order"] for row in table.tables["heard_group"]}
    names = {row["group_id"]: row["group_name"] for row in table.tables["heard_group"]}
    for key in {(row["survey_id"], row["question"]) for row in table.tables["survey_result"]}:
        rows = [
            {
                **named(table.area[row["area_code"]], "area_code", "area_name", "area_type"),
                "group_id": row["group_id"],
                "group_name": names.get(row["group_id"], "Everyone"),
                **named(row, "answer", "answer_order", "answer_count", "base_count", "state"),
                "is_demonstration": row["is_demonstration"],
            }
            for row in table.tables["survey_result"]
            if (row["survey_id"], row["question"]) == key
        ]
        rows.sort(
            key=lambda row: (
                row["area_type"] == "system",
                row["area_name"],
                order.get(row["group_id"], 0),
                row["group_id"],
                row["answer_order"],
                row["answer"],
            )
        )
        assert_same(queries.survey_answers(store, *key), rows)


def test_the_questions_of_the_small_store_are_asked(small_store: Store) -> None:
    assert len(queries.survey_answers(small_store, "spring", PANEL_QUESTION)) == 33
    assert len(queries.survey_answers(small_store, "open", OPEN_QUESTION)) == 4
    assert queries.survey_answers(small_store, "open", PANEL_QUESTION).empty


def test_panel_members(store: Store, table: Slow) -> None:
    members = table.tables["panel_member"]
    assert all(row["is_demonstration"] for row in members)
    weights = defaultdict(list)
    counts: dict[tuple[str, str], int] = defaultdict(int)
    kinds = {"place": "place_code", "age_band": "age_band", "sex": "sex"}
    kinds |= {"ethnic_group": "ethnic_group", "deprivation_quintile": "deprivation_quintile"}
    for row in members:
        said = {kind: row[column] for kind, column in kinds.items()}
        fifth = said["deprivation_quintile"]
        said["deprivation_quintile"] = "not stated" if fifth is None else str(fifth)
        for key in [("everyone", "everyone"), *said.items()]:
            counts[key] += 1
            weights[key] += [] if row["weight"] is None else [row["weight"]]
    found = queries.panel_members(store)
    assert found["is_demonstration"].all()
    assert [(row.kind, row.category) for row in found.itertuples()] == sorted(counts)
    for row in found.itertuples():
        assert row.member_count == counts[row.kind, row.category]
        assert list(row.weights) == pytest.approx(sorted(weights[row.kind, row.category]))


@pytest.mark.slow
def test_the_demonstration_is_left_out_where_there_is_a_real_panel(tmp_path: Any) -> None:
    from tests.insight.small_store import make_store, small_tables

    tables = small_tables()
    members = tables["panel_member"].assign(is_demonstration=lambda rows: rows.index % 3 > 0)
    real = int((~members["is_demonstration"]).sum())
    store = make_store(tmp_path / "both.duckdb", {**tables, "panel_member": members})
    found = queries.panel_members(store).set_index("kind")
    assert found.loc["everyone", "member_count"] == real
    assert not found["is_demonstration"].any()


def test_panel_census_is_what_the_panel_is_weighted_to(real_store: Store) -> None:
    names = ("area", "observation", "deprivation")
    tables = {name: real_store.connection.execute(f"SELECT * FROM {name}").df() for name in names}
    targets = census_targets(tables)
    targets["place"] = targets.pop("place_code")
    expected = {
        (kind, str(category).removesuffix(".0")): people
        for kind, by_category in targets.items()
        for category, people in by_category.items()
    }
    found = queries.panel_census(real_store)
    assert (
        dict(zip(zip(found["kind"], found["category"], strict=True), found["people"], strict=True))
        == expected
    )
    assert set(found.loc[found["kind"] == "place", "category_name"]) >= {"Halton", "Liverpool"}


@pytest.mark.parametrize("edition", ["2025", "2019"])
def test_digital_exclusion(edition: str, store: Store, table: Slow) -> None:
    heirs = defaultdict(list)
    for row in table.tables["area_change"]:
        heirs[row["lsoa11_code"]].append(row["lsoa21_code"])
    homes = {row["area_code"]: row for row in table.tables["neighbourhood"]}
    deciles = {
        row["area_code"]: row["decile"]
        for row in table.tables["deprivation"]
        if row["edition"] == "2019" and row["domain"] == "imd"
    }
    old = {code: row for (code, *_), row in table.of("residents-by-age", "age-65-plus").items()}
    rows = []
    for (code, *_), figure in table.of("digital-exclusion").items():
        parts = [homes[each] for each in sorted(heirs[code]) if each in homes]
        first = {
            name: next((part[name] for part in parts if part[name] is not None), None)
            for name in ("msoa_name", "ward_name", "rural_urban")
        }
        core20 = {part["is_core20"] for part in parts}
        aged = [old[part["area_code"]] for part in parts if part["area_code"] in old]
        people = sum(each["denominator_count"] for each in aged)
        rows.append(
            {
                "area_code": code,
                "area_name": table.area[code]["area_name"],
                "msoa_name": first["msoa_name"] or "",
                "ward_name": first["ward_name"] or "",
                "place_code": parts[0]["place_code"],
                "place_name": table.area[parts[0]["place_code"]]["area_name"],
                "score": figure["value"],
                "period_label": figure["period_label"],
                "is_core20": deciles[code] <= 2
                if edition == "2019"
                else core20.pop()
                if len(core20) == 1
                else None,
                "older_pct": 100 * sum(each["numerator_count"] for each in aged) / people,
                "rural_urban": first["rural_urban"] or "",
                "is_rural": None
                if first["rural_urban"] is None
                else "rural" in first["rural_urban"].lower(),
            }
        )
    rows.sort(key=lambda row: (-row["score"], row["area_code"]))
    assert len(rows) > 40
    assert_same(queries.digital_exclusion(store, edition), rows)


def test_resources(store: Store, table: Slow) -> None:
    homes = {row["area_code"]: row for row in table.tables["neighbourhood"]}
    rows = []
    for row in table.tables["resource"]:
        if row["subject_id"] != "getting-online":
            continue
        home = homes.get(row["neighbourhood_code"], {})
        rows.append(
            {
                **named(row, "resource_id", "resource_name", "kind", "area_code"),
                "area_name": table.area[row["area_code"]]["area_name"],
                "neighbourhood_code": row["neighbourhood_code"],
                "msoa_name": home.get("msoa_name") or "",
                **named(row, "what", "run_by", "is_demonstration"),
            }
        )
    rows.sort(
        key=lambda row: (row["area_name"], row["kind"], row["resource_name"], row["resource_id"])
    )
    assert rows
    assert_same(queries.resources(store, "getting-online"), rows)


def test_nothing_hidden_is_in_an_answer(store: Store) -> None:
    for area in (SYSTEM, HALTON, LIVERPOOL):
        found = queries.groups_heard(store, area)
        assert found.loc[found["state"] != "shown", "comment_count"].isna().all()
    by_area = queries.heard_by_area(store)
    assert by_area.loc[by_area["state"] != "shown", "comment_count"].isna().all()
    assert pd.notna(by_area["comment_count"]).any()
    assert np.isfinite(by_area["core20_pct"]).all()
