"""Residents by sex and age: every share, counted again from the file, and the words beside it."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
import pytest

from insight import settings
from insight.findings.pyramid import pyramid
from insight.reference.areas import ENGLAND, SYSTEM
from insight.store import Store, queries
from tests.insight.findings.tables import blank_cells
from tests.insight.small_store import HALTON, PLACES


@pytest.mark.parametrize("area_code", [HALTON, SYSTEM])
def test_a_pyramid_holds_everybody_once(small_store: Store, area_code: str) -> None:
    finding = pyramid(small_store, area_code)
    assert finding is not None and isinstance(finding.picture, go.Figure)
    values = finding.table.values
    assert len(values) == 38 and values["value"].sum() == pytest.approx(100)
    assert values["benchmark_value"].sum() == pytest.approx(100)
    assert len(finding.table.rows) == 19 and not blank_cells(finding)
    bars, *outlines = finding.picture.data
    men = values.loc[values["sex"] == "male", "value"]
    assert sorted(-share for share in bars.x if share < 0) == pytest.approx(sorted(men))
    assert len(outlines) == 2 and "Population pyramid" in finding.alt


def test_its_shares_are_those_of_the_file(real_store: Store) -> None:
    """The naive way: one area at a time, counted in plain Python."""
    told = pd.read_parquet(settings.PROJECT / "data/figures/resident_age.parquet")
    of_system = told[told["area_code"].isin(list(PLACES))]
    for area_code, rows in {HALTON: told[told["area_code"] == HALTON], SYSTEM: of_system}.items():
        finding = pyramid(real_store, area_code)
        assert finding is not None
        whole = sum(rows["people_count"])
        old = sum(row.people_count for row in rows.itertuples() if row.first_age >= 65)
        assert f"{100 * old / whole:.1f}% are 65 or over" in finding.sentence
        assert f"Of {whole:,} people" in finding.sentence


def test_an_area_without_every_band_has_none(small_store: Store) -> None:
    assert pyramid(small_store, ENGLAND) is not None
    assert queries.resident_ages(small_store, "E08000003").empty
