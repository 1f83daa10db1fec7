"""Read one page of an ArcGIS layer, which hands out some hundred areas at a time."""

from __future__ import annotations

import json
from typing import Any

from etl.fetch.http import CannotFetch, TryAgain

Feature = dict[str, Any]


def read_page(body: bytes, host: str) -> tuple[list[Feature], bool]:
    """The features of one GeoJSON page, and whether the service says there are more.

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
    if isinstance(page, dict) and "error" in page:
        raise _service_error(page["error"], host)
    features = page.get("features") if isinstance(page, dict) else None
    if not isinstance(features, list) or page.get("type") != "FeatureCollection":
        raise CannotFetch(f"{host} sent JSON that is no feature collection")
    # Older services put the mark at the top, newer ones under properties.
    marks = [page, page.get("properties") or {}]
    has_more = any(mark.get("exceededTransferLimit") is True for mark in marks)
    if has_more and not features:
        raise CannotFetch(f"{host} says there are more areas and sends none")
    return features, has_more


def _service_error(error: Any, host: str) -> CannotFetch | TryAgain:
    details = error if isinstance(error, dict) else {"message": str(error)}
    code = details.get("code")
    words = f"{host} answered with an error: {details.get('message') or 'no reason given'}"
    if isinstance(code, int) and (code == 429 or code >= 500):
        return TryAgain(f"{words} (code {code})")
    return CannotFetch(f"{words} (code {code})" if code else words)
