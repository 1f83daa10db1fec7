"""The file of counts and its manifest, as they are put into a folder."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from etl.opening.folder import raw_files
from etl.records import counts
from etl.records.hiding import Rule
from insight.store import disk


def manifest() -> counts.Manifest:
    return counts.Manifest("DuckDB", "omop", Rule("own", 10), {}, {}, {}, is_synthetic=True)


def test_counts_are_never_without_their_manifest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor is half of either ever to be read."""
    seen = []
    real = disk.replace_durably

    def replace(part: Path, path: Path) -> None:
        seen.append({each.name: each.read_bytes() for each in raw_files(tmp_path)})
        real(part, path)

    monkeypatch.setattr(disk, "replace_durably", replace)
    path = counts.write(pd.DataFrame({"measure_id": ["a"]}), manifest(), tmp_path)
    before = path.read_bytes()
    counts.write(pd.DataFrame({"measure_id": ["b"]}), manifest(), tmp_path)
    assert seen == [{}, {}, {path.name: before}, {path.name: before}]
    text: dict[str, Any] = json.loads((tmp_path / counts.MANIFEST_NAME).read_text("utf-8"))
    assert text["counts_file"]["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
    assert {each.name for each in tmp_path.iterdir()} == {path.name, counts.MANIFEST_NAME}
