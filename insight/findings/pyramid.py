"""The population pyramid of a Place, or of the system, beside England."""

from __future__ import annotations

from typing import Any

import pandas as pd

from insight.findings.finding import Finding
from insight.findings.table import Column, Link, data_table
from insight.language import number_format
from insight.language.sentences.residents import (
    SIDES,
    age_band,
    ages_alt,
    ages_sentence,
    ages_title,
)
from insight.reference.areas import ENGLAND, SYSTEM, areas
from insight.store import Store, queries
from insight.visual import charts

SOURCES = ("fingertips",)
CAVEAT = (
    "The Office for National Statistics works these out for the middle of a year; Fingertips gives"
    " them. They rest on the Census of 2021 and on births, deaths and moves since, and are put"
    " right later. The tables of residents beside them are of Census day."
)


def pyramid(store: Store, area_code: str) -> Finding | None:
    """Men and women by five-year band, as shares of all residents. area_code: a Place's, or SYSTEM.

    None where a band, or a Place of the system, is missing, and of England where that
    is the system: it would stand beside itself.
    """
    ages = queries.resident_ages(store, area_code)
    if ages.empty or area_code == SYSTEM == ENGLAND:
        return None
    place, england = areas()[area_code].area_name, areas()[ENGLAND].area_name
    year = f"mid-{ages['year'].iloc[0]}"
    caption = f"Residents of {place} by age, {year}: share of all"
    columns = [
        Column("Age", lambda row: age_band(int(row["first_age"]))),
        *(_shares(words, sex, "value") for sex, words in SIDES.items()),
        *(_shares(f"{words}, {england}", sex, "benchmark_value") for sex, words in SIDES.items()),
    ]
    rows = [
        {"first_age": age, **{row["sex"]: row for row in own.to_dict("records")}}
        for age, own in ages.groupby("first_age")
    ]
    return Finding(
        finding_id="pyramid",
        title=ages_title(ages, place),
        subtitle=f"Residents by age and sex (%), {place} beside {england}, {year}",
        sentence=ages_sentence(ages, place, england),
        picture=charts.pyramid(ages, england),
        alt=ages_alt(ages, place, england),
        table=data_table(caption, columns, rows, _values(ages, year)),
        source_ids=SOURCES,
        caveat=CAVEAT,
        link=None if area_code == SYSTEM else Link.to("place", place=area_code),
        about={
            "unit": "%",
            "area_code": area_code,
            "area_name": place,
            "benchmark_name": england,
        },
    )


def _shares(label: str, sex: str, name: str) -> Column:
    def share(row: dict[str, Any]) -> str:
        return number_format.figure(row[sex][name], "%", 1)

    return Column(label, share, is_number=True)


def _values(ages: pd.DataFrame, year: str) -> pd.DataFrame:
    """The rows for files, each with its age in words."""
    bands = [age_band(int(age)) for age in ages["first_age"]]
    return ages.drop(columns=["year", "first_age"]).assign(age=bands, period_label=year)
