"""How many were heard for how many live there, judged so that chance is not taken for reach."""

from __future__ import annotations

import pandas as pd

from insight.statistics import byar_interval, compare
from insight.statistics.disclosure import SHOWN
from insight.store import Store, queries

PER = 10_000
# Comments come in batches, one event at a time, and so vary more than chance alone. The wider
# range keeps words for differences that are still there when that is allowed for in part.
CONFIDENCE = 0.998


def reach(store: Store) -> pd.DataFrame:
    """`queries.heard_by_area` with comments per 10,000 residents, beside the system's.

    Added: rate, lower, upper (99.8%, Byar; NaN where the count is hidden), system_rate, and
    verdict: higher, lower, similar or not tested. The system is not set against itself.
    """
    frame = queries.heard_by_area(store)
    count = frame["comment_count"].where(frame["state"] == SHOWN).astype(float)
    people = frame["people_count"].astype(float)
    lower, upper = byar_interval(count, people, PER, CONFIDENCE)
    rate = PER * count / people
    is_system = frame["area_type"] == "system"
    system_rate = float(rate[is_system].sum(min_count=1))
    reference = pd.Series(system_rate, frame.index).mask(is_system)
    return frame.assign(
        rate=rate,
        lower=lower,
        upper=upper,
        system_rate=system_rate,
        verdict=compare(rate, lower, upper, reference, "no_judgement"),
    )
