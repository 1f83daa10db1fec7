"""One middle-layer area for those who live there.

Of the area itself there are the Census, deprivation and the length of life; for its Place see
`nearby`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd

from insight.analysis import comparisons
from insight.analysis.key_findings import least_size
from insight.findings import cells
from insight.findings.finding import Finding
from insight.findings.sources import sources_of, with_sources
from insight.findings.table import Cell, Column, Link, cell, data_table, strong
from insight.language import number_format
from insight.language.sentences import middle_layer_area as words
from insight.statistics.verdicts import with_verdicts
from insight.store import Store, cached, queries
from insight.store.rows import records
from insight.visual import style

PAGE = "neighbourhood"
LIFE = {"women": "life-expectancy-msoa-female", "men": "life-expectancy-msoa-male"}
BAD_HEALTH = "bad-health"
# Who lives there, in the order of the table.
AGED_65 = "residents-aged-65-plus"
RESIDENTS = (
    AGED_65,
    "disabled-residents",
    "unpaid-carers",
    "older-people-living-alone",
    "lone-parent-households",
    "ethnic-minority-residents",
    "no-car-households",
)
SHORT = 3  # rows of what people said, and of what was done


def middle_layer_area(store: Store, area_code: str) -> Finding | None:
    """Where it is, how many people live there, and its neighbourhoods with their deprivation."""
    row = cached(store, _areas).get(area_code)
    if row is None:
        return None
    rows = _deprivation(store, area_code)
    overall = rows[rows["domain"] == "imd"].reset_index(drop=True)
    name = row["area_name"]
    columns = [
        Column("Neighbourhood", lambda home: cell(home["area_name"], notes=(home["ward_name"],))),
        Column("Decile", _decile),
        Column("Residents", lambda home: number_format.number(home["population_count"]), True),
    ]
    title = f"Neighbourhoods of {name}"
    return Finding(
        finding_id="neighbourhood",
        title=str(name),
        subtitle=title,
        sentence=words.area_sentence(row),
        table=data_table(title, columns, records(overall), overall),
        source_ids=("deprivation-2025", "census-age", "msoa-names", "ons-boundaries"),
        caveat="Decile 1 is the most deprived tenth of England, by the 2025 edition.",
        link=Link.to(PAGE, area=area_code),
        about={"area_code": area_code, "area_name": name, "place_name": row["place_name"]},
    )


def area_residents(store: Store, area_code: str) -> Finding | None:
    """Who lives there: shares of people and households, beside the Place and England."""
    rows = [_beside(store, each, area_code) for each in RESIDENTS]
    found = [row for row in rows if row is not None and not pd.isna(row["value"])]
    if not found:
        return None
    name, place = _names(store, area_code)
    aged = [row for row in found if row["indicator_id"] == AGED_65]
    title = words.residents_title(aged[0]) if aged else "Who lives here"
    columns = [
        Column("Share", cells.indicator_name),
        Column("Here", _share),
        Column(place, _of_place, is_number=True),
        Column("England", _of_benchmark, is_number=True),
    ]
    return Finding(
        finding_id="area-residents",
        title=title,
        subtitle=f"Who lives in {name}, Census 2021",
        sentence=words.residents_sentence(_most_unlike(found)),
        table=data_table(f"Who lives in {name}", columns, found, _values(store, found)),
        source_ids=sources_of(store, (row["indicator_id"] for row in found)),
        link=Link.to(PAGE, area=area_code),
        about={"area_code": area_code, "area_name": name},
    )


def area_deprivation(store: Store, area_code: str) -> Finding | None:
    """How deprived it is and on what: each domain, and where its neighbourhoods stand."""
    rows = _deprivation(store, area_code)
    if rows.empty:
        return None
    name, _ = _names(store, area_code)
    count = int((rows["domain"] == "imd").sum())
    fifth = rows[rows["decile"] <= 2].groupby("domain").size()
    order = rows.groupby("domain")["rank"].mean()
    domains = sorted(
        (each for each in words.PLAIN_DOMAINS if each in order.index),
        key=lambda each: (-int(fifth.get(each, 0)), order[each]),
    )
    deprived = {each: int(fifth.get(each, 0)) for each in domains}
    deciles = rows.sort_values("decile").groupby("domain")["decile"].agg(list)
    columns = [
        Column("What is measured", lambda row: number_format.capital(words.PLAIN_DOMAINS[row])),
        Column("In the most deprived fifth", lambda row: f"{deprived[row]} of {count}"),
        Column("Decile of each neighbourhood", lambda row: _squares(deciles[row])),
    ]
    known = rows[rows["domain"].isin(["imd", *domains])].reset_index(drop=True)
    return Finding(
        finding_id="area-deprivation",
        title=words.deprivation_title(int(fifth.get("imd", 0)), count),
        subtitle=f"How deprived {name} is, and why",
        sentence=words.deprivation_reasons(deprived, count),
        table=data_table(f"Deprivation in {name}, by what it is made of", columns, domains, known),
        source_ids=("deprivation-2025",),
        caveat="Index of Multiple Deprivation 2025. It is about places: not everyone in a deprived"
        " one is deprived. Decile 1 is the most deprived tenth of England.",
        link=Link.to(PAGE, area=area_code),
        about={"area_code": area_code, "area_name": name},
    )


def area_health(store: Store, area_code: str) -> Finding | None:
    """How long people live beside the middle area, and how many are in bad health."""
    lives = [_life(store, who, each, area_code) for who, each in LIFE.items()]
    known = [row for row in lives if row is not None]
    ill = _beside(store, BAD_HEALTH, area_code)
    rows = [*known, *([ill] if ill is not None else [])]
    if not rows:
        return None
    name, _ = _names(store, area_code)
    columns = [
        Column("Measure", cells.indicator_name),
        Column("Here", cells.figure),
        Column("Set beside", lambda row: cells.reference(row, "")),
        Column("Outcome", lambda row: cells.verdict(row["verdict"], row["reason"])),
    ]
    former = [row["former_name"] for row in known if row["former_name"]]
    count = known[0]["area_count"] if known else 0
    said = [words.life_sentence(known, count)]
    said += [words.health_sentence(ill)] * (ill is not None)
    said += [f"The years are those of {each}, as it was until 2021." for each in former[:1]]
    title = f"Length of life and health in {name}"
    return Finding(
        finding_id="area-health",
        title=words.life_title(known),
        subtitle=title,
        sentence=" ".join(filter(None, said)),
        table=data_table(
            f"Length of life and health in {name}", columns, rows, _values(store, rows)
        ),
        source_ids=sources_of(store, (row["indicator_id"] for row in rows)),
        caveat=words.NOT_AGED,
        link=Link.to(PAGE, area=area_code),
        about={"area_code": area_code, "area_name": name},
    )


def _areas(store: Store) -> dict[str, dict[str, Any]]:
    """Every middle-layer area by its code."""
    return {row["area_code"]: row for row in records(queries.middle_layer_areas(store))}


def _names(store: Store, area_code: str) -> tuple[str, str]:
    row = cached(store, _areas)[area_code]
    return str(row["area_name"]), str(row["place_name"])


def _deprivation(store: Store, area_code: str) -> pd.DataFrame:
    return queries.middle_layer_deprivation(store, area_code)


def _beside(store: Store, indicator_id: str, area_code: str) -> dict[str, Any] | None:
    """The area's figure beside England's, with its verdict and its Place's figure."""
    own = cached(store, _figures, indicator_id=indicator_id, area_type="msoa").get(area_code)
    if own is None:
        return None
    places = cached(store, _figures, indicator_id=indicator_id, area_type="place")
    place = places.get(cached(store, _areas)[area_code]["place_code"])
    return {**own, "place_value": np.nan if place is None else place["value"]}


def _figures(store: Store, indicator_id: str, area_type: str) -> dict[str, dict[str, Any]]:
    """The latest figure of every area of a type beside England's, by its code."""
    rows = records(comparisons.latest_comparison(store, indicator_id, area_type))
    about = _about(store, indicator_id) if rows else {}
    return {row["area_code"]: {**row, **about} for row in rows}


def _life(store: Store, who: str, indicator_id: str, area_code: str) -> dict[str, Any] | None:
    """The area's length of life beside the middle one; of the area it was cut from where there is
    none of its own."""
    every = cached(store, _lives, indicator_id=indicator_id)
    former = cached(store, _areas).get(area_code, {}).get("former_codes", [])
    code = next((each for each in (area_code, *former) if each in every), "")
    if not code:
        return None
    name = "" if code == area_code else every[code]["area_name"]
    return {**every[code], "who": who, "former_name": name}


def _lives(store: Store, indicator_id: str) -> dict[str, dict[str, Any]]:
    """The length of life in every area beside the middle one of them, by its code."""
    values = queries.latest_values(store, indicator_id, "msoa")
    if values.empty:
        return {}
    about, count = _about(store, indicator_id), int(values["value"].notna().sum())
    middle = float(values["value"].median())
    judged = with_verdicts(values, middle, about["polarity"], value_type=about["value_type"])
    beside = {
        "benchmark_value": middle,
        "benchmark_name": f"the middle one of {count} areas",
        "area_count": count,
    }
    return {row["area_code"]: {**row, **about, **beside} for row in records(judged)}


def _about(store: Store, indicator_id: str) -> dict[str, Any]:
    about = queries.indicator(store, indicator_id)
    names = ("plain_name", "unit", "decimal_places", "polarity", "value_type")
    return {"indicator_id": indicator_id, **{name: about[name] for name in names}}


def _values(store: Store, rows: Iterable[dict[str, Any]]) -> pd.DataFrame:
    """The rows for files."""
    return with_sources(store, pd.DataFrame(list(rows)))


def _share(row: dict[str, Any]) -> Cell:
    return cells.share(row["value"], style.PLACE, decimal_places=1)


def _most_unlike(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The few shares furthest from their benchmark, by their odds, the age of 65 left out."""
    known = [row for row in rows if row["indicator_id"] != AGED_65]

    def size(row: dict[str, Any]) -> float:
        return least_size(row["value"], row["benchmark_value"], row["value"], "percentage", "%")

    return sorted((row for row in known if pd.notna(row["benchmark_value"])), key=size)[-SHORT:][
        ::-1
    ]


def _of_place(row: dict[str, Any]) -> str:
    return number_format.figure(row["place_value"], "%", 1)


def _of_benchmark(row: dict[str, Any]) -> Cell:
    return cells.reference(row, "England")


def _decile(home: dict[str, Any]) -> Cell:
    decile = int(home["decile"])
    square = style.Mark("", "■", style.decile_colour(decile), "square")
    return cell(square, strong(str(decile)))


def _squares(deciles: list[int]) -> Cell:
    pieces: list[Any] = []
    for decile in deciles:
        pieces += [style.Mark("", "■", style.decile_colour(int(decile)), "square"), str(decile)]
    return cell(*pieces)
