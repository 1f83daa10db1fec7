"""One middle-layer area in plain words: where it is, who lives there, how deprived, how long."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from insight.language.number_format import Row, capital, counted, figure, listed, number

# What the seven domains of the Indices of Deprivation measure, as one would say it.
PLAIN_DOMAINS = {
    "income": "low income",
    "employment": "being out of work",
    "education": "school and skills",
    "health": "poor health",
    "crime": "crime",
    "housing": "finding a home and services",
    "environment": "homes, air and roads",
}
MOST_DOMAINS = 3
MOST_DEPRIVED = "the most deprived fifth of England"
# What a share of residents or of homes says of them.
RESIDENTS = {
    "disabled-residents": "are disabled",
    "unpaid-carers": "care for someone unpaid",
    "older-people-living-alone": "of homes house one older person",
    "lone-parent-households": "of homes house a lone parent",
    "ethnic-minority-residents": "are of an ethnic minority",
    "no-car-households": "of homes have no car",
}
NO_SMALL_AREAS = "Comments are counted by Place, so that nobody is recognised."
NOT_AGED = (
    "Where more older people live, more are in bad health: this is not adjusted for age. The length"
    " of life is. The middle area has as many of our areas above it as below."
)


def area_sentence(row: Row) -> str:
    """Where it is and how many live there; row: of `queries.middle_layer_areas`."""
    homes = counted(int(row["neighbourhood_count"]), "small neighbourhood")
    return (
        f"An area of {row['place_name']}, where {number(row['population_count'])} people lived in"
        f" 2021. It has {homes}."
    )


def deprivation_title(deprived: int, count: int) -> str:
    """'4 of 5 neighbourhoods are in the most deprived fifth of England'."""
    if count == 1:
        return f"Its neighbourhood is {'' if deprived else 'not '}in {MOST_DEPRIVED}"
    if deprived == count:
        return f"All {count} neighbourhoods are in {MOST_DEPRIVED}"
    share = number(deprived) if deprived else "None"
    is_ = "is" if deprived < 2 else "are"
    return f"{share} of the {count} neighbourhoods {is_} in {MOST_DEPRIVED}"


def deprivation_reasons(deprived: Mapping[str, int], count: int) -> str:
    """What weighs most: the domains in which half its neighbourhoods are in the worst fifth.

    deprived: domain → how many are, the most first.
    """
    heavy = [each for each, number_ in deprived.items() if 2 * number_ >= count and number_]
    light = [each for each, number_ in deprived.items() if not number_]
    if not heavy:
        some = [each for each, number_ in deprived.items() if number_]
        if not some:
            return "That is so on each of the seven things it is made of."
        return f"On single things some are: {_named(some, deprived, count)}."
    said = f"What weighs most: {_named(heavy, deprived, count)}."
    if light:
        named = listed([PLAIN_DOMAINS[each] for each in light[-2:]])
        said += f" None is in the worst fifth for {named}."
    return said


def life_title(rows: Sequence[Row]) -> str:
    """The years of women and men; rows: with `who` and value."""
    known = [row for row in rows if not pd.isna(row["value"])]
    if not known:
        return "How long and how well people live"
    said = [f"{number(row['value'], 1)} for {row['who']}" for row in known]
    return f"How many years people here can expect to live: {listed(said)}"


def life_sentence(rows: Sequence[Row], area_count: int) -> str:
    """How that compares with the middle area, where it was tested."""
    tested = [row for row in rows if row["verdict"] in ("better", "worse", "similar")]
    if not tested:
        return ""
    said = [f"{row['verdict']} for {row['who']}" for row in tested]
    if len(tested) == 2 and tested[0]["verdict"] == tested[1]["verdict"]:
        said = [f"{tested[0]['verdict']} for both"]
    return f"Set beside the middle one of our {area_count} areas, this is {listed(said)}."


def residents_title(row: Row) -> str:
    """'19% of people here are 65 or over'."""
    return f"{figure(row['value'], '%', 0)} of people here are 65 or over"


def residents_sentence(rows: Sequence[Row]) -> str:
    """A few other shares, each beside its benchmark: '33% are disabled (England 20%).'"""
    said = [
        f"{figure(row['value'], '%', 0)} {RESIDENTS[row['indicator_id']]}"
        f" ({row['benchmark_name']} {figure(row['benchmark_value'], '%', 0)})"
        for row in rows
    ]
    return " ".join(f"{each}." for each in said)


def health_sentence(row: Row) -> str:
    """'13.0% of people say their health is bad, which is worse than England (5.2%).'"""
    if pd.isna(row["value"]):
        return ""
    said = f"{figure(row['value'], '%', 1)} of people say their health is bad"
    theirs = f"{row['benchmark_name']} ({figure(row['benchmark_value'], '%', 1)})"
    if row["verdict"] in ("better", "worse"):
        return f"{said}, which is {row['verdict']} than {theirs}."
    if row["verdict"] == "similar":
        return f"{said}, similar to {theirs}."
    return f"{said}."


def place_sentence(rows: Sequence[Row]) -> str:
    """The clearest few: 'Worse: … . Better: … .'; rows: plain_name and verdict."""
    said = []
    for word in ("worse", "better"):
        names = [_small(str(row["plain_name"])) for row in rows if row["verdict"] == word]
        if names:
            said.append(f"{capital(word)}: {'; '.join(names)}.")
    return " ".join(said)


def voices_sentence(rows: Sequence[Row]) -> str:
    """'Most comments are about getting care (30), then what shapes health (23).'"""
    said = [f"{_small(str(row['plain_name']))} ({number(row['comment_count'])})" for row in rows]
    return f"Most comments are about {said[0]}{', then ' * (len(said) > 1)}{listed(said[1:])}."


def place_title(place: str, benchmark: str, worse: int, better: int, tested: int) -> str:
    """'Wirral: 61 of 130 figures are worse than England, 30 better'."""
    figures = counted(tested, "figure")
    return f"{place}: {worse} of {figures} are worse than {benchmark}, {better} better"


def _named(domains: Sequence[str], deprived: Mapping[str, int], count: int) -> str:
    """'poor health (4 of 5 neighbourhoods) and crime (3)'."""
    said = [f"{PLAIN_DOMAINS[each]} ({deprived[each]})" for each in domains[:MOST_DOMAINS]]
    whole = f"({deprived[domains[0]]} of {counted(count, 'neighbourhood')})"
    return listed([said[0].replace(f"({deprived[domains[0]]})", whole), *said[1:]])


def _small(name: str) -> str:
    """A name inside a sentence; 'GP' and 'NHS' stay."""
    return name if name[1:2].isupper() else f"{name[:1].lower()}{name[1:]}"
