"""From a folder of files to a store in place: the whole journey, top to bottom.

read the embedded figures → read the files → check → conform → combine → signs of doubt → voices →
maps → write → put in place. `build` goes all the way, `check` stops before the maps. Nothing stops
at a bad file or a bad row: what was wrong is noted, so that one mistake cannot hide the next.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pandas as pd

from etl import embedded_figures
from etl.build import Draft, map_layer_table, put_in_place
from etl.catalogue_tables import catalogue_tables, synthetic_indicators
from etl.figure_flags import figure_flags
from etl.files import FILE_TABLES, File, Report
from etl.gather import BuildInput, gather
from etl.maps.drawing import draw_layers
from etl.opening.folder import raw_files
from etl.purge import purge
from etl.second_process import SecondProcess
from etl.stop import Stop
from etl.voice.assemble import read_lists, voice_inputs, voice_tables, with_voice_files
from etl.voice.risk_meaning import MEMORY, second_layer
from insight import settings
from insight.reference.catalogue import Catalogue
from insight.store import decisions, publication


class NothingToRead(Stop):
    """There are no files where they were looked for. The message says where that was."""


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
