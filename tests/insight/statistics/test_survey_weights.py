"""Raking against worked examples, a closed form, and a slow computation written differently."""

from __future__ import annotations

import math
from collections import Counter
from itertools import product

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from insight.statistics import (
    CannotRake,
    at_limit,
    base_state,
    effective_base,
    indicative_interval,
    rake,
    rake_and_trim,
    representativeness,
    wilson_interval,
)

Cells = dict[tuple[str, str], int]


def members(cells: Cells) -> dict[str, list[str]]:
    """A sample with so many members in each cell of age by sex, cell after cell."""
    each = [cell for cell, count in cells.items() for _ in range(count)]
    return {"age": [age for age, _ in each], "sex": [sex for _, sex in each]}


def cell_weights(cells: Cells, weights: np.ndarray) -> dict[tuple[str, str], float]:
    """The weight of the members of each cell, who must all have the same."""
    found, first = {}, 0
    for cell, count in cells.items():
        part = weights[first : first + count]
        assert np.ptp(part) < 1e-9
        found[cell] = float(part[0])
        first += count
    return found


def test_a_two_by_two_table_by_hand() -> None:
    """100 members; 40 of every 100 residents are young, and 55 of every 100 are women.

                 women   men   all   target
        young       10    10    20       40
        old         40    40    80       60
        all         50    50   100
        target      55    45

    By age: the young need 40/20 = 2 each, the old 60/80 = 0.75. Women then weigh
    10 × 2 + 40 × 0.75 = 50, and so do men. By sex: women need 55/50 = 1.1, men 45/50 = 0.9.
    So a young woman weighs 2 × 1.1 = 2.2, a young man 1.8, an old woman 0.825, an old man 0.675.
    The ages still fit: 10 × 2.2 + 10 × 1.8 = 40. One round was enough.

    Kish: the squares add up to 10 × 4.84 + 10 × 3.24 + 40 × 0.680625 + 40 × 0.455625 = 126.25,
    so 100 members tell as much as 100² / 126.25 = 79.2.
    """
    cells = {("young", "women"): 10, ("young", "men"): 10, ("old", "women"): 40, ("old", "men"): 40}
    weights = rake(
        members(cells), {"age": {"young": 40, "old": 60}, "sex": {"women": 55, "men": 45}}
    )
    assert cell_weights(cells, weights) == pytest.approx(
        {
            ("young", "women"): 2.2,
            ("young", "men"): 1.8,
            ("old", "women"): 0.825,
            ("old", "men"): 0.675,
        }
    )
    assert effective_base(weights) == pytest.approx(79.2079, abs=1e-4)


def test_a_two_by_two_table_that_takes_many_rounds() -> None:
    """Raking leaves the odds ratio of the sample as it was, which gives the answer directly.

    Cells 30, 10, 20, 40 have the odds ratio 30 × 40 / (10 × 20) = 6. With targets of a half each
    way the four shares are x, ½ - x, ½ - x and x, so x² / (½ - x)² = 6: x = ½ √6 / (1 + √6).
    """
    cells = {("young", "women"): 30, ("young", "men"): 10, ("old", "women"): 20, ("old", "men"): 40}
    half = {"age": {"young": 1, "old": 1}, "sex": {"women": 1, "men": 1}}
    x = 50 * math.sqrt(6) / (1 + math.sqrt(6))
    assert cell_weights(cells, rake(members(cells), half)) == pytest.approx(
        {
            ("young", "women"): x / 30,
            ("young", "men"): (50 - x) / 10,
            ("old", "women"): (50 - x) / 20,
            ("old", "men"): x / 40,
        }
    )


def naive(cells: Cells, targets: dict[str, dict[str, float]]) -> Cells:
    """The same by whole cells of the table, one margin at a time, a thousand times over."""
    table = {cell: float(count) for cell, count in cells.items() if count}
    total = sum(table.values())
    for _ in range(1_000):
        for position, target in enumerate(targets.values()):
            whole = sum(target.values())
            for category, people in target.items():
                inside = [cell for cell in table if cell[position] == category]
                have = sum(table[cell] for cell in inside)
                for cell in inside:
                    table[cell] *= people / whole * total / have
    return {cell: value / cells[cell] for cell, value in table.items()}


AGES, SEXES = ("16-34", "35-64", "65+"), ("female", "male")
TABLES = st.lists(st.integers(1, 40), min_size=6, max_size=6).map(
    lambda counts: dict(zip(product(AGES, SEXES), counts, strict=True))
)
PEOPLE = st.integers(1, 60)
TARGETS = st.builds(
    lambda ages, sexes: {
        "age": dict(zip(AGES, ages, strict=True)),
        "sex": dict(zip(SEXES, sexes, strict=True)),
    },
    st.lists(PEOPLE, min_size=3, max_size=3),
    st.lists(PEOPLE, min_size=2, max_size=2),
)


@given(cells=TABLES, targets=TARGETS)
def test_raking_is_the_naive_computation(cells: Cells, targets: dict) -> None:
    weights = rake(members(cells), targets)
    assert cell_weights(cells, weights) == pytest.approx(naive(cells, targets), rel=1e-5)


@given(cells=TABLES, targets=TARGETS)
def test_every_margin_has_its_target_and_every_member_a_weight(cells: Cells, targets: dict) -> None:
    sample = members(cells)
    weights = rake(sample, targets)
    assert weights.mean() == pytest.approx(1)
    assert (weights > 0).all()
    for name, target in targets.items():
        held: Counter[str] = Counter()
        for category, weight in zip(sample[name], weights, strict=True):
            held[category] += weight
        for category, people in target.items():
            share = people / sum(target.values())
            assert held[category] / weights.sum() == pytest.approx(share, abs=1e-8)
    assert 1 <= effective_base(weights) <= len(weights) + 1e-6


@given(cells=TABLES, targets=TARGETS, scale=st.floats(0.001, 1e6), seed=st.integers(0, 99))
def test_order_and_units_do_not_matter(
    cells: Cells, targets: dict, scale: float, seed: int
) -> None:
    sample = members(cells)
    weights = rake(sample, targets)
    order = np.random.default_rng(seed).permutation(len(weights))
    shuffled = {name: [values[at] for at in order] for name, values in sample.items()}
    rescaled = {
        name: {category: people * scale for category, people in reversed(target.items())}
        for name, target in reversed(targets.items())
    }
    assert rake(shuffled, rescaled) == pytest.approx(weights[order], rel=1e-5)
    twice = {name: values + values for name, values in sample.items()}
    assert rake(twice, targets) == pytest.approx(np.tile(weights, 2), rel=1e-5)


def test_a_sample_that_already_fits_keeps_equal_weights() -> None:
    cells = {("young", "women"): 10, ("young", "men"): 10, ("old", "women"): 40, ("old", "men"): 40}
    fits = {"age": {"young": 20, "old": 80}, "sex": {"women": 1, "men": 1}}
    assert rake(members(cells), fits) == pytest.approx(np.ones(100))
    assert effective_base(np.ones(100)) == 100


@given(cells=TABLES, targets=TARGETS, at=st.floats(2, 6))
def test_trimmed_weights_stay_below_the_limit(cells: Cells, targets: dict, at: float) -> None:
    sample = members(cells)
    raked, trimmed = rake(sample, targets), rake_and_trim(sample, targets, at)
    assert trimmed.mean() == pytest.approx(1)
    assert (trimmed > 0).all()
    assert trimmed.max() <= at * np.median(trimmed) * (1 + 1e-9)
    if raked.max() <= at * np.median(raked):
        assert trimmed == pytest.approx(raked)
    else:
        assert np.ptp(trimmed / raked) > 1e-9


def test_two_members_do_not_speak_for_half_of_everyone() -> None:
    """98 old members and 2 young ones; half of all residents are young.

    Raked, a young member weighs 50/2 = 25 and an old one 50/98 = 0.51. The limit is 5 times the
    median, so young : old is 5 : 1 however often the rest is given back: (2 × 5 + 98) / 100 =
    1.08 makes the mean 1, an old member 1/1.08 = 0.926 and a young one 4.63. The young hold
    2 × 4.63 = 9.3 of 100, below their target of 50, and nothing hides that.
    """
    sample = {"age": ["old"] * 98 + ["young"] * 2}
    weights = rake_and_trim(sample, {"age": {"old": 1, "young": 1}})
    assert weights[0] == pytest.approx(0.92593, abs=1e-5)
    assert weights[-1] == pytest.approx(4.62963, abs=1e-5)
    assert at_limit(weights).tolist() == [False] * 98 + [True] * 2


def test_what_is_cut_off_goes_to_others_of_the_same_kind() -> None:
    """One member is alone in two thin groups; others of each can take over what she loses."""
    sample = {
        "age": ["old"] * 90 + ["young"] * 10,
        "place": ["A"] * 80 + ["B"] * 10 + ["A"] * 9 + ["B"],
    }
    targets = {"age": {"old": 78, "young": 22}, "place": {"A": 78, "B": 22}}
    raked, weights = rake(sample, targets), rake_and_trim(sample, targets)
    assert raked[-1] > 5 * np.median(raked)
    young, at_b = weights[90:].sum(), weights[80:90].sum() + weights[-1]
    assert (young, at_b) == pytest.approx((22, 22), abs=0.01)
    assert weights.max() <= 5 * np.median(weights) * (1 + 1e-9)


@pytest.mark.parametrize(
    ("sample", "targets", "message"),
    [
        ({"age": ["old"]}, {"age": {"old": 1, "young": 1}}, "no member is 'young' of age"),
        ({"age": ["old", "?"]}, {"age": {"old": 1}}, "age has a member who is '\\?'"),
        ({"age": ["old", "new"]}, {"age": {"old": 1, "new": 0}}, "'new', for which there is no"),
        ({"age": []}, {"age": {"old": 1}}, "there are no members"),
        ({"age": ["a"], "sex": []}, {"age": {"a": 1}, "sex": {"b": 1}}, "one category for each"),
        ({"age": ["old"]}, {"age": {"old": -1}}, "target of 'old' of age is not a number"),
        ({"age": ["old"]}, {"age": {"old": math.nan}}, "target of 'old' of age is not a number"),
        ({"age": ["old"]}, {"age": {"old": 0}}, "age has no target above zero"),
        ({}, {}, "there are no members"),
    ],
)
def test_what_cannot_be_weighted_is_refused_in_words(
    sample: dict, targets: dict, message: str
) -> None:
    with pytest.raises(CannotRake, match=message):
        rake(sample, targets)


def test_targets_that_contradict_each_other_do_not_settle() -> None:
    # Every woman is young and every man old, so the two margins cannot differ.
    sample = {"age": ["young", "old"], "sex": ["women", "men"]}
    with pytest.raises(CannotRake, match="did not settle in 1,000 rounds"):
        rake(sample, {"age": {"young": 6, "old": 4}, "sex": {"women": 4, "men": 6}})


def test_impossible_numbers_are_named() -> None:
    sample, target = {"age": ["old", "young"]}, {"age": {"old": 1, "young": 1}}
    with pytest.raises(ValueError, match=r"starting weight 0.0 is not above zero \(position 1"):
        rake(sample, target, [1, 0])
    with pytest.raises(ValueError, match="it must be 2 or more"):
        rake_and_trim(sample, target, 1.5)
    with pytest.raises(ValueError, match=r"weight -1.0 is not above zero \(position 1"):
        effective_base([1, -1])
    with pytest.raises(ValueError, match=r"share 1\.2 is not from 0 to 1"):
        indicative_interval(1.2, 100)
    with pytest.raises(ValueError, match="is not above zero"):
        indicative_interval(0.5, 0)


def test_no_members_have_no_base() -> None:
    assert effective_base([]) == 0
    assert at_limit([]).tolist() == []


def test_a_base_is_called_by_its_size() -> None:
    said = base_state([0, 49.9, 50, 99.9, 100, 1_000, np.nan])
    assert said.tolist() == ["too few", "too few", "few", "few", "shown", "shown", "too few"]


def test_the_interval_is_wilsons_on_the_effective_base() -> None:
    # About ±9.8 points at 100 and ±5.7 at 300 around a half: the sizes boards are used to.
    for base, reach in [(100, 0.098), (300, 0.057)]:
        lower, upper = indicative_interval(0.5, base)
        assert (upper - lower) / 2 == pytest.approx(reach, abs=0.002)
        assert (lower, upper) == pytest.approx(wilson_interval(base / 2, base))
    assert np.isnan(indicative_interval(np.nan, 100)).all()
    assert np.isnan(indicative_interval(0.5, np.nan)).all()


@given(share=st.floats(0, 1), base=st.floats(1, 5_000), fewer=st.floats(0.05, 1))
@example(share=6.616642806524643e-12, base=2341.101178069901, fewer=1.0)
def test_a_smaller_base_has_a_wider_interval(share: float, base: float, fewer: float) -> None:
    lower, upper = indicative_interval(share, base)
    assert 0 <= lower <= share + 1e-12 and share - 1e-12 <= upper <= 1
    low, high = indicative_interval(share, base * fewer)
    assert high - low >= upper - lower - 1e-9


def test_a_panels_share_is_called_different_only_when_clear() -> None:
    """Wilson's interval of 20 in 100 is 13.3% to 28.9%: clear of 30%, not of 28%."""
    found = representativeness([20, 20, 20, np.nan], 100, [0.30, 0.28, 0.10, 0.5])
    assert found.difference[:3] == pytest.approx([-10, -8, 10])
    assert found.word.tolist() == ["fewer", "no clear difference", "more", "no clear difference"]
    assert (found.lower[0], found.upper[0]) == pytest.approx((-16.7, -1.1), abs=0.05)


@given(count=st.integers(0, 400), census=st.floats(0.01, 0.99))
def test_words_follow_the_range(count: int, census: float) -> None:
    found = representativeness(count, 400, census)
    assert found.lower <= found.difference + 1e-9 and found.difference - 1e-9 <= found.upper
    assert (str(found.word) == "fewer") == bool(found.upper < 0)
    assert (str(found.word) == "more") == bool(found.lower > 0)
