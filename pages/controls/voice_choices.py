"""Whose voice, which theme and which responses: choices on the pages of people's voice."""

from __future__ import annotations

from insight.language import number_format
from insight.store import Store, queries
from insight.store.rows import tuples
from insight.visual import style
from pages import data
from pages.controls import choices

EVERYONE, NOT_STATED = "everyone", "not-stated"
KINDS = {
    "core20": "Core20",
    "plus": "PLUS",
    "protected": "Protected",
    "seldom heard": "Seldom heard",
}
EVERY = "every"
TONES = {EVERY: "Any", "negative": "Negative", "mixed": "Mixed", "positive": "Positive"}
LABELLED = {EVERY: "By anyone", "person": "By a person", "machine": "By machine"}


def group(with_not_stated: bool = True) -> tuple[str, str]:
    """Id and name of the group chosen: everyone, a group who is heard, or those who gave none."""
    names = data.shared(_group_names, with_not_stated=with_not_stated)
    group_id = choices.pick("Group", names, "group")
    return group_id, names[group_id].partition(": ")[2] or names[group_id]


def _group_names(store: Store, with_not_stated: bool) -> dict[str, str]:
    rows = tuples(queries.heard_groups(store))
    heard = {row.group_id: f"{KINDS[row.heard_kind]}: {row.group_name}" for row in rows}
    last = {NOT_STATED: "No group stated"} if with_not_stated else {}
    return {EVERYONE: "Everyone", **heard, **last}


def theme() -> tuple[str, str]:
    """Id and name of the main theme chosen; '' for all of them."""
    names = data.shared(_theme_names)
    theme_id = choices.pick("Theme", names, "theme")
    return ("", "") if theme_id == EVERY else (theme_id, names[theme_id])


def _theme_names(store: Store) -> dict[str, str]:
    themes = queries.voice_themes(store, area_code="", group_id=EVERYONE)
    main = themes[(themes["parent_id"] == "") & (themes["theme_id"] != "any")]
    return {EVERY: "Every theme", **dict(zip(main["theme_id"], main["plain_name"], strict=True))}


def status() -> str:
    """How far responses have come: a word of `style.STATUSES`, or '' for any."""
    names = {word: number_format.capital(mark.word) for word, mark in style.STATUSES.items()}
    chosen = choices.pick("Status", {EVERY: "Any", **names}, "status")
    return "" if chosen == EVERY else chosen
