"""What is frozen when a version is submitted: its files, and the words that go with it.

The content's hash is SHA-256 over lines "path sha256", sorted by path, of every file. The words
readers are told (title, summary, change note, time, sources) are one of these files, so that
whoever approves the hash has approved them too. Not in the hash is what stands between the two
halves of a mark in HTML: there publication puts what only later versions can say ("a newer version
exists"), and `without_marks` takes it out again.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from types import MappingProxyType
from typing import Any

from markupsafe import Markup

from insight.store.disk import digest
from publishing.releases.lifecycle import FIRST_CHANGE, ReleaseRefused
from publishing.releases.london_time import ZONE

WORDS_FILE = "version.json"
PAGE = "index.html"
LONGEST_TITLE, LONGEST_WORDS, LONGEST_PATH = 110, 2_000, 200

# Where a page says what later versions have changed, and what its own history is.
MARKS = ("notice", "history")
MEDIA_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".json": "application/json",
    ".jsonld": "application/ld+json",
    ".xml": "application/xml",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".pdf": "application/pdf",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".woff2": "font/woff2",
}
_PATH = re.compile(r"(?:[A-Za-z0-9_][A-Za-z0-9._-]*/)*[A-Za-z0-9_][A-Za-z0-9._-]*")


@dataclass(frozen=True)
class Words:
    """What readers are told beside the page itself. change_note: of all but the first."""

    title: str
    summary: str
    change_note: str = ""


@dataclass(frozen=True)
class Source:
    """A file that a release was made from, and under which rule its small counts are hidden.

    period_label: of the figures told of the indicator, '2022' or '2013 – 2022'; '' where of none.
    """

    source_file_sha256: str
    indicator_id: str
    period_label: str
    licence: str
    disclosure_rule: str
    gate_result: str = ""


@dataclass(frozen=True)
class MadeFrom:
    """The version that an Easy Read twin or a translation is made from."""

    release_id: str
    version: int


@dataclass(frozen=True)
class Rendering:
    """What a release shows, rendered: its words, its files by path, and what they rest on.

    retells: what the release shows that it is a twin of, in Easy Read or another language; '' for
    none. readers: who reads it first (see `lifecycle.READING_GROUP`); '' for nobody.
    """

    title: str
    summary: str
    files: Mapping[str, bytes]
    sources: tuple[Source, ...]
    build_id: str
    code_version: str = ""
    retells: str = ""
    readers: str = ""


@dataclass(frozen=True)
class Packet:
    """A version as it is submitted. files: every byte that may go out, by path.

    submission facts: build_id and code_version say what it was made with. scheduled_for: London
    wall time, '' for whenever somebody publishes it.
    """

    release_id: str
    version: int
    change_kind: str
    words: Words
    files: Mapping[str, bytes]
    sources: tuple[Source, ...]
    scheduled_for: str
    build_id: str
    code_version: str
    made_from: MadeFrom | None
    readers: str = ""

    @property
    def sha256(self) -> str:
        """The hash that is approved."""
        return content_sha256({path: digest(data) for path, data in self.files.items()})


def packet(
    release_id: str,
    version: int,
    change_kind: str,
    words: Words,
    files: Mapping[str, bytes],
    *,
    sources: Iterable[Source] = (),
    scheduled_for: str = "",
    build_id: str = "",
    code_version: str = "",
    made_from: MadeFrom | None = None,
    readers: str = "",
) -> Packet:
    """A version made ready to be frozen, its words among its files. Raises ReleaseRefused."""
    _check_words(words, change_kind)
    _check_paths(files)
    sources = tuple(sources)
    said = {
        "release": release_id,
        "version": version,
        **asdict(words),
        "change_kind": change_kind,
        "scheduled_for": scheduled_for,
        "time_zone": ZONE,
        "build": build_id,
        "code_version": code_version,
        "made_from": None if made_from is None else asdict(made_from),
        "readers": readers,
        "sources": [asdict(each) for each in sources],
    }
    frozen = {path: bytes(data) for path, data in files.items()} | {WORDS_FILE: canonical(said)}
    return Packet(
        release_id,
        version,
        change_kind,
        words,
        MappingProxyType(frozen),
        sources,
        scheduled_for,
        build_id,
        code_version,
        made_from,
        readers,
    )


def thawed(files: Mapping[str, bytes]) -> Packet:
    """The packet whose frozen files these are."""
    said = json.loads(files[WORDS_FILE])
    made_from = said["made_from"]
    return Packet(
        said["release"],
        said["version"],
        said["change_kind"],
        Words(said["title"], said["summary"], said["change_note"]),
        MappingProxyType(dict(files)),
        tuple(Source(**each) for each in said["sources"]),
        said["scheduled_for"],
        said["build"],
        said["code_version"],
        None if made_from is None else MadeFrom(**made_from),
        said.get("readers", ""),
    )


def canonical(said: Any) -> bytes:
    """JSON that is the same bytes whenever the same is said."""
    return json.dumps(
        said, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    ).encode()


def content_sha256(digests: Mapping[str, str]) -> str:
    """The hash of a version, of the hash of each of its files by path."""
    return digest("\n".join(f"{path} {digests[path]}" for path in sorted(digests)).encode())


def media_type(path: str) -> str:
    """By the ending. Raises ReleaseRefused for one that no server would know."""
    ending = "." + path.rpartition(".")[2].lower()
    if ending not in MEDIA_TYPES:
        raise ReleaseRefused(f"{path} ends in none of {', '.join(MEDIA_TYPES)}")
    return MEDIA_TYPES[ending]


def mark(name: str) -> bytes:
    """What a page holds where publication may put something; empty as it is frozen."""
    return f"<!--{name}--><!--/{name}-->".encode()


def with_marks(page: bytes, said: Mapping[str, Markup]) -> bytes:
    """A page with something in its marks, by the name of the mark."""
    for name in MARKS:
        begin, end = f"<!--{name}-->".encode(), f"<!--/{name}-->".encode()
        page = page.replace(begin + end, begin + str(said.get(name, "")).encode() + end)
    return page


def without_marks(page: bytes) -> bytes:
    """The page as it was frozen."""
    for name in MARKS:
        begin, end = f"<!--{name}-->".encode(), f"<!--/{name}-->".encode()
        page = re.sub(re.escape(begin) + rb".*?" + re.escape(end), begin + end, page, flags=re.S)
    return page


def _check_words(words: Words, change_kind: str) -> None:
    for name, text in (("title", words.title), ("summary", words.summary)):
        if not text.strip():
            raise ReleaseRefused(f"A release needs a {name}")
    if len(words.title) > LONGEST_TITLE:
        raise ReleaseRefused(f"The title is longer than {LONGEST_TITLE} characters")
    if change_kind != FIRST_CHANGE and not words.change_note.strip():
        raise ReleaseRefused("Readers are told what changed since the last version: add a note")
    for name, text in asdict(words).items():
        if len(text) > LONGEST_WORDS:
            raise ReleaseRefused(f"The {name} is longer than {LONGEST_WORDS} characters")
        if not text.isprintable():
            raise ReleaseRefused(f"The {name} is not one line of plain text")


def _check_paths(files: Mapping[str, bytes]) -> None:
    for path in files:
        if not _PATH.fullmatch(path) or len(path) > LONGEST_PATH:
            raise ReleaseRefused(f"'{path}' is no path that every server can serve")
        if path.split("/")[0].isdecimal():
            raise ReleaseRefused(f"'{path}' begins as a version's own address does")
        media_type(path)
    lowered = {path.lower() for path in files}
    if len(lowered) < len(files):
        raise ReleaseRefused("Two files differ only in capital letters")
    folders = {path[:at] for path in lowered for at in range(len(path)) if path[at] == "/"}
    if lowered & folders:
        raise ReleaseRefused("A file and a folder have one name")
    if WORDS_FILE in lowered:
        raise ReleaseRefused(f"{WORDS_FILE} is written here")
    if PAGE not in files:
        raise ReleaseRefused(f"There is no {PAGE}")
    for path, data in files.items():
        if path.endswith(".html") and data != without_marks(data):
            raise ReleaseRefused(f"{path} has something in a mark that publication fills")
    for name in MARKS:
        if files[PAGE].count(mark(name)) != 1:
            raise ReleaseRefused(f"{PAGE} needs one {mark(name).decode()}")
