"""How work stands that people do one thing at a time: what waits, for how long, and whose it is.

Nothing here is kept: it is worked out of the decisions, of which every one stays, with who took it
and when.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import pandas as pd

NEW, SEEN, PASSED_ON, CLOSED = "new", "seen", "passed on", "closed"
STATES = (NEW, SEEN, PASSED_ON, CLOSED)
OPEN = STATES[:3]
COMMENT_TEXT = re.compile(r"comment\|(\w+)\|comment_text\|.*")
COLUMNS = ["state", "owner_role", "passed_to", "since"]


@dataclass(frozen=True)
class Waiting:
    """What waits. counts: how many by state; oldest: the first day of those that are open."""

    counts: dict[str, int]
    oldest: pd.Timestamp | None

    def days(self, today: pd.Timestamp) -> int:
        """How long the oldest has waited; 0 where nothing waits."""
        return 0 if self.oldest is None else int((today - self.oldest).days)


def work_flow(made: pd.DataFrame) -> pd.DataFrame:
    """Where each comment stands that somebody has done something about, by comment_id.

    made: decisions of the kinds step and text, oldest first (a comment whose words somebody decided
    about has been seen). state, owner_role and passed_to ('' for nobody), since: when it came into
    its state, UTC. A comment nobody has touched is in no row: it is new.
    """
    found: dict[str, dict[str, object]] = {}
    for about, kind, value, at in zip(
        made["subject_id"], made["kind"], made["value"], made["made_at"], strict=True
    ):
        of_text = COMMENT_TEXT.fullmatch(about) if kind == "text" else None
        subject = about if kind == "step" else of_text[1] if of_text else ""
        if not subject:
            continue
        row = found.setdefault(
            subject, {"state": NEW, "owner_role": "", "passed_to": "", "since": at}
        )
        if kind == "text":
            if row["state"] == NEW:
                row |= {"state": SEEN, "since": at}
            continue
        step, _, whom = value.partition(": ")
        if step == "owner":
            row["owner_role"] = whom
            state = SEEN if row["state"] == NEW else row["state"]
        else:
            state = SEEN if step == "reopened" else step
            row["passed_to"] = whom if step == PASSED_ON else row["passed_to"]
        if state != row["state"] or step == PASSED_ON:
            row |= {"state": state, "since": at}
    return pd.DataFrame.from_dict(found, orient="index", columns=COLUMNS).rename_axis("comment_id")


def with_flow(rows: pd.DataFrame, flow: pd.DataFrame) -> pd.DataFrame:
    """Rows with a comment_id, and how work on each stands; what nobody touched is new."""
    joined = rows.join(flow, on="comment_id")
    plain = {"state": NEW, "owner_role": "", "passed_to": ""}
    return joined.fillna(plain)


def waiting(rows: pd.DataFrame) -> Waiting:
    """How many of `with_flow` stand where, and since when the oldest of the open ones waits.

    rows: with received_date and state.
    """
    counts = rows["state"].value_counts()
    is_open = rows["state"].isin(OPEN)
    oldest = rows.loc[is_open, "received_date"].min() if is_open.any() else None
    return Waiting({state: int(counts.get(state, 0)) for state in STATES}, oldest)


def with_reading(texts: pd.DataFrame, made: pd.DataFrame) -> pd.DataFrame:
    """Rows of `team.texts` with state as it is now, and is_waiting: somebody has to read it.

    made: as for `work_flow`; it counts before what the store knew when it was built.
    """
    of_texts = made[made["kind"] == "text"]
    newest = dict(zip(of_texts["subject_id"], of_texts["value"], strict=True))
    state = pd.Series(
        [
            newest[subject].partition(":")[0] if subject in newest else before
            for subject, before in zip(texts["subject_id"], texts["state"], strict=True)
        ],
        index=texts.index,
        dtype=str,
    )
    state = state.where(texts["state"] != "private", "private")
    touched = texts["row_id"].isin(work_flow(made).index) & (state == "private")
    return texts.assign(state=state, is_waiting=state.isin(["held", "private"]) & ~touched)
