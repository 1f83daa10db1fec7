"""Who is found in records: people by what was recorded of them, each person once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import ibis

from etl.records.definitions import CodeSet, Criterion, Events
from etl.records.engine import Expression
from etl.records.source import Records

VOCABULARY = "SNOMED"


@dataclass(frozen=True)
class Period:
    """Days that are counted, both ends included. label: as a build reads it, such as 2024/25.
    part_of: label of the period that a month was asked for as a part of."""

    label: str
    start: date
    end: date
    part_of: str = ""

    @property
    def middle(self) -> date:
        """The day that ages are told on where events are counted."""
        return self.start + (self.end - self.start) / 2

    def months_before_end(self, months: int) -> date:
        """The first day of so many months that end with the period."""
        day_after = self.end + timedelta(days=1)
        year, month = divmod(day_after.year * 12 + day_after.month - 1 - months, 12)
        return date(year, month + 1, min(day_after.day, 28))


class NotCounted(Exception):
    """A measure cannot be counted in these records; the message says what is missing."""


def recorded(records: Records, codes: CodeSet) -> Expression:
    """Everything recorded with a code of the set: person_id, day, value, visit_id.

    Raises NotCounted where none of its tables is there.
    """
    found = [records.tables[name] for name in codes.tables if records.has(name)]
    if not found:
        raise NotCounted(f"{codes.code_set_name} needs the table {' or '.join(codes.tables)}")
    kept = [_with_codes(records, each, codes) for each in found]
    columns = ("person_id", "day", "value", "visit_id")
    whole = kept[0].select(*columns)
    for each in kept[1:]:
        whole = whole.union(each.select(*columns))
    return whole


def _with_codes(records: Records, events: Expression, codes: CodeSet) -> Expression:
    listed = events.concept_id.isin(codes.concept_ids)
    if not records.has("concept"):
        heads = None
    else:
        concept = records.tables["concept"]
        is_head = concept.concept_id.isin(codes.omop)
        if codes.snomed:
            is_head |= (concept.vocabulary_id == VOCABULARY) & concept.concept_code.isin(
                codes.snomed
            )
        heads = concept.filter(is_head).select(concept_id=concept.concept_id.cast("int64"))
    if heads is None:
        return events.filter(listed)
    if records.has("concept_ancestor"):
        tree = records.tables["concept_ancestor"]
        below = tree.semi_join(heads, tree.ancestor_concept_id == heads.concept_id)
        heads = heads.union(
            below.select(concept_id=below.descendant_concept_id.cast("int64"))
        ).distinct()
    local = events.filter(listed)
    others = events.filter(~listed)
    return local.union(others.semi_join(heads, "concept_id"))


def meeting(
    records: Records,
    codes: CodeSet,
    criterion: Criterion,
    period: Period,
    index: Expression | None = None,
) -> Expression:
    """person_id of everybody who meets a criterion, once. index: person_id and event_day, for a
    criterion of days around an event."""
    found = recorded(records, codes)
    if criterion.before:
        found = found.filter(found.day < ibis.literal(period.start))
    elif criterion.days_around:
        assert index is not None
        reach = ibis.interval(days=criterion.days_around)
        both = found.inner_join(index, "person_id")
        found = both.filter(
            (both.day.cast("timestamp") >= both.event_day.cast("timestamp") - reach)
            & (both.day.cast("timestamp") <= both.event_day.cast("timestamp") + reach)
        )
    elif criterion.months:
        first = period.months_before_end(criterion.months)
        found = found.filter(
            (found.day >= ibis.literal(first)) & (found.day <= ibis.literal(period.end))
        )
    else:
        found = found.filter(found.day <= ibis.literal(period.end))
    if criterion.at_most is not None:
        latest = ibis.window(group_by="person_id", order_by=[found.day.desc(), found.value.asc()])
        found = found.filter(found.value.notnull())
        found = found.mutate(place=ibis.row_number().over(latest))
        found = found.filter((found.place == 0) & (found.value <= criterion.at_most))
    return found.select("person_id").distinct()


def first_event(records: Records, codes: CodeSet, period: Period) -> Expression:
    """person_id and event_day: the first time in the period for everybody who had it."""
    found = recorded(records, codes)
    found = found.filter(
        (found.day >= ibis.literal(period.start)) & (found.day <= ibis.literal(period.end))
    )
    return found.group_by("person_id").agg(event_day=found.day.min())


def visits(
    records: Records, code_sets: dict[str, CodeSet], events: Events, period: Period
) -> Expression:
    """person_id and day: each visit of the kind that began in the period, once, with one of the
    codes among what was recorded of it."""
    if not records.has("visit_occurrence"):
        raise NotCounted("visits need the table visit_occurrence")
    stay = recorded(records, code_sets[events.visit])
    stay = stay.filter(
        (stay.day >= ibis.literal(period.start)) & (stay.day <= ibis.literal(period.end))
    )
    stay = stay.select("person_id", "day", "visit_id").distinct()
    reason = recorded(records, code_sets[events.codes])
    reason = reason.filter(reason.visit_id.notnull()).select("person_id", "visit_id").distinct()
    return stay.semi_join(reason, ["person_id", "visit_id"])
