"""Contrast of the colours that the files use: on a light page, in the dark, in forced colours.

Colours of the reader's own scheme (Canvas, CanvasText and their mixtures) are the reader's. What a
rule sets by itself is measured: its ink on its own ground, or on that of the page. A chart keeps a
light card of its own in every scheme, and its marks are measured against that card.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import tinycss2
from tinycss2.color4 import parse_color

from publishing.gate.contents import Contents, name
from publishing.gate.version import Version, block
from publishing.releases.gate import Check

TEXT, MARK = 4.5, 3.0  # WCAG 2.2, 1.4.3 and 1.4.11
WHITE, BLACK = (1.0, 1.0, 1.0), (0.0, 0.0, 0.0)
GROUNDS = ("background", "background-color")
PAGE = {"html", "body", ":root"}

Colour = tuple[float, float, float]


@dataclass(frozen=True)
class StyleRule:
    """A rule of a style sheet. scheme: '', 'dark', 'forced' or 'print'."""

    selectors: tuple[str, ...]
    scheme: str
    values: Mapping[str, str]


def contrasts(version: Version) -> Iterator[Check]:
    """Text 4.5 to 1 and marks of charts 3 to 1, in light and dark."""
    for path, css in style_sheets(version.contents):
        for fault in style_faults(css):
            yield block("contrast", f"{path}: {fault}")
    for path, svg in _drawings(version.contents):
        for fault in drawing_faults(svg):
            yield block("contrast", f"{path}: {fault}")


def forced_colours(version: Version) -> Iterator[Check]:
    """A drawing in a page keeps its colours where a reader forces others, on a card of its own."""
    if not any(name(e) == "svg" for page in version.contents.pages.values() for e in page.iter()):
        return
    every = [rule for _, css in style_sheets(version.contents) for rule in style_rules(css)]
    cards = [
        rule
        for rule in every
        if any("svg" in each for each in rule.selectors)
        and rule.values.get("forced-color-adjust") == "none"
    ]
    if not cards:
        yield block(
            "contrast",
            "In forced colours a chart would become one dark shape: give its svg"
            " forced-color-adjust: none and a light background of its own",
        )
    elif not any(_colour(_ground(rule.values)) for rule in cards):
        yield block("contrast", "A chart that keeps its colours needs a background of its own too")


def style_faults(css: str) -> Iterator[str]:
    """Pairs of colours in a style sheet that are too alike."""
    every = style_rules(css)
    for scheme, ground, ink in (("", WHITE, BLACK), ("dark", BLACK, WHITE)):
        names = _variables(every, scheme)
        for rule in every:
            if rule.scheme not in ("", scheme):
                continue
            if PAGE & set(rule.selectors):
                ground = _colour(_ground(rule.values), names) or ground
                ink = _colour(rule.values.get("color", ""), names) or ink
        for rule in every:
            if rule.scheme not in ("", scheme) or PAGE & set(rule.selectors):
                continue
            own_ink = _colour(rule.values.get("color", ""), names)
            own_ground = _colour(_ground(rule.values), names)
            is_drawing = any(re.search(r"\b(svg|img)\b", each) for each in rule.selectors)
            if is_drawing or (own_ink is None and own_ground is None):
                continue
            on = own_ground or _around(rule, every, names, scheme) or ground
            ratio = contrast(own_ink or _inside(rule, every, names, scheme) or ink, on)
            if ratio < TEXT:
                where = f" ({scheme})" if scheme else ""
                yield f"{', '.join(rule.selectors)}{where}: text has a contrast of {ratio:.1f}"


def drawing_faults(svg: Element) -> Iterator[str]:
    """Text and lines of a drawing that are too pale on its card, which is white."""
    seen: set[str] = set()
    for element, values in _painted(svg, {}):
        kind = name(element)
        fill, stroke = values.get("fill", "black"), values.get("stroke", "none")
        colour = _colour(fill)
        if kind in ("text", "tspan") and (element.text or "").strip() and colour is not None:
            at = float(values.get("fill-opacity", 1)) * float(values.get("opacity", 1))
            ratio = contrast(_over(colour, at), WHITE)
            # A sign that is no letter is a mark.
            least = TEXT if any(map(str.isalnum, element.text or "")) else MARK
            if ratio < least and colour != WHITE and f"text {fill}" not in seen:
                seen.add(f"text {fill}")
                yield f"text in {fill} has a contrast of {ratio:.1f}"
        line = _colour(stroke)
        is_mark = element.get("role") == "graphics-symbol" or element.get("data-mark") is not None
        if is_mark and line is not None and contrast(line, WHITE) < MARK:
            yield f"a mark in {stroke} has a contrast of {contrast(line, WHITE):.1f}"


def contrast(one: Colour, other: Colour) -> float:
    """The contrast ratio of two colours, 1 to 21. Method: WCAG 2.2."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@lru_cache(maxsize=16)  # several rules of the gate ask about the same few sheets
def style_rules(css: str) -> tuple[StyleRule, ...]:
    """The rules of a style sheet, those in conditions with the scheme they are for."""
    return tuple(_rules(tinycss2.parse_stylesheet(css, skip_comments=True), ""))


def _rules(nodes: list[object], scheme: str) -> Iterator[StyleRule]:
    for node in nodes:
        kind = getattr(node, "type", "")
        if kind == "qualified-rule":
            said = tinycss2.serialize(node.prelude)  # type: ignore[attr-defined]
            values = {
                each.lower_name: tinycss2.serialize(each.value).strip().removesuffix("!important")
                for each in tinycss2.parse_declaration_list(node.content)  # type: ignore[attr-defined]
                if each.type == "declaration"
            }
            selectors = tuple(each.strip() for each in said.split(","))
            yield StyleRule(selectors, scheme, values)
        elif kind == "at-rule" and node.content is not None:  # type: ignore[attr-defined]
            about = tinycss2.serialize(node.prelude)  # type: ignore[attr-defined]
            inner = scheme
            for word in ("dark", "forced", "print"):
                inner = word if word in about else inner
            if node.lower_at_keyword in ("media", "supports", "layer"):  # type: ignore[attr-defined]
                inside = tinycss2.parse_rule_list(node.content, skip_comments=True)  # type: ignore[attr-defined]
                yield from _rules(inside, inner)


def _variables(every: Sequence[StyleRule], scheme: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for rule in every:
        if rule.scheme in ("", scheme):
            found |= {key: value for key, value in rule.values.items() if key.startswith("--")}
    return found


def _ground(values: Mapping[str, str]) -> str:
    return next((values[each] for each in GROUNDS if each in values), "")


def _colour(text: str, names: Mapping[str, str] | None = None) -> Colour | None:
    """A colour that the files themselves set; None for the reader's own, or none."""
    for _ in range(5):
        match = re.search(r"var\((--[\w-]+)(?:,([^()]*))?\)", text)
        if match is None:
            break
        text = text.replace(match[0], (names or {}).get(match[1], match[2] or ""))
    if re.search(r"color-mix|canvas|currentcolor|inherit|transparent|none|auto", text, re.I):
        return None
    for word in [text, *text.split()]:
        found = parse_color(word)
        if found is not None and not isinstance(found, str):
            red, green, blue, alpha = found.to("srgb")
            return _over((red, green, blue), alpha)
    return None


def _over(colour: Colour, alpha: float) -> Colour:
    """A colour as it is seen on white."""
    red, green, blue = (1 - alpha * (1 - each) for each in colour)
    return red, green, blue


def _around(
    rule: StyleRule, every: Sequence[StyleRule], names: Mapping[str, str], scheme: str
) -> Colour | None:
    """The ground of what a rule's elements stand in: the last rule for the start of a selector."""
    return _of_outer(rule, every, names, scheme, _ground)


def _inside(
    rule: StyleRule, every: Sequence[StyleRule], names: Mapping[str, str], scheme: str
) -> Colour | None:
    return _of_outer(rule, every, names, scheme, lambda values: values.get("color", ""))


def _of_outer(
    rule: StyleRule,
    every: Sequence[StyleRule],
    names: Mapping[str, str],
    scheme: str,
    value: Callable[[Mapping[str, str]], str],
) -> Colour | None:
    found = None
    for selector in rule.selectors:
        outer = selector.split()[:-1]
        for each in every:
            if each.scheme in ("", scheme) and set(outer) & set(each.selectors):
                found = _colour(value(each.values), names) or found
    return found


def _luminance(colour: Colour) -> float:
    red, green, blue = (
        each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def style_sheets(contents: Contents) -> Iterator[tuple[str, str]]:
    """Path and text of every style sheet, in files and in pages."""
    for path, data in contents.files.items():
        if path.endswith(".css"):
            yield path, data.decode("utf-8", "replace")
    for path, page in contents.pages.items():
        yield from ((path, e.text or "") for e in page.iter() if e.tag == "style")


def _drawings(contents: Contents) -> Iterator[tuple[str, Element]]:
    for path, data in contents.files.items():
        if path.endswith(".svg"):
            yield path, ElementTree.fromstring(data)
    for path, page in contents.pages.items():
        yield from ((path, e) for e in page.iter() if name(e) == "svg")


def _painted(
    element: Element, inherited: Mapping[str, str]
) -> Iterator[tuple[Element, dict[str, str]]]:
    names = ("fill", "stroke", "fill-opacity", "stroke-opacity", "opacity")
    values = dict(inherited) | {each: element.get(each, "") for each in names if element.get(each)}
    yield element, values
    for child in element:
        if name(child) not in ("defs", "clipPath", "title", "desc", ""):
            yield from _painted(child, values)
