"""The shape of the house, as far as import-linter does not hold it (see pyproject.toml)."""

from __future__ import annotations

import ast
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent
PACKAGES = ("app", "pages", "insight", "etl", "publishing")


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
            yield str(node.module)


def test_the_front_door_leads_to_pages_and_needs_no_data_but_theirs() -> None:
    """import-linter does not see app.py, which is no package."""
    tops = {name.split(".")[0] for name in imported(PROJECT / "app.py")}
    assert tops - sys.stdlib_module_names == {"streamlit", "insight", "pages"}


def test_no_import_is_let_off() -> None:
    """Who may import whom stands in pyproject.toml, and `make check` holds it."""
    settings = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    assert len(contracts) > 5
    assert not any("ignore" in key for contract in contracts for key in contract)


def test_no_page_lies_directly_in_pages() -> None:
    """Streamlit would run such a file without app.py on a deep link to a cold server."""
    assert list((PROJECT / "pages").glob("*.py")) == []


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
