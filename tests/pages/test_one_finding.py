"""A finding is built once: page, board pack and report say the same title, sentence and numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from html import unescape
from pathlib import Path

import pytest

from insight import settings
from insight.export.board_pack import board_pack
from insight.export.document import Document
from insight.export.html import html
from insight.export.insight_report import insight_report
from insight.findings import Finding
from insight.reference.areas import project_catalogue
from insight.store import Store
from tests.insight.small_store import LIVERPOOL, SYSTEM
from tests.pages.conftest import ADDRESSES, PAGES, Run, markup

pytestmark = [pytest.mark.data, pytest.mark.slow]

NUMBER = re.compile(r"\d[\d,.]*\d|\d")
NAMES = {path: name for name, file in PAGES.items() for path in [ADDRESSES[file]]}
# Findings that no page draws: a Place's own line beside England's, tenths as bars, and what says
# that a chapter has nothing; nor what a pack's pages say in short. They are built once all
# the same.
PAPER_ALONE = re.compile(
    r".*-trend-E\d+|.*tenths.*|no-.*|words|missing-measures|board-.*|life-gap-E.*"
)
# Views that no page has: what one Place's pack says of itself and pages say of the system, and
# the system's own figures and unheard needs in its report.
NO_PAGE = re.compile(
    "what-stands-out|core20plus5-.*|profile-cheshire-and-merseyside|unheard-needs|"
    + "|".join(project_catalogue().clinical_areas)
)
# A few rows of what the page shows whole: title and sentence speak of those rows alone.
PART_OF_PAGE = re.compile(r"profile-.*|missing-.*|figures-and-voices")


def words(text: str) -> str:
    """The words of markup, each run of spaces one space."""
    plain = unescape(re.sub(r"<style.*?</style>|<[^>]+>", " ", text, flags=re.DOTALL))
    return re.sub(r"\s+", " ", plain)


def numbers(text: str) -> set[str]:
    return set(NUMBER.findall(text))


@pytest.fixture(scope="module", params=[LIVERPOOL, SYSTEM])
def documents(request: pytest.FixtureRequest, real_store: Store) -> tuple[Document, Document]:
    pack = board_pack(real_store, request.param, has_annex=True)
    return pack, insight_report(real_store, request.param)


def test_paper_says_what_the_finding_says(documents: tuple[Document, Document]) -> None:
    for document in documents:
        text = words(html(document))
        told = numbers(text)
        for finding in document.findings:
            said = [finding.title, finding.subtitle, finding.sentence, finding.caveat]
            for each in said:
                assert words(each).strip() in text, finding.title
            if document.shows_table(finding):
                for row in finding.table.texts:
                    missing = numbers(" ".join(row)) - told
                    assert not missing, (finding.title, row, missing)


def test_the_page_says_what_paper_says(
    documents: tuple[Document, Document],
    open_page: Run,
    real_store_folder: Path,
    app_folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(settings, "MAPS", app_folder / "static" / "maps")
    page = _pages(open_page, real_store_folder)
    checked = 0
    findings = {each.finding_id: each for document in documents for each in document.findings}
    for finding in findings.values():
        if PAPER_ALONE.fullmatch(finding.finding_id):
            continue
        if finding.link is None:
            assert NO_PAGE.fullmatch(finding.finding_id), finding.finding_id
            continue
        text = page(finding)
        # A map names itself inside its component, where the page has a heading of its own.
        said = (
            [str(finding.picture["title"]), str(finding.picture["description"])]
            if isinstance(finding.picture, Mapping)
            else []
            if PART_OF_PAGE.fullmatch(finding.finding_id)
            else [finding.title, finding.sentence]
        )
        for each in said:
            assert words(each).strip() in text, (finding.finding_id, each)
        if isinstance(finding.picture, Mapping):
            continue
        told = numbers(text)
        for row in finding.table.texts:
            missing = numbers(" ".join(row)) - told
            assert not missing, (finding.finding_id, row, missing)
        checked += 1
    assert checked > 20


def _pages(open_page: Run, folder: Path) -> Callable[[Finding], str]:
    """The words of the page a finding's link leads to; each page is opened once."""

    @cache
    def opened(page: str, choices: tuple[tuple[str, str], ...]) -> str:
        app = open_page(NAMES[page], folder=folder, **dict(choices))
        alts = " ".join(str(each.proto.alt) for each in app.get("plotly_chart"))
        maps = " ".join(words(str(each.proto)) for each in app.get("bidi_component"))
        return f"{words(markup(app))} {alts} {maps}"

    def of(finding: Finding) -> str:
        assert finding.link is not None, f"{finding.finding_id} leads nowhere"
        return opened(finding.link.page, finding.link.choices)

    return of
