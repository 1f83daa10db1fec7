from __future__ import annotations

from typing import Any

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from insight.analysis.mismatches import DOING_WELL, NEED, UNJUDGED, mismatches
from insight.findings.mismatches import mismatch_rows
from insight.reference.vocabulary import NO_RANGE

VERDICTS = ("better", "similar", "worse", "not tested")
INDICATORS = ("a", "b", "c", "d")


def comparison(place: str, indicator: str, verdict: str) -> dict[str, Any]:
    return {
        "place_code": place,
        "place_name": f"Place {place}",
        "indicator_id": indicator,
        "plain_name": f"Measure {indicator}",
        "topic": "health",
        "verdict": verdict,
        "reason": NO_RANGE if verdict == "not tested" else "",
        "period_label": "2024",
        "value": 10.0,
        "lower_ci": 9.0,
        "upper_ci": 11.0,
        "benchmark_value": 12.0,
        "value_note": "",
        "unit": "%",
        "decimal_places": 1,
    }


def tables(
    verdicts: dict[tuple[str, str], str], stated: dict[tuple[str, str], list[str]]
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    comparisons = pd.DataFrame([comparison(*key, word) for key, word in verdicts.items()])
    priorities = pd.DataFrame(
        [
            {
                "priority_id": name,
                "place_code": place,
                "priority_name": f"Priority {name}",
                "no_indicator_reason": "" if ids else "we hold no figures",
            }
            for (place, name), ids in stated.items()
        ],
        columns=["priority_id", "place_code", "priority_name", "no_indicator_reason"],
    )
    links = pd.DataFrame(
        [(name, indicator) for (_, name), ids in stated.items() for indicator in ids],
        columns=["priority_id", "indicator_id"],
    )
    return comparisons, priorities, links


every_verdict = st.fixed_dictionaries(
    {(place, one): st.sampled_from(VERDICTS) for place in "HW" for one in INDICATORS}
)
statements = st.fixed_dictionaries(
    {
        (place, f"{place}{number}"): st.lists(st.sampled_from(INDICATORS), unique=True, max_size=3)
        for place in ("H", "W", "system")
        for number in (1, 2)
    }
)


@given(every_verdict, statements)
def test_every_mismatch_is_found_and_nothing_else(
    verdicts: dict[tuple[str, str], str], stated: dict[tuple[str, str], list[str]]
) -> None:
    found = mismatch_rows(*tables(verdicts, stated), "England")
    own = {(place, one) for (place, _), ids in stated.items() for one in ids}
    needs = {key for key, word in verdicts.items() if word == "worse" and key not in own}
    rows = found[found["kind"] == NEED]
    assert set(zip(rows["place_code"], rows["indicator_id"], strict=True)) == needs
    for row in rows.itertuples():
        assert row.is_system_priority == (("system", row.indicator_id) in own)
        assert "worse than England" in row.sentence and row.place_name in row.sentence
    for kind, is_kind in ((DOING_WELL, does_well), (UNJUDGED, is_unjudged)):
        expected = {
            name
            for (place, name), ids in stated.items()
            if place != "system" and is_kind([verdicts[place, one] for one in ids])
        }
        assert set(found.loc[found["kind"] == kind, "priority_id"]) == expected
    assert (found["sentence"] != "").all()
    assert not found["sentence"].str.contains(r"\d\.0 (?:is|are|indicator|other)").any()


def does_well(words: list[str]) -> bool:
    return "better" in words and "worse" not in words


def is_unjudged(words: list[str]) -> bool:
    return not set(words) & {"better", "similar", "worse"}


def test_a_priority_that_cannot_be_judged_says_why() -> None:
    verdicts = {("H", "a"): "not tested"}
    stated = {("H", "one"): ["a"], ("H", "two"): [], ("H", "three"): ["z"]}
    found = mismatches(*tables(verdicts, stated)).set_index("priority_id")
    assert "has both a range" in found.loc["one", "reason"]
    assert found.loc["two", "reason"] == "we hold no figures"
    assert "figures for Places" in found.loc["three", "reason"]
    assert found.loc["one", "not_tested"] == 1


def test_nothing_in_nothing_out() -> None:
    empty = tables({("H", "a"): "worse"}, {})
    found = mismatch_rows(empty[0].iloc[:0], *empty[1:], "England")
    assert found.empty and "sentence" in found.columns
