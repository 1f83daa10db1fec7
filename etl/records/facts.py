"""What a period holds about each person, found in one pass over what is recorded: a row for each
person, and a column for each criterion, whichever measures ask for it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

import ibis

from etl.records.definitions import Criterion, Events, Measure
from etl.records.engine import Expression
from etl.records.periods import Period

LEARNING_DISABILITY = Criterion(codes="learning-disability")


def column(criterion: Criterion) -> str:
    """The column of a criterion, such as smoker_12_months."""
    when = "ever"
    if criterion.before:
        when = "before"
    elif criterion.months:
        when = f"{criterion.months}_months"
    elif criterion.days_around:
        when = f"within_{criterion.days_around}_days"
    most = "" if criterion.at_most is None else f"_at_most_{criterion.at_most:g}"
    return plain(f"{criterion.codes}_{when}{most}")


def event_column(codes: str) -> str:
    """The column that says whether somebody had an event in the period."""
    return plain(f"{codes}_in_period")


def visits_column(events: Events) -> str:
    """The column of how many visits of a kind for a reason somebody had."""
    return plain(f"{events.visit}_for_{events.codes}")


def plain(name: str) -> str:
    """A name of small letters, digits and underscores, for columns and tables."""
    return re.sub(r"\W+", "_", name.lower())


def facts(
    recorded: Expression, spans: Expression, measures: Iterable[Measure], period: Period
) -> Iterator[Expression]:
    """Tables of person_id and columns: whether each criterion is met, and numbers of visits. Who
    is in none of them meets nothing.

    recorded: see `recorded.recorded`. spans: see `people.spans`.
    """
    every = {column(LEARNING_DISABILITY): LEARNING_DISABILITY}
    events = {}
    around: dict[str, dict[str, Criterion]] = {}
    visits = {}
    for each in measures:
        about = each.population
        every |= {column(c): c for c in (*about.has, *about.lacks, *each.met_by)}
        if about.event:
            events[event_column(about.event)] = about.event
            near = {column(c): c for c in each.met_by if c.days_around}
            around.setdefault(about.event, {}).update(near)
        if each.events:
            visits[visits_column(each.events)] = each.events
    simple = {
        name: each for name, each in every.items() if not each.days_around and each.at_most is None
    }
    met = {
        name: (recorded.codes == each.codes) & _in_time(recorded, each, period)
        for name, each in simple.items()
    }
    within = recorded.day.between(ibis.literal(period.start), ibis.literal(period.end))
    met |= {name: (recorded.codes == codes) & within for name, codes in events.items()}
    yield _by_person(recorded, met)
    latest = {name: each for name, each in every.items() if each.at_most is not None}
    if latest:
        yield _latest(recorded, latest, period)
    for codes, criteria in around.items():
        yield _around(recorded.filter(within), recorded, codes, criteria)
    if visits:
        yield _visits(recorded, within, spans, visits)


def _by_person(rows: Expression, met: dict[str, Any]) -> Expression:
    """Whether anything of a person's meets each condition. The second step of counting people: the
    first makes one row of each, so that nobody has to be told apart again."""
    return rows.group_by("person_id").agg(**{name: each.any() for name, each in met.items()})


def _in_time(rows: Expression, criterion: Criterion, period: Period) -> Any:
    if criterion.before:
        return rows.day < ibis.literal(period.start)
    if criterion.months:
        first = period.months_before_end(criterion.months)
        return rows.day.between(ibis.literal(first), ibis.literal(period.end))
    return rows.day <= ibis.literal(period.end)


def _latest(recorded: Expression, criteria: dict[str, Criterion], period: Period) -> Expression:
    """Whether the latest value in time is low enough; of one day the lowest."""
    codes = sorted({each.codes for each in criteria.values()})
    rows = recorded.filter(recorded.codes.isin(codes) & recorded.value.notnull())
    parts = {}
    for months in sorted({each.months for each in criteria.values()}):
        timed = Criterion(codes=codes[0], months=months)
        timely = rows.filter(_in_time(rows, timed, period))
        lowest = timely.group_by(["codes", "person_id", "day"]).agg(value=timely.value.min())
        parts[months] = lowest.group_by(["codes", "person_id"]).agg(
            value=lowest.value.argmax(lowest.day)
        )
    every: Any = None
    for months, last in parts.items():
        part = last.mutate(months=ibis.literal(months))
        every = part if every is None else every.union(part)
    met = {
        name: (every.codes == each.codes)
        & (every.months == each.months)
        & (every.value <= each.at_most)
        for name, each in criteria.items()
    }
    return _by_person(every, met)


def _around(
    events: Expression, recorded: Expression, codes: str, criteria: dict[str, Criterion]
) -> Expression:
    """Whether something was recorded within days of the first event of the period."""
    events = events.filter(events.codes == codes)
    first = events.group_by("person_id").agg(event_day=events.day.min())
    rows = recorded.filter(recorded.codes.isin(sorted({c.codes for c in criteria.values()})))
    both = rows.inner_join(first, "person_id")
    apart = both.day.delta(both.event_day, unit="day").abs()
    met = {
        name: (both.codes == each.codes) & (apart <= each.days_around)
        for name, each in criteria.items()
    }
    return _by_person(both, met)


def _visits(
    recorded: Expression, within: Any, spans: Expression, visits: dict[str, Events]
) -> Expression:
    """How many visits of each kind began in the period, while the person was under observation,
    each once, with one of the codes among what was recorded of it."""
    counted: Any = None
    stays = recorded.filter(within)
    for name, each in visits.items():
        stay = stays.filter(stays.codes == each.visit)
        stay = stay.select("person_id", "day", "visit_id").distinct()
        reason = recorded.filter((recorded.codes == each.codes) & recorded.visit_id.notnull())
        reason = reason.select("person_id", "visit_id").distinct()
        here = stay.semi_join(reason, ["person_id", "visit_id"])
        here = here.mutate(visits=ibis.literal(name))
        counted = here if counted is None else counted.union(here)
    counted = counted.semi_join(
        spans,
        [
            counted.person_id == spans.person_id,
            counted.day >= spans.start_day,
            counted.day <= spans.end_day,
        ],
    )
    return counted.group_by("person_id").agg(
        **{name: (counted.visits == name).sum().cast("int64") for name in visits}
    )
