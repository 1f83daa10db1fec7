"""Decisions are kept, only ever added to, and safe with several writers."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pytest
import sqlalchemy as sa

from insight import settings
from insight.store import decisions, sign_outs
from insight.store.decisions import DecisionRefused, latest, record
from publishing import decision_database
from tests.postgresql import Database, PostgreSql


@pytest.fixture
def database(either_database: Database) -> Database:
    """Where decisions go in a test, and nothing is yet."""
    return either_database


def add(subject_id: str = "c1", value: str = "housing", **other: str) -> None:
    role = other.get("made_by_role", "Engagement lead")
    record(other.get("kind", "themes"), subject_id, value, role, other.get("reason", "It says so"))


def test_reading_before_anything_was_decided_makes_nothing(database: Database) -> None:
    frame = decisions.decisions()
    assert frame.empty
    assert tuple(frame.columns) == decisions.COLUMNS
    assert latest(frame).empty
    file = sa.make_url(database.url).database if "sqlite" in database.url else None
    assert file is None or not Path(file).parent.parent.exists()


def test_a_decision_is_kept_with_who_when_and_why(database: Database) -> None:
    before = pd.Timestamp.now("UTC").tz_localize(None).floor("ms")
    add(" c1 ", "housing;dentistry", reason=" Damp and teeth ")
    row = decisions.decisions().iloc[0]
    kept = (row["kind"], row["subject_id"], row["value"], row["made_by_role"], row["reason"])
    assert kept == ("themes", "c1", "housing;dentistry", "Engagement lead", "Damp and teeth")
    assert before <= row["made_at"] <= pd.Timestamp.now("UTC").tz_localize(None)


def test_a_change_of_mind_is_a_new_row_and_the_newest_counts(database: Database) -> None:
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


@pytest.mark.parametrize("table", ["decision", "sign_out"])
def test_the_database_refuses_to_change_or_lose_a_row(database: Database, table: str) -> None:
    add()
    sign_outs.end_sessions("https://login.example s1")
    kept = decisions.decisions(), sign_outs.ended_at("https://login.example s1")
    another = {"sqlite": f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}"}
    column = {"decision": "value", "sign_out": "ended_at"}[table]
    for statement in (
        f"UPDATE {table} SET {column} = {column}",
        f"DELETE FROM {table}",
        another.get(database.url.split(":")[0], f"TRUNCATE {table}"),
    ):
        with pytest.raises(sa.exc.IntegrityError, match=r"only ever added to|stay ended"):
            database.run(statement)
    pd.testing.assert_frame_equal(decisions.decisions(), kept[0])
    assert sign_outs.ended_at("https://login.example s1") == kept[1]


@pytest.mark.slow
def test_several_writers_at_once_lose_nothing(database: Database) -> None:
    """The folder, the table and its refusals are not there yet when they all begin."""
    code = (
        "import sys; from insight.store.decisions import record\n"
        "for i in range(10): record('text', f'{sys.argv[1]}-{i}', 'approved', 'Lead', 'Fits')"
    )
    writers = [
        subprocess.Popen([sys.executable, "-c", code, str(n)], cwd=settings.PROJECT)
        for n in range(3)
    ]
    assert [writer.wait(timeout=60) for writer in writers] == [0, 0, 0]
    frame = decisions.decisions()
    assert sorted(frame["subject_id"]) == sorted(f"{n}-{i}" for n in range(3) for i in range(10))
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
        ({"made_by_role": "ward manager sue"}, "may name a person"),
        ({"kind": "step", "value": "owner: matron angela"}, "may name a person"),
        ({"kind": "sentiment", "value": ""}, "cannot be decided about sentiment"),
        ({"kind": "promotion", "value": "approved"}, "cannot be decided about promotion"),
        ({"reason": "a" * 501}, "longer than 500"),
        ({"made_by_role": "a" * 81}, "longer than 80"),
        ({"reason": "nul \0 here"}, "cannot be kept"),
    ],
)
def test_a_decision_that_makes_no_sense_is_refused(
    database: Database, wrong: dict[str, str], says: str
) -> None:
    with pytest.raises(DecisionRefused, match=says):
        add(**wrong)
    assert decisions.decisions().empty


def test_a_decision_about_a_text_is_about_those_words_there(database: Database) -> None:
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


def test_words_of_any_language_are_kept_and_never_run(database: Database) -> None:
    reason = "Robert'); DROP TABLE decision;-- ﷽ 你好\nsecond line"
    add(reason=reason)
    assert decisions.decisions()["reason"].iloc[0] == reason


def test_a_database_in_memory_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INSIGHT_DECISIONS_URL", "sqlite://")
    with pytest.raises(DecisionRefused, match="names no file"):
        add()


@pytest.mark.slow
def test_on_a_server_the_app_may_add_and_read_and_no_more(
    postgresql_server: PostgreSql, monkeypatch: pytest.MonkeyPatch
) -> None:
    with postgresql_server.database() as made:
        monkeypatch.setenv("INSIGHT_DECISIONS_URL", made.url)
        add()
        for statement in (
            "UPDATE decision SET value = ''",
            "DELETE FROM sign_out",
            "TRUNCATE release_event",
            "DROP TABLE decision",
            "ALTER TABLE decision DISABLE TRIGGER ALL",
            "CREATE TABLE other (number integer)",
            "SELECT setval('decision_decision_id_seq', 1)",
            "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE sql AS 'SELECT 1'",
        ):
            with pytest.raises(sa.exc.ProgrammingError, match=r"denied|must be owner"):
                made.run(statement, is_owner=False)
        with pytest.raises(DecisionRefused, match="as its owner"):
            decisions.forget({"c1"}, pd.Timestamp("2000-01-01").to_pydatetime())
        postgresql_server.cut()  # as a restart of the server does
        assert list(decisions.decisions()["reason"]) == ["It says so"]

        monkeypatch.setenv("INSIGHT_DECISIONS_URL", made.owner_url)
        assert decisions.forget({"c1"}, pd.Timestamp("2000-01-01").to_pydatetime()) == 1
        assert list(decisions.decisions()["reason"]) == [decisions.FORGOTTEN]
        with pytest.raises(sa.exc.IntegrityError, match="only ever added to"):
            made.run("UPDATE decision SET reason = ''")


@pytest.mark.slow
def test_a_server_whose_tables_are_older_is_brought_up_to_date_by_its_owner(
    postgresql_server: PostgreSql, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = f"{decisions.CORRECTED}{'x' * 5_000}"
    with postgresql_server.database() as made:
        monkeypatch.setenv("INSIGHT_DECISIONS_URL", made.url)
        # As it was made when a correction was short and nobody could sign in.
        made.run("DROP TABLE decision")
        with pytest.raises(DecisionRefused, match="publishing prepare"):
            decisions.decisions()
        made.run(
            "CREATE TABLE decision (decision_id SERIAL PRIMARY KEY, kind VARCHAR(20) NOT NULL,"
            " subject_id VARCHAR(200) NOT NULL, value VARCHAR(500) NOT NULL, made_by_role"
            " VARCHAR(80) NOT NULL, reason VARCHAR(500) NOT NULL, made_at TIMESTAMP NOT NULL)"
        )
        made.run(
            "INSERT INTO decision (kind, subject_id, value, made_by_role, reason, made_at)"
            " VALUES ('text', 'c1', 'approved', 'Lead', 'Fits', '2026-01-01')"
        )
        with pytest.raises(DecisionRefused, match="publishing prepare"):
            add("c1", long, kind="text")
        for _ in range(2):
            decision_database.prepare(made.owner_url)
        add("c1", long, kind="text")
        kept = decisions.decisions()
        assert list(kept["value"]) == ["approved", long]
        assert list(kept["made_by_subject"]) == ["", "this machine"]
        with pytest.raises(sa.exc.IntegrityError, match="only ever added to"):
            made.run("UPDATE decision SET value = ''")


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
def test_a_decision_is_somebodys(database: Database, subject: str) -> None:
    with pytest.raises(DecisionRefused):
        record("text", "c1", "approved", "Lead", "Fits", subject)
    assert decisions.decisions().empty


def test_sessions_end_for_one_person_and_the_newest_end_counts(database: Database) -> None:
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
    database: Database,
) -> None:
    sign_outs.main(["https://login.example leaver"])
    assert sign_outs.ended_at("https://login.example leaver") is not None
