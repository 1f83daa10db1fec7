"""From a folder of files to checked tables: read → check → conform → gather.

`gather` is the whole journey in one function. It never stops at a bad file or a bad row: it
notes what was wrong and goes on, so that one mistake cannot hide the next.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd

from etl import geography
from etl.checks import KEY_COLUMNS, NUMBER_COLUMNS, OBSERVATION_COLUMNS, check_claims
from etl.combine import combine
from etl.fetch.record import RECORD_NAME
from etl.inequality import inequality_tables
from etl.layout import REJECTION_COLUMNS, Layout, Reading, Reference, rejection
from etl.overlay import overlay, overlay_files, overlay_observations
from etl.read import Boundaries, Table, Unreadable, UnreadableFile, read_file
from etl.resident_shares import shares_of_residents
from etl.similar_areas import authority_profiles, likeness
from etl.sources import READERS
from insight.catalogue import Catalogue

DATA_ENDINGS = (".csv", ".zip", ".xlsx", ".geojson", ".json", ".txt", ".tsv")
Report = Callable[[str, int, int], None]


@dataclass
class Gathered:
    """Everything a build needs, table by table (name → frame with the schema's columns)."""

    tables: dict[str, pd.DataFrame]
    boundaries: list[pd.DataFrame] = field(default_factory=list)


@dataclass
class _File:
    """A file, or a part of one, and what became of its rows."""

    path: str
    sha256: str
    byte_count: int
    layout: Layout | None = None
    content: Table | Boundaries | None = None
    state: str = "loaded"
    note: str = ""
    read_count: int = 0
    loaded_count: int = 0
    outside_count: int = 0
    rejections: list[pd.DataFrame] = field(default_factory=list)

    @property
    def file_id(self) -> str:
        return hashlib.sha256(f"{self.path}\n{self.sha256}".encode()).hexdigest()[:12]

    @property
    def rejected_count(self) -> int:
        return sum(len(frame) for frame in self.rejections)


def raw_files(raw: Path) -> list[Path]:
    """Data files below `raw`, hidden ones left out, in a fixed order."""
    return [
        path
        for path in sorted(raw.rglob("*"))
        if path.is_file()
        and not path.name.startswith(".")
        and path.suffix.lower() in DATA_ENDINGS
        and path.name != RECORD_NAME
    ]


def gather(
    raw: Path,
    catalogue: Catalogue,
    base: dict[str, pd.DataFrame] | None = None,
    report: Report | None = None,
) -> Gathered:
    """Read every file below `raw` and return checked tables.

    base: tables (see etl.figures) that a file in `raw` adds to or replaces; with it, a user can
    drop in one new file and keep the rest. report(what, done, total) is called on the way.
    """
    say = report or (lambda what, done, total: None)
    base = base or {}
    files = _open_all(raw, say)
    parts: dict[str, list[pd.DataFrame]] = {}
    claims: list[tuple[_File, Reading]] = []
    reference = Reference(catalogue, _area_types(catalogue, base))
    for is_geography in (True, False):
        chosen = [f for f in files if f.layout and f.layout.is_geography is is_geography]
        for number, file in enumerate(chosen, start=1):
            say(f"Reading {file.path}", number, len(chosen))
            reading = _read(file, reference)
            for name, frame in reading.tables.items():
                parts.setdefault(name, []).append(frame.assign(source_file_id=file.file_id))
            if reading.claims is not None:
                claims.append((file, reading))
        if is_geography:
            reference = Reference(
                catalogue, reference.area_types | geography.known_area_types(parts, catalogue)
            )
    found = {**geography.assemble(parts, catalogue), "authority_profile": authority_profiles(parts)}
    tables = overlay(found, base)
    area = tables["area"]
    reference.area_types.update(zip(area["area_code"], area["area_type"], strict=True))
    observations = _check_all(claims, reference, say)
    say("Adding up Places and the system", 1, 1)
    shares = shares_of_residents(parts, tables, catalogue)
    observations = pd.concat([observations, shares], ignore_index=True)
    observations = combine(observations, tables, catalogue)
    numbers = observations[list(NUMBER_COLUMNS)].astype("float64")
    observations[list(NUMBER_COLUMNS)] = numbers.round(6)
    if "observation" in base:
        observations = overlay_observations(observations, base["observation"], catalogue)
    tables["observation"] = observations.sort_values(KEY_COLUMNS, ignore_index=True)
    say("Working out gaps between groups", 1, 1)
    tables |= inequality_tables(tables, catalogue)
    tables |= likeness(tables, catalogue)
    tables["source_file"], tables["rejected_row"] = _file_tables(files)
    if "source_file" in base:
        tables |= overlay_files(tables, base)
    return Gathered(tables, parts.get("boundary", []))


def _area_types(catalogue: Catalogue, base: dict[str, pd.DataFrame]) -> dict[str, str]:
    types = {area.area_code: area.area_type for area in catalogue.areas.values()}
    if "area" in base:
        types |= dict(zip(base["area"]["area_code"], base["area"]["area_type"], strict=True))
    return types


def _open_all(raw: Path, say: Report) -> list[_File]:
    paths = raw_files(raw)
    files: list[_File] = []
    for number, path in enumerate(paths, start=1):
        shown = path.relative_to(raw).as_posix()
        say(f"Opening {shown}", number, len(paths))
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        size = path.stat().st_size
        try:
            for content in read_file(path, shown, _is_known_header):
                file = _File(content.path, digest, size)
                if isinstance(content, Unreadable):
                    files.append(_unreadable(file, "whole file", content.reason))
                else:
                    files.append(_recognise(file, content))
        except UnreadableFile as error:
            files.append(_unreadable(_File(shown, digest, size), "whole file", str(error)))
    return files


def _is_known_header(cells: object) -> bool:
    return any(layout.fits(cells) for layout in READERS)  # type: ignore[arg-type]


def _recognise(file: _File, content: Table | Boundaries) -> _File:
    """Find the reader whose columns are all there; of several, the most demanding."""
    is_map = isinstance(content, Boundaries)
    readers = [r for r in READERS if r.is_reference or (r.read is None) == is_map]
    fitting = [layout for layout in readers if layout.fits(content.columns)]
    file.read_count = _row_count(content)
    if fitting:
        file.layout = max(fitting, key=lambda layout: len(layout.columns))
        file.content = content
        repeated = [c for c in file.layout.columns if content.columns.count(c) > 1]
        if repeated:
            return _unreadable(file, repeated[0], f"the column '{repeated[0]}' appears twice")
        return file
    near = min(
        readers, key=lambda layout: len(layout.missing(content.columns)) / len(layout.columns)
    )
    missing = near.missing(content.columns)
    if len(missing) <= len(near.columns) / 3:
        words = ", ".join(f"'{column}'" for column in missing)
        reason = f"this looks like the layout '{near.name}', but has no column {words}"
        return _unreadable(file, missing[0], reason)
    file.state, file.note = "unrecognised", "no reader knows these columns"
    file.outside_count = file.read_count
    return file


def _unreadable(file: _File, column: str, reason: str) -> _File:
    file.state, file.note, file.layout, file.content = "unreadable", reason, None, None
    file.rejections.append(rejection(pd.Index([0]), column, reason, ""))
    file.outside_count = file.read_count
    return file


def _row_count(content: Table | Boundaries) -> int:
    if isinstance(content, Boundaries):
        return len(content.collection.get("features", []))
    return len(content.rows) + len(content.broken)


def _read(file: _File, reference: Reference) -> Reading:
    """Run a file's reader. Rows that do not fit the header are refused here."""
    assert file.layout is not None and file.content is not None
    content, file.content = file.content, None  # free the memory of each file once it is read
    if file.layout.is_reference:
        file.state, file.outside_count = "reference", file.read_count
        return Reading()
    if isinstance(content, Boundaries):
        assert file.layout.read_boundaries is not None
        reading = file.layout.read_boundaries(content, reference)
    else:
        assert file.layout.read is not None
        reading = file.layout.read(content, reference)
        for row in content.broken:
            index = pd.Index([row.row_number])
            file.rejections.append(rejection(index, "whole row", row.reason, row.raw_text))
    file.rejections.extend(reading.rejections)
    file.outside_count += reading.outside_count
    file.note = reading.note
    return reading


def _check_all(
    claims: list[tuple[_File, Reading]], reference: Reference, say: Report
) -> pd.DataFrame:
    today = datetime.now(UTC).date()
    checked: list[pd.DataFrame] = []
    for number, (file, reading) in enumerate(claims, start=1):
        say(f"Checking {file.path}", number, len(claims))
        observations, refused, outside = check_claims(reading, reference, today)
        file.rejections.append(refused)
        file.outside_count += outside
        checked.append(observations.reset_index().assign(source_file_id=file.file_id))
    return _newest_wins(checked, {file.file_id: file for file, _ in claims})


def _newest_wins(checked: list[pd.DataFrame], files: dict[str, _File]) -> pd.DataFrame:
    """Where two files give the same figure, keep the one from the file that reaches further."""
    if not checked:
        return pd.DataFrame(columns=[*OBSERVATION_COLUMNS, "source_file_id"])
    frame = pd.concat(checked, ignore_index=True)
    reach = frame.groupby(["indicator_id", "source_file_id"])["period_end_date"].transform("max")
    path = frame["source_file_id"].map(lambda file_id: files[file_id].path)
    order = pd.DataFrame({"reach": reach, "path": path}).sort_values(["reach", "path"])
    frame = frame.loc[order.index]
    older = frame.duplicated(KEY_COLUMNS, keep="last")
    for file_id, replaced in frame[older].groupby("source_file_id"):
        file = files[str(file_id)]
        kept = frame.loc[~older & (frame["source_file_id"] == file_id), "row_number"]
        gone = replaced.loc[~replaced["row_number"].isin(kept), "row_number"]
        refused = {number for each in file.rejections for number in each["row_number"]}
        file.outside_count += len(set(gone) - refused)
        file.note = f"{file.note} {len(replaced)} figures are replaced by a newer file.".strip()
        if kept.empty:
            file.state = "superseded"
    frame = frame[~older].drop(columns="row_number")
    return frame.sort_values(KEY_COLUMNS, ignore_index=True)


def _file_tables(files: list[_File]) -> tuple[pd.DataFrame, pd.DataFrame]:
    rows, refused = [], []
    for file in files:
        # Whole-file refusals (row 0) are about no single row.
        row_numbers = {
            int(number) for frame in file.rejections for number in frame["row_number"] if number
        }
        if file.state == "superseded":  # of its rows, some may be in no figure of their own
            file.outside_count = file.read_count - len(row_numbers)
        loaded = file.read_count - file.outside_count - len(row_numbers)
        rows.append(
            (
                file.file_id,
                file.layout.source_id if file.layout else None,
                file.path,
                file.layout.name if file.layout else None,
                file.sha256,
                file.byte_count,
                file.read_count,
                loaded,
                file.outside_count,
                len(row_numbers) or (1 if file.rejected_count else 0),
                file.state,
                file.note,
            )
        )
        refused += [frame.assign(source_file_id=file.file_id) for frame in file.rejections]
    columns = [
        "source_file_id",
        "source_id",
        "path",
        "layout",
        "sha256",
        "byte_count",
        "read_count",
        "loaded_count",
        "outside_count",
        "rejected_count",
        "state",
        "note",
    ]

    rejected = pd.concat(refused, ignore_index=True) if refused else pd.DataFrame()
    rejected = rejected.reindex(columns=["source_file_id", *REJECTION_COLUMNS])
    return pd.DataFrame(rows, columns=columns), rejected
