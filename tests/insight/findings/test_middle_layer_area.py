"""The findings of one middle-layer area: what they say is in the store, in plain words."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from insight.findings import Finding, nearby
from insight.findings import middle_layer_area as module
from insight.findings.maps import middle_layer_map
from insight.language.sentences import middle_layer_area as words
from insight.statistics import compare
from insight.store import CachedStore, Store, queries
from publishing.gate.words import reading_age

OF_AREA = (
    module.middle_layer_area,
    module.area_residents,
    module.area_deprivation,
    module.area_health,
)
OF_PLACE = (nearby.place_extremes, nearby.nearby_voices, nearby.nearby_responses)
WORDS_IN_A_SENTENCE = 30
AGE = 11


def texts(of: Finding) -> list[str]:
    return [of.title, of.subtitle, of.sentence]


def test_an_area_has_its_findings_in_words_everybody_can_read(real_store: CachedStore) -> None:
    """Of every sixth area, and of every Place: names of measures count as a word, as they must."""
    areas = queries.middle_layer_areas(real_store)
    names = {*areas["area_name"], *areas["place_name"], "Cheshire and Merseyside"}
    for name in queries.indicators(real_store)["plain_name"]:
        names |= {name, name[:1].lower() + name[1:]}
    made = [make(real_store, code) for code in areas["area_code"][::6] for make in OF_AREA]
    made += [make(real_store, code) for code in set(areas["place_code"]) for make in OF_PLACE]
    for finding in made:
        assert finding is not None and finding.source_ids + finding.table.rows
        for text in texts(finding):
            assert reading_age(text, names) <= AGE, text
            for sentence in re.split(r"(?<=[.!?]) ", text):
                assert len(sentence.split()) <= WORDS_IN_A_SENTENCE, sentence


@pytest.mark.parametrize("area_code", ["E02001482", "E02003864", "E02006935"])
def test_what_is_said_of_deprivation_and_life_is_counted_again(
    real_store: CachedStore, area_code: str
) -> None:
    cursor = real_store.connection.cursor()
    rows = cursor.execute(
        "SELECT domain, decile FROM deprivation JOIN area USING (area_code)"
        " WHERE parent_code = ? AND edition = '2025' AND area_type = 'lsoa21'",
        [area_code],
    ).df()
    deprivation = module.area_deprivation(real_store, area_code)
    assert deprivation is not None
    for row in deprivation.table.texts:
        (domain,) = [k for k, v in words.PLAIN_DOMAINS.items() if v == row[0].lower()]
        deciles = sorted(rows.loc[rows["domain"] == domain, "decile"])
        assert row[1] == f"{sum(d <= 2 for d in deciles)} of {len(deciles)}"
        assert [int(d) for d in re.findall(r"\d+", row[2])] == deciles
    assert len(deprivation.table.rows) == 7
    lives = module.area_health(real_store, area_code)
    assert lives is not None
    for row in lives.table.values.to_dict("records"):
        if pd.notna(row["value"]):
            ends = (row["value"], row["lower_ci"], row["upper_ci"])
            found = str(compare(*ends, row["benchmark_value"], row["polarity"]))
            assert found == row["verdict"]
    middle = cursor.execute(
        "SELECT median(value) FROM observation WHERE indicator_id = 'life-expectancy-msoa-male'"
    ).fetchone()
    men = lives.table.values.query("indicator_id == 'life-expectancy-msoa-male'").iloc[0]
    assert middle is not None and men["benchmark_value"] == pytest.approx(middle[0])


def test_an_area_cut_in_two_says_whose_years_it_shows(real_store: CachedStore) -> None:
    found = module.area_health(real_store, "E02006935")
    assert found is not None
    assert "The years are those of Thatto Heath & Lea Green, as it was" in found.sentence


def test_the_map_outlines_the_area_and_no_other(real_store: CachedStore) -> None:
    found = middle_layer_map(real_store, "E02001482")
    assert found is not None and isinstance(found.picture, dict)
    homes = queries.middle_layer_deprivation(real_store, "E02001482")["area_code"].nunique()
    assert found.picture["marks"].count("1") == homes
    assert found.picture["zoom"] == "E08000015"
    assert found.picture["mark_label"] == "Birkenhead Central"


@pytest.mark.parametrize("make", [*OF_AREA, middle_layer_map])
def test_what_is_not_there_is_no_finding(make: object, empty_store: Store) -> None:
    assert callable(make)
    assert make(empty_store, "E02001482") is None


@pytest.mark.parametrize(
    ("deprived", "count", "title"),
    [
        (0, 5, "None of the 5 neighbourhoods is in the most deprived fifth of England"),
        (1, 5, "1 of the 5 neighbourhoods is in the most deprived fifth of England"),
        (4, 5, "4 of the 5 neighbourhoods are in the most deprived fifth of England"),
        (5, 5, "All 5 neighbourhoods are in the most deprived fifth of England"),
        (1, 1, "Its neighbourhood is in the most deprived fifth of England"),
        (0, 1, "Its neighbourhood is not in the most deprived fifth of England"),
    ],
)
def test_the_heading_counts_its_neighbourhoods(deprived: int, count: int, title: str) -> None:
    assert words.deprivation_title(deprived, count) == title


def test_what_weighs_most_is_what_half_of_them_share() -> None:
    said = words.deprivation_reasons({"health": 4, "crime": 2, "income": 1, "housing": 0}, 4)
    assert said == (
        "What weighs most: poor health (4 of 4 neighbourhoods) and crime (2)."
        " None is in the worst fifth for finding a home and services."
    )
    assert words.deprivation_reasons({"health": 1, "crime": 0}, 5) == (
        "On single things some are: poor health (1 of 5 neighbourhoods)."
    )
    assert "each of the seven" in words.deprivation_reasons({"health": 0}, 5)
