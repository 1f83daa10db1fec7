"""Made-up people of real neighbourhoods: who they are, and how long they are under observation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from etl import embedded_figures
from etl.records import areas
from etl.records.periods import financial_year
from insight import settings
from insight.reference.catalogue import Catalogue

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]
BANDS = areas.AGE_BANDS
OLDEST = 99
BROAD = ("ethnic-asian", "ethnic-black", "ethnic-mixed", "ethnic-other", "ethnic-white")
FIRST_DAY = date(2015, 1, 1)
OUTSIDE = ("E01000001", "W01000001")  # neighbourhoods that are not ours


@dataclass(frozen=True)
class Homes:
    """Neighbourhoods of ours, and how their residents are made up (shares, a row adds to 1)."""

    table: pd.DataFrame
    residents: Floats
    ages: Floats
    ethnic: Floats


@dataclass
class People:
    """Made-up people; arrays of one length. Days count from 1970.

    home: number of the neighbourhood in Homes. birth: in months (year × 12 + month). broad: number
    in BROAD. is_ours: whether they can be counted: one neighbourhood of ours is told of them.
    """

    person_id: Ints
    home: Ints
    fifth: Ints
    birth: Ints
    is_female: Mask
    broad: Ints
    code: NDArray[Any]
    first_day: Ints
    last_day: Ints
    death_day: Ints
    is_ours: Mask
    location_id: Ints

    def age(self, day: date) -> Ints:
        """Whole years on a day, by the month of birth."""
        return (day.year * 12 + day.month - self.birth) // 12

    def observed_on(self, day: date) -> Mask:
        """Alive and under observation on a day."""
        at = number(day)
        return (self.first_day <= at) & (self.last_day >= at) & (self.death_day > at)

    def days_in(self, start: date, end: date) -> Ints:
        """Days alive and under observation between two days, both included."""
        last = np.minimum(np.minimum(self.last_day, self.death_day), number(end))
        return np.maximum(last - np.maximum(self.first_day, number(start)) + 1, 0)


def number(day: date) -> int:
    """Days since 1970."""
    return (day - date(1970, 1, 1)).days


def homes(catalogue: Catalogue) -> Homes:
    """Our neighbourhoods with the residents of the Census, by age and ethnic group."""
    table = areas.neighbourhoods(catalogue).drop_duplicates("lsoa")
    tables = embedded_figures.load(settings.FIGURES, ("neighbourhood", "observation"))
    known = tables["neighbourhood"].set_index("area_code")["population_count"]
    table = table[table["lsoa"].isin(known.index)].reset_index(drop=True)
    observed = tables["observation"]
    shares = []
    for indicator, groups in (
        ("residents-by-age", [name for name, _, _ in BANDS]),
        ("residents-by-ethnic-group", list(BROAD)),
    ):
        rows = observed[observed["indicator_id"] == indicator]
        wide = rows.pivot_table(index="area_code", columns="group_id", values="value")
        part = wide.reindex(index=table["lsoa"], columns=groups).to_numpy(float)
        part = np.where(np.isfinite(part), part, np.nanmean(part, axis=0))
        shares.append(part / part.sum(axis=1, keepdims=True))
    residents = known.reindex(table["lsoa"]).to_numpy(float)
    return Homes(table, residents / residents.sum(), *shares)


def people(
    first_id: int, count: int, where: Homes, plan: dict[str, Any], draw: np.random.Generator
) -> People:
    """`count` people with ids from first_id. plan: records.toml."""
    home = draw.choice(len(where.residents), size=count, p=where.residents)
    band = _pick(where.ages[home], draw)
    low, high = (np.array([each[at] for each in BANDS])[band] for at in (1, 2))
    reach = np.where(high > OLDEST, OLDEST, high) - low + 1
    # Of the oldest band, fewer the older they are.
    portion = np.where(band == len(BANDS) - 1, draw.random(count) ** 1.6, draw.random(count))
    age = low + (portion * reach).astype(np.int64)
    extract: date = plan["extract"]
    birth = extract.year * 12 + extract.month - age * 12 - draw.integers(0, 12, count)
    broad = _pick(where.ethnic[home], draw)
    first, last, death = _spans(age, plan, draw)
    born = (birth // 12 - 1970) * 365.2425 + (birth % 12) * 30.44
    first = np.maximum(first, born.astype(np.int64))
    dirt = plan["dirt"]
    fate = draw.random(count)
    nowhere = fate < dirt["without_neighbourhood"]
    outside = ~nowhere & (fate < dirt["without_neighbourhood"] + dirt["outside"])
    location = home + 1
    location = np.where(nowhere, -draw.integers(1, 4, count), location)
    location = np.where(outside, -draw.integers(4, 4 + len(OUTSIDE), count), location)
    fifths = where.table["fifth_2025"].str.extract(r"quintile-(\d)")[0].astype(int).to_numpy()
    return People(
        person_id=np.arange(first_id, first_id + count),
        home=home,
        fifth=fifths[home],
        birth=birth,
        is_female=draw.random(count) < 0.51,
        broad=broad,
        code=_codes(broad, draw),
        first_day=first,
        last_day=last,
        death_day=death,
        is_ours=~nowhere & ~outside,
        location_id=location,
    )


def _pick(shares: Floats, draw: np.random.Generator) -> Ints:
    """For each row of shares the number of a column, as likely as its share."""
    reach = shares.cumsum(axis=1)
    return np.minimum((draw.random(len(shares))[:, None] > reach).sum(axis=1), shares.shape[1] - 1)


def _codes(broad: Ints, draw: np.random.Generator) -> NDArray[Any]:
    """A code of an ethnic group in detail, for each number in BROAD."""
    listed = areas.ethnic_groups()
    codes = np.empty(len(broad), dtype=object)
    for at, group in enumerate(BROAD):
        own = listed.loc[listed["broad"] == group, "code"].to_numpy()
        chance = np.full(len(own), 1 / len(own))
        if group == "ethnic-white":
            chance = np.where(own == "A", 0.9, 0.1 / (len(own) - 1))
        here = broad == at
        codes[here] = draw.choice(own, size=int(here.sum()), p=chance)
    return codes


def _spans(age: Ints, plan: dict[str, Any], draw: np.random.Generator) -> tuple[Ints, Ints, Ints]:
    """First and last day under observation, and the day of death (far ahead for the living)."""
    count, dirt = len(age), plan["dirt"]
    begin = number(financial_year(int(plan["years"][0][:4])).start)
    end = number(plan["extract"])
    within = draw.integers(begin, end, count)
    first = np.where(draw.random(count) < dirt["moved_in"], within, number(FIRST_DAY))
    within = draw.integers(begin, end, count)
    last = np.where(draw.random(count) < dirt["moved_out"], within, end)
    last = np.maximum(last, first)
    chance = dirt["deaths_per_year"] * len(plan["years"]) * np.where(age >= 65, 3.5, 0.25)
    dies = draw.random(count) < chance
    death = np.where(dies, draw.integers(begin, end, count), number(date(2100, 1, 1)))
    # Of every second one who died, the observation goes on as if nobody had noticed.
    noticed = dies & (draw.random(count) < 0.5)
    last = np.where(noticed, np.maximum(np.minimum(last, death), first), last)
    return first, last, death
