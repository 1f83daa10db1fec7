from __future__ import annotations

import math
from typing import Any

import pandas as pd
import pytest

from insight.analysis.mismatches import DOING_WELL, NEED, UNJUDGED
from insight.language import sentences
from insight.reference.vocabulary import NO_RANGE
from tests.insight.language.sentences.claims import check_manners, claims

FIGURE = {
    "place_name": "Halton",
    "plain_name": "Adults who smoke",
    "period_label": "2024",
    "value": 15.2,
    "lower_ci": 13.1,
    "upper_ci": 17.4,
    "benchmark_value": 11.6,
    "unit": "%",
    "decimal_places": 1,
    "verdict": "worse",
    "reason": "",
}
COUNTS = {"better": 2, "similar": 1, "worse": 0, "not_tested": 0}
PRIORITY = {"place_name": "Halton", "priority_name": "Less obesity", "indicator_id": ""}


@pytest.mark.parametrize(
    ("row", "text"),
    [
        (
            {**FIGURE, "indicator_id": "smoking", "is_system_priority": True},
            "Adults who smoke, Halton, 2024: 15.2% (13.1% to 17.4%). This is worse than England"
            " (11.6%). No priority that Halton stated is linked to it; one of the system's is.",
        ),
        (
            {**FIGURE, "indicator_id": "smoking", "is_system_priority": False},
            "Adults who smoke, Halton, 2024: 15.2% (13.1% to 17.4%). This is worse than England"
            " (11.6%). No priority that Halton or the system stated is linked to it.",
        ),
        (
            {**PRIORITY, **COUNTS, "reason": ""},
            "Halton, 'Less obesity': of 3 compared indicators, 2 are better than England and none"
            " is worse.",
        ),
        (
            {**PRIORITY, **COUNTS, "not_tested": 1, "reason": ""},
            "Halton, 'Less obesity': of 3 compared indicators, 2 are better than England and none"
            " is worse; 1 other not tested.",
        ),
        (
            {**PRIORITY, "reason": "we hold no figures"},
            "Halton, 'Less obesity': it cannot be judged. We hold no figures.",
        ),
    ],
)
def test_mismatches_read_like_this(row: dict[str, Any], text: str) -> None:
    assert sentences.mismatch_sentence(row, "England") == text
    check_manners(text)


def test_mismatches_are_counted() -> None:
    kinds = [NEED] * 2 + [DOING_WELL] + [UNJUDGED] * 3
    rows = pd.DataFrame({"kind": kinds})
    assert sentences.mismatch_summary(rows, "Halton", "England") == (
        "Halton: 2 figures worse than England and linked to no stated priority; 1 stated priority"
        " doing well; 3 stated priorities that cannot be judged."
    )
    assert sentences.mismatch_summary(rows.iloc[:2], "Halton", "England").endswith("priority.")
    assert "no figures worse than England" in sentences.mismatch_summary(
        rows.iloc[2:], "Halton", "England"
    )
    nothing = sentences.mismatch_summary(rows.iloc[:0], "Halton", "England")
    assert nothing == "Halton: no mismatch was found."


@pytest.mark.parametrize(
    ("verdicts", "text"),
    [
        (["worse", "worse", "better"], "Halton: 2 of 3 comparisons on stated priorities are worse"),
        (["worse", "not tested"], "Halton: the one comparison on stated priorities is worse"),
        (["similar", "not tested"], "Halton: the one comparison on stated priorities is not worse"),
        (["similar", "higher"], "Halton: none of 2 comparisons on stated priorities is worse"),
    ],
)
def test_the_heading_counts_only_what_was_compared(verdicts: list[str], text: str) -> None:
    judged = pd.DataFrame({"verdict": verdicts}).assign(reason=NO_RANGE)
    assert sentences.stated_title(judged, "Halton", "England") == f"{text} than England"


@pytest.mark.parametrize("verdicts", [[], ["not tested"]])
def test_without_a_comparison_the_heading_says_so(verdicts: list[str]) -> None:
    judged = pd.DataFrame({"verdict": verdicts}, dtype="str").assign(reason=NO_RANGE)
    text = sentences.stated_title(judged, "Halton", "England")
    assert text == "Halton: no figure on the stated priorities was tested"


def test_what_is_set_beside_the_system_is_counted_apart() -> None:
    whole = "Cheshire and Merseyside"
    verdicts = ["worse", "similar", "worse", "better"]
    judged = pd.DataFrame({"verdict": verdicts, "value": 1.0, "plain_name": list("abcd")})
    judged = judged.assign(benchmark_name=["England"] * 2 + [whole] * 2, period_label="2024")
    assert sentences.stated_title(judged, "Halton", "England") == (
        "Halton: 1 of 2 comparisons on stated priorities is worse than England"
    )
    assert sentences.stated_title(judged.iloc[2:], "Halton", "England") == (
        "Halton: no figure on the stated priorities was tested against England"
    )
    assert sentences.apart_sentence(judged, "England") == (
        f"Some have no figure for England: 1 of 2 comparisons is worse than {whole}."
    )
    assert sentences.apart_sentence(judged.iloc[:2], "England") == ""
    assert sentences.priority_title("Less obesity", judged, "England") == (
        "Less obesity: of 4 figures, 1 tested worse than England; 1 tested worse and"
        f" 1 better than {whole}"
    )
    assert sentences.spine_sentence(judged, "Halton", "England") == (
        f"Halton, 2024. Worse than England on 'a'. Worse than {whole} on 'c'. Better than {whole}"
        " on 'd'. Similar on 1."
    )


def profile(*verdicts: str) -> pd.DataFrame:
    rows = pd.DataFrame({"verdict": verdicts})
    return rows.assign(
        plain_name=[f"Measure {number}" for number in range(len(verdicts))],
        period_label="2024",
        value=1.0,
        benchmark_value=2.0,
        lowest=0.5,
        highest=3.0,
        unit="%",
        decimal_places=1,
    )


def test_a_spine_counts_the_indicators_that_differ_and_names_one_that_is_alone() -> None:
    rows = profile("worse", "similar", "worse", "not tested", "higher")
    text = sentences.spine_sentence(rows, "Halton", "England")
    assert text == (
        "Halton, 2024. Worse than England on 2 indicators. Higher than England on 'Measure 4'."
        " Similar on 1. Not tested on 1."
    )
    alt = sentences.spine_alt(rows, "Halton", "England")
    check_manners(alt)
    assert alt.startswith(text) and "Measure 3 1.0%, England 2.0%" in alt
    many = sentences.spine_sentence(profile(*["worse"] * 6), "Halton", "England")
    assert many == "Halton, 2024. Worse than England on 6 indicators."


def test_what_a_spine_leaves_out_is_not_in_its_alt_text() -> None:
    rows = profile("worse", "better").assign(lowest=[0.5, math.nan])
    assert claims(sentences.spine_alt(rows, "Halton", "England")) == {"worse"}
    nothing = sentences.spine_alt(rows.assign(lowest=math.nan), "Halton", "England")
    assert nothing == "No chart: no figures of Halton to set among English authorities."
