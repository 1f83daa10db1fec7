"""Which release an address is of: one that was given another keeps its first as its id.

Addresses are publishing's (`publishing.releases.tables`), in the database of decisions; they are
only read here, so that what people answer under any of them is heard on the one page.
"""

from __future__ import annotations

import sqlalchemy as sa

from insight import settings
from insight.store import database

MOVED = sa.table("redirect", sa.column("to_slug"), sa.column("release_id"))


def release_ids() -> dict[str, str]:
    """Each later address → the first of its release. Where there are none, nothing is made."""
    url = settings.decisions_url()
    path = database.sqlite_path(url)
    if path is not None and not path.is_file():
        return {}
    with database.engine(url).connect() as connection:
        if not sa.inspect(connection).has_table(MOVED.name):
            return {}
        rows = connection.execute(sa.select(MOVED.c.to_slug, MOVED.c.release_id))
        return {to: release_id for to, release_id in rows}
