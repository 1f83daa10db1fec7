"""Counts from linked records of people, as `python -m etl records` writes them.

Small counts were hidden where the records are kept; a file that holds one all the same was not made
there, or was changed since, and its row is refused. Made-up records have a layout of their own, so
that nobody takes them for real (see etl.catalogue_tables.synthetic_indicators).
"""

from __future__ import annotations

from collections.abc import Callable

from etl.layout import Layout, Reading, Reference
from etl.match_indicators import indicator_claims, match_rows, reading_from_claims
from etl.opening.content import Table
from etl.row_checks import RowChecks
from etl.values.numbers import numbers
from insight.settings import LEAST_SMALLEST_BASE

LINKED, SYNTHETIC = "linked_records", "synthetic_records"
ROUNDED = "from counts rounded to 5"
FIGURES = ("value", "lower_ci", "upper_ci", "numerator_count", "denominator_count")
COLUMNS = ("measure_id", "area_code", "group_id", "period", *FIGURES, "value_note")
MADE_UP = "Made-up records: nobody is behind these figures, and they are never published."
LOCAL = "From linked records, local: counted where they are kept. Not official statistics."


def _reader(note: str) -> Callable[[Table, Reference], Reading]:
    def read(table: Table, reference: Reference) -> Reading:
        """Claims about every cell, hidden ones with the reason."""
        checks = RowChecks(table.rows)
        count, _, _ = numbers(checks.rows["numerator_count"])
        people, _, _ = numbers(checks.rows["denominator_count"])
        is_exact = checks.rows["value_note"] != ROUNDED
        small = (count > 0) & (count < LEAST_SMALLEST_BASE)
        checks.refuse(
            small & is_exact, "numerator_count", "a count this small must not leave the records"
        )
        unknown = ~checks.rows["group_id"].isin(list(reference.catalogue.groups))
        checks.refuse(unknown, "group_id", "this is not a group the catalogue lists")
        shares = {
            i.indicator_id
            for i in reference.catalogue.indicators_from(LINKED)
            if i.value_type == "percentage"
        }
        rest = (people - count)[checks.rows.index]
        few_others = (rest > 0) & (rest < LEAST_SMALLEST_BASE) & is_exact[checks.rows.index]
        checks.refuse(
            few_others & checks.rows["measure_id"].isin(shares),
            "denominator_count",
            "so few are not counted that they must not leave the records",
        )
        claims = [
            indicator_claims(indicator, **{name: found[name] for name in COLUMNS[1:]})
            for indicator, found in match_rows(
                checks.rows, reference.catalogue.indicators_from(LINKED)
            )
        ]
        reading = reading_from_claims(
            claims, checks.rows, {name: name for name in COLUMNS[1:]}, note
        )
        reading.rejections += checks.rejections
        return reading

    return read


LAYOUTS: tuple[Layout, ...] = (
    Layout(LINKED, (*COLUMNS, LINKED), _reader(LOCAL), source_id="linked-records"),
    Layout(SYNTHETIC, (*COLUMNS, SYNTHETIC), _reader(MADE_UP), source_id="synthetic-records"),
)
