"""The page of figures and voices side by side: its subjects in groups, and the key to its words."""

from __future__ import annotations

from html import escape

import pandas as pd

from insight.analysis.voices.subjects import SubjectInArea
from insight.language import number_format, sentences
from insight.store import Store, queries
from pages.ui import figures_and_voices, figures_and_voices_cells, markup

MEANINGS = {
    "confirm": "Figures are worse than England, or the gap is clear, and people are mostly"
    " negative; or figures are better and people are mostly positive.",
    "contradict": "Figures are worse and people are mostly positive, or the other way round.",
    "explain": "Figures are worse, or the gap is clear, and the same people speak of a barrier:"
    " getting there, the cost of living, language, or getting online.",
    "silent": "A figure could be tested, and no voice on the subject may be shown.",
    "unclear": "Both are here, and none of the above holds.",
    "no figure": "People speak of it, and no figure here could be tested.",
    "neither": "No figure could be tested, and no voice may be shown.",
}
STRENGTHS = {
    "strong": "A figure with an interval, from the last three years; or at least 30 comments,"
    " through three organisations or more, none of which heard more than half.",
    "fair": "One thing speaks against it; it stands beside the squares.",
    "weak": "More than one does, or the figure cannot be tested or is more than six years old.",
    "none": "There is nothing to show.",
}
NO_SUBJECT = "No subject that people are heard on is linked to it."


def _key() -> str:
    words = "".join(
        f"<dt>{markup.agreement(word)}</dt><dd>{escape(meaning)}</dd>"
        for word, meaning in MEANINGS.items()
    )
    squares = "".join(
        f"<dt>{markup.strength(word)}</dt><dd>{escape(meaning)}</dd>"
        for word, meaning in STRENGTHS.items()
    )
    return f'<dl class="facts">{words}{squares}</dl>'


KEY = _key()


def chance(store: Store, area_code: str) -> str:
    """How many comparisons the page rests on, and how many chance alone would mark."""
    found = figures_and_voices.rows(store, area_code)
    verdicts = pd.Series(
        {each["indicator_id"]: each["verdict"] for row in found for each in row.figure.figures},
        dtype=object,
    )
    return sentences.chance_sentence(verdicts)


def by_subject(store: Store, area_code: str, area: str) -> str:
    """Clinical areas of CORE20PLUS5 first, then everything else."""
    found = figures_and_voices.rows(store, area_code)
    care = [row for row in found if row.topic.clinical_area]
    other = [row for row in found if not row.topic.clinical_area]
    parts = [("Areas of care in CORE20PLUS5", care), ("Other subjects", other)]
    return "".join(_group(name, "", rows, area, is_open=True) for name, rows in parts if rows)


def by_priority(store: Store, area_code: str, area: str) -> str:
    """A block for each priority the area has stated, with the subjects its indicators lead to."""
    found = figures_and_voices.rows(store, area_code)
    stated = queries.priorities(store)
    links = queries.priority_links(store)
    blocks = []
    for priority in stated[stated["place_code"] == area_code].itertuples():
        ids = set(links.loc[links["priority_id"] == priority.priority_id, "indicator_id"])
        rows = [row for row in found if ids & set(row.topic.indicator_ids)]
        blocks.append(
            _group(priority.priority_name, priority.summary, rows, area, is_open=bool(rows))
        )
    if not blocks:
        return f'<p class="sentence">No stated priority of {escape(area)} is loaded.</p>'
    return "".join(blocks)


def _group(name: str, summary: str, rows: list[SubjectInArea], area: str, is_open: bool) -> str:
    said = f"<p>{escape(summary)}</p>" if summary else ""
    table = (
        figures_and_voices_cells.full_table(rows, f"{area}: {name}")
        if rows
        else f"<p>{escape(NO_SUBJECT)}</p>"
    )
    tally = f'<span class="tally">{number_format.counted(len(rows), "subject")}</span>'
    return (
        f'<details class="topic"{" open" if is_open else ""}><summary><h3>{escape(name)}</h3> '
        f"{tally}</summary>{said}{table}</details>"
    )
