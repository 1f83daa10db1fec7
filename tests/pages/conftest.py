"""Pages run as the app runs them, on a small store, an empty one, or none."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from markupsafe import escape
from streamlit.util import calc_hash

from insight import settings
from insight.store import Store, current_path, open_store
from pages.shell import navigation
from tests import pages_listed
from tests.insight.small_maps import write_layer
from tests.insight.small_store import build_row, make_store, small_tables
from tests.pages.one_scan import AppTest

PROJECT = Path(__file__).resolve().parents[2]
# Name in tests → file: as in the address, with a name for the front page.
PAGES = {
    (path or "overview").removesuffix("_the_data"): file
    for path, file in pages_listed.PAGES.items()
}
ADDRESSES = {file: path for path, file in pages_listed.PAGES.items()}
TEAM_PAGES = {name for name, file in PAGES.items() if file.startswith("pages/team/")}
Run = Callable[..., AppTest]


@pytest.fixture(scope="session")
def small_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _folder(tmp_path_factory.mktemp("small-stores"), small_tables())


@pytest.fixture(scope="session")
def small_store(small_folder: Path) -> Store:
    return open_store(current_path(small_folder))


@pytest.fixture(scope="session")
def empty_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with its tables and its build, and nothing in them."""
    build = build_row().assign(build_id="empty")
    return _folder(tmp_path_factory.mktemp("empty-stores"), {"build": build})


@pytest.fixture(scope="session")
def gapless_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small store as it is when no measure has groups: figures and deprivation, no gaps."""
    without = ("group_figure", "inequality", "gap_change", "similar_area")
    tables = {name: frame for name, frame in small_tables().items() if name not in without}
    return _folder(tmp_path_factory.mktemp("gapless-stores"), tables)


@pytest.fixture(scope="session")
def empty_store(empty_folder: Path) -> Store:
    return open_store(current_path(empty_folder))


@pytest.fixture(scope="session")
def maps_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("maps")
    write_layer(folder)
    return folder


@pytest.fixture
def open_page(small_folder: Path, maps_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Open a page by its name, with choices in the address, on the small store.

    `folder` names another folder of stores. Fails when the page said sorry, because the frame
    would otherwise hide a broken page from the test.
    """
    monkeypatch.chdir(PROJECT)
    monkeypatch.setattr(settings, "MAPS", maps_folder)

    def run(page: str, folder: Path = small_folder, **choices: str) -> AppTest:
        monkeypatch.setenv("INSIGHT_STORES", str(folder))
        app = AppTest.from_file(str(PROJECT / "app.py"), default_timeout=30)
        # As `app.switch_page`, which knows a page by its file until the app has run once.
        app._page_hash = calc_hash(ADDRESSES[PAGES[page]])
        for name, value in choices.items():
            app.query_params[name] = value
        app.run()
        assert not app.exception
        assert "Sorry" not in markup(app)
        return app

    return run


def markup(app: AppTest) -> str:
    """Everything the page wrote as HTML, as one text, and what its folds are called. The frame's
    own script is left out."""
    folds = "\n".join(str(escape(each.label)) for each in app.expander)
    text = "\n".join([*(block.proto.body for block in app.get("html")), folds])
    return text.replace(f"<script>{navigation.SCRIPT}</script>", "")


def banner_links(app: AppTest) -> list[tuple[str, str]]:
    """What the links of the bar say and where they lead, the sections first."""
    (bar,) = [block.proto.body for block in app.get("html") if 'class="banner"' in block.proto.body]
    links = re.findall(r'<a href="([^"]+)"[^>]*>([^<]+)<', bar)
    return [(unescape(name), address) for address, name in links]


def _folder(folder: Path, tables: dict) -> Path:
    path = folder / "insight-test.duckdb"
    make_store(path, tables).connection.close()
    (folder / "current.json").write_text(json.dumps({"file": path.name}), encoding="utf-8")
    return folder
