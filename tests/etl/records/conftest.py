"""Made-up records, counted once for all tests that ask what came of it."""

from __future__ import annotations

import importlib.util
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from etl.__main__ import main
from tests.conftest import made_once, missing

PEOPLE, YEAR = 25_000, "2024/25"
ENGINE = "the engine packages are not installed: pip install -r requirements-engine.txt"


@dataclass(frozen=True)
class Counted:
    """A folder of made-up records, what is true of them, and what was counted in them."""

    records: Path
    out: Path

    @property
    def truth(self) -> pd.DataFrame:
        return pd.read_parquet(self.records / "truth.parquet")

    @property
    def counts(self) -> pd.DataFrame:
        return pd.read_csv(self.out / "records-counts.csv", keep_default_na=False, na_values=[""])

    @property
    def manifest(self) -> dict[str, Any]:
        text = (self.out / "records-counts.manifest.json").read_text("utf-8")
        return dict(json.loads(text))


@pytest.fixture(scope="session")
def ibis_installed() -> None:
    """Skips where the packages that count records are not installed; fails on CI."""
    if importlib.util.find_spec("ibis") is None:
        missing(ENGINE)


@pytest.fixture(scope="session")
def spark_installed(ibis_installed: None) -> None:
    """The same for Spark."""
    if importlib.util.find_spec("pyspark") is None:
        missing(ENGINE)


@pytest.fixture(scope="session")
def made_up(ibis_installed: None, common_folder: Path) -> Path:
    """A folder of made-up records."""
    from etl.records import synthetic

    def write(folder: Path) -> None:
        synthetic.write(folder, PEOPLE)

    return made_once(common_folder / "records", write)


@pytest.fixture(scope="session")
def counted(made_up: Path, common_folder: Path) -> Counted:
    """What DuckDB counts in them: every measure in one year."""

    def count(folder: Path) -> None:
        chosen = [str(made_up), "--out", str(folder), "--period", YEAR]
        assert main(["records", *chosen]) == 0

    return Counted(made_up, made_once(common_folder / "records-counted", count))
