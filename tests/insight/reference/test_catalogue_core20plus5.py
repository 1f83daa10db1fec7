"""CORE20PLUS5 as the catalogue tells it: areas of care, ambitions, gaps and PLUS groups."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from insight.reference import vocabulary
from insight.reference.areas import project_catalogue
from insight.reference.catalogue import Ambition, Catalogue, Unmeasured, load

SMALL = Path(__file__).resolve().parents[2] / "catalogue" / "small"

# The order of NHS England's two infographics.
ADULTS = ["maternity", "severe-mental-illness", "respiratory", "cancer", "hypertension", "smoking"]
CHILDREN = ["asthma", "diabetes", "epilepsy", "oral-health", "cyp-mental-health"]


@pytest.fixture(scope="module")
def shipped() -> Catalogue:
    return project_catalogue()


@pytest.mark.parametrize(("version", "expected"), [("adults", ADULTS), ("children", CHILDREN)])
def test_each_version_has_its_areas_in_order(
    shipped: Catalogue, version: str, expected: list[str]
) -> None:
    areas = [area for area in shipped.clinical_areas.values() if area.version == version]
    assert [area.clinical_area_id for area in areas] == expected
    assert [area.order for area in areas] == list(range(1, len(expected) + 1))


@pytest.mark.parametrize("clinical_area_id", vocabulary.CLINICAL_AREAS)
def test_an_area_lists_exactly_the_indicators_that_name_it(
    shipped: Catalogue, clinical_area_id: str
) -> None:
    area = shipped.clinical_areas[clinical_area_id]
    naming = {
        indicator.indicator_id
        for indicator in shipped.indicators.values()
        if indicator.clinical_area == clinical_area_id
    }
    assert {*area.measures, *area.background} == naming


def test_figures_about_adults_are_no_measure_of_a_goal_for_children(shipped: Catalogue) -> None:
    for area in shipped.clinical_areas.values():
        if area.version == "children":
            ages = {shipped.indicators[name].age for name in area.measures}
            assert not ages & {"17 and over", "18 and over", "All ages"}, area.clinical_area_id


def test_every_area_says_what_it_cannot_measure(shipped: Catalogue) -> None:
    for area in shipped.clinical_areas.values():
        assert area.unmeasured, area.clinical_area_id
        for gap in area.unmeasured:
            assert gap.why.endswith(".") and gap.might_come_from.endswith("."), gap


@pytest.mark.parametrize(
    ("clinical_area_id", "wanted"),
    [
        ("maternity", "same midwife or team"),
        ("respiratory", "vaccines"),
        ("hypertension", "New cases"),
        ("hypertension", "cholesterol"),
        ("asthma", "reliever inhalers"),
        ("diabetes", "continuous glucose monitor"),
        ("diabetes", "insulin pump"),
        ("diabetes", "type 2"),
        ("epilepsy", "specialist nurse"),
        ("oral-health", "teeth out in hospital"),
        ("cyp-mental-health", "by ethnic group, age, sex and deprivation"),
    ],
)
def test_what_the_goals_ask_for_and_nobody_can_see_here_is_listed(
    shipped: Catalogue, clinical_area_id: str, wanted: str
) -> None:
    listed = [gap.what for gap in shipped.clinical_areas[clinical_area_id].unmeasured]
    assert any(wanted in what for what in listed), listed


def test_only_the_cancer_ambition_is_called_current(shipped: Catalogue) -> None:
    """The others have passed, were dropped, or may have been."""
    ambitions = {
        area.clinical_area_id: [
            (each.number, each.direction, each.year, each.is_current) for each in area.ambitions
        ]
        for area in shipped.clinical_areas.values()
        if area.ambitions
    }
    assert ambitions == {
        "maternity": [(75, "at_least", 2024, False)],
        "severe-mental-illness": [(60, "at_least", 2021, False)],
        "cancer": [(75, "at_least", 2028, True)],
        "smoking": [(5, "at_most", 2030, False)],
    }


def test_an_ambition_is_in_the_unit_of_its_indicator_and_points_the_good_way(
    shipped: Catalogue,
) -> None:
    better = {"at_least": "high_is_good", "at_most": "low_is_good"}
    drawn = [
        (area, ambition)
        for area in shipped.clinical_areas.values()
        for ambition in area.ambitions
        if ambition.indicator_id
    ]
    assert len(drawn) == 3
    for area, ambition in drawn:
        assert ambition.indicator_id in area.measures
        indicator = shipped.indicators[ambition.indicator_id]
        assert ambition.unit == indicator.unit
        assert better[ambition.direction] == indicator.polarity
        assert str(ambition.year) in ambition.wording or "2020/21" in ambition.wording


def test_plus_groups_are_those_expected_and_none_is_called_chosen(shipped: Catalogue) -> None:
    """Choosing is for the NHS of Cheshire and Merseyside; nobody has told us it has."""
    groups = shipped.plus_groups.values()
    both = [each.group_id for each in groups if each.versions == ("adults", "children")]
    assert both == [
        "ethnic-minorities",
        "learning-disability-autism",
        "multiple-conditions",
        "protected-characteristics",
        "inclusion-health",
        "coastal",
        "rural",
        "carers",
    ]
    assert [each.group_id for each in groups if each.versions == ("children",)] == [
        "young-carers",
        "children-in-care",
        "young-justice",
    ]
    assert [each.group_id for each in groups if each.status != "expected"] == [
        "rural",
        "carers",
    ]
    assert all(each.owner and not each.decided_date for each in groups)


def test_plus_groups_say_what_is_missing(shipped: Catalogue) -> None:
    for each in shipped.plus_groups.values():
        assert each.unmeasured_reason.endswith("."), each.group_id


def test_breakdown_groups_are_never_everyone(shipped: Catalogue) -> None:
    for each in shipped.plus_groups.values():
        kinds = {shipped.groups[name].kind for name in each.breakdown_groups}
        assert kinds <= {"ethnic_group", "plus", "sex", "age"}, each.group_id


def test_texts_are_sentences(shipped: Catalogue) -> None:
    texts = [area.summary for area in shipped.clinical_areas.values()]
    texts += [each.definition for each in shipped.plus_groups.values()]
    texts += [
        ambition.wording for area in shipped.clinical_areas.values() for ambition in area.ambitions
    ]
    for text in texts:
        assert re.match(r"[A-Z]", text) and text.endswith("."), text


def test_an_aim_is_never_told_as_a_fact(shipped: Catalogue) -> None:
    for area in shipped.clinical_areas.values():
        assert area.summary.startswith("The aim is that "), area.clinical_area_id


def test_a_small_catalogue_loads() -> None:
    small = load(SMALL)
    smoking = small.clinical_areas["smoking"]
    assert (smoking.measures, smoking.background) == ((), ("alcohol-mortality",))
    assert smoking.ambitions == (
        Ambition(
            number=5,
            unit="%",
            direction="at_most",
            year=2030,
            wording="One in twenty by 2030.",
            source_id="fingertips",
            is_current=True,
        ),
    )
    assert smoking.unmeasured == (
        Unmeasured(
            what="People who stop", why="Nobody counts them here.", might_come_from="A publisher."
        ),
    )
    coastal = small.plus_groups["coastal"]
    assert coastal.versions == ("adults", "children")
    assert (coastal.decided_date, coastal.measures, coastal.breakdown_groups) == ("", (), ())
