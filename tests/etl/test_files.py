"""What is read below a raw folder: every file once, and nothing that lies elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from etl.files import NOT_FOLLOWED, open_all
from etl.gather import gather
from etl.opening.folder import raw_files
from etl.sources import layouts
from insight.reference.areas import project_catalogue

SECRET = "item,price\nsecret,1\n"
catalogue = project_catalogue()


def quietly(what: str, done: int, total: int) -> None:
    """Report nothing."""


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """A folder with one file in it, beside a folder and a file that are nobody's to read."""
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "own.csv").write_text("item,price\nbread,2\n")
    (tmp_path / "private").mkdir()
    (tmp_path / "private" / "secret.csv").write_text(SECRET)
    return tmp_path / "raw"


def names(raw: Path) -> list[str]:
    return [path.relative_to(raw).as_posix() for path in raw_files(raw)]


@pytest.mark.parametrize("target", ["../private/secret.csv", "../private", "../private/no.csv"])
def test_a_link_that_leads_out_is_mentioned_and_not_read(raw: Path, target: str) -> None:
    link = raw / "more.csv"
    link.symlink_to(target)
    assert names(raw) == ["more.csv", "own.csv"]
    tables = gather(raw, catalogue).tables
    files = tables["source_file"].set_index("path")
    assert files.index.tolist() == ["more.csv", "own.csv"]
    assert files.loc["more.csv", ["state", "note"]].tolist() == ["unreadable", NOT_FOLLOWED]
    assert files.loc["more.csv", ["sha256", "byte_count", "read_count"]].tolist() == ["", 0, 0]
    assert tables["rejected_row"]["reason"].tolist() == [NOT_FOLLOWED]
    assert not tables["rejected_row"]["raw_text"].str.contains("secret").any()


def test_a_link_to_a_file_that_is_not_there_is_mentioned(raw: Path) -> None:
    (raw / "gone.csv").symlink_to("nowhere.csv")
    said = {file.path: file.note for file in open_all(raw, (), quietly)}
    assert "not there" in said["gone.csv"]


def test_the_whole_of_a_linked_folder_stays_closed(raw: Path) -> None:
    (raw / "all of it").symlink_to("../private")
    (raw / "deep").mkdir()
    (raw / "deep" / "up").symlink_to("../../private")
    found = {file.path: file.state for file in open_all(raw, layouts(catalogue), quietly)}
    closed = {"all of it": "unreadable", "deep/up": "unreadable"}
    assert found == {**closed, "own.csv": "unrecognised"}


def test_a_link_through_another_link_cannot_lead_out_either(raw: Path) -> None:
    (raw / "one.csv").symlink_to("two.csv")
    (raw / "two.csv").symlink_to("../private/secret.csv")
    states = [file.state for file in open_all(raw, layouts(catalogue), quietly)]
    assert states == ["unreadable", "unrecognised", "unreadable"]


def test_an_absolute_link_and_a_sibling_with_a_longer_name_lead_out(raw: Path) -> None:
    (raw.parent / "raw-old").mkdir()
    (raw.parent / "raw-old" / "a.csv").write_text(SECRET)
    (raw / "a.csv").symlink_to((raw.parent / "raw-old" / "a.csv").resolve())
    link, _ = open_all(raw, layouts(catalogue), quietly)
    assert (link.path, link.state) == ("a.csv", "unreadable")


@pytest.mark.parametrize("target", ["own.csv", "../raw/own.csv"])
def test_a_link_to_a_file_that_is_read_anyway_is_not_read_again(raw: Path, target: str) -> None:
    (raw / "again.csv").symlink_to(target)
    (raw / "b").symlink_to(".")
    assert names(raw) == ["own.csv"]


def test_a_file_without_an_ending_is_read_by_its_own_name_and_once(raw: Path) -> None:
    (raw / "store").mkdir()
    (raw / "store" / "4f2a").write_text("item,price\ncheese,3\n")
    (raw / "a.csv").symlink_to("store/4f2a")
    (raw / "b.csv").symlink_to("store/4f2a")
    assert names(raw) == ["own.csv", "store/4f2a"]
    file = open_all(raw, layouts(catalogue), quietly)[1]
    assert (file.path, file.state, file.read_count) == ("store/4f2a", "unrecognised", 1)


def test_a_link_to_a_hidden_file_inside_is_read_once(raw: Path) -> None:
    (raw / ".store").mkdir()
    (raw / ".store" / "4f2a").write_text("item,price\ncheese,3\n")
    (raw / "a.csv").symlink_to(".store/4f2a")
    (raw / "b.csv").symlink_to(".store/4f2a")
    assert names(raw) == ["a.csv", "own.csv"]
    file = open_all(raw, layouts(catalogue), quietly)[0]
    assert (file.path, file.state, file.read_count) == ("a.csv", "unrecognised", 1)


def test_hidden_files_are_counted_and_not_read(raw: Path) -> None:
    (raw / ".DS_Store").write_bytes(b"\x00\x00\x00\x01Bud1")
    (raw / ".cache").mkdir()
    (raw / ".cache" / "a.csv").write_text(SECRET)
    (raw / ".gitkeep").touch()
    own, hidden = open_all(raw, layouts(catalogue), quietly)
    assert (own.path, hidden.path, hidden.state) == ("own.csv", "hidden files", "unrecognised")
    assert hidden.note == "2 hidden files: .DS_Store, a.csv"


def test_a_raw_folder_may_itself_be_a_link(raw: Path, tmp_path: Path) -> None:
    (tmp_path / "shelf").symlink_to(raw)
    assert names(tmp_path / "shelf") == ["own.csv"]


def test_links_in_a_circle_are_left_alone_and_links_that_lead_out_are_mentioned(raw: Path) -> None:
    (raw / "x.csv").symlink_to("y.csv")
    (raw / "y.csv").symlink_to("x.csv")
    (raw / "notes.pdf").symlink_to("../private/notes.pdf")
    (raw / ".hidden.csv").symlink_to("../private/secret.csv")
    assert names(raw) == ["notes.pdf", "own.csv"]
