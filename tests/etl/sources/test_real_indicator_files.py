"""The readers on the real official files, against deliberately naive pandas."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from insight.reference.catalogue import Indicator
from tests.etl.sources.figures import SHIPPED, Read, read_path, reference_of

FOLDERS = ("indicators", "primary_care")
LAYOUTS = (
    "explore_local_statistics",
    "fingertips",
    "lait",
    "health_index",
    "qof",
    "smi_checks",
    "talking_therapies",
    "heec",
)
INDICATORS = [
    indicator
    for layout in LAYOUTS
    for indicator in SHIPPED.indicators_from(layout)
    if indicator.awaits != "figures"
]
# Published for NHS areas, of which six are one Place each (and one file contradicts itself), or
# hidden in the smallest Place.
FEWER_PLACES = {
    "urgent-cancer-referrals": 6,
    "cataract-surgery": 6,
    "breast-screening": 0,
    "sight-loss-diabetes": 8,
}
NEWER = ("explore_local_statistics/*.csv", "fingertips_next/healthdata*.csv")
OURS = [place.area_code for place in SHIPPED.places()]
ENGLAND, SYSTEM, SEFTON = "E92000001", "E54000008", "E08000014"
# Figures by NHS area, one of which covers both Cheshire Places; by practice; or not by Place.
NOT_BY_PLACE = {"qof": 0, "smi_checks": 7, "talking_therapies": 7, "heec": 0}


@pytest.fixture(scope="module")
def files(open_data: Path, refresh_data: Path) -> dict[str, Read]:
    """Every real file of these layouts, by its name."""
    paths = [path for folder in FOLDERS for path in sorted((open_data / folder).rglob("*.csv"))]
    paths += [path for pattern in NEWER for path in sorted(refresh_data.glob(pattern))]
    reference = reference_of()
    found = {path.name: read_path(path, reference) for path in paths}
    del found["msoa_life_expectancy_2016_20_cm.csv"]  # a small-area file, tested with those
    return found


@pytest.fixture(scope="module")
def observations(files: dict[str, Read]) -> pd.DataFrame:
    frames = [read.observations.assign(file=name) for name, read in files.items()]
    return pd.concat([frame for frame in frames if len(frame)], ignore_index=True)


def raw(folder: Path, pattern: str) -> pd.DataFrame:
    [path] = folder.rglob(pattern)
    return pd.read_csv(path, dtype=str, keep_default_na=False)


def test_every_indicator_has_figures_for_our_places(observations: pd.DataFrame) -> None:
    shown = observations[observations["value"].notna()]
    ours = shown[shown["area_code"].isin(OURS)].groupby("indicator_id")["area_code"].nunique()
    layouts = {each.indicator_id: SHIPPED.sources[each.source_id].layout for each in INDICATORS}
    due = {
        name: FEWER_PLACES.get(name, NOT_BY_PLACE.get(layout, 9))
        for name, layout in layouts.items()
    }
    assert {name: ours.get(name, 0) for name in due} == due
    assert set(due) <= set(shown["indicator_id"])


@pytest.mark.parametrize("indicator", INDICATORS, ids=lambda each: each.indicator_id)
def test_headline_figures_of_an_indicator_cover_equally_long_periods(
    indicator: Indicator, observations: pd.DataFrame
) -> None:
    found = observations[
        (observations["indicator_id"] == indicator.indicator_id)
        & (observations["group_id"] == "everyone")
    ]
    start = pd.to_datetime(found["period_start_date"])
    end = pd.to_datetime(found["period_end_date"])
    years = ((end - start).dt.days / 365.25).round()
    assert years.nunique() <= 1, dict(zip(found["period_label"], years, strict=True))


def test_no_row_is_lost(files: dict[str, Read]) -> None:
    """Rows read are rows loaded, outside or refused; where a claim is one row, exactly."""
    for name, read in files.items():
        refused = {row for row, _, _ in read.refusals}
        assert read.reading.outside_count + len(refused) <= len(read.table.rows), name
        if read.layout.name in ("smi_checks", "talking_therapies") or read.layout.is_reference:
            continue
        scores = read.reading.tables.get("practice_deprivation", pd.DataFrame())
        kept = set(scores.index if read.reading.claims is None else read.claims.index)
        by_reader = {row for frame in read.reading.rejections for row in frame["row_number"]}
        assert not kept & by_reader, name
        assert len(kept | by_reader) + read.reading.outside_count == len(read.table.rows), name


def test_only_one_real_row_is_refused(files: dict[str, Read]) -> None:
    """A home for people with epilepsy has more people on one register than on its list; one file
    gives some NHS areas twice, with figures of two days; and one adds rates up for England."""
    refused = [(name, *refusal) for name, read in files.items() for refusal in read.refusals]
    twice = [each for each in refused if each[0] == "healthdata_2018_2024_nw.csv"]
    assert {each[3] for each in twice} == {"two rows say different things about the same figure"}
    codes = files["healthdata_2018_2024_nw.csv"].table.rows.loc[[each[1] for each in twice]]
    assert set(codes["AreaCode"].str[:3]) == {"E38"}
    sums = [each for each in refused if each[0] == "dfe_lait_cm_nw_england.csv"]
    rows = files["dfe_lait_cm_nw_england.csv"].table.rows.loc[[each[1] for each in sums]]
    assert set(zip(rows["Short Desc"], rows["LA and Regions"], strict=True)) == {
        ("FirstYJS", "England")
    }
    refused = [each for each in refused if each not in (*twice, *sums)]
    assert refused == [
        (
            "qof_2020_21_prevalence_practice_cm.csv",
            7448,
            "REGISTER",
            "more counted than there are",
        )
    ]


@pytest.mark.parametrize(
    ("indicator_id", "area_code", "label", "value"),
    [
        # Looked up by eye in the files.
        ("smoking-routine-manual", "E06000006", "2022 to 2024", 17.9),
        ("inequality-in-life-expectancy-male", "E08000015", "2022 to 2024", 15.3),
        ("inequality-in-life-expectancy-male", "E06000006", "2015 to 2017", 11.5),
        ("adult-obesity", ENGLAND, "Nov 2015 to Nov 2016", 22.6262),
        ("smoking-gp-recorded", "E06000006", "2022/23", 16.47885822),
        ("social-contact-care-users", ENGLAND, "2018/19", 45.9),
        ("gp-overall-experience", ENGLAND, "2024", 76.6146257),
    ],
)
def test_figures_looked_up_in_the_files(
    indicator_id: str, area_code: str, label: str, value: float, observations: pd.DataFrame
) -> None:
    found = observations[
        (observations["indicator_id"] == indicator_id)
        & (observations["area_code"] == area_code)
        & (observations["period_label"] == label)
        & (observations["group_id"] == "everyone")
    ]
    assert list(found["value"]) == [pytest.approx(value)]


def test_fingertips_values_are_the_files_own(files: dict[str, Read]) -> None:
    for name, read in files.items():
        if read.layout.name != "fingertips" or read.reading.claims is None:
            continue
        values = pd.to_numeric(read.claims["value"], errors="coerce")
        source = pd.to_numeric(read.table.rows.loc[values.index, "Value"], errors="coerce")
        pd.testing.assert_series_equal(values, source, check_names=False, obj=name)


def test_lait_keeps_every_figure_of_a_measure(open_data: Path, observations: pd.DataFrame) -> None:
    table = raw(open_data, "dfe_lait_cm_nw_england.csv")
    for indicator in SHIPPED.indicators_from("lait"):
        [measure] = indicator.match["Short Desc"]
        rows = table[
            (table["Short Desc"] == measure) & (table["LA and Regions"] != "East of England")
        ]
        if measure == "FirstYJS":  # for England the file adds up the rates of its regions
            rows = rows[rows["LA and Regions"] != "England"]
        values = pd.to_numeric(rows["Values"], errors="coerce").dropna()
        found = observations.loc[
            (observations["indicator_id"] == indicator.indicator_id)
            & (observations["file"] == "dfe_lait_cm_nw_england.csv"),
            "value",
        ]
        assert sorted(found.dropna()) == pytest.approx(sorted(values * indicator.multiply))
        assert len(found) == len(rows)


def test_smi_checks_add_up(open_data: Path, observations: pd.DataFrame) -> None:
    table = raw(open_data, "smi_*.csv")
    table = table[table["Period"].str.contains("-Q4-")]
    table["Answer"] = pd.to_numeric(table["Answer"])
    sums = {
        SEFTON: table["CCG Code"].isin(["01T", "01V"]),
        "E38000233": table["CCG Code"].isin(["27D", "01C", "01R", "02D", "02F"]),
        ENGLAND: table["CCG Code"] != "",
    }
    found = observations[observations["indicator_id"] == "smi-checks-all-six"]
    for area_code, chosen in sums.items():
        wide = table[chosen].pivot_table(
            index="Period", columns="Question", values="Answer", aggfunc="sum"
        )
        made = found[found["area_code"] == area_code].set_index("period_start_date")
        for period, row in wide.iterrows():
            year = int(str(period).split("-")[2])
            [mine] = made[[day.year == year for day in made.index]].itertuples()
            if area_code == ENGLAND and year == 2018:  # one area sent nothing that quarter
                assert mine.value_note == "no figure for 15A"
                continue
            assert (mine.numerator_count, mine.denominator_count) == (
                row["All6PHC"],
                row["SMIRegister"],
            )
            assert mine.value == pytest.approx(100 * row["All6PHC"] / row["SMIRegister"])


def test_smi_rows_are_all_accounted_for(open_data: Path, files: dict[str, Read]) -> None:
    table = raw(open_data, "smi_*.csv")
    read = files["smi_physical_health_checks_ccg_subicb_quarterly.csv"]
    assert read.reading.outside_count == (~table["Period"].str.contains("-Q4-")).sum()


def test_talking_therapies_percentages_follow_from_their_counts(
    observations: pd.DataFrame,
) -> None:
    """England's counts are exact and give the published percentage to its last digit; elsewhere
    they are rounded to the nearest 5, so the percentage lies within what that allows."""
    found = observations[observations["indicator_id"].str.startswith("talking-therapies")]
    found = found[found["value"].notna() & found["denominator_count"].notna()]
    counted = 100 * found["numerator_count"] / found["denominator_count"]
    england = found["area_code"] == ENGLAND
    assert england.sum() > 300
    assert (counted - found["value"])[england].abs().max() <= 0.05 + 1e-9
    others = found[~england]
    # Nearest 5 for each count; the denominator of recovery is a difference of two.
    lowest = 100 * (others["numerator_count"] - 2.5) / (others["denominator_count"] + 5)
    highest = 100 * (others["numerator_count"] + 2.5) / (others["denominator_count"] - 5)
    assert len(others) > 1000
    assert (others["value"] >= lowest - 0.5).all()
    assert (others["value"] <= highest + 0.5).all()


def test_talking_therapies_cover_the_years_places_and_groups_they_should(
    observations: pd.DataFrame,
) -> None:
    found = observations[observations["indicator_id"] == "talking-therapies-recovery"]
    everyone = found[found["group_id"] == "everyone"]
    years = everyone.groupby("area_code")["period_label"].agg(["min", "max", "size"])
    assert tuple(years.loc[ENGLAND]) == ("2017/18", "2024/25", 8)
    assert tuple(years.loc[SYSTEM]) == ("2017/18", "2024/25", 8)
    assert tuple(years.loc[SEFTON]) == ("2017/18", "2021/22", 5)
    system = set(found.loc[found["area_code"] == SYSTEM, "group_id"])
    assert {f"imd-decile-{number}" for number in range(1, 11)} <= system
    assert {"sex-female", "sex-male", "ethnic-asian", "ethnic-white"} <= system
    # The file calls its tenth 10 'Most deprived', and recovery is lowest there.
    last = found[(found["area_code"] == ENGLAND) & (found["period_label"] == "2024/25")]
    by_group = last.set_index("group_id")["value"]
    assert (by_group["imd-decile-1"], by_group["imd-decile-10"]) == (42.8, 56.2)


def test_practice_fifths_are_turned_round(open_data: Path, files: dict[str, Read]) -> None:
    table = raw(open_data, "gp_practice_imd2019_cm.csv")
    made = files["gp_practice_imd2019_cm.csv"].reading.tables["practice_deprivation"]
    both = table.merge(made, left_on="Practice.Code", right_on="area_code")
    assert len(both) == len(table) == 350
    assert (both["IMD_quintile"].astype(int) + both["quintile"] == 6).all()
    assert both.groupby("quintile")["score"].mean().is_monotonic_decreasing


def test_every_real_practice_is_an_area(open_data: Path, files: dict[str, Read]) -> None:
    table = raw(open_data, "qof_2020_21_prevalence_practice_cm.csv")
    areas = files["qof_2020_21_prevalence_practice_cm.csv"].reading.tables["area"]
    assert len(areas) == table["PRACTICE_CODE"].nunique() == 355
    parts = areas["parent_code"].value_counts()
    assert parts["E38000233"] == 78
    assert parts[SEFTON] == 30 + 17
