"""What we cannot show, and why: parts of goals of CORE20PLUS5, PLUS groups, what is awaited."""

from __future__ import annotations

import pandas as pd

from insight.findings.catalogue import catalogue, clinical_areas, plus_groups, unmeasured
from insight.findings.finding import Finding
from insight.findings.table import Column, Link, cell, data_table, strong
from insight.language.number_format import capital, counted
from insight.reference.catalogue import ClinicalArea, Indicator, PlusGroup
from insight.reference.vocabulary import POLARITIES, VERSION_NAMES
from insight.store import Store, queries


def missing_measures(store: Store, clinical_area_id: str = "") -> Finding | None:
    """What the goals of CORE20PLUS5 need and nothing here shows: of one area of care, or of all.

    None where nothing is missing.
    """
    found = [
        (area, part)
        for area in clinical_areas(store)
        if clinical_area_id in ("", area.clinical_area_id)
        for part in unmeasured(store, area)
    ]
    if not found:
        return None
    columns = [
        Column("Part of the goal", lambda row: row[1].what),
        Column("Why not", lambda row: row[1].why),
        Column("Where it might come from", lambda row: row[1].might_come_from),
    ]
    if clinical_area_id:
        name = found[0][0].plain_name
        title = caption = f"What we cannot measure yet: {name}"
    else:
        columns.insert(0, Column("Area of care", lambda row: _area_name(row[0])))
        title = f"{capital(counted(len(found), 'part'))} of the goals not measured"
        caption = "What we cannot measure yet, by area of care"
    values = pd.DataFrame(
        {
            "version": [area.version for area, _ in found],
            "clinical_area": [area.plain_name for area, _ in found],
            "what": [part.what for _, part in found],
            "why": [part.why for _, part in found],
            "might_come_from": [part.might_come_from for _, part in found],
        }
    )
    return Finding(
        finding_id=f"missing-measures{'-' * bool(clinical_area_id)}{clinical_area_id}",
        title=title,
        table=data_table(caption, columns, found, values),
        source_ids=tuple(dict.fromkeys(area.source_id for area, _ in found)),
        link=Link.to("core20plus5", version=found[0][0].version, **_own_view(clinical_area_id)),
    )


def _own_view(clinical_area_id: str) -> dict[str, str]:
    return {"care": clinical_area_id} if clinical_area_id else {}


def awaited_indicators(store: Store) -> Finding | None:
    """What publishers have and this build does not: measures, or ranges of measures shown here.

    None where nothing is awaited any more.
    """
    listed = queries.indicators(store).set_index("indicator_id")["has_interval"]
    sources = catalogue(store).sources
    found = [
        each
        for each in catalogue(store).indicators.values()
        if (each.awaits == "figures" and each.indicator_id not in listed)
        or (each.awaits == "intervals" and not listed.get(each.indicator_id, default=True))
    ]
    if not found:
        return None
    columns = [
        Column(
            "What it will show", lambda each: cell(strong(each.plain_name), notes=[each.definition])
        ),
        Column("Awaited", lambda each: capital(each.awaits)),
        Column("From", lambda each: f"{sources[each.source_id].publication}{_number(each)}"),
        Column("Which way is better", lambda each: POLARITIES[each.polarity]),
    ]
    values = pd.DataFrame(
        {
            "indicator_id": [each.indicator_id for each in found],
            "indicator_name": [each.indicator_name for each in found],
            "plain_name": [each.plain_name for each in found],
            "definition": [each.definition for each in found],
            "awaits": [each.awaits for each in found],
            "source_id": [each.source_id for each in found],
            "publishers_number": [_number(each).strip() for each in found],
            "polarity": [each.polarity for each in found],
        }
    )
    measures = capital(counted(len(found), "measure"))
    return Finding(
        finding_id="awaited",
        title=f"{measures} published, and not in this build",
        subtitle="Downloaded by make data, or put into data/raw, each is shown by the next build",
        table=data_table("What is awaited, and from where", columns, found, values),
        source_ids=tuple(dict.fromkeys(each.source_id for each in found)),
        link=Link.to("about_the_data"),
    )


def _number(indicator: Indicator) -> str:
    """' 92302', the number a publisher gives it; '' where it has none."""
    return "".join(f" {number}" for number in indicator.match.get("Indicator ID", ()))


def missing_groups(store: Store) -> Finding | None:
    """PLUS groups we know too little of, and why. None where there are none."""
    found = [each for each in plus_groups(store) if each.unmeasured_reason]
    if not found:
        return None
    columns = [
        Column("Group", lambda group: group.group_name),
        Column("Why we cannot show more", lambda group: group.unmeasured_reason),
    ]
    return Finding(
        finding_id="missing-groups",
        title=f"{capital(counted(len(found), 'group'))} we know too little of",
        table=data_table("PLUS groups", columns, found, _reasons(found)),
        source_ids=tuple(dict.fromkeys(each.source_id for each in found)),
        link=Link.to("core20plus5"),
    )


def _area_name(area: ClinicalArea) -> str:
    """'Pregnancy and birth (adults)'."""
    return f"{area.plain_name} ({VERSION_NAMES[area.version].lower()})"


def _reasons(groups: list[PlusGroup]) -> pd.DataFrame:
    rows = [(each.group_name, each.unmeasured_reason) for each in groups]
    return pd.DataFrame(rows, columns=["group_name", "unmeasured_reason"])
