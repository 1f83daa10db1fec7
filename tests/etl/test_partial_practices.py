"""A file of one practice laid over many: what it does not hold stays, and sums are made again."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from etl.checks import KEY_COLUMNS
from etl.gather import gather
from tests.etl.sources.figures import SHIPPED

HALTON, LIVERPOOL, SYSTEM, ENGLAND = "E06000006", "E08000012", "E54000008", "E92000001"
CODES = ["01F", "01J", "99A", "01T", "01V", "01X", "02E", "12F", "27D"]
QOF = "PRACTICE_CODE,PRACTICE_NAME,CCG_ODS_CODE,GROUP_CODE,REGISTER,PRACTICE_LIST_SIZE"
CVD = "gp_code,CVDP004HYP,CVDP007HYP,CVDP002AF,CVDP012CHOL"
PRACTICES = [(f"N8{n}{p:03d}", code) for n, code in enumerate(CODES) for p in range(4)]
TREATED = "bp-treated"


def qof(year: int, only: str = "", extra: int = 0) -> str:
    rows = [
        f"{code},Surgery,{area},HYP,{100 + year + 10 * n + extra},{1000 + n}"
        for n, (code, area) in enumerate(PRACTICES)
        if only in code
    ]
    return "\n".join([QOF, *rows])


def cvd(only: str = "", extra: float = 0) -> str:
    rows = [
        f"{code},90,{60 + n / 2 + extra},80,40"
        for n, (code, _) in enumerate(PRACTICES)
        if only in code
    ]
    return "\n".join([CVD, *rows])


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> dict[str, pd.DataFrame]:
    folder = tmp_path_factory.mktemp("base")
    (folder / "qof_2021.csv").write_text(qof(21))
    (folder / "qof_2425.csv").write_text(qof(25))
    england = "GROUP_CODE,REGISTER,PRACTICE_LIST_SIZE,prevalence\nHYP,140,1000,0.14\n"
    (folder / "england_2425.csv").write_text(england)
    (folder / "cvdprevent_dec25.csv").write_text(cvd())
    return gather(folder, SHIPPED).to_embed


def laid(base: dict[str, pd.DataFrame], folder: Path, name: str, text: str) -> pd.DataFrame:
    (folder / name).write_text(text)
    return gather(folder, SHIPPED, base).tables["observation"].set_index(KEY_COLUMNS)


def changed(one: pd.DataFrame, other: pd.DataFrame) -> set[tuple[str, str, str]]:
    """Indicator, area and group of the figures that differ; every figure is in both."""
    assert set(one.index) == set(other.index)
    other = other.loc[one.index]
    differs = (one["value"] - other["value"]).abs() > 1e-9
    assert (one["value"].isna() == other["value"].isna()).all()
    return {(key[0], key[1], key[2]) for key in one.index[differs]}


@pytest.mark.slow
def test_a_practice_alone_changes_itself_and_its_sums(
    base: dict[str, pd.DataFrame], tmp_path: Path
) -> None:
    before = base["observation"].set_index(KEY_COLUMNS)
    after = laid(base, tmp_path, "qof_2425.csv", qof(25, only="N82001", extra=50))
    register = "hypertension-register"
    whole = {(register, area, "everyone") for area in ("N82001", LIVERPOOL, SYSTEM)}
    # A register weighs the practice, so that means move with it.
    means = {(TREATED, LIVERPOOL, "everyone"), (TREATED, SYSTEM, "everyone")}
    assert changed(before, after) == whole | means
    early = after[after["period_label"] == "2020/21"]
    assert changed(before[before["period_label"] == "2020/21"], early) == set()


def test_the_same_practice_again_changes_nothing(
    base: dict[str, pd.DataFrame], tmp_path: Path
) -> None:
    after = laid(base, tmp_path, "qof_2425.csv", qof(25, only="N82001"))
    assert changed(base["observation"].set_index(KEY_COLUMNS), after) == set()


@pytest.mark.slow
def test_a_new_year_of_one_practice_adds_its_figure_and_no_sum(
    base: dict[str, pd.DataFrame], tmp_path: Path
) -> None:
    before = base["observation"].set_index(KEY_COLUMNS)
    after = laid(base, tmp_path, "qof_2526.csv", qof(26, only="N82001"))
    assert set(before.index) <= set(after.index)
    new = after.loc[[key for key in after.index if key not in set(before.index)]]
    given = new[new["value"].notna()].reset_index()
    assert set(given["area_code"]) == {"N82001"}
    assert set(given["period_label"]) == {"2025/26"}


def test_a_file_without_its_year_changes_nothing(
    base: dict[str, pd.DataFrame], tmp_path: Path
) -> None:
    (tmp_path / "prevalence.csv").write_text(qof(23, extra=500))
    found = gather(tmp_path, SHIPPED, base)
    after = found.tables["observation"].set_index(KEY_COLUMNS)
    assert changed(base["observation"].set_index(KEY_COLUMNS), after) == set()
    assert found.has_faults
    [reason] = found.own_files["rejected_row"]["reason"]
    assert "which year this is about" in reason
    [note] = found.own_files["source_file"]["note"]
    assert note.endswith("in NHS England's own zip.")  # and no other advice


def test_one_practice_of_an_audit_moves_the_means_it_is_in(
    base: dict[str, pd.DataFrame], tmp_path: Path
) -> None:
    before = base["observation"].set_index(KEY_COLUMNS)
    after = laid(base, tmp_path, "cvdprevent_dec25.csv", cvd(only="N80001", extra=20))
    areas = ("N80001", HALTON, SYSTEM)
    assert changed(before, after) == {(TREATED, area, "everyone") for area in areas}
