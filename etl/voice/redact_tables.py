"""People's own words in every kind of file, with personal details taken out."""

from __future__ import annotations

import pandas as pd

from etl.voice.redaction import redact_all

# Where people write as they like. A comment's own column keeps what was said; see `redacted`.
FREE_TEXT = {
    "feedback": ("comment_text", "organisation"),
    "survey": ("survey_name", "organisation", "question", "answer"),
    "ideas": ("challenge", "idea_text", "stage_reason"),
    "responses": ("said", "decision", "action", "owner_role", "status_reason"),
    "engagement_activity": ("organisation", "topic", "people_heard", "source"),
    "resources": ("resource_name", "what", "run_by"),
}
NAME = "name"


def redact_tables(rows: dict[str, pd.DataFrame]) -> tuple[dict[str, pd.DataFrame], pd.DataFrame]:
    """The rows with their free texts redacted, and the table redaction.

    Comments get two new columns: comment_text, redacted, beside original_text; and has_name,
    whether a name was taken out.
    """
    rows = dict(rows)
    if "feedback" in rows:
        rows["feedback"] = rows["feedback"].assign(comment_text=rows["feedback"]["original_text"])
    taken = []
    for layout_id, free in FREE_TEXT.items():
        for column in free if layout_id in rows else ():
            frame = rows[layout_id]
            # A text that many rows share, such as the name of an organisation, is read once.
            texts = frame[column].drop_duplicates()
            clean, counts = redact_all(texts)
            known = dict(zip(texts, clean, strict=True))
            rows[layout_id] = frame.assign(**{column: frame[column].map(known).astype(str)})
            times = counts.join(texts.rename("text"), how="inner")
            spread = frame[["source_file_id"]].assign(row=frame.index, text=frame[column])
            found = spread.merge(times, on="text")
            taken.append(found.assign(is_comment=column == "comment_text"))
    columns = ["source_file_id", "kind", "redaction_count"]
    everything = pd.concat(taken) if taken else pd.DataFrame(columns=[*columns, "is_comment"])
    if "feedback" in rows:
        named = everything[everything["is_comment"] & (everything["kind"] == NAME)]
        has_name = rows["feedback"].index.isin(named["row"] if len(named) else [])
        rows["feedback"] = rows["feedback"].assign(has_name=has_name)
    table = everything.groupby(columns[:2], as_index=False)["redaction_count"].sum()
    return rows, table.astype({"redaction_count": "int64"})
