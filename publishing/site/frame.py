"""The frame of every public page: head, ways around, and where to ask for another format."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from markupsafe import Markup

from insight.export.caption import NOT_OFFICIAL
from insight.export.document import with_style
from insight.reference.identity import identity

LANGUAGE = "en-GB"
STYLE = "style.css"
WAYS = {
    "/places/": "Places",
    "/core20plus5/": "CORE20PLUS5",
    "/charts/": "Charts",
    "/you-said-we-did/": "You said, we did",
    "/how-we-know/": "How we know",
    "/releases/": "Releases",
}
FEED = "/releases.xml"
PAGE = Markup(
    '<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    '<meta name="color-scheme" content="light dark">\n<title>{title} – {name}</title>\n'
    '<meta name="description" content="{description}">\n'
    '<link rel="stylesheet" href="{style}">\n<link rel="icon" href="/favicon.svg">\n'
    '<link rel="alternate" type="application/atom+xml" title="Releases" href="{feed}">\n'
    '{head}</head>\n<body{kind}>\n{frame_top}<main id="main">\n{body}\n</main>\n'
    "{frame_foot}</body>\n</html>\n"
)
TOP = Markup(
    '<a class="skip" href="#main">Skip to the content</a>\n<header><p class="name">'
    '<a href="/">{}</a></p>\n<nav aria-label="Site"><ul>{}</ul></nav></header>\n'
)
FOOT = Markup(
    "<footer><p>Do you need this in another form? We can send it in large print, braille, audio,"
    ' Easy Read, British Sign Language or another language. <a href="/how-we-know/accessibility/">'
    "Ask for another format</a> by e-mail, phone, post or text relay."
    "</p>\n<p>{} {}</p></footer>\n"
)


def page(
    title: str,
    body: Markup,
    *,
    description: str,
    here: str = "",
    head: Markup | None = None,
    style: str = f"/{STYLE}",
    script: str = "",
    kind: str = "",
) -> bytes:
    """A whole page. here: the way in WAYS that it belongs to. style: address of its style sheet.

    script: address of the one script it may run; '' for none. kind: a class of its body.
    """
    ways = Markup("\n").join(
        Markup('<li><a href="{}"{}>{}</a></li>').format(
            address, Markup(' aria-current="true"') * (address == here), name
        )
        for address, name in WAYS.items()
    )
    added = Markup('<script src="{}" defer></script>\n').format(script) if script else Markup()
    return str(
        PAGE.format(
            language=LANGUAGE,
            title=title,
            name=identity().name,
            description=description,
            style=style,
            feed=FEED,
            head=(head or Markup()) + added,
            kind=Markup(' class="{}"').format(kind) if kind else "",
            frame_top=TOP.format(identity().name, ways),
            body=body,
            frame_foot=FOOT.format(f"{identity().owner}.", NOT_OFFICIAL),
        )
    ).encode()


def paragraph(text: str, kind: str = "") -> Markup:
    """A paragraph of plain text; nothing for none."""
    if not text.strip():
        return Markup()
    name = Markup(' class="{}"').format(kind) if kind else ""
    return Markup("<p{}>{}</p>\n").format(name, text)


def part(heading: str, body: Markup, *, name: str = "", level: int = 2) -> Markup:
    """A part of a page under its heading; nothing for none. name: where links lead."""
    if not body:
        return Markup()
    place = Markup(' id="{}"').format(name) if name else ""
    return Markup("<section{0}><h{1}>{2}</h{1}>\n{3}</section>\n").format(
        place, level, heading, body
    )


def bullets(items: list[Markup], kind: str = "") -> Markup:
    """A list; nothing for none."""
    if not items:
        return Markup()
    name = Markup(' class="{}"').format(kind) if kind else ""
    listed = Markup("\n").join(Markup("<li>{}</li>").format(each) for each in items)
    return Markup("<ul{}>\n{}\n</ul>\n").format(name, listed)


def link(address: str, text: str) -> Markup:
    """Words that lead somewhere."""
    return Markup('<a href="{}">{}</a>').format(address, text)


@cache
def style_sheet() -> bytes:
    """How every page looks, on a screen, in the dark, in forced colours and on paper."""
    text = Path(__file__).with_name("site.css").read_text(encoding="utf-8")
    return with_style(re.sub(r"/\*.*?\*/\s*|^ +", "", text, flags=re.S | re.M)).encode()
