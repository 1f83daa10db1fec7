"""The payload says all that is shown, in the layer's order, in few bytes."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from insight.visual.maps import class_deciles, class_numbers, class_verdicts, in_order, map_payload
from insight.visual.maps.payload import area_texts
from tests.insight.visual.maps.small_layer import small_layer

WORDS = {"title": "A title", "description": "What the map shows."}


def test_figures_travel_without_what_they_share():
    classes = class_numbers([12.5, 9.1, np.nan, 30], "%", 1)
    texts = ["12.5%", "9.1%", "too few to show", "30.0%"]
    payload = map_payload(small_layer(), "f.json", classes, texts, **WORDS)
    assert (payload["before"], payload["after"]) == ("", "%")
    assert payload["figures"] == ["12.5", "9.1", "30.0"]
    assert payload["reasons"] == {"2": "too few to show"}
    assert payload["geometry"] == "app/static/maps/f.json"


@given(st.lists(st.none() | st.text(), min_size=4, max_size=4))
def test_texts_come_back_as_given(texts):
    classes = class_verdicts([None if text is None else "similar" for text in texts])
    given_texts = ["no figure" if text is None else text for text in texts]
    payload = map_payload(small_layer(), "f.json", classes, given_texts, **WORDS)
    assert area_texts(json.loads(json.dumps(payload))) == given_texts


@pytest.mark.parametrize(
    ("area_type", "texts", "note"),
    [
        ("place", ["61.2 years", "64.0 years", "", "9 years"], "Numbers on the map are years."),
        ("place", ["61%", "64%", "", "9%"], ""),
        ("lsoa21", ["61.2 years", "64.0 years", "", "9 years"], ""),
    ],
)
def test_the_unit_of_numbers_on_a_map_of_places_is_noted(area_type, texts, note):
    classes = class_verdicts(["better", "worse", None, "worse"])
    payload = map_payload(small_layer(area_type), "f.json", classes, texts, **WORDS)
    assert payload["unit_note"] == note


def test_values_are_put_in_the_layers_order():
    assert in_order(small_layer(), {"D": 4, "A": 1, "Z": 9}, 0) == [1, 0, 0, 4]


def test_marks_choice_and_zoom_are_carried():
    payload = map_payload(
        small_layer(),
        "f.json",
        class_deciles([1, 2, 3, 4]),
        ["1", "2", "3", "4"],
        marked=[True, True, False, False],
        mark_label="Core20",
        selected="B",
        zoom="Q",
        **WORDS,
    )
    assert (payload["marks"], payload["mark_label"]) == ("1100", "Core20")
    assert (payload["selected"], payload["zoom"]) == ("B", "Q")


def test_a_choice_that_is_not_on_this_map_is_dropped():
    """A link may name an area of another layer; the map then shows no choice."""
    payload = map_payload(
        small_layer(), "f.json", class_deciles([1, 2, 3, 4]), list("1234"), selected="Z", **WORDS
    )
    assert payload["selected"] == ""


@pytest.mark.parametrize(
    ("classes", "texts", "marked"),
    [
        (class_deciles([1, 2, 3]), list("123"), ()),
        (class_deciles([1, 2, 3, 4]), list("123"), ()),
        (class_deciles([1, 2, 3, 4]), list("1234"), [True]),
    ],
)
def test_lists_of_another_length_are_refused(classes, texts, marked):
    with pytest.raises(ValueError, match="one entry for each area"):
        map_payload(small_layer(), "f.json", classes, texts, marked=marked, **WORDS)


def test_an_unknown_place_is_refused():
    with pytest.raises(ValueError, match="X is not a Place on this map"):
        map_payload(
            small_layer(), "f.json", class_deciles([1, 2, 3, 4]), list("1234"), zoom="X", **WORDS
        )


def test_all_neighbourhoods_fit_in_twenty_kilobytes():
    count = 1_601
    one = small_layer()
    layer = replace(
        one,
        area_codes=tuple(f"E0100{number:04}" for number in range(count)),
        area_names=("A name",) * count,
        place_numbers=(0,) * count,
        paths=one.paths[:1] * count,
        centres=one.centres[:1] * count,
    )
    values = np.random.default_rng(2).uniform(0, 2_000, count)
    payload = map_payload(
        layer,
        "lsoa21-hexagon-01234567.json",
        class_numbers(values, "per 100,000", 1),
        [f"{value:,.1f} per 100,000" for value in values],
        marked=values > 1_000,
        mark_label="Core20",
        **WORDS,
    )
    assert len(json.dumps(payload)) < 22_000
