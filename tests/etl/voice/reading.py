"""Read small files of people's voice as a build would, without the files of the project."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from etl.files import file_tables, open_all
from etl.layout import Reference
from etl.sources import layouts
from etl.voice.intake import Intake, intake
from insight import settings
from insight.reference.areas import project_catalogue
from insight.reference.catalogue import Catalogue
from tests.etl.sources.reading import KNOWN_AREAS

SHIPPED: Catalogue = project_catalogue()
REFERENCE = Reference(SHIPPED, KNOWN_AREAS | {"E01006573": "lsoa21"})


def quietly(what: str, done: int, total: int) -> None:
    """Report nothing."""


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """The project's own files of people's voice are out of the way."""
    monkeypatch.setattr(settings, "VOICE", tmp_path_factory.mktemp("voice"))
    monkeypatch.setenv("INSIGHT_DEMONSTRATION", "off")


def read(raw: Path) -> Intake:
    """What a build makes of the files in a folder before anything is redacted."""
    files = open_all(raw, layouts(SHIPPED), quietly)
    return intake(files, REFERENCE, quietly)


def files_of(found: Intake) -> pd.DataFrame:
    """source_file by path."""
    return file_tables(found.files.values())[0].set_index("path")


def refused(found: Intake) -> list[tuple[int, str, str]]:
    """(row, column, reason) of everything refused, in order of the rows."""
    rows = file_tables(found.files.values())[1].sort_values("row_number")
    assert (rows["raw_text"] == "").all()
    return list(rows[["row_number", "column_name", "reason"]].itertuples(index=False, name=None))
