"""Who has signed out, and when: from then on none of their older sessions counts.

A session's cookie holds good wherever it is copied to, so signing out is written down here, in the
database of decisions, and looked up whenever a session is used. Rows are only ever added.

    python -m insight.store.sign_outs SUBJECT     ends every session of somebody who has left
"""

from __future__ import annotations

import argparse
import time

import sqlalchemy as sa

from insight import settings
from insight.store import database, decisions

table = sa.Table(
    "sign_out",
    sa.MetaData(info={database.NEVER: "sessions that were ended stay ended"}),
    sa.Column("sign_out_id", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("subject", sa.String(decisions.LONGEST["made_by_subject"]), nullable=False),
    sa.Column("ended_at", sa.Double, nullable=False),  # seconds since 1970
    sa.Index("sign_out_subject", "subject", "ended_at"),
)


def end_sessions(subject: str, began_at: float = 0.0) -> None:
    """End every session of somebody that began before now.

    subject: as of `roles.Person`. began_at: when the session that ends began by the sign-in
    service's clock, which may run before ours.
    """
    with database.ready(settings.decisions_url(), table.metadata).begin() as connection:
        values = {"subject": subject, "ended_at": max(time.time(), began_at)}
        connection.execute(table.insert(), values)


def ended_at(subject: str) -> float | None:
    """Seconds since 1970 until when sessions of this subject are ended; None for never."""
    newest = sa.select(sa.func.max(table.c.ended_at)).where(table.c.subject == subject)
    with database.ready(settings.decisions_url(), table.metadata).connect() as connection:
        found: float | None = connection.execute(newest).scalar()
    return found


def main(arguments: list[str] | None = None) -> None:
    """The command line: end every session of somebody who has left."""
    parser = argparse.ArgumentParser(description="End every session of somebody")
    parser.add_argument("subject", help="issuer and subject, as decisions keep them")
    end_sessions(parser.parse_args(arguments).subject)


if __name__ == "__main__":
    main()
