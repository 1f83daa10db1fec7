"""What the machine learns from: examples written for the project, and people's corrections."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from insight import settings
from insight.decisions import decisions, latest
from insight.store import NoStore, current_path, open_store

TRAINING = settings.PROJECT / "data" / "training"
EXAMPLES = TRAINING / "comments.csv"
FAMILIES = TRAINING / "word_families.toml"
COLUMNS = ["comment", "themes", "sentiment"]
UNKNOWN = None  # a person corrected one of themes and sentiment, and said nothing of the other


def written_examples(path: Path = EXAMPLES) -> pd.DataFrame:
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


def corrected_examples(second_level: Iterable[str], stores: Path | None = None) -> pd.DataFrame:
    """Comments of the current store whose labels people corrected, as written_examples.

    themes or sentiment is None where nobody corrected it. A correction that names a first-level
    theme and no second-level one does not say which finer theme it is, so it teaches none.
    Corrections of comments no longer in the store are left out. No store: no examples.
    """
    newest = latest(decisions())
    said = {
        kind: newest[newest["kind"] == kind].set_index("subject_id")["value"]
        for kind in ("themes", "sentiment")
    }
    texts = _texts(stores or settings.stores_folder())
    texts = texts[texts.index.isin([*said["themes"].index, *said["sentiment"].index])].sort_index()
    known = set(second_level)
    rows = [
        (text, _corrected(said["themes"].get(comment_id), known), said["sentiment"].get(comment_id))
        for comment_id, text in texts.items()
    ]
    return pd.DataFrame(rows, columns=COLUMNS).astype(object)


def _corrected(value: str | None, known: set[str]) -> frozenset[str] | None:
    if value is None:
        return UNKNOWN
    ids = _ids(value)
    return ids & known if ids & known or not ids else UNKNOWN


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
