"""Where the links of pages lead."""

from __future__ import annotations

import re
from collections.abc import Mapping, Set
from posixpath import dirname, join, normpath

LINK = re.compile(rb'(?:href|src)="([^"#]*)(?:#[^"]*)?"')


def broken(pages: Mapping[str, bytes], files: Set[str]) -> set[str]:
    """The addresses within the site that lead nowhere. files: the paths that there are."""
    found = set()
    for path, page in pages.items():
        for each in LINK.findall(page):
            address = each.decode()
            if not address or "://" in address or address.startswith("mailto:"):
                continue
            whole = address.lstrip("/") if address.startswith("/") else join(dirname(path), address)
            target = normpath(whole) if whole else ""
            is_page = address.endswith("/")
            if (f"{target}/index.html".lstrip("./") if is_page else target) not in files:
                found.add(address)
    return found
