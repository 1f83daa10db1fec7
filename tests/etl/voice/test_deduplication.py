"""The same export twice adds nothing; a corrected one replaces its rows and is counted."""

from __future__ import annotations

import csv
from pathlib import Path

import pandas as pd
import pytest

from etl.files import file_tables
from tests import small_voice
from tests.etl.voice.reading import alone, files_of, read

__all__ = ["alone"]
pytestmark = pytest.mark.usefixtures("alone")

COLUMNS = "response_id,date,place,organisation,comment,rating"
FIRST = [
    ("1", "2026-01-05", "Wirral", "A charity", "Waited long", "2"),
    ("2", "2026-01-06", "Wirral", "A charity", "Kind nurse", "5"),
    ("3", "2026-01-07", "Wirral", "A charity", "No bus", "1"),
]


def texts(raw: Path) -> list[str]:
    return sorted(read(raw).rows["feedback"]["original_text"])


@pytest.mark.slow
def test_the_same_export_under_another_name_adds_nothing(tmp_path: Path) -> None:
    small_voice.write(tmp_path)
    once = read(tmp_path).rows
    for path in sorted(tmp_path.glob("*.csv")):
        (tmp_path / f"again {path.name}").write_bytes(path.read_bytes())
    found = read(tmp_path)
    of_the_file = ["source_file_id"]
    assert set(found.rows) == set(once)
    for layout_id, rows in once.items():
        again = found.rows[layout_id].drop(columns=of_the_file)
        pd.testing.assert_frame_equal(
            again.reset_index(drop=True), rows.drop(columns=of_the_file).reset_index(drop=True)
        )
    files = files_of(found)
    assert (files["state"] == "superseded").sum() == len(files) / 2
    assert (files["loaded_count"] + files["outside_count"] == files["read_count"]).all()
    assert not files["note"].str.contains("correct").any()


def test_a_corrected_export_replaces_its_rows_and_is_counted(tmp_path: Path) -> None:
    small_voice.save(tmp_path / "b.csv", COLUMNS, FIRST)
    corrected = [FIRST[0], (*FIRST[1][:4], "Kind nurses", "5"), (*FIRST[2][:5], "2")]
    newer = ("4", "2026-02-01", "Wirral", "A charity", "New", "")
    small_voice.save(tmp_path / "a.csv", COLUMNS, [*corrected, newer])
    found = read(tmp_path)
    rows = found.rows["feedback"].set_index("response_id")
    assert sorted(rows["original_text"]) == ["Kind nurses", "New", "No bus", "Waited long"]
    assert rows.loc["3", "rating"] == 2
    files = files_of(found)
    assert files.loc["a.csv", "note"] == "2 rows correct another file."
    assert files.loc["b.csv", "state"] == "superseded"
    assert files.loc["b.csv", "note"] == "3 rows are in another file too, which counts instead."


def test_of_two_exports_that_reach_as_far_the_last_by_path_wins(tmp_path: Path) -> None:
    small_voice.save(tmp_path / "z.csv", COLUMNS, FIRST)
    small_voice.save(tmp_path / "a.csv", COLUMNS, [(*FIRST[0][:4], "Waited", "2"), *FIRST[1:]])
    assert texts(tmp_path) == ["Kind nurse", "No bus", "Waited long"]
    assert files_of(read(tmp_path)).loc["z.csv", "note"] == "1 row corrects another file."


@pytest.mark.parametrize("name", ["a.csv", "z.csv"])
def test_a_no_to_being_quoted_is_not_lost_whatever_its_file_is_called(
    name: str, tmp_path: Path
) -> None:
    columns = f"{COLUMNS},consent_to_quote"
    small_voice.save(tmp_path / "m.csv", columns, [(*row, "yes") for row in FIRST])
    small_voice.save(tmp_path / name, columns, [(*FIRST[0], "no"), (*FIRST[1], "yes")])
    rows = read(tmp_path).rows["feedback"].set_index("response_id")
    assert rows["may_quote"].to_dict() == {"1": False, "2": True, "3": True}


def test_without_a_response_id_what_is_said_tells_rows_apart(tmp_path: Path) -> None:
    rows = [("", *row[1:]) for row in FIRST]
    thanks = ("", "2026-01-08", "Wirral", "A charity", "Thank you", "")
    small_voice.save(tmp_path / "a.csv", COLUMNS, [*rows, thanks, thanks])
    small_voice.save(tmp_path / "b.csv", COLUMNS, [*rows, thanks, thanks])
    assert texts(tmp_path) == ["Kind nurse", "No bus", "Thank you", "Thank you", "Waited long"]


def test_response_ids_of_forms_without_an_organisation_do_not_collide(tmp_path: Path) -> None:
    header = "ID,Completion time,Borough,Your comment"
    small_voice.save(
        tmp_path / "dentists.csv", header, [(1, "2026-01-05 10:00:01", "Wirral", "None left")]
    )
    small_voice.save(
        tmp_path / "buses.csv", header, [(1, "2026-01-05 10:00:09", "Wirral", "None come")]
    )
    assert texts(tmp_path) == ["None come", "None left"]


def test_two_organisations_may_both_count_from_one(tmp_path: Path) -> None:
    small_voice.save(tmp_path / "a.csv", COLUMNS, FIRST)
    small_voice.save(
        tmp_path / "b.csv", COLUMNS, [(*row[:3], "A council", *row[4:]) for row in FIRST]
    )
    assert len(texts(tmp_path)) == 6


def test_a_corrected_survey_loses_the_answers_it_no_longer_has(tmp_path: Path) -> None:
    header = "survey_id,closing_date,question,answer,count"
    about = ("s", "2026-01-05", "Easy?")
    first = [(*about, "Yes", 30), (*about, "No", 20), (*about, "Yess", 1)]
    small_voice.save(tmp_path / "a.csv", header, first)
    small_voice.save(tmp_path / "b.csv", header, [(*about, "Yes", 31), (*about, "No", 20)])
    found = read(tmp_path)
    rows = found.rows["survey"]
    assert dict(zip(rows["answer"], rows["answer_count"], strict=True)) == {"Yes": 31, "No": 20}
    assert files_of(found).loc["b.csv", "note"] == "1 row corrects another file."


@pytest.mark.slow
def test_loading_does_not_depend_on_the_order_files_are_made_in(tmp_path: Path) -> None:
    for folder, names in (("one", "abc"), ("two", "cba")):
        for name in names:
            rows = [(*row[:4], f"{row[4]} {name}", row[5]) for row in FIRST]
            small_voice.save(tmp_path / folder / f"{name}.csv", COLUMNS, rows)
    one, two = (file_tables(read(tmp_path / f).files.values())[0] for f in ("one", "two"))
    pd.testing.assert_frame_equal(one, two)
    assert texts(tmp_path / "one") == texts(tmp_path / "two") == [
        "Kind nurse c", "No bus c", "Waited long c"
    ]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("name", ["engagement_site.csv", "survey_tool.xlsx", "office_form.xlsx"])
def test_real_shapes_of_exports_load_twice_as_once(name: str, tmp_path: Path) -> None:
    content = (Path(__file__).resolve().parents[2] / "exports" / name).read_bytes()
    (tmp_path / name).write_bytes(content)
    once = texts(tmp_path)
    (tmp_path / f"copy of {name}").write_bytes(content)
    assert texts(tmp_path) == once
    counts = {"engagement_site.csv": 23, "survey_tool.xlsx": 25, "office_form.xlsx": 25}
    assert len(once) == counts[name]


@pytest.mark.slow
def test_the_exports_refuse_what_their_page_says(tmp_path: Path) -> None:
    exports = Path(__file__).resolve().parents[2] / "exports"
    for path in exports.glob("*.*"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    files = files_of(read(tmp_path))
    refused = files["rejected_count"].rename(lambda path: path.split(" › ")[0]).to_dict()
    assert refused == {
        "engagement_site.csv": 3,
        "survey_tool.xlsx": 1,
        "office_form.xlsx": 1,
        "README.md": 0,
    }


@pytest.mark.slow
def test_every_planted_row_of_the_small_folder_is_read(tmp_path: Path) -> None:
    small_voice.write(tmp_path)
    with (tmp_path / "feedback.csv").open(encoding="utf-8", newline="") as file:
        in_file = len(list(csv.reader(file))) - 1
    assert len(read(tmp_path).rows["feedback"]) == in_file == 17 * 9
