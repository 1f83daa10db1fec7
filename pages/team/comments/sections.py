"""Comments that a search found, with their labels and who made them."""

from __future__ import annotations

import textwrap
from typing import Any

import pandas as pd
from markupsafe import Markup

from insight.language.number_format import capital, counted, listed, number
from insight.language.sentences.voices import BROAD_SOURCES
from insight.store.queries.team import MOST_FOUND
from insight.visual import style
from pages.ui import table

SHORT = 80  # characters
LIST = Markup(
    '<div class="tall"><div class="table-scroll" tabindex="0" role="region"'
    ' aria-label="Comments found"><ol class="comments">{}</ol></div></div>'
)
COMMENT = Markup(
    "<li><blockquote dir=auto>{said}</blockquote>"
    '<p class="quiet">{about}</p><p>{tone}. {themes} {quote}</p></li>'
)
ACCEPTABLE_USE = (
    "These are people's own words, given in trust. Read them to understand what people say and to"
    " put labels right. Do not try to find out who somebody is, and do not copy words from here:"
    " words to share are on the Voices page. If you recognise somebody, or see a personal detail"
    " that should have been taken out, stop and tell the person who answers for information"
    " governance."
)


def count_sentence(rows: pd.DataFrame) -> str:
    """How many comments were found, and how many of them are shown."""
    if rows.empty:
        return ""
    count = int(rows["found_count"].iloc[0])
    few = f" The newest {MOST_FOUND} are shown: choose more narrowly to see others."
    return f"{capital(counted(count, 'comment'))} found.{few * (count > MOST_FOUND)}"


def comment_list(rows: pd.DataFrame) -> Markup:
    """Rows of `team.comments` as a numbered list. People's own words."""
    return LIST.format(Markup().join(map(_comment, rows.itertuples())))


def short(row: Any, number: int) -> str:
    """A comment in a picker: its number in the list and how it begins."""
    return f"{number}. {textwrap.shorten(row.comment_text, SHORT, placeholder=' …')}"


def _comment(row: Any) -> Markup:
    source = capital(BROAD_SOURCES.get(row.organisation_type, row.organisation_type))
    groups = listed(list(row.group_names)) or "group not stated"
    rating = "" if pd.isna(row.rating) else f", rated {number(row.rating)} of 5"
    about = (
        f"{row.received_date:%-d %B %Y}, {row.area_name}. {source}: {row.organisation},"
        f" {row.method}{rating}. {capital(groups)}."
    )
    return COMMENT.format(
        said=row.comment_text,
        about=about,
        tone=_tone(row),
        themes=_themes(row),
        quote=_quote(row),
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
    return "Shown as a quote." if row.is_quote else "May be quoted, once a named role approves it."
