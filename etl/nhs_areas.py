"""NHS areas added up to Places, where that is exact.

NHS figures come by sub-ICB location or, before July 2022, by clinical commissioning group. The
catalogue says which of them make up which area of ours (`nhs_codes`).
"""

from __future__ import annotations

from collections.abc import Sequence
from math import isnan, nan
from typing import NamedTuple

import pandas as pd

from insight.reference.catalogue import Area, Catalogue


def areas_by_nhs_code(catalogue: Catalogue) -> dict[str, str]:
    """NHS code → the Place, or the area of several Places, that it lies in."""
    return {code: area.area_code for area in _made_areas(catalogue) for code in area.nhs_codes}


def whole_areas(catalogue: Catalogue) -> dict[str, str]:
    """Codes that are one of our areas all by themselves → that area's official code."""
    alone = {code: code for code in catalogue.areas}
    for area in catalogue.areas.values():
        for codes in complete_sets(area):
            if len(codes) == 1:
                alone[next(iter(codes))] = area.area_code
    return alone


def complete_sets(area: Area) -> list[frozenset[str]]:
    """Sets of NHS codes that each make up exactly the area.

    A Place is all its codes together. An area that is itself an NHS area is its own code, which
    stands first, or all of those it replaced.
    """
    codes = area.nhs_codes
    if area.area_type == "sub_icb":
        return [frozenset(part) for part in (codes[:1], codes[1:]) if part]
    return [frozenset(codes)] if codes else []


class Part(NamedTuple):
    """The counts of one NHS area. `reason` says, in words, why one of them is not there."""

    row_number: int
    nhs_code: str
    numerator: float
    denominator: float
    reason: str


def sum_to_areas(counts: pd.DataFrame, by: Sequence[str], catalogue: Catalogue) -> pd.DataFrame:
    """Add up counts by NHS area to the areas of the catalogue they make up.

    counts: one row per NHS code and combination of `by`; columns nhs_code, numerator,
    denominator (NaN where there is none) and reason (why, in words); index: row number.
    Returns area_code, the columns `by`, numerator, denominator and value_note, indexed by the
    number of the first row that went in. Counts are NaN, and the note says why, unless every
    part of the area is there with both counts.
    """
    area_of = areas_by_nhs_code(catalogue)
    mine = counts[counts["nhs_code"].isin(list(area_of))]
    fields = mine[["nhs_code", "numerator", "denominator", "reason"]]
    parts: dict[tuple[str, ...], list[Part]] = {}
    for part, *key in zip(
        map(Part._make, fields.itertuples(name=None)), *(mine[name] for name in by), strict=True
    ):
        parts.setdefault((area_of[part.nhs_code], *key), []).append(part)
    rows = []
    for (area_code, *key), found in sorted(parts.items()):
        note = _why_not(found, complete_sets(catalogue.areas[area_code]))
        numerator = nan if note else sum(part.numerator for part in found)
        denominator = nan if note else sum(part.denominator for part in found)
        first = min(part.row_number for part in found)
        rows.append((first, area_code, *key, numerator, denominator, note))
    columns = ["row_number", "area_code", *by, "numerator", "denominator", "value_note"]
    return pd.DataFrame(rows, columns=columns).set_index("row_number")


def _why_not(parts: Sequence[Part], sets: list[frozenset[str]]) -> str:
    """Why a sum cannot be made of these parts; "" when it can."""
    there = frozenset(part.nhs_code for part in parts)
    if there not in sets:
        nearest = max(sets, key=lambda codes: len(codes & there))
        return f"no figure for {', '.join(sorted(nearest - there))}, which is part of this area"
    for part in parts:
        if isnan(part.numerator) or isnan(part.denominator):
            alone = len(there) == 1
            where = "" if alone else f" in {part.nhs_code}, which is part of this area"
            return f"{part.reason}{where}"
    return ""


def _made_areas(catalogue: Catalogue) -> list[Area]:
    made = ("place", "sub_icb")
    return [a for a in catalogue.areas.values() if a.area_type in made and a.nhs_codes]
