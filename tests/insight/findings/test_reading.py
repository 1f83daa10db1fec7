"""What our own sentences ask of a reader, over everything in the store: their age and patience.

`tests.insight.reading` asks every builder of findings; here it is held to its limits. Sentences
that pages make of rows, without a builder, are asked for beside it.
"""

from __future__ import annotations

import re

import pytest

from insight import settings
from insight.analysis import comparisons
from insight.language import sentences
from insight.reference.areas import BENCHMARKS, Benchmark, project_catalogue
from insight.store import CachedStore, Store, queries
from insight.store.rows import records
from tests.insight import reading

pytestmark = pytest.mark.data

# Of Markdown: what parts its paragraphs and points, its links, and its other marks.
PART = re.compile(r"\n\s*\n|\n(?=[-*|] )")
LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
MARKS = re.compile(r"[*_#`|\s]+")


@pytest.mark.slow
def test_findings_are_for_readers_of_eleven(real_store: CachedStore) -> None:
    found = reading.faults(reading.said(real_store, reading.MOST_ASKED), reading.names(real_store))
    assert [str(each) for each in found] == []


def test_pages_of_prose_are_for_readers_of_eleven() -> None:
    names = reading.names_of(project_catalogue())
    said = [
        (path.name, MARKS.sub(" ", LINK.sub(r"\1", part)).strip())
        for path in (settings.PROJECT / "pages").rglob("*.md")
        for part in PART.split(path.read_text(encoding="utf-8"))
    ]
    assert len(said) > 20
    assert [str(each) for each in reading.faults(said, names)] == []


def test_texts_in_the_code_of_pages_are_for_readers_of_eleven() -> None:
    """Labels, help, notes and what is said where there is nothing to show."""
    said = list(reading.literals())
    for start in ("Another Place, compare", "Figures do not say why.", "Contains public sector"):
        assert any(text.startswith(start) for _, text in said)
    found = reading.faults(said, reading.names_of(project_catalogue()))
    assert [str(each) for each in found] == []


@pytest.mark.slow
def test_sentences_on_rows_are_for_readers_of_eleven(real_store: CachedStore) -> None:
    found = reading.faults(_of_rows(real_store), reading.names(real_store))
    assert [str(each) for each in found] == []


def _of_rows(store: Store) -> reading.Said:
    for code in BENCHMARKS:
        rows = comparisons.all_comparisons(store, Benchmark(code))
        for row in records(rows.assign(area_name=rows["place_name"])):
            name, value = Benchmark(code).name, row["benchmark_value"]
            yield "figure", sentences.comparison_sentence(row, row, name, value)
    for indicator in queries.indicators(store).itertuples():
        if indicator.has_places:
            about = queries.indicator(store, indicator.indicator_id)
            latest = comparisons.latest_comparison(store, indicator.indicator_id)
            value = latest["benchmark_value"].iloc[0]
            yield "Places", sentences.places_sentence(latest, about, "England", value)
