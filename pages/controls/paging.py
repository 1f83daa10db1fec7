"""A long list a page at a time; the page is in the address, as every other choice is."""

from __future__ import annotations

from collections.abc import Hashable

import streamlit as st

from insight.language import number_format
from pages.controls import address

KEY = "page"
LIST = "list"  # in the session: which list was paged last


def first_row(count: int, size: int, of: Hashable) -> int:
    """How many rows lie on the pages before the one chosen. count: all rows; size: of a page.

    of: which list this is; another one, such as after another choice, begins at its first page.
    """
    view = address.view()
    asked = view.asked.pop(KEY, "")
    if asked.isdecimal():
        view.chosen[KEY] = asked
        st.session_state[LIST] = of
    if st.session_state.get(LIST) != of:
        view.chosen.pop(KEY, None)
        st.session_state[LIST] = of
    last = max(1, -(-count // size))
    return (min(max(int(view.chosen.get(KEY, "1")), 1), last) - 1) * size


def pager(count: int, size: int, first: int) -> None:
    """Where in the list the reader is, and the ways on and back; nothing for a single page."""
    if count <= size:
        return
    page, last = first // size + 1, -(-count // size)
    with st.container(horizontal=True, vertical_alignment="center", key="pager"):
        _turn("Earlier page", page - 1, is_there=page > 1)
        st.html(
            f"<p class='quiet'>Page {number_format.number(page)} of {last:,}</p>", width="content"
        )
        _turn("Next page", page + 1, is_there=page < last)


def _turn(label: str, page: int, is_there: bool) -> None:
    value = "" if page == 1 else str(page)
    st.button(label, on_click=address.keep, args=(KEY, value), disabled=not is_there, key=label)
