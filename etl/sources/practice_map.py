"""NHS England, patients registered at GP practices: where each practice belongs (…-prac-map)."""

from __future__ import annotations

from etl.layout import Layout, Reading, Reference
from etl.opening.content import Table
from etl.practices import PRACTICE_SHAPE, practice_parts
from etl.row_checks import RowChecks


def read(table: Table, reference: Reference) -> Reading:
    """The practices of our system as areas, with the postcode of each surgery."""
    checks = RowChecks(table.rows)
    checks.tidy_codes("PRACTICE_CODE", PRACTICE_SHAPE)
    tables = practice_parts(
        checks,
        reference.catalogue,
        "SUB_ICB_LOCATION_CODE",
        pcn="PCN_CODE",
        postcode="PRACTICE_POSTCODE",
    )
    return checks.reading(tables=tables)


LAYOUTS: tuple[Layout, ...] = (
    Layout(
        "practice_map",
        ("PRACTICE_CODE", "PRACTICE_NAME", "PRACTICE_POSTCODE", "SUB_ICB_LOCATION_CODE"),
        read,
        is_geography=True,
        source_id="practice-map",
    ),
)
