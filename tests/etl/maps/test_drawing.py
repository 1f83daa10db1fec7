"""A layer is drawn when nobody has drawn it of the same input before, and only then."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from functools import wraps
from pathlib import Path

import pandas as pd
import pytest

from etl import embedded_figures
from etl.__main__ import main
from etl.maps import drawing
from etl.maps.drawing import DRAWN, draw_layers, layers_by_input
from insight import settings
from insight.visual.maps.layer import MapLayer
from tests.insight.visual.maps.small_layer import small_layer

ALL = {
    f"{area_type}-{shape}"
    for area_type in ("place", "lsoa21", "lsoa11", "msoa")
    for shape in ("approximate", "hexagon")
}


@pytest.fixture(scope="module")
def tables() -> dict[str, pd.DataFrame]:
    return embedded_figures.load(settings.FIGURES)


@pytest.fixture(scope="module")
def embedded() -> dict[str, str]:
    return embedded_figures.maps(settings.FIGURES)


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is drawn, by functions that draw the same small layer of everything."""
    found: list[str] = []

    def quick(how: Callable[..., MapLayer]) -> Callable[..., MapLayer]:
        @wraps(how)
        def draw(areas: object, area_type: str, *others: object, **more: object) -> MapLayer:
            found.append(f"{area_type}-{how.__name__.removesuffix('_layer')}")
            return small_layer()

        return draw

    for name in ("hexagon_layer", "approximate_layer"):
        monkeypatch.setattr(drawing, name, quick(getattr(drawing, name)))
    return found


@pytest.mark.slow
def test_the_embedded_maps_are_those_the_code_draws(
    tables: dict[str, pd.DataFrame], embedded: dict[str, str], tmp_path: Path
) -> None:
    layers = draw_layers(tables, [], tmp_path)
    assert {layer.layer_id for layer in layers} == ALL
    assert layers_by_input(tmp_path) == embedded, "run `python -m etl figures`"


def test_a_first_build_from_the_embedded_figures_draws_nothing(
    tables: dict[str, pd.DataFrame], embedded: dict[str, str], tmp_path: Path, calls: list[str]
) -> None:
    layers = draw_layers(tables, [], tmp_path, embedded)
    assert calls == []
    assert {layer.layer_id for layer in layers} == ALL
    written = {(tmp_path / layer.file_name).read_text(encoding="utf-8") for layer in layers}
    assert written == set(embedded.values())
    assert draw_layers(tables, [], tmp_path) == layers and calls == []


def test_the_embedded_maps_can_be_drawn_afresh_without_official_files(
    embedded: dict[str, str], tmp_path: Path, calls: list[str]
) -> None:
    for name in ("area", "centre", "area_change"):
        shutil.copy(settings.FIGURES / f"{name}.parquet", tmp_path)
    assert embedded_figures.maps(tmp_path) == {}
    assert main(["figures", "--into", str(tmp_path)]) == 0
    assert sorted(calls) == sorted(ALL)
    assert embedded_figures.maps(tmp_path) == dict.fromkeys(embedded, small_layer().to_json())


def test_what_has_changed_is_drawn_afresh(
    tables: dict[str, pd.DataFrame], embedded: dict[str, str], tmp_path: Path, calls: list[str]
) -> None:
    centre = tables["centre"].copy()
    centre.loc[(centre["area_type"] == "msoa").idxmax(), "easting"] += 10
    draw_layers({**tables, "centre": centre}, [], tmp_path, embedded)
    assert calls == ["msoa-approximate", "msoa-hexagon"]
    calls.clear()
    area = tables["area"].replace({"area_name": {"Halton": "Halton Borough"}})
    draw_layers({**tables, "area": area}, [], tmp_path, embedded)
    assert set(calls) == ALL  # every map shows the names of the Places


def test_other_code_does_not_take_what_the_code_before_it_drew(
    tables: dict[str, pd.DataFrame],
    tmp_path: Path,
    calls: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    draw_layers(tables, [], tmp_path)
    assert sorted(calls) == sorted(ALL)
    calls.clear()
    monkeypatch.setattr(drawing, "_code", lambda: "another")
    draw_layers(tables, [], tmp_path)
    assert sorted(calls) == sorted(ALL)


@pytest.mark.parametrize("text", ["", "{half", json.dumps({"before": {"file_name": "a.json"}})])
def test_a_record_that_cannot_be_read_is_as_good_as_none(
    text: str, tables: dict[str, pd.DataFrame], tmp_path: Path, calls: list[str]
) -> None:
    (tmp_path / DRAWN).write_text(text)
    draw_layers(tables, [], tmp_path)
    assert sorted(calls) == sorted(ALL)


def test_a_layer_whose_file_is_gone_is_written_again(
    tables: dict[str, pd.DataFrame], embedded: dict[str, str], tmp_path: Path, calls: list[str]
) -> None:
    layers = draw_layers(tables, [], tmp_path, embedded)
    (tmp_path / layers[0].file_name).unlink()
    draw_layers(tables, [], tmp_path, embedded)
    assert (tmp_path / layers[0].file_name).is_file() and calls == []
