"""The database of decisions: its tables are made, copied, and put back, whichever kind it is."""

from __future__ import annotations

import re
import stat
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import pytest

from insight.store import decisions, sign_outs
from publishing import decision_database
from publishing.__main__ import main
from publishing.decision_database import NotCopied, backup, restore
from publishing.releases.verification import verify
from tests.postgresql import Database
from tests.publishing.releases.conftest import Office

LEAVER = "https://login.example s1"


def fill() -> None:
    decisions.record("themes", "c1", "housing", "Engagement lead", "It says so")
    decisions.record("text", "c1", f"corrected: {'é' * 5_000}", "Engagement lead", "Clearer")
    sign_outs.end_sessions(LEAVER)


def test_a_copy_is_put_back_whole_and_work_goes_on_from_there(
    office: Office,
    either_database: Database,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """By command, of either database, into a file."""
    fill()
    office.out()
    kept = decisions.decisions(), sign_outs.ended_at(LEAVER), verify().events
    for _ in range(3):
        assert main(["backup", str(tmp_path / "copies"), "--keep", "2"]) == 0
    _, copy = sorted((tmp_path / "copies").iterdir())
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    for url, why in ((either_database.url, r"never replaced|nobody but its owner"),
                     (either_database.owner_url, "never replaced")):  # fmt: skip
        monkeypatch.setenv("INSIGHT_DECISIONS_URL", url)
        assert main(["restore", str(copy)]) == 2
        assert re.search(why, capsys.readouterr().err)

    monkeypatch.setenv("INSIGHT_DECISIONS_URL", f"sqlite:///{tmp_path / 'new' / 'd.sqlite'}")
    assert main(["restore", str(copy)]) == 0
    pd.testing.assert_frame_equal(decisions.decisions(), kept[0])
    assert sign_outs.ended_at(LEAVER) == kept[1]
    report = verify()
    assert (report.events, report.faults) == (kept[2], ())
    decisions.record("themes", "c2", "housing", "Engagement lead", "It says so")
    assert list(decisions.decisions()["decision_id"]) == [1, 2, 3]
    office.now = datetime.now(UTC)  # the copies took their time, on a busy machine seconds
    office.out("other")
    assert verify().faults == ()


def test_a_copy_of_a_file_moves_to_a_server_or_another_file(
    tmp_path: Path, either_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INSIGHT_DECISIONS_URL", f"sqlite:///{tmp_path / 'first.sqlite'}")
    fill()
    kept = decisions.decisions()
    copy = backup(tmp_path / "copies")
    monkeypatch.setenv("INSIGHT_DECISIONS_URL", either_database.owner_url)
    assert restore(copy)["decision"] == 2
    monkeypatch.setenv("INSIGHT_DECISIONS_URL", either_database.url)
    pd.testing.assert_frame_equal(decisions.decisions(), kept)
    decisions.record("themes", "c2", "housing", "Engagement lead", "It says so")
    assert list(decisions.decisions()["decision_id"]) == [1, 2, 3]


def test_what_is_no_copy_is_refused_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INSIGHT_DECISIONS_URL", f"sqlite:///{tmp_path / 'first.sqlite'}")
    with pytest.raises(NotCopied, match="nothing was decided yet"):
        backup(tmp_path / "copies")
    fill()
    whole = backup(tmp_path / "copies").read_bytes()
    monkeypatch.setenv("INSIGHT_DECISIONS_URL", f"sqlite:///{tmp_path / 'other.sqlite'}")
    damaged = whole[:8_000] + bytes(9_000) + whole[17_000:]
    for content in (b"", b"not a database", whole[:9_000], damaged):
        (tmp_path / "wrong").write_bytes(content)
        with pytest.raises(NotCopied):
            restore(tmp_path / "wrong")
    with pytest.raises(NotCopied):
        restore(tmp_path / "missing")
    assert decisions.decisions().empty


def test_the_statements_for_a_server_can_be_printed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("INSIGHT_DECISIONS_URL", "postgresql://insight_owner@db.example/insight")
    assert main(["prepare", "--print"]) == 0
    said = capsys.readouterr().out
    for metadata in decision_database.METADATA:
        for name in metadata.tables:
            assert said.count(f"CREATE TABLE IF NOT EXISTS {name} (") == 1
            assert said.count(f" {name}_no_") == 3
