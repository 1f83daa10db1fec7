"""The PDF can be read by a screen reader: language, title, headings, tables, words for pictures."""

from __future__ import annotations

import io
import sys
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pypdf
import pytest
from insight.export.board_pack.parts import Pack
from insight.export.board_pack.pdf import NoPango, html, pdf
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from insight.export.caption import PRODUCT
from insight.export.document import LANGUAGE

pytestmark = pytest.mark.data


@pytest.fixture(scope="module")
def reader(liverpool: Pack) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf(liverpool)))


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


def test_it_says_what_it_is(reader: pypdf.PdfReader, liverpool: Pack) -> None:
    root = reader.root_object
    assert root["/Lang"] == LANGUAGE
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata is not None
    assert reader.metadata.title == liverpool.title
    assert reader.metadata.author == PRODUCT
    assert b"pdfuaid" in root["/Metadata"].get_data()


def test_headings_and_tables_are_tagged(reader: pypdf.PdfReader, liverpool: Pack) -> None:
    kinds = Counter(element["/S"] for element in tagged(reader))
    parts = [part for section in liverpool.sections for part in section.parts]
    tables = [part.table for part in parts if part.table]
    assert kinds["/H1"] == 1
    assert kinds["/H2"] == len(liverpool.sections)
    assert kinds["/H3"] == len(parts)
    assert kinds["/Table"] >= len(tables)  # one that runs over a page is tagged on each
    rows = sum(len(table.rows) for table in tables)
    assert kinds["/TH"] >= sum(len(table.heads) for table in tables) + rows


def test_every_figure_is_put_in_words(reader: pypdf.PdfReader, liverpool: Pack) -> None:
    spoken = [str(each["/Alt"]) for each in tagged(reader) if each["/S"] == "/Figure"]
    wanted = [part.alt for section in liverpool.sections for part in section.parts if part.shown]
    assert spoken == wanted and len(wanted) > 10


def test_pages_are_numbered_and_carry_the_build(reader: pypdf.PdfReader, liverpool: Pack) -> None:
    count = len(reader.pages)
    assert 10 < count < 50
    text = reader.pages[2].extract_text()
    assert f"3 of {count}" in text
    assert liverpool.build_id in text


def test_the_words_of_the_pack_are_in_the_file(reader: pypdf.PdfReader, liverpool: Pack) -> None:
    text = " ".join(" ".join(page.extract_text().split()) for page in reader.pages)
    for section in liverpool.sections:
        assert section.name in text
        for part in section.parts:
            assert part.title.split(":")[0] in text


def test_hostile_text_stays_text() -> None:
    pack = Pack("<script>x</script>", "&", "<b>", "b", "", ())
    assert "<script>" not in html(pack)


def test_without_pango_it_says_what_to_install(
    liverpool: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Broken:
        def find_spec(self, name: str, *_: object) -> None:
            if name == "weasyprint":
                raise OSError("cannot load library 'libpango-1.0-0'")

    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)
    monkeypatch.setattr(sys, "meta_path", [Broken(), *sys.meta_path])
    with pytest.raises(NoPango, match="apt install libpango"):
        pdf(liverpool)
