"""A model learned once for these tests, and a small store of comments to correct."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from etl.voice.themes.evidence import read_families
from etl.voice.themes.examples import FAMILIES, project_examples
from etl.voice.themes.model import ThemeModel
from etl.voice.themes.training import train
from insight import settings
from insight.reference.areas import project_catalogue
from insight.store.connection import POINTER, SCHEMA, schema_id


@pytest.fixture(scope="session")
def theme_ids() -> list[str]:
    return [theme.theme_id for theme in project_catalogue().themes.values() if theme.parent_id]


@pytest.fixture(scope="session")
def learned(theme_ids: list[str]) -> ThemeModel:
    """The model the written examples give."""
    return train(project_examples(), read_families(FAMILIES), theme_ids)


@pytest.fixture
def comments(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[dict[str, str]], None]:
    """Put comments (id → text) into the current store; decisions go beside, where none are yet."""
    stores = tmp_path / "stores"
    monkeypatch.setenv("INSIGHT_STORES", str(stores))
    url = f"sqlite:///{tmp_path / 'decisions' / 'decisions.sqlite'}"
    monkeypatch.setenv("INSIGHT_DECISIONS_URL", url)

    def put(texts: dict[str, str]) -> None:
        stores.mkdir(exist_ok=True)
        connection = duckdb.connect(stores / "insight-test.duckdb")
        connection.execute(SCHEMA.read_text(encoding="utf-8"))
        connection.execute(
            "INSERT INTO build"
            " VALUES ('test', now()::TIMESTAMP, 'test', true, 10, ?, '', false, ?)",
            [schema_id(), settings.system()],
        )
        connection.executemany(
            "INSERT INTO comment SELECT ?, DATE '2026-01-01', 'E08000012', 'Group', 'vcfse',"
            " 'event', ?, NULL, 'mixed', 'machine', '', false, false, 'f1', 0, ''",
            list(texts.items()),
        )
        connection.close()
        pointer = json.dumps({"file": "insight-test.duckdb"})
        (stores / POINTER).write_text(pointer, encoding="utf-8")

    return put
