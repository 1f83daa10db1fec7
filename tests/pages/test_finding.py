"""What stands under a figure."""

from __future__ import annotations

import re

from markupsafe import Markup

from pages.ui import finding

ONS = ("ONS", "Census <2021>")
NHS = ("NHS England", "Quality and Outcomes Framework")


def words(markup: Markup) -> str:
    return re.sub(r"<[^>]+>", " ", markup)


def test_few_sources_stand_in_a_line_and_many_in_a_list_that_opens() -> None:
    assert finding.source_note([]) == ""
    assert words(finding.source_note([ONS])).strip() == "Source: ONS, Census &lt;2021&gt;."
    assert "; " in words(finding.source_note([ONS, NHS]))
    many = finding.source_note([ONS, NHS, ("ONS", "Boundaries")])
    summary = re.search("<summary>(.*)</summary>", many)
    assert summary is not None and summary[1] == "3 publications of: ONS; NHS England"
    assert re.findall("<li>(.*?)</li>", many) == [
        "ONS, Census &lt;2021&gt;",
        "NHS England, Quality and Outcomes Framework",
        "ONS, Boundaries",
    ]
