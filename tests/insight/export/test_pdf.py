"""The PDF can be read by a screen reader: language, title, headings, tables, words for pictures."""

from __future__ import annotations

import io
import sys
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pypdf
import pypdfium2
import pytest
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from insight.export.caption import PRODUCT
from insight.export.document import LANGUAGE, Document
from insight.export.insight_report import insight_report
from insight.export.pdf import NoPango, pdf
from insight.store import Store
from tests.insight.small_store import LIVERPOOL

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def content(liverpool: Document) -> bytes:
    return pdf(liverpool)


@pytest.fixture(scope="module")
def reader(content: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(content))


@pytest.fixture(scope="module")
def texts(content: bytes) -> list[str]:
    return words_of(content)


def words_of(content: bytes) -> list[str]:
    """The words of each page, on one line."""
    document = pypdfium2.PdfDocument(content)
    return [" ".join(page.get_textpage().get_text_bounded().split()) for page in document]


def elements(node: Any) -> Iterator[DictionaryObject]:
    """Every element of the structure tree."""
    if isinstance(node, IndirectObject):
        node = node.get_object()
    if isinstance(node, ArrayObject):
        for child in node:
            yield from elements(child)
    elif isinstance(node, DictionaryObject):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from elements(node["/K"])


def tagged(reader: pypdf.PdfReader) -> list[DictionaryObject]:
    return list(elements(reader.root_object["/StructTreeRoot"]["/K"]))


def test_it_says_what_it_is(reader: pypdf.PdfReader, liverpool: Document) -> None:
    root = reader.root_object
    assert root["/Lang"] == LANGUAGE
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata is not None
    assert reader.metadata.title == liverpool.title
    assert reader.metadata.author == PRODUCT
    assert b"pdfuaid" in root["/Metadata"].get_data()


def test_headings_and_tables_are_tagged(reader: pypdf.PdfReader, liverpool: Document) -> None:
    kinds = Counter(element["/S"] for element in tagged(reader))
    tables = [each.table for each in liverpool.findings if liverpool.shows_table(each)]
    assert kinds["/H1"] == 1
    assert kinds["/H2"] == len(liverpool.sections)
    assert kinds["/H3"] == len(liverpool.findings)
    assert kinds["/Table"] >= len(tables)  # one that runs over a page is tagged on each
    rows = sum(len(table.rows) for table in tables)
    assert kinds["/TH"] >= sum(len(table.columns) for table in tables) + rows


def test_every_figure_is_put_in_words(reader: pypdf.PdfReader, liverpool: Document) -> None:
    spoken = [str(each["/Alt"]) for each in tagged(reader) if each["/S"] == "/Figure"]
    wanted = [each.alt for each in liverpool.findings if liverpool.shows_picture(each)]
    assert spoken == wanted and len(wanted) > 10


def test_pages_are_numbered_and_carry_the_build(texts: list[str], liverpool: Document) -> None:
    count = len(texts)
    assert 10 < count < 60
    assert f"3 of {count}" in texts[2] and liverpool.build_id in texts[2]


def test_the_words_of_the_pack_are_in_the_file(texts: list[str], liverpool: Document) -> None:
    text = " ".join(texts)
    for section in liverpool.sections:
        assert section.name in text
        for finding in section.findings:
            assert finding.title.split(":")[0] in text


def test_a_report_is_tagged_short_and_marked_as_demonstration(small_store: Store) -> None:
    report = insight_report(small_store, LIVERPOOL)
    content = pdf(report)
    reader = pypdf.PdfReader(io.BytesIO(content))
    root = reader.root_object
    assert root["/Lang"] == "en-GB"
    assert root["/MarkInfo"]["/Marked"]
    assert reader.metadata is not None
    assert reader.metadata.title == "Liverpool: insight report (demonstration)"
    kinds = Counter(each["/S"] for each in tagged(reader))
    assert (kinds["/H1"], kinds["/H2"]) == (1, len(report.sections) + 1)
    tables = [each.table for each in report.findings if report.shows_table(each)]
    assert kinds["/Table"] >= len(tables) > 5
    assert len(reader.pages) <= 10
    assert "Demonstration" in words_of(content)[0].splitlines()[0]


def test_without_pango_it_says_what_to_install(
    liverpool: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Broken:
        def find_spec(self, name: str, *_: object) -> None:
            if name == "weasyprint":
                raise OSError("cannot load library 'libpango-1.0-0'")

    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)
    monkeypatch.setattr(sys, "meta_path", [Broken(), *sys.meta_path])
    with pytest.raises(NoPango, match="apt install libpango"):
        pdf(liverpool)
