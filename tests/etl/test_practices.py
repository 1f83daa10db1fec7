"""Practices of an NHS area of two Places find theirs; means of practices are weighted."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from etl.aggregate_places import aggregate
from etl.practice_means import practice_means
from etl.practices import with_places
from tests.etl.sources.figures import SHIPPED, changed

EAST, WEST, BOTH, HALTON = "E06000049", "E06000050", "E38000233", "E06000006"
SYSTEM = "E54000008"
HYP, TREATED = "hypertension-register", "bp-treated"


def areas() -> pd.DataFrame:
    rows = [(place.area_code, "place", place.area_code, SYSTEM) for place in SHIPPED.places()]
    rows += [("E02000001", "msoa", EAST, EAST), ("E02000002", "msoa", WEST, WEST)]
    rows += [(f"N8100{n}", "practice", None, BOTH) for n in range(6)]
    rows += [(f"N8200{n}", "practice", HALTON, HALTON) for n in range(3)]
    return pd.DataFrame(rows, columns=["area_code", "area_type", "place_code", "parent_code"])


def placed(practices: list[tuple[str, str, str]]) -> dict[str, str | None]:
    parts = pd.DataFrame(practices, columns=["area_code", "pcn_code", "postcode"])
    postcodes = pd.DataFrame(
        [("CW11AA", "E02000001"), ("CH11AA", "E02000002"), ("WA71AA", "E02000009")],
        columns=["postcode", "area_code"],
    )
    found = with_places({"area": areas(), "postcode": postcodes}, {"practice": [parts]})
    found = found[found["area_type"] == "practice"]
    return dict(zip(found["area_code"], found["place_code"], strict=True))


def test_the_postcode_of_the_surgery_decides_in_an_area_of_two_places() -> None:
    found = placed([("N81000", "U1", "cw1 1aa"), ("N81001", "U1", "CH1 1AA")])
    assert (found["N81000"], found["N81001"]) == (EAST, WEST)


def test_an_nhs_area_of_one_place_decides_whatever_the_postcode() -> None:
    assert placed([("N82000", "U1", "CW1 1AA")])["N82000"] == HALTON


def test_without_a_postcode_the_network_decides_where_most_of_it_lies() -> None:
    network = [
        ("N81000", "U1", "CW1 1AA"),
        ("N81001", "U1", "CW1 1AA"),
        ("N81002", "U1", "CH1 1AA"),
    ]
    assert placed([*network, ("N81003", "U1", "")])["N81003"] == EAST
    halves = [("N81000", "U1", "CW1 1AA"), ("N81002", "U1", "CH1 1AA")]
    assert pd.isna(placed([*halves, ("N81003", "U1", "")])["N81003"])
    assert pd.isna(placed([("N81000", "", "CW1 1AA"), ("N81003", "", "XX1 1XX")])["N81003"])


def observed(
    indicator_id: str, rows: dict[str, tuple[float, float, float]], year: int = 2024
) -> pd.DataFrame:
    """rows: practice → value, numerator, denominator."""
    return pd.DataFrame(
        [
            {
                "indicator_id": indicator_id,
                "area_code": code,
                "group_id": "everyone",
                "sex": "persons",
                "age": "All ages",
                "period_start_date": date(year, 1, 1),
                "period_end_date": date(year, 12, 31),
                "period_label": str(year),
                "value": value,
                "lower_ci": np.nan,
                "upper_ci": np.nan,
                "numerator_count": count,
                "denominator_count": among,
                "value_note": None,
                "source_file_id": "file",
            }
            for code, (value, count, among) in rows.items()
        ]
    )


def all_practices(count: float = 100.0) -> dict[str, tuple[float, float, float]]:
    names = areas().query("area_type == 'practice'")["area_code"]
    return {code: (10.0, count, 1000.0) for code in names}


def sums(observations: pd.DataFrame, area: pd.DataFrame | None = None) -> pd.DataFrame:
    tables = {"area": areas() if area is None else area}
    found = aggregate(observations, tables, SHIPPED)
    return found.iloc[len(observations) :].set_index(["area_code", "period_label"])


def test_both_cheshires_have_sums_once_all_their_practices_are_placed() -> None:
    area = areas()
    cheshire = area["parent_code"] == BOTH
    area.loc[cheshire, "place_code"] = [EAST, EAST, EAST, EAST, WEST, WEST]
    found = sums(observed(HYP, all_practices()), area)
    assert found.loc[(EAST, "2024"), "numerator_count"] == 400
    assert found.loc[(WEST, "2024"), "numerator_count"] == 200
    assert found.loc[(BOTH, "2024"), "numerator_count"] == 600
    area.loc[area["area_code"] == "N81005", "place_code"] = None
    found = sums(observed(HYP, all_practices()), area)
    assert found.loc[[(EAST, "2024"), (WEST, "2024")], "value"].isna().all()


def test_a_practice_that_has_closed_is_not_missed() -> None:
    early = observed(HYP, all_practices(), 2020)
    late = {code: row for code, row in all_practices().items() if code != "N81005"}
    found = sums(pd.concat([early, observed(HYP, late, 2024)], ignore_index=True))
    assert found.loc[(SYSTEM, "2020"), "numerator_count"] == 900
    assert found.loc[(SYSTEM, "2024"), "numerator_count"] == 800


def test_a_practice_there_before_and_after_is_missed() -> None:
    years = [observed(HYP, all_practices(), year) for year in (2020, 2024)]
    between = {code: row for code, row in all_practices().items() if code != "N81005"}
    found = sums(pd.concat([*years, observed(HYP, between, 2022)], ignore_index=True))
    assert found.loc[(SYSTEM, "2022"), "value_note"] == "no figure for 1 of 9 practices"


def test_a_part_of_a_year_makes_no_sum_of_the_whole() -> None:
    """One Place's rows of the newest year: that Place has its sum, the system has none."""
    halton = {code: row for code, row in all_practices().items() if code.startswith("N82")}
    both = [observed(HYP, all_practices(), 2020), observed(HYP, halton, 2024)]
    found = sums(pd.concat(both, ignore_index=True))
    assert found.loc[(HALTON, "2024"), "numerator_count"] == 300
    assert found.loc[(SYSTEM, "2024"), "value_note"] == "no figure for 6 of 9 practices"


def test_sums_of_those_with_a_figure_say_how_many_have_none() -> None:
    rows = {code: (90.0, 9.0, 10.0) for code in all_practices()}
    rows["N82000"] = (np.nan, np.nan, np.nan)
    found = sums(observed("friends-and-family-gp", rows))
    system = found.loc[(SYSTEM, "2024")]
    assert (system["numerator_count"], system["denominator_count"]) == (72, 80)
    assert system["value_note"] == "no figure for 1 of 9 practices"
    assert pd.isna(system["lower_ci"])  # anybody may answer: no range
    del rows["N82001"]  # a practice that the file does not name at all
    assert pd.isna(sums(observed("friends-and-family-gp", rows)).loc[(SYSTEM, "2024"), "value"])


VALUES = {"N82000": 60.0, "N82001": 70.0, "N82002": 75.0, "N81000": 50.0}
REGISTERS = {"N82000": 100.0, "N82001": 300.0, "N82002": 200.0, "N81000": 400.0}


def means(values: dict[str, float], year: int = 2025, **tables: pd.DataFrame) -> pd.DataFrame:
    weights = observed(HYP, {code: (1, found, 5000) for code, found in REGISTERS.items()}, 2020)
    later = observed(HYP, {code: (1, 9 * found, 5000) for code, found in REGISTERS.items()}, 2027)
    figures = observed(TREATED, {c: (value, np.nan, np.nan) for c, value in values.items()}, year)
    together = pd.concat([weights, later, figures], ignore_index=True)
    found = practice_means(together, {"area": areas(), **tables}, SHIPPED)
    new = found[found["indicator_id"] == TREATED].set_index(["area_code", "group_id"])
    return new[~new.index.get_level_values(0).isin(list(values))]


def test_a_mean_is_weighted_by_the_register_and_called_approximate() -> None:
    halton = means(VALUES).loc[(HALTON, "everyone")]
    assert halton["value"] == pytest.approx((60 * 100 + 70 * 300 + 75 * 200) / 600, abs=1e-6)
    assert halton["value_note"].startswith("approximate: the mean of 3 of 3 practices")
    assert pd.isna(halton["numerator_count"])
    weights, spread = np.array([100, 300, 200]), np.array([60, 70, 75]) - halton["value"]
    error = np.sqrt(3 / 2 * ((weights * spread) ** 2).sum()) / 600
    reach = stats.t.ppf(0.975, 2) * error
    assert halton["upper_ci"] == pytest.approx(halton["value"] + reach, abs=1e-5)


def test_too_few_practices_or_too_small_a_share_make_no_mean() -> None:
    found = means(VALUES)
    assert found.loc[(BOTH, "everyone"), "value_note"] == "only 1 of 1 practices have a figure"
    found = means(VALUES | {"N82001": np.nan})
    assert pd.isna(found.loc[(HALTON, "everyone"), "value"])
    assert found.loc[(HALTON, "everyone"), "value_note"] == "only 2 of 3 practices have a figure"


def test_fifths_of_practices_have_means_in_the_system() -> None:
    fifths = pd.DataFrame(
        {
            "area_code": ["N82000", "N82001", "N82002", "N81000"],
            "edition": "2019",
            "quintile": [1, 1, 1, 5],
        }
    )
    newer = fifths.assign(edition="2025", quintile=None)  # an extract gives no fifth
    found = means(VALUES, practice_deprivation=pd.concat([fifths, newer]))
    halton = found.loc[(HALTON, "everyone"), "value"]
    assert found.loc[(SYSTEM, "practice-quintile-1"), "value"] == halton
    assert pd.isna(found.loc[(SYSTEM, "practice-quintile-5"), "value"])


def test_means_are_made_again_and_never_kept() -> None:
    figures = observed(TREATED, {HALTON: (99.0, np.nan, np.nan)}, 2025)
    weights = observed(HYP, {code: (1, found, 5000) for code, found in REGISTERS.items()}, 2020)
    found = practice_means(
        pd.concat([weights, figures], ignore_index=True), {"area": areas()}, SHIPPED
    )
    assert found[found["indicator_id"] == TREATED].empty


def test_several_registers_are_added_up() -> None:
    catalogue = changed(TREATED, weighted_by={HYP: ("numerator_count", "denominator_count")})
    rows = {code: (1, found, 1000) for code, found in REGISTERS.items()}
    figures = {code: (value, np.nan, np.nan) for code, value in VALUES.items()}
    together = pd.concat([observed(HYP, rows), observed(TREATED, figures)], ignore_index=True)
    found = practice_means(together, {"area": areas()}, catalogue)
    [halton] = found[(found["indicator_id"] == TREATED) & (found["area_code"] == HALTON)].value
    assert halton == pytest.approx((60 * 1100 + 70 * 1300 + 75 * 1200) / 3600, abs=1e-6)
