"""Who is counted: people of ours under observation, with the groups they belong to.

A person whose record is there twice counts once; of one whose records contradict each other,
nobody can tell where they live or how old they are, and they are left out, as is everybody without
a neighbourhood of ours.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import ibis

from etl.records.areas import AGE_BANDS, DETAILED_NOT_STATED, LEARNING_DISABILITY, NOT_STATED
from etl.records.criteria import Period, meeting
from etl.records.definitions import CodeSet, Criterion, Population
from etl.records.engine import Expression
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


def observed_on(people: Expression, records: Records, day: date) -> Expression:
    """People alive and under observation on a day, with age_years and people = 1."""
    spans = records.tables["observation_period"]
    now = ibis.literal(day)
    spans = spans.filter((spans.start_day <= now) & (spans.end_day >= now))
    here = people.semi_join(spans.select("person_id").distinct(), "person_id")
    here = here.filter(here.death_day.isnull() | (here.death_day > now))
    return _aged(here, day).mutate(people=ibis.literal(1, "int64"))


def observed_in(people: Expression, records: Records, period: Period) -> Expression:
    """People with the days they were alive and under observation in a period (`people`), and
    age_years in its middle."""
    spans = records.tables["observation_period"].distinct()
    first, last = ibis.literal(period.start), ibis.literal(period.end)
    spans = spans.filter((spans.start_day <= last) & (spans.end_day >= first))
    both = spans.inner_join(people.select("person_id", "death_day"), "person_id")
    end = ibis.least(both.end_day, last, ibis.coalesce(both.death_day, last))
    begin = ibis.greatest(both.start_day, first)
    both = both.mutate(days=end.delta(begin, unit="day").cast("int64") + 1)
    both = both.filter(both.days > 0)
    length = (period.end - period.start).days + 1
    days = both.group_by("person_id").agg(people=both.days.sum().cast("int64"))
    days = days.mutate(people=ibis.least(days.people, ibis.literal(length, "int64")))
    return _aged(people, period.middle).inner_join(days, "person_id")


def _aged(people: Expression, day: date) -> Expression:
    months = day.year * 12 + day.month
    return people.mutate(age_years=((months - people.birth) / 12).floor().cast("int64"))


def members(
    people: Expression,
    records: Records,
    code_sets: dict[str, CodeSet],
    population: Population,
    period: Period,
) -> Expression:
    """Of `people` (with age_years) those in a population, whose event is not looked at here."""
    found = people.filter(people.age_years.between(population.least_age, population.most_age))
    if population.sex in SEX_GROUPS:
        found = found.filter(found.sex == SEX_GROUPS[population.sex])
    for each in population.has:
        found = found.semi_join(meeting(records, code_sets[each.codes], each, period), "person_id")
    for each in population.lacks:
        found = found.anti_join(meeting(records, code_sets[each.codes], each, period), "person_id")
    return found


def knows_learning_disability(records: Records, code_sets: dict[str, CodeSet]) -> bool:
    """Whether there is a table that tells who has a learning disability."""
    return any(records.has(name) for name in code_sets["learning-disability"].tables)


def grouped(
    people: Expression, records: Records, code_sets: dict[str, CodeSet], period: Period
) -> Expression:
    """People with band (of five years) and a column for each way of grouping, named after it."""
    disability = Criterion(codes="learning-disability")
    if knows_learning_disability(records, code_sets):
        found = meeting(records, code_sets[disability.codes], disability, period)
        both = people.left_join(found.mutate(is_disabled=True), "person_id")
    else:
        both = people.mutate(is_disabled=ibis.null("boolean"))
    columns: dict[str, Any] = {
        "band": ibis.least((both.age_years / YEARS_IN_A_BAND).floor().cast("int64"), LAST_BAND),
        "deprivation-2025": both.fifth_2025,
        "deprivation-2019": both.fifth_2019,
        "ethnic-5": both.broad,
        "ethnic-19": both.detailed,
        "age": ibis.cases(
            *((both.age_years <= most, name) for name, _, most in AGE_BANDS), else_=AGE_BANDS[-1][0]
        ),
        "learning-disability": ibis.ifelse(both.is_disabled.isnull(), *LEARNING_DISABILITY[::-1]),
    }
    return both.select(*people.columns, **columns)
