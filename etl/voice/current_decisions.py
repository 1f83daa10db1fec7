"""What people have decided about comments, quotes and themes, as it stands today."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from etl.values.dates import day
from insight import settings
from insight.store.decisions import decisions

COLUMNS = ["kind", "subject_id", "value", "made_by_role", "made_date", "reason", "is_demonstration"]


def current_decisions(comment_ids: dict[str, str]) -> pd.DataFrame:
    """The newest decision on each subject, with COLUMNS.

    comment_ids: the demonstration's own response ids → comment ids, for its file of decisions;
    with none, the demonstration was left out, and so are its decisions.
    A decision somebody made wins over one of the demonstration, whenever either was made.
    """
    made = decisions()
    made = made.assign(made_date=made["made_at"].dt.date, is_demonstration=False)
    shown = _demonstration(settings.DEMONSTRATION / "decisions.csv", comment_ids)
    both = pd.concat([part for part in (shown, made) if len(part)] or [made])
    both = both.sort_values(["is_demonstration", "made_at"], ascending=[False, True])
    both = both.drop_duplicates(["kind", "subject_id"], keep="last")
    return both.sort_values(["kind", "subject_id"], ignore_index=True)[COLUMNS]


def _demonstration(path: Path, comment_ids: dict[str, str]) -> pd.DataFrame:
    if not comment_ids or not settings.demonstration() or not path.is_file():
        return pd.DataFrame()
    rows = pd.read_csv(path, dtype=str, keep_default_na=False)
    made = rows["made_date"].map(day)
    rows = rows.assign(
        subject_id=rows["subject_id"].map(lambda text: comment_ids.get(text, text)),
        made_date=made,
        made_at=pd.to_datetime(made),
        is_demonstration=True,
    )
    return rows


def decisions_of_kind(frame: pd.DataFrame, kind: str) -> pd.DataFrame:
    """Decisions of one kind, by their subject."""
    return frame[frame["kind"] == kind].set_index("subject_id")
