"""What is said about responses: measures as counted, and a figure since without a cause."""

from __future__ import annotations

import pandas as pd
import pytest

from insight.analysis.voices.before_after import before_after
from insight.analysis.voices.responses import ResponseProgress, response_progress
from insight.language.sentences import responses as words
from insight.store import Store, queries
from tests.insight.language.sentences.claims import check_manners, claims

DAY = pd.Timestamp("2026-11-21")
NOTHING = ResponseProgress(0, 0, 0, 0, float("nan"), 0, 0, 0)


def test_the_heading_gives_both_numbers(small_store: Store) -> None:
    found = response_progress(queries.responses(small_store), DAY)
    title = words.responses_title(found)
    assert title.startswith(f"{found.timely} of {found.had_time} things people said had a response")
    assert "heard lately" in words.responses_title(NOTHING)


def test_the_sentence_says_what_is_heard_and_waits(small_store: Store) -> None:
    found = response_progress(queries.responses(small_store), DAY)
    text = words.progress_sentence(found, DAY)
    check_manners(text)
    assert not claims(text)
    assert f"{found.said} things heard, {found.said - found.decided} still without" in text
    assert "As on 21 November 2026" in text
    assert "A response is a decision, yes or no." in text
    assert "counts what was heard 90 days ago or longer" in text
    check_manners(words.progress_sentence(NOTHING, DAY))
    assert "none still without" in words.progress_sentence(NOTHING, DAY)


def test_a_figure_since_claims_what_its_test_found(small_store: Store) -> None:
    rows = queries.response_figures(small_store).to_dict("records")
    seen = set()
    for row in rows:
        found = before_after(row)
        text = words.before_after_sentence(row, found)
        seen.add(found.word)
        check_manners(text.replace(row["plain_name"], "Measure"))
        assert text.startswith(row["plain_name"])
        said = claims(text.replace(row["plain_name"], "")) - {"before"}
        allowed = {found.word} & {"higher", "lower"} | {found.judgement} - {""}
        assert said == allowed
        if found.reason:
            assert found.reason in text
    assert len(seen) > 1


def test_a_judged_difference_is_said_with_both_figures() -> None:
    figures = {"value": (60.0, 70.0), "lower": (58.0, 68.0), "upper": (62.0, 72.0)}
    row = {
        "plain_name": "Easy to get through",
        "unit": "%",
        "polarity": "high_is_good",
        "decimal_places": 0,
        "decision_date": pd.Timestamp("2025-03-01"),
        "before_label": "2023",
        "now_label": "2025",
        "before_end_date": pd.Timestamp("2023-12-31"),
        "now_start_date": pd.Timestamp("2025-01-01"),
        "now_end_date": pd.Timestamp("2025-12-31"),
    }
    for place, when in enumerate(("before", "now")):
        row |= {f"{when}_{name}": pair[place] for name, pair in figures.items()}
    assert words.before_after_sentence(row, before_after(row)) == (
        "Easy to get through: 60% (58% to 62%) in 2023, before; now 70% (68% to 72%) in 2025."
        " It is higher and better. Part of the newer period was before the decision."
    )


@pytest.mark.parametrize(("shown", "count"), [(12, 12), (12, 3)])
def test_nothing_is_said_when_all_are_shown(shown: int, count: int) -> None:
    assert words.shown_of(shown, count) == ""
    assert "The newest 12 of 40" in words.shown_of(12, 40)
