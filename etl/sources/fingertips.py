"""OHID Fingertips: one row is one indicator, area, sex, age, category and period.

Rows with a blank category are about everyone, or about one sex. Rows about England also come by
category, such as an ethnic group. The file repeats England for every type of area it holds, so
exact repeats are no mistake.
"""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from etl.layout import Layout, Reading, Reference
from etl.match_indicators import (
    indicator_claims,
    match_period_length,
    match_rows,
    optional_column,
    reading_from_claims,
    scale_figures,
)
from etl.opening.content import Table
from etl.practices import PRACTICE_SHAPE
from etl.row_checks import RowChecks
from etl.sources.practice_deprivation_score import scores
from etl.values.numbers import numbers
from etl.values.spelling import tidy_area_code, tidy_code, without_blank_words
from insight.reference.areas import ENGLAND
from insight.reference.catalogue import Catalogue, Indicator

COLUMNS = {
    "area_code": "Area Code",
    "period": "Time period",
    "value": "Value",
    "lower_ci": "Lower CI 95.0 limit",
    "upper_ci": "Upper CI 95.0 limit",
    "numerator_count": "Count",
    "denominator_count": "Denominator",
    "value_note": "Value note",
}
# Deprivation of each practice's patients, by number → the edition it rests on.
PRACTICE_SCORES = {"93553": "2019", "94240": "2025"}
FIGURE = ["Indicator ID", "Sex", "Age", "Category Type", "Category", "Time period"]
SAME_VALUE = 1e-6  # figures of a Place and of its NHS area that lie no further apart are one
# R and pandas write NA where Fingertips leaves a blank.
MAY_BE_NA = ("Category Type", "Category", "Value note")
NOT_95 = "the limits given as 95% are as wide as those given as 99.8%"
PERSONS = ("Persons", "Not applicable")
SEX_LABELS = {"persons": PERSONS, "female": ("Female",), "male": ("Male",)}

# Such as 'LSOA11 deprivation deciles in England (IMD2019)'. Other tenths are of whole authorities,
# NHS areas or practices, or of the neighbourhoods of one area alone.
NEIGHBOURHOOD_TENTHS = r"lsoa.* in england"
DECILES = (
    "most deprived decile",
    "second most deprived decile",
    "third more deprived decile",
    "fourth more deprived decile",
    "fifth more deprived decile",
    "fifth less deprived decile",
    "fourth less deprived decile",
    "third less deprived decile",
    "second least deprived decile",
    "least deprived decile",
)
QUINTILES = (
    "most deprived quintile",
    "second most deprived quintile",
    "middle quintile",
    "second least deprived quintile",
    "least deprived quintile",
)
DEPRIVATION_GROUPS = {
    **{name: f"imd-decile-{number}" for number, name in enumerate(DECILES, start=1)},
    **{name: f"imd-quintile-{number}" for number, name in enumerate(QUINTILES, start=1)},
    "average deprived quintile": "imd-quintile-3",
}
# Such as 'LSOA11 deprivation quintiles within area (IMD trend)': the neighbourhoods of one area
# put in order and cut into five. Within England they are fifths of England.
LOCAL_FIFTHS = r"lsoa.* quintiles within area"
# Older files count Chinese people apart from 'Asian' and inside none of today's groups, so
# 'Asian', 'Chinese' and 'Other ethnicity' of those files have no group here.
ETHNIC_GROUPS = {
    "white": "ethnic-white",
    "mixed": "ethnic-mixed",
    "mixed / multiple ethnic groups": "ethnic-mixed",
    "asian / asian british": "ethnic-asian",
    "asian / asian british inc chinese": "ethnic-asian",
    "black": "ethnic-black",
    "black / african / caribbean / black british": "ethnic-black",
    "other ethnic group": "ethnic-other",
    "not known/not stated": "ethnic-not-stated",
}


def read(table: Table, reference: Reference) -> Reading:
    """Claims about every area known here, by sex, deprivation and ethnic group where given."""
    checks = RowChecks(table.rows)
    blank = {name: without_blank_words(checks.rows[name]) for name in MAY_BE_NA}
    checks.rows = checks.rows.assign(
        **blank, **{"Area Code": tidy_area_code(checks.rows["Area Code"])}
    )
    checks.refuse(_wider_at_95(checks.rows), "Lower CI 95.0 limit", NOT_95)
    rows = checks.rows
    rows = rows.assign(**{"Area Code": _places_of_nhs_areas(rows, reference.catalogue)})
    # Fingertips has codes of its own, such as 'Cl_L2_1a', beside the official ones.
    official = rows["Area Code"].str.match("^(?:E|$)") | reference.is_area(rows["Area Code"])
    indicators = reference.catalogue.indicators_from("fingertips")
    groups = reference.catalogue.groups
    claims = []
    for indicator, found in match_rows(rows[official], indicators):
        found = match_period_length(found, "Time period", indicator)
        about = _claims(indicator, found)
        claims.append(about[about["group_id"].isin(list(groups))].drop_duplicates())
    reading = reading_from_claims(claims, rows, COLUMNS, _note(rows[~official], rows))
    reading.rejections.extend(checks.rejections)
    return _with_practice_scores(reading, rows, reference)


def _with_practice_scores(reading: Reading, rows: pd.DataFrame, reference: Reference) -> Reading:
    """The reading, with how deprived practices are by each edition of the Indices."""
    edition = tidy_code(rows["Indicator ID"]).map(PRACTICE_SCORES)
    is_score = edition.notna() & rows["Area Code"].str.fullmatch(PRACTICE_SHAPE)
    if not is_score.any():
        return reading
    columns = {"PRACTICE_CODE": "Area Code", "IMD_YEAR": "Indicator ID", "IMD_SCORE": "Value"}
    of_practices = rows[is_score].rename(columns={ft: own for own, ft in columns.items()})
    found = scores(of_practices.assign(IMD_YEAR=edition[is_score]), reference)
    for refusal in found.rejections:
        refusal["column_name"] = refusal["column_name"].replace(columns)
    claims = [each for each in (reading.claims, found.claims) if each is not None]
    return replace(
        reading,
        claims=pd.concat(claims) if claims else None,
        tables=reading.tables | found.tables,
        outside_count=reading.outside_count - int(is_score.sum()) + found.outside_count,
        rejections=[*reading.rejections, *found.rejections],
    )


def _wider_at_95(rows: pd.DataFrame) -> pd.Series:
    """Whether the 95% limits are wider than the 99.8% ones, or these again to the last digit."""
    lower, upper, outer_lower, outer_upper = (
        numbers(optional_column(rows, f"{end} CI {level} limit"))[0]
        for level in ("95.0", "99.8")
        for end in ("Lower", "Upper")
    )
    width, outer_width = upper - lower, outer_upper - outer_lower
    is_fine = ((lower * 1000) % 1 != 0) & ((upper * 1000) % 1 != 0)  # not a matter of rounding
    return (width > outer_width + 1e-9) | ((width == outer_width) & (width > 0) & is_fine)


def _places_of_nhs_areas(rows: pd.DataFrame, catalogue: Catalogue) -> pd.Series:
    """The codes of areas, with a Place instead of the NHS area that is the same.

    Only where the file has nothing else of that Place for the period, and where what it does have
    of both is the same: figures of residents and of patients never make one series.
    """
    code = rows["Area Code"]
    same = {nhs: area.area_code for area in catalogue.areas.values() for nhs in area.same_codes}
    place = code.map(same)
    if place.isna().all():
        return code
    value, _, _ = numbers(rows["Value"])
    both = rows[FIGURE].assign(place=place.fillna(code), value=value, is_nhs=place.notna())
    both = both[both["place"].isin(list(same.values()))]
    one = both.groupby([*FIGURE, "place"])
    has_own = ~one["is_nhs"].transform("all")
    apart = one["value"].transform("max") - one["value"].transform("min")
    one_sided = has_own & ~one["is_nhs"].transform("any")
    differs = one_sided | (has_own & (apart > SAME_VALUE))
    never = differs.groupby([both["Indicator ID"], both["place"]]).transform("any")
    use = both["is_nhs"] & ~has_own & ~never
    return code.mask(use.reindex(code.index, fill_value=False), place).astype(str)


def _note(own_areas: pd.DataFrame, rows: pd.DataFrame) -> str:
    notes = []
    if len(own_areas):
        notes.append(f"{len(own_areas)} rows are about areas only Fingertips knows.")
    kind = rows["Category Type"].str.lower()
    known = kind.str.match(NEIGHBOURHOOD_TENTHS) | kind.str.match(LOCAL_FIFTHS)
    if (kind.str.contains("deprivation") & ~known).any():
        notes.append("Tenths of authorities, NHS areas or practices are not loaded: a group here")
        notes.append("is a tenth of England's neighbourhoods.")
    return " ".join(notes)


def _claims(indicator: Indicator, rows: pd.DataFrame) -> pd.DataFrame:
    whole = rows["Category Type"].str.strip() == ""
    own_sex = rows["Sex"].isin(SEX_LABELS[indicator.sex])
    group = pd.Series("", index=rows.index, dtype=str).mask(whole & own_sex, "everyone")
    sex = pd.Series(indicator.sex, index=rows.index, dtype=str)
    if indicator.sex == "persons":
        for label in ("female", "male"):
            alone = whole & rows["Sex"].isin(SEX_LABELS[label])
            group, sex = group.mask(alone, f"sex-{label}"), sex.mask(alone, label)
    by_category = _category_groups(rows).where(own_sex & ~whole, "")
    return indicator_claims(
        indicator,
        area_code=rows["Area Code"],
        group_id=group.mask(by_category != "", by_category),
        sex=sex,
        period=rows["Time period"],
        value=scale_figures(rows["Value"], indicator),
        lower_ci=scale_figures(rows["Lower CI 95.0 limit"], indicator),
        upper_ci=scale_figures(rows["Upper CI 95.0 limit"], indicator),
        numerator_count=rows["Count"],
        denominator_count=rows["Denominator"],
        value_note=rows["Value note"],
    )


def _category_groups(rows: pd.DataFrame) -> pd.Series:
    """The group of each row's category; "" where there is none, or a newer grouping is there."""
    category = rows["Category"].str.lower().str.replace(r"\s*\(imd\d{4}\)", "", regex=True)
    kind = rows["Category Type"].str.lower()
    tenths = kind.str.match(NEIGHBOURHOOD_TENTHS)
    edition = kind.str.extract(r"imd ?(\d{4})", expand=False).fillna("0").astype(int).where(tenths)
    newest = tenths & (edition == edition.groupby(rows["Time period"]).transform("max"))
    ethnic = kind.str.startswith("ethnic group")
    groups = category.map(DEPRIVATION_GROUPS).where(newest)
    local = category.map(DEPRIVATION_GROUPS).where(kind.str.match(LOCAL_FIFTHS))
    is_england = rows["Area Code"] == ENGLAND
    groups = groups.fillna(local.where(is_england))
    groups = groups.fillna(local.str.replace("imd-", "local-").where(~is_england))
    return groups.fillna(category.map(ETHNIC_GROUPS).where(ethnic)).fillna("").astype(str)


LAYOUTS: tuple[Layout, ...] = (
    Layout(
        "fingertips",
        (
            "Indicator ID",
            "Area Code",
            "Sex",
            "Age",
            "Category Type",
            "Category",
            "Time period",
            "Value",
            "Lower CI 95.0 limit",
            "Upper CI 95.0 limit",
            "Count",
            "Denominator",
            "Value note",
        ),
        read,
        source_id="fingertips",
    ),
    Layout(
        "fingertips_area_tree",
        ("Children", "AreaCode", "AreaName", "Level", "HierarchyType"),
        is_reference=True,
        source_id="fingertips",
    ),
    Layout(
        "fingertips_categories",
        ("CategoryName", "CategoryTypeName", "Sequence"),
        is_reference=True,
        source_id="fingertips",
    ),
    Layout(
        "fingertips_polarity",
        ("IndicatorID", "Polarity", "BenchmarkComparisonMethod"),
        is_reference=True,
        source_id="fingertips",
    ),
)
