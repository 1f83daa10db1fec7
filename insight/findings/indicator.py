"""One indicator: areas beside a benchmark, small areas, groups of people, and what it means."""

from __future__ import annotations

import math
from datetime import date

import pandas as pd

from insight.analysis import comparisons
from insight.analysis.benchmarks import is_barred, is_rankable, own_benchmark
from insight.analysis.chosen_areas import area_codes
from insight.analysis.comparisons import AGAINST_ENGLAND
from insight.analysis.headlines import without_doubt
from insight.findings.catalogue import catalogue
from insight.findings.finding import Finding
from insight.findings.indicator_tables import about, area_table, figure_columns
from insight.findings.maps import indicator_map
from insight.findings.sources import benchmark_about
from insight.findings.table import Column, Link, data_table
from insight.language import number_format, sentences
from insight.language.number_format import Row, capital
from insight.reference.areas import HOW_MANY, SIMILAR, Benchmark, areas
from insight.reference.groups import HEADINGS
from insight.reference.vocabulary import INTERVAL_METHODS, SEXES
from insight.statistics.verdicts import CHECK_FIRST, NOT_TESTED
from insight.store import Store, queries
from insight.store.rows import records, tuples
from insight.visual import chart_data, charts

NOT_RANKED = "Each area by itself: these figures are not to be ranked"
SIMILAR_WORDS = (
    "A dashed tick in its row marks the mean of the ten English areas most like a Place."
    " The table names them."
)
SMALL_AREAS = {"lsoa21": "neighbourhoods", "lsoa11": "neighbourhoods", "msoa": "middle-layer areas"}


def area_comparison(
    store: Store,
    indicator_id: str,
    benchmark: Benchmark = AGAINST_ENGLAND,
    period_start_date: date | None = None,
    period_end_date: date | None = None,
    order: str = "value",
    chosen: tuple[str, ...] = (),
) -> Finding | None:
    """Places side by side for one period, and NHS areas that are not Places where one has none.

    Without dates, the Places' latest period. order: 'value', highest first, or by 'name'. chosen:
    other areas instead (see `analysis.chosen_areas`). None where no such area has a figure.
    """
    indicator = queries.indicator(store, indicator_id)
    when = (period_start_date, period_end_date)
    if chosen:
        codes = area_codes(store, chosen)
        values = comparisons.chosen_comparison(store, indicator_id, codes, benchmark, *when)
    else:
        values = comparisons.area_comparison(store, indicator_id, benchmark, *when)
    if values.empty:
        return None
    instead = sentences.instead_words(records(values)[0], benchmark.name)
    picked, benchmark = benchmark, own_benchmark(store, indicator_id, benchmark)
    # Each Place has similar areas of its own: no one line can stand for them all.
    is_one = benchmark.code != SIMILAR
    # The benchmark itself, where it is chosen, is set against nothing.
    reference = values["benchmark_value"].max() if is_one else math.nan
    period = values["period_label"].iloc[0]
    is_lone = is_barred(store, indicator_id)
    order = order if is_rankable(store, indicator_id) else "name"
    judged = values if chosen else values[values["area_type"] == "place"]
    title = _title(judged, indicator, benchmark.name)
    said = (
        f"{capital(instead)}; set beside {benchmark.name}." if instead else "",
        "" if is_one else SIMILAR_WORDS,
        sentences.spread_sentence(without_doubt(values), indicator),
        sentences.missing_sentence(values),
        sentences.chance_sentence(values["verdict"], benchmark.confidence),
    )
    values = values if is_one else values.assign(benchmark_areas=_similar_names(store, values))
    choices = {
        "indicator": indicator_id,
        "period": _period(values.iloc[0]),
        "benchmark": picked.code,
        "sure": str(benchmark.confidence),
        "order": order,
        **({"areas": ".".join(chosen)} if chosen else {}),
    }
    where = number_format.counted(len(values), "area") if chosen else f"{HOW_MANY} Places"
    return Finding(
        finding_id=f"{indicator_id}-{'chosen' if chosen else 'areas'}",
        title=NOT_RANKED if is_lone else title,
        subtitle=sentences.subtitle(indicator, where, period),
        sentence=" ".join(filter(None, said)),
        picture=charts.compare_areas(values, indicator, benchmark.name, reference, order),
        alt=sentences.compare_areas_alt(values, indicator, benchmark.name, reference),
        table=area_table(values, indicator, benchmark),
        source_ids=(str(indicator["source_id"]),),
        caveat=str(indicator["caveat"]),
        flags=doubts(values),
        link=Link.to("indicator", **choices),
        about={**about(indicator, benchmark.confidence), **benchmark_about(benchmark)},
        editable=lambda: (chart_data.areas(values, indicator, benchmark.name),),
    )


def _similar_names(store: Store, values: pd.DataFrame) -> list[str]:
    """The areas each row is set beside; '' for what is no Place."""
    return [
        number_format.listed(list(queries.similar_areas(store, row.area_code)["area_name"]))
        if row.area_type == "place"
        else ""
        for row in tuples(values)
    ]


def small_areas(store: Store, indicator_id: str, area_type: str, shape: str = "") -> Finding | None:
    """The smallest areas the figures are published for, as a list beside their map.

    area_type: one of SMALL_AREAS. shape: as for `maps.indicator_map`. Without a picture where
    the map has not been drawn; None where there are no figures.
    """
    indicator = queries.indicator(store, indicator_id)
    values = queries.latest_values(store, indicator_id, area_type)
    if values.empty:
        return None
    name = SMALL_AREAS[area_type]
    shown = indicator_map(store, indicator_id, area_type, shape)
    return Finding(
        finding_id=f"{indicator_id}-{area_type}",
        title=f"By {name.removesuffix('s')}",
        subtitle=sentences.subtitle(indicator, name, values["period_label"].iloc[0]),
        sentence=sentences.spread_sentence(values, indicator),
        picture=shown.picture if shown else None,
        alt=shown.alt if shown else "",
        table=area_table(values, indicator),
        source_ids=(str(indicator["source_id"]),),
        caveat=str(indicator["caveat"]),
        link=Link.to("indicator", indicator=indicator_id),
        about=about(indicator),
    )


def by_group(store: Store, indicator_id: str, area_code: str, group_kind: str) -> Finding | None:
    """The latest figures of one area by one kind of group; None where there are none."""
    indicator = queries.indicator(store, indicator_id)
    rows = queries.groups(store, indicator_id, area_code)
    rows = rows[rows["kind"] == group_kind]
    if rows.empty:
        return None
    latest = rows[rows["period_end_date"] == rows["period_end_date"].max()]
    area, when = areas()[area_code].area_name, latest["period_label"].iloc[0]
    words = [
        f"{row['group_name']} {number_format.shown(row['value'], indicator)}"
        for row in records(latest)
    ]
    columns = [
        Column("Group", lambda row: str(row.group_name)),
        *figure_columns(latest, indicator),
    ]
    caption = f"{indicator['plain_name']} in {area} by group, {when}"
    return Finding(
        finding_id=f"{indicator_id}-{group_kind}",
        title=HEADINGS[group_kind],
        subtitle=sentences.subtitle(indicator, area, when),
        picture=charts.compare_groups(latest, indicator),
        alt=f"Dot chart of {indicator['plain_name']} in {area}, {when}:"
        f" {number_format.listed(words)}.",
        table=data_table(caption, columns, tuples(latest), rows),
        source_ids=(str(indicator["source_id"]),),
        caveat=str(indicator["caveat"]),
        link=Link.to("indicator", **{"indicator": indicator_id, "in": area_code}),
        about={**about(indicator), "area_code": area_code, "area_name": area},
        editable=lambda: (chart_data.compare_groups(latest, indicator),),
    )


def elsewhere(store: Store, indicator_id: str) -> Finding | None:
    """The latest figure of every wider area, where none is published for Places."""
    indicator = queries.indicator(store, indicator_id)
    series = queries.series(store, indicator_id)
    if series.empty:
        return None
    latest = series.groupby("area_code", sort=False).tail(1)
    return Finding(
        finding_id=f"{indicator_id}-elsewhere",
        title="Not published for Places",
        subtitle=sentences.subtitle(indicator, "the areas it is published for", "latest period"),
        table=area_table(latest, indicator, values=series),
        source_ids=(str(indicator["source_id"]),),
        caveat=str(indicator["caveat"]),
        link=Link.to("indicator", indicator=indicator_id),
        about=about(indicator),
    )


def meaning(store: Store, indicator_id: str) -> Finding:
    """What is counted, how sure one can be and whose figure it is."""
    indicator = queries.indicator(store, indicator_id)
    facts = {
        "What it measures": indicator["definition"],
        "Official name": indicator["indicator_name"],
        "Who": f"{SEXES[indicator['sex']]} {capital(indicator['age'])}.",
        "Take care": indicator["caveat"],
        "Range": _range_words(store, indicator),
        "Small numbers": indicator["disclosure_rule"],
        "Source": f"{indicator['publisher']}, {indicator['publication']} ({indicator['vintage']})",
        "Licence": f"{indicator['licence']}. {indicator['attribution']}",
    }
    listed = catalogue(store).indicators.get(indicator_id)
    if listed is not None and listed.next_update is not None:
        built = queries.build(store)["built_at"].iloc[0].date()
        facts["Next figures"] = sentences.next_update_sentence(listed.next_update, built)
    columns = [Column("What", lambda fact: fact[0]), Column("In words", lambda fact: str(fact[1]))]
    values = pd.DataFrame(list(facts.items()), columns=["what", "in_words"])
    title = "What this figure means"
    return Finding(
        finding_id=f"{indicator_id}-meaning",
        title=title,
        subtitle=str(indicator["plain_name"]),
        table=data_table(title, columns, facts.items(), values),
        source_ids=(str(indicator["source_id"]),),
        link=Link.to("indicator", indicator=indicator_id),
        about=about(indicator),
    )


def doubts(values: pd.DataFrame) -> tuple[str, ...]:
    """A sentence for each sign of doubt. values: area_name and doubt."""
    doubted = values[values["doubt"] != ""]
    return tuple(f"{row.area_name}: {CHECK_FIRST}: {row.doubt}." for row in tuples(doubted))


def _range_words(store: Store, indicator: Row) -> str:
    """Where the ranges come from; where they are worked out here, how, for one Place."""
    said = INTERVAL_METHODS[indicator["ci_method"]]
    rows = queries.latest_values(store, str(indicator["indicator_id"]), "place")
    worked_out = [row for row in records(rows) if sentences.is_worked_out(row)]
    if not worked_out:
        return said
    row = worked_out[0]
    return f"{said} {row['area_name']}, {row['period_label']}: {row['value_note']}."


def _period(row: Row) -> str:
    """A period as links name it: '2022-01-01/2024-12-31'."""
    return f"{row['period_start_date']:%Y-%m-%d}/{row['period_end_date']:%Y-%m-%d}"


def _title(values: pd.DataFrame, indicator: Row, benchmark: str) -> str:
    """Who differs from the benchmark; how far apart figures are when nobody can be compared."""
    given = values["value"].dropna()
    if given.empty or (values["verdict"] != NOT_TESTED).any():
        return sentences.comparison_title(values, benchmark, str(indicator["polarity"]))
    said = f"From {number_format.shown_range(given.min(), given.max(), indicator)}"
    return f"{said}{_where(values.assign(polarity=indicator['polarity']))}"


def _where(values: pd.DataFrame) -> str:
    """'; 3 of 9 in England's worst fifth', '' for none."""
    worst = sum(map(sentences.is_untested_worst, records(values)))
    return f"; {worst} of {len(values)} in England's worst fifth" if worst else ""
