"""One period: areas against a benchmark.

`judged` is a frame from `verdicts.with_verdicts`: one row per area with area_name, period_label,
value, lower_ci, upper_ci, value_note, verdict and reason. `benchmark` is the name of what was
picked to compare with, and `reference` the benchmark's figure for the same period (NaN when there
is none). Rows with a benchmark_name of their own were set against that instead, and it is said.
"""

from __future__ import annotations

import pandas as pd

from insight.analysis.benchmarks import without_figure
from insight.language.number_format import Row, capital, counted, few, listed, number, shown
from insight.language.sentences.chance import by_chance_words
from insight.language.sentences.position import (
    WORST_FIFTH,
    about_words,
    benchmark_of,
    dated,
    estimate_words,
    has_position,
    instead_words,
    is_estimate,
    is_untested_worst,
    untested_sentences,
)
from insight.reference.areas import ENGLAND
from insight.statistics.verdicts import CHECK_FIRST, NOT_TESTED, PUBLISHED_CONFIDENCE
from insight.store.rows import records

NO_BENCHMARK = "no benchmark figure for this period"
CLAIMS = ("worse", "better", "higher", "lower")
# More than this are counted: the chart and the table name them.
NAMES_WITH_FIGURES = 4
MOST_REASONS = 3  # told one by one
WHY_IN_TABLE = "The table says why for each."
ABOUT = ("unit", "decimal_places", "value_type", "polarity")


def comparison_sentence(row: Row, indicator: Row, benchmark: str, reference: float) -> str:
    """One area against its benchmark: figure, interval, period, verdict."""
    where = f"{indicator['plain_name']}, {row['area_name']}, {dated(row)}"
    if pd.isna(row["value"]):
        return f"{where}: no figure ({row['value_note'] or 'no reason given'})."
    told = {**row, **{name: indicator[name] for name in ("unit", "decimal_places")}}
    start = f"{where}: {about_words(told)}{f' ({estimate_words(told)})' * is_estimate(told)}."
    instead = instead_words(row, benchmark)
    start = f"{start} {capital(instead)}." if instead else start
    name = benchmark_of(row, benchmark)
    theirs = f"{name} ({shown(reference, indicator)})"
    if row["verdict"] == NOT_TESTED:
        words = {each: indicator[each] for each in ABOUT} | {"benchmark_value": reference}
        words["benchmark_name"] = name if pd.isna(reference) else theirs
        return f"{start} {untested_sentences({**row, **words}, benchmark)}"
    if row["verdict"] == "similar":
        return f"{start} This is similar to {theirs}: the difference could be chance."
    return f"{start} This is {row['verdict']} than {theirs}."


def places_sentence(judged: pd.DataFrame, indicator: Row, benchmark: str, reference: float) -> str:
    """All areas of one chart against the benchmark, a sentence for each outcome; of those not
    tested, where they stand and why."""
    if judged.empty:
        return f"{indicator['plain_name']}: no figures for these areas have been published."
    first = records(judged)[0]
    instead = instead_words(first, benchmark)
    said = [f"{indicator['plain_name']}, {dated(first)}", *filter(None, [capital(instead)])]
    benchmark = benchmark_of(first, benchmark)
    theirs = f"{benchmark} ({shown(reference, indicator)})"
    for verdict in CLAIMS:
        rows = judged[judged["verdict"] == verdict]
        if len(rows):
            said.append(f"{_named(rows, indicator)} {_were(rows)} {verdict} than {theirs}")
            theirs = benchmark
    similar = judged[judged["verdict"] == "similar"]
    if len(similar):
        everyone = "all " if len(similar) == len(judged) > 1 else ""
        what = few(list(similar["area_name"]), _kind(similar))
        said.append(capital(f"{everyone}{what} {_were(similar)} similar to {theirs}"))
    left_out = judged[judged["verdict"] == NOT_TESTED]
    if len(left_out):
        said += _positions(left_out, str(indicator["polarity"]))
        against = f" against {benchmark}" * (len(left_out) == len(judged))
        said.append(f"Not tested{against}: {_reasons(left_out, benchmark)}")
    return f"{'. '.join(said)}."


def comparison_title(judged: pd.DataFrame, benchmark: str, polarity: str = "no_judgement") -> str:
    """The finding in at most twelve words, for a heading: '3 of 9 Places are worse than England';
    where none was tested, how many stand in the worst fifth of English authorities.

    polarity: of the measure.
    """
    counts = judged["verdict"].value_counts()
    benchmark = benchmark_of(records(judged)[0], benchmark) if len(judged) else benchmark
    compared = int(len(judged) - counts.get(NOT_TESTED, 0))
    if compared == 0:
        return _untested_title(judged, benchmark, polarity)
    kind = _kind(judged)
    claims = [f"{counts[word]} {word}" for word in CLAIMS if word in counts]
    if not claims:
        return f"No {kind} clearly differs from {benchmark}"
    if len(claims) > 1:
        return f"Of {counted(compared, kind)}, {listed(claims)} than {benchmark}"
    verb = "is" if claims[0].startswith("1 ") else "are"
    count, word = claims[0].split(" ")
    return f"{count} of {counted(compared, kind)} {verb} {word} than {benchmark}"


def subtitle(indicator: Row, where: str, period_label: str) -> str:
    """What a chart measures, formally: 'Smoking prevalence (%), nine Places, 2024'."""
    return f"{indicator['indicator_name']} ({indicator['unit']}), {where}, {period_label}"


def missing_sentence(values: pd.DataFrame) -> str:
    """Which areas have no figure and why; '' when every area has one."""
    missing = values[values["value"].isna()]
    if missing.empty:
        return ""
    reasons = missing["value_note"].replace("", "no reason given")
    if reasons.nunique() > MOST_REASONS:
        return f"There is no figure for {few(list(missing['area_name']), 'area')}. {WHY_IN_TABLE}"
    parts = [
        f"There is no figure for {few(list(rows['area_name']), 'area')} ({reason})."
        for reason, rows in missing.groupby(reasons, sort=True)
    ]
    return " ".join(parts)


def chance_sentence(verdicts: pd.Series, confidence: float = 0.95) -> str:
    """How many comparisons a page made, and how many chance alone would mark.

    verdicts: words of `statistics.compare`, one for each comparison shown. Above 95% it says
    that the ranges are wider than the publishers'.
    """
    made = int((verdicts != NOT_TESTED).sum())
    if made == 0:
        return "Nothing is compared here."
    told = f"{capital(counted(made, 'comparison'))} {'was' if made == 1 else 'were'} made"
    return f"{told}. {by_chance_words(made, confidence)}{wider_words(confidence)}"


def wider_words(confidence: float) -> str:
    """' Ranges are 99.8% ones …', to end what is said of them; '' for the publishers' own."""
    if confidence <= PUBLISHED_CONFIDENCE:
        return ""
    return f" Ranges are {100 * confidence:g}% ones, wider than those the publishers give."


def _untested_title(judged: pd.DataFrame, benchmark: str, polarity: str) -> str:
    placed = [row for row in records(judged) if has_position(row)]
    if polarity == "no_judgement" or not any(row["among_code"] == ENGLAND for row in placed):
        return f"No Place was tested against {benchmark}"
    worst = sum(is_untested_worst({**row, "polarity": polarity}) for row in placed)
    count = number(worst) if worst else "None"
    return f"{count} of {counted(len(judged), 'Place')} in England's worst fifth, not tested"


def _positions(rows: pd.DataFrame, polarity: str) -> list[str]:
    """'In the worst fifth of English authorities: Halton and Knowsley'; the same of the best."""
    if polarity == "no_judgement" or "fifth" not in rows:
        return []
    placed = rows[(rows["among_code"] == ENGLAND) & rows["value"].notna()]
    ends = ((WORST_FIFTH, "worst"), (1, "best"))
    found = ((word, list(placed.loc[placed["fifth"] == end, "area_name"])) for end, word in ends)
    return [
        f"In the {word} fifth of English authorities: {few(names, 'Place')}"
        for word, names in found
        if names
    ]


def _named(rows: pd.DataFrame, indicator: Row) -> str:
    if len(rows) > NAMES_WITH_FIGURES:
        return counted(len(rows), _kind(rows))
    return listed(
        [f"{row['area_name']} ({shown(row['value'], indicator)})" for row in records(rows)]
    )


def _kind(rows: pd.DataFrame) -> str:
    """What the rows are: 'Place', or 'area' where there are others among them."""
    is_place = "area_type" not in rows or (rows["area_type"] == "place").all()
    return "Place" if is_place else "area"


def _were(rows: pd.DataFrame) -> str:
    return "was" if len(rows) == 1 else "were"


def _in_full(reason: str, benchmark: str) -> str:
    """A reason of `statistics.why_not_tested` as a reader needs it; of a doubt, its name."""
    if reason.startswith(CHECK_FIRST):
        return CHECK_FIRST
    if reason == NO_BENCHMARK:
        return without_figure(benchmark)
    return reason


def _reasons(rows: pd.DataFrame, benchmark: str) -> str:
    """'Halton (no figure); 7 Places (too few to show)', or one reason that covers all."""
    notes = rows["value_note"].where(rows["value"].isna() & (rows["value_note"] != ""), "")
    reasons = notes.where(notes != "", [_in_full(reason, benchmark) for reason in rows["reason"]])
    if len(rows) > 1 and reasons.nunique() == 1:
        return str(reasons.iloc[0])
    if reasons.nunique() > MOST_REASONS:
        return f"{counted(len(rows), _kind(rows))}. {WHY_IN_TABLE.removesuffix('.')}"
    return ". Nor ".join(
        f"{few(list(found['area_name']), _kind(found))} ({reason})"
        for reason, found in rows.groupby(reasons, sort=True)
    )
