"""The pack holds the store's figures and the findings' words, and no claim of its own."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import plotly.graph_objects as go
import pytest

from insight import export as package
from insight.analysis.comparisons import HEADLINES
from insight.export.board_pack import CHAPTERS, board_pack
from insight.export.document import Document
from insight.findings import Finding
from insight.language import number_format, sentences
from insight.reference.areas import ENGLAND
from insight.store import Store, queries
from insight.visual import style
from tests.insight.language.sentences.claims import CAUSE, claims

LIVERPOOL = "E08000012"
NAMES = [
    "What stands out",
    "Deprivation",
    "Length of life",
    "Headline figures",
    "Change over time",
    "Stated priorities",
    "CORE20PLUS5: gaps in care",
    "What we cannot measure",
    "Sources and licences",
    "How to read this",
]


def chapter(pack: Document, name: str) -> tuple[Finding, ...]:
    return next(section.findings for section in pack.sections if section.name == name)


@pytest.mark.data
def test_every_chapter_is_there(liverpool: Document, system: Document) -> None:
    for pack in (liverpool, system):
        assert [section.name for section in pack.sections] == NAMES
        assert all(section.findings for section in pack.sections)
    assert liverpool.title.startswith("Liverpool") and "Liverpool" not in system.title


@pytest.mark.data
def test_every_picture_has_alt_text_of_its_own_and_a_source(
    liverpool: Document, system: Document
) -> None:
    for pack in (liverpool, system):
        drawn = [finding for finding in pack.findings if finding.picture is not None]
        assert len(drawn) > 10
        for finding in drawn:
            assert len(finding.alt) > 40 and finding.alt != finding.title, finding.title
            assert pack.source_line(finding), finding.title
        assert [alt for alt, times in Counter(f.alt for f in drawn).items() if times > 1] == []


@pytest.mark.data
def test_no_two_findings_share_an_id(liverpool: Document, system: Document) -> None:
    for pack in (liverpool, system):
        counted = Counter(finding.finding_id for finding in pack.findings)
        assert [each for each, times in counted.items() if times > 1] == []


@pytest.mark.data
def test_headline_figures_equal_the_store(liverpool: Document, real_store: Store) -> None:
    (finding,) = chapter(liverpool, "Headline figures")
    values = finding.table.values.set_index("indicator_id")
    assert set(values.index) == set(HEADLINES) and len(finding.table.rows) == len(HEADLINES)
    texts = {row[0].split(";")[0]: row for row in finding.table.texts}
    ask = "SELECT {} FROM observation WHERE indicator_id = ? AND area_code = ? AND group_id = ?"
    for indicator_id in HEADLINES:
        about = queries.indicator(real_store, indicator_id)
        latest = ask.format("period_label, value") + " ORDER BY period_end_date DESC LIMIT 1"
        cursor = real_store.connection.cursor()
        when, value = cursor.execute(latest, [indicator_id, LIVERPOOL, "everyone"]).fetchone()
        same = ask.format("value") + " AND period_label = ?"
        england = cursor.execute(same, [indicator_id, ENGLAND, "everyone", when]).fetchone()
        row = values.loc[indicator_id]
        assert row["period_label"] == when and row["value"] == value
        assert pd.isna(row["benchmark_value"]) if england is None else True
        if england is not None:
            assert row["benchmark_value"] == pytest.approx(england[0])
        cells = " ".join(texts[about["plain_name"]])
        assert number_format.shown(value, about).split(" (")[0].split(" per")[0] in cells


@pytest.mark.data
def test_core20_figures_equal_the_store(system: Document, real_store: Store) -> None:
    finding = next(f for f in chapter(system, "Deprivation") if f.finding_id == "core20")
    assert finding.editable is not None
    (chart,) = finding.editable()
    counted = real_store.connection.execute(
        "SELECT place.area_name, 100.0 * sum(d.population_count) FILTER (d.decile <= 2) "
        "/ sum(d.population_count) FROM deprivation AS d "
        "JOIN neighbourhood AS n ON n.area_code = d.area_code "
        "JOIN area AS place ON place.area_code = n.place_code "
        "WHERE d.edition = '2025' AND d.domain = 'imd' GROUP BY place.area_name"
    ).fetchall()
    assert len(counted) == 9
    shares = dict(zip(chart.categories, chart.lines[0].values, strict=True))
    for name, share in counted:
        assert shares[name] == pytest.approx(share)
    assert {row[0]: row[1] for row in finding.table.texts}["Liverpool"].startswith("54%")


@pytest.mark.data
def test_charts_for_powerpoint_hold_the_figures_of_the_drawn_ones(
    liverpool: Document, system: Document
) -> None:
    checked = 0
    for finding in (*liverpool.findings, *system.findings):
        charts = finding.editable() if finding.editable else ()
        if len(charts) != 1:
            continue
        assert isinstance(finding.picture, go.Figure)
        drawn = [
            float(value)
            for trace in finding.picture.data
            for values in (trace.x, trace.y)
            if values is not None
            for value in values
            if isinstance(value, int | float) and value == value
        ]
        first = [value for value in charts[0].lines[0].values if value == value]
        assert first and all(value in drawn for value in first), finding.title
        checked += 1
    assert checked > 10


@pytest.mark.data
def test_priorities_are_those_of_the_place(liverpool: Document, real_store: Store) -> None:
    stated = queries.priorities(real_store)
    own = stated.loc[stated["place_code"] == LIVERPOOL, "priority_name"]
    text = " ".join(
        f"{finding.title} {finding.table.texts}"
        for finding in chapter(liverpool, "Stated priorities")
    )
    assert len(own) > 2 and all(name in text for name in own)


@pytest.mark.data
def test_what_cannot_be_measured_is_listed_with_its_reason(liverpool: Document) -> None:
    found = chapter(liverpool, "What we cannot measure")
    assert len(found) == 3
    for finding in found:
        assert finding.table.rows
        assert all(row[0] and len(" ".join(row)) > 20 for row in finding.table.texts)


def literals() -> Iterator[tuple[str, str]]:
    """Every text written in the code of packs and reports, docstrings left out."""
    for path in sorted(Path(package.__file__).parent.glob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        documents = {
            id(node.body[0].value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef)
            and node.body
            and isinstance(node.body[0], ast.Expr)
        }
        for node in ast.walk(tree):
            is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
            if is_text and id(node) not in documents:
                yield path.name, node.value


def test_files_write_no_claim_of_their_own() -> None:
    """Claim words come from findings, behind their tests, or not at all."""
    explained = ("how_to_read.py", "files.py")  # words and headings, claimed of nothing
    found = [(name, text) for name, text in literals() if name not in explained]
    assert len(found) > 200
    for name, text in found:
        assert not claims(text), f"{name}: {text}"
        assert not CAUSE.search(text), f"{name}: {text}"


@pytest.mark.slow
def test_an_empty_store_still_gives_a_pack(empty_store: Store) -> None:
    pack = board_pack(empty_store)
    assert [section.name for section in pack.sections] == NAMES
    assert all(finding.title for finding in pack.findings)


@pytest.mark.slow
def test_progress_is_given_chapter_by_chapter(empty_store: Store) -> None:
    given: list[tuple[int, int]] = []
    board_pack(empty_store, progress=lambda what, done, total: given.append((done, total)))
    assert given == [(number, len(CHAPTERS)) for number in range(len(CHAPTERS) + 1)]


@pytest.mark.data
def test_headline_cells_speak_in_glyphs_and_words(liverpool: Document) -> None:
    (finding,) = chapter(liverpool, "Headline figures")
    marks = [f"{mark.glyph} {mark.word}" for mark in style.VERDICTS.values()]
    marks += ["not tested"]  # with the plain difference, in place of a verdict
    for row in finding.table.texts:
        assert any(mark in cell for cell in row for mark in marks), row
    chance = sentences.chance_sentence(finding.table.values["verdict"])
    assert chance in f"{finding.sentence} {finding.caveat}"
