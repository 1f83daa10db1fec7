"""Our SVG drawings as PNG, painted by resvg: no browser is needed."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping

import resvg_py

from insight.export.fonts import fonts

HEAD_END = 33  # bytes of a PNG file up to the end of its first chunk, its size
DOTS = 96  # pixels of a drawing to an inch
INCHES = 39.37  # in a metre
SCALES = (1, 2)  # for a screen, and for print across a page of A4


def png(svg: str, scale: int = 2, notes: Mapping[str, str] | None = None) -> bytes:
    """The drawing as PNG, `scale` pixels to a unit. notes: names and texts kept in the file.

    Raises NoFonts, and ValueError for what is not SVG.
    """
    found = fonts()
    picture = resvg_py.svg_to_bytes(
        svg,
        zoom=scale,
        skip_system_fonts=True,  # what is measured is what is drawn
        font_files=list(found.files),
        font_family=found.family,
        sans_serif_family=found.family,
    )
    per_metre = round(DOTS * scale * INCHES)
    added = [_chunk(b"pHYs", struct.pack(">IIB", per_metre, per_metre, 1))]
    for name, text in (notes or {}).items():
        # Between name and text: not compressed, no language, no translation of the name.
        added.append(_chunk(b"iTXt", name.encode() + bytes(5) + text.encode()))
    return b"".join([picture[:HEAD_END], *added, picture[HEAD_END:]])


def _chunk(kind: bytes, content: bytes) -> bytes:
    """A part of a PNG file: its length, kind, content and checksum."""
    check = zlib.crc32(kind + content)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)
