"""A page reads one build from its first question to its last."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from insight.store import Store, current_path, queries
from insight.store.connection import POINTER
from tests.pages.conftest import Run, markup

Build = Callable[[str], Path]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("INSIGHT_STORES", str(tmp_path))
    return tmp_path


@pytest.fixture
def put(folder: Path, small_folder: Path) -> Build:
    """Put a build in place of the last one, as the build command does."""

    def build(name: str) -> Path:
        path = folder / f"insight-{name}.duckdb"
        shutil.copy(current_path(small_folder), path)
        with duckdb.connect(path) as connection:
            connection.execute("UPDATE build SET build_id = ?", [name])
        (folder / POINTER).write_text(json.dumps({"file": path.name}), encoding="utf-8")
        return path

    return build


def script() -> None:
    """Ask twice. Without "pin" as when a part of a page runs again alone."""
    import streamlit as st

    from pages import data

    if st.session_state.get("pin", True):
        data.pin()
    st.text(data.current_store().build_id)
    st.session_state["between"]()
    st.text(data.current_store().build_id)


def run(app: AppTest, between: Callable[[], object] = lambda: None, pin: bool = True) -> list[str]:
    app.session_state["between"], app.session_state["pin"] = between, pin
    app.run()
    assert not app.exception
    return [each.value for each in app.text]


def test_a_build_between_two_questions_is_seen_by_the_next_run(put: Build) -> None:
    put("first")
    app = AppTest.from_function(script, default_timeout=30)
    assert run(app, lambda: put("second")) == ["first", "first"]
    assert run(app) == ["second", "second"]


def test_a_part_that_runs_alone_stays_with_the_build_of_its_page(put: Build) -> None:
    first = put("first")
    app = AppTest.from_function(script, default_timeout=30)
    run(app)
    put("second")
    assert run(app, first.unlink, pin=False) == ["first", "first"]  # gone, but still open
    assert run(app) == ["second", "second"]


@pytest.mark.slow
def test_a_build_that_cannot_be_opened_any_more_gives_way_to_the_newest(put: Build) -> None:
    first = put("first")
    app = AppTest.from_function(script, default_timeout=30)
    run(app)
    for name in ("second", "third", "fourth"):
        put(name)
        run(AppTest.from_function(script, default_timeout=30))
    first.unlink()
    assert run(app, lambda: put("fifth"), pin=False) == ["fourth", "fourth"]


def test_the_whole_app_reads_one_build(
    open_page: Run, put: Build, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put("first")
    newest = queries.newest

    def and_then_another(store: Store, limit: int) -> pd.DataFrame:
        if store.build_id == "first":
            put("second")
        return newest(store, limit)

    monkeypatch.setattr(
        queries, "newest", and_then_another
    )  # asked late, and only the footer after
    app = open_page("overview", folder=folder)
    assert "(build first)" in markup(app)
    app.run()
    assert "(build second)" in markup(app)
