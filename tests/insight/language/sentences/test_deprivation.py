from __future__ import annotations

import re

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from insight.language import sentences
from insight.store import Store, queries
from tests.insight.language.sentences.claims import check_manners, claims
from tests.insight.small_store import HALTON

deciles = st.lists(st.integers(1, 10), min_size=1, max_size=60)


def core20(*places: tuple[str, int, int]) -> pd.DataFrame:
    rows = [("place", name, people, core) for name, people, core in places]
    rows.append(("system", "The system", sum(row[2] for row in rows), sum(row[3] for row in rows)))
    frame = pd.DataFrame(rows, columns=["area_type", "area_name", "people_count", "core20_count"])
    return frame.assign(
        area_code=frame["area_name"],
        core20_pct=100 * frame["core20_count"] / frame["people_count"],
    )


THREE = core20(("Elm", 100_000, 50_000), ("Oak", 200_000, 20_000), ("Yew", 50_000, 25_000))


def test_core20_sentences_read_like_this() -> None:
    assert sentences.core20_title(THREE) == "27% of people live in Core20 neighbourhoods"
    assert sentences.core20_sentence(THREE, "2025") == (
        "In The system, 95,000 of 350,000 people (27%) live in the most deprived fifth of England's"
        " neighbourhoods (Core20). Across the 3 Places the share runs from 10% in Oak to 50% in Elm"
        " and Yew. Index of Multiple Deprivation 2025; residents at the Census 2021."
    )
    assert sentences.core20_place_sentence(THREE, "Oak", "2019") == (
        "In Oak, 20,000 of 200,000 people (10%) live in the most deprived fifth of England's"
        " neighbourhoods (Core20). In The system as a whole it is 27%."
        " Index of Multiple Deprivation 2019; estimated residents in mid-2020."
    )


def test_neighbourhoods_are_counted_where_nobody_said_how_many_people_live_there() -> None:
    nobody = core20(("Elm", 0, 0), ("Oak", 0, 0)).assign(
        neighbourhood_count=[851, 851, 1702], core20_neighbourhood_count=[85, 512, 597]
    )
    assert sentences.core20_spread(nobody) == "Core20 neighbourhoods: 10% in Elm to 60% in Oak"
    assert sentences.core20_headline(nobody.iloc[-1].to_dict()) == (
        "597 of 1,702 neighbourhoods here are in England's most deprived fifth"
    )
    assert sentences.core20_sentence(nobody, "2025") == (
        "In The system 597 of 1,702 neighbourhoods are in England's most deprived fifth. By Place"
        " it is 10% in Elm to 60% in Oak. How many people live in them is not in our files."
    )


@pytest.mark.parametrize("edition", ["2025", "2019"])
def test_core20_sentences_agree_with_the_answer(edition: str, small_store: Store) -> None:
    frame = queries.core20_people(small_store, edition)
    for text in (
        sentences.core20_sentence(frame, edition),
        sentences.core20_place_sentence(frame, HALTON, edition),
        sentences.core20_alt(frame, edition),
    ):
        check_manners(text)
        assert claims(text) == set()
        assert edition in text
    whole = frame.set_index("area_type").loc["system", "core20_pct"]
    assert f"({whole:.0f}%)" in sentences.core20_sentence(frame, edition)
    alt = sentences.core20_alt(frame, edition)
    assert all(
        f"{row.area_name} {row.core20_pct:.0f}%" in alt
        for row in frame.itertuples()
        if row.area_type == "place"
    )


def test_an_empty_store_is_said_calmly(empty_store: Store) -> None:
    people = queries.core20_people(empty_store, "2025")
    ranks = queries.neighbourhood_deprivation(empty_store, "2025")
    assert sentences.core20_title(people) == "Core20 neighbourhoods"
    for text in (
        sentences.core20_sentence(people, "2025"),
        sentences.core20_place_sentence(people, HALTON, "2025"),
        sentences.core20_alt(people, "2025"),
        sentences.map_sentence(ranks, "Halton", "2025"),
        sentences.map_alt(ranks, "Halton", "2025"),
    ):
        check_manners(text)
        assert "loaded" in text


@given(deciles)
def test_a_map_sentence_counts_its_neighbourhoods(places: list[int]) -> None:
    frame = pd.DataFrame({"decile": places})
    text = sentences.map_sentence(frame, "Halton", "2019", "health")
    check_manners(text)
    assert claims(text) == set()
    fifth = sum(decile <= 2 for decile in places)
    tenth, other = places.count(1), sum(decile >= 9 for decile in places)
    told = [int(number) for number in re.findall(r"(\d+)(?: \(|\ of them)", text)]
    assert told == [fifth, tenth, other]
    assert f"Of {len(places)} neighbourhood" in text
    assert "Health Deprivation and Disability, 2019 edition" in text
    assert f"{fifth} of {len(places)} neighbourhood" in sentences.map_title(frame)
    assert sentences.map_alt(frame, "Halton", "2019").startswith(f"Of {len(places)} neighbourhood")


def test_map_sentences_read_like_this() -> None:
    frame = pd.DataFrame({"decile": [1, 1, 2, 5, 9]})
    assert sentences.map_title(frame) == "3 of 5 neighbourhoods are in the most deprived fifth"
    assert sentences.map_sentence(frame, "Halton", "2025") == (
        "Of 5 neighbourhoods in Halton, 3 (60%) are in the most deprived fifth of England,"
        " 2 of them in the most deprived tenth. 1 (20%) is in the least deprived fifth."
        " Index of Multiple Deprivation, 2025 edition."
    )
