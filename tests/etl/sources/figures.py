"""Read indicator files, small or real, as the pipeline would: claim, outside or refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path

import pandas as pd

from etl.checks import check_claims
from etl.layout import Layout, Reading, Reference
from etl.opening.content import Table
from etl.opening.open_file import read_file
from etl.sources import READERS
from insight.reference.areas import project_catalogue
from insight.reference.catalogue import Catalogue, Indicator

TODAY = date(2026, 7, 1)
SHIPPED = project_catalogue()


@dataclass(frozen=True)
class Read:
    """One table, the layout that recognised it, and what its reader made of it."""

    layout: Layout
    table: Table
    reading: Reading
    reference: Reference

    @cached_property
    def claims(self) -> pd.DataFrame:
        assert self.reading.claims is not None, "the reader claims nothing"
        return self.reading.claims

    @cached_property
    def _checked(self) -> tuple[pd.DataFrame, pd.DataFrame, int]:
        if self.reading.claims is None:
            return pd.DataFrame(), pd.DataFrame(columns=["row_number"]), 0
        return check_claims(self.reading, self.reference, TODAY)

    @property
    def observations(self) -> pd.DataFrame:
        return self._checked[0]

    @property
    def refusals(self) -> list[tuple[int, str, str]]:
        """Row, publisher's column and reason of every refusal, by the reader or the checks."""
        frames = [*self.reading.rejections, self._checked[1]]
        return sorted(
            (int(row.row_number), str(row.column_name), str(row.reason))
            for frame in frames
            for row in frame.itertuples()
        )

    @property
    def outside_count(self) -> int:
        return self.reading.outside_count + self._checked[2]

    def only(self, indicator_id: str, area_code: str = "", group_id: str = "") -> pd.DataFrame:
        """Observations of one indicator, of one area and group where named."""
        found = self.observations
        found = found[found["indicator_id"] == indicator_id]
        found = found[found["area_code"] == area_code] if area_code else found
        return found[found["group_id"] == group_id] if group_id else found


def reference_of(catalogue: Catalogue = SHIPPED) -> Reference:
    return Reference(catalogue, {a.area_code: a.area_type for a in catalogue.areas.values()})


def is_known(cells: object) -> bool:
    return any(layout.fits(cells) for layout in READERS)  # type: ignore[arg-type]


def read_path(path: Path, reference: Reference) -> Read:
    """Read the one table in a real file; practices it names join the known areas."""
    [table] = read_file(path, path.name, is_known)
    assert isinstance(table, Table)
    fitting = [layout for layout in READERS if layout.fits(table.columns)]
    layout = max(fitting, key=lambda layout: len(layout.columns))
    reading = Reading(outside_count=len(table.rows))
    if layout.read is not None:
        reading = layout.read(table, reference)
    known = dict(reference.area_types)
    if "area" in reading.tables:
        areas = reading.tables["area"]
        known |= dict(zip(areas["area_code"], areas["area_type"], strict=True))
    return Read(layout, table, reading, Reference(reference.catalogue, known))


def read_text(
    folder: Path,
    content: str | bytes,
    name: str = "file.csv",
    catalogue: Catalogue = SHIPPED,
) -> Read:
    """Read a file with this content."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_path(path, reference_of(catalogue))


def changed(indicator_id: str, catalogue: Catalogue = SHIPPED, **changes: object) -> Catalogue:
    """The catalogue with one indicator changed."""
    indicator = catalogue.indicators[indicator_id].model_copy(update=changes)
    indicators: Mapping[str, Indicator] = catalogue.indicators | {indicator_id: indicator}
    return replace(catalogue, indicators=dict(indicators))
