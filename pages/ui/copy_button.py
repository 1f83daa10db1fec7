"""A button that copies words, used with the keyboard as with a mouse, and says that it did."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

# The script of the frame (pages/shell/links.js) copies what `data-copy` holds.
BUTTON = Markup('<button type="button" class="copy" data-copy="{}">{}</button>')


def copy_button(label: str, words: str) -> None:
    """Copy the words when it is pressed."""
    st.html(BUTTON.format(words, label))
