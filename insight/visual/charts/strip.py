"""Charts small enough for a table cell: a bar, and a figure with its range beside a benchmark.

Each is a short SVG text with no words in it. The cell beside it holds the figure in words, so
the picture is decoration for a reader who cannot see it.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import isnan

from insight.visual import style

WIDTH, HEIGHT = 120, 18
EDGE = 6  # room for half a marker


def bar(share: float, colour: str = style.CORE20) -> str:
    """A bar from 0 to 100 percent, `share` of it filled. Nothing is drawn for NaN."""
    if isnan(share):
        return _svg("")
    filled = round(WIDTH * min(max(share, 0), 100) / 100, 1)
    return _svg(
        f'<path d="M0 2h{WIDTH}v14H0z" fill="{style.PANEL}"/>'
        f'<path d="M0 2h{filled}v14H0z" fill="{colour}"/>'
        f'<path d="M0 0v18" stroke="{style.QUIET_TEXT}"/>'
    )


def interval_strip(
    value: float,
    lower: float,
    upper: float,
    reference: float,
    verdict: str,
    scale: tuple[float, float],
) -> str:
    """A figure and its 95% interval on a line from scale[0] to scale[1], all in one unit.

    The benchmark `reference` is a dashed line. The marker's shape and colour say the verdict, a
    word of `statistics.compare`. NaN values are left out.
    """
    colour = style.VERDICTS[verdict].colour
    parts = [_line(), _reference(reference, scale)]
    if not isnan(lower) and not isnan(upper):
        span = f"M{_at(lower, scale)} 9H{_at(upper, scale)}"
        parts.append(f'<path d="{span}" stroke="{colour}" stroke-width="3"/>')
    return _svg("".join([*parts, _marker(value, verdict, scale)]))


def dots(
    values: Iterable[float], verdicts: Iterable[str], reference: float, scale: tuple[float, float]
) -> str:
    """Several areas on one line: a marker each, its shape the verdict, and the benchmark dashed.

    Twice as wide as the others, because markers would lie over one another.
    """
    wide = 2 * WIDTH
    marks = [
        _marker(value, verdict, scale, wide)
        for value, verdict in zip(values, verdicts, strict=True)
    ]
    return _svg("".join([_line(wide), _reference(reference, scale, wide), *marks]), wide)


def _at(number: float, scale: tuple[float, float], width: int = WIDTH) -> float:
    low, high = scale
    share = (number - low) / (high - low) if high > low else 0.5
    return round(EDGE + share * (width - 2 * EDGE), 1)


def _line(width: int = WIDTH) -> str:
    return f'<path d="M0 9h{width}" stroke="{style.RULE}"/>'


def _reference(reference: float, scale: tuple[float, float], width: int = WIDTH) -> str:
    if isnan(reference):
        return ""
    dashed = f'stroke="{style.BENCHMARK}" stroke-width="1.5" stroke-dasharray="3 2"'
    return f'<path d="M{_at(reference, scale, width)} 0v18" {dashed}/>'


def _marker(value: float, verdict: str, scale: tuple[float, float], width: int = WIDTH) -> str:
    if isnan(value):
        return ""
    mark, x = style.VERDICTS[verdict], _at(value, scale, width)
    # Similar is hollow, as in the larger charts.
    fill, edge = (style.PAGE, mark.colour) if verdict == "similar" else (mark.colour, style.PAGE)
    shape = SHAPES[mark.symbol].format(x=x)
    return f'<path d="{shape}" fill="{fill}" stroke="{edge}"/>'


# The symbols of style.VERDICTS, 10 to 12 pixels across, around x.
SHAPES = {
    "triangle-up": "M{x} 3l6 11h-12z",
    "triangle-down": "M{x} 15l6-11h-12z",
    "circle": "M{x} 4.5a4.5 4.5 0 1 0 .1 0z",
    "diamond": "M{x} 4l5 5-5 5-5-5z",
}


def _svg(content: str, width: int = WIDTH) -> str:
    drawing = content.replace('"', "'")
    return (
        f"<svg xmlns='http://www.w3.org/2000/svg' width='{width}' height='{HEIGHT}' "
        f"viewBox='0 0 {width} {HEIGHT}'>{drawing}</svg>"
    )
