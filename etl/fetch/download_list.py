"""The list of official files that have a stable address: data/catalogue/downloads.toml."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urlencode

import httpx

from insight.reference.areas import areas
from insight.reference.catalogue import CatalogueError
from insight.reference.spelling import letters

LIST_NAME = "downloads.toml"
SUFFIX = {"csv": ".csv", "geojson-pages": ".geojson"}  # each kind, and how its file names end
REQUIRED_TEXT = ("download_id", "source_id", "title", "address", "file_name", "kind")
IN_PLACES = re.compile(r"\{(\w+) in Places\}")
OPTIONAL = ("parameters", "page_size", "each", "note")


@dataclass(frozen=True)
class Download:
    """One file to fetch.

    address: the whole address, query included; for geojson-pages without the paging.
    file_name: where it goes inside the raw folder, with forward slashes.
    page_size: features asked for at a time (geojson-pages only, otherwise None).
    note: what is not certain about the address, said again when the address fails.
    """

    download_id: str
    source_id: str
    title: str
    address: str
    file_name: str
    kind: str
    page_size: int | None = None
    note: str = ""


def downloads(folder: Path) -> list[Download]:
    """Read and check downloads.toml in the catalogue folder, in its own order.

    An entry with `each` (a table of id = name) stands for one file per id: `{id}` and
    `{name}` in its other values are filled in, and `{COLUMN in Places}` in any. Raises
    CatalogueError naming file, entry and key.
    """
    try:
        listed = tomllib.loads((folder / LIST_NAME).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise CatalogueError([f"{LIST_NAME}: the file is missing"]) from None
    except tomllib.TOMLDecodeError as error:
        raise CatalogueError([f"{LIST_NAME}: this is not valid TOML: {error}"]) from None
    entries = listed.get("download", [])
    is_list = isinstance(entries, list) and all(isinstance(entry, dict) for entry in entries)
    if list(listed) != ["download"] or not is_list:
        raise CatalogueError([f"{LIST_NAME}: only [[download]] is allowed, and one is needed"])
    found: list[Download] = []
    problems: list[str] = []
    for number, entry in enumerate(entries, start=1):
        try:
            found += [_checked(filled) for filled in _one_per_file(number, entry)]
        except CatalogueError as error:
            problems += error.problems
    for key in ("download_id", "file_name"):
        counts = Counter(getattr(download, key) for download in found)
        problems += [
            f"{LIST_NAME}: key '{key}': '{value}' is used {count} times"
            for value, count in counts.items()
            if count > 1
        ]
    if problems:
        raise CatalogueError(problems)
    return found


def _one_per_file(number: int, entry: dict[str, Any]) -> Iterator[dict[str, Any]]:
    name = entry.get("download_id", f"number {number}")
    for key in entry:
        if key not in (*REQUIRED_TEXT, *OPTIONAL):
            raise _fault(name, key, "is not a key we know")
    for key in REQUIRED_TEXT:
        if not isinstance(entry.get(key), str) or not entry[key].strip():
            raise _fault(name, key, "is missing, or is not text")
    for key in ("parameters", "each"):
        if not isinstance(entry.get(key, {}), dict):
            raise _fault(name, key, "must be a table")
    each = entry.get("each", {"": ""})
    if not each:
        raise _fault(name, "each", "is empty")
    for file_id, file_title in each.items():
        yield _fill(entry, {"{id}": file_id, "{name}": str(file_title)})


def _fill(value: Any, words: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return {key: _fill(inner, words) for key, inner in value.items()}
    if isinstance(value, str):
        for blank, word in words.items():
            value = value.replace(blank, word)
        return IN_PLACES.sub(lambda found: _in_places(found[1]), value)
    return value


def _in_places(column: str) -> str:
    """SQL that picks our Places by a column of codes (LAD25CD), or names that begin with theirs."""
    places = [area for area in areas().values() if area.area_type == "place"]
    if column.endswith("CD"):
        codes = ",".join(f"'{place.area_code}'" for place in places)
        return f"{column} IN ({codes})"
    names = [
        name
        for place in places
        for name in (place.area_name, *place.spellings)
        if letters(name) == letters(place.area_name)  # 'St. Helens' as well, and no abbreviation
    ]
    return " OR ".join(f"{column} LIKE '{name} %'" for name in names)


def _checked(entry: dict[str, Any]) -> Download:
    name, kind = entry["download_id"], entry["kind"]
    if kind not in SUFFIX:
        raise _fault(name, "kind", f"must be one of {', '.join(SUFFIX)}, not {kind!r}")
    if not _is_https(entry["address"]):
        raise _fault(name, "address", f"must start with https://, not {entry['address']!r}")
    if not _stays_inside(entry["file_name"]) or not entry["file_name"].endswith(SUFFIX[kind]):
        message = f"must be a path inside data/raw that ends in {SUFFIX[kind]}"
        raise _fault(name, "file_name", f"{message}, not {entry['file_name']!r}")
    page_size = entry.get("page_size")
    if (kind == "geojson-pages") != (page_size is not None):
        raise _fault(name, "page_size", "goes with kind geojson-pages, and only with it")
    if page_size is not None and (type(page_size) is not int or page_size < 1):
        raise _fault(name, "page_size", f"must be a whole number above 0, not {page_size!r}")
    if not isinstance(entry.get("note", ""), str):
        raise _fault(name, "note", "must be text")
    address = entry["address"]
    if entry.get("parameters"):
        address += "?" + urlencode(entry["parameters"])
    plain = {key: entry[key] for key in REQUIRED_TEXT}
    return Download(
        **{**plain, "address": address}, page_size=page_size, note=entry.get("note", "")
    )


def _is_https(address: str) -> bool:
    try:
        url = httpx.URL(address)
    except httpx.InvalidURL:
        return False
    return url.scheme == "https" and bool(url.host)


def _stays_inside(file_name: str) -> bool:
    path = PurePosixPath(file_name)
    return not path.is_absolute() and ".." not in path.parts and not set(file_name) & set('\\:*?"')


def _fault(name: str, key: str, problem: str) -> CatalogueError:
    return CatalogueError([f"{LIST_NAME}: download '{name}': key '{key}' {problem}"])
