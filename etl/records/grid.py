"""Which cells there are: a measure, an area and a group. Every one that may be asked for is there,
nought among them, so that a cell that is not there tells nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set

import pandas as pd

from etl.records import people
from etl.records.areas import AGE_BANDS, Partition
from etl.records.definitions import Measure
from insight.statistics.standardised_rate import EUROPEAN_STANDARD_POPULATION

EVERYONE = "everyone"
GRID = ("measure_id", "area_code", "level", "parent", "group_id", "partition", "is_listed")


def ways(measure: Measure, partitions: Sequence[Partition]) -> tuple[Partition, ...]:
    """The partitions that tell two groups apart. A rate adjusted for age is not given by age, and
    nobody is counted by an age or a sex that the measure leaves out."""
    about = measure.population
    outside = {
        name for name, least, most in AGE_BANDS if most < about.least_age or least > about.most_age
    }
    outside |= {
        each
        for each in (*people.SEX_GROUPS.values(), people.SEX_NOT_STATED)
        if about.sex in people.SEX_GROUPS and each != people.SEX_GROUPS[about.sex]
    }
    found = []
    for each in partitions:
        groups = tuple(group for group in each.groups if group not in outside)
        others = tuple(group for group in each.others if group not in outside)
        if len(groups) > 1 and not (each.name == "age" and measure.is_standardised):
            found.append(Partition(each.name, groups, others))
    return tuple(found)


def grid(
    measures: Iterable[Measure],
    partitions: Sequence[Partition],
    areas: Sequence[tuple[str, str, str]],
    absent: Set[tuple[str, str]] = frozenset(),
) -> pd.DataFrame:
    """A row for every cell there may be, with the columns of GRID; is_listed is False for groups
    that are never shown.

    areas: (area_code, level, parent) of the system, its Places and, where small areas are counted
    for everyone too, these; level is 'system', 'place' or 'small'. absent: (Place, group) where
    nobody can live.
    """
    rows = []
    for each in measures:
        groups = [
            (group, way.name, group in way.groups)
            for way in ways(each, partitions)
            for group in (*way.groups, *way.others)
        ]
        rows += [
            (each.measure_id, *area, *group)
            for area in areas
            for group in ((EVERYONE, EVERYONE, True), *groups)
            if (area[1] != "small" or group[0] == EVERYONE) and (area[0], group[0]) not in absent
        ]
    return pd.DataFrame(rows, columns=list(GRID))


def weights(measures: Iterable[Measure]) -> pd.DataFrame:
    """measure_id, band and weight: of each measure that is adjusted for age, the share of its bands
    in the standard population."""
    rows = [
        (each.measure_id, band, weight)
        for each in measures
        if each.is_standardised
        for band, weight in shares(each).items()
    ]
    return pd.DataFrame(rows, columns=["measure_id", "band", "weight"])


def shares(measure: Measure) -> dict[int, float]:
    """Band → its share of the standard population, among the bands the measure is about."""
    first = measure.population.least_age // people.YEARS_IN_A_BAND
    last = min(measure.population.most_age // people.YEARS_IN_A_BAND, people.LAST_BAND)
    standard = EUROPEAN_STANDARD_POPULATION[first : last + 1]
    return {band: weight / sum(standard) for band, weight in enumerate(standard, start=first)}
