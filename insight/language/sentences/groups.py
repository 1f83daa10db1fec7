"""What the groups of a gap are called, and what was grouped: people, or only where they live."""

from __future__ import annotations

import re

from insight.language.number_format import Row, capital
from insight.reference.groups import BETWEEN, DEPRIVATION_KINDS

# Grammar of a group's name, by unit_of_analysis: what lies in a fifth or a tenth.
MEMBERS = {
    "people": "people in neighbourhoods",
    "neighbourhoods": "neighbourhoods",
    "patients": "patients of GP practices",
    "practices": "GP practices",
    "areas": "small areas",
}
COMPARED = {
    "people": "people are compared",
    "neighbourhoods": "neighbourhoods are compared, not people",
    "patients": "patients are compared, by how deprived their GP practice is",
    "practices": "GP practices are compared, not people",
    "areas": "small areas are compared, not people",
}
LIMITS = {
    "people": "The people of each group were counted.",
    "neighbourhoods": (
        "This compares neighbourhoods, not people. Many people in a deprived one are not poor, and"
        " many poor people live elsewhere."
    ),
    "patients": (
        "Patients are counted, and put in groups by how deprived their GP practice is on average."
        " Many of its patients are better or worse off than that."
    ),
    "practices": (
        "This compares GP practices, not people. A practice in a deprived area also has patients"
        " who are not deprived."
    ),
    "areas": (
        "This compares small areas of several thousand people, not people. Deprived and better-off"
        " people live in each of them."
    ),
}
# What is most and least deprived, in a heading.
DEPRIVED = {
    "people": "areas",
    "neighbourhoods": "neighbourhoods",
    "patients": "GP practices",
    "practices": "GP practices",
    "areas": "small areas",
}
NUMBERS = {2: "two", 3: "three", 4: "four"}
SIZES = {"quintile": ("fifth", 5), "decile": ("tenth", 10)}
SEXES = {"sex-female": "women", "sex-male": "men"}
FIRST_AND_LAST = re.compile(r"-(quintile|decile)-(\d+)(?:-(\d+))?$")


def group_words(group_id: str, group_name: str, unit_of_analysis: str) -> str:
    """A group inside a sentence: "neighbourhoods in England's most deprived fifth".

    group_name is used where groups are not by deprivation.
    """
    if group_id in SEXES:
        return SEXES[group_id]
    members = MEMBERS.get(unit_of_analysis, unit_of_analysis)
    if group_id == "core20":
        return _core20(members, "Core20")
    if group_id == "not-core20":
        return _core20(members, "other")
    found = FIRST_AND_LAST.search(group_id)
    if found is None:
        is_whole = group_name.endswith(("group", "groups", "people"))
        return f"people of '{group_name}'" if is_whole else f"{group_name} people"
    size, count = SIZES[found[1]]
    first, last = int(found[2]), int(found[3] or found[2])
    if group_id.startswith("local"):
        return f"{members} in the {_position(first, last, f'local {size}', count)}"
    return f"{members} in England's {_position(first, last, size, count)}"


def pair_words(row: Row) -> tuple[str, str]:
    """The group of a gap and the one it is set against, as they stand in one sentence."""
    unit = str(row["unit_of_analysis"])
    first = group_words(str(row["group_id"]), str(row["group_name"]), unit)
    last = group_words(str(row["reference_group_id"]), str(row["reference_group_name"]), unit)
    # What both have in common need not be said twice.
    for whose in (" in England's ", " in the "):
        members = first.split(whose)[0]
        if last.startswith(members + whose):
            return first, f"those in the {last.removeprefix(members + whose)}"
    return first, last


def between_words(row: Row) -> str:
    """The groups of a gap in a heading: 'the most and least deprived small areas'."""
    if row["group_kind"] == "core20":
        return "Core20 and other neighbourhoods"
    if row["group_kind"] in DEPRIVATION_KINDS:
        return f"the most and least deprived {DEPRIVED[str(row['unit_of_analysis'])]}"
    return " and ".join(pair_words(row))


def groups_words(group_kind: str) -> str:
    """What a gap of this kind is between: 'Core20 and other neighbourhoods'."""
    return BETWEEN.get(group_kind, "groups")


def ecological_note(unit_of_analysis: str) -> str:
    """What was grouped, and so what a gap must not be read as."""
    return LIMITS[unit_of_analysis]


def base_words(edition: str, unit_of_analysis: str) -> str:
    """The end of a sentence on a gap: 'Deprivation edition 2025; people are compared.'"""
    what = COMPARED[unit_of_analysis]
    if edition == "none":
        return f"{capital(what)}."
    return f"Deprivation edition {edition}; {what}."


def _core20(members: str, which: str) -> str:
    before, noun = members.rsplit(" ", 1) if " " in members else ("", members)
    return f"{before} {which} {noun}".strip()


def _position(first: int, last: int, size: str, count: int) -> str:
    if (first, last) == (1, 1):
        return f"most deprived {size}"
    if (first, last) == (count, count):
        return f"least deprived {size}"
    if first == last:
        return f"{size} {first} of {count}"
    if first == 1:
        return f"{NUMBERS[last]} most deprived {size}s"
    if last == count:
        return f"{NUMBERS[last - first + 1]} least deprived {size}s"
    return f"{size}s {first} to {last} of {count}"
