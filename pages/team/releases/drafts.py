"""What an author may begin: a chart from its menu, a page of several findings, a new version."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from insight.roles import Action
from pages import data
from pages.controls import address
from pages.shell import gate
from pages.team.releases.sections import One
from pages.ui import finding
from publishing.releases import transitions
from publishing.releases.ledger import transaction
from publishing.releases.lifecycle import UNFINISHED, ReleaseRefused, State, Version
from publishing.site import figures

DONE = "release-done"
REASON = "Reason (kept for ever: no figures, no names)"
CHANGES = {
    "correction": "It puts a mistake right; readers of the old one are told",
    "revision": "It has newer or better figures; nothing was wrong",
}
Draft = Callable[..., Version]
BEGIN: dict[str, Draft] = {"correction": transitions.correct, "revision": transitions.revise}


def chart(figure: str) -> None:
    """Draft a release of the chart whose menu somebody came from. figure: its address."""
    finding_id = figure.rpartition("#")[2]
    finding.heading("Publish this", f"A release of {finding_id}, which another person approves")
    if not _is_author() or not figures.is_chart(finding_id):
        finding.empty("It cannot be begun here", "That is for authors, and for charts of Places.")
        return
    _form("chart", finding_id, figure)


def whole_page(taken: set[str]) -> None:
    """Draft the page of a Place, an area of care or an Easy Read twin.

    taken: what releases show.
    """
    if not _is_author():
        return
    offered = {each.slug: each for each in data.shared(figures.pages) if each.figure not in taken}
    if not offered:
        return
    with st.expander("Publish the page of a Place, an area of care or an Easy Read twin"):
        slug = st.selectbox(
            "Page", list(offered), format_func=lambda each: offered[each].name, key="publish-page"
        )
        _form(offered[slug].kind, slug, offered[slug].figure)


def _form(kind: str, slug: str, figure: str) -> None:
    """Ask for the address and the reason. The button names what it drafts, so that it is done to
    that though another is being chosen."""
    with st.form(f"publish-{slug}", border=True):
        address_ = st.text_input(
            "Address, for ever (small letters and hyphens)", value=slug, key=f"slug-{slug}"
        )
        reason = st.text_area(REASON, key=f"why-{slug}")
        pressed = st.form_submit_button(f"Draft it: {slug}", key=f"begin-{slug}")
    if pressed:
        _begin(address_, lambda t, who: transitions.draft(
            t, who, address_, kind, figure=figure, reason=reason
        ))  # fmt: skip


def next_version(one: One) -> None:
    """Begin another version of a release that is or was out, where none is on its way."""
    states = {each.state for each in one.release.versions}
    was_out = one.version.state in (State.PUBLISHED, State.WITHDRAWN)
    if not _is_author() or not was_out or states & UNFINISHED:
        return
    slug = one.release.release_id
    with st.expander("Begin a new version"), st.form(f"next-{slug}", border=False):
        change = st.selectbox(
            "What it is", list(CHANGES), format_func=CHANGES.__getitem__, key=f"change-{slug}"
        )
        reason = st.text_area(REASON, key=f"why-next-{slug}")
        pressed = st.form_submit_button(
            f"Draft it: {one.release.slug}, the next version", key=f"draft-{slug}"
        )
    if pressed:
        _begin(slug, lambda t, who: BEGIN[change](t, who, slug, reason=reason))


def _is_author() -> bool:
    who = gate.person()
    return who is not None and who.may(Action.SUBMIT)


def _begin(slug: str, make: Draft) -> None:
    person = gate.actor(Action.SUBMIT)
    if person is None:
        return
    try:
        with transaction() as t:
            made: Version = make(t, person)
    except ReleaseRefused as refusal:
        finding.empty("Nothing was done", f"{refusal}.")
        return
    st.session_state[DONE] = ("Drafted", f"{slug}, version {made.number}")
    address.keep("release", f"{slug}:{made.number}", forget=("figure",))
    st.rerun()
