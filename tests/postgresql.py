"""Both databases that decisions may lie in: a file, and a server set up by deploy/postgresql."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import sqlalchemy as sa

from insight import settings
from insight.store import database
from publishing import decision_database

SETUP = settings.PROJECT / "deploy" / "postgresql" / "insight.sql"
OWNER, APP, ADMINISTRATOR = "insight_owner", "insight", "postgres"
# Nothing here outlives the test, so nothing waits for the disk.
QUICK = "fsync=off", "synchronous_commit=off", "full_page_writes=off", "shared_buffers=16MB"
PATIENCE_SECONDS = 30


def programs() -> Path | None:
    """The folder of PostgreSQL's programs, where Debian or PATH has them; None without."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    found = debian[-1] if debian else shutil.which("initdb")
    return Path(found).resolve().parent if found else None


@dataclass(frozen=True)
class Database:
    """An empty database of decisions. url: for the app. owner_url: for whoever made the tables."""

    url: str
    owner_url: str

    def run(self, statement: str, is_owner: bool = True) -> None:
        """Run a statement, as anybody with the right might."""
        _run(self.owner_url if is_owner else self.url, statement)


def _run(url: str, statement: str) -> None:
    engine = sa.create_engine(url, poolclass=sa.NullPool, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(statement)


@dataclass(frozen=True)
class PostgreSql:
    """A running server. socket: the folder it listens in; it has no other address."""

    socket: Path
    numbers: Iterator[int] = field(default_factory=count)

    def url(self, name: str, user: str = APP) -> str:
        """The address of one of its databases, for one of its users."""
        return f"postgresql://{user}@/{name}?host={self.socket}"

    @contextmanager
    def database(self) -> Iterator[Database]:
        """A new database with all tables, and nothing in them."""
        name = f"insight_{next(self.numbers)}"
        _run(
            self.url("postgres", ADMINISTRATOR),
            f"CREATE DATABASE {name} TEMPLATE insight OWNER {OWNER}",
        )
        try:
            yield Database(self.url(name), self.url(name, OWNER))
        finally:
            for user in (APP, OWNER):
                database.engine(self.url(name, user)).dispose()

    def cut(self) -> None:
        """End every connection of the app, as a restart of the server does."""
        _run(
            self.url("postgres", ADMINISTRATOR),
            f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '{APP}'",
        )

    def set_up(self) -> None:
        """What an administrator does, and then the owner of the database."""
        command = ["psql", "-q", "-v", "ON_ERROR_STOP=1", "-h", str(self.socket)]
        command += ["-U", ADMINISTRATOR, "-d", "postgres", "-f", str(SETUP)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        url = self.url("insight", OWNER)
        decision_database.prepare(url)
        database.engine(url).dispose()  # a database that is a template has no other user


@contextmanager
def running(programs: Path) -> Iterator[PostgreSql]:
    """A server in a folder of its own, from its start until it is stopped."""
    # It refuses to run as root, and the path of a socket has to be short.
    user = ADMINISTRATOR if os.getuid() == 0 else None
    with TemporaryDirectory(prefix="pg-", ignore_cleanup_errors=True) as folder:
        socket, data = Path(folder), Path(folder) / "data"
        if user is not None:
            shutil.chown(folder, user, user)
        make = [programs / "initdb", "--no-sync", "-A", "trust", "-U", ADMINISTRATOR]
        make += ["-E", "UTF8", "--no-locale", "-D", data]
        made = subprocess.run(
            make, user=user, group=user, cwd=folder, capture_output=True, text=True, check=False
        )
        assert made.returncode == 0, made.stderr
        serve = [programs / "postgres", "-D", data, "-k", folder, "-c", "listen_addresses="]
        for each in QUICK:
            serve += ["-c", each]
        log = socket / "log"
        with log.open("wb") as sink:
            process = subprocess.Popen(
                serve, user=user, group=user, cwd=folder, stdout=sink, stderr=subprocess.STDOUT
            )
        try:
            server = PostgreSql(socket)
            _wait_for(server, process, log)
            server.set_up()
            yield server
        finally:
            process.send_signal(signal.SIGINT)  # at once: whoever is still connected is let go
            process.wait(PATIENCE_SECONDS)


def _wait_for(server: PostgreSql, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            _run(server.url("postgres", ADMINISTRATOR), "SELECT 1")
            return
        except sa.exc.OperationalError:
            assert process.poll() is None and time.monotonic() < until, log.read_text("utf-8")
            time.sleep(0.02)
