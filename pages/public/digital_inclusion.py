"""Digital inclusion: the risk of being left out online, what helps, and what people say."""

import streamlit as st

from insight.sentences import digital as words
from insight.sentences import voices as voice_words
from pages.parts import answers, choices, demonstration, maps, panels, voices
from pages.parts import digital as parts

smallest = answers.current_store().smallest_base
edition = choices.edition_in_address()
nine = answers.drawn(parts.beside, edition=edition, smallest=smallest)
if nine is None:
    panels.title("Nothing to show yet")
    panels.empty("There are no figures on digital exclusion", "Load them, then build the store.")
    st.stop()

with st.container(horizontal=True, vertical_alignment="bottom", key="pickers"):
    area_code, area = choices.place(with_system=True)
    kind = choices.press("Neighbourhoods", parts.SHOWN_KINDS, "which")
where = {"area_code": area_code, "area": area}
is_system = area_code == choices.SYSTEM

resources = answers.drawn(parts.help_, **where)
said = answers.drawn(parts.voices, smallest=smallest, **where)
quotes = answers.ask(parts.quotes, area_code=area_code)
demonstration.banner(
    bool(nine.frame[["is_demonstration", "older_is_demonstration"]].any(axis=None))
    or bool(nine.frame["demonstration_resource_count"].any())
    or bool(resources.frame["is_demonstration"].any() or quotes["is_demonstration"].any())
)
every = answers.drawn(parts.chosen, edition=edition, area_code=area_code, kind="all")
some = answers.drawn(parts.chosen, edition=edition, area_code=area_code, kind=kind)
panels.title(words.digital_title(every, area, is_system), words.digital_sentence(some, area, kind))

left, right = st.columns([9, 11], gap="large")
with left:
    with st.container(horizontal=True):
        edition = choices.edition()
        shape = choices.shape(maps.shapes("lsoa11"))
    marked, mark_label = parts.OUTLINED[kind]
    drawn = answers.drawn(
        maps.scores,
        edition=edition,
        shape=shape,
        place_code="" if is_system else area_code,
        marked=marked,
        mark_label=mark_label,
    )
    maps.draw(drawn, "digital-map", parts.SOURCES)
with right:
    parts.ranked_list(edition, kind=kind, **where)

panels.show("getting-online", nine)

if resources.frame.empty:
    panels.heading(resources.title)
    panels.empty("Nothing is on record", words.HELP_CAVEAT)
else:
    panels.show("resources", resources)

if said is None:
    panels.heading(f"What people say about getting online: {area}")
    panels.empty("No comments about getting online", voice_words.NOTHING_SHOWN)
else:
    panels.show("said-about-getting-online", said)
if len(quotes):
    panels.say(voice_words.QUOTES_NOTE)
    st.html(voices.quote_list(quotes))
