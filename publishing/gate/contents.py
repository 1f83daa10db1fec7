"""What the files of a version say: every word and every table, whatever kind of file holds them.

A file that cannot be read to its last byte cannot be checked, and `Unreadable` says so.
"""

from __future__ import annotations

import base64
import csv
import io
import json
import re
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from tinyhtml5.parser import HTMLParser

from insight import settings

PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
# Parts of a PNG that hold a picture and nothing that can be read.
PICTURE = {"IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "sBIT", "pHYs", "bKGD"}
TEXTS = {"tEXt", "zTXt", "iTXt"}
# Attributes that draw, and say nothing, as long as nothing else stands in them.
DRAWN = {"d", "points", "transform", "viewBox", "viewbox", "integrity"}
SPOKEN = re.compile(r"(?!matrix|translate|scale|rotate|skewX|skewY|sha\d)[^\W\d_]{3,}")
ESCAPE = re.compile(r"\\([0-9A-Fa-f]{1,6})\s?")  # of a letter in CSS
TO_URL = str.maketrans("+/", "-_")
SELECTOR = re.compile(r"(?<=[.#])[A-Za-z_-][\w-]*")
ENCODED = re.compile(r"[A-Za-z0-9+/_-]{24,}={0,2}")  # bytes written in letters: base64, or hex
INSIDE = re.compile(r"\bdata:(?:[a-z]+/[\w.+-]+)?[;,]", re.I)  # a whole file in an address
# Of XML: what declares more than a document's kind; its encoding; what may stand outside its root.
DECLARATION = re.compile(r"<!(?:ENTITY|ELEMENT|ATTLIST|NOTATION)|<!DOCTYPE[^>]*\[", re.I)
ENCODING = re.compile(r"<\?xml\b[^>]*?\bencoding\s*=\s*[\"']([^\"']*)")
OUTSIDE = re.compile(r"<!--(.*?)-->|<\?(?!xml\s)(.*?)\?>|<!DOCTYPE([^>]*)>", re.S | re.I)
NAMESPACE = re.compile(r"\bxmlns:?([\w.-]*)\s*=\s*([\"'][^\"']*)")
# Of an archive: bytes of a member's head, of its line in the list, and of the list's end; of a head
# that other programs leave room in; and the flag of a member whose size stands behind it.
HEAD, LISTED, LAST, PADDING, SIZE_AFTER = 30, 46, 22, 8, 0x08
# Where in a sheet something stands.
CELLS = re.compile(r"\$?[A-Z]{1,3}\$?\d{1,7}(:\$?[A-Z]{1,3}\$?\d{1,7})?")
BLOCKS = {
    *("h1", "h2", "h3", "h4", "h5", "h6", "p", "li", "dt", "dd", "caption", "figcaption"),
    *("th", "td", "title", "desc", "summary", "blockquote", "text", "address", "label", "legend"),
}


class Unreadable(ValueError):
    """A file that nobody can check. The message names it and says why."""


@dataclass(frozen=True)
class Text:
    """Words of a file. where: in which part of it ('alt', 'p', 'iTXt', 'row 3')."""

    path: str
    where: str
    words: str

    @property
    def place(self) -> str:
        """'chart.svg (title)'."""
        return f"{self.path} ({self.where})"


@dataclass(frozen=True)
class Table:
    """A table of a file: its headings, and its rows as text."""

    path: str
    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def records(self) -> Iterator[dict[str, str]]:
        """Each row by heading."""
        for row in self.rows:
            yield dict(zip(self.header, row, strict=False))


@dataclass(frozen=True)
class Contents:
    """The files of one version, read. Raises Unreadable where that fails."""

    files: Mapping[str, bytes]

    def read(self) -> tuple[tuple[Text, ...], tuple[Table, ...]]:
        """Everything there is to read, to the last byte of each file. Raises Unreadable."""
        return self.texts, self.tables

    @cached_property
    def documents(self) -> dict[str, tuple[Element, str]]:
        """Each HTML file as a browser would read it, with what stands outside its root; and the
        first of what is not valid in it, '' where all is. By path."""
        return {
            path: _document(path, data)
            for path, data in self.files.items()
            if path.endswith(".html")
        }

    @cached_property
    def pages(self) -> dict[str, Element]:
        """The root element of each HTML file, by path; names of HTML without a namespace."""
        roots = {path: document.find("html") for path, (document, _) in self.documents.items()}
        return {path: root for path, root in roots.items() if root is not None}

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        """Everything that can be read in any file, each passage of a file once."""
        found: dict[Text, None] = {}
        for path, data in self.files.items():
            said = self._html(path) if path in self.documents else _words(path, data)
            for where, words in (*_names(path), *said):
                if shown := _readable(words):
                    for each in (shown, *_decoded_words(shown)):
                        found[Text(path, where, each)] = None
        return tuple(found)

    @cached_property
    def whole_pages(self) -> tuple[Text, ...]:
        """Each page as one text: a sentence may run on from one paragraph into the next."""
        return tuple(
            Text(path, "page", _readable(" ".join(root.itertext())))
            for path, root in self.pages.items()
        )

    def _html(self, path: str) -> Iterator[tuple[str, str]]:
        """What a page says. A browser leaves out some of what is not valid, as a second attribute
        of one name: such a page is not read to its end."""
        document, fault = self.documents[path]
        if fault:
            raise Unreadable(fault)
        return _elements(path, document)

    @cached_property
    def prose(self) -> tuple[Text, ...]:
        """What a reader of the pages and pictures reads as sentences: blocks, alt texts, titles."""
        return tuple(
            text
            for text in self.texts
            if text.path.endswith((".html", ".svg"))
            and text.where in {*BLOCKS, "alt", "aria-label", "content"} - {"td", "th", "text"}
        )

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """Every table of pages, CSV files and workbooks, in order of path."""
        found: list[Table] = []
        for path, data in self.files.items():
            if path.endswith(".html"):
                found += _html_tables(path, self.pages[path])
            elif path.endswith(".xlsx"):
                found += _sheets(path, data)
        return tuple(sorted((*found, *self.csv_tables), key=lambda table: table.path))

    @cached_property
    def csv_tables(self) -> tuple[Table, ...]:
        """The tables of CSV files: figures as they are, without words around them."""
        read = (
            (path, csv_rows(path, self.files[path]))
            for path in sorted(self.files)
            if path.endswith(".csv")
        )
        return tuple(
            Table(path, "", tuple(rows[0]), tuple(map(tuple, rows[1:])))
            for path, rows in read
            if rows
        )


def name(element: Element) -> str:
    """'p', 'svg', 'title': the name without a namespace; '' for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def text_of(element: Element) -> str:
    """The words in an element, in one line."""
    return " ".join("".join(_pieces(element)).split())


def _pieces(element: Element) -> Iterator[str]:
    """What stands in an element, in order; a line's end parts words."""
    if not name(element):
        return
    yield element.text or ""
    for child in element:
        yield " " if name(child) in ("br", "hr") else ""
        yield from _pieces(child)
        yield child.tail or ""


def _readable(words: str) -> str:
    """Words as a reader sees them: without letters that take no room, such as soft hyphens."""
    if not words.isascii():
        words = "".join(each for each in words if unicodedata.category(each) != "Cf")
    return " ".join(words.split())


def _decoded_words(words: str) -> Iterator[str]:
    """Words that stand in a text in an encoding of letters; a fingerprint holds none."""
    for match in ENCODED.finditer(words):
        letters = match[0].translate(TO_URL)
        for decode, packed in (
            (bytes.fromhex, letters),
            (base64.urlsafe_b64decode, f"{letters}=="),
        ):
            try:
                said = decode(packed).decode("utf-8")
            except ValueError:
                continue
            if said.isprintable():
                yield said


def csv_rows(path: str, data: bytes) -> list[list[str]]:
    """The rows of a CSV file, its headings first."""
    return list(csv.reader(io.StringIO(_decoded(path, data), newline="")))


def number(text: str) -> float | None:
    """A cell as a number, or None."""
    try:
        return float(text.replace(",", "").strip())
    except ValueError:
        return None


def _decoded(path: str, data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise Unreadable(f"{path} is not in UTF-8") from fault


def _words(path: str, data: bytes) -> Iterator[tuple[str, str]]:
    read = READERS.get("." + path.rpartition(".")[2].lower())
    if read is None:
        raise Unreadable(f"{path} is of a kind that cannot be checked: leave it out")
    yield from read(path, data)


def _names(path: str) -> Iterator[tuple[str, str]]:
    said = re.sub(r"[/_-]", " ", path)
    yield "name", said
    yield "name", said.partition(".")[0].title()  # names of people may be written small there


def _document(path: str, data: bytes) -> tuple[Element, str]:
    _decoded(path, data)
    parser = HTMLParser(namespace_html_elements=False)
    document: Element = parser.parse(data, full_tree=True)
    faults = (
        f"{path} is no valid HTML: line {line}, {fault}" for (line, _), fault, _ in parser.errors
    )
    return document, next(faults, "")


def _xml(path: str, data: bytes) -> Iterator[tuple[str, str]]:
    text = _decoded(path, data)
    if DECLARATION.search(text):
        raise Unreadable(f"{path} declares entities, or more of its own")
    encoding = ENCODING.match(text)
    if encoding and encoding[1].lower() != "utf-8":
        raise Unreadable(f"{path} says that it is not in UTF-8")
    parser = ElementTree.XMLParser(
        target=ElementTree.TreeBuilder(insert_comments=True, insert_pis=True)
    )
    try:
        root = ElementTree.fromstring(data, parser)
    except ElementTree.ParseError as fault:
        raise Unreadable(f"{path} is no XML: {fault}") from fault
    # What stands before and after the root is not in the tree.
    yield from (("comment", " ".join(each)) for each in OUTSIDE.findall(text))
    yield from (("xmlns", " ".join(each)) for each in NAMESPACE.findall(text))
    yield from _elements(path, root)


def _elements(path: str, root: Element) -> Iterator[tuple[str, str]]:
    for element in root.iter():
        kind = name(element)
        if not kind:
            yield "comment", str(element.text or "")
            continue
        yield "markup", " ".join((kind, *(each.rpartition("}")[2] for each in element.attrib)))
        for attribute, value in element.attrib.items():
            value = value or ""  # as of a document's kind
            if attribute not in DRAWN or SPOKEN.search(value):
                yield attribute.rpartition("}")[2], value
            if INSIDE.search(value):
                raise Unreadable(f"{path} holds a file within an address (data:)")
        if kind == "script" and "json" in element.get("type", ""):
            yield from _json(path, (element.text or "").encode())
        elif kind in ("script", "style"):
            yield kind, element.text or ""
        elif kind in BLOCKS:
            yield kind, text_of(element)
        else:
            loose = [element.text or "", *(each.tail or "" for each in element)]
            yield kind, " ".join(loose)


def _csv(path: str, data: bytes) -> Iterator[tuple[str, str]]:
    for line, row in enumerate(csv_rows(path, data), start=1):
        yield from ((f"row {line}", cell) for cell in row)


def _json(path: str, data: bytes) -> Iterator[tuple[str, str]]:
    try:
        said = json.loads(_decoded(path, data))
    except ValueError as fault:
        raise Unreadable(f"{path} holds JSON that cannot be read: {fault}") from fault
    yield from _json_words(said, "JSON")


def _json_words(said: Any, where: str) -> Iterator[tuple[str, str]]:
    if isinstance(said, dict):
        for key, value in said.items():
            yield "JSON", key
            yield from _json_words(value, key)
    elif isinstance(said, list):
        for value in said:
            yield from _json_words(value, where)
    elif said is not None and not isinstance(said, bool):
        yield where, str(said)


def _css(path: str, data: bytes) -> Iterator[tuple[str, str]]:
    """What a style sheet says: comments, words it puts on a page, and what it calls things."""
    css = ESCAPE.sub(lambda found: chr(int(found[1], 16)), _decoded(path, data))
    if INSIDE.search(css):
        raise Unreadable(f"{path} holds a file within an address (data:)")
    yield from (("selector", each) for each in SELECTOR.findall(css))
    yield from (("comment", each) for each in re.findall(r"/\*(.*?)\*/", css, flags=re.S))
    yield from (("string", each[1]) for each in re.findall(r"([\"'])(.*?)\1", css))


def _plain(path: str, data: bytes) -> Iterator[tuple[str, str]]:
    for line in _decoded(path, data).splitlines():
        yield "text", line


def picture_of(path: str, data: bytes) -> bytes:
    """A PNG without the words that it holds beside its dots. Raises Unreadable."""
    kept = [part for kind, _, part in _parts(path, data) if kind not in TEXTS]
    return b"".join((PNG_SIGNATURE, *kept))


def _png(path: str, data: bytes) -> Iterator[tuple[str, str]]:
    packed, end = b"", len(PNG_SIGNATURE)
    for kind, body, part in _parts(path, data):
        end += len(part)
        packed += body if kind == "IDAT" else b""
        if kind in TEXTS:
            yield kind, _chunk(path, kind, body)
        elif kind not in PICTURE:
            raise Unreadable(f"{path} has a part, {kind}, that cannot be checked")
    try:
        dots = zlib.decompressobj()
        dots.decompress(packed)
    except zlib.error as fault:
        raise Unreadable(f"{path} has no dots that can be read") from fault
    if end != len(data) or dots.unused_data or not dots.eof:
        raise Unreadable(f"{path} has bytes after its end")


def _parts(path: str, data: bytes) -> Iterator[tuple[str, bytes, bytes]]:
    """The parts of a PNG to its last: kind, content, and all of its bytes."""
    if not data.startswith(PNG_SIGNATURE):
        raise Unreadable(f"{path} is no PNG")
    at, kind = len(PNG_SIGNATURE), ""
    while kind != "IEND":
        head = data[at : at + 8]
        if len(head) < 8:
            raise Unreadable(f"{path} ends too early")
        size, kind = struct.unpack(">I", head[:4])[0], head[4:].decode("latin-1")
        yield kind, data[at + 8 : at + 8 + size], data[at : at + 12 + size]
        at += 12 + size


def _chunk(path: str, kind: str, body: bytes) -> str:
    """The words of a part of a PNG that is no picture."""
    try:
        if kind == "tEXt":
            return body.replace(b"\0", b" ").decode("latin-1")
        if kind == "zTXt":
            key, _, rest = body.partition(b"\0")
            return f"{key.decode('latin-1')} {zlib.decompress(rest[1:]).decode('latin-1')}"
        if kind == "iTXt":
            key, _, rest = body.partition(b"\0")
            is_packed = rest[:1] == b"\1"
            language, translated, text = rest[2:].split(b"\0", 2)
            text = zlib.decompress(text) if is_packed else text
            parts = (key, language, translated, text)
            return " ".join(each.decode("utf-8", "replace") for each in parts)
    except (ValueError, zlib.error) as fault:
        raise Unreadable(f"{path} has a {kind} that cannot be read") from fault
    raise AssertionError(kind)


def _xlsx(path: str, data: bytes) -> Iterator[tuple[str, str]]:
    for member, content in _members(path, data).items():
        if not member.endswith((".xml", ".rels")):
            raise Unreadable(f"{path} holds {member}, which cannot be checked")
        for where, words in _xml(f"{path}/{member}", content):
            if CELLS.fullmatch(words):
                continue
            is_shape = member.startswith(("xl/styles", "xl/theme", "[Content", "_rels", "xl/_rels"))
            if not is_shape or where == "comment":
                yield where, words
    for table in _sheets(path, data):
        for line, row in enumerate((table.header, *table.rows), start=1):
            yield from ((f"{table.caption}, row {line}", cell) for cell in row)


def _members(path: str, data: bytes) -> dict[str, bytes]:
    """The files of an archive, of which every byte is one of theirs, or says where they are."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            listed = sorted(book.infolist(), key=lambda each: each.header_offset)
            found = {each.filename: book.read(each) for each in listed}
            at = 0
            for each in listed:
                at = _end_of_member(path, data, at, each)
            names = sum(LISTED + len(each.orig_filename.encode()) for each in listed)
            is_whole = at == book.start_dir and at + names + LAST == len(data)
    except (zipfile.BadZipFile, zlib.error, struct.error, EOFError, RuntimeError) as fault:
        raise Unreadable(f"{path} is no workbook") from fault
    if not is_whole or len(found) < len(listed):
        raise Unreadable(f"{path} has bytes that are of no sheet")
    return found


def _end_of_member(path: str, data: bytes, at: int, member: zipfile.ZipInfo) -> int:
    """Where the next one begins, if this one begins here and holds nothing that is not read."""
    name_size, extra_size = struct.unpack("<HH", data[at + HEAD - 4 : at + HEAD])
    start = at + HEAD + name_size + extra_size
    end = start + member.compress_size
    extra = data[start - extra_size : start].rstrip(b"\0")
    rest = b""
    if member.compress_type == zipfile.ZIP_DEFLATED:
        packed = zlib.decompressobj(-zlib.MAX_WBITS)
        packed.decompress(data[start:end])
        rest = packed.unused_data
    if member.header_offset != at or rest or len(extra) > PADDING or member.extra or member.comment:
        raise Unreadable(f"{path} has bytes that are of no sheet")
    if member.flag_bits & SIZE_AFTER:
        end += 16 if data[end : end + 4] == b"PK\7\x08" else 12
    return end


def _sheets(path: str, data: bytes) -> list[Table]:
    """Every sheet; in ours the headings stand under a title and a subtitle."""
    import openpyxl  # here, because only workbooks need it

    found = []
    book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    for sheet in book.worksheets:
        rows = [
            tuple("" if cell is None else str(cell) for cell in row)
            for row in sheet.iter_rows(values_only=True)
        ]
        firsts = [each.ref.partition(":")[0] for each in sheet.tables.values()]
        top = min([int(re.sub(r"\D", "", each)) for each in firsts], default=1)
        if rows:
            found.append(Table(path, sheet.title, rows[top - 1], tuple(rows[top:])))
    return found


def _html_tables(path: str, root: Element) -> Iterator[Table]:
    for table in (each for each in root.iter() if name(each) == "table"):
        caption = next((text_of(each) for each in table.iter() if name(each) == "caption"), "")
        rows = [
            # A cell's lines are elements of their own, with nothing between them.
            tuple(
                " ".join(" ".join(cell.itertext()).split())
                for cell in row
                if name(cell) in ("th", "td")
            )
            for row in table.iter()
            if name(row) == "tr"
        ]
        if rows:
            yield Table(path, caption, rows[0], tuple(rows[1:]))


def _font(path: str, data: bytes) -> Iterator[tuple[str, str]]:
    """A font says nothing; it has to be one of ours."""
    ours = (settings.PROJECT / "static").rglob("*.woff2")
    if sha256(data).digest() not in {sha256(each.read_bytes()).digest() for each in ours}:
        raise Unreadable(f"{path} is no font of this project")
    yield from ()


READERS: Mapping[str, Callable[[str, bytes], Iterator[tuple[str, str]]]] = {
    ".svg": _xml,
    ".xml": _xml,
    ".csv": _csv,
    ".json": _json,
    ".jsonld": _json,
    ".css": _css,
    ".js": _plain,
    ".txt": _plain,
    ".png": _png,
    ".xlsx": _xlsx,
    ".woff2": _font,
}
