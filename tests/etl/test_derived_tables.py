"""What the build works out from its figures, worked out again one figure at a time."""

from __future__ import annotations

from datetime import date
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.console import STANDINGS, standings
from etl.derived_tables import POSITIONS, SYSTEM_ESTIMATES
from insight.reference.areas import PLACES as PEERS
from insight.reference.areas import REGION_AUTHORITIES, areas
from insight.store import Store
from insight.store.connection import SCHEMA

PLACES = ["E06000006", "E08000012", "E06000049", "E06000050", "E08000011", "E08000014"]
SYSTEM, ENGLAND = "E54000008", "E92000001"
POLARITIES = ["high_is_good", "low_is_good", "no_judgement"]


def figures(values: dict[str, float | None], **more: Any) -> pd.DataFrame:
    facts = {
        "indicator_id": "low_is_good",
        "group_id": "everyone",
        "sex": "persons",
        "age": "All ages",
        "period_start_date": date(2024, 1, 1),
        "period_end_date": date(2024, 12, 31),
        "period_label": "2024",
        "source_file_id": "f1",
    }
    rows = pd.DataFrame({"area_code": list(values), "value": list(values.values())})
    return rows.astype({"value": "float64"}).assign(**{**facts, **more})


def worked_out(question: str, observation: pd.DataFrame, **about: Any) -> list[dict[str, Any]]:
    """The rows a question adds to an otherwise small store."""
    codes = sorted({*observation["area_code"], *PLACES, SYSTEM})
    kinds = {SYSTEM: "system", ENGLAND: "country"} | dict.fromkeys(PLACES, "place")
    area = pd.DataFrame({"area_code": codes, "area_name": codes}).assign(
        area_type=[kinds.get(code, "authority") for code in codes],
        population_count=[1_000 * (1 + i) for i in range(len(codes))],
    )
    indicator = pd.DataFrame({"indicator_id": POLARITIES, "polarity": POLARITIES}).assign(
        **dict.fromkeys(("indicator_name", "plain_name", "definition", "caveat"), "made up"),
        **{"unit": "%", "value_type": "percentage", "topic": "cancer", "life_stage": "all ages"},
        **{"clinical_area": "", "source_id": "s", "ci_method": "none", "disclosure_rule": ""},
        **{"decimal_places": 1, "sex": "persons", "age": "All ages"},
    )
    indicator = indicator.assign(**about)
    connection = empty_store()
    connection.begin()
    for name, frame in (("area", area), ("indicator", indicator), ("observation", observation)):
        connection.register("rows", frame)
        connection.execute(f"INSERT INTO {name} BY NAME SELECT * FROM rows")
        connection.unregister("rows")
    connection.execute(question)
    table = question.split()[2]
    cursor = connection.execute(f"SELECT * FROM {table}")
    names = [column[0] for column in cursor.description]
    rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    connection.rollback()
    return rows


@cache
def empty_store() -> duckdb.DuckDBPyConnection:
    """Tables of the schema without a row: whoever adds some takes them back."""
    connection = duckdb.connect()
    connection.execute(SCHEMA.read_text(encoding="utf-8"))
    return connection


def others(count: int) -> list[str]:
    return [f"E060{1_000 + number:05d}"[:9] for number in range(count)]


@pytest.mark.slow
@settings(max_examples=25)
@given(
    st.sampled_from(POLARITIES),
    st.integers(94, 130),
    st.lists(st.one_of(st.none(), st.integers(0, 9)), min_size=6, max_size=6),
    st.integers(0, 2**32 - 1),
)
def test_a_position_is_what_counting_says(
    polarity: str, count: int, own: list[int | None], seed: int
) -> None:
    random = np.random.default_rng(seed)
    values: dict[str, float | None] = dict(zip(PLACES, own, strict=True))
    values |= {code: float(random.integers(0, 10)) for code in others(count)}
    observation = figures(values, indicator_id=polarity)
    found = {row["area_code"]: row for row in worked_out(POSITIONS, observation)}
    known = [value for value in values.values() if value is not None]
    if len(known) < 100:
        assert found == {}
        return
    assert set(found) == {code for code in PLACES if values[code] is not None}
    for code, row in found.items():
        mine = values[code]
        assert mine is not None
        is_up = polarity == "high_is_good"
        ahead = sum((each > mine) if is_up else (each < mine) for each in known)
        tied = sum(each == mine for each in known)
        assert (row["rank"], row["tied_count"]) == (1 + ahead, tied)
        assert row["authority_count"] == len(known)
        middle = (ahead + tied / 2) / len(known)
        assert row["fifth"] == min(5, 1 + int(5 * middle + 1e-12))


@pytest.mark.slow
def test_a_hundred_apart_are_twenty_in_each_fifth() -> None:
    codes = [*PLACES, *others(94)]
    fifths = []
    for start in range(0, 100, 6):  # six Places at a time
        order = np.roll(np.arange(100), -start)
        values = dict(zip(codes, map(float, order), strict=True))
        for row in worked_out(POSITIONS, figures(values)):
            assert row["rank"] == 1 + int(values[row["area_code"]])
            fifths.append((row["rank"], row["fifth"]))
    assert all(fifth == 1 + (rank - 1) // 20 for rank, fifth in fifths)
    assert {fifth for _, fifth in fifths} == {1, 2, 3, 4, 5}


def test_all_alike_are_in_no_end_fifth() -> None:
    rows = worked_out(POSITIONS, figures(dict.fromkeys([*PLACES, *others(100)], 4.0)))
    assert {(row["rank"], row["tied_count"], row["fifth"]) for row in rows} == {(1, 106, 3)}


@pytest.mark.slow
def test_periods_sexes_and_groups_are_not_mixed_and_some_are_never_ranked() -> None:
    half: dict[str, float | None] = dict.fromkeys([*PLACES, *others(60)], 4.0)
    whole = dict.fromkeys([*PLACES, *others(100)], 4.0)
    parts = pd.concat(
        figures(half, sex=sex, period_end_date=day, group_id=group)
        for sex, day, group in product(
            ("female", "male"), (date(2024, 12, 31), date(2023, 12, 31)), ("everyone", "core20")
        )
    )
    assert {row["among_code"] for row in worked_out(POSITIONS, parts)} == {PEERS}
    assert worked_out(POSITIONS, figures(whole, group_id="core20")) == []
    assert worked_out(POSITIONS, figures(whole), may_be_ranked=False) == []
    # Districts stand inside counties: where counties have figures, districts do not count again.
    districts = {f"E0700{number:04d}": 1.0 for number in range(60)}
    counties = {f"E1000{number:04d}": 1.0 for number in range(3)}
    assert worked_out(POSITIONS, figures(half | districts))[0]["authority_count"] == 126
    for row in worked_out(POSITIONS, figures(half | districts | counties)):
        assert row["among_code"] == PEERS


@pytest.mark.slow
def test_few_others_are_enough_in_the_north_west_and_england_goes_first() -> None:
    others_there = [code for code in REGION_AUTHORITIES if code not in areas()]
    north_west: dict[str, float | None] = {
        code: float(number) for number, code in enumerate(others_there[:14])
    }
    elsewhere = dict.fromkeys(others(79), 100.0)
    values = dict.fromkeys(PLACES, 6.5) | north_west | elsewhere
    rows = worked_out(POSITIONS, figures(values))
    assert {row["area_code"] for row in rows} == set(PLACES)
    for row in rows:
        assert row["among_code"] == "E12000002"
        assert (row["rank"], row["tied_count"], row["authority_count"]) == (8, 6, 20)
    for row in worked_out(POSITIONS, figures({**values, others_there[0]: None})):
        assert (row["among_code"], row["tied_count"], row["authority_count"]) == (PEERS, 6, 6)
    for row in worked_out(POSITIONS, figures({**values, **dict.fromkeys(others(80), 100.0)})):
        assert (row["among_code"], row["authority_count"]) == (ENGLAND, 100)
    assert worked_out(POSITIONS, figures(values), is_comparable=False) == []


@pytest.mark.slow
def test_places_alone_are_put_in_order_where_none_has_a_range() -> None:
    values: dict[str, float | None] = dict(zip(PLACES, [3, 1, 2, 2, None, 9], strict=True))
    found = {row["area_code"]: row for row in worked_out(POSITIONS, figures(values))}
    ranks = {code: (row["rank"], row["tied_count"]) for code, row in found.items()}
    expected = [(4, 1), (1, 1), (2, 2), (2, 2), (5, 1)]
    assert ranks == dict(zip((c for c in PLACES if values[c] is not None), expected, strict=True))
    assert {(row["among_code"], row["authority_count"]) for row in found.values()} == {(PEERS, 5)}
    # Others elsewhere are too few to be counted; four Places say nothing of nine; and ranges of
    # two Places may overlap.
    assert len(worked_out(POSITIONS, figures({**values, **dict.fromkeys(others(9), 2.0)}))) == 5
    assert worked_out(POSITIONS, figures({**values, PLACES[0]: None})) == []
    ranged = figures(values)
    ranged.loc[0, ["lower_ci", "upper_ci"]] = (2.0, 4.0)
    assert worked_out(POSITIONS, ranged) == []


@pytest.mark.slow
def test_an_estimate_is_the_mean_by_residents_and_only_where_there_is_no_figure() -> None:
    values: dict[str, float | None] = dict(zip(PLACES, [10, 20, 30, 40, 50, None], strict=True))
    (row,) = worked_out(SYSTEM_ESTIMATES, figures(values))
    order = sorted([*PLACES, SYSTEM])
    weights = {code: 1_000 * (1 + order.index(code)) for code in PLACES}
    known = {code: value for code, value in values.items() if value is not None}
    mean = sum(weights[c] * v for c, v in known.items()) / sum(weights[c] for c in known)
    assert row["value"] == pytest.approx(mean, abs=1e-6)
    assert (row["lowest_value"], row["highest_value"], row["place_count"]) == (10, 50, 5)
    assert len(worked_out(SYSTEM_ESTIMATES, figures({**values, SYSTEM: None}))) == 1
    assert worked_out(SYSTEM_ESTIMATES, figures({**values, SYSTEM: 31.0})) == []
    assert worked_out(SYSTEM_ESTIMATES, figures(values), value_type="count") == []
    assert worked_out(SYSTEM_ESTIMATES, figures({**values, PLACES[0]: None})) == []


def test_most_of_a_places_figures_are_tested_or_positioned(real_store: Store) -> None:
    found = standings(real_store)
    assert len(found) == 9
    assert found[list(STANDINGS)].sum(axis=1).to_numpy() == pytest.approx(100)
    said = found[["tested", "positioned", "among Places"]].sum(axis=1)
    assert said.min() >= 90
    assert (found["tested"] + found["positioned"]).min() >= 75
    assert found["mute"].max() <= 2  # partial sums of practices, which the system has none of


def test_the_command_prints_what_can_be_said(
    real_store_folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from etl.__main__ import main

    monkeypatch.setenv("INSIGHT_STORES", str(real_store_folder))
    assert main(["status", "--figures"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[-11].split() == " ".join(["Place", "figures", *STANDINGS]).split()
    assert all(line.count("%") == len(STANDINGS) for line in lines[-10:-1])
    barred = lines[-1].partition(": ")[2].split(", ")
    assert {"friends-and-family-gp", "inequality-in-life-expectancy-male"} < set(barred)
