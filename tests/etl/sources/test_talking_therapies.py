"""Talking Therapies: published percentages with the counts that reproduce them."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from tests.etl.sources.figures import Read, read_text

HEADER = (
    "reporting_period,start_date,end_date,org_type,org_code,org_name,variable_type,variable_a,"
    "variable_b,measure_name,measure_statistic,value\n"
)
ENGLAND = "2021-22,2021-04-01,2022-03-31,England,All,All"
HALTON = "2021-22,2021-04-01,2022-03-31,CCG,01F,NHS HALTON CCG"
SOUTH_SEFTON = "2021-22,2021-04-01,2022-03-31,CCG,01T,NHS SOUTH SEFTON CCG"
SOUTHPORT = "2021-22,2021-04-01,2022-03-31,CCG,01V,NHS SOUTHPORT AND FORMBY CCG"
CHESHIRE = "2021-22,2021-04-01,2022-03-31,CCG,27D,NHS CHESHIRE CCG"
SYSTEM = "2021-22,2021-04-01,2022-03-31,STP,QYG,CHESHIRE AND MERSEYSIDE STP"
EVERYONE = "Total,NULL,NULL"


def block(
    org: str = HALTON,
    group: str = EVERYONE,
    finished: object = 1220,
    well: object = 10,
    recovered: object = 615,
    recovery: object = 51,
    improved: object = 825,
    improvement: object = 68,
) -> str:
    rows = (
        ("finished_course_treatment", "count", finished),
        ("not_at_caseness", "count", well),
        ("referrals_received", "count", 4260),
        ("recovery", "count", recovered),
        ("recovery", "percentage", recovery),
        ("improvement", "count", improved),
        ("improvement", "percentage", improvement),
    )
    return "".join(f"{org},{group},{name},{kind},{value}\n" for name, kind, value in rows)


def read(folder: Path, *blocks: str) -> Read:
    return read_text(folder, HEADER + "".join(blocks))


def recovery(found: Read, area_code: str, group_id: str = "everyone") -> pd.Series:
    [row] = found.only("talking-therapies-recovery", area_code, group_id).to_dict("records")
    return pd.Series(row)


def test_recovery_is_among_those_unwell_at_the_start(tmp_path: Path) -> None:
    halton = recovery(read(tmp_path, block()), "E06000006")
    assert (halton["value"], halton["numerator_count"], halton["denominator_count"]) == (
        51,
        615,
        1210,
    )
    assert 47 < halton["lower_ci"] < 51 < halton["upper_ci"] < 54
    assert halton["period_label"] == "2021/22"


def test_improvement_is_among_all_who_finished(tmp_path: Path) -> None:
    found = read(tmp_path, block()).only("talking-therapies-reliable-improvement")
    assert list(found["denominator_count"]) == [1220]
    assert list(found["value"]) == [68]


@pytest.mark.parametrize(
    ("org", "area_code"),
    [
        (ENGLAND, "E92000001"),
        (HALTON, "E06000006"),
        (CHESHIRE, "E38000233"),
        (SYSTEM, "E54000008"),
        (SYSTEM.replace("QYG", "E54000008"), "E54000008"),
        (
            SYSTEM.replace("QYG,CHESHIRE AND MERSEYSIDE STP", "X1,Cheshire and Merseyside"),
            "E54000008",
        ),
    ],
)
def test_areas_by_code_or_name(org: str, area_code: str, tmp_path: Path) -> None:
    assert set(read(tmp_path, block(org)).observations["area_code"]) == {area_code}


@pytest.mark.parametrize(
    ("group", "group_id", "sex"),
    [
        (EVERYONE, "everyone", "persons"),
        ("Gender,Female,NULL", "sex-female", "female"),
        ("Gender,Male,NULL", "sex-male", "male"),
        ("Indices of Deprivation Decile,01 Least deprived,NULL", "imd-decile-10", "persons"),
        ("Indices of Deprivation Decile,09 More deprived,NULL", "imd-decile-2", "persons"),
        ("Indices of Deprivation Decile,10 Most deprived,NULL", "imd-decile-1", "persons"),
        ("Ethnic Group,Asian or Asian British,All", "ethnic-asian", "persons"),
        ("Ethnic Group,Other Ethnic Groups,All", "ethnic-other", "persons"),
        ("Ethnic Group,Not stated/Not known/Invalid,All", "ethnic-not-stated", "persons"),
    ],
)
def test_groups(group: str, group_id: str, sex: str, tmp_path: Path) -> None:
    found = recovery(read(tmp_path, block(group=group)), "E06000006", group_id)
    assert found["sex"] == sex


@pytest.mark.parametrize(
    "group",
    [
        "Gender,Not stated/Not known/Invalid,NULL",
        "Indices of Deprivation Decile,Not stated/Not known/Invalid,NULL",
        "Ethnic Group,Asian or Asian British,Indian",
        "Age Group,65 and over,NULL",
        "Religion,Sikh,NULL",
    ],
)
def test_groups_that_are_none_of_ours_are_outside(group: str, tmp_path: Path) -> None:
    found = read(tmp_path, block(), block(group=group))
    assert set(found.observations["group_id"]) == {"everyone"}
    assert found.outside_count == 1 + 7  # referrals, and every row of the other group


def test_sefton_is_added_up_from_its_two_areas(tmp_path: Path) -> None:
    blocks = [
        block(SOUTH_SEFTON, finished=890, well=50, recovered=375, recovery=45),
        block(SOUTHPORT, finished=565, well=45, recovered=230, recovery=44),
    ]
    sefton = recovery(read(tmp_path, *blocks), "E08000014")
    assert (sefton["numerator_count"], sefton["denominator_count"]) == (605, 1360)
    assert sefton["value"] == pytest.approx(100 * 605 / 1360)
    assert sefton["value_note"] == "added up from counts rounded to the nearest 5"


def test_sefton_is_blank_without_one_of_its_areas(tmp_path: Path) -> None:
    hidden = block(SOUTHPORT, finished="*", well="*", recovered="*", recovery="*")
    sefton = recovery(read(tmp_path, block(SOUTH_SEFTON), hidden), "E08000014")
    assert pd.isna(sefton["value"])
    assert sefton["value_note"] == "too few to show in 01V, which is part of this area"
    alone = recovery(read(tmp_path, block(SOUTH_SEFTON)), "E08000014")
    assert alone["value_note"] == "no figure for 01V, which is part of this area"


@pytest.mark.parametrize(
    ("mark", "note"), [("*", "too few to show"), ("NULL", "not available"), ("", "not published")]
)
def test_a_percentage_held_back_stays_held_back(mark: str, note: str, tmp_path: Path) -> None:
    halton = recovery(read(tmp_path, block(recovery=mark)), "E06000006")
    assert halton[["value", "lower_ci", "upper_ci", "numerator_count"]].isna().all()
    assert halton["value_note"] == note


def test_a_percentage_without_its_counts_has_no_range(tmp_path: Path) -> None:
    halton = recovery(read(tmp_path, block(recovered="*")), "E06000006")
    assert halton["value"] == 51
    assert halton[["lower_ci", "upper_ci", "numerator_count"]].isna().all()


@pytest.mark.slow
def test_counts_too_small_for_their_rounding_give_no_range(tmp_path: Path) -> None:
    few = block(finished=20, well=5, recovered=10, recovery=89, improved=25, improvement=97)
    halton = recovery(read(tmp_path, few), "E06000006")
    assert halton["value"] == 89
    assert pd.isna(halton["lower_ci"])
    assert halton["value_note"] == "too few people for a range"
    sums = [block(SOUTH_SEFTON, finished=10, recovered=5), block(SOUTHPORT, finished=15, well=5)]
    sefton = recovery(read(tmp_path, *sums), "E08000014")
    assert pd.isna(sefton["value"])
    assert sefton["value_note"] == "too few to add up rounded counts"


def test_text_in_a_number_is_refused_and_what_rests_on_it_left_blank(tmp_path: Path) -> None:
    found = read(tmp_path, block(finished="lots"))
    assert found.refusals == [(2, "value", "this is not a number")]
    halton = recovery(found, "E06000006")
    assert halton["value"] == 51
    assert pd.isna(halton["denominator_count"])


def test_repeats_and_contradictions_are_refused(tmp_path: Path) -> None:
    line = f"{HALTON},{EVERYONE},recovery,percentage,"
    again = read(tmp_path, block(), f"{line}51\n")
    assert [row for row, _, _ in again.refusals] == [9]
    other = read(tmp_path, block(), f"{line}52\n")
    assert [row for row, _, _ in other.refusals] == [6, 9]
    assert other.only("talking-therapies-recovery").empty


def test_other_nhs_areas_are_outside(tmp_path: Path) -> None:
    bolton = HALTON.replace("01F,NHS HALTON CCG", "00T,NHS BOLTON CCG")
    found = read(tmp_path, block(bolton))
    assert found.reading.claims is None
    assert found.outside_count == 7
