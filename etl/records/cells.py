"""The one question that counts, the same on every engine, in steps that each can be read.

People are found first and counted then, each once: `persons` is a row for each, `sums` brings all
measures together by area, group and band of age in one pass for each way of grouping, and `cells`
lays them out, every cell that may be asked for among them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce
from typing import Any

import ibis

from etl.records import facts, people
from etl.records.areas import LEARNING_DISABILITY
from etl.records.definitions import Measure
from etl.records.engine import Expression
from etl.records.grid import EVERYONE, shares
from etl.records.periods import Period
from insight.reference.areas import SYSTEM

DAYS_IN_A_YEAR = 365.25
# Level of small areas → its column of `areas.neighbourhoods`.
SMALL_COLUMN = {"middle": "middle", "neighbourhood": "lsoa"}
KEYS = ("area_code", "group_id", "band")
# Ages are told on the last day where people are counted, and in the middle where their visits are.
BAND, AGE = {False: "band", True: "band_in_middle"}, {False: "age", True: "age_in_middle"}


def persons(
    here: Expression, found: Iterable[Expression], measures: Sequence[Measure], period: Period
) -> Expression:
    """A row for each person: places, ways of grouping, and of each measure COUNT and AT_RISK (1, or
    days, for whoever is in its population); of visits PEOPLE too, 1 for whoever had any.

    here: people under observation (see `people.observed`). found: see `facts.facts`.
    """
    for part in found:
        both = here.left_join(part, "person_id")
        names = [name for name in part.columns if name != "person_id"]
        here = both.select(
            *here.columns,
            **{name: ibis.coalesce(both[name], _nothing(both[name])) for name in names},
        )
    last, middle = people.age(here, period.end), people.age(here, period.middle)
    here = here.mutate(age_years=last, age_years_in_middle=middle)
    disabled = here[facts.column(facts.LEARNING_DISABILITY)]
    columns: dict[str, Any] = {
        "deprivation-2025": here.fifth_2025,
        "deprivation-2019": here.fifth_2019,
        "ethnic-5": here.broad,
        "ethnic-19": here.detailed,
        "learning-disability": ibis.ifelse(disabled, *LEARNING_DISABILITY),
    }
    for of_visits, years in ((False, here.age_years), (True, here.age_years_in_middle)):
        columns |= {BAND[of_visits]: people.band(years), AGE[of_visits]: people.age_group(years)}
    for each in measures:
        count, among = _counted(here, each)
        columns |= {_name(each, "count"): count, _name(each, "at_risk"): among}
        if each.events is not None:
            columns[_name(each, "people")] = (count > 0).cast("int8")
    return here.select("place", "middle", "lsoa", "sex", "rural", **columns)


def _nothing(value: Any) -> Any:
    return ibis.literal(False) if value.type().is_boolean() else ibis.literal(0, "int64")


def _name(measure: Measure, what: str) -> str:
    return facts.plain(f"{what}_{measure.measure_id}")


def _counted(here: Expression, measure: Measure) -> tuple[Any, Any]:
    """How often each person counts, and for how much of a denominator."""
    about = measure.population
    years = here.age_years if measure.events is None else here.age_years_in_middle
    among = years.between(about.least_age, about.most_age)
    if about.sex in people.SEX_GROUPS:
        among &= here.sex == people.SEX_GROUPS[about.sex]
    for each in about.has:
        among &= here[facts.column(each)]
    for each in about.lacks:
        among &= ~here[facts.column(each)]
    if about.event:
        among &= here[facts.event_column(about.event)]
    if measure.events is not None:
        times = here[facts.visits_column(measure.events)]
        return ibis.ifelse(among, times, 0).cast("int32"), ibis.ifelse(among, here.days, 0).cast(
            "int32"
        )
    among &= here.is_here
    met = [here[facts.column(each)] for each in measure.met_by]
    if measure.at_least:
        enough = reduce(lambda a, b: a + b, (each.cast("int8") for each in met))
        is_counted = among & (enough >= measure.at_least)
    else:
        is_counted = reduce(lambda a, b: a & b, met, among)
    return is_counted.cast("int8"), among.cast("int8")


def sums(
    counted: Expression,
    measures: Sequence[Measure],
    of_visits: bool,
    ways: Sequence[str],
    small: str,
) -> Expression:
    """The columns KEYS, and COUNT and AT_RISK of each measure, and PEOPLE of visits; all of one
    kind: of visits or not.

    counted: see `persons`. ways: names of partitions. small: a level of SMALL_COLUMN, or ''.
    """
    what = ("count", "at_risk", *(("people",) if of_visits else ()))
    numbers = [_name(each, name) for each in measures for name in what]
    band = BAND[of_visits]
    parts = []
    for column in ("", *(AGE[of_visits] if way == "age" else way for way in ways)):
        keys = {"band": counted[band], "place": counted.place}
        if column:
            keys["group_id"] = counted[column]
        part = _added(counted, keys, numbers)
        group = part.group_id if column else ibis.literal(EVERYONE)
        parts.append(part.select("place", "band", *numbers, group_id=group.cast("string")))
    in_places = reduce(lambda one, other: one.union(other), parts)
    whole = _added(in_places, {name: in_places[name] for name in ("group_id", "band")}, numbers)
    found = [
        _laid_out(in_places, in_places.place, numbers),
        _laid_out(whole, ibis.literal(SYSTEM), numbers),
    ]
    if small:
        column = SMALL_COLUMN[small]
        near = counted.filter(counted[column].notnull())
        near = _added(near, {"code": near[column], "band": near[band]}, numbers)
        near = near.mutate(group_id=ibis.literal(EVERYONE))
        found.append(_laid_out(near, near.code, numbers))
    return reduce(lambda one, other: one.union(other), found)


def _added(rows: Expression, keys: dict[str, Any], numbers: Sequence[str]) -> Expression:
    return rows.group_by(**keys).agg(**{name: rows[name].sum().cast("int64") for name in numbers})


def _laid_out(rows: Expression, code: Any, numbers: Sequence[str]) -> Expression:
    return rows.select(*KEYS[1:], *numbers, area_code=code.cast("string")).select(*KEYS, *numbers)


def cells(
    summed: Sequence[tuple[Expression, Sequence[Measure]]],
    grid: Expression,
    weights: Expression | None,
    period: Period,
) -> Expression:
    """A row for each cell of `grid`, nothing hidden yet: its columns, question, period, is_share,
    numerator, people (how many the numerator rests on: of one person several visits may count),
    at_risk (people, or days), denominator (people, or years), and where the measure is adjusted for
    age rate and variance (per person or year) and has_every_age.

    summed: tables of `sums`, with what each is about. grid, weights: the tables of `grid`.
    """
    measures = [each for _, of_kind in summed for each in of_kind]
    found = _by_measure(summed)
    visits = [each.measure_id for each in measures if each.events is not None]
    is_visits = found.measure_id.isin(visits) if visits else ibis.literal(False)
    # Spark takes these for decimals: what they meet is made a double first, or it would round.
    found = found.mutate(scale=ibis.ifelse(is_visits, DAYS_IN_A_YEAR, 1.0))
    keys = ["measure_id", "area_code", "group_id"]
    totals: dict[str, Any] = {}
    if weights is not None:
        both = found.left_join(weights, ["measure_id", "band"])
        found = both.select(*found.columns, weight=ibis.coalesce(both.weight, 0.0))
        share = found["count"].cast("float64") * found.scale / found.at_risk
        totals = {
            "rate": (found.weight * share).sum(),
            "variance": (found.weight * found.weight * share * found.scale / found.at_risk).sum(),
            "bands": found.band.nunique().cast("int64"),
        }
    summed_up = found.group_by(keys).agg(
        numerator=found["count"].sum().cast("int64"),
        people=found.people.sum().cast("int64"),
        at_risk=found.at_risk.sum().cast("int64"),
        scale=found.scale.max(),
        **totals,
    )
    both = grid.left_join(summed_up, keys)
    adjusted = {each.measure_id: len(shares(each)) for each in measures if each.is_standardised}
    columns: dict[str, Any] = {
        "rate": ibis.null("float64"),
        "variance": ibis.null("float64"),
        "has_every_age": ibis.literal(True),
    }
    if weights is not None:
        is_adjusted = grid.measure_id.isin(list(adjusted))
        needed = grid.measure_id.cases(*adjusted.items(), else_=0)
        columns = {
            "rate": ibis.ifelse(is_adjusted, both.rate, ibis.null("float64")),
            "variance": ibis.ifelse(is_adjusted, both.variance, ibis.null("float64")),
            "has_every_age": ~is_adjusted | (ibis.coalesce(both.bands, 0) == needed),
        }
    return both.select(
        *grid.columns,
        question=both.measure_id + f" {period.label} ",
        period=ibis.literal(period.label),
        is_share=~both.measure_id.isin(visits) if visits else ibis.literal(True),
        numerator=ibis.coalesce(both.numerator, 0),
        people=ibis.coalesce(both.people, 0),
        at_risk=ibis.coalesce(both.at_risk, 0),
        denominator=ibis.coalesce(both.at_risk.cast("float64") / both.scale, 0.0),
        **columns,
    )


def _by_measure(summed: Sequence[tuple[Expression, Sequence[Measure]]]) -> Expression:
    parts = []
    for table, measures in summed:
        for each in measures:
            rows = table.filter(table[_name(each, "at_risk")] > 0)
            parts.append(
                rows.select(
                    *KEYS,
                    measure_id=ibis.literal(each.measure_id),
                    count=rows[_name(each, "count")],
                    people=rows[_name(each, "count" if each.events is None else "people")],
                    at_risk=rows[_name(each, "at_risk")],
                )
            )
    return reduce(lambda one, other: one.union(other), parts)
