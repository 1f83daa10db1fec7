"""What the charts of gaps and gradients show, for people who cannot see them.

Each takes what its chart takes, and leads with the finding.
"""

from __future__ import annotations

import pandas as pd

from insight.language.number_format import Row, counted, listed, shown
from insight.language.sentences.gap_tests import GapTests, gap_tests
from insight.language.sentences.gradient import gradient_sentence
from insight.language.sentences.inequality import gap_title, gaps_sentence, has_gap
from insight.language.sentences.priorities import spine_sentence
from insight.language.sentences.sizes import absolute_words, ratio_words, relative_words
from insight.store.rows import records

MEASURES = {
    "absolute": ("difference", "absolute_gap", "absolute_lower", "absolute_upper"),
    "relative": ("ratio", "relative_gap", "relative_lower", "relative_upper"),
}


def gradient_alt(figures: pd.DataFrame, row: Row, indicator: Row) -> str:
    """Alt text of `charts.gradient`."""
    if figures["value"].isna().all():
        return f"No chart: no figures for {indicator['plain_name']} by group."
    finding = gradient_sentence(row, indicator)
    if pd.isna(row["slope"]):
        finding = f"{gap_title(row, indicator)}, {row['area_name']}, {row['period_label']}."
    known = figures[figures["value"].notna()]
    values = [
        f"{group['group_name']} {shown(group['value'], indicator)}" for group in records(known)
    ]
    refused = figures.loc[figures["value"].isna(), "group_name"]
    missing = f" No figure for {listed(list(refused))}." if len(refused) else ""
    chart = f"Dot chart of {counted(len(known), 'group')} from most to least deprived"
    return f"{finding} {chart}: {listed(values)}.{missing}"


def gap_over_time_alt(rows: pd.DataFrame, indicator: Row) -> str:
    """Alt text of `charts.gap_over_time`: how many gaps are clear, the first and the latest."""
    known = [row for row in records(rows.sort_values("period_end_date")) if has_gap(row)]
    if not known:
        return f"No chart: no gaps for {indicator['plain_name']}."
    ends = [known[0], known[-1]] if len(known) > 1 else known
    said = [
        f"in {row['period_label']} a difference of {absolute_words(row, indicator)}"
        + (f" and a ratio of {ratio}" if (ratio := relative_words(row)) else "")
        for row in ends
    ]
    return (
        f"{_periods_tested(gap_tests(known))} Two dot charts over time, difference and ratio,"
        f" {indicator['plain_name']}, {known[0]['area_name']}: {'; '.join(said)}."
    )


def gap_small_multiples_alt(rows: pd.DataFrame, indicator: Row, measure: str = "absolute") -> str:
    """Alt text of `charts.gap_small_multiples`: the latest period's gaps, area by area."""
    name, value, *_ = MEASURES[measure]
    if rows[value].isna().all():
        return f"No chart: no gaps for {indicator['plain_name']}."
    latest = rows[rows["period_end_date"] == rows["period_end_date"].max()]
    periods, areas = rows["period_label"].nunique(), rows["area_code"].nunique()
    chart = f"{counted(areas, 'small chart')} of the {name} over {counted(periods, 'period')}"
    return f"{gaps_sentence(latest, indicator)} {chart}. {_latest(latest, measure, indicator)}"


def gap_by_area_alt(rows: pd.DataFrame, indicator: Row, measure: str = "absolute") -> str:
    """Alt text of `charts.gap_by_area`."""
    name, value, *_ = MEASURES[measure]
    if rows[value].isna().all():
        return f"No chart: no gaps for {indicator['plain_name']}."
    chart = f"Dot chart of the {name} in {counted(len(rows), 'area')}"
    return f"{gaps_sentence(rows, indicator)} {chart}. {_latest(rows, measure, indicator)}"


def spine_alt(rows: pd.DataFrame, place_name: str, benchmark: str) -> str:
    """Alt text of `charts.spine`."""
    drawn = rows.dropna(subset=["value", "benchmark_value", "lowest", "highest"])
    if drawn.empty:
        return f"No chart: no figures of {place_name} to set among English authorities."
    values = [
        f"{row['plain_name']} {shown(row['value'], row)}, {benchmark}"
        f" {shown(row['benchmark_value'], row)}"
        for row in records(drawn)
    ]
    return (
        f"{spine_sentence(drawn, place_name, benchmark)} {counted(len(drawn), 'strip')}, each from"
        f" one end of the English authorities to the other: {'; '.join(values)}."
    )


def _periods_tested(tests: GapTests) -> str:
    """In how many of the periods tested the gap is clear, and how many were not tested."""
    if not tests.tested:
        return f"The gap has no range in {counted(tests.untested, 'period')}, so it was not tested."
    periods = counted(tests.tested, "period")
    if not tests.untested:
        return f"The gap is clear in {tests.clear} of {periods}."
    return f"The gap is clear in {tests.clear} of {periods} tested; {tests.untested} not tested."


def _latest(rows: pd.DataFrame, measure: str, indicator: Row) -> str:
    name, value, lower, upper = MEASURES[measure]
    known = records(rows[rows[value].notna()])
    if not known:
        return f"No {name} is given for the latest period."
    if measure == "absolute":
        sizes = [absolute_words(row, indicator) for row in known]
    else:
        sizes = [ratio_words(row[value], row[lower], row[upper]) for row in known]
    said = [f"{row['area_name']} {size}" for row, size in zip(known, sizes, strict=True)]
    return f"{name.capitalize()} in {known[0]['period_label']}: {'; '.join(said)}."
