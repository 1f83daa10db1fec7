"""What goes wrong with any file goes wrong harmlessly with each reader of indicators."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pandas as pd
import pytest

from etl.gather import gather
from etl.sources import READERS
from tests.etl.sources.figures import SHIPPED, Read
from tests.etl.sources.figures import read_text as read_named
from tests.etl.sources.test_fingertips import file_of as fingertips_file

pytestmark = pytest.mark.slow

PLACES = (("E06000006", "Halton", "876"), ("E08000012", "Liverpool", "341"))
TALKING = "2021-22,2021-04-01,2022-03-31,CCG"
EXAMPLES = {
    "explore_local_statistics": "areacd,areanm,geography,indicator,period,observation,measure\n"
    + "".join(f"{c},{n},District,Anxiety,2022-04-01/P1Y,3.2,Mean\n" for c, n, _ in PLACES),
    "fingertips": fingertips_file(*({"Area Code": code} for code, _, _ in PLACES)),
    "fingertips_next": "IndicatorId,AreaCode,Sex,Age,CategoryType,Category,Year,Value,LowerCI,"
    "UpperCI,Count,Denominator\n"
    + "".join(f"93763,{code},Persons,All ages,,,2023,50.3,38.7,64.3,,\n" for code, _, _ in PLACES),
    "lait": "Short Desc,Years,LA and Regions,Values,LA Number,Topic,Measure\n"
    + "".join(f"LAC,2024,{name},91,{number},Children,Rate\n" for _, name, number in PLACES),
    "health_index": "ltla21_code,year,indicator,value\n"
    + "".join(f"{code},2021,Suicides,10.5\n" for code, _, _ in PLACES),
    "qof": "PRACTICE_CODE,GROUP_CODE,REGISTER,PRACTICE_LIST_SIZE,CCG_ODS_CODE,PRACTICE_NAME\n"
    "N81001,HYP,1000,5000,27D,Audlem\nN84001,HYP,300,2000,01F,Castlefields\n",
    "qof_england": "GROUP_CODE,REGISTER,PRACTICE_LIST_SIZE,prevalence\n"
    "HYP,8457600,60716244,0.139\nCOPD,1170437,60716244,0.019\n",
    "practice_deprivation": "Practice.Code,ICB.NAME,IMD,IMD_quintile\n"
    "N81001,Cheshire and Merseyside,13.5,2\nN84001,Cheshire and Merseyside,40.5,5\n",
    "smi_checks": "Period,CCG Code,Question,Answer\n"
    "SMI-Q4-2023-2024,01F,All6PHC,40\nSMI-Q4-2023-2024,01F,SMIRegister,100\n",
    "talking_therapies": "reporting_period,start_date,end_date,org_type,org_code,org_name,"
    "variable_type,variable_a,variable_b,measure_name,measure_statistic,value\n"
    f"{TALKING},01F,NHS HALTON CCG,Total,NULL,NULL,recovery,percentage,51\n"
    f"{TALKING},99A,NHS LIVERPOOL CCG,Total,NULL,NULL,recovery,percentage,46\n",
    "heec": "Year,Indicator,ICB.NAME,quin_1,quin_2,quin_3,quin_4_5,avg\n"
    "2023,overall_pct,England,0.80,0.78,0.74,0.70,0.745\n"
    "2023,overall_pct,Cheshire and Merseyside,0.79,0.81,0.79,0.71,0.745\n",
}
LAYOUTS = {layout.name: layout for layout in READERS if layout.name in EXAMPLES}
NAMES = sorted(EXAMPLES)
WITH_CLAIMS = sorted(set(NAMES) - {"practice_deprivation"})


def read_text(folder: Path, content: str | bytes) -> Read:
    """Read a file whose name says its year, as a table of QOF needs."""
    return read_named(folder, content, "table_2023_24.csv")


def cells(name: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(EXAMPLES[name])))


def as_csv(rows: list[list[str]]) -> str:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue()


def told(found: Read) -> dict[str, pd.DataFrame]:
    """Everything a reading says, in an order of its own."""
    frames = dict(found.reading.tables)
    if found.reading.claims is not None:
        frames["observation"] = found.observations
    return {name: frame.reset_index(drop=True) for name, frame in frames.items()}


def assert_same(first: Read, second: Read) -> None:
    assert first.layout is second.layout
    assert told(first).keys() == told(second).keys()
    for name, frame in told(first).items():
        pd.testing.assert_frame_equal(frame, told(second)[name])
    assert first.outside_count == second.outside_count
    assert first.refusals == second.refusals


def gathered(folder: Path, text: str) -> dict[str, pd.DataFrame]:
    """What becomes of a file, and the rows refused in it, when it comes beside a good one."""
    (folder / "file_2023_24.csv").write_text(text, encoding="utf-8")
    other = "lait" if "Area Code" in text else "fingertips"
    (folder / "good.csv").write_text(EXAMPLES[other], encoding="utf-8")
    tables = gather(folder, SHIPPED).tables
    files = tables["source_file"].set_index("path")
    assert files.loc["good.csv", "loaded_count"] == 2
    ids = files["source_file_id"]
    rejected = tables["rejected_row"]
    return {
        "source_file": files.loc[["file_2023_24.csv"]],
        "rejected_row": rejected[rejected["source_file_id"] == ids["file_2023_24.csv"]],
    }


@pytest.mark.parametrize("name", NAMES)
def test_the_example_is_read_whole(name: str, tmp_path: Path) -> None:
    found = read_text(tmp_path, EXAMPLES[name])
    assert found.layout.name == name
    assert (found.outside_count, found.refusals) == (0, [])
    assert sum(map(len, told(found).values())) >= 1


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_the_encoding_does_not_matter(name: str, encoding: str, tmp_path: Path) -> None:
    plain = read_text(tmp_path, EXAMPLES[name])
    windows = EXAMPLES[name].replace("\r\n", "\n").replace("\n", "\r\n")
    assert_same(plain, read_text(tmp_path, windows.encode(encoding)))


@pytest.mark.parametrize("name", NAMES)
def test_extra_columns_in_another_order_do_not_matter(name: str, tmp_path: Path) -> None:
    rows = [[*reversed(row), extra, extra] for row, extra in zip(cells(name), "xyz", strict=True)]
    assert_same(read_text(tmp_path, EXAMPLES[name]), read_text(tmp_path, as_csv(rows)))


@pytest.mark.parametrize("name", NAMES)
def test_a_header_alone_says_nothing(name: str, tmp_path: Path) -> None:
    found = read_text(tmp_path, as_csv(cells(name)[:1]))
    assert found.reading.claims is None or found.reading.claims.empty
    assert all(frame.empty for frame in found.reading.tables.values())
    assert (found.outside_count, found.refusals) == (0, [])


@pytest.mark.parametrize("name", NAMES)
def test_without_a_column_it_needs_a_file_is_not_taken_for_this_layout(name: str) -> None:
    header = cells(name)[0]
    assert LAYOUTS[name].fits(header)
    for column in LAYOUTS[name].columns:
        assert not LAYOUTS[name].fits([other for other in header if other != column])


@pytest.mark.parametrize("name", NAMES)
def test_a_needed_column_given_twice_is_refused_with_its_name(name: str, tmp_path: Path) -> None:
    column = LAYOUTS[name].columns[-1]
    place = cells(name)[0].index(column)
    tables = gathered(tmp_path, as_csv([[*row, row[place]] for row in cells(name)]))
    assert list(tables["source_file"]["state"]) == ["unreadable"]
    assert list(tables["rejected_row"]["column_name"]) == [column]


@pytest.mark.parametrize("name", NAMES)
def test_a_file_cut_short_keeps_its_whole_rows(name: str, tmp_path: Path) -> None:
    rows = cells(name)
    tables = gathered(tmp_path, as_csv([*rows[:-1], rows[-1][:-2]]))
    assert list(tables["rejected_row"]["row_number"]) == [len(rows)]
    [file] = tables["source_file"].itertuples()
    assert (file.state, file.read_count, file.rejected_count) == ("loaded", 2, 1)
    assert file.loaded_count + file.outside_count == 1


@pytest.mark.parametrize("name", sorted(set(WITH_CLAIMS) - {"smi_checks"}))
def test_text_in_a_number_is_refused_by_row_and_column(name: str, tmp_path: Path) -> None:
    rows = cells(name)
    column = LAYOUTS[name].read and {
        "qof": "REGISTER",
        "qof_england": "REGISTER",
        "lait": "Values",
        "heec": "avg",
        "fingertips": "Value",
        "fingertips_next": "Value",
        "explore_local_statistics": "observation",
    }.get(name, "value")
    assert column
    rows[1][rows[0].index(column)] = "twelve or so"
    found = read_text(tmp_path, as_csv(rows))
    [(row, _, reason)] = found.refusals
    assert (row, reason) == (2, "this is not a number")
    assert len(found.observations) >= 1


@pytest.mark.parametrize("name", WITH_CLAIMS)
def test_one_row_said_twice_is_loaded_once_or_refused(name: str, tmp_path: Path) -> None:
    rows = cells(name)
    once = read_text(tmp_path, EXAMPLES[name])
    again = read_text(tmp_path, as_csv([*rows, rows[1]]))
    pd.testing.assert_frame_equal(told(once)["observation"], told(again)["observation"])
    repeated = {row for row, _, _ in again.refusals}
    # Fingertips repeats England for every type of area, so there it is no mistake.
    repeats_england = name in ("fingertips", "fingertips_next")
    assert (repeated == {4}) is not repeats_england
    assert again.outside_count == repeats_england
