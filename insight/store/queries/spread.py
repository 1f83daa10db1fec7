"""How English authorities spread out, for one Place to be seen among them."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from insight.store.connection import Store


def authority_spread(store: Store, indicator_ids: Sequence[str] | None = None) -> pd.DataFrame:
    """Where the figures of English authorities lie, our Places among them, by period.

    indicator_id, period_start_date, period_end_date, lowest, lower_quarter, middle,
    upper_quarter, highest (all in the indicator's unit), authority_count. No row where only our
    Places have figures.
    """
    ids = None if indicator_ids is None else list(indicator_ids)
    return store.query("authority_spread", indicator_ids=ids)
