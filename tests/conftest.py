"""Fixtures every test may use, and the guard that keeps tests away from real stores."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent


def missing(what: str) -> None:
    """Skip with a plain message; on CI nothing may be missing, so fail."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"{what} (CI must have it)")
    pytest.skip(what)


@pytest.fixture(scope="session")
def open_data() -> Path:
    """The folder of real official files: INSIGHT_OPEN_DATA, or beside the project."""
    named = os.environ.get("INSIGHT_OPEN_DATA")
    folder = Path(named) if named else PROJECT.parent / "shared" / "open-data"
    if not (folder / "deprivation").is_dir():
        missing("no folder of official files: set INSIGHT_OPEN_DATA to run the tests on them")
    return folder
