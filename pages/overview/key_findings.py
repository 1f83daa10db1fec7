"""What stands out: the findings that pass their tests, a sentence and a link each."""

from __future__ import annotations

from html import escape
from typing import Any

from insight.analysis.key_findings import key_findings
from insight.language import sentences
from insight.reference.areas import ENGLAND
from insight.reference.groups import NO_EDITION
from insight.store import Store, queries
from insight.store.rows import tuples
from pages.ui import markup
from pages.ui.panels import Panel

MOST = 8


def what_stands_out(
    store: Store,
    benchmark_code: str = ENGLAND,
    benchmark: str = "England",
    confidence: float = 0.95,
) -> Panel | None:
    """The strongest findings, one for each indicator. None when nothing was tested."""
    found = key_findings(
        queries.strongest_inequalities(store),
        queries.place_comparisons(store, benchmark_code),
        confidence=confidence,
        benchmark=benchmark,
    )
    if not found.tests_made:
        return None
    top = found.top(MOST)
    items = "".join(f"<li>{_item(row)}</li>" for row in tuples(top))
    return Panel(
        title="What stands out",
        subtitle="The largest differences that chance does not explain, one for each indicator",
        sentence="" if len(top) else "No difference passed its test.",
        table=f'<ul class="findings">{items}</ul>' if len(top) else "",
        frame=found.findings.drop(columns=["link"]),
        caveat=sentences.gap_tests_sentence(found.tests_made, confidence),
    )


def _item(row: Any) -> str:
    choices = {name: value for name, value in row.link.items() if value != NO_EDITION}
    link = markup.link(row.title, row.page, **choices)
    return f"<p><b>{link}</b></p><p>{escape(row.sentence)}</p>"
