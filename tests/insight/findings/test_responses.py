"""You said, we did: every response says what came of it; measures and figures claim no more."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from insight.analysis.voices.responses import response_progress
from insight.findings import Finding
from insight.findings.digital_inclusion import resources
from insight.findings.ideas import ideas
from insight.findings.past_engagement import past_engagement
from insight.findings.responses import NO_FIGURE, ROWS_SHOWN, response_measures, responses
from insight.reference.free_text import HELD, REFUSED
from insight.store import Store, queries
from tests.insight.findings.tables import blank_cells
from tests.insight.small_store import (
    HALTON,
    LIVERPOOL,
    SYSTEM,
    build_row,
    make_store,
    small_tables,
)


@pytest.fixture
def everywhere(small_store: Store) -> Finding:
    found = responses(small_store, SYSTEM)
    assert found is not None
    return found


def statuses(finding: Finding | None) -> list[str]:
    assert finding is not None
    return list(finding.table.values["status"])


def test_each_response_says_what_came_of_it(small_store: Store, everywhere: Finding) -> None:
    rows = queries.responses(small_store)
    assert everywhere.table.columns == (
        "You said",
        "Decision",
        "Action",
        "Status",
        "Whose job",
        "People told",
        "Figure to watch",
    )
    for row, (said, decision, action, _, owner, _, _) in zip(
        rows.itertuples(), everywhere.table.texts, strict=True
    ):
        assert said.startswith(f"{ended(row.said)} {row.theme_name}. {row.area_name}")
        assert said.endswith(f"{row.said_date:%-d %B %Y}")
        assert (row.group_name in said) is (row.group_id != "everyone")
        assert decision.endswith(row.decision or "not yet")
        assert action == (row.action or "none yet")
        assert owner.startswith(row.owner_role)
    assert blank_cells(everywhere) == []
    assert everywhere.is_demonstration


def test_what_is_late_or_could_not_be_done_is_said(everywhere: Finding) -> None:
    rows = dict(zip(statuses(everywhere), everywhere.table.texts, strict=True))
    assert rows["could not"][3] == "✕ we could not, because: There is no money."
    assert "(overdue, was due 1 January 2026)" in rows["doing"][4]
    assert "(due 1 June 2027)" in rows["deciding"][4]
    assert "due" not in rows["done"][4]


def test_a_figure_since_is_set_beside_and_never_explained(everywhere: Finding) -> None:
    assert "does not show that the action changed anything" in everywhere.caveat
    since = [row[-1] for row in everywhere.table.rows]
    named = [each for each in since if each != NO_FIGURE]
    assert len(named) == 5 and len(since) - len(named) == 1
    for cell, text in zip(named, everywhere.table.values["figure_since"], strict=False):
        assert cell.main[-1].text == "See it"
        assert cell.main[-1].link is not None and cell.main[-1].link.page == "indicator"
        assert text == "" or text.endswith(".")


def test_responses_are_chosen_by_place_theme_and_status(small_store: Store) -> None:
    of_halton = responses(small_store, HALTON)
    assert of_halton is not None and set(of_halton.table.values["area_code"]) == {HALTON, SYSTEM}
    assert len(of_halton.table.rows) == 4
    assert len(statuses(responses(small_store, SYSTEM, theme_id="daily-life"))) == 3
    found = responses(small_store, SYSTEM, status="could not")
    assert statuses(found) == ["could not"] and found is not None and found.link is not None
    assert found.link.address == f"you_said_we_did?place={SYSTEM}&status=could+not"


def test_title_and_sentence_measure_all_whatever_the_status(small_store: Store) -> None:
    every = responses(small_store, LIVERPOOL)
    none = responses(small_store, LIVERPOOL, status="heard")
    assert every is not None and none is not None
    assert none.table.rows == () and none.table.values.empty
    assert (none.title, none.sentence) == (every.title, every.sentence)
    assert "3 things heard" in none.sentence


@pytest.mark.parametrize("area_code", [SYSTEM, HALTON, LIVERPOOL])
def test_measures_are_those_of_the_analysis(small_store: Store, area_code: str) -> None:
    rows = queries.responses(small_store)
    if area_code != SYSTEM:
        rows = rows[rows["area_code"].isin([area_code, SYSTEM])]
    day = queries.build(small_store)["built_at"].iloc[0].normalize()
    progress = response_progress(rows, day)
    found, listed = response_measures(small_store, area_code), responses(small_store, area_code)
    assert found is not None and listed is not None
    assert found.table.texts == (
        (
            f"{progress.median_days:.0f} days",
            f"half of the {progress.decided} responses came within this time",
        ),
        (f"{progress.overdue}", "past the date they were due, and not finished"),
        (
            f"{progress.told} of {progress.finished}",
            "finished, and the people who said it were told",
        ),
    )
    assert (found.title, found.sentence) == (listed.title, listed.sentence)
    assert found.table.values.to_dict("records") == [vars(progress)]


def test_where_nothing_was_said_there_is_nothing_to_measure(small_store: Store) -> None:
    assert response_measures(small_store, SYSTEM, theme_id="no such theme") is None


@pytest.mark.slow
def test_a_long_list_is_cut_and_whole_in_the_file(tmp_path: Path) -> None:
    tables = small_tables()
    rows = tables["response"]
    tables["response"] = pd.concat(
        rows.assign(response_id=f"x{number}-" + rows["response_id"]) for number in range(4)
    )
    tables["build"] = build_row().assign(build_id="many")
    store = make_store(tmp_path / "many.duckdb", tables)
    found = responses(store, SYSTEM)
    assert found is not None
    assert len(found.table.rows) == ROWS_SHOWN and len(found.table.values) == 24


def test_without_anything_said_there_is_nothing_to_find(empty_store: Store) -> None:
    assert responses(empty_store, SYSTEM) is None
    assert response_measures(empty_store, SYSTEM) is None
    assert ideas(empty_store, SYSTEM) is None


def test_ideas_have_their_challenge_stage_and_reason(small_store: Store) -> None:
    found = ideas(small_store, SYSTEM)
    assert found is not None
    rows = queries.ideas(small_store)
    for row, (idea, place, support, stage, why) in zip(
        rows.itertuples(), found.table.texts, strict=True
    ):
        assert idea == f"{ended(row.idea_text)} {row.challenge}"
        assert place == row.area_name
        is_few = pd.isna(row.support_count)
        few = "fewer than 10 people, or none"
        assert support == (few if is_few else f"{row.support_count:.0f} people")
        assert row.stage in stage and f"since {row.stage_date:%-d %B %Y}" in stage
        assert why == (row.stage_reason or "no reason given")
    assert "It was tried before." in found.table.values["stage_reason"].tolist()
    assert "how good it is" in found.caveat and found.is_demonstration


def test_what_nobody_has_read_is_left_out_and_counted(tmp_path: Path) -> None:
    tables = small_tables()
    tables["response"].loc[1, "said"] = HELD
    tables["response"].loc[2, "said"] = REFUSED
    tables["response"].loc[0, "action"] = HELD
    tables["idea"].loc[[0, 1], "idea_text"] = HELD
    tables["resource"]["resource_name"] = HELD
    tables["engagement_activity"].loc[0, "topic"] = HELD
    store = make_store(tmp_path / "held.duckdb", tables)
    found, listed = responses(store, SYSTEM), ideas(store, SYSTEM)
    assert found is not None and listed is not None
    assert set(found.table.values["response_id"]) == {"r1", "r4", "r5", "r6"}
    assert found.sentence.endswith("1 more is held until a person has read it.")
    assert HELD in str(found.table.texts)  # an action that waits, beside words that were read
    assert len(listed.table.rows) == 3
    assert listed.sentence == "2 more are held until a person has read them."
    helps = resources(store, SYSTEM)
    assert not helps.table.rows and "held until" in helps.sentence
    past = past_engagement(store)
    assert "1 more is held" in past.sentence and HELD not in str(past.table.texts)
    store.connection.close()


def test_ideas_of_a_place_are_its_own_and_the_systems(small_store: Store) -> None:
    found = ideas(small_store, HALTON)
    every = queries.ideas(small_store)["area_code"].isin([HALTON, SYSTEM]).sum()
    assert found is not None and len(found.table.rows) == every
    assert set(found.table.values["area_code"]) <= {HALTON, SYSTEM}


def ended(words: str) -> str:
    """What somebody wrote, where a note follows it in one line."""
    return words if words.endswith((".", "!", "?")) else f"{words};"
