"""What the Places and the system have said matters most, as the catalogue tells it."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from insight.reference.areas import project_catalogue
from insight.reference.catalogue import Catalogue, Priority, PriorityLink, load

SMALL = Path(__file__).resolve().parents[2] / "catalogue" / "small"
SYSTEM = "E54000008"

# How many priorities the framework states: section 11.4 for each Place, in its own table.
STATED_BY_PLACE = {
    "E06000049": 4,
    "E06000050": 3,
    "E06000006": 4,
    "E08000011": 4,
    "E08000013": 4,  # three, and the theme that runs through them
    "E08000012": 4,
    "E08000014": 3,
    "E06000007": 3,
    "E08000015": 3,
}


def priorities_of(catalogue: Catalogue, area_code: str) -> list[Priority]:
    return [each for each in catalogue.priorities.values() if each.area_code == area_code]


@pytest.fixture(scope="module")
def shipped() -> Catalogue:
    return project_catalogue()


def test_every_place_has_all_it_stated(shipped: Catalogue) -> None:
    counts = {
        place.area_code: len(priorities_of(shipped, place.area_code)) for place in shipped.places()
    }
    assert counts == STATED_BY_PLACE


def test_the_system_has_all_it_stated(shipped: Catalogue) -> None:
    """Section 4.1 lists 24; the first names three kinds of death, each measured by itself."""
    sections = Counter(each.section for each in priorities_of(shipped, SYSTEM))
    assert sections == {"4.1": 26, "5.1": 1}


def test_ids_begin_with_whose_they_are(shipped: Catalogue) -> None:
    beginnings = {SYSTEM: "system-", "E06000050": "cheshire-west-"} | {
        place.area_code: place.area_name.lower().replace(" ", "-") + "-"
        for place in shipped.places()
        if place.area_code != "E06000050"
    }
    for each in shipped.priorities.values():
        assert each.priority_id.startswith(beginnings[each.area_code]), each.priority_id


def test_no_area_states_the_same_twice(shipped: Catalogue) -> None:
    names = Counter((each.area_code, each.priority_name) for each in shipped.priorities.values())
    assert [name for name, times in names.items() if times > 1] == []


def test_they_rest_on_a_document(shipped: Catalogue) -> None:
    layouts = {shipped.sources[each.source_id].layout for each in shipped.priorities.values()}
    assert layouts == {"document"}


def test_texts_are_sentences_and_names_are_short(shipped: Catalogue) -> None:
    for each in shipped.priorities.values():
        assert len(each.priority_name) <= 60, each.priority_id
        texts = [each.summary, *(link.rationale for link in each.indicators)]
        for text in [*texts, each.no_indicator_reason] if each.no_indicator_reason else texts:
            assert re.match(r"[A-Z]", text) and text.endswith("."), (each.priority_id, text)


def test_a_rationale_is_one_line_and_names_no_year(shipped: Catalogue) -> None:
    """Newer figures may arrive any day; how old they are is for the page to say."""
    for each in shipped.priorities.values():
        for link in each.indicators:
            assert len(link.rationale) <= 110, (each.priority_id, link.rationale)
            assert not re.search(r"\b(19|20)\d\d\b", link.rationale), (each.priority_id, link)


def test_every_place_has_a_priority_that_figures_can_inform(shipped: Catalogue) -> None:
    for place in shipped.places():
        assert any(each.indicators for each in priorities_of(shipped, place.area_code))


def test_a_small_catalogue_loads() -> None:
    small = load(SMALL)
    alcohol, plan = small.priorities.values()
    assert alcohol.indicators == (
        PriorityLink(
            indicator_id="alcohol-mortality", rationale="Counts the deaths to bring down."
        ),
    )
    assert (alcohol.section, alcohol.no_indicator_reason) == ("2", "")
    assert (plan.indicators, plan.no_indicator_reason) == ((), "A plan is not counted.")
    assert list(small.priorities) == ["halton-alcohol", "halton-plan"]


def test_a_priority_without_indicator_or_reason_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="neither"):
        Priority(
            priority_id="a",
            area_code="E06000006",
            priority_name="A",
            summary="A.",
            source_id="a",
            section="1",
        )
