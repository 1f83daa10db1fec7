"""What is recorded of made-up people, measure by measure, and what is true of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np

from etl.records.definitions import CodeSet
from etl.records.periods import Period
from etl.records.synthetic.population import BROAD, Floats, Ints, Mask, People, number

MOST = 0.97  # of people, whatever is multiplied
AGES = (17, 39, 64, 79)  # the last year of each step of `ages`
LONG_AGO = date(2005, 1, 1)
SEVERAL = (
    *("hypertension", "cardiovascular-disease", "atrial-fibrillation", "heart-failure"),
    *("type-2-diabetes", "kidney-disease", "copd", "asthma", "cancer", "dementia"),
    *("depression", "joint-disease"),
)
# Measures of people with a condition who meet criteria: the condition, least and most age, and the
# criteria. Who does not meet them all lacks the first at least, which no other measure records.
SHARES = {
    "records-smi-checks": (
        ("severe-mental-illness", 14, 130),
        ("alcohol-asked", "glucose", "cholesterol", "systolic", "body-mass-index", "smoking-asked"),
    ),
    "records-copd-flu-vaccine": (("copd", 0, 130), ("flu-vaccine",)),
    "records-copd-covid-vaccine": (("copd", 0, 130), ("covid-vaccine",)),
    "records-lipid-therapy": (("cardiovascular-disease", 18, 130), ("lipid-medicine",)),
    "records-af-anticoagulated": (("atrial-fibrillation", 18, 130), ("anticoagulant",)),
    "records-type-2-diabetes-checks-under-19": (
        ("type-2-diabetes", 0, 18),
        ("urine-albumin", "glucose", "cholesterol", "systolic", "body-mass-index"),
    ),
    "records-learning-disability-check": (
        ("learning-disability", 14, 130),
        ("learning-disability-check",),
    ),
    "records-mental-health-contact-under-18": (("", 0, 17), ("mental-health-contact",)),
}
VISITS = {
    "records-copd-admissions": ("copd", 35, 130, "emergency-admission", "copd"),
    "records-asthma-admissions-under-19": ("asthma", 0, 18, "emergency-admission", "asthma"),
    "records-tooth-extractions-under-10": ("", 0, 9, "hospital-stay", "tooth-extraction"),
}
# Sets of which others hold some codes too: only these are recorded.
ONLY = {"smoking-asked": (4310250, 4144272), "type-2-diabetes": (201826,)}
NORMAL = {"systolic": (105.0, 140.0), "diastolic": (60.0, 90.0)}
HIGH = {"systolic": (141.0, 185.0), "diastolic": (91.0, 110.0)}


@dataclass
class Truth:
    """What is true of one measure in one period: whether each person is in its population (or for
    how many days), what is expected of them, and what was drawn."""

    measure_id: str
    period: Period
    day: date
    people: Ints
    expected: Floats
    drawn: Ints


@dataclass
class Recorder:
    """What has been recorded so far. events: table → rows of person, concept, day, value, visit."""

    people: People
    code_sets: dict[str, CodeSet]
    draw: np.random.Generator
    events: dict[str, list[tuple[Any, ...]]] = field(default_factory=dict)
    visit_count: int = 0
    gave_birth: Mask | None = None  # in the period before

    def write(
        self,
        codes: str,
        who: Mask | Ints,
        day: Ints,
        value: Floats | None = None,
        visit: Ints | None = None,
    ) -> None:
        """Record one of the codes of a set for people (a mask, or their numbers) on days."""
        at = np.flatnonzero(who) if who.dtype == bool else who
        if not len(at):
            return
        known = self.code_sets[codes]
        concept = self.draw.choice(ONLY.get(codes, known.concept_ids), size=len(at))
        empty = np.full(len(at), np.nan)
        visits = np.full(len(at), -1) if visit is None else visit
        self.events.setdefault(known.tables[0], []).append(
            (
                self.people.person_id[at],
                concept,
                day,
                empty if value is None else value,
                visits,
            )
        )

    def days(self, who: Mask | Ints, first: date, last: date) -> Ints:
        """A day for each, between two days and while they were under observation."""
        at = np.flatnonzero(who) if who.dtype == bool else who
        low = np.maximum(self.people.first_day[at], number(first))
        end = np.minimum(self.people.last_day[at], self.people.death_day[at])
        high = np.maximum(np.minimum(end, number(last)), low)
        return low + (self.draw.random(len(at)) * (high - low + 1)).astype(np.int64)


def recorded(
    people: People,
    code_sets: dict[str, CodeSet],
    periods: list[Period],
    plan: dict[str, Any],
    draw: np.random.Generator,
) -> tuple[Recorder, list[Truth]]:
    """Everything recorded of these people in the periods, and what is true of them."""
    record = Recorder(people, code_sets, draw)
    has = _conditions(record, plan, periods)
    truths = [
        truth
        for period in periods
        for truth in (
            *_found(record, plan, period, has),
            *_pressure(record, plan, period, has),
            *_shares(record, plan, period, has),
            *_smoking(record, plan, period, has),
            *_visits(record, plan, period, has),
        )
    ]
    truths += _pneumococcal(record, plan, periods, has)
    truths += [_several(people, period, has) for period in periods]
    return record, truths


Has = dict[str, Ints]  # condition → the day it was first recorded, far ahead for none
NEVER = number(date(2100, 1, 1))


def chance(people: People, about: dict[str, Any], day: date, most: float = MOST) -> Floats:
    """How likely each person is to have or do something."""
    base = about["share"] if "share" in about else about["per_year"]
    found = np.full(len(people.home), float(base))
    if "ages" in about:
        step = np.searchsorted(AGES, people.age(day), side="left")
        found *= np.array(about["ages"])[step]
    found *= np.array(about["deprivation"])[people.fifth - 1]
    ethnic = about.get("ethnic", {})
    found *= np.array([ethnic.get(group, 1.0) for group in BROAD])[people.broad]
    return np.clip(found, 0.0, most)


def _conditions(record: Recorder, plan: dict[str, Any], periods: list[Period]) -> Has:
    people, draw = record.people, record.draw
    first = periods[0].start
    has: Has = {}
    for name, about in plan["condition"].items():
        if name in ("smoker", "delivery"):
            continue
        who = draw.random(len(people.home)) < chance(people, about, periods[-1].end)
        born = ((people.birth // 12 - 1970) * 365.2425 + (people.birth % 12) * 30.44 + 31).astype(
            np.int64
        )
        low = np.maximum(number(LONG_AGO), born)
        high = np.maximum(number(first) - 1, low)
        day = low + (draw.random(len(low)) * (high - low + 1)).astype(np.int64)
        # Somebody who was born or came later has it from the day they came.
        day = np.where(people.first_day > number(first), np.maximum(people.first_day, day), day)
        has[name] = np.where(who, day, NEVER)
        record.write(name, who, day[who])
        again = who & (draw.random(len(who)) < 0.5)
        record.write(
            name, again, np.maximum(record.days(again, first, periods[-1].end), day[again])
        )
    return has


def _found(record: Recorder, plan: dict[str, Any], period: Period, has: Has) -> Iterator[Truth]:
    """New high blood pressure in the period."""
    people, name = record.people, "records-hypertension-found"
    here = people.observed_on(period.end) & (people.age(period.end) >= 18)
    among = here & (has["hypertension"] >= number(period.start))
    known = among & (has["hypertension"] <= number(period.end))  # came with it in this period
    likely = chance(people, plan["measure"][name], period.end)
    new = among & ~known & (record.draw.random(len(among)) < likely)
    day = record.days(new, period.start, period.end)
    record.write("hypertension", new, day)
    has["hypertension"][new] = day
    expected = np.where(known, 1.0, likely) * among
    yield Truth(
        name, period, period.end, among.astype(np.int64), expected, (new | known).astype(np.int64)
    )


def _pressure(record: Recorder, plan: dict[str, Any], period: Period, has: Has) -> Iterator[Truth]:
    """Readings of blood pressure of people known to have it high: the latest counts."""
    people, draw, name = record.people, record.draw, "records-hypertension-on-target"
    age = people.age(period.end)
    among = people.observed_on(period.end) & (age >= 18) & (age <= 79)
    among &= has["hypertension"] <= number(period.end)
    likely = chance(people, plan["measure"][name], period.end)
    good = among & (draw.random(len(among)) < likely)
    bad = among & ~good
    measured = bad & (draw.random(len(bad)) < 0.7)  # the others were not measured at all
    last = period.months_before_end(3)
    for who, kind in ((good, NORMAL), (measured, HIGH)):
        day = record.days(who, last, period.end)
        one_high = draw.random(len(day)) < 0.5
        for codes, (low, high) in kind.items():
            value = draw.uniform(low, high, len(day)).round()
            if kind is HIGH and codes == "diastolic":  # one of the two is enough
                value = np.where(one_high, value, draw.uniform(60, 90, len(day)).round())
            record.write(codes, who, day, value)
    # An earlier reading of the year says otherwise, and does not count.
    for who, kind in ((good, HIGH), (measured, NORMAL)):
        early = who & (draw.random(len(who)) < 0.5)
        day = record.days(early, period.start, period.months_before_end(4))
        before = day < number(last)
        at = np.flatnonzero(early)[before]
        for codes, (low, high) in kind.items():
            record.write(codes, at, day[before], draw.uniform(low, high, len(at)).round())
    yield Truth(
        name, period, period.end, among.astype(np.int64), likely * among, good.astype(np.int64)
    )


def _shares(record: Recorder, plan: dict[str, Any], period: Period, has: Has) -> Iterator[Truth]:
    people, draw = record.people, record.draw
    for name, ((condition, least, most), criteria) in SHARES.items():
        age = people.age(period.end)
        among = people.observed_on(period.end) & (age >= least) & (age <= most)
        if condition:
            among &= has[condition] <= number(period.end)
        likely = chance(people, plan["measure"][name], period.end)
        met = among & (draw.random(len(among)) < likely)
        # Late enough in the period for the shortest window of any measure.
        first = period.months_before_end(6)
        part = among & ~met & (draw.random(len(among)) < 0.5)
        for at, codes in enumerate(criteria):
            who = met | part if at else met
            value = None
            if codes in NORMAL:
                # Somebody whose blood pressure is judged has that reading already.
                who = who & ~(has["hypertension"] <= number(period.end))
                value = draw.uniform(*NORMAL[codes], int(who.sum())).round()
            record.write(codes, who, record.days(who, first, period.end), value)
        if "systolic" in criteria:
            _measured(record, met & (has["hypertension"] <= number(period.end)), period)
        yield Truth(
            name, period, period.end, among.astype(np.int64), likely * among, met.astype(np.int64)
        )


def _measured(record: Recorder, who: Mask, period: Period) -> None:
    """A first reading of the year, so early that it is never the latest where one is judged; high,
    so that it cannot be on target where it is."""
    day = record.days(who, period.start, period.months_before_end(11))
    value = record.draw.uniform(*HIGH["systolic"], len(day)).round()
    record.write("systolic", who, day, value)


def _smoking(record: Recorder, plan: dict[str, Any], period: Period, has: Has) -> Iterator[Truth]:
    people, draw, last = record.people, record.draw, period.end
    likely = chance(people, plan["condition"]["delivery"], last)
    age = people.age(last)
    here = people.observed_on(last)
    gives = people.is_female & here & (age >= 14) & (age <= 50)
    gives &= draw.random(len(gives)) < likely
    if record.gave_birth is not None:
        gives &= ~record.gave_birth
    record.gave_birth = gives
    days = np.zeros(len(gives), dtype=np.int64)
    days[gives] = record.days(gives, period.start, last)
    record.write("delivery", gives, days[gives])
    name = "records-smoking-at-delivery"
    likely = chance(people, plan["measure"][name], last)
    smokes = gives & (draw.random(len(gives)) < likely)
    # On the day, so that the period of the next record cannot hold it.
    record.write("smoker", smokes, days[smokes])
    yield Truth(name, period, last, gives.astype(np.int64), likely * gives, smokes.astype(np.int64))
    known = chance(people, plan["condition"]["smoker"], last)
    # Women who may give birth are asked then and not elsewhere.
    others = here & ~gives & ~(people.is_female & (age >= 12) & (age <= 52))
    others &= draw.random(len(others)) < known
    record.write("smoker", others, record.days(others, period.start, last))
    among = (smokes | others) & (age >= 15)
    name = "records-quit-support"
    likely = chance(people, plan["measure"][name], last)
    helped = among & (draw.random(len(among)) < likely)
    record.write("quit-support", helped, record.days(helped, period.start, last))
    yield Truth(name, period, last, among.astype(np.int64), likely * among, helped.astype(np.int64))


def _visits(record: Recorder, plan: dict[str, Any], period: Period, has: Has) -> Iterator[Truth]:
    people, draw = record.people, record.draw
    for name, (condition, least, most, visit, codes) in VISITS.items():
        age = people.age(period.middle)
        days = people.days_in(period.start, period.end) * ((age >= least) & (age <= most))
        known = has[condition] < number(period.start) if condition else np.full(len(days), True)
        yearly = chance(people, plan["measure"][name], period.middle, most=5.0) * known
        times = draw.poisson(yearly * days / 365.25)
        at = np.repeat(np.arange(len(times)), times)
        day = record.days(at, period.start, period.end)
        away, away_day = _elsewhere(record, plan["dirt"], period, known)
        at, day = np.concatenate([at, away]), np.concatenate([day, away_day])
        ids = people.person_id[0] * 1000 + record.visit_count + np.arange(len(at))
        record.visit_count += len(at)
        record.write(visit, at, day, visit=ids)
        record.write(codes, at, day, visit=ids)
        yield Truth(
            name, period, period.middle, days, yearly * days / 365.25, times.astype(np.int64)
        )


def _elsewhere(
    record: Recorder, dirt: dict[str, Any], period: Period, known: Mask
) -> tuple[Ints, Ints]:
    """Visits of the living while they were not under observation, which do not count: the people
    and the days."""
    people, [draw] = record.people, record.draw.spawn(1)  # what counts is drawn as without them
    day = draw.integers(number(period.start), number(period.end) + 1, len(known))
    outside = (day < people.first_day) | (day > people.last_day)
    outside &= known & (day < people.death_day) & (draw.random(len(day)) < dirt["visits_elsewhere"])
    return np.flatnonzero(outside), day[outside]


def _pneumococcal(
    record: Recorder, plan: dict[str, Any], periods: list[Period], has: Has
) -> Iterator[Truth]:
    """Given once in a life, before the first period."""
    people, name = record.people, "records-copd-pneumococcal-vaccine"
    likely = chance(people, plan["measure"][name], periods[-1].end)
    ever = (has["copd"] < NEVER) & (record.draw.random(len(likely)) < likely)
    day = record.draw.integers(number(LONG_AGO), number(periods[0].start), len(likely))
    record.write("pneumococcal-vaccine", ever, day[ever])
    for period in periods:
        among = people.observed_on(period.end) & (has["copd"] <= number(period.end))
        yield Truth(
            name,
            period,
            period.end,
            among.astype(np.int64),
            likely * among,
            (among & ever).astype(np.int64),
        )


def _several(people: People, period: Period, has: Has) -> Truth:
    """Two conditions or more: nothing is planted, so what was drawn is what is expected."""
    among = people.observed_on(period.end) & (people.age(period.end) >= 18)
    count = sum((has[each] <= number(period.end)).astype(int) for each in SEVERAL)
    met = among & (count >= 2)
    return Truth(
        "records-several-conditions",
        period,
        period.end,
        among.astype(np.int64),
        met.astype(float),
        met.astype(np.int64),
    )
