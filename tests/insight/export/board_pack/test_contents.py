"""The pack holds the store's figures and the sentences' words, and no claim of its own."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from insight.analysis.comparisons import HEADLINES
from insight.export import board_pack as package
from insight.export.board_pack.area import UnknownArea
from insight.export.board_pack.contents import CHAPTERS, assemble
from insight.export.board_pack.parts import Pack, Part
from insight.language import number_format, sentences
from insight.store import Store, queries
from insight.visual import style
from tests.insight.export.board_pack.texts import every_text
from tests.insight.language.sentences.claims import CAUSE, claims

LIVERPOOL, ENGLAND = "E08000012", "E92000001"
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
    "How to read this pack",
]


def parts(pack: Pack, name: str) -> tuple[Part, ...]:
    return next(section.parts for section in pack.sections if section.name == name)


@pytest.mark.data
def test_every_chapter_is_there(liverpool: Pack, system: Pack) -> None:
    for pack in (liverpool, system):
        assert [section.name for section in pack.sections] == NAMES
        assert all(section.parts for section in pack.sections)
    assert liverpool.title.startswith("Liverpool") and "Liverpool" not in system.title


@pytest.mark.data
def test_every_figure_has_alt_text_a_title_and_a_source(liverpool: Pack, system: Pack) -> None:
    for pack in (liverpool, system):
        shown = [part for section in pack.sections for part in section.parts if part.shown]
        assert len(shown) > 10
        for part in shown:
            assert len(part.alt) > 40 and part.alt != part.title, part.title
            assert pack.source_line(part), part.title
        alts = [part.alt for part in shown]
        assert len(set(alts)) == len(alts)


@pytest.mark.data
def test_headline_figures_equal_the_store(liverpool: Pack, real_store: Store) -> None:
    (part,) = parts(liverpool, "Headline figures")
    assert part.table is not None
    found = {row[0]: row for row in part.table.rows}
    assert len(found) == len(HEADLINES)
    ask = "SELECT {} FROM observation WHERE indicator_id = ? AND area_code = ? AND group_id = ?"
    for indicator_id in HEADLINES:
        about = queries.indicator(real_store, indicator_id)
        latest = ask.format("period_label, value") + " ORDER BY period_end_date DESC LIMIT 1"
        cursor = real_store.connection.cursor()
        when, value = cursor.execute(latest, [indicator_id, LIVERPOOL, "everyone"]).fetchone()
        same = ask.format("value") + " AND period_label = ?"
        england = cursor.execute(same, [indicator_id, ENGLAND, "everyone", when]).fetchone()
        row = found[about["plain_name"]]
        assert row[1] == when
        assert row[2].split(" (")[0] == number_format.shown(value, about).split(" (")[0]
        assert row[3] == (
            number_format.shown(england[0], about) if england else number_format.NO_FIGURE
        )


@pytest.mark.data
def test_core20_figures_equal_the_store(system: Pack, real_store: Store) -> None:
    part = next(p for p in parts(system, "Deprivation") if p.table)
    assert part.table is not None and part.data is not None
    counted = real_store.connection.execute(
        "SELECT place.area_name, 100.0 * sum(d.population_count) FILTER (d.decile <= 2) "
        "/ sum(d.population_count) FROM deprivation AS d "
        "JOIN neighbourhood AS n ON n.area_code = d.area_code "
        "JOIN area AS place ON place.area_code = n.place_code "
        "WHERE d.edition = '2025' AND d.domain = 'imd' GROUP BY place.area_name"
    ).fetchall()
    shares = dict(zip(part.data.categories, part.data.lines[0].values, strict=True))
    for name, share in counted:
        assert shares[name] == pytest.approx(share)
    assert {row[0]: row[1] for row in part.table.rows}["Liverpool"] == "54%"


@pytest.mark.data
def test_charts_for_powerpoint_hold_the_figures_of_the_drawn_ones(
    liverpool: Pack, system: Pack
) -> None:
    for pack in (liverpool, system):
        for section in pack.sections:
            for part in section.parts:
                if part.data is None:
                    continue
                drawn = [
                    float(value)
                    for trace in part.shown.data
                    for values in (trace.x, trace.y)
                    if values is not None
                    for value in values
                    if isinstance(value, int | float) and value == value
                ]
                first = [value for value in part.data.lines[0].values if value == value]
                assert first and all(value in drawn for value in first), part.title


@pytest.mark.data
def test_priorities_are_those_of_the_place(liverpool: Pack, real_store: Store) -> None:
    stated = queries.priorities(real_store)
    own = stated.loc[stated["place_code"] == LIVERPOOL, "priority_name"]
    text = " ".join(part.title for part in parts(liverpool, "Stated priorities"))
    text += " ".join(every_text(liverpool))
    assert len(own) > 2 and all(name in text for name in own)


@pytest.mark.data
def test_what_cannot_be_measured_is_listed_with_its_reason(liverpool: Pack) -> None:
    care, people, missing = parts(liverpool, "What we cannot measure")
    for part in (care, people, missing):
        assert part.table is not None
        assert all(all(row[:1]) and len(" ".join(row)) > 20 for row in part.table.rows)


def literals() -> Iterator[tuple[str, str]]:
    """Every text written in the pack's own code, docstrings left out."""
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


def test_the_pack_writes_no_claim_of_its_own() -> None:
    """Claim words come from `sentences` and from verdicts, behind their tests, or not at all."""
    found = list(literals())
    assert len(found) > 200
    for name, text in found:
        assert not claims(text), f"{name}: {text}"
        assert not CAUSE.search(text), f"{name}: {text}"


def test_an_empty_store_still_gives_a_pack(empty_store: Store) -> None:
    pack = assemble(empty_store)
    assert [section.name for section in pack.sections] == NAMES
    assert all(part.title for section in pack.sections for part in section.parts)


def test_places_are_found_however_they_are_spelt(real_store: Store) -> None:
    from insight import settings
    from insight.export.board_pack.area import find_area
    from insight.reference import catalogue

    known = catalogue.load(settings.CATALOGUE)
    for wanted in ("st. helens", "St Helens", "E08000013"):
        assert find_area(real_store, known, wanted).name == "St Helens"
    for wanted in ("", "system", "cheshire and merseyside"):
        assert find_area(real_store, known, wanted).is_system
    with pytest.raises(UnknownArea, match="Leeds"):
        find_area(real_store, known, "Leeds")


def test_progress_is_told_chapter_by_chapter(empty_store: Store) -> None:
    told: list[tuple[int, int]] = []
    assemble(empty_store, report=lambda what, done, total: told.append((done, total)))
    assert told == [(number, len(CHAPTERS)) for number in range(len(CHAPTERS) + 1)]


@pytest.mark.data
def test_titles_speak_in_glyphs_and_words_of_the_style(liverpool: Pack) -> None:
    (part,) = parts(liverpool, "Headline figures")
    marks = [f"{mark.glyph} " for mark in style.VERDICTS.values()]
    assert any(mark in part.title for mark in marks)
    assert part.table is not None
    cells = [row[4] for row in part.table.rows]
    assert all(any(cell.startswith(mark) for mark in marks) for cell in cells)
    words = pd.Series([cell.split(":")[0].split(" ", 1)[1] for cell in cells])
    assert sentences.chance_sentence(words) in part.sentences
