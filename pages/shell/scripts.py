"""The scripts that pages hold themselves: a browser runs no others (see door.py)."""

from __future__ import annotations

import re
from pathlib import Path

from streamlit import file_util

LINKS = Path(__file__).with_name("links.js").read_text(encoding="utf-8")
FULL_SCREEN = Path(__file__).with_name("full_screen.js").read_text(encoding="utf-8")
OURS = LINKS + FULL_SCREEN
RELOAD = "location.reload()"
# Streamlit's own page holds one too. Its files carry what they hold in their names, ours do not.
_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def inline() -> list[str]:
    """Every script that stands in a page's own text, as it stands there."""
    index = Path(file_util.get_static_dir()) / "index.html"
    return [OURS, RELOAD, *_INLINE.findall(index.read_text(encoding="utf-8"))]
