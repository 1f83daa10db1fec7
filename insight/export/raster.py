"""Our own SVG drawings as PNG, drawn with Matplotlib's engine: no browser is needed.

This is not a reader of any SVG. It knows the elements and settings that `drawing` and
`maps.svg` write, and refuses others, so a PNG can never show less than its SVG.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from xml.etree import ElementTree

import numpy as np
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.colors import to_rgba
from matplotlib.path import Path
from matplotlib.textpath import TextPath
from matplotlib.transforms import Affine2D, Bbox
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from insight.export.text_layout import Run, face, width
from insight.visual import style

SVG = "{http://www.w3.org/2000/svg}"
STEP = re.compile(r"([MLlHhVvZz])|(-?(?:\d+\.?\d*|\.\d+))")
# Settings that an element hands on to those inside it.
HANDED_ON = (
    *("fill", "opacity", "stroke", "stroke-width", "stroke-dasharray"),
    *("font-size", "font-weight", "text-anchor", "paint-order"),
)
SILENT = ("title", "desc", "defs")


class CannotRaster(ValueError):
    """The drawing has an element that this module does not know."""


@dataclass(frozen=True)
class Pen:
    """Where an element is drawn: its transform to pixels, its clip box, what it was handed."""

    renderer: RendererAgg
    to_pixels: Affine2D
    clip: tuple[float, float, float, float] | None
    settings: Mapping[str, str]

    @property
    def scale(self) -> float:
        """Pixels for one unit of the drawing."""
        return float(abs(self.to_pixels.get_matrix()[0, 0]))

    def after(self, step: Affine2D) -> Pen:
        """The pen for what is drawn in units that `step` turns into the units of this one."""
        return replace(self, to_pixels=Affine2D((step + self.to_pixels).get_matrix()))


def png(svg: str, scale: int = 2, notes: Mapping[str, str] | None = None) -> bytes:
    """The drawing as PNG, `scale` pixels to a unit. notes: names and texts kept in the file."""
    root = ElementTree.fromstring(svg)
    wide, high = (round(float(root.get(name, "0")) * scale) for name in ("width", "height"))
    renderer = RendererAgg(wide, high, dpi=72)
    to_pixels = Affine2D().scale(scale, -scale).translate(0, high)
    pen = Pen(renderer, to_pixels, None, {"fill": "#000000", "font-size": "16"})
    for element in root:
        _draw(element, pen)
    kept = PngInfo()
    for name, text in (notes or {}).items():
        kept.add_itxt(name, text)
    file = io.BytesIO()
    image = Image.fromarray(np.asarray(renderer.buffer_rgba())).convert("RGB")
    dots = 96 * scale
    image.save(file, "PNG", pnginfo=kept, dpi=(dots, dots))
    return file.getvalue()


def _draw(element: ElementTree.Element, pen: Pen) -> None:
    kind = element.tag.removeprefix(SVG)
    own = {name: value for name, value in element.items() if name in HANDED_ON}
    inner = replace(pen, settings={**pen.settings, **own})
    if kind in ("svg", "g"):
        inside = _inside(element, inner) if kind == "svg" else _moved(element, inner)
        for child in element:
            _draw(child, inside)
    elif kind == "path":
        _outline(_path(element.get("d", "")), inner)
    elif kind == "rect":
        _outline(_box(element, pen), inner)
    elif kind == "circle":
        x, y, radius = (float(element.get(name, "0")) for name in ("cx", "cy", "r"))
        _outline(Path.circle((x, y), radius), inner)
    elif kind == "text":
        _text(element, inner)
    elif kind not in SILENT:
        raise CannotRaster(f"cannot draw <{kind}>")


def _moved(element: ElementTree.Element, pen: Pen) -> Pen:
    """The pen for a group, moved by its translate(x y) if it has one."""
    move = element.get("transform")
    if not move:
        return pen
    x, y = map(float, move.removeprefix("translate(").removesuffix(")").split())
    return pen.after(Affine2D().translate(x, y))


def _inside(element: ElementTree.Element, pen: Pen) -> Pen:
    """The pen for a drawing inside the drawing: its view box fills its place, cut at the edges."""
    x, y, wide, high = (float(element.get(name, "0")) for name in ("x", "y", "width", "height"))
    left, top, across, down = map(float, element.get("viewBox", "").split())
    scale = min(wide / across, high / down)
    shift_x = x + (wide - across * scale) / 2 - left * scale
    shift_y = y + (high - down * scale) / 2 - top * scale
    inner = pen.after(Affine2D().scale(scale).translate(shift_x, shift_y))
    (x0, y0), (x1, y1) = pen.to_pixels.transform([(x, y + high), (x + wide, y)])
    return replace(inner, clip=(x0, y0, x1 - x0, y1 - y0))


def _box(element: ElementTree.Element, pen: Pen) -> Path:
    """A rectangle; 100% is the whole drawing."""
    x, y = (float(element.get(name, "0")) for name in ("x", "y"))
    sizes = []
    for name, whole in (("width", pen.renderer.width), ("height", pen.renderer.height)):
        text = element.get(name, "0")
        sizes.append(whole / pen.scale if text == "100%" else float(text))
    return Path(
        [(x, y), (x + sizes[0], y), (x + sizes[0], y + sizes[1]), (x, y + sizes[1]), (x, y)]
    )


def _path(text: str) -> Path:
    """The text of an SVG path with the commands M, L, l, H, h, V, v and Z as a path."""
    points: list[tuple[float, float]] = []
    codes: list[int] = []
    command = ""
    numbers: list[float] = []
    at = start = (0.0, 0.0)
    for letter, digits in STEP.findall(text):
        if letter in ("Z", "z"):
            points.append(start)
            codes.append(int(Path.CLOSEPOLY))
            at = start
        elif letter:
            command, numbers = letter, []
        else:
            numbers.append(float(digits))
            if len(numbers) < (1 if command in "HhVv" else 2):
                continue
            at = _next(command, numbers, at)
            points.append(at)
            codes.append(int(Path.MOVETO if command == "M" else Path.LINETO))
            if command == "M":
                start, command = at, "L"
            numbers = []
    return Path(points, codes) if points else Path(np.empty((0, 2)))


def _next(command: str, numbers: list[float], at: tuple[float, float]) -> tuple[float, float]:
    if command in "ML":
        return numbers[0], numbers[1]
    if command == "l":
        return at[0] + numbers[0], at[1] + numbers[1]
    along = numbers[0]
    if command in "Hh":
        return (along if command == "H" else at[0] + along), at[1]
    return at[0], (along if command == "V" else at[1] + along)


def _outline(path: Path, pen: Pen) -> None:
    """Fill and stroke a path as its settings say."""
    fill, edge = pen.settings.get("fill", "none"), pen.settings.get("stroke", "none")
    is_hatched = fill.startswith("url(")
    inside = style.MISSING_FILL if is_hatched else fill
    context = pen.renderer.new_gc()
    if pen.clip:
        context.set_clip_rectangle(Bbox.from_bounds(*pen.clip))
    alpha = float(pen.settings.get("opacity", "1"))
    context.set_alpha(alpha)
    if is_hatched:
        context.set_hatch("//")
        context.set_hatch_color(style.MISSING_LINE)
    if edge == "none":
        context.set_linewidth(0.0)
    else:
        context.set_foreground(edge)
        context.set_linewidth(float(pen.settings.get("stroke-width", "1")) * pen.scale)
        if "stroke-dasharray" in pen.settings:
            steps = [float(step) * pen.scale for step in pen.settings["stroke-dasharray"].split()]
            context.set_dashes(0, steps)
    face_colour = None if inside == "none" else to_rgba(inside, alpha)
    pen.renderer.draw_path(context, path, pen.to_pixels, face_colour)
    context.restore()


def _text(element: ElementTree.Element, pen: Pen) -> None:
    """A line of text: runs one after another from where its anchor puts the first."""
    size = float(pen.settings["font-size"])
    is_bold = pen.settings.get("font-weight") == "bold"
    runs = [(Run(element.text, is_bold), pen)] if element.text else []
    for span in element:
        colour = span.get("fill")
        inner = replace(pen, settings={**pen.settings, "fill": colour}) if colour else pen
        runs.append((Run(span.text or "", is_bold or span.get("font-weight") == "bold"), inner))
    whole = width([run for run, _ in runs], size)
    shift = {"start": 0.0, "middle": whole / 2, "end": whole}[
        pen.settings.get("text-anchor", "start")
    ]
    x, y = float(element.get("x", "0")) - shift, float(element.get("y", "0"))
    for run, inner in runs:
        letters = TextPath((0, 0), run.text, size=size, prop=face(run.is_bold))
        turned = inner.after(Affine2D().scale(1, -1).translate(x, y))
        if inner.settings.get("paint-order") == "stroke":
            _outline(letters, turned)
        _outline(letters, replace(turned, settings={**inner.settings, "stroke": "none"}))
        x += width([run], size)
