"""The practice map, practice deprivation of 2025 and registered patients."""

from __future__ import annotations

from pathlib import Path

import pytest

from etl.layout import Reference
from etl.sources.qof import FEWEST_IN_ENGLAND
from tests.etl.sources.figures import Read, read_path, read_text, reference_of

MAP = """\
EXTRACT_DATE,PRACTICE_CODE,PRACTICE_NAME,PRACTICE_POSTCODE,PCN_CODE,SUB_ICB_LOCATION_CODE
01Jul2026,N81001,AUDLEM MEDICAL PRACTICE,CW3 0AH,U29951,27D
01Jul2026,N84001,Bootle Practice,L20 1AA,U1,01T
01Jul2026,P82001,BOLTON PRACTICE,BL1 1AA,U2,00T
"""
SCORES = "PRACTICE_CODE,PRACTICE_NAME,IMD_YEAR,IMD_SCORE\n"


def test_the_map_names_practices_and_where_they_are(tmp_path: Path) -> None:
    found = read_text(tmp_path, MAP)
    area = found.reading.tables["area"].set_index("area_code")
    assert list(area["area_name"]) == ["Audlem Medical Practice", "Bootle Practice"]
    assert list(area["parent_code"]) == ["E38000233", "E08000014"]
    assert list(area["place_code"]) == ["", "E08000014"]
    practice = found.reading.tables["practice"].set_index("area_code")
    assert list(practice.loc["N81001"]) == ["U29951", "CW3 0AH"]
    assert found.outside_count == 1


def scores(folder: Path, rows: list[str]) -> Read:
    path = folder / "94240.csv"
    path.write_text(SCORES + "\n".join(rows), encoding="utf-8")
    known = reference_of()
    practices = {"N81001": "practice", "N81002": "practice"}
    return read_path(path, Reference(known.catalogue, known.area_types | practices))


def test_an_extract_gives_scores_and_no_fifth(tmp_path: Path) -> None:
    found = scores(tmp_path, ["N81001,A,2025,13.095", "P82001,B,2025,40"])
    table = found.reading.tables["practice_deprivation"]
    assert table[["area_code", "edition", "score"]].values.tolist() == [["N81001", "2025", 13.095]]
    assert table["quintile"].isna().all()
    [row] = found.only("practice-deprivation-score").itertuples()
    assert (row.value, row.period_label) == (13.095, "2025")


def test_a_file_of_all_england_gives_fifths_of_england(tmp_path: Path) -> None:
    others = [f"A{n:05d},X,2025,{n / 100}" for n in range(FEWEST_IN_ENGLAND)]
    found = scores(tmp_path, [*others, "N81001,A,2025,80", "N81002,B,2025,0.001"])
    table = found.reading.tables["practice_deprivation"].set_index("area_code")
    assert table["quintile"].to_dict() == {"N81001": 1, "N81002": 5}


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("N81001,A,2025,-3", "IMD_SCORE"),
        ("N81001,A,2025,deprived", "IMD_SCORE"),
        ("N81001,A,2024,13", "IMD_YEAR"),
        ("N8100,A,2025,13", "PRACTICE_CODE"),
    ],
)
def test_what_is_no_score_is_refused(row: str, column: str, tmp_path: Path) -> None:
    found = scores(tmp_path, [row, "N81002,B,2025,10"])
    assert [(number, name) for number, name, _ in found.refusals] == [(2, column)]


def patients() -> str:
    rows = ["EXTRACT_DATE,ORG_TYPE,ORG_CODE,SEX,AGE_GROUP_5,NUMBER_OF_PATIENTS"]
    for code in ("QYG", "01F", "01T", "01V", "27D", "00T"):
        rows.append(f"2026-07-01,X,{code},ALL,ALL,1000")
        for sex, number in (("FEMALE", 520), ("MALE", 480)):
            rows.append(f"2026-07-01,X,{code},{sex},ALL,{number}")
            rows += [
                f"2026-07-01,X,{code},{sex},{band},{count}"
                for band, count in (("60_64", 100), ("65_69", 60), ("95+", 10))
            ]
    return "\n".join(rows)


def test_registered_patients_by_area_sex_and_age(tmp_path: Path) -> None:
    found = read_text(tmp_path, patients())
    rows = found.only("registered-patients", "E08000014")  # Sefton is 01T and 01V
    assert dict(zip(rows["group_id"], rows["value"], strict=True)) == {
        "everyone": 2000,
        "sex-female": 1040,
        "sex-male": 960,
        "age-50-64": 400,
        "age-65-plus": 280,
    }
    [older] = found.only("registered-patients-65-plus", "E54000008").itertuples()
    assert (older.numerator_count, older.denominator_count, older.value) == pytest.approx(
        (140, 1000, 14)
    )
    assert older.period_label == "1 July 2026"
    assert set(found.only("registered-patients", group_id="everyone")["area_code"]) == {
        "E54000008",
        "E06000006",
        "E08000014",
        "E38000233",
    }
    assert found.outside_count == 9


def test_a_band_nobody_knows_is_refused(tmp_path: Path) -> None:
    text = patients() + "\n2026-07-01,X,01F,MALE,young,5\n"
    assert [column for _, column, _ in read_text(tmp_path, text).refusals] == ["AGE_GROUP_5"]
