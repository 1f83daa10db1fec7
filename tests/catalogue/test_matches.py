"""Every indicator finds figures for our areas in the real files of its source.

Deliberately naive, with pandas alone and none of the readers' code, so that a wrong code in the
catalogue cannot hide behind a reader.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pandas as pd
import pytest

from insight.reference.areas import project_catalogue
from insight.reference.catalogue import Indicator
from tests.bench import builds

CATALOGUE_AS_SHIPPED = project_catalogue()
INDICATORS = CATALOGUE_AS_SHIPPED.indicators


Values = tuple[tuple[str, tuple[str, ...]], ...]  # a column, and what may stand in it


class Files(NamedTuple):
    """Where a layout's real files are, and its columns of areas, figures and periods."""

    pattern: str
    area: str
    value: str
    period: str = ""


# An indicator as each of its sources gives it; awaited ones, or those of records, have no file.
FACES = [
    face
    for each in INDICATORS.values()
    if each.awaits not in ("figures", "records")
    for face in (each, *map(each.from_other, each.also))
]
IDS = [f"{face.indicator_id}-{face.source_id}" for face in FACES]
# The newer files of two publishers, and their columns by the names of the older ones.
NEWER_ALSO = {
    "fingertips": (
        "fingertips_next/healthdata_*.csv",
        {
            "IndicatorId": "Indicator ID",
            "AreaCode": "Area Code",
            "Year": "Time period",
            "CategoryType": "Category Type",
            "LowerCI": "Lower CI 95.0 limit",
            "UpperCI": "Upper CI 95.0 limit",
        },
    ),
    "explore_local_statistics": ("explore_local_statistics/*.csv", {}),
}
# Published for NHS areas and practices alone.
NHS_ALONE = {
    "former-smokers",
    "carers-gp-survey",
    "dementia-reported",
    "urgent-cancer-referrals",
    "breast-screening",
    "cataract-surgery",
}
# Hidden in the smallest Place, where too few people are certified.
HIDDEN = {"sight-loss-diabetes": {"E06000006"}}
# Ranges are in the newer files alone: the older ones have figures without.
RANGES_IN_NEWER = {
    "falls-admissions",
    "adults-inactive",
    "adult-overweight",
    "reception-obesity",
    "year-6-obesity",
    "smoking-adults",
}
PRACTICES = "primary_care/qof_2020_21_prevalence_practice_cm.csv"
CENSUS = "census2021/"
NEWER = "primary_care/"  # in the folder of newer files
WIDER = "wider_determinants/"
FILES = {
    "explore_local_statistics": Files(
        "indicators/ons_explore_local_statistics/*.csv", "areacd", "observation", "period"
    ),
    "fingertips": Files("indicators/fingertips/**/*.csv", "Area Code", "Value", "Time period"),
    "lait": Files(
        "indicators/dfe_lait/dfe_lait_cm_nw_england.csv", "LA and Regions", "Values", "Years"
    ),
    "health_index": Files(
        "indicators/ons_health_index/england_health_index_indicators.csv",
        "ltla21_code",
        "value",
        "year",
    ),
    "msoa_life_expectancy": Files(
        "indicators/ons_life_expectancy/*.csv",
        "Code",
        "Life Expectancy at birth (in years)",
        "Period",
    ),
    "qof": Files(PRACTICES, "CCG_ODS_CODE", "REGISTER"),
    "smi_checks": Files("primary_care/smi_*.csv", "CCG Code", "Answer", "Period"),
    "talking_therapies": Files(
        "primary_care/nhs_talking_therapies_*.csv", "org_code", "value", "reporting_period"
    ),
    "heec": Files("primary_care/heec_*.csv", "ICB.NAME", "quin_4_5", "Year"),
    "digital_exclusion": Files(WIDER + "depahri*.csv", "lsoa11_code", "deri_score_national"),
    "fuel_poverty": Files(
        WIDER + "fuel_poverty*.csv", "LA Code", "Number of households in fuel poverty"
    ),
    "loneliness": Files(WIDER + "loneliness*.csv", "lsoa21_code", "perc"),
    "census_age": Files(CENSUS + "population_age*.csv", "lsoa21_code", "usual_residents"),
    "census_ethnic_group": Files(CENSUS + "ethnicity*.csv", "lsoa21_code", "n"),
    "census_disability": Files(CENSUS + "disability*.csv", "lsoa21_code", "n"),
    "census_household_deprivation": Files(CENSUS + "household*.csv", "lsoa21_code", "count"),
    "census_english": Files(
        CENSUS + "english*.csv",
        "msoa21_code",
        "Main language is not English (English or Welsh in Wales): Cannot speak English",
    ),
    "deprivation": Files(
        "deprivation/File_7_IoD2025*.csv",
        "Local Authority District code (2024)",
        "Index of Multiple Deprivation (IMD) Rank (where 1 is most deprived)",
    ),
}
# Layouts whose files are in the folder of newer files. Where an indicator is a column of its own,
# its figures are in that.
NEWER_FILES = {
    "practice_deprivation_score": Files(
        NEWER + "fingertips_94240*.csv", "PRACTICE_CODE", "IMD_SCORE"
    ),
    "cvdprevent": Files(NEWER + "cvdprevent_practice_cm.csv", "gp_code", ""),
    "fft_gp": Files(NEWER + "fft_gp_*.csv", "gp_code", "fft_pct_positive"),
    "gp_patient_survey": Files(NEWER + "gpps_*.csv", "gp_code", ""),
    "registered_patients": Files(NEWER + "*quin-age*.csv", "ORG_CODE", "NUMBER_OF_PATIENTS"),
    "ae_attendances": Files("nhs_activity/ae_*_icb_*.csv", "icb22_code", "total_attendances"),
    "criteria_to_reside": Files("nhs_activity/no_criteria*.csv", "icb22_code", ""),
    "waiting_list": Files("nhs_activity/rtt_*.csv", "Provider_Code", "Volume"),
}
OURS_ALONE = {"gp_code", "PRACTICE_CODE", "Provider_Code"}  # of extracts of our own area
SMALL_AREA_COLUMNS = {"lsoa21_code", "lsoa11_code", "msoa21_code", "Code"}  # all of them ours


@cache
def _rows(folder: Path, layout: str) -> pd.DataFrame:
    files = FILES.get(layout) or NEWER_FILES[layout]
    paths = [p for p in sorted(folder.glob(files.pattern)) if "metadata" not in p.parts]
    frames = [pd.read_csv(path, dtype=str, encoding="utf-8-sig") for path in paths]
    older = pd.concat(frames, ignore_index=True).assign(newer=False)
    refresh = builds.refresh_data()
    if layout not in NEWER_ALSO or refresh is None:
        return older
    pattern, names = NEWER_ALSO[layout]
    newer = [pd.read_csv(path, dtype=str, encoding="utf-8-sig") for path in refresh.glob(pattern)]
    renamed = [frame.rename(columns=names).assign(newer=True) for frame in newer]
    return pd.concat([older, *renamed], ignore_index=True)


def _matching(folder: Path, indicator: Indicator) -> pd.DataFrame:
    match, skip = (tuple(sorted(each.items())) for each in (indicator.match, indicator.skip))
    return _chosen(folder, _layout(indicator), match, skip)


@cache
def _chosen(folder: Path, layout: str, match: Values, skip: Values) -> pd.DataFrame:
    """Rows with one of these values in each column of `match`, and in none of `skip`."""
    rows = _rows(folder, layout)
    for column, values in match:
        rows = rows[_codes(folder, layout, column)[rows.index].isin(values)]
    for column, values in skip:
        rows = rows[~rows[column].isin(values)]
    return rows


@cache
def _codes(folder: Path, layout: str, column: str) -> pd.Series:
    """What stands in a column that indicators are told by: whole numbers as they are written."""
    return _rows(folder, layout)[column].fillna("").str.replace(r"\.0$", "", regex=True)


def _our_names() -> set[str]:
    areas = CATALOGUE_AS_SHIPPED.areas.values()
    return {
        name
        for area in areas
        if area.area_type in ("system", "place", "sub_icb")
        for name in (area.area_code, area.area_name, *area.spellings, *area.nhs_codes)
    }


def _layout(indicator: Indicator) -> str:
    return CATALOGUE_AS_SHIPPED.sources[indicator.source_id].layout


# The files of these are many tables: they are read naively in tests/etl/sources.
MANY_TABLES = {"census_table", "deprivation_measures"}


@pytest.mark.parametrize(
    "indicator",
    [
        pytest.param(face, id=name)
        for name, face in zip(IDS, FACES, strict=True)
        if _layout(face) not in MANY_TABLES
    ],
)
def test_it_finds_figures_for_our_areas(
    indicator: Indicator, open_data: Path, refresh_data: Path
) -> None:
    layout = _layout(indicator)
    is_newer = layout in NEWER_FILES
    files = NEWER_FILES[layout] if is_newer else FILES[layout]
    rows = _matching(refresh_data if is_newer else open_data, indicator)
    if files.area not in SMALL_AREA_COLUMNS | OURS_ALONE:
        rows = rows[rows[files.area].isin(_our_names())]
    columns = [each for each in rows.columns if each.endswith(indicator.column or files.value)]
    figures = pd.to_numeric(rows[files.value or columns[0]], errors="coerce").dropna()
    assert len(figures) > 0
    if indicator.column and not is_newer:
        assert indicator.column in rows.columns


@pytest.mark.parametrize(
    "layout", ["explore_local_statistics", "fingertips", "lait", "health_index"]
)
def test_all_nine_places_have_a_figure(layout: str, open_data: Path) -> None:
    """In some period: a Place without any would be a gap nobody had noticed."""
    files = FILES[layout]
    places = {
        name: place.area_code
        for place in CATALOGUE_AS_SHIPPED.places()
        for name in (place.area_code, place.area_name, *place.spellings)
    }
    lacking = {}
    for indicator in CATALOGUE_AS_SHIPPED.indicators_from(layout):
        if indicator.indicator_id in NHS_ALONE or indicator.awaits == "figures":
            continue
        rows = _matching(open_data, indicator)
        found = rows[pd.to_numeric(rows[files.value], errors="coerce").notna()]
        missing = set(places.values()) - set(found[files.area].map(places).dropna())
        if missing:
            lacking[indicator.indicator_id] = missing
    assert lacking == (HIDDEN if layout == "fingertips" else {})


@pytest.mark.parametrize("layout", ["explore_local_statistics", "lait", "health_index"])
def test_no_area_has_two_figures_for_a_period(layout: str, open_data: Path) -> None:
    files = FILES[layout]
    for indicator in CATALOGUE_AS_SHIPPED.indicators_from(layout):
        rows = _matching(open_data, indicator)
        repeated = rows.duplicated([files.area, files.period, "newer"])
        assert not repeated.any(), indicator.indicator_id


def test_no_area_has_two_figures_for_a_period_in_fingertips(open_data: Path) -> None:
    """Its files repeat England for each type of area, and breakdowns sit beside totals."""
    for indicator in CATALOGUE_AS_SHIPPED.indicators_from("fingertips"):
        rows = _matching(open_data, indicator)
        rows = rows[rows["Category Type"].isna()]
        # The newer file counts NHS areas twice, the second time rounded or a little later.
        rows = rows[~(rows["newer"] & rows["Area Code"].str.startswith("E38"))]
        if rows.empty:
            assert indicator.awaits == "figures"
            continue
        periods = rows["Time period"].str.replace(" ", "")
        figures = rows.assign(periods=periods).groupby(["Area Code", "periods"])["Value"]
        assert figures.nunique().max() == 1, indicator.indicator_id


def test_pooled_periods_are_there_where_the_catalogue_asks_for_them(open_data: Path) -> None:
    pooled = INDICATORS["smoking-routine-manual"]
    assert pooled.period_years == 3
    periods = set(_matching(open_data, pooled)["Time period"])
    assert {"2022 - 24", "2023"} <= periods  # both kinds in one file: one must be chosen


def test_intervals_are_published_where_the_catalogue_says_so(open_data: Path) -> None:
    ends = {
        "explore_local_statistics": ("lci_95", "uci_95"),
        "fingertips": ("Lower CI 95.0 limit", "Upper CI 95.0 limit"),
        "msoa_life_expectancy": ("Lower 95% confidence interval", "Upper 95% confidence interval"),
    }
    for indicator in FACES:
        layout = CATALOGUE_AS_SHIPPED.sources[indicator.source_id].layout
        if layout not in ends:
            assert indicator.ci_method != "published" or indicator.also, indicator.indicator_id
            continue
        rows = _matching(open_data, indicator)
        if layout != "msoa_life_expectancy":
            rows = rows[rows[FILES[layout].area].isin(_our_names())]
        if indicator.indicator_id in RANGES_IN_NEWER:
            older = rows.loc[~rows["newer"], list(ends[layout])]
            assert not older.notna().any(axis=None), indicator.indicator_id
            rows = rows[rows["newer"]]
            if rows.empty and indicator.also:  # another of its sources has them
                continue
        rows = rows[pd.to_numeric(rows[FILES[layout].value], errors="coerce").notna()]
        share = rows[list(ends[layout])].notna().all(axis=1).mean()
        if indicator.ci_method == "published":
            # The model of unemployment has no range for the two Cheshire Places.
            # Nor have small counts of people without a qualification.
            part = {"unemployment-estimate": 0.75, "no-qualifications-survey": 0.75}
            expected = part.get(indicator.indicator_id, 0.9)
            assert share > expected, indicator.indicator_id
        else:
            assert share == 0, indicator.indicator_id


def test_fractions_become_percentages(open_data: Path) -> None:
    """multiply is 100 exactly where the publisher writes 0.7 for 70%."""
    for indicator in INDICATORS.values():
        layout = CATALOGUE_AS_SHIPPED.sources[indicator.source_id].layout
        if layout == "heec":
            largest = pd.to_numeric(_matching(open_data, indicator)["quin_4_5"]).max()
            assert bool(largest <= 1) is (indicator.multiply == 100), indicator.indicator_id


def test_percentages_stay_within_a_hundred(open_data: Path) -> None:
    for indicator in INDICATORS.values():
        layout = CATALOGUE_AS_SHIPPED.sources[indicator.source_id].layout
        if indicator.unit != "%" or layout not in (
            "explore_local_statistics",
            "fingertips",
            "lait",
        ):
            continue
        figures = pd.to_numeric(
            _matching(open_data, indicator)[FILES[layout].value], errors="coerce"
        )
        assert figures.max() <= 100 and figures.min() >= 0, indicator.indicator_id


def test_what_talking_therapies_counts_recovery_out_of(open_data: Path) -> None:
    """England's percentages come out of exact counts, so they show which counts they rest on."""
    rows = _rows(open_data, "talking_therapies")
    england = rows[rows["org_code"] == "All"]
    key = ["reporting_period", "variable_type", "variable_a", "variable_b"]
    figures = england.assign(
        measure=england["measure_name"] + " " + england["measure_statistic"],
        figure=pd.to_numeric(england["value"], errors="coerce"),
    ).pivot_table(
        index=england[key].fillna("").agg("|".join, axis=1), columns="measure", values="figure"
    )
    finished = figures["finished_course_treatment count"]
    in_need = finished - figures["not_at_caseness count"]
    for measure, base in (
        ("recovery", in_need),
        ("reliable_recovery", in_need),
        ("improvement", finished),
    ):
        difference = figures[f"{measure} count"] / base * 100 - figures[f"{measure} percentage"]
        compared = difference[finished > 500].dropna()
        assert len(compared) > 500
        assert compared.abs().max() <= 0.0501, measure


def test_school_and_financial_years_follow_the_publishers_dictionary(open_data: Path) -> None:
    """The DfE's own dictionary says which kind of year each measure is about."""
    path = open_data / "indicators" / "dfe_lait" / "dfe_lait_data_dictionary.csv"
    dictionary = pd.read_csv(path, dtype=str, encoding_errors="replace")
    kinds = dict(zip(dictionary["Measure_short"], dictionary["Year_Type"], strict=True))
    words = {
        "Academic Year": "school",
        "Financial Year": "financial",
        "Calendar Year": "calendar",
        "Annual": "financial",  # counted on 31 March
        "Annual - January": "school",  # counted in the middle of the school year
    }
    for indicator in CATALOGUE_AS_SHIPPED.indicators_from("lait"):
        [code] = indicator.match["Short Desc"]
        assert words[kinds[code]] == indicator.year_kind, indicator.indicator_id


def test_series_that_end_early_say_so(open_data: Path) -> None:
    """A reader must not take a figure from 2017 for today's."""
    for indicator in CATALOGUE_AS_SHIPPED.indicators_from("fingertips"):
        periods = _matching(open_data, indicator)["Time period"]
        if indicator.awaits == "figures":
            assert periods.empty
            continue
        last = max(_last_year(period) for period in periods)
        if last < 2022:
            assert re.search(r"20(1\d|2[01])", indicator.caveat), indicator.indicator_id


def _last_year(period: str) -> int:
    years = re.findall(r"\d{4}|(?<=[-/ ])\d{2}(?!\d)", period)
    return max(int(year) if len(year) == 4 else 2000 + int(year) for year in years)
