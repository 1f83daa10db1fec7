"""Digital inclusion: the risk of being left out online, what helps, and what people say."""

import streamlit as st

from insight.language.sentences import digital_inclusion as words
from insight.language.sentences import voices as voice_words
from insight.reference.areas import SYSTEM
from pages import data
from pages.controls import choices
from pages.digital_inclusion import digital as parts
from pages.ui import demonstration, maps, panels, voices

smallest = data.current_store().smallest_base
edition = choices.edition_in_address()
nine = data.shared(parts.places, edition=edition, smallest=smallest)
if nine is None:
    panels.title("Nothing to show yet")
    panels.empty("There are no figures on digital exclusion", "Load them, then build the store.")
    st.stop()

with st.container(horizontal=True, vertical_alignment="bottom", key="pickers"):
    area_code, area = choices.place(with_system=True)
    kind = choices.press("Neighbourhoods", parts.SHOWN_KINDS, "which")
where = {"area_code": area_code, "area": area}
is_system = area_code == SYSTEM

resources = data.shared(parts.resources, **where)
said = data.shared(parts.voices, smallest=smallest, **where)
quotes = data.query(parts.quotes, area_code=area_code)
demonstration.banner(
    bool(nine.frame[["is_demonstration", "older_is_demonstration"]].any(axis=None))
    or bool(nine.frame["demonstration_resource_count"].any())
    or bool(resources.frame["is_demonstration"].any() or quotes["is_demonstration"].any())
)
every = data.shared(parts.chosen, edition=edition, area_code=area_code, kind="all")
some = data.shared(parts.chosen, edition=edition, area_code=area_code, kind=kind)
panels.title(words.digital_title(every, area, is_system), words.digital_sentence(some, area, kind))

left, right = st.columns([9, 11], gap="large")
with left:
    with st.container(horizontal=True):
        edition = choices.edition()
        shape = choices.shape(maps.shapes("lsoa11"))
    marked, mark_label = parts.OUTLINED[kind]
    drawn = data.shared(
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
