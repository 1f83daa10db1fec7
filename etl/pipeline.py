"""From a folder of files to a store in place: the whole journey, top to bottom.

read the embedded figures → read the files → check → conform → combine → signs of doubt → voices →
maps → write → put in place. `build` goes all the way, `check` stops before the maps. Nothing stops
at a bad file or a bad row: what was wrong is noted, so that one mistake cannot hide the next.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pandas as pd

from etl import embedded_figures, geography
from etl.aggregate_places import aggregate
from etl.build import Draft, map_layer_table, put_in_place
from etl.catalogue_tables import catalogue_tables, synthetic_indicators
from etl.checks import KEY_COLUMNS, NUMBER_COLUMNS, check_claims
from etl.computed_intervals import interval_tables
from etl.figure_flags import figure_flags
from etl.files import FILE_TABLES, File, Report, file_tables, open_each, read
from etl.inequality import inequality_tables
from etl.layout import Reading, Reference
from etl.maps.drawing import draw_layers
from etl.merge_embedded import files_in_use, lay_over, with_embedded, without_computed
from etl.opening.folder import raw_files
from etl.plausibility import usual_figures
from etl.postcodes import postcode_table
from etl.practice_means import practice_means
from etl.practices import with_places
from etl.precedence import newest
from etl.purge import purge
from etl.reach import beyond, reach
from etl.resident_ages import resident_ages
from etl.resident_shares import counted_neighbourhoods, shares_of_residents
from etl.second_process import SecondProcess
from etl.similar_areas import authority_profiles, similarity_tables
from etl.sources import layouts
from etl.stop import Stop
from etl.values.spelling import tidy_name
from etl.voice.assemble import read_lists, voice_inputs, voice_tables, with_voice_files
from etl.voice.risk_meaning import MEMORY, second_layer
from insight import settings
from insight.reference.catalogue import Catalogue
from insight.store import decisions, publication


class NothingToRead(Stop):
    """There are no files where they were looked for. The message says where that was."""


@dataclass
class BuildInput:
    """Everything a build needs, table by table (name → frame with the schema's columns).

    files: the user's own, all others come with the project.
    parts: what sums are made of and the store has no table for (see etl.embedded_figures).
    """

    tables: dict[str, pd.DataFrame]
    boundaries: list[pd.DataFrame] = field(default_factory=list)
    files: list[File] = field(default_factory=list)
    parts: dict[str, pd.DataFrame] = field(default_factory=dict)

    @property
    def voice(self) -> list[File]:
        """Files of what people said, opened and not yet read (see etl.voice.assemble)."""
        return [file for file in self.files if file.is_personal]

    @property
    def to_embed(self) -> dict[str, pd.DataFrame]:
        """Every table that is needed to lay other files over these (see etl.embedded_figures)."""
        return self.tables | self.parts

    @property
    def is_default(self) -> bool:
        """Whether this is the embedded figures alone, as there were no files."""
        return not self.files

    @property
    def own_files(self) -> dict[str, pd.DataFrame]:
        """source_file and rejected_row of the user's own files."""
        own = {file.file_id for file in self.files}
        return {n: t[t["source_file_id"].isin(own)] for n in FILE_TABLES for t in [self.tables[n]]}

    @property
    def embedded_count(self) -> int:
        """How many files beside the user's own some figure comes from."""
        return len(self.tables["source_file"]) - len(self.own_files["source_file"])

    @property
    def has_faults(self) -> bool:
        """Whether a row of the user's own files was refused, or one of these cannot be read."""
        files, refused = self.own_files.values()
        return bool(len(refused) or (files["state"] == "unreadable").any())


@dataclass(frozen=True)
class NewStore:
    """A store that has been written, what went into it, and what was removed for it, in words."""

    path: Path
    build_id: str
    gathered: BuildInput
    removed: Sequence[str] = ()


def build(raws: Sequence[Path], catalogue: Catalogue, out: Path | None, report: Report) -> NewStore:
    """Write a new store and put it in place; or write `out` and nothing else.

    Raises NothingToRead, or BuildFailed when the new store contradicts itself.
    """
    publication.smallest_base()  # before anything slow: it may be one that is not allowed any more
    folder = out.parent if out else settings.stores_folder()
    read_voices = partial(_voices, catalogue=catalogue, memory=None if out else folder / MEMORY)
    with SecondProcess(read_voices, read_lists) as voices:
        gathered = gather_figures(raws, catalogue, report)
        voices.give((gathered.voice, voice_inputs(gathered.tables)))
        add_flags(gathered, catalogue, report)
        made_up = synthetic_indicators(gathered.tables)
        tables = gathered.tables | catalogue_tables(
            catalogue, gathered.tables["observation"], made_up
        )
        # source_file and rejected_row are whole only when voices are read.
        early = {name: table for name, table in tables.items() if name not in FILE_TABLES}
        with Draft(folder) as draft, ThreadPoolExecutor(max_workers=1) as aside:
            # DuckDB writes figures while Python draws maps; a process beside reads voices.
            writing = aside.submit(_write_figures, draft, early)
            report("Drawing the maps", 0, 1)
            embedded = embedded_figures.maps(settings.FIGURES)
            layers = draw_layers(gathered.tables, gathered.boundaries, settings.MAPS, embedded)
            report("Reading what people say", 0, 1)
            gathered.tables |= with_voice_files(gathered.tables, voices.result(report))
            late = {name: table for name, table in gathered.tables.items() if name not in early}
            late["map_layer"] = map_layer_table(layers)
            report("Writing the store", 0, 1)
            writing.result()
            draft.add(late)
            draft.verify()
            build_id = draft.content_id
            path = out or folder / f"insight-{build_id}.duckdb"
            draft.finish(path, build_id, gathered.is_default)
    if out is not None:
        return NewStore(path, build_id, gathered)
    put_in_place(path)
    return NewStore(path, build_id, gathered, purge(path))


def _write_figures(draft: Draft, tables: dict[str, pd.DataFrame]) -> None:
    draft.add(tables)
    draft.derive()
    draft.save()


def check(raws: Sequence[Path], catalogue: Catalogue, report: Report) -> BuildInput:
    """Everything a build would gather of these folders or files. Raises NothingToRead."""
    _some_files(raws, "There are no files to check in")
    return gather_all(raws, catalogue, report)


def derive_figures(
    raws: Sequence[Path], catalogue: Catalogue, into: Path, report: Report
) -> tuple[BuildInput, list[Path]]:
    """Write the embedded figures afresh, from the official files of `raws` and nothing else.

    What was gathered, and the files written. Raises NothingToRead.
    """
    _some_files(raws, "There are no official files in")
    gathered = gather(raws, catalogue, None, report)
    return gathered, embedded_figures.derive(gathered.to_embed, catalogue, into)


def derive_maps(folder: Path, report: Report) -> Path:
    """Draw the embedded maps afresh, of the centres among the embedded figures in `folder`.

    The file written. Raises NothingToRead.
    """
    tables = embedded_figures.load(folder)
    if not tables:
        raise NothingToRead(f"There are no embedded figures in {folder}.")
    report("Drawing the maps", 0, 1)
    return embedded_figures.derive_maps(tables, folder)


def _all_there(raws: Sequence[Path]) -> None:
    for raw in raws:
        if not raw.exists() and raw != settings.RAW:
            raise NothingToRead(f"There is no file or folder {raw}.")


def _some_files(raws: Sequence[Path], words: str) -> None:
    _all_there(raws)
    if not any(raw_files(raw) for raw in raws):
        raise NothingToRead(f"{words} {', '.join(map(str, raws))}.")


def gather_all(raws: Sequence[Path], catalogue: Catalogue, report: Report) -> BuildInput:
    """Figures and voices: the embedded ones, with what the files of `raws` hold laid over."""
    gathered = gather_figures(raws, catalogue, report)
    add_flags(gathered, catalogue, report)
    said = voice_tables(gathered.voice, voice_inputs(gathered.tables), catalogue, report)
    gathered.tables |= with_voice_files(gathered.tables, said)
    return gathered


def add_flags(gathered: BuildInput, catalogue: Catalogue, report: Report) -> None:
    """Look for signs of doubt about the figures, beside those that staff confirmed or lifted."""
    report("Looking for signs of doubt", 0, 1)
    decided = decisions.latest(decisions.decisions("flag"))
    gathered.tables["figure_flag"] = figure_flags(gathered.tables, catalogue, decided)


def _voices(
    given: tuple[list[File], dict[str, pd.DataFrame]],
    report: Report,
    catalogue: Catalogue,
    memory: Path | None,
) -> dict[str, pd.DataFrame]:
    files, tables = given
    return voice_tables(files, tables, catalogue, report, second_layer(memory, report))


def gather_figures(raws: Sequence[Path], catalogue: Catalogue, report: Report) -> BuildInput:
    """The embedded figures with those of `raws` laid over, without flags and voices.

    Raises NothingToRead.
    """
    _all_there(raws)
    report("Reading the embedded figures", 0, 1)
    embedded = embedded_figures.load(settings.FIGURES) if settings.is_default_system() else {}
    base = embedded_figures.of_catalogue(embedded, catalogue)
    if any(raw_files(raw) for raw in raws):
        gathered = gather(raws, catalogue, base, report)
    elif base:
        gathered = BuildInput(embedded_figures.stored(base))
    elif settings.is_default_system():
        raise NothingToRead(
            "There are no files in data/raw and no embedded figures in data/figures."
        )
    else:
        raise NothingToRead(
            f"There are no files in {', '.join(map(str, raws))}, and the embedded figures are those"
            f" of {settings.default_system()} alone: name folders of official files with --raw."
        )
    return gathered


def gather(
    raws: Path | Sequence[Path],
    catalogue: Catalogue,
    base: dict[str, pd.DataFrame] | None = None,
    report: Report | None = None,
) -> BuildInput:
    """The figures of every file of `raws`, checked; files of voices are opened and not read.

    raws: a folder or file, or several, of which later ones lie over earlier ones. base: tables (see
    etl.embedded_figures) that they all lie over; with it, a user can drop in one new file and keep
    the rest. report(what, done, total) is called on the way.
    """
    say = report or (lambda what, done, total: None)
    base = base or {}
    files = open_each([raws] if isinstance(raws, Path) else raws, layouts(catalogue), say)
    official = [file for file in files if not file.is_personal]
    parts: dict[str, list[pd.DataFrame]] = {}
    claims: list[tuple[File, Reading]] = []
    reference = Reference(catalogue, _area_types(catalogue, base), authorities=_authorities(base))
    for is_geography in (True, False):
        chosen = [f for f in official if f.layout and f.layout.is_geography is is_geography]
        chosen.sort(key=lambda file: -file.layer)  # of two that know a thing, the first counts
        for number, file in enumerate(chosen, start=1):
            say(f"Reading {file.path}", number, len(chosen))
            reading = read(file, reference)
            for name, frame in reading.tables.items():
                parts.setdefault(name, []).append(frame.assign(source_file_id=file.file_id))
            if reading.claims is not None:
                claims.append((file, reading))
        if is_geography:
            known = geography.area_types(with_embedded(parts, base), catalogue)
            reference = replace(reference, area_types=reference.area_types | known)
    boundaries, own_parts = parts.get("boundary", []), parts
    parts = with_embedded(parts, base)
    tables = geography.assemble(parts, catalogue)
    tables["deprivation"] = geography.ranked_deprivation(tables["deprivation"])
    tables["authority_profile"] = authority_profiles(parts)
    tables["resident_age"] = resident_ages(parts, base.get("resident_age"))
    tables["postcode"] = postcode_table(parts, tables, base)
    tables["area"] = with_places(tables, parts)
    area = tables["area"]
    reference.area_types.update(zip(area["area_code"], area["area_type"], strict=True))
    reference.usual_figures.update(usual_figures(base.get("observation")))
    observations = _check_all(claims, reference, say)
    reached = reach(own_parts, observations, base, catalogue)
    if "observation" in base:
        kept = beyond(base["observation"], reached)
        before = without_computed(base["observation"].drop(index=kept.index))
        observations = lay_over(observations, before, catalogue)
    say("Adding up Places and the system", 1, 1)
    shares = shares_of_residents(parts, tables, catalogue)
    if reached is not None:
        shares = shares[shares["indicator_id"].isin(list(reached))]
    observations = observations.assign(is_computed=False)  # all that is added from here on is
    observations = pd.concat([observations, shares], ignore_index=True)
    observations = _rounded(observations.drop_duplicates(KEY_COLUMNS, keep="last"))
    observations = _rounded(aggregate(observations, tables, catalogue))
    observations = practice_means(observations, tables, catalogue)
    observations["is_computed"] = observations["is_computed"].ne(other=False)
    if reached is not None:
        observations = pd.concat([observations, kept], ignore_index=True)
    tables["observation"] = observations.sort_values(KEY_COLUMNS, ignore_index=True)
    tables |= interval_tables(parts, tables["observation"], base, catalogue)
    say("Working out gaps between groups", 1, 1)
    again = tables["observation"]
    again = again.drop(index=beyond(again, reached).index)
    gaps = inequality_tables({**tables, "observation": again}, catalogue)
    if reached is not None:
        gaps = {
            name: pd.concat([beyond(base[name], reached), rows.astype(base[name].dtypes)])
            for name, rows in gaps.items()
        }
    tables |= gaps
    tables |= similarity_tables(tables, catalogue)
    tables["source_file"], tables["rejected_row"] = file_tables(official)
    counted = counted_neighbourhoods(parts)
    if "source_file" in base:
        tables |= files_in_use({**tables, "counted": counted}, base)
    return BuildInput(tables, boundaries, files, {"counted": counted})


def _rounded(observations: pd.DataFrame) -> pd.DataFrame:
    """Six decimals: sums of figures that were kept are the sums of figures as they were read."""
    numbers = observations[list(NUMBER_COLUMNS)].astype("float64").round(6)
    return observations.assign(**{name: numbers[name] for name in NUMBER_COLUMNS})


def _area_types(catalogue: Catalogue, base: dict[str, pd.DataFrame]) -> dict[str, str]:
    types = {area.area_code: area.area_type for area in catalogue.areas.values()}
    if "area" in base:
        types |= dict(zip(base["area"]["area_code"], base["area"]["area_type"], strict=True))
    return types


def _authorities(base: dict[str, pd.DataFrame]) -> dict[str, str]:
    """Plain names of the authorities outside our Places, which some files give alone → code."""
    if "area" not in base:
        return {}
    area = base["area"][base["area"]["area_type"] == "authority"]
    return dict(zip(area["area_name"].map(tidy_name), area["area_code"], strict=True))


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
        for words in reading.remarks:
            file.remark(words)
        has_interval = _gives_intervals(reading)
        checked.append(
            observations.reset_index().assign(
                source_file_id=file.file_id, has_interval=has_interval
            )
        )
    return newest(checked, {file.file_id: file for file, _ in claims})


def _gives_intervals(reading: Reading) -> bool:
    """Whether any end of an interval is in the file; others were worked out of its counts."""
    claims = pd.DataFrame() if reading.claims is None else reading.claims
    ends = [claims[end] for end in ("lower_ci", "upper_ci") if end in claims]
    return any(bool((end.str.strip() != "").any()) for end in ends)
