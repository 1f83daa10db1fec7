"""Voices: what people say, by Place and group, with how much was heard and from whom."""

import streamlit as st

from insight.language.sentences import voices as words
from pages import data
from pages.controls import choices, voice_choices
from pages.ui import demonstration, panels, voices
from pages.voices import record, themes

smallest = data.current_store().smallest_base

with st.container(horizontal=True, vertical_alignment="bottom", key="pickers"):
    area_code, area = choices.place(with_system=True)
    group_id, group = voice_choices.group()
    theme_id, theme = voice_choices.theme()
whose = {"area_code": area_code, "group_id": group_id}

heard = data.shared(voices.whose_voice, area=area, group=group, **whose)
if heard.every is None:
    panels.title("Nothing to show yet")
    panels.empty(
        "No comments have been loaded",
        "Put an export of feedback into data/raw, in the layout of data/templates, and build.",
    )
    st.stop()

put_forward = data.query(voices.promotions, **whose)
quotes = data.query(voices.quotes, area_code=area_code, theme_id=theme_id)
demonstration.banner(
    bool(heard.every["is_demonstration"] or quotes["is_demonstration"].any())
    or bool(put_forward["is_demonstration"].any())
)
panels.title(words.voices_title(heard.every, heard.who))
panels.say(words.base_sentence(heard.every, smallest), "finding")

if len(put_forward):
    panels.heading("Few voices, put forward", "A person judged that these matter, and says why")
    st.html(voices.promotion_list(put_forward, smallest))
    panels.under("put-forward", put_forward, title="Few voices, put forward")

if heard.is_shown:
    of = {**whose, "theme_id": theme_id, "who": heard.who, "smallest": smallest}
    shown = data.shared(themes.themes, **of)
    panels.heading(theme or "Themes", shown.subtitle)
    panels.say(shown.sentence)
    st.html(shown.table)
    if not theme_id:
        with st.expander("Each theme in more detail"):
            st.html(data.shared(themes.finer, smallest=smallest, **whose))
    panels.under("themes", shown.frame, caveat=shown.caveat, title=shown.title)
else:
    panels.empty("Nothing to show for this group here", words.NOTHING_SHOWN)

if group_id == voice_choices.EVERYONE:
    over = {"area_code": area_code, "area": area, "theme_id": theme_id, "smallest": smallest}
    moving = data.shared(voices.over_time, columns=2 if choices.is_phone() else 4, **over)
    if not moving:
        panels.heading("Themes over time")
        panels.empty("Too few to draw", words.too_few_over_time(smallest))
    for length, panel in moving.items():
        panels.show(f"themes-by-{length}", panel)

panels.heading("In people's own words", f"{area}: each agreed to be quoted; details taken out")
if quotes.empty:
    panels.empty("No quotes to show", words.NO_QUOTES)
else:
    panels.say(words.QUOTES_NOTE)
    st.html(voices.quote_list(quotes))
    panels.under("quotes", quotes.drop(columns=["theme_ids"]), title="In people's own words")

record.show(area_code, area, smallest)
