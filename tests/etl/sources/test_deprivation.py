"""Indices of Deprivation: what is loaded, what is refused, and what a complete file is."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from etl.layout import Reading
from etl.read import Table, read_file
from etl.sources.deprivation import DOMAINS, EDITIONS, Edition
from tests.etl.sources.examples import EXAMPLES
from tests.etl.sources.reading import LAYOUTS, catalogue, read, reference, refused, refused_rows

NEW, OLD = "deprivation_2025", "deprivation_2019"


def replaced(name: str, old: str, new: str) -> str:
    text = EXAMPLES[name]
    assert old in text
    return text.replace(old, new)


def test_long_by_domain_with_score_rank_and_decile(tmp_path: Path) -> None:
    figures = read(tmp_path, NEW, EXAMPLES[NEW]).tables["deprivation"]
    assert len(figures) == 8  # four neighbourhoods, two domains
    row = figures[(figures["area_code"] == "E01034501") & (figures["domain"] == "imd")].iloc[0]
    assert (row["edition"], row["score"], row["rank"], row["decile"]) == ("2025", 33.25, 5000, 2)


def test_domain_without_scores_is_loaded_without_scores(tmp_path: Path) -> None:
    figures = read(tmp_path, OLD, EXAMPLES[OLD]).tables["deprivation"]
    assert set(figures["domain"]) == {"imd", "education"}
    assert figures.loc[figures["domain"] == "education", "score"].isna().all()
    assert figures.loc[figures["domain"] == "imd", "score"].notna().all()


def test_areas_are_ours_and_every_other_authority(tmp_path: Path) -> None:
    areas = read(tmp_path, NEW, EXAMPLES[NEW]).tables["area"]
    listed = areas.set_index("area_code")
    assert listed.loc["E01012367", ["area_type", "place_code"]].tolist() == ["lsoa21", "E06000006"]
    assert listed.loc["E08000001", ["area_type", "area_name"]].tolist() == ["authority", "Bolton"]
    assert set(read(tmp_path, OLD, EXAMPLES[OLD]).tables["area"]["area_type"]) == {"lsoa11"}


def test_how_deprived_each_authority_is(tmp_path: Path) -> None:
    text = EXAMPLES[NEW] + "E01034503,St. Helens 025C,E08000013,St Helens,12.15,27000,8,,,\n"
    tables = read(tmp_path, NEW, text.replace(",,,\n", ",0.05,26000,8\n")).tables
    found = tables["authority_deprivation"].set_index("area_code")
    assert set(found.index) == {"E06000006", "E08000013", "E08000012", "E08000001"}
    assert found.loc["E08000013", "imd_score"] == pytest.approx((33.25 + 8.1 + 12.15) / 3)
    assert found.loc["E08000013", "core20_neighbourhood_pct"] == pytest.approx(100 / 3)
    assert found.loc["E08000001"].tolist() == [0, 9.5]
    assert read(tmp_path, OLD, EXAMPLES[OLD]).tables["authority_deprivation"].empty


def test_an_authority_with_a_figure_that_cannot_be_read_has_no_mean(tmp_path: Path) -> None:
    text = replaced(NEW, ",33.25,", ",?,")
    found = read(tmp_path, NEW, text).tables["authority_deprivation"].set_index("area_code")
    assert found["imd_score"].isna().to_dict()["E08000013"]
    assert found["imd_score"].notna().sum() == 3


def test_who_counts_towards_core20(tmp_path: Path) -> None:
    counted = read(tmp_path, NEW, EXAMPLES[NEW]).tables["counted"]
    assert set(counted["indicator_id"]) == {
        i.indicator_id
        for i in catalogue().indicators_from("deprivation")
        if i.source_id == "deprivation-2025"
    }
    assert dict(zip(counted["area_code"], counted["is_counted"], strict=True)) == {
        "E01012367": True,
        "E01034501": True,
        "E01034502": False,
        "E01034401": False,
    }


@pytest.mark.parametrize(
    ("old", "new", "column", "reason"),
    [
        (",812,1,", ",0,1,", "(IMD) Rank", "this must lie between 1 and 33,755"),
        (",33755,10,", ",33756,10,", "(IMD) Rank", "this must lie between 1 and 33,755"),
        (",812,1,", ",812,11,", "(IMD) Decile", "this must lie between 1 and 10"),
        (",812,1,", ",812,2,", "(IMD) Decile", "the decile does not fit the rank"),
        (",812,1,", ",812.5,1,", "(IMD) Rank", "this is not a whole number"),
        (",812,1,", ",,1,", "(IMD) Rank", "this is not a whole number"),
        (",61.5,", ",high,", "(IMD) Score", "this is not a number"),
        ("0.41,700,1", "0.41,oops,1", "Income Rank", "this is not a whole number"),
        ("E01012367", "E0101236", "LSOA code", "this is not an area code"),
        ("E01034502,", "E01012367,", "LSOA code", "two rows say different things"),
    ],
)
def test_faulty_row_is_refused_whole(
    old: str, new: str, column: str, reason: str, tmp_path: Path
) -> None:
    reading = read(tmp_path, NEW, replaced(NEW, old, new))
    frame = pd.concat(reading.rejections)
    frame = frame[frame["row_number"] > 0]
    assert frame["reason"].str.startswith(reason).all()
    assert frame["column_name"].str.contains(column, regex=False).all()
    loaded = set(reading.tables["deprivation"].index)
    assert not loaded & refused_rows(reading)
    assert len(loaded) + len(refused_rows(reading)) + reading.outside_count == 5


def test_blank_score_is_only_a_missing_score(tmp_path: Path) -> None:
    figures = read(tmp_path, NEW, replaced(NEW, ",61.5,", ",,")).tables["deprivation"]
    row = figures[(figures["area_code"] == "E01012367") & (figures["domain"] == "imd")].iloc[0]
    assert pd.isna(row["score"])
    assert row["rank"] == 812


def test_part_of_a_file_is_loaded_and_reported(tmp_path: Path) -> None:
    reading = read(tmp_path, NEW, EXAMPLES[NEW])
    assert refused(reading) == {}
    assert reading.note == (
        "The file has 5 neighbourhoods, 4 of them ours; a complete one has 33,755 and 1,601."
    )
    assert len(reading.tables["deprivation"]) == 8


def read_official(open_data: Path, year: str) -> tuple[Reading, pd.DataFrame]:
    [path] = (open_data / "deprivation").glob(f"*IoD{year}*")
    layout = LAYOUTS[f"deprivation_{year}"]
    [found] = read_file(path, path.name, layout.fits)
    assert isinstance(found, Table)
    assert layout.read is not None
    return layout.read(found, reference()), pd.read_csv(path)


@pytest.mark.data
@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.year)
def test_official_file_is_complete(edition: Edition, open_data: Path) -> None:
    year, code = edition.year, edition.code
    reading, naive = read_official(open_data, year)
    total, ours = (33_755, 1_601) if year == "2025" else (32_844, 1_562)
    assert len(naive) == total
    assert refused(reading) == {}
    figures = reading.tables["deprivation"]
    assert figures["area_code"].nunique() == ours
    assert reading.outside_count == total - ours
    assert len(figures) == ours * len(DOMAINS)
    assert not figures.duplicated(["area_code", "edition", "domain"]).any()
    naive = naive.set_index(code)
    for domain, title in DOMAINS.items():
        mine = figures[figures["domain"] == domain].set_index("area_code")
        expected = naive.loc[mine.index]
        assert (mine["rank"] == expected[f"{title} Rank (where 1 is most deprived)"]).all()
        column = f"{title} Decile (where 1 is most deprived 10% of LSOAs)"
        assert (mine["decile"] == expected[column]).all()


@pytest.mark.data
def test_official_file_lists_every_authority(open_data: Path) -> None:
    reading, naive = read_official(open_data, "2025")
    areas = reading.tables["area"]
    others = set(areas.loc[areas["area_type"] == "authority", "area_code"])
    places = {place.area_code for place in catalogue().places()}
    assert others == set(naive["Local Authority District code (2024)"]) - places
    assert len(others) == 287
    assert set(areas.loc[areas["area_type"] == "lsoa21", "place_code"]) == places
