"""Who was asked and heard, for the small store: activities, surveys, a panel, and getting online.

Numbers are invented, and so are the people. The panel is of 240, so that some of its counts may
be shown and others not.
"""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from tests.insight.small_voices import HOSTILE

SYSTEM, HALTON, LIVERPOOL = "E54000008", "E06000006", "E08000012"
FILE = "heard"
PANEL_QUESTION, OPEN_QUESTION = "How was it?", "What would help? <b>Say</b>"
ANSWERS = ("Very good", "Good", "Poor")
MEMBERS = 240
PLANNED = (
    *("activity_id", "organisation", "area_code", "start_date", "end_date", "date_label"),
    *("method", "topic", "is_demonstration", "source_file_id"),
)


def heard_tables(tables: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """The tables, with more figures, and new ones. tables: those of figures, as far as made."""
    random = np.random.default_rng(11)
    area = tables["area"]
    places = list(area.loc[area["area_type"] == "place", "area_code"])
    made = {
        "engagement_activity": _activities(),
        "planned_activity": _activities().tail(1)[list(PLANNED)],
        "activity_group": pd.DataFrame(
            [("a1", "rural"), ("a1", "carers"), ("a2", "carers"), ("a4", "women")],
            columns=["activity_id", "group_id"],
        ),
        "survey_result": pd.concat([_panel_answers(random, places), _open_answers(random)]),
        "panel_member": _members(random, places),
        "resource": _resources(tables["neighbourhood"]),
    }
    made |= {
        "observation": pd.concat([tables["observation"], _figures(random, tables)]),
        "indicator": pd.concat([tables["indicator"], _indicator(tables["indicator"])]),
    }
    return made


def _activities() -> pd.DataFrame:
    rows = [
        ("a1", HALTON, "2024-03-01", "1 March 2024", "event, survey", "Buses", "Villagers", 40),
        ("a2", SYSTEM, "2022-01-01", "2022", "letter", "Carers", "", None),
        ("a3", LIVERPOOL, "2025-06-30", "June 2025", "survey", HOSTILE, HOSTILE, 12),
        ("a4", HALTON, "2026-01-05", "5 January 2026", "event", "Maternity", "Mothers", 8),
    ]
    columns = "activity_id area_code start_date date_label method topic people_heard people_count"
    frame = pd.DataFrame(rows, columns=columns.split())
    start = pd.to_datetime(frame["start_date"])
    return frame.assign(
        start_date=start,
        end_date=start + pd.Timedelta(days=10),
        organisation=["Healthwatch", "Carers' Trust", HOSTILE, "Council"],
        organisation_type=["healthwatch", "vcfse", "vcfse", "council"],
        people_count=frame["people_count"].where(frame["people_count"] >= 10),
        people_state=["shown", "not stated", "shown", "too few"],
        source=["A report", "The framework", "", "A report"],
        is_demonstration=[False, False, True, True],
        source_file_id=FILE,
    )


def _panel_answers(random: np.random.Generator, places: list[str]) -> pd.DataFrame:
    rows = []
    for code in (*places, SYSTEM):
        for group in ("everyone", "women") if code == SYSTEM else ("everyone",):
            base = 400 if code == SYSTEM else 45 if code == HALTON else 130
            counts = random.multinomial(base, [0.5, 0.4, 0.1])
            for order, (answer, count) in enumerate(zip(ANSWERS, counts, strict=True)):
                state = "too few" if count < 10 else "shown"
                if code == LIVERPOOL:
                    state = ["shown", "protected", "too few"][order]
                known = int(count) if state == "shown" else None
                rows.append((code, group, answer, order, known, base, state))
    columns = "area_code group_id answer answer_order answer_count base_count state"
    return pd.DataFrame(rows, columns=columns.split()).assign(
        survey_id="spring",
        survey_name="Citizens' Panel, spring",
        organisation="Citizens' Panel",
        asked_date=date(2026, 5, 31),
        question=PANEL_QUESTION,
        is_demonstration=True,
        source_file_id=FILE,
    )


def _open_answers(random: np.random.Generator) -> pd.DataFrame:
    rows = [
        (HALTON, "A bus", 0, 30, 50, "shown"),
        (HALTON, HOSTILE, 1, 20, 50, "shown"),
        (LIVERPOOL, "A bus", 0, None, None, "too few"),
        (LIVERPOOL, HOSTILE, 1, None, None, "too few"),
    ]
    columns = "area_code answer answer_order answer_count base_count state"
    return pd.DataFrame(rows, columns=columns.split()).assign(
        group_id="everyone",
        survey_id="open",
        survey_name="Open survey",
        organisation=HOSTILE,
        asked_date=date(2025, 5, 31),
        question=OPEN_QUESTION,
        is_demonstration=False,
        source_file_id=FILE,
    )


def _members(random: np.random.Generator, places: list[str]) -> pd.DataFrame:
    def drawn(names: list, chances: list[float]) -> np.ndarray:
        return random.choice(names, MEMBERS, p=chances)

    bands = ["16-34", "35-49", "50-64", "65+", "not stated"]
    weight = random.uniform(0.3, 3, MEMBERS)
    return pd.DataFrame({"member_id": [f"m{number}" for number in range(MEMBERS)]}).assign(
        place_code=random.choice(places[:7], MEMBERS),
        age_band=drawn(bands, [0.1, 0.2, 0.27, 0.4, 0.03]),
        sex=drawn(["female", "male"], [0.5, 0.5]),
        ethnic_group=drawn(["white", "asian", "black"], [0.9, 0.08, 0.02]),
        deprivation_quintile=drawn([1, 2, 3, None], [0.3, 0.3, 0.3, 0.1]),
        weight=np.where(random.random(MEMBERS) < 0.95, weight, None),
        is_demonstration=True,
        source_file_id=FILE,
    )


def _resources(neighbourhood: pd.DataFrame) -> pd.DataFrame:
    code = neighbourhood["area_code"].iloc[0]
    rows = [
        ("r1", "Tablet library", "device or data", "getting-online", HALTON, code, False),
        ("r2", HOSTILE, "training", "getting-online", LIVERPOOL, None, True),
        ("r3", "Everywhere", "programme", "getting-online", SYSTEM, None, False),
        ("r4", "A walk", "place to go", "loneliness", HALTON, None, False),
    ]
    columns = "resource_id resource_name kind subject_id area_code neighbourhood_code"
    return pd.DataFrame(rows, columns=[*columns.split(), "is_demonstration"]).assign(
        what="Help", run_by=HOSTILE, source_file_id=FILE
    )


def _figures(random: np.random.Generator, tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """The risk of digital exclusion of neighbourhoods of 2011, and who is old in those of 2021."""
    before = sorted(set(tables["area_change"]["lsoa11_code"]))
    now = list(tables["neighbourhood"]["area_code"])
    risk = pd.DataFrame({"area_code": before, "value": random.uniform(1, 6, len(before)).round(3)})
    people = random.integers(900, 2_000, len(now)).astype(float)
    older = np.floor(people * random.uniform(0.05, 0.5, len(now)))
    old = pd.DataFrame({"area_code": now, "value": 100 * older / people})
    return pd.concat(
        [
            risk.assign(indicator_id="digital-exclusion", group_id="everyone"),
            old.assign(
                indicator_id="residents-by-age",
                group_id="age-65-plus",
                numerator_count=older,
                denominator_count=people,
            ),
        ]
    ).assign(
        period_start_date=date(2021, 1, 1),
        period_end_date=date(2021, 12, 31),
        period_label="2021",
        sex="persons",
        age="all ages",
        source_file_id="f1",
    )


def _indicator(indicators: pd.DataFrame) -> pd.DataFrame:
    return indicators[indicators["indicator_id"] == "fuel-poverty"].assign(
        indicator_id="digital-exclusion",
        indicator_name="Digital exclusion (official)",
        plain_name="Risk of being left out online",
        unit="score 0–10",
        value_type="score",
    )
