"""One middle-layer area for those who live there, with what is known of its Place.

Of the area itself there are the Census, deprivation and the length of life. What people said and
what was done is counted by Place alone, so that nobody is recognised.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from insight.analysis import comparisons
from insight.analysis.comparisons import AGAINST_ENGLAND
from insight.analysis.key_findings import WHO_LIVES_HERE, least_size
from insight.findings import cells
from insight.findings.finding import Finding
from insight.findings.responses import responses
from insight.findings.sources import sources_of, with_sources
from insight.findings.table import Cell, Column, Link, cell, data_table, strong
from insight.findings.themes import themes
from insight.findings.voices import quotes
from insight.language import number_format
from insight.language.sentences import middle_layer_area as words
from insight.language.sentences import voices as voice_words
from insight.reference.areas import areas
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
EXTREMES = 3
SHORT = 3  # rows of what people said, and of what was done
VERDICTS = ("better", "worse", "similar")  # of a figure that was tested
OLD_YEARS = 3  # a figure older than this leads no list


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


def place_extremes(store: Store, place_code: str) -> Finding | None:
    """What its Place is worse and better on than England, in short: the largest tested few."""
    every = comparisons.all_comparisons(store, AGAINST_ENGLAND)
    rows = every[(every["place_code"] == place_code) & (every["doubt"] == "")]
    rows = rows[(rows["topic"] != WHO_LIVES_HERE) & rows["verdict"].isin(VERDICTS)]
    if rows.empty:
        return None
    built = pd.Timestamp(queries.build(store)["built_at"].iloc[0])
    young = rows[pd.to_datetime(rows["period_end_date"]) > built - pd.DateOffset(years=OLD_YEARS)]
    shown = [row for word in ("worse", "better") for row in _largest(young, word)]
    place, tally = areas()[place_code].area_name, rows["verdict"].value_counts()
    counts = (int(tally.get("worse", 0)), int(tally.get("better", 0)), len(rows))
    columns = [
        Column("Measure", cells.indicator_name),
        Column(place, cells.figure),
        Column("England", lambda row: cells.reference(row, "England")),
        Column("Outcome", lambda row: cells.verdict(row["verdict"])),
    ]
    return Finding(
        finding_id="place-extremes",
        title=words.place_title(place, "England", *counts),
        subtitle=f"Where {place} is furthest from England",
        sentence=words.place_sentence(shown),
        table=data_table(f"{place} beside England", columns, shown, _values(store, shown)),
        source_ids=sources_of(store, (row["indicator_id"] for row in shown)),
        caveat="These figures are of the whole Place. Most are not published for smaller areas.",
        link=Link.to("place", place=place_code),
        about={"area_code": place_code, "area_name": place, "benchmark_name": "England"},
    )


def nearby_voices(store: Store, place_code: str) -> Finding | None:
    """The few themes of its Place that most people spoke of; None where none may be shown."""
    found = themes(store, place_code)
    if found is None:
        return None
    rows = [row for row in records(found.table.values) if _is_main(row)][:SHORT]
    if not rows:
        return None
    place = areas()[place_code].area_name
    caption = f"What people in {place} spoke of most"
    columns = [
        Column("Theme", lambda row: str(row["plain_name"])),
        Column("Comments", lambda row: number_format.number(row["comment_count"]), True),
        Column("How they sound", lambda row: cell(style.MOODS[row["mood"]])),
    ]
    return replace(
        found,
        finding_id="nearby-voices",
        # Nothing invented leads: a demonstration is in its section alone.
        title=caption if found.is_demonstration else f"{caption}: {_first(rows)}",
        subtitle=f"Comments on each theme, {place}",
        sentence=words.voices_sentence(rows),
        caveat=f"{words.NO_SMALL_AREAS} {found.caveat}",
        table=data_table(caption, columns, rows, found.table.values),
    )


def nearby_quote(store: Store, place_code: str) -> Finding | None:
    """One person's own words of its Place, the last approved; None without any."""
    found = quotes(store, place_code)
    if found is None:
        return None
    return replace(found, table=replace(found.table, rows=found.table.rows[:1]))


def nearby_responses(store: Store, place_code: str) -> Finding | None:
    """The last few things people of its Place said that led to something; None without any."""
    found = responses(store, place_code)
    if found is None or not found.table.rows:
        return None
    place, caption = areas()[place_code].area_name, "What was said, and what came of it"
    rows = records(found.table.values)
    told = [row for row in rows if row["action"]] or rows
    columns = [
        Column("You said", lambda row: str(row["said"])),
        Column("We did", lambda row: str(row["action"] or row["decision"] or "nothing yet")),
        Column("How far it is", lambda row: cell(style.STATUSES[row["status"]])),
    ]
    return replace(
        found,
        finding_id="nearby-responses",
        title=f"You said, we did: what was done in {place}",
        subtitle=f"What was done last in {place} and the whole system",
        sentence="",
        table=data_table(caption, columns, told[:SHORT], found.table.values),
        caveat="",
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


def _largest(rows: pd.DataFrame, verdict: str) -> list[dict[str, Any]]:
    """The few with this verdict that differ most, one for each topic, by `least_size`."""
    found = []
    for row in records(rows[rows["verdict"] == verdict]):
        theirs = row["benchmark_value"]
        near = row["lower_ci"] if row["value"] > theirs else row["upper_ci"]
        size = least_size(row["value"], theirs, near, row["value_type"], row["unit"])
        found.append((size, row))
    found.sort(key=lambda pair: (-pair[0], pair[1]["indicator_id"]))
    by_topic: dict[str, dict[str, Any]] = {}
    for _, row in found:
        by_topic.setdefault(row["topic"], row)
    return list(by_topic.values())[:EXTREMES]


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


def _is_main(row: dict[str, Any]) -> bool:
    is_shown = row["state"] == voice_words.SHOWN
    return not row["parent_id"] and row["theme_id"] != voice_words.ANY and is_shown


def _first(rows: list[dict[str, Any]]) -> str:
    name = str(rows[0]["plain_name"])
    return name[:1].lower() + name[1:]
