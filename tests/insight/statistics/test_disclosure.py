"""No small count can be worked out from what is shown."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from insight.statistics.disclosure import PROTECTED, SHOWN, TOO_FEW, Sums, protect
from tests.insight.attack import Sum, pinned

BASE = 10
# Mostly counts around the base, where it is hardest, and nothing at all.
COUNT = st.one_of(st.just(0), st.integers(1, 14), st.integers(8, 12), st.integers(15, 60))


def one_sum(*parts: int) -> tuple[np.ndarray, Sums]:
    """Parts and their total as the last cell."""
    count = np.array([*parts, sum(parts)])
    size = len(parts)
    return count, Sums(np.array([size]), np.arange(size)[None, :])


def states(*parts: int) -> list[str]:
    """States of parts and, last, of their total."""
    count, sums = one_sum(*parts)
    return list(protect(count, BASE, sums=[sums]))


def with_totals(inner: np.ndarray) -> np.ndarray:
    """A table with the sums of its rows and columns as last column and row."""
    wide = np.hstack([inner, inner.sum(axis=1, keepdims=True)])
    return np.vstack([wide, wide.sum(axis=0, keepdims=True)])


def table_sums(cell: np.ndarray) -> list[Sum]:
    """The sums of a table of cell numbers with totals."""
    rows = [(int(row[-1]), tuple(row[:-1].tolist())) for row in cell]
    columns = [(int(column[-1]), tuple(column[:-1].tolist())) for column in cell.T]
    return rows + columns


@pytest.mark.parametrize(
    ("count", "state"), [(0, TOO_FEW), (1, TOO_FEW), (9, TOO_FEW), (10, SHOWN), (11, SHOWN)]
)
def test_the_boundary(count: int, state: str) -> None:
    assert list(protect(np.array([count]), BASE)) == [state]


def test_a_larger_base() -> None:
    assert list(protect(np.array([19, 20]), 20)) == [TOO_FEW, SHOWN]


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        # One hidden part is the total less the others: the smallest other is hidden too.
        ((9, 12, 30), [TOO_FEW, PROTECTED, SHOWN, SHOWN]),
        ((9, 30, 12), [TOO_FEW, SHOWN, PROTECTED, SHOWN]),
        ((10, 12, 30), [SHOWN, SHOWN, SHOWN, SHOWN]),
        # Two hidden that may be exchanged for one another need no third.
        ((3, 4, 30), [TOO_FEW, TOO_FEW, SHOWN, SHOWN]),
        # Nought is hidden too, and others make up for it.
        ((0, 12, 30), [TOO_FEW, PROTECTED, SHOWN, SHOWN]),
        ((4, 0, 30), [TOO_FEW, TOO_FEW, SHOWN, SHOWN]),
        # Two hidden with a sum of 2 may be 0, 1 or 2; with a sum of 1 only 0 or 1.
        ((1, 1, 30), [TOO_FEW, TOO_FEW, SHOWN, SHOWN]),
        ((1, 0, 30), [TOO_FEW, TOO_FEW, PROTECTED, SHOWN]),
        # With a sum of 18 they are 9 and 9; of 17, 8 or 9; of 16, 7, 8 or 9.
        ((9, 9, 30), [TOO_FEW, TOO_FEW, PROTECTED, SHOWN]),
        ((8, 9, 30), [TOO_FEW, TOO_FEW, PROTECTED, SHOWN]),
        ((8, 8, 30), [TOO_FEW, TOO_FEW, SHOWN, SHOWN]),
        # 1 and a protected 10 have a sum of 11: 1 + 10 or 0 + 11, so 10 is no partner for 1.
        ((1, 10, 30), [TOO_FEW, SHOWN, PROTECTED, SHOWN]),
        ((2, 10, 30), [TOO_FEW, PROTECTED, SHOWN, SHOWN]),
        # A hidden total gives nothing away.
        ((4, 0, 0), [TOO_FEW, TOO_FEW, TOO_FEW, TOO_FEW]),
        ((3, 4, 0), [TOO_FEW, TOO_FEW, TOO_FEW, TOO_FEW]),
    ],
)
def test_subtraction_from_a_total(parts: tuple[int, ...], expected: list[str]) -> None:
    assert states(*parts) == expected


def test_parts_of_nothing_are_known_no_better_than_their_total() -> None:
    """No part is known to be there at all, so a total of at most 9 tells nothing of nine parts."""
    assert set(states(*[1] * 9)) == set(states(*[0] * 9)) == {TOO_FEW}


def test_a_whole_that_is_shown_limits_its_part() -> None:
    """30 of 30 cannot rise, so as a partner for a 9, which may only fall, it is no use alone."""
    count = np.array([9, 12, 50, 71, 12])
    sums = Sums(np.array([3]), np.array([[0, 1, 2]]))
    inside = np.full((5, 1), -1)
    inside[1] = 4
    assert list(protect(count, BASE, [sums], inside=inside)) == [
        TOO_FEW, PROTECTED, PROTECTED, SHOWN, SHOWN,
    ]  # fmt: skip


def test_hidden_cells_on_a_bridge_are_found() -> None:
    """Each row and column has two hidden cells or none, yet one could be worked out."""
    inner = np.array([[5, 5, 30, 30], [5, 5, 30, 30], [30, 5, 5, 5], [30, 30, 5, 5]])
    count = with_totals(inner)
    cell = np.arange(count.size).reshape(count.shape)
    lone = np.full(count.size, SHOWN, dtype=object)
    lone[count.ravel() < BASE] = TOO_FEW
    assert pinned(count.ravel(), lone, BASE, table_sums(cell)) == [int(cell[2, 1])]
    found = protect(count.ravel(), BASE, tables=[cell])
    assert pinned(count.ravel(), found, BASE, table_sums(cell)) == []


@settings(max_examples=60, deadline=None)
@given(st.lists(COUNT, min_size=2, max_size=6))
def test_an_attacker_learns_nothing_from_a_sum(parts: list[int]) -> None:
    count, sums = one_sum(*parts)
    found = protect(count, BASE, sums=[sums])
    assert pinned(count, found, BASE, [(len(parts), tuple(range(len(parts))))]) == []
    check_primary(count, found)


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(arrays(np.int64, st.tuples(st.integers(2, 5), st.integers(2, 4)), elements=COUNT))
def test_an_attacker_learns_nothing_from_a_table(inner: np.ndarray) -> None:
    count = with_totals(inner)
    cell = np.arange(count.size).reshape(count.shape)
    found = protect(count.ravel(), BASE, tables=[cell])
    assert pinned(count.ravel(), found, BASE, table_sums(cell)) == []
    check_primary(count.ravel(), found)


@settings(max_examples=40, deadline=None)
@given(arrays(np.int64, st.tuples(st.integers(2, 5), st.just(2)), elements=COUNT))
def test_what_nobody_shows_is_not_worked_out_either(inner: np.ndarray) -> None:
    """As with comments that have a group: everyone less not stated."""
    count = with_totals(inner)
    cell = np.arange(count.size).reshape(count.shape)
    unseen = np.zeros(count.shape, dtype=bool)
    unseen[:, 1] = True
    found = protect(count.ravel(), BASE, tables=[cell], unseen=unseen.ravel())
    sums = table_sums(cell)
    assert pinned(count.ravel(), found, BASE, sums, unseen=unseen.ravel()) == []


@settings(max_examples=40, deadline=None)
@given(arrays(np.int64, st.tuples(st.integers(2, 4), st.integers(2, 4)), elements=COUNT))
def test_totals_known_from_elsewhere(inner: np.ndarray) -> None:
    """As with quarters under a count for all time that is shown already."""
    count = with_totals(inner)
    cell = np.arange(count.size).reshape(count.shape)
    fixed = np.zeros(count.shape, dtype=bool)
    fixed[:, -1] = count[:, -1] >= BASE
    if (count[:-1, -1] < BASE).any():
        return
    found = protect(count.ravel(), BASE, tables=[cell], fixed=fixed.ravel())
    sums = table_sums(cell)
    assert pinned(count.ravel(), found, BASE, sums, known=fixed.ravel()) == []


@given(arrays(np.int64, st.tuples(st.integers(2, 5), st.integers(2, 4)), elements=COUNT))
def test_the_same_counts_are_hidden_every_time(inner: np.ndarray) -> None:
    count = with_totals(inner).ravel()
    cell = np.arange(count.size).reshape(inner.shape[0] + 1, -1)
    first = protect(count, BASE, tables=[cell])
    assert list(first) == list(protect(count.copy(), BASE, tables=[cell.copy()]))


def check_primary(count: np.ndarray, state: np.ndarray) -> None:
    """Nothing small is shown, nothing large is called small."""
    small = count < BASE
    assert set(state[small]) <= {TOO_FEW, PROTECTED}
    assert set(state[count >= BASE]) <= {SHOWN, PROTECTED}
