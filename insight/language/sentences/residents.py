"""How old the residents of an area are: `ages` is the rows of `queries.resident_ages`."""

from __future__ import annotations

import pandas as pd

from insight.language.number_format import figure, listed, number

LAST_BAND, YEARS = 90, 5
SIDES = {"male": "Men", "female": "Women"}


def age_band(first_age: int) -> str:
    """'5 to 9', or '90 and over'."""
    if first_age == LAST_BAND:
        return f"{first_age} and over"
    return f"{first_age} to {first_age + YEARS - 1}"


def ages_title(ages: pd.DataFrame, place: str) -> str:
    """'Wirral: 22.2% are 65 or over'."""
    return f"{place}: {_share(ages, 'value', 65, 200)} are 65 or over"


def ages_sentence(ages: pd.DataFrame, place: str, benchmark: str) -> str:
    """The old and the young in shares, beside the benchmark, and how many residents there are."""
    parts = [
        f"{_share(ages, 'value', *ends)} are {words}"
        f" ({benchmark} {_share(ages, 'benchmark_value', *ends)})"
        for words, ends in {"65 or over": (65, 200), "under 15": (0, 15)}.items()
    ]
    count, year = number(ages["numerator_count"].sum()), ages["year"].iloc[0]
    return f"Of {count} people in {place} in mid-{year}, {listed(parts)}."


def ages_alt(ages: pd.DataFrame, place: str, benchmark: str) -> str:
    """What the pyramid shows, for people who cannot see it: the largest band of each side."""
    most = []
    for sex, words in SIDES.items():
        rows = ages[ages["sex"] == sex]
        row = rows.loc[rows["value"].idxmax()]
        most.append(
            f"the largest group of {words.lower()} is {age_band(int(row['first_age']))},"
            f" {figure(row['value'], '%', 1)} of all"
        )
    said = ages_sentence(ages, place, benchmark)
    return f"{said} Population pyramid: {listed(most)}. An outline marks {benchmark}."


def _share(ages: pd.DataFrame, column: str, first: int, last: int) -> str:
    """Residents from one age up to before another, of all."""
    inside = ages["first_age"].between(first, last - 1)
    return figure(ages.loc[inside, column].sum(), "%", 1)
