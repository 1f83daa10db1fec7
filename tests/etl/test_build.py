"""A build is whole or not at all, the same every time, and safe to interrupt."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from etl import build, store_checks
from etl.__main__ import main
from etl.catalogue_tables import catalogue_tables
from etl.files import NO_ROWS, NOT_FOLLOWED, NOT_OUR_AREAS, NOT_OUR_MEASURES
from etl.gather import gather
from etl.maps.drawing import draw_layers
from etl.voice.themes.model import FILE_NAME
from insight import settings
from insight.reference.areas import project_catalogue
from insight.settings import PROJECT
from insight.store import NoStore, current_path, open_store
from insight.store.connection import SCHEMA
from tests import small_raw

pytestmark = pytest.mark.slow

catalogue = project_catalogue()


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> dict[str, pd.DataFrame]:
    raw = small_raw.write(tmp_path_factory.mktemp("raw"))
    gathered = gather(raw, catalogue)
    layers = draw_layers(gathered.tables, gathered.boundaries, tmp_path_factory.mktemp("maps"))
    return {
        **gathered.tables,
        **catalogue_tables(catalogue),
        "map_layer": build.map_layer_table(layers),
    }


def put(tables: dict[str, pd.DataFrame], folder: Path) -> Path:
    build_id = build.content_id(tables)
    path = folder / f"insight-{build_id}.duckdb"
    build.write_store(tables, path, build_id, is_default=False)
    build.put_in_place(path)
    return path


def test_every_row_of_every_table_arrives(tables: dict[str, pd.DataFrame], tmp_path: Path) -> None:
    path = put(tables, tmp_path)
    assert path.stat().st_mode & 0o007 == 0, "others on this machine may read it"
    store = open_store(path)
    for name, frame in tables.items():
        row = store.connection.execute(f"SELECT count(*) FROM {name}").fetchone()
        assert row is not None and row[0] == len(frame), name
    assert store.build_id == build.content_id(tables)


def test_the_same_content_has_the_same_id_and_other_content_another(
    tables: dict[str, pd.DataFrame],
) -> None:
    copied = {name: frame.copy() for name, frame in tables.items()}
    assert build.content_id(copied) == build.content_id(tables)
    copied["observation"].loc[0, "value"] = 99.5
    assert build.content_id(copied) != build.content_id(tables)


def test_a_store_that_contradicts_itself_is_not_put_in_place(
    tables: dict[str, pd.DataFrame], tmp_path: Path
) -> None:
    good = put(tables, tmp_path)
    bad = {**tables, "observation": tables["observation"].assign(area_code="E99999999")}
    bad["observation"] = bad["observation"].head(1)
    with pytest.raises(build.BuildFailed, match="unknown area"):
        put(bad, tmp_path)
    assert current_path(tmp_path) == good
    assert list(tmp_path.glob(".*.part*")) == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda row: row, "2 rows of observation repeat the indicator_id, group_id, area_code"),
        (lambda row: row.assign(value=99.0), "2 rows of observation repeat the indicator_id"),
        (lambda row: row.assign(sex="unicorn"), 'CHECK constraint failed on table "observation"'),
        (lambda row: row.assign(age=None), "NOT NULL constraint failed: observation.age"),
    ],
    ids=["repeated", "repeated with another value", "no such word", "blank"],
)
def test_rows_the_schema_or_its_keys_forbid_stop_the_build_and_say_which_table(
    change: Callable[[pd.DataFrame], pd.DataFrame],
    words: str,
    tables: dict[str, pd.DataFrame],
    tmp_path: Path,
) -> None:
    good = put(tables, tmp_path)
    observation = tables["observation"]
    added = pd.concat([observation, change(observation.head(2))], ignore_index=True)
    with pytest.raises(build.BuildFailed, match=f"The new store was not put in place: .*{words}"):
        put({**tables, "observation": added}, tmp_path)
    assert current_path(tmp_path) == good
    assert [path.name for path in tmp_path.glob("*.duckdb")] == [good.name]


def test_a_store_is_on_the_disk_before_its_name_and_both_before_the_pointer(
    tables: dict[str, pd.DataFrame], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is synced and renamed, in order: a machine may lose power between any two steps."""
    steps: list[str] = []
    named: dict[int, str] = {}
    real_open, real_fsync, real_replace = os.open, os.fsync, Path.replace

    def kind(path: Path) -> str:
        if path == tmp_path:
            return "folder"
        return "pointer" if "current" in path.name else "store"

    def opened(path: Path, *others: int) -> int:
        descriptor = real_open(path, *others)
        named[descriptor] = kind(Path(path))
        return descriptor

    def synced(descriptor: int) -> None:
        steps.append(f"sync {named[descriptor]}")
        real_fsync(descriptor)

    def replaced(part: Path, path: Path) -> Path:
        steps.append(f"name {kind(path)}")
        return real_replace(part, path)

    monkeypatch.setattr(os, "open", opened)
    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(Path, "replace", replaced)
    path = tmp_path / "insight-x.duckdb"
    build.write_store(tables, path, "x", is_default=False)
    assert steps == ["sync store", "name store", "sync folder"]
    steps.clear()
    build.put_in_place(path)
    assert steps == ["sync store", "sync pointer", "name pointer", "sync folder"]


def test_a_store_that_cannot_be_brought_to_the_disk_is_not_pointed_at(
    tables: dict[str, pd.DataFrame], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = put(tables, tmp_path)
    new = tmp_path / "insight-new.duckdb"
    build.write_store({**tables, "observation": tables["observation"].head(1)}, new, "new", False)

    def full(descriptor: int) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="no space left"):
        build.put_in_place(new)
    with pytest.raises(OSError, match="no space left"):
        build.write_store(tables, tmp_path / "insight-newer.duckdb", "newer", False)
    assert current_path(tmp_path) == good
    assert not (tmp_path / "insight-newer.duckdb").exists()
    assert list(tmp_path.glob(".*.part*")) == []


def test_every_check_can_fail(tables: dict[str, pd.DataFrame], tmp_path: Path) -> None:
    """Each check of `verify` is given the fault it is there to find."""
    one = tables["observation"].head(1)
    area = tables["area"]
    group, gap = tables["group_figure"].head(1), tables["inequality"].head(1)
    gap = gap.assign(value=1.0, absolute_gap=1.0, slope=1.0, gap_refusal=None, slope_refusal=None)
    sign = pd.DataFrame(
        [("adult-obesity", "E99999999", date(2020, 1, 1), "break", "it fell")],
        columns=["indicator_id", "area_code", "period_start_date", "flag", "reason"],
    )
    faults = {
        "compare are about an unknown group": {"group_figure": group.assign(group_id="nobody")},
        "figures to compare are missing": {"group_figure": group.assign(value=1.0, refusal="no")},
        "gaps are missing": {"inequality": gap.assign(gap_refusal="no")},
        "slopes are missing": {"inequality": gap.assign(slope_refusal="no")},
        "unknown area": {"observation": one.assign(area_code="E99999999")},
        "unknown indicator": {"observation": one.assign(indicator_id="nothing")},
        "unknown group": {"observation": one.assign(group_id="nobody")},
        "unknown file": {"observation": one.assign(source_file_id="none")},
        "unknown source": {"source": tables["source"].iloc[0:0]},
        "without a reason": {"observation": one.assign(value=None, value_note=None)},
        "doubt are about no figure": {"figure_flag": sign},
        "lie in no Place": {"area": area[area["area_type"] != "place"]},
        "Places are missing": {"area": area[area["area_code"] != "E08000015"]},
    }
    assert len(faults) == len(store_checks.FIGURES)
    for number, (words, change) in enumerate(faults.items()):
        with pytest.raises(build.BuildFailed, match=words):
            build.write_store({**tables, **change}, tmp_path / f"{number}.duckdb", "x", False)
        assert not (tmp_path / f"{number}.duckdb").exists()


def test_old_builds_are_kept_for_going_back_and_then_tidied_away(
    tables: dict[str, pd.DataFrame], tmp_path: Path
) -> None:
    paths = []
    for number in range(build.KEPT_BUILDS + 2):
        changed = tables["observation"].assign(value=float(number))
        paths.append(put({**tables, "observation": changed}, tmp_path))
        made = time.time() - 100 + number  # a clock may be too coarse for builds this quick
        os.utime(paths[-1], (made, made))
    assert sorted(tmp_path.glob("*.duckdb")) == sorted(paths[-build.KEPT_BUILDS :])
    assert current_path(tmp_path) == paths[-1]


def test_a_reader_of_the_old_store_is_not_disturbed(
    tables: dict[str, pd.DataFrame], tmp_path: Path
) -> None:
    old = open_store(put(tables, tmp_path))
    changed = tables["observation"].assign(value=1.0)
    new = open_store(put({**tables, "observation": changed}, tmp_path))
    count = "SELECT count(*) FROM observation WHERE value = 1"
    assert old.connection.execute(count).fetchone() != new.connection.execute(count).fetchone()


def test_no_store_and_a_lost_store_say_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NoStore, match="python -m etl build"):
        current_path(tmp_path)
    (tmp_path / "current.json").write_text(json.dumps({"file": "insight-gone.duckdb"}))
    with pytest.raises(NoStore, match="gone"):
        current_path(tmp_path)
    (tmp_path / "current.json").write_text("{half")
    with pytest.raises(NoStore):
        current_path(tmp_path)


def run(arguments: list[str], stores: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "etl", *arguments],
        cwd=PROJECT,
        env={**os.environ, "INSIGHT_STORES": str(stores)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def test_a_build_killed_while_it_writes_leaves_the_last_good_store(
    tables: dict[str, pd.DataFrame], tmp_path: Path
) -> None:
    (tmp_path / "no-raw").mkdir()
    stores = tmp_path / "stores"
    good = put(tables, stores)
    process = run(["build", "--raw", str(tmp_path / "no-raw")], stores)
    begun = time.monotonic()
    while not list(stores.glob(".store.*.part")):  # the new store is being written
        assert process.poll() is None and time.monotonic() - begun < 120
        time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    process.wait(timeout=10)
    store = open_store(current_path(stores))
    assert store.connection.execute("SELECT count(*) FROM observation").fetchone()
    assert current_path(stores) == good
    store.connection.close()
    assert list(stores.glob(".store.*.part"))  # nobody could tidy it away, and nobody minds it
    changed = {**tables, "observation": tables["observation"].assign(value=2.0)}
    assert put(changed, stores) == current_path(stores) != good


def test_a_build_killed_while_writing_leaves_nothing_behind_that_is_served(
    tables: dict[str, pd.DataFrame], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = put(tables, tmp_path)

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(build, "verify", stop)
    changed = {**tables, "observation": tables["observation"].assign(value=2.0)}
    with pytest.raises(KeyboardInterrupt):
        put(changed, tmp_path)
    assert current_path(tmp_path) == good
    assert sorted(path.name for path in tmp_path.glob("*.duckdb")) == [good.name]


def test_a_store_of_another_version_is_asked_for_afresh_and_not_misread(
    tables: dict[str, pd.DataFrame], tmp_path: Path
) -> None:
    path = put(tables, tmp_path)
    connection = duckdb.connect(path)
    connection.execute("UPDATE build SET schema_id = 'another'")
    connection.close()
    with pytest.raises(NoStore, match="another version: run `python -m etl build`"):
        open_store(path)
    connection = duckdb.connect(path)
    connection.execute("ALTER TABLE build DROP COLUMN schema_id")  # as stores were at first
    connection.close()
    with pytest.raises(NoStore, match="another version"):
        open_store(path)


def test_every_table_and_column_of_the_schema_says_what_it_is(tmp_path: Path) -> None:
    connection = duckdb.connect()
    connection.execute(SCHEMA.read_text(encoding="utf-8"))
    silent = connection.execute(
        "SELECT table_name, column_name FROM duckdb_columns()"
        " WHERE NOT internal AND comment IS NULL UNION ALL"
        " SELECT table_name, '' FROM duckdb_tables() WHERE NOT internal AND comment IS NULL"
    ).fetchall()
    connection.close()
    assert silent == []


class TestCommandLine:
    """`python -m etl` from the outside, on the small folder."""

    @pytest.fixture(autouse=True)
    def _stores(
        self,
        tmp_path: Path,
        tmp_path_factory: pytest.TempPathFactory,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setenv("INSIGHT_STORES", str(tmp_path / "stores"))
        # Only the small folder, so that a test reads in seconds what it is about.
        bare = tmp_path_factory.mktemp("no-figures")
        (bare / FILE_NAME).write_bytes((settings.FIGURES / FILE_NAME).read_bytes())
        monkeypatch.setattr(settings, "FIGURES", bare)
        monkeypatch.setenv("INSIGHT_DEMONSTRATION", "off")
        monkeypatch.setenv("INSIGHT_DECISIONS_URL", f"sqlite:///{bare / 'decisions.sqlite'}")
        monkeypatch.setattr(settings, "MAPS", tmp_path / "maps")

    def test_build_then_status(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        raw = small_raw.write(tmp_path / "raw")
        assert main(["build", "--raw", str(raw)]) == 0
        assert main(["status"]) == 0
        said = capsys.readouterr()
        assert "with files from data/raw" in said.out
        assert "refused" in said.err
        store = open_store(current_path(tmp_path / "stores"))
        row = store.connection.execute("SELECT count(*) FROM observation").fetchone()
        ids = store.connection.execute(
            "SELECT count(DISTINCT indicator_id) FROM observation"
        ).fetchone()
        store.connection.close()
        assert row is not None and ids is not None
        assert f"Figures  {row[0]:,}, of {ids[0]} indicators\n" in said.out
        assert f"Built {store.path.name}: {row[0]:,} figures, build {store.build_id}." in said.out

    def test_strict_and_check_speak_through_the_exit_code(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        raw = small_raw.write(tmp_path / "raw")
        for file in (raw / "deprivation").iterdir():
            file.unlink()  # the small ones are rightly refused as incomplete
        out = ["--out", str(tmp_path / "one.duckdb")]
        assert main(["check", "--raw", str(raw)]) == 0
        assert main(["build", "--raw", str(raw), "--strict", *out]) == 0
        assert (tmp_path / "one.duckdb").is_file()
        assert not (tmp_path / "stores").exists()  # --out is that file alone: no pointer moves
        path = raw / "indicators" / "obesity.csv"
        path.write_text(path.read_text().replace("2015-11-16/P1Y,", "2015-11-16/P1Y,about ", 1))
        capsys.readouterr()
        assert main(["check", "--raw", str(raw)]) == 1
        said = " ".join(capsys.readouterr().err.split())
        assert "indicators/obesity.csv, row 2, observation: this is not a number" in said
        assert main(["build", "--raw", str(raw), "--strict", *out]) == 1
        assert main(["build", "--raw", str(raw), *out]) == 0

    def test_check_of_one_file_tells_of_that_file_alone(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        raw = small_raw.write(tmp_path / "raw")
        path = raw / "indicators" / "obesity.csv"
        path.write_text(path.read_text().replace("/P1Y,", "/P1Y,about ", 7))
        assert main(["check", str(path)]) == 1
        said = " ".join(capsys.readouterr().err.split())
        assert "obesity.csv, rows 2, 3, 4, 5, 6 and 2 more, observation: this is not a nu" in said
        assert said.count("this is not a number") == 1 and "practices_2020_21.csv" not in said
        practices = raw / "primary_care" / "practices_2020_21.csv"
        assert main(["check", str(practices), str(raw / "indicators" / "life.csv")]) == 0
        said = " ".join(capsys.readouterr().err.split())
        assert "practices_2020_21.csv" in said and "life.csv" in said and "obesity.csv" not in said

    def test_what_to_know_about_a_file_is_printed_and_nothing_loaded_is_not_called_loaded(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        raw = tmp_path / "raw"
        text = (small_raw.write(tmp_path / "all") / "indicators" / "obesity.csv").read_text()
        raw.mkdir()
        header, *rows = text.splitlines()
        (raw / "headings.csv").write_text(header + "\n")
        (raw / "strangers.csv").write_text(header + "\n" + rows[0].replace("E92", "E88") + "\n")
        unknown = rows[0].replace("Adult obesity prevalence", "Happy cats")
        (raw / "unlisted.csv").write_text(header + "\n" + unknown + "\n")
        assert main(["check", "--raw", str(raw)]) == 0
        said = " ".join(capsys.readouterr().err.split())
        assert f"nothing loaded: headings.csv: {NO_ROWS}" in said
        assert f"nothing loaded: strangers.csv: {NOT_OUR_AREAS}" in said
        assert f"nothing loaded: unlisted.csv: {NOT_OUR_MEASURES}" in said

    def test_a_fault_in_the_embedded_figures_fails_no_clean_file(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        raw, into = small_raw.write(tmp_path / "raw"), tmp_path / "figures"
        practices = raw / "primary_care" / "practices_2020_21.csv"
        clean = practices.read_text()
        practices.write_text(clean.replace(",TOTAL,", ",TOTAL,about ", 1))
        assert main(["figures", "--raw", str(raw), "--into", str(into)]) == 0
        (into / FILE_NAME).write_bytes((settings.FIGURES / FILE_NAME).read_bytes())
        monkeypatch.setattr(settings, "FIGURES", into)
        capsys.readouterr()
        (tmp_path / "new").mkdir()
        (tmp_path / "new" / "qof_2020_21.csv").write_text("\n".join(clean.splitlines()[:5]) + "\n")
        out = ["--out", str(tmp_path / "one.duckdb")]
        command = ["--raw", str(tmp_path / "new"), "--raw", str(tmp_path / "new")]
        assert main(["build", *command, "--strict", *out]) == 0
        said = " ".join(capsys.readouterr().err.split())
        assert "refused:" not in said and "come with the project" in said
        with duckdb.connect(tmp_path / "one.duckdb", read_only=True) as store:
            faults = store.execute("SELECT reason FROM rejected_row").fetchall()
        assert ("this is not a number",) in faults

    def test_nothing_to_do_is_said_plainly(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["check", "--raw", str(tmp_path)]) == 2
        assert main(["status"]) == 2
        assert main(["build", "--raw", str(tmp_path / "nowhere")]) == 2
        assert main(["figures", "--raw", str(tmp_path)]) == 2
        assert main(["figures", "--into", str(tmp_path)]) == 2
        said = capsys.readouterr().err
        assert "no files to check" in said and "python -m etl build" in said

    def test_figures_can_be_derived_and_built_from(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        raw = small_raw.write(tmp_path / "raw")
        into = tmp_path / "figures"
        assert main(["figures", "--raw", str(raw), "--into", str(into)]) == 0
        assert "hypertension" not in (into / "README.md").read_text()
        assert (into / "observation.parquet").is_file()
        (into / FILE_NAME).write_bytes((settings.FIGURES / FILE_NAME).read_bytes())
        monkeypatch.setattr(settings, "FIGURES", into)
        capsys.readouterr()
        (tmp_path / "empty").mkdir()
        assert main(["build", "--raw", str(tmp_path / "empty")]) == 0
        assert main(["status"]) == 0
        said = capsys.readouterr()
        assert "embedded figures only" in said.out
        assert "Files" not in said.err  # none of the user's own to tell about

    def test_a_folder_with_nothing_but_a_link_out_is_not_taken_for_empty(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Or a build would quietly use the embedded figures alone."""
        small_raw.write(tmp_path / "elsewhere")
        (tmp_path / "raw").mkdir()
        (tmp_path / "raw" / "figures").symlink_to("../elsewhere")
        assert main(["check", "--raw", str(tmp_path / "raw")]) == 1
        assert NOT_FOLLOWED in " ".join(capsys.readouterr().err.split())


def test_an_indicator_that_gains_a_range_says_that_it_is_published() -> None:
    plain = catalogue_tables(catalogue)["indicator"].set_index("indicator_id")
    indicator_id = plain.index[plain["caveat"].str.contains("gives no range, so")][0]
    figures = pd.DataFrame({"indicator_id": [indicator_id] * 2, "value": [14.2, 8.4]})

    def about(lower: list[float | None]) -> tuple[str, str]:
        observation = figures.assign(lower_ci=pd.Series(lower, dtype=float))
        found = catalogue_tables(catalogue, observation)["indicator"]
        row = found.set_index("indicator_id").loc[indicator_id]
        return row["ci_method"], row["caveat"]

    assert about([None, None]) == ("none", plain.loc[indicator_id, "caveat"])
    assert about([14.1, 8.3])[0] == "published"
    assert "no range" not in about([14.1, 8.3])[1]
    assert about([14.1, None])[1].endswith("the others are not tested.")
