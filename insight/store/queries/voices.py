"""Questions about what people say and what was done about it, of tables that are safe to show.

A count that may not be shown is NaN, and `state` says why: 'too few' (or none: nobody can tell
which) or 'protected'. Otherwise it is 'shown'.
"""

from __future__ import annotations

import pandas as pd

from insight.store.connection import Store


def heard_groups(store: Store) -> pd.DataFrame:
    """Groups that people who are heard can belong to, in order: they overlap.

    group_id, group_name, heard_kind ('core20', 'plus', 'protected', 'seldom heard'), sort_order,
    note.
    """
    return store.query("heard_groups")


def voice_themes(store: Store, area_code: str, group_id: str) -> pd.DataFrame:
    """Every theme of both levels, and 'any' for all comments: what a group in an area said.

    theme_id, plain_name, parent_id ('' on the first level), hint, sort_order, comment_count,
    state, mood, organisation_count, dominant_organisation, machine_pct (percent of labels made
    by machine, rounded to 10), is_demonstration. No row 'any' when nobody was heard at all.
    """
    return store.query("voice_themes", area_code=area_code, group_id=group_id)


def voice_periods(store: Store, area_code: str, length: str) -> pd.DataFrame:
    """Everyone in an area over time: a row for every theme and quarter with comments anywhere.

    length: 'quarter', or 'month' for the months the area had comments in, of main themes; no row
    for a Place, whose months are not counted. Groups are not counted over time: hardly any is
    ever large enough.

    theme_id, plain_name, parent_id, sort_order, period_label ('2025 Q1', '2025-03'),
    comment_count, state, base_count and base_state (comments of the period on any theme). Oldest
    first in each theme.
    """
    return store.query("voice_periods", area_code=area_code, length=length)


def voice_sources(store: Store, area_code: str) -> pd.DataFrame:
    """How an area's comments were heard.

    organisation_type, method, comment_count, state, is_demonstration. No row where there were too
    few, or none.
    """
    return store.query("voice_sources", area_code=area_code)


def quotes(store: Store, area_code: str | None = None) -> pd.DataFrame:
    """Words of people that may be shown: of one area, or all; last approved first.

    comment_id, area_code, area_name, organisation_type, quote_text, theme_ids, mood,
    approved_by_role, approved_date, is_demonstration.
    """
    return store.query("quotes", area_code=area_code)


def promotions(store: Store) -> pd.DataFrame:
    """Themes that a person put forward although few spoke of them, newest first.

    theme_id, plain_name, parent_id, area_code, area_name, group_id, group_name, reason,
    promoted_by_role, promoted_date, comment_count and state (of that group in that area, all
    time), is_demonstration.
    """
    return store.query("promotions")


def theme_models(store: Store) -> pd.DataFrame:
    """How well the machine labels each theme; last 'sentiment', how a comment sounds.

    theme_id, plain_name, example_count; precision, recall, share_ratio and opposite_share, out of
    source (see the schema); threshold, is_in_use, is_public.
    """
    return store.query("theme_models")


def label_checks(store: Store) -> pd.DataFrame:
    """How far people agreed with the machine on a random fifty of each load, by file.

    file_name, and the columns of `label_check`. Empty where a machine gave no mood.
    """
    return store.query("label_checks")


def redactions(store: Store) -> pd.DataFrame:
    """Personal details taken out, most first: kind, redaction_count."""
    return store.query("redactions")


def responses(store: Store) -> pd.DataFrame:
    """What was done about what people said, last heard first.

    response_id, area_code, area_name, theme_id, theme_name, parent_id, group_id, group_name, and
    the columns of `response` but its source file.
    """
    return store.query("responses")


def release_answers(store: Store, release_id: str) -> pd.DataFrame:
    """What people say lies behind a published chart: theme_id ('any' for all answers, first),
    plain_name, parent_id, at_least_count (rounded down to a multiple of the smallest base),
    is_demonstration. No row where fewer than that answered.
    """
    return store.query("release_answers", release_id=release_id)


def release_responses(store: Store, release_id: str) -> pd.DataFrame:
    """What was done about what people answered to a published chart, last heard first: said,
    said_date, decision, action, status, status_reason, is_demonstration."""
    return store.query("release_responses", release_id=release_id)


def response_figures(store: Store) -> pd.DataFrame:
    """The indicator to watch: the area's last figure before the decision, and its latest.

    response_id, indicator_id, plain_name, unit, polarity, decimal_places, area_code,
    decision_date; then _start_date, _end_date, _label, _value, _lower and _upper, each after
    `before` and after `now`. Missing where the area has no such figure. One row for each
    response with an indicator.
    """
    return store.query("response_figures")


def ideas(store: Store) -> pd.DataFrame:
    """Ideas by the challenge they answer: the columns of `idea` but its source file; area_name.

    support_count is NaN for fewer than the smallest base, or none."""
    return store.query("ideas")
