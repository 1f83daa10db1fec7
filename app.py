"""The front door: lists the pages and draws the frame around the one asked for."""

import logging

import streamlit as st

from insight import questions, settings
from insight.store import NoStore
from pages.parts import answers, frame

st.set_page_config(page_title=frame.TITLE, page_icon=str(frame.ICON), layout="wide")

SECTIONS = {
    "Figures": [
        st.Page("pages/public/overview.py", title="Overview", default=True),
        st.Page("pages/public/place.py", title="Place"),
        st.Page("pages/public/indicator.py", title="Indicator"),
        st.Page("pages/public/core20plus5.py", title="CORE20PLUS5"),
        st.Page("pages/public/inequality.py", title="Inequality"),
        st.Page("pages/public/priorities.py", title="Priorities"),
    ],
    "People's voice": [
        st.Page("pages/public/voices.py", title="Voices"),
        st.Page("pages/public/voice_beside_figures.py", title="Beside the figures"),
        st.Page("pages/public/silence_map.py", title="Silence map"),
        st.Page("pages/public/who_has_been_heard.py", title="Who has been heard"),
        st.Page("pages/public/you_said_we_did.py", title="You said, we did"),
        st.Page("pages/public/digital_inclusion.py", title="Digital inclusion"),
    ],
    "Insight report": [st.Page("pages/public/insight_report.py", title="Insight report")],
    "About the data": [st.Page("pages/public/about_the_data.py", title="About the data")],
}
if settings.edition() == "team":
    SECTIONS["Team"] = [
        st.Page("pages/team/comments.py", title="Comments"),
        st.Page("pages/team/safeguarding.py", title="Safeguarding"),
    ]
page = st.navigation(SECTIONS, position="hidden")

frame.clear_false_alarm(page)
frame.look()
frame.banner(SECTIONS, page)
try:
    build = answers.ask(questions.build).iloc[0]
    page.run()
    frame.footer(build)
except NoStore:
    frame.nothing_built()
except Exception:
    logging.getLogger("dashboard").exception("The page %s failed", page.title)
    frame.something_failed()
