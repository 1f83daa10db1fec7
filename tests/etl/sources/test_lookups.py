"""Lookups become parts of the tables of areas."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pandas as pd
import pytest

from etl.opening.content import Table
from etl.opening.open_file import read_file
from etl.sources import READERS
from tests.etl.sources.examples import EXAMPLES
from tests.etl.sources.reading import (
    LAYOUTS,
    read,
    reference,
    refused,
    refused_rows,
    rows_kept,
    table,
)

HALTON, ST_HELENS, LIVERPOOL = "E06000006", "E08000013", "E08000012"
LOOKUPS = {
    "lookup_lsoa11_lsoa21": "lookup_lsoa11_lsoa21_ltla22_cm.csv",
    "lookup_lsoa11_msoa11": "lookup_lsoa11_msoa11_cm.csv",
    "lookup_lsoa11_sub_icb": "lookup_lsoa11_sicbl22_icb22_ltla22_cm.csv",
    "lookup_lsoa21_ward": "lookup_lsoa21_ward24_ltla24_cm.csv",
    "lookup_msoa": "lookup_msoa11_msoa21_ltla22_cm.csv",
    "msoa_names": "msoa11_msoa21_hocl_names_cm.csv",
}


def test_changes_keep_both_ends_and_the_kind(tmp_path: Path) -> None:
    reading = read(tmp_path, "lookup_lsoa11_lsoa21", EXAMPLES["lookup_lsoa11_lsoa21"])
    changes = reading.tables["area_change"]
    assert changes.to_numpy().tolist() == [
        ["E01012367", "E01012367", "U"],
        ["E01006830", "E01034501", "S"],
        ["E01006830", "E01034502", "S"],
        ["E01006720", "E01034401", "M"],
        ["E01006752", "E01034401", "M"],
    ]
    areas = reading.tables["area"]
    newest = areas[areas["area_type"] == "lsoa21"].drop_duplicates("area_code")
    assert dict(zip(newest["area_code"], newest["place_code"], strict=True)) == {
        "E01012367": HALTON,
        "E01034501": ST_HELENS,
        "E01034502": ST_HELENS,
        "E01034401": LIVERPOOL,
    }


def test_unknown_kind_of_change_is_refused(tmp_path: Path) -> None:
    text = EXAMPLES["lookup_lsoa11_lsoa21"].replace(",U,Halton", ",Q,Halton")
    reading = read(tmp_path, "lookup_lsoa11_lsoa21", text)
    assert refused(reading) == {2: "a change is one of U, S, M and X"}


def test_place_comes_from_the_name_where_no_column_says_it(tmp_path: Path) -> None:
    areas = read(tmp_path, "lookup_lsoa11_msoa11", EXAMPLES["lookup_lsoa11_msoa11"]).tables["area"]
    places = dict(zip(areas["area_code"], areas["place_code"], strict=True))
    assert places["E01006830"] == places["E02001424"] == ST_HELENS
    parents = dict(zip(areas["area_code"], areas["parent_code"], strict=True))
    assert parents["E01012367"] == "E02002580"
    assert parents["E02002580"] == HALTON


def test_ward_of_each_neighbourhood(tmp_path: Path) -> None:
    reading = read(tmp_path, "lookup_lsoa21_ward", EXAMPLES["lookup_lsoa21_ward"])
    wards = reading.tables["neighbourhood"].set_index("area_code")["ward_name"]
    assert wards["E01034501"] == "Thatto Heath"
    areas = reading.tables["area"]
    assert set(areas.loc[areas["area_type"] == "ward", "area_code"]) == {
        "E05013176",
        "E05014066",
        "E05015299",
    }


def test_middle_layer_areas_of_both_years_are_listed(tmp_path: Path) -> None:
    areas = read(tmp_path, "lookup_msoa", EXAMPLES["lookup_msoa"]).tables["area"]
    assert set(areas["area_code"]) == {"E02002580", "E02001424", "E02006936"}


def test_everyday_names(tmp_path: Path) -> None:
    reading = read(tmp_path, "msoa_names", EXAMPLES["msoa_names"])
    names = reading.tables["msoa_name"].set_index("area_code")["msoa_name"]
    assert names["E02001424"] == "Thatto Heath & Lea Green"
    assert set(reading.tables["area"]["area_name"]) == {
        "Halton 007",
        "St. Helens 019",
        "St. Helens 025",
    }


def test_blank_everyday_name_is_refused(tmp_path: Path) -> None:
    text = EXAMPLES["msoa_names"].replace("Kingsway & Appleton", " ")
    assert refused(read(tmp_path, "msoa_names", text)) == {2: "the everyday name is blank"}


def test_two_wards_for_one_neighbourhood_are_both_refused(tmp_path: Path) -> None:
    text = EXAMPLES["lookup_lsoa21_ward"] + (
        "Halton 007A,E01012367,Birchfield,E05013178,Halton,E06000006\n"
    )
    reading = read(tmp_path, "lookup_lsoa21_ward", text)
    assert refused_rows(reading) == {2, 7}


def test_rural_class_of_each_neighbourhood(tmp_path: Path) -> None:
    kinds = read(tmp_path, "rural_urban", EXAMPLES["rural_urban"]).tables["neighbourhood"]
    assert kinds.set_index("area_code")["rural_urban"].to_dict() == {
        "E01012367": "Urban: Nearer to a major town or city",
        "E01034501": "Smaller rural: Nearer to a major town or city",
    }


def chosen(header: Iterable[str]) -> str:
    """The layout that the pipeline takes: of those that fit, the most demanding."""
    fitting = [each for each in READERS if each.read_boundaries is None and each.fits(header)]
    return max(fitting, key=lambda each: len(each.columns)).name if fitting else ""


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("LSOA11CD,LSOA11NM,LSOA21CD,LSOA21NM,CHNGIND,LAD25CD,LAD25NM", "lookup_lsoa11_lsoa21_ons"),
        ("LSOA21CD,LSOA21NM,WD25CD,WD25NM,LAD25CD,LAD25NM", "lookup_lsoa21_ward_ons"),
        ("lsoa21cd,lsoa21nm,wd23cd,wd23nm,lad23cd,lad23nm", "lookup_lsoa21_ward_ons"),
        ("LSOA11CD,LSOA11NM,SICBL23CD,SICBL23CDH,LAD23CD,LAD23NM", "lookup_lsoa11_sub_icb_ons"),
        ("OA21CD,LSOA21CD,LSOA21NM,MSOA21CD,MSOA21NM,LAD22CD,LAD22NM", "lookup_lsoa21_msoa21"),
        ("LSOA21CD,LSOA21NM,SICBL24CD,ICB24CD,LAD24CD,LAD24NM", "lookup_lsoa21_place"),
        ("WD25CD,WD25NM,LAD25CD,LAD25NM", "lookup_ward"),
        ("msoa21cd,msoa21nm,msoa21nmw,msoa21hclnm,msoa21hclnmw,Laname", "msoa_names_alone"),
        ("LAD24CD,LAD24NM,RGN24CD,RGN24NM", "lookup_large_areas"),
        ("pcds,oa21cd,lsoa21cd,lsoa21nm,msoa21cd,msoa21nm,ladcd", "postcodes"),
        ("LSOA11CD,LSOA21CD", "codes_alone"),
        ("lsoa21cd,wd25cd,lad25cd,ObjectId", "codes_alone"),
        ("LSOA21CD,LAD25CD,Households", ""),
        ("area,value", ""),
    ],
)
def test_lookups_of_any_year_and_spelling(header: str, name: str) -> None:
    assert chosen(header.split(",")) == name


def test_wards_of_a_newer_year(tmp_path: Path) -> None:
    text = EXAMPLES["lookup_lsoa21_ward"].replace("ward24_", "WD25").replace("ltla24_", "LAD25")
    text = text.replace("lsoa21_", "lsoa21").replace("code", "CD", 4).replace("name", "NM", 3)
    reading = read(tmp_path, "lookup_lsoa21_ward_ons", text)
    pd.testing.assert_frame_equal(
        reading.tables["neighbourhood"],
        read(tmp_path, "lookup_lsoa21_ward", EXAMPLES["lookup_lsoa21_ward"]).tables[
            "neighbourhood"
        ],
    )


def test_neighbourhoods_of_2021_in_their_middle_layer_areas(tmp_path: Path) -> None:
    text = """\
OA21CD,LSOA21CD,LSOA21NM,MSOA21CD,MSOA21NM,LAD22CD
E00062001,E01012367,Halton 007A,E02002580,Halton 007,E06000006
E00062002,E01012367,Halton 007A,E02002580,Halton 007,E06000006
E00024001,E01004766,Bolton 001A,E02000984,Bolton 001,E08000001
"""
    reading = read(tmp_path, "lookup_lsoa21_msoa21", text)
    areas = reading.tables["area"]
    assert areas[["area_code", "area_type", "place_code", "parent_code"]].values.tolist() == [
        ["E01012367", "lsoa21", HALTON, "E02002580"],
        ["E02002580", "msoa", HALTON, HALTON],
    ]
    assert reading.outside_count == 2


def test_names_without_the_code_of_an_authority(tmp_path: Path) -> None:
    text = """\
msoa21cd,msoa21nm,msoa21hclnm,Laname
E02002580,Halton 007,Kingsway & Appleton,Halton
E02000984,Bolton 001,Egerton & Dunscar,Bolton
"""
    reading = read(tmp_path, "msoa_names_alone", text)
    assert reading.tables["msoa_name"].values.tolist() == [["E02002580", "Kingsway & Appleton"]]
    assert reading.tables["area"]["place_code"].tolist() == [HALTON]


def test_a_fault_is_named_by_the_files_own_heading(tmp_path: Path) -> None:
    text = "WD25CD,WD25NM,LAD25CD\nE0501317,Appleton,E06000006\n"
    [frame] = read(tmp_path, "lookup_ward", text).rejections
    assert frame["column_name"].tolist() == ["WD25CD"]


# From the descriptions of the downloads on the portal.
ONS_SPELLING = {
    "lsoa11_code": "LSOA11CD",
    "lsoa11_name": "LSOA11NM",
    "lsoa21_code": "LSOA21CD",
    "lsoa21_name": "LSOA21NM",
    "msoa11_code": "MSOA11CD",
    "msoa11_name": "MSOA11NM",
    "msoa21_code": "MSOA21CD",
    "msoa21_name": "MSOA21NM",
    "ward24_code": "WD24CD",
    "ward24_name": "WD24NM",
    "ltla22_code": "LAD22CD",
    "ltla24_code": "LAD24CD",
    "sicbl22_code": "LOC22CD",
    "change_code": "CHGIND",
    "ruc21_code": "RUC21CD",
    "classification": "RUC21NM",
}


def in_ons_spelling(name: str) -> str:
    """The example as the portal gives it: its header, and columns we have no use for."""
    header, *rows = EXAMPLES[name].splitlines()
    names = [ONS_SPELLING.get(column, column.upper()) for column in header.split(",")]
    spelt = [",".join([*names, "LAD22NMW", "ObjectId"])]
    spelt += [f"{row},,{number}" for number, row in enumerate(rows, start=1)]
    return "\ufeff" + "\n".join(spelt) + "\n"


@pytest.mark.parametrize("name", sorted({*LOOKUPS, "rural_urban"} - {"msoa_names"}))
def test_the_portals_own_headers_are_read_the_same(name: str, tmp_path: Path) -> None:
    text = in_ons_spelling(name)
    found = table(tmp_path, text)
    assert chosen(found.columns) == f"{name}_ons"
    ours, theirs = read(tmp_path, name, EXAMPLES[name]), read(tmp_path, f"{name}_ons", text)
    assert ours.tables.keys() == theirs.tables.keys()
    for key, frame in ours.tables.items():
        pd.testing.assert_frame_equal(theirs.tables[key], frame)
    assert (theirs.outside_count, refused(theirs)) == (ours.outside_count, {})


def test_headers_are_those_the_portal_describes() -> None:
    """From the descriptions of the downloads; the second from a public copy of the file."""
    described = {
        "lookup_lsoa11_lsoa21_ons": "LSOA11CD LSOA11NM CHGIND LSOA21CD LSOA21NM LAD22CD LAD22NM"
        " LAD22NMW",
        "lookup_lsoa21_ward_ons": "LSOA21CD LSOA21NM LSOA21NMW WD24CD WD24NM WD24NMW LAD24CD"
        " LAD24NM LAD24NMW ObjectId",
        "lookup_lsoa11_sub_icb_ons": "LSOA11CD LSOA11NM LOC22CD LOC22CDH LOC22NM ICB22CD ICB22CDH"
        " ICB22NM LAD22CD LAD22NM",
        "lookup_lsoa11_msoa11_ons": "OA11CD LSOA11CD LSOA11NM MSOA11CD MSOA11NM LAD11CD LAD11NM",
        "rural_urban_ons": "LSOA21CD LSOA21NM LSOA21NMW RUC21CD RUC21NM Urban_rural_flag",
    }
    for name, header in described.items():
        assert chosen(header.split()) == name


def test_a_refusal_names_the_column_as_it_stands_in_the_file(tmp_path: Path) -> None:
    text = in_ons_spelling("lookup_lsoa11_lsoa21").replace(",U,Halton", ",Q,Halton")
    reading = read(tmp_path, "lookup_lsoa11_lsoa21_ons", text.replace("E01006752", "E0100675"))
    faults = pd.concat(reading.rejections).set_index("row_number")["column_name"]
    assert faults.to_dict() == {2: "CHGIND", 6: "LSOA11CD"}


def test_a_row_for_each_output_area_makes_one_for_each_neighbourhood(tmp_path: Path) -> None:
    name = "lookup_lsoa11_msoa11"
    header, *rows = in_ons_spelling(name).removeprefix("\ufeff").splitlines()
    spelt = [f"OA11CD,{header}"]
    spelt += [f"E000{n}{half},{row}" for n, row in enumerate(rows, 10001) for half in (1, 2)]
    reading = read(tmp_path, f"{name}_ons", "\n".join(spelt) + "\n")
    once = read(tmp_path, name, EXAMPLES[name]).tables["area"].reset_index(drop=True)
    pd.testing.assert_frame_equal(reading.tables["area"].reset_index(drop=True), once)
    assert (reading.outside_count, refused(reading)) == (5 + 1, {})


@pytest.mark.data
@pytest.mark.parametrize("name", sorted(LOOKUPS))
def test_no_row_of_the_official_file_is_lost(name: str, open_data: Path) -> None:
    path = open_data / "geography" / "lookups" / LOOKUPS[name]
    [found] = read_file(path, path.name, LAYOUTS[name].fits)
    assert isinstance(found, Table)
    read_rows = LAYOUTS[name].read
    assert read_rows is not None
    reading = read_rows(found, reference())
    naive = pd.read_csv(path)
    assert len(rows_kept(reading)) == len(naive)
    assert (reading.outside_count, refused(reading)) == (0, {})
    areas = reading.tables["area"]
    for column in (c for c in naive if c in ("lsoa11_code", "lsoa21_code", "ward24_code")):
        kind = column.removesuffix("_code").replace("ward24", "ward")
        assert set(areas.loc[areas["area_type"] == kind, "area_code"]) == set(naive[column])
    assert areas["place_code"].nunique() == 9
