"""What a map is sent: classes and words for the areas of its layer, in its order; and its table."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from insight import settings
from insight.findings import Finding
from insight.findings.indicator import small_areas
from insight.findings.maps import deprivation_map, indicator_map, shapes
from insight.store import Store, queries
from insight.visual.maps.payload import area_texts
from tests.insight.small_maps import write_layer
from tests.insight.small_store import KNOWSLEY


@pytest.fixture(autouse=True)
def layers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_layer(tmp_path)
    monkeypatch.setattr(settings, "MAPS", tmp_path)


def payload(finding: Finding | None) -> Mapping[str, Any]:
    assert finding is not None and isinstance(finding.picture, Mapping)
    return finding.picture


def test_every_neighbourhood_has_its_decile_and_rank(small_store: Store) -> None:
    finding = deprivation_map(small_store, "2025", "hexagon")
    sent = payload(finding)
    frame = queries.neighbourhood_deprivation(small_store, "2025").sort_values("area_code")
    assert sent["classes"] == "".join(str(decile - 1) for decile in frame["decile"])
    assert area_texts(dict(sent)) == [
        f"decile {row.decile}, rank {row.rank:,} in England" for row in frame.itertuples()
    ]
    assert sent["marks"] == "".join("1" if core20 else "0" for core20 in frame["is_core20"])
    assert finding is not None and len(finding.table.rows) == len(frame)


def test_a_place_is_zoomed_to_and_named_and_alone_in_the_table(small_store: Store) -> None:
    finding = deprivation_map(small_store, "2025", "hexagon", KNOWSLEY)
    sent = payload(finding)
    assert sent["zoom"] == KNOWSLEY
    assert "Knowsley" in sent["title"]
    assert "4 neighbourhoods in Knowsley" in sent["description"]
    assert finding is not None and {row[1].text for row in finding.table.rows} == {"Knowsley"}


@pytest.mark.parametrize(("edition", "shape"), [("2019", "hexagon"), ("2025", "boundary")])
def test_there_is_no_map_without_its_layer(small_store: Store, edition: str, shape: str) -> None:
    assert deprivation_map(small_store, edition, shape) is None


def test_without_a_shape_the_best_there_is_is_drawn(small_store: Store) -> None:
    asked, best = (deprivation_map(small_store, "2025", shape) for shape in ("hexagon", ""))
    assert payload(best) == payload(asked)


def test_small_area_figures_come_in_classes(small_store: Store) -> None:
    sent = payload(indicator_map(small_store, "loneliness", "lsoa21", "hexagon"))
    assert 2 <= len(sent["legend"]) <= 5
    values = queries.latest_values(small_store, "loneliness", "lsoa21")
    by_code = values.sort_values("area_code")["value"]
    assert area_texts(dict(sent)) == [f"{value:.1f}%" for value in by_code]
    assert payload(small_areas(small_store, "loneliness", "lsoa21", "hexagon")) == sent


def test_an_indicator_without_figures_has_no_map(small_store: Store) -> None:
    assert indicator_map(small_store, "smi-checks", "place", "hexagon") is None


@pytest.mark.parametrize(
    ("built", "offered"),
    [
        (["approximate", "hexagon"], ["approximate", "hexagon"]),
        (["approximate", "boundary", "hexagon"], ["boundary", "hexagon"]),
        ([], []),
    ],
)
def test_approximate_areas_give_way_to_real_boundaries(
    small_store: Store, monkeypatch: pytest.MonkeyPatch, built: list[str], offered: list[str]
) -> None:
    listed = pd.DataFrame({"area_type": ["lsoa21"] * len(built), "shape": built})
    monkeypatch.setattr(queries, "map_layers", lambda store: listed)
    assert shapes(small_store, "lsoa21") == offered
    assert shapes(small_store, "msoa") == []
