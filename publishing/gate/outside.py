"""What other programs say of the files, where they are installed: Nu validator, a browser.

Most of what they would find is found without them in `structure`.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from publishing.gate.version import Version, block, untried
from publishing.releases.gate import Check

CONTEXT = "http://www.w3.org/ns/csvw"
DATATYPES = {
    **dict.fromkeys(("number", "decimal", "double", "float"), r"[-+]?\d+(\.\d*)?([eE][-+]?\d+)?"),
    "integer": r"[-+]?\d+",
    "nonNegativeInteger": r"\+?\d+",
    "boolean": r"true|false|True|False|0|1",
    "date": r"\d{4}-\d\d-\d\d",
    "dateTime": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d.*",
    "string": r".*",
    "anyURI": r"\S*",
}
MOST_SHOWN = 5
SECONDS = 120
# A process for a few files ends before thorough compiling pays; the schema needs a deep stack.
JAVA = "-Xss8m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC"


def csv_on_the_web(version: Version) -> Iterator[Check]:
    """Each CSV file has metadata that fit it: CSV on the Web (W3C, 2015)."""
    files = version.packet.files
    for path in (each for each in files if each.endswith(".csv")):
        metadata = f"{path}-metadata.json"
        if metadata not in files:
            yield block("csvw", f"{path} has no {metadata.rpartition('/')[2]}: add it")
            continue
        for fault in csvw_faults(path.rpartition("/")[2], files[path], json.loads(files[metadata])):
            yield block("csvw", f"{metadata}: {fault}")


def csvw_faults(file_name: str, data: bytes, said: Mapping[str, Any]) -> Iterator[str]:
    """Where metadata of a CSV file do not fit it."""
    context = said.get("@context")
    if context != CONTEXT and not (isinstance(context, list) and context[:1] == [CONTEXT]):
        yield "@context is not that of CSV on the Web"
    if said.get("url") != file_name:
        yield f"url is not {file_name}"
    text = data.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    header = rows[0] if rows else []
    columns = said.get("tableSchema", {}).get("columns", [])
    titles = [_title(each) for each in columns]
    if titles != header:
        yield "its columns are not those of the file, in their order"
        return
    names = [each.get("name", "") for each in columns]
    if len(set(names)) < len(names) or any(each.startswith("_") for each in names):
        yield "two columns have one name, or one begins with a line"
    for at, column in enumerate(columns):
        kind = column.get("datatype", "string")
        base = kind.get("base", "string") if isinstance(kind, dict) else kind
        pattern = DATATYPES.get(base)
        if isinstance(kind, dict) and base == "boolean" and "|" in kind.get("format", ""):
            pattern = kind["format"]
        if pattern is None:
            yield f"{base} is no datatype that is known here"
            continue
        null = column.get("null", said.get("tableSchema", {}).get("null", ""))
        nulls = set(null if isinstance(null, list) else [null])
        for number, row in enumerate(rows[1:], start=2):
            if len(row) != len(header):
                yield f"row {number} has {len(row)} cells, and the heading {len(header)}"
                return
            if row[at] not in nulls and not re.fullmatch(pattern, row[at], re.S):
                yield f"row {number}, {header[at]} is no {base}"
                break


def markup(files: Mapping[str, bytes]) -> Iterator[Check]:
    """The Nu validator finds nothing, where it is installed."""
    command = shutil.which("vnu")
    if command is None:
        yield untried("The Nu validator (vnu) is not installed, so HTML was not validated")
        return
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for path, data in files.items():
            if path.endswith((".html", ".css", ".svg")):
                file = Path(folder) / path
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(data)
                paths.append(str(file))
        try:
            done = subprocess.run(
                [command, "--stdout", "--format", "json", "--exit-zero-always", "--also-check-css",
                 "--also-check-svg", *paths],
                capture_output=True, check=False, timeout=SECONDS,
                env={**os.environ, "JDK_JAVA_OPTIONS": JAVA},
            )  # fmt: skip
            messages = json.loads(done.stdout.decode("utf-8", "replace"))["messages"]
        except (OSError, subprocess.TimeoutExpired, ValueError, KeyError):
            yield untried("The Nu validator did not run to its end, so HTML was not validated")
            return
        faults = [each for each in messages if each.get("type") in ("error", "non-document-error")]
        for each in faults[:MOST_SHOWN]:
            where = str(each.get("url", "")).rpartition("/")[2]
            yield block("markup", f"{where}, line {each.get('lastLine', '?')}: {each['message']}")


def _title(column: Mapping[str, Any]) -> str:
    titles = column.get("titles", column.get("name", ""))
    if isinstance(titles, dict):
        titles = next(iter(titles.values()), "")
    return str(titles[0] if isinstance(titles, list) and titles else titles)
