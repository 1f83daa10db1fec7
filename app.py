"""The front door: lists the pages and draws the frame around the one asked for."""

import logging

import streamlit as st

from insight import questions
from insight.store import NoStore
from pages.parts import answers, frame

st.set_page_config(page_title=frame.TITLE, page_icon=str(frame.ICON), layout="wide")

PAGES = [
    st.Page("pages/public/overview.py", title="Overview", default=True),
    st.Page("pages/public/place.py", title="Place"),
    st.Page("pages/public/indicator.py", title="Indicator"),
    st.Page("pages/public/core20plus5.py", title="CORE20PLUS5"),
    st.Page("pages/public/inequality.py", title="Inequality"),
    st.Page("pages/public/priorities.py", title="Priorities"),
    st.Page("pages/public/about_the_data.py", title="About the data"),
]
page = st.navigation(PAGES, position="hidden")

frame.clear_false_alarm(page)
frame.look()
frame.banner(PAGES)
try:
    build = answers.ask(questions.build).iloc[0]
    page.run()
    frame.footer(build)
except NoStore:
    frame.nothing_built()
except Exception:
    logging.getLogger("dashboard").exception("The page %s failed", page.title)
    frame.something_failed()
