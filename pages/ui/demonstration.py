"""The banner over anything that was written to show how the dashboard works."""

import streamlit as st
from markupsafe import Markup

BANNER = Markup(
    '<p class="demonstration" role="note"><strong>Demonstration.</strong> Nobody said this: what is'
    " marked here was made up to show how the page works. Official figures are real.</p>"
)


def banner(is_demonstration: bool) -> None:
    """Say plainly that what follows is a demonstration; nothing when it is not."""
    if is_demonstration:
        st.html(BANNER)


def markup(is_demonstration: bool) -> Markup:
    """The banner among other markup; '' when it is none."""
    return BANNER if is_demonstration else Markup()
