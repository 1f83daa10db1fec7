"""The front door: lists the pages and draws the frame around the one asked for.

`streamlit run` reads this file twice over: once as a module, for the server in `app` with what
guards it, and then as the script that is run for every view of a page.
"""

import logging

import streamlit as st

if __name__ != "__main__":
    from pages.shell import door, sign_in

    guards = door.middleware()
    app = st.App(__file__, middleware=guards, secrets=sign_in.with_services_asked_anew())
else:
    from insight.store import NoStore
    from pages import data
    from pages.controls import address
    from pages.shell import frame, gate, metrics, navigation
    from pages.ui import place_search

    st.set_page_config(page_title=frame.TITLE, page_icon=frame.ICON, layout="wide")
    who = gate.person()
    sections = navigation.sections(who)
    page = st.navigation(sections, position="hidden")

    address.arrive(page.url_path)
    frame.clear_false_alarm(page)
    frame.look()
    above = st.container(key="above")
    navigation.banner(sections, page)
    try:
        with metrics.view(page.url_path):
            gate.let_in(who)
            gate.account(who)
            data.pin()
            with above:
                place_search.first(page.url_path)
            try:
                page.run()
            finally:  # also of a page that has nothing to show and stops
                frame.title(page)
            frame.footer()
    except NoStore:
        frame.nothing_built()
    except Exception:
        logging.getLogger("dashboard").exception("The page %s failed", page.title)
        frame.something_failed()
