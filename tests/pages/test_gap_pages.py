"""CORE20PLUS5 and Inequality: nothing blank, reasons in words, links that hold."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path

import pandas as pd
import pytest

from insight import settings
from insight.analysis.latest_figures import headline_gap
from insight.reference import catalogue
from insight.store import Store, queries
from tests.pages.conftest import Run, markup

HOSTILE = "<script>alert(1)</script>"
BLANK = re.compile(r"<td[^>]*>\s*</td>")


@pytest.mark.parametrize("version", ["adults", "children"])
def test_all_that_cannot_be_measured_is_listed_with_why_and_where(
    open_page: Run, version: str
) -> None:
    text = markup(open_page("core20plus5", version=version))
    for area in catalogue.load(settings.CATALOGUE).clinical_areas.values():
        assert (f'id="{area.clinical_area_id}"' in text) is (area.version == version)
        for each in area.unmeasured if area.version == version else ():
            for words in (each.what, each.why, each.might_come_from):
                assert escape(words) in text


def test_no_cell_is_blank_on_the_real_figures(open_page: Run, real_store_folder: Path) -> None:
    for page, choices in (
        ("core20plus5", {}),
        ("core20plus5", {"version": "children", "edition": "2019"}),
        ("inequality", {}),
        ("inequality", {"groups": "practice_quintile"}),
    ):
        text = markup(open_page(page, folder=real_store_folder, **choices))
        assert "<td" in text
        assert BLANK.search(text) is None


@pytest.mark.parametrize("page", ["overview", "core20plus5", "inequality"])
@pytest.mark.parametrize("benchmark", ["England", "Similar areas"])
def test_pages_do_without_gaps_when_no_measure_has_groups(
    open_page: Run, gapless_folder: Path, page: str, benchmark: str
) -> None:
    text = markup(open_page(page, folder=gapless_folder, benchmark=benchmark))
    assert len(re.findall(r"<h1", text)) == 1
    assert BLANK.search(text) is None
    words = {"inequality": "Nothing to show yet", "core20plus5": "no gap measured"}
    assert words.get(page, "") in text


@pytest.mark.parametrize("page", ["overview", "core20plus5"])
@pytest.mark.parametrize(
    ("code", "name"), [("E12000002", "North West"), ("similar", "similar areas")]
)
def test_comparisons_follow_the_benchmark_chosen(
    open_page: Run, real_store_folder: Path, page: str, code: str, name: str
) -> None:
    text = markup(open_page(page, folder=real_store_folder, benchmark=code))
    assert f"beside {name}" in text.lower().replace(name.lower(), name)
    assert "Beside England" not in text


def test_a_refused_gap_says_why(open_page: Run, small_store: Store) -> None:
    rows = queries.inequalities(small_store, "smoking", "core20", "2025")
    last = rows.groupby("area_code").tail(1)
    refused = last[last["absolute_gap"].isna()].iloc[0]
    text = markup(open_page("inequality", indicator="smoking", **{"in": refused["area_code"]}))
    assert "No gap is given" in text
    assert refused["gap_refusal"] in text


@pytest.mark.parametrize("page", ["core20plus5", "inequality"])
def test_hostile_choices_never_reach_the_page_as_markup(open_page: Run, page: str) -> None:
    names = [
        "version",
        "edition",
        "indicator",
        "groups",
        "in",
        "place",
        "benchmark",
        "sure",
        "show",
    ]
    assert HOSTILE not in markup(open_page(page, **dict.fromkeys(names, HOSTILE)))


def test_a_gap_is_told_by_core20_and_the_edition_asked_for() -> None:
    rows = pd.DataFrame(
        [("core20", "2019", 1.0), ("core20", "2025", 2.0), ("sex", "none", 3.0)],
        columns=["group_kind", "edition", "absolute_gap"],
    )
    assert headline_gap(rows, "2025")["absolute_gap"] == 2.0
    assert headline_gap(rows, "2019")["absolute_gap"] == 1.0
    assert headline_gap(rows.assign(absolute_gap=[None, None, 3.0]), "2025")["group_kind"] == "sex"
    assert headline_gap(rows, "2025", ("deprivation_decile",)).empty
