"""Every chart the pages can draw, and a caption to go with it."""

from __future__ import annotations

import plotly.graph_objects as go
import pytest

from insight.export.board_pack import board_pack
from insight.export.caption import Caption
from insight.export.document import Document
from insight.store import Store
from tests.insight.visual.charts.drawings import drawings


@pytest.fixture(scope="package")
def figures(small_store: Store) -> dict[str, go.Figure]:
    return drawings(small_store)


@pytest.fixture
def words() -> Caption:
    return Caption(
        title="3 of 9 Places are worse than England",
        subtitle="Smoking (%), nine Places, 2024",
        alt="Dots: Halton 16%, <Wirral> 14% & more.",
        source="An office, Profiles",
        licence="Open Government Licence v3.0",
        attribution="Contains public sector information.",
        built_on="21 November 2026",
        build_id="0123456789abcdef",
        caveat="Counts people on lists, not residents.",
        link="https://example.test/indicator?indicator=smoking&benchmark=England",
        vintage="2011 to 2024",
    )


@pytest.fixture(scope="package")
def liverpool(real_store: Store) -> Document:
    """The board pack of a Place with its annex, from the figures a fresh clone has."""
    return board_pack(real_store, "E08000012", "https://example.test", has_annex=True)


@pytest.fixture(scope="package")
def short(real_store: Store) -> Document:
    """The board pack of a Place as most people ask for it."""
    return board_pack(real_store, "E08000012", "https://example.test")


@pytest.fixture(scope="package")
def system(real_store: Store) -> Document:
    """The board pack of the system, without its annex."""
    return board_pack(real_store)
