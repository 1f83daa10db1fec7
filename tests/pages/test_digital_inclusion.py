"""Digital inclusion: the list is the map's twin, choices hold, and nothing hidden is shown."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pandas as pd
import pytest

from insight import settings
from insight.analysis import digital_exclusion
from insight.store import Store, queries
from insight.visual.maps import MapLayer, PlaceOutline
from insight.visual.maps.payload import area_texts
from pages.digital_inclusion import digital as parts
from pages.ui import maps
from tests.insight.small_heard import HOSTILE
from tests.insight.small_store import HALTON, LIVERPOOL, SYSTEM, build_row, make_store, small_tables
from tests.pages.conftest import Run, _folder, markup

PAGE = "digital_inclusion"
BLANK = re.compile(r"<t[dh][^>]*>\s*</t[dh]>")


def words(text: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", text))).strip()


def listed_names(text: str) -> list[str]:
    """Codes cannot be seen, so the names of the neighbourhoods in the list, in its order."""
    table = re.search(r'<table class="figures homes">.*?</table>', text, re.S)
    assert table is not None
    return re.findall(r'<th scope="row"><b>.*?</b><small>(.*?)</small>', table[0])


@pytest.mark.parametrize("kind", list(parts.SHOWN_KINDS))
@pytest.mark.parametrize("place", [SYSTEM, HALTON])
def test_the_list_has_the_neighbourhoods_chosen_highest_first(
    open_page: Run, small_store: Store, place: str, kind: str
) -> None:
    text = markup(open_page(PAGE, place=place, which=kind))
    risk = digital_exclusion.risk(small_store, "2025")
    keep = {
        "all": risk["score"] > 0,
        "core20": risk["is_core20"].eq(True),
        "older": risk["older_pct"] >= 25,
        "rural": risk["rural_urban"] == "Rural",
    }[kind]
    expected = risk[keep & ((risk["place_code"] == place) | (place == SYSTEM))]
    expected = expected.sort_values(["score", "area_code"], ascending=[False, True])
    if expected.empty:
        assert "Nothing found" in text
        return
    assert listed_names(text) == list(expected["area_name"].head(parts.ROWS_SHOWN))
    counted = f"{len(expected)} neighbourhood{'s' * (len(expected) != 1)}, highest score first."
    assert counted in words(text)


def test_the_list_is_searched_by_every_word(open_page: Run) -> None:
    app = open_page(PAGE, find="halton")
    assert all("Halton" in name for name in listed_names(markup(app)))
    app.text_input(key="find").set_value("[a(").run()
    assert "Nothing found" in markup(app)


def test_places_have_their_help_and_what_was_said(open_page: Run, small_store: Store) -> None:
    text = markup(open_page(PAGE))
    table = re.search(r"<caption>Getting online, nine Places</caption>.*?</table>", text, re.S)
    assert table is not None
    rows = [words(row) for row in re.findall(r"<tr><th scope=\"row\">(.*?)</tr>", table[0], re.S)]
    beside = digital_exclusion.side_by_side(small_store, "2025")
    for row, said in zip(beside.itertuples(), rows, strict=True):
        assert row.place_name in said
        assert f"of {row.neighbourhood_count} " in said
        if row.state == "shown":
            assert f" {int(row.comment_count):,} " in said and row.mood in said
        elif row.state != "none":
            assert "ewer than 10" in said or "ot shown" in said


@pytest.mark.parametrize(("place", "shown"), [(HALTON, 2), (LIVERPOOL, 2), (SYSTEM, 3)])
def test_resources_are_those_of_the_place_and_of_the_system(
    open_page: Run, place: str, shown: int
) -> None:
    text = markup(open_page(PAGE, place=place))
    table = re.search(r"<caption>Resources and initiatives</caption>.*?</table>", text, re.S)
    assert table is not None
    assert table[0].count('<th scope="row">') == shown
    assert "A walk" not in text


def test_a_score_is_never_said_to_be_of_people(open_page: Run) -> None:
    text = words(markup(open_page(PAGE)))
    assert "need not be true of the people in it" in text
    assert "neither explains the other" in text
    assert "deprivation is part of the score" in text.lower()


@pytest.mark.parametrize("place", [SYSTEM, HALTON, LIVERPOOL])
def test_words_of_others_never_become_markup_and_no_cell_is_blank(
    open_page: Run, place: str
) -> None:
    text = markup(open_page(PAGE, place=place))
    assert HOSTILE not in text
    assert BLANK.search(text) is None
    hostile = dict.fromkeys(["place", "which", "find", "shape", "edition", "area"], HOSTILE)
    assert HOSTILE not in markup(open_page(PAGE, **hostile))


def test_an_empty_store_and_one_without_voices_are_calm(
    open_page: Run, empty_folder: Path, tmp_path: Path
) -> None:
    assert "Nothing to show yet" in markup(open_page(PAGE, folder=empty_folder))
    nothing = ("voice_cell", "quote", "resource")
    tables = {
        name: table.head(0) if name in nothing else table for name, table in small_tables().items()
    }
    tables["build"] = build_row().assign(build_id="quiet")
    text = markup(open_page(PAGE, folder=_folder(tmp_path, tables)))
    assert "Nothing is on record" in text
    assert "No comments about getting online" in text
    assert 'class="demonstration"' not in text


@pytest.fixture
def mapped_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
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
    (tmp_path / "old.json").write_text(shapes.to_json(), encoding="utf-8")
    monkeypatch.setattr(settings, "MAPS", tmp_path)
    return make_store(tmp_path / "mapped.duckdb", tables)


@pytest.mark.parametrize("kind", list(parts.SHOWN_KINDS))
def test_the_map_shows_every_score_and_outlines_the_choice(mapped_store: Store, kind: str) -> None:
    marked, label = parts.OUTLINED[kind]
    payload = maps.scores(mapped_store, "2025", "hexagon", "", marked, label)
    assert payload is not None
    risk = digital_exclusion.risk(mapped_store, "2025").sort_values("area_code")
    assert area_texts(payload) == [f"{score:.1f} out of 10" for score in risk["score"]]
    assert payload["marks"] == "".join(
        "1" if each is True else "0" for each in risk[marked].astype(object)
    )
    assert payload["mark_label"] == label
    zoomed = maps.scores(mapped_store, "2025", "hexagon", HALTON, marked, label)
    assert zoomed is not None and zoomed["zoom"] == HALTON
    assert "in Halton" in zoomed["title"] and "in Halton" in zoomed["description"]


def test_there_is_no_map_of_scores_without_shapes_or_figures(
    mapped_store: Store, empty_store: Store
) -> None:
    assert maps.scores(mapped_store, "2025", "boundary", "", "is_core20", "") is None
    assert maps.scores(empty_store, "2025", "hexagon", "", "is_core20", "") is None


def test_the_page_on_the_real_figures(
    open_page: Run, real_store_folder: Path, real_store: Store
) -> None:
    for choices in ({}, {"place": HALTON, "which": "older", "edition": "2019"}):
        text = markup(open_page(PAGE, folder=real_store_folder, **choices))
        assert BLANK.search(text) is None
    assert len(queries.digital_exclusion(real_store, "2025")) == 1_562
