"""The clinical areas of CORE20PLUS5: what is measured of each, its gaps, and how many are clear.

A gap without an interval was not tested: nothing here counts it as a test.
"""

from __future__ import annotations

from functools import partial
from itertools import chain

import pandas as pd

from insight.analysis import latest_figures
from insight.analysis.comparisons import AGAINST_ENGLAND
from insight.findings import catalogue
from insight.findings.care_measures import Measure, measure_columns, measure_values
from insight.findings.finding import Finding
from insight.findings.gaps import companion_panel, gradient
from insight.findings.heat_table import heat_table
from insight.findings.sources import benchmark_about, sources_of, with_sources
from insight.findings.table import Cell, Column, Link, cell, data_table, linked
from insight.language import number_format, sentences
from insight.language.sentences.inequality import has_gap
from insight.reference.areas import ENGLAND, HOW_MANY, SYSTEM, Benchmark, areas
from insight.reference.catalogue import Ambition, ClinicalArea
from insight.reference.groups import GAP_KINDS, GRADIENT_KINDS
from insight.reference.vocabulary import SYNTHETIC_SOURCE, VERSION_NAMES
from insight.store import Store, cached, queries

EARLIER = "Earlier target"
ABOUT = (
    "CORE20PLUS5 is how the NHS goes about unfair differences in health: the most deprived fifth of"
    " England (Core20), groups that this may miss (PLUS), and five areas of care."
)


def care_area(
    store: Store,
    clinical_area_id: str,
    edition: str,
    benchmark: Benchmark = AGAINST_ENGLAND,
    area_code: str = SYSTEM,
) -> Finding:
    """What is measured of one clinical area in the system or a Place: a row for each measure, none
    where no figures are loaded. Gaps are by this deprivation edition where it fits."""
    area = catalogue.catalogue(store).clinical_areas[clinical_area_id]
    shown = measure_ids(store, clinical_area_id)
    gaps = _gaps(store, clinical_area_id, edition, area_code)
    measures = [
        Measure(
            latest_figures.latest_figures(store, each, benchmark, area_code),
            each in area.measures,
            *gaps[each],
        )
        for each in shown
    ]
    columns = measure_columns(benchmark.name, area_code)
    caption = f"What we measure: {area.plain_name}"
    return Finding(
        finding_id=clinical_area_id,
        title=area.plain_name,
        subtitle=area.summary,
        sentence=" ".join(_ambition(each, measures) for each in area.ambitions),
        table=data_table(caption, columns, measures, with_sources(store, measure_values(measures))),
        source_ids=sources_of(store, shown),
        link=_link(area, edition, benchmark) if area_code == SYSTEM else None,
        about=benchmark_about(benchmark),
    )


def care_summary(store: Store, version: str, edition: str, area_code: str = SYSTEM) -> Finding:
    """How many gaps of a version of CORE20PLUS5 are clear, how many were not tested and what cannot
    be measured; an area of care a row. Of a Place only its own gaps count."""
    listed = catalogue.clinical_areas(store, version)
    given = {
        area.clinical_area_id: [
            gap
            for gap, _ in _gaps(store, area.clinical_area_id, edition, area_code).values()
            if len(gap) and gap["area_code"] == area_code
        ]
        for area in listed
    }
    tests = sentences.gap_tests(chain.from_iterable(given.values()))
    unmeasured = {area.clinical_area_id: len(catalogue.unmeasured(store, area)) for area in listed}
    values = pd.DataFrame(
        {
            "clinical_area_id": [area.clinical_area_id for area in listed],
            "clinical_area": [area.plain_name for area in listed],
            **_counts([sentences.gap_tests(gaps) for gaps in given.values()]),
            "unmeasured_count": list(unmeasured.values()),
        }
    )
    columns = [
        Column("Area of care", partial(_area, edition)),
        Column("Gaps between groups", lambda area: _tests_words(given[area.clinical_area_id])),
        Column(
            "Parts of the goal not measured yet",
            lambda area: number_format.number(unmeasured[area.clinical_area_id]),
            is_number=True,
        ),
    ]
    place = "" if area_code == SYSTEM else f", {areas()[area_code].area_name}"
    missing = number_format.counted(sum(unmeasured.values()), "part")
    return Finding(
        finding_id=f"core20plus5-{version}",
        title=f"{VERSION_NAMES[version]}{place}: {sentences.gap_tests_title(tests)}",
        subtitle=f"Gaps between groups in {areas()[area_code].area_name}, latest period of each",
        sentence=(
            f"{ABOUT} {sentences.gap_tests_sentence(tests.tested, untested=tests.untested)}"
            f" {number_format.capital(missing)} of the goals cannot be measured yet; each is listed"
            " with the reason."
        ),
        table=data_table("Clinical areas", columns, listed, values),
        source_ids=tuple(dict.fromkeys(area.source_id for area in listed)),
        is_demonstration=any(
            SYNTHETIC_SOURCE in sources_of(store, measure_ids(store, area.clinical_area_id))
            for area in listed
        ),
        link=Link.to("core20plus5", version=version, edition=edition)
        if area_code == SYSTEM
        else None,
    )


def care_gradient(
    store: Store, clinical_area_id: str, edition: str, area_code: str = SYSTEM
) -> Finding | None:
    """The gap of a clinical area drawn: the first measure's with a gradient, or else with a gap.

    None where no measure has a gap.
    """
    drawn = _gap_to_draw(store, clinical_area_id, edition, area_code)
    return gradient(store, **drawn) if drawn else None


def care_companion(
    store: Store, clinical_area_id: str, edition: str, area_code: str = SYSTEM, columns: int = 3
) -> Finding | None:
    """What stands beside `care_gradient`, see `gaps.companion_panel`."""
    drawn = _gap_to_draw(store, clinical_area_id, edition, area_code)
    return companion_panel(store, columns=columns, **drawn) if drawn else None


def care_by_place(
    store: Store, clinical_area_id: str, benchmark: Benchmark = AGAINST_ENGLAND
) -> Finding | None:
    """The Places on the measures of a clinical area. None without figures for Places."""
    area = catalogue.catalogue(store).clinical_areas[clinical_area_id]
    title = f"{HOW_MANY.capitalize()} Places beside {benchmark.name}: {area.plain_name}"
    ids = measure_ids(store, clinical_area_id)
    return heat_table(store, f"{clinical_area_id}-places", title, ids, benchmark, title)


def measure_ids(store: Store, clinical_area_id: str) -> tuple[str, ...]:
    """Ids of the indicators of a clinical area that have any figure, those of the goal first."""
    area = catalogue.catalogue(store).clinical_areas[clinical_area_id]
    listed = set(queries.indicators(store)["indicator_id"])
    return tuple(each for each in area.measures + area.background if each in listed)


def _gaps(
    store: Store, clinical_area_id: str, edition: str, area_code: str
) -> dict[str, tuple[pd.Series, pd.Series]]:
    """The gap of each measure and its change, by indicator; no benchmark changes them."""
    return cached(
        store,
        _gaps_and_changes,
        clinical_area_id=clinical_area_id,
        edition=edition,
        area_code=area_code,
    )


def _gaps_and_changes(
    store: Store, clinical_area_id: str, edition: str, area_code: str
) -> dict[str, tuple[pd.Series, pd.Series]]:
    rows = _gap_rows(store, clinical_area_id, area_code)
    found = {}
    for each in measure_ids(store, clinical_area_id):
        gap = latest_figures.headline_gap(rows[rows["indicator_id"] == each], edition)
        change = pd.Series(dtype=object)
        if len(gap):
            changes = queries.gap_changes(store, each, gap["group_kind"], gap["edition"])
            here = changes[changes["area_code"] == gap["area_code"]]
            change = here.iloc[0] if len(here) else change
        found[each] = gap, change
    return found


def _gap_rows(store: Store, clinical_area_id: str, area_code: str) -> pd.DataFrame:
    """The area's latest gap rows; of a measure without a gap in the area, the system's."""
    own = queries.clinical_area_gaps(store, clinical_area_id, area_code)
    if area_code == SYSTEM:
        return own
    given = own.loc[own["absolute_gap"].notna(), "indicator_id"]
    system = queries.clinical_area_gaps(store, clinical_area_id, SYSTEM)
    system = system[~system["indicator_id"].isin(given) & system["absolute_gap"].notna()]
    own = own[~own["indicator_id"].isin(system["indicator_id"])]
    return pd.concat([own, system], ignore_index=True) if len(system) else own


def _gap_to_draw(
    store: Store, clinical_area_id: str, edition: str, area_code: str
) -> dict[str, str]:
    """The choices of the gap drawn in full; {} when no measure has one."""
    rows = _gap_rows(store, clinical_area_id, area_code)
    for kinds in (GRADIENT_KINDS, GAP_KINDS):
        for indicator_id in measure_ids(store, clinical_area_id):
            of_one = rows[rows["indicator_id"] == indicator_id]
            gap = latest_figures.headline_gap(of_one, edition, kinds)
            if len(gap) and has_gap(gap):
                names = ("indicator_id", "group_kind", "edition", "area_code")
                return {name: str(gap[name]) for name in names}
    return {}


def _link(area: ClinicalArea, edition: str, benchmark: Benchmark) -> Link:
    choices = {"benchmark": benchmark.code, "sure": str(benchmark.confidence)}
    own = {"version": area.version, "care": area.clinical_area_id}
    return Link.to("core20plus5", **own, edition=edition, **choices)


def _area(edition: str, area: ClinicalArea) -> Cell:
    """The name, which leads to the area's own view."""
    own = {"version": area.version, "care": area.clinical_area_id, "edition": edition}
    return cell(linked(area.plain_name, "core20plus5", **own), notes=[area.summary])


def _tests_words(gaps: list[pd.Series]) -> str:
    return sentences.gap_tests_words(sentences.gap_tests(gaps)) or "no gap measured"


def _counts(tests: list[sentences.GapTests]) -> dict[str, list[int]]:
    names = ("clear", "tested", "untested")
    return {f"{name}_gap_count": [getattr(each, name) for each in tests] for name in names}


def _ambition(ambition: Ambition, measures: list[Measure]) -> str:
    """The ambition beside England's figure, or marked as earlier where it no longer stands."""
    if not ambition.is_current:
        return f"{EARLIER}: {ambition.wording}"
    for each in measures:
        about, england = each.latest.indicator, each.latest.england
        if england is not None and about["indicator_id"] == ambition.indicator_id:
            name = areas()[ENGLAND].area_name
            return sentences.ambition_sentence(ambition, about, england, name)
    return f"National ambition for England: {ambition.wording}"
