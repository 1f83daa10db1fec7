"""The parts of a neighbourhood's page that no other page has."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st
from markupsafe import Markup

from insight.analysis.place_search import gazetteer, middle_layer_codes
from insight.findings import Finding, Link, nearby
from insight.findings import middle_layer_area as findings
from insight.language.sentences import place_search as words
from insight.reference.areas import areas
from insight.reference.identity import identity
from pages import data
from pages.controls import address, choices
from pages.ui import finding, table

AREA = "area"  # in the address, where a map keeps what was picked on it
ALL = Markup('<p class="source">{}</p>')
ALL_VOICES, ALL_RESPONSES = "All that people said", "All that was done"
CONTACTS = Markup(
    '<div><h2 class="heading">Tell us what we should know</h2>'
    '<ul class="plain">'
    "<li><b>About care you or yours had</b>: Healthwatch {place} listens to everybody, and is not"
    ' part of the NHS. <a href="{healthwatch}">Find your Healthwatch</a>.</li>'
    '<li><b>About these pages</b>: e-mail <a href="mailto:{email}">{email}</a>, phone {telephone},'
    " or write to {post}. Please leave out names and anything private about your health.</li>"
    "<li><b>If you need help now</b>: call 111. In an emergency, call 999.</li></ul></div>"
)
HEALTHWATCH = "https://www.healthwatch.co.uk/your-local-healthwatch/list"


def area() -> str:
    """Code of the middle-layer area of the address; '' where there is none, or two.

    The address may name a neighbourhood, of today or of 2011, that lies in it.
    """
    asked = address.view().get(AREA)
    found = middle_layer_codes(data.current_store(), asked)
    if len(found) > 1:
        names = data.shared(gazetteer).area_names
        links = Markup(" ").join(
            table.link(names[code], Link.to(findings.PAGE, area=code)) for code in found
        )
        finding.write(Markup('<p class="note">{} {}</p>').format(words.CUT_IN_TWO, links))
    elif asked and not found:
        finding.say(words.UNKNOWN_AREA, "note")
    return found[0] if len(found) == 1 else ""


def brief(make: Callable[..., Finding | None], is_folded: bool = False, **values: str) -> None:
    """A finding in short, where there is one. is_folded: its heading alone, the rest to open."""
    found = data.shared(make, **values)
    if found is not None:
        finding.brief(found, look="stacked", is_folded=is_folded)


def where(drawn: Finding | None, about: Finding) -> None:
    """The map, and the neighbourhoods in the area as a table to open; on a phone, at a tick."""
    choices.unfold("Show the map")
    with st.container(key="where-it-is"):
        if drawn is not None:
            finding.write(finding.headed("Where it is"))
            finding.picture(drawn)
        with st.expander(about.subtitle):
            finding.write(table.table(about.table))
            finding.foot(about)


def voices(place_code: str) -> None:
    """What people of the Place spoke of, and one of them in their own words."""
    found = data.shared(nearby.nearby_voices, place_code=place_code)
    if found is None:
        finding.empty("What people say: nothing may be shown yet", words.NO_VOICES)
        return
    quote = data.shared(nearby.nearby_quote, place_code=place_code)
    shown = _said(quote), _all(ALL_VOICES, found)
    finding.brief(found, *shown, look="stacked", is_folded=True)


def responses(place_code: str) -> None:
    """The last few things that were done about what people said."""
    found = data.shared(nearby.nearby_responses, place_code=place_code)
    if found is None:
        finding.empty("You said, we did: nothing has been loaded yet", words.NO_RESPONSES)
        return
    finding.brief(found, _all(ALL_RESPONSES, found), look="stacked", is_folded=True)


def contacts(place_code: str) -> Markup:
    """Whom to tell, and where to turn."""
    us = identity()
    return CONTACTS.format(
        place=areas()[place_code].area_name,
        healthwatch=HEALTHWATCH,
        email=us.email,
        telephone=us.telephone,
        post=us.post,
    )


def _all(text: str, found: Finding) -> Markup:
    return ALL.format(table.link(text, found.link)) if found.link else Markup()


def _said(quote: Finding | None) -> Markup:
    """One quote with where it was heard; '' without one."""
    if quote is None or not quote.table.rows:
        return Markup()
    said, whose = quote.table.rows[0]
    return Markup('<blockquote class="said" dir="auto">{}<footer>{}</footer></blockquote>').format(
        table.content(said), table.content(whose)
    )
