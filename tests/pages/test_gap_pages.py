"""CORE20PLUS5 and Inequality as pages: every part is drawn, links hold, nothing is blank."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from markupsafe import escape

from insight import settings
from insight.reference import catalogue
from insight.store import Store, queries
from tests.pages.conftest import Run, markup

HOSTILE = "<script>alert(1)</script>"
BLANK = re.compile(r"<td[^>]*>\s*</td>")


@pytest.mark.data
def test_core20plus5_draws_every_area_of_its_version(
    open_page: Run, real_store_folder: Path
) -> None:
    chosen = {"version": "children", "edition": "2019", "sure": "0.998"}
    whole = markup(open_page("core20plus5", folder=real_store_folder, **chosen))
    drawn = 0
    for area in catalogue.load(settings.CATALOGUE).clinical_areas.values():
        link = f'<a href="core20plus5?version={area.version}&amp;care={area.clinical_area_id}&amp;'
        assert (link in whole) is (area.version == "children")
        if area.version != "children":
            continue
        app = open_page(
            "core20plus5", folder=real_store_folder, **chosen, care=area.clinical_area_id
        )
        text = markup(app)
        assert BLANK.search(text) is None
        assert f'<h1 class="title">{escape(area.plain_name)}</h1>' in text
        assert '<table class="figures stacked care">' in text
        assert '<table class="figures heatmap">' in text
        for each in area.unmeasured:
            assert escape(each.what) in text and escape(each.might_come_from) in text
        drawn += "The gap drawn: " in text
        assert all(chart.proto.alt for chart in app.get("plotly_chart"))
    assert drawn == 3


@pytest.mark.data
def test_inequality_draws_every_part_of_a_gradient(open_page: Run, real_store_folder: Path) -> None:
    app = open_page(
        "inequality", folder=real_store_folder, indicator="smoking-gp-recorded", edition="2019"
    )
    text = markup(app)
    assert BLANK.search(text) is None
    for heading in ("From group to group", "The gap in numbers"):
        assert f">{heading}</h2>" in text
    assert ": the gap in each Place" in text and ": from group to group in each Place" in text
    assert "No change over time can be shown" in text
    words = "Areas compared, and what this figure means"
    assert f'<a href="indicator?indicator=smoking-gp-recorded">{words}</a>' in text
    assert len(app.get("plotly_chart")) == 5


@pytest.mark.data
def test_inequality_opens_on_the_official_gap_in_length_of_life(
    open_page: Run, real_store_folder: Path
) -> None:
    text = markup(open_page("inequality", folder=real_store_folder))
    assert text.count("<h1") == 1
    women, men = (text.index(f"Gap in length of life, {who}: ") for who in ("women", "men"))
    assert women < men < text.index("One measure, group by group")
    assert "Wirral 12.6 to 15.3 years" in text and "England 9.6" not in text
    assert "2015 to 2017 and 2022 to 2024" in text
    assert "no range in our file, so not tested" in text


@pytest.mark.slow
def test_a_link_to_one_area_shows_its_gap(open_page: Run, small_store: Store) -> None:
    rows = queries.inequalities(small_store, "smoking", "core20", "2025")
    last = rows.groupby("area_code").tail(1)
    refused = last[last["absolute_gap"].isna()].iloc[0]
    text = markup(open_page("inequality", indicator="smoking", **{"in": refused["area_code"]}))
    # Fault 14: a heading names measure and area.
    assert f"{refused['area_name']}: no gap is given</h2>" in text
    assert refused["gap_refusal"] in text


@pytest.mark.parametrize("page", ["overview", "core20plus5", "inequality"])
def test_pages_do_without_gaps_when_no_measure_has_groups(
    open_page: Run, gapless_folder: Path, page: str
) -> None:
    text = markup(open_page(page, folder=gapless_folder, benchmark="similar"))
    assert len(re.findall(r"<h1", text)) == 1
    assert BLANK.search(text) is None
    words = {"inequality": "Nothing to show yet", "core20plus5": "no gap measured"}
    assert words.get(page, "") in text


@pytest.mark.parametrize("page", ["core20plus5", "inequality"])
def test_hostile_choices_never_reach_the_page_as_markup(open_page: Run, page: str) -> None:
    names = ["version", "edition", "indicator", "groups", "in", "benchmark", "sure"]
    assert HOSTILE not in markup(open_page(page, **dict.fromkeys(names, HOSTILE)))
