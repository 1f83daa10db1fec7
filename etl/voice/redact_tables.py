"""People's own words in every kind of file, with personal details taken out."""

from __future__ import annotations

import pandas as pd

from etl.voice.approval import LAYOUTS


def redact_tables(rows: dict[str, pd.DataFrame]) -> tuple[dict[str, pd.DataFrame], pd.DataFrame]:
    """The rows with their free texts redacted, and the table redaction.

    Comments get a new column comment_text, redacted, beside original_text.
    """
    from insight.redaction.redact import redact_all  # here, since its patterns take long to make

    rows = dict(rows)
    if "feedback" in rows:
        rows["feedback"] = rows["feedback"].assign(comment_text=rows["feedback"]["original_text"])
    taken = []
    for layout_id, texts_of in LAYOUTS.items():
        for column in texts_of.columns if layout_id in rows else ():
            frame = rows[layout_id]
            # A text that many rows share, such as the name of an organisation, is read once.
            texts = frame[column].drop_duplicates()
            clean, counts = redact_all(texts)
            known = dict(zip(texts, clean, strict=True))
            rows[layout_id] = frame.assign(**{column: frame[column].map(known).astype(str)})
            times = counts.join(texts.rename("text"), how="inner")
            spread = frame[["source_file_id"]].assign(text=frame[column])
            taken.append(spread.merge(times, on="text"))
    columns = ["source_file_id", "kind", "redaction_count"]
    everything = pd.concat(taken) if taken else pd.DataFrame(columns=columns)
    table = everything.groupby(columns[:2], as_index=False)["redaction_count"].sum()
    return rows, table.astype({"redaction_count": "int64"})
