"""The whole way of a release, as anybody can go through it on a fresh clone."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from publishing import parts
from publishing.__main__ import main
from publishing.gate import checks


@pytest.mark.slow
def test_a_release_from_draft_to_tombstone_on_a_fresh_clone(
    real_store_folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("INSIGHT_STORES", str(real_store_folder))
    monkeypatch.setattr(checks, "PROGRAMS", ())  # tests of their own try them
    monkeypatch.setattr("os.fsync", lambda _: None)  # a power cut is not what is tested
    before = os.environ["INSIGHT_DECISIONS_URL"]
    assert parts.GATE is checks.gate
    assert main(["rehearsal", "--out", str(tmp_path / "out")]) == 0
    said = capsys.readouterr().out
    for step in (
        "Anne (author, approver) submits version 1",
        "tries to approve her own chart: refused. Whoever drafted, submitted or resumed",
        "changed since you opened it",
        "Bob (approver) approves version 1 of halton, by its hash",
        "Pam (publisher) publishes early-cancer",
        "the gate would block this, but for a rehearsal",
        "There is a newer version",
        "Pam (publisher) withdraws child-poverty, and erases it",
        "no file anywhere holds its title any more",
        "files read again, 0 faults",
    ):
        assert step in said, step
    web = tmp_path / "out" / "releases" / "public" / "current" / "web"
    assert "<!--history--><ol" in (web / "charts/early-cancer/index.html").read_text()
    assert "correction" in (web / "releases.xml").read_text()
    for around in ("index.html", "places/index.html", "search.json", "sitemap.xml"):
        assert "early-cancer" in (web / around).read_text() or around == "places/index.html"
    assert os.environ["INSIGHT_DECISIONS_URL"] == before
    assert main(["rehearsal", "--out", str(tmp_path / "out")]) == 2
    assert "is not empty" in capsys.readouterr().err
