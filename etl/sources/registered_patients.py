"""NHS England: patients registered with GP practices, by five-year band of age and sex.

The file gives NHS areas; those that are one Place, or make one up, give the Place its figure.
"""

from __future__ import annotations

import pandas as pd

from etl.layout import Layout, Reading, Reference
from etl.match_indicators import indicator_claims, text_of_counts
from etl.nhs_areas import areas_by_nhs_code, sum_to_areas
from etl.opening.content import Table
from etl.row_checks import RowChecks
from insight.reference.catalogue import Indicator

ALL, SEXES = "ALL", {"FEMALE": "sex-female", "MALE": "sex-male"}
BAND = r"(\d+)(?:_\d+|\+)"
OLDER = 65
AGES = {
    "age-25-34": (25, 34),
    "age-35-49": (35, 49),
    "age-50-64": (50, 64),
    "age-65-plus": (65, 120),
}
COLUMNS = {"area_code": "ORG_CODE", "period": "EXTRACT_DATE", "value": "NUMBER_OF_PATIENTS"}


def read(table: Table, reference: Reference) -> Reading:
    """Claims of how many are registered, by sex and age, and of the share aged 65 and over.

    Our groups of age begin at 0 to 15, which bands of five years cannot give; older ones are
    there. The indicator's column says which figure it is: all or 65_plus.
    """
    checks = RowChecks(table.rows)
    system = next(a for a in reference.catalogue.areas.values() if a.area_type == "system")
    ours = {**areas_by_nhs_code(reference.catalogue), **dict.fromkeys(system.nhs_codes, "")}
    checks.keep_areas("ORG_CODE", ours)
    checks.refuse_repeats(["ORG_CODE", "EXTRACT_DATE", "SEX", "AGE_GROUP_5"])
    count = checks.counts("NUMBER_OF_PATIENTS")
    rows = checks.rows.assign(count=count, day=checks.rows["EXTRACT_DATE"])
    start = rows["AGE_GROUP_5"].str.extract(f"^{BAND}$")[0].astype("float64")
    is_known = start.notna() | (rows["AGE_GROUP_5"] == ALL)
    checks.refuse(~is_known, "AGE_GROUP_5", "this is not a band of age such as 65_69")
    rows = rows.assign(start=start)[is_known]
    claims = [
        claim
        for indicator in reference.catalogue.indicators_from("registered_patients")
        for claim in _claims(indicator, rows, reference, system.area_code, system.nhs_codes)
    ]
    reading = checks.reading(pd.concat(claims) if claims else None, COLUMNS)
    return reading


def _claims(
    indicator: Indicator,
    rows: pd.DataFrame,
    reference: Reference,
    system: str,
    system_codes: tuple[str, ...],
) -> list[pd.DataFrame]:
    banded = rows[rows["start"].notna()]
    everyone = _people(rows[(rows["SEX"] == ALL) & rows["start"].isna()])
    whole = {"everyone": everyone}
    if indicator.column == "all":
        whole |= {
            group: _people(rows[(rows["SEX"] == sex) & rows["start"].isna()])
            for sex, group in SEXES.items()
        }
        whole |= {
            group: _people(banded[banded["start"].between(*ages)]) for group, ages in AGES.items()
        }
    made = []
    for group_id, counts in whole.items():
        if counts.empty:
            continue
        older = _people(banded[banded["start"] >= OLDER])
        counted = counts.rename(columns={"count": "denominator"}).merge(
            older[["ORG_CODE", "day", "count"]].rename(columns={"count": "numerator"}),
            on=["ORG_CODE", "day"],
            how="left",
        )
        counted = counted.rename(columns={"ORG_CODE": "nhs_code"}).assign(reason="no figure")
        counted.index = pd.Index(counted["row_number"])
        areas = sum_to_areas(counted, ["day"], reference.catalogue)
        own = counted[counted["nhs_code"].isin(system_codes)].assign(
            area_code=system, value_note=""
        )
        together = pd.concat([areas, own[list(areas.columns)]])
        figures = {
            "area_code": together["area_code"],
            "group_id": group_id,
            "period": together["day"].map(lambda day: f"{day.strip()}"),
            "value_note": together["value_note"],
        }
        if indicator.column == "all":
            figures["value"] = text_of_counts(together["denominator"])
        else:
            figures["numerator_count"] = text_of_counts(together["numerator"])
            figures["denominator_count"] = text_of_counts(together["denominator"])
        made.append(indicator_claims(indicator, **figures))
    return made


def _people(rows: pd.DataFrame) -> pd.DataFrame:
    """People of each NHS area and day, with the number of the first row that counts them."""
    frame = rows.assign(row_number=rows.index)
    groups = frame.groupby(["ORG_CODE", "day"])
    return groups.agg(count=("count", "sum"), row_number=("row_number", "min")).reset_index()


LAYOUTS: tuple[Layout, ...] = (
    Layout(
        "registered_patients_practice",
        ("EXTRACT_DATE", "CODE", "SEX", "AGE", "NUMBER_OF_PATIENTS"),
        is_reference=True,
        source_id="registered-patients",
        note="It is by practice: the file by five years of age (quin-age) has the NHS areas.",
    ),
    Layout(
        "registered_patients",
        ("EXTRACT_DATE", "ORG_CODE", "SEX", "AGE_GROUP_5", "NUMBER_OF_PATIENTS"),
        read,
        source_id="registered-patients",
    ),
)
