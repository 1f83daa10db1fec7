"""What pages for everyone may read of people's voice, as a table without exceptions.

Words of people one by one, and those that suggest harm, are for staff alone; the words as they
came in are for the build alone.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.test_architecture import PROJECT, imported

SQL = PROJECT / "insight" / "store" / "sql"
RESTRICTED = ("comment", "comment_theme", "comment_group", "safeguarding", "free_text")
ORIGINAL = "comment_original"
# Modules that ask questions for staff, or record what staff decide.
FOR_STAFF = (
    "insight.store.queries.team",
    "insight.store.decisions",
    "pages.team",
)
# What opens a file or a database of its own: the store, decisions, and what is public already.
STORES = tuple(
    f"insight/store/{name}.py"
    for name in (
        *("connection", "database", "decisions", "sign_outs"),
        *("publication", "release_ids"),
    )
)
LIST_OF_PAGES = "pages/shell/navigation.py"
STAFF_ROOMS = ("pages/team/",)


def tables_read(text: str) -> set[str]:
    """Names a query reads from, whatever it calls them; its comments are left out."""
    code = re.sub(r"--.*", "", text)
    return {name.lower() for name in re.findall(r"\b(?:FROM|JOIN)\s+\"?(\w+)", code, re.IGNORECASE)}


def read_anywhere(text: str, table: str) -> bool:
    """Whether a query names a table at all, even after a comma."""
    code = re.sub(r"--.*", "", text)
    code = re.sub(r"'[^']*'", "''", code)
    return bool(re.search(rf"\b{table}\b", code, re.IGNORECASE))


QUESTIONS = sorted(SQL.rglob("*.sql"))
assert QUESTIONS, "the tests below would have nothing to look at"
PYTHON = sorted(
    path for room in ("pages", "insight") for path in (PROJECT / room).rglob("*.py")
) + [PROJECT / "app.py"]


def room(path: Path) -> str:
    return path.relative_to(PROJECT).as_posix()


@pytest.mark.parametrize("path", QUESTIONS, ids=room)
def test_only_questions_for_staff_read_what_people_said_one_by_one(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    if path.parent.name == "team":
        assert tables_read(text) & set(RESTRICTED)
    else:
        assert not any(read_anywhere(text, table) for table in RESTRICTED), path


@pytest.mark.parametrize("path", QUESTIONS, ids=room)
def test_no_question_reads_the_words_as_they_came_in(path: Path) -> None:
    for table in (ORIGINAL, "protected_count"):
        assert not read_anywhere(path.read_text(encoding="utf-8"), table)


@pytest.mark.parametrize("path", PYTHON, ids=room)
def test_no_page_and_no_question_holds_sql_of_its_own(path: Path) -> None:
    """SQL lies in insight/store/sql, where the tests above read it; only the store runs it."""
    text = path.read_text(encoding="utf-8")
    assert ORIGINAL not in text
    if room(path) in STORES:
        return
    assert not re.search(r"\.execute\(|\.sql\(|\bSELECT\b.+\bFROM\b", text, re.DOTALL), path


@pytest.mark.parametrize("path", PYTHON, ids=room)
def test_only_rooms_for_staff_ask_for_staff(path: Path) -> None:
    if room(path).startswith(STAFF_ROOMS) or room(path) == "insight/store/queries/team.py":
        return
    asked = [name for name in imported(path) if name.startswith(FOR_STAFF)]
    asked += [name for name in imported(path) if name == "insight.store.queries.team"]
    assert not asked, f"{room(path)} imports {asked}"
    assert "team/" not in path.read_text(encoding="utf-8") or room(path) == LIST_OF_PAGES


def test_questions_for_staff_are_not_among_those_of_every_page() -> None:
    names = {path.stem for path in (SQL / "team").glob("*.sql")}
    text = (PROJECT / "insight" / "store" / "queries" / "__init__.py").read_text(encoding="utf-8")
    assert names
    assert not any(re.search(rf"\b{name}\b", text) for name in names)


@pytest.mark.parametrize("page", sorted((PROJECT / "pages" / "team").glob("*/page.py")), ids=room)
def test_every_page_for_staff_first_asks_who_is_there(page: Path) -> None:
    """Before anything else runs: nothing may be asked of the store first."""
    lines = page.read_text(encoding="utf-8").split('"""', 2)[2].splitlines()
    code = [line for line in lines if line.strip() and not line.startswith(("import", "from"))]
    assert re.fullmatch(r"gate\.staff_only\(Action\.[A-Z_]+\)", code[0])


def test_the_tests_above_would_notice() -> None:
    assert read_anywhere("SELECT * FROM voice_cell, comment", "comment")
    assert read_anywhere('SELECT 1 FROM "COMMENT" AS c', "comment")
    assert not read_anywhere("SELECT comment_count FROM voice_cell -- of comment", "comment")
    assert tables_read("SELECT 1 FROM theme JOIN Comment USING (x)") == {"theme", "comment"}
