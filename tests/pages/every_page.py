"""Open every page of the front door, in a process of its own, and print what they show.

    python -m tests.pages.every_page PLACE

The store is the one in INSIGHT_STORES. PLACE is the code of the Place that pages are asked for as
well. Prints a JSON object: an address → everything that was sent to the browser, as text. Ends
with an error where a page failed.
"""

from __future__ import annotations

import json
import os
import sys
from typing import Any

from streamlit.util import calc_hash

from insight.settings import PROJECT
from tests.pages.one_scan import AppTest
from tests.pages_listed import PAGES

SORRY = "Sorry"  # how a page that failed begins
FAILED: list[str] = []
OF_A_PLACE = ("place", "priorities", "inequality", "neighbourhood")


def main(place: str) -> str | None:
    os.environ["INSIGHT_EDITION"] = "team"
    os.chdir(PROJECT)
    shown = {path or "overview": _open(path) for path in PAGES}
    for path in PAGES:
        if path.startswith(OF_A_PLACE):
            shown[f"{path}?place={place}"] = _open(path, place=place)
    print(json.dumps(shown))
    return f"These pages failed: {', '.join(FAILED)}" if FAILED else None


def _open(path: str, **choices: str) -> str:
    app = AppTest.from_file(str(PROJECT / "app.py"), default_timeout=60)
    app._page_hash = calc_hash(path)
    for name, value in choices.items():
        app.query_params[name] = value
    app.run()
    text = "\n".join(_texts(app._tree))
    if app.exception or SORRY in text:  # the reason is in the log
        FAILED.append(path or "overview")
    return text


def _texts(node: Any) -> list[str]:
    found = [str(node.proto)] if getattr(node, "proto", None) is not None else []
    for child in getattr(node, "children", {}).values():
        found += _texts(child)
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
