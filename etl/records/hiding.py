"""What of the cells may leave, worked out by the engine itself, and searched once more after it.

The rules are those of `insight.statistics.disclosure`: a count below the base is hidden, and with
it the smallest others by which it could be worked out. A share has two counts: of people who are
counted, and of those who are not. Where one person may count more than once, as visits do, people
are protected and not what is counted of them, since ten visits may all be one person's. Visits are
never fewer than the people who had them, so where their people cannot be worked out neither can
they.

Inside the engine each sum is looked at by itself, along the groups of an area and along the areas
of a group, as `protect` looks at sums whose total is known; `table_search` then looks at whole
tables, where sums cross, and hides what is left.

Named rules: 'own', and 'hes' as NHS England does for hospital activity: 1 to 7 are hidden, and here
what rests on 1 to 7 people with them, nought is shown, all others and the years of people beneath
them are rounded to 5, and nothing else is hidden, since rounding does that work.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from insight.statistics.disclosure import PROTECTED, SHOWN, STEP, TOO_FEW

if TYPE_CHECKING:
    from etl.records.engine import Expression

HES_LARGEST_HIDDEN, HES_ROUNDED_TO = 7, 5
# Rounds that are always enough: the first may hide a count that can only rise, the second cannot.
ROUNDS = 2
NOBODY_ELSE = 1_000_000_000  # in place of people not counted, where that is nothing to protect


@dataclass(frozen=True)
class Rule:
    """How small counts are hidden. name: 'own' or 'hes'. base: the smallest count 'own' shows."""

    name: str
    base: int

    @property
    def words(self) -> str:
        """The rule in a sentence."""
        if self.name == "hes":
            return "What rests on 1 to 7 people is hidden; all else is rounded to the nearest 5."
        return (
            f"What rests on fewer than {self.base} people is hidden, with other counts by which it"
            " could be worked out."
        )


def hide(cells: Expression, rule: Rule) -> Expression:
    """The cells with `state`: shown, too few or protected. Of a hidden cell the counts are still
    there, for `table_search`; `leaving` takes them away.

    cells: of any number of questions, with the columns of `cells.cells`.
    """
    import ibis

    if rule.name == "hes":
        few = cells.people.between(1, HES_LARGEST_HIDDEN)
        few |= cells.is_share & (cells.at_risk - cells.numerator).between(1, HES_LARGEST_HIDDEN)
        return cells.mutate(state=ibis.ifelse(few, TOO_FEW, SHOWN))
    # Of groups that are never shown nothing is guarded: it does no harm that they are worked out.
    rest = ibis.ifelse(cells.is_share, cells.at_risk - cells.numerator, NOBODY_ELSE)
    few = cells.is_listed & ((cells.people < rule.base) | (rest < rule.base))
    total = cells.group_id == "everyone"
    is_system = cells.level == "system"
    found = cells.mutate(
        rest=rest,
        is_few=few,
        hidden=few | (~cells.is_listed & (cells.at_risk > 0)),
        # Sums a cell is part of: of the areas of a group, and of the groups of an area.
        down=ibis.ifelse(
            is_system, "", cells.question + cells.parent + cells.level + cells.group_id
        ),
        across=ibis.ifelse(total, "", cells.question + cells.area_code + cells.partition),
    )
    for key in ("down", "across"):
        for count in ("people", "rest"):
            found = _complement(found, key, count, rule.base)
        found = _inherit(found)
    state = ibis.cases((~found.hidden, SHOWN), (found.is_few, TOO_FEW), else_=PROTECTED)
    return found.mutate(state=state).drop("rest", "is_few", "hidden", "down", "across")


def leaving(cells: Expression) -> Expression:
    """Hidden cells without their numbers, and without groups that are never shown: what may leave
    where the engine alone decides."""
    import ibis

    numbers = ("numerator", "at_risk", "denominator", "rate", "variance")
    is_shown = cells.state == SHOWN
    gone = {name: ibis.ifelse(is_shown, cells[name], ibis.null()) for name in numbers}
    return cells.filter(cells.is_listed).mutate(**gone).drop("people")


def _inherit(found: Expression) -> Expression:
    """A hidden whole hides all its parts: the Places of a group, the small areas of a Place, and
    the groups of an area."""
    import ibis

    is_total = found.group_id == "everyone"
    is_system = found.level == "system"
    of_group = ibis.window(group_by=[found.question, found.group_id])
    of_area = ibis.window(group_by=[found.question, found.area_code])
    home = ibis.ifelse(found.level == "small", found.parent, found.area_code)
    of_home = ibis.window(group_by=[found.question, home])
    wholes = (
        ((found.level == "place") & _any(found.hidden & is_system, of_group)),
        (~is_total & _any(found.hidden & is_total, of_area)),
        (
            (found.level == "small")
            & _any(found.hidden & is_total & (found.level == "place"), of_home)
        ),
    )
    return found.mutate(hidden=found.hidden | wholes[0] | wholes[1] | wholes[2])


def _any(flags: Any, window: Any) -> Any:
    return flags.cast("int64").max().over(window) == 1


def _complement(found: Expression, key: str, count: str, base: int) -> Expression:
    """Hide the smallest other parts of each sum until none of its small counts can be worked out.

    The sums are the cells with one `key` ('' is in none); their totals are taken to be known. See
    `insight.statistics.disclosure` for what room a hidden count needs.
    """
    import ibis

    for _ in range(ROUNDS):
        number = found[count]
        is_part = found[key] != ""
        is_small = (number < base) & is_part & found.is_listed
        up = ibis.ifelse(
            found.is_listed & (number < base), ibis.least(base - 1 - number, STEP), STEP
        )
        down = ibis.ifelse(
            ~found.is_listed | (number < base),
            ibis.least(number, STEP),
            ibis.least(number - base, STEP),
        )
        found = found.mutate(
            up=ibis.ifelse(found.hidden, up, 0), down_room=ibis.ifelse(found.hidden, down, 0)
        )
        sums = ibis.window(group_by=key)
        all_up, all_down = found.up.sum().over(sums), found.down_room.sum().over(sums)
        rise = ibis.least(found.up, all_down - found.down_room)
        fall = ibis.least(found.down_room, all_up - found.up)
        stuck = is_small & found.hidden & (rise + fall < STEP)
        found = found.mutate(stuck=stuck)
        found = found.mutate(
            is_stuck=_any(found.stuck, sums),
            has_fall=_any(found.stuck & (found.down_room >= STEP), sums),
        )
        may = ~found.hidden & (found[count] >= base) & found.is_listed
        may &= found.has_fall | (found[count] >= base + STEP)
        found = found.mutate(may=may & found.is_stuck & (found[key] != ""))
        order = ibis.window(
            group_by=key,
            order_by=[
                found.may.cast("int64").desc(),
                found[count].asc(),
                found.area_code.asc(),
                found.group_id.asc(),
            ],
        )
        found = found.mutate(place=ibis.row_number().over(order))
        found = found.mutate(hidden=found.hidden | (found.may & (found.place == 0)))
        found = found.drop("up", "down_room", "stuck", "is_stuck", "has_fall", "may", "place")
    return found


def rounded(counts: pd.Series) -> pd.Series:
    """Counts, or years of people, to the nearest 5, as 'hes' has them."""
    return (counts / HES_ROUNDED_TO + 0.5).astype(int) * HES_ROUNDED_TO
