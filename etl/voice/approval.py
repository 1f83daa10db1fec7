"""Free texts wait until a person has read them.

Whatever people wrote that could reach anybody but staff is listed in the table free_text, and
stands in the tables of pages only once somebody approved it, or corrected it, as those very words
(see `decisions.text_subject`): words that change, or of which something else was taken out, wait
again. Files that come with the project were read by those who wrote them, so their texts wait only
where redaction took something out, or where the demonstration says that they do.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd

from etl.voice.current_decisions import decisions_of_kind
from etl.voice.deduplication import short_hashes
from insight.reference.free_text import HELD, NOT_SHOWN, OUR_WORDS, REFUSED, TAKEN_OUT
from insight.store.decisions import CORRECTED, text_subject

Rows = dict[str, pd.DataFrame]
COMMENT = "comment_text"
AUTHOR = "Author of the file"
STATES = {"approved": "approved", "refused": "refused", "held": "held"}
COLUMNS = [
    *("subject_id", "table_name", "row_id", "column_name", "text_to_read", "text_to_show", "state"),
    *("area_code", "said_date", "decided_by_role", "decided_date", "risk_rank"),
    *("is_demonstration", "source_file_id", "row_number"),
]


@dataclass(frozen=True)
class Texts:
    """Where a layout has free texts.

    of_a_row: columns whose words are read for each row. of_many: columns of names and headings
    that many rows share: they are read once.
    """

    table: str
    row_id: str
    said_date: str
    of_a_row: tuple[str, ...]
    of_many: tuple[str, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        return (*self.of_a_row, *self.of_many)


LAYOUTS = {
    "feedback": Texts("comment", "comment_id", "received_date", (COMMENT,), ("organisation",)),
    "survey": Texts(
        "survey_result",
        "survey_id",
        "asked_date",
        ("question", "answer"),
        ("survey_name", "organisation"),
    ),
    "ideas": Texts("idea", "idea_id", "stage_date", ("idea_text", "stage_reason"), ("challenge",)),
    "responses": Texts(
        "response",
        "response_id",
        "said_date",
        ("said", "decision", "action", "status_reason"),
        ("owner_role",),
    ),
    "engagement_activity": Texts(
        "engagement_activity",
        "activity_id",
        "end_date",
        ("topic", "people_heard"),
        ("organisation", "source"),
    ),
    "resources": Texts("resource", "resource_id", "", ("resource_name", "what"), ("run_by",)),
    "promotion": Texts("promotion", "promotion_id", "promoted_date", ("reason",), ()),
}


class Verdict(NamedTuple):
    """What was decided about a text, by whom and when."""

    value: str
    role: str
    date: object


def with_public_ids(rows: Rows) -> Rows:
    """The rows with ids nobody can read anything in, and the file's own in given_id.

    People type ids as they like, names among them, and ids stand in files and addresses.
    """
    rows = dict(rows)
    for layout_id, texts in LAYOUTS.items():
        if layout_id in rows and texts.row_id in rows[layout_id]:
            given = rows[layout_id][texts.row_id]
            made = short_hashes(f"{texts.table}\n" + given)
            rows[layout_id] = rows[layout_id].assign(**{texts.row_id: made, "given_id": given})
    return rows


def approved(rows: Rows, decisions: pd.DataFrame) -> tuple[Rows, pd.DataFrame]:
    """The rows with no text but what may be shown, and the table free_text.

    rows: redacted, by layout, with given_id and is_own (of a file that comes with the project);
    feedback by comment_id. Words that may not be shown are replaced by HELD or REFUSED: but
    comments, which no page for everyone reads, keep theirs, with the words to show, or none, in
    the new column quote_text. decisions: of `current_decisions`.
    """
    rows, listed = dict(rows), []
    verdicts = _verdicts(decisions)
    for layout_id, texts in LAYOUTS.items():
        if layout_id not in rows:
            continue
        frame = rows[layout_id]
        for column in texts.columns:
            subject = _subjects(frame, texts, column)
            found = _read(frame, subject, texts, column, verdicts)
            listed.append(found)
            words = dict(zip(found["subject_id"], found["text_to_show"], strict=True))
            shown = pd.Series([words.get(each, "") for each in subject], frame.index, dtype=str)
            name = {COMMENT: "quote_text", "organisation": "shown_organisation"}.get(column, column)
            is_comment = texts.table == "comment"
            frame = frame.assign(**{name if is_comment else column: shown})
        if layout_id == "survey":
            frame = _without_unread_questions(frame, rows[layout_id]["question"])
        rows[layout_id] = frame
    table = pd.concat([each for each in listed if len(each)] or [pd.DataFrame(columns=COLUMNS)])
    return rows, table.sort_values("subject_id", ignore_index=True)[COLUMNS]


def _without_unread_questions(rows: pd.DataFrame, asked: pd.Series) -> pd.DataFrame:
    """Answers to surveys, without questions of which a word may not be shown: what nobody may read
    can be no heading, and shares of some of the answers alone would mislead. asked: the questions
    as they were read, which tells them apart."""
    hidden = rows["question"].isin(NOT_SHOWN) | rows["answer"].isin(NOT_SHOWN)
    key = rows["survey_id"] + "\n" + asked
    return rows[~key.isin(key[hidden])]


def _subjects(frame: pd.DataFrame, texts: Texts, column: str) -> pd.Series:
    """What a decision on each row's text would be about; '' where there is no text."""
    words = frame[column]
    if column in texts.of_many:
        ids = pd.Series("", index=frame.index)
    elif texts.row_id in frame:
        ids = frame[texts.row_id]
    else:
        ids = frame.index.to_series()
    pairs = list(zip(ids, words, strict=True))
    made = {
        pair: text_subject(texts.table, pair[0], column, pair[1]) if pair[1] else ""
        for pair in dict.fromkeys(pairs)
    }
    return pd.Series([made[pair] for pair in pairs], index=frame.index, dtype=str)


def _read(
    frame: pd.DataFrame,
    subject: pd.Series,
    texts: Texts,
    column: str,
    verdicts: dict[str, Verdict],
) -> pd.DataFrame:
    """Rows of free_text: each text of a column once, with what was decided about it."""
    first = ~subject.duplicated() & (subject != "")
    rows, subject = frame[first], subject[first]
    area = "place_code" if "place_code" in rows else "area_code"
    is_comment = column == COMMENT
    row_id = "" if column in texts.of_many else subject.str.split("|").str[1:-2].str.join("|")
    found = pd.DataFrame(
        {
            "subject_id": subject,
            "table_name": texts.table,
            "row_id": row_id,
            "column_name": column,
            "text_to_read": rows[column],
            "area_code": rows[area],
            "said_date": rows[texts.said_date] if texts.said_date else None,
            "risk_rank": rows["risk_rank"] if is_comment and "risk_rank" in rows else None,
            "is_demonstration": rows["is_demonstration"],
            "source_file_id": rows.get("source_file_id", ""),
            "row_number": rows.get("row_number", 0),
        },
        index=rows.index,
    )
    given = rows["given_id"] if "given_id" in rows else rows.get("response_id", subject)
    made = [
        _verdict(key, f"{each}|{column}", text, own, is_comment, verdicts)
        for key, each, text, own in zip(
            subject, given, rows[column], rows.get("is_own", subject == ""), strict=True
        )
    ]
    shown = [_to_show(verdict, text) for verdict, text in zip(made, rows[column], strict=True)]
    state = pd.Series([_state(verdict) for verdict in made], index=rows.index, dtype=str)
    if is_comment:
        state = state.where(rows["may_quote"], "private")
        shown = [text if may else HELD for text, may in zip(shown, rows["may_quote"], strict=True)]
    return found.assign(
        text_to_show=shown,
        state=state,
        decided_by_role=[verdict.role or None for verdict in made],
        decided_date=[verdict.date for verdict in made],
    )


def _verdicts(decisions: pd.DataFrame) -> dict[str, Verdict]:
    made = decisions_of_kind(decisions, "text")
    return {
        str(subject): Verdict(value, role, day)
        for subject, value, role, day in zip(
            made.index, made["value"], made["made_by_role"], made["made_date"], strict=True
        )
    }


def _verdict(
    subject: str,
    as_in_file: str,
    text: str,
    is_own: bool,
    is_comment: bool,
    verdicts: dict[str, Verdict],
) -> Verdict:
    if subject in verdicts:
        return verdicts[subject]
    nothing = Verdict("held", "", None)
    if text in OUR_WORDS and not is_comment:
        return Verdict("approved", AUTHOR, None)
    if not is_own or TAKEN_OUT.search(text):
        return nothing
    by_author = nothing if is_comment else Verdict("approved", AUTHOR, None)
    return verdicts.get(as_in_file, by_author)


def _state(verdict: Verdict) -> str:
    if verdict.value.startswith(CORRECTED):
        return "corrected"
    return STATES.get(verdict.value, "held")


def _to_show(verdict: Verdict, text: str) -> str:
    state = _state(verdict)
    if state == "corrected":
        return verdict.value.removeprefix(CORRECTED)
    return {"approved": text, "refused": REFUSED}.get(state, HELD)
