"""The list of official files that have a stable address: data/catalogue/downloads.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urlencode, urlsplit

LIST_NAME = "downloads.toml"
SUFFIX = {"csv": ".csv", "geojson-pages": ".geojson"}  # each kind, and how its file names end
REQUIRED_TEXT = ("download_id", "source_id", "title", "address", "file_name", "kind")
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
    `{name}` in its other values are filled in. Raises ValueError naming file, entry and key.
    """
    path = folder / LIST_NAME
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8")).get("download", [])
    except FileNotFoundError:
        raise ValueError(f"{path}: there is no such file") from None
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"{path}: not valid TOML: {error}") from None
    if not isinstance(entries, list) or not entries:
        raise ValueError(f"{path}: key 'download': write one [[download]] per file")
    found = [
        _checked(path, filled)
        for number, entry in enumerate(entries, start=1)
        for filled in _one_per_file(path, number, entry)
    ]
    for key in ("download_id", "file_name"):
        _refuse_repeats(path, key, [getattr(download, key) for download in found])
    return found


def _one_per_file(path: Path, number: int, entry: dict[str, Any]) -> Iterator[dict[str, Any]]:
    name = entry.get("download_id", f"number {number}")
    for key in entry:
        if key not in (*REQUIRED_TEXT, *OPTIONAL):
            raise _fault(path, name, key, "is not a key we know")
    for key in REQUIRED_TEXT:
        if not isinstance(entry.get(key), str) or not entry[key].strip():
            raise _fault(path, name, key, "is missing, or is not text")
    for key in ("parameters", "each"):
        if not isinstance(entry.get(key, {}), dict):
            raise _fault(path, name, key, "must be a table")
    each = entry.get("each", {"": ""})
    if not each:
        raise _fault(path, name, "each", "is empty")
    for file_id, file_title in each.items():
        yield _fill(entry, {"{id}": file_id, "{name}": str(file_title)})


def _fill(value: Any, words: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return {key: _fill(inner, words) for key, inner in value.items()}
    if isinstance(value, str):
        for blank, word in words.items():
            value = value.replace(blank, word)
    return value


def _checked(path: Path, entry: dict[str, Any]) -> Download:
    name, kind = entry["download_id"], entry["kind"]
    if kind not in SUFFIX:
        raise _fault(path, name, "kind", f"must be one of {', '.join(SUFFIX)}, not {kind!r}")
    if urlsplit(entry["address"]).scheme != "https" or not urlsplit(entry["address"]).hostname:
        raise _fault(path, name, "address", f"must start with https://, not {entry['address']!r}")
    if not _stays_inside(entry["file_name"]) or not entry["file_name"].endswith(SUFFIX[kind]):
        message = f"must be a path inside data/raw that ends in {SUFFIX[kind]}"
        raise _fault(path, name, "file_name", f"{message}, not {entry['file_name']!r}")
    page_size = entry.get("page_size")
    if (kind == "geojson-pages") != (page_size is not None):
        raise _fault(path, name, "page_size", "goes with kind geojson-pages, and only with it")
    if page_size is not None and (type(page_size) is not int or page_size < 1):
        raise _fault(path, name, "page_size", f"must be a whole number above 0, not {page_size!r}")
    if not isinstance(entry.get("note", ""), str):
        raise _fault(path, name, "note", "must be text")
    address = entry["address"]
    if entry.get("parameters"):
        address += "?" + urlencode(entry["parameters"])
    plain = {key: entry[key] for key in REQUIRED_TEXT}
    return Download(
        **{**plain, "address": address}, page_size=page_size, note=entry.get("note", "")
    )


def _stays_inside(file_name: str) -> bool:
    path = PurePosixPath(file_name)
    return not path.is_absolute() and ".." not in path.parts and not set(file_name) & set('\\:*?"')


def _refuse_repeats(path: Path, key: str, values: list[str]) -> None:
    for value in values:
        if values.count(value) > 1:
            raise _fault(path, value, key, f"{value!r} is used twice")


def _fault(path: Path, name: str, key: str, problem: str) -> ValueError:
    return ValueError(f"{path}: download '{name}', key '{key}': {problem}")
