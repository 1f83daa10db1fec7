"""Census tables by the mapping in the catalogue, in every layout they are downloaded in."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from etl.checks import check_claims
from etl.files import open_all
from etl.files import read as read_file
from etl.layout import Layout, Reading, Reference
from etl.opening.content import Table
from etl.sources import layouts
from etl.sources.census_tables import plain
from insight.reference.catalogue import CensusMeasure
from insight.statistics import wilson_interval
from tests.etl.sources.reading import catalogue, reference, refused

HALTON = "E01012367"  # ours, unlike Bolton
BULK = """\
date,geography,geography code,General health: Total: All usual residents; measures: Value,\
General health: Very good health; measures: Value,General health: Good health; measures: Value,\
General health: Fair health; measures: Value,General health: Bad health; measures: Value,\
General health: Very bad health; measures: Value
2021,Halton 007A,E01012367,1500,700,450,230,90,30
2021,Bolton 001A,E01004766,1400,700,450,150,70,30
"""
QUERY = """\
"TS037 - General health"
"ONS Crown Copyright Reserved [from Nomis on 2 March 2026]"

"2021 super output area - lower layer","mnemonic","Total: All usual residents","Very good health",\
"Good health","Fair health","Bad health","Very bad health"

"Halton 007A","E01012367",1500,700,450,230,90,30
"Bolton 001A","E01004766",1400,700,450,150,70,30
"""
NAMED = """\
lower layer super output areas,Total,Very good health,Good health,Fair health,Bad health,\
Very bad health
E01012367 : Halton 007A,1500,700,450,230,90,30
E01004766 : Bolton 001A,1400,700,450,150,70,30
"""
KINDS = NAMED.replace("lower layer super output areas", "Area").replace("E0", "lsoa2021:E0")
LONG = """\
Lower layer Super Output Areas Code,Lower layer Super Output Areas,General health (6 categories) \
Code,General health (6 categories),Observation
E01012367,Halton 007A,-8,Does not apply,0
E01012367,Halton 007A,1,Very good health,700
E01012367,Halton 007A,2,Good health,450
E01012367,Halton 007A,3,Fair health,230
E01012367,Halton 007A,4,Bad health,90
E01012367,Halton 007A,5,Very bad health,30
"""
TIDY = """\
lsoa21_code,total_residents,very_good_health,good_health,fair_health,bad_health,very_bad_health
E01012367,1500.0,700.0,450.0,230.0,90.0,30.0
E01004766,1400,700,450,150,70,30
"""


def reading(folder: Path, text: str) -> tuple[Reading, str]:
    """What the pipeline makes of a file: opened, recognised among all layouts, and read."""
    (folder / "table.csv").write_text(text, encoding="utf-8")
    [file] = open_all(folder, layouts(catalogue()), lambda what, done, total: None)
    assert file.layout is not None, file.note
    return read_file(file, reference()), file.layout.name


def observations(found: Reading, around: Reference | None = None) -> pd.DataFrame:
    checked, faults, _ = check_claims(found, around or reference(), date(2026, 11, 27))
    assert faults.empty
    return checked


@pytest.mark.parametrize("text", [BULK, QUERY, NAMED, KINDS, LONG, TIDY])
def test_one_table_in_every_layout(text: str, tmp_path: Path) -> None:
    found, name = reading(tmp_path, text)
    assert name == "census_ts037"
    rows = observations(found)
    assert list(zip(rows["indicator_id"], rows["area_code"], strict=True)) == [
        ("bad-health", HALTON)
    ]
    [row] = rows.to_dict("records")
    assert (row["numerator_count"], row["denominator_count"]) == (120, 1500)
    assert row["value"] == pytest.approx(8)
    lower, upper = wilson_interval(120, 1500)
    assert (row["lower_ci"], row["upper_ci"]) == pytest.approx((100 * lower, 100 * upper))
    assert (row["group_id"], row["period_label"]) == ("everyone", "2021")


def test_authorities_by_name_with_shares_beside_the_counts(tmp_path: Path) -> None:
    names = ["Total", "Very good health", "Good health", "Fair health", "Bad health"]
    names.append("Very bad health")
    text = (
        f"local authority,{',,'.join(names)},\n,{'number,%,' * 6}\n".replace(",\n", "\n")
        + "Halton,1500,100.0,700,46.7,450,30.0,230,15.3,90,6.0,30,2.0\n"
    )
    text = text.replace("Very bad health\n", "Very bad health,\n")
    found, name = reading(tmp_path, text)
    [row] = observations(found).to_dict("records")
    assert (name, row["area_code"], row["numerator_count"]) == ("census_ts037", "E06000006", 120)
    assert found.rejections == []


def test_groups_take_the_shares_of_the_table_already_held(tmp_path: Path) -> None:
    text = """\
date,geography,geography code,Ethnic group: Total: All usual residents,"Ethnic group: Asian, \
Asian British or Asian Welsh","Ethnic group: Black, Black British, Black Welsh, Caribbean or \
African",Ethnic group: Mixed or Multiple ethnic groups,Ethnic group: White,Ethnic group: Other \
ethnic group
2021,Halton 007A,E01012367,2000,50,30,20,1880,20
"""
    found, _ = reading(tmp_path, text)
    rows = observations(found).set_index(["indicator_id", "group_id"])["value"]
    assert rows["residents-by-ethnic-group", "ethnic-asian"] == pytest.approx(2.5)
    assert rows["residents-by-ethnic-group", "ethnic-white"] == pytest.approx(94)
    assert rows["ethnic-minority-residents", "everyone"] == pytest.approx(6)


def test_signs_of_categories_are_kept_apart(tmp_path: Path) -> None:
    name = "Occupancy rating for bedrooms: Occupancy rating of bedrooms: "
    columns = ",".join(
        f"{name}{rating}" for rating in ("+2 or more", "+1", "0", "-1", "-2 or less")
    )
    text = (
        "date,geography,geography code,Occupancy rating for bedrooms: Total: All households,"
        f"{columns}\n2021,Halton 007A,E01012367,1000,500,300,150,40,10\n"
    )
    found, _ = reading(tmp_path, text)
    rows = observations(found)
    assert rows[["indicator_id", "numerator_count"]].values.tolist() == [
        ["overcrowded-households", 50]
    ]


def test_everyone_but_those_in_a_category(tmp_path: Path) -> None:
    text = """\
mnemonic,Total: All usual residents aged 5 and over,Provides no unpaid care,\
Provides 19 hours or less unpaid care a week,Provides 20 to 49 hours unpaid care a week,\
Provides 50 or more hours unpaid care a week
E01012367,1000,880,50,30,40
"""
    found, _ = reading(tmp_path, text)
    shares = observations(found).set_index("indicator_id")["value"].to_dict()
    assert shares == pytest.approx(
        {"unpaid-carers": 12, "unpaid-carers-20-hours": 7, "unpaid-carers-50-hours": 4}
    )


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("E01012367,1500", "Halton,1500", "this is not an area code"),
        ("2021,Halton", "2011,Halton", "these tables are read for the Census of 2021 alone"),
        (",90,30", ",9.5,30", "this is not a whole number"),
        (",90,30", ",c,30", "this is not a whole number"),
        ("Bolton 001A,E01004766", "Halton 007A,E01012367", "two rows say different things about"),
    ],
)
def test_a_faulty_row_is_refused(old: str, new: str, reason: str, tmp_path: Path) -> None:
    assert old in BULK
    found, _ = reading(tmp_path, BULK.replace(old, new))
    reasons = refused(found)
    assert reasons and all(each.startswith(reason) for each in reasons.values())
    assert found.claims is None or HALTON not in set(found.claims["area_code"])


def test_an_area_that_lacks_a_category_has_no_figure(tmp_path: Path) -> None:
    other = LONG[LONG.index("E01012367") :].replace("E01012367", "E01034501")
    found, _ = reading(
        tmp_path, LONG + other.replace("E01034501,Halton 007A,3,Fair health,230\n", "")
    )
    assert set(observations(found)["area_code"]) == {HALTON}
    assert set(refused(found).values()) == {
        "another category of this area is missing or was refused"
    }


@pytest.mark.parametrize("lost", ["Good", "Very bad"])
def test_without_a_total_and_every_category_there_is_no_share(lost: str, tmp_path: Path) -> None:
    lines = [line for line in LONG.splitlines() if f",{lost} health," not in line]
    found, _ = reading(tmp_path, "\n".join(lines) + "\n")
    assert found.claims is None
    assert set(refused(found).values()) == {
        "the file has neither a total nor every category, so the whole is not known"
    }


def test_a_table_that_is_not_used_is_recognised_and_says_why(tmp_path: Path) -> None:
    (tmp_path / "table.csv").write_text(
        "date,geography,geography code,Number of households: Number of households; measures: "
        "Value\n2021,Halton 007A,E01012367,650\n"
    )
    [file] = open_all(tmp_path, layouts(catalogue()), lambda what, done, total: None)
    read_file(file, reference())
    assert file.state == "reference"
    assert file.note == catalogue().census_tables["ts041"].not_used_reason


@pytest.mark.parametrize(
    ("name", "text", "table"),
    [
        (
            "download.csv",
            '"TS999 - Kinds of kettle"\n"ONS Crown Copyright Reserved [from Nomis]"\n\n'
            '"2021 super output area - lower layer","mnemonic","Total","Electric","Stove"\n'
            '"Halton 007A","E01012367",650,600,50\n',
            "a table of Nomis with 'Stove', which the catalogue does not list",
        ),
        (
            "census2021-ts999-lsoa.csv",
            "date,geography,geography code,Kinds of kettle: Total; measures: Value,"
            "Kinds of kettle: Electric; measures: Value\n2021,Halton 007A,E01012367,650,600\n",
            "table TS999 (Kinds of kettle) of",
        ),
        (
            "x.csv",
            "date,geography,geography code,Kinds of kettle: Total; measures: Value\n"
            "2021,Halton 007A,E01012367,650\n",
            "table (Kinds of kettle) of",
        ),
    ],
    ids=["query", "bulk", "bulk by another name"],
)
def test_a_table_nobody_listed_is_named_with_what_to_do(
    name: str, text: str, table: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_text(text)
    [file] = open_all(tmp_path, layouts(catalogue()), lambda what, done, total: None)
    assert file.state == "unrecognised"
    assert table in file.note and "add it to data/catalogue/census.toml" in file.note


def test_other_files_with_a_total_and_codes_are_no_census_table(tmp_path: Path) -> None:
    (tmp_path / "table.csv").write_text("area code,total\nE01012367,5\n")
    [file] = open_all(tmp_path, layouts(catalogue()), lambda what, done, total: None)
    assert file.layout is None
    assert file.state == "unrecognised" and "census" not in file.note


def test_england_is_the_sum_of_all_its_authorities(tmp_path: Path) -> None:
    header, row = "ltla21_code,total_residents,sexual_orientation,n", ""
    for number in range(309):
        for category, count in (
            ("Straight or Heterosexual", 900),
            ("Gay or Lesbian", 15),
            ("Bisexual", 10),
            ("All other sexual orientations", 5),
            ("Not answered", 70),
        ):
            row += f"\nE07{number:06d},1000,{category},{count}"
    found, name = reading(tmp_path, header + row + "\n")
    assert name == "census_ts077"
    [england] = observations(found).to_dict("records")
    assert england["area_code"] == "E92000001"
    assert (england["numerator_count"], england["denominator_count"]) == (309 * 30, 309_000)
    found, _ = reading(tmp_path, header + row.removesuffix("\n" + row.rsplit("\n", 1)[1]) + "\n")
    assert "E92000001" not in set(found.claims["area_code"])  # type: ignore[index]


def test_sums_of_many_tables_in_one_file(tmp_path: Path) -> None:
    text = """\
table,area_code,area_name,column,value,lsoas_summed
ts045,E92000001,England,Number of cars or vans: Total: All households,1000.0,33755
ts045,E92000001,England,Number of cars or vans: No cars or vans in household,240.0,33755
ts045,E12000002,North West,Number of cars or vans: Total: All households,500.0,4567
ts030,E92000001,England,Religion: Total: All usual residents,900.0,33755
"""
    found, _ = reading(tmp_path, text)
    rows = observations(found)
    assert rows[["indicator_id", "area_code", "value"]].values.tolist() == [
        ["no-car-households", "E92000001", 24.0]
    ]
    assert found.outside_count == 1  # a table that is not used
    assert refused(found) == {4: "another category of this area is missing or was refused"}


def test_every_census_indicator_is_mapped() -> None:
    mapped = {m.indicator_id for t in catalogue().census_tables.values() for m in t.measures}
    assert {i.indicator_id for i in catalogue().indicators_from("census_table")} <= mapped
    for name in mapped:
        indicator = catalogue().indicators[name]
        assert (indicator.value_type, indicator.combine) == ("percentage", True), name


# --- Whole official files, read naively ------------------------------------------------------


def naive_counts(frame: pd.DataFrame, measure: CensusMeasure) -> tuple[pd.Series, pd.Series]:
    """Numerator and denominator by pandas alone: a category is the heading that ends with it."""

    def column(category: str) -> pd.Series:
        ends = [c for c in frame if c.removesuffix("; measures: Value").endswith(": " + category)]
        assert ends, category
        return frame[min(ends, key=len)]

    [total] = [c for c in frame if re.match(r"[^:]+: Total\b", c)]
    if measure.counted:
        return sum(column(c) for c in measure.counted), frame[total]  # type: ignore[return-value]
    return frame[total] - sum(column(c) for c in measure.all_but), frame[total]


@pytest.mark.data
def test_official_tables_give_the_shares_that_pandas_gives(refresh_data: Path) -> None:
    folder = refresh_data / "census2021"
    read_tables = 0
    for path in sorted(folder.glob("*-lsoa_cm.csv")):
        frame = pd.read_csv(path)
        codes = frame["geography code"].tolist()
        around = Reference(catalogue(), dict.fromkeys(codes, "lsoa21"))
        [layout] = [each for each in layouts(catalogue()) if each.fits(tuple(frame.columns))]
        if layout.is_reference:
            continue
        rows = observations(_read(path, layout, around), around)
        entry = catalogue().census_tables[layout.name.removeprefix("census_")]
        assert len(rows) == len(entry.measures) * 1_601
        for measure in entry.measures:
            count, among = naive_counts(frame, measure)
            mine = rows[
                (rows["indicator_id"] == measure.indicator_id)
                & (rows["group_id"] == measure.group_id)
            ].set_index("area_code")
            expected = pd.Series((100 * count / among).to_numpy(), index=codes)
            assert mine["value"].sub(expected).abs().max() < 1e-6
            assert (mine["numerator_count"].loc[codes].to_numpy() == count.to_numpy()).all()
        read_tables += 1
    assert read_tables == 16


def _read(path: Path, layout: Layout, around: Reference) -> Reading:
    frame = pd.read_csv(path, dtype=str)
    frame.index += 2
    assert layout.read is not None
    return layout.read(Table(path.name, tuple(frame.columns), frame), around)


@pytest.mark.data
def test_official_benchmarks_are_those_of_the_sums(refresh_data: Path) -> None:
    path = refresh_data / "census2021" / "england_northwest_totals_summed_from_lsoa.csv"
    [layout] = [each for each in layouts(catalogue()) if each.name == "census_totals"]
    around = Reference(catalogue(), {"E92000001": "country", "E12000002": "region"})
    rows = observations(_read(path, layout, around), around)
    frame = pd.read_csv(path)
    england = frame[frame["area_code"] == "E92000001"].set_index("column")["value"]
    mine = rows[rows["area_code"] == "E92000001"].set_index("indicator_id")
    bad = england["General health: Bad health"] + england["General health: Very bad health"]
    share = 100 * bad / england["General health: Total: All usual residents"]
    assert mine.loc["bad-health", "value"] == pytest.approx(share)
    assert share == pytest.approx(5.15, abs=0.01)
    used = [t for t in catalogue().census_tables.values() if t.measures]
    in_file = set(frame["table"])
    expected = {m.indicator_id for t in used if t.census_table_id in in_file for m in t.measures}
    assert set(rows["indicator_id"]) == expected
    assert len(rows) == 2 * len(expected)


@pytest.mark.data
def test_official_tables_of_middle_layer_areas(refresh_data: Path) -> None:
    folder = refresh_data / "census2021"
    [path] = folder.glob("*ts077_msoa21*")
    frame = pd.read_csv(path)
    around = Reference(catalogue(), dict.fromkeys(frame["msoa21_code"], "msoa"))
    [layout] = [each for each in layouts(catalogue()) if each.name == "census_ts077"]
    rows = observations(_read(path, layout, around), around).set_index("area_code")
    assert len(rows) == 323
    other = frame[~frame["sexual_orientation"].str.contains("Straight|Not answered")]
    share = other.groupby("msoa21_code")["prop"].sum()
    assert rows["value"].sub(100 * share).abs().max() < 1e-5


@pytest.mark.data
def test_every_official_table_is_recognised(refresh_data: Path) -> None:
    """Those that no indicator uses too: nobody should wonder what became of a file."""
    for path in sorted((refresh_data / "census2021").glob("*.csv")):
        header = tuple(pd.read_csv(path, nrows=0).columns)
        fitting = [each.name for each in layouts(catalogue()) if each.fits(header)]
        assert len(fitting) == 1 and fitting[0].startswith("census_"), path.name


def test_headings_are_compared_in_plain_words() -> None:
    assert plain("General health: Bad health; measures: Value") == "general health bad health"
    assert plain("Occupancy rating of bedrooms: -1") != plain("Occupancy rating of bedrooms: +1")
    assert plain("L14.1 and L14.2 Never worked") == "l14 1 and l14 2 never worked"


def test_a_table_of_the_api_says_what_to_download_instead(tmp_path: Path) -> None:
    text = "GEOGRAPHY_CODE,C2021_HEALTH_6_NAME,OBS_VALUE\nE01012367,Bad health,90\n"
    (tmp_path / "TS037.csv").write_text(text)
    [file] = open_all(tmp_path, layouts(catalogue()), lambda *_: None)
    assert "download it as a query or as bulk data" in file.note
