from __future__ import annotations

import pytest

from insight.language import sentences
from insight.language.sentences.groups import base_words, pair_words
from tests.insight.language.sentences.claims import check_manners


@pytest.mark.parametrize(
    ("group_id", "unit", "words"),
    [
        ("core20", "neighbourhoods", "Core20 neighbourhoods"),
        ("core20", "people", "people in Core20 neighbourhoods"),
        ("not-core20", "people", "people in other neighbourhoods"),
        ("imd-quintile-1", "neighbourhoods", "neighbourhoods in England's most deprived fifth"),
        ("imd-quintile-5", "people", "people in neighbourhoods in England's least deprived fifth"),
        ("imd-decile-3", "neighbourhoods", "neighbourhoods in England's tenth 3 of 10"),
        ("practice-quintile-1", "patients", "patients of GP practices in England's most deprived"),
        (
            "practice-quintile-1-2",
            "practices",
            "GP practices in England's two most deprived fifths",
        ),
        ("practice-quintile-4-5", "practices", "GP practices in England's two least deprived"),
        ("practice-quintile-2-4", "practices", "GP practices in England's fifths 2 to 4 of 5"),
        ("local-quintile-5", "areas", "small areas in the least deprived local fifth"),
        ("ethnic-asian", "people", "Asian or Asian British people"),
        ("ethnic-other", "people", "people of 'Other ethnic group'"),
        ("sex-female", "people", "women"),
    ],
)
def test_groups_in_a_sentence(group_id: str, unit: str, words: str) -> None:
    names = {"ethnic-asian": "Asian or Asian British", "ethnic-other": "Other ethnic group"}
    assert sentences.group_words(group_id, names.get(group_id, group_id), unit).startswith(words)


@pytest.mark.parametrize(
    ("first", "last", "second"),
    [
        ("imd-decile-1", "imd-decile-10", "those in the least deprived tenth"),
        ("local-quintile-1", "local-quintile-5", "those in the least deprived local fifth"),
        ("core20", "not-core20", "other neighbourhoods"),
        ("sex-female", "sex-male", "men"),
    ],
)
def test_what_a_pair_has_in_common_is_said_once(first: str, last: str, second: str) -> None:
    row = {"group_id": first, "group_name": first, "unit_of_analysis": "neighbourhoods"}
    row |= {"reference_group_id": last, "reference_group_name": last}
    assert pair_words(row)[1] == second


@pytest.mark.parametrize("unit", ["people", "neighbourhoods", "patients", "practices", "areas"])
def test_an_area_measure_is_never_passed_off_as_people(unit: str) -> None:
    note = sentences.ecological_note(unit)
    check_manners(note)
    assert ("not people" in note) == (unit in ("neighbourhoods", "practices", "areas"))
    assert ("not people" in base_words("2025", unit)) == ("not people" in note)


def test_the_edition_is_named_where_there_is_one() -> None:
    assert base_words("2019", "people") == "Deprivation edition 2019; people are compared."
    assert base_words("none", "people") == "People are compared."
