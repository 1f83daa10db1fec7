"""Decisions are kept, only ever added to, and safe with several writers."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pytest
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

from insight import settings
from insight.store import decisions, sign_outs
from insight.store.decisions import DecisionRefused, latest, record


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where decisions go in a test; neither the file nor its folder is there yet."""
    path = tmp_path / "not" / "yet" / "decisions.sqlite"
    monkeypatch.setenv("INSIGHT_DECISIONS_URL", f"sqlite:///{path}")
    return path


def add(subject_id: str = "c1", value: str = "housing", **other: str) -> None:
    role = other.get("made_by_role", "Engagement lead")
    record(other.get("kind", "themes"), subject_id, value, role, other.get("reason", "It says so"))


def test_reading_before_anything_was_decided_makes_nothing(database: Path) -> None:
    frame = decisions.decisions()
    assert frame.empty
    assert tuple(frame.columns) == decisions.COLUMNS
    assert latest(frame).empty
    assert not database.parent.parent.exists()


def test_a_decision_is_kept_with_who_when_and_why(database: Path) -> None:
    before = pd.Timestamp.now("UTC").tz_localize(None)
    add(" c1 ", "housing;dentistry", reason=" Damp and teeth ")
    row = decisions.decisions().iloc[0]
    kept = (row["kind"], row["subject_id"], row["value"], row["made_by_role"], row["reason"])
    assert kept == ("themes", "c1", "housing;dentistry", "Engagement lead", "Damp and teeth")
    assert before <= row["made_at"] <= pd.Timestamp.now("UTC").tz_localize(None)


@pytest.mark.slow
def test_decisions_survive_another_process(database: Path) -> None:
    add()
    code = "from insight.store.decisions import decisions; print(len(decisions()))"
    project = str(settings.PROJECT)
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=project, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "1"


def test_a_change_of_mind_is_a_new_row_and_the_newest_counts(database: Path) -> None:
    add("c1", "housing")
    add("c2", "dentistry")
    add("c1", "")
    add("c1", "negative", kind="sentiment")
    everything = decisions.decisions()
    assert list(everything["value"]) == ["housing", "dentistry", "", "negative"]
    newest = latest(everything).set_index(["kind", "subject_id"])["value"]
    assert newest.to_dict() == {
        ("themes", "c1"): "",
        ("themes", "c2"): "dentistry",
        ("sentiment", "c1"): "negative",
    }
    assert list(decisions.decisions("sentiment")["value"]) == ["negative"]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE decision SET value = 'dentistry'",
        "DELETE FROM decision",
        "INSERT OR REPLACE INTO decision SELECT * FROM decision",
    ],
)
def test_the_file_refuses_to_change_or_lose_a_decision(database: Path, statement: str) -> None:
    add()
    kept = decisions.decisions()
    connection = sqlite3.connect(database)
    with pytest.raises(sqlite3.IntegrityError, match="only ever added to"):
        connection.execute(statement)
    connection.close()
    pd.testing.assert_frame_equal(decisions.decisions(), kept)


@pytest.mark.slow
def test_several_writers_at_once_lose_nothing(database: Path) -> None:
    """The folder, the table and its refusals are not there yet when they all begin."""
    code = (
        "import sys; from insight.store.decisions import record\n"
        "for i in range(10): record('text', f'{sys.argv[1]}-{i}', 'approved', 'Lead', 'Fits')"
    )
    writers = [
        subprocess.Popen([sys.executable, "-c", code, str(n)], cwd=settings.PROJECT)
        for n in range(4)
    ]
    assert [writer.wait(timeout=60) for writer in writers] == [0, 0, 0, 0]
    frame = decisions.decisions()
    assert sorted(frame["subject_id"]) == sorted(f"{n}-{i}" for n in range(4) for i in range(10))
    assert frame["decision_id"].is_unique


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"kind": "gossip"}, "not one of"),
        ({"made_by_role": "  "}, "needs a role"),
        ({"reason": ""}, "needs a reason"),
        ({"subject_id": " "}, "needs what it is about"),
        ({"value": "Housing!"}, "cannot be decided about themes"),
        ({"kind": "text", "value": "maybe"}, "cannot be decided about text"),
        ({"kind": "text", "value": "corrected:  "}, "cannot be decided about text"),
        ({"kind": "step", "value": "forgotten"}, "cannot be decided about step"),
        ({"kind": "step", "value": "passed on: Jane Smith"}, "not kept as a role"),
        ({"kind": "step", "value": "owner: "}, "cannot be decided about step"),
        ({"made_by_role": "Jane Smith"}, "no word for a role"),
        ({"made_by_role": "Priya Raman, team lead"}, "may name a person"),
        ({"kind": "sentiment", "value": ""}, "cannot be decided about sentiment"),
        ({"kind": "promotion", "value": "approved"}, "cannot be decided about promotion"),
        ({"reason": "a" * 501}, "longer than 500"),
        ({"made_by_role": "a" * 81}, "longer than 80"),
        ({"reason": "nul \0 here"}, "cannot be kept"),
    ],
)
def test_a_decision_that_makes_no_sense_is_refused(
    database: Path, wrong: dict[str, str], says: str
) -> None:
    with pytest.raises(DecisionRefused, match=says):
        add(**wrong)
    assert not database.exists()


def test_a_decision_about_a_text_is_about_those_words_there(database: Path) -> None:
    subject = decisions.text_subject("idea", "i1", "idea_text", "A later bus")
    others = [
        decisions.text_subject("idea", "i2", "idea_text", "A later bus"),
        decisions.text_subject("idea", "i1", "stage_reason", "A later bus"),
        decisions.text_subject("response", "i1", "idea_text", "A later bus"),
        decisions.text_subject("idea", "i1", "idea_text", "A later bus."),
        decisions.text_subject("idea", "i1", "idea_text", "a later bus"),
    ]
    assert len({subject, *others}) == 6
    words = "A bus after six\nand on Sundays " + "x" * 5_000
    add(subject, f"{decisions.CORRECTED}{words}", kind="text")
    add("c1", "passed on: Safeguarding lead, St Helens", kind="step")
    assert list(decisions.decisions("text")["value"]) == [f"{decisions.CORRECTED}{words}"]


def test_words_of_any_language_are_kept_and_never_run(database: Path) -> None:
    reason = "Robert'); DROP TABLE decision;-- ﷽ 你好\nsecond line"
    add(reason=reason)
    assert decisions.decisions()["reason"].iloc[0] == reason


def test_a_database_in_memory_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INSIGHT_DECISIONS_URL", "sqlite://")
    with pytest.raises(DecisionRefused, match="names no file"):
        add()


def test_postgresql_understands_every_statement() -> None:
    dialect = postgresql.dialect()
    made = str(CreateTable(decisions.table, if_not_exists=True).compile(dialect=dialect))
    assert "CREATE TABLE IF NOT EXISTS decision" in made
    assert "decision_id SERIAL NOT NULL" in made
    added = str(decisions.table.insert().compile(dialect=dialect))
    assert added.startswith("INSERT INTO decision (")
    asked = decisions._question("text").compile(dialect=dialect)
    assert "ORDER BY decision.decision_id" in str(asked)
    assert asked.params == {"kind_1": "text"}


def test_a_decision_of_before_anybody_could_sign_in_is_still_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "old.sqlite"
    line = sqlite3.connect(file)
    line.execute(
        "CREATE TABLE decision (decision_id INTEGER PRIMARY KEY AUTOINCREMENT, kind VARCHAR(20),"
        " subject_id VARCHAR(200), value VARCHAR(500), made_by_role VARCHAR(80),"
        " reason VARCHAR(500), made_at DATETIME)"
    )
    line.execute(
        "INSERT INTO decision (kind, subject_id, value, made_by_role, reason, made_at) VALUES"
        " ('quote', 'c1', 'approved', 'Lead', 'Fits', '2026-01-01 00:00:00.000000')"
    )
    line.commit()
    line.close()
    monkeypatch.setenv("INSIGHT_DECISIONS_URL", f"sqlite:///{file}")
    assert list(decisions.decisions()["made_by_subject"]) == [""]
    record("text", "c1", "refused", "Lead", "Not so", "https://login.example s1")
    assert list(decisions.decisions()["made_by_subject"]) == ["", "https://login.example s1"]


@pytest.mark.parametrize("subject", [" ", "x" * 501, "a\0b"])
def test_a_decision_is_somebodys(database: Path, subject: str) -> None:
    with pytest.raises(DecisionRefused):
        record("text", "c1", "approved", "Lead", "Fits", subject)
    assert decisions.decisions().empty


def test_sessions_end_for_one_person_and_the_newest_end_counts(database: Path) -> None:
    assert sign_outs.ended_at("https://login.example s1") is None
    before = time.time()
    sign_outs.end_sessions("https://login.example s1")
    sign_outs.end_sessions("https://login.example s1", began_at=before - 900)
    first = sign_outs.ended_at("https://login.example s1")
    assert first is not None and before <= first <= time.time()
    sign_outs.end_sessions("https://login.example s1", began_at=before + 900)
    assert sign_outs.ended_at("https://login.example s1") == before + 900
    assert sign_outs.ended_at("https://login.example s2") is None


def test_a_person_who_has_left_is_signed_out_by_a_command(
    database: Path,
) -> None:
    sign_outs.main(["https://login.example leaver"])
    assert sign_outs.ended_at("https://login.example leaver") is not None
