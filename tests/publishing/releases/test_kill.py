"""A publication that is killed at any moment: readers have all of the old or all of the new, and
running it again ends as if nothing had happened."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from insight import settings
from insight.store import database
from publishing.releases import ledger, transitions
from publishing.releases.ledger import transaction
from publishing.releases.lifecycle import Kind
from publishing.releases.publication import take_down
from publishing.releases.verification import verify
from tests.publishing.releases.conftest import PAM, WHY, Office, no_pages, soon, wait_until

pytestmark = pytest.mark.slow

KILLS = 50
CALLS = ("fsync", "link", "rename", "replace", "symlink", "mkdir", "unlink", "rmdir", "chmod")


def in_child(work: Callable[[], object], kill_at: int) -> int:
    """Do some work in a process of its own, killed with signal 9 before its nth call to the disk or
    the database. Returns how many calls it made, or 0 where it was killed."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        status = 1
        try:
            made = _counted(work, kill_at)
            os.write(write, str(made).encode())
            status = 0
        finally:
            os._exit(status)
    os.close(write)
    with os.fdopen(read) as answer:
        said = answer.read()
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        assert os.WTERMSIG(status) == signal.SIGKILL
        return 0
    assert os.WEXITSTATUS(status) == 0
    return int(said)


def _counted(work: Callable[[], object], kill_at: int) -> int:
    made = 0

    def count(*_: object) -> None:
        nonlocal made
        made += 1
        if made == kill_at:
            os.kill(os.getpid(), signal.SIGKILL)

    def counting(call: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*args: Any, **more: Any) -> Any:
            count()
            return call(*args, **more)

        return counted

    for name in CALLS:
        setattr(os, name, counting(getattr(os, name)))
    engine = database.engine(settings.decisions_url())
    sa.event.listen(engine, "before_cursor_execute", count)
    work()
    return made


def at_each_moment(root: Path, work: Callable[[], object], check: Callable[[], None]) -> None:
    """Kill the work at KILLS moments spread over all of it, each time from the same beginning."""
    kept = root.parent.parent / "kept"
    shutil.copytree(root.parent, kept, symlinks=True)
    calls = in_child(work, 0)
    assert calls > KILLS
    killed = 0
    for moment in range(1, calls + 1, max(1, calls // KILLS)):
        shutil.rmtree(root.parent)
        shutil.copytree(kept, root.parent, symlinks=True)
        killed += in_child(work, moment) == 0
        check()
    assert killed >= KILLS


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, same_clock: Office) -> Office:
    """An office whose folder may be put back as it was."""
    root = tmp_path / "whole" / "releases"
    file = tmp_path / "whole" / "decisions" / "decisions.sqlite"
    monkeypatch.setenv("INSIGHT_DECISIONS_URL", f"sqlite:///{file}")
    monkeypatch.setenv("INSIGHT_RELEASES", str(root))
    return Office(root, same_clock.now)


def test_killed_while_it_publishes(place: Office) -> None:
    place.out("old", text="Old")
    at = soon(place)
    for slug in ("one", "two"):
        place.approved(slug, at=at, text="SECRET-7")
    wait_until(place, at, 1)
    moved: set[bool] = set()

    def check() -> None:
        assert "Old" in place.read("charts/old/index.html")
        out = {slug for slug in ("one", "two") if (place.web / "charts" / slug).exists()}
        assert out in (set(), {"one", "two"})
        moved.add(bool(out))
        if not out:
            assert place.holds("SECRET-7", "public/current/") == []
        place.publish()
        assert "SECRET-7" in place.read("charts/one/1/index.html")
        assert verify().faults == ()
        with transaction(place.clock, is_writing=False) as t:
            published = [e.release_id for e in ledger.events(t) if e.kind is Kind.PUBLISHED]
        assert sorted(published) == ["old", "one", "two"]
        assert place.publish().is_moved is False
        assert not list((place.root / "public" / "releases").glob("*.part"))

    at_each_moment(place.root, place.publish, check)
    assert moved == {True, False}  # killed before the move, and after it


def test_killed_while_it_erases(place: Office) -> None:
    place.out("old", text="Old")
    place.out("bad", text="SECRET-7")

    def withdraw() -> None:
        with transaction(place.clock) as t:
            transitions.withdraw(t, PAM, "bad", 1, because="disclosure", erase=True, reason=WHY)
        take_down(PAM, no_pages, clock=place.clock)

    def check() -> None:
        assert "Old" in place.read("charts/old/index.html")
        if place.version("bad").withdrawn_at:
            take_down(PAM, no_pages, clock=place.clock)
        else:  # it was killed before it had said so
            withdraw()
        assert place.holds("SECRET-7") == []
        assert "Withdrawn" in place.read("charts/bad/index.html")
        assert verify().faults == ()

    at_each_moment(place.root, withdraw, check)
