"""Sums for Places and the system: exact, complete, and never over a published figure."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.aggregate_places import aggregate
from etl.gather import gather
from insight.reference.catalogue import Catalogue
from insight.statistics import byar_interval, wilson_interval
from tests.etl.sources.figures import SHIPPED, changed

HALTON, SEFTON, EAST, WEST = "E06000006", "E08000014", "E06000049", "E06000050"
BOTH_CHESHIRES, SYSTEM = "E38000233", "E54000008"
PLACES = [place.area_code for place in SHIPPED.places()]
REGISTER = "hypertension-register"

NEIGHBOURHOODS = {"E01000001": HALTON, "E01000002": HALTON, "E01000003": SEFTON}
PRACTICES = {"N81001": HALTON, "N81002": HALTON, "N81003": SEFTON, "N81004": BOTH_CHESHIRES}


def tables() -> dict[str, pd.DataFrame]:
    """Three neighbourhoods of 2021, two of 2011 (one unchanged), two middle layers, practices."""
    columns = ["area_code", "area_type", "place_code", "parent_code"]
    rows = [(code, "place", code, SYSTEM) for code in PLACES]
    rows += [
        ("E02000001", "msoa", HALTON, HALTON),
        ("E02000002", "msoa", SEFTON, SEFTON),
        ("E01000001", "lsoa21", HALTON, "E02000001"),
        ("E01000002", "lsoa21", HALTON, "E02000001"),
        ("E01000003", "lsoa21", SEFTON, "E02000002"),
        ("E01000009", "lsoa11", HALTON, "E02000001"),
    ]
    for code, area in PRACTICES.items():
        rows.append((code, "practice", area if area in PLACES else None, area))
    links = [("E01000009", "E01000001"), ("E01000009", "E01000002"), ("E01000003", "E01000003")]
    return {
        "area": pd.DataFrame(rows, columns=columns),
        "area_change": pd.DataFrame(links, columns=["lsoa11_code", "lsoa21_code"]),
        "practice_deprivation": pd.DataFrame(
            {"area_code": ["N81001", "N81002", "N81003"], "quintile": [1, 1, 4]}
        ),
    }


def observed(
    counts: dict[str, tuple[float, float]],
    indicator_id: str = REGISTER,
    group_id: str = "everyone",
    year: int = 2021,
) -> pd.DataFrame:
    rows = [
        {
            "indicator_id": indicator_id,
            "area_code": code,
            "group_id": group_id,
            "sex": "persons",
            "age": "All ages",
            "period_start_date": date(year, 1, 1),
            "period_end_date": date(year, 12, 31),
            "period_label": str(year),
            "value": 100 * count / among,
            "lower_ci": np.nan,
            "upper_ci": np.nan,
            "numerator_count": float(count),
            "denominator_count": float(among),
            "value_note": None,
            "source_file_id": "file-1",
        }
        for code, (count, among) in counts.items()
    ]
    return pd.DataFrame(rows)


def added(
    observations: pd.DataFrame, catalogue: Catalogue = SHIPPED, **without: None
) -> pd.DataFrame:
    """Rows that `combine` adds for everyone, by area."""
    known = {name: frame for name, frame in tables().items() if name not in without}
    together = aggregate(observations, known, catalogue)
    pd.testing.assert_frame_equal(together.iloc[: len(observations)], observations)
    new = together.iloc[len(observations) :]
    assert not new.duplicated(["area_code", "group_id", "period_label"]).any()
    return new[new["group_id"] == "everyone"].set_index("area_code")


def test_practices_are_added_up_to_their_area_and_the_system() -> None:
    counts = {"N81001": (10, 100), "N81002": (30, 200), "N81003": (5, 50), "N81004": (7, 70)}
    found = added(observed(counts))
    assert set(found.index) == {HALTON, SEFTON, BOTH_CHESHIRES, EAST, WEST, SYSTEM}
    assert tuple(found.loc[HALTON, ["numerator_count", "denominator_count"]]) == (40, 300)
    assert tuple(found.loc[SYSTEM, ["numerator_count", "denominator_count"]]) == (52, 420)
    lower, upper = wilson_interval(40, 300)
    halton = found.loc[HALTON]
    assert halton["value"] == pytest.approx(100 * 40 / 300)
    assert (halton["lower_ci"], halton["upper_ci"]) == pytest.approx((100 * lower, 100 * upper))
    assert (halton["period_label"], halton["source_file_id"]) == ("2021", "file-1")
    assert halton["value_note"] is None or pd.isna(halton["value_note"])


def test_neither_cheshire_can_be_told_from_the_other() -> None:
    counts = dict.fromkeys(PRACTICES, (10.0, 100.0))
    found = added(observed(counts)).loc[[EAST, WEST]]
    assert found["value"].isna().all()
    assert set(found["value_note"]) == {"One figure covers both Cheshire Places"}


def test_a_missing_part_leaves_the_sum_blank_and_says_so() -> None:
    counts = {"N81001": (10.0, 100.0), "N81003": (5.0, 50.0), "N81004": (7.0, 70.0)}
    found = added(observed(counts))
    assert found.loc[HALTON, "value_note"] == "no figure for 1 of 2 practices"
    assert found.loc[SYSTEM, "value_note"] == "no figure for 1 of 4 practices"
    columns = ["value", "lower_ci", "upper_ci", "numerator_count", "denominator_count"]
    assert found.loc[[HALTON, SYSTEM], columns].isna().all().all()
    assert found.loc[SEFTON, "value"] == 10


def test_a_hidden_part_leaves_the_sum_blank() -> None:
    rows = observed(dict.fromkeys(PRACTICES, (10.0, 100.0)))
    rows.loc[0, ["value", "numerator_count", "denominator_count"]] = np.nan
    found = added(rows)
    assert pd.isna(found.loc[HALTON, "value"])
    assert found.loc[SEFTON, "value"] == 10


@pytest.mark.parametrize(
    "codes", [["E01000001", "E01000002", "E01000003"], ["E01000009", "E01000003"]]
)
def test_neighbourhoods_of_either_year_are_whole_on_their_own(codes: list[str]) -> None:
    found = added(observed(dict.fromkeys(codes, (1.0, 10.0)), "fuel-poverty"))
    assert found.loc[HALTON, "denominator_count"] == 10 * (len(codes) - 1)
    assert found.loc[SYSTEM, "denominator_count"] == 10 * len(codes)
    assert found["value"].notna().all()
    assert found["lower_ci"].isna().all()  # the publisher's figures are modelled: no range


def test_without_the_table_of_changes_the_kind_of_area_decides() -> None:
    codes = dict.fromkeys(NEIGHBOURHOODS, (1.0, 10.0))
    assert added(observed(codes, "fuel-poverty"), area_change=None)["value"].notna().all()


def test_middle_layer_areas_are_added_up() -> None:
    counts = {"E02000001": (4.0, 400.0), "E02000002": (6.0, 100.0)}
    found = added(observed(counts, "limited-english"))
    assert (found.loc[HALTON, "value"], found.loc[SYSTEM, "value"]) == (1, 2)


def test_nine_places_make_the_system_and_eight_do_not() -> None:
    counts = {code: (10.0 * n, 1000.0) for n, code in enumerate(PLACES, start=1)}
    found = added(observed(counts, "smoking-gp-recorded"))
    assert list(found.index) == [SYSTEM]
    assert tuple(found.loc[SYSTEM, ["numerator_count", "denominator_count"]]) == (450, 9000)
    assert found.loc[SYSTEM, "lower_ci"] == pytest.approx(100 * wilson_interval(450, 9000)[0])
    del counts[HALTON]
    eight = added(observed(counts, "smoking-gp-recorded"))
    assert eight.loc[SYSTEM, "value_note"] == "no figure for 1 of 9 Places"


def test_rates_get_byars_interval() -> None:
    rates = changed("preventable-mortality", combine=True, ci_method="byar")
    counts = {code: (20.0, 10_000.0) for code in PLACES}
    found = added(observed(counts, "preventable-mortality"), rates).loc[SYSTEM]
    lower, upper = byar_interval(180, 90_000, multiplier=100_000)
    assert found["value"] == pytest.approx(200)
    assert (found["lower_ci"], found["upper_ci"]) == pytest.approx((lower, upper))


def test_counts_in_an_unknown_unit_are_not_added() -> None:
    odd = changed("preventable-mortality", combine=True, unit="per 1,000 births")
    with pytest.raises(ValueError, match="preventable-mortality: counts in 'per 1,000 births'"):
        added(observed({code: (20.0, 100.0) for code in PLACES}, "preventable-mortality"), odd)


def test_a_published_figure_stays_even_a_blank_one() -> None:
    published = observed({SYSTEM: (1.0, 4.0)}, "smoking-gp-recorded")
    blank = observed({HALTON: (1.0, 4.0)}, "fuel-poverty")
    blank.loc[0, ["value", "numerator_count", "denominator_count"]] = np.nan
    parts = [
        published,
        blank,
        observed(dict.fromkeys(PLACES, (10.0, 100.0)), "smoking-gp-recorded"),
        observed(dict.fromkeys(NEIGHBOURHOODS, (1.0, 10.0)), "fuel-poverty"),
    ]
    rows = pd.concat(parts, ignore_index=True)
    found = added(rows)
    assert list(found["indicator_id"].unique()) == ["fuel-poverty"]
    assert set(found.index) == {SEFTON, SYSTEM}


def test_nothing_is_added_unless_the_catalogue_says_so() -> None:
    apart = changed("fuel-poverty", combine=False)
    assert added(observed(dict.fromkeys(NEIGHBOURHOODS, (1.0, 10.0)), "fuel-poverty"), apart).empty


def test_groups_and_periods_are_added_up_apart() -> None:
    rows = pd.concat(
        [
            observed(dict.fromkeys(NEIGHBOURHOODS, (count, 10.0)), "residents-by-age", group, year)
            for count, group, year in (
                (1.0, "age-0-15", 2020),
                (2.0, "age-0-15", 2021),
                (3.0, "age-65-plus", 2021),
            )
        ],
        ignore_index=True,
    )
    together = aggregate(rows, tables(), SHIPPED).iloc[len(rows) :]
    system = together[together["area_code"] == SYSTEM]
    found = system.set_index(["group_id", "period_label"])["value"]
    assert found.to_dict() == {
        ("age-0-15", "2020"): 10,
        ("age-0-15", "2021"): 20,
        ("age-65-plus", "2021"): 30,
    }


def test_practices_are_added_up_by_fifth_of_deprivation() -> None:
    counts = {"N81001": (10, 100), "N81002": (30, 200), "N81003": (5, 50), "N81004": (7, 70)}
    together = aggregate(observed(counts), tables(), SHIPPED)
    fifths = together[together["group_id"] != "everyone"].set_index("group_id")
    assert set(fifths["area_code"]) == {SYSTEM}
    assert fifths["denominator_count"].to_dict() == {
        "practice-quintile-1": 300,
        "practice-quintile-4": 50,
    }
    assert set(fifths["value_note"]) == {
        "1 of 4 practices have no deprivation score and are in no fifth"
    }
    assert added(observed(counts), practice_deprivation=None).loc[SYSTEM, "value"] > 0


def test_no_observations_stay_none() -> None:
    assert aggregate(pd.DataFrame(columns=["area_code"]), tables(), SHIPPED).empty


COUNTS = st.tuples(st.integers(0, 500), st.integers(500, 9000))


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(st.lists(COUNTS, min_size=4, max_size=4))
def test_the_system_lies_between_its_parts(counts: list[tuple[int, int]]) -> None:
    found = added(observed(dict(zip(PRACTICES, counts, strict=True)))).loc[SYSTEM]
    shares = [100 * count / among for count, among in counts]
    assert min(shares) - 1e-9 <= found["value"] <= max(shares) + 1e-9
    assert found["lower_ci"] <= found["value"] <= found["upper_ci"]
    assert found["denominator_count"] == sum(among for _, among in counts)


@pytest.fixture(scope="module")
def primary_care(open_data: Path) -> pd.DataFrame:
    return gather(open_data / "primary_care", SHIPPED).tables["observation"]


@pytest.mark.parametrize(
    ("area_code", "codes"),
    [
        (HALTON, ["01F"]),
        (SEFTON, ["01T", "01V"]),
        (BOTH_CHESHIRES, ["27D"]),
        (SYSTEM, ["01F", "01J", "01T", "01V", "01X", "02E", "12F", "27D", "99A"]),
    ],
)
def test_real_registers_add_up(
    area_code: str, codes: list[str], open_data: Path, primary_care: pd.DataFrame
) -> None:
    raw = pd.read_csv(next((open_data / "primary_care").glob("qof_*_practice_cm.csv")))
    raw = raw[(raw["GROUP_CODE"] == "HYP") & raw["CCG_ODS_CODE"].isin(codes)]
    count, among = raw["REGISTER"].sum(), raw["PRACTICE_LIST_SIZE"].sum()
    is_it = (primary_care["indicator_id"] == REGISTER) & (primary_care["area_code"] == area_code)
    [found] = primary_care[is_it & (primary_care["group_id"] == "everyone")].itertuples()
    assert (found.numerator_count, found.denominator_count) == (count, among)
    assert found.value == pytest.approx(100 * count / among, abs=1e-6)


def test_real_registers_by_practice_fifth_add_up(
    open_data: Path, primary_care: pd.DataFrame
) -> None:
    folder = open_data / "primary_care"
    raw = pd.read_csv(next(folder.glob("qof_*_practice_cm.csv")))
    scores = pd.read_csv(folder / "gp_practice_imd2019_cm.csv")
    raw = raw[raw["GROUP_CODE"] == "HYP"].merge(
        scores, left_on="PRACTICE_CODE", right_on="Practice.Code"
    )
    # In this file the fifth with the highest scores is 5; in the store it is 1.
    assert scores.groupby("IMD_quintile")["IMD"].mean().is_monotonic_increasing
    sums = raw.groupby("IMD_quintile")[["REGISTER", "PRACTICE_LIST_SIZE"]].sum()
    found = primary_care[
        (primary_care["indicator_id"] == REGISTER) & (primary_care["area_code"] == SYSTEM)
    ].set_index("group_id")
    for fifth, row in sums.iterrows():
        made = found.loc[f"practice-quintile-{6 - int(fifth)}"]
        assert made["numerator_count"] == row["REGISTER"]
        assert made["denominator_count"] == row["PRACTICE_LIST_SIZE"]


def test_neighbourhoods_are_added_up_to_middle_layer_areas_and_by_kind() -> None:
    """Recounted by hand: three neighbourhoods of one Place, one of them rural, one of another."""
    area = pd.DataFrame(
        [
            ("E01000001", "lsoa21", "E06000006", "E02000001"),
            ("E01000002", "lsoa21", "E06000006", "E02000001"),
            ("E01000003", "lsoa21", "E06000006", "E02000002"),
            ("E01000004", "lsoa21", "E06000007", "E02000003"),
            ("E02000001", "msoa", "E06000006", "E06000006"),
            ("E02000002", "msoa", "E06000006", "E06000006"),
            ("E02000003", "msoa", "E06000007", "E06000007"),
        ],
        columns=["area_code", "area_type", "place_code", "parent_code"],
    )
    homes = area[area["area_type"] == "lsoa21"]
    kinds = ["Urban: near", "Larger rural: near", "Urban: near", "Urban: far"]
    tables = {"area": area, "neighbourhood": homes.assign(rural_urban=kinds)}
    counted = [(5, 100), (20, 100), (10, 200), (30, 100)]
    rows = observed(dict(zip(homes["area_code"], counted, strict=True)), "bad-health")
    found = aggregate(rows, tables, SHIPPED)
    found = found.set_index(["area_code", "group_id"])[["numerator_count", "denominator_count"]]
    counts = {key: tuple(row) for key, row in zip(found.index, found.to_numpy(), strict=True)}
    assert counts["E02000001", "everyone"] == (25, 200)
    assert counts["E02000002", "everyone"] == (10, 200)
    assert counts["E06000006", "everyone"] == (35, 400)
    assert counts["E06000006", "plus-rural"] == (20, 100)
    assert counts["E06000006", "plus-not-rural"] == (15, 300)
    assert counts["E54000008", "plus-rural"] == (20, 100)
    assert counts["E54000008", "plus-not-rural"] == (45, 400)
    # A Place without a rural neighbourhood is in its own figure already.
    assert ("E06000007", "plus-not-rural") not in counts
    gone = aggregate(rows.iloc[1:], tables, SHIPPED).set_index(["area_code", "group_id"])
    assert gone.loc[("E02000001", "everyone"), "value_note"] == (
        "no figure for 1 of 2 neighbourhoods"
    )
    assert gone.loc[("E54000008", "plus-rural"), "numerator_count"] == 20
