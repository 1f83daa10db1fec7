"""Fixtures every test may use, and the guard that keeps tests away from real stores."""

from __future__ import annotations

import fcntl
import math
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings as hypothesis_settings

from etl.__main__ import main
from insight import settings
from insight.store import CachedStore, current_path, open_cached
from tests import postgresql
from tests.bench import builds

# Frames are slow to make on a busy machine; how long one takes is not what is tested.
hypothesis_settings.register_profile("frames", deadline=None)
hypothesis_settings.register_profile("quick", deadline=None, max_examples=20)
hypothesis_settings.load_profile("frames")

# Whoever asks for one of these works on whole official files or on every real figure.
WHOLE = {"embedded", "open_data", "refresh_data", "real_store", "real_store_folder"}


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """A process for each processor, and two more where browsers are waited for."""
    return (os.cpu_count() or 1) + 2 * ("not browser" not in config.option.markexpr)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What works on whole files, or on every real figure, is slow: `make quick` leaves it out.

    Files with slow tests come first, so that no process is left with one when all else is done.
    Those that wait for a browser are spread among the others, which have work meanwhile.
    """
    slow: dict[Path, None] = {}
    waiting: dict[Path, None] = {}
    for item in items:
        asked = set(getattr(item, "fixturenames", ()))
        case = getattr(item, "callspec", None)
        if case is not None:
            asked |= {each for each in case.params.values() if isinstance(each, str)}
        if asked & WHOLE:
            item.add_marker(pytest.mark.slow)
        if item.get_closest_marker("browser"):
            waiting[item.path] = None
        elif item.get_closest_marker("slow"):
            slow[item.path] = None
    others = [path for path in slow if path not in waiting]
    places: dict[Path, float] = {path: place for place, path in enumerate(others)}
    apart = len(others) / max(1, len(waiting))
    places |= {path: place * apart - 0.5 for place, path in enumerate(waiting)}
    items.sort(key=lambda item: places.get(item.path, math.inf))


def missing(what: str) -> None:
    """Skip with a plain message; on CI nothing may be missing, so fail."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"{what} (CI must have it)")
    pytest.skip(what)


@pytest.fixture(scope="session", autouse=True)
def decided_nothing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Nobody has decided or released a thing: tests never read, or add to, what staff here did."""
    folder = tmp_path_factory.mktemp("decisions")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("INSIGHT_DECISIONS_URL", f"sqlite:///{folder / 'decisions.sqlite'}")
        patch.setenv("INSIGHT_RELEASES", str(folder / "releases"))
        yield


@pytest.fixture(scope="session", autouse=True)
def team_edition() -> Iterator[None]:
    """Pages run without a server are the team's, as on a machine of one's own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("INSIGHT_EDITION", "team")
        yield


@pytest.fixture(scope="session", autouse=True)
def programs() -> Iterator[None]:
    """What only submits a release needs no axe and no Nu validator here; on CI they are there."""
    with pytest.MonkeyPatch.context() as patch:
        if os.environ.get("CI") != "true":
            patch.setenv("INSIGHT_PROGRAMS", "optional")
        yield


@pytest.fixture(scope="session")
def open_data() -> Path:
    """The folder of real official files: INSIGHT_OPEN_DATA, or beside the project."""
    folder = builds.open_data()
    if folder is None:
        missing("no folder of official files: set INSIGHT_OPEN_DATA to run the tests on them")
    assert folder is not None
    return folder


@pytest.fixture(scope="session")
def refresh_data() -> Path:
    """The folder of newer official files, to be laid over `open_data`."""
    folder = builds.refresh_data()
    if folder is None:
        missing("no folder of newer official files beside INSIGHT_OPEN_DATA")
    assert folder is not None
    return folder


@pytest.fixture(scope="session")
def common_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of this run of the tests that all its processes share."""
    own = tmp_path_factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "common"
    folder.mkdir(exist_ok=True)
    return folder


def made_once(folder: Path, make: Callable[[Path], None]) -> Path:
    """`folder`, made by whichever process comes first; the others wait for it."""
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            part = folder.with_suffix(".part")
            part.mkdir()
            make(part)
            part.rename(folder)
    return folder


@pytest.fixture(scope="session", autouse=True)
def app_folder(common_folder: Path) -> Iterator[Path]:
    """The app as it is served, with a folder of its own for map layers, where tests draw them."""

    def lay(folder: Path) -> None:
        (folder / "static" / "maps").mkdir(parents=True)
        shutil.copy(settings.PROJECT / "app.py", folder)
        for name in ("pages", "insight", "publishing", ".streamlit"):
            (folder / name).symlink_to(settings.PROJECT / name)

    folder = made_once(common_folder / "app", lay)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "MAPS", folder / "static" / "maps")
        patch.setenv("INSIGHT_MAPS", str(settings.MAPS))
        yield folder


@pytest.fixture(scope="session")
def real_store_folder(common_folder: Path, app_folder: Path) -> Path:
    """A folder of stores holding one, built from the embedded figures as `make run` does."""

    def build(folder: Path) -> None:
        (folder / "no-raw").mkdir()
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("INSIGHT_STORES", str(folder))
            assert main(["build", "--raw", str(folder / "no-raw")]) == 0

    return made_once(common_folder / "real-stores", build)


@pytest.fixture(scope="session")
def real_store(real_store_folder: Path) -> Iterator[CachedStore]:
    """The store of the embedded figures, open as the app has it."""
    store = open_cached(current_path(real_store_folder))
    yield store
    store.connection.close()


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[postgresql.PostgreSql]:
    """A PostgreSQL server of this process's tests."""
    programs = postgresql.programs()
    if programs is None:
        missing("PostgreSQL is not installed: decisions were tried in a SQLite file alone")
    assert programs is not None
    with postgresql.running(programs) as server:
        yield server


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)])
def either_database(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[postgresql.Database]:
    """An empty database of decisions: a file that is not there yet, and then one on a server."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'not' / 'yet' / 'decisions.sqlite'}"
        monkeypatch.setenv("INSIGHT_DECISIONS_URL", url)
        yield postgresql.Database(url, url)
        return
    with request.getfixturevalue("postgresql_server").database() as made:
        monkeypatch.setenv("INSIGHT_DECISIONS_URL", made.url)
        yield made
