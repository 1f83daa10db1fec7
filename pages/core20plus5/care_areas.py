"""The clinical areas of CORE20PLUS5: what is measured of each, what is not, and the gaps."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from html import escape
from typing import Any

import pandas as pd
from markupsafe import Markup

from insight.analysis import latest_figures
from insight.findings import cells
from insight.findings import heat_table as nine_places
from insight.language import number_format, sentences
from insight.language.sentences.groups import pair_words
from insight.language.sentences.inequality import has_gap, is_clear
from insight.language.sentences.sizes import absolute_words, relative_words
from insight.reference.areas import ENGLAND, SYSTEM, Benchmark
from insight.reference.catalogue import Ambition, ClinicalArea
from insight.reference.groups import GAP_KINDS, GRADIENT_KINDS, NO_EDITION
from insight.store import Store, cached, queries
from insight.visual import style
from pages.data import catalogue
from pages.ui import heat_table, markup, panels, tables
from pages.ui.tables import Column

NO_GROUPS = "published for whole areas only, so no groups can be compared"
NO_FIGURES = "no figures are loaded in this build"
EARLIER = "Earlier target"
WHO = {"adults": "Adults", "children": "Children and young people"}


@dataclass(frozen=True)
class Measure:
    """One row of a clinical area: an indicator, where it stands, and its gap if it has one.

    gap: a row of `queries.clinical_area_gaps`; empty when no groups are published.
    """

    standing: latest_figures.LatestFigures
    is_goal: bool
    gap: pd.Series
    change: pd.Series


@dataclass(frozen=True)
class CareArea:
    """One clinical area ready to show.

    measures and unmeasured are tables as markup; drawn: the choices of the gap drawn in full
    (indicator_id, group_kind, edition, area_code), empty when there is none, and drawn_name what
    it is of; ambitions: a
    sentence each; places: the nine side by side. clear and tested count gaps.
    """

    area: ClinicalArea
    measures: str
    unmeasured: str
    drawn: dict[str, str]
    drawn_name: str
    ambitions: list[str]
    places: str
    frame: pd.DataFrame
    clear: int
    tested: int


@dataclass(frozen=True)
class Beside:
    """What figures are set beside: an area's code and name, and how sure a difference must be."""

    code: str = ENGLAND
    name: str = "England"
    confidence: float = 0.95


def care_areas(
    store: Store,
    version: str,
    edition: str,
    benchmark_code: str = ENGLAND,
    benchmark: str = "England",
    confidence: float = 0.95,
) -> list[CareArea]:
    """Every clinical area of a version, gaps by this deprivation edition where it fits."""
    listed = set(queries.indicators(store)["indicator_id"])
    beside = Beside(benchmark_code, benchmark, confidence)
    areas = catalogue.clinical_areas(version)
    return [_care_area(store, area, edition, listed, beside) for area in areas]


def finding(areas: list[CareArea], version: str) -> str:
    """The heading of the page: how many gaps are clear."""
    tested, clear = (sum(getattr(each, name) for each in areas) for name in ("tested", "clear"))
    who = WHO[version]
    if not tested:
        return f"{who}: no gap in care can be measured yet"
    verb = "is" if clear == 1 else "are"
    return f"{who}: {clear} of {number_format.counted(tested, 'gap')} measured {verb} clear"


def summary(areas: list[CareArea]) -> str:
    """What the page rests on, and how much of CORE20PLUS5 it cannot show."""
    tested = sum(each.tested for each in areas)
    missing = sum(len(each.area.unmeasured) for each in areas)
    parts = number_format.capital(number_format.counted(missing, "part"))
    return (
        "CORE20PLUS5 is how the NHS goes about unfair differences in health: the most deprived"
        " fifth of England (Core20), groups that this may miss (PLUS), and five areas of care."
        f" {sentences.gap_tests_sentence(tested)} {parts} of the goals cannot be measured yet;"
        " each is listed with the reason."
    )


def contents(areas: list[CareArea]) -> str:
    """Links to the areas, each with how many gaps are clear and how many parts are not measured."""
    links = []
    for each in areas:
        gaps = (
            f"{each.clear} of {number_format.counted(each.tested, 'gap')} clear"
            if each.tested
            else ""
        )
        missing = f"{len(each.area.unmeasured)} not measured yet"
        counted = f"{gaps or 'no gap measured'}, {missing}"
        link = f'<a href="#{anchor(each)}">{escape(each.area.plain_name)}</a>'
        links.append(f'<li>{link} <span class="tally">{escape(counted)}</span></li>')
    return f'<nav aria-label="Clinical areas"><ul class="topics">{"".join(links)}</ul></nav>'


def written(each: CareArea) -> list[str]:
    """What is measured of an area and what is not, as markup, from its heading on."""
    heading = panels.headed(each.area.plain_name, each.area.summary)
    return [
        f'<div id="{anchor(each)}">{heading}</div>',
        *(panels.said(ambition) for ambition in each.ambitions),
        each.measures or panels.nothing("No measure yet", NO_FIGURES),
        each.unmeasured,
    ]


def anchor(each: CareArea) -> str:
    """Where a link to the area leads on the page."""
    return escape(each.area.clinical_area_id)


def _care_area(
    store: Store, area: ClinicalArea, edition: str, listed: set[str], beside: Beside
) -> CareArea:
    ids = tuple(each for each in area.measures + area.background if each in listed)
    told, drawn = cached(
        store,
        _told,
        clinical_area=area.clinical_area_id,
        indicator_ids=ids,
        edition=edition,
    )
    measures = [
        Measure(
            latest_figures.latest_figures(store, each, Benchmark(beside.code, beside.confidence)),
            each in area.measures,
            *told[each],
        )
        for each in ids
    ]
    names = {
        str(each.standing.indicator["indicator_id"]): str(each.standing.indicator["plain_name"])
        for each in measures
    }
    gaps = [each.gap for each in measures if len(each.gap) and has_gap(each.gap)]
    return CareArea(
        area=area,
        measures=_measures_table(measures, area, beside) if measures else "",
        unmeasured=_unmeasured_table(area),
        drawn=drawn,
        drawn_name=names.get(drawn.get("indicator_id", ""), ""),
        ambitions=[_ambition(each, measures) for each in area.ambitions],
        places=_places(store, area, ids, Benchmark(beside.code, beside.confidence)),
        frame=queries.clinical_area_gaps(store, area.clinical_area_id),
        clear=sum(is_clear(row) for row in gaps),
        tested=len(gaps),
    )


def _places(
    store: Store, area: ClinicalArea, indicator_ids: tuple[str, ...], benchmark: Benchmark
) -> Markup:
    """The nine Places on the measures of an area; '' without figures."""
    title = f"Nine Places beside {benchmark.name}: {area.plain_name}"
    found = nine_places.heat_table(
        store, f"{area.clinical_area_id}-places", title, indicator_ids, benchmark, title
    )
    return heat_table.table(found.table) if found else Markup()


def _told(
    store: Store, clinical_area: str, indicator_ids: tuple[str, ...], edition: str
) -> tuple[dict[str, tuple[pd.Series, pd.Series]], dict[str, str]]:
    """The gap and its change by indicator, and the gap to draw; no benchmark changes them."""
    gaps = queries.clinical_area_gaps(store, clinical_area)
    told = {}
    for each in indicator_ids:
        gap = latest_figures.headline_gap(gaps[gaps["indicator_id"] == each], edition)
        change = pd.Series(dtype=object)
        if len(gap):
            changes = queries.gap_changes(store, each, gap["group_kind"], gap["edition"])
            here = changes[changes["area_code"] == SYSTEM]
            change = here.iloc[0] if len(here) else change
        told[each] = gap, change
    return told, _drawn(gaps, list(indicator_ids), edition)


def _drawn(gaps: pd.DataFrame, indicator_ids: list[str], edition: str) -> dict[str, str]:
    """The first measure with a gradient, or else with a gap: the choices that draw it."""
    for kinds in (GRADIENT_KINDS, GAP_KINDS):
        for indicator_id in indicator_ids:
            row = latest_figures.headline_gap(
                gaps[gaps["indicator_id"] == indicator_id], edition, kinds
            )
            if len(row) and has_gap(row):
                return {
                    "indicator_id": indicator_id,
                    "group_kind": row["group_kind"],
                    "edition": row["edition"],
                    "area_code": SYSTEM,
                }
    return {}


def _ambition(ambition: Ambition, measures: list[Measure]) -> str:
    """The ambition beside England's figure, or marked as earlier where it no longer stands."""
    if not ambition.is_current:
        return f"{EARLIER}: {ambition.wording}"
    for each in measures:
        about, england = each.standing.indicator, each.standing.england
        if england is not None and about["indicator_id"] == ambition.indicator_id:
            return sentences.ambition_sentence(ambition, about, england, "England")
    return f"National ambition for England: {ambition.wording}"


def _measures_table(measures: list[Measure], area: ClinicalArea, beside: Beside) -> str:
    columns = [
        Column("Measure", _name, is_markup=True),
        Column("Latest figure", _latest, is_markup=True),
        Column(f"Beside {beside.name}", partial(_compared, beside), is_markup=True),
        Column("Gap between groups", _gap, is_markup=True),
    ]
    caption = f"What we measure: {area.plain_name}"
    return tables.table(measures, columns, caption, "stacked care")


def _unmeasured_table(area: ClinicalArea) -> str:
    if not area.unmeasured:
        return ""
    columns = [
        Column("Part of the goal", lambda row: row.what),
        Column("Why not", lambda row: row.why),
        Column("Where it might come from", lambda row: row.might_come_from),
    ]
    caption = f"What we cannot measure yet: {area.plain_name}"
    return tables.table(area.unmeasured, columns, caption, "stacked unmeasured")


def _name(each: Measure) -> str:
    about = each.standing.indicator
    page, choices = "indicator", {"indicator": about["indicator_id"]}
    if len(each.gap) and has_gap(each.gap):
        page, choices = "inequality", explorer_choices(each.gap)
    role = "Shows the goal" if each.is_goal else "Near the goal"
    return f"{markup.link(about['plain_name'], page, **choices)}<small>{role}</small>"


def explorer_choices(gap: Any) -> dict[str, str]:
    """What a link to the Inequality page asks for to show this gap."""
    choices = {
        "indicator": gap["indicator_id"],
        "groups": gap["group_kind"],
        "in": gap["area_code"],
    }
    return choices if gap["edition"] == NO_EDITION else {**choices, "edition": gap["edition"]}


def _latest(each: Measure) -> str:
    about, values = each.standing.indicator, each.standing.values
    if values.empty:
        return markup.quiet("Given by group only")
    when = escape(str(values["period_label"].iloc[0]))
    unit, places = about["unit"], int(about["decimal_places"])
    if each.standing.is_system:
        row = values.iloc[0]
        figure = number_format.figure(row["value"], unit, places)
        interval = number_format.interval(row["lower_ci"], row["upper_ci"], unit, places)
        return f"<b>{escape(figure)}</b><small>{escape(interval)}<br>{when}</small>"
    return f"<b>{escape(cells.figure_span(each.standing))}</b><small>{when}</small>"


def _compared(beside: Beside, each: Measure) -> str:
    values = each.standing.values
    if values.empty:
        return markup.quiet("No figure for everyone to compare")
    references = values["benchmark_value"].dropna().unique()
    small = ""
    if len(references) == 1:  # similar areas are other areas for each Place
        figure = number_format.shown(references[0], each.standing.indicator)
        small = f"<small>{escape(f'{beside.name} {figure}')}</small>"
    if each.standing.is_system:
        row = values.iloc[0]
        return markup.verdict(row["verdict"], row["reason"]) + small
    counted = values["verdict"].value_counts()
    words = [f"{markup.verdict(w)} in {counted[w]}" for w in style.VERDICTS if w in counted]
    return f"{', '.join(words)}{small}"


def _why_no_gap(each: Measure) -> str:
    return NO_GROUPS if each.gap.empty else str(each.gap["gap_refusal"])


def _gap(each: Measure) -> str:
    """The gap both ways with its ranges, which groups it is between, and whether it changed."""
    if each.gap.empty or not has_gap(each.gap):
        return markup.quiet(f"No gap given: {_why_no_gap(each)}")
    about = each.standing.indicator
    group, reference = pair_words(each.gap)
    figures = (
        f"{number_format.shown(each.gap['value'], about)} for {group}, "
        f"{number_format.shown(each.gap['reference_value'], about)} for {reference}"
    )
    ratio = relative_words(each.gap) or "cannot be given"
    verdict = markup.gap(each.gap, about["polarity"])
    return (
        f"<b>{escape(absolute_words(each.gap, about))}</b> {verdict}"
        f"<small>{escape(figures)}</small>"
        f"<small>Ratio: {escape(ratio)}. Change: {escape(_change(each.change))}.</small>"
    )


def _change(change: pd.Series) -> str:
    if change.empty:
        return "not given"
    if change["reason"]:
        return f"not given, {change['reason']}"
    words = change["absolute_word"]
    if change["relative_word"] != words:
        words = f"{words} as a difference, {change['relative_word']} as a ratio"
    return f"{words}, {change['from_period_label']} to {change['to_period_label']}"
