"""Every chart, drawn once for all the tests that look at it."""

from __future__ import annotations

import plotly.graph_objects as go
import pytest

from insight.store import Store
from tests.insight.visual.charts.drawings import drawings


@pytest.fixture(scope="package")
def figures(small_store: Store) -> dict[str, go.Figure]:
    return drawings(small_store)
