"""A map on a page: the component that draws it in the browser."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st
from markupsafe import Markup

from insight.analysis.place_search import gazetteer, middle_layer_codes
from insight.findings import Link
from insight.findings import maps as map_findings
from insight.visual import maps
from pages import data
from pages.controls import address
from pages.ui import table

PICKED = Markup('<p class="sentence" role="status">You picked a neighbourhood in {}.</p>')


def draw(payload: Mapping[str, Any], key: str) -> None:
    """Mount the map. The area a reader selects is kept in the address as `area`."""

    def remember() -> None:
        address.keep("area", st.session_state[key].selected or "")

    # The browser looks the code up in the layer: one that is not there selects nothing.
    shown = {**payload, "selected": address.view().get("area")}
    _component()(data=shown, key=key, on_selected_change=remember)


def selection() -> Markup:
    """Which neighbourhood was picked on a map, as a link to its page; '' when none was."""
    picked = address.view().get("area")
    codes = middle_layer_codes(data.current_store(), picked)
    if not codes:
        return Markup()
    name = data.shared(gazetteer).area_names[codes[0]]
    return PICKED.format(table.link(name, Link.to("neighbourhood", area=picked)))


def shapes(area_type: str) -> list[str]:
    """The shapes an area type can be drawn in, of those built."""
    return data.shared(map_findings.shapes, area_type=area_type)


@st.cache_resource(show_spinner=False)
def _component() -> Callable[..., Any]:
    """The map, registered once; its code is the same for every reader."""
    code = maps.component_code()
    return st.components.v2.component("area_map", js=code["js"], css=code["css"])
