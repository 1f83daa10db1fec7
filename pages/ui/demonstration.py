"""What was written to show how the dashboard works: in sections of its own, which say so."""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st
from markupsafe import Markup

BANNER = Markup(
    '<p class="demonstration" role="note"><strong>Demonstration.</strong> Nobody said this, and'
    " nobody was counted: what is marked here was made up to show how the page works. Official"
    " figures are real.</p>"
)


def banner(is_demonstration: bool) -> None:
    """Say plainly that what follows is a demonstration; nothing when it is not."""
    if is_demonstration:
        st.html(BANNER)


def markup(is_demonstration: bool) -> Markup:
    """The banner among other markup; '' when it is none."""
    return BANNER if is_demonstration else Markup()


@contextmanager
def section(is_demonstration: bool, key: str = "demonstration") -> Iterator[None]:
    """A section for what people said: marked as a demonstration where it is one, else plain.

    key: where a page has several. What stands in it leads nothing outside it.
    """
    with st.container(key=f"invented-{key}" if is_demonstration else f"said-{key}"):
        banner(is_demonstration)
        yield
