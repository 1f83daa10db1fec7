"""Comments that a search found, with their labels and who made them."""

from __future__ import annotations

from typing import Any

import pandas as pd
from markupsafe import Markup

from insight.analysis import work_flow
from insight.language.number_format import capital, counted, listed, number
from insight.language.sentences.voices import BROAD_SOURCES
from insight.visual import style
from pages.team import work
from pages.ui import table

ORDERS = {"harm": "Likely harm first", "oldest": "Oldest first", "newest": "Newest first"}
COMMENT = Markup(
    '<div class="to-read"><blockquote dir="auto">{said}</blockquote>'
    '<p class="quiet">{number}. {about}</p><p>{tone}. {themes} {quote}</p>{stands}</div>'
)
GIVEN = "People's own words: how to use them"
ACCEPTABLE_USE = (
    "These are people's own words, given in trust. Read them to understand what people say and to"
    " put labels right. Do not try to find out who somebody is, and do not copy words from here:"
    " words to share are on the Voices page. If you recognise somebody, or see a personal detail"
    " that should have been taken out, stop and tell the person who answers for information"
    " governance."
)


def of_state(every: pd.DataFrame, state: str) -> dict[str, tuple[str, ...] | None]:
    """Which comments `team.comments` is to look among, or leave out, for a state of work.

    every: all comments, as `with_flow` gives them. Most are new, so what is not is what is named.
    """
    if state == work.EVERY:
        return {"among": None, "without": None}
    stands = work.of_state(every, state)["comment_id"]
    if state in (work.OPEN, work_flow.NEW):
        others = every.loc[~every["comment_id"].isin(stands), "comment_id"]
        return {"among": None, "without": tuple(others)}
    return {"among": tuple(stands), "without": None}


def count(rows: pd.DataFrame) -> int:
    """How many comments there are of those found."""
    return 0 if rows.empty else int(rows["found_count"].iloc[0])


def count_sentence(found: int) -> str:
    """How many comments were found."""
    return f"{capital(counted(found, 'comment'))} found." if found else ""


def comment(row: Any, number_: int, stands: Markup) -> Markup:
    """One of `team.comments`: people's own words. stands: how work on it stands."""
    source = capital(BROAD_SOURCES.get(row.organisation_type, row.organisation_type))
    groups = listed(list(row.group_names)) or "group not stated"
    rating = "" if pd.isna(row.rating) else f", rated {number(row.rating)} of 5"
    about = (
        f"{row.received_date:%-d %B %Y}, {row.area_name}. {source}: {row.organisation},"
        f" {row.method}{rating}. {capital(groups)}."
        + f" It answers what was published as {row.release_id}."
        * bool(row.release_id)
    )
    return COMMENT.format(
        said=row.comment_text,
        number=number(number_),
        about=about,
        tone=_tone(row),
        themes=_themes(row),
        quote=_quote(row),
        stands=stands,
    )


def _tone(row: Any) -> Markup:
    if not row.sentiment:
        return Markup("How it sounds is not labelled yet")
    mood = table.mark(style.MOODS[row.sentiment])
    return Markup("Sounds {} ({})").format(mood, _by(row.sentiment_by))


def _themes(row: Any) -> str:
    labels = zip(row.theme_names, row.labelled_by, row.probabilities, row.carried_by, strict=True)
    labelled = [f"{name} ({_by(who)}{_why(sure, carried)})" for name, who, sure, carried in labels]
    return f"Themes: {listed(labelled)}." if labelled else "No theme yet."


def _by(who: str) -> str:
    return "by a person" if who == "person" else "by machine"


def _why(sure: float, carried_by: str) -> str:
    """How sure the machine was, and of which words; nothing of a person's label."""
    certain = "" if pd.isna(sure) else f", {number(100 * sure)}% sure"
    return certain + (f", for the words: {carried_by}" if carried_by else "")


def _quote(row: Any) -> str:
    if not row.may_quote:
        return "Must not be quoted: the person did not agree."
    return (
        "Shown as a quote."
        if row.is_quote
        else "May be quoted, once somebody has read and approved it."
    )
