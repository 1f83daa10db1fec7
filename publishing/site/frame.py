"""The frame of every public page: head, ways around, and where to ask for another format."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from markupsafe import Markup

from insight.export.document import with_style
from insight.reference.identity import identity
from publishing.site import languages
from publishing.site.languages import Language

STYLE, SORT = "style.css", "sort.js"
# Ways through the site, with the key of their words.
WAYS = {
    "/places/": "places",
    "/core20plus5/": "core20plus5",
    "/charts/": "charts",
    "/you-said-we-did/": "you_said_we_did",
    "/how-we-know/": "how_we_know",
    "/releases/": "releases",
}
FEED = "/releases.xml"
PAGE = Markup(
    '<!doctype html>\n<html lang="{language}" dir="{direction}">\n<head>\n<meta charset="utf-8">\n'
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    '<meta name="color-scheme" content="light dark">\n<title>{title} – {name}</title>\n'
    '<meta name="description" content="{description}">\n'
    '<link rel="stylesheet" href="{style}">\n<link rel="icon" href="/favicon.svg">\n'
    '<link rel="alternate" type="application/atom+xml" title="Releases" href="{feed}">\n'
    '{head}</head>\n<body{kind}>\n{frame_top}<main id="main">\n{body}\n</main>\n'
    "{frame_foot}</body>\n</html>\n"
)
TOP = Markup(
    '<a class="skip" href="#main">{}</a>\n<header><p class="name">'
    '<a href="/">{}</a></p>\n<nav aria-label="{}"><ul>{}</ul></nav></header>\n'
)
FOOT = Markup(
    '<footer><p>{} <a href="/how-we-know/accessibility/">{}</a> {}</p>\n<p>{}. {}</p></footer>\n'
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
    language: Language | None = None,
) -> bytes:
    """A whole page. here: the way in WAYS that it belongs to. style: address of its style sheet.

    script: address of the one script it may run; '' for none. kind: a class of its body. language:
    English without one.
    """
    said = language or languages.language()
    ways = Markup("\n").join(
        Markup('<li><a href="{}"{}>{}</a></li>').format(
            address, Markup(' aria-current="true"') * (address == here), said.say(key)
        )
        for address, key in WAYS.items()
    )
    added = Markup('<script src="{}" defer></script>\n').format(script) if script else Markup()
    return str(
        PAGE.format(
            language=said.code,
            direction=said.direction,
            title=title,
            name=identity().name,
            description=description,
            style=style,
            feed=FEED,
            head=(head or Markup()) + added,
            kind=Markup(' class="{}"').format(kind) if kind else "",
            frame_top=TOP.format(said.say("skip"), identity().name, said.say("site"), ways),
            body=body,
            frame_foot=FOOT.format(
                *map(said.say, ("other_forms", "ask", "ways_to_ask")),
                identity().owner,
                said.say("not_official"),
            ),
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
def sort_script() -> bytes:
    """What lets a reader sort a table: among the files of a release, and approved with them."""
    text = Path(__file__).with_name("sort.js").read_text(encoding="utf-8")
    text = re.sub(r"^ *//.*\n|^ +| // .*|\n(?=\n)", "", text, flags=re.M)
    return re.sub(r" ?([=>?:{}(),*;]|<|&&|\|\|)(?: |\n(?=[a-z]))?", r"\1", text).encode()


@cache
def style_sheet(*more: str) -> bytes:
    """How every page looks, on a screen, in the dark, in forced colours and on paper.

    more: names of further sheets beside site.css.
    """
    files = (Path(__file__).with_name(f"{name}.css") for name in ("site", *more))
    text = "".join(file.read_text(encoding="utf-8") for file in files)
    text = re.sub(r"/\*.*?\*/\s*|^ +", "", text, flags=re.S | re.M)
    text = re.sub(r" *([{};]) *", r"\1", text)
    return re.sub(r"(?<=[a-z]): |, |(?<=\})\n", _tight, with_style(text)).encode()


def _tight(found: re.Match[str]) -> str:
    return found[0].strip()
