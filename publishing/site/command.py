"""The verbs of `python -m publishing` that render: `site` and `render`."""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Mapping
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from insight.export.fonts import NoFonts
from insight.reference.identity import WrongIdentity
from insight.store import NoStore
from publishing.newest_store import newest_store
from publishing.releases import web_root
from publishing.releases.ledger import transaction
from publishing.releases.lifecycle import ReleaseRefused
from publishing.releases.record import public
from publishing.releases.transitions import KINDS
from publishing.site import around, census, figures, languages
from publishing.site.easy_read import BreaksRules
from publishing.site.sample import sample

LOOPBACK = "127.0.0.1"
OURS = "search.json"  # lies in every site, and in hardly any other folder
OK = 0
STOPS = (NoFonts, BreaksRules, WrongIdentity, languages.WrongLanguage)


def add_verbs(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the verbs to a command line. Each sets `run`, which returns an exit code."""
    what = "write the public site, or a sample of it, into a folder that any server can serve"
    command = commands.add_parser("site", help=what, description=what)
    command.add_argument("--out", type=Path, required=True, metavar="DIR", help="new, or a site")
    command.add_argument(
        "--sample", action="store_true", help="real figures that nobody approved, marked as such"
    )
    command.add_argument("--serve", type=int, metavar="PORT", help="then serve it to this machine")
    command.set_defaults(run=_site)

    what = "render what a release shows into a folder, to look at or to submit"
    command = commands.add_parser("render", help=what, description=what)
    command.add_argument("slug")
    command.add_argument("--kind", choices=list(KINDS), default="chart")
    command.add_argument("--figure", default="", help="of a chart, such as adult-obesity-areas")
    command.add_argument("--version", type=int, default=1)
    command.add_argument("--next-update", default="", help="for readers: when figures are renewed")
    command.add_argument("--out", type=Path, required=True, metavar="DIR")
    command.set_defaults(run=_render)

    what = "list the languages of public pages, and which should come next"
    command = commands.add_parser("languages", help=what, description=what)
    command.add_argument(
        "--census", type=Path, metavar="FILE", help="Census 2021 table TS024 (CSV)"
    )
    command.set_defaults(run=_languages)


def _languages(options: argparse.Namespace) -> int:
    try:
        store = None if options.census else newest_store()
    except NoStore:
        store = None
    print("\n".join(census.report(options.census, store)))
    return OK


def write(out: Path, files: Mapping[str, bytes]) -> None:
    """Put files in place of whatever site was in a folder. Raises ReleaseRefused, OSError."""
    out = out.resolve()
    kept = web_root.folder().resolve()
    if out == kept or kept in out.parents or out in kept.parents:
        raise ReleaseRefused(f"{out} holds what is published, or lies in it")
    if out.exists() and any(out.iterdir()) and not (out / OURS).is_file():
        raise ReleaseRefused(f"{out} holds something else: name a new folder")
    part = out.with_name(f"{out.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    for path, data in files.items():
        file = part / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    shutil.rmtree(out, ignore_errors=True)
    part.rename(out)


def _site(options: argparse.Namespace) -> int:
    files = sample(newest_store()) if options.sample else _published()
    write(options.out, files)
    pages = sum(path.endswith("index.html") for path in files)
    total = sum(map(len, files.values())) / 1e6
    print(f"{options.out}: {pages} pages, {len(files)} files, {total:.1f} MB")
    if options.serve:
        _serve(options.out, options.serve)
    return OK


def _published() -> dict[str, bytes]:
    """What is published now; before anything is, the pages around it alone."""
    if web_root.current() is not None:
        # One site to its end, though the pointer moves meanwhile.
        web = (web_root.folder() / "current").resolve() / "web"
        files = (each for each in sorted(web.rglob("*")) if each.is_file() and each.suffix != ".gz")
        return {path.relative_to(web).as_posix(): path.read_bytes() for path in files}
    with transaction(is_writing=False) as t:
        record = public(t)
    return around.pages(record)


def _render(options: argparse.Namespace) -> int:
    made = figures.render(
        newest_store(),
        options.kind,
        options.slug,
        options.figure,
        version=options.version,
        next_update=options.next_update,
    )
    if options.out.exists() and any(options.out.iterdir()):
        raise ReleaseRefused(f"{options.out} is not empty")
    for path, data in made.files.items():
        file = options.out / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    print(f"{options.out}: {len(made.files)} files\nTitle: {made.title}\nSummary: {made.summary}")
    return OK


def _serve(folder: Path, port: int) -> None:
    """Serve a folder to this machine alone, until somebody stops it."""
    handler = partial(SimpleHTTPRequestHandler, directory=str(folder))
    with ThreadingHTTPServer((LOOPBACK, port), handler) as server:
        print(f"The site is at http://{LOOPBACK}:{server.server_port} (Ctrl-C stops it)")
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            print()
