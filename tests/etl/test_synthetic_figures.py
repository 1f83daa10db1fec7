"""Figures from made-up records say so wherever they are shown, and never become public."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import cast

import pandas as pd
import pytest

from etl.catalogue_tables import catalogue_tables, synthetic_indicators
from etl.inequality.publisher_figures import publisher_figures
from insight.findings.finding import Finding
from insight.findings.table import DataTable
from insight.reference.areas import SYSTEM, project_catalogue
from insight.store import Store, queries
from publishing import public_store

SMI = "records-smi-checks"


def observation(group_id: str, value: float, file: str = "made-up") -> dict[str, object]:
    return {
        "indicator_id": SMI,
        "area_code": SYSTEM,
        "group_id": group_id,
        "sex": "persons",
        "age": "14 and over",
        "period_start_date": date(2024, 4, 1),
        "period_end_date": date(2025, 3, 31),
        "period_label": "2024/25",
        "value": value,
        "lower_ci": value - 3,
        "upper_ci": value + 3,
        "numerator_count": value * 10,
        "denominator_count": 1000.0,
        "value_note": None,
        "source_file_id": file,
    }


def test_an_indicator_with_any_made_up_figure_has_that_source() -> None:
    tables = {
        "observation": pd.DataFrame([observation("everyone", 50.0)]),
        "source_file": pd.DataFrame(
            {"source_file_id": ["made-up", "real"], "source_id": ["synthetic-records", "ons"]}
        ),
    }
    assert synthetic_indicators(tables) == {SMI}
    listed = catalogue_tables(project_catalogue(), tables["observation"], {SMI})["indicator"]
    sources = listed.set_index("indicator_id")["source_id"]
    assert sources[SMI] == "synthetic-records"
    assert sources["records-copd-flu-vaccine"] == "linked-records"


def test_a_finding_that_rests_on_them_is_a_demonstration() -> None:
    nothing = cast(DataTable, None)
    assert Finding("one", "One", nothing, source_ids=("ons", "synthetic-records")).is_demonstration
    assert not Finding("one", "One", nothing, source_ids=("linked-records",)).is_demonstration


def test_they_are_never_made_public(monkeypatch: pytest.MonkeyPatch) -> None:
    listed = pd.DataFrame({"source_id": ["ons", "synthetic-records"]})
    monkeypatch.setattr(queries, "indicators", lambda store: listed)
    with pytest.raises(public_store.NotMadePublic, match="made-up records"):
        public_store._refuse_made_up_records(cast(Store, SimpleNamespace()))


def test_fifths_counted_in_records_keep_the_edition_they_say() -> None:
    """The period would tell of the 2019 index, as the newer one was not out yet."""
    rows = [
        observation(f"imd-quintile-{fifth}-by-{edition}", 50.0 + fifth + (edition == "2019"))
        for fifth in range(1, 6)
        for edition in ("2025", "2019")
    ]
    area = pd.DataFrame({"area_code": [SYSTEM], "area_type": ["system"]})
    tables = {"observation": pd.DataFrame(rows), "area": area}
    found = publisher_figures(tables, project_catalogue())
    by_key = found.set_index(["edition", "group_id"])["value"]
    assert by_key["2025", "imd-quintile-1"] == 51 and by_key["2019", "imd-quintile-5"] == 56
    assert set(found["group_kind"]) == {"deprivation_quintile"}
