"""CORE20PLUS5: the gaps that can be measured, and what cannot be measured yet."""

from __future__ import annotations

from typing import Any

import pandas as pd

from insight.analysis.latest_figures import headline_gap
from insight.export.board_pack.area import EDITION, Area
from insight.export.board_pack.parts import Part, Section
from insight.export.document import Table
from insight.language import sentences
from insight.language.number_format import capital, counted, shown
from insight.language.sentences.inequality import has_gap, is_clear, is_tested, pair_words
from insight.language.sentences.sizes import absolute_words, relative_words
from insight.reference.catalogue import ClinicalArea
from insight.reference.groups import GRADIENT_KINDS
from insight.store import queries
from insight.visual import chart_data, charts
from insight.visual.charts.gradient import group_label, placed

WHO = {"adults": "adults", "children": "children and young people"}
NO_GROUPS = "published for whole areas only"
HEADS = ("Measure", "Groups and period", "Figures", "Difference", "Ratio")


def core20plus5(area: Area) -> Section:
    """A part for each clinical area with measures: its gaps, and the first gradient drawn."""
    parts = [part for each in _in_order(area) if (part := _clinical_area(area, each))]
    if not parts:
        parts = [Part("No gap in care has been worked out in this build")]
    return Section("CORE20PLUS5: gaps in care", tuple(parts), sentences.SLOPE_NOTE)


def unmeasured(area: Area) -> Section:
    """What a goal needs and nothing here shows, with the reason: rows, never a blank."""
    rows = [
        (f"{each.plain_name} ({WHO[each.version]})", part.what, part.why, part.might_come_from)
        for each in _in_order(area)
        for part in each.unmeasured
    ]
    groups = [
        (each.group_name, each.unmeasured_reason)
        for each in area.catalogue.plus_groups.values()
        if each.unmeasured_reason
    ]
    heads = ("Area of care", "What we cannot measure yet", "Why", "Where it might come from")
    care = Part(
        title=f"{capital(counted(len(rows), 'part'))} of the goals not measured",
        table=Table("What we cannot measure yet, by area of care", heads, tuple(rows)),
        source_ids=("core20plus5-adults", "core20plus5-children"),
    )
    people = Part(
        title=f"{capital(counted(len(groups), 'group'))} we know too little of",
        table=Table("PLUS groups", ("Group", "Why we cannot show more"), tuple(groups)),
        source_ids=("core20plus5-adults", "core20plus5-children"),
    )
    return Section("What we cannot measure", (care, people, _missing(area)))


def _in_order(area: Area) -> list[ClinicalArea]:
    """Clinical areas for adults, then those for children."""
    return sorted(
        area.catalogue.clinical_areas.values(), key=lambda each: (each.version, each.order)
    )


def _missing(area: Area) -> Part:
    """Indicators without a figure for this Place, or for some Places, with the reason."""
    gaps = queries.known_gaps(area.store)
    if not area.is_system:
        gaps = gaps[gaps["place_names"].str.split(", ").map(lambda names: area.name in names)]
    rows = tuple(
        (row.plain_name, row.period_label, capital(row.reason), row.place_names)
        for row in gaps.itertuples()
    )
    heads = ("Indicator", "Period", "Why there is no figure", "Places")
    count = counted(gaps["indicator_id"].nunique(), "indicator")
    return Part(
        title=f"{capital(count)} without a figure for {area.where}",
        table=Table("Missing figures", heads, rows) if rows else None,
    )


def _clinical_area(area: Area, clinical: ClinicalArea) -> Part | None:
    """The gaps of one clinical area; None where no measure of it is loaded."""
    ids = [each for each in clinical.measures + clinical.background if each in area.listed]
    if not ids:
        return None
    gaps = _gaps(area, clinical, ids)
    rows = [
        row for each in ids if len(row := headline_gap(gaps[gaps["indicator_id"] == each], EDITION))
    ]
    known = [row for row in rows if has_gap(row)]
    without = [each for each in ids if each not in {row["indicator_id"] for row in known}]
    drawn = _gradient(area, gaps, ids)
    return Part(
        title=f"{clinical.plain_name} ({WHO[clinical.version]}): {_counted(known)}",
        subtitle=drawn.get("subtitle", f"{area.name}, latest period of each measure"),
        sentences=(
            clinical.summary,
            *(sentences.gap_sentence(row, row) for row in known),
            _without(area, without, rows),
        ),
        shown=drawn.get("shown"),
        alt=drawn.get("alt", ""),
        data=drawn.get("data"),
        table=_gap_table(known, clinical) if known else None,
        source_ids=area.sources_of(ids),
        caveat=drawn.get("caveat", ""),
    )


def _counted(known: list[pd.Series]) -> str:
    """'1 of 2 gaps clear, 1 not tested': a gap without an interval is not tested."""
    tested = [row for row in known if is_tested(row)]
    clear = sum(is_clear(row) for row in tested)
    parts = [f"{clear} of {counted(len(tested), 'gap')} clear"] if tested else []
    if len(known) > len(tested):
        parts.append(f"{counted(len(known) - len(tested), 'gap')} not tested")
    return ", ".join(parts) or "no gap given"


def _gaps(area: Area, clinical: ClinicalArea, ids: list[str]) -> pd.DataFrame:
    """The latest gap rows of the area; those of the system where its own were not tested."""
    own = area.gaps[area.gaps["indicator_id"].isin(ids)]
    system = queries.clinical_area_gaps(area.store, clinical.clinical_area_id)
    return pd.concat([own, system[~system["indicator_id"].isin(own["indicator_id"])]])


def _without(area: Area, ids: list[str], rows: list[pd.Series]) -> str:
    """Which measures have no gap, and why; '' when all have one."""
    refused = {row["indicator_id"]: str(row["gap_refusal"]) for row in rows}
    names: dict[str, list[str]] = {}
    for each in ids:
        name = area.catalogue.indicators[each].plain_name
        names.setdefault(refused.get(each, NO_GROUPS), []).append(name)
    parts = [f"{'; '.join(found)} ({reason})" for reason, found in names.items()]
    return f"No gap is given for: {'; '.join(parts)}." if parts else ""


def _gap_table(known: list[pd.Series], clinical: ClinicalArea) -> Table:
    return Table(f"Gaps: {clinical.plain_name}", HEADS, tuple(map(_cells, known)))


def _cells(row: pd.Series) -> tuple[str, ...]:
    group, reference = pair_words(row)
    figures = f"{shown(row['value'], row)}, {shown(row['reference_value'], row)}"
    when = f"{group}, {reference}; {row['area_name']}, {row['period_label']}"
    tested = "clear" if is_clear(row) else "not clear" if is_tested(row) else "not tested"
    ratio = relative_words(row) or "no ratio"
    return (row["plain_name"], when, figures, f"{absolute_words(row, row)}: {tested}", ratio)


def _gradient(area: Area, gaps: pd.DataFrame, ids: list[str]) -> dict[str, Any]:
    """The first measure whose groups run from most to least deprived, drawn; {} for none."""
    for indicator_id in ids:
        row = headline_gap(gaps[gaps["indicator_id"] == indicator_id], EDITION, GRADIENT_KINDS)
        if not len(row) or not has_gap(row):
            continue
        figures = queries.group_figures(
            area.store, indicator_id, row["area_code"], row["group_kind"], row["edition"]
        )
        figures = figures[figures["period_label"] == row["period_label"]]
        about = queries.indicator(area.store, indicator_id)
        names = [group_label(each) for each in placed(figures)["group_id"]]
        return {
            "shown": charts.gradient(figures, row, about),
            "alt": sentences.gradient_alt(figures, row, about),
            "data": chart_data.groups(placed(figures), about, names),
            "subtitle": sentences.subtitle(about, str(row["area_name"]), str(row["period_label"])),
            "caveat": sentences.ecological_note(str(row["unit_of_analysis"])),
        }
    return {}
