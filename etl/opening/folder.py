"""What lies in a raw folder: every file, once, whatever its ending."""

from __future__ import annotations

import os
from pathlib import Path

RECORD_NAME = "downloads.json"  # of what was fetched (see etl.fetch.record)
MANIFEST_NAME = "records-counts.manifest.json"  # of counts from records (see etl.records)


def raw_files(folder: Path) -> list[Path]:
    """Files below `folder`, hidden ones left out, in a fixed order; no file twice.

    A file in place of a folder is itself all there is.

    A link to a file or folder elsewhere is among them, so that it is accounted for, though nothing
    behind it is ever read: a folder handed over by others must not open the rest of the machine.
    """
    if folder.is_file():
        return [folder]
    files: list[Path] = []
    reached: set[str] = set()
    # Files come before links, so that a file which is also linked to goes by its own name.
    for path in sorted(folder.rglob("*"), key=lambda path: (path.is_symlink(), path)):
        if is_hidden(path, folder) or path.name in (RECORD_NAME, MANIFEST_NAME):
            continue
        if leads_out(path, folder) or leads_nowhere(path):
            files.append(path)
        elif path.is_file() and (target := os.path.realpath(path)) not in reached:
            reached.add(target)
            files.append(path)
    return sorted(files)


def hidden_files(folder: Path) -> list[Path]:
    """Hidden files below `folder`, as operating systems leave them; git's own are not counted."""
    return sorted(
        path
        for path in folder.rglob("*")
        if is_hidden(path, folder) and path.is_file() and not _is_gits(path.relative_to(folder))
    )


def is_hidden(path: Path, folder: Path) -> bool:
    """Whether a file, or a folder it lies in below `folder`, is hidden."""
    return any(part.startswith(".") for part in path.relative_to(folder).parts)


def _is_gits(path: Path) -> bool:
    return any(part.startswith(".git") for part in path.parts)


def leads_nowhere(path: Path) -> bool:
    """Whether a path is a link to a file that is not there; links in a circle name none."""
    return path.is_symlink() and not os.path.lexists(os.path.realpath(path))


def leads_out(path: Path, folder: Path) -> bool:
    """Whether a path is a link to something that does not lie below `folder`."""
    root = Path(os.path.realpath(folder))
    return path.is_symlink() and not Path(os.path.realpath(path)).is_relative_to(root)
