"""The Place page: every part of it is drawn, and its list of neighbourhoods can be searched."""

from __future__ import annotations

import re

import pandas as pd
import pytest
from markupsafe import Markup

from insight.findings import DataTable, Finding, cell
from pages.place import topics
from tests.pages.conftest import Run, markup

HOSTILE = "<script>alert(1)</script>\"'"


@pytest.mark.slow
def test_it_comes_in_short_first_then_every_topic_to_open(open_page: Run) -> None:
    text = markup(open_page("place", place="E06000006"))
    assert len(re.findall(r'<details class="topic"( open)?><summary><h3>', text)) > 2
    parts = ("Worse than England", "Better than England", "What has changed?")
    places = [text.index(each) for each in (*parts, "What do people say?", "What was done?")]
    assert places == sorted(places) and places[-1] < text.index('<details class="topic"')
    # Comments of the small store are a demonstration, which answers nothing.
    assert "No comment from a real person is loaded yet." in text
    for heading in ("Who lives here", "Where deprivation is", "Halton beside England"):
        assert heading in text
    assert text.count('<table class="figures bars">') == 4


def test_searching_neighbourhoods_keeps_those_that_match_every_word(open_page: Run) -> None:
    app = open_page("neighbourhoods", place="Halton")
    assert "4 neighbourhoods of 4 in Halton." in markup(app)
    app.text_input(key="find").set_value("HALTON 003").run()
    assert "1 neighbourhood of 4 in Halton." in markup(app)
    app.text_input(key="find").set_value("[a(").run()
    assert "Nothing found" in markup(app)


def test_no_word_of_a_topic_becomes_markup() -> None:
    values = pd.DataFrame({"verdict": ["better", "better", "worse"]})
    found = Finding("x", HOSTILE, DataTable(HOSTILE, (HOSTILE,), (), values))
    drawn = topics.folds({HOSTILE: found}, HOSTILE)
    assert isinstance(drawn, Markup) and "<script>" not in drawn
    assert "▲ better 2 ▼ worse 1" in re.sub(r"<[^>]+>", "", drawn)


def test_what_is_worse_stands_open_as_far_as_there_is_room() -> None:
    def found(verdicts: list[str]) -> Finding:
        rows = tuple((cell(each),) for each in verdicts)
        return Finding("x", "x", DataTable("x", ("x",), rows, pd.DataFrame({"verdict": verdicts})))

    given = {
        "calm": found(["better"]),
        "some": found(["worse", "better"]),
        "most": found(["worse", "worse", "better"]),
        "long": found(["worse"] * (topics.OPEN_ROWS + 1)),
    }
    drawn = topics.folds(given, "England").split("<details")[1:]
    is_open = [" open>" in each for each in drawn]
    assert is_open == [False, True, True, False]
