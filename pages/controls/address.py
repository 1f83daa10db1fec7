"""The choices of a view, kept in the address by id, so that a link or a step Back restores them.

The session holds the choices. A choice made writes all of them into the address with one message,
which is one step in the browser's history. An address that comes from outside, with a link, with
another page or with Back and Forward, counts before anything the session holds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from insight.reference.areas import UnknownArea, areas, find_area
from insight.reference.spelling import letters

VIEW = "view"  # in the session


@dataclass
class View:
    """One page as one reader looks at it.

    asked: what the address says and no picker has read yet, by the picker's name. chosen: ids.
    shown: id and words of what each picker stands on, chosen or not.
    """

    page: str
    asked: dict[str, str]
    chosen: dict[str, str] = field(default_factory=dict)
    shown: dict[str, tuple[str, str]] = field(default_factory=dict)

    def get(self, key: str) -> str:
        """What is asked for or chosen under a name, '' for nothing."""
        return self.asked.get(key, self.chosen.get(key, ""))


def arrive(page: str) -> None:
    """Look at a page, at the start of its run. page: its address.

    On the page they are on already, the session knows better than the browser, which may not have
    heard yet of the choice before: unless the browser went Back or Forward.
    """
    known = st.session_state.get(VIEW)
    if known is None or known.page != page or _went_through_history():
        # A picker of the same name on another page would else stand where its own list begins.
        for key in known.shown if known is not None else ():
            st.session_state.pop(key, None)
        st.session_state[VIEW] = View(page, st.query_params.to_dict())


def view() -> View:
    """The view of this session."""
    if VIEW not in st.session_state:
        arrive("")
    found: View = st.session_state[VIEW]
    return found


def current() -> dict[str, str]:
    """Every choice by its name in the address: ids, and as they came those no picker has read."""
    return {**view().asked, **view().chosen}


def stands_on(key: str, id_: str, words: str) -> None:
    """Note what a page is about. key: of the picker that chose it, or 'area'."""
    view().shown[key] = (id_, words)


def place_in_view() -> str:
    """The Place that a page is about, or that the one before it was; '' for none."""
    shown, _ = view().shown.get("place", (view().get("place"), ""))
    area = areas().get(shown)
    return shown if area is not None and area.area_type == "place" else ""


def measure_in_view() -> str:
    """The measure that a page is about, or that the one before it was; '' for none."""
    shown, _ = view().shown.get("indicator", (view().get("indicator"), ""))
    return shown


def name() -> list[str]:
    """What the view is of, in words: a measure, a Place or another area."""
    words = (
        view().shown[key][1] for key in ("indicator", "area", "place", "in") if key in view().shown
    )
    return list(dict.fromkeys(words))


def keep(key: str, value: str, forget: tuple[str, ...] = ()) -> None:
    """Note a choice and write the address. '' is no choice; forget: choices that end with it."""
    for name in (key, *forget):
        view().asked.pop(name, None)
        view().chosen.pop(name, None)
    if value:
        view().chosen[key] = value
    if st.query_params.to_dict() != current():
        st.query_params.from_dict(current())


def meant(text: str, names: Mapping[str, str]) -> str | None:
    """The id that the words of a link mean, None when there is no such thing.

    text: an id, the words on the picker, or any spelling of a Place. names: words by id.
    """
    wanted = letters(text)
    if text in names or not wanted:
        return text if text in names else None
    for id_, name in names.items():
        if wanted in (letters(id_), letters(name)):
            return id_
    try:
        code = find_area(text)
    except UnknownArea:
        return None
    return code if code in names else None


def _went_through_history() -> bool:
    """Whether this run answers Back or Forward: only there is another address not an old one."""
    context = get_script_run_ctx()
    return context is not None and context.is_history_navigation
