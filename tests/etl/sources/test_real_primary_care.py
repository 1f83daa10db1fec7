"""The newest files of GP practices and hospitals, whole, against a naive recount in pandas."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from etl.gather import gather
from tests.etl.sources.figures import SHIPPED

SYSTEM, LIVERPOOL, ENGLAND = "E54000008", "E08000012", "E92000001"
OLDER = ("qof_2020_21_*.csv", "gp_practice_imd2019_cm.csv")


@pytest.fixture(scope="module")
def observation(
    open_data: Path, refresh_data: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[pd.DataFrame]:
    folder = tmp_path_factory.mktemp("primary")
    paths = [path for name in OLDER for path in (open_data / "primary_care").glob(name)]
    paths += [
        *(refresh_data / "primary_care").iterdir(),
        *(refresh_data / "nhs_activity").iterdir(),
    ]
    for path in paths:
        shutil.copy(path, folder)
    tables = gather(folder, SHIPPED).tables
    bad = tables["source_file"].query("state not in ('loaded', 'reference')")
    assert bad.empty, bad[["path", "state", "note"]]
    # One practice for people with epilepsy has more on a register than on its list, in both years.
    assert set(tables["rejected_row"]["column_name"]) == {"REGISTER"}
    assert len(tables["rejected_row"]) == 2
    yield tables["observation"]


def rows_of(
    observation: pd.DataFrame, indicator_id: str, label: str = "", group_id: str = "everyone"
) -> pd.DataFrame:
    found = observation[
        (observation["indicator_id"] == indicator_id) & (observation["group_id"] == group_id)
    ]
    return (found[found["period_label"] == label] if label else found).set_index("area_code")


@pytest.fixture(scope="module")
def practices(refresh_data: Path) -> pd.DataFrame:
    path = refresh_data / "primary_care" / "gp-reg-pat-prac-map_july2026_cm.csv"
    return pd.read_csv(path).set_index("PRACTICE_CODE")


@pytest.fixture(scope="module")
def registers(refresh_data: Path) -> pd.DataFrame:
    frame = pd.read_csv(refresh_data / "primary_care" / "PREVALENCE_2425_cm.csv")
    return frame.pivot(index="PRACTICE_CODE", columns="GROUP_CODE", values="REGISTER")


def test_every_register_of_2024_25_is_recounted(
    observation: pd.DataFrame, refresh_data: Path
) -> None:
    folder = refresh_data / "primary_care"
    raw = pd.read_csv(folder / "PREVALENCE_2425_cm.csv")
    england = pd.read_csv(folder / "PREVALENCE_2425_england_totals.csv").set_index("GROUP_CODE")
    sums = raw.groupby("GROUP_CODE")[["REGISTER", "PRACTICE_LIST_SIZE"]].sum()
    indicators = SHIPPED.indicators_from("qof")
    assert len(indicators) == len(sums) == 21
    for indicator in indicators:
        [code] = indicator.match["GROUP_CODE"]
        found = rows_of(observation, indicator.indicator_id, "2024/25")
        assert found.loc[ENGLAND, "numerator_count"] == england.loc[code, "REGISTER"]
        if code == "LD":  # where the row of one practice is refused
            assert pd.isna(found.loc[SYSTEM, "value"])
            continue
        counts = found.loc[SYSTEM, ["numerator_count", "denominator_count"]]
        assert tuple(counts) == tuple(sums.loc[code])
        assert found.index.str.fullmatch(r"[A-Z]\d{5}").sum() == 334


def test_a_place_has_the_sum_of_its_practices(
    observation: pd.DataFrame, registers: pd.DataFrame, practices: pd.DataFrame
) -> None:
    inside = practices.index[practices["SUB_ICB_LOCATION_CODE"] == "99A"]
    found = rows_of(observation, "hypertension-register", "2024/25").loc[LIVERPOOL]
    assert found["numerator_count"] == registers.loc[inside, "HYP"].sum()


def test_a_mean_of_cvdprevent_is_recounted(
    observation: pd.DataFrame,
    registers: pd.DataFrame,
    practices: pd.DataFrame,
    refresh_data: Path,
) -> None:
    raw = pd.read_csv(refresh_data / "primary_care" / "cvdprevent_practice_cm.csv")
    raw = raw.set_index("gp_code")
    inside = raw.index.intersection(practices.index[practices["SUB_ICB_LOCATION_CODE"] == "99A"])
    for indicator_id, column, codes in (
        ("bp-treated", "CVDP007HYP", ["HYP"]),
        ("cholesterol-on-target-cvd", "CVDP012CHOL", ["CHD", "STIA", "PAD"]),
        ("af-anticoagulated", "CVDP002AF", ["AF"]),
    ):
        found = rows_of(observation, indicator_id)
        assert ENGLAND not in found.index
        for area, chosen in ((LIVERPOOL, inside), (SYSTEM, raw.index)):
            part = pd.DataFrame(
                {"value": raw.loc[chosen, column], "weight": registers[codes].sum(axis=1)}
            ).dropna()
            part = part.loc[part.index.intersection(chosen)]
            mean = np.average(part["value"], weights=part["weight"])
            assert found.loc[area, "value"] == pytest.approx(mean, abs=1e-5)
            assert found.loc[area, "lower_ci"] < mean < found.loc[area, "upper_ci"]


def test_fewer_than_four_fifths_of_a_register_make_no_mean(observation: pd.DataFrame) -> None:
    found = rows_of(observation, "bp-overtreated").loc[SYSTEM]
    assert pd.isna(found["value"])
    assert found["value_note"] == "only 102 of 331 practices have a figure"


def test_friends_and_family_counts_are_whole_and_add_up(
    observation: pd.DataFrame, refresh_data: Path
) -> None:
    raw = pd.read_csv(refresh_data / "primary_care" / "fft_gp_feb26_cm.csv")
    positive = (raw["fft_responses"] * raw["fft_pct_positive"] / 100).round()
    found = rows_of(observation, "friends-and-family-gp").loc[SYSTEM]
    assert found["numerator_count"] == positive.sum() == 38_822
    assert found["denominator_count"] == raw["fft_responses"].sum() == 42_712
    assert found["value_note"] == "no figure for 67 of 335 practices"


def test_fifths_of_practices_are_recounted(
    observation: pd.DataFrame, open_data: Path, registers: pd.DataFrame
) -> None:
    scores = pd.read_csv(open_data / "primary_care" / "gp_practice_imd2019_cm.csv")
    most = scores.loc[scores["IMD_quintile"] == 5, "Practice.Code"]  # fifth 1 of ours
    found = rows_of(observation, "hypertension-register", "2024/25", group_id="practice-quintile-1")
    inside = registers.index.intersection(most)
    assert found.loc[SYSTEM, "numerator_count"] == registers.loc[inside, "HYP"].sum()


def test_hospital_figures_are_recounted(observation: pd.DataFrame, refresh_data: Path) -> None:
    folder = refresh_data / "nhs_activity"
    raw = pd.read_csv(folder / "ae_attendances_icb_monthly.csv").query("date == 'July 2025'")
    july = observation[observation["period_start_date"].astype(str) == "2025-07-01"]
    found = rows_of(july, "ae-within-four-hours")
    for area, part in ((SYSTEM, raw[raw["icb22_code"] == SYSTEM]), (ENGLAND, raw)):
        counts = part[["total_attendances", "attendances_over_4hours"]].sum()
        assert found.loc[area, "value"] == pytest.approx(
            100 * (1 - counts.iloc[1] / counts.iloc[0])
        )
    beds = pd.read_csv(folder / "no_criteria_to_reside_cm_icb_daily.csv")
    days = beds.loc[beds["date"].str.startswith("2025-07"), "do_not_meet_criteria_to_reside"]
    ready = rows_of(july, "ready-to-leave-hospital").loc[SYSTEM, "value"]
    assert ready == pytest.approx(days.mean())
    assert len(rows_of(observation, "ready-to-leave-hospital")) == beds["date"].str[:7].nunique()
    waiting = pd.read_csv(folder / "rtt_incomplete_pathways_june2024_cm_providers.csv")
    everyone = waiting.query("Treatment_Function_Code == 'C_999'").drop_duplicates("Provider_Code")
    found = rows_of(observation, "waiting-within-18-weeks").loc[SYSTEM]
    assert found["denominator_count"] == everyone["Grand_Total"].sum()


def test_registered_patients_are_those_of_the_file(
    observation: pd.DataFrame, refresh_data: Path
) -> None:
    path = refresh_data / "primary_care" / "gp-reg-pat-prac-quin-age_july2026_cm_icb_subicb.csv"
    raw = pd.read_csv(path).query("ORG_CODE == '99A'")
    everyone = raw.query("SEX == 'ALL' and AGE_GROUP_5 == 'ALL'")["NUMBER_OF_PATIENTS"].sum()
    bands = ["65_69", "70_74", "75_79", "80_84", "85_89", "90_94", "95+"]
    older = raw[(raw["SEX"] != "ALL") & raw["AGE_GROUP_5"].isin(bands)]["NUMBER_OF_PATIENTS"].sum()
    found = rows_of(observation, "registered-patients-65-plus").loc[LIVERPOOL]
    assert (found["numerator_count"], found["denominator_count"]) == (older, everyone)
