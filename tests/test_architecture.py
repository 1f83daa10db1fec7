"""The shape of the house, as a table without exceptions."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent
PACKAGES = ("app", "pages", "insight", "etl", "publishing")

# Who may import whom (inside the project).
MAY_IMPORT = {
    "app": {"pages", "insight"},
    "pages": {"pages", "insight"},
    "insight": {"insight"},
    "etl": {"etl", "insight"},
    "publishing": {"publishing", "insight"},
}
MAY_IMPORT_STREAMLIT = {"app", "pages"}
MAY_OPEN_DUCKDB = {"insight/store/connection.py", "etl/build.py"}
ONLY_IN_TESTS = {"PHStatsMethods", "pytest", "hypothesis", "playwright"}


def modules() -> list[Path]:
    found = [PROJECT / "app.py"]
    for package in PACKAGES[1:]:
        found += sorted((PROJECT / package).rglob("*.py"))
    return found


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are written in full"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", modules(), ids=lambda p: p.relative_to(PROJECT).as_posix())
def test_imports_run_one_way(path: Path) -> None:
    relative = path.relative_to(PROJECT)
    room = relative.parts[0].removesuffix(".py")
    for name in imported(path):
        top = name.split(".")[0]
        assert top not in ONLY_IN_TESTS, f"{relative} imports {name}"
        if top in PACKAGES:
            may = top in MAY_IMPORT[room] or (top == "publishing" and "team" in relative.parts)
            assert may, f"{relative} imports {name}"
        if top == "streamlit":
            assert room in MAY_IMPORT_STREAMLIT, f"{relative} imports streamlit"
        if top == "duckdb":
            allowed = relative.as_posix() in MAY_OPEN_DUCKDB or room == "publishing"
            assert allowed, f"{relative} opens DuckDB"


def test_no_page_lies_directly_in_pages() -> None:
    """Streamlit would run such a file without app.py on a deep link to a cold server."""
    assert list((PROJECT / "pages").glob("*.py")) == []


def test_public_pages_know_nothing_of_team_pages() -> None:
    rooms = [path for path in modules() if path.parts[-3:-1] and "pages" in path.parts]
    public = [path for path in rooms if "team" not in path.parts]
    assert public
    for path in public:
        assert not any(name.startswith("pages.team") for name in imported(path)), path


def test_nothing_in_static_but_map_geometry_and_fonts() -> None:
    """Anything in static/ is served to anyone, so no table may lie there."""
    endings = {path.suffix for path in (PROJECT / "static").rglob("*") if path.is_file()}
    assert endings <= {".json", ".woff2", ".md", ""}


@pytest.mark.parametrize("path", modules(), ids=lambda p: p.relative_to(PROJECT).as_posix())
def test_every_public_module_and_function_says_what_it_is_for(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    if path.name != "__init__.py" or tree.body:
        assert ast.get_docstring(tree), f"{path.relative_to(PROJECT)} has no docstring"
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            name = f"{path.relative_to(PROJECT)}: {node.name}"
            assert ast.get_docstring(node), f"{name} has no docstring"
