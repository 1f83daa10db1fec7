"""Everything by command line, by users of this machine with the roles of their groups."""

from __future__ import annotations

import os
import pwd
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from insight.roles import Role
from publishing import parts
from publishing.__main__ import main
from publishing.releases import operating_system
from publishing.releases.gate import Check
from publishing.releases.lifecycle import ReleaseRefused
from tests.publishing.releases.conftest import Office, nothing_found, page

As = Callable[[str], None]
VERBS = [
    *(
        "draft",
        "check",
        "submit",
        "approve",
        "return",
        "hold",
        "resume",
        "publish",
        "withdraw",
        "correct",
    ),
    *("revise", "redirect", "calendar", "verify", "list", "show", "abandon", "access", "revoke"),
    "readers",
    "end",
]


class User:
    """A user of this machine, as its password file says."""

    def __init__(self, name: str, number: int) -> None:
        self.pw_name, self.pw_uid, self.pw_gid = name, number, number


@pytest.fixture
def as_user(office: Office, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> As:
    """Become a user of this machine; each is in the group of their own role."""
    users = {
        name: User(name, 2000 + n) for n, name in enumerate(("author", "approver", "publisher"))
    }
    numbers = {each.pw_uid: each for each in users.values()}
    file = tmp_path / "people.toml"
    file.write_text("[groups]\n" + "".join(f'{name} = ["{name}"]\n' for name in users))
    monkeypatch.setenv("INSIGHT_PEOPLE", str(file))
    monkeypatch.setattr(pwd, "getpwuid", numbers.__getitem__)
    monkeypatch.setattr(pwd, "getpwnam", users.__getitem__)
    monkeypatch.setattr(os, "getgrouplist", lambda name, _: [users[name].pw_uid])
    monkeypatch.setattr(operating_system, "_group_name", lambda number: numbers[number].pw_name)
    monkeypatch.setattr(parts, "GATE", nothing_found)

    def become(name: str) -> None:
        monkeypatch.setattr(os, "getuid", lambda: users[name].pw_uid)

    return become


def run(*words: str) -> int:
    return main([*words])


@pytest.mark.parametrize("verb", VERBS)
def test_each_verb_explains_itself(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([verb, "--help"])
    assert ended.value.code == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "a terminal that is logged in counts as a fresh sign-in" in said


@pytest.mark.slow
def test_a_release_from_draft_to_withdrawal(
    office: Office, as_user: As, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = tmp_path / "files"
    files.mkdir()
    for path, data in page("Figures").items():
        (files / path).write_bytes(data)
    sources = tmp_path / "sources.toml"
    sources.write_text(
        '[[source]]\nsource_file_sha256 = "0"\nindicator_id = "cancer"\nperiod_label = "2024"\n'
        'licence = "OGL"\ndisclosure_rule = "hes"\n'
    )
    why = ("--reason", "A reason")
    words = ("--title", "Cancer is found earlier", "--summary", "What it says")
    given = ("--files", str(files), "--sources", str(sources), *words, *why)
    as_user("author")
    assert run("draft", "cancer", *why) == 0
    assert run("submit", "cancer", *given) == 0
    sha256 = capsys.readouterr().out.partition("SHA-256 ")[2].split()[0]
    approval = ("approve", "cancer", "1", "--sha256", sha256, *why)
    assert run(*approval) == 2  # the author has no such role
    as_user("approver")
    assert run("show", "cancer") == 0
    assert sha256 in capsys.readouterr().out
    assert run("approve", "cancer", "1", "--sha256", "0" * 64, *why) == 2
    assert "changed since you opened it" in capsys.readouterr().err
    assert run(*approval) == 0
    as_user("publisher")
    assert run("publish", "cancer") == 0
    assert "Figures" in office.read("charts/cancer/index.html")
    assert run("redirect", "cancer", "early-cancer", *why) == 0
    as_user("author")
    assert run("correct", "early-cancer", *why) == 0
    assert run("submit", "early-cancer", *given, "--change-note", "Put right") == 0
    sha256 = capsys.readouterr().out.rpartition("SHA-256 ")[2].split()[0]
    as_user("approver")
    assert run("approve", "early-cancer", "2", "--sha256", sha256, *why) == 0
    as_user("publisher")
    assert run("publish", "early-cancer") == 0
    withdrawal = ("withdraw", "early-cancer", "2", "--because", "mistake", "--erase", *why)
    assert run(*withdrawal) == 0
    said = capsys.readouterr().out
    assert "Purge from caches: /charts/early-cancer/2/" in said
    assert "Still out in cancer version 1: data.csv, index.html" in said
    assert run("verify") == 0
    assert run("list") == 0
    assert "early-cancer" in capsys.readouterr().out


def test_where_no_checks_are_in_place_nothing_is_submitted(
    office: Office,
    as_user: As,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    none = Check("gate", True, "no checks are in place here")
    monkeypatch.setattr(parts, "GATE", lambda *_: (none,))
    as_user("author")
    run("draft", "cancer", "--reason", "A reason")
    words = ("--title", "A", "--summary", "B", "--reason", "C")
    files = tmp_path / "files"
    assert run("submit", "cancer", "--files", str(files), *words) == 2
    assert "is no folder" in capsys.readouterr().err
    files.mkdir()
    for path, data in page("SECRET-7").items():
        (files / path).write_bytes(data)
    assert run("submit", "cancer", "--files", str(files), *words) == 2
    assert "no checks are in place here" in capsys.readouterr().err
    # Asked beforehand it says the same, and of what passes too; nothing is kept of either.
    asked = ("check", "cancer", "--files", str(files), *words[:4])
    assert run(*asked) == 1
    assert "BLOCKS  gate: no checks are in place here" in capsys.readouterr().out
    monkeypatch.setattr(parts, "GATE", lambda *_: (replace(none, is_blocking=False),))
    assert run(*asked) == 0
    said = capsys.readouterr().out
    assert "warning gate: " in said and "The gate lets it through" in said
    assert office.holds("SECRET-7") == [] and office.version().content_sha256 == ""


def test_without_a_file_of_people_nobody_has_a_role(
    office: Office, as_user: As, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    as_user("author")
    assert operating_system.person().roles == {Role.AUTHOR}
    monkeypatch.setenv("INSIGHT_PEOPLE", str(tmp_path / "none.toml"))
    assert operating_system.person().roles == frozenset()


@pytest.mark.parametrize("text", ["groups = 1", "[groups]\na = ['king']", "[", "x = 1"])
def test_a_file_of_people_that_cannot_be_read(
    office: Office, as_user: As, tmp_path: Path, text: str
) -> None:
    as_user("author")
    (tmp_path / "people.toml").write_text(text)
    with pytest.raises(ReleaseRefused, match="cannot be read"):
        operating_system.person()


def test_roles_are_asked_of_the_machine_again_when_something_goes_out(
    office: Office, as_user: As, tmp_path: Path
) -> None:
    as_user("approver")
    subject = operating_system.person().subject
    assert operating_system.roles_now(subject) == {Role.APPROVER}
    (tmp_path / "people.toml").write_text('[groups]\napprover = ["reader"]\n')
    assert operating_system.roles_now(subject) == {Role.READER}
    assert operating_system.roles_now(subject.rpartition(" ")[0] + " 9") == frozenset()
    assert operating_system.roles_now("https://login.example sub") is None


def test_a_name_in_the_environment_makes_nobody_else(
    office: Office, as_user: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    as_user("author")
    before = operating_system.person().subject
    for name in ("USER", "LOGNAME", "SUDO_USER", "USERNAME"):
        monkeypatch.setenv(name, "approver")
    assert operating_system.person().subject == before


def test_the_calendar_by_command(
    office: Office, as_user: As, capsys: pytest.CaptureFixture[str]
) -> None:
    as_user("author")
    new = ("calendar", "spring", "--state", "provisional", "--date", "spring", "--title", "Cancer")
    assert run(*new) == 0
    assert run("calendar", "spring", "--state", "confirmed", "--date", "2036-03-10 09:30") == 0
    assert run("calendar", "spring", "--state", "provisional") == 2
    assert run("calendar") == 0
    assert "2036-03-10 09:30" in capsys.readouterr().out
