"""The Place page: every part of it is drawn, and its list of neighbourhoods can be searched."""

from __future__ import annotations

import re

import pandas as pd
import pytest
from markupsafe import Markup

from insight.findings import DataTable, Finding
from pages.place import topics
from tests.pages.conftest import Run, markup

HOSTILE = "<script>alert(1)</script>\"'"


@pytest.mark.slow
def test_the_contents_lead_to_every_topic_and_count_what_is_in_it(open_page: Run) -> None:
    text = markup(open_page("place", place="E06000006"))
    listed = re.findall(r'<li><a href="#([\w-]+)">', text)
    assert len(listed) > 2
    counts = [len(re.findall(f'<div id="{each}">', text)) for each in listed]
    assert counts == [1] * len(listed)
    first = text[text.index(f'href="#{listed[0]}"') :]
    tally = first[first.index('<span class="tally">') : first.index("</li>")]
    assert text.count(tally) == 2  # in the list and in the heading it leads to
    for heading in ("Who lives here", "Where deprivation is", "Halton beside England"):
        assert heading in text
    assert text.count('<table class="figures bars">') == 4


def test_searching_neighbourhoods_keeps_those_that_match_every_word(open_page: Run) -> None:
    app = open_page("place", place="Halton")
    assert "4 neighbourhoods of 4 in Halton." in markup(app)
    app.text_input(key="find").set_value("HALTON 003").run()
    assert "1 neighbourhood of 4 in Halton." in markup(app)
    app.text_input(key="find").set_value("[a(").run()
    assert "Nothing found" in markup(app)


def test_no_word_of_a_topic_becomes_markup() -> None:
    values = pd.DataFrame({"verdict": ["better", "better", "worse"]})
    found = Finding("x", HOSTILE, DataTable(HOSTILE, (HOSTILE,), (), values))
    listed = topics.contents({HOSTILE: found}, HOSTILE)
    drawn = topics.topic(HOSTILE, found, is_open=True)
    assert isinstance(listed, Markup) and "<script>" not in listed + drawn
    assert re.sub(r"<[^>]+>", "", listed).endswith("▲ better 2 ▼ worse 1")
    assert '<details class="topic" open>' in drawn
    assert " open>" not in topics.topic(HOSTILE, found, is_open=False)
