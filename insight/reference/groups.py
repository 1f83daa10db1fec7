"""The ways people are grouped, in one table; whatever else lists them is derived from it here."""

from __future__ import annotations

from typing import NamedTuple

EVERYONE = "everyone"  # the group, and the kind, of figures about all whom a measure covers


class GroupKind(NamedTuple):
    """One way of grouping: by sex, by fifth of deprivation.

    definition: what its groups are; "" where groups.toml has none of its own, because the groups
    are fifths by deprivation like others. heading: above figures by these groups; "" where they
    are shown as a gap only. name: on the picker of gaps. between: what such a gap is between, in
    a sentence. preference: of several ways to tell the gap of one indicator, the smallest number
    comes first; 0 where no gap is told. is_by_deprivation: the first group is the most deprived.
    is_gradient: three groups or more in that order, so that a slope can be drawn through them.
    """

    group_kind: str
    definition: str = ""
    heading: str = ""
    name: str = ""
    between: str = ""
    preference: int = 0
    is_by_deprivation: bool = False
    is_gradient: bool = False


# In the order of pickers.
KINDS = (
    GroupKind(EVERYONE, "All the people a measure covers."),
    GroupKind(
        "core20",
        "Who lives in the most deprived fifth of England's neighbourhoods, and who does not.",
        heading="By Core20",
        name="Core20 and the rest",
        between="Core20 and other neighbourhoods",
        preference=1,
        is_by_deprivation=True,
    ),
    GroupKind(
        "deprivation_quintile",
        "Fifths of England by deprivation; 1 is the most deprived.",
        heading="By fifth of deprivation",
        name="Fifths of England",
        between="the most and the least deprived fifths of England's neighbourhoods",
        preference=2,
        is_by_deprivation=True,
        is_gradient=True,
    ),
    GroupKind(
        "deprivation_decile",
        "Tenths of England by deprivation; 1 is the most deprived.",
        heading="By tenth of deprivation",
        name="Tenths of England",
        between="the most and the least deprived tenths of England's neighbourhoods",
        preference=5,
        is_by_deprivation=True,
        is_gradient=True,
    ),
    GroupKind(
        "practice_quintile",
        name="Fifths of GP practices",
        between="the most and the least deprived fifths of England's GP practices",
        preference=3,
        is_by_deprivation=True,
        is_gradient=True,
    ),
    GroupKind(
        "local_quintile",
        name="Fifths of the area",
        between="the most and the least deprived local fifths of small areas",
        preference=4,
        is_by_deprivation=True,
        is_gradient=True,
    ),
    GroupKind(
        "ethnic_group",
        "The broad ethnic groups of the 2021 Census.",
        heading="By ethnic group",
        name="Ethnic group",
        between="ethnic groups",
        preference=6,
    ),
    GroupKind(
        "ethnic_group_19",
        "The nineteen ethnic groups of the 2021 Census.",
        heading="By ethnic group in detail",
    ),
    GroupKind(
        "sex",
        "Female or male.",
        heading="By sex",
        name="Women and men",
        between="women and men",
        preference=7,
    ),
    GroupKind("age", "Bands of age.", heading="By age"),
    GroupKind(
        "plus",
        "Groups who often fare worse and whom deprivation alone may miss.",
        heading="By group that may be missed",
    ),
)

DEFINITIONS = {each.group_kind: each.definition for each in KINDS if each.definition}
HEADINGS = {each.group_kind: each.heading for each in KINDS if each.heading}
GAP_NAMES = {each.group_kind: each.name for each in KINDS if each.preference}
BETWEEN = {each.group_kind: each.between for each in KINDS if each.preference}

NO_EDITION = "none"  # of groups that do not rest on the deprivation index

# The preferred first.
_OF_GAPS = sorted((each for each in KINDS if each.preference), key=lambda each: each.preference)
GAP_KINDS = tuple(each.group_kind for each in _OF_GAPS)
DEPRIVATION_KINDS = tuple(each.group_kind for each in _OF_GAPS if each.is_by_deprivation)
GRADIENT_KINDS = tuple(each.group_kind for each in _OF_GAPS if each.is_gradient)
