"""Areas have one home: the catalogue has their names, and code has the three codes it needs."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from insight.reference.areas import (
    BENCHMARKS,
    ENGLAND,
    REGION,
    SIMILAR,
    SYSTEM,
    Benchmark,
    UnknownArea,
    areas,
    find_area,
)

# The heads of nine columns on a phone of 320 pixels.
ON_A_PHONE = {
    "E06000049": "C East",
    "E06000050": "C West",
    "E06000006": "Halt",
    "E08000011": "Know",
    "E08000012": "L’pool",
    "E08000014": "Seft",
    "E08000013": "St H",
    "E06000007": "Warr",
    "E08000015": "Wirr",
}


@pytest.mark.parametrize(
    ("code", "area_type"), [(ENGLAND, "country"), (REGION, "region"), (SYSTEM, "system")]
)
def test_each_code_that_code_names_is_the_only_area_of_its_type(code: str, area_type: str) -> None:
    assert [a.area_code for a in areas().values() if a.area_type == area_type] == [code]


def test_places_have_short_names_that_a_phone_has_room_for() -> None:
    places = [area for area in areas().values() if area.area_type == "place"]
    assert {place.area_code: place.short_name for place in places} == ON_A_PHONE


def test_the_areas_are_read_once() -> None:
    assert areas() is areas()


# --- Finding an area -------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["wirral", "Wirral", " WIRRAL ", "E08000015", "e08000015", "wirr"])
def test_case_and_spaces_do_not_matter(text: str) -> None:
    assert find_area(text) == "E08000015"


@pytest.mark.parametrize(
    "text", ["St Helens", "st. helens", "st-helens", "St_Helens", "sthelens", "Saint Helens"]
)
def test_punctuation_and_spelling_do_not_matter(text: str) -> None:
    assert find_area(text) == "E08000013"


@pytest.mark.parametrize(
    "text",
    ["", " ", "system", "System", SYSTEM, "cheshire and merseyside", "Cheshire & Merseyside"],
)
def test_the_system_is_found_by_name_and_when_nothing_is_said(text: str) -> None:
    assert find_area(text) == SYSTEM


def test_every_place_is_found_by_all_it_is_called() -> None:
    """So no spelling of one area, however plainly written, is that of another."""
    for area in areas().values():
        if area.area_type == "place":
            for name in (area.area_code, area.area_name, area.short_name, *area.spellings):
                assert find_area(name) == area.area_code, name


@pytest.mark.parametrize("text", ["Leeds", "England", "Cheshire (both)", "st", "...", "wirral 1"])
def test_anything_else_is_refused_with_the_choices(text: str) -> None:
    with pytest.raises(UnknownArea) as caught:
        find_area(text)
    assert str(caught.value) == (
        f"there is no Place called '{text}': choose Cheshire and Merseyside, Cheshire East,"
        " Cheshire West and Chester, Halton, Knowsley, Liverpool, Sefton, St Helens, Warrington,"
        " Wirral"
    )


# --- Benchmarks ------------------------------------------------------------------------------


def test_england_at_95_per_cent_is_the_usual_benchmark() -> None:
    usual = Benchmark()
    assert (usual.code, usual.name, usual.confidence) == ("E92000001", "England", 0.95)
    assert usual == Benchmark(ENGLAND, 0.95) and hash(usual) == hash(Benchmark(ENGLAND, 0.95))
    with pytest.raises(FrozenInstanceError):
        usual.code = SYSTEM  # type: ignore[misc]


def test_benchmarks_have_a_name_for_sentences_and_one_for_the_picker() -> None:
    every = [Benchmark(code) for code in BENCHMARKS]
    assert {each.code: each.name for each in every} == {
        "E92000001": "England",
        "E12000002": "the North West",
        "E54000008": "Cheshire and Merseyside",
        SIMILAR: "similar areas",
    }
    assert [each.label for each in every] == ["England", "North West", "System", "Similar areas"]


def test_a_benchmark_of_an_area_nobody_lists_has_no_name() -> None:
    with pytest.raises(KeyError):
        _ = Benchmark("E99999999").name


@pytest.mark.parametrize("confidence", [0.9, 95, 0.99])
def test_only_two_confidences_are_offered(confidence: float) -> None:
    assert Benchmark(confidence=0.998).confidence == 0.998
    with pytest.raises(ValueError, match=r"must be 0\.95 or 0\.998"):
        Benchmark(confidence=confidence)
