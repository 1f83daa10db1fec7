"""Voices, Beside the figures, the silence map and the insight report: full, empty and attacked.

What they say is tested with the findings they draw (tests/insight/findings).
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from insight.findings import Cell, DataTable, cell
from insight.findings.table import quiet
from insight.visual import style
from pages.silence_map import grid
from pages.ui import table
from tests.insight.small_store import HALTON, SYSTEM
from tests.insight.small_voices import HOSTILE
from tests.pages.conftest import Run, markup

pytestmark = pytest.mark.slow

BESIDE, SILENCE, REPORT = "voice_beside_figures", "silence_map", "insight_report"
BLANK = re.compile(r"<td[^>]*>\s*</td>")
DEMONSTRATION = "Nobody said this"


@pytest.mark.parametrize(
    ("page", "next_step"),
    [
        ("voices", "in the layout of data/templates"),
        (BESIDE, "add them there, then build the store"),
        (SILENCE, "add them there, then build the store"),
        (REPORT, "Build the store again"),
    ],
)
def test_an_empty_store_says_what_to_do(
    open_page: Run, page: str, next_step: str, empty_folder: Path
) -> None:
    text = markup(open_page(page, folder=empty_folder))
    assert "Nothing to show yet" in text and next_step in text
    assert text.count("<h1") == 1
    assert DEMONSTRATION not in text


@pytest.mark.parametrize(
    ("page", "choices", "has"),
    [
        ("voices", {}, "Comments on each theme"),
        ("voices", {"place": HALTON, "group": "women"}, "How comments in Halton were heard"),
        (BESIDE, {}, "Other subjects"),
        (BESIDE, {"place": HALTON, "show": "priority"}, "No subject that people are heard on"),
        (SILENCE, {"group": "carers"}, "Where to go next"),
        (SILENCE, {"by": "place", "place": HALTON, "kind": "seldom-heard"}, "not stated"),
    ],
)
def test_nothing_is_blank_hostile_or_unmarked_as_demonstration(
    open_page: Run, page: str, choices: dict[str, str], has: str
) -> None:
    app = open_page(page, **choices)
    text = markup(app)
    assert has in text and "<td" in text
    assert BLANK.search(text) is None
    assert DEMONSTRATION in text
    assert HOSTILE not in text
    assert not re.search(r"<script>alert|<img src=x|<a [^>]*javascript:", text)
    assert not any(HOSTILE[:8] in str(each.value) for each in app.markdown)


def test_few_voices_stand_before_many_and_each_part_may_be_taken_away(open_page: Run) -> None:
    app = open_page("voices")
    text = markup(app)
    folds = [each.label for each in app.expander]
    assert folds[0] == "Few voices, put forward (demonstration)"
    assert "Each theme in more detail" in folds[1]
    # Counts under the base are for staff.
    assert "a person reads every text before it is shown" in text and "5 names" not in text
    assert 'href="voices?place=' in text and "&amp;theme=access" in text
    menus = [each.proto.popover.label for each in app.get("popover")]
    assert menus == ["Take away"] * 7


@pytest.mark.parametrize(
    ("of", "tables", "said"),
    [
        ({"area_code": HALTON}, 1, "What people say beside the figures (demonstration)"),
        ({"area_code": "E06000049"}, 0, "Figures, but no voice: "),
        ({"clinical_areas": ("respiratory",)}, 1, "Nine Places"),
        ({"indicator_id": "gp"}, 0, ""),
    ],
)
def test_the_short_form_at_the_end_of_other_pages(
    of: dict[str, Any], tables: int, said: str, small_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INSIGHT_STORES", str(small_folder))
    script = f"from pages.ui import figures_and_voices\nfigures_and_voices.section(**{of})"
    app = AppTest.from_string(script, default_timeout=30).run()
    assert not app.exception
    text = markup(app)
    assert text.count('class="figures stacked beside-short"') == tables
    assert said in text
    link = f'<a href="{BESIDE}?place={of.get("area_code", SYSTEM)}">All of it, with how strong'
    assert (link in text) is bool(said)


@pytest.mark.parametrize(
    ("page", "choices", "is_there"),
    [
        ("place", {"place": HALTON}, True),
        ("indicator", {"indicator": "smoking"}, True),
        ("indicator", {"indicator": "gp"}, False),
        ("core20plus5", {}, True),
    ],
)
def test_pages_of_figures_carry_the_short_form(
    open_page: Run, page: str, choices: dict[str, str], is_there: bool
) -> None:
    heading = "What people say beside the figures"
    assert (heading in markup(open_page(page, **choices))) is is_there


def test_the_report_can_be_saved(open_page: Run) -> None:
    app = open_page(REPORT, place=HALTON)
    assert [each for each in app.get("popover") if "Save this report" in str(each.proto)]


def test_a_phone_leaves_out_only_cells_that_say_nothing_and_says_so() -> None:
    rows = tuple((cell(kind), cell(mark)) for kind, mark in style.SILENCES.items())
    text = grid.grid(DataTable("Silence map", ("Subject", "Halton"), rows))
    assert text.count('class="glyph"') == len(style.SILENCES)
    left_out = re.findall(r'<div class="unknown">.*?</span> (.*?)</div>', text)
    assert left_out == ["neither", "about others"]
    silent = re.findall(r'<div class="silent">.*?</span> (.*?)</div>', text)
    assert silent == ["need, few or none heard"]
    assert grid.LEFT_OUT in text
    nothing = DataTable("Silence map", ("Subject", "Halton"), rows[-2:])
    assert grid.NOTHING_LEFT in grid.grid(nothing)


def test_a_cell_folds_its_caution_and_sets_the_rest_below() -> None:
    below = cell("30%", notes=(quiet("2025"),), caution=HOSTILE)
    text = table.content(cell("Smoking", below=(below,)))
    assert text.startswith("<div>Smoking</div><div>30%<small>")
    assert '<details class="caution"><summary>Take care</summary><small>&lt;' in text
    assert HOSTILE not in text
    assert Cell(below=(below,)).text == "30%; 2025"
