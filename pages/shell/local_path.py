"""Which addresses lead to this machine alone, and which lead back into this app."""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import urlsplit

LONGEST = 2_000
# One page and its choices: no second slash, no backslash (browsers read it as one), no control
# character (browsers leave it out before they look).
PAGE = re.compile(r"/[A-Za-z0-9_\-]*(\?[^\\#\x00-\x20\x7f]*)?")


def is_loopback(host: str) -> bool:
    """Whether a host's name or number means this machine and can be reached from nowhere else."""
    name = host.strip("[]").rstrip(".").lower()
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def host_name(host: str) -> str:
    """The host of a Host header or an origin, without its port; '' where it cannot be read."""
    try:
        return urlsplit(host if "//" in host else f"//{host}").hostname or ""
    except ValueError:
        return ""


def page(text: str) -> str:
    """`text` where it is the address of a page of this app, '/' where it is anything else."""
    return text if len(text) <= LONGEST and PAGE.fullmatch(text) else "/"
