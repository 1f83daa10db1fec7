"""A small chart's files that pass the gate, for tests to spoil one thing at a time."""

from __future__ import annotations

import csv
import io
import json
import struct
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from html import escape
from typing import Any

import pytest

from insight.export import raster
from insight.export.caption import finding_caption
from insight.export.files import csv_file, xlsx_file
from insight.findings import Finding
from insight.findings.indicator import area_comparison
from insight.store import Store, queries
from insight.store.disk import digest
from publishing.gate import checks
from publishing.gate.version import Version
from publishing.releases.content import Source, Words, mark, packet
from publishing.releases.gate import Check, Other

INDICATOR = "early-cancer-diagnosis"
LICENCE = "Open Government Licence v3.0"
TODAY = date(2024, 6, 1)
STYLE = (
    "body { background: #fff; color: #212b32 } .flag { color: #212b32; background: #fff }"
    " .wide { overflow-x: auto } code { overflow-wrap: anywhere }"
    " figure svg { background: #fff; forced-color-adjust: none }"
)
PAGE = """<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="style.css"></head>
<body><main><h1>{title}</h1>{notice}
<p class="lead">{lead}</p>
<figure>{svg}</figure>
<h2>The figures</h2>
<section class="wide" aria-label="Table" tabindex="0">
<table><caption>Figures by Place</caption><thead><tr>{head}</tr></thead>
<tbody>{rows}</tbody></table></section>
<h2>About it</h2>
<p>Source: {publisher}. Licence: {licence}.</p>
<p>CSV, SHA-256 <code>{sha256}</code>. <a href="easy-read/">Easy Read version</a></p>
<p>Next update: 10 December 2026.</p>
{history}</main></body></html>
"""
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 10 10"><title>{title}</title>'
    '<desc>{alt}</desc><text x="1" y="5" fill="#212b32">England</text></svg>'
)


def png(after: bytes = b"", **texts: str) -> bytes:
    """A white dot with words in it. after: bytes behind its dots, in the same part."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        check = zlib.crc32(kind + body)
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", check)

    parts = [chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))]
    for kind, words in texts.items():
        body = {
            "tEXt": lambda words=words: b"Comment\0" + words.encode("latin-1"),
            "eXIf": lambda words=words: words.encode(),
            "zTXt": lambda words=words: b"Comment\0\0" + zlib.compress(words.encode("latin-1")),
            "iTXt": lambda words=words: b"Comment\0\1\0\0\0" + zlib.compress(words.encode()),
        }[kind]()
        parts.append(chunk(kind.encode(), body))
    parts += [chunk(b"IDAT", zlib.compress(b"\0\xff") + after), chunk(b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def csvw(name: str, data: bytes) -> bytes:
    """Metadata that fit a CSV file, every column of words."""
    header = next(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    columns = [{"titles": each, "name": f"c{at}"} for at, each in enumerate(header)]
    context = ["http://www.w3.org/ns/csvw", {"@language": "en"}]
    said = {"@context": context, "url": name, "tableSchema": {"columns": columns}}
    return json.dumps(said).encode()


def table_csv(header: str, *rows: str) -> bytes:
    """A CSV file from lines."""
    return "\r\n".join((header, *rows, "")).encode("utf-8-sig")


@dataclass
class Chart:
    """What a chart is made of; `found` makes it and asks the gate."""

    store: Store
    finding: Finding
    title: str
    summary: str
    lead: str
    alt: str
    data: bytes
    publisher: str
    licence: str = LICENCE
    sources: tuple[Source, ...] = ()
    extra: dict[str, bytes] = field(default_factory=dict)
    note: str = ""

    def files(self) -> dict[str, bytes]:
        svg = SVG.format(title=escape(self.title), alt=escape(self.alt))
        table = self.finding.table
        head = "".join(f'<th scope="col">{escape(each)}</th>' for each in table.columns)
        rows = "".join(
            f'<tr><th scope="row">{escape(first)}</th>'
            + "".join(f"<td>{escape(each)}</td>" for each in others)
            + "</tr>"
            for first, *others in table.texts
        )
        page = PAGE.format(
            title=escape(self.title),
            lead=escape(self.lead),
            svg=svg,
            head=head,
            rows=rows,
            publisher=escape(self.publisher),
            licence=escape(self.licence),
            sha256=digest(self.data),
            notice=mark("notice").decode(),
            history=mark("history").decode(),
        )
        words = finding_caption(self.store, self.finding)
        made = {
            "index.html": page.encode(),
            "style.css": STYLE.encode(),
            "data.csv": self.data,
            "data.csv-metadata.json": csvw("data.csv", self.data),
            "chart.svg": svg.encode(),
            "chart.png": raster.png(svg, notes={"Description": self.alt}),
            "data.xlsx": xlsx_file(self.finding.table.values, words, None, self.finding.about),
        }
        return made | self.extra

    def version(
        self,
        files: Mapping[str, bytes] | None = None,
        others: Iterable[Mapping[str, bytes]] = (),
        today: date = TODAY,
    ) -> Version:
        """What checks are given."""
        made = packet(
            "cancer",
            2 if self.note else 1,
            "correction" if self.note else "new",
            Words(self.title, self.summary, self.note),
            files or self.files(),
            sources=self.sources,
            build_id=self.store.build_id,
        )
        every = [
            Other("cancer", number, lambda each=each: each)
            for number, each in enumerate(others, start=1)
        ]
        return Version(made, tuple(every), self.store, today)

    def found(self, files: Mapping[str, bytes] | None = None, **more: Any) -> tuple[Check, ...]:
        """What all checks find."""
        version = self.version(files, **more)
        return checks.found(version.packet, version.others, version.store, version.today)

    def asked(
        self,
        check: Callable[[Version], Iterable[Check]],
        files: Mapping[str, bytes] | None = None,
        **more: Any,
    ) -> set[str]:
        """Ids of what one check finds."""
        return {each.check_id for each in check(self.version(files, **more))}

    def blocked(self, files: Mapping[str, bytes] | None = None, **more: Any) -> set[str]:
        """Ids of what blocks."""
        return {each.check_id for each in self.found(files, **more) if each.is_blocking}

    def but(self, **changes: Any) -> Chart:
        """The chart with something else in place."""
        return replace(self, **changes)


@pytest.fixture(scope="session")
def made_chart(real_store: Store) -> Chart:
    finding = area_comparison(real_store, INDICATOR)
    assert finding is not None
    sources = queries.sources(real_store).set_index("source_id")
    about = queries.indicator(real_store, INDICATOR)
    source = sources.loc[about["source_id"]]
    words = finding_caption(real_store, finding)
    return Chart(
        real_store,
        finding,
        f"{about['plain_name']}: {finding.title[:1].lower()}{finding.title[1:]}",
        finding.sentence,
        finding.sentence,
        finding.alt,
        csv_file(finding.table.values, words, None, finding.about),
        str(source["publisher"]),
        str(source["licence"]),
        (Source("0" * 64, INDICATOR, "2021", str(source["licence"]), "published"),),
    )


@pytest.fixture
def chart(made_chart: Chart) -> Chart:
    """A chart that passes."""
    return replace(made_chart, extra={})
