"""Where things are, and the few settings that come from the environment."""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
CATALOGUE = PROJECT / "data" / "catalogue"
SYSTEMS = CATALOGUE / "systems"  # a folder for each system: its areas, and all else that is local
JOIN = "+"  # between the parts of a system that a list of authorities makes (reference/systems.py)
POINTER = "current.json"  # in the folder of stores: which of them is in place, and whose it is
FIGURES = PROJECT / "data" / "figures"
RAW = PROJECT / "data" / "raw"
# Map layers: drawn by the build, read by exports, and served by Streamlit as static/maps.
MAPS = Path(os.environ.get("INSIGHT_MAPS", PROJECT / "static" / "maps"))
VOICE = PROJECT / "data" / "voice"
DEMONSTRATION = PROJECT / "data" / "demonstration"
SITE = PROJECT / "data" / "site.toml"  # who publishes the public site, and where

LANGUAGES = PROJECT / "data" / "languages"  # the words of public pages, a file a language

LEAST_SMALLEST_BASE = 10
RETENTION_YEARS = 2  # how long people's own words are kept, counted from the day they were said


class SettingRefused(ValueError):
    """A setting says what cannot be. The message says which, and what it may say."""


def stores_folder() -> Path:
    """Folder of built stores: INSIGHT_STORES, or data/stores."""
    return Path(os.environ.get("INSIGHT_STORES", PROJECT / "data" / "stores"))


def default_system() -> str:
    """Id of the system whose figures come embedded, and that the first build is of."""
    return (SYSTEMS / "default.txt").read_text(encoding="utf-8").strip()


@cache
def system() -> str:
    """Id of the system this process is about: never another one for as long as it runs.

    INSIGHT_SYSTEM; or else the one of the store in place; or else the default. Raises
    SettingRefused where the catalogue has no such system. Whether it has the parts of a list is
    asked where their areas are read.
    """
    try:
        in_place = json.loads((stores_folder() / POINTER).read_text(encoding="utf-8")).get("system")
    except (OSError, ValueError, AttributeError):
        in_place = None
    name = os.environ.get("INSIGHT_SYSTEM") or in_place or default_system()
    if name not in systems() and JOIN not in name:
        raise SettingRefused(f"the system is '{name}'; it must be one of {', '.join(systems())}")
    return str(name)


def is_default_system() -> bool:
    """Whether it is the system whose figures, voices and demonstration come with the project."""
    return system() == default_system()


def systems() -> list[str]:
    """Ids of the systems in the catalogue, in alphabetical order."""
    return sorted(path.parent.name for path in SYSTEMS.glob("*/areas.toml"))


def public_store() -> Path:
    """The file a public server opens: INSIGHT_PUBLIC_STORE, or public.duckdb beside the stores."""
    return Path(os.environ.get("INSIGHT_PUBLIC_STORE", stores_folder() / "public.duckdb"))


def edition() -> str:
    """'team' or 'public', from INSIGHT_EDITION; 'public' where nobody has said.

    The front door settles it once, before it opens (pages/shell/door.py). Anything else is refused.
    """
    name = os.environ.get("INSIGHT_EDITION", "public")
    if name not in ("team", "public"):
        raise SettingRefused(f"INSIGHT_EDITION is '{name}'; it must be 'team' or 'public'")
    return name


def log_format() -> str:
    """'plain', for a person at a terminal, or 'json', lines for a server's log: INSIGHT_LOG."""
    name = os.environ.get("INSIGHT_LOG", "plain")
    if name not in ("plain", "json"):
        raise SettingRefused(f"INSIGHT_LOG is '{name}'; it must be 'plain' or 'json'")
    return name


def are_programs_needed() -> bool:
    """Whether axe and the Nu validator must have tried what is submitted: INSIGHT_PROGRAMS,
    'needed' or 'optional'; 'needed' where nobody has said."""
    name = os.environ.get("INSIGHT_PROGRAMS", "needed")
    if name not in ("needed", "optional"):
        raise SettingRefused(f"INSIGHT_PROGRAMS is '{name}'; it must be 'needed' or 'optional'")
    return name == "needed"


def smallest_base() -> int:
    """Fewest comments or answers that may be counted on a page: INSIGHT_SMALLEST_BASE, or 10.

    Raises SettingRefused below 10: a smaller group could be recognised.
    """
    text = os.environ.get("INSIGHT_SMALLEST_BASE", str(LEAST_SMALLEST_BASE))
    if not text.isdecimal() or int(text) < LEAST_SMALLEST_BASE:
        raise SettingRefused(
            f"INSIGHT_SMALLEST_BASE is '{text}'; it must be a whole number of"
            f" {LEAST_SMALLEST_BASE} or more, so that nobody can be recognised"
        )
    return int(text)


def demonstration() -> bool:
    """Whether a build takes in the demonstration set: INSIGHT_DEMONSTRATION, 'on' or 'off'."""
    name = os.environ.get("INSIGHT_DEMONSTRATION", "on")
    if name not in ("on", "off"):
        raise SettingRefused(f"INSIGHT_DEMONSTRATION is '{name}'; it must be 'on' or 'off'")
    return name == "on"


def decisions_url() -> str:
    """Address of the database of what people decide: INSIGHT_DECISIONS_URL, or a SQLite file."""
    file = PROJECT / "data" / "decisions" / "decisions.sqlite"
    return os.environ.get("INSIGHT_DECISIONS_URL", f"sqlite:///{file}")


def releases_folder() -> Path:
    """Folder of frozen files and of what is published: INSIGHT_RELEASES, or data/releases."""
    return Path(os.environ.get("INSIGHT_RELEASES", PROJECT / "data" / "releases"))


def answers_folder() -> Path | None:
    """Folder of answers that the running app takes: INSIGHT_ANSWERS; None where it takes none."""
    folder = os.environ.get("INSIGHT_ANSWERS", "")
    return Path(folder) if folder else None


def people_file() -> Path:
    """Which groups of this machine's users have which roles: INSIGHT_PEOPLE, or beside decisions.

    Read at the command line alone; the pages ask the sign-in service.
    """
    return Path(os.environ.get("INSIGHT_PEOPLE", PROJECT / "data" / "decisions" / "people.toml"))
