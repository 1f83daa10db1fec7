"""What a measure of a file seems to be: its unit, topic, year and id; and what to check of it."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pandas as pd

from etl.adopt.draft import Draft
from etl.adopt.shape import Shape, column_of, first_text
from etl.match_indicators import area_codes
from etl.values.numbers import numbers
from etl.values.spelling import tidy_code
from insight.reference.catalogue import Catalogue
from insight.reference.catalogue.keys import LONGEST_PLAIN_NAME

SCALES = {"%": 100, "per 1,000": 1_000, "per 10,000": 10_000, "per 100,000": 100_000}
AS_PUBLISHED = "as published"
CLOSE = 0.02  # how far a figure may lie from its count divided by its denominator
# Of what is said in a name, the first that is found.
UNIT_WORDS = (
    (r"(?:\bper|/) ?100[, ]?000\b", "per 100,000"),
    (r"(?:\bper|/) ?10[, ]?000\b", "per 10,000"),
    (r"(?:\bper|/) ?1[, ]?000\b", "per 1,000"),
    (r"life expectancy|\byears\b", "years"),
    (r"%|percent|proportion|prevalence|coverage|\bpupils meeting\b", "%"),
    (r"£|\bpounds?\b|\bpay\b|\bincome per\b", "£"),
)
TOPIC_WORDS = (
    (r"cancer|screening", "cancer"),
    (r"smok|alcohol|tobacco|drug", "smoking and alcohol"),
    (r"obes|weight|activ|diet|food|walking|cycling", "weight and activity"),
    (r"mental|depress|suicid|self-harm", "mental health"),
    (r"life expectancy", "length of life"),
    (r"mortality|deaths", "early deaths"),
    (
        r"birth|baby|babies|breastfe|conception|pregnan|early years|infant",
        "pregnancy and early years",
    ),
    (r"pupil|school|key stage|gcse|child|young|phonics", "school and growing up"),
    (r"\bgp\b|practice|appointment", "GP care"),
    (r"lonel|wellbeing|volunteer|carer|happiness|anxiety|satisf", "wellbeing and connection"),
    (r"employ|work|income|pay|poverty|claim|qualif|benefit", "work and money"),
    (r"hous|home|broadband|air|crime|travel|fuel|road", "home and neighbourhood"),
    (r"population|resident|ethnic", "who lives here"),
)
OTHER_TOPIC = "long-term conditions"


def draft_of(
    rows: pd.DataFrame,
    shape: Shape,
    catalogue: Catalogue,
    file_name: str,
    match: dict[str, str],
    used: set[str],
) -> Draft:
    """The draft of one measure, whose rows these are. used: ids that are taken."""
    source_id = next(
        s.source_id for s in catalogue.sources.values() if s.layout == shape.source_layout
    )
    sex = match.get("Sex", "Persons").lower()
    sex = sex if sex in ("female", "male") else "persons"
    name = first_text(rows, shape.name) or f"{shape.measure} {match[shape.measure]}"
    if sex != "persons":
        name = f"{name}, {sex}"
    unit, unit_check = _unit(rows, shape, name)
    lower = column_of(rows, shape.lower)
    has_interval = bool(lower) and bool(numbers(rows[lower])[0].notna().any())
    periods = rows[column_of(rows, shape.period)].str.strip()
    kind, kind_check = _year_kind(periods)
    range_words = "" if has_interval else " The file gives no range."
    values: dict[str, str | int] = {
        "indicator_id": _id(name, used),
        "indicator_name": name,
        "plain_name": _cut(name, LONGEST_PLAIN_NAME),
        "definition": f"To be written in plain words: whom {name} is about and what it counts.",
        "unit": unit,
        "value_type": _value_type(unit),
        "polarity": "no_judgement",
        "topic": _by_words(name, TOPIC_WORDS) or OTHER_TOPIC,
        "life_stage": "all ages",
        "source_id": source_id,
        "ci_method": "published" if has_interval else "none",
        "disclosure_rule": "Published figures only.",
        "decimal_places": _decimals(rows, shape),
        "caveat": f"Adopted from {file_name}; nobody has described it yet.{range_words}",
        "sex": sex,
        "age": match.get("Age") or first_text(rows, ("age",)) or "All ages",
    }
    return Draft(
        str(values["indicator_id"]),
        values,
        match,
        kind,
        (periods.min(), periods.max()),
        _our_areas(rows, shape, catalogue),
        has_interval,
        tuple(each for each in (unit_check, kind_check, _several(rows, shape)) if each),
    )


def _unit(rows: pd.DataFrame, shape: Shape, name: str) -> tuple[str, str]:
    """The unit: as the file says, by what figures are of their counts, or by the name.

    And what a person should check, "" when the file left no doubt.
    """
    said = first_text(rows, shape.unit)
    if said in SCALES or said == "£":
        return said, ""
    if {"count", "denominator"} <= set(rows):
        value = numbers(rows[column_of(rows, shape.value)])[0]
        share = numbers(rows["count"])[0] / numbers(rows["denominator"])[0]
        for unit, scale in SCALES.items():
            apart = (value / (share * scale) - 1).abs()
            if apart.notna().any() and apart.median() < CLOSE:
                return unit, ""
    if unit := _by_words(said, UNIT_WORDS):
        return unit, ""
    if unit := _by_words(name, UNIT_WORDS):
        return unit, "the unit, which is taken from the name"
    return said or AS_PUBLISHED, "the unit, which the file does not make plain"


def _decimals(rows: pd.DataFrame, shape: Shape) -> int:
    """None where every figure is whole, such as a price, and else 1."""
    values = numbers(rows[column_of(rows, shape.value)])[0].dropna()
    return 0 if len(values) and (values % 1 == 0).all() else 1


def _value_type(unit: str) -> str:
    if unit == "%":
        return "percentage"
    if unit == "£":
        return "currency"
    if unit == "years":
        return "years"
    return "rate" if unit in SCALES else "score"


def _year_kind(periods: pd.Series) -> tuple[str, str]:
    """What a bare year means, and what a person should check of it."""
    if periods.str.contains(r"-0[89]-01/P1Y$", regex=True).any():
        return "school", ""
    if periods.str.fullmatch(r"\d{4}").any():
        return "calendar", "year_kind: bare years are taken as January to December"
    return "calendar", ""


def _several(rows: pd.DataFrame, shape: Shape) -> str:
    """What to check where the file has more than one figure of an area for a period."""
    figures = [shape.area, column_of(rows, shape.period), column_of(rows, shape.value)]
    once = rows[figures].drop_duplicates()
    if not once.duplicated(figures[:2]).any():
        return ""
    return "match: some areas have several figures for one period, which a build refuses"


def _our_areas(rows: pd.DataFrame, shape: Shape, catalogue: Catalogue) -> int:
    """How many areas of the catalogue have a figure."""
    has_figure = numbers(rows[column_of(rows, shape.value)])[0].notna()
    areas = rows.loc[has_figure, shape.area]
    codes = area_codes(areas, catalogue) if shape.is_by_name else tidy_code(areas)
    return int(codes[codes.isin(list(catalogue.areas))].nunique())


def _id(name: str, used: set[str]) -> str:
    """The name as a readable id that nobody has; at most seven words of it."""
    words = re.findall(r"[a-z0-9]+", re.sub(r"'|(?<=\d),(?=\d)", "", name.lower()))
    plain = "-".join(words[:7]) or "adopted"
    return next(
        each
        for each in (plain, *(f"{plain}-{number}" for number in range(2, len(used) + 3)))
        if each not in used
    )


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1].rsplit(" ", 1)[0] + "…"


def _by_words(text: str, choices: Iterable[tuple[str, str]]) -> str:
    return next((found for pattern, found in choices if re.search(pattern, text, re.I)), "")
