"""The pack holds the store's figures and the findings' words, and no claim of its own."""

from __future__ import annotations

import ast
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import duckdb
import plotly.graph_objects as go
import pytest

from insight import export as package
from insight.analysis.ages import OLD_YEARS
from insight.analysis.headlines import HEADLINES
from insight.export.board_pack import ANNEX, EDITION, PAGES, board_pack
from insight.export.document import Document
from insight.findings import Finding, board
from insight.findings.in_short import (
    MOST,
    leading_finding,
    place_in_short,
    priorities_in_short,
    system_in_short,
)
from insight.findings.key_findings import key_findings
from insight.language import number_format, sentences
from insight.reference.areas import ENGLAND, REGION, SYSTEM
from insight.store import Store, open_cached, queries
from insight.visual import style
from tests.insight.language.sentences.claims import CAUSE, claims

LIVERPOOL, WIRRAL = "E08000012", "E08000015"
# A trend of its own, such as 'getting worse', sets a figure beside nothing but its past.
SET_SIDE_BY_SIDE = re.compile(
    r"(?<!etting )\b(better|worse)\b|\b(higher|lower|England|against|fifth)\b|\b\d+(st|nd|rd|th) "
)
EIGHT = [
    "In short",
    "The map",
    "Gaps, and how they moved",
    "Three largest differences",
    "Priorities and need",
    "People, and what was done",
    "What is not known",
    "How to read this",
]
MORE = [
    "What stands out",
    "Deprivation",
    "Length of life",
    "Headline figures",
    "Change over time",
    "Stated priorities",
    "CORE20PLUS5: gaps in care",
    "What we cannot measure",
    "Sources and licences",
]


def chapter(pack: Document, name: str) -> tuple[Finding, ...]:
    return next(section.findings for section in pack.sections if section.name == name)


@pytest.mark.data
def test_eight_pages_and_an_annex_for_who_asks(
    liverpool: Document, short: Document, system: Document
) -> None:
    for pack in (short, system):
        assert [section.name for section in pack.sections] == EIGHT
        assert all(section.is_page and section.findings for section in pack.sections)
        assert pack.contents_before is None
    assert [section.name for section in liverpool.sections] == [*EIGHT, *MORE]
    assert liverpool.contents_before == len(EIGHT)
    assert liverpool.title.startswith("Liverpool") and "Liverpool" not in system.title


@pytest.mark.data
def test_the_first_page_answers_what_a_board_asks(short: Document, system: Document) -> None:
    for pack in (short, system):
        (page,) = pack.sections[0].findings
        said = dict(page.table.texts)
        assert len(said) == 7 and all(len(each) > 20 for each in said.values())
        life = pack.sections[2].findings[0]
        assert life.title in said["Is the gap in length of life widening?"]
        assert all(row[0] in EIGHT[0] or row[1] for row in page.table.texts)


@pytest.mark.data
def test_three_differences_with_what_is_in_doubt(system: Document, real_store: Store) -> None:
    found = system.sections[3].findings[0]
    flags = queries.figure_flags(real_store)
    doubted = flags[flags["is_latest"]].drop_duplicates(["indicator_id", "area_code"])
    first, rest = found.table.texts[:3], found.table.texts[3:]
    assert not any("Check the recording first" in row[0] for row in first)
    assert len(doubted) > 0 and len(rest) == min(len(doubted), 2)
    assert all(row[0].startswith("Check the recording first:") and row[1] for row in rest)


@pytest.mark.data
@pytest.mark.slow
def test_each_difference_is_told_under_its_own_title(real_store: Store) -> None:
    """Title, sentence and chart of a row are of one figure, and nothing old leads; everywhere."""
    for area_code in (SYSTEM, *queries.places(real_store)["place_code"]):
        strongest = key_findings(real_store, area_code=area_code)
        found, chart = board.worst(real_store, area_code)
        assert strongest is not None and found is not None and chart is not None
        values = strongest.table.values.head(len(strongest.table.rows))
        assert [row[0] for row in strongest.table.texts] == list(values["title"])
        assert [row[1] for row in strongest.table.texts] == list(values["sentence"])
        is_old = values["age_years"] >= OLD_YEARS
        assert is_old.is_monotonic_increasing
        assert values["score"].groupby(is_old).agg(lambda of: of.is_monotonic_decreasing).all()
        named = values["plain_name"] + ", " + values["area_name"]
        short = dict(board.in_short(real_store, area_code, EDITION).table.texts)[
            "Where do we differ most?"
        ]
        for name, (title, said) in zip(named, found.table.texts[:3], strict=False):
            assert title.startswith(f"{name}: ") and said.startswith(f"{name}, ")
            assert said in short
        first = values.iloc[0]
        assert chart.finding_id.startswith(f"{first['indicator_id']}-")
        drawn = chart.table.values
        drawn = drawn[drawn["area_code"] == first["area_code"]]
        assert (drawn["period_label"] == first["period_label"]).all()
        assert first["value"] in list(drawn["value"]), (chart.title, first["plain_name"])


@pytest.mark.data
def test_a_pack_holds_nothing_that_was_invented(
    liverpool: Document, system: Document, real_store: Store
) -> None:
    """Fault 22: a fresh clone's comments are a demonstration, and no pack tells of them."""
    assert queries.voice_themes(real_store, "E08000012", "everyone")["is_demonstration"].all()
    for pack in (liverpool, system):
        assert not any(finding.is_demonstration for finding in pack.findings)
        people = next(s for s in pack.sections if s.name == "People, and what was done")
        assert people.findings[0].title == "No comment from a real person is loaded yet"
        assert not any("emonstration)" in str(f.table.texts) for f in people.findings)


@pytest.mark.data
def test_no_pack_and_no_list_sets_side_by_side_what_must_not_be(
    real_store: Store, tmp_path: Path
) -> None:
    """Fault 12, tried on the measures that lead the lists of a Place: when their publisher says
    that figures are not to be compared, nothing sets them against anything, or ranks them."""
    everywhere = place_in_short(real_store, WIRRAL)
    path = tmp_path / "insight.duckdb"
    shutil.copy(real_store.path, path)
    with duckdb.connect(path) as store:
        names = {
            name: id_
            for id_, name in store.execute(
                "SELECT indicator_id, plain_name FROM indicator"
            ).fetchall()
            if any(f"{name}: " in str(row) for row in everywhere.table.values["in_short"])
        }
        assert len(names) > MOST
        of_these = "WHERE indicator_id IN (SELECT unnest(?))"
        ids = [list(names.values())]
        store.execute(f"UPDATE indicator SET is_comparable = false {of_these}", ids)
        # What a build would not have worked out of such measures (tests/etl).
        for table in ("authority_position", "inequality", "gap_change"):
            store.execute(f"DELETE FROM {table} {of_these}", ids)
    barred = open_cached(path)
    found = [
        key_findings(barred),
        key_findings(barred, area_code=WIRRAL),
        place_in_short(barred, WIRRAL),
        system_in_short(barred),
        priorities_in_short(barred, WIRRAL),
        leading_finding(barred, WIRRAL),
        *board_pack(barred, WIRRAL, has_annex=True).findings,
        *board_pack(barred, SYSTEM).findings,
    ]
    said = [
        sentence
        for each in found
        if each is not None
        for text in (each.title, each.sentence, each.alt, *map(" | ".join, each.table.texts))
        for sentence in re.split(r"(?<=[.;]) |\n", text)
    ]
    about = [each for each in said if any(name in each for name in names)]
    assert len(about) > len(names)
    assert [each for each in about if SET_SIDE_BY_SIDE.search(each)] == []


@pytest.mark.data
def test_the_gap_of_one_place_is_drawn_for_it_alone(short: Document, real_store: Store) -> None:
    """Fault 12: the measure must not be set against England, so no line of England is drawn."""
    found = short.sections[2].findings[0]
    assert found.editable is not None
    (chart,) = found.editable()
    assert {line.name for line in chart.lines} == {"Women", "Men"}
    for line, sex in zip(chart.lines, ("female", "male"), strict=True):
        rows = queries.series(real_store, f"inequality-in-life-expectancy-{sex}", [LIVERPOOL])
        assert line.values[-1] == pytest.approx(rows.dropna(subset=["value"])["value"].iloc[-1])
    assert "every Place" not in found.sentence and "England" not in found.title


@pytest.mark.data
def test_every_picture_has_alt_text_of_its_own_and_a_source(
    liverpool: Document, system: Document
) -> None:
    for pack in (liverpool, system):
        drawn = [finding for finding in pack.findings if finding.picture is not None]
        assert len(drawn) > 2
        for finding in drawn:
            assert len(finding.alt) > 40 and finding.alt != finding.title, finding.title
            assert pack.source_line(finding), finding.title
        own = Counter((f.finding_id, f.alt) for f in drawn)
        assert len({alt for _, alt in own}) == len(own)


@pytest.mark.data
def test_no_two_findings_of_pages_or_annex_share_an_id(liverpool: Document) -> None:
    pages = liverpool.sections[: len(EIGHT)], liverpool.sections[len(EIGHT) :]
    for sections in pages:
        counted = Counter(each.finding_id for section in sections for each in section.findings)
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
        row = values.loc[indicator_id]
        assert row["period_label"] == when and row["value"] == value
        # Child poverty has no figure for England.
        nearer = (ENGLAND, SYSTEM, REGION)
        asked = ([indicator_id, code, "everyone", when] for code in nearer)
        given = (cursor.execute(same, each).fetchone() for each in asked)
        (beside,) = next(each for each in given if each is not None)
        assert row["benchmark_value"] == pytest.approx(beside)
        cells = " ".join(texts[about["plain_name"]])
        assert number_format.shown(value, about).split(" (")[0].split(" per")[0] in cells


@pytest.mark.data
def test_core20_figures_equal_the_store(liverpool: Document, real_store: Store) -> None:
    finding = next(f for f in chapter(liverpool, "Deprivation") if f.finding_id == "core20")
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
        if finding.picture is None:
            continue
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
    pack = board_pack(empty_store, has_annex=True)
    assert [section.name for section in pack.sections] == [*EIGHT, *MORE]
    assert all(finding.title for finding in pack.findings)


@pytest.mark.slow
def test_progress_is_given_chapter_by_chapter(empty_store: Store) -> None:
    given: list[tuple[int, int]] = []
    board_pack(
        empty_store,
        progress=lambda what, done, total: given.append((done, total)),
        has_annex=True,
    )
    count = len(PAGES) + len(ANNEX)
    assert given == [(number, count) for number in range(count + 1)]


@pytest.mark.data
def test_headline_cells_speak_in_glyphs_and_words(liverpool: Document) -> None:
    (finding,) = chapter(liverpool, "Headline figures")
    marks = [f"{mark.glyph} {mark.word}" for mark in style.VERDICTS.values()]
    marks += ["not tested"]  # with the plain difference, in place of a verdict
    for row in finding.table.texts:
        assert any(mark in cell for cell in row for mark in marks), row
    chance = sentences.chance_sentence(finding.table.values["verdict"])
    assert chance in f"{finding.sentence} {finding.caveat}"
