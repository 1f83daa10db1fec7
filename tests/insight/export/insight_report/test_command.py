"""The command makes a report, and says plainly when it cannot."""

from __future__ import annotations

from pathlib import Path

import pytest

from insight.export.__main__ import main
from insight.store import Store


@pytest.mark.parametrize(("name", "start"), [("r.html", b"<!DOCTYPE html>"), ("r.pdf", b"%PDF")])
def test_it_writes_a_report(
    name: str, start: bytes, small_store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / name
    store = ["--store", str(small_store.path)]
    assert main(["report", "--place", "halton", "--out", str(out), *store]) == 0
    assert "Halton: insight report (demonstration)" in capsys.readouterr().out
    assert out.read_bytes().startswith(start)
