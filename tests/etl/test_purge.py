"""Words that may no longer be kept leave older builds and decisions, and the build says so."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pandas as pd
import pytest

from etl.purge import purge
from insight.reference.free_text import HELD
from insight.store import decisions
from tests.insight.small_store import make_store, small_tables

pytestmark = pytest.mark.slow

WORDS = "my aunt Ottoline of Acacia Avenue"
Make = Callable[..., Path]


@pytest.fixture
def make(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Make:
    """Write a store with these comments: id → (kept until, agreed to be quoted)."""
    monkeypatch.setenv("INSIGHT_STORES", str(tmp_path))
    monkeypatch.setenv("INSIGHT_DECISIONS_URL", f"sqlite:///{tmp_path / 'd.sqlite'}")
    few = ("build", "theme", "area")
    base = {name: frame for name, frame in small_tables().items() if name in few}
    one = small_tables()["comment"].iloc[[0]]

    def run(name: str, **comments: tuple[str, bool]) -> Path:
        rows = [one.assign(comment_id=i, may_quote=may) for i, (_, may) in comments.items()]
        original = pd.DataFrame(
            [(i, WORDS, pd.Timestamp(day).date()) for i, (day, _) in comments.items()],
            columns=["comment_id", "original_text", "retain_until_date"],
        )
        tables = {**base, "comment": pd.concat(rows), "comment_original": original}
        path = tmp_path / f"insight-{name}.duckdb"
        make_store(path, tables).connection.close()
        return path

    return run


KEPT = ("2099-01-01", True)


@pytest.mark.parametrize(
    ("then", "now", "why"),
    [
        ({"c1": ("2020-01-01", True), "c2": KEPT}, {"c2": KEPT}, "1 text past the day"),
        ({"c1": KEPT, "c2": KEPT}, {"c2": KEPT}, "1 text in no file any more"),
        ({"c1": KEPT}, {"c1": ("2099-01-01", False)}, "1 text no longer agreed to be quoted"),
    ],
)
def test_a_store_with_words_that_must_go_is_removed(
    make: Make, then: dict, now: dict, why: str
) -> None:
    old, new = make("old", **then), make("new", **now)
    (said,) = purge(new)
    assert said.startswith("Removed insight-old.duckdb") and why in said
    assert not old.exists() and new.exists()


def test_a_store_with_an_idea_past_retention_is_removed_and_its_correction(
    make: Make, tmp_path: Path
) -> None:
    one = small_tables()["free_text"].head(1)
    subject = decisions.text_subject("idea", "i1", "idea_text", WORDS)
    decisions.record("text", subject, f"corrected: {WORDS}", "Engagement lead", "Read")
    idea = one.assign(table_name="idea", subject_id=subject, is_demonstration=False)
    base = {name: small_tables()[name] for name in ("build", "theme", "area")}
    for name, day in (("old", "2020-01-01"), ("later", "2099-01-01")):
        text = idea.assign(said_date=pd.Timestamp(day).date())
        path = tmp_path / f"insight-{name}.duckdb"
        make_store(path, {**base, "free_text": text}).connection.close()
    said = purge(make("new", c1=KEPT))
    assert "insight-old.duckdb: it held 1 text of ideas or surveys past two years" in said[0]
    assert "1 decision" in said[1] and len(said) == 2
    assert (tmp_path / "insight-later.duckdb").exists()
    assert WORDS not in set(decisions.decisions()["value"])


def test_a_store_that_holds_nothing_more_is_kept_for_going_back(make: Make) -> None:
    demonstration = ("9999-12-31", True)
    old, new = make("old", c1=KEPT, d1=demonstration), make("new", c1=KEPT, c2=KEPT)
    assert purge(new) == []
    assert old.exists()


def test_words_leave_decisions_and_that_somebody_decided_stays(make: Make, tmp_path: Path) -> None:
    gone = decisions.text_subject("comment", "c1", "comment_text", WORDS)
    other = decisions.text_subject("idea", "i1", "idea_text", WORDS)
    decisions.record("text", gone, f"corrected: {WORDS}", "Engagement lead", WORDS)
    decisions.record("text", other, f"corrected: {WORDS}", "Engagement lead", WORDS)
    decisions.record("text", other, "refused", "Engagement lead", "It names somebody")
    decisions.record("sentiment", "c2", "negative", "Engagement lead", "It says so")
    make("old", c1=("2020-01-01", True), c2=KEPT)
    said = purge(make("new", c2=KEPT))
    assert any("2 decisions" in each for each in said)
    kept = decisions.decisions()
    assert list(kept["value"]) == ["refused", "refused", "refused", "negative"]
    assert list(kept["reason"][2:]) == ["It names somebody", "It says so"]
    for path in tmp_path.glob("d.sqlite*"):
        assert WORDS.encode() not in path.read_bytes(), path
    assert decisions.forget(set(), datetime(2000, 1, 1)) == 0  # once is enough
    with pytest.raises(sqlite3.IntegrityError, match="only ever added to"):
        _change(tmp_path)


def _change(folder: Path) -> None:
    with sqlite3.connect(folder / "d.sqlite") as connection:
        connection.execute("UPDATE decision SET reason = 'other'")


def test_a_public_store_with_a_quote_that_is_gone_is_named(make: Make, tmp_path: Path) -> None:
    quote = small_tables()["quote"].head(1)
    base = {"build": small_tables()["build"].assign(is_public=True), "quote": quote}
    make_store(tmp_path / "public.duckdb", base).connection.close()
    (said,) = purge(make("new", c2=KEPT))
    assert "still shows 1 text" in said and "python -m publishing public-store" in said


@pytest.mark.parametrize(
    ("table", "column", "of"),
    [
        ("idea", "idea_text", "idea"),
        ("response", "said", "response"),
        ("promotion", "reason", "promotion"),
        ("voice_cell", "dominant_organisation", "comment"),
    ],
)
def test_a_public_store_with_any_text_that_is_refused_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, table: str, column: str, of: str
) -> None:
    monkeypatch.setenv("INSIGHT_STORES", str(tmp_path))
    monkeypatch.setenv("INSIGHT_DECISIONS_URL", f"sqlite:///{tmp_path / 'd.sqlite'}")
    every = small_tables()
    shown = every[table].dropna(subset=[column]).head(2)
    shown = shown.assign(**{column: ["Ask Ottoline", HELD]})
    text = (
        every["free_text"]
        .head(1)
        .assign(
            table_name=of,
            column_name="organisation" if of == "comment" else column,
            text_to_show="Ask Ottoline",
        )
    )
    public = {"build": every["build"].assign(is_public=True), table: shown}
    make_store(tmp_path / "public.duckdb", public).connection.close()
    said = {}
    for state in ("approved", "refused"):
        new = tmp_path / f"insight-{state}.duckdb"
        tables = {"build": every["build"], "free_text": text.assign(state=state)}
        make_store(new, tables).connection.close()
        found = re.findall(r"still shows (\d+) texts? that may not", " ".join(purge(new)))
        said[state] = sum(map(int, found))
    # Where the table has other texts, nobody has approved them in either.
    assert said["refused"] == said["approved"] + 1
