"""Comments that suggest a risk of harm, and what staff do about them."""

from __future__ import annotations

import pandas as pd
from markupsafe import Markup

from insight.language import number_format

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
    "Write down there, not here, what was done. Do not copy the words into an e-mail.",
)
FIRST_STEPS = Markup('<ol class="steps">{}</ol>').format(
    Markup().join(map(Markup("<li>{}</li>").format, STEPS))
)
CONCERN = Markup(
    "<li><p><b>{reason}</b></p><blockquote dir=auto>{said}</blockquote>"
    '<p class="quiet">{day}, {area}. Ask: {organisation}. Reference {reference}.</p></li>'
)


def concerns(rows: pd.DataFrame) -> Markup:
    """Rows of `team.safeguarding` as a list. People's own words."""
    items = Markup().join(
        CONCERN.format(
            reason=number_format.capital(row.reason),
            said=row.comment_text,
            day=f"{row.received_date:%-d %B %Y}",
            area=row.area_name,
            organisation=row.organisation,
            reference=row.comment_id,
        )
        for row in rows.itertuples()
    )
    return Markup('<ol class="comments">{}</ol>').format(items)
