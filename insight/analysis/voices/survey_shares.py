"""Answers to one question of a survey, as shares, with as much certainty as they can bear."""

from __future__ import annotations

import numpy as np
import pandas as pd

from insight.analysis.voices.panel_shape import panel_shape
from insight.reference.groups import EVERYONE
from insight.statistics import base_state, indicative_interval
from insight.statistics.disclosure import SHOWN
from insight.statistics.survey_weights import TOO_FEW
from insight.store import Store, queries

UNRELIABLE = "too small a base"


def survey_shares(store: Store, survey_id: str, asked: str, is_panel: bool) -> pd.DataFrame:
    """`queries.survey_answers` with share_pct, effective_base, base_state, lower_pct, upper_pct.

    Of a panel, the effective base is the base times what weighting leaves of the panel there, and
    shares on one below 50 are not shown (state 'too small a base'). Anybody may answer other
    surveys, so their shares have no interval.
    """
    frame = queries.survey_answers(store, survey_id, asked)
    is_shown = frame["state"] == SHOWN
    base = frame["base_count"].astype(float)
    share = (frame["answer_count"].astype(float) / base).where(is_shown & (base > 0))
    if not is_panel:
        return frame.assign(
            share_pct=100 * share,
            effective_base=np.nan,
            base_state=SHOWN,
            lower_pct=np.nan,
            upper_pct=np.nan,
        )
    effective = base * _left(store, frame)
    is_enough = effective >= TOO_FEW
    share = share.where(is_enough)
    lower, upper = indicative_interval(share, effective.where(is_enough))
    return frame.assign(
        state=frame["state"].mask(is_shown & (effective < TOO_FEW), UNRELIABLE),
        answer_count=frame["answer_count"].where(is_enough),
        share_pct=100 * share,
        effective_base=effective,
        base_state=base_state(effective),
        lower_pct=100 * lower,
        upper_pct=100 * upper,
    )


def _left(store: Store, frame: pd.DataFrame) -> pd.Series:
    """Effective base as a share of members, of the panel in each area; 1 without weights."""
    shape = panel_shape(store)
    if shape is None or np.isnan(shape.base_share):
        return pd.Series(1.0, frame.index)
    places = shape.rows[shape.rows["kind"] == "place"]
    by_place = dict(zip(places["category"], places["base_share"], strict=True))
    # A group of a Place is too small for a figure of its own.
    of_everyone = frame["group_id"] == EVERYONE
    left = frame["area_code"].map(by_place).where(of_everyone)
    return left.fillna(shape.base_share).astype(float)
