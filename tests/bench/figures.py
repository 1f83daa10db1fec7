"""What a benchmark hands back, and the table it is printed in."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

Report = Callable[[str, int, int], None]  # what is being done, how much of it, of how much
DECIMALS = {"s": 2, "kB": 1, "min": 1}
NUMBERS = (1, 2)  # columns of the table that line up on the right


class NotMeasured(Exception):
    """A measurement could not be made. The message says why, in one line."""


@dataclass(frozen=True)
class Figure:
    """One figure: value and budget in unit ('s', 'ms', 'MB', 'kB', 'errors' or 'a second').

    value None: not measured, and the note says why. budget None: nobody has set one. is_least: the
    budget is the least it should be, not the most.
    """

    what: str
    value: float | None
    unit: str
    budget: float | None = None
    note: str = ""
    is_least: bool = False

    @property
    def word(self) -> str:
        """'within', 'over', 'under', 'no budget' or 'not measured'."""
        if self.value is None:
            return "not measured"
        if self.budget is None:
            return "no budget"
        if self.is_least:
            return "within" if self.value >= self.budget else "under"
        return "within" if self.value <= self.budget else "over"


def percentile(values: Iterable[float], percent: float) -> float:
    """The smallest of the values that at least `percent` of them do not exceed (nearest rank).

    Nothing is interpolated, so it is always something that happened. ValueError when empty.
    """
    ordered = sorted(values)
    if not ordered:
        raise ValueError("there is no percentile of nothing")
    return ordered[max(1, math.ceil(percent * len(ordered) / 100)) - 1]


def table(figures: Sequence[Figure]) -> str:
    """The figures as lines of text in aligned columns, headings first."""
    rows = [("what", "measured", "budget", "", "")]
    for figure in figures:
        measured = "–" if figure.value is None else amount(figure.value, figure.unit)
        budget = "–" if figure.budget is None else _budget(figure)
        rows.append((figure.what, measured, budget, figure.word, figure.note))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(_line(row, widths) for row in rows)


def _budget(figure: Figure) -> str:
    return f"{'≥' if figure.is_least else '≤'} {figure.budget:,g} {figure.unit}"


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    cells = [
        cell.rjust(width) if number in NUMBERS else cell.ljust(width)
        for number, (cell, width) in enumerate(zip(row, widths, strict=True))
    ]
    return "  ".join(cells).rstrip()


def amount(value: float, unit: str) -> str:
    """A value with its unit, as exact as is worth reading."""
    return f"{value:,.{DECIMALS.get(unit, 0)}f} {unit}"
