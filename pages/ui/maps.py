"""Maps on a page: what each one shows, and the component that draws it in the browser."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from insight import settings
from insight.analysis import comparisons, digital_exclusion
from insight.language import number_format, sentences
from insight.language.sentences import digital_inclusion as digital_words
from insight.reference.areas import ENGLAND, Benchmark
from insight.statistics.verdicts import NOT_COMPARED
from insight.store import Store, queries
from insight.visual import maps
from pages import data
from pages.ui import downloads, panels

DRAWN_FOR = {"2025": "lsoa21", "2019": "lsoa11"}
CORE20 = "Core20: most deprived fifth of England"
Payload = dict[str, Any]


def draw(payload: Payload | None, key: str, source_ids: tuple[str, ...] = ()) -> None:
    """Mount the map, with a menu to take it away as a picture.

    The area a reader selects is kept in the address as `area`.
    """
    if payload is None:
        panels.empty("No map", "Its shapes have not been built. The table has the same figures.")
        return

    def remember() -> None:
        chosen = st.session_state[key].selected
        if chosen:
            st.query_params["area"] = chosen
        else:
            st.query_params.pop("area", None)

    # The browser looks the code up in the layer: one that is not there selects nothing.
    shown = payload | {"selected": st.query_params.get("area", "")}
    _component()(data=shown, key=key, on_selected_change=remember)
    downloads.map_pictures(key, payload, source_ids)


def shapes(area_type: str) -> list[str]:
    """The shapes an area type can be drawn in, of those built.

    Where there are real boundaries, approximate areas have nothing to add.
    """
    return data.shared(_shapes, area_type=area_type)


def _shapes(store: Store, area_type: str) -> list[str]:
    layers = queries.map_layers(store)
    built = list(layers.loc[layers["area_type"] == area_type, "shape"])
    return [each for each in built if each != "approximate" or "boundary" not in built]


def deprivation(store: Store, edition: str, shape: str, place_code: str = "") -> Payload | None:
    """Deprivation decile of every neighbourhood, Core20 outlined; zoomed to a Place if named."""
    frame = queries.neighbourhood_deprivation(store, edition)
    shown = frame[(frame["place_code"] == place_code) | (place_code == "")]
    where = shown["place_name"].iloc[0] if place_code and len(shown) else "the nine Places"
    return _payload(
        store,
        (DRAWN_FOR[edition], shape),
        frame,
        lambda rows: maps.class_deciles(rows["decile"].to_numpy(float)),
        lambda row: f"decile {row.decile:.0f}, rank {row.rank:,.0f} in England",
        title=f"Deprivation of neighbourhoods in {where}, {edition} edition",
        description=sentences.map_alt(shown, where, edition),
        marked="is_core20",
        mark_label=CORE20,
        zoom=place_code,
    )


def indicator(
    store: Store,
    indicator_id: str,
    area_type: str,
    shape: str,
    benchmark_code: str = ENGLAND,
    period_start_date: date | None = None,
    period_end_date: date | None = None,
    confidence: float = 0.95,
) -> Payload | None:
    """An indicator by area: verdicts on Places where there are any, else figures in classes."""
    about = queries.indicator(store, indicator_id)
    when = (period_start_date, period_end_date)
    frame = comparisons.latest_comparison(
        store, indicator_id, area_type, Benchmark(benchmark_code, confidence), *when
    )
    if frame.empty:
        return None
    unit, places = about["unit"], about["decimal_places"]
    has_verdicts = area_type == "place" and (frame["verdict"] != NOT_COMPARED).any()

    def classed(rows: pd.DataFrame) -> maps.Classes:
        if has_verdicts:
            return maps.class_verdicts(rows["verdict"].where(rows["value"].notna(), None))
        return maps.class_numbers(rows["value"].to_numpy(float), unit, places)

    def text(row: Any) -> str:
        return (
            number_format.figure(row.value, unit, places) if pd.notna(row.value) else row.value_note
        )

    title = f"{about['plain_name']}, {frame['period_label'].iloc[0]}"
    finding = sentences.spread_sentence(frame, about)
    layer = (area_type, shape)
    return _payload(store, layer, frame, classed, text, title=title, description=finding)


def scores(
    store: Store, edition: str, shape: str, place_code: str, marked: str, mark_label: str
) -> Payload | None:
    """Risk of digital exclusion by neighbourhood of 2011, in classes, some outlined.

    marked: the column of `digital_exclusion.risk` that outlines; place_code: zoom to it, ''
    for none.
    """
    frame = digital_exclusion.risk(store, edition)
    shown = frame[(frame["place_code"] == place_code) | (place_code == "")]
    if shown.empty:
        return None
    where = shown["place_name"].iloc[0] if place_code else "Cheshire and Merseyside"
    return _payload(
        store,
        ("lsoa11", shape),
        frame,
        lambda rows: maps.class_numbers(rows["score"].to_numpy(float), "score 0–10", 1),
        lambda row: number_format.figure(row.score, "score 0–10", 1),
        title=f"Risk of being left out online, neighbourhoods in {where}",
        description=digital_words.digital_alt(shown, where),
        marked=marked,
        mark_label=mark_label,
        zoom=place_code,
    )


def _payload(
    store: Store,
    layer_is: tuple[str, str],
    frame: pd.DataFrame,
    classed: Callable[[pd.DataFrame], maps.Classes],
    text: Callable[[Any], str],
    marked: str = "",
    **words: str,
) -> Payload | None:
    """A frame by area_code as a payload of the layer; None when that layer is not there."""
    layers = queries.map_layers(store)
    found = layers[(layers["area_type"] == layer_is[0]) & (layers["shape"] == layer_is[1])]
    path = settings.MAPS / found["file_name"].iloc[0] if len(found) else None
    if path is None or not path.is_file():
        return None
    layer = maps.read_layer(path)
    by_code = frame.set_index("area_code")
    texts = {row.Index: text(row) for row in by_code.itertuples()}
    rows = by_code.reindex(layer.area_codes)
    return maps.map_payload(
        layer,
        path.name,
        classed(rows),
        maps.in_order(layer, texts, number_format.NO_FIGURE),
        marked=list(rows[marked].eq(True)) if marked else (),
        **words,
    )


@st.cache_resource(show_spinner=False)
def _component() -> Callable[..., Any]:
    """The map, registered once; its code is the same for every reader."""
    code = maps.component_code()
    return st.components.v2.component("area_map", js=code["js"], css=code["css"])
