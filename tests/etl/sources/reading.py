"""Read small texts as the pipeline would, with the project's own catalogue."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pandas as pd

from etl.geography import area_types
from etl.layout import Layout, Reading, Reference
from etl.opening.content import Boundaries, Table, Unreadable
from etl.opening.open_file import read_file
from etl.sources import (
    boundaries,
    census,
    deprivation,
    lookups,
    msoa_life_expectancy,
    population,
    wider_determinants,
)
from insight.reference.areas import project_catalogue
from insight.reference.catalogue import Catalogue

MODULES = (
    boundaries,
    census,
    deprivation,
    lookups,
    msoa_life_expectancy,
    population,
    wider_determinants,
)
LAYOUTS: dict[str, Layout] = {
    layout.name: layout for module in MODULES for layout in module.LAYOUTS
}
KNOWN_AREAS = {
    "E01012367": "lsoa21",
    "E01034501": "lsoa21",
    "E01034502": "lsoa21",
    "E01034401": "lsoa21",
    "E01006830": "lsoa11",
    "E01006720": "lsoa11",
    "E01006752": "lsoa11",
    "E02002580": "msoa",
    "E02001424": "msoa",
    "E02006936": "msoa",
    "E08000001": "authority",
}


@lru_cache(maxsize=1)
def catalogue() -> Catalogue:
    return project_catalogue()


def reference() -> Reference:
    named = {area.area_code: area.area_type for area in catalogue().areas.values()}
    return Reference(catalogue(), named | KNOWN_AREAS)


def table(folder: Path, content: str | bytes) -> Table | Boundaries:
    """The table that the pipeline's first step makes of a file with this content."""
    path = folder / "file.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    [found] = read_file(
        path, path.name, lambda cells: any(layout.fits(cells) for layout in LAYOUTS.values())
    )
    assert not isinstance(found, Unreadable)
    return found


def read(folder: Path, name: str, content: str | bytes) -> Reading:
    """What the reader `name` makes of a file with this content."""
    layout, found = LAYOUTS[name], table(folder, content)
    if isinstance(found, Boundaries):
        assert layout.read_boundaries is not None
        return layout.read_boundaries(found, reference())
    assert layout.read is not None
    assert layout.fits(found.columns)
    return layout.read(found, reference())


def refused(reading: Reading) -> dict[int, str]:
    """Row number → reason of what was refused; row 0 is the whole file."""
    return {
        int(row.row_number): str(row.reason)
        for frame in reading.rejections
        for row in frame.itertuples()
    }


def refused_rows(reading: Reading) -> set[int]:
    """Numbers of the refused rows, without whole-file refusals."""
    return {number for number in refused(reading) if number}


def rows_kept(reading: Reading) -> set[int]:
    """Numbers of the rows that reached claims or tables.

    Other authorities do not count: they are listed although their rows are outside.
    """
    frames = [rows for name, rows in reading.tables.items() if name != "authority_deprivation"]
    if reading.claims is not None:
        frames.append(reading.claims)
    return {
        int(number)
        for frame in frames
        for number in (
            frame.index[frame["area_type"] != "authority"]
            if "parent_code" in frame
            else frame.index
        )
    }


def parts_of(tables: list[tuple[Layout, Table | Boundaries]]) -> dict[str, list[pd.DataFrame]]:
    """Parts as the pipeline gathers them: readers of geography first, then all others.

    Each part says which reader it came from, as it would say which file.
    """
    parts: dict[str, list[pd.DataFrame]] = {}
    near = Reference(catalogue(), {})
    for is_geography in (True, False):
        for layout, found in tables:
            if layout.is_geography is is_geography:
                reader = layout.read_boundaries if isinstance(found, Boundaries) else layout.read
                assert reader is not None
                for name, frame in reader(found, near).tables.items():  # type: ignore[arg-type]
                    parts.setdefault(name, []).append(frame.assign(source_file_id=layout.name))
        near.area_types.update(area_types(parts, catalogue()))
    return parts
