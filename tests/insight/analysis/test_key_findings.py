"""The ranking by hand, and the list held to its tests."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from insight.analysis.key_findings import KeyFindings, key_findings, least_size
from insight.findings.key_findings import finding_words
from tests.insight.inequality_frames import group_figures, inequality_row
from tests.insight.language.sentences.claims import naive_verdict

ABOUT = {
    "unit": "%",
    "value_type": "percentage",
    "polarity": "low_is_good",
    "decimal_places": 1,
    "topic": "health",
    "plain_name": "Made up measure",
    "doubt": "",
}


def gap_row(
    indicator: str, first: float, last: float, error: float = 0.5, kind: str = "core20", **more: Any
) -> dict[str, Any]:
    figures = group_figures(kind, [first, last], [error, error], [900.0, 900.0])
    return {**ABOUT, **inequality_row(figures), "indicator_id": indicator, **more}


def place_row(indicator: str, value: float, reference: float, **more: Any) -> dict[str, Any]:
    return {
        **ABOUT,
        "indicator_id": indicator,
        "place_code": "H",
        "place_name": "Halton",
        "period_label": "2024",
        "value": value,
        "lower_ci": value - 1,
        "upper_ci": value + 1,
        "value_note": "",
        "benchmark_value": reference,
        **more,
    }


def found(
    gaps: list[dict[str, Any]], places: list[dict[str, Any]], confidence: float = 0.95
) -> KeyFindings:
    columns = list(place_row("none", 1, 1)) if not places else None
    return key_findings(pd.DataFrame(gaps), pd.DataFrame(places, columns=columns), confidence)


@pytest.mark.parametrize(
    ("value", "reference", "near", "value_type", "unit", "size"),
    [
        # Odds of 1 to 1 against 1 to 3: three times.
        (60, 25, 50, "percentage", "%", math.log(3)),
        (40, 75, 50, "percentage", "%", math.log(3)),
        (90, 25, 75, "score", "score 0–100", math.log(9)),
        (74, 84, 75, "years", "years", 9 * math.log(1.1)),
        (44, 30, 36, "rate", "per 100,000", math.log(36 / 30)),
        (-1, 30, -0.5, "rate", "per 100,000", 0.0),
    ],
)
def test_sizes_on_one_scale(
    value: float, reference: float, near: float, value_type: str, unit: str, size: float
) -> None:
    assert least_size(value, reference, near, value_type, unit) == pytest.approx(size)


@given(st.floats(1, 99), st.floats(1, 99))
def test_counting_those_who_have_it_or_have_it_not_gives_one_size(
    near: float, reference: float
) -> None:
    size = least_size(near, reference, near, "percentage", "%")
    other = least_size(100 - near, 100 - reference, 100 - near, "percentage", "%")
    assert size == pytest.approx(other) and size >= 0


def test_only_what_passes_its_test_is_listed_and_every_test_is_counted() -> None:
    gaps = [
        gap_row("clear", 30.0, 20.0),
        gap_row("unclear", 20.5, 20.0),
        gap_row("neither-good-nor-bad", 30.0, 20.0, polarity="no_judgement"),
        gap_row("who", 30.0, 20.0, topic="who lives here"),
        gap_row("picked", 30.0, 20.0, is_clear=False),
    ]
    places = [
        place_row("worse", 30.0, 20.0),
        place_row("better", 10.0, 20.0),
        place_row("similar", 20.5, 20.0),
        place_row("no-benchmark", 30.0, math.nan),
    ]
    result = found(gaps, places)
    assert set(result.findings["indicator_id"]) == {"clear", "worse"}
    assert result.tests_made == 6
    words = [finding_words(row, "England") for row in result.findings.to_dict("records")]
    assert all("Halton" in each["sentence"] for each in words)


def test_more_confidence_lists_less_and_counts_the_same() -> None:
    gaps = [gap_row("clear", 30.0, 20.0), gap_row("just", 21.7, 20.0)]
    places = [place_row("worse", 30.0, 20.0), place_row("barely", 21.2, 20.0)]
    usual, strict = found(gaps, places), found(gaps, places, 0.998)
    assert set(usual.findings["indicator_id"]) == {"clear", "just", "worse", "barely"}
    assert set(strict.findings["indicator_id"]) == {"clear", "worse"}
    assert usual.tests_made == strict.tests_made == 4


def test_one_way_of_grouping_per_indicator_and_its_newest_edition() -> None:
    gaps = [
        gap_row("warm", 30.0, 20.0, edition="2019"),
        gap_row("warm", 30.0, 20.0),
        {**gap_row("warm", 40.0, 20.0), "group_kind": "deprivation_quintile"},
        gap_row("women", 40.0, 20.0, kind="sex", edition="none"),
    ]
    result = found(gaps, [])
    assert result.tests_made == 2
    rows = result.findings.to_dict("records")
    links = {each["indicator_id"]: finding_words(each, "England")["link"] for each in rows}
    assert dict(links["warm"].choices) == {
        "indicator": "warm",
        "in": "Halton",
        "groups": "core20",
        "edition": "2025",
    }
    assert dict(links["women"].choices) == {"indicator": "women", "in": "Halton", "groups": "sex"}


def test_the_order_is_by_the_least_the_difference_may_be() -> None:
    gaps = [
        gap_row("large-unsure", 34.0, 20.0, error=4.0),
        gap_row("smaller-sure", 30.0, 20.0, error=0.1),
    ]
    assert list(found(gaps, []).findings["indicator_id"]) == ["smaller-sure", "large-unsure"]


def test_the_top_has_one_finding_of_an_indicator_and_two_of_a_topic() -> None:
    places = [
        place_row("a", 40.0, 20.0),
        place_row("a", 39.0, 20.0, place_code="W", place_name="Wirral"),
        place_row("b", 35.0, 20.0),
        place_row("c", 34.0, 20.0),
        place_row("d", 25.0, 20.0, topic="other"),
    ]
    top = found([gap_row("none", 20.0, 20.0)], places).top(3)
    assert list(top["indicator_id"]) == ["a", "b", "d"]
    assert list(top["area_name"]) == ["Halton"] * 3


def test_every_comparison_listed_is_worse_by_the_plain_rule() -> None:
    places = [
        place_row(f"{polarity}-{value}", float(value), 20.0, polarity=polarity)
        for polarity in ("low_is_good", "high_is_good")
        for value in range(15, 26)
    ]
    result = found([gap_row("none", 20.0, 20.0)], places)
    expected = {
        row["indicator_id"]
        for row in places
        if naive_verdict(row["value"], row["lower_ci"], row["upper_ci"], 20.0, row["polarity"])
        == "worse"
    }
    assert set(result.findings["indicator_id"]) == expected and expected
    assert result.findings["score"].is_monotonic_decreasing


def test_a_doubted_figure_leads_no_list_and_is_no_test() -> None:
    gaps = [gap_row("sound", 30, 20), gap_row("odd", 40, 20, doubt="it rose")]
    places = [place_row("sound-place", 30, 20), place_row("odd-place", 60, 20, doubt="it rose")]
    listed = found(gaps, places)
    assert set(listed.findings["indicator_id"]) == {"sound", "sound-place"}
    assert listed.tests_made == 2
