"""Questions about subjects: what figures and voices are both about."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from insight.reference.areas import ENGLAND
from insight.store.connection import Store


def subjects(store: Store) -> pd.DataFrame:
    """Every subject in its order: subject_id, subject_name, clinical_area ('' for none),
    sort_order."""
    return store.query("subjects")


def subject_links(store: Store) -> pd.DataFrame:
    """What belongs to each subject: subject_id, kind (indicator, theme or group), linked_id,
    sort_order, linked_name (plain words)."""
    return store.query("subject_links")


def subject_figures(store: Store) -> pd.DataFrame:
    """The Places and the system on every subject's indicators, beside England.

    subject_id, link_order (1 leads), area_code, area_name, area_type, indicator_id, plain_name,
    unit, value_type, polarity, decimal_places, source_id, caveat; period_label,
    period_start_date, period_end_date, value, lower_ci, upper_ci of the area's latest period;
    benchmark_value (England in that same period, or NaN), value_note, and doubt (as in
    `latest_values`). A row without a figure says why.
    """
    return store.query("subject_figures", benchmark_code=ENGLAND)


def theme_voices(store: Store, theme_ids: Sequence[str] | None = None) -> pd.DataFrame:
    """What each group said about each theme, over all time, as far as it may be shown.

    area_code (a Place or the system), group_id (of heard_group, everyone, not-stated),
    theme_id (or any) and their names ('' where the id says it), state, comment_count, mood,
    organisation_count, dominant_organisation ('' for none), machine_pct, is_demonstration: all
    as in `voice_cell`. No row where nobody spoke. Without theme_ids, every theme.
    """
    ids = None if theme_ids is None else list(theme_ids)
    return store.query("theme_voices", theme_ids=ids)
