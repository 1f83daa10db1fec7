"""Tables of a small folder read by the real readers, and the embedded ones."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import pytest

from etl import embedded_figures
from etl.gather import gather
from insight import settings
from insight.reference.areas import project_catalogue
from insight.reference.catalogue import Catalogue
from tests.etl.inequality import grouped_raw


@dataclass(frozen=True)
class Built:
    """Tables with gaps in them, and the catalogue they were made with."""

    tables: dict[str, pd.DataFrame]
    catalogue: Catalogue


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Built:
    catalogue = project_catalogue()
    raw = grouped_raw.write(tmp_path_factory.mktemp("grouped"))
    return Built(gather(raw, catalogue).tables, catalogue)


@pytest.fixture(scope="session")
def embedded() -> Built:
    return Built(embedded_figures.load(settings.FIGURES), project_catalogue())


@pytest.fixture(params=["small", "embedded"])
def built(request: pytest.FixtureRequest) -> Built:
    found: Built = request.getfixturevalue(request.param)
    return found
