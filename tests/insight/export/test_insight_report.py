"""The insight report: the pages' findings, marked where they are demonstration."""

from __future__ import annotations

import pytest

from insight.export.document import INVENTED, Document
from insight.export.html import html
from insight.export.insight_report import insight_report
from insight.findings.figures_and_voices import subjects_in_short
from insight.store import Store, queries
from tests.insight.small_store import HALTON, LIVERPOOL, SYSTEM, make_store, small_tables

NAMES = [
    "Figures",
    "Figures and voices side by side",
    "What people say",
    "Who has not been heard",
    "What was done",
    "Sources and licences",
]


@pytest.fixture(scope="module")
def real_people(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The small store as if everything in it had been said."""
    tables = {
        name: rows.assign(is_demonstration=False) if "is_demonstration" in rows else rows
        for name, rows in small_tables().items()
    }
    return make_store(tmp_path_factory.mktemp("real") / "insight-real.duckdb", tables)


@pytest.fixture(scope="module", params=[HALTON, SYSTEM])
def report(request: pytest.FixtureRequest, small_store: Store) -> Document:
    return insight_report(small_store, request.param)


@pytest.mark.slow
def test_every_chapter_is_there(report: Document) -> None:
    assert [section.name for section in report.sections] == NAMES
    assert all(each.endswith(".") for each in report.short)
    text = html(report)
    for number, name in enumerate(NAMES):
        assert f'<a href="#s{number}">{name}</a>' in text
        assert f'id="s{number}">{name}</h2>' in text


def test_it_says_the_build_and_holds_nothing_invented(report: Document) -> None:
    text = html(report)
    assert report.build_id in text and "21 November 2026" in text
    assert not any(finding.is_demonstration for finding in report.findings)
    assert INVENTED in text  # all that this store holds of people is a demonstration
    assert " " not in report.file_name


@pytest.mark.slow
def test_it_says_what_the_page_says(real_people: Store) -> None:
    found = insight_report(real_people, HALTON)
    page = subjects_in_short(real_people, area_code=HALTON)
    assert page is not None
    (own,) = found.sections[1].findings
    assert (own.title, own.sentence, own.table.texts) == (
        page.title,
        page.sentence,
        page.table.texts,
    )
    assert f"{page.title}." in found.short


def test_every_cell_has_words(report: Document) -> None:
    for finding in report.findings:
        for row in finding.table.texts:
            assert len(row) == len(finding.table.columns)
            assert all(cell.strip() and "nan" not in cell.lower().split() for cell in row), row


@pytest.mark.slow
def test_hostile_words_stay_words(real_people: Store) -> None:
    text = html(insight_report(real_people, HALTON))
    assert "<script>" not in text and "onerror=alert(1)>" not in text
    assert "&lt;script&gt;" in text  # what people said is there, as words


@pytest.mark.slow
def test_a_quote_of_an_organisation_not_named_is_shown(
    real_people: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    quotes = queries.quotes(real_people, LIVERPOOL).assign(organisation_type="not stated")
    assert len(quotes)
    monkeypatch.setattr(queries, "quotes", lambda store, area_code: quotes)
    assert "an organisation not named" in html(insight_report(real_people, LIVERPOOL))


@pytest.mark.slow
def test_an_empty_store_still_makes_a_report(empty_store: Store) -> None:
    found = insight_report(empty_store, HALTON)
    assert "No comments may be shown" in html(found)


@pytest.mark.slow
def test_progress_is_given_step_by_step(real_people: Store) -> None:
    given: list[tuple[str, int, int]] = []
    insight_report(real_people, HALTON, lambda *each: given.append(each))
    assert [done for _, done, _ in given] == list(range(len(given)))
    assert {total for *_, total in given} == {len(given) - 1}
