"""Draft entries of the catalogue for the measures of a file that it does not list yet.

A draft says what the file itself tells: the official name, the unit, whether there are intervals,
which rows it is. What a person must add, such as which way is better and what it means, is left
plain to see. The next build loads what has been adopted.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from etl.match_indicators import area_codes
from etl.opening.content import Table
from etl.opening.open_file import read_file
from etl.parse_values import numbers, tidy_code
from etl.sources import layouts
from etl.stop import Stop
from insight.reference.catalogue import Catalogue, CatalogueError, load, plain_heading
from insight.reference.catalogue.keys import LONGEST_PLAIN_NAME

NAME = "adopted.toml"  # in the folder of indicators
HEAD = """\
# Measures adopted from files by `python -m etl adopt FILE`. Of each, write a plain name and a
# definition in your own words, say which way is better (polarity) and look at topic, unit and
# year_kind; then move it to the file of its topic.
"""
SCALES = {"%": 100, "per 1,000": 1_000, "per 10,000": 10_000, "per 100,000": 100_000}
AS_PUBLISHED = "as published"
CLOSE = 0.02  # how far a figure may lie from its count divided by its denominator
# Of what is said in a name, the first that is found.
UNIT_WORDS = (
    (r"per 100,?000", "per 100,000"),
    (r"per 10,?000", "per 10,000"),
    (r"per 1,?000", "per 1,000"),
    (r"life expectancy|\byears\b", "years"),
    (r"%|percent|proportion|prevalence|coverage|\bpupils meeting\b", "%"),
    (r"£|\bpounds?\b|\bpay\b|\bincome per\b", "£"),
)
TOPIC_WORDS = (
    (r"cancer|screening", "cancer"),
    (r"smok|alcohol|tobacco|drug", "smoking and alcohol"),
    (r"obes|weight|activ|diet|food", "weight and activity"),
    (r"mental|depress|suicid|self-harm", "mental health"),
    (r"life expectancy", "length of life"),
    (r"mortality|deaths", "early deaths"),
    (
        r"birth|baby|babies|breastfe|conception|pregnan|early years|infant",
        "pregnancy and early years",
    ),
    (r"pupil|school|key stage|gcse|child|young|phonics", "school and growing up"),
    (r"\bgp\b|practice|appointment", "GP care"),
    (r"lonel|wellbeing|carer|happiness|anxiety|satisf", "wellbeing and connection"),
    (r"employ|work|income|pay|poverty|claim|qualif|benefit", "work and money"),
    (r"hous|home|broadband|air|crime|travel|fuel|road", "home and neighbourhood"),
    (r"population|resident|ethnic", "who lives here"),
)
OTHER_TOPIC = "long-term conditions"


class NothingToAdopt(Stop):
    """A file that cannot be adopted. The message says why, and what can be."""


@dataclass(frozen=True)
class Shape:
    """Where a publisher's files say what. Headings are compared as plain_heading writes them.

    source_layout: the layout its source names in the catalogue. measure: the column that tells one
    measure from another, under the name its reader knows; heading: the same, plain. The others are
    plain headings, the first that is there counts.
    """

    source_layout: str
    measure: str
    heading: str
    area: str
    period: tuple[str, ...]
    value: tuple[str, ...]
    name: tuple[str, ...] = ()
    unit: tuple[str, ...] = ()
    lower: tuple[str, ...] = ()
    is_by_name: bool = False
    by_sex_and_age: bool = False


SHAPES = (
    Shape(
        "fingertips",
        "Indicator ID",
        "indicatorid",
        "areacode",
        ("timeperiod", "year"),
        ("value",),
        name=("indicatorname",),
        lower=("lowerci950limit", "lowerci95limit", "lowerci"),
        by_sex_and_age=True,
    ),
    Shape(
        "explore_local_statistics",
        "indicator",
        "indicator",
        "areacd",
        ("period",),
        ("observation", "value"),
        name=("indicator",),
        unit=("unit",),
        lower=("lci95",),
    ),
    Shape(
        "lait",
        "Short Desc",
        "shortdesc",
        "laandregions",
        ("years",),
        ("values",),
        name=("measure", "dataitem"),
        unit=("yaxisname",),
        is_by_name=True,
    ),
)


@dataclass(frozen=True)
class Draft:
    """One entry of the catalogue, and what was found of it in the file."""

    indicator_id: str
    values: Mapping[str, str | int]
    match: Mapping[str, str]
    year_kind: str
    periods: tuple[str, str]
    our_areas: int
    has_interval: bool
    to_check: tuple[str, ...]

    def toml(self) -> str:
        """The entry as it stands in the catalogue, below what was found."""
        first, last = self.periods
        span = first if first == last else f"{first} to {last}"
        lines = [
            f"# Found: {span}; {self.our_areas} of our areas;"
            f" {'with' if self.has_interval else 'no'} intervals.",
            *(f"# Check: {words}" for words in self.to_check),
            "[[indicator]]",
            *(f"{key} = {_toml(value)}" for key, value in self.values.items()),
            "",
            "[indicator.from]",
            f"match = {{ {', '.join(f'{_toml(k)} = {_toml(v)}' for k, v in self.match.items())} }}",
            *([] if self.year_kind == "calendar" else [f"year_kind = {_toml(self.year_kind)}"]),
        ]
        return "\n".join(lines) + "\n"


def adopt(path: Path, folder: Path, into: Path | None = None) -> list[Draft]:
    """Write drafts for the measures in the file `path` that the catalogue in `folder` lacks.

    into: the file they are added to, by default adopted.toml among the indicators. Returns them;
    none when every measure is in the catalogue. Raises NothingToAdopt, CatalogueError, and
    etl.opening.content.UnreadableFile.
    """
    catalogue = load(folder)
    found = drafts(path, catalogue)
    into = into or folder / "indicators" / NAME
    if not found:
        return []
    before = into.read_text(encoding="utf-8") if into.exists() else ""
    text = "\n".join([before or HEAD, *(draft.toml() for draft in found)])
    into.parent.mkdir(parents=True, exist_ok=True)
    into.write_text(text, encoding="utf-8")
    try:
        load(folder)
    except CatalogueError:  # never leave behind a catalogue that does not load
        if before:
            into.write_text(before, encoding="utf-8")
        else:
            into.unlink()
        raise
    return found


def drafts(path: Path, catalogue: Catalogue) -> list[Draft]:
    """A draft of each measure in the file that the catalogue does not list. As `adopt`."""
    if not path.is_file():
        raise NothingToAdopt(f"There is no file {path}.")
    known = layouts(catalogue)

    def is_header(cells: Iterable[str]) -> bool:
        return any(layout.fits(cells) for layout in known)

    found: list[Draft] = []
    is_recognised = False
    taken = {*catalogue.indicators, *catalogue.retired}
    for content in read_file(path, path.name, is_header):
        if not isinstance(content, Table):
            continue
        rows = content.rows.loc[:, ~content.rows.columns.duplicated()]
        rows = rows.set_axis([plain_heading(str(column)) for column in rows], axis=1)
        for shape in SHAPES:
            if _has(rows, shape):
                is_recognised = True
                for draft in _of_table(rows, shape, catalogue, path.name, taken):
                    taken.add(draft.indicator_id)
                    found.append(draft)
                break
    if not is_recognised:
        raise NothingToAdopt(
            f"{path.name} is not of a kind that can be adopted: a file of Fingertips, of Explore"
            " Local Statistics (ONS) or of the Local Authority Interactive Tool can."
        )
    return found


def _has(rows: pd.DataFrame, shape: Shape) -> bool:
    return (
        {shape.heading, shape.area} <= set(rows)
        and bool(_column(rows, shape.period))
        and bool(_column(rows, shape.value))
    )


def _column(rows: pd.DataFrame, headings: Iterable[str]) -> str:
    return next((each for each in headings if each in rows), "")


def _of_table(
    rows: pd.DataFrame, shape: Shape, catalogue: Catalogue, file_name: str, taken: set[str]
) -> Iterator[Draft]:
    listed = {
        value
        for indicator in catalogue.indicators_from(shape.source_layout)
        for value in indicator.match.get(shape.measure, ())
    }
    measures = tidy_code(rows[shape.heading])
    used = set(taken)
    for measure, part in rows.groupby(measures, sort=False):
        if not measure or measure in listed:
            continue
        for match, own in _people(part, shape, str(measure)):
            draft = _draft(own, shape, catalogue, file_name, match, used)
            used.add(draft.indicator_id)
            yield draft


def _people(
    rows: pd.DataFrame, shape: Shape, measure: str
) -> Iterator[tuple[dict[str, str], pd.DataFrame]]:
    """The measure for everyone, or for each sex where it is given for no more than that."""
    match = {shape.measure: measure}
    if not shape.by_sex_and_age:
        yield match, rows
        return
    whole = rows[rows["category"].str.strip() == ""] if "category" in rows else rows
    whole = whole if len(whole) else rows
    if "age" in whole and whole["age"].nunique() > 1:
        match["Age"] = str(whole["age"].mode().iloc[0])
        whole = whole[whole["age"] == match["Age"]]
    sexes = list(whole["sex"].unique()) if "sex" in whole else []
    for sex in ["Persons"] if "Persons" in sexes else sexes or [""]:
        yield (
            match | ({"Sex": str(sex)} if sex else {}),
            whole[whole["sex"] == sex] if sex else whole,
        )


def _draft(
    rows: pd.DataFrame,
    shape: Shape,
    catalogue: Catalogue,
    file_name: str,
    match: dict[str, str],
    used: set[str],
) -> Draft:
    source_id = next(
        s.source_id for s in catalogue.sources.values() if s.layout == shape.source_layout
    )
    sex = match.get("Sex", "Persons").lower()
    sex = sex if sex in ("female", "male") else "persons"
    name = _first(rows, shape.name) or f"{shape.measure} {match[shape.measure]}"
    if sex != "persons":
        name = f"{name}, {sex}"
    unit, unit_check = _unit(rows, shape, name)
    lower = _column(rows, shape.lower)
    has_interval = bool(lower) and bool(numbers(rows[lower])[0].notna().any())
    periods = rows[_column(rows, shape.period)].str.strip()
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
        "decimal_places": 1,
        "caveat": f"Adopted from {file_name}; nobody has described it yet.{range_words}",
        "sex": sex,
        "age": match.get("Age") or _first(rows, ("age",)) or "All ages",
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
    said = _first(rows, shape.unit)
    if said in SCALES or said == "£":
        return said, ""
    if {"count", "denominator"} <= set(rows):
        value = numbers(rows[_column(rows, shape.value)])[0]
        share = numbers(rows["count"])[0] / numbers(rows["denominator"])[0]
        for unit, scale in SCALES.items():
            apart = (value / (share * scale) - 1).abs()
            if apart.notna().any() and apart.median() < CLOSE:
                return unit, ""
    unit = _by_words(f"{said} {name}", UNIT_WORDS)
    if unit:
        return unit, "the unit, which is taken from the name"
    return said or AS_PUBLISHED, "the unit, which the file does not make plain"


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
    figures = [shape.area, _column(rows, shape.period), _column(rows, shape.value)]
    once = rows[figures].drop_duplicates()
    if not once.duplicated(figures[:2]).any():
        return ""
    return "match: some areas have several figures for one period, which a build refuses"


def _our_areas(rows: pd.DataFrame, shape: Shape, catalogue: Catalogue) -> int:
    """How many areas of the catalogue have a figure."""
    has_figure = numbers(rows[_column(rows, shape.value)])[0].notna()
    areas = rows.loc[has_figure, shape.area]
    codes = area_codes(areas, catalogue) if shape.is_by_name else tidy_code(areas)
    return int(codes[codes.isin(list(catalogue.areas))].nunique())


def _first(rows: pd.DataFrame, headings: Iterable[str]) -> str:
    column = _column(rows, headings)
    texts = rows[column].str.strip() if column else pd.Series(dtype=str)
    return str(next((text for text in texts if text), ""))


def _id(name: str, used: set[str]) -> str:
    """The name as a readable id that nobody has; at most seven words of it."""
    words = re.findall(r"[a-z0-9]+", name.lower().replace("'", ""))
    plain = "-".join(words[:7]) or "adopted"
    return next(
        each
        for each in (plain, *(f"{plain}-{number}" for number in range(2, len(used) + 3)))
        if each not in used
    )


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1].rsplit(" ", 1)[0] + "…"


def _toml(value: str | int) -> str:
    return json.dumps(value, ensure_ascii=False)


def _by_words(text: str, choices: Iterable[tuple[str, str]]) -> str:
    return next((found for pattern, found in choices if re.search(pattern, text, re.I)), "")
