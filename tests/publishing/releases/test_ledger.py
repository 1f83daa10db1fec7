"""What happened is only ever added to, and nobody can rewrite it without its being seen."""

from __future__ import annotations

import sqlite3
import threading

import pytest
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from insight import settings
from insight.store import decisions
from publishing.releases import calendar, ledger, tables, transitions
from publishing.releases.ledger import transaction
from publishing.releases.lifecycle import ReleaseRefused
from publishing.releases.verification import verify
from tests.publishing.releases.conftest import ANNE, PAM, WHY, Office


def raw(statement: str) -> None:
    """Run a statement as anybody with the file might."""
    path = sa.make_url(settings.decisions_url()).database
    with sqlite3.connect(str(path)) as connection:
        connection.execute(statement)


def without_refusals(table: str) -> None:
    for what in ("change", "removal", "replacement"):
        raw(f"DROP TRIGGER {table}_no_{what}")


@pytest.fixture
def chart(office: Office) -> Office:
    office.draft()
    office.submit()
    office.approve()
    return office


def test_no_row_of_any_table_is_changed_removed_or_replaced(chart: Office) -> None:
    with transaction(chart.clock) as t:
        transitions.redirect(t, PAM, "cancer", "early-cancer", reason=WHY)
        state = calendar.EntryState.PROVISIONAL
        calendar.announce(t, ANNE, "spring", "Spring", state, "spring 2027", reason=WHY)
        filled = {each.name for each in tables.metadata.sorted_tables if t.rows(sa.select(each))}
    assert filled == {each.name for each in tables.metadata.sorted_tables} - {
        "release_source",
        "release_access",
    }
    for table in sorted(filled):
        column = "subject" if table == "actor" else "rowid"
        for statement in (
            f"UPDATE {table} SET {column} = {column}" if column != "rowid" else "",
            f"DELETE FROM {table}",
            f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}",
        ):
            if statement:
                with pytest.raises(sqlite3.IntegrityError, match="only ever added to"):
                    raw(statement)
    for table, column in (("release_event", "reason"), ("release_version", "content_sha256")):
        with pytest.raises(sqlite3.IntegrityError, match="only ever added to"):
            raw(f"UPDATE {table} SET {column} = ''")


def test_a_name_may_be_blanked_when_somebody_has_left(chart: Office) -> None:
    raw("UPDATE actor SET name = ''")
    assert verify().faults == ()


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("UPDATE release_event SET reason = 'x' WHERE event_id = 2", "Event 2 was changed"),
        ("UPDATE release_event SET details = '{' WHERE event_id = 2", "Event 2 was changed"),
        ("UPDATE release_event SET actor_role = 'king' WHERE event_id = 3", "Event 3 was changed"),
        ("DELETE FROM release_event WHERE event_id = 2", "Events 2 to 2 are missing"),
        ("DELETE FROM release_event WHERE event_id > 3", "not those that the site"),
    ],
)
def test_a_chain_that_was_tampered_with(chart: Office, statement: str, fault: str) -> None:
    chart.publish("cancer")
    chart.publish(is_rebuilt=True)
    assert verify().faults == ()
    without_refusals("release_event")
    raw(statement)
    assert fault in " ".join(verify().faults)


def test_a_list_of_files_that_was_tampered_with(chart: Office) -> None:
    without_refusals("release_file")
    raw("UPDATE release_file SET sha256 = 'x' WHERE path = 'data.csv'")
    assert verify().faults == ("The list of files of cancer version 1 is not the one submitted",)


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ("data.csv", "charts/cancer/1/data.csv was changed"),
        ("index.html", "charts/cancer/1/index.html was changed"),
        ("new.html", "charts/cancer/1/new.html was put there by somebody else"),
    ],
)
def test_bytes_under_the_web_root_that_were_tampered_with(
    chart: Office, change: str, fault: str
) -> None:
    chart.publish("cancer")
    file = chart.web / "charts/cancer/1" / change
    file.unlink(missing_ok=True)
    file.write_bytes(b"other")
    assert fault in verify().faults


def test_a_file_that_is_missing_from_the_web_root(chart: Office) -> None:
    chart.publish("cancer")
    (chart.web / "charts/cancer/data.csv").unlink()
    assert "charts/cancer/data.csv is missing" in verify().faults


def test_whatever_is_refused_leaves_nothing(office: Office) -> None:
    office.draft()
    with pytest.raises(ReleaseRefused), transaction(office.clock) as t:
        transitions.correct(t, ANNE, "cancer", reason=WHY)
    with pytest.raises(RuntimeError), transaction(office.clock) as t:
        transitions.draft(t, ANNE, "other", "chart", reason=WHY)
        raise RuntimeError
    with transaction(office.clock, is_writing=False) as t:
        assert list(ledger.releases(t)) == ["cancer"]


@pytest.mark.slow
def test_many_at_once_make_one_chain(office: Office) -> None:
    refused: list[Exception] = []

    def draft(number: int) -> None:
        try:
            office.draft(f"chart-{number % 10}")
        except ReleaseRefused as refusal:
            refused.append(refusal)

    threads = [threading.Thread(target=draft, args=(number,)) for number in range(20)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(refused) == 10
    report = verify()
    assert (report.events, report.faults) == (10, ())


@pytest.mark.parametrize("reason", ["", "  ", "x" * 501, "a\x00b"])
def test_a_reason_is_needed_in_plain_words(office: Office, reason: str) -> None:
    with pytest.raises(ReleaseRefused, match="A reason"), transaction(office.clock) as t:
        transitions.draft(t, ANNE, "cancer", "chart", reason=reason)


@pytest.mark.parametrize("slug", ["", "A", "a b", "-a", "a--b", "a/b", "..", "x" * 81, "é"])
def test_an_address_every_server_can_serve(office: Office, slug: str) -> None:
    with pytest.raises(ReleaseRefused, match="no address"):
        office.draft(slug)


def test_both_databases_get_the_same_tables() -> None:
    """Everything that makes them, for both; on each something refuses changes."""
    for dialect, refusals in ((sqlite.dialect(), 3), (postgresql.dialect(), 3)):
        made = tables.statements(dialect)
        names = [each.name for each in tables.metadata.sorted_tables]
        for name in names:
            assert sum(f"CREATE TABLE IF NOT EXISTS {name} (" in each for each in made) == 1
            assert sum(f" {name}_no_" in each for each in made) == refusals
        last = [each for each in made if "CREATE TABLE" in each][-1]
        assert "release_event (" in last


def test_the_tables_lie_beside_decisions_and_are_made_once(office: Office) -> None:
    url = settings.decisions_url()
    for _ in range(2):
        tables.prepare(url)
    with decisions.database(url).connect() as connection:
        assert tables.is_prepared(connection)
