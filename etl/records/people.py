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
from etl.records.definitions import SEX_IDS
from etl.records.engine import Expression
from etl.records.periods import Period
from etl.records.source import Records

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
        *((told.sex_id == number, name) for name, number in SEX_IDS.items()), else_=SEX_NOT_STATED
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


def spans(people: Expression, records: Records) -> Expression:
    """person_id, start_day, end_day and death_day: when people were alive and under observation,
    the day of death included. Spans of one person may overlap."""
    span = records.tables["observation_period"]
    both = span.inner_join(people.select("person_id", "death_day"), "person_id")
    end = ibis.least(both.end_day, ibis.coalesce(both.death_day, both.end_day))
    return both.select("person_id", "start_day", "death_day", end_day=end)


def observed(people: Expression, spans: Expression, period: Period) -> Expression:
    """People with the days of a period that they were alive and under observation (`days`, one at
    least), and whether they were so on its last day (`is_here`). No day counts twice.

    spans: see `spans`.
    """
    first, last = ibis.literal(period.start), ibis.literal(period.end)
    spans = spans.filter((spans.start_day <= last) & (spans.end_day >= first))
    spans = spans.mutate(
        begin=ibis.greatest(spans.start_day, first),
        end=ibis.least(spans.end_day, last),
        is_here=(spans.end_day >= last) & (spans.death_day.isnull() | (spans.death_day > last)),
    )
    # Of each span only the days after all that began before it have ended.
    earlier = ibis.window(
        group_by=spans.person_id, order_by=[spans.begin, spans.end], preceding=(None, 1)
    )
    spans = spans.mutate(reach=spans.end.max().over(earlier))
    whole = _days(spans.end, spans.begin) + 1
    rest = ibis.coalesce(_days(spans.end, spans.reach), whole)
    spans = spans.mutate(days=ibis.greatest(ibis.least(whole, rest), 0))
    found = spans.group_by("person_id").agg(
        days=spans.days.sum().cast("int64"), is_here=spans.is_here.any()
    )
    return people.inner_join(found.filter(found.days > 0), "person_id")


def _days(end: Any, begin: Any) -> Any:
    return end.delta(begin, unit="day").cast("int64")


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
