"""The command makes a pack, and says plainly when it cannot."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from pptx import Presentation

from insight.export.__main__ import main
from insight.store import Store


@pytest.mark.slow
def test_it_writes_a_pack(
    real_store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, start in (("pack.pptx", b"PK"), ("pack.pdf", b"%PDF")):
        out = tmp_path / name
        began = time.perf_counter()
        place = ["--place", "Halton", "--out", str(out), "--store", str(real_store.path)]
        assert main(["pack", *place]) == 0
        took = time.perf_counter() - began
        said = capsys.readouterr().out
        assert "Halton: figures for the board" in said
        assert out.read_bytes().startswith(start)
        print(f"{name}: {took:.1f} s")
    assert len(Presentation(str(tmp_path / "pack.pptx")).slides) == 8


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        (["pack", "--out", "pack.doc"], "must end in .pdf or .pptx"),
        (["pack", "--out", "pack.pdf", "--place", "Leeds"], "no Place called 'Leeds'"),
        (["report", "--out", "r.pptx"], "must end in .html or .pdf"),
        (["report", "--out", "r.html", "--place", "Leeds"], "no Place called 'Leeds'"),
    ],
)
def test_it_says_what_is_wrong(
    options: list[str],
    complaint: str,
    small_store: Store,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main([*options, "--store", str(small_store.path)]) == 1
    assert complaint in capsys.readouterr().err.replace("\n", " ")
    assert list(tmp_path.iterdir()) == []


def test_without_a_store_it_says_how_to_make_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = ["--store", str(tmp_path / "none.duckdb")]
    assert main(["pack", "--out", str(tmp_path / "p.pdf"), *missing]) == 1
    assert "python -m etl build" in capsys.readouterr().err.replace("\n", " ")


def test_help_explains_every_option(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["pack", "--help"])
    assert stopped.value.code == 0
    said = capsys.readouterr().out
    assert all(option in said for option in ("--place", "--out", "--store", "--address", "--annex"))


@pytest.mark.slow
@pytest.mark.parametrize(("name", "start"), [("r.html", b"<!DOCTYPE html>"), ("r.pdf", b"%PDF")])
def test_it_writes_a_report(
    name: str, start: bytes, small_store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / name
    store = ["--store", str(small_store.path)]
    assert main(["report", "--place", "halton", "--out", str(out), *store]) == 0
    assert "Halton: insight report" in capsys.readouterr().out
    assert out.read_bytes().startswith(start)
