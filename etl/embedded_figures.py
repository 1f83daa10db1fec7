"""The embedded default: our own tidy tables, so that a fresh clone runs on real figures.

`derive` writes what a build from official files gathered; `load` reads it back. The tables are
those of the store (insight/store/schema.sql) that come from files; the catalogue is not among them.
They hold a little more than the store, so that a new file laid over them harms nothing (see
etl.merge_embedded): which figures were worked out here (`observation.is_computed`), which file a
row comes from (`source_file_id`), how many neighbourhoods an authority's means are of, and the
table `counted` (see etl.resident_shares). Beside them lie the maps that this project draws of the
centres of areas, so that the first build need not draw them.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from etl.maps.drawing import draw_layers, layers_by_input
from insight.reference.catalogue import Catalogue

TABLES = (
    "area",
    "neighbourhood",
    "centre",
    "area_change",
    "postcode",
    "deprivation",
    "practice_deprivation",
    "observation",
    "denominator",
    "resident_age",
    "group_figure",
    "inequality",
    "gap_change",
    "authority_profile",
    "similar_area",
    "source_file",
    "rejected_row",
)
PARTS = ("counted",)  # tables of this folder that the store has not
MAPS = "map_drawing.parquet"


def load(folder: Path, names: Sequence[str] = (*TABLES, *PARTS)) -> dict[str, pd.DataFrame]:
    """The embedded tables by name, all or those named; none when the folder holds none."""
    return {
        name: pd.read_parquet(folder / f"{name}.parquet")
        for name in names
        if (folder / f"{name}.parquet").is_file()
    }


def stored(tables: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Of the embedded tables those that a store has."""
    return {name: table for name, table in tables.items() if name not in PARTS}


def of_catalogue(tables: dict[str, pd.DataFrame], catalogue: Catalogue) -> dict[str, pd.DataFrame]:
    """The tables without indicators the catalogue no longer lists, so that one may be retired or
    taken out and the next build still has all the others."""
    return {
        name: table[table["indicator_id"].isin(list(catalogue.indicators))].reset_index(drop=True)
        if "indicator_id" in table
        else table
        for name, table in tables.items()
    }


def derive(tables: dict[str, pd.DataFrame], catalogue: Catalogue, folder: Path) -> list[Path]:
    """Write the embedded tables and a page saying where every figure comes from."""
    folder.mkdir(parents=True, exist_ok=True)
    written = [_write(tables[name], folder / f"{name}.parquet") for name in (*TABLES, *PARTS)]
    page = folder / "README.md"
    page.write_text(_provenance(tables, catalogue), encoding="utf-8")
    return [*written, derive_maps(tables, folder), page]


def derive_maps(tables: dict[str, pd.DataFrame], folder: Path) -> Path:
    """Draw every map that needs no boundaries, and write them: input_id, layer_json."""
    with tempfile.TemporaryDirectory() as desk:
        draw_layers(tables, [], Path(desk))
        drawings = layers_by_input(Path(desk))
    frame = pd.DataFrame(drawings.items(), columns=["input_id", "layer_json"])
    return _write(frame, folder / MAPS)


def maps(folder: Path) -> dict[str, str]:
    """The embedded maps as JSON text, by what they were drawn from (see etl.maps.drawing)."""
    if not (folder / MAPS).is_file():
        return {}
    frame = pd.read_parquet(folder / MAPS)
    return dict(zip(frame["input_id"], frame["layer_json"], strict=True))


def _write(frame: pd.DataFrame, path: Path) -> Path:
    frame.to_parquet(path, index=False, compression="zstd", compression_level=19)
    return path


def _provenance(tables: dict[str, pd.DataFrame], catalogue: Catalogue) -> str:
    observation, files = tables["observation"], tables["source_file"]
    source_of = {i.indicator_id: i.source_id for i in catalogue.indicators.values()}
    counts = observation["indicator_id"].map(source_of).value_counts()
    lines = [
        "# The embedded figures",
        "",
        "Our own tidy tables of official figures, written by `python -m etl figures`. They hold",
        "values, intervals, counts and codes; no publisher's file and no boundary is among them.",
        "Columns are described in `insight/store/schema.sql`. `map_drawing` holds the maps this",
        "project draws of the centres of areas, hexagons and approximate areas: a build takes them",
        "as they are for as long as the centres are the same. `counted` says which neighbourhoods",
        "a share of residents is made of.",
        "",
        "| table | rows |",
        "|---|---:|",
        *(f"| {name} | {len(tables[name]):,} |" for name in (*TABLES, *PARTS)),
        "",
        "| source | publisher | publication | vintage | licence | files | figures |",
        "|---|---|---|---|---|---:|---:|",
    ]
    for source in catalogue.sources.values():
        file_count = int((files["source_id"] == source.source_id).sum())
        lines.append(
            f"| {source.source_id} | {source.publisher} | {source.publication} | {source.vintage}"
            f" | {source.licence} | {file_count} | {int(counts.get(source.source_id, 0)):,} |"
        )
    return "\n".join([*lines, ""])
