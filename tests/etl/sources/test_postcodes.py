"""Postcode files: what is kept of them, and which middle-layer area of today follows."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from etl.files import open_all
from etl.files import read as read_file
from etl.layout import Reading
from etl.postcodes import postcode_table
from etl.sources import layouts
from tests.etl.sources.reading import catalogue, reference, refused

WHOLE = """\
pcd,pcd2,pcds,dointr,doterm,oslaua,lsoa11,msoa11,lsoa21,msoa21
WA8 0AA,WA8  0AA,WA8 0AA,198001,,E06000006,E01012367,E02002580,E01012367,E02002580
WA8 0AB,WA8  0AB,WA8 0AB,198001,202001,E06000006,E01012367,E02002580,E01012367,E02002580
BL1 1AA,BL1  1AA,BL1 1AA,198001,,E08000001,E01004766,E02000984,E01004766,E02000984
AB1 0AA,AB1  0AA,AB1 0AA,198001,,S12000033,S01006514,S02001237,S01006514,S02001237
"""
AREA = pd.DataFrame(
    [
        ("E01012367", "lsoa21", "E02002580"),
        ("E01034501", "lsoa21", "E02006936"),
        ("E01034502", "lsoa21", "E02006936"),
        ("E01034503", "lsoa21", "E02006935"),
        ("E01006830", "lsoa11", "E02001424"),
        ("E01006831", "lsoa11", "E02001424"),
        ("E02002580", "msoa", "E06000006"),
        ("E02006936", "msoa", "E08000013"),
        ("E02006935", "msoa", "E08000013"),
        ("E02001424", "msoa", "E08000013"),
    ],
    columns=["area_code", "area_type", "parent_code"],
)
CHANGES = pd.DataFrame(
    [
        ("E01012367", "E01012367"),
        ("E01006830", "E01034501"),
        ("E01006830", "E01034502"),
        ("E01006831", "E01034501"),
        ("E01006831", "E01034503"),
    ],
    columns=["lsoa11_code", "lsoa21_code"],
)


def read(folder: Path, text: str) -> Reading:
    (folder / "postcodes.csv").write_text(text, encoding="utf-8")
    [file] = open_all(folder, layouts(catalogue()), lambda what, done, total: None)
    assert file.layout is not None and file.layout.name == "postcodes"
    return read_file(file, reference())


def table(*rows: dict[str, str], base: pd.DataFrame | None = None) -> dict[str, str]:
    parts = {"postcode": [pd.DataFrame([row]) for row in rows]}
    tables = {"area": AREA, "area_change": CHANGES}
    made = postcode_table(parts, tables, {} if base is None else {"postcode": base})
    return dict(zip(made["postcode"], made["area_code"], strict=True))


def test_postcodes_in_use_in_our_places_are_kept(tmp_path: Path) -> None:
    reading = read(tmp_path, WHOLE)
    assert reading.tables["postcode"]["postcode"].tolist() == ["WA80AA"]
    assert reading.outside_count == 3
    assert refused(reading) == {}


@pytest.mark.parametrize(
    "text",
    [
        "pcds,msoa11cd\nWA8 0AA,E02002580\n",
        "pcd7,lsoa21cd,lad25cd\nWA8 0AA,E01012367,E06000006\n",
        "PCD8,LSOA11CD,LSOA21CD,MSOA21CD\nWA8 0AA,E01012367,E01012367,E02002580\n",
        "Postcode,LSOA Code 2021\n".replace("LSOA Code 2021", "LSOA21 Code") + "wa80aa,E01012367\n",
        "pcds,lsoa11\nWA8 0AA,E01012367\n",
    ],
)
def test_extracts_and_spellings(text: str, tmp_path: Path) -> None:
    parts = {"postcode": [read(tmp_path, text).tables["postcode"]]}
    made = postcode_table(parts, {"area": AREA, "area_change": CHANGES}, {})
    assert made.values.tolist() == [["WA80AA", "E02002580"]]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("WA8 0A,E02002580", "this is not a postcode"),
        ("WA8 0AA,Halton", "this is not an area code"),
        ("WA8 0AA,E02002580", "an earlier row says the same"),
        ("WA8 0AA,E02001424", "two rows say different things"),
    ],
)
def test_a_faulty_row_is_refused(row: str, reason: str, tmp_path: Path) -> None:
    found = refused(read(tmp_path, f"pcds,msoa11cd\nWA8 0AA,E02002580\n{row}\n"))
    assert found and all(each.startswith(reason) for each in found.values())


def test_the_way_to_the_area_of_today() -> None:
    found = table(
        {"postcode": "A11AA", "msoa21": "E02006935", "msoa11": "E02001424"},
        {"postcode": "A11AB", "lsoa21": "E01034501"},
        {"postcode": "A11AC", "lsoa11": "E01006830"},  # all that became of it lies in one
        {"postcode": "A11AD", "lsoa11": "E01006831", "msoa11": "E02001424"},  # and of this in two
        {"postcode": "A11AE", "msoa11": "E02001424"},
        {"postcode": "A11AF", "msoa11": "E02002580"},
        {"postcode": "A11AG", "msoa11": "E02000984"},
    )
    assert found == {
        "A11AA": "E02006935",
        "A11AB": "E02006936",
        "A11AC": "E02006936",
        "A11AD": "E02001424",
        "A11AE": "E02001424",
        "A11AF": "E02002580",
    }


def test_a_newer_file_adds_and_replaces_and_leaves_the_rest() -> None:
    base = pd.DataFrame({"postcode": ["A11AA", "A11AB"], "area_code": ["E02002580"] * 2})
    found = table({"postcode": "A11AB", "msoa21": "E02006935"}, base=base)
    assert found == {"A11AA": "E02002580", "A11AB": "E02006935"}
    assert table(base=base) == {"A11AA": "E02002580", "A11AB": "E02002580"}


@pytest.mark.data
def test_official_postcodes_keep_their_places(refresh_data: Path, open_data: Path) -> None:
    [path] = (refresh_data / "geography").glob("postcode*")
    lookup = pd.read_csv(next((open_data / "geography" / "lookups").glob("lookup_msoa11*")))
    reader = next(each for each in layouts(catalogue()) if each.name == "postcodes")
    frame = pd.read_csv(path, dtype=str)
    assert reader.fits(tuple(frame.columns))
    area = lookup.set_index("msoa11_code")["ltla22_code"]
    assert frame["msoa11cd"].isin(area.index).all()
    msoas = pd.DataFrame({"area_code": area.index, "area_type": "msoa", "parent_code": area})
    parts = {"postcode": [frame.assign(postcode=frame["pcds"].str.replace(" ", ""))]}
    parts["postcode"][0] = parts["postcode"][0].rename(columns={"msoa11cd": "msoa11"})
    made = postcode_table(parts, {"area": msoas, "area_change": CHANGES.iloc[:0]}, {})
    assert len(made) == 105_733
    assert made["postcode"].is_monotonic_increasing
    naive = frame.assign(postcode=frame["pcds"].str.replace(" ", "")).set_index("postcode")
    places = naive["msoa11cd"].map(area)
    assert (made.set_index("postcode")["area_code"].map(area) == places[made["postcode"]]).all()
