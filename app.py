"""The front door: lists the pages and draws the frame around the one asked for."""

import logging

import streamlit as st

from insight import settings
from insight.store import NoStore, queries
from pages import data
from pages.controls import address
from pages.shell import frame

st.set_page_config(page_title=frame.TITLE, page_icon=str(frame.ICON), layout="wide")

SECTIONS = {
    "Figures": [
        st.Page("pages/overview/page.py", title="Overview", default=True),
        st.Page("pages/place/page.py", title="Place", url_path="place"),
        st.Page("pages/indicator/page.py", title="Indicator", url_path="indicator"),
        st.Page("pages/core20plus5/page.py", title="CORE20PLUS5", url_path="core20plus5"),
        st.Page("pages/inequality/page.py", title="Inequality", url_path="inequality"),
        st.Page("pages/priorities/page.py", title="Priorities", url_path="priorities"),
    ],
    "People's voice": [
        st.Page("pages/voices/page.py", title="Voices", url_path="voices"),
        st.Page(
            "pages/figures_and_voices/page.py",
            title="Beside the figures",
            url_path="voice_beside_figures",
        ),
        st.Page("pages/silence_map/page.py", title="Silence map", url_path="silence_map"),
        st.Page(
            "pages/engagement/page.py", title="Who has been heard", url_path="who_has_been_heard"
        ),
        st.Page("pages/responses/page.py", title="You said, we did", url_path="you_said_we_did"),
        st.Page(
            "pages/digital_inclusion/page.py",
            title="Digital inclusion",
            url_path="digital_inclusion",
        ),
    ],
    "Insight report": [
        st.Page("pages/insight_report/page.py", title="Insight report", url_path="insight_report")
    ],
    "About the data": [
        st.Page("pages/about/page.py", title="About the data", url_path="about_the_data")
    ],
}
if settings.edition() == "team":
    SECTIONS["Team"] = [
        st.Page("pages/team/comments/page.py", title="Comments", url_path="comments"),
        st.Page("pages/team/safeguarding/page.py", title="Safeguarding", url_path="safeguarding"),
    ]
page = st.navigation(SECTIONS, position="hidden")

address.arrive(page.url_path)
frame.clear_false_alarm(page)
frame.look()
frame.banner(SECTIONS, page)
try:
    data.pin()
    build = data.query(queries.build).iloc[0]
    page.run()
    frame.footer(build)
except NoStore:
    frame.nothing_built()
except Exception:
    logging.getLogger("dashboard").exception("The page %s failed", page.title)
    frame.something_failed()
