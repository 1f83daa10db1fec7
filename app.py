"""The front door: lists the pages and draws the frame around the one asked for."""

import logging

import streamlit as st

from insight.store import NoStore
from pages import data
from pages.controls import address
from pages.shell import frame, navigation

st.set_page_config(page_title=frame.TITLE, page_icon=frame.ICON, layout="wide")
sections = navigation.sections()
page = st.navigation(sections, position="hidden")

address.arrive(page.url_path)
frame.clear_false_alarm(page)
frame.look()
navigation.banner(sections, page)
try:
    data.pin()
    page.run()
    frame.footer()
except NoStore:
    frame.nothing_built()
except Exception:
    logging.getLogger("dashboard").exception("The page %s failed", page.title)
    frame.something_failed()
