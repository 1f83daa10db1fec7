"""Digital inclusion: the list is the map's twin, and nothing hidden is shown."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from insight import settings
from insight.analysis import digital_exclusion
from insight.findings import digital_inclusion as parts
from insight.findings.maps import digital_exclusion_map
from insight.statistics.disclosure import SHOWN, TOO_FEW
from insight.store import Store, queries
from insight.visual.maps import MapLayer, PlaceOutline
from insight.visual.maps.payload import area_texts
from tests.insight.findings.tables import blank_cells
from tests.insight.small_heard import HOSTILE
from tests.insight.small_store import HALTON, LIVERPOOL, SYSTEM, make_store, small_tables

KINDS = ["all", "core20", "older", "rural"]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("area_code", [SYSTEM, HALTON])
def test_the_list_has_the_neighbourhoods_chosen_highest_first(
    small_store: Store, area_code: str, kind: str
) -> None:
    risk = digital_exclusion.risk(small_store, "2025")
    keep = {
        "all": risk["score"] > 0,
        "core20": risk["is_core20"].eq(True),
        "older": risk["older_pct"] >= 25,
        "rural": risk["rural_urban"] == "Rural",
    }[kind]
    expected = risk[keep & ((risk["place_code"] == area_code) | (area_code == SYSTEM))]
    expected = expected.sort_values(["score", "area_code"], ascending=[False, True])
    found = parts.risk_by_neighbourhood(small_store, "2025", area_code, kind)
    assert found is not None
    assert list(found.table.values["area_code"]) == list(expected["area_code"])
    shown = expected.head(parts.ROWS_SHOWN)
    for row, (name, score, *_) in zip(shown.itertuples(), found.table.texts, strict=True):
        assert row.area_name in name and score == f"{row.score:.1f}"
    counted = f"{len(expected)} neighbourhood{'s' * (len(expected) != 1)}, highest score first."
    if len(expected):
        assert found.subtitle.startswith(counted)
    assert ("are shown; all are in the file" in found.subtitle) is (
        len(expected) > parts.ROWS_SHOWN
    )
    assert blank_cells(found) == []


def test_a_search_narrows_the_list_and_not_what_is_said(small_store: Store) -> None:
    every = parts.risk_by_neighbourhood(small_store, "2025", SYSTEM)
    found = parts.risk_by_neighbourhood(small_store, "2025", SYSTEM, typed="halton")
    assert every is not None and found is not None
    assert set(found.table.values["place_name"]) == {"Halton"}
    assert (found.title, found.sentence) == (every.title, every.sentence)
    nothing = parts.risk_by_neighbourhood(small_store, "2025", SYSTEM, typed="[a(")
    assert nothing is not None and nothing.table.rows == () and nothing.title == every.title


def test_a_score_is_never_said_to_be_of_people(small_store: Store) -> None:
    homes = parts.risk_by_neighbourhood(small_store, "2025", SYSTEM)
    by_place = parts.risk_by_place(small_store, "2025")
    assert homes is not None and by_place is not None
    assert "need not be true of the people in it" in homes.caveat
    assert "deprivation is part of the score" in homes.sentence
    assert "neither explains the other" in by_place.caveat


def test_a_file_of_scores_names_itself(small_store: Store) -> None:
    found = parts.risk_by_neighbourhood(small_store, "2019", HALTON)
    assert found is not None
    assert found.about["indicator_id"] == "digital-exclusion"
    assert {"area_code", "area_name", "value", "period_label"} <= set(found.table.values)
    assert found.source_ids[-1] == "deprivation-2019"
    assert found.link is not None
    choices = f"place={HALTON}&which=all&edition=2019"
    assert found.link.address == f"digital_inclusion?{choices}"


def test_places_have_their_help_and_what_was_said(small_store: Store) -> None:
    found = parts.risk_by_place(small_store, "2025")
    assert found is not None and found.is_demonstration
    beside = digital_exclusion.side_by_side(small_store, "2025")
    for row, (place, high, help_, said, _) in zip(
        beside.itertuples(), found.table.texts, strict=True
    ):
        assert place == row.place_name
        assert high.startswith(f"{row.high_count}; of {row.neighbourhood_count} ")
        assert help_.startswith(str(row.resource_count) if row.resource_count else "none")
        if row.state == SHOWN:
            assert said.startswith(f"{int(row.comment_count):,} ") and row.mood in said
        elif row.state == TOO_FEW:
            assert said == "Fewer than 10, or none"
        else:
            assert said.startswith(("Fewer than 10", "Not shown"))
    assert blank_cells(found) == []


@pytest.mark.parametrize(("area_code", "shown"), [(HALTON, 2), (LIVERPOOL, 2), (SYSTEM, 3)])
def test_resources_are_those_of_the_place_and_of_the_system(
    small_store: Store, area_code: str, shown: int
) -> None:
    found = parts.resources(small_store, area_code)
    assert len(found.table.rows) == shown
    assert not any("A walk" in row[0] for row in found.table.texts)
    marked = {row[0].partition(";")[0] for row in found.table.texts if "Demonstration." in row[0]}
    assert marked == ({HOSTILE.partition(";")[0]} if area_code != HALTON else set())
    assert found.is_demonstration is (area_code != HALTON)


@pytest.mark.parametrize("area_code", [SYSTEM, HALTON, LIVERPOOL])
def test_each_group_that_spoke_has_its_count_or_the_reason(
    small_store: Store, area_code: str
) -> None:
    said = queries.theme_voices(small_store, [digital_exclusion.THEME])
    said = said[(said["area_code"] == area_code) & (said["state"] != TOO_FEW)]
    found = parts.comments(small_store, area_code)
    if said.empty:
        assert found is None
        return
    assert found is not None and len(found.table.rows) == len(said)
    names = [who for who, _ in found.table.texts]
    assert "Everyone" not in names[1:]
    assert set(said["group_name"]) - {""} <= set(names)
    for state, count, (_, text) in zip(
        found.table.values["state"],
        found.table.values["comment_count"],
        found.table.texts,
        strict=True,
    ):
        if state == SHOWN:
            assert text.startswith(f"{int(count):,} ")
        else:
            assert text.startswith(("Fewer than 10", "Not shown"))


def test_without_figures_there_is_nothing_to_find(empty_store: Store) -> None:
    assert parts.risk_by_neighbourhood(empty_store, "2025", SYSTEM) is None
    assert parts.risk_by_place(empty_store, "2025") is None
    assert parts.comments(empty_store, SYSTEM) is None
    assert parts.resources(empty_store, SYSTEM).table.rows == ()


@pytest.fixture(scope="module")
def mapped_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The small store with a map of the neighbourhoods of 2011, as squares in a row."""
    tables = small_tables()
    codes = sorted(set(tables["area_change"]["lsoa11_code"]))
    layer = pd.DataFrame(
        {
            "layer_id": ["lsoa11-hexagon"],
            "area_type": ["lsoa11"],
            "shape": ["hexagon"],
            "file_name": ["old.json"],
            "area_count": [len(codes)],
            "is_approximate": [True],
            "attribution": ["Made here"],
        }
    )
    tables["map_layer"] = pd.concat([tables["map_layer"], layer])
    shapes = MapLayer(
        area_type="lsoa11",
        shape="hexagon",
        width=900,
        height=10,
        area_codes=tuple(codes),
        area_names=tuple(codes),
        place_numbers=(0,) * len(codes),
        paths=tuple(f"M{10 * n} 0l10 0 0 10-10 0z" for n in range(len(codes))),
        centres=tuple((10 * n + 5, 5) for n in range(len(codes))),
        outlines=(PlaceOutline(HALTON, "Halton", "M0 0l10 0 0 10z", (5, 5), (0, 0, 10, 10)),),
        attribution="Made here",
    )
    folder: Path = tmp_path_factory.mktemp("mapped")
    (folder / "old.json").write_text(shapes.to_json(), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "MAPS", folder)
        yield make_store(folder / "mapped.duckdb", tables)


@pytest.mark.parametrize("kind", KINDS)
def test_the_map_shows_every_score_and_outlines_the_choice(mapped_store: Store, kind: str) -> None:
    marked, label = parts.KINDS[kind]
    found = digital_exclusion_map(mapped_store, "2025", "hexagon", "", marked, label)
    assert found is not None
    payload = found.picture
    risk = digital_exclusion.risk(mapped_store, "2025").sort_values("area_code")
    assert area_texts(payload) == [f"{score:.1f} out of 10" for score in risk["score"]]
    assert payload["marks"] == "".join(
        "1" if each is True else "0" for each in risk[marked].astype(object)
    )
    assert payload["mark_label"] == label
    zoomed = digital_exclusion_map(mapped_store, "2025", "hexagon", HALTON, marked, label)
    assert zoomed is not None and zoomed.picture["zoom"] == HALTON
    assert "in Halton" in zoomed.title and "in Halton" in zoomed.alt
    assert set(zoomed.table.values["place_code"]) == {HALTON}


def test_there_is_no_map_of_scores_without_shapes_or_figures(
    mapped_store: Store, empty_store: Store
) -> None:
    assert digital_exclusion_map(mapped_store, "2025", "boundary") is None
    assert digital_exclusion_map(empty_store, "2025", "hexagon") is None
