"""Every layout, spoilt in every way we could think of: no crash, and no row unaccounted for."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import openpyxl
import pandas as pd
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from etl.checks import KEY_COLUMNS
from etl.files import file_tables
from etl.gather import gather
from etl.layout import Layout, Reference
from etl.sources import READERS, voice_layouts
from etl.voice.intake import intake
from insight.settings import PROJECT
from tests.etl.sources.examples import EXAMPLES as AREAS
from tests.etl.sources.examples import OTHER_SPELLINGS as SPELLINGS
from tests.etl.sources.figures import SHIPPED
from tests.etl.sources.reading import KNOWN_AREAS
from tests.etl.sources.test_boundaries import SQUARE
from tests.etl.sources.test_broken_indicator_files import EXAMPLES as INDICATORS
from tests.etl.sources.test_explore_local_statistics import API
from tests.etl.sources.test_lookups import ONS_SPELLING

pytestmark = pytest.mark.slow

Rows = list[list[str]]

AREA = pd.DataFrame(
    [(code, code, kind, None, None, None) for code, kind in KNOWN_AREAS.items()],
    columns=[
        "area_code",
        "area_name",
        "area_type",
        "place_code",
        "parent_code",
        "population_count",
    ],
)
VOICE = voice_layouts(SHIPPED)
TEMPLATES = PROJECT / "data" / "templates"
TABLES = [each for each in (*READERS, *VOICE) if not each.name.startswith("boundaries")]
# One of each kind: the years differ by the name of their columns alone.
SHAPES = {layout.name[:14]: layout for layout in READERS if layout.name.startswith("boundaries")}
TEXTS = [
    "", " ", "-", "*", "oops", "NaN", "inf", "-1", "0", "1e309", "12,5", "3.7", "=1+1", "٣", "½",
    "E06000006", "E0600000", "2021", "9999-99-99", "2022-02-30/P1Y", "[x]", "a\nb", '"', "é" * 300,
]  # fmt: skip


def example(layout: Layout) -> Rows:
    """A small valid table of this layout, header first."""
    if layout.is_personal:
        template = TEMPLATES / f"{layout.name.removeprefix('voice_')}.csv"
        return list(csv.reader(io.StringIO(template.read_text(encoding="utf-8"))))
    name = layout.name.removesuffix("_ons")
    text = (
        API if layout.name.endswith("_api") else {**AREAS, **INDICATORS, **SPELLINGS}.get(name, "")
    )
    rows = list(csv.reader(io.StringIO(text)))
    if not rows:  # layouts that are recognised and left have no example
        rows = [list(layout.columns), *([f"{n}"] * len(layout.columns) for n in range(3))]
    if layout.name.endswith("_ons"):
        rows[0] = [ONS_SPELLING.get(column, column) for column in rows[0]]
    return rows


def drop_column(rows: Rows, random: Random) -> Rows:
    place = random.randrange(len(rows[0]))
    return [row[:place] + row[place + 1 :] for row in rows]


def repeat_column(rows: Rows, random: Random) -> Rows:
    place = random.randrange(len(rows[0]))
    return [[*row, *row[place : place + 1]] for row in rows]


def shuffle_columns(rows: Rows, random: Random) -> Rows:
    order = random.sample(range(len(rows[0])), len(rows[0]))
    return [[row[place] for place in order if place < len(row)] for row in rows]


def spoil_a_cell(rows: Rows, random: Random) -> Rows:
    row = random.randrange(1, len(rows)) if len(rows) > 1 else 0
    place = random.randrange(max(len(rows[row]), 1))
    changed = [*rows[row][:place], random.choice(TEXTS), *rows[row][place + 1 :]]
    return [*rows[:row], changed, *rows[row + 1 :]]


def spoil_a_column(rows: Rows, random: Random) -> Rows:
    place, text = random.randrange(len(rows[0])), random.choice(TEXTS)
    return [rows[0], *([*row[:place], text, *row[place + 1 :]] for row in rows[1:])]


def blank_cells(rows: Rows, random: Random) -> Rows:
    return [rows[0], *([c if random.random() < 0.7 else "" for c in row] for row in rows[1:])]


def blank_a_heading(rows: Rows, random: Random) -> Rows:
    place = random.randrange(len(rows[0]))
    return [[*rows[0][:place], "", *rows[0][place + 1 :]], *rows[1:]]


def duplicate_rows(rows: Rows, random: Random) -> Rows:
    return [*rows, *random.choices(rows, k=3)]


def ten_times(rows: Rows, _: Random) -> Rows:
    return [rows[0], *rows[1:] * 10]


def shuffle_rows(rows: Rows, random: Random) -> Rows:
    return [rows[0], *random.sample(rows[1:], len(rows) - 1)]


def header_alone(rows: Rows, _: Random) -> Rows:
    return rows[:1]


def ragged(rows: Rows, random: Random) -> Rows:
    return [rows[0], *([*row, "more"][: random.choice((-2, 99, 99))] for row in rows[1:])]


MUTATIONS = [
    drop_column,
    repeat_column,
    shuffle_columns,
    spoil_a_cell,
    spoil_a_column,
    blank_cells,
    blank_a_heading,
    duplicate_rows,
    ten_times,
    shuffle_rows,
    header_alone,
    ragged,
]


def text_of(rows: Rows) -> str:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue()


def encoded(encoding: str) -> Callable[[Rows, Random], bytes]:
    return lambda rows, _: text_of(rows).encode(encoding, errors="replace")


def titled(rows: Rows, _: Random) -> bytes:
    return text_of([["Table 1: a title, as spreadsheets have"], [], *rows]).encode("utf-8")


def cut_short(rows: Rows, random: Random) -> bytes:
    content = text_of(rows).encode("utf-8")
    return content[: random.randrange(len(content) + 1)]


def odd_byte(rows: Rows, random: Random) -> bytes:
    content = bytearray(text_of(rows).encode("utf-8"))
    content[random.randrange(len(content))] = random.randrange(256)
    return bytes(content)


def zipped(rows: Rows, random: Random) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("inside.csv", text_of(rows))
    content = bytearray(packed.getvalue())
    if random.random() < 0.5:  # a bad line, or a bad disk
        content[random.randrange(4, len(content))] ^= 1 << random.randrange(8)
    return bytes(content)


def workbook(rows: Rows, _: Random) -> bytes:
    packed, book = io.BytesIO(), openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(packed)
    return packed.getvalue()


WRITERS = [
    encoded("utf-8"),
    encoded("utf-8"),
    titled,
    encoded("utf-8-sig"),
    encoded("utf-16"),
    encoded("cp1252"),
    cut_short,
    odd_byte,
    zipped,
    workbook,
]


def spoilt_table(layout: Layout, random: Random) -> bytes:
    rows = example(layout)
    for mutate in random.choices(MUTATIONS, k=random.randrange(4)):
        rows = mutate(rows, random) if rows[0] else rows
    return random.choice(WRITERS)(rows, random)


JUNK = [None, True, 3, -2.5, float("nan"), 1e300, "", "oops", [], {}, [None], [[1, 2]], {"a": 1}]


def feature(layout: Layout, name: str, code: str) -> dict[str, Any]:
    properties = dict(zip(layout.columns, (code, name), strict=True))
    geometry = {"type": "Polygon", "coordinates": SQUARE}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def spoiled(node: Any, random: Random) -> Any:
    """The tree with one node, somewhere, made into junk or left out."""
    if not isinstance(node, dict | list) or not node or random.random() < 0.15:
        return random.choice(JUNK)
    keys = list(node) if isinstance(node, dict) else list(range(len(node)))
    chosen = random.choice(keys)
    changed = node.copy()
    if random.random() < 0.1:
        del changed[chosen]
    else:
        changed[chosen] = spoiled(node[chosen], random)
    return changed


def spoilt_map(layout: Layout, random: Random) -> bytes:
    codes = ["E01012367", "E02002580", "E06000006", "E54000008", "E38000068", "E05013176"]
    features = [feature(layout, "Halton 007A", code) for code in codes]
    tree: Any = {"type": "FeatureCollection", "features": features}
    for _ in range(random.randrange(4)):
        tree = spoiled(tree, random)
    content = json.dumps(tree).encode()
    return content if random.random() < 0.8 else content[: random.randrange(len(content) + 1)]


@pytest.fixture(autouse=True, scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The project's own files of people's voice are out of the way."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("insight.settings.VOICE", tmp_path_factory.mktemp("voice"))
        patch.setenv("INSIGHT_DEMONSTRATION", "off")
        yield


def assert_accounted_for(raw: Path) -> None:
    """Read the folder: nothing is raised, and each file's rows are loaded, outside or refused."""
    gathered = gather(raw, SHIPPED, {"area": AREA})
    tables = gathered.tables
    heard = intake(gathered.voice, Reference(SHIPPED, KNOWN_AREAS), lambda *_: None)
    voice_files, voice_refused = file_tables(heard.files.values())
    files = pd.concat([tables["source_file"], voice_files])
    refused = pd.concat([tables["rejected_row"], voice_refused])
    figures = tables["observation"]
    # A zip may hold no table at all; every other file is listed.
    assert {path.name for path in raw.iterdir() if path.read_bytes()[:2] != b"PK"} <= set(
        files["path"]
    )
    for file in files.itertuples():
        own = refused[refused["source_file_id"] == file.source_file_id]
        rows = own.loc[own["row_number"] > 0, "row_number"].nunique()
        assert file.read_count == file.loaded_count + file.outside_count + rows, file
        assert min(file.loaded_count, file.outside_count) >= 0, file
        assert (file.rejected_count > 0) == (len(own) > 0), file
        has_figures = (figures["source_file_id"] == file.source_file_id).any()
        assert file.loaded_count + rows > 0 or not has_figures, file
        kept = sum(
            (frame["source_file_id"] == file.source_file_id).sum() for frame in heard.rows.values()
        )
        assert kept == (file.loaded_count if str(file.layout).startswith("voice_") else 0), file
    assert (voice_refused["raw_text"] == "").all()
    assert (refused[["column_name", "reason"]].astype(str) != "").all(axis=None)
    assert not figures.duplicated(KEY_COLUMNS).any()
    assert (figures["value"].notna() | figures["value_note"].notna()).all()


@pytest.mark.parametrize("layout", TABLES, ids=lambda layout: layout.name)
def test_the_example_is_of_this_layout(layout: Layout) -> None:
    header = example(layout)[0]
    fitting = [each for each in TABLES if each.fits(header)]
    assert max(fitting, key=lambda each: len(each.columns)) is layout


LAYOUTS = [*TABLES, *SHAPES.values()]
FOLDERS = 12  # reading a folder has a cost of its own, so that each holds layouts of many kinds


@pytest.mark.parametrize("folder", range(FOLDERS))
@settings(max_examples=1, deadline=None, phases=(Phase.reuse, Phase.generate))
@given(seed=st.integers(0, 2**32))
def test_spoilt_files_are_accounted_for(
    folder: int, seed: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    raw = tmp_path_factory.mktemp("raw")
    for layout in LAYOUTS[folder::FOLDERS]:
        spoil = spoilt_map if layout in SHAPES.values() else spoilt_table
        for number in range(2):
            random = Random(f"{layout.name} {seed} {number}")
            (raw / f"{layout.name} {number}.csv").write_bytes(spoil(layout, random))
    assert_accounted_for(raw)
