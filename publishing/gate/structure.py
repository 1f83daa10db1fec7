"""Whether everybody can use the pages, as far as their own bytes tell: structure, words, colours.

After WCAG 2.2, level AA; each finding names the criterion. What only a browser can tell is asked in
`outside`.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Callable, Iterator
from urllib.parse import urlparse
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from publishing.gate.contents import name, text_of
from publishing.gate.version import Version, block
from publishing.releases.gate import Check

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
FETCHED = {"script": "src", "img": "src", "iframe": "src", "source": "src", "use": "href"}
NAMELESS = {"image", "chart", "picture", "graph", "map", "figure", "table"}
FIELDS = {"input", "select", "textarea"}
UNNAMED_TYPES = {"hidden", "submit", "button", "reset"}
NO_LINK_TEXT = {"here", "click here", "more", "read more", "link", "this", "this page"}


def structures(version: Version) -> Iterator[Check]:
    """Language, title, headings in order, names of everything, real tables."""
    for path, root in version.contents.pages.items():
        for fault in page_faults(root):
            yield block("accessibility", f"{path}: {fault}")


def drawings(version: Version) -> Iterator[Check]:
    """An SVG file names and describes itself, and holds no picture that cannot be read."""
    for path, data in version.packet.files.items():
        if path.endswith(".svg"):
            root = ElementTree.fromstring(data)
            for fault in _drawing(root):
                yield block("accessibility", f"{path}: {fault}")
            if any(name(e) == "image" for e in root.iter()):
                yield block("picture", f"{path} holds another picture: draw it instead")


def self_contained(version: Version) -> Iterator[Check]:
    """A page fetches nothing from elsewhere, and runs nothing that a strict policy refuses."""
    for path, root in version.contents.pages.items():
        for element in root.iter():
            kind = name(element)
            address = element.get(FETCHED.get(kind, ""), "") if kind in FETCHED else ""
            if kind == "link" and "stylesheet" in (element.get("rel") or ""):
                address = element.get("href", "")
            if urlparse(address).netloc:
                yield block("self-contained", f"{path}: <{kind}> fetches from another server")
            if (
                kind == "script"
                and not element.get("src")
                and "json" not in element.get("type", "")
            ):
                yield block(
                    "self-contained", f"{path}: a script stands in the page: make it a file"
                )
            handlers = [each for each in element.attrib if str(each).lower().startswith("on")]
            if kind and handlers:
                yield block(
                    "self-contained", f"{path}: <{kind}> has {handlers[0]}: no script in HTML"
                )
            if kind and element.get("style") is not None:
                yield block(
                    "self-contained", f"{path}: <{kind}> has a style of its own: use a class"
                )
            if (element.get("href") or "").strip().lower().startswith("javascript:"):
                yield block("self-contained", f"{path}: a link runs a script")


def page_faults(root: Element) -> Iterator[str]:
    """What keeps somebody from using a page, by the rules of this module."""
    for rule in RULES:
        yield from rule(root)


def _language(root: Element) -> Iterator[str]:
    if not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]+)*", root.get("lang", "")):
        yield "the page does not say its language (lang; WCAG 3.1.1)"
    viewport = next((e for e in root.iter() if e.get("name") == "viewport"), None)
    content = "" if viewport is None else viewport.get("content", "").replace(" ", "")
    if "width=device-width" not in content:
        yield "it does not fit a phone: add the viewport (WCAG 1.4.10)"
    if re.search(r"user-scalable=(?:no|0)|maximum-scale=[01](?:\.\d+)?(?:,|$)", content):
        yield "it stops readers from making it larger (WCAG 1.4.4)"
    titles = [e for e in root.iter() if e.tag == "title"]
    if len(titles) != 1 or not text_of(titles[0]):
        yield "it needs one title (WCAG 2.4.2)"


def _headings(root: Element) -> Iterator[str]:
    found = [e for e in root.iter() if e.tag in HEADINGS]
    levels = [int(e.tag[1]) for e in found]
    if levels.count(1) != 1:
        yield f"it has {levels.count(1)} first headings (h1) and needs one (WCAG 1.3.1)"
    if any(later - before > 1 for before, later in itertools.pairwise(levels)):
        yield "a level of headings is left out (WCAG 1.3.1)"
    if any(not text_of(e) for e in found):
        yield "a heading is empty (WCAG 2.4.6)"
    if not any(e.tag == "main" for e in root.iter()):
        yield "it has no <main> (WCAG 2.4.1)"


def _pictures(root: Element) -> Iterator[str]:
    for e in root.iter():
        if e.tag == "img" and e.get("alt") is None:
            yield "a picture has no alt text (WCAG 1.1.1)"
        if e.tag == "img" and (e.get("alt") or "").strip().lower() in NAMELESS:
            yield "an alt text only says what kind of picture it is (WCAG 1.1.1)"
        if e.tag == "iframe" and not (e.get("title") or "").strip():
            yield "a frame has no title (WCAG 4.1.2)"
        if name(e) == "svg" and e.get("aria-hidden") != "true":
            yield from _drawing(e)


def _drawing(svg: Element) -> Iterator[str]:
    titles = [text_of(e) for e in svg if name(e) == "title"]
    descriptions = [text_of(e) for e in svg if name(e) == "desc"]
    labelled = svg.get("aria-label") or svg.get("aria-labelledby")
    if svg.get("role") != "img":
        yield "a drawing is not marked as a picture (role=img; WCAG 1.1.1)"
    if not (any(titles) or labelled):
        yield "a drawing has no title (WCAG 1.1.1)"
    if not any(descriptions):
        yield "a drawing has no description of what it shows (desc; WCAG 1.1.1)"
    elif set(descriptions) <= set(titles):
        yield "a drawing's description only repeats its title (WCAG 1.1.1)"


def _tables(root: Element) -> Iterator[str]:
    for table in (e for e in root.iter() if e.tag == "table"):
        heads = [e for e in table.iter() if e.tag == "th"]
        if not any(e.tag == "caption" and text_of(e) for e in table):
            yield "a table has no caption (WCAG 1.3.1)"
        if not heads:
            yield "a table has no headings (th; WCAG 1.3.1)"
        elif any(e.get("scope") not in ("col", "row", "colgroup", "rowgroup") for e in heads):
            yield "a table's heading does not say what it heads (scope; WCAG 1.3.1)"
        if any(e.tag == "th" and not text_of(e) and not e.get("aria-label") for e in heads):
            yield "a table has an empty heading (WCAG 1.3.1)"


def _names(root: Element) -> Iterator[str]:
    ids = Counter(e.get("id") for e in root.iter() if e.get("id"))
    for each, count in ids.items():
        if count > 1:
            yield f"the id '{each}' is there {count} times (WCAG 4.1.1)"
    for e in root.iter():
        for reference in ("aria-labelledby", "aria-describedby", "for"):
            if not all(each in ids for each in (e.get(reference) or "").split()):
                yield f"{reference} points to what is not there (WCAG 1.3.1)"
    labels = {e.get("for") for e in root.iter() if e.tag == "label"}
    inside = {e for label in root.iter() if label.tag == "label" for e in label.iter()}
    for e in root.iter():
        if e.tag in FIELDS and e.get("type") not in UNNAMED_TYPES:
            is_named = e.get("aria-label") or e.get("aria-labelledby") or e.get("id") in labels
            if not is_named and e not in inside:
                yield "a field has no label (WCAG 3.3.2)"


def _links(root: Element) -> Iterator[str]:
    for e in root.iter():
        if e.tag in ("a", "button") and (e.get("href") is not None or e.tag == "button"):
            alts = [each.get("alt", "") for each in e.iter() if each.tag == "img"]
            words = " ".join([text_of(e), *alts, e.get("aria-label") or ""]).strip()
            if not words:
                yield "a link or button has no words (WCAG 2.4.4)"
            elif words.lower().strip(".") in NO_LINK_TEXT:
                yield f"a link only says '{words}' (WCAG 2.4.4)"
        if (e.get("tabindex") or "0").isdecimal() and int(e.get("tabindex") or 0) > 0:
            yield "an order of its own for the keyboard (tabindex; WCAG 2.4.3)"
        if e.tag in ("audio", "video") and e.get("autoplay") is not None:
            yield "something plays by itself (WCAG 1.4.2)"
        if e.tag in ("blink", "marquee"):
            yield "something moves by itself (WCAG 2.2.2)"
        if e.tag == "meta" and (e.get("http-equiv") or "").lower() == "refresh":
            yield "the page goes elsewhere by itself (WCAG 2.2.1)"


RULES: tuple[Callable[[Element], Iterator[str]], ...] = (
    _language,
    _headings,
    _pictures,
    _tables,
    _names,
    _links,
)
