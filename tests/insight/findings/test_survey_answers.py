"""Answers to one question: shares with their bases, and an interval where one may be given."""

from __future__ import annotations

import pytest

from insight.findings.survey_answers import survey_answers, survey_answers_by_group
from insight.store import Store
from tests.insight.findings.tables import blank_cells
from tests.insight.small_heard import HOSTILE, OPEN_QUESTION, PANEL_QUESTION
from tests.insight.small_store import HALTON, SYSTEM

PANEL = {"survey_id": "spring", "asked": PANEL_QUESTION}
OPEN = {"survey_id": "open", "asked": OPEN_QUESTION}


def test_a_panel_has_bases_and_an_indicative_interval(small_store: Store) -> None:
    found = survey_answers(small_store, **PANEL)
    rows = {row[0]: row[1:] for row in found.table.texts}
    assert found.table.columns == ("Place", "Very good", "Good", "Poor", "Answers")
    assert "Halton" not in rows and "Too few answers to show any share: " in found.sentence
    few = found.sentence.partition("Too few answers to show any share: ")[2]
    assert "Halton" in few and "Liverpool" not in few
    assert "A share needs an effective base of 50 or more." in few
    liverpool = rows["Liverpool"]
    assert sum("%" in each for each in liverpool) == 1 and "effective" in liverpool[-1]
    assert "Not shown" in liverpool[1] and "Fewer than 10" in liverpool[2]
    assert " to " in liverpool[0]
    assert "no margin of error" in found.caveat
    assert found.is_demonstration and blank_cells(found) == []


def test_a_file_has_groups_too_and_says_what_was_asked_and_when(small_store: Store) -> None:
    found = survey_answers(small_store, **PANEL)
    assert {"everyone", "women"} == set(found.table.values["group_id"])
    assert {"value", "lower_ci", "upper_ci"} <= set(found.table.values)
    assert found.about["indicator_name"] == PANEL_QUESTION
    assert found.about["period_label"] == "31 May 2026"
    assert found.about["confidence"] == 95
    assert found.link is not None
    assert dict(found.link.choices) == {"question": f"spring|{PANEL_QUESTION}"}


def test_groups_are_those_of_the_area(small_store: Store) -> None:
    found = survey_answers_by_group(small_store, **PANEL, area_code=SYSTEM)
    assert found is not None
    assert found.title == f"Cheshire and Merseyside: {PANEL_QUESTION}"
    assert [row[0] for row in found.table.texts] == ["People who are women"]
    assert found.table.columns[0] == "Group"
    assert survey_answers_by_group(small_store, **PANEL, area_code=HALTON) is None


def test_an_open_survey_claims_no_interval(small_store: Store) -> None:
    found = survey_answers(small_store, **OPEN)
    assert "have no range" in found.caveat and "margin of error" not in found.caveat
    rows = {row[0]: row[1:] for row in found.table.texts}
    assert rows == {"Halton": ("60%", "40%", "50")}
    assert found.table.columns == ("Place", "A bus", HOSTILE, "Answers")
    assert found.sentence.endswith("Too few answers to show any share: Liverpool.")
    assert "confidence" not in found.about


@pytest.mark.parametrize("question", [PANEL, OPEN])
def test_margin_of_error_is_only_ever_denied(small_store: Store, question: dict[str, str]) -> None:
    found = survey_answers(small_store, **question)
    said = " ".join((found.title, found.sentence, found.caveat))
    assert "margin of error" not in said.replace("no margin of error", "")
