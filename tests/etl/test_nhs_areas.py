"""NHS areas make up Places exactly, or the sum says why it cannot be made."""

from __future__ import annotations

from itertools import combinations

import pandas as pd
import pytest

from etl.nhs_areas import areas_by_nhs_code, complete_sets, sum_to_areas, whole_areas
from tests.etl.sources.figures import SHIPPED

HALTON, SEFTON, BOTH_CHESHIRES = "E06000006", "E08000014", "E38000233"
OLD_CHESHIRE = ("01C", "01R", "02D", "02F")


def sums(*counts: tuple[str, float | None, float | None], year: str = "2020") -> pd.DataFrame:
    rows = pd.DataFrame(counts, columns=["nhs_code", "numerator", "denominator"])
    rows = rows.astype({"numerator": float, "denominator": float})
    rows.index = pd.RangeIndex(2, 2 + len(rows))
    found = sum_to_areas(rows.assign(year=year, reason="too few to show"), ["year"], SHIPPED)
    return found.reset_index().set_index("area_code")


def test_codes_lie_in_the_area_they_help_to_make() -> None:
    codes = areas_by_nhs_code(SHIPPED)
    assert (codes["01F"], codes["01T"], codes["01V"]) == (HALTON, SEFTON, SEFTON)
    assert {codes[code] for code in ("27D", *OLD_CHESHIRE)} == {BOTH_CHESHIRES}


def test_some_codes_are_a_whole_area() -> None:
    whole = whole_areas(SHIPPED)
    assert (whole["01F"], whole["27D"], whole["QYG"]) == (HALTON, BOTH_CHESHIRES, "E54000008")
    assert whole["E92000001"] == "E92000001"
    assert not {"01T", "01V", *OLD_CHESHIRE} & whole.keys()


def test_every_place_but_the_two_cheshires_can_be_made() -> None:
    made = {place.area_name for place in SHIPPED.places() if complete_sets(place)}
    assert {place.area_name for place in SHIPPED.places()} - made == {
        "Cheshire East",
        "Cheshire West and Chester",
    }


def test_a_place_of_two_parts_is_their_sum() -> None:
    found = sums(("01T", 3, 10), ("01F", 1, 4), ("01V", 4, 20)).loc[SEFTON]
    assert (found["numerator"], found["denominator"], found["value_note"]) == (7, 30, "")
    assert found["row_number"] == 2


@pytest.mark.parametrize("there", ["01T", "01V"])
def test_half_of_sefton_is_not_sefton(there: str) -> None:
    found = sums((there, 3, 10)).loc[SEFTON]
    lacking = ({"01T", "01V"} - {there}).pop()
    assert found[["numerator", "denominator"]].isna().all()
    assert found["value_note"] == f"no figure for {lacking}, which is part of this area"


def test_a_part_without_a_count_says_so() -> None:
    found = sums(("01T", None, 10), ("01V", 4, 20), ("01F", 1, None))
    assert found.loc[SEFTON, "value_note"] == ("too few to show in 01T, which is part of this area")
    assert found.loc[HALTON, "value_note"] == "too few to show"
    assert found["numerator"].isna().all()


def test_cheshire_is_its_own_code_or_all_four_it_replaced() -> None:
    assert sums(("27D", 8, 9)).loc[BOTH_CHESHIRES, "numerator"] == 8
    old = [(code, 1.0, 2.0) for code in OLD_CHESHIRE]
    assert sums(*old).loc[BOTH_CHESHIRES, "denominator"] == 8


@pytest.mark.parametrize("part", [c for n in (1, 2, 3) for c in combinations(OLD_CHESHIRE, n)])
def test_part_of_old_cheshire_is_never_cheshire(part: tuple[str, ...]) -> None:
    found = sums(*((code, 1.0, 2.0) for code in part)).loc[BOTH_CHESHIRES]
    assert pd.isna(found["numerator"])
    assert found["value_note"].startswith("no figure for ")


def test_a_code_and_the_one_that_replaced_it_are_not_added() -> None:
    assert pd.isna(sums(("27D", 8, 9), ("01C", 1, 2)).loc[BOTH_CHESHIRES, "numerator"])


def test_other_areas_are_left_out() -> None:
    assert list(sums(("00T", 3, 10), ("01F", 1, 4)).index) == [HALTON]
