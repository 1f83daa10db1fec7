"""Who is counted: people of ours under observation, with the groups they belong to.

A person whose record is there twice counts once; of one whose records contradict each other,
nobody can tell where they live or how old they are, and they are left out, as is everybody without
a neighbourhood of ours.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import ibis

from etl.records.areas import AGE_BANDS, DETAILED_NOT_STATED, NOT_STATED
from etl.records.engine import Expression
from etl.records.periods import Period
from etl.records.source import Records

SEX_IDS = {8532: "sex-female", 8507: "sex-male"}  # OMOP's concepts of female and male
SEX_GROUPS = {"female": "sex-female", "male": "sex-male"}
SEX_NOT_STATED = "sex-not-stated"
YEARS_IN_A_BAND, LAST_BAND = 5, 18  # 0–4 … 85–89, 90 and over
MIDDLE_OF_YEAR = 7  # month of birth where it is not recorded
HOME = ("place", "middle", "lsoa", "fifth_2025", "fifth_2019", "rural")


def residents(records: Records, homes: Expression, ethnic: Expression) -> Expression:
    """Everybody who lives in a neighbourhood of ours, once, with what does not change by period:
    person_id, birth (in months), sex, broad, detailed, death_day and the columns HOME.

    homes, ethnic: the tables of `areas`.
    """
    person = records.tables["person"].distinct()
    once = person.group_by("person_id").agg(
        times=person.count(),
        **{name: getattr(person, name).max() for name in person.columns if name != "person_id"},
    )
    once = once.filter((once.times == 1) & once.birth_year.notnull())
    place = records.tables["location"]
    place = place.mutate(lsoa=place.lsoa.strip().upper()).distinct()
    single = place.group_by("location_id").agg(times=place.count(), lsoa=place.lsoa.max())
    single = single.filter(single.times == 1).drop("times")
    housed = once.inner_join(single, "location_id").inner_join(homes, "lsoa")
    code = housed.ethnicity.strip().upper()
    housed = housed.mutate(code=code)
    told = housed.left_join(ethnic, housed.code == ethnic.code)
    month = ibis.coalesce(told.birth_month, MIDDLE_OF_YEAR)
    sex = ibis.cases(
        *((told.sex_id == number, name) for number, name in SEX_IDS.items()), else_=SEX_NOT_STATED
    )
    found = told.select(
        "person_id",
        *HOME,
        birth=told.birth_year * 12 + month,
        sex=sex,
        broad=ibis.coalesce(told.broad, NOT_STATED),
        detailed=ibis.coalesce(told.detailed, DETAILED_NOT_STATED),
    )
    if not records.has("death"):
        return found.mutate(death_day=ibis.null("date"))
    death = records.tables["death"]
    last = death.group_by("person_id").agg(death_day=death.death_day.min())
    joined = found.left_join(last, "person_id")
    return joined.select(*found.columns, "death_day")


def observed(people: Expression, records: Records, period: Period) -> Expression:
    """People with the days of a period that they were alive and under observation (`days`, one at
    least), and whether they were so on its last day (`is_here`)."""
    spans = records.tables["observation_period"].distinct()
    first, last = ibis.literal(period.start), ibis.literal(period.end)
    spans = spans.filter((spans.start_day <= last) & (spans.end_day >= first))
    both = spans.inner_join(people.select("person_id", "death_day"), "person_id")
    end = ibis.least(both.end_day, last, ibis.coalesce(both.death_day, last))
    begin = ibis.greatest(both.start_day, first)
    is_here = (both.end_day >= last) & (both.death_day.isnull() | (both.death_day > last))
    both = both.mutate(days=end.delta(begin, unit="day").cast("int64") + 1, is_here=is_here)
    both = both.filter(both.days > 0)
    length = ibis.literal((period.end - period.start).days + 1, "int64")
    days = both.group_by("person_id").agg(
        days=ibis.least(both.days.sum().cast("int64"), length), is_here=both.is_here.any()
    )
    return people.inner_join(days, "person_id")


def age(people: Expression, day: date) -> Any:
    """Whole years on a day, by the month of birth."""
    return ((day.year * 12 + day.month - people.birth) / 12).floor().cast("int64")


def band(age_years: Any) -> Any:
    """The band of five years that an age is in, from nought."""
    return ibis.least((age_years / YEARS_IN_A_BAND).floor().cast("int64"), LAST_BAND)


def age_group(age_years: Any) -> Any:
    """The id of the group that an age is in."""
    bands = ((age_years <= most, name) for name, _, most in AGE_BANDS)
    return ibis.cases(*bands, else_=AGE_BANDS[-1][0])
