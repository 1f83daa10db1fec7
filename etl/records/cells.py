"""The one expression that counts a measure: from records of people to cells.

The same on every engine. People are found first and counted then, each once; what is counted is
brought to neighbourhood, age and groups, and only then to Places and the system. A cell is an area
and a group; all cells that may be asked for are there, nought among them, so that a cell that is
not there tells nothing.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import reduce
from typing import Any

import ibis
import pandas as pd

from etl.records import criteria, people
from etl.records.areas import AGE_BANDS, Partition
from etl.records.criteria import Period
from etl.records.definitions import CodeSet, Measure
from etl.records.engine import Expression
from etl.records.source import Records
from insight.reference.areas import SYSTEM
from insight.statistics.standardised_rate import EUROPEAN_STANDARD_POPULATION

EVERYONE = "everyone"
GRID = ("area_code", "level", "parent", "group_id", "partition", "is_listed")
DAYS_IN_A_YEAR = 365.25
# Level of small areas → its column of `areas.neighbourhoods`.
SMALL_COLUMN = {"middle": "middle", "neighbourhood": "lsoa"}


@dataclass(frozen=True)
class Question:
    """What is counted by what.

    areas: (area_code, level, parent) of the system, its Places and, where small areas are counted
    for everyone too, these; level is 'system', 'place' or 'small'. small: the level of SMALL_COLUMN
    that is counted, '' for none. absent: (Place, group) where nobody can live.
    """

    measure: Measure
    period: Period
    partitions: Sequence[Partition]
    areas: Sequence[tuple[str, str, str]]
    small: str = ""
    absent: Set[tuple[str, str]] = frozenset()

    @property
    def ways(self) -> tuple[Partition, ...]:
        """The partitions that tell two groups apart. A rate adjusted for age is not given by age,
        and nobody is counted by an age or a sex that the measure leaves out."""
        about = self.measure.population
        outside = {
            name
            for name, least, most in AGE_BANDS
            if most < about.least_age or least > about.most_age
        }
        outside |= {
            each
            for each in (*people.SEX_GROUPS.values(), people.SEX_NOT_STATED)
            if about.sex in people.SEX_GROUPS and each != people.SEX_GROUPS[about.sex]
        }
        found = []
        for each in self.partitions:
            groups = tuple(group for group in each.groups if group not in outside)
            others = tuple(group for group in each.others if group not in outside)
            if len(groups) > 1 and not (each.name == "age" and self.measure.is_standardised):
                found.append(Partition(each.name, groups, others))
        return tuple(found)

    def grid(self) -> pd.DataFrame:
        """Every cell there may be: area_code, level, parent, group_id, partition and is_listed
        (False for groups that are never shown)."""
        groups = [
            (group, way.name, group in way.groups)
            for way in self.ways
            for group in (*way.groups, *way.others)
        ]
        rows = [
            (*area, *group)
            for area in self.areas
            for group in ((EVERYONE, EVERYONE, True), *groups)
            if (area[1] != "small" or group[0] == EVERYONE)
            and (area[0], group[0]) not in self.absent
        ]
        return pd.DataFrame(rows, columns=list(GRID))


def cells(
    records: Records,
    residents: Expression,
    code_sets: dict[str, CodeSet],
    question: Question,
    grid: Expression,
) -> Expression:
    """A row for each cell of `grid` (see Question.grid), nothing hidden yet: its columns, question,
    measure_id, period, is_share, and the numbers of `_complete`.

    Raises NotCounted.
    """
    summed = _summed(_counted(records, residents, code_sets, question), question)
    found = _complete(summed, question.measure, grid)
    measure, label = question.measure, question.period.label
    return found.mutate(
        question=ibis.literal(f"{measure.measure_id} {label} "),
        measure_id=ibis.literal(measure.measure_id),
        period=ibis.literal(label),
        is_share=ibis.literal(measure.events is None),
    )


def _counted(
    records: Records, residents: Expression, code_sets: dict[str, CodeSet], question: Question
) -> Expression:
    """The population with `people` (1, or days) and `count`, person by person."""
    measure, period = question.measure, question.period
    if measure.events is not None:
        here = people.observed_in(residents, records, period)
        here = people.members(here, records, code_sets, measure.population, period)
        stays = criteria.visits(records, code_sets, measure.events, period)
        both = stays.inner_join(here.select("person_id", "death_day"), "person_id")
        both = both.filter(both.death_day.isnull() | (both.day <= both.death_day))
        times = both.group_by("person_id").agg(count=both.count().cast("int64"))
    else:
        here = people.observed_on(residents, records, period.end)
        here = people.members(here, records, code_sets, measure.population, period)
        index = None
        if measure.population.event:
            index = criteria.first_event(records, code_sets[measure.population.event], period)
            here = here.semi_join(index, "person_id")
        met = [
            criteria.meeting(records, code_sets[each.codes], each, period, index)
            for each in measure.met_by
        ]
        every = reduce(lambda one, other: one.union(other), met)
        times = every.group_by("person_id").agg(met=every.count())
        enough = times.filter(times.met >= (measure.at_least or len(met)))
        times = enough.select("person_id", count=ibis.literal(1, "int64"))
    grouped = people.grouped(here, records, code_sets, period)
    both = grouped.left_join(times, "person_id")
    return both.select(*grouped.columns, count=ibis.coalesce(both["count"], 0))


def _summed(counted: Expression, question: Question) -> Expression:
    """Counts by area, group and band: area_code, level, parent, group_id, band, count, people."""
    small = SMALL_COLUMN.get(question.small, "middle")
    ways = [each.name for each in question.ways]
    keys = ["place", small, "band", *(w for w in ways if w not in ("place", small))]
    cube = counted.group_by(keys).agg(count=counted["count"].sum(), people=counted.people.sum())
    groups = ibis.array([ibis.literal(EVERYONE), *(cube[way] for way in ways)])
    each = cube.select("place", "band", "count", "people", group_id=groups)
    each = each.mutate(group_id=each.group_id.unnest())
    in_places = _sum(each, ["place", "group_id", "band"])
    whole = _sum(in_places, ["group_id", "band"])
    parts = [
        in_places.select(
            *_about("place", in_places.place, ibis.literal(SYSTEM)),
            "group_id",
            *NUMBERS,
        ),
        whole.select(
            *_about("system", ibis.literal(SYSTEM), ibis.literal("")), "group_id", *NUMBERS
        ),
    ]
    if question.small:
        near = _sum(cube, ["place", small, "band"])
        near = near.filter(near[small].notnull())
        parts.append(
            near.select(
                *_about("small", near[small], near.place),
                ibis.literal(EVERYONE).name("group_id"),
                *NUMBERS,
            )
        )
    return reduce(lambda one, other: one.union(other), parts)


NUMBERS = ("band", "count", "people")


def _sum(table: Expression, keys: list[str]) -> Expression:
    return table.group_by(keys).agg(
        count=table["count"].sum().cast("int64"), people=table.people.sum().cast("int64")
    )


def _about(level: str, code: Any, parent: Any) -> tuple[Any, ...]:
    return (
        code.cast("string").name("area_code"),
        ibis.literal(level).name("level"),
        parent.cast("string").name("parent"),
    )


def _complete(found: Expression, measure: Measure, grid: Expression) -> Expression:
    """The bands of each cell brought together, and every cell there.

    numerator, denominator (people, or years of people), and where the measure is standardised rate
    and variance (per person or year) and has_every_age.
    """
    # As a double: Spark would take a bare 1.0 for a decimal.
    scale = ibis.literal(DAYS_IN_A_YEAR if measure.events is not None else 1.0, "float64")
    keys = ["area_code", "level", "parent", "group_id"]
    totals: dict[str, Any] = {
        "numerator": found["count"].sum().cast("int64"),
        "people": found.people.sum().cast("int64"),
    }
    if measure.is_standardised:
        weights = _weights(measure)
        weight = found.band.cases(*weights.items(), else_=0.0).cast("float64")
        share = found["count"].cast("float64") * scale / found.people
        totals["rate"] = (weight * share).sum()
        totals["variance"] = (weight * weight * share * scale / found.people).sum()
        totals["band_count"] = found.band.nunique().cast("int64")
    summed = found.filter(found.people > 0).group_by(keys).agg(**totals)
    both = grid.left_join(summed, keys)
    columns: dict[str, Any] = {
        "numerator": ibis.coalesce(both.numerator, 0),
        "people": ibis.coalesce(both.people, 0),
        "denominator": ibis.coalesce(both.people, 0).cast("float64") / scale,
        "rate": ibis.null("float64"),
        "variance": ibis.null("float64"),
        "has_every_age": ibis.literal(True),
    }
    if measure.is_standardised:
        columns |= {
            "rate": both.rate,
            "variance": both.variance,
            "has_every_age": ibis.coalesce(both.band_count, 0) == len(_weights(measure)),
        }
    return both.select(*keys, "partition", "is_listed", **columns)


def _weights(measure: Measure) -> dict[int, float]:
    """Band → its share of the standard population, among the bands the measure is about."""
    first = measure.population.least_age // people.YEARS_IN_A_BAND
    last = min(measure.population.most_age // people.YEARS_IN_A_BAND, people.LAST_BAND)
    standard = EUROPEAN_STANDARD_POPULATION[first : last + 1]
    return {band: weight / sum(standard) for band, weight in enumerate(standard, start=first)}
