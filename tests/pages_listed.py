"""The pages, read from the list the front door shows, so that no test forgets one."""

from __future__ import annotations

import ast
from pathlib import Path

LISTED = Path(__file__).resolve().parent.parent / "pages" / "shell" / "navigation.py"


def _pages() -> dict[str, str]:
    found = {}
    for node in ast.walk(ast.parse(LISTED.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "Page":
            file = ast.literal_eval(node.args[0])
            words = {each.arg: each.value for each in node.keywords}
            if "default" in words:
                path = ""
            elif "url_path" in words:
                path = ast.literal_eval(words["url_path"])
            else:
                path = Path(file).stem  # what Streamlit makes of the file's name
            found[path] = file
    return found


PAGES = _pages()
PATHS = list(PAGES)
ABOUT = next(path for path, file in PAGES.items() if file.startswith("pages/about/"))
