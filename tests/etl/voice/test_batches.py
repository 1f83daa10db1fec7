"""Counts that move in batches, attacked with two and three successive public stores at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import LinearConstraint

from etl.voice.batches import alone
from etl.voice.cells import voice_cells
from etl.voice.collection_methods import WAY, voice_sources
from etl.voice.surveys import survey_results
from insight.reference.areas import SYSTEM
from insight.statistics.disclosure import PROTECTED, SHOWN, TOO_FEW
from insight.store.publication import KEYS
from tests.etl.voice.test_cells import BASE, Tables, comments, small, spoken
from tests.etl.voice.test_surveys import SYSTEM as SURVEYED
from tests.etl.voice.test_surveys import everyone, rows_of
from tests.insight.attack import Sum, Worlds, added_up, no_more_than

pytestmark = pytest.mark.slow

CELL = list(KEYS["voice_cell"])
ALL_TIME = "all time"
Key = tuple[str, ...]


def first(tables: Tables, size: int) -> Tables:
    """The first comments of a set, with their groups and themes."""
    comment = tables[0].head(size)
    ids = comment["comment_id"]
    group, theme = (each[each["comment_id"].isin(ids)] for each in tables[1:])
    return comment, group, theme


def counted(tables: Tables) -> dict[Key, int]:
    """True counts, the slow way."""
    return {key: len(each) for key, each in spoken(tables, small()).items()}


def published(
    tables: Tables, sizes: list[int], bases: list[int] | None = None
) -> list[tuple[pd.DataFrame, dict[Key, int]]]:
    """Rows of voice_cell of successive public stores, with the true counts of each day."""
    record, found = None, []
    for size, base in zip(sizes, bases or [BASE] * len(sizes), strict=True):
        part = first(tables, size)
        record = voice_cells(*part, small(), base, record)
        cells, truth = record.drop(columns="then_count"), counted(part)
        found.append((cells, truth))
    return found


def shown_counts(cells: pd.DataFrame) -> dict[Key, int]:
    """The counts a store shows."""
    rows = cells[cells["state"] == SHOWN]
    keys = rows[CELL].itertuples(index=False, name=None)
    return dict(zip(keys, rows["comment_count"].astype(int), strict=True))


# Few come in between two stores, or many, or as many as the base and one less.
SIZES = [
    *([200, 201, 202], [200, 209, 210], [200, 205, 215], [120, 180, 181], [250, 400, 401]),
    [200, 200, 225],
]
# The base is fixed once something is public (see test_public_store). Even if it were not, counts
# move on from those of the other base.
BASES = {5: [BASE, 12, 12]}


@cache
def three_stores(number: int) -> list[tuple[pd.DataFrame, dict[Key, int]]]:
    """Three successive public stores, by the number of their sizes."""
    sizes = SIZES[number]
    return published(comments(number + 50, max(sizes), small()), sizes, BASES.get(number))


@pytest.mark.parametrize("number", range(len(SIZES)))
def test_no_count_moves_by_fewer_than_the_base(number: int) -> None:
    stores = [shown_counts(cells) for cells, _ in three_stores(number)]
    for before, after in pairwise(stores):
        moved = {key: after[key] - before[key] for key in before.keys() & after.keys()}
        assert all(step == 0 or step >= BASE for step in moved.values())
        # A count that shows itself holds a batch of its own, and none that was shown is gone.
        assert before.keys() <= after.keys()
        assert all(after[key] >= BASE for key in after)


@pytest.mark.parametrize("more", [1, BASE - 1])
def test_a_store_with_few_comments_more_is_the_same(more: int) -> None:
    """Not one cell tells that somebody has spoken in between: no state, no mood, no label."""
    tables = comments(3, 300 + more, small())
    (before, _), (after, _) = published(tables, [300, 300 + more])
    assert before.astype(str).equals(after.astype(str))


@pytest.mark.parametrize("what", ["withdrawn", "of another place", "regrouped", "rethemed", "mood"])
@pytest.mark.parametrize("count", [1, BASE - 1])
def test_a_few_comments_changed_or_gone_move_nothing(what: str, count: int) -> None:
    """Labels are mended and consent is taken back: no cell tells whose."""
    comment, group, theme = comments(6, 300, small())
    before = voice_cells(comment, group, theme, small(), BASE, None)
    chosen = set(np.random.default_rng(count).choice(comment["comment_id"], count, replace=False))
    is_it, of_it = comment["comment_id"].isin(chosen), theme["comment_id"].isin(chosen)
    if what == "withdrawn":
        comment, theme = comment[~is_it], theme[~of_it]
        group = group[~group["comment_id"].isin(chosen)]
    elif what == "of another place":
        other = small().places()[0].area_code
        comment = comment.assign(place_code=comment["place_code"].where(~is_it, other))
    elif what == "regrouped":
        group = group[~group["comment_id"].isin(chosen)]
    elif what == "rethemed":
        theme = theme[~of_it]
    else:
        comment = comment.assign(sentiment=comment["sentiment"].where(~is_it, "positive"))
    after = voice_cells(comment, group, theme, small(), BASE, before)
    told = [each.drop(columns="then_count").set_index(CELL) for each in (before, after)]
    one, other = (each.sort_index().astype(str) for each in told)
    pd.testing.assert_frame_equal(one, other)


def test_a_batch_is_taken_up_whole() -> None:
    tables = comments(4, 900, small())
    (before, _), (after, truth) = published(tables, [200, 900])
    whole = (SYSTEM, "everyone", "any", ALL_TIME)
    assert shown_counts(before)[whole] == 200 and shown_counts(after)[whole] == 900
    moved = {k: n for k, n in shown_counts(after).items() if n != shown_counts(before).get(k)}
    assert all(truth[key] == count for key, count in moved.items()) and len(moved) > 50


def test_nothing_in_a_place_moves_before_its_comments_do() -> None:
    """So that whatever has moved may be by any of ten people or more."""
    tables = comments(5, 420, small())
    (before, _), (after, _) = published(tables, [380, 420])
    moved = {key for key, n in shown_counts(after).items() if n != shown_counts(before).get(key)}
    assert moved
    for area in {key[0] for key in moved}:
        assert (area, "everyone", "any", ALL_TIME) in moved


def window(tables: Tables, low: int, high: int) -> Tables:
    """The comments of a set from one to another: the oldest are past retention."""
    ids = tables[0]["comment_id"].iloc[low:high]
    one, two, three = (each[each["comment_id"].isin(ids)] for each in tables)
    return one, two, three


def ways_shown(tables: Tables, windows: list[tuple[int, int]]) -> list[dict[Key, int]]:
    """What successive public stores show of how comments came."""
    cells: pd.DataFrame | None = None
    ways: pd.DataFrame | None = None
    found = []
    for low, high in windows:
        part = window(tables, low, high)
        cells = voice_cells(*part, small(), BASE, cells)
        ways = voice_sources(part[0], cells, BASE, ways)
        rows = ways[ways["state"] == SHOWN].set_index(["area_code", *WAY])["comment_count"]
        found.append({tuple(map(str, key)): int(n) for key, n in rows.items()})
        # As the record keeps and gives them.
        cells = None if cells.empty else cells
        ways = None if ways.empty else ways.assign(then_count=np.nan)
    return found


@pytest.mark.parametrize("left", [11, 9, 5, 1])
def test_comments_that_leave_a_place_of_few_stop_no_build(left: int) -> None:
    comment, group, theme = first(comments(1, 12, small()), 12)
    place = small().places()[0].area_code
    one_way = {"place_code": place, "organisation_type": "nhs", "method": "event"}
    comment = comment.assign(is_demonstration=False, **one_way)
    before, after = ways_shown((comment, group, theme), [(0, 12), (12 - left, 12)])
    assert before[place, "nhs", "event"] == 12
    assert after == (before if 12 - left < BASE else {})


def test_ways_that_were_never_public_stop_no_build_when_comments_leave() -> None:
    comment, group, theme = first(comments(1, 12, small()), 12)
    place = small().places()[0].area_code
    ways = np.where(np.arange(12) % 2, "event", "survey")  # six each: too few to show
    comment = comment.assign(place_code=place, organisation_type="nhs", method=ways)
    assert ways_shown((comment, group, theme), [(0, 12), (4, 12)]) == [{}, {}]


@pytest.mark.parametrize("seed", range(6))
def test_ways_move_in_batches_too_while_the_oldest_comments_leave(seed: int) -> None:
    draw = np.random.default_rng(seed)
    low, high = np.cumsum(draw.integers(0, 60, (2, 5)), axis=1) + [[0], [100]]
    stores = ways_shown(comments(seed + 700, 500, small()), [*zip(low, high, strict=True)])
    assert any(stores)
    for before, after in pairwise(stores):
        steps = [abs(after[key] - before[key]) for key in before.keys() & after.keys()]
        assert all(step == 0 or step >= BASE for step in steps)


def test_what_is_public_does_not_leave_with_the_last_comment_of_it() -> None:
    """Twelve letters of one quarter leave and three come at an event: these would be told."""
    comment, group, theme = comments(2, 53, small())
    way = np.array(["letter"] * 12 + ["event"] * 41)
    day = np.where(way == "letter", "2025-02-03", "2025-08-04")
    place = small().places()[0].area_code
    comment = comment.assign(
        method=way, received_date=pd.to_datetime(day), place_code=place, organisation_type="nhs"
    )
    comment = comment.assign(is_demonstration=False, organisation="Trust", sentiment="mixed")
    parts = [window((comment, group, theme), *each) for each in ((0, 42), (12, 45))]
    before = voice_cells(*parts[0], small(), BASE)
    after = voice_cells(*parts[1], small(), BASE, before)
    assert (
        before.query("period_label == '2025 Q1' and state == 'shown'")["comment_count"].eq(12).any()
    )
    told = [each.drop(columns="then_count").set_index(CELL) for each in (before, after)]
    pd.testing.assert_frame_equal(*(each.sort_index().astype(str) for each in told))
    ways = voice_sources(parts[0][0], before, BASE)
    later = voice_sources(parts[1][0], after, BASE, ways.assign(then_count=np.nan))
    assert ways["method"].eq("letter").any()
    pd.testing.assert_frame_equal(ways.astype(str), later.astype(str))


def test_a_count_of_people_that_stands_alone_moves_in_batches() -> None:
    keys = pd.DataFrame({"idea_id": list("abcdefgh")})
    truth = pd.Series([9, 10, 12, 12, 30, 30, 0, 25], dtype="Int64")
    now = pd.Series([10, 11, 3, 2, 39, 40, 9, 14], dtype="Int64")
    first_time = alone(truth, keys, "idea", BASE, None)
    record = keys.assign(
        support_count=first_time,
        state=np.where(first_time.isna(), TOO_FEW, SHOWN),
        then_count=np.nan,
    )
    told = alone(now, keys, "idea", BASE, record)
    assert first_time.fillna(-1).tolist() == [-1, 10, 12, 12, 30, 30, -1, 25]
    assert told.fillna(-1).tolist() == [10, 10, 12, -1, 30, 40, -1, 14]
    nobody_said = alone(now.where(now > 30), keys, "idea", BASE, record)
    assert nobody_said.notna().tolist() == [False, False, False, False, True, True, False, False]


@pytest.mark.parametrize("left", [11, 9, 5, 0])
def test_answers_of_a_survey_that_are_taken_back_stop_no_build(left: int) -> None:
    first_counts = everyone(SURVEYED, yes=40, no=12)
    before = survey_results(rows_of(first_counts), SURVEYED, BASE)
    for count in (left, left):  # and once more, beside what stayed
        fewer = rows_of(everyone(SURVEYED, yes=40, no=count))
        after = survey_results(fewer, SURVEYED, BASE, before.assign(then_count=np.nan))
        is_batch = 12 - count >= BASE
        told = dict(zip(after["answer"], after["answer_count"].astype("Float64"), strict=True))
        assert is_batch or told == {"yes": 40, "no": 12}
        before = after


def test_an_answer_that_is_in_no_file_any_more_takes_its_words_alone_with_it() -> None:
    """Whoever had it taken out need not wait; what was counted with it stays as it was."""
    before = survey_results(rows_of(everyone(SURVEYED, yes=40, no=25, other=12)), SURVEYED, BASE)
    fewer = rows_of(everyone(SURVEYED, yes=48, no=29))  # as many, as if they had said another
    after = survey_results(fewer, SURVEYED, BASE, before.assign(then_count=np.nan))
    assert after[["answer", "answer_count", "base_count"]].astype(object).to_numpy().tolist() == [
        *(["yes", 40, 77], ["no", 25, 77])
    ]


@dataclass
class Attacker:
    """All the stores in one set of equations: a variable for every true count on every day.

    low, high: what is known of each. rows: sums, total less parts. order: pairs where the first is
    no more than the second, as nothing that was said is taken back.
    """

    number: dict[tuple[int, Key], int] = field(default_factory=dict)
    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)
    truth: list[int] = field(default_factory=list)
    rows: list[Sum] = field(default_factory=list)
    order: list[tuple[int, int]] = field(default_factory=list)

    def variable(self, day: int, key: Key, truth: int) -> int:
        """The number of a count, new if need be, about which nothing is known."""
        if (day, key) not in self.number:
            self.number[day, key] = len(self.low)
            self.low.append(0)
            self.high.append(5000)
            self.truth.append(truth)
        return self.number[day, key]

    def worlds(self) -> Worlds:
        """Lay the equations out once for all questions."""
        size = len(self.low)
        sums = LinearConstraint(added_up(self.rows, size), 0, 0)
        order = LinearConstraint(no_more_than(self.order, size), -np.inf, 0)
        return Worlds(self.truth, self.low, self.high, [sums, order])


def lay_out(stores: list[tuple[pd.DataFrame, dict[Key, int]]], bases: list[int]) -> Attacker:
    """What three stores show, each of its base, and every sum over areas, groups and times that
    always holds."""
    attacker = Attacker()
    places = [place.area_code for place in small().places()]
    themes, groups = [*small().themes, "any"], ["everyone", "not-stated", *small().heard_groups]
    earlier: dict[Key, int] = {}
    for day, (cells, truth) in enumerate(stores):
        state_of = cells.set_index(CELL)["state"].to_dict()
        shown = shown_counts(cells)
        labels = cells["period_label"]
        quarters = sorted(set(labels[labels.str.contains("Q")]))
        for theme in themes:
            for group in groups:
                for period in [ALL_TIME, *(quarters if group == "everyone" else [])]:
                    keys = [(area, group, theme, period) for area in [*places, SYSTEM]]
                    parts = [
                        _know(attacker, day, k, truth, state_of, shown, earlier, bases[day])
                        for k in keys
                    ]
                    *parts, total = parts
                    left = attacker.truth[total] - sum(attacker.truth[at] for at in parts)
                    nowhere = attacker.variable(day, ("nowhere", group, theme, period), left)
                    if left == 0:  # that nobody spoke of no Place in particular, anybody may know
                        attacker.high[nowhere] = 0
                    attacker.rows.append((total, (*parts, nowhere)))
            for area in [*places, SYSTEM]:
                everyone, unstated = (
                    attacker.number[day, (area, group, theme, ALL_TIME)]
                    for group in ("everyone", "not-stated")
                )
                left = attacker.truth[everyone] - attacker.truth[unstated]
                stated = attacker.variable(day, (area, "stated", theme, ALL_TIME), left)
                attacker.rows.append((everyone, (unstated, stated)))
                times = [attacker.number[day, (area, "everyone", theme, q)] for q in quarters]
                attacker.rows.append((everyone, tuple(times)))
        earlier = shown
    for (day, key), at in attacker.number.items():
        if (day + 1, key) in attacker.number:
            attacker.order.append((at, attacker.number[day + 1, key]))
    return attacker


def _know(
    attacker: Attacker,
    day: int,
    key: Key,
    truth: dict[Key, int],
    state_of: dict[Key, str],
    shown: dict[Key, int],
    earlier: dict[Key, int],
    base: int,
) -> int:
    """A count of one day with what its store tells: exactly, where it is new or has moved."""
    true = truth.get(key, 0)
    at = attacker.variable(day, key, true)
    if key in shown:
        is_new = shown[key] != earlier.get(key)
        attacker.low[at] = shown[key]
        attacker.high[at] = shown[key] if is_new else attacker.high[at]
    elif state_of.get(key, TOO_FEW) == TOO_FEW and true < base:
        attacker.high[at] = base - 1
    elif state_of.get(key) == PROTECTED and true >= base:
        attacker.low[at] = base
    return at


@pytest.mark.parametrize("number", range(len(SIZES)))
def test_three_stores_together_give_no_small_number_away(number: int) -> None:
    """Neither a count of any day nor what came in between two of them, to fewer than three."""
    stores = three_stores(number)
    attacker = lay_out(stores, BASES.get(number, [BASE] * len(stores)))
    aims: dict[str, dict[int, float]] = {}
    asked = {area for (area, group, theme, _), n in stores[0][1].items() if n and theme == "any"}
    for (day, key), at in attacker.number.items():
        if key[0] not in asked or key[1] == "stated":
            continue
        shown = shown_counts(stores[day][0])
        if key not in shown and attacker.truth[at] < BASE:
            aims[f"{day} {key}"] = {at: 1.0}
        after = attacker.number.get((day + 1, key))
        if after is not None and 0 < attacker.truth[after] - attacker.truth[at] < BASE:
            aims[f"{day} to {day + 1} {key}"] = {after: 1.0, at: -1.0}
    worlds = attacker.worlds()
    worlds.wander(len(aims))
    assert len(aims) > 60
    assert [what for what, aim in aims.items() if not worlds.are_many(aim)] == []
