"""Which areas a reader sets side by side; ids in the address, joined by full stops."""

from __future__ import annotations

import streamlit as st

from insight.analysis import chosen_areas
from insight.analysis.chosen_areas import MOST_AUTHORITIES
from insight.reference.areas import HOW_MANY
from pages import data
from pages.controls import address
from pages.controls.choices import show

KEY, BETWEEN = "areas", "."
LABEL = "Areas to compare"
TOO_MANY = f"No more than {MOST_AUTHORITIES} other authorities are set side by side at once."
NOT_HERE = "Some areas of the link have no figure of this measure, and are left out."


def areas(indicator_id: str) -> tuple[str, ...]:
    """Ids of what was chosen (see `chosen_areas`), empty for all Places.

    Without a picker where nothing may be set side by side.
    """
    names = data.shared(chosen_areas.offered_areas, indicator_id=indicator_id)
    if not names:
        return ()
    view = address.view()
    if KEY in view.asked:
        view.chosen[KEY] = view.asked.pop(KEY)
    asked = tuple(filter(None, view.chosen.get(KEY, "").split(BETWEEN)))
    here = tuple(dict.fromkeys(each for each in asked if each in names))
    chosen = chosen_areas.within_limit(here)
    if chosen:
        view.chosen[KEY] = BETWEEN.join(chosen)
    else:
        view.chosen.pop(KEY, None)
    show(KEY, list(chosen))
    st.multiselect(
        LABEL,
        list(names),
        format_func=names.__getitem__,
        key=KEY,
        placeholder=f"{HOW_MANY.capitalize()} Places: choose others by name",
        filter_mode="contains",
        select_all=False,
        on_change=_keep,
    )
    if len(here) < len(asked):
        st.caption(NOT_HERE)
    if len(chosen) < len(here):
        st.caption(TOO_MANY)
    return chosen


def _keep() -> None:
    address.keep(KEY, BETWEEN.join(st.session_state[KEY]))
