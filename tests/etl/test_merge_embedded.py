"""A new file adds to or replaces exactly what it holds; the rest is made again from all parts."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from etl import geography
from etl.gather import BuildInput, gather
from etl.merge_embedded import lay_over, with_embedded
from etl.reach import reach
from insight.reference.areas import project_catalogue
from tests import small_raw

pytestmark = pytest.mark.slow

SYSTEM, HALTON, SEFTON, ENGLAND = "E54000008", "E06000006", "E08000014", "E92000001"
REGISTER = "hypertension-register"
LIFE = "life-expectancy-female"
catalogue = project_catalogue()
Lay = Callable[..., BuildInput]


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small files, one of which has a row that is refused."""
    folder = small_raw.write(tmp_path_factory.mktemp("raw"))
    path = folder / "indicators" / "life.csv"
    path.write_text(path.read_text().replace("2018 - 20", "sometime", 1))
    return folder


@pytest.fixture(scope="module")
def base(raw: Path) -> dict[str, pd.DataFrame]:
    return gather(raw, catalogue).to_embed


@pytest.fixture
def lay(base: dict[str, pd.DataFrame], tmp_path: Path) -> Lay:
    """Lay files, by name, over the base."""

    def gather_over(**texts: str) -> BuildInput:
        for name, text in texts.items():
            (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
        return gather(tmp_path, catalogue, base)

    return gather_over


def cut(path: Path, keep: Callable[[pd.DataFrame], pd.DataFrame]) -> str:
    return keep(pd.read_csv(path, dtype=str, keep_default_na=False)).to_csv(index=False)


def figures(tables: dict[str, pd.DataFrame], indicator_id: str) -> pd.DataFrame:
    observation = tables["observation"]
    rows = observation[observation["indicator_id"] == indicator_id]
    return rows.set_index(["area_code", "group_id", "period_label"]).sort_index()


def test_the_embedded_tables_are_what_their_own_parts_make(base: dict[str, pd.DataFrame]) -> None:
    again = geography.assemble(with_embedded({}, base), catalogue)
    for name, frame in again.items():
        pd.testing.assert_frame_equal(frame, base[name], obj=name)


def test_one_practice_leaves_all_others_and_sums_are_made_of_old_and_new(
    lay: Lay, raw: Path, base: dict[str, pd.DataFrame]
) -> None:
    path = raw / "primary_care" / "practices_2020_21.csv"
    first = pd.read_csv(path).iloc[0]
    text = cut(path, lambda rows: rows.head(1).assign(REGISTER=str(first["REGISTER"] + 7)))
    before, after = figures(base, REGISTER), figures(lay(qof_2020_21=text).tables, REGISTER)
    assert set(before.index) == set(after.index)
    change = after["numerator_count"] - before["numerator_count"]
    moved = change[change.fillna(0) != 0]
    assert dict(moved.droplevel([1, 2])) == {first["PRACTICE_CODE"]: 7, HALTON: 7, SYSTEM: 7}
    assert (
        after.loc[(SEFTON, "everyone", "2020/21"), "source_file_id"]
        == (before.loc[(SEFTON, "everyone", "2020/21"), "source_file_id"])
    )


def test_what_a_file_does_not_reach_is_as_it_would_be_made_again(
    lay: Lay, raw: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = raw / "indicators" / "life.csv"
    text = cut(path, lambda rows: rows.tail(2).assign(Value="79.5"))
    quick = lay(life=text).tables
    monkeypatch.setattr("etl.gather.reach", lambda *given: None)
    whole = lay().tables
    for name in ("observation", "group_figure", "inequality", "gap_change"):
        columns = sorted(whole[name])
        tables = [each[name][columns].astype(str).sort_values(columns) for each in (quick, whole)]
        assert tables[0].to_numpy().tolist() == tables[1].to_numpy().tolist(), name


@pytest.mark.parametrize(
    ("found", "is_alone"),
    [
        ({"indicator_id": LIFE, "area_code": HALTON}, True),
        ({"indicator_id": REGISTER, "area_code": HALTON}, False),  # its practices tell of others
        ({"indicator_id": "low-income-children", "area_code": HALTON}, False),  # it counts people
    ],
)
def test_which_measures_a_file_reaches(
    found: dict[str, str], is_alone: bool, base: dict[str, pd.DataFrame]
) -> None:
    fresh = pd.DataFrame([found])
    assert reach({}, fresh, base, catalogue) == ({found["indicator_id"]} if is_alone else None)
    assert reach({"area": [fresh]}, fresh, base, catalogue) is None
    assert reach({}, fresh, {}, catalogue) is None


@pytest.mark.parametrize(
    ("kind", "is_whole"),
    [("indices", True), ("indices", False), ("lookup", False), ("shapes", True)],
)
def test_files_that_name_neighbourhoods_of_2011_change_no_area(
    kind: str, is_whole: bool, lay: Lay, raw: Path, base: dict[str, pd.DataFrame], tmp_path: Path
) -> None:
    areas = small_raw.neighbourhoods()[: None if is_whole else 3]
    if kind == "indices":
        text = cut(
            raw / "deprivation" / "2019.csv",
            lambda rows: rows[rows.iloc[:, 0].isin([code for code, *_ in areas])],
        )
    elif kind == "lookup":
        rows = [f"{name},{code},{name[:-1]},E02{code[3:]}" for code, name, *_ in areas]
        text = "\n".join(["lsoa11_name,lsoa11_code,msoa11_name,msoa11_code", *rows])
    else:
        text = "LSOA code\n"
        (tmp_path / "lsoa.geojson").write_text(shapes([(c, n) for c, n, *_ in areas]))
    after = lay(file=text).tables
    told = ["area_type", "place_code", "area_name"]
    before = base["area"].set_index("area_code")[told]
    pd.testing.assert_frame_equal(
        after["area"].set_index("area_code").loc[before.index, told], before
    )
    assert (after["area"]["area_type"] == "lsoa21").sum() == len(small_raw.neighbourhoods())
    assert len(after["neighbourhood"]) == len(base["neighbourhood"])
    assert (after["centre"]["area_type"] != "lsoa21").all()
    observation = after["observation"]  # a lookup may name areas that had none before
    kept = observation[observation["area_code"].isin(before.index)].reset_index(drop=True)
    pd.testing.assert_frame_equal(
        kept.drop(columns="source_file_id"), base["observation"].drop(columns="source_file_id")
    )


def shapes(areas: list[tuple[str, str]]) -> str:
    features = [
        f'{{"type":"Feature","properties":{{"LSOA11CD":"{code}","LSOA11NM":"{name}"}},"geometry":'
        f'{{"type":"Polygon","coordinates":[[[-2.{n:02d},53.4],[-2.{n:02d}5,53.4],'
        f"[-2.{n:02d}5,53.41],[-2.{n:02d},53.4]]]}}}}"
        for n, (code, name) in enumerate(areas, start=10)
    ]
    return f'{{"type":"FeatureCollection","features":[{",".join(features)}]}}'


def test_residents_of_one_place_change_its_sums_and_the_systems(
    lay: Lay, raw: Path, base: dict[str, pd.DataFrame]
) -> None:
    halton = [code for code, _, place, _ in small_raw.neighbourhoods() if place == HALTON]

    def one_more(rows: pd.DataFrame) -> pd.DataFrame:
        ours = rows[rows["lsoa21_code"].isin(halton)].copy()
        ours["usual_residents"] = (ours["usual_residents"].astype(float) + 1).astype(str)
        return ours

    after = lay(age=cut(raw / "census" / "age.csv", one_more)).tables
    before = base["area"].set_index("area_code")["population_count"]
    change = (after["area"].set_index("area_code")["population_count"] - before).dropna()
    added = 6 * len(halton)  # six bands of age
    assert change[HALTON] == change[SYSTEM] == added
    assert change[SEFTON] == 0
    old, new = (figures(tables, "core20-share") for tables in (base, after))
    grown = (new["denominator_count"] - old["denominator_count"]).droplevel([1, 2])
    assert grown[HALTON] == grown[SYSTEM] == added
    assert grown[SEFTON] == 0
    assert new["value"].notna().all()


def test_a_file_is_listed_for_as_long_as_something_comes_from_it(
    lay: Lay, raw: Path, base: dict[str, pd.DataFrame]
) -> None:
    path = raw / "deprivation" / "2025.csv"
    overall = cut(
        path, lambda rows: rows[[c for c in rows if "IMD" in c or c.startswith(("LSOA", "Local"))]]
    )
    files = lay(overall=overall).tables["source_file"]
    assert {"overall.csv", "deprivation/2025.csv"} <= set(files["path"])
    again = lay(overall=path.read_text()).tables
    assert "overall.csv" in set(again["source_file"]["path"])
    assert "deprivation/2025.csv" not in set(again["source_file"]["path"])
    assert set(again["deprivation"]["source_file_id"]) <= set(
        again["source_file"]["source_file_id"]
    )
    assert len(files) == len(base["source_file"]) + 1


def test_a_part_of_an_authority_has_no_mean_of_it(
    lay: Lay, raw: Path, base: dict[str, pd.DataFrame]
) -> None:
    part = cut(raw / "deprivation" / "2025.csv", lambda rows: rows.iloc[::3])
    after = lay(part=part).tables["authority_profile"].set_index("area_code")
    pd.testing.assert_frame_equal(after, base["authority_profile"].set_index("area_code"))


def test_the_refusals_of_the_base_stay_with_their_files_and_are_no_fault_of_a_clean_file(
    lay: Lay, raw: Path, base: dict[str, pd.DataFrame]
) -> None:
    assert len(base["rejected_row"])
    laid = lay(obesity=cut(raw / "indicators" / "obesity.csv", lambda rows: rows.head(5)))
    pd.testing.assert_frame_equal(laid.tables["rejected_row"], base["rejected_row"])
    assert not laid.has_faults
    assert list(laid.own_files["source_file"]["path"]) == ["obesity.csv"]
    assert laid.embedded_count == len(base["source_file"])


def halton_obesity(raw: Path, value: str) -> str:
    """The last figure of Halton, with another value."""

    def one(rows: pd.DataFrame) -> pd.DataFrame:
        last = rows[rows["areacd"] == HALTON].tail(1)
        return last.assign(observation=value, lci_95="", uci_95="")

    return cut(raw / "indicators" / "obesity.csv", one)


def test_later_folders_lie_over_earlier_ones(raw: Path, tmp_path: Path) -> None:
    older, newer = tmp_path / "a", tmp_path / "b"
    for folder, value in ((newer, "30.5"), (older, "31.5")):
        folder.mkdir()
        (folder / "obesity.csv").write_text(halton_obesity(raw, value))
    for order, figure in (((older, newer), 30.5), ((newer, older), 31.5)):
        gathered = gather(order, catalogue)
        [row] = gathered.tables["observation"].query("value.notna()").itertuples()
        assert row.value == figure
        files = gathered.tables["source_file"].set_index("path")
        assert list(files["state"]) == ["superseded", "loaded"]
        assert list(files.index) == ["obesity.csv", f"{order[1].name}/obesity.csv"]
        assert files["note"].iloc[0].endswith(f"replaced by those of {order[1].name}/obesity.csv.")


def test_two_files_that_contradict_each_other_are_both_named(raw: Path, tmp_path: Path) -> None:
    for name, value in (("a new one", "14.2"), ("b old one", "11.1")):
        (tmp_path / f"{name}.csv").write_text(halton_obesity(raw, value))
    files = gather(tmp_path, catalogue).tables["source_file"].set_index("path")
    assert files.loc["a new one.csv", "state"] == "superseded"
    assert "1 figure is replaced by those of b old one.csv" in files.loc["a new one.csv", "note"]
    assert "1 figure is not what a new one.csv says" in files.loc["b old one.csv", "note"]


def observed(text: str) -> pd.DataFrame:
    """Rows of one indicator in Halton: year, value, limits, count, note."""
    columns = ["year", "value", "lower_ci", "upper_ci", "numerator_count", "value_note"]
    rows = pd.read_csv(io.StringIO(text), names=columns, skipinitialspace=True)
    start = rows.pop("year").map(lambda year: date(year, 1, 1))
    return rows.assign(
        indicator_id=LIFE,
        area_code=HALTON,
        group_id="everyone",
        period_start_date=start,
        period_end_date=start.map(lambda day: day.replace(month=12, day=31)),
        denominator_count=np.nan,
        value_note=rows["value_note"].astype(object).where(rows["value_note"].notna(), None),
    )


@pytest.mark.parametrize(
    ("new", "has_interval", "expected"),
    [
        # The same figure without its limits keeps them, and its count and note.
        ("2020, 80.1, , , , ", True, (80.1, 79, 81, 12, "small")),
        # Limits worked out here do not replace published ones of the same figure.
        ("2020, 80.1, 70, 90, , ", False, (80.1, 79, 81, 12, "small")),
        ("2020, 80.1, 70, 90, , ", True, (80.1, 70, 90, 12, "small")),
        # Another figure brings its own limits, or has none.
        ("2020, 81.7, , , , ", False, (81.7, None, None, None, None)),
        # A blank without a reason says nothing; with one it takes the figure back.
        ("2020, , , , , not published", True, (80.1, 79, 81, 12, "small")),
        ("2020, , , , , too few to show", True, (None, None, None, None, "too few to show")),
    ],
)
def test_a_new_figure_replaces_the_one_of_its_key(
    new: str, has_interval: bool, expected: tuple[object, ...]
) -> None:
    base = observed("2020, 80.1, 79, 81, 12, small\n2021, 80.5, 79, 81, 9, ")
    fresh = observed(new).assign(has_interval=has_interval)
    laid = lay_over(fresh, base, catalogue).sort_values("period_start_date", ignore_index=True)
    told = laid[["value", "lower_ci", "upper_ci", "numerator_count", "value_note"]]
    assert tuple(told.astype(object).where(told.notna(), None).iloc[0]) == expected
    assert laid["value"].iloc[1] == 80.5
    assert len(laid) == 2 and "has_interval" not in laid
