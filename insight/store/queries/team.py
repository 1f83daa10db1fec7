"""Questions for staff alone: they read comments one by one, and those that suggest harm.

Not among `insight.store.queries` on purpose: only pages/team and its parts may ask them, and a test
says so. Words are redacted here too; nothing but the build reads the originals.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from insight.store.connection import Store

MOST_FOUND = 8
READ_FIRST = 0.03  # share of comments that are read before anything else


def comments(
    store: Store,
    words: Sequence[str] = (),
    place_code: str | None = None,
    group_id: str | None = None,
    theme_id: str | None = None,
    sentiment: str | None = None,
    labelled_by: str | None = None,
    among: Sequence[str] | None = None,
    without: Sequence[str] | None = None,
    sorted_by: str = "oldest",
    touched: Sequence[str] = (),
    first: int = 0,
) -> pd.DataFrame:
    """Comments that hold every one of `words`, whatever their case; MOST_FOUND, after `first`.

    comment_id, received_date, place_code, area_name, organisation, organisation_type, method,
    comment_text (redacted), rating, sentiment and sentiment_by ('' where nobody has said),
    language, may_quote, risk_score (the higher, the sooner to read),
    release_id (the published page it answers, '' for none),
    is_demonstration; theme_ids, theme_names, labelled_by, probabilities and carried_by (the words
    that led a machine to the label), arrays with one entry for each theme; group_names (array),
    found_count (how many there are in all), is_quote (whether its words are shown to everyone).
    group_id 'not-stated' finds comments without a group, a first-level theme_id those below it.
    among: comment ids to look among; without: ids to leave out. sorted_by: oldest, newest, or harm:
    those nobody has `touched` first, the likeliest to tell of harm before others.
    """
    return store.query(
        "team/comments",
        words=[word.lower() for word in words],
        place_code=place_code,
        group_id=group_id,
        theme_id=theme_id,
        sentiment=sentiment,
        labelled_by=labelled_by,
        among=None if among is None else list(among),
        without=None if without is None else list(without),
        sorted_by=sorted_by,
        touched=list(touched),
        first=first,
        most=MOST_FOUND,
    )


def check_samples(store: Store) -> pd.DataFrame:
    """The comments of each load that people label without seeing what the machine said.

    source_file_id, file_name, sample_order, comment_id, comment_text (redacted),
    is_demonstration; in the order in which they come up.
    """
    return store.query("team/check_samples")


def safeguarding(store: Store) -> pd.DataFrame:
    """Comments whose words suggest a risk of harm, oldest first.

    comment_id, received_date, place_code, area_name, organisation, comment_text (redacted),
    reason, is_demonstration.
    """
    return store.query("team/safeguarding")


def comment_dates(store: Store) -> pd.DataFrame:
    """Every comment, oldest first: comment_id, received_date."""
    return store.query("team/comment_dates")


def texts(store: Store) -> pd.DataFrame:
    """Free texts that could reach somebody who is not staff, in the order in which to read them.

    First the comments likeliest to tell of harm (is_first; READ_FIRST of those ranked), then texts
    of other tables, then the other comments by their rank; then the oldest. subject_id, table_name,
    row_id, column_name, text_to_read, text_to_show, state (as in the table free_text), area_code,
    area_name, said_date, decided_by_role, decided_date, is_demonstration, path ('' for what staff
    wrote here), row_number, is_first.
    """
    return store.query("team/texts", first_share=READ_FIRST)
