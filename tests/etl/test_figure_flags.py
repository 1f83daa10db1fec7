"""Signs of doubt: found on figures made up and on the real ones, and left out once lifted."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import pytest

from etl import embedded_figures
from etl.figure_flags import COLUMNS, alarm_rates, figure_flags
from insight import settings
from insight.reference.areas import project_catalogue
from insight.reference.catalogue import Catalogue
from insight.statistics import doubt
from insight.store.decisions import flag_subject

SEFTON, LIVERPOOL = "E08000014", "E08000012"
CHECKS = ["alcohol", "blood-pressure", "cholesterol", "glucose", "smoking", "weight"]
NONE_MADE = pd.DataFrame(columns=["subject_id", "value"])
CHECKED = date(2023, 4, 1)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return project_catalogue()


@pytest.fixture(scope="module")
def real() -> dict[str, pd.DataFrame]:
    return embedded_figures.load(settings.FIGURES)


def found(flags: pd.DataFrame) -> set[tuple[Any, ...]]:
    return set(flags[COLUMNS[:-1]].itertuples(index=False, name=None))


def made_up(
    indicator_id: str,
    change: dict[tuple[str, int], float],
    areas: int = 30,
    people: dict[tuple[str, int], float] | None = None,
) -> dict[str, pd.DataFrame]:
    """A made-up indicator from 2018 to 2023: areas that wander, Sefton among them, changed."""
    random = np.random.default_rng(3)
    codes = [SEFTON, LIVERPOOL, *(f"E07{number:06}" for number in range(areas - 2))]
    rows = []
    for code in codes:
        level = random.uniform(40, 60)
        for year in range(2018, 2024):
            level += random.normal(0, 0.8)
            given = change.get((code, year), round(level, 4))
            counted = (people or {}).get((code, year), 4000 + random.normal(0, 40))
            rows.append((indicator_id, code, date(year, 1, 1), date(year, 12, 31), given, counted))
    columns = ["indicator_id", "area_code", "period_start_date", "period_end_date", "value"]
    frame = pd.DataFrame(rows, columns=[*columns, "denominator_count"])
    frame = frame.assign(
        group_id="everyone", period_label=[f"{day:%Y}" for day in frame["period_start_date"]]
    )
    types = ["place", "place", *["authority"] * (areas - 2)]
    area = pd.DataFrame({"area_code": codes, "area_type": types, "area_name": codes})
    return {"observation": frame, "area": area}


def test_sound_figures_have_no_sign(catalogue: Catalogue) -> None:
    tables = made_up("smoking-adults", {})
    assert figure_flags(tables, catalogue, NONE_MADE).empty


def test_a_break_is_found_once_and_not_again_when_it_lasts_or_passes(catalogue: Catalogue) -> None:
    tables = made_up("smoking-adults", {(SEFTON, 2021): 12.0})
    breaks = found(figure_flags(tables, catalogue, NONE_MADE))
    assert breaks == {("smoking-adults", SEFTON, date(2021, 1, 1), "break")}


def test_everybodys_change_is_no_break(catalogue: Catalogue) -> None:
    tables = made_up("smoking-adults", {})
    rows = tables["observation"]
    is_late = rows["period_start_date"] >= date(2021, 1, 1)
    rows["value"] = rows["value"].mask(is_late, rows["value"] / 3)
    assert figure_flags(tables, catalogue, NONE_MADE).empty


def test_a_partial_return_counts_far_fewer_people(catalogue: Catalogue) -> None:
    tables = made_up("smoking-adults", {}, people={(SEFTON, 2022): 900.0})
    flags = figure_flags(tables, catalogue, NONE_MADE)
    assert found(flags) == {("smoking-adults", SEFTON, date(2022, 1, 1), "partial_return")}
    assert "counts among 900 in 2022" in flags["reason"].iloc[0]


def test_a_figure_far_outside_england_is_found(catalogue: Catalogue) -> None:
    far = dict.fromkeys([(SEFTON, year) for year in range(2018, 2024)], 97.0)
    flags = figure_flags(made_up("smoking-adults", far, areas=150), catalogue, NONE_MADE)
    assert ("smoking-adults", SEFTON, date(2023, 1, 1), "out_of_range") in found(flags)


def test_a_figure_the_same_to_the_last_digit_is_found(catalogue: Catalogue) -> None:
    same = {(SEFTON, 2022): 47.1234, (SEFTON, 2023): 47.1234}
    flags = figure_flags(made_up("smoking-adults", same), catalogue, NONE_MADE)
    assert ("smoking-adults", SEFTON, date(2023, 1, 1), "repeated") in found(flags)


def test_a_figure_of_women_that_was_copied_from_men_is_found(catalogue: Catalogue) -> None:
    men = made_up("life-expectancy-male", {})
    random = np.random.default_rng(5)
    rows = men["observation"]
    women = rows.assign(
        indicator_id="life-expectancy-female",
        value=(rows["value"] + random.normal(4, 0.4, len(rows))).round(4),
    )
    is_copied = (rows["area_code"] == SEFTON) & (rows["period_label"] == "2022")
    women["value"] = women["value"].mask(is_copied, rows["value"])
    tables = men | {"observation": pd.concat([rows, women], ignore_index=True)}
    flags = figure_flags(tables, catalogue, NONE_MADE)
    flags = flags[flags["flag"] == "repeated"]
    year = date(2022, 1, 1)
    assert found(flags) == {
        (f"life-expectancy-{sex}", SEFTON, year, "repeated") for sex in ("female", "male")
    }
    assert all("for women and men" in reason for reason in flags["reason"])


def test_repeats_are_no_sign_where_other_areas_repeat_too(catalogue: Catalogue) -> None:
    tables = made_up("smoking-adults", {(SEFTON, 2022): 47.1234, (SEFTON, 2023): 47.1234}, areas=60)
    rows = tables["observation"]
    last = rows["value"].where(rows["period_start_date"] < date(2023, 1, 1))
    copied = rows["area_code"].isin([f"E07{number:06}" for number in range(5)])
    rows["value"] = last.fillna(rows["value"].shift()).where(copied, rows["value"])
    flags = figure_flags(tables, catalogue, NONE_MADE)
    assert "repeated" not in set(flags["flag"])


def test_a_period_that_was_copied_is_found_in_every_area(catalogue: Catalogue) -> None:
    tables = made_up("smoking-adults", {}, areas=40)
    rows = tables["observation"]
    rows = rows[rows["period_start_date"] >= date(2022, 1, 1)]  # two periods, and one figure
    rows = rows.assign(value=rows.groupby("area_code")["value"].transform("first"))
    area = tables["area"].assign(area_type="place")
    flags = figure_flags({"observation": rows, "area": area}, catalogue, NONE_MADE)
    assert flags["flag"].tolist() == ["repeated"] * 40


def test_a_part_above_its_whole_is_found(catalogue: Catalogue) -> None:
    whole = made_up("year-6-overweight", {})
    part = made_up("year-6-obesity", {(LIVERPOOL, 2020): 99.0})
    part["observation"]["value"] = part["observation"]["value"].mask(
        part["observation"]["value"] < 90, part["observation"]["value"] / 2
    )
    rows = pd.concat([whole["observation"], part["observation"]])
    flags = figure_flags({**whole, "observation": rows}, catalogue, NONE_MADE)
    assert ("year-6-obesity", LIVERPOOL, date(2020, 1, 1), "siblings_disagree") in found(flags)


@pytest.mark.slow
def test_seftons_checks_are_found_by_the_rule_and_their_siblings_are_not(
    real: dict[str, pd.DataFrame], catalogue: Catalogue
) -> None:
    flags = figure_flags(real, catalogue, NONE_MADE)
    sefton = flags[(flags["area_code"] == SEFTON) & flags["indicator_id"].str.startswith("smi-")]
    assert set(sefton["indicator_id"]) == {"smi-check-alcohol", "smi-checks-all-six"}
    assert set(sefton["period_start_date"]) == {CHECKED}
    assert "while other measures of the same people rose" in " ".join(sefton["reason"])


@pytest.mark.slow
@pytest.mark.parametrize("check", CHECKS)
def test_the_rule_finds_any_check_of_any_place_that_falls_alone(
    check: str, real: dict[str, pd.DataFrame], catalogue: Catalogue
) -> None:
    rows = real["observation"].copy()
    wirral = "E08000015"
    is_it = (rows["indicator_id"] == f"smi-check-{check}") & (rows["area_code"] == wirral)
    last = is_it & (rows["period_start_date"].astype(str) == "2023-04-01")
    assert last.sum() == 1
    rows.loc[last, "value"] = rows.loc[last, "value"] / 3
    flags = figure_flags({**real, "observation": rows}, catalogue, NONE_MADE)
    here = flags[(flags["area_code"] == wirral) & (flags["period_start_date"] == CHECKED)]
    # The full check now lies above one of its parts, so it is doubted too.
    assert set(here["indicator_id"]) == {f"smi-check-{check}", "smi-checks-all-six"}


@pytest.mark.slow
def test_what_staff_lift_is_left_out_and_what_they_confirm_stays(
    real: dict[str, pd.DataFrame], catalogue: Catalogue
) -> None:
    subject = flag_subject("smi-check-alcohol", SEFTON, CHECKED, "siblings_disagree")
    for value, is_there in (("lifted", False), ("confirmed", True)):
        made = pd.DataFrame({"subject_id": [subject], "value": [value]})
        flags = figure_flags(real, catalogue, made)
        assert (("smi-check-alcohol", SEFTON, CHECKED, "siblings_disagree") in found(flags)) is (
            is_there
        )


@pytest.mark.slow
def test_each_rule_sounds_rarely_on_real_series(
    real: dict[str, pd.DataFrame], catalogue: Catalogue
) -> None:
    rates = alarm_rates(real, catalogue).set_index("flag")
    assert set(rates.index) == set(doubt.RULES)
    assert (rates["rate_pct"] < 0.5).all()
    assert (rates["figure_count"] > 1000).all()


def test_no_figures_have_no_signs(catalogue: Catalogue) -> None:
    empty = {name: frame.head(0) for name, frame in made_up("smoking-adults", {}).items()}
    flags = figure_flags(empty, catalogue, NONE_MADE)
    assert list(flags.columns) == COLUMNS and flags.empty
    assert alarm_rates(empty, catalogue).empty
