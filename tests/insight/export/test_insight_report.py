"""The insight report: the pages' findings, marked where they are demonstration."""

from __future__ import annotations

import pytest

from insight.export.document import Document
from insight.export.html import html
from insight.export.insight_report import insight_report
from insight.findings.figures_and_voices import subjects_in_short
from insight.store import Store, queries
from tests.insight.small_store import HALTON, LIVERPOOL, SYSTEM

NAMES = [
    "Figures",
    "Figures and voices side by side",
    "What people say",
    "Who has not been heard",
    "What was done",
    "Sources and licences",
]


@pytest.fixture(scope="module", params=[HALTON, SYSTEM])
def report(request: pytest.FixtureRequest, small_store: Store) -> Document:
    return insight_report(small_store, request.param)


@pytest.mark.slow
def test_every_chapter_is_there(report: Document) -> None:
    assert [section.name for section in report.sections] == NAMES
    assert len(report.short) == 3 and all(each.endswith(".") for each in report.short)


def test_it_says_the_build_and_that_it_is_a_demonstration(report: Document) -> None:
    text = html(report)
    assert report.build_id in text and "21 November 2026" in text
    assert report.is_demonstration
    assert "Demonstration" in text.splitlines()[0][:60]
    assert "(demonstration)</title>" in text
    assert text.index('class="demonstration" role="note"') < text.index("<h1>")
    assert "demonstration" in report.file_name and " " not in report.file_name


@pytest.mark.slow
def test_it_says_what_the_page_says(small_store: Store) -> None:
    found = insight_report(small_store, HALTON)
    page = subjects_in_short(small_store, area_code=HALTON)
    assert page is not None
    (own,) = found.sections[1].findings
    assert (own.title, own.sentence, own.table.texts) == (
        page.title,
        page.sentence,
        page.table.texts,
    )
    assert found.short[0] == f"{page.title}."


def test_every_cell_has_words(report: Document) -> None:
    for finding in report.findings:
        for row in finding.table.texts:
            assert len(row) == len(finding.table.columns)
            assert all(cell.strip() and "nan" not in cell.lower().split() for cell in row), row


@pytest.mark.slow
def test_hostile_words_stay_words(small_store: Store) -> None:
    text = html(insight_report(small_store, HALTON))
    assert "<script>" not in text and "onerror=alert(1)>" not in text
    assert "&lt;script&gt;" in text  # what people said is there, as words


@pytest.mark.slow
def test_a_quote_of_an_organisation_not_named_is_shown(
    small_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    quotes = queries.quotes(small_store, LIVERPOOL).assign(organisation_type="not stated")
    assert len(quotes)
    monkeypatch.setattr(queries, "quotes", lambda store, area_code: quotes)
    assert "an organisation not named" in html(insight_report(small_store, LIVERPOOL))


@pytest.mark.slow
def test_an_empty_store_still_makes_a_report(empty_store: Store) -> None:
    found = insight_report(empty_store, HALTON)
    assert not found.is_demonstration
    assert "No comments may be shown" in html(found)


@pytest.mark.slow
def test_progress_is_given_step_by_step(small_store: Store) -> None:
    given: list[tuple[str, int, int]] = []
    insight_report(small_store, HALTON, lambda *each: given.append(each))
    assert [done for _, done, _ in given] == list(range(len(given)))
    assert {total for *_, total in given} == {len(given) - 1}
