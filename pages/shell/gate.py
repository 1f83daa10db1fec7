"""Who may see the pages for staff."""

import streamlit as st

from insight import settings
from pages.ui import finding


def staff_only() -> None:
    """End the page here, calmly, in any edition but the team's: even when reached by a link."""
    if settings.edition() == "team":
        return
    finding.title("This page is for the team")
    finding.empty(
        "Comments are not shown one by one here, and nothing is decided here",
        "What people say, made safe to show, is on the Voices page.",
    )
    st.stop()
