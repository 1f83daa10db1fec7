"""How many gaps were tested, how many are clear, and how many could not be tested.

A gap without an interval is not tested: it counts among those that are given, and among no tests.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from insight.language.number_format import Row, capital, counted
from insight.language.sentences.chance import by_chance_words
from insight.language.sentences.inequality import has_gap, is_clear, is_tested


@dataclass(frozen=True)
class GapTests:
    """Counts of gaps. clear: of those tested; untested: given, without an interval."""

    clear: int
    tested: int
    untested: int


def gap_tests(rows: Iterable[Row]) -> GapTests:
    """The counts of rows of `queries.inequalities`; those without a gap count nowhere."""
    given = [row for row in rows if has_gap(row)]
    tested = [row for row in given if is_tested(row)]
    return GapTests(sum(map(is_clear, tested)), len(tested), len(given) - len(tested))


def gap_tests_words(tests: GapTests) -> str:
    """'1 of 1 tested gap clear, 1 not tested'; '' where no gap is given."""
    untested = f"{counted(tests.untested, 'gap')} not tested" if tests.untested else ""
    if not tests.tested:
        return untested
    clear = f"{tests.clear} of {counted(tests.tested, 'tested gap')} clear"
    return f"{clear}, {tests.untested} not tested" if tests.untested else clear


def gap_tests_title(tests: GapTests) -> str:
    """The finding in a heading: '4 of 4 tested gaps are clear; 4 were not tested'."""
    were = f"{_were(tests.untested)} not tested"
    if not tests.tested:
        if not tests.untested:
            return "no gap in care can be measured yet"
        return f"{counted(tests.untested, 'gap')} {were}"
    verb = "is" if tests.clear == 1 else "are"
    clear = f"{tests.clear} of {counted(tests.tested, 'tested gap')} {verb} clear"
    return f"{clear}; {tests.untested} {were}" if tests.untested else clear


def gap_tests_sentence(made: int, confidence: float = 0.95, untested: int = 0) -> str:
    """How many differences were tested, how many would be marked by chance alone, and how many
    more are given that could not be tested."""
    if made == 0:
        return f"No differences were tested here.{_without(untested, 'difference')}"
    tested = f"{capital(counted(made, 'difference'))} {_were(made)} tested"
    return f"{tested}. {by_chance_words(made, confidence)}{_without(untested, 'more', 'more')}"


def _without(untested: int, one: str, many: str | None = None) -> str:
    """' 4 more have no range, so they were not tested.'; '' for none."""
    if not untested:
        return ""
    have, they = ("has", "it was") if untested == 1 else ("have", "they were")
    return f" {counted(untested, one, many)} {have} no range, so {they} not tested."


def _were(count: int) -> str:
    return "was" if count == 1 else "were"
