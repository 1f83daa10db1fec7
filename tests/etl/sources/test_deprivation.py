"""Indices of Deprivation: what is loaded, what is refused, and what a complete file is."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from etl.files import open_all
from etl.files import read as read_rows
from etl.geography import assemble, ranked_deprivation
from etl.layout import Reading, Reference
from etl.opening.content import Table
from etl.opening.open_file import read_file
from etl.sources import layouts
from etl.sources.deprivation_headings import DOMAINS, EDITIONS, PARTS, Edition
from etl.sources.headings import plain
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
    assert found.loc["E08000001"].tolist() == [0, 9.5, 1]
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


FILE_1 = """\
LSOA code (2021),LSOA name (2021),Local Authority District code (2024),\
Local Authority District name (2024),Index of Multiple Deprivation (IMD) Rank,\
Index of Multiple Deprivation (IMD) Decile (where 1 is most deprived 10% of LSOA
E01012367,Halton 007A,E06000006,Halton,"812",1
E01004766,Bolton 001A,E08000001,Bolton,"25,000",8
"""
FILE_3 = """\
LSOA code (2011),LSOA name (2011),Local Authority District code (2019),\
Local Authority District name (2019),Income Deprivation Affecting Children Index (IDACI) Rank \
(where 1 is most deprived),Income Deprivation Affecting Children Index (IDACI) Decile (where 1 is \
most deprived 10% of LSOAs),Income Deprivation Affecting Older People (IDAOPI) Rank (where 1 is \
most deprived)
E01012367,Halton 007A,E06000006,Halton,500,1,6000
"""
FILE_5 = """\
LSOA code (2021),Local Authority District code (2024),Index of Multiple Deprivation (IMD) Score,\
Income Score (rate),Income Deprivation Affecting Older People (IDAOPI) Score (rate)
E01012367,E06000006,61.5,0.41,0.3
"""


def figures_of(folder: Path, name: str, text: str) -> list[tuple]:
    frame = read(folder, name, text).tables["deprivation"]
    frame = frame[["area_code", "domain", "score", "rank", "decile"]].astype(object)
    return [tuple(row) for row in frame.where(frame.notna(), None).itertuples(index=False)]


def test_file_1_whose_headings_are_short_or_cut(tmp_path: Path) -> None:
    assert figures_of(tmp_path, NEW, FILE_1) == [("E01012367", "imd", None, 812, 1)]
    cut = FILE_1.replace("(2021)", "(2011)").replace("(2024)", "(2019)")
    cut = cut.replace(" (where 1 is most deprived 10% of LSOA", "")
    assert figures_of(tmp_path, OLD, cut) == [("E01012367", "imd", None, 812, 1)]
    assert set(read(tmp_path, NEW, FILE_1).tables["counted"]["is_counted"]) == {True}


def test_file_3_of_children_and_older_people(tmp_path: Path) -> None:
    found = figures_of(tmp_path, OLD, FILE_3)
    # The decile of older people is not in the file, and follows from the rank.
    assert found == [("E01012367", "idaci", None, 500, 1), ("E01012367", "idaopi", None, 6000, 2)]


def test_file_5_of_scores_alone_adds_to_ranks_of_another_file(tmp_path: Path) -> None:
    found = figures_of(tmp_path, NEW, FILE_5)
    assert found == [
        ("E01012367", "imd", 61.5, None, None),
        ("E01012367", "income", 0.41, None, None),
        ("E01012367", "idaopi", 0.3, None, None),
    ]
    parts = {
        "deprivation": [
            read(tmp_path, NEW, text).tables["deprivation"] for text in (FILE_5, FILE_1)
        ]
    }
    table = ranked_deprivation(assemble(parts, catalogue())["deprivation"])
    assert table[["domain", "score", "rank", "decile"]].values.tolist() == [["imd", 61.5, 812, 1]]


def test_an_extract_with_tidy_headings_of_parts_of_domains(tmp_path: Path) -> None:
    text = "lsoa21_code,indoors_score,indoors_rank,indoors_decile,adult_skills_rank\n"
    text += "E01012367,-0.66,28958.0,9.0,1191.0\nE01004766,0.1,5,1,7\n"
    reading = read(tmp_path, "deprivation_2025_extract", text)
    assert reading.outside_count == 1
    assert figures_of(tmp_path, "deprivation_2025_extract", text) == [
        ("E01012367", "adult_skills", None, 1191, 1),
        ("E01012367", "indoors", -0.66, 28958, 9),
    ]


def test_a_fault_is_named_by_the_files_own_heading(tmp_path: Path) -> None:
    text = "lsoa21_code,imd_rank\nE01012367,99999\n"
    [frame] = read(tmp_path, "deprivation_2025_extract", text).rejections
    assert frame["column_name"].tolist() == ["imd_rank"]


SUMMARY = "Local Authority District code (2024),Local Authority District name (2024),"


@pytest.mark.parametrize(
    ("header", "name"),
    [
        (SUMMARY + "IMD - Average rank,IMD - Average score", "deprivation_summary"),
        (SUMMARY + "Income - Average score,Income - Rank of average score", "deprivation_summary"),
        (
            "Upper Tier Local Authority District code (2019),IMD - Average rank",
            "deprivation_summary",
        ),
        ("Integrated Care Board code (2024),IMD - Average score", "deprivation_summary"),
        ("LSOA code (2021),Years of potential life lost indicator", "deprivation_measures"),
        ("LSOA code (2011),Acute morbidity indicator", "deprivation_measures_2019"),
        ("LSOA code (2021),LSOA name (2021),Population", ""),
        ("LAD24CD,Average score", "deprivation_summary"),
    ],
)
def test_which_file_is_which(header: str, name: str) -> None:
    fitting = [each.name for each in layouts(catalogue()) if each.fits(header.split(","))]
    assert fitting == ([name] if name else [])


def test_what_the_indices_are_made_of(tmp_path: Path) -> None:
    text = """\
LSOA code (2021),LSOA name (2021),Years of potential life lost indicator,Mental health indicator
E01012367,Halton 007A,83.4,-0.25
E01004766,Bolton 001A,50,0
"""
    (tmp_path / "file8.csv").write_text(text)
    [file] = open_all(tmp_path, layouts(catalogue()), lambda what, done, total: None)
    claims = read_rows(file, reference()).claims
    assert claims is not None
    rows = claims[["indicator_id", "area_code", "value", "period"]].values.tolist()
    assert rows == [
        ["years-of-life-lost", "E01012367", "83.4", "2025"],
        ["mood-and-anxiety", "E01012367", "-0.25", "2025"],
    ]
    assert file.outside_count == 1


@pytest.mark.data
def test_official_measures_and_parts_are_those_of_the_files(refresh_data: Path) -> None:
    folder = refresh_data / "deprivation"
    files = open_all(folder, layouts(catalogue()), lambda what, done, total: None)
    assert [file.layout.name for file in files if file.layout] == [
        "deprivation_2025_extract",
        "deprivation_measures",
    ]
    naive = [pd.read_csv(path).set_index("lsoa21_code") for path in sorted(folder.glob("*.csv"))]
    around = Reference(catalogue(), dict.fromkeys(naive[0].index, "lsoa21"))
    parts, measures = (read_rows(file, around) for file in files)
    assert not parts.rejections and not measures.rejections
    figures = parts.tables["deprivation"].set_index("area_code")
    assert len(figures) == 6 * 1_601
    for domain, name in PARTS.items():
        column = plain(name).removesuffix(" sub domain").replace(" ", "_")
        for what in ("score", "rank", "decile") if f"{column}_rank" in naive[0] else ():
            mine = figures.loc[figures["domain"] == domain, what]
            assert (mine == naive[0][f"{column}_{what}"]).all()
    claims = measures.claims
    assert claims is not None
    for indicator in catalogue().indicators_from("deprivation_measures"):
        mine = claims[claims["indicator_id"] == indicator.indicator_id].set_index("area_code")
        assert (mine["value"].astype(float) == naive[1][indicator.column]).all()
        assert mine["value"].notna().sum() == 1_601


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
