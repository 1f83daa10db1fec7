"""The whole way from a folder of files to tables, on a small folder in real layouts."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pandas as pd
import pytest

from etl import embedded_figures
from etl.gather import gather
from etl.opening.folder import raw_files
from insight.reference.areas import project_catalogue
from tests import small_raw, small_voice

pytestmark = pytest.mark.slow

KEY = ["indicator_id", "area_code", "group_id", "period_start_date", "period_end_date"]
SYSTEM = "E54000008"
catalogue = project_catalogue()


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_raw.write(tmp_path_factory.mktemp("raw"))


@pytest.fixture(scope="module")
def tables(raw: Path) -> dict[str, pd.DataFrame]:
    return gather(raw, catalogue).to_embed


def of(tables: dict[str, pd.DataFrame], indicator_id: str) -> pd.DataFrame:
    observation = tables["observation"]
    return observation[observation["indicator_id"] == indicator_id]


def test_every_file_is_recognised_and_counted(tables: dict[str, pd.DataFrame]) -> None:
    files = tables["source_file"]
    assert set(files["state"]) == {"loaded"}
    total = files["loaded_count"] + files["outside_count"]
    assert (total == files["read_count"]).all()
    assert tables["rejected_row"].empty
    # The deprivation files say how many rows a complete one has, and these are far from it.
    incomplete = files["layout"].str.startswith("deprivation")
    assert files.loc[incomplete, "note"].str.contains("a complete one has").tolist() == [True] * 2


def test_neighbourhoods_know_their_place_and_deprivation(
    tables: dict[str, pd.DataFrame], raw: Path
) -> None:
    neighbourhood = tables["neighbourhood"].set_index("area_code")
    assert len(neighbourhood) == 36
    imd = pd.read_csv(raw / "deprivation" / "2025.csv", index_col=0)
    decile = "Index of Multiple Deprivation (IMD) Decile (where 1 is most deprived 10% of LSOAs)"
    expected = imd[decile].loc[neighbourhood.index] <= 2
    assert (neighbourhood["is_core20"] == expected).all()
    ages = pd.read_csv(raw / "census" / "age.csv").groupby("lsoa21_code")["usual_residents"].sum()
    assert (neighbourhood["population_count"] == ages.loc[neighbourhood.index]).all()


def test_counts_of_practices_add_up_to_places_and_the_system(
    tables: dict[str, pd.DataFrame], raw: Path
) -> None:
    practices = pd.read_csv(raw / "primary_care" / "practices_2020_21.csv")
    figures = of(tables, "hypertension-register").set_index("area_code")
    sefton = practices[practices["CCG_ODS_CODE"].isin(["01T", "01V"])]
    assert figures.loc["E08000014", "numerator_count"] == sefton["REGISTER"].sum()
    assert figures.loc["E08000014", "value"] == pytest.approx(
        100 * sefton["REGISTER"].sum() / sefton["PRACTICE_LIST_SIZE"].sum(), abs=1e-6
    )
    assert figures.loc[SYSTEM, "denominator_count"] == practices["PRACTICE_LIST_SIZE"].sum()
    assert figures.loc[SYSTEM, "lower_ci"] < figures.loc[SYSTEM, "value"]


def test_neither_cheshire_place_is_given_a_share_of_one_figure(
    tables: dict[str, pd.DataFrame],
) -> None:
    figures = of(tables, "hypertension-register").set_index("area_code")
    for place in ("E06000049", "E06000050"):
        assert pd.isna(figures.loc[place, "value"])
        assert "both Cheshire Places" in figures.loc[place, "value_note"]
    assert figures.loc["E38000233", "value"] > 0


def test_spellings_of_places_become_one(tables: dict[str, pd.DataFrame]) -> None:
    area = tables["area"].set_index("area_code")
    assert area.loc["E08000013", "area_name"] == "St Helens"


def test_the_same_folder_gives_the_same_tables(raw: Path, tables: dict[str, pd.DataFrame]) -> None:
    again = gather(raw, catalogue).to_embed
    for name, frame in tables.items():
        pd.testing.assert_frame_equal(frame, again[name])


def test_a_new_file_adds_to_the_base_and_leaves_the_rest(
    raw: Path, tables: dict[str, pd.DataFrame], tmp_path: Path
) -> None:
    text = (raw / "indicators" / "obesity.csv").read_text()
    header, *rows = text.splitlines()
    newer = [row.replace("2024-11-16", "2025-11-16") for row in rows if "2024-11-16" in row]
    (tmp_path / "new quarter.csv").write_text("\n".join([header, *newer]) + "\n")
    after = gather(tmp_path, catalogue, tables).tables
    obesity = of(after, "adult-obesity")
    assert len(obesity) == len(of(tables, "adult-obesity")) + len(newer)
    assert obesity["period_end_date"].max().year == 2026
    others = after["observation"]["indicator_id"] != "adult-obesity"
    before = tables["observation"][tables["observation"]["indicator_id"] != "adult-obesity"]
    pd.testing.assert_frame_equal(
        after["observation"][others].reset_index(drop=True), before.reset_index(drop=True)
    )
    pd.testing.assert_frame_equal(after["neighbourhood"], tables["neighbourhood"])


def test_sums_follow_their_parts_when_a_file_is_replaced(
    raw: Path, tables: dict[str, pd.DataFrame], tmp_path: Path
) -> None:
    practices = pd.read_csv(raw / "primary_care" / "practices_2020_21.csv", dtype=str)
    practices["REGISTER"] = (practices["REGISTER"].astype(int) + 10).astype(str)
    practices.to_csv(tmp_path / "corrected_2020_21.csv", index=False)
    after = of(gather(tmp_path, catalogue, tables).tables, "hypertension-register")
    before = of(tables, "hypertension-register")
    change = (
        after.set_index("area_code")["numerator_count"]
        - before.set_index("area_code")["numerator_count"]
    )
    assert change[SYSTEM] == 10 * len(practices)
    assert change["E08000014"] == 40  # two practices in each of Sefton's two NHS areas


def test_of_two_files_with_the_same_figures_the_one_that_reaches_further_counts(
    raw: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "raw"
    shutil.copytree(raw, folder)
    text = (folder / "indicators" / "obesity.csv").read_text()
    older = "\n".join(line for line in text.splitlines() if "2024-11-16" not in line)
    older = older.replace("E92000001,England,Area,Adult obesity prevalence,2015-11-16/P1Y", "gone")
    header = text.splitlines()[0]
    rows = [r for r in older.splitlines()[1:] if r.startswith("E0600")]
    doubled = [r.split(",")[:5] + ["33.3"] + r.split(",")[6:8] + ["33", "34", "", ""] for r in rows]
    (folder / "indicators" / "an older file.csv").write_text(
        "\n".join([header, *(",".join(r) for r in doubled)]) + "\n"
    )
    after = gather(folder, catalogue).tables
    pd.testing.assert_frame_equal(
        of(after, "adult-obesity").drop(columns="source_file_id").reset_index(drop=True),
        of(gather(raw, catalogue).tables, "adult-obesity")
        .drop(columns="source_file_id")
        .reset_index(drop=True),
    )
    state = after["source_file"].set_index("path")["state"]
    assert state["indicators/an older file.csv"] == "superseded"


def test_rows_of_several_figures_are_counted_once_when_these_are_replaced(tmp_path: Path) -> None:
    """A row of this layout makes up to five figures."""
    header = "Year,Indicator,ICB.NAME,quin_1,quin_2,quin_3,quin_4_5,avg\n"
    england = "{},overall_pct,England,0.8,0.7,0.6,0.5,0.7\n"
    ours = "2022,overall_pct,Cheshire and Merseyside,0.8,0.7,0.6,0.5,0.7\n"
    (tmp_path / "a.csv").write_text(header + england.format(2022))
    (tmp_path / "b.csv").write_text(header + ours + england.format(2021) + england.format(2022))
    (tmp_path / "c.csv").write_text(header + england.format(2022) + england.format(2023))
    files = gather(tmp_path, catalogue).tables["source_file"].set_index("path")
    columns = ["read_count", "loaded_count", "outside_count", "rejected_count"]
    assert files[columns].to_numpy().tolist() == [[1, 0, 1, 0], [3, 2, 1, 0], [2, 2, 0, 0]]
    assert list(files["state"]) == ["superseded", "loaded", "loaded"]
    assert files.loc["b.csv", "note"] == "5 figures are replaced by those of c.csv."


def test_a_bad_file_in_a_zip_is_named_and_the_rest_is_loaded(tmp_path: Path) -> None:
    small_raw.write(tmp_path)
    with zipfile.ZipFile(tmp_path / "download.zip", "w") as archive:
        archive.writestr("blank.csv", "")
        archive.write(tmp_path / "indicators" / "obesity.csv", "obesity.csv")
    (tmp_path / "indicators" / "obesity.csv").unlink()
    after = gather(tmp_path, catalogue).tables
    files = after["source_file"].set_index("path")
    assert files.loc["download.zip › blank.csv", "state"] == "unreadable"
    assert files.loc["download.zip › obesity.csv", "state"] == "loaded"
    assert len(of(after, "adult-obesity")) > 0


BAD_FILES = {
    "empty.csv": (b"", "unreadable", "empty"),
    "photo.csv": (b"\x89PNG\x00\x00", "unreadable", "a picture, not a table"),
    "cut.zip": (b"PK\x03\x04cut", "unreadable", "damaged"),
    "shopping.csv": (b"item,price\nbread,2\n", "unrecognised", "no reader"),
    "nearly.csv": (
        b"areacd,areanm,geography,indicator,observation,measure\n",
        "unreadable",
        "has no column",
    ),
}


def test_bad_files_are_named_and_stop_nothing(tmp_path: Path) -> None:
    small_raw.write(tmp_path)
    for name, (content, _, _) in BAD_FILES.items():
        (tmp_path / name).write_bytes(content)
    after = gather(tmp_path, catalogue).tables
    files = after["source_file"].set_index("path")
    for name, (_, state, words) in BAD_FILES.items():
        file = files.loc[name]
        assert file["state"] == state
        assert words in file["note"]
        named = (after["rejected_row"]["source_file_id"] == file["source_file_id"]).any()
        assert named == (state == "unreadable")
    assert len(of(after, "adult-obesity")) > 0


def test_a_repeated_column_that_is_needed_is_refused(tmp_path: Path) -> None:
    small_raw.write(tmp_path)
    path = tmp_path / "indicators" / "obesity.csv"
    path.write_text(path.read_text().replace("notes", "period", 1))
    after = gather(tmp_path, catalogue).tables
    file = after["source_file"].set_index("path").loc["indicators/obesity.csv"]
    assert "appears twice" in file["note"]


def test_a_folder_with_nothing_of_ours_gives_no_figures(tmp_path: Path) -> None:
    (tmp_path / "shopping.csv").write_text("item,price\nbread,2\n")
    tables = gather(tmp_path, catalogue).tables
    assert len(tables["observation"]) == 0
    assert tables["source_file"]["state"].tolist() == ["unrecognised"]


def test_the_record_of_downloads_is_no_data_file(tmp_path: Path) -> None:
    (tmp_path / "downloads.json").write_text("{}")
    assert raw_files(tmp_path) == []


def test_what_people_said_is_no_part_of_the_figures(tmp_path: Path) -> None:
    """So `python -m etl figures` can never put it into the embedded tables."""
    small_voice.write(tmp_path)
    gathered = gather(tmp_path, catalogue)
    assert len(gathered.voice) == len(list(tmp_path.iterdir())) == 7
    assert all(file.content is not None for file in gathered.voice)  # opened and not read
    assert len(gathered.tables["source_file"]) == len(gathered.tables["rejected_row"]) == 0


def test_an_indicator_taken_out_of_the_catalogue_stops_no_build() -> None:
    tables = {
        "observation": pd.DataFrame({"indicator_id": ["anxiety", "gone"], "value": [3.2, 1.0]}),
        "area": pd.DataFrame({"area_code": ["E06000006"]}),
    }
    left = embedded_figures.of_catalogue(tables, catalogue)
    assert left["observation"]["indicator_id"].tolist() == ["anxiety"]
    assert left["area"].equals(tables["area"])
