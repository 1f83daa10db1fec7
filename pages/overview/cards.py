"""The Overview's cards: one indicator each, across the nine Places."""

from __future__ import annotations

from html import escape

import pandas as pd

from insight.analysis import comparisons
from insight.analysis.comparisons import Headline
from insight.language import number_format
from insight.reference.areas import ENGLAND, Benchmark
from insight.statistics.verdicts import NOT_COMPARED
from insight.store import Store
from insight.store.rows import tuples
from insight.visual import style
from insight.visual.charts import strip
from pages.ui import markup
from pages.ui.panels import Panel


def headlines(
    store: Store,
    benchmark_code: str = ENGLAND,
    benchmark: str = "England",
    confidence: float = 0.95,
) -> Panel:
    """Six indicators as cards, those of them that have figures, beside a benchmark."""
    asked = [
        comparisons.headline(store, each, Benchmark(benchmark_code, confidence))
        for each in comparisons.HEADLINES
    ]
    known = [each for each in asked if each]
    names = ["indicator_id", "plain_name", "unit"]
    frames = [each.values.assign(**each.indicator[names].to_dict()) for each in known]
    return Panel(
        title="Six figures to watch",
        subtitle=f"Lowest to highest of the nine Places, latest period, beside {benchmark}. Each"
        " card leads to its indicator, with definition, source and caveats.",
        table=f'<ul class="cards">{"".join(_card(each, benchmark) for each in known)}</ul>',
        frame=pd.concat(frames) if frames else pd.DataFrame(columns=names),
        source_ids=tuple(dict.fromkeys(str(each.indicator["source_id"]) for each in known)),
    )


def news(newest: pd.DataFrame) -> str:
    """`queries.newest` as a list of links."""
    items = [
        f"<li>{markup.link(row.plain_name, 'indicator', indicator=row.indicator_id)}"
        f"<small>{escape(row.latest_period_label)}, {escape(row.publisher)}</small></li>"
        for row in tuples(newest)
    ]
    return f'<ul class="news">{"".join(items)}</ul>'


def _card(headline: Headline, benchmark: str) -> str:
    indicator, values = headline.indicator, headline.values
    name = markup.link(indicator["plain_name"], "indicator", indicator=indicator["indicator_id"])
    drawn = strip.dots(values["value"], values["verdict"], _reference(headline), _scale(headline))
    return (
        f'<li><p class="name">{name}</p><p class="value">{_range(headline)}</p>'
        f"{markup.image(drawn)}<p>{_ends(headline, benchmark)}</p>"
        f"<p>{_verdicts(headline, benchmark)}</p>"
        f"<p>{_trends(headline)}</p>"
        f'<p class="quiet">{escape(str(values["period_label"].iloc[0]))}</p></li>'
    )


def _range(headline: Headline) -> str:
    unit, places = headline.indicator["unit"], headline.indicator["decimal_places"]
    values = headline.values["value"]
    return escape(number_format.interval(values.min(), values.max(), unit, places))


def _reference(headline: Headline) -> float:
    """The benchmark's figure; NaN where there is none, or where each Place has its own."""
    found = headline.values["benchmark_value"].dropna().unique()
    return float(found[0]) if len(found) == 1 else float("nan")


def _ends(headline: Headline, benchmark: str) -> str:
    """Who is lowest and highest, where they may be told apart, and the benchmark's figure."""
    unit, places = headline.indicator["unit"], headline.indicator["decimal_places"]
    values = headline.values
    reference = _reference(headline)
    beside = f"{benchmark} {number_format.figure(reference, unit, places)}"
    if pd.isna(reference):
        has_own = values["benchmark_value"].notna().any()
        beside = "Each Place has its own benchmark" if has_own else f"No figure for {benchmark}"
    if not headline.extremes_differ:
        return escape(f"{beside}.")
    lowest = values.loc[values["value"].idxmin(), "area_name"]
    highest = values.loc[values["value"].idxmax(), "area_name"]
    return escape(f"Lowest in {lowest}, highest in {highest}. {beside}.")


def _verdicts(headline: Headline, benchmark: str) -> str:
    counted = headline.verdicts
    if set(counted) == {NOT_COMPARED}:
        reasons = " or ".join(sorted(set(headline.values["reason"])))
        return f"Not compared with {escape(benchmark)}: {escape(reasons)}"
    parts = [
        f"{markup.verdict(word)} in {counted[word]}" for word in style.VERDICTS if word in counted
    ]
    return f"Beside {escape(benchmark)}: {', '.join(parts)}"


def _trends(headline: Headline) -> str:
    counted = headline.trends
    if set(counted) == {("cannot be calculated", "")}:
        return "No trend given: too few separate periods with an interval"
    parts = [
        f"{markup.trend(*words)} in {counted[words]}" for words in style.TRENDS if words in counted
    ]
    return f"Over time: {', '.join(parts)}"


def _scale(headline: Headline) -> tuple[float, float]:
    values = headline.values[["value", "benchmark_value"]]
    return float(values.min(axis=None)), float(values.max(axis=None))
