"""Cells that many tables share: a figure with its range, a verdict, a trend, a small drawing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

import pandas as pd

from insight.analysis.latest_figures import LatestFigures
from insight.findings.table import Cell, Piece, Words, cell, linked, quiet, strong
from insight.language import number_format, sentences
from insight.language.number_format import Row
from insight.language.sentences.inequality import is_clear, is_tested
from insight.language.sentences.voices import hidden_words
from insight.reference.vocabulary import WORKED_OUT
from insight.statistics import compare
from insight.statistics.verdicts import NOT_TESTED
from insight.visual import style
from insight.visual.charts import strip

# How a gap's words differ from those of a comparison with another area.
GAPS = {"similar": "no clear gap", NOT_TESTED: "gap not tested"}


def indicator_name(row: Row, *notes: str) -> Cell:
    """An indicator's plain name, which leads to its page, with notes under it."""
    name = str(row["plain_name"])
    return cell(linked(name, "indicator", indicator=row["indicator_id"]), notes=notes)


def figure(row: Row) -> Cell:
    """A figure with its range and its period under it, or why there is none.

    row: value, lower_ci, upper_ci, unit, decimal_places, period_label, value_note.
    """
    if pd.isna(row["value"]):
        return cell(quiet(f"No figure: {row['value_note'] or number_format.NO_FIGURE}"))
    unit, places = str(row["unit"]), int(row["decimal_places"])
    text = number_format.figure(row["value"], unit, places)
    interval = number_format.interval(row["lower_ci"], row["upper_ci"], unit, places)
    if sentences.is_worked_out(row):
        interval = f"{interval}, {WORKED_OUT}"
    if sentences.is_estimate(row):
        text, interval = f"about {text}", number_format.capital(sentences.estimate_words(row))
    return cell(strong(text), notes=(interval, sentences.dated(row)))


def reference(row: Row, benchmark: str) -> Cell:
    """The benchmark's figure for the same period, or that there is none.

    benchmark: the name over the column; a row set against something else names it.
    """
    if pd.isna(row["benchmark_value"]):
        return cell(quiet(number_format.NO_FIGURE))
    places = int(row["decimal_places"])
    text = number_format.figure(row["benchmark_value"], str(row["unit"]), places)
    name = sentences.benchmark_of(row, benchmark)
    return cell(text, notes=("" if name == benchmark else name,))


def verdict(word: str, reason: str = "") -> Cell:
    """A verdict: its glyph, its word and, when it could not be reached, why."""
    return cell(style.VERDICTS[word], *_because(reason))


def compared(row: Row, benchmark: str) -> Cell:
    """A verdict, or what can be said without a test: see `sentences.untested_sentences`.

    row: a figure with verdict and reason, and what `untested_sentences` needs; benchmark: the name
    over the column. A row set against something else names it.
    """
    mark = style.VERDICTS[row["verdict"]]
    instead = number_format.capital(sentences.instead_words(row, benchmark))
    if row["verdict"] != NOT_TESTED or pd.isna(row["value"]):
        whose = f"beside {sentences.benchmark_of(row, benchmark)}" * bool(instead)
        return cell(mark, *_because(str(row["reason"]) or whose), notes=(instead,))
    known = sentences.known_words(row, benchmark)
    why = sentences.why_untested(row, benchmark)
    if not known:
        return cell(mark, *_because(why), notes=(instead,))
    return cell(mark, Words(f": {known}"), notes=(number_format.capital(why), instead))


def trend(direction: str, judgement: str, reason: str = "") -> Cell:
    """A trend: its arrow and its words, with the reason when there is none."""
    return cell(style.TRENDS[direction, judgement], *_because(reason))


def gap_mark(row: Row, polarity: str) -> style.Mark:
    """Whether a gap is clear, and for whom it is worse: a row of `queries.inequalities`.

    Beside another figure, a gap of nothing is the benchmark. A gap that did not pass its own test
    is not clear, whatever its interval says.
    """
    ends = (row["absolute_gap"], row["absolute_lower"], row["absolute_upper"])
    word = str(compare(*ends, 0.0, polarity)) if is_clear(row) or not is_tested(row) else "similar"
    mark = style.VERDICTS[word]
    said = GAPS.get(word, f"{word}: clear gap")
    return style.Mark(said, mark.glyph, mark.colour, mark.symbol)


def verdict_counts(verdicts: Iterable[str]) -> tuple[Piece, ...]:
    """'▲ better in 3, ▼ worse in 2': how many comparisons came to which word."""
    counted = Counter(verdicts)
    return _counts((mark, counted[word]) for word, mark in style.VERDICTS.items())


def verdict_tally(rows: pd.DataFrame, benchmark: str) -> Cell:
    """`verdict_counts` of the rows set against `benchmark`, and under them of those set against
    something else for want of its figure. Empty without rows.

    rows: verdict, and benchmark_name; benchmark: the name over the column.
    """
    (_, own), *others = sentences.by_benchmark(rows, benchmark)
    notes = [
        (
            Words(f"No figure for {benchmark} is held; beside {name}:"),
            *verdict_counts(of["verdict"]),
        )
        for name, of in others
    ]
    return cell(*verdict_counts(own["verdict"]), notes=notes)


def trend_counts(trends: dict[tuple[str, str], int]) -> tuple[Piece, ...]:
    """The same for trends, by direction and judgement."""
    return _counts((style.TRENDS[words], trends.get(words, 0)) for words in style.TRENDS)


def share(value: float, colour: str = style.CORE20, *notes: str, decimal_places: int = 0) -> Cell:
    """A percentage with its bar."""
    text = number_format.figure(value, "%", decimal_places)
    return cell(strong(text), notes=notes, drawing=strip.bar(value, colour))


def interval(
    row: tuple[float, float, float],
    benchmark: float,
    word: str,
    scale: tuple[float, float],
    text: str,
) -> Cell:
    """A figure with its range on a line beside the benchmark, and its verdict where it has one.

    row: value, lower and upper limit; scale: the ends of the line; all in one unit.
    """
    notes: Iterable[Any] = () if word == NOT_TESTED else (style.VERDICTS[word],)
    drawing = strip.interval_strip(*row, benchmark, word, scale)
    return cell(strong(text), notes=notes, drawing=drawing)


def hidden(state: str, smallest: int) -> Cell:
    """Why a count of people is not shown, where it would stand. smallest: of `Store`."""
    return cell(quiet(number_format.capital(hidden_words(state, smallest))))


def figure_span(now: LatestFigures) -> str:
    """The system's figure, or the lowest to the highest of the Places; '' without figures."""
    about, values = now.indicator, now.values["value"].dropna()
    if values.empty:
        return ""
    if now.is_one:
        return number_format.shown(values.iloc[0], about)
    places = int(about["decimal_places"])
    ends = number_format.interval(values.min(), values.max(), about["unit"], places)
    return f"{ends} across the Places"


def _because(reason: str) -> tuple[Words, ...]:
    return (Words(f": {reason}"),) if reason else ()


def _counts(counted: Iterable[tuple[style.Mark, int]]) -> tuple[Piece, ...]:
    given = [(mark, count) for mark, count in counted if count]
    pieces: list[Piece] = []
    for place, (mark, count) in enumerate(given, start=1):
        pieces += [mark, Words(f"in {count}{',' * (place < len(given))}")]
    return tuple(pieces)
