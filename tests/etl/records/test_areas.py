"""What is known of neighbourhoods before anybody is counted in them."""

from __future__ import annotations

import pytest

from etl.records import areas
from etl.stop import Stop
from insight.reference.areas import project_catalogue


@pytest.mark.slow
def test_a_neighbourhood_without_a_group_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """It would be counted under a group that is none."""
    tables = areas._tables()
    homes = tables["neighbourhood"].copy()
    homes.loc[3, "rural_urban"] = None
    code = str(homes.loc[3, "area_code"])
    monkeypatch.setattr(areas, "_tables", lambda: tables | {"neighbourhood": homes})
    with pytest.raises(Stop, match=rf"Of 1 neighbourhoods, such as {code},.*: rural$"):
        areas.neighbourhoods(project_catalogue())
