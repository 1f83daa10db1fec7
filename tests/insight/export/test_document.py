"""What a document draws of a finding, and whose figures it names."""

from __future__ import annotations

from dataclasses import replace

import plotly.graph_objects as go
import pytest

from insight.export.document import (
    INVENTED,
    MOST_ROWS,
    Chapter,
    Document,
    chapters,
    no_progress,
)
from insight.reference.areas import SYSTEM
from insight.store import Store
from tests.insight.export.test_html import document, finding


@pytest.mark.parametrize(
    ("rows", "has_picture", "is_shown"),
    [(MOST_ROWS, True, True), (MOST_ROWS + 1, True, False), (50, False, True), (0, False, False)],
)
def test_a_table_is_left_out_only_under_a_picture(
    rows: int, has_picture: bool, is_shown: bool
) -> None:
    made = finding(rows=rows, picture=go.Figure() if has_picture else None)
    assert document(made).shows_table(made) is is_shown
    assert document(made, has_pictures=False).shows_table(made) is bool(rows)


def test_a_few_sources_are_named_and_many_only_by_publisher() -> None:
    sources = {letter: (f"Office {letter}", f"Book {letter}") for letter in "abc"}
    of: Document = document(sources=sources)
    assert of.source_line(finding(source_ids=("a", "x"))) == "Source: Office a, Book a."
    assert of.source_line(finding(source_ids=())) == ""
    many = of.source_line(finding(source_ids=("a", "b", "c")))
    assert many.startswith("Sources: Office a; Office b; Office c.") and "Book" not in many


def test_what_was_invented_is_left_out_and_said_to_be(empty_store: Store) -> None:
    real, shown = finding("real"), finding("shown", is_demonstration=True)
    listed = (
        Chapter("Both", lambda store, code: [shown, real], "empty"),
        Chapter("Invented", lambda store, code: [shown], "empty"),
        Chapter("Nothing", lambda store, code: [None], "empty"),
    )
    both, invented, nothing = chapters(empty_store, SYSTEM, listed, no_progress)
    assert both.findings == (real,)
    assert [each.title for each in invented.findings] == [INVENTED]
    assert [each.title for each in nothing.findings] == ["empty"]


def test_a_file_is_named_by_title_and_build() -> None:
    assert replace(document(), title="A: b").file_name == "A-b-b"
