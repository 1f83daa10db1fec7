"""Where work stands, worked out of steps that are only ever added to."""

from __future__ import annotations

import pandas as pd

from insight.analysis.work_flow import waiting, with_flow, with_reading, work_flow


def steps(*rows: tuple[str, str, str]) -> pd.DataFrame:
    """Decisions one hour apart: kind, subject, value."""
    frame = pd.DataFrame(rows, columns=["kind", "subject_id", "value"], dtype="str")
    at = pd.Timestamp("2026-11-01") + pd.to_timedelta(range(len(frame)), unit="h")
    return frame.assign(made_at=at)


def test_each_step_leads_to_its_state_and_the_owner_stays() -> None:
    made = steps(
        ("step", "a", "seen"),
        ("step", "a", "owner: Place director"),
        ("step", "a", "passed on: Safeguarding lead"),
        ("step", "b", "seen"),
        ("step", "b", "closed"),
        ("step", "b", "reopened"),
        ("step", "c", "owner: Team lead"),
        ("text", "comment|d|comment_text|9f", "refused"),
        ("text", "idea|e|idea_text|9f", "approved"),
        ("themes", "f", "housing"),
    )
    found = work_flow(made)
    assert found["state"].to_dict() == {"a": "passed on", "b": "seen", "c": "seen", "d": "seen"}
    assert found.loc["a", ["owner_role", "passed_to"]].tolist() == [
        "Place director",
        "Safeguarding lead",
    ]
    assert found.loc["a", "since"] == pd.Timestamp("2026-11-01 02:00")
    assert found.loc["c", "owner_role"] == "Team lead"
    assert work_flow(made.head(0)).empty


def test_what_nobody_touched_is_new_and_the_oldest_open_one_counts() -> None:
    rows = pd.DataFrame(
        {"comment_id": ["a", "b", "c"], "received_date": pd.to_datetime(["2026-01-01"] * 3)}
    )
    rows.loc[0, "received_date"] = pd.Timestamp("2025-01-01")
    made = steps(("step", "a", "closed"), ("step", "b", "seen"))
    joined = with_flow(rows, work_flow(made))
    assert list(joined["state"]) == ["closed", "seen", "new"]
    waits = waiting(joined)
    assert waits.counts == {"new": 1, "seen": 1, "passed on": 0, "closed": 1}
    assert waits.oldest == pd.Timestamp("2026-01-01")
    assert waits.days(pd.Timestamp("2026-01-31")) == 30
    assert waiting(joined.head(1)).oldest is None and waiting(joined.head(0)).oldest is None


def test_a_text_waits_until_somebody_decided_about_it_or_saw_it() -> None:
    texts = pd.DataFrame(
        {
            "subject_id": ["idea|i|idea_text|1", "comment|a|comment_text|2", "comment|b|x|3", "k"],
            "row_id": ["i", "a", "b", "k"],
            "state": ["held", "private", "private", "approved"],
        },
        dtype="str",
    )
    assert list(with_reading(texts, steps())["is_waiting"]) == [True, True, True, False]
    made = steps(
        ("text", "idea|i|idea_text|1", "approved"),
        ("text", "idea|i|idea_text|1", "corrected: Words"),
        ("step", "a", "seen"),
        ("text", "k", "refused"),
    )
    now = with_reading(texts, made)
    assert list(now["state"]) == ["corrected", "private", "private", "refused"]
    assert list(now["is_waiting"]) == [False, False, True, False]
