"""People's voice for the small store: every state of a count, every status, words meant to harm.

Two main themes with two below each, four groups, thirteen quarters and, for the
system, fifteen months (both enough for a control chart).
Numbers are invented, and so are the people.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from insight.reference.free_text import HELD
from insight.store.decisions import text_subject

HOSTILE = (
    "<script>alert(1)</script> **loud** [go](javascript:alert(1)) <img src=x onerror=alert(1)>"
)
MAIN = {"access": ["gp-appointments", "dentistry"], "daily-life": ["housing", "digital-exclusion"]}
GROUPS = {"core20": "core20", "rural": "plus", "women": "protected", "carers": "seldom heard"}
QUARTERS = [f"{year} Q{quarter}" for year in (2023, 2024, 2025) for quarter in (1, 2, 3, 4)]
QUARTERS.append("2026 Q1")
MONTHS = [f"{year}-{month:02}" for year in (2025, 2026) for month in range(1, 13)][:15]
SYSTEM, HALTON, LIVERPOOL = "E54000008", "E06000006", "E08000012"
FILE = "voices"
RISING = "housing"  # in the system, for everyone, by quarter
FALLING = "access"  # the same by month


def voice_tables(random: np.random.Generator) -> dict[str, pd.DataFrame]:
    """The tables of people's voice that pages of voices, answers and staff read."""
    return {
        "theme": _themes(),
        "heard_group": _groups(),
        **_safe_to_show(random),
        **_answers(),
        **_for_staff(random),
    }


def _themes() -> pd.DataFrame:
    rows: list[tuple[str, str | None]] = []
    for main, below in MAIN.items():
        rows += [(main, None), *((each, main) for each in below)]
    frame = pd.DataFrame(rows, columns=["theme_id", "parent_id"])
    name = frame["theme_id"].str.replace("-", " ").str.capitalize()
    return frame.assign(
        theme_name=name, plain_name=name, hint="Where it ends.", sort_order=range(len(frame))
    )


def _groups() -> pd.DataFrame:
    frame = pd.DataFrame({"group_id": list(GROUPS), "heard_kind": list(GROUPS.values())})
    name = "People who are " + frame["group_id"]
    return frame.assign(group_name=name, sort_order=range(len(frame)), note="")


def _safe_to_show(random: np.random.Generator) -> dict[str, pd.DataFrame]:
    themes = ["any", *_themes()["theme_id"]]
    cells = [
        _cell(random, area, group, theme, period)
        for area in (SYSTEM, HALTON, LIVERPOOL)
        for group in ("everyone", "not-stated", *GROUPS)
        for theme in themes
        for period in (
            "all time",
            *QUARTERS,
            *MONTHS * (area == SYSTEM and theme in ["any", *MAIN]),
        )
    ]
    # A quarter or a month is counted for everyone alone, only where the count for all time is
    # shown, and a row left out stands for too few.
    whole = {
        (cell["area_code"], cell["theme_id"])
        for cell in cells
        if (cell["group_id"], cell["period_label"], cell["state"])
        == ("everyone", "all time", "shown")
    }
    cells = [
        cell
        for cell in cells
        if cell["period_label"] == "all time"
        or (
            cell["group_id"] == "everyone"
            and cell["state"] != "too few"
            and (cell["area_code"], cell["theme_id"]) in whole
        )
    ]
    sources = [
        {"area_code": area, "organisation_type": kind, "method": method, **_count(random, 25)}
        for area in (SYSTEM, HALTON)
        for kind in ("healthwatch", "nhs")
        for method in ("survey", "event", "letter")
    ]
    demonstration = {"is_demonstration": True}
    return {
        "voice_cell": pd.DataFrame(cells).assign(**demonstration),
        "voice_source": pd.DataFrame(sources).assign(**demonstration),
        "quote": _quotes().assign(**demonstration),
        "promotion": _promotions().assign(**demonstration),
        "theme_model": _models(),
        "label_check": _checks(),
        "redaction": pd.DataFrame(
            [(FILE, "name", 3), (FILE, "nhs number", 1), ("other", "name", 2)],
            columns=["source_file_id", "kind", "redaction_count"],
        ),
    }


def _cell(
    random: np.random.Generator, area: str, group: str, theme: str, period: str
) -> dict[str, Any]:
    wide = 400 if area == SYSTEM or period == "all time" else 25
    count = _count(random, wide)
    if area == SYSTEM and group == "everyone" and theme in ("any", RISING, FALLING):
        # Ever more, or ever fewer, of the same number of comments.
        quarter = QUARTERS.index(period) if period in QUARTERS else 40
        number = 500 if theme == "any" else 20 + 5 * quarter
        if theme == FALLING and period in MONTHS:
            number = 200 - 10 * MONTHS.index(period)
        if theme != FALLING or period not in QUARTERS:
            count = {"comment_count": number, "state": "shown"}
    is_shown = count["state"] == "shown"
    one = HOSTILE if random.random() < 0.2 else "Healthwatch"
    return {
        "area_code": area,
        "group_id": group,
        "theme_id": theme,
        "period_label": period,
        **count,
        "mood": random.choice(["mostly negative", "mixed", "mostly positive"])
        if is_shown
        else None,
        "organisation_count": int(random.integers(1, 6)) if is_shown else None,
        "dominant_organisation": one if is_shown and random.random() < 0.4 else None,
        "machine_pct": 10.0 * random.integers(0, 11) if is_shown else None,
    }


def _count(random: np.random.Generator, wide: int) -> dict[str, Any]:
    number = int(random.choice([0, random.integers(1, wide)], p=[0.2, 0.8]))
    state = "too few" if number < 10 else "shown"
    if state == "shown" and random.random() < 0.15:
        state = "protected"
    return {"comment_count": number if state == "shown" else None, "state": state}


def _quotes() -> pd.DataFrame:
    rows = [
        ("c1", HALTON, HOSTILE, ["gp-appointments", "housing"], "negative"),
        ("c2", HALTON, "A kind dentist.", ["dentistry"], "positive"),
        ("c3", LIVERPOOL, "Damp.", ["housing"], "mixed"),
        ("c4", SYSTEM, "Nobody asked.", [], "mixed"),
    ]
    columns = ["comment_id", "area_code", "quote_text", "theme_ids", "mood"]
    return pd.DataFrame(rows, columns=columns).assign(
        organisation_type=["healthwatch", "nhs", "council", "panel"],
        approved_by_role="Engagement lead",
        approved_date=pd.to_datetime(["2026-01-02", "2026-01-03", "2026-01-02", "2025-01-01"]),
    )


def _promotions() -> pd.DataFrame:
    rows = [
        ("housing", HALTON, "carers", HOSTILE),
        ("dentistry", LIVERPOOL, "everyone", "Nobody else can say it"),
        ("access", SYSTEM, "rural", "Few live there."),
    ]
    return pd.DataFrame(rows, columns=["theme_id", "area_code", "group_id", "reason"]).assign(
        promoted_by_role="Engagement lead",
        promoted_date=pd.to_datetime(["2026-02-01", "2026-03-01", "2026-02-01"]),
    )


def _models() -> pd.DataFrame:
    rows = [
        ("gp-appointments", 60, 0.91, 0.72, 0.9, None, 0.5, True, True),
        ("housing", 40, 0.41, 0.52, 1.9, None, 0.6, True, False),
        ("dentistry", 12, None, None, None, None, None, False, False),
        ("sentiment", 90, 0.9, 0.79, None, 0.063, None, True, False),
    ]
    columns = ["theme_id", "example_count", "precision", "recall", "share_ratio", "opposite_share"]
    columns += ["threshold", "is_in_use", "is_public"]
    return pd.DataFrame(rows, columns=columns)


def _checks() -> pd.DataFrame:
    """Two loads, of which one was checked."""
    rows = [
        (FILE, 50, 50, 43, 2, 45, 0.738, 0.930, 30, 21, True, True),
        ("other", 50, 7, 7, 0, 6, None, None, 4, 4, False, False),
    ]
    columns = ["source_file_id", "sample_count", "checked_count", "agreed_count", "opposite_count"]
    columns += ["clear_count", "lower_share", "upper_share", "theme_given_count"]
    columns += ["theme_agreed_count", "mood_is_public", "themes_are_public"]
    return pd.DataFrame(rows, columns=columns).assign(is_demonstration=True)


def _answers() -> dict[str, pd.DataFrame]:
    # Each status once, and a figure to watch in every state of comparison.
    rows = [
        ("r1", HALTON, "gp-appointments", "everyone", "done", "smoking"),
        ("r2", HALTON, "housing", "carers", "could not", "smoking"),
        ("r3", LIVERPOOL, "access", "rural", "doing", "claimants"),
        ("r4", SYSTEM, "digital-exclusion", "everyone", "deciding", "smoking"),
        ("r5", HALTON, "dentistry", "women", "heard", None),
        ("r6", LIVERPOOL, "housing", "everyone", "done", "female-life"),
    ]
    dates = [
        ("2022-01-10", "2022-03-01", "2023-01-01", "2022-09-01"),
        ("2025-01-10", "2025-08-01", None, None),
        ("2025-06-01", "2025-06-30", "2026-01-01", None),
        ("2026-02-01", None, "2027-06-01", None),
        ("2026-11-01", None, None, None),
        ("2019-06-01", "2019-07-01", "2020-01-01", "2020-01-01"),
    ]
    columns = ["response_id", "area_code", "theme_id", "group_id", "status", "indicator_id"]
    days = ["said_date", "decision_date", "due_date", "told_back_date"]
    response = pd.DataFrame(rows, columns=columns)
    response[days] = pd.DataFrame(dates).apply(pd.to_datetime)
    is_decided = response["decision_date"].notna()
    response = response.assign(
        said=[HOSTILE, *["People said so."] * 5],
        decision=np.where(is_decided, "Try it.", ""),
        action=np.where(response["status"] == "done", "It was tried.", ""),
        owner_role="Place director",
        release_id=["smoking", "smoking", "", "", "", ""],
        status_reason=np.where(response["status"] == "could not", "There is no money.", ""),
    )
    stages = ["new", "under review", "being tried", "adopted", "not taken forward"]
    idea = pd.DataFrame({"idea_id": [f"i{n}" for n in range(5)], "stage": stages}).assign(
        challenge=["Not online?", "Not online?", "Waits?", "Waits?", "Waits?"],
        idea_text=[HOSTILE, *["Ask at the gate."] * 4],
        area_code=[HALTON, LIVERPOOL, SYSTEM, HALTON, HALTON],
        support_count=[None, 12, 30, None, None],
        stage_date=pd.to_datetime("2026-01-01"),
        stage_reason=["", "", "", "", "It was tried before."],
    )
    more = {"is_demonstration": True, "source_file_id": FILE}
    answer = pd.DataFrame(
        [("smoking", "any", 40), ("smoking", "housing", 20), ("smoking", "access", 10)],
        columns=["release_id", "theme_id", "at_least_count"],
    )
    return {
        "response": response.assign(**more),
        "idea": idea.assign(**more),
        "release_answer": answer.assign(is_demonstration=True),
    }


def _for_staff(random: np.random.Generator) -> dict[str, pd.DataFrame]:
    count = 120
    words = random.choice(
        ["The phone rings out", "A kind nurse", "Damp walls", "100% wait_ed"], count
    )
    after = pd.to_timedelta(random.integers(0, 700, count), "D")
    comment = pd.DataFrame({"comment_id": [f"c{n}" for n in range(count)]}).assign(
        received_date=pd.Timestamp("2024-01-01") + after,
        place_code=random.choice([SYSTEM, HALTON, LIVERPOOL], count),
        organisation=random.choice(["Healthwatch", HOSTILE], count),
        organisation_type=random.choice(["healthwatch", "nhs"], count),
        method=random.choice(["survey", "letter"], count),
        comment_text=words,
        rating=random.choice([1.0, 5.0, np.nan], count),
        sentiment=random.choice(["negative", "mixed", "positive"], count),
        sentiment_by=random.choice(["person", "machine"], count),
        language="",
        may_quote=random.random(count) < 0.5,
        is_demonstration=True,
        source_file_id=FILE,
        risk_score=random.random(count).round(4),
        release_id=["smoking", ""] * (count // 2),
    )  # fmt: skip
    comment.loc[0, ["comment_text", "received_date"]] = [HOSTILE, pd.Timestamp("2026-10-01")]
    themes = list(_themes()["theme_id"])
    labels = [
        (each, theme, by, *((0.75, f"{HOSTILE[:8]}, damp") if by == "machine" else (None, None)))
        for each in comment["comment_id"]
        for theme in random.choice(themes, random.integers(0, 3), replace=False)
        for by in [random.choice(["person", "machine"])]
    ]
    groups = [
        (each, group)
        for each in comment["comment_id"]
        for group in random.choice(list(GROUPS), random.integers(0, 3), replace=False)
    ]
    concern = comment.head(2).assign(
        comment_id=["s1", "s2"], reason=["harm to self", "abuse"], comment_text=[HOSTILE, "Help."]
    )
    names = ["comment_id", "received_date", "place_code", "organisation", "comment_text"]
    return {
        "comment": comment,
        "comment_theme": pd.DataFrame(
            labels,
            columns=["comment_id", "theme_id", "labelled_by", "probability", "carried_by"],
        ),
        "check_sample": pd.DataFrame(
            {"source_file_id": FILE, "sample_order": [1, 2, 3], "comment_id": ["c5", "c2", "c9"]}
        ),
        "comment_group": pd.DataFrame(groups, columns=["comment_id", "group_id"]),
        "safeguarding": concern[[*names, "reason", "is_demonstration"]],
        "free_text": _free_texts(comment),
    }


def _free_texts(comment: pd.DataFrame) -> pd.DataFrame:
    """One text that waits of each kind, with and without a date, and comments in every state."""
    rows = [
        ("idea", "i0", "idea_text", HOSTILE, "held", "2026-01-01"),
        ("idea", "i1", "idea_text", "Ring [name] at the gate, or [name].", "held", "2025-01-01"),
        ("response", "r1", "said", "People said so.", "approved", "2022-01-10"),
        ("resource", "s1", "what", "Warm rooms", "held", None),
        *(
            ("comment", row.comment_id, "comment_text", row.comment_text, state, row.received_date)
            for row, state in zip(
                comment.head(4).itertuples(), ("held", "private", "refused", "held"), strict=True
            )
        ),
    ]
    columns = ["table_name", "row_id", "column_name", "text_to_read", "state", "said_date"]
    frame = pd.DataFrame(rows, columns=columns)
    keys = frame[["table_name", "row_id", "column_name", "text_to_read"]]
    return frame.assign(
        subject_id=[text_subject(*each) for each in keys.itertuples(index=False)],
        said_date=pd.to_datetime(frame["said_date"]),
        text_to_show=frame["text_to_read"].where(frame["state"] == "approved", HELD),
        area_code=HALTON,
        decided_by_role=None,
        decided_date=None,
        risk_rank=[None, None, None, None, 2, None, None, 1],
        is_demonstration=True,
        source_file_id=FILE,
        row_number=range(2, 10),
    )
