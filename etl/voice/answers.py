"""How many people answered a published chart, and what they spoke of, as far as it may be shown.

Counts are rounded down to a multiple of the smallest base, and given only where the system's own
count of the theme is shown: so no two of them, and no count of before and after, tell of a few.
"""

from __future__ import annotations

import pandas as pd

from etl.voice.counting import EVERYONE
from etl.voice.current_decisions import decisions_of_kind
from etl.voice.period_counts import ALL_TIME
from insight.reference.areas import SYSTEM
from insight.statistics.disclosure import SHOWN
from insight.store.release_ids import release_ids

ANY = "any"
OF_A_COMMENT = ("themes", "sentiment", "step", "check")


def by_release(rows: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """The rows of each layout with the release that their address is of, whichever it had then."""
    ids = release_ids()
    if not ids:
        return rows
    return {
        name: each.assign(release_id=each["release_id"].replace(ids))
        if "release_id" in each
        else each
        for name, each in rows.items()
    }


def ids_read(decisions: pd.DataFrame, free_text: pd.DataFrame) -> set[str]:
    """Comments that somebody on the team has read: who decided anything about one has read it."""
    of_words = free_text[
        (free_text["column_name"] == "comment_text") & free_text["decided_by_role"].notna()
    ]
    found = set(of_words["row_id"])
    for kind in OF_A_COMMENT:
        found |= set(decisions_of_kind(decisions, kind).index)
    return found


def answer_counts(
    comment: pd.DataFrame,
    comment_theme: pd.DataFrame,
    cells: pd.DataFrame,
    parents: dict[str, str],
    smallest: int,
) -> pd.DataFrame:
    """Rows of release_answer.

    comment: those that have been read. comment_theme: labels that count on pages for everybody.
    cells: rows of voice_cell. parents: the theme above each; a comment counts once there too.
    """
    answers = comment.loc[comment["release_id"] != "", ["comment_id", "release_id"]]
    answers = answers.assign(is_demonstration=comment["is_demonstration"])
    own = comment_theme[["comment_id", "theme_id"]]
    above = own.assign(theme_id=own["theme_id"].map(parents)).dropna()
    every = answers[["comment_id"]].assign(theme_id=ANY)
    themes = pd.concat([own, above[above["theme_id"] != ""], every]).drop_duplicates()
    counted = answers.merge(themes, on="comment_id").groupby(
        ["release_id", "theme_id"], as_index=False
    )
    found = counted.agg(
        at_least_count=("comment_id", "size"), is_demonstration=("is_demonstration", "any")
    )
    found["at_least_count"] = found["at_least_count"] // smallest * smallest
    is_whole = (
        (cells["area_code"] == SYSTEM)
        & (cells["group_id"] == EVERYONE)
        & (cells["period_label"] == ALL_TIME)
        & (cells["state"] == SHOWN)
    )
    shown = found["theme_id"].isin(cells.loc[is_whole, "theme_id"])
    return found[shown & (found["at_least_count"] > 0)].reset_index(drop=True)
