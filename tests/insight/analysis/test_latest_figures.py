"""Where an indicator stands now, for the system or one Place, and the gap it is told by."""

from __future__ import annotations

import pandas as pd
import pytest

from insight.analysis import comparisons
from insight.analysis.latest_figures import headline_gap, latest_figures
from insight.reference.areas import Benchmark
from insight.store import Store
from tests.insight.small_store import HALTON, LIVERPOOL, SYSTEM


def test_a_gap_is_told_by_core20_and_the_edition_asked_for() -> None:
    rows = pd.DataFrame(
        [("core20", "2019", 1.0), ("core20", "2025", 2.0), ("sex", "none", 3.0)],
        columns=["group_kind", "edition", "absolute_gap"],
    )
    assert headline_gap(rows, "2025")["absolute_gap"] == 2.0
    assert headline_gap(rows, "2019")["absolute_gap"] == 1.0
    assert headline_gap(rows.assign(absolute_gap=[None, None, 3.0]), "2025")["group_kind"] == "sex"
    assert headline_gap(rows, "2025", ("deprivation_decile",)).empty


@pytest.mark.data
@pytest.mark.parametrize("benchmark", [Benchmark(), Benchmark("similar")], ids=str)
def test_without_a_figure_of_the_system_its_places_stand_for_it(
    real_store: Store, benchmark: Benchmark
) -> None:
    for indicator_id, kind in (("smoking-gp-recorded", "system"), ("smoking-adults", "place")):
        found = latest_figures(real_store, indicator_id, benchmark)
        expected = comparisons.latest_comparison(real_store, indicator_id, kind, benchmark)
        pd.testing.assert_frame_equal(found.values, expected)
        assert found.is_one is (kind == "system")
    by_group_only = latest_figures(real_store, "smoking-by-practice-deprivation", benchmark)
    assert by_group_only.values.empty and not by_group_only.is_one


def test_a_place_has_its_own_figure_or_the_reason_why_not(small_store: Store) -> None:
    halton = latest_figures(small_store, "smoking", area_code=HALTON)
    assert halton.is_one and list(halton.values["area_code"]) == [HALTON]
    liverpool = latest_figures(small_store, "claimants", area_code=LIVERPOOL)
    assert liverpool.is_one and liverpool.values["value"].isna().all()
    assert liverpool.values["value_note"].iloc[0] == "not published for this area"
    assert liverpool.values["area_code"].iloc[0] != SYSTEM
