"""The Priorities page: nothing blank, every priority there, links that hold."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from markupsafe import escape

from insight.store import Store, queries
from tests.insight.small_store import HALTON, SYSTEM
from tests.pages.conftest import Run, markup

HOSTILE = "<script>alert(1)</script>"
BLANK = re.compile(r"<td[^>]*>\s*</td>")


@pytest.mark.parametrize(
    ("area_code", "choices"),
    [(SYSTEM, {}), (HALTON, {"place": HALTON, "benchmark": "similar", "sure": "0.998"})],
)
def test_every_priority_is_shown_and_no_cell_is_blank(
    open_page: Run,
    real_store: Store,
    real_store_folder: Path,
    area_code: str,
    choices: dict[str, str],
) -> None:
    app = open_page("priorities", folder=real_store_folder, **choices)
    text = markup(app)
    assert text.count("<h1") == 1 and BLANK.search(text) is None
    stated = queries.priorities(real_store)
    for row in stated[stated["place_code"] == area_code].itertuples():
        for words in (row.priority_name, row.summary, row.no_indicator_reason):
            assert escape(words) in text
    is_place = area_code != SYSTEM
    assert ("Areas most like Halton" in text) is is_place
    assert len(app.get("plotly_chart")) == is_place
    # What is tested worse leads, then the worst fifth, then what is missing; the rest opens.
    ends = ("Tested worse than", "In the worst fifth of English authorities, not tested", "Missing")
    places = [text.index(f"<b>{each}") for each in ends]
    assert places == sorted(places) and places[-1] < text.index('<details class="topic">')
    assert ('<div class="tall">' in text) is not is_place


def test_another_shortlist_is_set_among_the_authorities(open_page: Run) -> None:
    app = open_page("priorities", place=HALTON, show="cancer")
    assert "No figures here" in markup(app)
    app.selectbox(key="show").select("Its stated priorities").run()
    assert not app.exception
    assert "No figures here" not in markup(app)


def test_without_similar_areas_the_page_says_so(open_page: Run, gapless_folder: Path) -> None:
    text = markup(open_page("priorities", folder=gapless_folder, place=HALTON))
    assert "No similar areas" in text and BLANK.search(text) is None


def test_hostile_choices_never_reach_the_page_as_markup(open_page: Run) -> None:
    names = ["place", "benchmark", "sure", "show"]
    assert HOSTILE not in markup(open_page("priorities", **dict.fromkeys(names, HOSTILE)))
