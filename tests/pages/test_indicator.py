"""The Indicator page shows the parts an indicator has figures for, and no others."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pages.conftest import Run, markup


@pytest.mark.parametrize(
    ("indicator_id", "name", "headings", "charts", "maps"),
    [
        ("smoking", "Adults who smoke", ("nine Places, 2023", "Adults who smoke: "), 2, 0),
        ("loneliness", "Lonely people", ("By neighbourhood",), 0, 1),
        ("gp", "Good GP experience", ("By group", "By fifth of deprivation"), 1, 0),
        ("smi-checks", "Checks for mental illness", ("Not published for Places",), 0, 0),
    ],
)
def test_every_kind_of_indicator_has_its_own_parts(
    open_page: Run,
    indicator_id: str,
    name: str,
    headings: tuple[str, ...],
    charts: int,
    maps: int,
) -> None:
    app = open_page("indicator", indicator=indicator_id)
    text = markup(app)
    assert f'<h1 class="title">{name}</h1>' in text
    assert all(heading in text for heading in headings)
    assert "What this figure means" in text and "<dd>What is counted.</dd>" in text
    assert '<table class="figures' in text
    drawn = app.get("plotly_chart")
    assert len(drawn) == charts and len(app.get("bidi_component")) == maps
    # Charts and maps have words for those who do not see them.
    assert all(name in chart.proto.alt for chart in drawn)


def test_another_period_changes_the_comparison(open_page: Run) -> None:
    app = open_page("indicator", indicator="smoking")
    latest = markup(app)
    app.selectbox(key="period").select("2016").run()
    assert not app.exception
    assert ", nine Places, 2016" in markup(app)
    assert ", nine Places, 2016" not in latest


def test_a_link_to_a_retired_indicator_says_what_became_of_it(open_page: Run) -> None:
    """The small store has no figures of what replaced it, so another measure is shown."""
    text = markup(open_page("indicator", indicator="alcohol-admissions"))
    assert "Hospital stays related to alcohol, counted the old way” is no longer shown." in text
    assert "91414 ended with 2017/18" in text
    assert "has no figures here yet" in text
    assert "that is not here" not in text


def test_a_link_to_a_retired_indicator_leads_to_what_replaced_it(
    open_page: Run, real_store_folder: Path
) -> None:
    app = open_page("indicator", folder=real_store_folder, indicator="air-pollution")
    text = markup(app)
    assert "This shows what is counted instead, which is not the same measure." in text
    assert "Deaths that fine particles in the air account for</h1>" in text
