"""One table says which ways of grouping there are; every list of them follows from it."""

from __future__ import annotations

from insight.reference import groups, vocabulary


def test_each_way_of_grouping_is_in_the_table_once() -> None:
    listed = [each.group_kind for each in groups.KINDS]
    assert len(listed) == len(set(listed)) == 11


def test_the_vocabulary_defines_the_kinds_of_groups_in_the_catalogue() -> None:
    assert vocabulary.GROUP_KINDS == {
        "everyone": "All the people a measure covers.",
        "core20": (
            "Who lives in the most deprived fifth of England's neighbourhoods, and who does not."
        ),
        "deprivation_quintile": "Fifths of England by deprivation; 1 is the most deprived.",
        "deprivation_decile": "Tenths of England by deprivation; 1 is the most deprived.",
        "sex": "Female or male.",
        "age": "Bands of age.",
        "ethnic_group": "The broad ethnic groups of the 2021 Census.",
        "ethnic_group_19": "The nineteen ethnic groups of the 2021 Census.",
        "plus": "Groups who often fare worse and whom deprivation alone may miss.",
    }


def test_headings_above_figures_by_group() -> None:
    assert groups.HEADINGS == {
        "core20": "By Core20",
        "deprivation_quintile": "By fifth of deprivation",
        "deprivation_decile": "By tenth of deprivation",
        "sex": "By sex",
        "age": "By age",
        "ethnic_group": "By ethnic group",
        "ethnic_group_19": "By ethnic group in detail",
        "plus": "By group that may be missed",
    }


def test_names_on_the_picker_of_gaps_in_its_order() -> None:
    assert list(groups.GAP_NAMES.items()) == [
        ("core20", "Core20 and the rest"),
        ("deprivation_quintile", "Fifths of England"),
        ("deprivation_decile", "Tenths of England"),
        ("practice_quintile", "Fifths of GP practices"),
        ("local_quintile", "Fifths of the area"),
        ("ethnic_group", "Ethnic group"),
        ("sex", "Women and men"),
    ]


def test_what_a_gap_is_between() -> None:
    assert groups.BETWEEN == {
        "core20": "Core20 and other neighbourhoods",
        "deprivation_quintile": (
            "the most and the least deprived fifths of England's neighbourhoods"
        ),
        "deprivation_decile": "the most and the least deprived tenths of England's neighbourhoods",
        "practice_quintile": "the most and the least deprived fifths of England's GP practices",
        "local_quintile": "the most and the least deprived local fifths of small areas",
        "ethnic_group": "ethnic groups",
        "sex": "women and men",
    }


def test_the_gap_of_an_indicator_is_told_by_the_first_of_these_it_has() -> None:
    assert groups.GAP_KINDS == (
        "core20",
        "deprivation_quintile",
        "practice_quintile",
        "local_quintile",
        "deprivation_decile",
        "ethnic_group",
        "sex",
    )


def test_groups_by_deprivation_and_those_of_them_that_make_a_gradient() -> None:
    assert groups.DEPRIVATION_KINDS == (
        "core20",
        "deprivation_quintile",
        "practice_quintile",
        "local_quintile",
        "deprivation_decile",
    )
    assert groups.DEPRIVATION_KINDS[1:] == groups.GRADIENT_KINDS
