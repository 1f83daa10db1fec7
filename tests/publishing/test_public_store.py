"""The file a public server opens: every byte of it, and what the command says and refuses."""

from __future__ import annotations

import grp
import json
import os
import shutil
import stat
from collections.abc import Callable
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from etl.__main__ import main as etl
from insight.store import NoStore, current_path, open_public_cached
from insight.store.connection import SCHEMA
from insight.store.publication import (
    RECORD,
    BaseIsFixed,
    fix_base,
    last_published,
    smallest_base,
)
from publishing.__main__ import main
from publishing.safe_tables import LEFT_OUT, SAFE
from tests.insight.small_store import make_store, small_tables

pytestmark = pytest.mark.slow

# Words that must never be found in the file, by the table they are planted in.
PLANTED = {
    "comment": "Zebedee Quillfeather rang from Acacia Avenue",
    "comment_original": "my number is 943 476 5919 quoth Quillfeather",
    "safeguarding": "Ottoline wants to end it all in Wibblesworth",
    "free_text": "Held words about Bartholomew Featherstonehaugh",
    "rejected_row": "Refused row of Peregrine Longbottom",
    "source_file": "Feedback of Cordelia Winterbottom.csv",
    "panel_member": "member-of-the-panel-4711",
}
# Typed by whoever keeps a file of figures, and read by nobody: what it is called, and a cell in it.
CALLED, CELL = "figures/for_Agnieszka_Wojciechowska.csv", "ring Hepzibah Thistlethwaite first"
APPROVED = "A kind dentist."
HIDDEN = 7_654_321  # a count that is planted where it is hidden
Put = Callable[..., Path]


def planted_tables() -> dict[str, pd.DataFrame]:
    """The small store's tables with words and counts that nobody may find."""
    tables = small_tables()
    one = tables["comment"].iloc[[0]].assign(comment_id="x1", organisation="Zebedee Quillfeather")
    tables["comment"] = pd.concat(
        [tables["comment"], one.assign(comment_text=PLANTED["comment"])], ignore_index=True
    )
    tables["comment_original"] = pd.DataFrame(
        {
            "comment_id": ["x1"],
            "original_text": [PLANTED["comment_original"]],
            "retain_until_date": [pd.Timestamp("2099-01-01")],
        }
    )
    concern = tables["safeguarding"].iloc[[0]].assign(comment_text=PLANTED["safeguarding"])
    tables["safeguarding"] = concern
    text = tables["free_text"].iloc[[0]].assign(text_to_read=PLANTED["free_text"])
    tables["free_text"] = text
    file = tables["source_file"].iloc[[0]].assign(
        source_file_id="planted", path=PLANTED["source_file"], layout="voice_feedback",
        read_count=HIDDEN, note=f"{HIDDEN} left out",
    )  # fmt: skip
    figures = file.assign(
        source_file_id="of figures", source_id="survey", path=CALLED, layout="fingertips", note="",
        read_count=1,
    )  # fmt: skip
    tables["source_file"] = pd.concat([tables["source_file"], file, figures], ignore_index=True)
    tables["rejected_row"] = pd.DataFrame(
        {
            "source_file_id": ["planted", "of figures"],
            "row_number": [HIDDEN, 4],
            "column_name": ["comment", "value"],
            "reason": ["no date", "this is not a number"],
            "raw_text": [PLANTED["rejected_row"], CELL],
        }
    )
    tables["redaction"] = pd.DataFrame(
        {"source_file_id": ["planted"], "kind": ["name"], "redaction_count": [HIDDEN]}
    )
    member = tables["panel_member"].iloc[[0]].assign(member_id=PLANTED["panel_member"])
    tables["panel_member"] = pd.concat([tables["panel_member"], member], ignore_index=True)
    return tables


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store of `planted_tables`, as a file to copy."""
    path = tmp_path_factory.mktemp("planted") / "insight-small.duckdb"
    make_store(path, planted_tables()).connection.close()
    return path


@pytest.fixture
def put(tmp_path: Path, planted: Path, monkeypatch: pytest.MonkeyPatch) -> Put:
    """Put a store of some build in place, with something changed in it."""
    folder = tmp_path / "stores"
    folder.mkdir()
    monkeypatch.setenv("INSIGHT_STORES", str(folder))
    monkeypatch.setenv("INSIGHT_RELEASES", str(tmp_path / "releases"))

    def run(build_id: str = "small", change: str = "", **build: object) -> Path:
        path = folder / f"insight-{build_id}.duckdb"
        shutil.copy(planted, path)
        with duckdb.connect(path) as connection:
            for name, value in {"build_id": build_id, **build}.items():
                connection.execute(f"UPDATE build SET {name} = ?", [value])
            if change:
                connection.execute(change)
        (folder / "current.json").write_text(json.dumps({"file": path.name}), encoding="utf-8")
        return path

    return run


@pytest.fixture
def stores(put: Put) -> Path:
    """A folder of stores, with the planted one in place."""
    return put().parent


def tables_of(connection: duckdb.DuckDBPyConnection) -> list[str]:
    rows = connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()
    return [str(row[0]) for row in rows]


def everything(path: Path) -> str:
    """Every value of every table of a store, as text: what compression hides from a byte scan."""
    connection = duckdb.connect(path, read_only=True)
    try:
        names = [
            row[0]
            for row in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()
        ]
        return "\n".join(
            str(row) for name in names for row in connection.execute(f'FROM "{name}"').fetchall()
        )
    finally:
        connection.close()


def test_nothing_planted_is_in_any_byte_of_it(
    stores: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "public.duckdb"
    assert main(["public-store", "--out", str(out)]) == 0
    raw, values = out.read_bytes(), everything(out)
    whole = everything(current_path(stores))
    for table, words in PLANTED.items():
        assert words in whole, f"{table}: the test would have nothing to look for"
        assert words not in values and words.encode() not in raw, table
        for word in (each for each in words.split() if len(each) > 7):
            assert word not in values and word.encode() not in raw, (table, word)
    for words in ("Wojciechowska", "Thistlethwaite"):
        assert words in whole and words not in values and words.encode() not in raw
    assert "this is not a number" in values
    assert str(HIDDEN) in whole and str(HIDDEN) not in values
    assert HIDDEN.to_bytes(4, "little") not in raw
    assert APPROVED in values  # so that the looking itself is seen to work
    said = capsys.readouterr().out
    for table in (*PLANTED, "redaction"):
        assert f"Left out: {table}, " in said


def test_it_is_for_its_owner_alone_and_says_that_it_is_public(stores: Path, tmp_path: Path) -> None:
    out = tmp_path / "public.duckdb"
    assert main(["public-store", "--out", str(out)]) == 0
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert stat.S_IMODE((stores / RECORD).stat().st_mode) == 0o600
    store = open_public_cached(out)
    assert (store.is_public, store.build_id, store.path) == (True, "small", out)
    store.connection.close()
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        *("public.duckdb", "releases", "stores")
    ]


def test_every_table_of_the_schema_is_decided_about() -> None:
    connection = duckdb.connect()
    connection.execute(SCHEMA.read_text(encoding="utf-8"))
    tables = {
        row[0] for row in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()
    }
    connection.close()
    assert tables == SAFE.keys() | LEFT_OUT.keys()
    assert not SAFE.keys() & LEFT_OUT.keys()


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE voice_cell SET comment_count = 9 WHERE state = 'shown'",
        "UPDATE voice_source SET comment_count = 3 WHERE state = 'shown'",
        "UPDATE survey_result SET base_count = 1 WHERE base_count IS NOT NULL",
        "UPDATE engagement_activity SET people_count = 4",
        "UPDATE idea SET support_count = 2",
    ],
)
def test_a_small_count_stops_it(
    put: Put, tmp_path: Path, capsys: pytest.CaptureFixture[str], change: str
) -> None:
    """Whatever the build says, this looks for itself."""
    put(change=change)
    out = tmp_path / "public.duckdb"
    assert main(["public-store", "--out", str(out)]) == 2
    assert f"rows of {change.split()[1]} have a" in capsys.readouterr().err
    assert not out.exists()
    assert last_published() is None


@pytest.mark.slow
def test_another_base_or_a_build_that_does_not_carry_on_is_refused(
    put: Put, stores: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "public.duckdb"
    assert main(["public-store", "--out", str(out)]) == 0
    before = out.read_bytes()
    put("later")
    assert main(["public-store", "--out", str(out)]) == 2
    assert "python -m etl build" in capsys.readouterr().err
    put("other", smallest_base=12, carries_on_from="small")
    assert main(["public-store", "--out", str(out)]) == 2
    assert "small counts could be worked out" in capsys.readouterr().err
    assert out.read_bytes() == before
    put("next", carries_on_from="small")
    assert main(["public-store", "--out", str(out)]) == 0
    public = last_published()
    assert public is not None and public.build_id == "next"


def test_a_lost_record_is_made_again_from_the_public_store(
    put: Put, stores: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "public.duckdb"
    assert main(["public-store", "--out", str(out)]) == 0
    (stores / RECORD).unlink()
    put("later")
    assert main(["public-store", "--out", str(out)]) == 2
    assert "was made again" in capsys.readouterr().err
    public = last_published()
    assert public is not None and (public.base, public.build_id) == (10, "small")


def test_the_base_outlives_the_record(
    put: Put,
    stores: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Wherever the public store is, and though it is gone as well: a copy of it may be kept."""
    monkeypatch.setenv("INSIGHT_PUBLIC_STORE", str(tmp_path / "public.duckdb"))
    assert main(["public-store"]) == 0
    (stores / RECORD).unlink()
    monkeypatch.setenv("INSIGHT_SMALLEST_BASE", "12")
    assert etl(["build", "--raw", str(tmp_path)]) == 2
    assert "what is public was counted with 10" in " ".join(capsys.readouterr().err.split())
    put("other", smallest_base=12, carries_on_from="small")
    assert main(["public-store"]) == 2
    (tmp_path / "public.duckdb").unlink()
    (stores / RECORD).unlink(missing_ok=True)
    fix_base()  # as a release goes out of a build with another base: the first counts
    with pytest.raises(BaseIsFixed, match="counted with 10"):
        smallest_base()
    capsys.readouterr()
    assert main(["public-store"]) == 2
    assert "small counts could be worked out" in capsys.readouterr().err
    monkeypatch.setenv("INSIGHT_SMALLEST_BASE", "9")
    assert etl(["build", "--raw", str(tmp_path)]) == 2
    assert "it must be a whole number of 10 or more" in " ".join(capsys.readouterr().err.split())


def test_who_has_no_role_writes_none(
    stores: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    out = tmp_path / "public.duckdb"
    people = tmp_path / "people.toml"
    monkeypatch.setenv("INSIGHT_PEOPLE", str(people))
    group = grp.getgrgid(os.getgid()).gr_name
    for role, code in (("approver", 2), ("publisher", 0)):
        people.write_text(f'[groups]\n"{group}" = ["{role}"]\n', encoding="utf-8")
        assert main(["public-store", "--out", str(out)]) == code
        assert out.exists() == (code == 0)
    assert "you need the role publisher" in capsys.readouterr().err


def test_nothing_but_a_public_store_is_overwritten(
    stores: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    team = current_path(stores)
    note = tmp_path / "note.txt"
    note.write_text("mine")
    link = tmp_path / "link.duckdb"
    link.symlink_to(team)
    before = team.read_bytes()
    for path in (team, note, link, tmp_path, tmp_path / "no" / "folder.duckdb"):
        assert main(["public-store", "--out", str(path)]) == 2
        assert str(path) in capsys.readouterr().err or "folder" in str(path)
    assert note.read_text() == "mine" and team.read_bytes() == before


def test_without_a_store_it_says_what_to_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("INSIGHT_STORES", str(tmp_path))
    assert main(["public-store", "--out", str(tmp_path / "p.duckdb")]) == 2
    assert "python -m etl build" in capsys.readouterr().err


def test_a_team_store_is_never_opened_for_everybody(stores: Path, tmp_path: Path) -> None:
    for path in (current_path(stores), tmp_path / "nothing.duckdb"):
        with pytest.raises(NoStore, match="python -m publishing public-store"):
            open_public_cached(path)


def test_a_new_public_store_is_read_though_the_old_one_is_open(
    put: Put, stores: Path, tmp_path: Path
) -> None:
    out = tmp_path / "public.duckdb"
    assert main(["public-store", "--out", str(out)]) == 0
    old = open_public_cached(out)
    put("next", carries_on_from="small")
    assert main(["public-store", "--out", str(out)]) == 0
    new = open_public_cached(out)
    assert (old.build_id, new.build_id) == ("small", "next")
    old.connection.close()
    new.connection.close()
