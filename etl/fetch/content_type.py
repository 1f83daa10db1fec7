"""Tell what a server really sent: error pages often come with status 200 and the right name."""

from __future__ import annotations

CSV = "a CSV file"


def content_type(start: bytes) -> str:
    """What a file is, in words, by its beginning; CSV when it has two columns or more."""
    text = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not text:
        return "an empty file"
    if text.startswith(b"<"):
        return "a web page"
    if text.startswith((b"{", b"[")):
        return f"a JSON message ({text[:120].decode(errors='replace')})"
    if b"\0" in start or text.startswith((b"PK", b"%PDF", b"\x1f\x8b")):
        return "a packed or binary file"
    return CSV if b"," in text.splitlines()[0] else "plain text without columns"
