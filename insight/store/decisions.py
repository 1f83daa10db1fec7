"""What people decide: texts read, labels put right, themes put forward, flags lifted, work done.

Decisions are not built data. They live in a small database of their own, survive every build,
and are only ever added to: a change of mind is a new row, so who decided what, when and why can
always be told. SQLite in data/decisions unless INSIGHT_DECISIONS_URL names another database
(`insight.store.database`).
"""

from __future__ import annotations

import hashlib
import re
from datetime import date, datetime
from pathlib import Path

import pandas as pd
import sqlalchemy as sa

from insight import roles, settings
from insight.reference.role_words import role_fault
from insight.store import database
from insight.store.database import DecisionRefused

KINDS = ("themes", "sentiment", "text", "promotion", "flag", "step", "check")
COLUMNS = (
    "decision_id",
    "kind",
    "subject_id",
    "value",
    "made_by_role",
    "made_by_subject",
    "reason",
    "made_at",
)
LONGEST = {
    "subject_id": 200,
    "value": 32_767,
    "made_by_role": 80,
    "made_by_subject": 500,
    "reason": 500,
}

FORGOTTEN = "[removed: the words it was about are gone]"
CORRECTED, PASSED_ON, OWNER = "corrected: ", "passed on: ", "owner: "

# What may be decided, as a pattern per kind. No themes at all is a decision too.
VALUES = {
    "themes": r"|[a-z0-9-]+(;[a-z0-9-]+)*",
    "sentiment": "negative|mixed|positive",
    "text": rf"approved|refused|{CORRECTED}(?s:.*\S.*)",
    "promotion": "promoted|withdrawn",
    "flag": "confirmed|lifted",
    "step": rf"seen|closed|reopened|(?:{PASSED_ON}|{OWNER})\S.*",
    "check": r"(negative|mixed|positive|unclear)\|(|[a-z0-9-]+(;[a-z0-9-]+)*)",
}

table = sa.Table(
    "decision",
    sa.MetaData(info={database.NEVER: "decisions are only ever added to"}),
    sa.Column("decision_id", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("kind", sa.String(20), nullable=False),
    sa.Column("subject_id", sa.String(LONGEST["subject_id"]), nullable=False),
    sa.Column("value", sa.Text, nullable=False),
    sa.Column("made_by_role", sa.String(LONGEST["made_by_role"]), nullable=False),
    # Issuer and subject of who signed in, so that two people can be told apart. Never shown, and
    # never in a store. '' in rows from before anybody could sign in.
    sa.Column(
        "made_by_subject",
        sa.String(LONGEST["made_by_subject"]),
        nullable=False,
        server_default="",
    ),
    sa.Column("reason", sa.String(LONGEST["reason"]), nullable=False),
    sa.Column("made_at", sa.DateTime, nullable=False),  # UTC
    sqlite_autoincrement=True,
)


def record(
    kind: str,
    subject_id: str,
    value: str,
    made_by_role: str,
    reason: str,
    made_by_subject: str = roles.LOCAL.subject,
) -> None:
    """Add one decision.

    kind: themes (subject a comment, value its theme ids joined by ';', or ''), sentiment, text
    (subject of `text_subject`; value approved, refused, or 'corrected: ' and the words to
    show in its place), promotion (subject 'theme_id|area_code|group_id', value promoted or
    withdrawn), flag (subject of `flag_subject`, value confirmed or lifted), step (subject a
    comment, value seen, closed, reopened, 'passed on: ' and to whom, 'owner: ' and whose it is)
    or check (subject a comment that was labelled blind, value its mood or unclear, '|', and its
    themes). made_by_role: a role, never a name. made_by_subject: of the `roles.Person` who
    decides. Raises DecisionRefused.
    """
    row = {
        "kind": kind,
        "subject_id": subject_id.strip(),
        "value": value.strip(),
        "made_by_role": made_by_role.strip(),
        "made_by_subject": made_by_subject.strip(),
        "reason": reason.strip(),
    }
    _check(row)
    with database.ready(settings.decisions_url(), table.metadata).begin() as connection:
        made_at = database.now(connection).replace(tzinfo=None)
        connection.execute(table.insert(), {**row, "made_at": made_at})


def decisions(kind: str | None = None) -> pd.DataFrame:
    """Every decision, of one kind or of all, oldest first; made_at in UTC.

    Columns as COLUMNS. Where nothing was ever decided the frame is empty, and nothing is made.
    """
    url = settings.decisions_url()
    path = database.sqlite_path(url)
    if path is not None and not path.is_file():
        return _frame([])
    with database.ready(url, table.metadata).connect() as connection:
        return _frame([tuple(row) for row in connection.execute(_question(kind))])


def flag_subject(indicator_id: str, area_code: str, period_start_date: date, flag: str) -> str:
    """What a decision on a sign of doubt is about; the arguments are columns of figure_flag."""
    return f"{indicator_id}|{area_code}|{period_start_date:%Y-%m-%d}|{flag}"


def text_subject(table_name: str, row_id: str, column_name: str, text: str) -> str:
    """What a decision on a text is about: where it stands, and these very words.

    Other words, or the same with something else taken out, are another subject, which nobody has
    decided about. row_id: '' for words that are read once wherever they stand in a column.
    """
    digest = hashlib.sha256(text.encode()).hexdigest()[:32]
    return f"{table_name}|{row_id}|{column_name}|{digest}"


def folder() -> Path:
    """Where things that belong to the decisions lie: beside the SQLite file, or data/decisions."""
    path = database.sqlite_path(settings.decisions_url())
    return path.parent if path is not None else settings.PROJECT / "data" / "decisions"


def forget(ids: set[str], older_than: datetime) -> int:
    """Take people's words out of decisions: corrections and reasons. How many decisions had any.

    ids: of comments, or subjects of texts. Of decisions on these, of those on comments made before
    `older_than`, which are past retention themselves, and of all but the last on a text that was
    refused in the end. That somebody decided, in which role and when, is kept. Nothing else ever
    changes a decision.
    Raises DecisionRefused where the database does not let this user change rows.
    """
    made = decisions()
    parts = made["subject_id"].str.split("|")
    is_comment = made["kind"].isin(("themes", "sentiment", "step"))
    is_comment |= (made["kind"] == "text") & (parts.str[0] == "comment")
    about = parts.str[1].where(made["kind"] == "text", made["subject_id"])
    gone = is_comment & (about.isin(ids) | (made["made_at"] < older_than))
    gone |= made["subject_id"].isin(ids)
    last = latest(made)
    refused = last.loc[(last["kind"] == "text") & (last["value"] == "refused"), "decision_id"]
    is_last = made["decision_id"].isin(last["decision_id"])
    subjects = made.loc[made["decision_id"].isin(refused), "subject_id"]
    gone |= (made["kind"] == "text") & made["subject_id"].isin(subjects) & ~is_last
    has_words = made["value"].str.startswith(CORRECTED) | (made["reason"] != FORGOTTEN)
    rows = made[gone & has_words]
    if rows.empty:
        return 0
    url = settings.decisions_url()
    try:
        _take_out(url, rows)
    except sa.exc.DBAPIError as error:
        raise DecisionRefused(
            "Words of decisions that are past retention could not be removed: the database does"
            " not let this user change rows. Run the build once as its owner"
        ) from error
    return len(rows)


def _take_out(url: str, rows: pd.DataFrame) -> None:
    """Change these rows, with what refuses a change away for as long as nobody else writes."""
    engine = database.ready(url, table.metadata)
    is_file = engine.dialect.name == "sqlite"
    ((trigger, refusal),) = (
        each
        for each in database.refusals(table, engine.dialect).items()
        if each[0].endswith("_change")
    )
    with database.transaction(engine) as connection:
        if is_file:
            connection.exec_driver_sql("PRAGMA secure_delete = ON")
            connection.exec_driver_sql(f"DROP TRIGGER {trigger}")
            connection.exec_driver_sql("DROP TRIGGER IF EXISTS no_change")  # its earlier name
        else:
            connection.exec_driver_sql(f"DROP TRIGGER {trigger} ON {table.name}")
        for number, value in zip(rows["decision_id"], rows["value"], strict=True):
            without = "refused" if value.startswith(CORRECTED) else value
            connection.execute(
                table.update()
                .where(table.c.decision_id == int(number))
                .values(value=without, reason=FORGOTTEN)
            )
        connection.exec_driver_sql(refusal)
    if is_file:
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")


def latest(frame: pd.DataFrame) -> pd.DataFrame:
    """The newest decision on each subject, of a frame as `decisions` returns it."""
    ordered = frame.sort_values("made_at", kind="stable")
    return ordered.drop_duplicates(["kind", "subject_id"], keep="last").reset_index(drop=True)


def _question(kind: str | None) -> sa.Select:
    question = sa.select(*(table.c[name] for name in COLUMNS)).order_by(table.c.decision_id)
    return question if kind is None else question.where(table.c.kind == kind)


def _frame(rows: list[tuple]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    types = dict.fromkeys(COLUMNS, "str") | {"decision_id": "int64", "made_at": "datetime64[us]"}
    return frame.astype(types)


def _check(row: dict[str, str]) -> None:
    if row["kind"] not in KINDS:
        raise DecisionRefused(f"'{row['kind']}' is not one of {', '.join(KINDS)}")
    words = {"subject_id": "what it is about", "made_by_role": "a role", "reason": "a reason"}
    words["made_by_subject"] = "somebody who makes it"
    for name, what in words.items():
        if not row[name]:
            raise DecisionRefused(f"A decision needs {what}")
    for name, longest in LONGEST.items():
        if len(row[name]) > longest:
            raise DecisionRefused(f"{name} is longer than {longest} characters")
        if "\0" in row[name]:
            raise DecisionRefused(f"{name} holds a character that cannot be kept")
    roles = [row["made_by_role"]]
    if row["kind"] == "step" and row["value"].startswith((PASSED_ON, OWNER)):
        roles.append(row["value"].partition(": ")[2])
    for role in roles:
        if fault := role_fault(role):
            raise DecisionRefused(f"'{role}' is not kept as a role: {fault}")
    if not re.fullmatch(VALUES[row["kind"]], row["value"]):
        raise DecisionRefused(f"'{row['value']}' cannot be decided about {row['kind']}")
