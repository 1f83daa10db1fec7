"""What a reader sees of a page: what its owner owes them has to stand there, and not only in it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from xml.etree.ElementTree import Element

from publishing.gate.colours import StyleRule, style_rules, style_sheets
from publishing.gate.contents import Contents, name

UNSEEN = {"head", "script", "style", "template", "noscript"}
AWAY = re.compile(r"-\s*\d{2,}")  # of a place far outside the page
PLACED = ("left", "right", "top", "inset", "inset-inline-start", "text-indent", "margin-left")


def seen_words(root: Element, contents: Contents, but: Collection[str] = ()) -> str:
    """The words of a page that are shown: nothing of what HTML or a style sheet hides.

    but: kinds of element whose words are not asked for.
    """
    rules = [
        rule
        for _, css in style_sheets(contents)
        for rule in style_rules(css)
        if rule.scheme == "" and _hides(rule)
    ]
    last = {*but} | {each.split()[-1] for rule in rules for each in rule.selectors if each.split()}
    return " ".join(" ".join(_shown(root, last)).split())


def _shown(element: Element, hidden: set[str]) -> Iterator[str]:
    kind = name(element)
    if not kind or kind in UNSEEN or _is_hidden(element, hidden):
        return
    yield element.text or ""
    for child in element:
        yield from _shown(child, hidden)
        yield child.tail or ""


def _is_hidden(element: Element, hidden: set[str]) -> bool:
    classes = (element.get("class") or "").split()
    named = {name(element), f"#{element.get('id')}", *(f".{each}" for each in classes)}
    named |= {f"{name(element)}.{each}" for each in classes}
    is_off = element.get("hidden") is not None or element.get("aria-hidden") == "true"
    return is_off or bool(named & hidden)


def _hides(rule: StyleRule) -> bool:
    values = rule.values
    return (
        values.get("display") == "none"
        or values.get("visibility") in ("hidden", "collapse")
        or re.fullmatch(r"0?\.?0+%?", values.get("opacity", "1")) is not None
        or re.fullmatch(r"0[a-z]*", values.get("font-size", "1")) is not None
        or any(AWAY.search(values.get(each, "")) for each in PLACED)
    )
