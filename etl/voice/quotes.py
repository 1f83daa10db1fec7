"""Words that may be shown, and themes that somebody put forward although few spoke of them."""

from __future__ import annotations

import pandas as pd

from etl.voice.current_decisions import decisions_of_kind
from insight.reference.catalogue import Catalogue
from insight.reference.free_text import MAY_BE_SHOWN
from insight.statistics.disclosure import SHOWN


def quotes(
    comment: pd.DataFrame,
    comment_theme: pd.DataFrame,
    voice_cell: pd.DataFrame,
    free_text: pd.DataFrame,
) -> pd.DataFrame:
    """Rows of quote: agreed to, read and approved, with a theme whose count for the area is shown.

    comment: as in the schema, with quote_text: the words somebody approved or corrected, if any.
    free_text: as in the schema.
    """
    read = free_text[
        (free_text["column_name"] == "comment_text") & free_text["state"].isin(MAY_BE_SHOWN)
    ]
    found = comment[comment["may_quote"]].merge(
        read[["row_id", "decided_by_role", "decided_date"]],
        left_on="comment_id",
        right_on="row_id",
    )
    found["theme_ids"] = found["comment_id"].map(_shown_themes(found, comment_theme, voice_cell))
    found = found[found["theme_ids"].notna()]
    names = {
        "place_code": "area_code",
        "sentiment": "mood",  # of a machine too where its moods may be claimed; empty elsewhere
        "decided_by_role": "approved_by_role",
        "decided_date": "approved_date",
    }
    return found.rename(columns=names)[QUOTE_COLUMNS].reset_index(drop=True)


QUOTE_COLUMNS = [
    "comment_id",
    "area_code",
    "organisation_type",
    "quote_text",
    "theme_ids",
    "mood",
    "approved_by_role",
    "approved_date",
    "is_demonstration",
]


def _shown_themes(
    found: pd.DataFrame, comment_theme: pd.DataFrame, voice_cell: pd.DataFrame
) -> dict[str, list[str]]:
    shown = voice_cell[
        (voice_cell["group_id"] == "everyone")
        & (voice_cell["period_label"] == "all time")
        & (voice_cell["state"] == SHOWN)
    ]
    pairs = found.merge(comment_theme, on="comment_id").merge(
        shown[["area_code", "theme_id"]],
        left_on=["place_code", "theme_id"],
        right_on=["area_code", "theme_id"],
    )
    return {str(name): sorted(each) for name, each in pairs.groupby("comment_id")["theme_id"]}


def promotions(decisions: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    """Rows of promotion. One about a theme, area or group that is no more is left out."""
    made = decisions_of_kind(decisions, "promotion").query("value == 'promoted'").reset_index()
    parts = made["subject_id"].str.split("|")
    made = made[parts.map(len) == 3]
    about = pd.DataFrame(
        parts[made.index].tolist(), index=made.index, columns=["theme_id", "area_code", "group_id"]
    )
    areas = [a.area_code for a in catalogue.areas.values() if a.area_type in ("place", "system")]
    known = (
        about["theme_id"].isin(list(catalogue.themes))
        & about["area_code"].isin(areas)
        & about["group_id"].isin(["everyone", *catalogue.heard_groups])
    )
    rows = about.join(made)[known]
    names = {"made_by_role": "promoted_by_role", "made_date": "promoted_date"}
    rows = rows.rename(columns=names)
    columns = ["theme_id", "area_code", "group_id", "reason", *names.values(), "is_demonstration"]
    return rows.sort_values(columns[:3], ignore_index=True)[columns]
