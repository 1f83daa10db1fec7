"""The clinical areas of CORE20PLUS5: every measure with its figure, its comparison and its gap."""

from __future__ import annotations

import pandas as pd
import pytest

from insight.findings import care_areas
from insight.findings.catalogue import clinical_areas
from insight.findings.gaps import gap_link
from insight.language import number_format
from insight.reference.areas import BENCHMARKS, SYSTEM, Benchmark
from insight.reference.vocabulary import VERSIONS
from insight.store import CachedStore, Store, queries
from insight.store.rows import records
from tests.insight.findings.tables import blank_cells
from tests.insight.small_store import LIVERPOOL

pytestmark = pytest.mark.data
SEFTON = "E08000014"  # one of the Places with gaps between fifths of its own practices
EDITIONS = ("2025", "2019")


def test_no_cell_is_blank_whatever_is_chosen(real_store: CachedStore) -> None:
    for area in clinical_areas(real_store):
        for edition in EDITIONS:
            for code in BENCHMARKS:
                for area_code in (SYSTEM, LIVERPOOL, SEFTON):
                    benchmark = Benchmark(code, 0.998)
                    finding = care_areas.care_area(
                        real_store, area.clinical_area_id, edition, benchmark, area_code
                    )
                    assert finding.table.rows and blank_cells(finding) == []
                    assert finding.title == area.plain_name and finding.subtitle == area.summary
                    assert finding.source_ids


@pytest.mark.parametrize("code", BENCHMARKS)
def test_comparisons_follow_the_benchmark_chosen(real_store: CachedStore, code: str) -> None:
    benchmark = Benchmark(code)
    finding = care_areas.care_area(real_store, "smoking", "2025", benchmark)
    assert finding.table.columns[2] == f"Beside {benchmark.name}"
    assert finding.about["benchmark_name"] == benchmark.name
    assert ("benchmark", code) in finding.link.choices  # type: ignore[union-attr]
    notes = [row[2].text for row in finding.table.rows]
    values = finding.table.values
    for indicator_id, note in zip(
        care_areas.measure_ids(real_store, "smoking"), notes, strict=True
    ):
        about = queries.indicator(real_store, indicator_id)
        theirs = values.loc[values["indicator_id"] == indicator_id, "benchmark_value"]
        theirs = theirs.dropna().unique()
        shown = [f"{benchmark.name} {number_format.shown(each, about)}" for each in theirs]
        assert len(theirs) or "not tested" in note or benchmark.name not in note
        assert len(theirs) != 1 or shown[0] in note


def test_a_measure_with_a_gap_leads_to_it_and_another_to_its_indicator(
    real_store: CachedStore,
) -> None:
    for area in clinical_areas(real_store):
        finding = care_areas.care_area(real_store, area.clinical_area_id, "2025")
        given = {
            row["indicator_id"]: row
            for row in records(queries.clinical_area_gaps(real_store, area.clinical_area_id))
            if row["absolute_gap"] == row["absolute_gap"]
        }
        ids = care_areas.measure_ids(real_store, area.clinical_area_id)
        for indicator_id, row in zip(ids, finding.table.rows, strict=True):
            link = row[0].main[0].link  # type: ignore[union-attr]
            assert link is not None
            if indicator_id in given:
                assert link == gap_link(given[indicator_id])
            else:
                assert link.address == f"indicator?indicator={indicator_id}"
            is_goal = indicator_id in area.measures
            assert row[0].text.endswith("Shows the goal" if is_goal else "Near the goal")


def test_a_place_without_a_gap_of_its_own_shows_the_systems_by_name(
    real_store: CachedStore,
) -> None:
    """It is named, and does not count as the Place's."""
    for area_code, is_own in ((LIVERPOOL, False), (SEFTON, True)):
        finding = care_areas.care_area(real_store, "respiratory", "2025", area_code=area_code)
        gap = finding.table.texts[0][3]
        assert ("Cheshire and Merseyside, 2024/25: " in gap) is (not is_own)
        assert set(finding.table.values["area_code"].dropna()) == {area_code}
        gradient = care_areas.care_gradient(real_store, "respiratory", "2025", area_code)
        assert gradient is not None
        expected = area_code if is_own else SYSTEM
        assert set(gradient.table.values["area_code"]) == {expected}
        summary = care_areas.care_summary(real_store, "adults", "2025", area_code)
        assert summary.table.values["tested_gap_count"].any() == is_own


def test_values_hold_every_figure_of_the_table(real_store: CachedStore) -> None:
    for area in clinical_areas(real_store):
        finding = care_areas.care_area(real_store, area.clinical_area_id, "2025")
        values = finding.table.values
        ids = care_areas.measure_ids(real_store, area.clinical_area_id)
        assert list(values["indicator_id"].unique()) == list(ids)
        by_id = values.drop_duplicates("indicator_id").set_index("indicator_id")
        for indicator_id, row in zip(ids, finding.table.texts, strict=True):
            one = by_id.loc[indicator_id]
            has_gap = pd.notna(one["absolute_gap"])
            assert ("No gap given" in row[3]) is (not has_gap)
            assert bool(one["gap_refusal"]) is (not has_gap)
            assert ("gap not tested" in row[3]) is (has_gap and not one["is_tested"])
            assert one["source"]


def test_the_first_gradient_is_drawn_and_what_stands_beside_it(real_store: CachedStore) -> None:
    drawn = {
        area.clinical_area_id: care_areas.care_gradient(real_store, area.clinical_area_id, "2025")
        for area in clinical_areas(real_store)
    }
    assert drawn["maternity"] is None and drawn["smoking"] is not None
    assert care_areas.care_companion(real_store, "maternity", "2025") is None
    for clinical_area_id, finding in drawn.items():
        if finding is not None:
            first = finding.about["indicator_id"]
            assert first in care_areas.measure_ids(real_store, clinical_area_id)
            beside = care_areas.care_companion(real_store, clinical_area_id, "2025")
            assert beside is not None and beside.about["indicator_id"] == first
            assert beside.finding_id != finding.finding_id


def test_an_ambition_stands_beside_englands_figure_or_as_an_earlier_one(
    real_store: CachedStore,
) -> None:
    found = 0
    for area in clinical_areas(real_store):
        finding = care_areas.care_area(real_store, area.clinical_area_id, "2025")
        for ambition in area.ambitions:
            start = "National ambition for England: " if ambition.is_current else "Earlier target: "
            assert f"{start}{ambition.wording}" in finding.sentence
            found += 1
        assert area.ambitions or finding.sentence == ""
    assert found > 3


@pytest.mark.slow
@pytest.mark.parametrize("version", VERSIONS)
def test_without_figures_nothing_is_measured_and_nothing_blank(
    small_store: Store, empty_store: Store, version: str
) -> None:
    """None of the made-up indicators belongs to a clinical area."""
    for store in (small_store, empty_store):
        summary = care_areas.care_summary(store, version, "2025")
        assert summary.title.endswith(": no gap in care can be measured yet")
        assert "No differences were tested here." in summary.sentence
        assert all(row[1] == "no gap measured" for row in summary.table.texts)
        for area in clinical_areas(store, version):
            finding = care_areas.care_area(store, area.clinical_area_id, "2025")
            assert finding.table.rows == () and finding.source_ids == ()
