"""From a folder of files to a store in place: the whole journey, top to bottom.

read the embedded figures → read the files → check → conform → combine → voices → maps → write →
put in place. `build` goes all the way, `check` stops before the maps. Nothing stops at a bad file
or a bad row: what was wrong is noted, so that one mistake cannot hide the next.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd

from etl import embedded_figures, geography
from etl.aggregate_places import aggregate
from etl.build import catalogue_tables, content_id, map_layer_table, put_in_place, write_store
from etl.checks import KEY_COLUMNS, NUMBER_COLUMNS, OBSERVATION_COLUMNS, check_claims
from etl.files import File, Report, file_tables, open_all, read
from etl.inequality import inequality_tables
from etl.layout import Reading, Reference
from etl.maps.drawing import draw_layers
from etl.merge_embedded import merge, merge_files, merge_observations
from etl.opening.folder import raw_files
from etl.resident_shares import shares_of_residents
from etl.similar_areas import authority_profiles, similarity_tables
from etl.sources import layouts
from etl.voice.assemble import voice_tables
from insight import settings
from insight.reference.catalogue import Catalogue


class NothingToRead(Exception):
    """There are no files where they were looked for. The message says where that was."""


@dataclass
class BuildInput:
    """Everything a build needs, table by table (name → frame with the schema's columns).

    voice: files of what people said, opened and not yet read (see etl.voice.assemble).
    is_default: from the embedded figures alone, as there were no files.
    """

    tables: dict[str, pd.DataFrame]
    boundaries: list[pd.DataFrame] = field(default_factory=list)
    voice: list[File] = field(default_factory=list)
    is_default: bool = False

    @property
    def has_faults(self) -> bool:
        """Whether a row was refused or a file could not be read."""
        is_unreadable = self.tables["source_file"]["state"] == "unreadable"
        return bool(len(self.tables["rejected_row"]) or is_unreadable.any())


@dataclass(frozen=True)
class NewStore:
    """A store that has been written, and what went into it."""

    path: Path
    build_id: str
    gathered: BuildInput


def build(raw: Path, catalogue: Catalogue, out: Path | None, report: Report) -> NewStore:
    """Write a new store and put it in place; or write `out` and nothing else.

    Raises NothingToRead, or BuildFailed when the new store contradicts itself.
    """
    gathered = gather_all(raw, catalogue, report)
    report("Drawing the maps", 0, 1)
    embedded = embedded_figures.maps(settings.FIGURES)
    layers = draw_layers(gathered.tables, gathered.boundaries, settings.MAPS, embedded)
    tables = {
        **gathered.tables,
        **catalogue_tables(catalogue),
        "map_layer": map_layer_table(layers),
    }
    report("Writing the store", 0, 1)
    build_id = content_id(tables)
    path = out or settings.stores_folder() / f"insight-{build_id}.duckdb"
    write_store(tables, path, build_id, gathered.is_default)
    if out is None:
        put_in_place(path)
    return NewStore(path, build_id, gathered)


def check(raw: Path, catalogue: Catalogue, report: Report) -> BuildInput:
    """Everything a build would gather from the files below `raw`. Raises NothingToRead."""
    if not raw_files(raw):
        raise NothingToRead(f"There are no files to check in {raw}.")
    return gather_all(raw, catalogue, report)


def derive_figures(
    raw: Path, catalogue: Catalogue, into: Path, report: Report
) -> tuple[BuildInput, list[Path]]:
    """Write the embedded figures afresh, from the official files below `raw` and nothing else.

    What was gathered, and the files written. Raises NothingToRead.
    """
    if not raw_files(raw):
        raise NothingToRead(f"There are no official files in {raw}.")
    gathered = gather(raw, catalogue, None, report)
    return gathered, embedded_figures.derive(gathered.tables, catalogue, into)


def derive_maps(folder: Path, report: Report) -> Path:
    """Draw the embedded maps afresh, of the centres among the embedded figures in `folder`.

    The file written. Raises NothingToRead.
    """
    tables = embedded_figures.load(folder)
    if not tables:
        raise NothingToRead(f"There are no embedded figures in {folder}.")
    report("Drawing the maps", 0, 1)
    return embedded_figures.derive_maps(tables, folder)


def gather_all(raw: Path, catalogue: Catalogue, report: Report) -> BuildInput:
    """Figures and voices: the embedded ones, with what the files below `raw` hold laid over."""
    if not raw.is_dir() and raw != settings.RAW:
        raise NothingToRead(f"There is no folder {raw}.")
    report("Reading the embedded figures", 0, 1)
    base = embedded_figures.load(settings.FIGURES)
    if raw_files(raw):
        gathered = gather(raw, catalogue, base, report)
    elif base:
        gathered = BuildInput(dict(base), is_default=True)
    else:
        raise NothingToRead(
            "There are no files in data/raw and no embedded figures in data/figures."
        )
    gathered.tables |= voice_tables(gathered.voice, gathered.tables, catalogue, report)
    return gathered


def gather(
    raw: Path,
    catalogue: Catalogue,
    base: dict[str, pd.DataFrame] | None = None,
    report: Report | None = None,
) -> BuildInput:
    """The figures of every file below `raw`, checked; files of voices are opened and not read.

    base: tables (see etl.embedded_figures) that a file in `raw` adds to or replaces; with it, a
    user can drop in one new file and keep the rest. report(what, done, total) is called on the
    way.
    """
    say = report or (lambda what, done, total: None)
    base = base or {}
    files = open_all(raw, layouts(catalogue), say)
    official = [file for file in files if not file.is_personal]
    parts: dict[str, list[pd.DataFrame]] = {}
    claims: list[tuple[File, Reading]] = []
    reference = Reference(catalogue, _area_types(catalogue, base))
    for is_geography in (True, False):
        chosen = [f for f in official if f.layout and f.layout.is_geography is is_geography]
        for number, file in enumerate(chosen, start=1):
            say(f"Reading {file.path}", number, len(chosen))
            reading = read(file, reference)
            for name, frame in reading.tables.items():
                parts.setdefault(name, []).append(frame.assign(source_file_id=file.file_id))
            if reading.claims is not None:
                claims.append((file, reading))
        if is_geography:
            reference = Reference(
                catalogue, reference.area_types | geography.area_types(parts, catalogue)
            )
    found = {**geography.assemble(parts, catalogue), "authority_profile": authority_profiles(parts)}
    tables = merge(found, base)
    area = tables["area"]
    reference.area_types.update(zip(area["area_code"], area["area_type"], strict=True))
    observations = _check_all(claims, reference, say)
    say("Adding up Places and the system", 1, 1)
    shares = shares_of_residents(parts, tables, catalogue)
    observations = pd.concat([observations, shares], ignore_index=True)
    observations = aggregate(observations, tables, catalogue)
    numbers = observations[list(NUMBER_COLUMNS)].astype("float64")
    observations[list(NUMBER_COLUMNS)] = numbers.round(6)
    if "observation" in base:
        observations = merge_observations(observations, base["observation"], catalogue)
    tables["observation"] = observations.sort_values(KEY_COLUMNS, ignore_index=True)
    say("Working out gaps between groups", 1, 1)
    tables |= inequality_tables(tables, catalogue)
    tables |= similarity_tables(tables, catalogue)
    tables["source_file"], tables["rejected_row"] = file_tables(official)
    if "source_file" in base:
        tables |= merge_files(tables, base)
    return BuildInput(tables, parts.get("boundary", []), [f for f in files if f.is_personal])


def _area_types(catalogue: Catalogue, base: dict[str, pd.DataFrame]) -> dict[str, str]:
    types = {area.area_code: area.area_type for area in catalogue.areas.values()}
    if "area" in base:
        types |= dict(zip(base["area"]["area_code"], base["area"]["area_type"], strict=True))
    return types


def _check_all(
    claims: list[tuple[File, Reading]], reference: Reference, say: Report
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


def _newest_wins(checked: list[pd.DataFrame], files: dict[str, File]) -> pd.DataFrame:
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
        file.outside_count += len(set(gone) - file.refused_rows())
        file.remark(f"{len(replaced)} figures are replaced by a newer file.")
        if kept.empty:
            file.state = "superseded"
    frame = frame[~older].drop(columns="row_number")
    return frame.sort_values(KEY_COLUMNS, ignore_index=True)
