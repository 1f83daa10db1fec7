"""What a person asks of records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from etl.records.hiding import Rule


@dataclass(frozen=True)
class Choices:
    """What the command line asks for.

    measures, periods, by: none for all there are, or the newest years; by may be "none". small: a
    level of small areas, '' for none. is_monthly: each month of the periods by itself.
    """

    records: str
    engine: str
    rule: Rule
    measures: Sequence[str] = ()
    periods: Sequence[str] = ()
    by: Sequence[str] = ()
    small: str = "middle"
    is_monthly: bool = False
    lsoa: str = "location_source_value"
    ethnicity: str = "race_source_value"
