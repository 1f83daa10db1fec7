"""Cells and tables: what any medium needs of them."""

from __future__ import annotations

import pandas as pd

from insight.findings.table import Column, Link, cell, data_table, linked, quiet, strong
from insight.visual.style import VERDICTS


def test_a_cell_as_plain_text_reads_like_a_sentence() -> None:
    found = cell(strong("12%"), notes=("(10% to 14%)", "2024", ""))
    assert found.text == "12% (10% to 14%); 2024"
    counted = cell("Beside England:", VERDICTS["better"], "in 3,", VERDICTS["worse"], "in 6")
    assert counted.text == "Beside England: ▲ better in 3, ▼ worse in 6"
    assert cell(VERDICTS["worse"], ": why").text == "▼ worse: why"


def test_a_link_carries_ids() -> None:
    assert Link.to("place", place="E06000006").address == "place?place=E06000006"
    assert Link.to("").address == "./"
    assert Link.to("indicator", indicator="a&b=c").address == "indicator?indicator=a%26b%3Dc"


def test_away_from_the_dashboard_its_views_have_its_address_and_publishers_their_own() -> None:
    view = Link.to("place", place="E06000006")
    for dashboard in ("https://insight.example", "https://insight.example/"):
        assert view.under(dashboard) == "https://insight.example/place?place=E06000006"
        assert Link("https://ons.example/a").under(dashboard) == "https://ons.example/a"


def test_a_table_has_a_cell_for_every_column_and_keeps_its_values() -> None:
    values = pd.DataFrame({"name": ["a", "b"], "count": [1, 2]})
    columns = [
        Column("Name", lambda row: linked(row.name, "place", place=row.name)),
        Column("Count", lambda row: quiet(str(row.count)), is_number=True),
    ]
    rows = [type("Row", (), each) for each in values.to_dict("records")]
    table = data_table("Made up", columns, rows, values)
    assert table.columns == ("Name", "Count") and table.numbers == {1}
    assert table.texts == (("a", "1"), ("b", "2"))
    assert table.values is values
