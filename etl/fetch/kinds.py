"""Tell what a server really sent: error pages often come with status 200 and the right name."""

from __future__ import annotations

import json
from typing import Any

from etl.fetch.transfer import CannotFetch, TryAgain


def other_than_csv(start: bytes) -> str:
    """What the beginning of a file is if it is no CSV file with two columns or more, else ""."""
    text = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not text:
        return "an empty file"
    if text.startswith(b"<"):
        return "a web page"
    if text.startswith((b"{", b"[")):
        return f"a JSON message ({text[:120].decode(errors='replace')})"
    if b"\0" in start or text.startswith((b"PK", b"%PDF", b"\x1f\x8b")):
        return "a packed or binary file"
    return "" if b"," in text.splitlines()[0] else "plain text without columns"


def read_page(body: bytes, host: str) -> tuple[list[dict[str, Any]], bool]:
    """Features of one ArcGIS GeoJSON page and its exceededTransferLimit mark.

    ArcGIS reports its own errors with status 200 and an `error` key. Raises CannotFetch, or
    TryAgain for those that pass.
    """
    try:
        page = json.loads(body)
    except ValueError:
        if not body.strip() or body.lstrip().startswith(b"<"):
            kind = "a web page" if body.strip() else "an empty answer"
            raise CannotFetch(f"{host} sent {kind} instead of boundaries") from None
        raise TryAgain(f"{host} sent broken JSON") from None
    if not isinstance(page, dict):
        raise CannotFetch(f"{host} sent JSON that is no feature collection")
    if "error" in page:
        raise _service_error(page["error"], host)
    features = page.get("features")
    if page.get("type") != "FeatureCollection" or not isinstance(features, list):
        raise CannotFetch(f"{host} sent JSON that is no feature collection")
    # Older services put the mark at the top, newer ones under properties.
    marks = [page, page.get("properties") or {}]
    return features, any(mark.get("exceededTransferLimit") is True for mark in marks)


def _service_error(error: Any, host: str) -> Exception:
    details = error if isinstance(error, dict) else {"message": str(error)}
    code = details.get("code")
    said = f"{host} answered with an error: {details.get('message') or 'no reason given'}"
    if isinstance(code, int) and (code == 429 or code >= 500):
        return TryAgain(f"{said} (code {code})")
    return CannotFetch(f"{said} (code {code})" if code else said)
