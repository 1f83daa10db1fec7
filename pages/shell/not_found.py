"""Our own page for an address that leads nowhere: where to look instead.

Streamlit would open the front page under it, with words of its own laid over. A measure is searched
for here; where somebody lives is never in an address, so for that this page leads to the box.
"""

from __future__ import annotations

import re
from pathlib import Path

from markupsafe import Markup
from starlette.datastructures import Headers
from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from insight.reference.areas import SYSTEM_NAME
from insight.visual import style
from pages.controls.choices import MOST_LETTERS

PRODUCT = f"{SYSTEM_NAME} insight"
# Read from the list the bar is made of: Streamlit makes pages only while a view runs.
_LISTED = re.compile(r'title="([^"]+)",\s*url_path="(\w+)"')
PAGES = {
    path: title
    for title, path in _LISTED.findall(
        Path(__file__).with_name("navigation.py").read_text(encoding="utf-8")
    )
}
SERVERS_OWN = ("_stcore", "static", "app", "media", "component", "components", "auth")
FILES = ("favicon.png", "oauth2callback", "manifest.json", "robots.txt")
TEAM = ("to_read", "safeguarding", "comments", "check_fifty", "data_quality", "releases")
PAGE = Markup(
    '<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width, initial-scale=1">'
    "<title>Page not found – {product}</title><style>"
    "body{{font:1rem/1.5 {font};color:{text};margin:0}}"
    "header{{background:{blue};padding:.75rem 1rem}}header a{{color:{page};font-weight:700}}"
    "main{{max-width:42rem;margin:0 auto;padding:1rem}}"
    "a{{display:inline-block;min-height:24px;padding:.25rem 0}}"
    "input,button{{font:inherit;min-height:2rem;padding:.25rem .5rem}}label{{display:block}}"
    "a{{color:{blue}}}:focus{{outline:3px solid {focus};outline-offset:2px;background:{focus};"
    "color:{text}}}</style></head><body>"
    '<header><a href="{home}">{product}</a></header><main><h1>Page not found</h1>'
    "<p>Nothing is at this address. It may be mistyped, or the page may have moved.</p>"
    '<p><a href="{home}">Search for your postcode, town or ward on the front page</a></p>'
    '<form action="{home}indicator" role="search"><label for="find">Find a measure</label>'
    '<input id="find" name="find" type="search" maxlength="{letters}"> <button>Find</button></form>'
    '<h2>Pages</h2><nav aria-label="Pages"><ul>{links}</ul></nav></main></body></html>'
)


class NotFound:
    """Answers what leads nowhere, and hands on the rest."""

    def __init__(self, app: ASGIApp, base: str = "") -> None:
        self.app = app
        self.base = f"/{base.strip('/')}" if base.strip("/") else ""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] == "http" and self._leads_nowhere(scope):
            await HTMLResponse(page(f"{self.base}/"), 404)(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    def _leads_nowhere(self, scope: Scope) -> bool:
        """Whether somebody's browser asks for a page there is none of."""
        wants = Headers(scope=scope).get("accept", "")
        if scope["method"] not in ("GET", "HEAD") or "text/html" not in wants:
            return False
        path = scope["path"].removeprefix(self.base).strip("/")
        first, *below = path.split("/")
        return not (
            path in PAGES or path == "" or path in FILES or (below and first in SERVERS_OWN)
        )


def page(home: str) -> str:
    """The page, with links to the pages for everybody. home: the address of the front page."""
    links = Markup().join(
        Markup('<li><a href="{}{}">{}</a></li>').format(home, path, title)
        for path, title in {"": "Overview", **PAGES}.items()
        if path not in TEAM
    )
    return str(
        PAGE.format(
            product=PRODUCT,
            font=style.FONT,
            text=style.TEXT,
            blue=style.NHS_BLUE,
            page=style.PAGE,
            focus=style.FOCUS_YELLOW,
            home=home,
            links=links,
            letters=MOST_LETTERS,
        )
    )
