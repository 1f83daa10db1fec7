"""Check fifty: of each load, people label a random fifty without seeing what the machine said.

What they say is compared with the machine's labels of those same comments. Where they agree often
enough, the machine's moods of that load count, and so do its labels of themes that were never
measured on other people's comments. Without a check neither does.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from etl.voice.current_decisions import decisions_of_kind
from etl.voice.deduplication import short_hashes
from etl.voice.themes.label_model import (
    NEGATIVE,
    POSITIVE,
    may_be_public,
    moods_may_be_public,
)
from insight.statistics.intervals import wilson_interval

SAMPLE = 50
UNCLEAR = "unclear"  # said where somebody who read it could not tell; not agreed on
CHECK_COLUMNS = [
    "source_file_id",
    "sample_count",
    "checked_count",
    "agreed_count",
    "opposite_count",
    "clear_count",
    "lower_share",
    "upper_share",
    "theme_given_count",
    "theme_agreed_count",
    "mood_is_public",
    "themes_are_public",
    "is_demonstration",
]


@dataclass(frozen=True)
class PublicLabels:
    """comment and comment_theme with no label but those that everybody may see."""

    comment: pd.DataFrame
    comment_theme: pd.DataFrame


def public_labels(
    comment: pd.DataFrame,
    comment_theme: pd.DataFrame,
    checks: pd.DataFrame,
    theme_model: pd.DataFrame,
) -> PublicLabels:
    """What people said, and what a machine said where it may be claimed; see label_check.

    A machine's mood counts in a load whose check went well. Its label of a theme counts where the
    theme was measured out of source and did well, and, where the theme was never measured, in a
    load whose check went well.
    """
    load = comment.set_index("comment_id")["source_file_id"]
    sound = set(checks.loc[checks["mood_is_public"].astype(bool), "source_file_id"])
    may = (comment["sentiment_by"] == "person") | comment["source_file_id"].isin(sound)
    moods = comment["sentiment"].where(may, None)
    good = set(theme_model.loc[theme_model["is_public"], "theme_id"])
    unmeasured = set(theme_model.loc[theme_model["recall"].isna(), "theme_id"])
    checked = set(checks.loc[checks["themes_are_public"].astype(bool), "source_file_id"])
    theme = comment_theme["theme_id"]
    of_checked = comment_theme["comment_id"].map(load).isin(checked)
    told = comment_theme["labelled_by"] == "person"
    told |= theme.isin(good) | (theme.isin(unmeasured) & of_checked)
    return PublicLabels(comment.assign(sentiment=moods), comment_theme[told].reset_index(drop=True))


def checked_moods(decisions: pd.DataFrame) -> pd.Series:
    """What people said of comments they labelled blind, where they could tell, by comment_id."""
    said = decisions_of_kind(decisions, "check")["value"].astype("str").str.split("|").str[0]
    return said[said != UNCLEAR]


def check_sample(rows: pd.DataFrame, machine_moods: pd.Series) -> pd.DataFrame:
    """Rows of check_sample: of each load fifty, or all, of the comments with a machine's mood.

    rows: comments by comment_id. The order is by a hash, which nobody chose: the same comments come
    up in every build, whatever was decided about them since.
    """
    judged = rows.loc[machine_moods.dropna().index, ["source_file_id"]]
    sample = judged.assign(drawn=short_hashes("check\n" + judged.index.to_series()))
    sample = sample.rename_axis("comment_id").reset_index()
    sample = sample.sort_values(["source_file_id", "drawn"], ignore_index=True)
    sample["sample_order"] = sample.groupby("source_file_id").cumcount() + 1
    sample = sample[sample["sample_order"] <= SAMPLE]
    return sample[["source_file_id", "sample_order", "comment_id"]].reset_index(drop=True)


def label_checks(
    rows: pd.DataFrame,
    sample: pd.DataFrame,
    machine_moods: pd.Series,
    machine_themes: pd.DataFrame,
    decisions: pd.DataFrame,
) -> pd.DataFrame:
    """Rows of label_check, one for each load with a sample.

    machine_themes: comment_id and theme_id of what the machine would say of every comment.
    """
    said = decisions_of_kind(decisions, "check")["value"]
    found = []
    for load, drawn in sample.groupby("source_file_id"):
        ids = drawn["comment_id"]
        answers = said.reindex(ids).dropna().astype("str").str.split("|")
        found.append(
            {
                "source_file_id": load,
                "sample_count": len(ids),
                **_compared(answers, machine_moods, machine_themes, len(ids)),
                "is_demonstration": bool(rows.loc[ids, "is_demonstration"].any()),
            }
        )
    return pd.DataFrame(found, columns=CHECK_COLUMNS)


def _compared(
    answers: pd.Series, machine_moods: pd.Series, machine_themes: pd.DataFrame, size: int
) -> dict[str, object]:
    moods, machine = answers.str[0], machine_moods.reindex(answers.index)
    clear = moods.isin([NEGATIVE, POSITIVE])
    agreed, opposite = int((moods == machine).sum()), int((clear & (moods != machine)).sum())
    given = {
        (row.comment_id, row.theme_id)
        for row in machine_themes[machine_themes["comment_id"].isin(answers.index)].itertuples()
    }
    due = {
        (comment_id, theme)
        for comment_id, (_, themes) in answers.items()
        for theme in themes.split(";")
        if theme
    }
    right = len(given & due)
    whole = len(answers) == size
    lower, upper = wilson_interval(agreed, size) if whole else (None, None)
    return {
        "checked_count": len(answers),
        "agreed_count": agreed,
        "opposite_count": opposite,
        "clear_count": int(clear.sum()),
        "lower_share": None if lower is None else float(lower),
        "upper_share": None if upper is None else float(upper),
        "theme_given_count": len(given),
        "theme_agreed_count": right,
        "mood_is_public": whole
        and moods_may_be_public(agreed / size, opposite / max(int(clear.sum()), 1)),
        "themes_are_public": whole
        and bool(given and due)
        and may_be_public(right / len(given), len(given) / len(due)),
    }
