"""The map as one plain SVG file, for downloads and printed packs.

Draws from the same layer and the same payload as `map.js`, so both show the same classes,
colours and marks. Every text is escaped.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from insight.visual import style
from insight.visual.maps.layer import MapLayer, joint_outline, name_lines
from insight.visual.maps.payload import area_texts

WIDTH = 900
EDGE = 24
TEXT_SIZE = 14
TITLE_SIZE = 20
SWATCH = 16
ZOOM_MARGIN = 0.05  # of a Place's longer side
WIDE_MARK = 0.8  # pixels; a thinner mark has no pale edge, or it would hide the areas
LETTER = 0.52  # mean width of a letter, as a share of the text size


def draw_svg(layer: MapLayer, payload: Mapping[str, Any], source: str = "") -> str:
    """Return the whole figure: title, legend, map, note, `source` and attribution."""
    title = _lines(payload["title"], EDGE, TITLE_SIZE, TITLE_SIZE, style.TEXT, weight="bold")
    legend, legend_end = _legend(payload, title[1] + TEXT_SIZE)
    left, top, width, height = view_box(layer, payload["zoom"])
    drawn = WIDTH - 2 * EDGE
    map_height = drawn * height / width
    scale = width / drawn
    foot_parts, foot = [], legend_end + map_height + TEXT_SIZE
    for text in filter(None, (layer.note, payload["unit_note"], source, layer.attribution)):
        part, foot = _lines(text, EDGE, foot, TEXT_SIZE - 2, style.QUIET_TEXT)
        foot_parts.append(part)
    return "".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {foot:.0f}" '
            f'width="{WIDTH}" height="{foot:.0f}" role="img" aria-labelledby="title desc" '
            f"font-family={quoteattr(style.FONT)}>",
            f'<title id="title">{escape(payload["title"])}</title>',
            f'<desc id="desc">{escape(payload["description"])}</desc>',
            _hatch(scale),
            f'<rect width="100%" height="100%" fill="{style.PAGE}"/>',
            title[0],
            legend,
            f'<svg x="{EDGE}" y="{legend_end:.0f}" width="{drawn}" height="{map_height:.0f}" '
            f'viewBox="{left} {top} {width} {height}">',
            *_map(layer, payload, scale),
            "</svg>",
            *foot_parts,
            "</svg>\n",
        ]
    )


def view_box(layer: MapLayer, zoom: str) -> tuple[int, int, int, int]:
    """Return the part of the layer to show (x, y, w, h): all of it, or one Place and its edge."""
    for outline in layer.outlines:
        if outline.place_code == zoom:
            x, y, w, h = outline.box
            margin = round(max(w, h) * ZOOM_MARGIN)
            return x - margin, y - margin, w + 2 * margin, h + 2 * margin
    return 0, 0, layer.width, layer.height


def _map(layer: MapLayer, payload: Mapping[str, Any], scale: float) -> Iterable[str]:
    """Yield the parts of the map; `scale` is grid units per pixel."""
    legend = {entry["key"]: entry for entry in payload["legend"]}
    texts = area_texts(payload)
    places = [layer.outlines[number].place_code for number in layer.place_numbers]
    room = _room(layer, payload["zoom"], scale)
    border = min(0.5, room / 40) * scale
    yield f'<g stroke="{style.PAGE}" stroke-width="{border:.2f}" fill-rule="evenodd">'
    for number, path in enumerate(layer.paths):
        entry = legend[payload["classes"][number]]
        fill = "url(#hatch)" if entry["is_hatched"] else entry["colour"]
        muted = "" if payload["zoom"] in ("", places[number]) else ' opacity="0.2"'
        words = escape(f"{layer.area_names[number]}: {texts[number]}")
        yield f'<path d="{path}" fill="{fill}"{muted}><title>{words}</title></path>'
    yield '</g><g fill="none" stroke-linejoin="round">'
    # Hexagons leave a gap between Places; elsewhere a pale line sets the border off.
    if layer.shape != "hexagon":
        yield from (_line(outline.path, style.PAGE, 2.5 * scale) for outline in layer.outlines)
    yield from (_line(outline.path, style.TEXT, 1.0 * scale) for outline in layer.outlines)
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
    """Yield each Place's name, and its figure where every area is a Place."""
    legend = {entry["key"]: entry for entry in payload["legend"]}
    yield (
        f'<g font-size="{TEXT_SIZE * scale:.1f}" font-weight="bold" text-anchor="middle" '
        f'fill="{style.TEXT}" stroke="{style.PAGE}" stroke-width="{4 * scale:.1f}" '
        'stroke-linejoin="round" paint-order="stroke">'
    )
    for number, outline in enumerate(layer.outlines):
        lines = name_lines(outline.place_name)
        if layer.area_type == "place":
            area = layer.place_numbers.index(number)
            entry = legend[payload["classes"][area]]
            # There is room for the number alone; the note under the map says the unit.
            short = "–" if entry["is_hatched"] else texts[area].partition(" ")[0]
            lines.append(f"{entry['glyph']} {short}".strip())
        x, y = outline.label
        top = y + (0.95 - 0.6 * len(lines)) * TEXT_SIZE * scale
        yield "".join(
            f'<text x="{x}" y="{top + row * TEXT_SIZE * scale * 1.2:.0f}">{escape(line)}</text>'
            for row, line in enumerate(lines)
        )
    yield "</g>"


def _legend(payload: Mapping[str, Any], top: float) -> tuple[str, float]:
    """Return the legend in rows as wide as the page, and where it ends."""
    entries = [
        (entry["colour"], entry["is_hatched"], f"{entry['glyph']} {entry['label']}".strip())
        for entry in payload["legend"]
    ]
    parts, x, y = [], float(EDGE), top
    for colour, is_hatched, label in [*entries, ("", False, payload["mark_label"])]:
        if not label:
            continue
        wide = SWATCH + 8 + len(label) * TEXT_SIZE * LETTER + 18
        if x + wide > WIDTH - EDGE and x > EDGE:
            x, y = EDGE, y + SWATCH + 10
        fill = "url(#key-hatch)" if is_hatched else colour or style.PAGE
        border = style.QUIET_TEXT if colour else style.CORE20
        parts.append(
            f'<rect x="{x:.0f}" y="{y:.0f}" width="{SWATCH}" height="{SWATCH}" fill="{fill}" '
            f'stroke="{border}" stroke-width="{1 if colour else 2}"/>'
            f'<text x="{x + SWATCH + 8:.0f}" y="{y + SWATCH - 3:.0f}" font-size="{TEXT_SIZE}" '
            f'fill="{style.TEXT}">{escape(label)}</text>'
        )
        x += wide
    return "".join(parts), y + SWATCH + 14


def _lines(
    text: str, x: float, top: float, size: int, colour: str, weight: str = "normal"
) -> tuple[str, float]:
    """Return text wrapped to the page, and where it ends."""
    rows = textwrap.wrap(text, int((WIDTH - 2 * EDGE) / (size * LETTER)))
    parts = [
        f'<text x="{x}" y="{top + (row + 1) * size * 1.3:.0f}" font-size="{size}" '
        f'font-weight="{weight}" fill="{colour}">{escape(words)}</text>'
        for row, words in enumerate(rows)
    ]
    return "".join(parts), top + len(rows) * size * 1.3 + size * 0.5


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
