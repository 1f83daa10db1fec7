"""A chart is published, people answer, somebody reads it, and the next version tells."""

from __future__ import annotations

import functools
import shutil
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from etl.files import open_all
from etl.sources import layouts
from etl.voice.assemble import voice_tables
from insight import settings
from insight.reference.free_text import HELD
from insight.store import Store, current_path, decisions, open_store, queries
from publishing.gate import checks
from publishing.releases import frozen, transitions
from publishing.releases.content import thawed
from publishing.releases.ledger import transaction
from publishing.releases.submission import Wish, prepare
from publishing.site import around, figures
from tests import small_voice
from tests.etl.voice.reading import SHIPPED, quietly
from tests.publishing.releases.conftest import ANNE, PAM, WHY, Office, nothing_found, office

__all__ = ["office"]
pytestmark = pytest.mark.slow

VOICES = (
    *("comment", "comment_theme", "free_text", "voice_cell", "release_answer", "response"),
    *("planned_activity", "engagement_activity", "quote", "comment_original"),
)
SLUG, FIGURE = "early-cancer", "early-cancer-diagnosis-areas"
MOVED = "cancers-found-early"  # the address that it is given when some have answered
ADDRESS = "https://insight.example.nhs.uk/charts/{}/"
ANSWERED = ("Halton", "Sefton")  # 14 answers on appointments and 3 on housing each
SAID = "It is hard to get an appointment"
ACTION = "Ten practices now ring back the same day"


def submit(office: Office, note: str = "") -> None:
    ready = prepare(SLUG, nothing_found, figures.render_newest, Wish(change_note=note))
    assert ready.packet.build_id and ready.packet.code_version
    with transaction(office.clock) as t:
        transitions.submit(t, ANNE, ready, reason=WHY)


def write_answers(raw: Path) -> None:
    """Feedback with the chart's addresses, what was done, and a date to come."""
    addresses = dict(zip(ANSWERED, map(ADDRESS.format, (SLUG, MOVED)), strict=True))
    rows = [
        (*row, addresses.get(row[2], ""))
        for row in small_voice.feedback()
        if row[2] != "Halton" or row[7] != small_voice.RISK
    ]
    small_voice.save(
        raw / "answers.csv", (*small_voice.FEEDBACK, *small_voice.PLANTED, "release"), rows
    )
    small_voice.save(
        raw / "responses.csv",
        "response_id,place,theme,said,said_date,decision,decision_date,action,owner_role,status,release",
        [
            (
                "R1",
                "",
                "gp-appointments",
                SAID,
                small_voice.recently(30),
                "Ask practices to ring back",
            )
            + (small_voice.recently(20), ACTION, "Head of primary care", "doing", SLUG)
        ],
    )
    small_voice.save(
        raw / "to-come.csv",
        "activity_id,organisation,start_date,method,topic,place",
        (
            (
                f"A{n}",
                "Healthwatch",
                date.today() + timedelta(days=40 + n),
                "event",
                topic,
                "Halton",
            )
            for n, topic in enumerate(("Come and talk", "Again", "And again", "Too far"))
        ),
    )


def build(raw: Path, stores: Path) -> Store:
    """The real store with what these files say in place of other voices: a build, less figures."""
    path = current_path(stores)
    with duckdb.connect(path) as connection:
        area = connection.execute("FROM area").df()
        files = [each for each in open_all(raw, layouts(SHIPPED), quietly) if each.is_personal]
        made = voice_tables(files, {"area": area}, SHIPPED)
        for table in VOICES:
            columns = [row[0] for row in connection.execute(f"DESCRIBE {table}").fetchall()]
            incoming = made[table][columns]
            connection.execute(f"DELETE FROM {table}")
            connection.execute(f"INSERT INTO {table} SELECT * FROM incoming")
            del incoming
    return open_store(path)


def read_everything(store: Store) -> None:
    """As the team would, one by one: see each answer, approve each text of what was done."""
    cursor = store.connection.cursor()
    for (comment_id,) in cursor.execute(
        "SELECT comment_id FROM comment WHERE release_id = $1", [SLUG]
    ).fetchall():
        decisions.record("step", comment_id, "seen", "Engagement lead", "Read it")
    for (subject_id,) in cursor.execute(
        "SELECT subject_id FROM free_text WHERE state = 'held' AND table_name <> 'comment'"
    ).fetchall():
        decisions.record("text", subject_id, "approved", "Engagement lead", "Read it")


def test_from_a_published_chart_to_what_was_heard_and_what_changed(
    office: Office, real_store_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office, "clock", lambda: datetime.now(UTC))
    monkeypatch.setenv("INSIGHT_STORES", str(real_store_folder))
    publish = functools.partial(office.publish, pages=around.pages)
    with transaction(office.clock) as t:
        transitions.draft(t, ANNE, SLUG, "chart", figure=FIGURE, reason=WHY)
    submit(office)
    office.approve(SLUG)
    publish(SLUG)
    page = office.read(f"charts/{SLUG}/index.html")
    asked = page.partition('<section id="answer">')[2].partition("</section>")[0]
    assert "What lies behind this?" in asked and f"?subject={SLUG}" in asked
    for way in ("Phone: ", "Text relay: ", "Post: "):
        assert way in asked
    assert "What people told us" not in page

    # It is given another address, and answers come in under both. Until somebody has read them they
    # count for nothing.
    stores, raw = tmp_path / "stores", tmp_path / "raw"
    shutil.copytree(real_store_folder, stores)
    monkeypatch.setenv("INSIGHT_STORES", str(stores))
    monkeypatch.setenv("INSIGHT_DEMONSTRATION", "off")
    monkeypatch.setattr(settings, "VOICE", tmp_path)
    with transaction(office.clock) as t:
        transitions.redirect(t, PAM, SLUG, MOVED, reason=WHY)
    write_answers(raw)
    store = build(raw, stores)
    assert queries.release_answers(store, SLUG).empty
    [held] = queries.release_responses(store, SLUG)["said"]
    assert held == HELD
    read_everything(store)
    store.connection.close()

    store = build(raw, stores)
    told = queries.release_answers(store, SLUG).set_index("theme_id")["at_least_count"]
    assert told["any"] == 30 and told["gp-appointments"] == 20 and "housing" not in told
    store.connection.close()
    with transaction(office.clock) as t:
        transitions.revise(t, ANNE, SLUG, reason=WHY)
    submit(office, "What people told us is on the page now")
    office.approve(SLUG)
    publish(SLUG)
    page = office.read(f"charts/{MOVED}/index.html")
    heard = page.partition('<section id="heard">')[2].partition("How it was worked out")[0]
    assert "At least 30 people have told us" in heard
    assert "(at least 20)" in heard and "housing" not in heard.lower()
    assert f"You said: {SAID}." in heard and f"We did: {ACTION}." in heard
    assert "We are doing it." in heard
    assert "Come and talk" in page and "Too far" not in page
    assert "Too far" in office.read("you-said-we-did/index.html")
    assert f'href="/charts/{MOVED}/#heard"' in office.read("you-said-we-did/index.html")
    first = office.read(f"charts/{MOVED}/1/index.html")
    assert "What people told us is on the page now" in first and SAID not in first
    submitted = thawed(frozen.read(SLUG, 2, 1))
    store = open_store(current_path(stores))
    blocking = [each for each in checks.found(submitted, (), store) if each.is_blocking]
    assert {each.check_id for each in blocking} == {"contact"}, blocking
    store.connection.close()
