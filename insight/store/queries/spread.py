"""How English authorities spread out, for one Place to be seen among them."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from insight.reference.areas import FEWEST_AUTHORITIES
from insight.store.connection import Store


def authority_spread(
    store: Store,
    indicator_ids: Sequence[str] | None = None,
    fewest_authorities: int = FEWEST_AUTHORITIES,
) -> pd.DataFrame:
    """Where the figures of English authorities lie, our Places among them, by period.

    fewest_authorities: with figures of fewer, there is no row.

    indicator_id, period_start_date, period_end_date, lowest, lower_quarter, middle,
    upper_quarter, highest (all in the indicator's unit), authority_count. No row where no Place
    has a figure.
    """
    ids = None if indicator_ids is None else list(indicator_ids)
    return store.query("authority_spread", indicator_ids=ids, fewest_authorities=fewest_authorities)
