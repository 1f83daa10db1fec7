"""The map as SVG, for downloads and printed packs.

Draws from the same layer and the same payload as `map.js`, so both show the same classes,
colours and marks. Every text is escaped.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

from insight.visual import style
from insight.visual.maps.layer import MapLayer, joint_outline, name_lines, path_rings
from insight.visual.maps.payload import area_texts

WIDTH = 852  # pixels
TALLEST = 760  # pixels: a long Place is drawn smaller, so that the picture fits a page
LOWEST = 440  # pixels: drawn smaller still, names would lie on one another
TEXT_SIZE = 14
SWATCH = 16
ZOOM_MARGIN = 0.05  # of a Place's longer side
WIDE_MARK = 0.8  # pixels; a thinner mark has no pale edge, or it would hide the areas
LETTER = 0.52  # mean width of a letter, as a share of the text size
RIM = 4  # pixels of white behind the letters of a name, half of it on either side


@dataclass(frozen=True)
class Drawing:
    """SVG elements that lie between 0,0 and width,height in pixels, without a document around."""

    body: str
    width: float
    height: float


def draw_svg(layer: MapLayer, payload: Mapping[str, Any], tallest: int = TALLEST) -> Drawing:
    """The legend, the map under it, and the notes under that.

    tallest: pixels that the map alone may be high; letters keep their size, so that in a picture
    shown small they must be given a low one. Title and source are left to who puts the drawing
    into a document.
    """
    legend, legend_end = _legend(payload)
    left, top, width, height = view_box(layer, payload["zoom"])
    scale = max(width / WIDTH, height / tallest)
    map_width, map_height = width / scale, height / scale
    words = (layer.note, payload["unit_note"], layer.attribution)
    notes, end = _notes(words, legend_end + map_height)
    # Cutting at the edges costs the painter a sixth of its time; a whole map ends before them.
    cut = "" if payload["zoom"] else ' overflow="visible"'
    body = "".join(
        [
            _hatch(scale),
            legend,
            f'<svg x="{(WIDTH - map_width) / 2:.0f}" y="{legend_end:.0f}" width="{map_width:.0f}" '
            f'height="{map_height:.0f}" viewBox="{left} {top} {width} {height}"{cut}>',
            *_map(layer, payload, scale),
            "</svg>",
            notes,
        ]
    )
    return Drawing(body, WIDTH, end)


def view_box(layer: MapLayer, zoom: str) -> tuple[int, int, int, int]:
    """Return the part of the layer to show (x, y, w, h): all of it, or one Place and its edge."""
    for outline in layer.outlines:
        if outline.place_code == zoom:
            x, y, w, h = outline.box
            margin = round(max(w, h) * ZOOM_MARGIN)
            return x - margin, y - margin, w + 2 * margin, h + 2 * margin
    return 0, 0, layer.width, layer.height


def _map(layer: MapLayer, payload: Mapping[str, Any], scale: float) -> Iterable[str]:
    """Yield the parts of the map; `scale` is grid units per pixel.

    What lies wholly outside the view is left out: it would be paper nobody sees, and much of it.
    """
    view = view_box(layer, payload["zoom"])
    legend = {entry["key"]: entry for entry in payload["legend"]}
    texts = area_texts(payload)
    places = [layer.outlines[number].place_code for number in layer.place_numbers]
    room = _room(layer, payload["zoom"], scale)
    border = min(0.5, room / 40) * scale
    yield f'<g stroke="{style.PAGE}" stroke-width="{border:.2f}" fill-rule="evenodd">'
    for number, path in enumerate(layer.paths):
        entry = legend[payload["classes"][number]]
        fill = "url(#hatch)" if entry["is_hatched"] else entry["colour"]
        is_muted = payload["zoom"] not in ("", places[number])
        if is_muted and not _edges(path, view):
            continue
        muted = ' fill-opacity="0.2"' if is_muted else ""
        words = escape(f"{layer.area_names[number]}: {texts[number]}")
        yield f'<path d="{path}" fill="{fill}"{muted}><title>{words}</title></path>'
    yield '</g><g fill="none" stroke-linejoin="round">'
    # Hexagons leave a gap between Places; elsewhere a pale line sets the border off.
    borders = [
        outline.path if payload["zoom"] in ("", outline.place_code) else _edges(outline.path, view)
        for outline in layer.outlines
    ]
    if layer.shape != "hexagon":
        yield from (_line(path, style.PAGE, 2.5 * scale) for path in filter(None, borders))
    yield from (_line(path, style.TEXT, 1.0 * scale) for path in filter(None, borders))
    marked = joint_outline(
        path
        for path, mark, place in zip(layer.paths, payload["marks"], places, strict=False)
        if mark == "1" and payload["zoom"] in ("", place)
    )
    # Real areas differ far more in size than hexagons do, so their marks are thinner still.
    wide = min(2.0, max(0.6, room / (10 if layer.shape == "hexagon" else 20)))
    if wide >= WIDE_MARK:
        yield _line(marked, style.PAGE, 2 * wide * scale)
    yield _line(marked, style.CORE20, wide * scale)
    if payload["selected"]:
        path = layer.paths[layer.area_codes.index(payload["selected"])]
        yield _line(path, style.PAGE, 6.0 * scale)
        yield _line(path, style.TEXT, 3.0 * scale)
    yield "</g>"
    if not payload["zoom"]:
        yield from _labels(layer, payload, texts, scale)


def _edges(path: str, view: tuple[int, int, int, int]) -> str:
    """Return the edges of a path that may be seen in a view; '' where none may."""
    left, top, width, height = view
    return "".join(
        f"M{x} {y}l{ex - x} {ey - y}"
        for ring in path_rings(path)
        for (x, y), (ex, ey) in zip(ring, ring[1:] + ring[:1], strict=True)
        if max(x, ex) >= left and min(x, ex) <= left + width
        if max(y, ey) >= top and min(y, ey) <= top + height
    )


def _room(layer: MapLayer, zoom: str, scale: float) -> float:
    """Return how wide an area is on average, in pixels: lines are thinner where it is small."""
    _, _, width, height = view_box(layer, zoom)
    shown = sum(zoom in ("", layer.outlines[n].place_code) for n in layer.place_numbers)
    return float((width * height / shown) ** 0.5 / scale)


def _line(path: str, colour: str, width: float) -> str:
    return f'<path d="{path}" stroke="{colour}" stroke-width="{width:.2f}"/>'


def _labels(
    layer: MapLayer, payload: Mapping[str, Any], texts: list[str], scale: float
) -> Iterable[str]:
    """Yield each Place's name, and its figure where every area is a Place.

    Names lie on light and on dark areas, so they stand on a pale rim. Programs that print or show
    SVG do not all know `paint-order`, so the names are written twice: as the rim, then upon it.
    """
    legend = {entry["key"]: entry for entry in payload["legend"]}
    size = TEXT_SIZE * scale
    names = ""
    for number, outline in enumerate(layer.outlines):
        lines = name_lines(outline.place_name)
        if layer.area_type == "place":
            area = layer.place_numbers.index(number)
            entry = legend[payload["classes"][area]]
            # There is room for the number alone; the note under the map says the unit.
            short = "–" if entry["is_hatched"] else texts[area].partition(" ")[0]
            lines.append(f"{entry['glyph']} {short}".strip())
        x, y = outline.label
        top = y + (0.95 - 0.6 * len(lines)) * size
        names += "".join(
            f'<text x="{x}" y="{top + row * size * 1.2:.0f}">{escape(line)}</text>'
            for row, line in enumerate(lines)
        )
    look = f'font-size="{size:.1f}" font-weight="bold" text-anchor="middle"'
    rim = f'fill="{style.PAGE}" stroke="{style.PAGE}" stroke-width="{RIM * scale:.1f}"'
    yield f'<g {look} {rim} stroke-linejoin="round" aria-hidden="true">{names}</g>'
    yield f'<g {look} fill="{style.TEXT}">{names}</g>'


def _legend(payload: Mapping[str, Any]) -> tuple[str, float]:
    """Return the legend in rows as wide as the map, and where it ends."""
    entries = [
        (entry["colour"], entry["is_hatched"], f"{entry['glyph']} {entry['label']}".strip())
        for entry in payload["legend"]
    ]
    parts, x, y = [], 0.0, 10.0
    for colour, is_hatched, label in [*entries, ("", False, payload["mark_label"])]:
        if not label:
            continue
        wide = SWATCH + 8 + len(label) * TEXT_SIZE * LETTER + 18
        if x + wide > WIDTH and x > 0:
            x, y = 0.0, y + SWATCH + 10
        fill = "url(#key-hatch)" if is_hatched else colour or style.PAGE
        border = style.QUIET_TEXT if colour else style.CORE20
        parts.append(
            f'<rect x="{x + 1:.0f}" y="{y:.0f}" width="{SWATCH}" height="{SWATCH}" fill="{fill}" '
            f'stroke="{border}" stroke-width="{1 if colour else 2}"/>'
            f'<text x="{x + SWATCH + 9:.0f}" y="{y + SWATCH - 3:.0f}" font-size="{TEXT_SIZE}" '
            f'fill="{style.TEXT}">{escape(label)}</text>'
        )
        x += wide
    return "".join(parts), y + SWATCH + 14


def _notes(texts: Iterable[str], top: float) -> tuple[str, float]:
    """Return small texts one under another, wrapped to the width of the map, and where they end."""
    size = TEXT_SIZE - 2
    parts, end = [], top + TEXT_SIZE
    for text in filter(None, texts):
        for row in textwrap.wrap(text, int(WIDTH / (size * LETTER))):
            end += size * 1.3
            parts.append(
                f'<text x="0" y="{end:.0f}" font-size="{size}" fill="{style.QUIET_TEXT}">'
                f"{escape(row)}</text>"
            )
        end += size * 0.5
    return "".join(parts), end


def _hatch(scale: float) -> str:
    """Return the hatching for "no figure": at the map's scale and at the legend's."""

    def pattern(name: str, step: float) -> str:
        return (
            f'<pattern id="{name}" patternUnits="userSpaceOnUse" width="{step:.1f}" '
            f'height="{step:.1f}" patternTransform="rotate(45)">'
            f'<rect width="{step:.1f}" height="{step:.1f}" fill="{style.MISSING_FILL}"/>'
            f'<rect width="{step / 4:.1f}" height="{step:.1f}" fill="{style.MISSING_LINE}"/>'
            "</pattern>"
        )

    return f"<defs>{pattern('hatch', 6 * scale)}{pattern('key-hatch', 6)}</defs>"
