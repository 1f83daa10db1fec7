"""Comments that suggest a risk of harm, and what staff do about them."""

from __future__ import annotations

from typing import Any

import pandas as pd
from markupsafe import Markup

from insight.language import number_format
from pages.team import work
from pages.ui import finding

WHAT_THIS_IS = (
    "Words in these comments suggest that somebody may be at risk of harm. A rule that looks for"
    " phrases picked them, not a person. It misses harm told in a roundabout way, and some of what"
    " it picks is harmless. This list does not replace reading: read the other comments too. What"
    " is listed is kept out of every count, quote and theme."
)
NONE_FOUND = (
    "No comment in this build has one of the phrases that the rule looks for. That does not mean"
    " that nobody is at risk."
)
STEPS = (
    "If somebody may be in danger now, ring 999.",
    "Ask the organisation that heard it: it may know who said it. We do not, and must not guess.",
    "Tell the safeguarding lead of the Place the same day, and follow the local procedure.",
    "Say here whom it was passed to, and why it was closed. What was done is written down there. Do"
    " not copy the words into an e-mail.",
)
FIRST_STEPS = Markup('<ol class="steps">{}</ol>').format(
    Markup().join(map(Markup("<li>{}</li>").format, STEPS))
)
CONCERN = Markup(
    '<div class="to-read"><p><b>{reason}</b></p><blockquote dir="auto">{said}</blockquote>'
    '<p class="quiet">{day}, {area}. Ask: {organisation}. Reference {reference}.</p>{stands}</div>'
)


def concern(row: Any, today: pd.Timestamp) -> None:
    """One of `team.safeguarding` with how work on it stands, and what to do next where it is open.
    People's own words."""
    finding.write(
        CONCERN.format(
            reason=number_format.capital(row.reason),
            said=row.comment_text,
            day=f"{row.received_date:%-d %B %Y}",
            area=row.area_name,
            organisation=row.organisation,
            reference=row.comment_id,
            stands=work.standing(row, today),
        )
    )
    if work.open_button(row.comment_id):
        work.steps(row)
