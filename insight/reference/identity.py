"""Who publishes the site, where it is and whom readers may ask: data/site.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from insight import settings


@dataclass(frozen=True)
class Identity:
    """The site's own facts.

    address: without a slash at its end. answer_days: working days. answers: where the running app
    takes answers to charts; '' for nowhere.
    """

    name: str
    owner: str
    address: str
    email: str
    telephone: str
    text_relay: str
    post: str
    answer_days: int
    statement_date: date
    answers: str = ""

    @property
    def host(self) -> str:
        """'insight.example.nhs.uk', as ids in feeds and calendars need it."""
        return self.address.partition("://")[2].partition("/")[0].partition(":")[0]

    def url(self, path: str) -> str:
        """The whole address of '/charts/early-cancer/'."""
        return f"{self.address}{path}"


class WrongIdentity(ValueError):
    """data/site.toml cannot be read, or lacks something. The message says what."""


@cache
def identity() -> Identity:
    """The site's own facts. Raises WrongIdentity."""
    return read(settings.SITE)


def read(file: Path) -> Identity:
    """The facts in a file. Raises WrongIdentity."""
    try:
        said = tomllib.loads(file.read_text(encoding="utf-8"))
        return Identity(**{**said, "address": said["address"].rstrip("/")})
    except (OSError, ValueError, KeyError, TypeError) as fault:
        raise WrongIdentity(f"{file.name} cannot be used: {fault}") from fault
