"""Tables: they have heads and names, and nothing in a cell may act as markup."""

from __future__ import annotations

from html.parser import HTMLParser

import pandas as pd
import pytest

from pages.ui import tables
from pages.ui.tables import Column

COLUMNS = [
    Column("Area", lambda row: str(row.area_name)),
    Column("Figure", lambda row: f"{row.value:.1f}", is_number=True),
]


class Seen(HTMLParser):
    """Every tag with its attributes, and the text between tags."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def rows(name: str = "Halton") -> pd.DataFrame:
    return pd.DataFrame({"area_name": [name, "Wirral"], "value": [1.25, 2.0]})


def test_a_table_has_a_caption_and_heads_for_columns_and_rows() -> None:
    seen = Seen(tables.table(rows().itertuples(), COLUMNS, "Figures"))
    heads = [attributes.get("scope") for tag, attributes in seen.tags if tag == "th"]
    assert heads == ["col", "col", "row", "row"]
    assert seen.words == ["Figures", "Area", "Figure", "Halton", "1.2", "Wirral", "2.0"]


def test_a_table_can_be_scrolled_by_keyboard_and_has_a_name() -> None:
    seen = Seen(tables.table(rows().itertuples(), COLUMNS, "Figures"))
    region = seen.tags[0][1]
    assert (region["role"], region["tabindex"], region["aria-label"]) == ("region", "0", "Figures")


@pytest.mark.parametrize(("name", "label"), [("stacked", "Figure"), ("", None)])
def test_cells_carry_their_heading_where_phones_stack_them(name: str, label: str | None) -> None:
    seen = Seen(tables.table(rows().itertuples(), COLUMNS, "Figures", name))
    cells = [attributes.get("data-label") for tag, attributes in seen.tags if tag == "td"]
    assert cells == [label, label]


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>'])
def test_text_never_becomes_markup(text: str) -> None:
    column = Column(text, lambda row: str(row.area_name))
    made = tables.table(rows(text).itertuples(), [column, *COLUMNS], text, "stacked")
    seen = Seen(made)
    assert {tag for tag, _ in seen.tags} == {
        "div", "table", "caption", "thead", "tr", "th", "tbody", "td"
    }  # fmt: skip
    assert seen.words.count(text) == 4  # caption, heading, row heading, cell
