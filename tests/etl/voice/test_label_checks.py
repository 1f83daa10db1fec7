"""A machine's labels count only where people checked them, blind, and found them right."""

from __future__ import annotations

import pandas as pd
import pytest

from etl.voice.label_checks import SAMPLE, check_sample, label_checks, public_labels

LOAD, OTHER = "load", "other"


def made(count: int = 80, load: str = LOAD) -> pd.DataFrame:
    ids = [f"{load}-{number}" for number in range(count)]
    rows = pd.DataFrame({"source_file_id": load, "is_demonstration": False}, index=ids)
    return rows.rename_axis("comment_id")


def moods(rows: pd.DataFrame) -> pd.Series:
    return pd.Series("negative", index=rows.index, dtype=object)


def said(answers: dict[str, str]) -> pd.DataFrame:
    frame = pd.DataFrame({"subject_id": list(answers), "value": list(answers.values())})
    return frame.assign(kind="check")


def checked(right: int, opposite: int, mixed: int, themes: str = "") -> pd.Series:
    """The check of a load whose fifty were labelled so."""
    rows = made()
    sample = check_sample(rows, moods(rows))
    values = ["negative"] * right + ["positive"] * opposite + ["mixed"] * mixed
    answers = {
        each: f"{mood}|{themes}" for each, mood in zip(sample["comment_id"], values, strict=False)
    }
    machine = pd.DataFrame({"comment_id": sample["comment_id"], "theme_id": "dentistry"})
    [check] = label_checks(rows, sample, moods(rows), machine, said(answers)).itertuples()
    return check


def test_fifty_are_drawn_of_each_load_and_the_same_in_every_build() -> None:
    rows = pd.concat([made(), made(20, OTHER)])
    named = moods(rows)
    named["load-3"] = None
    drawn = check_sample(rows, named)
    assert drawn.groupby("source_file_id").size().to_dict() == {LOAD: SAMPLE, OTHER: 20}
    assert "load-3" not in set(drawn["comment_id"])
    again = check_sample(rows.iloc[::-1], named.iloc[::-1])
    pd.testing.assert_frame_equal(drawn, again)
    assert list(drawn["comment_id"][:SAMPLE]) != sorted(drawn["comment_id"][:SAMPLE])


@pytest.mark.parametrize(
    ("right", "opposite", "mixed", "is_public"),
    [
        (43, 2, 5, True),
        (39, 2, 9, True),
        (38, 2, 10, False),  # 76 %
        (46, 4, 0, False),  # the opposite of 8 %
        (43, 2, 4, False),  # one is not labelled yet
        (0, 0, 0, False),
    ],
)
def test_moods_count_only_after_a_whole_check_that_went_well(
    right: int, opposite: int, mixed: int, is_public: bool
) -> None:
    check = checked(right, opposite, mixed)
    assert check.mood_is_public is is_public
    assert check.checked_count == right + opposite + mixed
    assert (check.agreed_count, check.opposite_count) == (right, opposite)
    if check.checked_count == SAMPLE:
        assert check.lower_share < right / SAMPLE <= check.upper_share
    else:
        assert pd.isna(check.lower_share)


def test_forty_three_of_fifty_is_74_to_93_percent() -> None:
    check = checked(43, 2, 5)
    assert (round(100 * check.lower_share), round(100 * check.upper_share)) == (74, 93)


@pytest.mark.parametrize(
    ("themes", "are_public"), [("dentistry", True), ("housing", False), ("", False)]
)
def test_themes_never_measured_count_after_a_check_of_them(themes: str, are_public: bool) -> None:
    assert checked(50, 0, 0, themes).themes_are_public is are_public


def test_what_everybody_may_see_is_what_people_said_and_what_was_found_right() -> None:
    comment = pd.DataFrame(
        {
            "comment_id": ["a", "b", "c"],
            "source_file_id": [LOAD, LOAD, OTHER],
            "sentiment": ["negative", "positive", "negative"],
            "sentiment_by": ["machine", "person", "machine"],
        }
    )
    theme = pd.DataFrame(
        [(each, theme, "machine") for each in "ac" for theme in ("good", "bad", "unknown")]
        + [("c", "by-hand", "person")],
        columns=["comment_id", "theme_id", "labelled_by"],
    )
    model = pd.DataFrame(
        [("good", 0.7, True), ("bad", 0.7, False), ("unknown", None, False)],
        columns=["theme_id", "recall", "is_public"],
    )
    checks = pd.DataFrame(
        {"source_file_id": [LOAD], "mood_is_public": [True], "themes_are_public": [True]}
    )
    told = public_labels(comment, theme, checks, model)
    assert told.comment["sentiment"].fillna("").tolist() == ["negative", "positive", ""]
    pairs = set(zip(told.comment_theme["comment_id"], told.comment_theme["theme_id"], strict=True))
    assert pairs == {("a", "good"), ("a", "unknown"), ("c", "good"), ("c", "by-hand")}
    none = public_labels(comment, theme, checks.head(0), model)
    assert none.comment["sentiment"].fillna("").tolist() == ["", "positive", ""]
    assert set(none.comment_theme["theme_id"]) == {"good", "by-hand"}
