"""The folder that a web server reads: public/current, a link to the newest of public/releases.

What is to be out is written whole beside it, and then one rename puts it in place: a reader has
the old site or the new one, never half of either. The server's root is public/current/web; what it
needs to know of withdrawn pages and old addresses lies in public/current/nginx.
"""

from __future__ import annotations

import fcntl
import gzip
import json
import os
import re
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from markupsafe import Markup

from insight import settings
from insight.store.disk import digest
from publishing.releases import frozen, notices
from publishing.releases.content import MARKS, PAGE, canonical, content_sha256, mark, with_marks
from publishing.releases.record import PublicRecord, PublicRelease, PublicVersion, Tombstone

# The pages around releases (home, feed, calendar, places), by path, made from what is public.
SitePages = Callable[[PublicRecord], Mapping[str, bytes]]
MANIFEST = "manifest.json"
# What is worth packing once, so that the server need not for each reader; and from how many bytes.
PACK = ".gz"
PACKED, FEWEST_PACKED = (".html", ".css", ".js", ".json", ".csv", ".svg", ".xml", ".ics"), 800


class SiteRefused(ValueError):
    """The pages around releases cannot be laid beside them. The message says which."""


@dataclass(frozen=True)
class Manifest:
    """What a site holds. files: SHA-256 of each by path below the web root.

    versions: release, number, content hash and time of each that is out. events, last_event: how
    far the chain went when it was made, so that a chain cut short later is noticed. programs: see
    `programs`.
    """

    number: int
    made_at: str
    record_sha256: str
    versions: tuple[tuple[str, int, str, str], ...]
    files: Mapping[str, str]
    events: int
    last_event: str
    programs: str = ""


def programs() -> str:
    """SHA-256 of the programs that write notices: others may write them in other words."""
    written = sorted(Path(__file__).parent.glob("*.py"))
    return content_sha256({each.name: digest(each.read_bytes()) for each in written})


def folder() -> Path:
    """public/, which holds nothing but what is out."""
    return settings.releases_folder() / "public"


def place(number: int) -> Path:
    """Where a site lies."""
    return folder() / "releases" / str(number)


@contextmanager
def lock() -> Iterator[None]:
    """One publication at a time; the lock goes with the process that holds it."""
    folder().mkdir(parents=True, exist_ok=True)
    with (settings.releases_folder() / "publication.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def current() -> Manifest | None:
    """What the pointer points to; None before anything was published, or where it is damaged."""
    try:
        said = json.loads((folder() / "current" / MANIFEST).read_bytes())
    except (OSError, ValueError):
        return None
    return _manifest(said)


def manifests() -> dict[int, Manifest | None]:
    """Every site there still is, by number; None for one that is damaged."""
    found: dict[int, Manifest | None] = {}
    for path in (folder() / "releases").glob("*"):
        if path.name.isdecimal():
            try:
                found[int(path.name)] = _manifest(json.loads((path / MANIFEST).read_bytes()))
            except (OSError, ValueError):
                found[int(path.name)] = None
    return found


def stage(
    record: PublicRecord, pages: SitePages, made_at: str, events: int, last_event: str
) -> Manifest:
    """Write a whole site where nobody looks yet. Raises OSError, FrozenFilesDiffer, SiteRefused."""
    number = max([0, *manifests()]) + 1
    part = place(number).with_name(f"{number}.part")
    if part.exists():
        shutil.rmtree(part)
    try:
        web = part / "web"
        web.mkdir(parents=True)
        files: dict[str, str] = {}
        for release in record.releases:
            files |= _lay_release(web, release, twins(record, release))
        for old, to in record.redirects.items():
            files |= _write(web, f"{old.strip('/')}/index.html", notices.moved(to))
        taken = {path.lower() for path in files}
        for path, data in pages(record).items():
            if path.lower() in taken or ".." in path.split("/") or path.startswith("/"):
                raise SiteRefused(f"The site's {path} would lie over a release's file")
            files |= _write(web, path, data)
        files |= _pack(web, files)
        manifest = Manifest(
            number,
            made_at,
            record.sha256,
            tuple(
                (version.release_id, version.number, version.content_sha256, version.published_at)
                for _, version in record.versions()
            ),
            files,
            events,
            last_event,
            programs(),
        )
        frozen.write_file(part / "nginx" / "withdrawn.map", _withdrawn_map(record))
        frozen.write_file(part / "nginx" / "redirects.map", _redirects_map(record))
        frozen.write_file(part / MANIFEST, canonical(asdict(manifest)))
        frozen.sync_folders(part)
        part.rename(place(number))
        frozen.sync(place(number).parent)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    return manifest


def move_pointer(number: int) -> None:
    """Put a site in place, with one rename. Raises OSError."""
    link, spare = folder() / "current", folder() / "current.new"
    spare.unlink(missing_ok=True)
    spare.symlink_to(Path("releases") / str(number))
    spare.replace(link)
    frozen.sync(folder())


def discard(number: int) -> None:
    """Remove a site that is not in place."""
    shutil.rmtree(place(number), ignore_errors=True)


def sweep(holds_erased: Callable[[Manifest], bool]) -> None:
    """Remove all sites but the one in place and the one before, this too where it holds what was
    erased; and what a stopped publication left behind."""
    now = current()
    for part in (folder() / "releases").glob("*.part"):
        shutil.rmtree(part)
    if now is None:
        return
    found = manifests()
    before = max((number for number in found if number < now.number), default=0)
    for number, each in found.items():
        is_spare = number == before and each is not None and not holds_erased(each)
        if number != now.number and not is_spare:
            shutil.rmtree(place(number))


def _manifest(said: dict[str, object]) -> Manifest:
    versions = tuple(tuple(each) for each in said.pop("versions"))  # type: ignore[attr-defined]
    return Manifest(versions=versions, **said)  # type: ignore[arg-type]


def twins(record: PublicRecord, release: PublicRelease) -> list[notices.Twin]:
    """What is out and retells a release, by address."""
    found = []
    for other in record.releases:
        latest = other.latest
        origin = latest.made_from if isinstance(latest, PublicVersion) else None
        if origin is not None and origin.release_id == release.release_id:
            assert isinstance(latest, PublicVersion)
            found.append(notices.Twin(other.address, latest.words.title, _language(latest)))
    return sorted(found, key=lambda each: each.address)


def _language(version: PublicVersion) -> str:
    """The language of a version's page, as the page itself says."""
    page = frozen.folder(version.release_id, version.number, version.submission) / PAGE
    said = re.search(rb'<html lang="([A-Za-z-]+)"', page.read_bytes())
    return said[1].decode() if said else "en"


def _lay_release(
    web: Path, release: PublicRelease, twins: Sequence[notices.Twin]
) -> dict[str, str]:
    """Lay every version at its own address, and the newest at the release's."""
    base = release.address.strip("/")
    files: dict[str, str] = {}
    for version in release.versions:
        is_latest = version is release.latest
        said = notices.marks(release, version, twins)
        files |= _lay_version(web, base, version, said, is_latest=is_latest)
    for stone in release.tombstones:
        page = notices.tombstone(release, stone)
        files |= _write(web, f"{base}/{stone.number}/index.html", page)
        files |= _write(web, _tombstone_path(release, stone), page)
        if stone is release.latest:
            files |= _write(web, f"{base}/index.html", page)
    return files


def _lay_version(
    web: Path, base: str, version: PublicVersion, said: Mapping[str, Markup], *, is_latest: bool
) -> dict[str, str]:
    kept = frozen.folder(version.release_id, version.number, version.submission)
    files: dict[str, str] = {}
    for path, data in version.files().items():
        at = f"{base}/{version.number}/{path}"
        if path.endswith(".html") and any(mark(name) in data for name in MARKS):
            files |= _write(web, at, with_marks(data, said))
        else:
            _link(kept / path, web / at)
            files[at] = digest(data)
        if is_latest:
            _link(web / at, web / base / path)
            files[f"{base}/{path}"] = files[at]
    return files


def packed(path: str, data: bytes) -> bytes | None:
    """A file as gzip, the same bytes each time; None where that is not worth it."""
    if not path.endswith(PACKED) or len(data) < FEWEST_PACKED:
        return None
    return gzip.compress(data, mtime=0)


def _pack(web: Path, files: Mapping[str, str]) -> dict[str, str]:
    """Lay a packed copy beside each file that is worth it; of files alike, one."""
    made: dict[str, str] = {}
    first: dict[str, str] = {}
    for path, sha256 in files.items():
        at = f"{path}{PACK}"
        if sha256 in first and path.endswith(PACKED):
            _link(web / first[sha256], web / at)
            made[at] = made[first[sha256]]
            continue
        data = packed(path, (web / path).read_bytes())
        if data is not None:
            made |= _write(web, at, data)
            first[sha256] = at
    return made


def _link(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(source, target)
    except OSError:  # another disk, or one that knows no links
        shutil.copyfile(source, target)
        frozen.sync(target)


def _write(web: Path, path: str, data: bytes) -> dict[str, str]:
    frozen.write_file(web / path, data)
    return {path: digest(data)}


def _tombstone_path(release: PublicRelease, stone: Tombstone) -> str:
    return f"withdrawn/{release.slug}/{stone.number}.html"


def _withdrawn_map(record: PublicRecord) -> bytes:
    """For nginx's `map $uri $tombstone`: the first line that fits counts."""
    lines = []
    for release in record.releases:
        base = release.address
        for stone in release.tombstones:
            page = f"/{_tombstone_path(release, stone)}"
            lines.append(f'"~^{base}{stone.number}(/|$)" "{page}";')
        latest = release.latest
        if isinstance(latest, Tombstone):
            lines += [f'"~^{base}{each.number}(/|$)" "";' for each in release.versions]
            lines.append(f'"~^{base}" "/{_tombstone_path(release, latest)}";')
        else:
            # What only a withdrawn version had at the release's own address.
            gone = {path: stone for stone in release.tombstones for path in stone.paths}
            lines += [
                f'"{base}{path}" "/{_tombstone_path(release, stone)}";'
                for path, stone in sorted(gone.items())
                if path not in latest.digests
            ]
    return "".join(f"{line}\n" for line in lines).encode()


def _redirects_map(record: PublicRecord) -> bytes:
    """For nginx's `map $uri $moved`: whatever lay below an old address lies below the new one."""
    lines = [f'"~^{old}(.*)$" "{to}$1";' for old, to in record.redirects.items()]
    return "".join(f"{line}\n" for line in lines).encode()
