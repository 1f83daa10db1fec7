"""Six figures to watch across the Places, beside a benchmark."""

from __future__ import annotations

from typing import Any

import pandas as pd

from insight.analysis.comparisons import AGAINST_ENGLAND
from insight.analysis.headlines import HEADLINES, Headline, headline
from insight.findings import cells
from insight.findings.finding import Finding
from insight.findings.sources import benchmark_about
from insight.findings.table import Cell, Column, Link, cell, data_table, linked, quiet, strong
from insight.language import number_format, sentences
from insight.reference.areas import HOW_MANY, Benchmark
from insight.statistics.verdicts import CHECK_FIRST, NOT_TESTED
from insight.store import Store
from insight.store.rows import records, tuples
from insight.visual.charts import strip


def headlines(store: Store, benchmark: Benchmark = AGAINST_ENGLAND) -> Finding:
    """Those of the six indicators that have figures for Places, a row each."""
    asked = [headline(store, each, benchmark) for each in HEADLINES]
    found = [each for each in asked if each]
    names = ["indicator_id", "plain_name", "unit"]
    frames = [each.values.assign(**each.indicator[names].to_dict()) for each in found]
    values = pd.concat(frames) if frames else pd.DataFrame(columns=[*names, "verdict"])
    columns = [
        Column("Indicator", _name),
        Column("Lowest to highest Place", _range),
        Column("Who", lambda each: _ends(each, benchmark.name)),
        Column(f"Places beside {benchmark.name}", lambda each: _verdicts(each, benchmark.name)),
        Column("Over time", _trends),
        Column("Period", lambda each: cell(quiet(str(each.values["period_label"].iloc[0])))),
    ]
    return Finding(
        finding_id="headlines",
        title="Six figures to watch",
        subtitle=f"Lowest to highest of the {HOW_MANY} Places, latest period, beside"
        f" {benchmark.name}. Each name leads to its own page.",
        sentence="",
        table=data_table(f"Six figures to watch, {HOW_MANY} Places", columns, found, values),
        source_ids=tuple(dict.fromkeys(str(each.indicator["source_id"]) for each in found)),
        caveat=sentences.chance_sentence(values["verdict"], benchmark.confidence),
        link=Link.to("", benchmark=benchmark.code, sure=str(benchmark.confidence)),
        about=benchmark_about(benchmark),
    )


def _name(headline: Headline) -> Cell:
    row: Any = headline.indicator
    return cell(linked(row["plain_name"], "indicator", indicator=row["indicator_id"]))


def _range(headline: Headline) -> Cell:
    unit, places = headline.indicator["unit"], headline.indicator["decimal_places"]
    values, sound = headline.values, headline.sound["value"]
    scale = values[["value", "benchmark_value"]]
    ends = float(scale.min(axis=None)), float(scale.max(axis=None))
    drawing = strip.dots(values["value"], values["verdict"], _reference(headline), ends)
    text = number_format.interval(sound.min(), sound.max(), unit, places)
    return cell(strong(text), drawing=drawing)


def _reference(headline: Headline) -> float:
    """The benchmark's figure; NaN where there is none, or where each Place has its own."""
    found = headline.values["benchmark_value"].dropna().unique()
    return float(found[0]) if len(found) == 1 else float("nan")


def _ends(headline: Headline, benchmark: str) -> Cell:
    """Who is lowest and highest, where they may be told apart, and the benchmark's figure."""
    unit, places = headline.indicator["unit"], headline.indicator["decimal_places"]
    values = headline.sound
    reference = _reference(headline)
    benchmark = sentences.benchmark_of(values.iloc[0].to_dict(), benchmark)
    beside = f"{benchmark} {number_format.figure(reference, unit, places)}"
    if pd.isna(reference):
        has_own = values["benchmark_value"].notna().any()
        beside = "Each Place has its own benchmark" if has_own else f"No figure for {benchmark}"
    notes = [
        f"Left out: {row.area_name} {number_format.figure(row.value, unit, places)}, {CHECK_FIRST}"
        for row in tuples(headline.values[headline.values["doubt"] != ""])
    ]
    if not headline.extremes_differ:
        return cell(f"{beside}.", notes=notes)
    lowest = values.loc[values["value"].idxmin(), "area_name"]
    highest = values.loc[values["value"].idxmax(), "area_name"]
    return cell(f"Lowest in {lowest}, highest in {highest}. {beside}.", notes=notes)


def _verdicts(headline: Headline, benchmark: str) -> Cell:
    benchmark = sentences.benchmark_of(headline.values.iloc[0].to_dict(), benchmark)
    if set(headline.verdicts) == {NOT_TESTED}:
        rows = records(headline.values)
        reasons = sorted({sentences.why_untested(row, benchmark) for row in rows})
        return cell(f"Not tested against {benchmark}: {' or '.join(reasons)}")
    return cell(f"Beside {benchmark}:", *cells.verdict_counts(headline.values["verdict"]))


def _trends(headline: Headline) -> Cell:
    if set(headline.trends) == {("cannot be calculated", "")}:
        return cell("No trend given: too few separate periods with a range")
    return cell("Over time:", *cells.trend_counts(headline.trends))
