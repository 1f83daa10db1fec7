"""What can be said of a figure that no test was made of: how far it lies from the benchmark, where
it stands among authorities, and why it was not tested.

None of these words claims anything: better and worse, higher and lower are for tests (see
`comparison`). So a figure is 'more' or 'less' than another, and stands so and so many from the
'largest' or the 'smallest', whichever end is nearer; years of life are 'longer' and 'shorter'.
"""

from __future__ import annotations

import math

import pandas as pd

from insight.analysis.ages import OLD_YEARS
from insight.analysis.benchmarks import without_figure
from insight.language.number_format import (
    NO_FIGURE,
    Row,
    capital,
    counted,
    difference,
    figure,
    interval,
    ordinal,
    shown_with_interval,
)
from insight.reference.areas import ENGLAND, PLACES, REGION, REGION_NAME
from insight.reference.vocabulary import NO_RANGE, SO_NOT_TESTED, WORKED_OUT
from insight.statistics.verdicts import (
    CHECK_FIRST,
    NOT_TESTED,
    NOT_TO_BE_COMPARED,
    PLACES_ALONE,
    THE_BENCHMARK,
)

APPROXIMATE = "approximate"
WORST_FIFTH = 5
CHECK = "check first"
# Of English authorities, by number.
FIFTHS = {1: "best fifth", 2: "2nd fifth", 3: "middle fifth", 4: "4th fifth", 5: "worst fifth"}
FIFTHS_BY_SIZE = {**FIFTHS, 1: "smallest fifth", 5: "largest fifth"}
AMONG = {ENGLAND: "English authorities", REGION: f"{REGION_NAME} authorities", PLACES: "Places"}
# (less than, more than, the least, the most)
WORDS = ("less", "more", "smallest", "largest")
YEARS_OF_LIFE = ("shorter", "longer", "shortest", "longest")


def untested_sentences(row: Row, benchmark: str) -> str:
    """'3.1 years shorter than England; 12th shortest of 296 English authorities. No range in our
    file, so not tested.' Each sign of doubt has a sentence of its own.

    row: a figure with value_type, polarity, unit, decimal_places, benchmark_value and reason, and
    with analysis.positions POSITION and ESTIMATE where it has them; benchmark: the name of what
    was picked to compare with, unless the row has a benchmark_name of its own.
    """
    said = [known_words(row, benchmark)]
    if is_doubted(row):
        said += [*_doubts(row), "So it was not tested"]
    else:
        said.append(f"{why_untested(row, benchmark)}{SO_NOT_TESTED}")
    return " ".join(f"{capital(each)}." for each in said if each)


def known_words(row: Row, benchmark: str) -> str:
    """Difference and position; '' where neither is known."""
    parts = (difference_words(row, benchmark), position_words(row))
    return "; ".join(filter(None, parts))


def difference_words(row: Row, benchmark: str) -> str:
    """'3.1 years shorter than England', 'level with England'; '' without a figure for both."""
    benchmark = benchmark_of(row, benchmark)
    apart = row["value"] - row["benchmark_value"]
    if math.isnan(apart):
        return ""
    less, more, _, _ = _words(row)
    places = int(row["decimal_places"])
    if round(abs(apart), places) == 0:
        return f"level with {benchmark}"
    size = difference(apart, str(row["unit"]), places)
    return f"{size} {more if apart > 0 else less} than {benchmark}"


def position_words(row: Row) -> str:
    """'joint 12th shortest of 296 English authorities' or '3rd largest of 9 Places', from the
    nearer end; '' for no position."""
    if not has_position(row):
        return ""
    rank, tied, among = (int(row[name]) for name in ("rank", "tied_count", "authority_count"))
    behind = among - rank - tied + 2  # its rank from the other end
    _, _, least, most = _words(row)
    first, last = (most, least) if row["polarity"] == "high_is_good" else (least, most)
    place, end = (rank, first) if rank < behind else (behind, last)
    nth = "" if place == 1 else f"{ordinal(place)} "
    joint = "joint " if tied > 1 else ""
    return f"{joint}{nth}{end} of {among} {AMONG[row['among_code']]}"


def benchmark_of(row: Row, benchmark: str) -> str:
    """The name of what a figure is set against: its own, or else what was picked."""
    return str(row.get("benchmark_name") or benchmark)


def by_benchmark(rows: pd.DataFrame, benchmark: str) -> list[tuple[str, pd.DataFrame]]:
    """The rows by the name of what each is set against: what was picked first, even with none."""
    if "benchmark_name" not in rows:
        return [(benchmark, rows)]
    names = rows["benchmark_name"].fillna(benchmark)
    others = sorted(set(names) - {benchmark})
    return [(each, rows[names == each]) for each in (benchmark, *others)]


def instead_words(row: Row, benchmark: str) -> str:
    """'no figure for England is held', where a figure is set against something else instead."""
    is_own = benchmark_of(row, benchmark) == benchmark
    return "" if is_own else f"no figure for {benchmark} is held"


def why_untested(row: Row, benchmark: str) -> str:
    """Why a figure was not tested."""
    if is_estimate(row):
        return APPROXIMATE
    if is_doubted(row):
        return str(row["reason"])
    if row["reason"] in (NOT_TO_BE_COMPARED, THE_BENCHMARK, PLACES_ALONE):
        return str(row["reason"])
    benchmark = benchmark_of(row, benchmark)
    if row["reason"] == NO_RANGE:
        is_alone = math.isnan(row["benchmark_value"])
        return f"{NO_RANGE}{f', and no figure for {benchmark}' * is_alone}"
    return without_figure(benchmark)


def estimate_words(row: Row) -> str:
    """'approximate: mean of 9 Places weighted by residents, which run from 9.8% to 15.3%', of an
    approximate figure of the system; '' of any other."""
    if not is_estimate(row):
        return ""
    ends = interval(
        row["lowest_value"], row["highest_value"], str(row["unit"]), int(row["decimal_places"])
    )
    places = counted(int(row["place_count"]), "Place")
    return f"approximate: mean of {places} weighted by residents, which run from {ends}"


def about_words(row: Row) -> str:
    """A figure with its interval; of an approximate one of the system 'about 12.3%'."""
    if is_estimate(row):
        return f"about {figure(row['value'], str(row['unit']), int(row['decimal_places']))}"
    told = shown_with_interval(row, row)
    return f"{told.removesuffix(')')}, {WORKED_OUT})" if is_worked_out(row) else told


def is_worked_out(row: Row) -> bool:
    """Whether the range of a figure is worked out here; its note says how."""
    return WORKED_OUT in str(row.get("value_note", "")) and not pd.isna(row["lower_ci"])


def dated(row: Row) -> str:
    """The period of a figure, with its age where it is old: '2014/15, 11 years old'."""
    age = age_words(row)
    return f"{row['period_label']}{f', {age}' * bool(age)}"


def age_words(row: Row) -> str:
    """'11 years old' of a figure past three years; '' of a newer one, or where it is not known."""
    years = row.get("age_years", 0)
    return f"{int(years)} years old" if not pd.isna(years) and years >= OLD_YEARS else ""


def untested_word(row: Row) -> str:
    """What a figure that was not tested is called in a word or two: 'worst fifth', 'check first'.

    A fifth is of English authorities.
    """
    if pd.isna(row["value"]):
        return NO_FIGURE
    if is_doubted(row):
        return CHECK
    if has_position(row) and row["among_code"] == ENGLAND:
        is_judged = row["polarity"] != "no_judgement"
        return (FIFTHS if is_judged else FIFTHS_BY_SIZE)[int(row["fifth"])]
    return NOT_TESTED


def has_position(row: Row) -> bool:
    """Whether it is known where a figure stands among authorities."""
    return not pd.isna(row.get("rank", math.nan))


def is_estimate(row: Row) -> bool:
    """Whether a figure is an approximate one of the system."""
    return not pd.isna(row.get("place_count", math.nan))


def is_doubted(row: Row) -> bool:
    """Whether the recording of a figure is to be checked before anything is made of it."""
    return str(row["reason"]).startswith(CHECK_FIRST)


def is_untested_worst(row: Row) -> bool:
    """Whether a figure was not tested but lies in the worst fifth of English authorities, and its
    recording is not in doubt."""
    return (
        row["verdict"] == NOT_TESTED
        and not is_doubted(row)
        and has_position(row)
        and row["among_code"] == ENGLAND
        and row["polarity"] != "no_judgement"
        and int(row["fifth"]) == WORST_FIFTH
    )


def standing(row: Row) -> str:
    """How much can be said of a figure: 'tested', 'positioned', 'among Places', 'plain', 'mute',
    'no figure' or 'not to be compared'.

    positioned: among the authorities of England or of the region; among Places: among ours
    alone, which have no ranges. plain: set beside the benchmark in plain words alone; mute: nothing
    to set it beside.
    """
    if pd.isna(row["value"]):
        return "no figure"
    if row["reason"] == NOT_TO_BE_COMPARED:
        return "not to be compared"
    if row["verdict"] != NOT_TESTED:
        return "tested"
    if has_position(row):
        return "among Places" if row["among_code"] == PLACES else "positioned"
    return "mute" if pd.isna(row["benchmark_value"]) else "plain"


def _words(row: Row) -> tuple[str, str, str, str]:
    is_life = row["value_type"] == "years" and row["polarity"] == "high_is_good"
    return YEARS_OF_LIFE if is_life else WORDS


def _doubts(row: Row) -> list[str]:
    """'Check the recording first', and then each sign of doubt."""
    first, _, signs = str(row["reason"]).partition(": ")
    return [capital(each) for each in (first, *signs.split("; ")) if each]
