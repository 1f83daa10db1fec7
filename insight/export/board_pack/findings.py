"""What stands out, and the headline figures beside England."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from insight.analysis import comparisons
from insight.analysis.key_findings import KeyFindings, key_findings
from insight.export.board_pack.area import BENCHMARK, Area
from insight.export.board_pack.cells import place_table, verdict_counts
from insight.export.board_pack.parts import Part, Section
from insight.export.document import Table
from insight.language import sentences
from insight.language.number_format import capital, counted, shown
from insight.store import queries
from insight.visual import style

MOST_FINDINGS = 8


def stands_out(area: Area) -> Section:
    """The strongest differences that pass their tests, one for each indicator, in sentences."""
    found = _found(area)
    top = found.top(MOST_FINDINGS)
    count = int(found.findings["is_first"].sum())
    tested = sentences.gap_tests_sentence(found.tests_made)
    rows = tuple((row.title, row.sentence) for row in top.itertuples())
    part = Part(
        title=f"{capital(counted(count, 'measure'))} with a clear difference",
        subtitle=f"{area.name}: gaps between groups, and figures beside {BENCHMARK}",
        sentences=(tested, f"The {len(rows)} strongest are listed." if rows else ""),
        table=Table("What stands out", ("Finding", "In figures"), rows) if rows else None,
        source_ids=area.sources_of(top["indicator_id"]),
        caveat="A clear difference is one that chance would rarely make. It does not say why.",
    )
    return Section("What stands out", (part,))


def _found(area: Area) -> KeyFindings:
    """Findings of one Place; for the system, of all Places and of the system itself."""
    gaps = queries.strongest_inequalities(area.store) if area.is_system else area.gaps
    return key_findings(gaps, area.comparisons)


def headlines(area: Area) -> Section:
    """The six figures of the Overview, beside England."""
    ids = [each for each in comparisons.HEADLINES if each in area.listed]
    part = _of_system(area, ids) if area.is_system else _of_place(area, ids)
    return Section("Headline figures", (part,))


def _of_place(area: Area, ids: Sequence[str]) -> Part:
    rows = area.profile.set_index("indicator_id", drop=False).reindex(ids).dropna(subset=["unit"])
    return Part(
        title=f"{verdict_counts(rows['verdict'])} beside {BENCHMARK}",
        subtitle=f"Six figures to watch, {area.name}, latest period of each",
        sentences=(sentences.chance_sentence(rows["verdict"]),),
        table=place_table(rows, area, f"Headline figures, {area.name}"),
        source_ids=area.sources_of(ids),
    )


def _of_system(area: Area, ids: Sequence[str]) -> Part:
    """A row for each Place, a column for each indicator."""
    found = [each for each in (comparisons.headline(area.store, id_) for id_ in ids) if each]
    verdicts = pd.concat([each.values["verdict"] for each in found]) if found else pd.Series()
    rows: dict[str, list[str]] = {}
    for each in found:
        for row in each.values.itertuples():
            mark = style.VERDICTS[row.verdict]
            figure = shown(row.value, each.indicator)
            rows.setdefault(row.area_name, []).append(f"{figure} {mark.glyph} {mark.word}")
        england = shown(each.values["benchmark_value"].iloc[0], each.indicator)
        rows.setdefault(BENCHMARK, []).append(england)
    heads = ("Area", *(_name_and_period(each) for each in found))
    cells = tuple((name, *figures) for name, figures in rows.items())
    numbers = frozenset(range(1, len(heads)))
    return Part(
        title=f"{verdict_counts(verdicts)} beside {BENCHMARK}",
        subtitle="Six figures to watch, nine Places, latest period of each",
        sentences=(*map(_places_sentence, found), sentences.chance_sentence(verdicts)),
        table=Table("Headline figures, nine Places", heads, cells, numbers),
        source_ids=area.sources_of(ids),
    )


def _places_sentence(each: comparisons.Headline) -> str:
    reference = each.values["benchmark_value"].iloc[0]
    return sentences.places_sentence(each.values, each.indicator, BENCHMARK, reference)


def _name_and_period(each: comparisons.Headline) -> str:
    return f"{each.indicator['plain_name']}, {each.values['period_label'].iloc[0]}"
