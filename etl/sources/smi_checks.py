"""NHS England: health checks for people with a severe mental illness, by NHS area and quarter.

Each answer counts people checked in the 12 months to the end of the quarter; 'SMIRegister'
counts the people on the register then. Twelve months to quarters that follow each other overlap,
so only the fourth quarter is loaded: it is the whole financial year.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from etl.layout import Layout, Reading, Reference
from etl.match_indicators import indicator_claims, match_rows, text_of_counts
from etl.nhs_areas import areas_by_nhs_code, sum_to_areas
from etl.opening.content import Table
from etl.row_checks import RowChecks
from etl.values.numbers import numbers
from insight.reference.areas import ENGLAND, SYSTEM
from insight.reference.catalogue import Catalogue, Indicator

QUARTER = r"SMI-Q([1-4])-(\d{4})-(\d{4})"
REGISTER = "SMIRegister"
AREA = ["Period", "CCG Code"]
COLUMNS = {
    "area_code": "CCG Code",
    "period": "Period",
    "numerator_count": "Answer",
    "denominator_count": "Answer",
}
# These files have always had more NHS areas in England than this (106 since 2021), so a quarter
# with fewer is an extract, and its sum is not England.
FEWEST_IN_ENGLAND = 100
NOTE = "Only fourth quarters are loaded: twelve months to other quarters overlap with them."


def read(table: Table, reference: Reference) -> Reading:
    """Claims about Places, the system and England, each the sum of its NHS areas.

    Every row of a fourth quarter goes into the sum for England, so each is one row loaded; rows
    of other quarters, other questions and, in an extract, other areas are outside.
    """
    checks = RowChecks(table.rows)
    indicators = reference.catalogue.indicators_from("smi_checks")
    _keep_fourth_quarters(checks, {q for i in indicators for q in i.match["Question"]})
    _set_aside_extract(checks, reference.catalogue)
    everywhere = checks.rows.drop_duplicates(AREA)[AREA]  # known before any row is refused
    answers, _, is_text = numbers(checks.rows["Answer"])
    checks.refuse(is_text | (answers < 0), "Answer", "this is not a count of people")
    checks.refuse_repeats([*AREA, "Question"])
    rows = checks.rows.assign(answer=answers[checks.rows.index])
    register = rows[rows["Question"] == REGISTER]
    claims = [
        _claims(indicator, _counts(everywhere, found, register), reference.catalogue)
        for indicator, found in match_rows(rows, indicators)
    ]
    return checks.reading(pd.concat(claims) if claims else None, COLUMNS, note=NOTE)


def _keep_fourth_quarters(checks: RowChecks, questions: set[str]) -> None:
    when = checks.rows["Period"].str.strip().str.extract(f"^{QUARTER}$")
    ends_next_year = when[2].astype("float64") == when[1].astype("float64") + 1
    checks.refuse(~ends_next_year, "Period", "this is not a quarter such as SMI-Q4-2023-2024")
    fourth = (when[0] == "4")[checks.rows.index]
    checks.set_aside(~(fourth & checks.rows["Question"].isin([REGISTER, *questions])))


def _set_aside_extract(checks: RowChecks, catalogue: Catalogue) -> None:
    """Where a quarter does not cover England, areas that are not ours are of no use."""
    number = checks.rows.groupby("Period")["CCG Code"].transform("nunique")
    ours = checks.rows["CCG Code"].isin(list(areas_by_nhs_code(catalogue)))
    checks.set_aside((number < FEWEST_IN_ENGLAND) & ~ours)


def _counts(everywhere: pd.DataFrame, found: pd.DataFrame, register: pd.DataFrame) -> pd.DataFrame:
    """Counts by NHS area and period, as `sum_to_areas` takes them."""
    for name, rows in (("numerator", found), ("denominator", register)):
        everywhere = everywhere.join(rows.set_index(AREA)["answer"].rename(name), on=AREA)
    return everywhere.rename(columns={"CCG Code": "nhs_code"}).assign(reason="no figure")


def _claims(indicator: Indicator, counts: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    places = sum_to_areas(counts, ["Period"], catalogue)
    england = counts[counts["Period"].isin(_whole_quarters(counts))]
    sums = [
        places,
        _total(places, "area_code", sorted(set(areas_by_nhs_code(catalogue).values()))).assign(
            area_code=SYSTEM
        ),
        _total(england, "nhs_code").assign(area_code=ENGLAND),
    ]
    together = pd.concat([part for part in sums if len(part)] or sums[:1])
    return indicator_claims(
        indicator,
        area_code=together["area_code"],
        period=together["Period"].str.strip().str.replace(QUARTER, r"\2-04-01/P1Y", regex=True),
        numerator_count=text_of_counts(together["numerator"]),
        denominator_count=text_of_counts(together["denominator"]),
        value_note=together["value_note"].map(lambda note: _named(note, catalogue)),
    )


def _whole_quarters(counts: pd.DataFrame) -> list[str]:
    number = counts.groupby("Period")["nhs_code"].nunique()
    return [str(period) for period in number.index[number >= FEWEST_IN_ENGLAND]]


def _total(parts: pd.DataFrame, name: str, every: Sequence[str] = ()) -> pd.DataFrame:
    """All parts of each period together; blank, with a note, where one of them has no figure.

    name: column that names a part. every: parts there must be, beside those that are.
    """
    rows = []
    for period, part in parts.groupby("Period", sort=False):
        known = set(part.loc[part[["numerator", "denominator"]].notna().all(axis=1), name])
        lacking = sorted({*part[name], *every} - known)
        note = f"no figure for {', '.join(lacking)}" if lacking else ""
        sums = [float("nan")] * 2 if note else list(part[["numerator", "denominator"]].sum())
        rows.append((part.index.min(), period, *sums, note))
    columns = ["row_number", "Period", "numerator", "denominator", "value_note"]
    return pd.DataFrame(rows, columns=columns).set_index("row_number")


def _named(note: str, catalogue: Catalogue) -> str:
    for area in catalogue.areas.values():
        note = note.replace(area.area_code, area.area_name)
    return note


LAYOUTS: tuple[Layout, ...] = (
    Layout(
        "smi_checks",
        ("Period", "CCG Code", "Question", "Answer"),
        read,
        source_id="smi-checks",
    ),
)
