"""What is hidden of how many spoke in a Place cannot be worked out from how they were heard."""

from __future__ import annotations

import pandas as pd

from etl.voice.cells import voice_cells
from etl.voice.collection_methods import voice_sources
from insight.reference.areas import SYSTEM, project_catalogue

CODES = [place.area_code for place in project_catalogue().places()]
SIZES = [30, 15, 49, 49, 15, 54, 60, 21, 9]


def comments() -> pd.DataFrame:
    """Each Place's comments came in one way; the last Place has too few to show."""
    places = [code for code, size in zip(CODES, SIZES, strict=True) for _ in range(size)]
    return pd.DataFrame({"comment_id": map(str, range(len(places))), "place_code": places}).assign(
        received_date="2026-03-10",
        organisation="Forum",
        organisation_type="vcfse",
        method="survey",
        sentiment="mixed",
        is_demonstration=False,
    )


def test_both_hide_the_same_places() -> None:
    comment = comments()
    group = pd.DataFrame({"comment_id": comment["comment_id"], "group_id": "young-people"})
    theme = pd.DataFrame({"comment_id": comment["comment_id"], "theme_id": "medication"})
    cells = voice_cells(comment, group, theme.assign(labelled_by="person"), project_catalogue(), 10)
    sources = voice_sources(comment, cells, 10).set_index("area_code")["comment_count"]
    whole = cells.query(
        "group_id == 'everyone' and theme_id == 'any' and period_label == 'all time'"
    )
    whole = whole.set_index("area_code")["comment_count"]
    known = whole.combine_first(sources.astype("Int32"))
    assert known[SYSTEM] == sum(SIZES)
    assert known[CODES].isna().sum() >= 2
