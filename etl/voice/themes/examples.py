"""What the machine learns from: examples written for the project, and people's corrections."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from insight import settings
from insight.store import NoStore, current_path, open_store
from insight.store.decisions import decisions, latest

TRAINING = settings.PROJECT / "data" / "training"
EXAMPLES = TRAINING / "comments.csv"
FAMILIES = TRAINING / "word_families.toml"
COLUMNS = ["comment", "themes", "sentiment"]


def project_examples(path: Path = EXAMPLES) -> pd.DataFrame:
    """Examples written for the project: comment, themes (a set of ids), sentiment."""
    frame = pd.read_csv(path, dtype="str", keep_default_na=False)
    return pd.DataFrame(
        {
            "comment": frame["comment"],
            "themes": [_ids(text) for text in frame["themes"]],
            "sentiment": frame["sentiment"],
        },
        columns=COLUMNS,
    )


def correction_examples(second_level: Iterable[str]) -> pd.DataFrame:
    """Comments of the current store whose labels people corrected, as project_examples.

    themes or sentiment is missing where nobody corrected it. A correction that names a first-level
    theme and no second-level one does not say which finer theme it is, so it teaches none.
    Corrections of comments no longer in the store are left out.
    """
    newest = latest(decisions()).pivot(index="subject_id", columns="kind", values="value")
    said = newest.reindex(columns=["themes", "sentiment"]).dropna(how="all").sort_index()
    texts = _texts(settings.stores_folder()) if len(said) else pd.Series(dtype="str")
    known = frozenset(second_level)
    rows = [
        (texts[comment_id], _corrected(themes, known), _or_none(sentiment))
        for comment_id, themes, sentiment in said.itertuples()
        if comment_id in texts.index
    ]
    return pd.DataFrame(rows, columns=COLUMNS).astype(object)


def _corrected(value: object, known: frozenset[str]) -> frozenset[str] | None:
    if not isinstance(value, str):
        return None
    ids = _ids(value)
    return ids & known if ids & known or not ids else None


def _or_none(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _ids(text: str) -> frozenset[str]:
    return frozenset(filter(None, text.split(";")))


def _texts(stores: Path) -> pd.Series:
    """Redacted text of every comment in the current store, by comment_id."""
    try:
        store = open_store(current_path(stores))
    except NoStore:
        return pd.Series(dtype="str")
    try:
        frame = store.connection.execute("SELECT comment_id, comment_text FROM comment").df()
    finally:
        store.connection.close()
    return frame.set_index("comment_id")["comment_text"]
