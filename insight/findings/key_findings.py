"""What stands out: the differences that pass their tests, a sentence and a link each."""

from __future__ import annotations

from typing import Any

from insight.analysis import comparisons
from insight.analysis.ages import with_ages
from insight.analysis.comparisons import AGAINST_ENGLAND
from insight.analysis.key_findings import KeyFindings
from insight.analysis.key_findings import key_findings as ranked
from insight.findings.finding import Finding
from insight.findings.gaps import gap_link
from insight.findings.sources import benchmark_about, sources_of
from insight.findings.table import Cell, Column, Link, Words, cell, data_table
from insight.language import sentences
from insight.language.number_format import shown
from insight.reference.areas import SYSTEM, Benchmark, areas
from insight.store import Store, queries
from insight.store.rows import records

MOST = 8


def key_findings(
    store: Store, benchmark: Benchmark = AGAINST_ENGLAND, area_code: str = SYSTEM
) -> Finding | None:
    """The strongest differences, one for each indicator: of all areas, or of one Place.

    The values of its table begin with those of its rows, in their order; the other differences
    that passed their tests follow. None when nothing was tested.
    """
    gaps = with_ages(store, queries.strongest_inequalities(store))
    rows = comparisons.all_comparisons(store, benchmark)
    if area_code != SYSTEM:
        gaps = gaps[gaps["area_code"] == area_code]
        rows = rows[rows["place_code"] == area_code]
    found: KeyFindings = ranked(gaps, rows, confidence=benchmark.confidence)
    if not found.tests_made:
        return None
    top = found.top(MOST)
    rest = found.findings.index.difference(top.index)
    every = found.findings.loc[[*top.index, *rest]].reset_index(drop=True)
    items = [{**row, **finding_words(row, benchmark.name)} for row in records(every)]
    values = every.assign(**{name: [row[name] for row in items] for name in ("title", "sentence")})
    columns = [Column("Finding", _title), Column("In figures", lambda row: str(row["sentence"]))]
    where = "" if area_code == SYSTEM else f" in {areas()[area_code].area_name}"
    return Finding(
        finding_id="what-stands-out",
        title=f"What stands out{where}",
        subtitle="The largest differences that are more than chance, one for each measure",
        sentence="" if items else "No difference passed its test.",
        table=data_table("What stands out", columns, items[: len(top)], values),
        source_ids=sources_of(store, top["indicator_id"]),
        caveat=sentences.gap_tests_sentence(found.tests_made, benchmark.confidence),
        link=Link.to("", benchmark=benchmark.code, sure=str(benchmark.confidence))
        if area_code == SYSTEM
        else None,
        about=benchmark_about(benchmark),
    )


def finding_words(row: dict[str, Any], benchmark: str) -> dict[str, Any]:
    """title, sentence and link of a row of `analysis.key_findings`; benchmark: the name
    of what was picked to compare with."""
    if row["kind"] == "gap":
        return {
            "title": _named(row, sentences.gap_title(row, row)),
            "sentence": sentences.gap_sentence(row, row),
            "link": gap_link(row),
        }
    whose = sentences.benchmark_of(row, benchmark)
    return {
        "title": _named(row, f"{row['verdict']} than {whose}, {_against(row)}"),
        "sentence": sentences.comparison_sentence(row, row, benchmark, row["benchmark_value"]),
        "link": Link.to("indicator", indicator=row["indicator_id"]),
    }


def _named(row: dict[str, Any], finding: str) -> str:
    """Measure, area and finding."""
    return f"{row['plain_name']}, {row['area_name']}: {finding[:1].lower()}{finding[1:]}"


def _against(row: dict[str, Any]) -> str:
    return " against ".join(shown(row[name], row) for name in ("value", "benchmark_value"))


def _title(row: dict[str, Any]) -> Cell:
    return cell(Words(row["title"], row["link"]))
