"""A folder that lacks files, or figures, still builds: gaps are refused in words."""

from __future__ import annotations

import shutil
from pathlib import Path

import pandas as pd
import pytest

from etl import build
from etl.catalogue_tables import catalogue_tables
from etl.gather import gather
from etl.inequality import inequality_tables
from insight.reference.areas import project_catalogue
from tests.etl.inequality import grouped_raw
from tests.etl.inequality.conftest import Built

pytestmark = pytest.mark.slow

NAMES = ("group_figure", "inequality", "gap_change")


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return grouped_raw.write(tmp_path_factory.mktemp("whole"))


@pytest.mark.parametrize(
    "gone",
    [
        ["deprivation"],
        ["census", "neighbourhoods/people.csv"],
        ["geography", "middle/links.csv"],
        ["practices/scores.csv"],
        ["deprivation", "practices", "primary_care"],
        ["deprivation", "practices", "primary_care", "neighbourhoods", "census", "middle"],
    ],
)
def test_without_some_files(gone: list[str], raw: Path, tmp_path: Path) -> None:
    folder = tmp_path / "raw"
    shutil.copytree(raw, folder)
    for name in gone:
        path = folder / name
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()
    catalogue = project_catalogue()
    tables = gather(folder, catalogue).tables
    store = {**tables, **catalogue_tables(catalogue)}
    build.write_store(store, tmp_path / "store.duckdb", "small", is_default=False)
    figures = tables["group_figure"]
    assert (figures["value"].isna() == figures["refusal"].notna()).all()


def test_no_figures_at_all_give_empty_tables_with_their_columns(small: Built) -> None:
    none = small.tables["observation"].head(0)
    found = inequality_tables({**small.tables, "observation": none}, small.catalogue)
    for name in NAMES:
        assert found[name].empty
        assert list(found[name].columns) == list(small.tables[name].columns)


def test_residents_nobody_counted_are_no_weight(small: Built) -> None:
    """One neighbourhood without residents leaves its group without an average."""
    deprivation = small.tables["deprivation"].copy()
    digital = small.tables["group_figure"].query("indicator_id == 'digital-exclusion'")
    system = digital.query("area_code == 'E54000008' and group_kind == 'core20'")
    assert system["value"].notna().all()
    own = deprivation.query("edition == '2025' and domain == 'imd'")
    first = own[own["decile"] == 1].index[0]
    deprivation.loc[first, "population_count"] = pd.NA
    again = inequality_tables({**small.tables, "deprivation": deprivation}, small.catalogue)
    found = again["group_figure"].query(
        "indicator_id == 'digital-exclusion' and area_code == 'E54000008'"
        " and group_id == 'core20' and edition == '2025'"
    )
    assert list(found["refusal"]) == ["it is not known how many people live here"]


def test_the_same_tables_come_out_twice(small: Built) -> None:
    again = inequality_tables(small.tables, small.catalogue)
    for name in NAMES:
        pd.testing.assert_frame_equal(again[name], small.tables[name])
