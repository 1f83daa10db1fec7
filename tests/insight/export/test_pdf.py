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
def content(short: Document) -> bytes:
    return pdf(short)


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


def test_it_says_what_it_is(reader: pypdf.PdfReader, short: Document) -> None:
    root = reader.root_object
    assert root["/Lang"] == LANGUAGE
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata is not None
    assert reader.metadata.title == short.title
    assert reader.metadata.author == PRODUCT
    assert b"pdfuaid" in root["/Metadata"].get_data()


def test_headings_and_tables_are_tagged(reader: pypdf.PdfReader, short: Document) -> None:
    kinds = Counter(element["/S"] for element in tagged(reader))
    tables = [each.table for each in short.findings if short.shows_table(each)]
    assert kinds["/H1"] == 1
    assert kinds["/H2"] == len(short.sections)
    assert kinds["/H3"] == len(short.findings)
    assert kinds["/Table"] >= len(tables)  # one that runs over a page is tagged on each
    rows = sum(len(table.rows) for table in tables)
    assert kinds["/TH"] >= sum(len(table.columns) for table in tables) + rows


def test_every_figure_is_put_in_words(reader: pypdf.PdfReader, short: Document) -> None:
    spoken = [str(each["/Alt"]) for each in tagged(reader) if each["/S"] == "/Figure"]
    wanted = [each.alt for each in short.findings if short.shows_picture(each)]
    assert spoken == wanted and len(wanted) > 2


def test_pages_are_numbered_and_carry_the_build(texts: list[str], short: Document) -> None:
    """Fault 13: a pack was 42 pages long."""
    assert len(texts) == 8
    for section, text in zip(short.sections, texts, strict=True):
        assert section.name in text and short.build_id in text
    assert "3 of 8" in texts[2]


def test_the_words_of_the_pack_are_in_the_file(texts: list[str], short: Document) -> None:
    text = " ".join(texts)
    for section in short.sections:
        assert section.name in text
        for finding in section.findings:
            assert finding.title.split(":")[0] in text


def test_a_report_is_tagged_and_its_contents_lead_to_its_chapters(real_store: Store) -> None:
    report = insight_report(real_store, LIVERPOOL)
    reader = pypdf.PdfReader(io.BytesIO(pdf(report)))
    assert reader.root_object["/MarkInfo"]["/Marked"]
    assert reader.metadata is not None
    assert reader.metadata.title == "Liverpool: insight report"
    kinds = Counter(each["/S"] for each in tagged(reader))
    assert (kinds["/H1"], kinds["/H2"]) == (1, len(report.sections) + 1)
    tables = [each.table for each in report.findings if report.shows_table(each)]
    assert kinds["/Table"] >= len(tables) > 1
    assert len(reader.pages) <= 4
    inside = [each for each in reader.pages[0]["/Annots"] if "/Dest" in each.get_object()]
    assert len(inside) >= len(report.sections)


def test_without_pango_it_says_what_to_install(
    short: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Broken:
        def find_spec(self, name: str, *_: object) -> None:
            if name == "weasyprint":
                raise OSError("cannot load library 'libpango-1.0-0'")

    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)
    monkeypatch.setattr(sys, "meta_path", [Broken(), *sys.meta_path])
    with pytest.raises(NoPango, match="apt install libpango"):
        pdf(short)
