"""The pages, read from app.py's own list, so that no test forgets one."""

from __future__ import annotations

import ast
from pathlib import Path

APP = Path(__file__).resolve().parent.parent / "app.py"


def _pages() -> dict[str, str]:
    found = {}
    for node in ast.walk(ast.parse(APP.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "Page":
            file = ast.literal_eval(node.args[0])
            words = {each.arg: each.value for each in node.keywords}
            path = words.get("url_path")
            found["" if path is None else ast.literal_eval(path)] = file
    return found


PAGES = _pages()
PATHS = list(PAGES)
