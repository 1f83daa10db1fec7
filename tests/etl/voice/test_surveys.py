"""Survey results: nobody can work a small count out from what is shown."""

from __future__ import annotations

from datetime import date
from itertools import product

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import linprog

from etl.voice.surveys import survey_results

SYSTEM, WIRRAL, HALTON = "E54000008", "E08000015", "E06000006"
SMALLEST = 10
Counts = dict[tuple[str, str, str], int]  # area, group, answer → people


def rows_of(counts: Counts) -> pd.DataFrame:
    answers = list(dict.fromkeys(answer for _, _, answer in counts))
    return pd.DataFrame(
        [
            {
                "survey_id": "s",
                "survey_name": "S",
                "organisation": "The panel",
                "asked_date": date(2026, 1, 1),
                "question": "Easy?",
                "answer": answer,
                "answer_order": answers.index(answer) + 1,
                "area_code": area,
                "group_id": group,
                "answer_count": count,
                "is_demonstration": False,
                "source_file_id": "file",
            }
            for (area, group, answer), count in counts.items()
        ]
    )


def shown(counts: Counts) -> dict[tuple[str, str, str], tuple[str, object, object]]:
    """Cell → state, count and base as they would be on a page."""
    found = survey_results(rows_of(counts), SYSTEM, SMALLEST)
    assert len(found) == len(counts)
    return {
        (row.area_code, row.group_id, row.answer): (
            row.state,
            None if pd.isna(row.answer_count) else int(row.answer_count),
            None if pd.isna(row.base_count) else int(row.base_count),
        )
        for row in found.itertuples()
    }


def everyone(area: str, **answers: int) -> Counts:
    return {(area, "everyone", answer): count for answer, count in answers.items()}


def test_answers_at_the_smallest_base_are_shown_and_one_below_hidden() -> None:
    found = shown(everyone(WIRRAL, yes=10, no=12, perhaps=9))
    states = {answer: state for (_, _, answer), (state, _, _) in found.items()}
    assert states == {"yes": "protected", "no": "shown", "perhaps": "too few"}
    assert {base for _, _, base in found.values()} == {31}


def test_nought_looks_like_too_few() -> None:
    """Of the 9 that are left over, nobody can tell how many gave which answer."""
    found = shown(everyone(WIRRAL, yes=10, no=10, perhaps=9, never=0))
    assert {answer: each[:2] for (_, _, answer), each in found.items()} == {
        "yes": ("shown", 10),
        "no": ("shown", 10),
        "perhaps": ("too few", None),
        "never": ("too few", None),
    }


def test_nothing_is_hidden_where_nothing_is_small() -> None:
    found = shown(everyone(WIRRAL, yes=40, no=60))
    assert {state for state, _, _ in found.values()} == {"shown"}
    assert {count for _, count, _ in found.values()} == {40, 60}


def test_too_few_answered_at_all() -> None:
    found = shown(everyone(WIRRAL, yes=4, no=3))
    assert set(found.values()) == {("too few", None, None)}


def test_the_system_less_its_places_gives_nothing_away() -> None:
    """Wirral's 4 must not follow from the system's 44 less Halton's 40."""
    counts = {
        **everyone(WIRRAL, yes=4, no=50),
        **everyone(HALTON, yes=40, no=60),
        **everyone(SYSTEM, yes=44, no=110),
    }
    found = shown(counts)
    others = [found[area, "everyone", "yes"][0] for area in (HALTON, SYSTEM)]
    assert found[WIRRAL, "everyone", "yes"][0] == "too few"
    assert others != ["shown", "shown"]


def test_everyone_less_women_gives_no_small_number_of_men_away() -> None:
    counts = {
        **everyone(WIRRAL, yes=40, no=60),
        (WIRRAL, "women", "yes"): 36,
        (WIRRAL, "women", "no"): 40,
        (WIRRAL, "men", "yes"): 4,
        (WIRRAL, "men", "no"): 20,
    }
    found = shown(counts)
    assert found[WIRRAL, "men", "yes"][0] == "too few"
    states = [found[WIRRAL, group, "yes"][0] for group in ("women", "everyone")]
    assert states != ["shown", "shown"]


def test_women_alone_asked_about_give_no_small_number_of_others_away() -> None:
    counts = {
        **everyone(WIRRAL, yes=40, no=60),
        (WIRRAL, "women", "yes"): 31,
        (WIRRAL, "women", "no"): 40,
    }
    found = shown(counts)
    states = [found[WIRRAL, group, "yes"][0] for group in ("women", "everyone")]
    assert states != ["shown", "shown"]


@pytest.mark.parametrize("seed", range(25))
def test_no_small_count_can_be_worked_out(seed: int) -> None:
    """What solves all the sums leaves every hidden small count at least three possible values."""
    random = np.random.default_rng(seed)
    areas, answers = (WIRRAL, HALTON, "E08000014"), ("yes", "no", "perhaps")
    counts: Counts = {
        (area, "everyone", answer): int(random.choice([0, 3, 8, 9, 10, 11, 25, 60]))
        for area, answer in product(areas, answers)
    }
    for answer in answers:
        total = sum(counts[area, "everyone", answer] for area in areas)
        counts[SYSTEM, "everyone", answer] = total + int(random.choice([0, 0, 5, 30]))
    found = shown(counts)
    assert_safe(counts, found)


def assert_safe(counts: Counts, found: dict[tuple[str, str, str], tuple]) -> None:
    areas = list(dict.fromkeys(area for area, _, _ in counts))
    answers = list(dict.fromkeys(answer for _, _, answer in counts))
    places = [area for area in areas if area != SYSTEM]
    cells = list(product([*places, "elsewhere", SYSTEM], [*answers, "base"]))
    number = {cell: at for at, cell in enumerate(cells)}
    low, high = np.zeros(len(cells)), np.full(len(cells), 10_000.0)
    for (area, _, answer), (state, count, base) in found.items():
        at = number[area, answer]
        if count is not None:
            low[at] = high[at] = count
        elif state == "too few":
            low[at], high[at] = 0, SMALLEST - 1
        if base is not None:
            low[number[area, "base"]] = high[number[area, "base"]] = base
    sums = []
    for area in [*places, "elsewhere", SYSTEM]:
        sums.append(([(area, answer) for answer in answers], (area, "base")))
    for answer in [*answers, "base"]:
        sums.append(([(area, answer) for area in [*places, "elsewhere"]], (SYSTEM, answer)))
    matrix = np.zeros((len(sums), len(cells)))
    for row, (parts, total) in enumerate(sums):
        matrix[row, [number[part] for part in parts]] = 1
        matrix[row, number[total]] = -1
    for (area, _, answer), (state, _, _) in found.items():
        if state != "too few":
            continue
        ends = []
        for sign in (1, -1):
            aim = np.zeros(len(cells))
            aim[number[area, answer]] = sign
            bounds = np.column_stack([low, high])
            solved = linprog(aim, A_eq=matrix, b_eq=np.zeros(len(sums)), bounds=bounds)
            assert solved.status == 0
            ends.append(solved.x[number[area, answer]])
        assert ends[1] - ends[0] >= 2 - 1e-6, (area, answer, ends)
