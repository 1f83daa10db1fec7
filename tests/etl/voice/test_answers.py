"""Answers to published charts: which count, how they are rounded, and what a release is called."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.voice.answers import ANY, answer_counts, ids_read
from etl.voice.voice_rows import _release_id
from insight.reference.areas import SYSTEM

PARENTS = {"buses": "transport", "trains": "transport", "transport": "", "teeth": ""}


def cells(*hidden: str) -> pd.DataFrame:
    """What may be shown of the system: all but these themes."""
    rows = [(each, "protected" if each in hidden else "shown") for each in (*PARENTS, ANY)]
    found = pd.DataFrame(rows, columns=["theme_id", "state"])
    return found.assign(area_code=SYSTEM, group_id="everyone", period_label="all time")


def counts(themes: list[str], *hidden: str, smallest: int = 10) -> dict[str, int]:
    """Counts of answers to one release, each with these themes joined by ';'."""
    comment = pd.DataFrame(
        {
            "comment_id": [f"c{n}" for n in range(len(themes) + 30)],
            "release_id": ["cancer"] * len(themes) + [""] * 30,
            "is_demonstration": False,
        }
    )
    pairs = [
        (f"c{n}", theme) for n, each in enumerate(themes) for theme in each.split(";") if theme
    ]
    own = pd.DataFrame(pairs, columns=["comment_id", "theme_id"])
    found = answer_counts(comment, own, cells(*hidden), PARENTS, smallest)
    assert set(found["release_id"]) <= {"cancer"}
    return dict(zip(found["theme_id"], found["at_least_count"], strict=True))


def test_answers_count_once_in_each_theme_and_in_the_one_above() -> None:
    themes = ["buses"] * 12 + ["buses;trains"] * 13 + [""] * 5
    assert counts(themes) == {"any": 30, "buses": 20, "trains": 10, "transport": 20}


def test_nothing_is_told_of_few_nor_of_what_is_hidden_elsewhere() -> None:
    assert counts(["teeth"] * 9) == {}
    assert counts(["teeth"] * 12, "teeth") == {"any": 10}
    assert counts(["teeth"] * 12, smallest=20) == {}


@given(st.lists(st.sampled_from(["", "buses", "trains", "buses;teeth"]), max_size=60))
def test_what_is_told_is_never_more_than_there_are_and_never_tells_of_a_few(
    themes: list[str],
) -> None:
    told, more = counts(themes), counts([*themes, "buses"])
    assert all(count % 10 == 0 and 0 < count <= len(themes) for count in told.values())
    # One more answer moves a count by nothing, or by a whole batch.
    assert all(more[each] - told.get(each, 0) in (0, 10) for each in more)


def test_an_answer_is_read_when_somebody_decided_anything_about_it() -> None:
    decisions = pd.DataFrame(
        [("step", "a", "seen"), ("themes", "b", "teeth"), ("flag", "c", "lifted")],
        columns=["kind", "subject_id", "value"],
    )
    texts = pd.DataFrame(
        [("d", "comment_text", "Lead"), ("e", "comment_text", None), ("f", "said", "Lead")],
        columns=["row_id", "column_name", "decided_by_role"],
    )
    assert ids_read(decisions, texts) == {"a", "b", "d"}


@pytest.mark.parametrize(
    ("text", "release"),
    [
        ("early-cancer", "early-cancer"),
        ("https://insight.example.nhs.uk/charts/early-cancer/", "early-cancer"),
        ("https://insight.example.nhs.uk/charts/early-cancer/2/index.html", "early-cancer"),
        ("insight.example.nhs.uk/places/st-helens", "st-helens"),
        ("/reports/liverpool-easy-read/", "liverpool-easy-read"),
        ("", ""),
        ("the one about cancer", ""),
        ("john-smith", ""),
        ("Early cancer?", ""),
    ],
)
def test_a_release_is_known_by_its_id_or_by_its_address(text: str, release: str) -> None:
    assert _release_id(text) == release
