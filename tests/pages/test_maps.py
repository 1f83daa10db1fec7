"""What a map is sent: classes and words for the areas of its layer, in its order."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from insight import settings
from insight.store import Store, queries
from insight.visual.maps.payload import area_texts
from pages import data
from pages.ui import maps

KNOWSLEY = "E08000011"


@pytest.fixture(autouse=True)
def drawn_from(maps_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "MAPS", maps_folder)


def test_every_neighbourhood_has_its_decile_and_rank(small_store: Store) -> None:
    payload = maps.deprivation(small_store, "2025", "hexagon")
    assert payload is not None
    frame = queries.neighbourhood_deprivation(small_store, "2025").sort_values("area_code")
    assert payload["classes"] == "".join(str(decile - 1) for decile in frame["decile"])
    assert area_texts(payload) == [
        f"decile {row.decile}, rank {row.rank:,} in England" for row in frame.itertuples()
    ]
    assert payload["marks"] == "".join("1" if core20 else "0" for core20 in frame["is_core20"])


def test_a_place_is_zoomed_to_and_named(small_store: Store) -> None:
    payload = maps.deprivation(small_store, "2025", "hexagon", KNOWSLEY)
    assert payload is not None
    assert payload["zoom"] == KNOWSLEY
    assert "Knowsley" in payload["title"]
    assert "4 neighbourhoods in Knowsley" in payload["description"]


@pytest.mark.parametrize(
    ("edition", "shape"), [("2019", "hexagon"), ("2025", "boundary"), ("2025", "")]
)
def test_there_is_no_map_without_its_layer(small_store: Store, edition: str, shape: str) -> None:
    assert maps.deprivation(small_store, edition, shape) is None


def test_small_area_figures_come_in_classes(small_store: Store) -> None:
    payload = maps.indicator(small_store, "loneliness", "lsoa21", "hexagon")
    assert payload is not None
    assert 2 <= len(payload["legend"]) <= 5
    values = queries.latest_values(small_store, "loneliness", "lsoa21")
    by_code = values.sort_values("area_code")["value"]
    assert area_texts(payload) == [f"{value:.1f}%" for value in by_code]


def test_an_indicator_without_figures_has_no_map(small_store: Store) -> None:
    assert maps.indicator(small_store, "smi-checks", "place", "hexagon") is None


@pytest.mark.parametrize(
    ("built", "offered"),
    [
        (["approximate", "hexagon"], ["approximate", "hexagon"]),
        (["approximate", "boundary", "hexagon"], ["boundary", "hexagon"]),
        ([], []),
    ],
)
def test_approximate_areas_give_way_to_real_boundaries(
    monkeypatch: pytest.MonkeyPatch, built: list[str], offered: list[str]
) -> None:
    layers = pd.DataFrame({"area_type": ["lsoa21"] * len(built), "shape": built})
    monkeypatch.setattr(queries, "map_layers", lambda store: layers)
    monkeypatch.setattr(data, "current_store", lambda: None)
    assert maps.shapes("lsoa21") == offered
    assert maps.shapes("msoa") == []
