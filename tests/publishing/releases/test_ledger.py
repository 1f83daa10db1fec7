"""What happened is only ever added to, and nobody can rewrite it without its being seen."""

from __future__ import annotations

import gzip
import json
import threading

import pytest
import sqlalchemy as sa

from insight.store.database import engine as database_of
from insight.store.database import refusals
from insight.store.disk import digest
from publishing.releases import calendar, ledger, notices, tables, transitions, web_root
from publishing.releases.content import canonical
from publishing.releases.ledger import transaction
from publishing.releases.lifecycle import ReleaseRefused
from publishing.releases.verification import verify
from tests.postgresql import Database
from tests.publishing.releases.conftest import ANNE, PAM, WHY, Office


@pytest.fixture
def desk(office: Office, either_database: Database) -> Office:
    """An empty place for releases, with either database."""
    return office


def without_refusals(database: Database, table: str) -> None:
    with database_of(database.owner_url).connect() as connection:
        triggers = refusals(tables.metadata.tables[table], connection.dialect)
    for trigger in triggers:
        there = "" if "sqlite" in database.url else f" ON {table}"
        database.run(f"DROP TRIGGER {trigger}{there}")


@pytest.fixture
def chart(desk: Office) -> Office:
    desk.draft()
    desk.submit()
    desk.approve()
    return desk


def test_no_row_of_any_table_is_changed_removed_or_replaced(
    chart: Office, either_database: Database
) -> None:
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
        column = (
            "subject" if table == "actor" else list(tables.metadata.tables[table].columns)[-1].name
        )
        another = {"sqlite": f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}"}
        for statement in (
            f"UPDATE {table} SET {column} = {column}",
            f"DELETE FROM {table}",
            another.get(either_database.url.split(":")[0], f"TRUNCATE {table}"),
        ):
            with pytest.raises(sa.exc.IntegrityError, match="only ever added to"):
                either_database.run(statement)


def test_a_name_may_be_blanked_when_somebody_has_left(
    chart: Office, either_database: Database
) -> None:
    either_database.run("UPDATE actor SET name = ''")
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
def test_a_chain_that_was_tampered_with(
    chart: Office, either_database: Database, statement: str, fault: str
) -> None:
    chart.publish("cancer")
    chart.publish(is_rebuilt=True)
    assert verify().faults == ()
    without_refusals(either_database, "release_event")
    either_database.run(statement)
    assert fault in " ".join(verify().faults)


def test_a_list_of_files_that_was_tampered_with(chart: Office, either_database: Database) -> None:
    without_refusals(either_database, "release_file")
    either_database.run("UPDATE release_file SET sha256 = 'x' WHERE path = 'data.csv'")
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


@pytest.mark.parametrize(
    ("path", "old", "new", "fault"),
    [
        ("index.html.gz", b"F", b"G", "index.html.gz is not what lies beside it"),
        ("index.html", b"<!--/notice-->", b"Vote<!--/notice-->", "say what publication does not"),
    ],
)
def test_bytes_that_were_tampered_with_and_listed_anew(
    office: Office, path: str, old: bytes, new: bytes, fault: str
) -> None:
    office.out(text="Figures " * 200)
    assert verify().faults == ()
    file, manifest = office.web / "charts/cancer" / path, office.web.parent / "manifest.json"
    is_packed = path.endswith(".gz")
    data = gzip.decompress(file.read_bytes()) if is_packed else file.read_bytes()
    data = gzip.compress(data.replace(old, new)) if is_packed else data.replace(old, new)
    said = json.loads(manifest.read_bytes())
    said["files"][f"charts/cancer/{path}"] = digest(data)
    for each, content in ((file, data), (manifest, canonical(said))):
        each.unlink()
        each.write_bytes(content)
    assert any(fault in each for each in verify().faults)


def test_notices_in_older_words_are_no_damage(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.out()
    office.out("teeth")
    monkeypatch.setitem(notices.CHANGES, "new", "The first of them")
    assert any("say what publication does not" in each for each in verify().faults)
    monkeypatch.setattr(web_root, "programs", lambda: "newer ones")
    report = verify()
    assert report.faults == ()
    assert report.remarks == (
        "The notices around cancer version 1 are in older words: run publish --rebuild",
        "The notices around teeth version 1 are in older words: run publish --rebuild",
    )
    (office.web / "charts/cancer/data.csv").unlink()
    assert verify().faults[0] == "charts/cancer/data.csv is missing"
    office.publish(is_rebuilt=True)
    assert verify().faults == verify().remarks == ()


def test_a_file_that_is_missing_from_the_web_root(chart: Office) -> None:
    chart.publish("cancer")
    (chart.web / "charts/cancer/data.csv").unlink()
    assert "charts/cancer/data.csv is missing" in verify().faults


def test_whatever_is_refused_leaves_nothing(desk: Office) -> None:
    desk.draft()
    with pytest.raises(ReleaseRefused), transaction(desk.clock) as t:
        transitions.correct(t, ANNE, "cancer", reason=WHY)
    with pytest.raises(RuntimeError), transaction(desk.clock) as t:
        transitions.draft(t, ANNE, "other", "chart", reason=WHY)
        raise RuntimeError
    with transaction(desk.clock, is_writing=False) as t:
        assert list(ledger.releases(t)) == ["cancer"]


@pytest.mark.slow
def test_many_at_once_make_one_chain(desk: Office) -> None:
    refused: list[Exception] = []

    def draft(number: int) -> None:
        try:
            desk.draft(f"chart-{number % 10}")
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
