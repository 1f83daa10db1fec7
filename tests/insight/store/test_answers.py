"""Answers that people type into the running app: what is kept, and how many are taken."""

from __future__ import annotations

import csv
import stat
from pathlib import Path

import pytest

from insight.store import answers
from insight.store.answers import MOST, MOST_OF_ONE, SECONDS, AnswerRefused, Limits, keep

HALTON = "E06000006"
NOW = 1_795_000_000.0
TEXT = "The bus stopped running, says Rowena, rowena@planted.example.org, 07700 900123"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("INSIGHT_ANSWERS", str(tmp_path / "answers"))
    monkeypatch.setattr(answers, "LIMITS", Limits())
    return tmp_path / "answers"


def send(text: str = TEXT, sender: str = "192.0.2.1", now: float = NOW, **more: str) -> None:
    given = {"place_code": HALTON, "release_id": "early-cancer"} | more
    keep(text, **given, may_quote=True, sender=sender, now=now)


def test_an_answer_is_kept_without_personal_details_for_its_owner_alone(folder: Path) -> None:
    send()
    send("=cmd|' /C calc'!A0", release_id="../../etc")
    [file] = folder.iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    text = file.read_text(encoding="utf-8")
    for planted in ("rowena@", "07700 900123", "192.0.2.1", "etc"):
        assert planted not in text
    first, second = csv.DictReader(text.splitlines())
    assert (first["place"], first["method"], first["release"]) == (
        "Halton",
        "online",
        "early-cancer",
    )
    assert first["consent_to_quote"] == "yes" and "The bus stopped running" in first["comment"]
    assert second["comment"].startswith("cmd")
    assert second["release"] == "" and first["response_id"] != second["response_id"]


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"text": " \n "}, "write something"),
        ({"text": "a" * 2_001}, "2,000 letters"),
        ({"place_code": "nowhere"}, "where you live"),
    ],
)
def test_what_is_not_taken_says_why(folder: Path, more: dict[str, str], why: str) -> None:
    with pytest.raises(AnswerRefused, match=why):
        send(**more)
    assert not folder.exists()


def test_nothing_is_taken_where_nobody_asked_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("INSIGHT_ANSWERS")
    assert not answers.are_taken()
    with pytest.raises(AnswerRefused, match="not taken here"):
        send()


def test_a_household_is_one_sender_and_no_address_is_nobody_in_particular() -> None:
    for number in range(MOST_OF_ONE):
        send(sender=f"2001:db8::{number}")
    with pytest.raises(AnswerRefused):
        send(sender="2001:db8:0:0:ffff::1")
    send(sender="2001:db8:0:1::1")
    for sender in ("::ffff:192.0.2.9", "192.0.2.9", "192.0.2.9"):
        send(sender=sender)
    with pytest.raises(AnswerRefused):
        send(sender="192.0.2.9")
    for _ in range(MOST - 2 * MOST_OF_ONE - 1):
        send(sender="")
    with pytest.raises(AnswerRefused):
        send(sender="")


def test_one_address_and_all_together_may_send_so_many_within_an_hour() -> None:
    for _ in range(MOST_OF_ONE):
        send()
    with pytest.raises(AnswerRefused, match="many answers"):
        send()
    for number in range(MOST - MOST_OF_ONE):
        send(sender=f"192.0.2.{number + 2}")
    with pytest.raises(AnswerRefused, match="many answers"):
        send(sender="198.51.100.1")
    send(now=NOW + SECONDS + 1)
