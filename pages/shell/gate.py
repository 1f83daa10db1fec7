"""Who may see the team edition and its pages for staff, and who is recorded as having decided."""

import time
from urllib.parse import quote, urlencode

import streamlit as st
from markupsafe import Markup

from insight import settings
from insight.roles import AGAIN, NEEDS_FRESH, Action, Person, Reason, Refused
from pages.controls import address
from pages.shell import sign_in
from pages.ui import finding

TRUST = "It holds what people told us in trust, so it asks who you are."
HELP = "If this is not what you expected, ask the team that runs this dashboard for a role."
ACCOUNT = Markup('<p class="account">{}<a href="auth/logout" data-leaves>Sign out</a></p>')
LINK = Markup('<p><a href="{}" data-leaves>{}</a></p>')


def person() -> Person | None:
    """Who looks at this page, None for nobody in particular: the public edition, or not let in."""
    if settings.edition() != "team":
        return None
    try:
        return sign_in.reader()
    except Refused:
        return None


def let_in(who: Person | None) -> None:
    """In the team edition: end the page here with a way to sign in, unless somebody has.

    who: as `person` found them.
    """
    if settings.edition() != "team":
        return
    if who is None:
        reason = _why_not()
        finding.title("Sign in to see the team's dashboard")
        finding.empty(str(reason), TRUST if reason == Reason.SIGNED_OUT else HELP)
        # Only the front page notes where somebody wants to go, before they leave to sign in.
        if address.view().page:
            st.html(LINK.format(f"/?next={_here()}", "Sign in"))
        else:
            _ways_in()
        st.stop()
    if sign_in.is_configured() and "again" in st.query_params:
        finding.title("Sign in again")
        finding.empty(
            "What you are about to do takes effect outside the team",
            "Show once more that it is you; then you come back to where you were.",
        )
        _ways_in(AGAIN)
        st.stop()


def account(who: Person | None) -> None:
    """Who is signed in, and the way out, where people sign in."""
    if who is not None and sign_in.is_configured():
        named = f"Signed in as {who.name}. " if who.name else "Signed in. "
        st.html(ACCOUNT.format(named))


def staff_only(action: Action) -> None:
    """End the page here, calmly, unless somebody who may do this looks: even by a link."""
    who = person()
    if who is not None and who.may(action):
        return
    if who is None:
        finding.title("This page is for the team")
        finding.empty(
            "Comments are not shown one by one here, and nothing is decided here",
            "What people say, made safe to show, is on the Voices page.",
        )
    else:
        finding.title("Your role does not open this page")
        finding.empty(f"It is for those who may {action}", HELP)
    st.stop()


def actor(action: Action) -> Person | None:
    """Who is about to do something, None when they may not, and the page then says why.

    What takes effect outside the team needs a sign-in of the last quarter of an hour.
    """
    who = person()
    if who is None or not who.may(action):
        finding.empty("Nothing was recorded", f"Your role is not one that may {action}.")
        return None
    if action in NEEDS_FRESH and not who.is_fresh(time.time()):
        finding.empty(
            "Nothing was recorded yet",
            f"To {action}, sign in again first: your last sign-in is over 15 minutes old.",
        )
        st.html(LINK.format(f"/?again=1&next={_here()}", "Sign in again"))
        return None
    return who


def _here() -> str:
    """This page with its choices, for an address to lead back to."""
    choices = urlencode(address.current())
    return quote(f"/{address.view().page}" + f"?{choices}" * bool(choices), safe="")


def _why_not() -> Reason:
    try:
        sign_in.reader()
    except Refused as refusal:
        return refusal.reason
    return Reason.SIGNED_OUT


def _ways_in(suffix: str = "") -> None:
    """A button for each sign-in service."""
    for name in sign_in.services():
        st.button(
            f"Sign in with {name.upper()}",
            key=f"sign-in-{name}",
            on_click=st.login,
            args=(name + suffix,),
        )
