"""Getting online, in words. A score of a neighbourhood says nothing of any one person in it."""

from __future__ import annotations

import pandas as pd

from insight.language.number_format import capital, counted, number

LIMITS = (
    "The score is made from what is known of areas: broadband, ages and deprivation. It is not a"
    " count of people who are offline. It has no range, so close scores are not told apart. What is"
    " true of a neighbourhood need not be true of the people in it. Deprivation and age are part"
    " of the score, so a link with Core20 or with age is built in."
)
SAID_CAVEAT = (
    "Comments are laid beside the score; neither explains the other. Who comments online is online:"
    " look at how people were heard before you take silence for an answer."
)
HELP_CAVEAT = (
    "Only what has been put on record is listed. A Place without an entry may have help that nobody"
    " has listed; add it with the template for resources."
)
# How a choice of neighbourhoods is spoken of.
KINDS = {
    "all": "neighbourhoods",
    "core20": "Core20 neighbourhoods",
    "older": "neighbourhoods with a quarter or more aged 65 or over",
    "rural": "rural neighbourhoods",
}


def digital_title(risk: pd.DataFrame, area: str, is_system: bool) -> str:
    """The heading: how many neighbourhoods of an area are in the fifth of highest risk.

    Of the system it is a fifth by definition, so there the Places that have some are told.
    """
    if is_system:
        some = risk.groupby("place_name")["is_high"].any()
        where = "Every Place has" if some.all() else f"{int(some.sum())} of {len(some)} Places have"
        return f"{where} neighbourhoods at high risk of being left out online"
    high = int(risk["is_high"].sum())
    return (
        f"{area}: {high} of {counted(len(risk), 'neighbourhood')} at high risk of digital exclusion"
    )


def digital_sentence(chosen: pd.DataFrame, area: str, kind: str) -> str:
    """How many of the chosen neighbourhoods are in the fifth of highest scores, and in Core20.

    chosen: rows of `digital_exclusion.risk`; kind: a key of KINDS.
    """
    what = KINDS[kind]
    if chosen.empty:
        return f"There are no {what} in {area}."
    high = chosen[chosen["is_high"]]
    core20 = int(high["is_core20"].eq(True).sum())
    words = (
        "At high risk, which here means the fifth of all neighbourhoods with the highest scores:"
        f" {number(len(high))} of {number(len(chosen))} {what} in {area}."
    )
    if high.empty or kind == "core20":
        return words
    of_them = f"In Core20: {number(core20)} of these" if core20 else "None of these is in Core20"
    return f"{words} {of_them}; deprivation is part of the score."


def digital_alt(risk: pd.DataFrame, area: str) -> str:
    """Alt text of the map; rows of `digital_exclusion.risk` of the area shown."""
    low, high = number(risk["score"].min(), 1), number(risk["score"].max(), 1)
    return (
        f"{digital_sentence(risk, area, 'all')} Scores run from {low} to {high} out of 10. Map,"
        " darker is a higher risk."
    )


def help_sentence(resources: pd.DataFrame, area: str) -> str:
    """How many resources are on record, and how many of them are a demonstration."""
    shown = int(resources["is_demonstration"].sum())
    real = len(resources) - shown
    if real == 0:
        extra = f" The demonstration has {number(shown)}." if shown else ""
        return f"No real resource is on record for {area}.{extra}"
    words = f"{capital(counted(real, 'resource'))} on record for {area}"
    return f"{words}, and {number(shown)} more in the demonstration." if shown else f"{words}."
