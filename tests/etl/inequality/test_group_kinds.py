"""Gaps are worked out for the ways of grouping that the one table of them lists."""

from __future__ import annotations

from etl.inequality.group_kinds import KINDS
from insight.reference import groups
from insight.reference.areas import project_catalogue


def test_gaps_are_worked_out_for_every_kind_that_pages_offer_and_no_other() -> None:
    assert list(KINDS) == list(groups.GAP_NAMES)


def test_slopes_are_drawn_through_gradients_only() -> None:
    gradients = {name for name, kind in KINDS.items() if kind.is_gradient}
    assert gradients == set(groups.GRADIENT_KINDS)
    assert all(len(KINDS[name].groups) > 2 for name in gradients)


def test_every_group_of_a_gap_is_in_the_catalogue() -> None:
    listed = project_catalogue().groups
    assert [g for kind in KINDS.values() for g in kind.groups if g not in listed] == []
