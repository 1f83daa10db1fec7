"""Made-up records as OMOP tables in Parquet, soiled as real ones are, with the truth beside."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from etl.files import Report
from etl.records import definitions
from etl.records.definitions import EVENT_TABLES, SEX_IDS
from etl.records.periods import financial_year
from etl.records.synthetic.events import Recorder, Truth, recorded
from etl.records.synthetic.population import BROAD, OUTSIDE, Homes, People, homes, number, people
from insight import settings
from insight.reference.areas import project_catalogue

PLAN = settings.DEMONSTRATION / "records.toml"
TRUTH_NAME = "truth.parquet"
PEOPLE_AT_ONCE = 100_000
OTHER_CONCEPTS = (4214956, 37311061, 2999999999, 0)  # about something else, unknown, or unmapped
BAD_CONCEPTS = (0, 999_999_999)
NOWHERE = (None, "", "unknown")
BLOCK = 1_000_000_000  # ids of rows of each table start a block of their own in each part
GROUPS = ("place", "fifth", "broad", "is_female", "band")


def write(
    folder: Path,
    count: int,
    report: Report | None = None,
    seed: int = 20_25,
    plan: dict[str, Any] | None = None,
) -> int:
    """Write records of `count` people into a folder; how many events they have.

    Beside the tables lies what is true of them: TRUTH_NAME, a row for each measure, period, Place,
    fifth, broad ethnic group, sex and band of five years: people (or days), expected and drawn.
    """
    plan = plan or tomllib.loads(PLAN.read_text(encoding="utf-8"))
    say = report or (lambda what, done, total: None)
    code_sets = definitions.project_definitions().code_sets
    where = homes(project_catalogue())
    periods = [financial_year(int(text[:4])) for text in plan["years"]]
    truth = pd.DataFrame()
    events = 0
    parts = list(range(0, count, PEOPLE_AT_ONCE))
    _locations(folder, where)
    for part, first in enumerate(parts):
        say("Making up records", part, len(parts))
        draw = np.random.default_rng((seed, part))
        own = people(first + 1, min(PEOPLE_AT_ONCE, count - first), where, plan, draw)
        record, true = recorded(own, code_sets, periods, plan, draw)
        _soil_events(record, plan, draw)
        _people(folder, part, own, plan, draw)
        events += _events(folder, part, record)
        found = pd.concat([truth, *(_summed(each, own, where) for each in true)])
        keys = ["measure_id", "period", *GROUPS]
        truth = found.groupby(keys, as_index=False)[["people", "expected", "drawn"]].sum()
    truth.to_parquet(folder / TRUTH_NAME)
    source = {"cdm_source_name": ["Synthetic records: nobody is behind them"]}
    _write(folder, "cdm_source", 0, source)
    return events


def _days(days: Any) -> pa.Array:
    return pa.array(np.asarray(days).astype("datetime64[D]"))


def _locations(folder: Path, where: Homes) -> None:
    codes: list[str | None] = list(where.table["lsoa"])
    codes[::7] = [f" {str(code).lower()} " for code in codes[::7]]  # spelled as people spell
    ids = list(range(1, len(codes) + 1))
    for at, other in enumerate((*NOWHERE, *OUTSIDE), start=1):
        ids.append(-at)
        codes.append(other)
    _write(folder, "location", 0, {"location_id": ids, "location_source_value": codes})


def _people(
    folder: Path, part: int, own: People, plan: dict[str, Any], draw: np.random.Generator
) -> None:
    dirt, size = plan["dirt"], len(own.home)
    again = np.flatnonzero(draw.random(size) < dirt["repeated_people"])
    other = np.flatnonzero(draw.random(size) < dirt["contradicted_people"])
    own.is_ours[other] = False
    rows = np.concatenate([np.arange(size), again, other])
    location = own.location_id[rows]
    location[size + len(again) :] = location[size + len(again) :] % 1500 + 1
    same = location[size + len(again) :] == own.location_id[other]
    location[size + len(again) :] += same
    sex = np.where(own.is_female, SEX_IDS["sex-female"], SEX_IDS["sex-male"])
    person = {
        "person_id": own.person_id[rows],
        "gender_concept_id": sex[rows],
        "year_of_birth": (own.birth // 12 - (own.birth % 12 == 0))[rows],
        "month_of_birth": np.where(own.birth % 12 == 0, 12, own.birth % 12)[rows],
        "location_id": location,
        "race_source_value": pa.array(own.code[rows]),
    }
    _write(folder, "person", part, person)
    _write(folder, "observation_period", part, _observation(own, plan, draw))
    dead = np.flatnonzero(own.death_day < number(plan["extract"]))
    _write(
        folder,
        "death",
        part,
        {"person_id": own.person_id[dead], "death_date": _days(own.death_day[dead])},
    )


def _observation(own: People, plan: dict[str, Any], draw: np.random.Generator) -> dict[str, Any]:
    """Spans of observation: of some people the same twice, or two that overlap."""
    dirt, size = plan["dirt"], len(own.home)
    twice = np.flatnonzero(draw.random(size) < dirt["repeated_observations"])
    both = np.flatnonzero(draw.random(size) < dirt["overlapping_observations"])
    first, last = own.first_day[both], own.last_day[both]
    begin = financial_year(int(plan["years"][0][:4])).start
    recent = np.clip(number(begin), first, last)
    days = recent + (draw.random((2, len(both))) * (last - recent + 1)).astype(np.int64)
    ends = own.last_day.copy()
    ends[both] = days.max(axis=0)
    more = np.concatenate([own.first_day[twice], days.min(axis=0)])
    return {
        "person_id": np.concatenate([own.person_id, own.person_id[twice], own.person_id[both]]),
        "observation_period_start_date": _days(np.concatenate([own.first_day, more])),
        "observation_period_end_date": _days(np.concatenate([ends, own.last_day[twice], last])),
    }


def _soil_events(record: Recorder, plan: dict[str, Any], draw: np.random.Generator) -> None:
    """Repeated and late events, bad codes, and others that are about something else."""
    dirt, own = plan["dirt"], record.people
    extract = number(plan["extract"])
    for table, written in record.events.items():
        columns = [np.concatenate(each) for each in zip(*written, strict=True)]
        size = len(columns[0])
        again = np.flatnonzero(draw.random(size) < dirt["repeated_events"])
        late = np.flatnonzero(draw.random(size) < dirt["late_events"])
        bad = np.flatnonzero(draw.random(size) < dirt["bad_codes"])
        rows = np.concatenate([np.arange(size), again, late, bad])
        person, concept, day, value, visit = (each[rows] for each in columns)
        start = size + len(again)
        day[start : start + len(late)] = extract + draw.integers(1, 2000, len(late))
        visit[start : start + len(late)] = -1
        concept[start + len(late) :] = draw.choice(BAD_CONCEPTS, size=len(bad))
        record.events[table] = [(person, concept, day, value, visit)]
    years = len(plan["years"])
    total = int(dirt["other_events"] * years * len(own.home))
    names = list(EVENT_TABLES)
    begin = extract - 365 * years
    for number_of, name in enumerate(names):
        some = total // len(names) + (number_of < total % len(names))
        at = draw.integers(0, len(own.home), some)
        record.events.setdefault(name, []).append(
            (
                own.person_id[at],
                draw.choice(OTHER_CONCEPTS, size=some),
                draw.integers(begin, extract, some),
                draw.random(some) * 100,
                np.full(some, -1),
            )
        )


def _events(folder: Path, part: int, record: Recorder) -> int:
    total = 0
    for table, written in record.events.items():
        person, concept, day, value, visit = (
            np.concatenate(each) for each in zip(*written, strict=True)
        )
        concept_name, day_name = EVENT_TABLES[table]
        size = len(person)
        rows: dict[str, Any] = {
            **(
                {}
                if table == "visit_occurrence"
                else {f"{table}_id": part * BLOCK + np.arange(size)}
            ),
            "person_id": person,
            concept_name: concept,
            day_name: _days(day),
        }
        if table == "measurement":
            rows["value_as_number"] = pa.array(value, from_pandas=True)
        rows["visit_occurrence_id"] = pa.array(visit, mask=visit < 0)
        _write(folder, table, part, rows)
        total += size
    return total


def _write(folder: Path, table: str, part: int, columns: dict[str, Any]) -> None:
    into = folder / table
    into.mkdir(parents=True, exist_ok=True)
    pq.write_table(pa.table(columns), into / f"part-{part:04d}.parquet", compression="zstd")


def _summed(truth: Truth, own: People, where: Homes) -> pd.DataFrame:
    """What is true of one measure and period, by the GROUPS of the people who can be counted."""
    at = np.flatnonzero(own.is_ours & (truth.people > 0))
    place = where.table["place"].to_numpy()
    band = np.minimum(own.age(truth.day)[at] // 5, 18)
    rows = pd.DataFrame(
        {
            "place": place[own.home[at]],
            "fifth": own.fifth[at],
            "broad": np.array(BROAD)[own.broad[at]],
            "is_female": own.is_female[at],
            "band": band,
            "people": truth.people[at],
            "expected": truth.expected[at],
            "drawn": truth.drawn[at],
        }
    )
    summed = rows.groupby(list(GROUPS), as_index=False).sum()
    return summed.assign(measure_id=truth.measure_id, period=truth.period.label)
