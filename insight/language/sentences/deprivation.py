"""Core20 and the deprivation map. These are counts of everyone, so they carry no interval."""

from __future__ import annotations

import pandas as pd

from insight.language.number_format import Row, counted, few, figure, number, people

DOMAIN_NAMES = {
    "imd": "Index of Multiple Deprivation",
    "income": "Income Deprivation",
    "employment": "Employment Deprivation",
    "education": "Education, Skills and Training Deprivation",
    "health": "Health Deprivation and Disability",
    "crime": "Crime",
    "housing": "Barriers to Housing and Services",
    "environment": "Living Environment Deprivation",
    "idaci": "Income Deprivation Affecting Children",
    "idaopi": "Income Deprivation Affecting Older People",
    "children_skills": "Education of Children and Young People",
    "adult_skills": "Skills of Adults",
    "geographical_barriers": "Geographical Barriers to Services",
    "wider_barriers": "Wider Barriers to Housing",
    "indoors": "Living Environment Indoors",
    "outdoors": "Living Environment Outdoors",
}
RESIDENTS = {"2025": "residents at the Census 2021", "2019": "estimated residents in mid-2020"}


def core20_title(frame: pd.DataFrame) -> str:
    """The finding in a heading: '33% of people live in Core20 neighbourhoods'."""
    whole = frame[frame["area_type"] == "system"]
    if whole.empty or not whole["people_count"].iloc[0]:
        return "Core20 neighbourhoods"
    return f"{number(whole['core20_pct'].iloc[0])}% of people live in Core20 neighbourhoods"


def core20_sentence(frame: pd.DataFrame, edition: str) -> str:
    """The system's Core20 people, and how unevenly they live across the Places.

    frame: the rows of `queries.core20_people`.
    """
    whole = frame[frame["area_type"] == "system"]
    if whole.empty or not whole["people_count"].iloc[0]:
        return _without_people(whole, frame[frame["area_type"] == "place"])
    places = frame[frame["area_type"] == "place"].dropna(subset=["core20_pct"])
    return (
        f"{_share(whole.iloc[0])} Across the {counted(len(places), 'Place')} the share runs from"
        f" {_end(places, 'min')} to {_end(places, 'max')}. {_base(edition)}"
    )


def core20_place_sentence(frame: pd.DataFrame, place_code: str, edition: str) -> str:
    """One Place's Core20 people, beside the system's share."""
    found = frame[frame["area_code"] == place_code]
    whole = frame[frame["area_type"] == "system"]
    if found.empty or not found["people_count"].iloc[0]:
        return _without_people(found)
    share = f"{number(whole['core20_pct'].iloc[0])}%"
    return (
        f"{_share(found.iloc[0])} In {whole['area_name'].iloc[0]} as a whole it is {share}."
        f" {_base(edition)}"
    )


def core20_headline(whole: Row) -> str:
    """'32.9% of people here live in England's most deprived fifth', or how many neighbourhoods
    lie in it where nobody has said how many people live there. whole: of `queries.core20_people`.
    """
    if not whole["people_count"]:
        return f"{_neighbourhoods(whole)} here are in England's most deprived fifth"
    share = figure(whole["core20_pct"], "%")
    return f"{share} of people here live in England's most deprived fifth"


def core20_spread(frame: pd.DataFrame) -> str:
    """'Core20 neighbourhoods: 10% in South West to 37% in North East': a heading where the system
    is England, of which they are a fifth. frame: the rows of `queries.core20_people`."""
    return f"Core20 neighbourhoods: {_spread(frame[frame['area_type'] == 'place'])}"


def _without_people(found: pd.DataFrame, places: pd.DataFrame | None = None) -> str:
    """places: to say how the share of neighbourhoods differs among them."""
    if found.empty:
        return "No figures on deprivation have been loaded yet."
    row, among = found.iloc[0], ""
    if places is not None and len(places) > 1:
        among = f" By Place it is {_spread(places)}."
    return (
        f"In {row['area_name']} {_neighbourhoods(row)} are in England's most deprived fifth."
        f"{among} How many people live in them is not in our files."
    )


def _spread(places: pd.DataFrame) -> str:
    share = 100 * places["core20_neighbourhood_count"] / places["neighbourhood_count"]
    ends = places.assign(core20_pct=share)
    return f"{_end(ends, 'min')} to {_end(ends, 'max')}"


def _neighbourhoods(row: Row) -> str:
    among = number(row["neighbourhood_count"])
    return f"{number(row['core20_neighbourhood_count'])} of {among} neighbourhoods"


def map_title(frame: pd.DataFrame) -> str:
    """The finding in a heading: '189 of 298 neighbourhoods are in the most deprived fifth'."""
    fifth = int((frame["decile"] <= 2).sum())
    of_all = f"{number(fifth)} of {counted(len(frame), 'neighbourhood')}"
    return f"{of_all} {'is' if fifth == 1 else 'are'} in the most deprived fifth"


def map_sentence(frame: pd.DataFrame, where: str, edition: str, domain: str = "imd") -> str:
    """How many neighbourhoods of a map are in which national deciles.

    frame: the rows of `queries.neighbourhood_deprivation`; where: 'Halton', 'the nine Places'.
    """
    return f"{map_in_words(frame, where)} {DOMAIN_NAMES[domain]}, {edition} edition."


def map_in_words(frame: pd.DataFrame, where: str) -> str:
    """The counts of `map_sentence`, for alt text to begin with."""
    if frame.empty:
        return f"No neighbourhoods of {where} have been loaded."
    counts = frame["decile"].value_counts()
    total = len(frame)
    tenth, fifth = int(counts.get(1, 0)), int(counts.get(1, 0) + counts.get(2, 0))
    other_end = int(counts.get(9, 0) + counts.get(10, 0))
    return (
        f"Of {counted(total, 'neighbourhood')} in {where}, {number(fifth)}"
        f" ({number(100 * fifth / total)}%) {'is' if fifth == 1 else 'are'} in the most deprived"
        f" fifth of England, {number(tenth)} of them in the most deprived tenth."
        f" {number(other_end)} ({number(100 * other_end / total)}%)"
        f" {'is' if other_end == 1 else 'are'} in the least deprived fifth."
    )


def _end(places: pd.DataFrame, which: str) -> str:
    """'3% in Cheshire East'; Places that share the figure are named while they are few."""
    share = places["core20_pct"].agg(which)
    names = places.loc[places["core20_pct"] == share, "area_name"]
    return f"{number(share)}% in {few(list(names), 'Place')}"


def _share(row: pd.Series) -> str:
    return (
        f"In {row['area_name']}, {people(row['core20_count'])} of"
        f" {people(row['people_count'])} people ({number(row['core20_pct'])}%) live in the most"
        " deprived fifth of England's neighbourhoods (Core20)."
    )


def _base(edition: str) -> str:
    return f"Index of Multiple Deprivation {edition}; {RESIDENTS[edition]}."
