"""What people decide: texts read, labels put right, themes put forward, flags lifted, work done.

Decisions are not built data. They live in a small database of their own, survive every build,
and are only ever added to: a change of mind is a new row, so who decided what, when and why can
always be told. SQLite in data/decisions unless INSIGHT_DECISIONS_URL names another database. On
a server such as PostgreSQL, give the app's user the right to add and to read, and no more.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path

import pandas as pd
import sqlalchemy as sa
from sqlalchemy.schema import CreateTable

from insight import roles, settings
from insight.reference.role_words import role_fault

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
SECONDS_TO_WAIT = 10

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
    sa.MetaData(),
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


class DecisionRefused(ValueError):
    """A decision that cannot be recorded. The message says what to put right."""


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
    url = settings.decisions_url()
    _prepare(url)
    now = datetime.now(UTC).replace(tzinfo=None)
    with _engine(url).begin() as connection:
        connection.execute(table.insert(), {**row, "made_at": now})


def decisions(kind: str | None = None) -> pd.DataFrame:
    """Every decision, of one kind or of all, oldest first; made_at in UTC.

    Columns as COLUMNS. Where nothing was ever decided the frame is empty, and nothing is made.
    """
    url = settings.decisions_url()
    path = _sqlite_path(url)
    if path is not None and not path.is_file():
        return _frame([])
    with _engine(url).connect() as connection:
        if not sa.inspect(connection).has_table(table.name):
            return _frame([])
    _prepare(url)
    with _engine(url).connect() as connection:
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


def database(url: str) -> sa.Engine:
    """The database of decisions, for what belongs beside them. A SQLite file's folder is made."""
    path = _sqlite_path(url)
    if path is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
    return _engine(url)


def folder() -> Path:
    """Where things that belong to the decisions lie: beside the SQLite file, or data/decisions."""
    path = _sqlite_path(settings.decisions_url())
    return path.parent if path is not None else settings.PROJECT / "data" / "decisions"


def forget(comment_ids: set[str], older_than: datetime) -> int:
    """Take people's words out of decisions: corrections and reasons. How many decisions had any.

    Of decisions on these comments, of those on comments made before `older_than`, which are past
    retention themselves, and of all but the last on a text that was refused in the end. That
    somebody decided, in which role and when, is kept. Nothing else ever changes a decision.
    Raises DecisionRefused where the database does not let this user change rows.
    """
    made = decisions()
    parts = made["subject_id"].str.split("|")
    is_comment = made["kind"].isin(("themes", "sentiment", "step"))
    is_comment |= (made["kind"] == "text") & (parts.str[0] == "comment")
    about = parts.str[1].where(made["kind"] == "text", made["subject_id"])
    gone = is_comment & (about.isin(comment_ids) | (made["made_at"] < older_than))
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
    path = _sqlite_path(url)
    with _engine(url).begin() as connection:
        if path is not None:
            connection.exec_driver_sql("PRAGMA secure_delete = ON")
            connection.exec_driver_sql("DROP TRIGGER IF EXISTS no_change")
        for number, value in zip(rows["decision_id"], rows["value"], strict=True):
            without = "refused" if value.startswith(CORRECTED) else value
            connection.execute(
                table.update()
                .where(table.c.decision_id == int(number))
                .values(value=without, reason=FORGOTTEN)
            )
    _prepare(url)  # where it was taken away, what refuses a change is there again
    if path is not None:
        with _engine(url).connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")


def refusals(table: sa.Table, words: str, name: str, may_change: Collection[str] = ()) -> list[str]:
    """Statements after which a SQLite file refuses to change, remove or replace rows of a table.

    It has no rights to withhold, so the file itself refuses. words: what it says then. name: what
    names of its triggers begin with. may_change: columns that may be written again. Each statement
    may be run more than once.
    """
    keys = [[column.name for column in table.primary_key.columns]]
    keys += [[column.name] for column in table.columns if column.unique]
    same = " OR ".join(
        f"EXISTS (SELECT 1 FROM {table.name} WHERE "  # noqa: S608  # our own names
        + " AND ".join(f"{column} = NEW.{column}" for column in key)
        + ")"
        for key in keys
    )
    fixed = ", ".join(each.name for each in table.columns if each.name not in may_change)
    refused = {
        "change": f"UPDATE OF {fixed} ON {table.name}",
        "removal": f"DELETE ON {table.name}",
        "replacement": f"INSERT ON {table.name} WHEN {same}",  # REPLACE is a hidden delete
    }
    return [
        f"CREATE TRIGGER IF NOT EXISTS {name}no_{what} BEFORE {when} "
        f"BEGIN SELECT RAISE(ABORT, '{words}'); END"
        for what, when in refused.items()
    ]


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


def _prepare(url: str) -> None:
    """Make the folder and the table where they are missing. Safe when several do so at once."""
    path = _sqlite_path(url)
    with database(url).begin() as connection:
        if path is not None or not sa.inspect(connection).has_table(table.name):
            connection.execute(CreateTable(table, if_not_exists=True))
        names = {column["name"] for column in sa.inspect(connection).get_columns(table.name)}
        if "made_by_subject" not in names:
            connection.exec_driver_sql(
                "ALTER TABLE decision ADD COLUMN made_by_subject VARCHAR(500) NOT NULL DEFAULT ''"
            )
        if path is not None:
            for statement in refusals(table, "decisions are only ever added to", name=""):
                connection.exec_driver_sql(statement)


def _sqlite_path(url: str) -> Path | None:
    """The file of a SQLite address; None for another kind of database."""
    parts = sa.make_url(url)
    if parts.get_backend_name() != "sqlite":
        return None
    if not parts.database or parts.database == ":memory:":
        raise DecisionRefused("INSIGHT_DECISIONS_URL names no file, so decisions would be lost")
    return Path(parts.database)


@lru_cache(maxsize=8)
def _engine(url: str) -> sa.Engine:
    if _sqlite_path(url) is None:
        return sa.create_engine(url, pool_pre_ping=True)
    # A SQLite file is opened for each use: nothing is shared between threads, and nothing stays
    # open after a test or a command.
    engine = sa.create_engine(url, poolclass=sa.NullPool, connect_args={"timeout": SECONDS_TO_WAIT})
    sa.event.listen(engine, "connect", _write_ahead)
    return engine


def _write_ahead(connection: object, _: object) -> None:
    # Readers do not wait for writers; writers wait for one another, for SECONDS_TO_WAIT.
    connection.execute("PRAGMA journal_mode=WAL")  # type: ignore[attr-defined]
