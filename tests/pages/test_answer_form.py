"""The form for what lies behind a chart: there where answers are taken, and nowhere else."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from insight.store import answers
from pages.responses import answer
from tests.pages.conftest import Run, markup

pytestmark = pytest.mark.slow


def test_an_answer_is_typed_sent_and_thanked_for(
    open_page: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert answer.TITLE not in markup(open_page("you_said_we_did"))
    monkeypatch.setenv("INSIGHT_ANSWERS", str(tmp_path))
    monkeypatch.setattr(answers, "LIMITS", answers.Limits())
    app = open_page("you_said_we_did", release="early-cancer")
    assert answer.TITLE in markup(app) and "About: early-cancer" in markup(app)

    def send() -> str:
        next(each for each in app.button if each.label == "Send").click()
        app.run()
        assert not app.exception
        return markup(app)

    app.text_area[0].set_value("The bus stopped running")
    assert "Please choose where you live" in send()
    app.text_area[0].set_value("The bus stopped running")
    next(each for each in app.selectbox if each.label == answer.WHERE).set_value("E06000006")
    assert "Thank you" in send()
    [file] = tmp_path.iterdir()
    [row] = csv.DictReader(file.read_text(encoding="utf-8").splitlines())
    assert (row["comment"], row["release"]) == ("The bus stopped running", "early-cancer")
    assert (row["place"], row["consent_to_quote"]) == ("Halton", "no")
