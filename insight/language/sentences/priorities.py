"""Stated priorities beside measured need, and one Place among English authorities."""

from __future__ import annotations

import pandas as pd

from insight.analysis.mismatches import DOING_WELL, NEED, UNJUDGED
from insight.language.number_format import Row, capital, counted, listed, number
from insight.language.sentences.comparison import comparison_sentence
from insight.language.sentences.position import by_benchmark, is_untested_worst
from insight.statistics.verdicts import NOT_TESTED
from insight.store.rows import records

NAMES_AT_MOST = 1


def stated_title(judged: pd.DataFrame, area_name: str, benchmark: str) -> str:
    """The finding: how many figures on an area's stated priorities are worse.

    judged: a row for each figure, with its verdict. What was set against something else than
    `benchmark` is left to `apart_sentence`.
    """
    (_, own), *_ = by_benchmark(judged, benchmark)
    worst = _untested_worst(judged)
    rest = f"; {worst}" if worst else ""
    if (own["verdict"] == NOT_TESTED).all():
        against = f" against {benchmark}" * bool(apart_sentence(judged, benchmark))
        return f"{area_name}: no figure on the stated priorities was tested{against}{rest}"
    return f"{area_name}: {_worse(own, ' on stated priorities')} than {benchmark}{rest}"


def apart_sentence(judged: pd.DataFrame, benchmark: str) -> str:
    """'Some have no figure for England: 1 of 2 comparisons is worse than the North West.';
    '' where all that was tested was set against the benchmark. judged: as for `stated_title`."""
    _, *others = by_benchmark(judged, benchmark)
    apart = [
        f"{_worse(rows)} than {name}"
        for name, rows in others
        if (rows["verdict"] != NOT_TESTED).any()
    ]
    return f"Some have no figure for {benchmark}: {'; '.join(apart)}." if apart else ""


def priority_title(name: str, figures: pd.DataFrame, benchmark: str) -> str:
    """A priority with what can be said of it: 'Less obesity: 2 of 5 figures tested worse than
    England; 1 in England's worst fifth, not tested; 1 tested better'.

    figures: a row for each figure, with its verdict and `positions.POSITION`; one without a figure
    has no verdict.
    """
    given = figures[figures["value"].notna()]
    if given.empty:
        return f"{name}: no figure"
    (_, own), *others = by_benchmark(given, benchmark)
    counts = own["verdict"].value_counts()
    worse, better = (int(counts.get(word, 0)) for word in ("worse", "better"))
    said = [
        f"{number(worse)} tested worse than {benchmark}" if worse else "",
        _untested_worst(given),
        f"{number(better)} tested better" + f" than {benchmark}" * (not worse) if better else "",
        *(_tested_apart(rows["verdict"], name) for name, rows in others),
    ]
    told = [each for each in said if each]
    if not told:
        tested = int((given["verdict"] != NOT_TESTED).sum())
        told = [f"{number(tested)} tested, none clearly apart" if tested else "none tested"]
    return f"{name}: of {counted(len(given), 'figure')}, {'; '.join(told)}"


def _tested_apart(verdicts: pd.Series, name: str) -> str:
    """'1 tested worse and 7 better than the North West'; '' for none."""
    counts = [(int((verdicts == word).sum()), word) for word in ("worse", "better")]
    said = [
        f"{number(count)} {'tested ' * (place == 0)}{word}"
        for place, (count, word) in enumerate(each for each in counts if each[0])
    ]
    return f"{' and '.join(said)} than {name}" if said else ""


def _worse(figures: pd.DataFrame, where: str = "") -> str:
    """'2 of 3 comparisons are worse', of those that were made."""
    compared = int((figures["verdict"] != NOT_TESTED).sum())
    worse = int((figures["verdict"] == "worse").sum())
    if compared == 1:
        return f"the one comparison{where} is{' not' * (not worse)} worse"
    count = number(worse) if worse else "none"
    return (
        f"{count} of {counted(compared, 'comparison')}{where} {'are' if worse > 1 else 'is'} worse"
    )


def _untested_worst(figures: pd.DataFrame) -> str:
    """'2 in England's worst fifth, not tested'; '' for none."""
    count = sum(is_untested_worst(row) for row in records(figures))
    return f"{number(count)} in England's worst fifth, not tested" if count else ""


def mismatch_sentence(row: Row, benchmark: str) -> str:
    """One row of `mismatches.mismatches`, in words; benchmark: the name of what it was set
    against."""
    place = row["place_name"]
    if row["indicator_id"]:
        figure = comparison_sentence(
            {**row, "area_name": place}, row, benchmark, row["benchmark_value"]
        )
        whose, rest = place, "; one of the system's is"
        if not row["is_system_priority"]:
            whose, rest = f"{place} or the system", ""
        return f"{figure} No priority that {whose} stated is linked to it{rest}."
    start = f"{place}, '{row['priority_name']}'"
    if row["reason"]:
        return f"{start}: it cannot be judged. {_sentence(row['reason'])}"
    compared = row["better"] + row["similar"] + row["worse"]
    left = f"; {counted(row['not_tested'], 'other')} not tested"
    well = f"{row['better']} {_is(row['better'])} better than {benchmark} and none is worse"
    return (
        f"{start}: of {counted(compared, 'compared indicator')}, {well}"
        f"{left if row['not_tested'] else ''}."
    )


def mismatch_summary(mismatches: pd.DataFrame, place_name: str, benchmark: str) -> str:
    """How many mismatches of each kind; mismatches: rows of one Place, or of all."""
    if mismatches.empty:
        return f"{place_name}: no mismatch was found."
    counts = mismatches["kind"].value_counts()
    needs, well, unjudged = (int(counts.get(kind, 0)) for kind in (NEED, DOING_WELL, UNJUDGED))
    stated = ("stated priority", "stated priorities")
    first = f"{counted(needs, 'figure')} worse than {benchmark} and linked to no stated priority"
    others = (
        f"; {counted(count, *stated)} {words}"
        for count, words in ((well, "doing well"), (unjudged, "that cannot be judged"))
        if count
    )
    return f"{place_name}: {first}{''.join(others)}."


def spine_sentence(rows: pd.DataFrame, place_name: str, benchmark: str) -> str:
    """What a spine shows: which indicators are worse, which better, how many neither.

    rows: one Place's judged profile. The table beside it gives each figure.
    """
    clauses = []
    for whose, part in by_benchmark(rows, benchmark):
        for verdict in ("worse", "better", "higher", "lower"):
            names = list(part.loc[part["verdict"] == verdict, "plain_name"])
            if names:
                few = listed([f"'{name}'" for name in names])
                what = few if len(names) <= NAMES_AT_MOST else counted(len(names), "indicator")
                clauses.append(f"{verdict} than {whose} on {what}")
    for verdict, words in (("similar", "similar on"), (NOT_TESTED, "not tested on")):
        count = int((rows["verdict"] == verdict).sum())
        if count:
            clauses.append(f"{words} {count}")
    if not clauses:
        return f"{place_name}: no figures to show."
    return f"{place_name}, {_periods(rows)}. {'. '.join(map(capital, clauses))}."


def _is(count: int) -> str:
    return "is" if count == 1 else "are"


def _periods(rows: pd.DataFrame) -> str:
    labels = rows["period_label"].unique()
    return str(labels[0]) if len(labels) == 1 else "latest period of each"


def _sentence(reason: str) -> str:
    return capital(reason if reason.endswith(".") else f"{reason}.")
