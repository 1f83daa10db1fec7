"""What travels to the browser to draw a map: classes, words and marks, but no shapes.

Shapes come once from a static file. The payload is small enough to send on every choice and
is all that `map.js` and `svg.py` read, so the two cannot disagree.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from itertools import takewhile
from typing import Any, TypeVar

from insight.language.number_format import NO_FIGURE
from insight.visual import style
from insight.visual.maps.classes import MISSING_KEY, Classes
from insight.visual.maps.layer import MapLayer

T = TypeVar("T")

STATIC_ADDRESS = "app/static/maps"

INK = {
    "text": style.TEXT,
    "quiet": style.QUIET_TEXT,
    "page": style.PAGE,
    "rule": style.RULE,
    "missing_fill": style.MISSING_FILL,
    "missing_line": style.MISSING_LINE,
    "mark": style.CORE20,
    "focus": style.FOCUS_YELLOW,
}


def map_payload(
    layer: MapLayer,
    file_name: str,
    classes: Classes,
    texts: Sequence[str],
    *,
    title: str,
    description: str,
    marked: Sequence[bool] = (),
    mark_label: str = "",
    selected: str = "",
    zoom: str = "",
) -> dict[str, Any]:
    """Return what the map shows, as plain data for JSON.

    `classes` and `texts` have one entry per area of the layer, in its order (use `in_order`).
    `texts` are the figures in words, shown on hover and read aloud; an area without a figure
    may give its reason. `marked` picks out areas, such as Core20, and `mark_label` says what
    the mark means. `selected` is an area code and `zoom` a place code; '' is none.
    """
    counts = {len(layer.area_codes), len(classes.keys), len(texts)}
    if len(counts) > 1 or len(marked) not in (0, *counts):
        raise ValueError("classes, texts and marks must have one entry for each area of the layer")
    if zoom and zoom not in {outline.place_code for outline in layer.outlines}:
        raise ValueError(f"{zoom} is not a Place on this map")
    is_known = [key != MISSING_KEY for key in classes.keys]
    known = [text for text, is_there in zip(texts, is_known, strict=True) if is_there]
    before, after = _shared_ends(known)
    return {
        "geometry": f"{STATIC_ADDRESS}/{file_name}",
        "title": title,
        "description": description,
        "classes": classes.keys,
        "legend": [asdict(entry) for entry in classes.legend],
        "before": before,
        "after": after,
        "figures": [text[len(before) : len(text) - len(after)] for text in known],
        "reasons": {
            str(number): text
            for number, text in enumerate(texts)
            if not is_known[number] and text != NO_FIGURE
        },
        "no_figure": NO_FIGURE,
        "unit_note": _unit_note(known) if layer.area_type == "place" else "",
        "marks": "".join("1" if mark else "0" for mark in marked),
        "mark_label": mark_label,
        "selected": selected if selected in layer.area_codes else "",
        "zoom": zoom,
        "ink": INK,
    }


def in_order(layer: MapLayer, by_code: Mapping[str, T], absent: T) -> list[T]:
    """Return one value per area of the layer, in its order; `absent` where there is none."""
    return [by_code.get(code, absent) for code in layer.area_codes]


def area_texts(payload: Mapping[str, Any]) -> list[str]:
    """Return the figure of every area in words, from a payload. `map.js` does the same."""
    figures = iter(payload["figures"])
    return [
        payload["reasons"].get(str(number), payload["no_figure"])
        if key == MISSING_KEY
        else f"{payload['before']}{next(figures)}{payload['after']}"
        for number, key in enumerate(payload["classes"])
    ]


def _unit_note(texts: Sequence[str]) -> str:
    """Return the unit in words: a map of Places has room for the number alone."""
    units = {text.partition(" ")[2] for text in texts} - {""}
    return f"Numbers on the map are {units.pop()}." if len(units) == 1 else ""


def _shared_ends(texts: Sequence[str]) -> tuple[str, str]:
    """Return what all texts begin with and what all end with: sent once, not 1,601 times."""
    before = _shared_start(texts)
    return before, _shared_start([text[len(before) :][::-1] for text in texts])[::-1]


def _shared_start(texts: Sequence[str]) -> str:
    # What the first and the last in order share, all between them share too.
    pairs = zip(min(texts, default=""), max(texts, default=""), strict=False)
    return "".join(one for one, _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
