"""What was asked before: all of it, latest first, and what a search leaves."""

from __future__ import annotations

import pytest

from insight.findings.past_engagement import ROWS_SHOWN, past_engagement
from insight.store import Store, queries
from tests.insight.small_heard import HOSTILE, PANEL_QUESTION


def test_it_holds_every_activity_and_question_latest_first(small_store: Store) -> None:
    found = past_engagement(small_store)
    asked = [
        *queries.activities(small_store)["topic"],
        *queries.survey_questions(small_store)["question"],
    ]
    assert sorted(found.table.values["topic"]) == sorted(asked)
    assert found.table.values["end_date"].is_monotonic_decreasing
    assert found.subtitle == f"{len(asked)} entries of {len(asked)}."
    assert [row[0] for row in found.table.texts] == list(found.table.values["topic"])
    assert found.sentence.startswith("2 activities on record from 2022 to 2024")
    assert "The demonstration adds 2 activities." in found.sentence


@pytest.mark.parametrize(
    ("typed", "topics"),
    [
        ("maternity halton", ["Maternity"]),
        ("2022", ["Carers"]),
        ("CARERS", ["Buses", "Carers"]),
        ("panel", [PANEL_QUESTION]),
        ("[a(", []),
    ],
)
def test_a_search_leaves_rows_with_every_word(
    small_store: Store, typed: str, topics: list[str]
) -> None:
    found = past_engagement(small_store, typed)
    assert set(topics) <= {row[0] for row in found.table.texts}
    if typed != "CARERS":
        assert [row[0] for row in found.table.texts] == topics
    assert found.link is not None and dict(found.link.choices) == {"find": typed}
    whole = len(past_engagement(small_store).table.values)
    assert found.subtitle.endswith(f" of {whole}.")


def test_who_was_asked_and_what_is_a_demonstration_is_said(small_store: Store) -> None:
    rows = {row[0]: row[1:] for row in past_engagement(small_store).table.texts}
    assert rows["Maternity"][0].startswith("Demonstration. Council, Halton, 5 January 2026")
    assert rows["Carers"][0].startswith("Carers' Trust, Cheshire and Merseyside, 2022, letter")
    assert rows["Buses"][1].startswith("Villagers; 40 people; ")
    assert rows["Carers"][2] == "The framework"
    assert rows[HOSTILE][2] == ""


def test_a_long_list_is_cut_and_whole_in_the_file(real_store: Store) -> None:
    found = past_engagement(real_store)
    assert len(found.table.rows) == ROWS_SHOWN < len(found.table.values)
    assert "The first 12 are shown; all are in the file." in found.subtitle


def test_nothing_on_record_is_an_empty_list(empty_store: Store) -> None:
    found = past_engagement(empty_store)
    assert found.table.rows == () and not found.is_demonstration
    assert found.sentence == "No real activity is on record."
