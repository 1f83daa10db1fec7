"""Comments that suggest a risk of harm, and what staff do about them."""

from __future__ import annotations

from html import escape

import pandas as pd

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
FIRST_STEPS = f'<ol class="steps">{"".join(f"<li>{escape(step)}</li>" for step in STEPS)}</ol>'


def concerns(rows: pd.DataFrame) -> str:
    """Rows of `team.safeguarding` as a list. People's own words."""
    items = "".join(
        f"<li><p><b>{escape(number_format.capital(row.reason))}</b></p>"
        f"<blockquote dir=auto>{escape(row.comment_text)}</blockquote>"
        f'<p class="quiet">{row.received_date:%-d %B %Y}, {escape(row.area_name)}. Ask:'
        f" {escape(row.organisation)}. Reference {escape(row.comment_id)}.</p></li>"
        for row in rows.itertuples()
    )
    return f'<ol class="comments">{items}</ol>'
